internal import Glibc

/// Bytes of a file as UTF-8: by its byte order mark, by what it says of itself, by what its bytes look like.
enum TextEncoding {
  /// The text in UTF-8, without a byte order mark; as `read`. O(bytes).
  static func decoded(
    _ bytes: ContiguousArray<UInt8>, header: String? = nil
  ) -> ContiguousArray<UInt8> { read(bytes, header: header).text }

  /// The text in UTF-8, without a byte order mark, and what was guessed. What is no UTF-8 and names no encoding is read in the one
  /// that its bytes look most like, by those of `whole`, which it is a part of; a byte that an encoding does not have becomes
  /// U+FFFD. `header`: what was said of them outside, by HTTP or mail, which counts for more than what they say themselves. O(bytes).
  static func read(
    _ bytes: ContiguousArray<UInt8>, of whole: ContiguousArray<UInt8>? = nil, header: String? = nil
  ) -> (text: ContiguousArray<UInt8>, charset: ReadCharset) {
    var charset = ReadCharset()
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]), bytes.isUTF8 {
      return (ContiguousArray(bytes.dropFirst(3)), charset)
    }
    let mark: String? =
      bytes.starts(with: [0xFF, 0xFE])
      ? "UTF-16LE" : bytes.starts(with: [0xFE, 0xFF]) ? "UTF-16BE" : nil
    if let mark { return (converted(bytes.dropFirst(2), from: mark) ?? bytes, charset) }
    if let order = wideOrder(bytes) { return (converted(bytes[...], from: order) ?? bytes, charset) }
    let header = header.flatMap(encoding)
    // Encodings of seven bits look like ASCII.
    if let header, isShifting(header), bytes.contains(where: { $0 == 0x1B || $0 == 0x7E }),
      let text = converted(bytes[...], from: header)
    {
      return (text, charset)
    }
    // What is sound UTF-8 is hardly anything else, whatever it says.
    if bytes.isUTF8 { return (bytes, charset) }
    let name = header ?? stated(bytes)
    if let name, !name.hasPrefix("utf"), let text = converted(bytes[...], from: name) {
      return (text, charset)
    }
    let mended = String(decoding: bytes, as: UTF8.self)
    let (kept, broken) = soundness(mended)
    if name?.hasPrefix("utf") ?? false || kept > broken || endsWithin(bytes) {
      charset.broken = broken
      return (ContiguousArray(mended.utf8), charset)
    }
    let guess = CharsetGuess.name(of: whole ?? bytes)
    charset.guess = guess
    return (converted(bytes[...], from: guess) ?? ContiguousArray(mended.utf8), charset)
  }

  /// UTF-16 without a mark: every second of the first bytes is zero.
  private static func wideOrder(_ bytes: ContiguousArray<UInt8>) -> String? {
    let start = bytes.prefix(64)
    guard start.count >= 8, start.count % 2 == 0 else { return nil }
    func areZero(_ first: Int) -> Bool {
      stride(from: first, to: start.count, by: 2).allSatisfy { start[$0] == 0 }
    }
    return areZero(1) ? "UTF-16LE" : areZero(0) ? "UTF-16BE" : nil
  }

  /// Whether nothing is wrong with it as UTF-8 but that its last character is not whole.
  private static func endsWithin(_ bytes: ContiguousArray<UInt8>) -> Bool {
    guard let last = bytes.suffix(3).lastIndex(where: { $0 >= 0xC2 }),
      bytes[(last + 1)...].allSatisfy({ $0 & 0xC0 == 0x80 })
    else { return false }
    return ContiguousArray(bytes[..<last]).isUTF8
  }

  /// How many characters beyond ASCII are whole, and how many are not.
  private static func soundness(_ text: String) -> (whole: Int, broken: Int) {
    var (whole, broken) = (0, 0)
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      if scalar.value == 0xFFFD { broken += 1 } else { whole += 1 }
    }
    return (whole, broken)
  }

  /// The encoding that a `<meta>` or an XML declaration among the first 4 KiB names, in small letters.
  private static func stated(_ bytes: ContiguousArray<UInt8>) -> String? {
    let head = bytes.prefix(4096).map(\.asciiLowered)
    for (element, attribute) in [("<meta", "charset="), ("<?xml", "encoding=")] {
      var start = 0
      while let opening = head.firstOffset(of: Array(element.utf8), from: start) {
        let end = head[opening...].firstIndex(of: UInt8(ascii: ">")) ?? head.count
        start = end
        guard let found = Array(head[opening..<end]).firstOffset(of: Array(attribute.utf8)) else { continue }
        let value = head[(opening + found + attribute.utf8.count)..<end].drop {
          $0 == 0x22 || $0 == 0x27 || $0 == 32
        }
        .prefix { $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x2D || $0 == 0x5F }
        if let encoding = encoding(String(decoding: value.prefix(32), as: UTF8.self)) { return encoding }
      }
    }
    return nil
  }

  /// The encoding that a name in small letters means to a browser; nil where it is no name, or says nothing.
  private static func encoding(_ name: String) -> String? {
    // Browsers read these as the larger set of Windows.
    if ["iso-8859-1", "latin1", "us-ascii", "ascii"].contains(name) { return "windows-1252" }
    let isName = name.utf8.allSatisfy {
      $0.isASCIILetter || $0.isASCIIDigit || [0x2D, 0x5F, 0x2E, 0x3A].contains($0)
    }
    let saysNothing = ["", "unknown", "unknown-8bit", "x-unknown", "binary", "8bit", "default", "none"]
    return isName && !saysNothing.contains(name) ? name : nil
  }

  /// Whether an encoding has no bytes beyond ASCII and says by some of these what others mean.
  private static func isShifting(_ name: String) -> Bool {
    name.hasPrefix("iso-2022") || name.hasPrefix("hz")
  }

  /// What the bytes 0x80 to 0x9F mean in Windows-1252 (WHATWG, Encoding Standard).
  static let windows1252 = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}", "\u{90}",
    "‘", "’", "“",
    "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]

  /// Nil where the system knows no such encoding.
  static func converted(
    _ bytes: ContiguousArray<UInt8>.SubSequence, from name: String, to target: String = "UTF-8"
  ) -> ContiguousArray<UInt8>? {
    let converter = iconv_open(target, name)
    guard converter != iconv_t(bitPattern: -1), let converter else { return nil }
    defer { iconv_close(converter) }
    var source = Array(bytes)
    var text: ContiguousArray<UInt8> = []
    text.reserveCapacity(source.count + source.count / 8)
    var at = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while at < source.count {
      let (taken, made, isFault) = source.withUnsafeMutableBytes { source in
        buffer.withUnsafeMutableBytes { buffer in
          var input = source.baseAddress.map { $0.advanced(by: at).assumingMemoryBound(to: CChar.self) }
          var left = source.count - at
          var output = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
          var room = buffer.count
          let result = iconv(converter, &input, &left, &output, &room)
          let isFault = result == Int.max || result == -1 ? errno != E2BIG : false
          return (source.count - at - left, buffer.count - room, isFault)
        }
      }
      text.append(contentsOf: buffer[..<made])
      at += taken
      if isFault {
        text.append(contentsOf: "\u{FFFD}".utf8)
        at += 1
      } else if taken == 0, made == 0 {
        break
      }
    }
    return text
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "#39": "'", "rsquo": "’",
    "lsquo": "‘",
    "ldquo": "“", "rdquo": "”", "ndash": "–", "mdash": "—", "hellip": "…", "eacute": "é",
  ]

  /// A text without entities that were written twice, as titles in JSON-LD often are. O(length).
  static func withoutEntities(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      let tail = rest[rest.index(after: start)...]
      guard let end = tail.prefix(12).firstIndex(of: ";"), let character = character(String(tail[..<end]))
      else {
        result += "&"
        rest = tail
        continue
      }
      result += character
      rest = tail[tail.index(after: end)...]
    }
    return result + rest
  }

  private static func character(_ name: String) -> String? {
    if let known = entities[name] { return known }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let value =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
