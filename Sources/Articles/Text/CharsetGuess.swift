internal import CCharset

/// The charset that text is in which is no UTF-8 and does not say.
enum CharsetGuess {
  /// What text in English, with some signs beyond ASCII, is written in.
  private static let usual = "windows-1252"
  /// Where fewer than one of so many letters is beyond ASCII, the text is in English or another Latin language of the west, or
  /// there is too little to tell.
  private static let fewest = 25
  /// Bytes that are looked at.
  private static let most = 1 << 18

  /// What Windows has instead, with more signs: text that says the one is often in the other.
  private static let larger = [
    "iso-8859-1": usual, "iso-8859-15": usual, "ascii": usual, "iso-8859-9": "windows-1254",
    "iso-8859-7": "windows-1253", "iso-8859-2": "windows-1250", "iso-8859-13": "windows-1257",
    "iso-8859-8": "windows-1255", "iso-8859-6": "windows-1256",
  ]
  /// Charsets that share their letters with the ones of Windows.
  private static let alike: Set<String> = ["iso-8859-1", "iso-8859-15", "ascii", "iso-8859-9"]

  /// Its name as iconv knows it, in small letters. O(bytes), of the first 256 KiB.
  static func name(of bytes: ContiguousArray<UInt8>) -> String {
    // A first half without any letter beyond ASCII tells nothing.
    let start = bytes.firstIndex { $0 >= 0x80 } ?? 0
    let part = ContiguousArray(bytes[max(0, start - most / 8)...].prefix(most))
    var (letters, high) = (0, 0)
    for byte in part {
      if byte >= 0x80 { high += 1 } else if byte.isASCIILetter { letters += 1 }
    }
    guard high > 3, high * fewest >= letters + high else { return usual }
    let guess = guess(part)
    let wider = larger[guess]
    if let wider, alike.contains(guess) { return wider }
    // Its controls are letters there.
    if let wider, part.contains(where: { (0x80..<0xA0).contains($0) }) {
      return isSound(part, wider) ? wider : usual
    }
    return !guess.isEmpty && isSound(part, guess) ? guess : usual
  }

  private static func guess(_ bytes: ContiguousArray<UInt8>) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name in
      bytes.withUnsafeBytes { bytes in
        ccharset_guess(bytes.baseAddress, bytes.count, name.baseAddress, name.count)
      }
      return name.baseAddress.map { String(cString: $0).lowercased() } ?? ""
    }
  }

  /// Whether all of it is characters there that are no controls. The last ones may be cut.
  private static func isSound(_ bytes: ContiguousArray<UInt8>, _ name: String) -> Bool {
    guard let text = TextEncoding.converted(bytes[...], from: name) else { return false }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return !scalars.dropLast(2).contains { $0.value == 0xFFFD || (0x80..<0xA0).contains($0.value) }
  }
}
