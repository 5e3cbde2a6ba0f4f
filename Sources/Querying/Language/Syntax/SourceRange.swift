/// Where a node stands in its statement: half-open bytes. Two of them are always equal, because where
/// something was written is no part of what it means: `parse(print(query)) == query`.
public struct SourceRange: Hashable, Sendable, BitwiseCopyable {
  /// The first byte.
  public var start: Int32
  /// The byte after the last.
  public var end: Int32

  /// The place of a node that nobody wrote.
  public static let none = SourceRange(0..<0)

  /// A range of bytes; beyond 2³¹ it is cut off.
  public init(_ range: Range<Int>) {
    start = Int32(clamping: range.lowerBound)
    end = Int32(clamping: range.upperBound)
  }

  /// The same as a range; empty where it ends before it begins.
  public var bytes: Range<Int> { Int(start)..<Int(max(start, end)) }

  /// Always true: see above.
  public static func == (_: Self, _: Self) -> Bool { true }
  /// Adds nothing, as all are equal.
  public func hash(into _: inout Hasher) {}
}
