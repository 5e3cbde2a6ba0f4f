/// Part of what the name tagger was trained with. Simple case mapping of the letters that names are written with: Latin (with the supplements used in
/// European, Turkish, African and Vietnamese spelling), Greek and Cyrillic.
enum LetterCase {
  /// The lower-case form of a scalar; itself if it has none here.
  @inline(__always)
  static func lowered(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A: scalar + 32
    case 0..<0xC0: scalar
    case 0xC0...0xDE: scalar == 0xD7 ? scalar : scalar + 32
    case 0x100...0x137, 0x14A...0x177, 0x1E00...0x1EFF: scalar | 1
    case 0x139...0x148, 0x179...0x17E: scalar + (scalar & 1)
    case 0x391...0x3A9: scalar + 32
    case 0x400...0x40F: scalar + 80
    case 0x410...0x42F: scalar + 32
    default: scalar
    }
  }

  @inline(__always)
  static func isUpper(_ scalar: UInt32) -> Bool { lowered(scalar) != scalar }

  /// Letters of any script beyond ASCII count as letters, except signs and dashes of Latin-1 and the general
  /// punctuation block.
  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0..<0xC0, 0xD7, 0xF7, 0x2000...0x2BFF, 0x3000...0x303F, 0xFE00...0xFE6F: false
    default: true
    }
  }

  /// The scalar at `index`, which moves behind it. Damaged UTF-8 yields its bytes one by one.
  @inline(__always)
  static func next(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> UInt32 {
    let first = UInt32(bytes[index])
    index += 1
    if first < 0xC0 { return first }
    let more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3
    guard index + more <= bytes.count else { return first }
    var scalar = first & (0x3F >> UInt32(more))
    for _ in 0..<more {
      scalar = scalar << 6 | UInt32(bytes[index] & 0x3F)
      index += 1
    }
    return scalar
  }
}
