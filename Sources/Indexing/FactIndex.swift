public import Articles
public import Facts

/// The facts of a collection as columns with postings, merged across articles.
///
/// `insert` only appends what an article says (reports, entity forms, sentences); `remove` only marks. `finish` links
/// entities across articles, merges reports of one event into one fact and builds the postings; it may be called again
/// after more changes and then rebuilds, in time linear in the collection but for sorting. Everything that
/// is read (`factCount`, `fact(_:)` …) is as of the last `finish`.
///
/// Ids do not depend on the order of insertion, nor on what was removed: articles are numbered by date, then path; facts by date, then
/// kind and first report; entities by how many facts they have a part in, then name.
public struct FactIndex: Sendable {
  /// What the facts' kinds, roles and rules are rows of.
  public let kinds: KindTable
  /// What is known of the places that facts name.
  public let places: PlaceKnowledge

  // Appended by `insert`.
  var inserted: [Article] = []
  /// Where the texts of articles lie.
  package var texts = TextStore()
  var reports = Reports()
  /// Article `a` (by insertion) has reports `reportStart[a]..<reportStart[a + 1]`.
  var reportStart: [Int32] = [0]
  var naming = ArticleNames()
  var prints = Fingerprints()
  var sentenceStart: [Int32] = [0]
  var sentenceText: [TextRange] = []
  /// Insertions that the next `finish` lets go.
  var removed: Set<Int32> = []

  /// What persons know better, in the order in which they said so.
  public internal(set) var corrections: [Correction] = []
  /// They have changed since the last `finish`.
  var takesCorrections = false

  // Built by `finish`.
  /// Number of insertions that the last `finish` saw; −1 before the first.
  var finishedAt = -1
  /// Insertion order of the article with an id, and back.
  var articleOrder: [Int32] = []
  var articleRank: [Int32] = []
  /// From the first to the last day of the articles' dates; nil where none has any.
  public internal(set) var articleSpan: TimeInterval?
  /// Which articles are copies of which.
  var copies = ArticleCopies()
  /// Number of an article's first sentence, by id.
  var sentenceNumber: [Int32] = [0]
  /// All entities, by id.
  public internal(set) var entities: [Entity] = []
  /// Code of each entity's country, of a place without one the gazetteer's; 0 where none is known.
  public internal(set) var entityCountry: [UInt16] = []
  var entityOfForm: [Int32] = []
  var names = NameTable()
  /// All facts as columns, by id.
  public internal(set) var facts = MergedFacts()
  /// What corrections say of facts, by their rows.
  var corrected: [Int32: CorrectedFact] = [:]
  /// What names facts outside of the program, as of the last `finish`.
  var keyCache = FactKeyCache()
  /// The words of its texts, where they are kept; those of an earlier state once articles came or went.
  package var keptWords: KeptWords?
  /// Sorted lists of facts by what they have.
  public internal(set) var postings = Postings()

  /// An index without articles.
  public init(kinds: KindTable = .standard, places: PlaceKnowledge = .none) {
    self.kinds = kinds
    self.places = places
  }

  /// Whether everything inserted can be read.
  public var isFinished: Bool { finishedAt == inserted.count && removed.isEmpty && !takesCorrections }

  /// Facts, however many reports each has.
  public var factCount: Int { facts.count }
  /// Articles.
  public var articleCount: Int { articleOrder.count }
  /// Entities.
  public var entityCount: Int { entities.count }

  /// The different places of facts (`MergedFacts.spot`).
  public var spots: Spots { reports.spots }

  /// An article by its id. O(1).
  public func article(_ id: ArticleID) -> Article { inserted[Int(articleOrder[Int(id.rawValue)])] }

  /// An entity with the names, titles and counts of all articles. O(1).
  public func entity(_ id: EntityID) -> Entity { entities[Int(id.rawValue)] }
}
