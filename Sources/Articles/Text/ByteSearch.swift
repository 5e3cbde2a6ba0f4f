internal import Glibc

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
