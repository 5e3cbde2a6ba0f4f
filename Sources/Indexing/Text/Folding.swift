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

  /// `name` of UTF-8, put into `folded` in place of what was there, which may be longer than what is folded: the number
  /// of bytes that it is. O(bytes).
  public static func name(_ text: UnsafeBufferPointer<UInt8>, into folded: inout [UInt8]) -> Int {
    // Nothing becomes more than twice as long by being folded.
    if folded.count < 2 * text.count + 8 { folded = [UInt8](repeating: 0, count: 2 * text.count + 64) }
    var letters: [UInt8] = []
    return folded.withUnsafeMutableBufferPointer { folded in
      plainLetters.withUnsafeBufferPointer { plain in
        var (place, length) = (0, 0)
        // 1 where a space stands before, or nothing: then another is left out.
        var isSpaced = 1
        while place < text.count {
          let byte = text[place]
          if byte < 0x80 {
            let letter = plain[Int(byte)]
            let isSpace = letter == 0x20 ? 1 : 0
            folded[length] = letter
            length &+= 1 &- isSpace & isSpaced
            isSpaced = isSpace
            place += 1
            continue
          }
          let start = place
          while place < text.count, text[place] >= 0x80 { place += 1 }
          let run = UnsafeBufferPointer(rebasing: text[start..<place])
          for scalar in String(decoding: run, as: UTF8.self).unicodeScalars {
            letters.removeAll(keepingCapacity: true)
            if scalar.properties.isWhitespace {
              if isSpaced == 0 { letters.append(0x20) }
              isSpaced = 1
            } else {
              append(scalar, to: &letters)
              // What is folded to nothing parts spaces all the same.
              if length > 0 || !letters.isEmpty { isSpaced = 0 }
            }
            for letter in letters {
              folded[length] = letter
              length += 1
            }
          }
        }
        return isSpaced == 1 && length > 0 ? length - 1 : length
      }
    }
  }

  /// Each byte of ASCII as `name` folds it, white space as spaces.
  private static let plainLetters = (0..<UInt8(128)).map { byte in
    (9...13).contains(byte) ? 0x20 : byte.asciiLowered
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
