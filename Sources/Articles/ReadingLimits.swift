/// How much of an article is read, so that no file takes the machine: memory and time of an extraction are bounded by these
/// numbers, whatever a file holds. They stand far above what people write and far below what hurts.
public enum ReadingLimits {
  /// Bytes of an article's text. The longest reports and books of 2 MB are read whole; at some 100 bytes of memory and 3 µs
  /// a byte, what is read takes at most a third of a gigabyte.
  public static let bytes = 3 << 20
  /// Tokens of an article: text has one in five bytes, so that only rows of signs reach this before `bytes`.
  public static let tokens = 750_000
  /// Tokens of a sentence, which is cut behind them, at clause punctuation where there is some. Who does what in a
  /// sentence is looked for among all its words; the longest of a thousand articles of a newswire, tables without any
  /// stop, have some hundreds.
  public static let sentence = 1000
  /// Bytes of a token, which is cut behind them: addresses are shorter, encoded pictures are not.
  public static let token = 1 << 10
  /// Bytes of a title or a source in a header line; a longer line is text.
  public static let header = 1 << 10
}

/// What was not read of an article, or not as it stands.
public struct ReadingCuts: Hashable, Sendable {
  /// Bytes at the end of the text that were left out.
  public var unread = 0
  /// Sentences that were read in parts.
  public var sentences = 0

  /// Nothing was cut.
  public init() {}
}
