internal import Articles

/// Cuts a statement into tokens in one pass over its bytes, O(n). Never fails: what is no token of the language
/// becomes a symbol, which the parser reports where it stands.
struct Lexer {
  private let bytes: [UInt8]
  var position: Int
  private let end: Int
  private(set) var tokens: [Token] = []

  static func tokens(of bytes: [UInt8], in range: Range<Int>) -> [Token] {
    var lexer = Lexer(bytes: bytes, position: range.lowerBound, end: range.upperBound)
    while lexer.next() {}
    return lexer.tokens
  }

  static func tokens(of text: String) -> [Token] {
    let bytes = Array(text.utf8)
    return tokens(of: bytes, in: 0..<bytes.count)
  }

  init(bytes: [UInt8], position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  /// Adds a token; false after the end token.
  @discardableResult
  mutating func next() -> Bool {
    let before = position
    skipSpace()
    let start = position
    guard start < end else {
      add(.end, "", start..<start, before)
      return false
    }
    let byte = bytes[start]
    if let length = quoteLength(at: start) {
      string(from: start, contentStart: start + length, before: before)
    } else if byte.isASCIIDigit
      || (byte == UInt8(ascii: "-") && peek(1).isASCIIDigit && !isDate(at: start + 1))
    {
      number(from: start, before: before)
    } else if isLetter(byte), symbolLength(at: start) == nil {
      position = wordEnd(from: start)
      let written = text(start..<position)
      add(.word, written.lowercased(), written: written, start..<position, before)
    } else if byte == UInt8(ascii: "$"), isLetter(peek(1)) {
      position = wordEnd(from: start + 1)
      add(.parameter, text(start + 1..<position).lowercased(), start..<position, before)
    } else if byte == UInt8(ascii: "`"), let close = find(UInt8(ascii: "`"), from: start + 1) {
      position = close + 1
      add(.quotedWord, text(start + 1..<close).lowercased(), start..<position, before)
    } else if byte == UInt8(ascii: "/"), !isDivision {
      regex(from: start, before: before)
    } else {
      symbol(from: start, before: before)
    }
    assert(position > start, "the lexer must progress")
    return true
  }

  /// Moves behind the quotation mark that closes a string begun before; to the end, and false, where none does.
  mutating func closeString() -> Bool {
    while position < end {
      if let length = quoteLength(at: position) {
        position += length
        return true
      }
      if bytes[position] == UInt8(ascii: "\\"), position + 1 < end {
        position += 1
        position += quoteLength(at: position) ?? 1
      } else {
        position += 1
      }
    }
    return false
  }

  private mutating func string(from start: Int, contentStart: Int, before: Int) {
    var content: [UInt8] = []
    var i = contentStart
    var isEscaped = false
    while i < end {
      if let length = quoteLength(at: i) {
        position = i + length
        add(.string, String(decoding: content, as: UTF8.self), start..<position, before)
        if isEscaped { tokens[tokens.count - 1].escaped = text(contentStart..<i) }
        return
      }
      var byte = bytes[i]
      if byte == UInt8(ascii: "\\"), i + 1 < end {
        isEscaped = true
        i += 1
        // A byte of a file's name that is no UTF-8.
        if bytes[i] == UInt8(ascii: "x"),
          let scalar = PathText.scalar(hexadecimal: bytes[min(i + 1, end)..<min(i + 3, end)])
        {
          content.append(contentsOf: String(scalar).utf8)
          i += 3
          continue
        }
        // An escaped curly quote is three bytes, none of which opens or closes anything.
        let length = quoteLength(at: i) ?? 1
        byte = bytes[i]
        if byte == UInt8(ascii: "n") { byte = UInt8(ascii: "\n") }
        if byte == UInt8(ascii: "t") { byte = UInt8(ascii: "\t") }
        content.append(byte)
        content.append(contentsOf: bytes[i + 1..<i + length])
        i += length
        continue
      }
      content.append(byte)
      i += 1
    }
    position = end
    add(.unclosedString, String(decoding: content, as: UTF8.self), start..<end, before)
  }

  private mutating func regex(from start: Int, before: Int) {
    var i = start + 1
    while i < end, bytes[i] != UInt8(ascii: "\n") {
      if bytes[i] == UInt8(ascii: "\\"), i + 1 < end, bytes[i + 1] != UInt8(ascii: "\n") {
        i += 2
        continue
      }
      if bytes[i] == UInt8(ascii: "/") {
        i += 1
        if i < end, bytes[i] | 0x20 == UInt8(ascii: "i"), !(i + 1 < end && isWordByte(bytes[i + 1])) {
          i += 1
        }
        position = i
        add(.regex, text(start..<i), start..<i, before)
        return
      }
      i += 1
    }
    position = min(i, end)
    add(.unclosedRegex, text(start..<position), start..<position, before)
  }

  /// Whether a `/` divides here, because what stands before it in its line has a value; else it begins a pattern. Lines are
  /// read one by one, too, so that one cannot depend on those above.
  private var isDivision: Bool {
    // Where a statement begins it is read once more.
    guard let last = tokens.last, last.range.upperBound <= position,
      !bytes[last.range.upperBound..<position].contains(10)
    else { return false }
    switch last.kind {
    case .number, .date, .parameter, .quotedWord: return true
    case .symbol: return last.text == ")"
    case .word: return !Self.wordsBeforePatterns.contains(last.text)
    default: return false
    }
  }

  /// Behind these a pattern is meant, rightly or not.
  private static let wordsBeforePatterns: Set<String> = [
    "matches", "contains", "is", "with", "exactly", "like", "regex", "regexp", "where", "and", "or", "not",
    "near",
    "in",
  ]

  /// Whether a date begins here: four digits, a hyphen, and a digit or the letter of a half, a quarter or a week.
  private func isDate(at start: Int) -> Bool {
    guard start + 5 < end, bytes[start..<start + 4].allSatisfy(\.isASCIIDigit),
      bytes[start + 4] == UInt8(ascii: "-")
    else { return false }
    return bytes[start + 5].isASCIIDigit || [0x48, 0x51, 0x57].contains(bytes[start + 5] & 0xDF)
  }

  /// A number, or a date in one of its forms (`2023-01-17`, `2023-Q1`), well formed or not.
  private mutating func number(from start: Int, before: Int) {
    var i = start + 1
    while i < end, bytes[i].isASCIIDigit { i += 1 }
    if isDate(at: start) {
      while i < end, bytes[i] < 0x80, isWordByte(bytes[i]) || bytes[i] == UInt8(ascii: "-") { i += 1 }
      position = i
      add(.date, text(start..<i), start..<i, before)
      return
    }
    if i + 1 < end, bytes[i] == UInt8(ascii: "."), bytes[i + 1].isASCIIDigit {
      i += 1
      while i < end, bytes[i].isASCIIDigit { i += 1 }
    }
    if i + 1 < end, bytes[i] | 0x20 == UInt8(ascii: "e") {
      let sign = [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[i + 1]) ? 2 : 1
      if i + sign < end, bytes[i + sign].isASCIIDigit {
        i += sign
        while i < end, bytes[i].isASCIIDigit { i += 1 }
      }
    }
    position = i
    add(.number, text(start..<i), start..<i, before)
  }

  private mutating func symbol(from start: Int, before: Int) {
    if let (symbol, length) = Self.wideSymbols.first(where: { starts(with: $0.bytes, at: start) })
      .map({ ($0.symbol, $0.bytes.count) })
    {
      position = start + length
      add(.symbol, symbol, start..<position, before)
      return
    }
    // A lone byte of several would be no text: take the whole character's bytes.
    position = start + 1
    while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
    add(.symbol, text(start..<position), start..<position, before)
  }

  private static let wideSymbols: [(symbol: String, bytes: [UInt8])] = [
    ("..", ".."), ("==", "=="), ("!=", "!="), ("<=", "<="), (">=", ">="), ("<>", "<>"), ("&&", "&&"),
    ("||", "||"), ("<s>", "<s>"), ("</s>", "</s>"), ("<=", "≤"), (">=", "≥"), ("!=", "≠"), (">>", ">>"),
    ("-", "−"), (forceWord, forceWord),
  ].map { ($0.0, Array($0.1.utf8)) }

  /// Behind `to "FILE"`: the one word that begins as a comment does.
  static let forceWord = "--force"

  private func isForceWord(at index: Int) -> Bool {
    let after = index + Self.forceWord.utf8.count
    return starts(with: Array(Self.forceWord.utf8), at: index) && !(after < end && isWordByte(bytes[after]))
  }

  private func symbolLength(at index: Int) -> Int? {
    bytes[index] == 0xE2 ? Self.wideSymbols.first { starts(with: $0.bytes, at: index) }?.bytes.count : nil
  }

  private func starts(with prefix: [UInt8], at index: Int) -> Bool {
    guard index + prefix.count <= end else { return false }
    for i in prefix.indices where bytes[index + i] != prefix[i] { return false }
    return true
  }

  /// Moves over white space and comments.
  mutating func skipSpace() {
    while position < end {
      if let length = spaceLength(at: position) {
        position += length
      } else if bytes[position] == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-"),
        tokens.isEmpty || !isForceWord(at: position)
      {
        while position < end, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func add(
    _ kind: Token.Kind, _ text: String, written: String? = nil, _ range: Range<Int>, _ before: Int
  ) {
    tokens.append(
      Token(
        kind: kind, text: text, written: written ?? text, range: range,
        isAttached: range.lowerBound == before && !tokens.isEmpty))
  }
}

extension Lexer {
  /// `"`, and the curly and low double quotes, read as one.
  fileprivate func quoteLength(at index: Int) -> Int? {
    if bytes[index] == UInt8(ascii: "\"") { return 1 }
    guard bytes[index] == 0xE2, index + 2 < end, bytes[index + 1] == 0x80 else { return nil }
    return (0x9C...0x9F).contains(bytes[index + 2]) ? 3 : nil
  }

  /// ASCII white space, no-break, narrow and ideographic spaces, the byte order mark.
  fileprivate func spaceLength(at index: Int) -> Int? {
    switch bytes[index] {
    case 9...13, 32: 1
    case 0xC2: byte(index + 1) == 0xA0 ? 2 : nil
    case 0xE2: byte(index + 1) == 0x80 && [0x89, 0x8A, 0x8B, 0xAF].contains(byte(index + 2)) ? 3 : nil
    case 0xE3: byte(index + 1) == 0x80 && byte(index + 2) == 0x80 ? 3 : nil
    case 0xEF: byte(index + 1) == 0xBB && byte(index + 2) == 0xBF ? 3 : nil
    default: nil
    }
  }

  /// 0 beyond the end.
  fileprivate func byte(_ index: Int) -> UInt8 { index < end ? bytes[index] : 0 }

  fileprivate func peek(_ ahead: Int) -> UInt8 { byte(position + ahead) }

  fileprivate func find(_ byte: UInt8, from start: Int) -> Int? {
    var i = start
    while i < end, bytes[i] != UInt8(ascii: "\n") {
      if bytes[i] == byte { return i > start ? i : nil }
      i += 1
    }
    return nil
  }

  fileprivate func wordEnd(from start: Int) -> Int {
    var i = start
    while i < end, isWordByte(bytes[i]) {
      // Quotes and spaces of several bytes end a word.
      if bytes[i] >= 0x80,
        quoteLength(at: i) != nil || symbolLength(at: i) != nil || spaceLength(at: i) != nil
      {
        break
      }
      i += 1
    }
    return max(i, start + 1)
  }

  fileprivate func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  fileprivate func isLetter(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  fileprivate func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || byte.isASCIIDigit }
}
