/// A statement of a script or a session, with where it stands.
public struct ScriptStatement: Hashable, Sendable {
  /// As written, without spaces around it.
  public var text: String
  /// Line of its first character, from 1.
  public var line: Int
  /// Column of its first character, from 1, in characters.
  public var column: Int
  /// Comment lines directly below it, without "-- ": in a saved session its results.
  public var comments: [String]

  public init(text: String, line: Int, column: Int, comments: [String] = []) {
    self.text = text
    self.line = line
    self.column = column
    self.comments = comments
  }

  /// Line and column (from 1, in characters) of a byte of `text`. O(length).
  public func position(ofByte offset: Int) -> (line: Int, column: Int) {
    let before = Array(text.utf8.prefix(max(0, offset)))
    let breaks = before.count { $0 == 10 }
    let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let characters = String(decoding: before[lineStart...], as: UTF8.self).count
    return (line + breaks, breaks == 0 ? column + characters : characters + 1)
  }

  public var isCommand: Bool { text.utf8.first == UInt8(ascii: ".") }
}

/// Cuts lines into statements: at `;`, and at the end of a line where the statement is complete, unless the
/// next line begins with `|` and so goes on. A blank line ends a statement, complete or not, so that a
/// forgotten quote costs one statement and not the rest of a script.
public struct StatementBuffer {
  private let isComplete: (String) -> Bool
  private var pending: ScriptStatement?
  private var isPendingComplete = false
  /// Lines taken so far.
  public private(set) var lineCount: Int

  /// `isComplete` says whether a query's text can be run; `lineCount` is how many lines came before.
  public init(lineCount: Int = 0, isComplete: @escaping (String) -> Bool) {
    self.lineCount = lineCount
    self.isComplete = isComplete
  }

  /// Whether the statement begun needs more lines.
  public var needsMore: Bool { pending != nil && !isPendingComplete }

  /// Takes a line and returns the statements that are now known to be finished.
  public mutating func add(_ line: String) -> [ScriptStatement] {
    lineCount += 1
    let trimmed = line.trimmingSpaces
    if let held = pending {
      if trimmed.isEmpty { return flush() }
      if isPendingComplete, trimmed.hasPrefix("--") {
        pending?.comments.append(Self.commentText(trimmed))
        return []
      }
      if !isPendingComplete || (trimmed.hasPrefix("|") && !held.isCommand) {
        pending = nil
        let joined = ScriptStatement(text: held.text + "\n" + line, line: held.line, column: held.column)
        return take(joined)
      }
    }
    let finished = flush()
    guard !trimmed.isEmpty, !trimmed.hasPrefix("--") else { return finished }
    return finished + take(ScriptStatement(text: line, line: lineCount, column: 1))
  }

  /// The statement held back, complete or not: at the end of input, or when nobody will type a `|` line.
  public mutating func flush() -> [ScriptStatement] {
    defer { drop() }
    return pending.map { [$0] } ?? []
  }

  /// As `flush`, but what needs more lines stays.
  public mutating func flushComplete() -> [ScriptStatement] { needsMore ? [] : flush() }

  /// Forgets the statement begun.
  public mutating func drop() {
    pending = nil
    isPendingComplete = false
  }

  /// All statements of a text.
  public static func statements(
    of text: String, isComplete: @escaping (String) -> Bool
  ) -> [ScriptStatement] {
    var buffer = StatementBuffer(isComplete: isComplete)
    var result: [ScriptStatement] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      result += buffer.add(line.last == "\r" ? String(line.dropLast()) : String(line))
    }
    return result + buffer.flush()
  }

  /// Cuts at `;`; the last piece is held back.
  private mutating func take(_ statement: ScriptStatement) -> [ScriptStatement] {
    let bytes = Array(statement.text.utf8)
    var pieces: [ScriptStatement] = []
    var start = 0
    func piece(_ end: Int) -> ScriptStatement? {
      var low = start
      var high = end
      while low < high, bytes[low] <= 32 { low += 1 }
      while high > low, bytes[high - 1] <= 32 { high -= 1 }
      guard low < high else { return nil }
      let (line, column) = statement.position(ofByte: low)
      return ScriptStatement(text: String(decoding: bytes[low..<high], as: UTF8.self), line: line, column: column)
    }
    for cut in Self.semicolons(bytes) {
      if let piece = piece(cut) { pieces.append(piece) }
      start = cut + 1
    }
    guard let last = piece(bytes.count), !last.text.hasPrefix("--") else { return pieces }
    pending = last
    isPendingComplete = last.isCommand || isComplete(last.text)
    return pieces
  }

  /// Bytes of the `;` outside of quotes, comments and regular expressions. A quoted text ends with its line
  /// at the latest where no second quote follows.
  private static func semicolons(_ bytes: [UInt8]) -> [Int] {
    var cuts: [Int] = []
    var index = 0
    var word: [UInt8] = []
    func isCurly(_ at: Int) -> Bool {
      at + 2 < bytes.count && bytes[at] == 0xE2 && bytes[at + 1] == 0x80 && (0x9C...0x9F).contains(bytes[at + 2])
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x22 || isCurly(index) {
        index += byte == 0x22 ? 1 : 3
        while index < bytes.count, bytes[index] != 0x22, !isCurly(index) {
          index += bytes[index] == 0x5C && byte == 0x22 ? 2 : 1
        }
        index += index < bytes.count && bytes[index] != 0x22 ? 3 : 1
        word = []
        continue
      }
      if byte == 0x2D, index + 1 < bytes.count, bytes[index + 1] == 0x2D {
        while index < bytes.count, bytes[index] != 10 { index += 1 }
        continue
      }
      if byte == 0x2F, word.elementsEqual("matches".utf8) {
        index += 1
        while index < bytes.count, bytes[index] != 0x2F, bytes[index] != 10 {
          index += bytes[index] == 0x5C ? 2 : 1
        }
      } else if byte == 0x3B {
        cuts.append(index)
        word = []
      } else if (65...90).contains(byte & 0xDF) {
        if index > 0, bytes[index - 1] <= 32 { word = [] }
        word.append(byte | 0x20)
      } else if byte > 32 {
        word = []
      }
      index += 1
    }
    return cuts
  }

  private static func commentText(_ line: String) -> String {
    let rest = line.dropFirst(2)
    return String(rest.first == " " ? rest.dropFirst() : rest)
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmingSpaces: String {
    let bytes = Array(utf8)
    guard let first = bytes.firstIndex(where: { $0 > 32 }), let last = bytes.lastIndex(where: { $0 > 32 }) else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
