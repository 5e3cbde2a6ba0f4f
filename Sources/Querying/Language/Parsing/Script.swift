internal import Articles

/// A script's text, cut into statements.
public enum Script {
  /// A statement as it stands in a script.
  public struct Piece: Hashable, Sendable {
    /// The statement without what separates it from others.
    public var text: String
    /// Bytes of the script.
    public var range: Range<Int>
    /// Of the first byte, both from 1; the column counts Unicode scalars.
    public var line: Int
    /// Of its first character, from 1.
    public var column: Int
  }

  /// The statements of a script, without those that are empty or only comments. O(n).
  ///
  /// `;` and the end of a line end a statement, but a line goes on with the next one inside quotes or brackets,
  /// after a sign or word that cannot be the last (`|`, `,`, `and`, `where`, `=` …), and when the next line
  /// begins with one that cannot be the first (`|`, `)`, `where`, `and`, `union`, `near`, `during` …). A
  /// statement that begins with a dot is one line.
  public static func statements(in text: String) -> [Piece] {
    let bytes = Array(text.utf8)
    var pieces: [Piece] = []
    var place = PlaceCounter()
    for range in ranges(in: bytes) {
      place.move(to: range.lowerBound, in: bytes)
      pieces.append(
        Piece(
          text: String(decoding: bytes[range], as: UTF8.self), range: range, line: place.line,
          column: place.column))
    }
    return pieces
  }

  private static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var lexer = Lexer(bytes: bytes, position: 0, end: bytes.count)
    var ranges: [Range<Int>] = []
    while true {
      lexer.skipSpace()
      let start = lexer.position
      guard start < bytes.count else { return ranges }
      if bytes[start] == UInt8(ascii: ".") || Question.isLine(bytes, at: start) {
        let (end, next) = commandEnd(bytes, from: start)
        lexer.position = next
        ranges.append(start..<end)
        continue
      }
      let end = statementEnd(&lexer, bytes)
      if start < end { ranges.append(start..<end) }
    }
  }

  /// A command reaches to the end of its line, to a `;` or to a comment (`--` with spaces around it), none of
  /// them in quotes. Also where to read on.
  static func commandEnd(_ bytes: [UInt8], from start: Int) -> (end: Int, next: Int) {
    let lineEnd = bytes[start...].firstIndex(of: 10) ?? bytes.count
    var end = lineEnd
    var next = lineEnd
    var isQuoted = false
    var at = start
    while at < lineEnd {
      let isCurly =
        bytes[at] == 0xE2 && at + 2 < lineEnd && bytes[at + 1] == 0x80
        && (0x9C...0x9F).contains(bytes[at + 2])
      if isQuoted, bytes[at] == UInt8(ascii: "\\") {
        at += 1
      } else if bytes[at] == UInt8(ascii: "\"") || isCurly {
        isQuoted.toggle()
      } else if !isQuoted, bytes[at] == UInt8(ascii: ";") {
        (end, next) = (at, at + 1)
        break
      } else if !isQuoted, bytes[at] == UInt8(ascii: "-"), at + 1 < lineEnd,
        bytes[at + 1] == UInt8(ascii: "-"), isSpace(bytes[at - 1]),
        at + 2 == lineEnd || isSpace(bytes[at + 2])
      {
        end = at
        break
      }
      at += isCurly ? 3 : 1
    }
    while end > start + 1, isSpace(bytes[end - 1]) { end -= 1 }
    return (end, next)
  }

  /// Reads to the end of the statement that begins here and past its `;`.
  private static func statementEnd(_ lexer: inout Lexer, _ bytes: [UInt8]) -> Int {
    let start = lexer.position
    var end = start
    var depth = 0
    var last: Token?
    while true {
      let before = lexer.position
      guard lexer.next(), let token = lexer.tokens.last else { return end }
      if last != nil, isCommand(token, bytes) {
        lexer.position = before
        return end
      }
      if let last, depth <= 0, bytes[end..<token.range.lowerBound].contains(10),
        !continues(token) || Question.isLine(bytes, at: token.range.lowerBound), !expectsMore(last)
      {
        lexer.position = before
        return end
      }
      if token.isSymbol(";"), depth <= 0 { return end }
      depth += token.opening
      end = token.range.upperBound
      last = token
    }
  }

  /// A dot at the very beginning of a line, with a letter behind it: whatever was left open, a command begins.
  private static func isCommand(_ token: Token, _ bytes: [UInt8]) -> Bool {
    let at = token.range.lowerBound
    guard token.isSymbol("."), at > 0, bytes[at - 1] == 10, at + 1 < bytes.count else { return false }
    return bytes[at + 1].isASCIILetter
  }

  /// A token that no statement begins with.
  static func continues(_ token: Token) -> Bool {
    switch token.kind {
    case .symbol:
      ["|", ")", ",", "=", "!=", "<", "<=", ">", ">=", "[", "]", "&", "</s>", "+", "-", "*"].contains(
        token.text)
    case .word: Parser.reservedWords.contains(token.text) && token.text != "let"
    case .string, .number, .date, .regex, .parameter: false
    default: false
    }
  }

  /// A token that no statement ends with.
  static func expectsMore(_ token: Token) -> Bool {
    switch token.kind {
    // A statement may end with `show *`.
    case .symbol:
      ["|", "(", ",", "=", "!=", "<", "<=", ">", ">=", "||", "[", "&", "<s>", "+", "-", "/"].contains(
        token.text)
    case .word:
      !["let", "no", "mentions"].contains(token.text)
        && (Parser.reservedWords.contains(token.text)
          || ["contains", "matches", "is", "of"].contains(token.text))
    default: false
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
}

/// Lines and columns of ascending offsets, in one pass.
private struct PlaceCounter {
  private var offset = 0
  private(set) var line = 1
  private(set) var column = 1

  mutating func move(to target: Int, in bytes: [UInt8]) {
    while offset < target {
      if bytes[offset] == 10 {
        line += 1
        column = 1
      } else if bytes[offset] & 0xC0 != 0x80 {
        column += 1
      }
      offset += 1
    }
  }
}
