/// A half-open range of bytes in one article's UTF-8 text.
///
/// Two `Int32`: articles above 2 GiB are refused at load. Offsets that leave the program are Unicode
/// scalar offsets (`ScalarOffsets`).
public struct TextRange: Hashable, Sendable, BitwiseCopyable {
  /// The first byte.
  public var start: Int32
  /// Behind the last byte.
  public var end: Int32

  /// Bytes `start` to before `end`.
  public init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  /// The same range in Swift's own form.
  public init(_ range: Range<Int>) {
    self.init(start: Int32(range.lowerBound), end: Int32(range.upperBound))
  }

  /// Number of bytes.
  public var count: Int { Int(end - start) }
  /// No byte.
  public var isEmpty: Bool { start >= end }
  /// For indexing an article's text.
  public var range: Range<Int> { Int(start)..<Int(end) }

  /// Whether all of `other` is in it.
  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
  /// Whether they have a byte in common.
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }
}
