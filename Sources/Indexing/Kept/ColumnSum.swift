internal import Articles

/// A sum of columns that tells whether any of their bytes is another one: for damage, not against whoever wants it to be the same.
struct ColumnSum {
  private(set) var value: UInt64
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(_ start: UInt64) { value = start }

  mutating func add<Value: PlainData>(_ column: [Value]) { add(column[...]) }

  /// O(bytes), some gigabytes a second: four sums that do not wait for each other.
  mutating func add<Value: PlainData>(_ column: ArraySlice<Value>) {
    column.withUnsafeBytes { bytes in
      var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
      var place = 0
      func word(_ offset: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: place + offset, as: UInt64.self)
      }
      while place + 32 <= bytes.count {
        a = Self.mixed(a, word(0))
        b = Self.mixed(b, word(8))
        c = Self.mixed(c, word(16))
        d = Self.mixed(d, word(24))
        place += 32
      }
      for lane in [a, b, c, d] { value = Self.mixed(value, lane) }
      while place < bytes.count {
        value = Self.mixed(value, UInt64(bytes[place]))
        place += 1
      }
      value = Self.mixed(value, UInt64(bytes.count))
    }
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* factor
    return product ^ product >> 32
  }
}
