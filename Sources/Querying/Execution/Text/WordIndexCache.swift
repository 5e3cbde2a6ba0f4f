internal import Indexing
internal import Synchronization

/// The word index of an engine, built when a query first searches text.
final class WordIndexCache: Sendable {
  private let built = Mutex<WordIndex?>(nil)

  func get(_ index: FactIndex) -> WordIndex {
    built.withLock { current in
      if let current { return current }
      let made = WordIndex(index)
      current = made
      return made
    }
  }
}
