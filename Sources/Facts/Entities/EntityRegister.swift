internal import Articles
internal import Atlas
internal import English

/// The entities of one article while it is read: named ones first, in the order of their first mention; described
/// groups ("six of his staffers") are added as facts need them.
struct EntityRegister: Sendable {
  /// What the register knows of an entity beyond the value that leaves it.
  struct Notes: Sendable {
    /// The words of its fullest name.
    var words: [Symbol] = []
    /// Lemmas of its titles and roles: "general", "chairman".
    var roleNouns: Set<Int32> = []
    /// Tokens at which it is mentioned (the head of each mention), ascending.
    var mentions: [Int32] = []
  }

  var entities: [Entity] = []
  var notes: [Notes] = []
  /// The named entity that a token belongs to, −1 for none.
  var entityOf: [Int32]
  /// The last token of the name that a token belongs to.
  var nameEnd: [Int32]
  /// Every name with its entity, in order of appearance.
  var names: [NameMention] = []
  private var described: [String: EntityID] = [:]

  init(tokenCount: Int) {
    entityOf = Array(repeating: -1, count: tokenCount)
    nameEnd = Array(repeating: -1, count: tokenCount)
  }

  subscript(id: EntityID) -> Entity {
    get { entities[Int(id.rawValue)] }
    set { entities[Int(id.rawValue)] = newValue }
  }

  func notes(_ id: EntityID) -> Notes { notes[Int(id.rawValue)] }

  mutating func add(_ entity: Entity, _ note: Notes = Notes()) -> EntityID {
    entities.append(entity)
    notes.append(note)
    return EntityID(rawValue: Int32(entities.count - 1))
  }

  /// The described, unnamed entity of this text, one for each wording.
  mutating func describedEntity(_ text: String, kind: NameKind, country: CountryCode?) -> EntityID {
    if let known = described[text] {
      self[known].mentionCount += 1
      return known
    }
    let id = add(Entity(name: text, kind: kind, isNamed: false, country: country))
    described[text] = id
    return id
  }

  /// The named entity at a token, or nil.
  func named(_ token: Int) -> EntityID? {
    entityOf[token] >= 0 ? EntityID(rawValue: entityOf[token]) : nil
  }

  /// Notes that a name stands for an entity.
  mutating func link(_ name: NameMention, to id: EntityID) {
    var name = name
    name.entity = id
    names.append(name)
    for token in name.tokens {
      entityOf[token] = id.rawValue
      nameEnd[token] = name.lastToken - 1
    }
    notes[Int(id.rawValue)].mentions.append(name.lastToken - 1)
  }

  mutating func addAlias(_ alias: String, to id: EntityID) {
    guard alias != self[id].name, self[id].aliases.count < 32, !self[id].aliases.contains(alias) else {
      return
    }
    self[id].aliases.append(alias)
    self[id].aliases.sort { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
  }
}
