internal import Articles
internal import Facts
internal import Indexing
internal import Querying

/// The pipeline behind a session: articles are read in parallel and inserted in their order into one index,
/// queries run over it.
final class ArticleCollection: Backend {
  /// Articles read at once, so that memory holds few readings beside the index.
  private static let batch = 64

  /// What makes facts of articles, and what is known beside them.
  struct Pipeline: Sendable {
    var kinds = KindTable.standard
    var places = PlaceKnowledge.none
    /// Never throws: any bytes give some reading. Called on several threads.
    var extract: @Sendable (Article) -> Harvest = { Harvest(article: $0) }
    /// What `.why` says of a rule by its number; "" for none.
    var ruleName: @Sendable (UInt16) -> String = { _ in "" }
    /// Tokens, tags, tree and names of a sentence, for `.parse`; nil where that is not to be had.
    var parse: @Sendable (String) -> String? = { _ in nil }
    /// The same of the sentences of an article that meet these ranges.
    var parseSentences: @Sendable (Article, [TextRange]) -> String? = { _, _ in nil }

    /// The extraction by other kinds; nil where there is none.
    var extractor: (@Sendable (KindTable) -> @Sendable (Article) -> Harvest)?

    /// The embedded models and gazetteer, opened when the first article is read.
    static let standard = Pipeline(
      kinds: .standard, places: PlaceKnowledge(.standard), extract: { Extractor.standard.harvest($0) },
      ruleName: { KindTable.standard.ruleTitle($0) },
      parse: { ParseView(sentence: $0, extractor: .standard).text },
      parseSentences: { ParseView(article: $0, sentences: $1, extractor: .standard).text },
      extractor: { kinds in
        let extractor = Extractor(kinds: kinds)
        return { extractor.harvest($0) }
      })
  }

  private(set) var pipeline: Pipeline
  private(set) var index: FactIndex
  private var known: Set<String> = []
  /// Kinds, what `let` and `as` named, the last result.
  var bindings: Bindings
  private var cachedEngine: Engine?

  var vocabulary: Vocabulary {
    get { bindings.vocabulary }
    set { bindings.vocabulary = newValue }
  }

  init(_ pipeline: Pipeline = .standard) {
    self.pipeline = pipeline
    index = FactIndex(kinds: pipeline.kinds, places: pipeline.places)
    bindings = Bindings(vocabulary: Vocabulary(kinds: pipeline.kinds))
  }

  func fresh() -> any Backend { ArticleCollection(pipeline) }

  /// The engine over all that is loaded, with the words it has indexed so far.
  var engine: Engine {
    if let cachedEngine { return cachedEngine }
    index.finish()
    let engine = Engine(index: index)
    cachedEngine = engine
    return engine
  }

  /// False where it was stopped.
  func finishIndex(_ isCancelled: () -> Bool) -> Bool { index.finish(isCancelled: isCancelled) }

  /// Forgets what holds numbers of facts, and the engine, whose index would be copied by an insertion.
  private func prepareToInsert() {
    cachedEngine = nil
    bindings.last = nil
    bindings.results = [:]
    vocabulary.last = nil
    vocabulary.results = [:]
  }

  func load(
    _ paths: [String], progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) -> LoadReport {
    var report = LoadReport()
    let (files, problems) = ArticleFiles.list(paths)
    report.problems = problems
    let new = files.filter { $0 == "-" || !known.contains($0) }
    report.known = files.count - new.count
    report.total = new.count
    var start = 0
    if !new.isEmpty { prepareToInsert() }
    while start < new.count, !isCancelled() {
      progress(start, new.count)
      let end = min(start + Self.batch, new.count)
      for (path, result) in zip(
        new[start..<end], ArticleBatch.harvest(Array(new[start..<end]), pipeline.extract, isCancelled))
      {
        switch result {
        case .success(let harvest):
          known.insert(path)
          report.loaded += 1
          if harvest.article.published == nil { report.undated += 1 }
          index.insert(harvest)
        case .failure(let problem): report.problems.append(problem)
        case nil: report.isCancelled = true
        }
      }
      start = end
    }
    if isCancelled() { report.isCancelled = true }
    if report.loaded > 0 { finish(report.isCancelled, isCancelled) }
    return report
  }

  /// Puts what was loaded in order. Where the loading was stopped, only if that takes no time worth waiting for:
  /// else the next query does it.
  private func finish(_ isStopped: Bool, _ isCancelled: () -> Bool) {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(25)
    _ = index.finish { isStopped || isCancelled() ? clock.now >= deadline : false }
  }

  /// Adds kinds and finds their facts in the articles that are loaded; nothing changes where `add` throws or the
  /// work is stopped. True unless stopped.
  func define(
    _ add: (inout KindTable) throws(KindFileError) -> Void, progress: (_ done: Int, _ total: Int) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(KindFileError) -> Bool {
    var kinds = pipeline.kinds
    try add(&kinds)
    for row in kinds.rows.dropFirst(pipeline.kinds.rows.count) {
      for name in [row.name, row.plural] where LanguageHelp.isReserved(name) {
        throw KindFileError(line: 1, message: "`\(name)` has a meaning of its own: choose another name")
      }
      if vocabulary.definitions[row.plural] != nil || vocabulary.results[row.plural] != nil {
        throw KindFileError(line: 1, message: "`\(row.plural)` is a name of this session already")
      }
    }
    var changed = pipeline
    changed.kinds = kinds
    let table = kinds
    changed.ruleName = { table.ruleTitle($0) }
    if let extractor = pipeline.extractor { changed.extract = extractor(kinds) }
    var rebuilt = FactIndex(kinds: kinds, places: pipeline.places)
    let total = index.articleCount
    var start = 0
    while start < total {
      progress(start, total)
      let end = min(start + Self.batch, total)
      let articles = (start..<end).map { index.article(ArticleID(rawValue: Int32($0))) }
      for harvest in ArticleBatch.harvest(articles, changed.extract, isCancelled) {
        guard let harvest else { return false }
        rebuilt.insert(harvest)
      }
      start = end
    }
    guard rebuilt.finish(isCancelled: isCancelled) else { return false }
    prepareToInsert()
    pipeline = changed
    index = rebuilt
    vocabulary.kinds = kinds
    return true
  }

  var summary: CollectionSummary {
    CollectionSummary(
      articles: index.articleCount, facts: index.factCount, places: index.placeCounts().count,
      span: index.articleSpan)
  }

  func article(_ id: ArticleID) -> Article? {
    (0..<index.articleCount).contains(Int(id.rawValue)) ? index.article(id) : nil
  }

  func entity(_ id: EntityID) -> (name: String, kind: NameKind)? {
    guard (0..<index.entityCount).contains(Int(id.rawValue)) else { return nil }
    let entity = index.entity(id)
    return (entity.name, entity.kind)
  }

  func parse(_ sentence: String) -> String? { pipeline.parse(sentence) }

  func parse(_ sentences: [TextRange], of id: ArticleID) -> String? {
    article(id).flatMap { pipeline.parseSentences($0, sentences) }
  }
}
