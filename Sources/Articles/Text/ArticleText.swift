/// The text of an article: bytes of UTF-8 that never change, in memory or in a file that a `TextStore` has mapped.
///
/// A copy is another look at the same bytes. O(1) a byte, checked.
@frozen
public struct ArticleText: RandomAccessCollection, @unchecked Sendable {
  /// Keeps the bytes where they are; nil for no bytes.
  @usableFromInline let owner: AnyObject?
  @usableFromInline let base: UnsafePointer<UInt8>?
  /// Bytes.
  public let count: Int

  /// No text.
  public init() {
    owner = nil
    base = nil
    count = 0
  }

  /// A copy of some bytes, or the same text. O(bytes).
  public init(_ bytes: some Collection<UInt8>) {
    if let text = bytes as? ArticleText {
      self = text
      return
    }
    let copied: ArticleText? = bytes.withContiguousStorageIfAvailable { ArticleText(copying: $0) }
    self = copied ?? ContiguousArray(bytes).withUnsafeBufferPointer { ArticleText(copying: $0) }
  }

  private init(copying bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.baseAddress, !bytes.isEmpty else {
      self.init()
      return
    }
    let held = HeldBytes.create(minimumCapacity: bytes.count) { _ in }
    let start = held.withUnsafeMutablePointerToElements { $0 }
    start.initialize(from: first, count: bytes.count)
    // Elements of a managed buffer stay where they are as long as it lives.
    self.init(at: UnsafePointer(start), count: bytes.count, of: held)
  }

  /// Bytes that stay where they are, and as they are, as long as `owner` lives.
  init(at base: UnsafePointer<UInt8>, count: Int, of owner: AnyObject) {
    self.owner = owner
    self.base = base
    self.count = count
  }

  /// Whether the bytes lie in a file.
  var isFiled: Bool { owner is TextChunk }

  /// Always 0.
  @inlinable public var startIndex: Int { 0 }
  /// The number of bytes.
  @inlinable public var endIndex: Int { count }

  /// A byte. O(1).
  @inlinable public subscript(index: Int) -> UInt8 {
    get {
      precondition(UInt(bitPattern: index) < UInt(bitPattern: count), "an offset behind the text")
      return base.unsafelyUnwrapped[index]
    }
  }

  /// Reads all bytes in place. O(1).
  @inlinable public func withUnsafeBufferPointer<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(owner) {} }
    return try body(UnsafeBufferPointer(start: base, count: count))
  }

  /// Reads all bytes in place, as raw memory. O(1).
  @inlinable public func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withUnsafeBufferPointer { bytes throws(Failure) in try body(UnsafeRawBufferPointer(bytes)) }
  }

  /// As `withUnsafeBufferPointer`.
  @inlinable public func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result? {
    try withUnsafeBufferPointer(body)
  }
}

/// Bytes in memory.
private final class HeldBytes: ManagedBuffer<Void, UInt8> {}

extension ArticleText: Equatable {
  /// Whether both have the same bytes. O(bytes).
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.elementsEqual(right)
  }
}
