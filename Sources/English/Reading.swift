public import Articles

/// A word: below the lexicon's count a word of the embedded lexicon, from there on the article's own.
/// Symbols stand for lower-cased forms; case and digits are in `Shape`.
public struct Symbol: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
  public var rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
}

/// What a token's bytes look like.
public struct Shape: OptionSet, Hashable, Sendable, BitwiseCopyable {
  public var rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The first letter is upper case.
  public static let capitalised = Shape(rawValue: 1)
  /// Two or more letters, all upper case.
  public static let allCapitals = Shape(rawValue: 2)
  public static let hasDigit = Shape(rawValue: 4)
  /// Digits with at most commas, points and signs.
  public static let number = Shape(rawValue: 8)
  public static let punctuation = Shape(rawValue: 16)
  public static let hasLetter = Shape(rawValue: 32)
  /// White space stands before the token.
  public static let spaceBefore = Shape(rawValue: 64)
  /// A line break stands before the token.
  public static let lineBefore = Shape(rawValue: 128)
}

/// The tokens of one article, as columns of equal length (about 23 bytes a token).
public struct Tokens: Sendable {
  /// Byte offset of the first byte.
  public var start: [Int32] = []
  /// Bytes.
  public var length: [Int32] = []
  /// The lower-cased form.
  public var word: [Symbol] = []
  public var lemma: [Symbol] = []
  public var shape: [Shape] = []
  public var upos: [UPOS] = []
  public var xpos: [XPOS] = []
  /// Index of the token that governs it; −1 for the sentence's root and where there are no arcs.
  public var head: [Int32] = []
  /// `.none` where the sentence was not parsed.
  public var relation: [Relation] = []
  /// The parser's probability of the arc, 0–255; 0 where there is none.
  public var arcConfidence: [UInt8] = []

  public init() {}

  public var count: Int { start.count }

  public func range(_ token: Int) -> TextRange {
    TextRange(start: start[token], end: start[token] + length[token])
  }

  /// The bytes from the first to the last token of a range.
  public func range(_ tokens: Range<Int>) -> TextRange {
    guard let last = tokens.last else { return TextRange(start: 0, end: 0) }
    return TextRange(start: start[tokens.lowerBound], end: start[last] + length[last])
  }
}

public enum SentenceKind: UInt8, Sendable, BitwiseCopyable {
  case body, headline, dateline, byline
  /// When the article was published, in a line of its own.
  case stamp
  /// A teaser line, caption or link ("see more") that belongs to another article or to the page.
  case aside
}

public struct Sentence: Sendable, BitwiseCopyable {
  public var firstToken: Int32
  /// Exclusive.
  public var lastToken: Int32
  public var paragraph: Int32
  public var kind: SentenceKind
  public var isParsed: Bool

  public init(tokens: Range<Int>, paragraph: Int, kind: SentenceKind = .body, isParsed: Bool = false) {
    firstToken = Int32(tokens.lowerBound)
    lastToken = Int32(tokens.upperBound)
    self.paragraph = Int32(paragraph)
    self.kind = kind
    self.isParsed = isParsed
  }

  public var tokens: Range<Int> { Int(firstToken)..<Int(lastToken) }
}

/// What reading one article yields: tokens with tags and arcs, and sentences, in order.
public struct Reading: Sendable {
  public var article: Article
  public var tokens: Tokens
  public var sentences: [Sentence]
  /// Words outside the lexicon, in order of first appearance.
  public var ownWords: OwnWords
  /// The words that may tell of events, in order; none where nobody looked for them.
  public var events: [EventScore] = []

  public init(article: Article, tokens: Tokens, sentences: [Sentence], ownWords: OwnWords) {
    self.article = article
    self.tokens = tokens
    self.sentences = sentences
    self.ownWords = ownWords
  }

  public func text(_ token: Int) -> String { article.string(tokens.range(token)) }
  public func text(_ range: Range<Int>) -> String { article.string(tokens.range(range)) }

  /// The sentence that holds a token; O(log sentences).
  public func sentence(of token: Int) -> Int {
    (0..<sentences.count).partitionPoint { Int(sentences[$0].lastToken) <= token }
  }

  /// The first token that begins at or behind a byte; their number if none does. O(log tokens).
  public func firstToken(at byte: Int32) -> Int {
    (0..<tokens.count).partitionPoint { tokens.start[$0] < byte }
  }
}
