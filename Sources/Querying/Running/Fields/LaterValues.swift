internal import Synchronization

/// The values of a column that few ask for: those of rows that a drawing has counted. Made once, by whoever asks first.
final class LaterValues: Sendable {
  let count: Int
  private let state: Mutex<State>

  private enum State: Sendable {
    case pending(Maker, column: Int)
    case made([Value])
  }

  /// What makes the columns of an answer. It remembers what it has read, so only one column is made at a time.
  final class Maker: Sendable {
    private let lock = Mutex(())
    private nonisolated(unsafe) let make: (Int) -> [Value]

    /// `make` gives the values of a column by its number, as many as the answer has rows, and shares nothing with others.
    init(_ make: @escaping (Int) -> [Value]) { self.make = make }

    fileprivate func values(_ number: Int) -> [Value] { lock.withLock { _ in make(number) } }
  }

  init(count: Int, _ maker: Maker, column: Int) {
    self.count = count
    state = Mutex(.pending(maker, column: column))
  }

  var isPending: Bool {
    state.withLock { state in
      if case .pending = state { true } else { false }
    }
  }

  var values: [Value] {
    state.withLock { state in
      switch state {
      case .made(let values): return values
      case .pending(let maker, let column):
        let values = maker.values(column)
        // The articles that it reads are let go.
        state = .made(values)
        return values
      }
    }
  }
}
