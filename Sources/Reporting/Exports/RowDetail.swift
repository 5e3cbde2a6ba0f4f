public import Articles
internal import Atlas
public import Facts
public import Indexing
public import Querying

/// What is known of a row's subject beside its columns. Forms for other programs say more of a row than it shows: what
/// names it everywhere, who takes part in which role, whether it took place.
public struct RowDetail: Sendable, Hashable {
  /// Somebody or something that takes part.
  public struct Party: Sendable, Hashable {
    /// What names it outside of the program.
    public var id: String
    /// The fullest name.
    public var name: String
    /// "participant"; "" of a row that is the entity itself.
    public var role: String
    /// What the name is the name of.
    public var kind: NameKind
    /// Its country's code; "" where it is not known.
    public var country: String

    /// All of it.
    public init(id: String, name: String, role: String, kind: NameKind = .person, country: String = "") {
      self.id = id
      self.name = name
      self.role = role
      self.kind = kind
      self.country = country
    }
  }

  /// What a row stands for.
  public enum Sort: Sendable, Hashable { case fact, article, sentence, entity, group }

  /// What the row stands for.
  public var sort: Sort
  /// What names it outside of the program; "" where nothing does.
  public var id = ""
  /// Of a fact "meeting", of an entity "person"; "" of others.
  public var kind = ""
  /// In a few words; "" where only the columns say it.
  public var title = ""
  /// Whether a fact took place.
  public var status: Status?
  /// When it took place, or was published.
  public var time: TimeInterval?
  /// Where it took place, or lies: a place, or nothing.
  public var place = Value.missing
  /// Who takes part, in the order of the text.
  public var parties: [Party] = []
  /// What was said, or what it is about; "" for neither.
  public var content = ""
  /// The day of the newest article that tells it.
  public var published: CalendarDay?
  /// The sentences that tell a fact; none where they were not asked for.
  public var tellings: [Telling] = []
  /// How many facts it stands for.
  public var count = 1

  /// A detail of which only the sort is known.
  public init(_ sort: Sort) { self.sort = sort }
}

extension RowDetail {
  /// One for each row of an answer that was made over this index; none for answers of no index.
  /// `tells`: with the sentences that tell facts. O(mentions of its facts), and then their length.
  public static func details(of answer: Answer, in index: FactIndex, tells: Bool = false) -> [RowDetail] {
    answer.subjects.map { detail(of: $0, in: index, tells) }
  }

  private static func detail(of subject: RowSubject, in index: FactIndex, _ tells: Bool) -> RowDetail {
    switch subject {
    case .fact(let id): return detail(of: id, in: index, tells)
    case .article(let id):
      var detail = RowDetail(.article)
      let article = index.article(id)
      detail.id = index.key(of: id).description
      detail.title = article.title.map(article.string) ?? article.name
      detail.time = article.published
      detail.published = article.published?.lastDay
      return detail
    case .sentence(let id, let range):
      var detail = RowDetail(.sentence)
      let article = index.article(id)
      detail.id = "\(index.key(of: id).description)-\(range.start)"
      detail.title = article.string(range)
      detail.published = article.published?.lastDay
      return detail
    case .entity(let id):
      var detail = RowDetail(.entity)
      let entity = index.entity(id)
      let party = party(id, role: "", in: index)
      (detail.id, detail.title, detail.kind) = (party.id, party.name, entity.kind.name)
      detail.parties = [party]
      if let row = entity.place.flatMap(index.places.place), entity.kind == .place {
        detail.place = .place(text: row.name, country: row.country, point: row.point)
      }
      return detail
    case .group(let facts):
      var detail = RowDetail(.group)
      detail.count = facts.count
      var known: Set<EntityID> = []
      for fact in facts {
        for filler in index.facts.fillers(Int(fact.rawValue)) {
          let entity = EntityID(rawValue: index.facts.fillerEntity[filler])
          guard known.insert(entity).inserted else { continue }
          detail.parties.append(party(entity, role: "", in: index))
        }
      }
      return detail
    }
  }

  private static func detail(of id: FactID, in index: FactIndex, _ tells: Bool) -> RowDetail {
    var detail = RowDetail(.fact)
    let fact = index.fact(id)
    detail.id = index.key(of: id).description
    detail.kind = index.kinds.name(fact.kind)
    detail.status = fact.status
    detail.time = fact.time?.interval
    detail.parties = fact.roles.map { party($0.entity, role: index.kinds.name($0.role), in: index) }
    detail.content = index.content(of: id)
    detail.published = index.articles(of: id).compactMap { index.article($0).published?.lastDay }.max()
    if let place = fact.place {
      // Of some only the row or the country is known.
      let row = [place.place, place.country.flatMap(index.places.country)].lazy.compactMap(\.self).first
      let said = index.placeText(of: id)
      detail.place = .place(
        text: said.isEmpty ? row.flatMap { index.places.place($0)?.name } ?? "" : said,
        country: place.country, point: place.point)
    }
    detail.title = title(detail)
    guard tells else { return detail }
    detail.tellings = fact.mentions.map {
      Telling($0, of: index.article($0.article), index.key(of: $0.article).description)
    }
    return detail
  }

  /// "Meeting: Ann Lee, Bob Ray".
  private static func title(_ detail: RowDetail) -> String {
    var names: [String] = []
    for party in detail.parties where !names.contains(party.name) { names.append(party.name) }
    let kind = detail.kind.prefix(1).uppercased() + detail.kind.dropFirst()
    guard !names.isEmpty else { return kind }
    let rest = names.count - mostNames
    return kind + ": " + names.prefix(mostNames).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }

  /// In a title.
  private static let mostNames = 4

  private static func party(_ id: EntityID, role: String, in index: FactIndex) -> Party {
    let entity = index.entity(id)
    return Party(
      id: index.key(of: id).description, name: entity.name, role: role, kind: entity.kind,
      country: entity.country?.description ?? "")
  }
}
