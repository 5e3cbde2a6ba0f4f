internal import Articles
internal import CLineEdit
internal import Glibc

/// How a program that `.shell` ran ended.
public enum ShellResult: Equatable, Sendable {
  /// With this exit code; 128 + the number of the signal that ended it.
  case ended(Int32)
  case failed(String)
}

/// Programs of the system's shell.
enum ShellProgram {
  /// Runs `sh -c` with the terminal to itself, and waits for it.
  static func run(_ command: String) -> ShellResult {
    switch start(["-c", command]) {
    case .failure(let fault): return .failed(fault.reason)
    case .success(let child):
      guard let status = wait(for: child) else { return .failed("it was lost") }
      // Ctrl-C was meant for it.
      _ = dl_take_interrupt()
      let signal = status & 0x7F
      return .ended(signal == 0 ? status >> 8 & 0xFF : 128 + signal)
    }
  }

  /// Why a program could not be started.
  struct Fault: Error {
    var reason: String
  }

  /// Starts `/bin/sh` with these arguments; `input` becomes its standard input.
  ///
  /// This program ignores that a reader has left; others end by it, as `yes | head` does.
  static func start(_ words: [String], input: Int32? = nil) -> Result<pid_t, Fault> {
    var arguments = (["sh"] + words).map { PathText.withBytes(of: $0) { strdup($0) } } + [nil]
    defer { for argument in arguments { free(argument) } }
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input { posix_spawn_file_actions_adddup2(&actions, input, 0) }
    var child: pid_t = 0
    let error = posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, environ)
    return error == 0 ? .success(child) : .failure(Fault(reason: String(cString: strerror(error))))
  }

  /// Waits until a program has ended. How, as `waitpid` says it; nil where that is not known.
  static func wait(for child: pid_t) -> Int32? {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    return status
  }
}
