/// The hash of a word's bytes: FNV-1a (Fowler, Noll, Vo), finished by one multiplication.
/// Part of the lexicon's file format.
public struct WordHash: Sendable {
  @usableFromInline var state: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  public init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  @inlinable public mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
  }

  @inlinable public var value: UInt64 {
    let mixed = state &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 32)
  }
}
