/// The line before an agency's first sentence that says where and when it was written, and for whom: "WARSAW, Jan 17 (AP) —",
/// "(Reuters) -", "Warsaw (dpa) –".
enum Dateline {
  /// Bytes within which a dateline ends.
  private static let longest = 120

  /// Where the dateline stands that a text begins with, its dash and the spaces behind it included; empty where there is none.
  static func range(in text: ArticleText, from start: Int, to end: Int) -> Range<Int> {
    let none = start..<start
    guard start < end, text[start].isASCIIUpper || text[start] == UInt8(ascii: "(") || text[start] >= 0xC3
    else { return none }
    var at = start
    let limit = min(end, start + longest)
    while at < limit, text[at] != 10 {
      let length = dashLength(text, at, end)
      // A dash within a word ("Bielsko-Biala") is none.
      if length > 0, at > start, text[at - 1] == 32 || text[at - 1] == UInt8(ascii: ")") || length > 1 {
        guard isDateline(text, start..<at) else { return none }
        var stop = at + length
        while stop < end, text[stop] == 32 { stop += 1 }
        return start..<stop
      }
      at += 1
    }
    return none
  }

  /// Bytes of the dash at an offset: "-" before a space, "--", "–", "—"; 0 for none.
  private static func dashLength(_ text: ArticleText, _ at: Int, _ end: Int) -> Int {
    if text[at] == UInt8(ascii: "-") {
      if at + 1 < end, text[at + 1] == UInt8(ascii: "-") { return 2 }
      return at + 1 < end && text[at + 1] == 32 ? 1 : 0
    }
    let isLong = at + 2 < end && text[at] == 0xE2 && text[at + 1] == 0x80
    return isLong && (text[at + 2] == 0x93 || text[at + 2] == 0x94) ? 3 : 0
  }

  /// A town in capitals; or a name in brackets at the end, behind a date or nothing, or of an agency that is known.
  private static func isDateline(_ text: ArticleText, _ range: Range<Int>) -> Bool {
    if startsInCapitals(text[range]) { return true }
    guard let name = name(in: text, range) else { return false }
    let before = text[range.lowerBound..<name.lowerBound - 1]
    return before.isEmpty || before.contains(where: \.isASCIIDigit)
      || AgencyCredit.known(String(decoding: text[name], as: UTF8.self)) != nil
  }

  /// Whether the first word has no small letter, and three capitals at least.
  private static func startsInCapitals(_ text: some Sequence<UInt8>) -> Bool {
    var letters = 0
    for byte in text {
      if byte.isASCIILower { return false }
      if !byte.isASCIIUpper, byte < 0x80 { break }
      letters += 1
    }
    return letters >= 3
  }

  /// The name in brackets at the end of a dateline: "AP" of "WARSAW, Jan 17 (AP)". Nil where there is none, or what stands in
  /// brackets is no name: names are words that begin with a capital, four at most; or one of small letters, "dpa".
  static func name(in text: ArticleText, _ range: Range<Int>) -> Range<Int>? {
    var end = range.upperBound
    while end > range.lowerBound, text[end - 1] == 32 { end -= 1 }
    guard end > range.lowerBound, text[end - 1] == UInt8(ascii: ")") else { return nil }
    guard let open = text[range.lowerBound..<end].lastIndex(of: UInt8(ascii: "(")) else { return nil }
    let name = open + 1..<end - 1
    guard (2...40).contains(name.count) else { return nil }
    let words = text[name].split(separator: 32)
    guard (1...4).contains(words.count) else { return nil }
    for word in words {
      guard let first = word.first, word.allSatisfy(isPartOfName) else { return nil }
      guard first.isASCIIUpper || first >= 0xC3 || (words.count == 1 && word.count <= 4) else { return nil }
    }
    return name
  }

  /// Whether a name in brackets at the end of a dateline is that of an agency, though it is not known: at most three words
  /// with capitals, no place and no day, behind a day or a comma, or behind a town in capitals; and what follows begins as a
  /// sentence does. "NATO (North Atlantic Council) - the body" explains a word.
  static func mayBeAgency(_ name: Range<Int>, in text: ArticleText, _ dateline: Range<Int>) -> Bool {
    let words = text[name].split(separator: 32)
    guard words.count <= 3, words.allSatisfy({ ($0.first ?? 0).isASCIIUpper || ($0.first ?? 0) >= 0xC3 }),
      !PlainPlaces.has(text[name]), !isDay(words)
    else { return false }
    if dateline.upperBound < text.count, text[dateline.upperBound].isASCIILower { return false }
    let town = text[dateline.lowerBound..<max(dateline.lowerBound, name.lowerBound - 1)]
    if town.contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }) { return true }
    let names = town.split(separator: 32)
    return (1...3).contains(names.count) && names.allSatisfy { !$0.contains(where: \.isASCIILower) }
      && !names.contains { isShort(of: words, $0) }
  }

  /// Whether a word is made of the first letters of others: "WHO" of "World Health Organization".
  private static func isShort(of words: [ArticleText.SubSequence], _ word: ArticleText.SubSequence) -> Bool {
    words.count > 1 && word.elementsEqual(words.compactMap(\.first))
  }

  /// A weekday or a month, which may be cut: "Monday", "Jan."
  private static func isDay(_ words: [ArticleText.SubSequence]) -> Bool {
    words.contains { word in
      let letters = word.filter { $0 != UInt8(ascii: ".") }.map(\.asciiLowered)
      return letters.count >= 3 && days.contains { $0.starts(with: letters) }
    }
  }

  private static let days = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february",
    "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ].map { Array($0.utf8) }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    byte.isASCIILetter || byte >= 0x80
      || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "&")].contains(byte)
  }
}
