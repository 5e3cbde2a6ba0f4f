internal import Articles
internal import Dispatch
internal import Facts
internal import Indexing
internal import Synchronization

/// Loads and extracts several articles at once, on all cores.
enum ArticleBatch {
  /// One result a path, in order; nil where the work was cancelled first.
  static func harvest(
    _ paths: [String], _ extract: @escaping @Sendable (Article) -> Harvest,
    _ isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> [Result<Harvest, LoadProblem>?] {
    each(paths.count, isCancelled) { number in
      Result { () throws(LoadProblem) in extract(try ArticleLoader.load(paths[number])) }
    }
  }

  /// Extracts articles again. One harvest an article, in order; nil where the work was cancelled first.
  static func harvest(
    _ articles: [Article], _ extract: @escaping @Sendable (Article) -> Harvest,
    _ isCancelled: @escaping @Sendable () -> Bool
  ) -> [Harvest?] {
    each(articles.count, isCancelled) { extract(articles[$0]) }
  }

  private static func each<Value: Sendable>(
    _ count: Int, _ isCancelled: @escaping @Sendable () -> Bool, _ work: @escaping @Sendable (Int) -> Value
  ) -> [Value?] {
    let results = Results<Value>(count)
    // Beside, because a single article may be long.
    _ = Interruptible.run(isCancelled) { stop in
      DispatchQueue.concurrentPerform(iterations: count) { number in
        guard !stop.isSet else { return }
        let value = work(number)
        results.values.withLock { $0[number] = value }
      }
    }
    return results.values.withLock { $0 }
  }

  private final class Results<Value: Sendable>: Sendable {
    let values: Mutex<[Value?]>
    init(_ count: Int) { values = Mutex([Value?](repeating: nil, count: count)) }
  }
}
