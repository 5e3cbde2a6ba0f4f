internal import Glibc

/// Time of a processor that this thread has used, which other work on the machine does not lengthen: for tests that tell time that
/// grows with the square of the input from time that does not, never for speed.
public enum ThreadTime {
  /// What `work` takes.
  public static func measure(_ work: () throws -> Void) rethrows -> Duration {
    let start = now
    try work()
    return now - start
  }

  private static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
