internal import Articles
internal import CLineEdit
internal import Glibc

/// Lines of a file descriptor, for pipes and files. Bytes that are no UTF-8 stand for themselves, as in `PathText`; a byte order mark
/// and carriage returns at line ends are dropped.
final class PlainLineReader: LineReader {
  private static let chunk = 1 << 16

  let isInteractive = false
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var scanned = 0
  private var isFirst = true
  private var atEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  func readLine(prompt: Prompt) -> LineEvent {
    while true {
      if let end = buffer[scanned...].firstIndex(of: 10) {
        let line = take(until: end)
        position = end + 1
        scanned = position
        return .line(line)
      }
      scanned = buffer.count
      if atEnd {
        guard position < buffer.count else { return .end }
        let line = take(until: buffer.count)
        position = buffer.count
        return .line(line)
      }
      switch fill() {
      case .some(0): atEnd = true
      case .some: break
      case nil: return .interrupted
      }
    }
  }

  private func take(until end: Int) -> String {
    var slice = buffer[position..<end]
    if slice.last == 13 { slice.removeLast() }
    if isFirst, slice.starts(with: [0xEF, 0xBB, 0xBF]) { slice.removeFirst(3) }
    isFirst = false
    return PathText.statements(slice)
  }

  /// Bytes read; nil when Ctrl-C came meanwhile.
  private func fill() -> Int? {
    if position > 0 {
      buffer.removeFirst(position)
      scanned -= position
      position = 0
    }
    var bytes = [UInt8](repeating: 0, count: Self.chunk)
    while true {
      let count = read(descriptor, &bytes, bytes.count)
      if count < 0, errno == EINTR {
        if dl_take_interrupt() { return nil }
        continue
      }
      // Ctrl-C ends the program at the other end of the pipe, too.
      guard count > 0 else { return dl_take_interrupt() ? nil : 0 }
      buffer.append(contentsOf: bytes[0..<count])
      return count
    }
  }
}

/// Lines from memory: scripts given as text, and tests.
final class TextLineReader: LineReader {
  let isInteractive: Bool
  private var events: [LineEvent]
  private var next = 0
  private(set) var history: [String] = []

  init(events: [LineEvent], isInteractive: Bool) {
    self.events = events
    self.isInteractive = isInteractive
  }

  convenience init(_ text: String) {
    self.init(events: text.lines.map { .line($0) }, isInteractive: false)
  }

  func readLine(prompt: Prompt) -> LineEvent {
    guard next < events.count else { return .end }
    next += 1
    return events[next - 1]
  }

  func remember(_ statement: String) { history.append(statement) }
}

extension String {
  /// The lines of a text, without endings (LF or CRLF); a last line without one counts.
  var lines: [String] {
    var parts = split(separator: "\n", omittingEmptySubsequences: false).flatMap { part in
      part.split(separator: "\r\n", omittingEmptySubsequences: false)
    }
    if parts.last == "" { parts.removeLast() }
    return parts.map(String.init)
  }
}
