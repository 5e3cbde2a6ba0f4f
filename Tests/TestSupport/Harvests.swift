public import Articles
public import Atlas
public import Facts
public import Indexing

/// Builds harvests by hand: an article of one line a fact.
public struct HarvestBuilder: Sendable {
  public var entities: [Entity] = []
  public var facts: [Fact] = []
  private var text: ContiguousArray<UInt8> = []
  private var sentences: [TextRange] = []
  private var names: [EntityMention] = []
  public let kinds: KindTable
  /// Where the facts' places lie.
  public var places = SmallWorld.knowledge
  let path: String
  let published: TimeInterval?
  let source: String

  public init(
    path: String, published: String? = nil, source: String = "Wire", kinds: KindTable = .standard
  ) {
    self.path = path
    self.source = source
    self.kinds = kinds
    self.published = published.flatMap { CalendarDay(iso: $0.utf8) }.map(TimeInterval.init(day:))
  }

  /// The entity, found or added.
  public mutating func entity(_ entity: Entity) -> EntityID {
    if let row = entities.firstIndex(of: entity) { return EntityID(rawValue: Int32(row)) }
    entities.append(entity)
    return EntityID(rawValue: Int32(entities.count - 1))
  }

  /// Appends a sentence and gives its range.
  @discardableResult
  public mutating func sentence(_ line: String, names named: [EntityID] = []) -> TextRange {
    let start = Int32(text.count)
    text.append(contentsOf: line.utf8)
    let range = TextRange(start: start, end: Int32(text.count))
    text.append(0x0A)
    sentences.append(range)
    for id in named {
      let name = Array(entities[Int(id.rawValue)].name.utf8)
      if let offset = Self.find(name, in: Array(line.utf8)) {
        let at = start + Int32(offset)
        names.append(
          EntityMention(
            text: TextRange(start: at, end: at + Int32(name.count)), kind: entities[Int(id.rawValue)].kind,
            entity: id, confidence: 1))
      }
    }
    return range
  }

  private static func find(_ needle: [UInt8], in text: [UInt8]) -> Int? {
    guard !needle.isEmpty, needle.count <= text.count else { return nil }
    return (0...(text.count - needle.count)).first { Array(text[$0..<($0 + needle.count)]) == needle }
  }

  /// Adds a fact of a sentence of its own. `roles` are names of roles; unknown ones are left out.
  public mutating func fact(
    _ kind: String, _ roles: [(String, Entity)], place: PlaceID? = nil, placeVia: Via = .clause,
    date: TimeInterval? = nil, dateVia: Via = .clause, status: Status = .happened, source: Entity? = nil,
    content: String? = nil, killed: Int32 = -1, confidence: Float = 0.9
  ) {
    guard let kind = kinds.kind(named: kind) else { return }
    let fillers = roles.compactMap { name, filler in
      kinds.role(named: name).map { RoleFiller(role: $0, entity: entity(filler)) }
    }
    let said = source.map { entity($0) }
    let who = fillers.map { entities[Int($0.entity.rawValue)].name }.joined(separator: " and ")
    let body = content ?? "\(kinds.name(kind)) it was"
    let range = sentence(who + ": " + body, names: fillers.map(\.entity))
    let end = TextRange(start: range.end - Int32(body.utf8.count), end: range.end)
    let empty = TextRange(start: range.start, end: range.start)
    let row = place.flatMap { places.place($0) }
    facts.append(
      Fact(
        kind: kind, status: status, roles: fillers,
        place: place.map {
          FactPlace(text: empty, place: $0, point: row?.point, country: row?.country, via: placeVia)
        },
        time: date.map { FactTime(text: empty, interval: $0, via: dateVia) },
        source: said.map { FactSource(entity: $0, cue: empty, isDirect: false) },
        mentions: [FactMention(sentence: range, trigger: end, rule: 0)],
        content: content == nil ? nil : end, killed: killed, confidence: confidence))
  }

  public func harvest() -> Harvest {
    let article = Article(
      text: text, title: sentences.first, published: published, source: source, path: path)
    return Harvest(article: article, entities: entities, names: names, facts: facts, sentences: sentences)
  }
}
