internal import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// The first of these bytes, at an offset or behind it, that is a quotation mark, a backslash or a line feed: what matters in a
  /// string of JSON; their number where there is none. Eight bytes at a time, by which of them are zero when the wanted one is
  /// taken off (H. S. Warren, "Hacker's Delight", 6-1). O(bytes).
  func firstMark(from start: Int) -> Int {
    guard let base = baseAddress.map(UnsafeRawPointer.init) else { return count }
    let (ones, highest): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highest }
    var at = start
    while at + 8 <= count {
      let word = base.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      let found =
        zeros(word ^ (ones &* 0x22)) | zeros(word ^ (ones &* 0x5C)) | zeros(word ^ (ones &* 0x0A))
      if found != 0 { return at + found.trailingZeroBitCount / 8 }
      at += 8
    }
    while at < count, self[at] != 0x22, self[at] != 0x5C, self[at] != 0x0A { at += 1 }
    return at
  }
}

extension ContiguousArray<UInt8> {
  /// The first of these bytes, at an index or behind it, that is a given one; nil where there is none. O(bytes).
  func first(_ byte: UInt8, from start: Int) -> Int? {
    withUnsafeBytes { bytes in
      guard start < bytes.count, let base = bytes.baseAddress else { return nil }
      return memchr(base + start, Int32(byte), bytes.count - start).map { UnsafeRawPointer($0) - base }
    }
  }
}

extension [UInt8] {
  /// Whether some bytes stand in these, one after another. O(bytes · length of the phrase), in practice O(bytes).
  func holds(_ phrase: [UInt8]) -> Bool { firstOffset(of: phrase) != nil }

  /// Where some bytes stand first, at an offset or behind it; nil where they do not. Cost as of `holds`.
  func firstOffset(of phrase: [UInt8], from start: Int = 0) -> Int? {
    guard let first = phrase.first else { return start }
    return withUnsafeBytes { bytes -> Int? in
      phrase.withUnsafeBytes { phrase -> Int? in
        guard let base = bytes.baseAddress, let wanted = phrase.baseAddress else { return nil }
        var at = start
        while at + phrase.count <= bytes.count {
          let room = bytes.count - phrase.count + 1 - at
          guard let found = memchr(base + at, Int32(first), room) else { return nil }
          if memcmp(found, wanted, phrase.count) == 0 { return UnsafeRawPointer(found) - base }
          at = UnsafeRawPointer(found) - base + 1
        }
        return nil
      }
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where a phrase stands first, at an offset or behind it; nil where it does not. O(bytes), where few bytes are its first.
  func firstOffset(of phrase: StaticString, from start: Int = 0) -> Int? {
    guard let base = baseAddress else { return nil }
    let length = phrase.utf8CodeUnitCount
    var at = start
    while at + length <= count {
      guard let found = memchr(base + at, Int32(phrase.utf8Start.pointee), count - length + 1 - at) else {
        return nil
      }
      if memcmp(found, phrase.utf8Start, length) == 0 {
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
      }
      at = UnsafeRawPointer(found) - UnsafeRawPointer(base) + 1
    }
    return nil
  }
}
