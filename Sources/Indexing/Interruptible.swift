internal import Dispatch
internal import Glibc
internal import Synchronization

/// Whether work that runs beside its caller is still wanted.
public final class StopFlag: Sendable {
  private let flag = Atomic(false)

  /// Not set.
  public init() {}

  /// Whether the work is wanted no more.
  public var isSet: Bool { flag.load(ordering: .relaxed) }
  /// Says that the work is wanted no more.
  public func set() { flag.store(true, ordering: .relaxed) }
}

/// Work that a person may stop at any moment.
public enum Interruptible {
  /// Milliseconds between two looks at whether the person has had enough.
  static let patience = 5

  /// Runs `work` on a thread of its own and returns what it gives; nil as soon as `isCancelled` says so, some
  /// five milliseconds after, whatever the work is doing then: a sort, a table that grows, memory that is given
  /// back. Its flag is set, so that it ends soon, and what it made is let go there. About 30 µs.
  public static func run<Value: Sendable>(
    _ isCancelled: () -> Bool, _ work: @escaping @Sendable (StopFlag) -> Value
  ) -> Value? {
    if isCancelled() { return nil }
    let stop = StopFlag()
    let made = Box<Value>()
    let end = DispatchSemaphore(value: 0)
    start {
      made.put(work(stop))
      end.signal()
    }
    while end.wait(timeout: .now() + .milliseconds(patience)) == .timedOut {
      if isCancelled() {
        stop.set()
        return nil
      }
    }
    return made.take()
  }

  private final class Box<Value: Sendable>: Sendable {
    private let value = Mutex<Value?>(nil)

    func put(_ made: Value) { value.withLock { $0 = made } }

    func take() -> Value? {
      value.withLock { value in
        defer { value = nil }
        return value
      }
    }
  }

  private final class Task: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  private static func start(_ work: @escaping @Sendable () -> Void) {
    // Where no thread can be had, here.
    if !begin(work) { work() }
  }

  /// Begins work on a thread of its own, with as much stack as the main one has: queries nest. False where no thread can be had.
  package static func begin(_ work: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    var thread = pthread_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 8 << 20)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let task = Unmanaged.passRetained(Task(work))
    let status = pthread_create(
      &thread, &attributes,
      { task in
        if let task { Unmanaged<Task>.fromOpaque(task).takeRetainedValue().work() }
        return nil
      }, task.toOpaque())
    if status != 0 { task.release() }
    return status == 0
  }
}
