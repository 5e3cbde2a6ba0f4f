internal import Indexing
internal import Synchronization

/// The word index of an engine, built when a query first searches text.
final class WordIndexCache: Sendable {
  private let built = Mutex<WordIndex?>(nil)

  func get(_ index: FactIndex, isCancelled: () -> Bool) throws(QueryError) -> WordIndex {
    let made = built.withLock { current -> WordIndex? in
      if current == nil { current = WordIndex(index, isCancelled: isCancelled) }
      return current
    }
    guard let made else { throw QueryError(.cancelled, at: 0..<0) }
    return made
  }
}
