/// How bytes of mail are written so that they pass through lines of ASCII (RFC 2045), read as far as they are sound.
enum TransferEncoding {
  /// The bytes that a body stands for, by the name of its encoding in small letters; those of others are as they are. O(bytes).
  static func decoded(
    _ bytes: ContiguousArray<UInt8>.SubSequence, _ name: String
  ) -> ContiguousArray<UInt8> {
    switch name {
    case "base64": base64(bytes)
    case "quoted-printable": quotedPrintable(bytes)
    default: ContiguousArray(bytes)
    }
  }

  /// Base64 (RFC 4648), also without padding, with that of another alphabet, padded within, and with what is no part of it left
  /// out. O(bytes).
  static func base64(_ bytes: some Collection<UInt8>) -> ContiguousArray<UInt8> {
    var result: ContiguousArray<UInt8> = []
    result.reserveCapacity(bytes.count * 3 / 4 + 3)
    var held: UInt32 = 0
    var count = 0
    for byte in bytes {
      if byte == UInt8(ascii: "=") {
        // The end of one piece; another may follow.
        if count == 2 { result.append(UInt8(truncatingIfNeeded: held >> 4)) }
        if count == 3 {
          result.append(UInt8(truncatingIfNeeded: held >> 10))
          result.append(UInt8(truncatingIfNeeded: held >> 2))
        }
        (held, count) = (0, 0)
        continue
      }
      guard let value = value(byte) else { continue }
      held = held << 6 | value
      count += 1
      guard count == 4 else { continue }
      result.append(UInt8(truncatingIfNeeded: held >> 16))
      result.append(UInt8(truncatingIfNeeded: held >> 8))
      result.append(UInt8(truncatingIfNeeded: held))
      (held, count) = (0, 0)
    }
    if count == 2 { result.append(UInt8(truncatingIfNeeded: held >> 4)) }
    if count == 3 {
      result.append(UInt8(truncatingIfNeeded: held >> 10))
      result.append(UInt8(truncatingIfNeeded: held >> 2))
    }
    return result
  }

  private static func value(_ byte: UInt8) -> UInt32? {
    if byte.isASCIIUpper { return UInt32(byte - 65) }
    if byte.isASCIILower { return UInt32(byte - 71) }
    if byte.isASCIIDigit { return UInt32(byte + 4) }
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "-"): return 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): return 63
    default: return nil
    }
  }

  /// Quoted-printable: `=E9` is a byte, `=` at the end of a line joins it with the next. What is neither stays. O(bytes).
  static func quotedPrintable(_ bytes: ContiguousArray<UInt8>.SubSequence) -> ContiguousArray<UInt8> {
    var result: ContiguousArray<UInt8> = []
    result.reserveCapacity(bytes.count)
    var i = bytes.startIndex
    while i < bytes.endIndex {
      let byte = bytes[i]
      i += 1
      guard byte == UInt8(ascii: "=") else {
        result.append(byte)
        continue
      }
      if i + 1 < bytes.endIndex, let high = bytes[i].hexValue, let low = bytes[i + 1].hexValue {
        result.append(high << 4 | low)
        i += 2
        continue
      }
      // White space between the mark and the end of the line was added on the way.
      var end = i
      while end < bytes.endIndex, bytes[end] == 32 || bytes[end] == 9 || bytes[end] == 13 { end += 1 }
      if end == bytes.endIndex {
        i = end
      } else if bytes[end] == 10 {
        i = end + 1
      } else {
        result.append(byte)
        // Not to be looked through again.
        result.append(contentsOf: bytes[i..<end])
        i = end
      }
    }
    return result
  }
}
