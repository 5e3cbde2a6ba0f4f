/// The hash FNV-1a (Fowler, Noll, Vo) of 64 bits: fast for the few bytes of a word. Where high bits are used, as for a
/// place in a table, the value is to be mixed once more.
@frozen public struct FNV64: Hashable, Sendable, BitwiseCopyable {
  /// The hash of what was added so far.
  public var value: UInt64

  /// The hash of no bytes.
  @inlinable public init() { value = 0xCBF2_9CE4_8422_2325 }

  /// The hash of some bytes. O(bytes).
  @inlinable public init(_ bytes: some Sequence<UInt8>) {
    self.init()
    for byte in bytes { add(byte) }
  }

  /// Goes on by one byte.
  @inlinable public mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// The same of 32 bits. Features of trained models are made of it.
@frozen public struct FNV32: Hashable, Sendable, BitwiseCopyable {
  /// The hash of what was added so far.
  public var value: UInt32

  /// The hash of nothing, or one to go on from.
  @inlinable public init(_ value: UInt32 = 2_166_136_261) { self.value = value }

  /// Goes on by one byte.
  @inlinable public mutating func add(_ byte: UInt8) { add(UInt32(byte)) }

  /// Adds a number as if it were a byte.
  @inlinable public mutating func add(_ number: UInt32) { value = (value ^ number) &* 16_777_619 }
}
