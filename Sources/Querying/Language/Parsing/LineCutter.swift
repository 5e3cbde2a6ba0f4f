internal import Articles

/// Cuts a script into statements as `Script` does, a line at a time: what a statement leaves open at the end of a line is
/// kept in four values, so that every byte is looked at once however many lines a statement has.
public struct LineCutter: Sendable {
  /// A part of a line that belongs to one statement.
  public struct Part: Hashable, Sendable {
    /// Bytes of the line. Of a part that goes on with the statement begun it starts at 0.
    public var range: Range<Int>
    /// It goes on with the statement that the lines before have begun.
    public var goesOn: Bool
    /// A `;` ends it.
    public var isEnded: Bool
  }

  /// Brackets that are open.
  private var depth = 0
  /// The last token is one that no statement ends with.
  private var expectsMore = false
  private var isQuoted = false

  /// Nothing has been begun.
  public init() {}

  /// Whether the statement begun goes on whatever the next line is: inside quotes or brackets, or after `|`, `and`, `=`.
  public var isOpen: Bool { isQuoted || depth > 0 || expectsMore }

  /// Whether a line goes on with the statement begun; nil where it holds nothing but white space and comments.
  public func goesOn(with line: [UInt8]) -> Bool? {
    if isQuoted { return true }
    if !isOpen, let start = line.firstIndex(where: { $0 > 32 }), Question.isLine(line, at: start) {
      return false
    }
    var lexer = Lexer(bytes: line, position: 0, end: line.count)
    guard lexer.next(), let token = lexer.tokens.first else { return nil }
    if Self.isCommand(token, line) { return false }
    return isOpen || Script.continues(token)
  }

  /// Cuts a line; `goesOn` says whether it begins with more of the statement begun. What is left open is that of the last
  /// part. O(length of the line).
  public mutating func cut(_ line: [UInt8], goesOn: Bool) -> [Part] {
    var parts: [Part] = []
    var lexer = Lexer(bytes: line, position: 0, end: line.count)
    if goesOn {
      var end = 0
      if isQuoted {
        isQuoted = !lexer.closeString()
        end = lexer.position
        expectsMore = false
      }
      parts.append(rest(of: &lexer, from: 0, end, goesOn: true))
    }
    while true {
      lexer.skipSpace()
      let start = lexer.position
      guard start < line.count else { return parts }
      (depth, expectsMore, isQuoted) = (0, false, false)
      if line[start] == UInt8(ascii: ".") || Question.isLine(line, at: start) {
        let (end, next) = Script.commandEnd(line, from: start)
        lexer.position = next
        let isEnded = line[end...].first { $0 > 32 } == UInt8(ascii: ";")
        parts.append(Part(range: start..<end, goesOn: false, isEnded: isEnded))
        continue
      }
      let part = rest(of: &lexer, from: start, start, goesOn: false)
      if !part.range.isEmpty { parts.append(part) }
    }
  }

  /// The tokens up to a `;` outside of brackets, or to the end of the line.
  private mutating func rest(of lexer: inout Lexer, from start: Int, _ first: Int, goesOn: Bool) -> Part {
    var end = first
    while !isQuoted, lexer.next(), let token = lexer.tokens.last {
      if token.isSymbol(";"), depth <= 0 { return Part(range: start..<end, goesOn: goesOn, isEnded: true) }
      depth += token.opening
      expectsMore = Script.expectsMore(token)
      isQuoted = token.kind == .unclosedString
      end = token.range.upperBound
    }
    return Part(range: start..<end, goesOn: goesOn, isEnded: false)
  }

  private static func isCommand(_ token: Token, _ line: [UInt8]) -> Bool {
    token.isSymbol(".") && token.range.lowerBound == 0 && line.count > 1 && line[1].isASCIILetter
  }
}
