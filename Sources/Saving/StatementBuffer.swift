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
  /// Bytes up to which a statement that a line ends in the middle of is read anew at each line, to tell whether it could
  /// be run as it stands. A longer one is what its signs say: open, or finished.
  static let longestAsked = 1 << 12

  private let isComplete: (String) -> Bool
  private let isCut: (_ open: String, _ line: String) -> Bool
  private var pending: ScriptStatement?
  private var cutter = LineCutter()
  /// Whether the pending statement can be run, once somebody has asked.
  private var completeness: Bool?
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
  public var needsMore: Bool { pending.map { !isFinished($0) } ?? false }

  /// Takes a line and returns the statements that are now known to be finished. O(length of the line), and of a
  /// statement up to `longestAsked`.
  public mutating func add(_ line: String) -> [ScriptStatement] {
    lineCount += 1
    let bytes = Array(line.utf8)
    let isBlank = bytes.allSatisfy { $0 <= 32 }
    // Only the text is held here: a second holder of the comments would have them copied at each line.
    guard let text = pending?.text else { return isBlank ? [] : take(bytes, goesOn: false) }
    if isBlank { return flush() }
    let isCommand = pending?.isCommand ?? false
    if !isCommand, text.utf8.count <= Self.longestAsked, isCut(text, line) {
      if let held = pending, !isFinished(held) { pending?.cutAt = lineCount }
      return flush() + take(bytes, goesOn: false)
    }
    let goesOn = isCommand ? false : cutter.goesOn(with: bytes)
    if goesOn == true { return take(bytes, goesOn: true) }
    let isRemark = line.trimmingSpaces.hasPrefix("--")
    if isRemark {
      pending?.comments.append(Self.commentText(line.trimmingSpaces))
      return []
    }
    askOnce()
    // Only a command ends what is open.
    if completeness == false, !line.hasPrefix(".") { return take(bytes, goesOn: true) }
    return flush() + take(bytes, goesOn: false)
  }

  /// The statement held back, complete or not: at the end of input, or when nobody will type a `|` line.
  public mutating func flush() -> [ScriptStatement] {
    defer { drop() }
    guard var held = pending else { return [] }
    // Below what is unfinished stand no results.
    if !held.comments.isEmpty, !isFinished(held) { held.comments = [] }
    return [held]
  }

  /// As `flush`, but what needs more lines stays.
  public mutating func flushComplete() -> [ScriptStatement] {
    askOnce()
    return needsMore ? [] : flush()
  }

  /// Forgets the statement begun.
  public mutating func drop() {
    pending = nil
    completeness = nil
    cutter = LineCutter()
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

  private mutating func askOnce() {
    if completeness == nil, let pending { completeness = isFinished(pending) }
  }

  /// Whether `held` can be run as it stands.
  private func isFinished(_ held: ScriptStatement) -> Bool {
    if let completeness { return completeness }
    if held.isCommand { return true }
    return held.text.utf8.count <= Self.longestAsked ? isComplete(held.text) : !cutter.isOpen
  }

  /// Cuts a line into statements; the last is held back unless a `;` ends it. `goesOn`: it begins with more of the
  /// statement held back.
  private mutating func take(_ line: [UInt8], goesOn: Bool) -> [ScriptStatement] {
    var finished: [ScriptStatement] = []
    var counted = (byte: 0, column: 1)
    for part in cutter.cut(line, goesOn: goesOn) {
      let text = String(decoding: line[part.range], as: UTF8.self)
      if part.goesOn {
        if !text.isEmpty {
          pending?.text += "\n"
          pending?.text += text
        }
        pending?.comments = []
      } else {
        if let pending { finished.append(pending) }
        counted.column += line[counted.byte..<part.range.lowerBound].count { $0 & 0xC0 != 0x80 }
        counted.byte = part.range.lowerBound
        pending = ScriptStatement(text: text, line: lineCount, column: counted.column)
      }
      completeness = nil
      guard part.isEnded, let ended = pending else { continue }
      finished.append(ended)
      pending = nil
    }
    return finished
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
