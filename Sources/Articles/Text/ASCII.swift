/// What a byte of UTF-8 is in ASCII; bytes of longer characters (from 0x80 on) are none of these. O(1) each.
extension UInt8 {
  /// 0 to 9.
  @inlinable public var isASCIIDigit: Bool { self &- 48 < 10 }

  /// A to Z.
  @inlinable public var isASCIIUpper: Bool { self &- 65 < 26 }

  /// a to z.
  @inlinable public var isASCIILower: Bool { self &- 97 < 26 }

  /// A to Z or a to z.
  @inlinable public var isASCIILetter: Bool { (self | 0x20).isASCIILower }

  /// The small letter of a capital, any other byte as it is.
  @inlinable public var asciiLowered: UInt8 { isASCIIUpper ? self | 0x20 : self }
}
