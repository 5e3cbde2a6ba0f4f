import CLineEdit
import Glibc

/// A child process on a pseudo-terminal.
final class Terminal {
  /// What stands on it.
  private(set) var screen: TerminalScreen
  private let pid: Int32
  private var master: Int32 = -1
  private var seen: [UInt8] = []
  private var escape = Escape.none
  /// The slave side, held open so that its modes outlive the program.
  private var slave: Int32 = -1
  private var sequence: [UInt8] = []
  /// Whether the program has asked for marks around pasted text.
  private(set) var isPasteMarked = false

  /// Whether anything but text was written.
  private(set) var hasEscapes = false

  private enum Escape { case none, begun, control, string }

  /// What it answers to a question for its device attributes (CSI c): what the person types meanwhile, too; nil: nothing.
  var answer: String?
  /// How often it was asked.
  private(set) var questions = 0
  /// All that the program has written.
  private(set) var written: [UInt8] = []

  /// What the terminal does with input, output and signs: its flags; nil where they cannot be had.
  var modes: [UInt32]? {
    var modes = termios()
    guard tcgetattr(slave, &modes) == 0 else { return nil }
    return [modes.c_iflag, modes.c_oflag, modes.c_lflag]
  }

  /// `state`: the folder of the journal.
  /// `variables`: of the environment, in the place of those of the same names.
  init?(
    history: String, _ options: [String] = [], state: String? = nil, columns: Int32 = 100, rows: Int32 = 24,
    variables changed: [String] = []
  ) {
    screen = TerminalScreen(columns: Int(columns), rows: Int(rows))
    guard let program = Self.program else { return nil }
    let names = Set(changed.map { $0.prefix { $0 != "=" } })
    let environment =
      [
        "TERM=xterm-256color", "LANG=C.UTF-8", "HOME=/nonexistent", "DATELINE_HISTORY=\(history)",
        "NO_COLOR=1",
        state.map { "XDG_STATE_HOME=\($0)" } ?? "DATELINE_JOURNAL=",
      ].filter { !names.contains($0.prefix { $0 != "=" }) } + changed
    var arguments: [UnsafeMutablePointer<CChar>?] = ([program] + options).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    pid = dl_spawn_on_terminal(program, &arguments, &variables, columns, rows, &master)
    guard pid > 0 else { return nil }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    var number: UInt32 = 0
    // TIOCGPTN, a macro that Swift does not see.
    if ioctl(master, 0x8004_5430, &number) == 0 {
      slave = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    }
  }

  deinit {
    if slave >= 0 { close(slave) }
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
    close(master)
  }

  /// `dateline` beside the tests' own program.
  static var program: String? {
    let folder = #filePath.dropLast("/Tests/ShellTests/Terminal.swift".count)
    var candidates = ["debug", "release"].map { "\(folder)/.build/\($0)/dateline" }
    for argument in CommandLine.arguments where argument.contains("/") {
      if let slash = argument.lastIndex(of: "/") {
        candidates.insert(argument[..<slash] + "/dateline", at: 0)
      }
    }
    return candidates.first { access($0, X_OK) == 0 }
  }

  func signals(_ number: Int32) { kill(pid, number) }

  /// Whether the program is stopped before the time is over.
  func stops(seconds: Double = 10) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while ContinuousClock.now < end {
      reads()
      if waitpid(pid, &status, WNOHANG | WUNTRACED) == pid {
        // What it wrote just before.
        reads()
        return status & 0xFF == 0x7F
      }
    }
    return false
  }

  func types(_ text: String) {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      if count > 0 { sent += count } else if errno != EAGAIN && errno != EINTR { return }
    }
  }

  func resizes(to columns: UInt16, rows: UInt16 = 24) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Whether `text` appears behind what was seen before.
  func waits(for text: String, seconds: Double = 10) -> Bool {
    let wanted = Array(text.utf8)
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      if let found = seen.indices.first(where: { seen[$0...].starts(with: wanted) }) {
        seen.removeFirst(found + wanted.count)
        return true
      }
      guard ContinuousClock.now < end else { return false }
      reads()
    }
  }

  private func reads() {
    var poll = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard Glibc.poll(&poll, 1, 20) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(master, &bytes, bytes.count)
    written += bytes.prefix(max(0, count))
    for byte in bytes.prefix(max(0, count)) { take(byte) }
    screen.write(Array(bytes.prefix(max(0, count))))
  }

  /// Whether the screen comes to be so before the time is over.
  func shows(seconds: Double = 10, _ isWanted: (TerminalScreen) -> Bool) -> Bool {
    let end = ContinuousClock.now + .seconds(seconds)
    while !isWanted(screen) {
      guard ContinuousClock.now < end else { return false }
      reads()
    }
    return true
  }

  /// Keeps what is no escape sequence.
  private func take(_ byte: UInt8) {
    switch escape {
    case .none:
      if byte != 0x1B { return seen.append(byte) }
      escape = .begun
      hasEscapes = true
    case .begun:
      escape = byte == UInt8(ascii: "[") ? .control : "P_]".utf8.contains(byte) ? .string : .none
    // It ends in an escape sequence of its own.
    case .string: if byte == 0x1B { escape = .begun }
    case .control:
      sequence.append(byte)
      guard (0x40...0x7E).contains(byte) else { return }
      if sequence.starts(with: "?2004".utf8) { isPasteMarked = byte == UInt8(ascii: "h") }
      if sequence == [UInt8(ascii: "c")] {
        questions += 1
        if let answer { types(answer) }
      }
      (escape, sequence) = (.none, [])
    }
  }

  /// The exit code, 128 + the number of the signal that ended it; −1 if it does not end.
  func ends(seconds: Double = 10) -> Int32 {
    let end = ContinuousClock.now + .seconds(seconds)
    var status: Int32 = 0
    while ContinuousClock.now < end {
      reads()
      if waitpid(pid, &status, WNOHANG) == pid {
        return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
      }
    }
    return -1
  }
}
