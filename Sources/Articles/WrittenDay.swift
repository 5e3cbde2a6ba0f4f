/// Reads a day as header lines write it.
enum WrittenDay {
  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// The day in "2023-01-17", "2023-01-17T10:00Z", "January 17, 2023", "Tue, 17 Jan 2023 10:00:00 GMT" or
  /// "2023/01/17"; nil otherwise (day/month orders that differ by country are not guessed).
  static func read(_ bytes: ContiguousArray<UInt8>.SubSequence) -> CalendarDay? { read(Array(bytes)) }

  private static func read(_ bytes: [UInt8]) -> CalendarDay? {
    var head = Array(bytes.prefix(10))
    if head.count == 10, head[4] == 47, head[7] == 47 {
      head[4] = 45
      head[7] = 45
    }
    if let day = CalendarDay(iso: head), bytes.count == 10 || !bytes[10].isASCIIDigit { return day }
    var month: Int?
    var numbers: [Int] = []
    for word in bytes.split(whereSeparator: { !$0.isASCIIDigit && !$0.isASCIILetter }) {
      if word.allSatisfy(\.isASCIIDigit) {
        if word.count <= 4 { numbers.append(word.reduce(0) { $0 * 10 + Int($1 - 48) }) }
      } else if word.count >= 3, month == nil {
        let start = word.prefix(3).map { $0 | 0x20 }
        month = months.firstIndex { start.elementsEqual($0.utf8) }.map { $0 + 1 }
      } else if let day = ordinal(word) {
        numbers.append(day)
      }
    }
    guard let month, numbers.count >= 2 else { return nil }
    let year = numbers[0] > 31 ? numbers[0] : numbers[1]
    let day = numbers[0] > 31 ? numbers[1] : numbers[0]
    guard year > 31 else { return nil }
    return CalendarDay(checkedYear: year, month: month, day: day)
  }

  /// "17th" → 17.
  private static func ordinal(_ word: ArraySlice<UInt8>) -> Int? {
    guard (3...4).contains(word.count), word.dropLast(2).allSatisfy(\.isASCIIDigit) else { return nil }
    return word.dropLast(2).reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
