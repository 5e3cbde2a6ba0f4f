/// Where a node stands in its statement: half-open bytes. Two of them are always equal, because where
/// something was written is no part of what it means: `parse(print(query)) == query`.
public struct SourceRange: Hashable, Sendable, BitwiseCopyable {
  public var start: Int32
  public var end: Int32

  /// The place of a node that nobody wrote.
  public static let none = SourceRange(0..<0)

  public init(_ range: Range<Int>) {
    start = Int32(clamping: range.lowerBound)
    end = Int32(clamping: range.upperBound)
  }

  public var bytes: Range<Int> { Int(start)..<Int(max(start, end)) }

  public static func == (_: Self, _: Self) -> Bool { true }
  public func hash(into _: inout Hasher) {}
}
