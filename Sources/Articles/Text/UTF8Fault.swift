extension ArticleText {
  /// Whether they are valid UTF-8. O(bytes), several at a time where they are ASCII.
  package var isUTF8: Bool { withUnsafeBytes { $0.firstUTF8Fault } == nil }
}

extension ContiguousArray<UInt8> {
  /// As of an article's text.
  var isUTF8: Bool { firstUTF8Fault == nil }

  /// The first byte of the first character that is no valid UTF-8; nil where all are. O(bytes), as `isUTF8`.
  var firstUTF8Fault: Int? { withUnsafeBytes { $0.firstUTF8Fault } }
}

extension UnsafeRawBufferPointer {
  fileprivate var firstUTF8Fault: Int? {
    var at = 0
    while true {
      at = endOfASCII(from: at)
      // Letters beyond ASCII seldom stand alone.
      while at < count, self[at] >= 0x80 {
        let length = lengthOfCharacter(at)
        if length == 0 { return at }
        at += length
      }
      if at >= count { return nil }
    }
  }

  /// The first byte from `start` on that is none of ASCII; the number of bytes where there is none.
  fileprivate func endOfASCII(from start: Int) -> Int {
    guard let base = baseAddress else { return 0 }
    let highest: UInt64 = 0x8080_8080_8080_8080
    func word(_ at: Int) -> UInt64 { base.loadUnaligned(fromByteOffset: at, as: UInt64.self) }
    var at = start
    while at + 32 <= count, (word(at) | word(at + 8) | word(at + 16) | word(at + 24)) & highest == 0 {
      at += 32
    }
    while at + 8 <= count, word(at) & highest == 0 { at += 8 }
    while at < count, self[at] < 0x80 { at += 1 }
    return at
  }

  /// Bytes of the character beyond ASCII that begins here; 0 where none does (The Unicode Standard, table 3-7).
  fileprivate func lengthOfCharacter(_ at: Int) -> Int {
    let second: ClosedRange<UInt8>
    let length: Int
    switch self[at] {
    case 0xC2...0xDF: (second, length) = (0x80...0xBF, 2)
    case 0xE0: (second, length) = (0xA0...0xBF, 3)
    case 0xED: (second, length) = (0x80...0x9F, 3)
    case 0xE1...0xEF: (second, length) = (0x80...0xBF, 3)
    case 0xF0: (second, length) = (0x90...0xBF, 4)
    case 0xF1...0xF3: (second, length) = (0x80...0xBF, 4)
    case 0xF4: (second, length) = (0x80...0x8F, 4)
    default: return 0
    }
    guard at + length <= count, second.contains(self[at + 1]) else { return 0 }
    for i in at + 2..<Swift.max(at + 2, at + length) where self[i] & 0xC0 != 0x80 { return 0 }
    return length
  }
}
