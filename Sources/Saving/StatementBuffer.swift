internal import Querying

/// A statement of a script or a session, with where it stands.
public struct ScriptStatement: Hashable, Sendable {
  /// As written, without spaces around it.
  public var text: String
  /// Line of its first character, from 1.
  public var line: Int
  /// Column of its first character, from 1, in Unicode scalars.
  public var column: Int
  /// Comment lines directly below it, without "-- ": in a saved session its results.
  public var comments: [String]
  /// Where it was not finished: the line at which another statement begins.
  public var cutAt: Int?

  /// A statement that begins at a line and column, both from 1.
  public init(text: String, line: Int, column: Int, comments: [String] = []) {
    self.text = text
    self.line = line
    self.column = column
    self.comments = comments
  }

  /// Line and column (from 1, in Unicode scalars) of a byte of `text`. O(length).
  public func position(ofByte offset: Int) -> (line: Int, column: Int) {
    let before = Array(text.utf8.prefix(max(0, offset)))
    let breaks = before.count { $0 == 10 }
    let lineStart = before.lastIndex(of: 10).map { $0 + 1 } ?? 0
    let characters = String(decoding: before[lineStart...], as: UTF8.self).unicodeScalars.count
    return (line + breaks, breaks == 0 ? column + characters : characters + 1)
  }

  /// Whether it begins with a point: `.load`.
  public var isCommand: Bool { text.utf8.first == UInt8(ascii: ".") }
}

/// Cuts lines into statements as `Script` does, a line at a time: a statement is finished when the next line
/// cannot go on with it. A blank line ends a statement, complete or not, so that a forgotten quote costs one
/// statement and not the rest of a script.
public struct StatementBuffer {
  private let isComplete: (String) -> Bool
  private let isCut: (_ open: String, _ line: String) -> Bool
  private var pending: ScriptStatement?
  private var isPendingComplete = false
  /// Lines taken so far.
  public private(set) var lineCount: Int

  /// `isComplete` says whether a query's text can be run, `isCut` whether a line begins another statement although
  /// the one before is not finished; `lineCount` is how many lines came before.
  public init(
    lineCount: Int = 0, isComplete: @escaping (String) -> Bool,
    isCut: @escaping (_ open: String, _ line: String) -> Bool = { _, _ in false }
  ) {
    self.lineCount = lineCount
    self.isComplete = isComplete
    self.isCut = isCut
  }

  /// Whether the statement begun needs more lines.
  public var needsMore: Bool { pending != nil && !isPendingComplete }

  /// Takes a line and returns the statements that are now known to be finished. O(length of the statement).
  public mutating func add(_ line: String) -> [ScriptStatement] {
    lineCount += 1
    let trimmed = line.trimmingSpaces
    if let held = pending, !trimmed.isEmpty, !held.isCommand, isCut(held.text, line) {
      if !isPendingComplete { pending?.cutAt = lineCount }
    } else if let held = pending {
      if trimmed.isEmpty { return flush() }
      if isPendingComplete, trimmed.hasPrefix("--") {
        pending?.comments.append(Self.commentText(trimmed))
        return []
      }
      let joined = ScriptStatement(text: held.text + "\n" + line, line: held.line, column: held.column)
      let goesOn = !held.isCommand && Script.statements(in: joined.text).first?.text != held.text
      // Only a command ends what is open.
      if isPendingComplete ? goesOn : goesOn || !line.hasPrefix(".") {
        pending = nil
        return take(joined, after: isPendingComplete ? nil : held.text)
      }
    }
    let finished = flush()
    guard !trimmed.isEmpty, !trimmed.hasPrefix("--") else { return finished }
    return finished + take(ScriptStatement(text: line, line: lineCount, column: 1), after: nil)
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
    of text: String, isComplete: @escaping (String) -> Bool,
    isCut: @escaping (_ open: String, _ line: String) -> Bool = { _, _ in false }
  ) -> [ScriptStatement] {
    var buffer = StatementBuffer(isComplete: isComplete, isCut: isCut)
    var result: [ScriptStatement] = []
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      result += buffer.add(String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self))
    }
    return result + buffer.flush()
  }

  /// Cuts `whole` into statements; the last is held back unless a `;` ends it. `begun` is a text that needed
  /// this line and is not cut off from it.
  private mutating func take(_ whole: ScriptStatement, after begun: String?) -> [ScriptStatement] {
    let bytes = Array(whole.text.utf8)
    var pieces = Script.statements(in: whole.text).map { piece in
      ScriptStatement(
        text: piece.text, line: whole.line + piece.line - 1,
        column: piece.line == 1 ? whole.column + piece.column - 1 : piece.column)
    }
    if let begun, pieces.first?.text == begun, pieces.count > 1 {
      pieces = [ScriptStatement(text: whole.text, line: whole.line, column: whole.column)]
    }
    guard let last = pieces.last else { return [] }
    let end = Script.statements(in: whole.text).last?.range.upperBound ?? bytes.count
    if bytes[end...].first(where: { $0 > 32 }) == UInt8(ascii: ";") { return pieces }
    pending = last
    isPendingComplete = last.isCommand || isComplete(last.text)
    return Array(pieces.dropLast())
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
    guard let first = bytes.firstIndex(where: { $0 > 32 }), let last = bytes.lastIndex(where: { $0 > 32 })
    else {
      return ""
    }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}
