/// What a character is to the tokeniser.
enum ByteClass: UInt8, Sendable {
  case space, lower, upper, digit, mark

  var isLetter: Bool { self == .lower || self == .upper }
  var isWord: Bool { self == .lower || self == .upper || self == .digit }
}

/// Classes of characters in UTF-8 bytes.
enum Characters {
  /// Classes of the ASCII bytes; control characters are space.
  private static let ascii: [ByteClass] = (0..<128).map { byte in
    switch UInt8(byte) {
    case 0...32, 127: .space
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    default: .mark
    }
  }

  /// The class table as a value that a loop can hold.
  static var table: [ByteClass] { ascii }

  /// The class of the character of two to four bytes that starts at `at`, and its width in bytes; a byte out
  /// of place counts as a mark of its own.
  static func wide(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> (ByteClass, Int) {
    let (scalar, width) = scalar(text, at, end)
    return (classify(scalar), width)
  }

  /// The scalar that starts at `at` and its width; 0xFFFD and 1 for a byte out of place.
  static func scalar(_ text: UnsafeBufferPointer<UInt8>, _ at: Int, _ end: Int) -> (UInt32, Int) {
    let first = UInt32(text[at])
    if first < 0x80 { return (first, 1) }
    let width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
    guard first >= 0xc2, first < 0xf5, at + width <= end else { return (0xfffd, 1) }
    var scalar = first & (0x7f >> UInt32(width))
    for offset in 1..<width {
      let byte = UInt32(text[at + offset])
      guard byte & 0xc0 == 0x80 else { return (0xfffd, 1) }
      scalar = scalar << 6 | byte & 0x3f
    }
    return (scalar, width)
  }

  static func classify(_ scalar: UInt32) -> ByteClass {
    switch scalar {
    case 0x80...0xa0: .space
    case 0xaa, 0xb5, 0xba: .lower
    case 0xa1...0xbf, 0xd7, 0xf7: .mark
    case 0xc0...0x233: WordFolding.isUpper(scalar) ? .upper : .lower
    case 0x391...0x3ab, 0x400...0x42f: .upper
    case 0x1680, 0x2000...0x200b, 0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff: .space
    case 0x2010...0x2027, 0x2030...0x206f, 0x20a0...0x20cf, 0x2100...0x2bff, 0x3001...0x303f: .mark
    case 0xfe30...0xfe4f, 0xff01...0xff0f, 0xff1a...0xff20, 0xfff0...0xffff, 0x1f000...0x1faff: .mark
    default: .lower
    }
  }
}
