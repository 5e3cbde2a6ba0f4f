/// The form under which a word is looked up: lower case, and typographic quotes as ' and ". The length in
/// bytes never grows.
public enum WordFolding {
  /// The folded bytes. O(length).
  public static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { fold($0, into: &out) }
    return out
  }

  /// Appends the folded bytes of `bytes` to `out`.
  static func fold(_ bytes: UnsafeBufferPointer<UInt8>, into out: inout [UInt8]) {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        out.append(byte &- 65 < 26 ? byte | 32 : byte)
        at += 1
      } else if byte & 0xe0 == 0xc0, at + 1 < bytes.count {
        let scalar = UInt32(byte & 31) << 6 | UInt32(bytes[at + 1] & 63)
        let low = lower(scalar)
        if low < 0x80 {
          out.append(UInt8(truncatingIfNeeded: low))
        } else {
          out.append(UInt8(truncatingIfNeeded: 0xc0 | low >> 6))
          out.append(UInt8(truncatingIfNeeded: 0x80 | low & 63))
        }
        at += 2
      } else if byte == 0xe2, at + 2 < bytes.count, bytes[at + 1] == 0x80, bytes[at + 2] & 0xf8 == 0x98 {
        // U+2018…U+201F
        out.append(bytes[at + 2] < 0x9c ? 0x27 : 0x22)
        at += 3
      } else {
        out.append(byte)
        at += 1
      }
    }
  }

  /// Lower case of the Latin, Greek and Cyrillic scalars of two bytes; others stay.
  static func lower(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0xc0...0xde where scalar != 0xd7: scalar + 32
    case 0x130: 0x69
    case 0x178: 0xff
    case 0x139...0x148, 0x179...0x17e: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x100...0x137, 0x14a...0x177, 0x1de...0x1ef, 0x1f8...0x21f, 0x222...0x233: scalar | 1
    case 0x1cd...0x1dc: scalar & 1 == 1 ? scalar + 1 : scalar
    case 0x391...0x3ab where scalar != 0x3a2: scalar + 32
    case 0x410...0x42f: scalar + 32
    case 0x400...0x40f: scalar + 80
    case 0x490...0x4bf: scalar | 1
    default: scalar
    }
  }

  /// Whether a two-byte scalar is an upper-case letter.
  static func isUpper(_ scalar: UInt32) -> Bool { lower(scalar) != scalar }
}
