/// Reads the day on which an article appeared where its own text says so: in a line ("Published July 18, 2022", "By Ann Lee,
/// 18 November 2019"), in a place line ("RIGA, July 18, 2022 (AP) —") or behind a "today" ("police said today (July 28, 2022)").
public enum DayLine {
  /// Bytes of such a line.
  private static let longest = 120
  /// Lines with text, and bytes, in which one is looked for.
  private static let (lines, reach) = (12, 2000)

  /// The day that the start of a text names as its own; nil where it names none. One that says "published" goes before one
  /// that says "updated". O(1): the rest of the text is not read.
  static func day(of text: some RandomAccessCollection<UInt8>) -> CalendarDay? {
    let rows = text.prefix(reach).split(separator: 10).map { trimmed(Array($0)) }.filter { !$0.isEmpty }
      .prefix(lines)
    var other: CalendarDay?
    for (number, row) in rows.enumerated() {
      guard let day = day(line: row, isFirst: number == 0) else { continue }
      if words(row).contains(where: { isOne(of: first, $0.bytes) }) { return day }
      other = other ?? day
    }
    return other ?? rows.lazy.compactMap(placeDay).first ?? today(Array(text.prefix(reach)))
  }

  /// The day of a line that says when an article appeared and nothing else, but for who wrote it and where: nil for any other
  /// line. O(bytes of the line), which are few.
  ///
  /// `isFirst`: it opens the text, so that a name and a day are a headline: "Warsaw Uprising, August 1, 1944".
  public static func day(line: some Collection<UInt8>, isFirst: Bool = false) -> CalendarDay? {
    guard line.count <= longest else { return nil }
    let line = trimmed(Array(line))
    guard let day = sound(line) else { return nil }
    let words = words(line)
    guard words.count <= 24, let opening = words.first else { return nil }
    let own = words.filter { !isOfDay($0.bytes) }
    let isSaid = words.contains { isOne(of: first, $0.bytes) || isOne(of: later, $0.bytes) }
    // From one day to another is when something takes place.
    guard isSaid || words.count(where: { isYear($0.bytes) }) < 2 else { return nil }
    if own.isEmpty { return day }
    // A sentence is no such line; "3 p.m." is none.
    guard let last = line.last, !".?!:".utf8.contains(last) || line.suffix(3).elementsEqual(".m.".utf8) else {
      return nil
    }
    // "Posted on 2022-07-18 by admin | 3 min read"
    if isOne(of: first, opening.bytes) || isOne(of: later, opening.bytes) { return day }
    // "Source: Xinhua | 2022-07-18 14:05 | Editor: huaxia"
    for part in parts(line) where Self.words(part).allSatisfy({ isOfDay($0.bytes) }) {
      if let day = sound(part) { return day }
    }
    let areNames = own.allSatisfy { $0.bytes.first?.isASCIIUpper == true || isOne(of: joints, $0.bytes) }
    guard areNames else { return nil }
    // "By Ann Lee, CNN, 18 November 2019"
    if isOne(of: ["by"], opening.bytes) { return own.count <= 10 ? day : nil }
    // "Warsaw, July 18, 2022", "July 18, 2022, New York": names on one side of the day, parted from it.
    let isOnOneSide =
      own[0].index == 0 && own.count == own[own.count - 1].index + 1
      || own[0].index == words.count - own.count
    return !isFirst && own.count <= 3 && isOnOneSide && line.contains { ",(".utf8.contains($0) } ? day : nil
  }

  /// What stands between bars and dots.
  private static func parts(_ line: [UInt8]) -> [[UInt8]] {
    let marks = ["•", "·"].map { Array($0.utf8) }
    var parts: [[UInt8]] = [[]]
    var at = 0
    while at < line.count {
      if let mark = marks.first(where: { line[at...].starts(with: $0) }) {
        parts.append([])
        at += mark.count
        continue
      }
      if line[at] == UInt8(ascii: "|") { parts.append([]) } else { parts[parts.count - 1].append(line[at]) }
      at += 1
    }
    return parts.count > 1 ? parts : []
  }

  // MARK: Place lines

  /// The day of a paragraph that begins with a place line: capitals, a day, perhaps an agency in brackets, then a dash or a
  /// colon. "CAIRO - 25 July 2022:" has both.
  private static func placeDay(_ paragraph: [UInt8]) -> CalendarDay? {
    let start = Array(paragraph.prefix(100))
    for end in start.indices.dropFirst(8) where isMark(start, at: end) {
      let place = Array(start[..<end])
      guard let day = sound(place) else { continue }
      let own = words(place).filter { !isOfDay($0.bytes) }
      guard let name = own.first, name.index == 0, own.count <= 8 else { return nil }
      let isWritten = own.allSatisfy { $0.bytes.first?.isASCIIUpper == true || isOne(of: joints, $0.bytes) }
      let isCapitals = name.bytes.count >= 3 && name.bytes.allSatisfy(\.isASCIIUpper)
      return isWritten && (isCapitals || start[end] != UInt8(ascii: ":") && place.contains(UInt8(ascii: "(")))
        ? day : nil
    }
    return nil
  }

  /// A dash between spaces, or a colon.
  private static func isMark(_ text: [UInt8], at place: Int) -> Bool {
    switch text[place] {
    case UInt8(ascii: ":"): return place + 1 < text.count && text[place + 1] <= 32
    case UInt8(ascii: "-"): return text[place - 1] <= 32
    // The dashes of Unicode.
    case 0xe2:
      return place + 2 < text.count && text[place + 1] == 0x80 && (0x93...0x95).contains(text[place + 2])
    default: return false
    }
  }

  /// "today (July 28, 2022)", "today, 28 July 2022".
  private static func today(_ text: [UInt8]) -> CalendarDay? {
    var from = 0
    while let found = text.firstOffset(of: Array("today".utf8), from: from) {
      from = found + 5
      let behind = text[from...].prefix(40)
      guard behind.count > 10, behind.starts(with: " (".utf8) || behind.starts(with: ", ".utf8) else {
        continue
      }
      // To the closing bracket, or to the year.
      let stretch = behind.dropFirst(2).prefix { $0 != UInt8(ascii: ")") && $0 != 10 }
      let words = words(Array(stretch))
      let isOfDays = words.prefix { isOfDay($0.bytes) }
      if isOfDays.count >= 3, let day = sound(Array(stretch.prefix(isOfDays[isOfDays.count - 1].end))) {
        return day
      }
    }
    return nil
  }

  // MARK: Words

  private struct Word {
    var index: Int
    var bytes: ArraySlice<UInt8>
    /// Bytes to its end.
    var end: Int
  }

  private static func words(_ line: [UInt8]) -> [Word] {
    line.split { !$0.isASCIILetter && !$0.isASCIIDigit && $0 < 0x80 && $0 != UInt8(ascii: "'") }
      .filter { part in part.contains { $0.isASCIILetter || $0.isASCIIDigit } }
      .enumerated().map { Word(index: $0.offset, bytes: $0.element, end: $0.element.endIndex) }
  }

  private static let first: Set<String> = ["published", "posted", "publication", "released", "issued"]
  private static let later: Set<String> = ["updated", "modified", "edited"]
  private static let beside: Set<String> = [
    "date", "dated", "on", "at", "originally", "first", "last", "time", "local", "a", "p", "m", "am", "pm",
    "hrs", "h", "utc",
    "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "pt", "bst", "cet", "cest",
    "eet", "ist",
    "jst", "msk", "z",
  ]
  private static let joints: Set<String> = [
    "and", "of", "the", "by", "for", "in", "de", "van", "von", "al", "el", "la",
  ]
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]

  private static func isOne(of words: Set<String>, _ word: ArraySlice<UInt8>) -> Bool {
    words.contains(lowered(word))
  }

  private static func lowered(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word.map(\.asciiLowered), as: UTF8.self)
  }

  /// A number, a month, a day of the week, a word beside times, or one that says that something appeared.
  private static func isOfDay(_ word: ArraySlice<UInt8>) -> Bool {
    if word.first?.isASCIIDigit == true { return word.count <= 6 }
    let word = lowered(word)
    if beside.contains(word) || first.contains(word) || later.contains(word) { return true }
    return WrittenDay.isMonth(word) || word.utf8.count >= 3 && weekdays.contains { $0.hasPrefix(word) }
  }

  private static func sound(_ bytes: [UInt8]) -> CalendarDay? {
    WrittenDay.read(bytes).flatMap { PageMetadata.isSound($0) ? $0 : nil }
  }

  private static func isYear(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 4 && word.allSatisfy(\.isASCIIDigit)
  }

  private static func trimmed(_ line: [UInt8]) -> [UInt8] {
    let marks = " \t\r*_#[]".utf8
    var rest = line[...]
    while let last = rest.last, marks.contains(last) { rest.removeLast() }
    return Array(rest.drop { marks.contains($0) })
  }
}
