internal import Articles

/// Splits text into the tokens of UD English (EWT and GUM): clitics apart, hyphenated words in parts,
/// abbreviations whole. One pass over the bytes; every look ahead is bounded, so time is linear.
struct Tokeniser {
  let lexicon: Lexicon
  let rules: TokenRules
  let text: UnsafeBufferPointer<UInt8>
  private let classes: [ByteClass]
  private(set) var tokens = Tokens()
  private(set) var ownWords: OwnWords
  /// Kinds of the tokens that are abbreviations, parallel to `tokens`.
  private(set) var abbreviations: [TokenRules.Abbreviation] = []
  /// End of the paragraph that is being read.
  var limit = 0
  /// Start of the paragraph that is being read.
  var opening = 0
  /// Folded bytes of the token at hand.
  var scratch: [UInt8] = []
  private var previousEnd = 0
  private var lineBreak = false

  init(_ text: UnsafeBufferPointer<UInt8>, lexicon: Lexicon, rules: TokenRules = .standard) {
    self.text = text
    self.lexicon = lexicon
    self.rules = rules
    classes = Characters.table
    ownWords = OwnWords(base: Int32(lexicon.count))
  }

  /// The longest look ahead of a rule, in bytes.
  static let reach = 256

  /// As many tokens as are read of one article.
  var isFull: Bool { tokens.count >= ReadingLimits.tokens }

  /// Appends the tokens of one paragraph, as many as an article may have. Returns where it has ended.
  @discardableResult
  mutating func read(_ paragraph: Range<Int>) -> Int {
    opening = paragraph.lowerBound
    limit = paragraph.upperBound
    lineBreak = true
    var at = paragraph.lowerBound
    while at < limit, !isFull {
      let (kind, width) = look(at)
      switch kind {
      case .space:
        if text[at] == 10 { lineBreak = true }
        at += width
      case .lower, .upper, .digit: at = word(at)
      case .mark: at = mark(at, width)
      }
    }
    return min(at, limit)
  }

  /// Class and width of the character at `at`; space beyond the paragraph.
  func look(_ at: Int) -> (ByteClass, Int) {
    guard at < limit else { return (.space, 1) }
    let byte = text[at]
    if byte < 0x80 { return (classes[Int(byte)], 1) }
    return Characters.wide(text, at, limit)
  }

  func kind(_ at: Int) -> ByteClass { look(at).0 }

  /// The byte at `at`, 0 beyond the paragraph.
  func byte(_ at: Int) -> UInt8 { at < limit && at >= opening ? text[at] : 0 }

  /// Width of the apostrophe at `at` (' ` ‘ or ’), 0 if there is none.
  func apostrophe(_ at: Int) -> Int {
    let first = byte(at)
    if first == 0x27 || first == 0x60 { return 1 }
    return first == 0xe2 && byte(at + 1) == 0x80 && (byte(at + 2) | 1) == 0x99 ? 3 : 0
  }

  func isDigit(_ at: Int) -> Bool { byte(at).isASCIIDigit }

  /// Appends the token of the bytes from `start` to `end`.
  mutating func emit(_ start: Int, _ end: Int, _ abbreviation: TokenRules.Abbreviation = .none) {
    guard start < end else { return }
    var start = start
    while end - start > ReadingLimits.token {
      var cut = start + ReadingLimits.token
      while cut > start + 1, text[cut] & 0xC0 == 0x80 { cut -= 1 }
      append(start, cut, .none)
      start = cut
    }
    append(start, end, abbreviation)
  }

  private mutating func append(_ start: Int, _ end: Int, _ abbreviation: TokenRules.Abbreviation) {
    scratch.removeAll(keepingCapacity: true)
    WordFolding.fold(UnsafeBufferPointer(rebasing: text[start..<end]), into: &scratch)
    let hash = WordHash(scratch).value
    tokens.word.append(lexicon.symbol(scratch, hash: hash) ?? ownWords.intern(scratch, hash: hash))
    tokens.lemma.append(Symbol(rawValue: -1))
    tokens.start.append(Int32(start))
    tokens.length.append(Int32(end - start))
    var shape = shape(start, end)
    if start > previousEnd || tokens.start.count == 1 { shape.insert(.spaceBefore) }
    if lineBreak { shape.formUnion([.lineBefore, .spaceBefore]) }
    lineBreak = false
    previousEnd = end
    tokens.shape.append(shape)
    abbreviations.append(abbreviation)
  }

  /// What the bytes look like.
  private func shape(_ start: Int, _ end: Int) -> Shape {
    var shape: Shape = []
    var upper = 0
    var lower = 0
    var other = false
    var at = start
    var first = true
    while at < end {
      let (kind, width) = look(at)
      switch kind {
      case .upper:
        upper += 1
        if first { shape.insert(.capitalised) }
        first = false
      case .lower:
        lower += 1
        first = false
      case .digit: shape.insert(.hasDigit)
      default:
        let byte = text[at]
        if byte != 0x2c && byte != 0x2e && byte != 0x2b && byte != 0x2d { other = true }
      }
      at += width
    }
    if upper + lower > 0 {
      shape.insert(.hasLetter)
      if upper > 1, lower == 0 { shape.insert(.allCapitals) }
    } else if shape.contains(.hasDigit) {
      if !other { shape.insert(.number) }
    } else {
      shape.insert(.punctuation)
    }
    return shape
  }

  /// Hash of the folded bytes from `start` to `end`.
  mutating func hash(_ start: Int, _ end: Int) -> UInt64 {
    scratch.removeAll(keepingCapacity: true)
    WordFolding.fold(UnsafeBufferPointer(rebasing: text[start..<end]), into: &scratch)
    return WordHash(scratch).value
  }
}
