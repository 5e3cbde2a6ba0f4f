internal import Dispatch

/// Pieces of work that do not depend on each other, side by side.
enum Parallel {
  /// Runs both and returns when both are done. They must not touch the same variables.
  static func run(_ first: () -> Void, _ second: () -> Void) {
    withoutActuallyEscaping(first) { first in
      withoutActuallyEscaping(second) { second in
        // Each is called once, by one thread, and neither outlives this call.
        nonisolated(unsafe) let pieces = (first, second)
        DispatchQueue.concurrentPerform(iterations: 2) { $0 == 0 ? pieces.0() : pieces.1() }
      }
    }
  }

  /// The parts of `0..<count` that two workers take; one part where halves would be too small to pay.
  static func halves(_ count: Int, least: Int = 10_000) -> (Range<Int>, Range<Int>) {
    let middle = count < least ? count : count / 2
    return (0..<middle, middle..<count)
  }
}
