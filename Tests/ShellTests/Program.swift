import Glibc

/// `dateline` as a process with pipes at its ends, driven by a test as another program would drive it.
final class Program {
  private let pid: pid_t
  private var input: Int32
  private var pipes: (output: Int32, errors: Int32)
  private var code: Int32?
  /// Standard output so far.
  private(set) var output = ""
  /// Standard error so far.
  private(set) var errors = ""

  /// How standard output ends: a pipe that the test reads, one that nobody reads, a file, or not at all.
  enum Output {
    case pipe, unread, closed
    case file(String)
  }

  init?(_ arguments: [String], output kind: Output = .pipe, variables: [String] = []) {
    guard let program = Terminal.program, let ends = (0..<3).map({ _ in Self.pipe() }) as? [[Int32]] else {
      return nil
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    // A worker thread of the tests blocks every signal.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    posix_spawn_file_actions_adddup2(&actions, ends[0][0], 0)
    switch kind {
    case .pipe, .unread: posix_spawn_file_actions_adddup2(&actions, ends[1][1], 1)
    case .closed: posix_spawn_file_actions_addclose(&actions, 1)
    case .file(let path): posix_spawn_file_actions_addopen(&actions, 1, path, O_WRONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, ends[2][1], 2)
    let words = [program] + arguments
    let environment =
      ["LANG=C.UTF-8", "HOME=/nonexistent", "DATELINE_HISTORY=", "DATELINE_JOURNAL="] + variables
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    if case .unread = kind { close(ends[1][0]) }
    var child = pid_t()
    guard posix_spawn(&child, program, &actions, &attributes, &argv, &envp) == 0 else { return nil }
    pid = child
    for (pair, end) in [(0, 0), (1, 1), (2, 1)] { close(ends[pair][end]) }
    input = ends[0][1]
    if case .unread = kind { pipes = (-1, ends[2][0]) } else { pipes = (ends[1][0], ends[2][0]) }
    for file in [pipes.output, pipes.errors] where file >= 0 { _ = fcntl(file, F_SETFL, O_NONBLOCK) }
  }

  private static func pipe() -> [Int32]? {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return nil }
    // No other child may hold them open.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return ends
  }

  deinit {
    if code == nil {
      kill(pid, SIGKILL)
      waitpid(pid, nil, 0)
    }
    closeInput()
    if pipes.output >= 0 { close(pipes.output) }
    close(pipes.errors)
  }

  func writes(_ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
  }

  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Nobody reads standard output any more.
  func closeOutput() {
    close(pipes.output)
    pipes.output = -1
  }

  func signals(_ number: Int32) { kill(pid, number) }

  /// Whether standard output ends in `text` before the time is over.
  func answers(_ text: String, seconds: Double = 60) -> Bool {
    waits(seconds) { self.output.hasSuffix(text) }
  }

  /// Whether something comes to be so before the time is over.
  func waits(_ seconds: Double = 60, for condition: () -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while ContinuousClock.now < end {
      if condition() { return true }
      take()
    }
    return false
  }

  /// The exit code once it has ended, 128 + the number of the signal that ended it; −1 if it does not end.
  func ends(seconds: Double = 60) -> Int32 {
    closeInput()
    let end = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while code == nil, ContinuousClock.now < end {
      take()
      if waitpid(pid, &status, WNOHANG) == pid {
        code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
      }
    }
    take()
    return code ?? -1
  }

  private func take() {
    var files = [
      pollfd(fd: pipes.output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.errors, events: Int16(POLLIN), revents: 0),
    ]
    poll(&files, 2, 10)
    output += Self.read(pipes.output)
    errors += Self.read(pipes.errors)
  }

  private static func read(_ file: Int32) -> String {
    guard file >= 0 else { return "" }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let count = Glibc.read(file, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
