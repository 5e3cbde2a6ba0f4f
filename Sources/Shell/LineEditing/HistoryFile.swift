internal import Articles
internal import Glibc
internal import Saving

/// The statements of past sessions: one a line, escaped, appended as soon as it is accepted, so neither a
/// crash nor a second shell loses any. Readable by its owner only.
struct HistoryFile: Sendable {
  var path: String
  /// Lines kept when it is trimmed; that happens once it is a quarter longer.
  var limit = 5000

  /// `$DATELINE_HISTORY`, else `$XDG_STATE_HOME/dateline/history`, else `~/.local/state/dateline/history`;
  /// nil where an empty `$DATELINE_HISTORY` turns it off or there is no home.
  static func path(environment: [String: String]) -> String? {
    if let path = environment["DATELINE_HISTORY"] { return path.isEmpty ? nil : path }
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/dateline/history" }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.local/state/dateline/history"
  }

  /// Whether a statement belongs in the history: not one that begins with a space, nor an empty one.
  static func keeps(_ statement: String) -> Bool {
    guard let first = statement.utf8.first else { return false }
    return first != 0x20 && statement.utf8.contains { $0 > 0x20 }
  }

  /// Statements kept, oldest first, at most `limit`; none if the file cannot be read.
  func load() -> [String] {
    guard let bytes = Self.contents(path) else { return [] }
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: true)
    return lines.suffix(limit).map { Self.unescape(String(decoding: $0, as: UTF8.self)) }
  }

  /// Adds one statement; false if it cannot be written.
  @discardableResult
  func append(_ statement: String) -> Bool {
    TextFile.makeFolder(of: path)
    let lock = takeLock(exclusive: false)
    defer { release(lock) }
    let file = TextFile.opened(path, O_WRONLY | O_APPEND | O_CREAT, mode: 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    let line = Array((Self.escape(statement) + "\n").utf8)
    return write(file, line, line.count) == line.count
  }

  /// Cuts the file to its newest `limit` lines if it has grown a quarter beyond; under a lock, by renaming a
  /// new file over it.
  func trim() {
    guard let before = Self.contents(path), Self.lineCount(before) > limit + limit / 4 else { return }
    let lock = takeLock(exclusive: true)
    defer { release(lock) }
    guard lock != nil, let bytes = Self.contents(path) else { return }
    let kept = bytes.split(separator: 10, omittingEmptySubsequences: true).suffix(limit)
    let text = Array(kept.map { $0 + [10] }.joined())
    let temporary = "\(path).\(getpid())"
    let file = TextFile.opened(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    guard file >= 0 else { return }
    let isWritten = write(file, text, text.count) == text.count
    close(file)
    guard isWritten, TextFile.rename(temporary, to: path) else {
      TextFile.remove(temporary)
      return
    }
  }

  static func escape(_ statement: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in statement.unicodeScalars {
      switch scalar {
      case "\\": result.append(contentsOf: "\\\\".unicodeScalars)
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\0": break
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  static func unescape(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscaped = false
    for scalar in line.unicodeScalars {
      if isEscaped {
        switch scalar {
        case "n": result.append("\n")
        case "r": result.append("\r")
        case "\\": result.append("\\")
        default: result.append(contentsOf: ["\\", scalar])
        }
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else {
        result.append(scalar)
      }
    }
    if isEscaped { result.append("\\") }
    return String(result)
  }

  private static func lineCount(_ bytes: [UInt8]) -> Int { bytes.count { $0 == 10 } }

  private static func contents(_ path: String) -> [UInt8]? {
    let file = TextFile.opened(path, O_RDONLY | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
    }
  }

  private func takeLock(exclusive: Bool) -> Int32? {
    let file = TextFile.opened(path + ".lock", O_RDWR | O_CREAT, mode: 0o600)
    guard file >= 0 else { return nil }
    while flock(file, exclusive ? LOCK_EX : LOCK_SH) != 0 {
      guard errno == EINTR else {
        close(file)
        return nil
      }
    }
    return file
  }

  private func release(_ lock: Int32?) {
    if let lock { close(lock) }
  }
}
