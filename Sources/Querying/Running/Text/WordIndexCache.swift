internal import Indexing
internal import Synchronization

/// The word index of an engine, read or built when a query first searches text.
final class WordIndexCache: Sendable {
  private let index = Mutex<WordIndex?>(nil)

  /// What is there without building it, or waiting for who does.
  var built: WordIndex? { index.withLockIfAvailable { $0 } ?? nil }

  func get(_ index: FactIndex, isCancelled: () -> Bool) throws(QueryError) -> WordIndex {
    let made = self.index.withLock { current -> WordIndex? in
      if current == nil { current = WordIndex.words(of: index, isCancelled: isCancelled) }
      return current
    }
    guard let made else { throw QueryError(.cancelled, at: 0..<0) }
    return made
  }
}
