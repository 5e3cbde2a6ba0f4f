/// The words of a text as hashes: runs of letters and digits, without regard to case and accents.
enum WordHashes {
  /// Calls `body` with the hash of each word of the bytes of `range`, in order. O(bytes).
  @inline(__always)
  static func each(of text: ArticleText, _ range: Range<Int>, _ body: (UInt64) -> Void) {
    text.withUnsafeBufferPointer { bytes in
      let range = range.clamped(to: 0..<bytes.count)
      var hash = FNV64()
      var isInWord = false
      var at = range.lowerBound
      while at < range.upperBound {
        let byte = bytes[at]
        at += 1
        if byte < 0x80 {
          if byte.isASCIILetter || byte.isASCIIDigit {
            hash.add(byte.asciiLowered)
            isInWord = true
            continue
          }
        } else if let letters = letters(bytes, &at, range.upperBound) {
          hash.add(letters.first)
          if letters.second != 0 { hash.add(letters.second) }
          isInWord = true
          continue
        }
        if isInWord { body(hash.value) }
        hash = FNV64()
        isInWord = false
      }
      if isInWord { body(hash.value) }
    }
  }

  /// What stands for a letter whose first byte lies before `at`; nil for marks and spaces (of Latin-1 and of general
  /// punctuation). Of other scripts each byte counts.
  private static func letters(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ end: Int) -> (
    first: UInt8, second: UInt8
  )? {
    let lead = bytes[at - 1]
    guard at < end else { return nil }
    if lead == 0xC2 || (lead == 0xE2 && (0x80...0x81).contains(bytes[at])) {
      at = min(end, at + (lead == 0xC2 ? 1 : 2))
      return nil
    }
    guard (0xC3...0xC9).contains(lead) || lead == 0xE1 else { return (lead, 0) }
    let length = lead == 0xE1 ? 2 : 1
    guard at + length <= end else { return (lead, 0) }
    var value = lead == 0xE1 ? UInt32(1) : UInt32(lead & 0x1F)
    for byte in bytes[at..<at + length] { value = value << 6 | UInt32(byte & 0x3F) }
    guard let letters = LatinLetters.base(of: value) else { return (lead, 0) }
    at += length
    return (letters.first, letters.second)
  }
}
