public import Articles
public import Facts
public import Indexing

/// Articles and the facts in them: loaded from files, read in parallel, held in one index that queries run over.
///
/// A value: a copy is a snapshot, which a server may query while the other goes on loading.
///
///     var news = ArticleCollection()
///     let report = news.load(["articles"])
///     for problem in report.problems { print("\(problem.path) \(problem.message)") }
///     let outcome = try Engine(index: news.index).run(Query.parse("meetings near \"Poland\""))
///     print(AnswerPrinter(mode: .csv).text(outcome.answer))
///
/// `Engine` and `Query` are of `Querying`, `AnswerPrinter` is of `Reporting`.
public struct ArticleCollection: Sendable {
  /// What reads the articles.
  public private(set) var pipeline: Pipeline
  /// All facts, merged over the articles, in order unless loading was stopped (`finish`).
  public private(set) var index: FactIndex
  /// Articles that are in the index, with what they said.
  var known: [ArticleKey: ContentHash] = [:]
  /// With which models its facts were read, where those may be others than the pipeline's: in a file that an earlier version kept.
  private var keptModels: ContentHash?
  /// With which models its facts were read.
  public var models: ContentHash { keptModels ?? pipeline.models }

  /// An empty collection, by default with the program's own models.
  public init(_ pipeline: Pipeline = .standard) {
    self.pipeline = pipeline
    index = FactIndex(kinds: pipeline.kinds, places: pipeline.places)
  }

  /// One of an index that holds articles already, with what they say; nil: read with the pipeline's models.
  package init(
    _ pipeline: Pipeline, index: FactIndex, known: [ArticleKey: ContentHash], models: ContentHash? = nil
  ) {
    self.pipeline = pipeline
    keptModels = models
    self.index = index
    self.known = known
  }

  /// What names its articles, with what they say.
  public var hashes: [ArticleKey: ContentHash] { known }

  /// A collection of some of its articles, which is to be finished. O(index).
  public func part(_ keys: Set<ArticleKey>) -> ArticleCollection {
    ArticleCollection(
      pipeline, index: index.part(keys), known: known.filter { keys.contains($0.key) }, models: keptModels)
  }

  /// Adds all of another collection of the same kinds and places, in the place of articles of the same names, and takes some out; what
  /// is read changes with the next `finish`. O(index of the other).
  public mutating func add(_ other: ArticleCollection, without gone: Set<ArticleKey> = []) {
    let replaced = gone.union(other.known.keys)
    for key in gone { known[key] = nil }
    change { index in
      index.remove(replaced)
      index.append(other.index)
    }
    known.merge(other.known) { $1 }
    if let models = other.keptModels, models != pipeline.models { keptModels = models }
  }

  /// Puts what was loaded in order, unless it is. False where it was stopped; then the index is as it was.
  @discardableResult
  public mutating func finish(isCancelled: () -> Bool = { false }) -> Bool {
    index.finish(isCancelled: isCancelled)
  }

  /// How much there is; facts that are sure. O(distinct places + articles + facts).
  public var summary: CollectionSummary {
    CollectionSummary(
      articles: index.articleCount, facts: index.sureFactCount, places: index.placeCounts().count,
      span: index.articleSpan)
  }

  /// The files whose articles it holds, as they were given or found. O(articles).
  public var paths: Set<String> { Set(known.keys.lazy.map(\.path)) }

  /// A hash of all articles, the same whatever their order and paths: what they say, not where they lie.
  /// O(articles · log articles).
  public var contentHash: ContentHash {
    var hash = ContentHash([])
    for value in known.values.map(\.rawValue).sorted() {
      hash.add((0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
    }
    return hash
  }

  /// An article by its number in the index; nil where there is none. O(1).
  public func article(_ id: ArticleID) -> Article? {
    (0..<index.articleCount).contains(Int(id.rawValue)) ? index.article(id) : nil
  }

  /// Changes the index; for what loads and removes.
  mutating func change<Result>(_ work: (inout FactIndex) -> Result) -> Result { work(&index) }

  mutating func replace(_ pipeline: Pipeline, _ index: FactIndex) {
    self.pipeline = pipeline
    self.index = index
    keptModels = nil
  }
}
