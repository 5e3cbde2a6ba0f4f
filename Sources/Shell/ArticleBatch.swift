internal import Articles
internal import Dispatch
internal import Facts
internal import Synchronization

/// Loads and extracts several articles at once, on all cores.
enum ArticleBatch {
  /// One result a path, in order; nil where the work was cancelled first.
  static func harvest(
    _ paths: [String], _ extract: @Sendable (Article) -> Harvest,
    _ isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [Result<Harvest, LoadProblem>?] {
    let results = Mutex([Result<Harvest, LoadProblem>?](repeating: nil, count: paths.count))
    DispatchQueue.concurrentPerform(iterations: paths.count) { number in
      guard !isCancelled() else { return }
      let result = Result { () throws(LoadProblem) in
        extract(try ArticleLoader.load(paths[number]))
      }
      results.withLock { $0[number] = result }
    }
    return results.withLock { $0 }
  }

  /// Extracts articles again. One harvest an article, in order; nil where the work was cancelled first.
  static func harvest(
    _ articles: [Article], _ extract: @Sendable (Article) -> Harvest,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [Harvest?] {
    let results = Mutex([Harvest?](repeating: nil, count: articles.count))
    DispatchQueue.concurrentPerform(iterations: articles.count) { number in
      guard !isCancelled() else { return }
      let harvest = extract(articles[number])
      results.withLock { $0[number] = harvest }
    }
    return results.withLock { $0 }
  }
}
