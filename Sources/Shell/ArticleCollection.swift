internal import Articles
internal import Dispatch
internal import Facts
internal import Indexing
internal import Querying
internal import Synchronization

/// The pipeline behind a session: articles are read in parallel and inserted in their order into one index,
/// queries run over it.
final class ArticleCollection: Backend {
  /// Articles read at once, so that memory holds few readings beside the index.
  private static let batch = 256

  var index: FactIndex
  private var known: Set<String> = []
  /// Kinds, what `let` and `as` named, the last result's schema.
  var vocabulary = Vocabulary()

  init() { index = FactIndex() }

  func fresh() -> any Backend { ArticleCollection() }

  func load(_ paths: [String], isCancelled: @escaping @Sendable () -> Bool) -> LoadReport {
    var report = LoadReport()
    let (files, problems) = ArticleFiles.list(paths)
    report.problems = problems
    let new = files.filter { $0 == "-" || !known.contains($0) }
    report.known = files.count - new.count
    var start = 0
    while start < new.count, !isCancelled() {
      let end = min(start + Self.batch, new.count)
      for (path, result) in zip(new[start..<end], Self.read(Array(new[start..<end]), isCancelled)) {
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
    if report.loaded > 0 { index.finish() }
    return report
  }

  /// One result a path, in order; nil where Ctrl-C came first.
  private static func read(
    _ paths: [String], _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [Result<Harvest, LoadProblem>?] {
    let results = Mutex([Result<Harvest, LoadProblem>?](repeating: nil, count: paths.count))
    DispatchQueue.concurrentPerform(iterations: paths.count) { number in
      guard !isCancelled() else { return }
      let result = Result { () throws(LoadProblem) in extract(try ArticleLoader.load(paths[number])) }
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }
  }

  private static func extract(_ article: Article) -> Harvest { Harvest(article: article) }

  var summary: CollectionSummary {
    var summary = CollectionSummary(articles: index.articleCount, facts: index.factCount)
    for id in 0..<Int32(index.articleCount) {
      guard let day = index.article(ArticleID(rawValue: id)).published else { continue }
      let span = summary.span ?? day
      summary.span = TimeInterval(start: min(span.start, day.start), end: max(span.end, day.end))
    }
    return summary
  }

  func article(_ id: ArticleID) -> Article? {
    (0..<index.articleCount).contains(Int(id.rawValue)) ? index.article(id) : nil
  }

  func entity(_ id: EntityID) -> (name: String, kind: NameKind)? {
    guard (0..<index.entityCount).contains(Int(id.rawValue)) else { return nil }
    let entity = index.entity(id)
    return (entity.name, entity.kind)
  }

  func evidence(for fact: FactID) -> FactEvidence? { nil }
  func places(named name: String) -> Answer { Answer(columns: [], subjects: []) }
  func parse(_ sentence: String) -> String? { nil }
}
