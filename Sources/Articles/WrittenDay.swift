/// Reads a day as header lines write it.
enum WrittenDay {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
  ]

  /// The day in "2023-01-17", "2023-01-17T10:00Z", "2023/1/17", "January 17, 2023", "Tue, 17 Jan 2023 10:00:00 GMT",
  /// "17-Jan-23 10:00", "Tue Jan 17 10:00:00 UTC 2023" or "17/01/2023"; nil otherwise (orders of day and month that differ by
  /// country are not guessed: "01/02/2023"). The day is that of the time zone that is written. O(bytes).
  static func read(_ bytes: some BidirectionalCollection<UInt8>) -> CalendarDay? {
    read(Array(bytes.prefix(longest)))
  }

  /// Bytes that are read: no line with a day needs more, and time grows with the square of the words.
  private static let longest = 256

  private static func read(_ bytes: [UInt8]) -> CalendarDay? {
    if let day = ordered(bytes) { return day }
    let words = bytes.split { !$0.isASCIIDigit && !$0.isASCIILetter }
    return spelled(words) ?? shortened(words, bytes) ?? dayInside(bytes) ?? numbered(words, bytes)
  }

  /// Day, month and year in numbers, with the same sign between them, where only one of the first two can be the month.
  private static func numbered(_ words: [ArraySlice<UInt8>], _ bytes: [UInt8]) -> CalendarDay? {
    for (first, (second, third)) in zip(words, zip(words.dropFirst(), words.dropFirst(2))) {
      guard second.startIndex == first.endIndex + 1, third.startIndex == second.endIndex + 1,
        bytes[first.endIndex] == bytes[second.endIndex], "/.-".utf8.contains(bytes[first.endIndex]),
        third.count == 4, let one = dayOfMonth(first), let other = dayOfMonth(second),
        let year = number(third)
      else { continue }
      guard one == other || one > 12 || other > 12 else { return nil }
      return CalendarDay(checkedYear: year, month: min(one, other), day: max(one, other))
    }
    return nil
  }

  /// Whether a word in small letters is the name of a month, or the first letters of one.
  static func isMonth(_ word: String) -> Bool { month(Array(word.utf8)[...]) != nil }

  /// Year, month and day in this order, with `-`, `/` or `.` between them.
  private static func ordered(_ bytes: [UInt8]) -> CalendarDay? {
    guard bytes.count >= 8, "-/.".utf8.contains(bytes[4]) else { return nil }
    var numbers: [Int] = []
    var rest = bytes[...]
    for length in [4, 2, 2] {
      let digits = rest.prefix(length).prefix(while: \.isASCIIDigit)
      guard !digits.isEmpty, length == 2 || digits.count == 4 else { return nil }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 48) })
      rest = rest[digits.endIndex...]
      guard numbers.count < 3 else { break }
      guard rest.first == bytes[4] else { return nil }
      rest = rest.dropFirst()
    }
    guard rest.first.map({ !$0.isASCIIDigit }) ?? true else { return nil }
    return CalendarDay(checkedYear: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// RFC 822 writes "17 Jan 23", and nothing but the time behind it.
  private static func shortened(_ words: [ArraySlice<UInt8>], _ bytes: [UInt8]) -> CalendarDay? {
    for (at, word) in words.enumerated().dropFirst().dropLast() {
      guard let month = month(word), let day = dayOfMonth(words[at - 1]), words[at + 1].count == 2,
        let year = number(words[at + 1])
      else { continue }
      let behind = bytes[words[at + 1].endIndex...].drop { $0 <= 32 }
      let time = behind.drop(while: \.isASCIIDigit)
      guard behind.isEmpty || time.count < behind.count && time.first == UInt8(ascii: ":") else { continue }
      return CalendarDay(checkedYear: (year < 50 ? 2000 : 1900) + year, month: month, day: day)
    }
    return nil
  }

  /// A day with the name of its month.
  private static func spelled(_ words: [ArraySlice<UInt8>]) -> CalendarDay? {
    for (at, word) in words.enumerated() {
      guard let month = month(word) else { continue }
      let year = year(behind: at, words) ?? words.prefix(at).last { $0.count == 4 && number($0) != nil }
      guard let year = year.flatMap(number), year > 31 else { continue }
      let day = [at + 1, at - 1].lazy.filter(words.indices.contains).compactMap { (at: Int) -> Int? in
        dayOfMonth(words[at])
      }.first
      if let day, let found = CalendarDay(checkedYear: year, month: month, day: day) { return found }
    }
    return nil
  }

  private static let between = [
    "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "BST", "CET", "CEST", "IST", "JST",
    "Z", "at",
    "a", "p", "m", "am", "pm", "AM", "PM",
  ].map { Array($0.utf8) }

  /// The year behind a month: a time and a zone ("+0000") may stand between, no other words.
  private static func year(behind month: Int, _ words: [ArraySlice<UInt8>]) -> ArraySlice<UInt8>? {
    for word in words.dropFirst(month + 1).prefix(8) {
      if word.count == 4, let value = number(word), value >= 1500 { return word }
      guard word.contains(where: \.isASCIIDigit) || between.contains(where: { $0.elementsEqual(word) }) else {
        return nil
      }
    }
    return nil
  }

  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 3 else { return nil }
    let lowered = word.map(\.asciiLowered)
    if lowered.elementsEqual("sept".utf8) { return 9 }
    return months.firstIndex { $0.utf8.starts(with: lowered) }.map { $0 + 1 }
  }

  private static func number(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count <= 4, word.allSatisfy(\.isASCIIDigit) else { return nil }
    return word.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// "17", "17th"
  private static func dayOfMonth(_ word: ArraySlice<UInt8>) -> Int? {
    let value = word.count <= 2 ? number(word) : ordinal(word)
    return value.flatMap { (1...31).contains($0) ? $0 : nil }
  }

  /// "… [2018-09-28 17:32]"
  private static func dayInside(_ bytes: [UInt8]) -> CalendarDay? {
    guard bytes.count >= 10 else { return nil }
    for start in 1..<max(2, bytes.count - 9) where start + 10 <= bytes.count {
      if bytes[start - 1].isASCIIDigit || start + 10 < bytes.count && bytes[start + 10].isASCIIDigit {
        continue
      }
      if let day = CalendarDay(iso: bytes[start..<start + 10]) { return day }
    }
    return nil
  }

  /// "17th" → 17.
  private static func ordinal(_ word: ArraySlice<UInt8>) -> Int? {
    guard (3...4).contains(word.count), word.dropLast(2).allSatisfy(\.isASCIIDigit),
      word.suffix(2).allSatisfy(\.isASCIILetter)
    else { return nil }
    return word.dropLast(2).reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
