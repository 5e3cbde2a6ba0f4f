internal import Articles

/// Case- and accent-blind comparison of names and text.
///
/// Folding lowers case, drops combining marks and replaces accented Latin letters by their plain ones (`LatinLetters`),
/// as the gazetteer does. Other scripts are only lowered.
public enum Folding {
  /// The folded form. O(length); text that is ASCII already folded is returned as it is.
  public static func fold(_ text: String) -> String {
    var isFolded = true
    for byte in text.utf8 where byte >= 0x80 || byte.isASCIIUpper {
      isFolded = false
      break
    }
    if isFolded { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Folded, with runs of white space as one space and none at the ends; curly apostrophes as straight ones.
  public static func name(_ text: String) -> String {
    if let folded = asciiName(text) { return folded }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    var pendingSpace = false
    for scalar in text.unicodeScalars {
      if scalar.properties.isWhitespace {
        pendingSpace = !bytes.isEmpty
        continue
      }
      if pendingSpace {
        bytes.append(0x20)
        pendingSpace = false
      }
      append(scalar, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `name` for text of ASCII bytes; nil for any other.
  private static func asciiName(_ text: String) -> String? {
    let isPlain = text.utf8.withContiguousStorageIfAvailable { bytes in
      var previous: UInt8 = 0x20
      var isFolded = true
      for byte in bytes {
        if byte >= 0x80 { return (isASCII: false, isFolded: false) }
        if byte.isASCIIUpper || byte < 0x20 || (byte == 0x20 && previous == 0x20) { isFolded = false }
        previous = byte
      }
      return (isASCII: true, isFolded: isFolded && (previous != 0x20 || bytes.isEmpty))
    }
    guard let isPlain, isPlain.isASCII else { return nil }
    if isPlain.isFolded { return text }
    return String(unsafeUninitializedCapacity: text.utf8.count) { bytes in
      var length = 0
      var pendingSpace = false
      for byte in text.utf8 {
        if byte == 0x20 || (9...13).contains(byte) {
          pendingSpace = length > 0
          continue
        }
        if pendingSpace {
          bytes[length] = 0x20
          length += 1
          pendingSpace = false
        }
        bytes[length] = byte.asciiLowered
        length += 1
      }
      return length
    }
  }

  /// The folded words of a text: runs of letters, marks and digits. O(length).
  public static func words(_ text: String) -> [String] {
    var found: [String] = []
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isWordPart(scalar) {
        append(scalar, to: &bytes)
      } else if !bytes.isEmpty {
        found.append(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
      }
    }
    if !bytes.isEmpty { found.append(String(decoding: bytes, as: UTF8.self)) }
    return found
  }

  /// Letters, marks and digits of any script.
  public static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      return byte.isASCIILetter || byte.isASCIIDigit
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber:
      return true
    default: return false
    }
  }

  /// Appends the folded form of one scalar as UTF-8.
  @inline(__always)
  public static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let value = scalar.value
    if value < 0x80 {
      let byte = UInt8(truncatingIfNeeded: value)
      bytes.append(byte.asciiLowered)
      return
    }
    appendBeyondASCII(scalar, to: &bytes)
  }

  private static func appendBeyondASCII(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    let value = scalar.value
    if (0x300...0x36F).contains(value) { return }
    if value == 0x2019 || value == 0x2018 {
      bytes.append(UInt8(ascii: "'"))
      return
    }
    guard let letters = LatinLetters.base(of: value) else {
      bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      return
    }
    bytes.append(letters.first)
    if letters.second != 0 { bytes.append(letters.second) }
  }
}
