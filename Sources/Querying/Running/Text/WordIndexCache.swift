internal import Indexing
internal import Synchronization

/// The word index of an engine, read, joined or built when a query first searches text.
package final class WordIndexCache: Sendable {
  private struct State {
    var built: WordIndex?
    /// That of an earlier state of the articles, until there is one of this.
    var earlier: WordIndex?
  }

  private let state: Mutex<State>

  /// `earlier`: that of an engine over an earlier state of the articles, of which there are `count` now.
  package init(after earlier: WordIndexCache? = nil, count: Int = 0) {
    let known = earlier?.state.withLockIfAvailable { $0.built ?? $0.earlier } ?? nil
    // Where most are new it won't serve, and is not held.
    state = Mutex(State(earlier: known.flatMap { count > 2 * $0.articleCount || count == 0 ? nil : $0 }))
  }

  /// What is there without building it, or waiting for who does.
  var built: WordIndex? { state.withLockIfAvailable { $0.built } ?? nil }

  /// The words of `index`, which is the engine's.
  func get(_ index: FactIndex, isCancelled: () -> Bool) throws(QueryError) -> WordIndex {
    let made = state.withLock { state -> WordIndex? in
      if state.built != nil { return state.built }
      if let earlier = state.earlier {
        state.built = WordIndex(index, from: earlier, isCancelled: isCancelled)
        if state.built == nil, isCancelled() { return nil }
        // Not beside what is made now.
        state.earlier = nil
      }
      state.built = state.built ?? WordIndex.words(of: index, isCancelled: isCancelled)
      return state.built
    }
    guard let made else { throw QueryError(.cancelled, at: 0..<0) }
    return made
  }
}
