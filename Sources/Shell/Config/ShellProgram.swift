internal import Articles
internal import CLineEdit
internal import Glibc

/// How a program that `.shell` ran ended.
public enum ShellResult: Equatable, Sendable {
  /// With this exit code; 128 + the number of the signal that ended it.
  case ended(Int32)
  case failed(String)
}

/// A command line of the system's shell, with the terminal to itself while it runs.
enum ShellProgram {
  /// Runs `sh -c` and waits for it.
  static func run(_ command: String) -> ShellResult {
    var arguments = ["sh", "-c", command].map { PathText.withBytes(of: $0) { strdup($0) } } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    // This program ignores that a reader has left; others end by it, as `yes | head` does.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let error = posix_spawnp(&child, "sh", nil, &attributes, &arguments, environ)
    guard error == 0 else { return .failed(String(cString: strerror(error))) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return .failed("it was lost") }
    }
    // Ctrl-C was meant for it.
    _ = dl_take_interrupt()
    let signal = status & 0x7F
    return .ended(signal == 0 ? status >> 8 & 0xFF : 128 + signal)
  }
}
