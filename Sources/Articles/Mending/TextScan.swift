/// Looks through text for what is to be mended in it.
///
/// Most text of news is ASCII and needs nothing: that is passed eight bytes at a time.
struct TextScan {
  let bytes: UnsafeBufferPointer<UInt8>

  /// A character in the bytes.
  struct Scalar {
    var value: UInt32
    var end: Int
  }

  /// The first byte from `start` on where something may have to be mended; the end of the bytes where there is none.
  /// O(bytes).
  func next(from start: Int) -> Int {
    var at = start
    while true {
      at = plain(from: at)
      guard at < bytes.count else { return bytes.count }
      if bytes[at] < 0x80 || isWorthALook(at) { return at }
      at += Self.length[Int(bytes[at])]
    }
  }

  /// The first byte that is neither printed ASCII nor a line feed or a tab. Eight bytes at a time (as in H. S. Warren,
  /// "Hacker's Delight", 6-1): below a space one of them borrows, from 0x7F on it has or gets its highest bit.
  private func plain(from start: Int) -> Int {
    guard let base = bytes.baseAddress.map(UnsafeRawPointer.init) else { return bytes.count }
    let (spaces, ones, highest): (UInt64, UInt64, UInt64) = (
      0x2020_2020_2020_2020, 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
    )
    var at = start
    while at + 8 <= bytes.count {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      if (word | (word &- spaces) | (word &+ ones)) & highest != 0 {
        for i in at..<at + 8 where !isPlain(i) { return i }
      }
      at += 8
    }
    while at < bytes.count {
      if !isPlain(at) { return at }
      at += 1
    }
    return at
  }

  private func isPlain(_ at: Int) -> Bool {
    let byte = bytes[at]
    return byte &- 32 < 0x5F || byte == 10 || byte == 9
  }

  /// Bytes of a character by its first.
  private static let length: [Int] = (0...255).map { $0 < 0xC0 ? 1 : $0 < 0xE0 ? 2 : $0 < 0xF0 ? 3 : 4 }

  private func byte(_ at: Int) -> UInt8 { at < bytes.count ? bytes[at] : 0 }

  /// Whether the character here, beyond ASCII, is of a block that holds something to mend.
  private func isWorthALook(_ at: Int) -> Bool {
    let second = byte(at + 1)
    switch bytes[at] {
    // Controls, the space that does not break, the soft hyphen.
    case 0xC2: return second <= 0xA0 || second == 0xAD
    // Â, Ã, â, Ð and Ñ, as which the first bytes of other characters were read.
    case 0xC3:
      return (second == 0x82 || second == 0x83 || second == 0xA2 || second == 0x90 || second == 0x91)
        && byte(at + 2) >= 0xC2
    // Marks that go on a letter.
    case 0xCC, 0xCD: return true
    case 0xD8: return second == 0x9C
    case 0xD9: return (0x93...0x95).contains(second)
    // Letters of Hangul, and spaces.
    case 0xE1: return (0x84...0x87).contains(second) || second == 0x9A || second == 0xA0
    case 0xE2:
      let third = byte(at + 2)
      return second == 0x80 ? third < 0x90 || third >= 0xA8 : second == 0x81 ? third >= 0x9F : second == 0x84
    case 0xE3: return second == 0x80 && byte(at + 2) == 0x80 || second == 0x82 && byte(at + 2) >= 0x99
    case 0xEF: return second == 0xAC || second == 0xBB || second == 0xBF
    case 0xF3: return second == 0xA0
    default: return false
    }
  }

  /// The character that begins here; of a byte that begins none, U+FFFD.
  func scalar(_ at: Int) -> Scalar {
    let first = bytes[at]
    let end = min(bytes.count, at + Self.length[Int(first)])
    if first < 0x80 { return Scalar(value: UInt32(first), end: end) }
    let bits = first < 0xC0 ? nil : first < 0xE0 ? UInt32(first & 0x1F) : UInt32(first & 0x0F)
    guard var value = bits else { return Scalar(value: 0xFFFD, end: end) }
    if first >= 0xF0 { value = UInt32(first & 0x07) }
    for byte in bytes[(at + 1)..<end] { value = value << 6 | UInt32(byte & 0x3F) }
    return Scalar(value: value, end: end)
  }

  /// Where the character before `at` begins; nil at the start.
  func before(_ at: Int) -> Int? {
    guard at > 0 else { return nil }
    var start = at - 1
    while start > 0, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }
}
