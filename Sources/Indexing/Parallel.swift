internal import Dispatch
internal import Glibc
internal import Synchronization

/// Pieces of work that do not depend on each other, side by side.
public enum Parallel {
  /// What `work` makes of each number below `count`, in order, on all cores. It is called once for each, on any thread.
  public static func map<Value: Sendable>(_ count: Int, _ work: (Int) -> Value) -> [Value] {
    let made = Made<Value>(count)
    withoutActuallyEscaping(work) { work in
      // No call outlives this one, and none shares what it writes.
      nonisolated(unsafe) let work = work
      DispatchQueue.concurrentPerform(iterations: count) { number in
        let value = work(number)
        made.values.withLock { $0[number] = value }
      }
    }
    return made.values.withLock { $0.compactMap(\.self) }
  }

  private final class Made<Value: Sendable>: Sendable {
    let values: Mutex<[Value?]>
    init(_ count: Int) { values = Mutex([Value?](repeating: nil, count: count)) }
  }

  /// The cores of this machine.
  package static let cores = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

  /// How many pieces of work go side by side: the cores, eight at most.
  static var workers: Int { min(8, cores) }

  /// Runs both and returns when both are done. They must not touch the same variables.
  package static func run(_ first: () -> Void, _ second: () -> Void) {
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
