/// A half-open range of bytes in one article's UTF-8 text.
///
/// Two `Int32`: articles above 2 GiB are refused at load. Offsets that leave the program are Unicode
/// scalar offsets (`ScalarOffsets`).
public struct TextRange: Hashable, Sendable, BitwiseCopyable {
  public var start: Int32
  public var end: Int32

  public init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  public init(_ range: Range<Int>) {
    self.init(start: Int32(range.lowerBound), end: Int32(range.upperBound))
  }

  /// Number of bytes.
  public var count: Int { Int(end - start) }
  public var isEmpty: Bool { start >= end }
  public var range: Range<Int> { Int(start)..<Int(end) }

  public func contains(_ other: TextRange) -> Bool { start <= other.start && other.end <= end }
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }
}
