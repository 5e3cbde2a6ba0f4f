/// Reads the day on which an article appeared where its own text says so near its start: in a line ("Published July 18, 2022",
/// "By Ann Lee, 18 November 2019"), in a place line ("RIGA, July 18, 2022 (AP) —") or behind a "today" ("police said today (July
/// 28, 2022)").
///
/// A day that stands there may be another one: of what is told, of a fixture, of the first entry of a timeline. So a line must
/// hold nothing but words of days, names and words of publication, and several days that none says to be its own are none.
public enum DayLine {
  /// Bytes of such a line.
  private static let longest = 120
  /// Lines with text, and bytes, in which one is looked for.
  private static let (lines, reach) = (12, 2000)

  /// The day that the start of a text names as its own; nil where it names none. `hasTitle`: a headline is known, so that the
  /// first line is none. O(1): the rest of the text is not read.
  static func day(of text: some RandomAccessCollection<UInt8>, hasTitle: Bool = false) -> CalendarDay? {
    let start = Array(text.prefix(reach))
    var rows = start.split(separator: 10).map { trimmed(Array($0)) }
    // The last one may go on.
    if start.count < text.count, rows.count > 1 { rows.removeLast() }
    rows = Array(rows.filter { !$0.isEmpty }.prefix(lines))
    let found = rows.enumerated().compactMap { row in line(row.element, isFirst: row.offset == 0 && !hasTitle)
    }
    func first(_ kind: Line.Kind) -> CalendarDay? { found.first { $0.kind == kind }?.day }
    if let day = first(.published) { return day }
    if let day = rows.lazy.compactMap(placeDay).first { return day }
    let bare = found.filter { $0.kind == .bare }
    let isOne = Set(bare.map(\.day)).count == 1
    return first(.updated) ?? first(.byline) ?? (isOne ? bare[0].day : nil) ?? first(.place) ?? today(start)
  }

  /// Whether a line says when its article appeared and nothing else, so that it is no part of what that tells; `orByline`: or
  /// who wrote it, too. O(bytes of the line), which are few.
  public static func isOne(_ line: some Collection<UInt8>, orByline: Bool = false) -> Bool {
    guard line.count <= longest, let found = self.line(trimmed(Array(line)), isFirst: true) else {
      return false
    }
    return orByline || found.kind != .byline
  }

  private struct Line {
    enum Kind { case published, updated, byline, bare, place }

    var kind: Kind
    var day: CalendarDay
  }

  // MARK: Lines

  private static func line(_ row: [UInt8], isFirst: Bool) -> Line? {
    guard row.count <= longest else { return nil }
    let row = parted(row)
    guard let day = sound(row), !isStretch(row) else { return nil }
    let words = words(row)
    guard words.count <= 24, let opening = words.first else { return nil }
    let own = words.filter { !isOfDay($0.bytes) }
    // "Updated July 20, 2022, first published July 18, 2022"
    if let word = words.first(where: { isOne(of: first, $0.bytes) }), isLead(word, words), areBeside(own, row)
    {
      return Line(kind: .published, day: sound(Array(row[word.start...])) ?? day)
    }
    if isOne(of: later, opening.bytes)
      || lowered(opening.bytes) == "last" && words.count > 1
        && isOne(of: later, words[1].bytes),
      areBeside(own, row)
    {
      return Line(kind: .updated, day: day)
    }
    if own.isEmpty { return years(words) < 2 ? Line(kind: .bare, day: day) : nil }
    // "Source: Xinhua | 2022-07-18 14:05 | Editor: huaxia"
    let parts = parts(row)
    let others = parts.filter { part in !Self.words(part).allSatisfy { isOfDay($0.bytes) } }
    if parts.count > others.count, others.allSatisfy(isCredit),
      let day = parts.lazy.compactMap({ others.contains($0) ? nil : sound($0) }).first
    {
      return Line(kind: .byline, day: day)
    }
    guard years(words) < 2, own.allSatisfy({ isName($0.bytes) || isOne(of: joints, $0.bytes) }),
      !own.contains(where: { isOne(of: labels, $0.bytes) })
    else { return nil }
    // "By Ann Lee, CNN, 18 November 2019", "Analysis by …"
    let by = words.firstIndex { lowered($0.bytes) == "by" }
    if let by, by < 2, words.count > by + 1, !isOfDay(words[by + 1].bytes), own.count <= 12 {
      return Line(kind: .byline, day: day)
    }
    return isFirst || !isBesideDay(own, words, row) ? nil : Line(kind: .place, day: day)
  }

  /// "Warsaw, July 18, 2022", "July 18, 2022, New York": at most three names on one side of the day, parted from it by a comma
  /// or a bracket.
  private static func isBesideDay(_ own: [Word], _ words: [Word], _ row: [UInt8]) -> Bool {
    guard own.count <= 3, let low = own.first, let high = own.last, high.index - low.index == own.count - 1,
      own.allSatisfy({ isName($0.bytes) || lowered($0.bytes) == "the" })
    else { return false }
    if low.index == 0 { return row[high.end...].first.map { ",(".utf8.contains($0) } ?? false }
    return high.index == words.count - 1
      && row[..<low.start].last { $0 > 32 }.map { ",(".utf8.contains($0) } ?? false
  }

  /// Whether a word of publication begins what its line says: nothing but a day, and words beside it, stands before it.
  private static func isLead(_ word: Word, _ words: [Word]) -> Bool {
    words.prefix(word.index).allSatisfy {
      isOfDay($0.bytes) || isOne(of: subjects, $0.bytes)
    }
  }

  /// Whether other words stand behind bars or brackets, or are credits: "by admin", "3 min read", "NEW DELHI".
  private static func areBeside(_ own: [Word], _ row: [UInt8]) -> Bool {
    var isBehindBy = false
    return own.allSatisfy { word in
      if lowered(word.bytes) == "by" { isBehindBy = true }
      return isBehindBy || isName(word.bytes) || isOne(of: subjects, word.bytes)
        || row[..<word.start].contains(UInt8(ascii: "|"))
    }
  }

  /// A part between bars that may stand beside a day: names, a source, how long it takes to read.
  private static func isCredit(_ part: [UInt8]) -> Bool {
    let own = words(part).filter { !isOfDay($0.bytes) }
    guard own.count <= 4, !own.contains(where: { isOne(of: labels, $0.bytes) }) else { return false }
    return part.contains(UInt8(ascii: ":"))
      || own.allSatisfy { isName($0.bytes) || isOne(of: joints, $0.bytes) } && own.count <= 3
  }

  /// From one day to another is when something takes place: "5-7 August 2022", "July 29 – August 3, 2022".
  private static func isStretch(_ row: [UInt8]) -> Bool {
    for at in row.indices.dropFirst() {
      let isEnDash = row[at] == 0xe2 && row[at...].starts(with: [0xe2, 0x80, 0x93])
      guard row[at] == UInt8(ascii: "-") || isEnDash else { continue }
      let behind = row[(at + (isEnDash ? 3 : 1))...].drop { $0 <= 32 }
      let before = row[..<at].reversed().drop { $0 <= 32 }
      let digits = before.prefix(while: \.isASCIIDigit).count
      let next = behind.prefix(while: \.isASCIIDigit)
      guard (1...2).contains(digits),
        !before.dropFirst(digits).prefix(1).contains(where: { "-/.:".utf8.contains($0) })
      else { continue }
      if (1...2).contains(next.count),
        !behind.dropFirst(next.count).prefix(1).contains(where: { "-/.:".utf8.contains($0) })
      {
        return true
      }
      if next.isEmpty, WrittenDay.isMonth(lowered(behind.prefix(while: \.isASCIILetter))) {
        return row[at - 1] <= 32
      }
    }
    return false
  }

  // MARK: Place lines

  /// The day of a paragraph that begins with a place line: a place, a day, perhaps an agency in brackets, then a dash, a colon or
  /// the agency's own mark. "CAIRO - 25 July 2022:" has both marks.
  private static func placeDay(_ paragraph: [UInt8]) -> CalendarDay? {
    let start = Array(paragraph.prefix(100))
    for end in start.indices.dropFirst(8) where isMark(start, at: end) {
      let place = Array(start[..<end])
      guard let day = sound(place) else { continue }
      let words = words(place)
      let own = words.filter { !isOfDay($0.bytes) }
      guard !isStretch(place), let name = own.first, name.index == 0, own.count <= 8,
        !own.contains(where: { isOne(of: labels, $0.bytes) }),
        own.allSatisfy({ isName($0.bytes) || isOne(of: joints, $0.bytes) }),
        words.prefix(while: { !isOfDay($0.bytes) }).count <= 4
      else { return nil }
      if name.bytes.count >= 3, name.bytes.allSatisfy(\.isASCIIUpper) { return day }
      // "Kyiv, Ukraine (18 July 2022) –", "Geneva, 18 July 2022 -"
      let isDash = start[end] == UInt8(ascii: "-") || start[end] == 0xe2
      return isDash && own.count <= 4 && place.contains { ",(".utf8.contains($0) } ? day : nil
    }
    return nil
  }

  /// A dash, a colon before a space, the end of an agency in brackets, "/TASS/".
  private static func isMark(_ text: [UInt8], at place: Int) -> Bool {
    switch text[place] {
    case UInt8(ascii: ":"): return place + 1 < text.count && text[place + 1] <= 32
    case UInt8(ascii: "-"): return text[place - 1] <= 32
    case UInt8(ascii: "."): return text[(place + 1)...].drop { $0 <= 32 }.first == UInt8(ascii: "/")
    case UInt8(ascii: ")"):
      let inside = text[..<place].reversed().prefix { $0 != UInt8(ascii: "(") }
      return (2...12).contains(inside.count) && inside.allSatisfy { $0.isASCIIUpper }
    // The dashes of Unicode.
    case 0xe2:
      return place + 2 < text.count && text[place + 1] == 0x80 && (0x93...0x95).contains(text[place + 2])
    default: return false
    }
  }

  /// "today (July 28, 2022)"
  private static func today(_ text: [UInt8]) -> CalendarDay? {
    var from = 0
    while let found = text.firstOffset(of: Array("oday (".utf8), from: from) {
      from = found + 6
      guard found > 0, text[found - 1] | 0x20 == UInt8(ascii: "t"),
        !text[..<(found - 1)].suffix(4).elementsEqual("USA ".utf8)
      else { continue }
      let inside = Array(text[from...].prefix(40).prefix { $0 != UInt8(ascii: ")") && $0 != 10 })
      if words(inside).allSatisfy({ isOfDay($0.bytes) }), let day = sound(inside) { return day }
    }
    return nil
  }

  // MARK: Words

  private struct Word {
    var index: Int
    var bytes: ArraySlice<UInt8>
    var start: Int { bytes.startIndex }
    var end: Int { bytes.endIndex }
  }

  private static func words(_ line: [UInt8]) -> [Word] {
    var words: [Word] = []
    var (start, at) = (0, 0)
    func end(_ at: Int) {
      if line[start..<at].contains(where: { $0.isASCIILetter || $0.isASCIIDigit }) {
        words.append(Word(index: words.count, bytes: line[start..<at]))
      }
    }
    while at < line.count {
      let byte = line[at]
      // Letters beyond ASCII have two bytes, the first of them one of these.
      let isLetter =
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "'") || (0xc3...0xdf).contains(byte)
      if !isLetter {
        end(at)
        start = at + 1
      }
      at += byte >= 0xc3 && isLetter ? 2 : 1
    }
    end(line.count)
    return words
  }

  private static let first: Set<String> = ["published", "posted", "publication", "released", "issued"]
  /// Of "this story was originally published".
  private static let subjects: Set<String> = ["this", "story", "article", "was"]
  private static let later: Set<String> = ["updated", "modified", "edited"]
  private static let beside: Set<String> = [
    "date", "dated", "on", "at", "originally", "first", "last", "time", "local", "a", "p", "m", "am", "pm",
    "hrs", "h",
    "utc", "gmt", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "et", "ct", "pt", "bst", "cet",
    "cest", "eet",
    "ist", "jst", "msk", "z", "eastern", "central", "mountain", "pacific", "daylight", "standard", "ago",
    "hour", "hours",
    "minute", "minutes", "min", "mins", "read", "year", "years", "month", "months", "day", "days",
  ]
  private static let joints: Set<String> = [
    "and", "the", "by", "for", "in", "at", "with", "de", "van", "von", "al", "el", "la", "agencies", "staff",
    "correspondent", "chief", "writer", "reporter", "editor",
  ]
  /// What is said to have another day.
  private static let labels: Set<String> = [
    "born", "died", "dies", "death", "birth", "when", "deadline", "due", "hearing", "trial", "argued",
    "decided", "ended",
    "ends", "effective", "opens", "opened", "opening", "begins", "began", "starts", "started", "start",
    "file", "photo",
    "photos", "election", "elections", "quarter", "season", "premiere", "premieres", "expires",
    "filed",
    "signed", "match", "round", "week", "until", "since", "before", "after", "history", "flashback",
    "throwback", "eve",
    "address", "speech", "battle", "war", "massacre", "uprising", "attack", "attacks", "bombing", "crash",
    "timeline",
    "album", "event", "events", "from", "to", "through", "no", "not",
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

  /// A capital begins it, or a letter beyond ASCII.
  private static func isName(_ word: ArraySlice<UInt8>) -> Bool {
    word.first.map { $0.isASCIIUpper || $0 >= 0xc3 } ?? false
  }

  /// A number, a month, a day of the week, a word beside times, or one that says that something appeared.
  private static func isOfDay(_ word: ArraySlice<UInt8>) -> Bool {
    if word.first?.isASCIIDigit == true { return word.count <= 6 }
    let word = lowered(word)
    if beside.contains(word) || first.contains(word) || later.contains(word) { return true }
    return WrittenDay.isMonth(word) || word.utf8.count >= 3 && weekdays.contains { $0.hasPrefix(word) }
  }

  private static func years(_ words: [Word]) -> Int {
    words.count { word in
      word.bytes.count == 4 && word.bytes.allSatisfy(\.isASCIIDigit)
        && (18...20).contains(word.bytes.prefix(2).reduce(0) { $0 * 10 + Int($1 - 48) })
    }
  }

  /// What stands between bars and dots; nothing where there are none.
  private static func parts(_ line: [UInt8]) -> [[UInt8]] {
    let marks = ["|", "•", "·"].map { Array($0.utf8) }
    var parts: [[UInt8]] = [[]]
    var at = 0
    while at < line.count {
      if let mark = marks.first(where: { line[at...].starts(with: $0) }) {
        parts.append([])
        at += mark.count
      } else {
        parts[parts.count - 1].append(line[at])
        at += 1
      }
    }
    return parts.count > 1 ? parts.filter { part in part.contains { $0 > 32 } } : []
  }

  /// With a space between a year and what was glued to it where a page was copied: "July 18, 20223:45 PM", "2022Updated".
  private static func parted(_ line: [UInt8]) -> [UInt8] {
    var parted: [UInt8] = []
    for run in line.indices {
      if run >= 4, line[(run - 4)..<run].allSatisfy(\.isASCIIDigit), line[run - 4] == 50, line[run - 3] == 48,
        run == 4 || !line[run - 5].isASCIIDigit,
        line[run].isASCIIUpper || line[run].isASCIIDigit && line[run...].prefix(3).contains(UInt8(ascii: ":"))
      {
        parted.append(32)
      }
      parted.append(line[run])
    }
    return parted
  }

  private static func sound(_ bytes: [UInt8]) -> CalendarDay? {
    WrittenDay.read(bytes).flatMap { PageMetadata.isSound($0) ? $0 : nil }
  }

  private static func trimmed(_ line: [UInt8]) -> [UInt8] {
    let marks = " \t\r*_#[]".utf8
    var rest = line[...]
    while let last = rest.last, marks.contains(last) { rest.removeLast() }
    return Array(rest.drop { marks.contains($0) })
  }
}
