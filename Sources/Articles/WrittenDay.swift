/// Reads a day as header lines write it.
enum WrittenDay {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The day in "2023-01-17", "2023-01-17T10:00Z", "2023/1/17", "January 17, 2023", "Tue, 17 Jan 2023 10:00:00 GMT",
  /// "17-Jan-23 10:00" or "Tue Jan 17 10:00:00 UTC 2023"; nil otherwise (day/month orders that differ by country are not
  /// guessed). O(bytes).
  static func read(_ bytes: ContiguousArray<UInt8>.SubSequence) -> CalendarDay? {
    let bytes = ContiguousArray(bytes)
    return ordered(bytes) ?? named(bytes)
  }

  /// Year, month and day in this order, with `-`, `/` or `.` between them.
  private static func ordered(_ bytes: ContiguousArray<UInt8>) -> CalendarDay? {
    guard bytes.count >= 8, let mark = bytes.dropFirst(4).first, "-/.".utf8.contains(mark) else { return nil }
    var numbers: [Int] = []
    var rest = bytes[...]
    for length in [4, 2, 2] {
      let digits = rest.prefix(length).prefix(while: \.isASCIIDigit)
      guard !digits.isEmpty, length == 2 || digits.count == 4 else { return nil }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1 - 48) })
      rest = rest[digits.endIndex...]
      guard numbers.count < 3 else { break }
      guard rest.first == mark else { return nil }
      rest = rest.dropFirst()
    }
    guard rest.first.map({ !$0.isASCIIDigit }) ?? true else { return nil }
    return CalendarDay(checkedYear: numbers[0], month: numbers[1], day: numbers[2])
  }

  /// A month by its name, with a day and a year beside it.
  private static func named(_ bytes: ContiguousArray<UInt8>) -> CalendarDay? {
    var month: Int?
    var numbers: [(value: Int, digits: Int, isBehindMonth: Bool, isLast: Bool)] = []
    var hasTime = false
    var at = bytes.startIndex
    while at < bytes.endIndex {
      guard bytes[at].isASCIIDigit || bytes[at].isASCIILetter else {
        at += 1
        continue
      }
      let word = bytes[at...].prefix { $0.isASCIIDigit || $0.isASCIILetter }
      let before = at > 0 ? bytes[at - 1] : 32
      let isZone = before == UInt8(ascii: "+") || before == UInt8(ascii: "-") && hasTime
      at = word.endIndex
      let after = at < bytes.endIndex ? bytes[at] : 32
      if word.allSatisfy(\.isASCIIDigit) {
        if before == UInt8(ascii: ":") || after == UInt8(ascii: ":") {
          hasTime = true
        } else if word.count <= 4, !isZone {
          let value = word.reduce(0) { $0 * 10 + Int($1 - 48) }
          numbers.append((value, word.count, month != nil, isLast(bytes[at...])))
        }
      } else if word.count >= 3, month == nil, !isWeekday(word, bytes[at...]) {
        let start = word.prefix(3).map { $0 | 0x20 }
        month = months.firstIndex { start.elementsEqual($0.utf8) }.map { $0 + 1 }
      } else if let day = ordinal(word) {
        numbers.append((day, 2, month != nil, false))
      }
    }
    guard let month, numbers.count >= 2 else { return nil }
    let (year, day) = numbers[0].value > 31 ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
    if year.value > 31, year.digits > 2 {
      return CalendarDay(checkedYear: year.value, month: month, day: day.value)
    }
    // RFC 822 writes "17 Jan 23", and nothing but the time behind it.
    guard year.digits == 2, year.isBehindMonth, !day.isBehindMonth, year.isLast else { return nil }
    let century = year.value < 50 ? 2000 : 1900
    return CalendarDay(checkedYear: century + year.value, month: month, day: day.value)
  }

  /// Whether a time or nothing stands behind a number.
  private static func isLast(_ rest: ArraySlice<UInt8>) -> Bool {
    let behind = rest.drop { $0 <= 32 }
    let digits = behind.prefix(while: \.isASCIIDigit)
    return behind.isEmpty || !digits.isEmpty && behind[digits.endIndex...].first == UInt8(ascii: ":")
  }

  /// "mar, 17 gen 2023": a day of the week in another language, though it looks like a month.
  private static func isWeekday(
    _ word: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>
  ) -> Bool {
    guard rest.first == UInt8(ascii: ",") else { return false }
    let number = rest[(rest.startIndex + 1)...].drop { $0 <= 32 }
    let behind = number.drop { $0.isASCIIDigit || $0 <= 32 }
    return behind.first?.isASCIILetter ?? false
  }

  /// "17th" → 17.
  private static func ordinal(_ word: ArraySlice<UInt8>) -> Int? {
    guard (3...4).contains(word.count), word.dropLast(2).allSatisfy(\.isASCIIDigit) else { return nil }
    return word.dropLast(2).reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
