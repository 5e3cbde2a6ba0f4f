public import Articles

/// The hash of a word's bytes: FNV-1a, finished by one multiplication. Part of the lexicon's file format.
public struct WordHash: Sendable {
  @usableFromInline var state = FNV64()

  public init() {}

  public init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }

  @inlinable public mutating func add(_ byte: UInt8) { state.add(byte) }

  @inlinable public var value: UInt64 {
    let mixed = state.value &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ (mixed >> 32)
  }

  /// The value, never 0: tables in which 0 marks an empty place look words up by it.
  @inlinable public var key: UInt64 { max(1, value) }
}
