/// The day of publication as records state it.
enum RecordDay {
  /// What a record states.
  enum Reading: Equatable {
    case day(CalendarDay)
    /// It states a day that cannot be read or cannot be its own: the first of the calendars of machines, what stands for none.
    case refused
    case none
  }

  /// The day in "2023-01-17T23:30:00+02:00" (as it is written there), "20230117T101500Z", "Tue, 17 Jan 2023 10:00:00 GMT",
  /// in seconds or milliseconds since 1970. Orders of day and month that differ by country are not guessed.
  static func read(_ text: some Sequence<UInt8>) -> Reading {
    let bytes = ContiguousArray(text.lazy.drop { $0 <= 32 }.prefix(64))
    guard !bytes.isEmpty else { return .none }
    let day = compact(bytes) ?? epoch(bytes) ?? WrittenDay.read(bytes[...])
    guard let day, PageMetadata.isSound(day) else { return .refused }
    return .day(day)
  }

  /// "20230117", "20230117T101500Z", "20230117101500".
  private static func compact(_ bytes: ContiguousArray<UInt8>) -> CalendarDay? {
    let digits = bytes.prefix(while: \.isASCIIDigit)
    guard digits.count == 8 || digits.count == 14 else { return nil }
    let values = digits.prefix(8).map { Int($0 - 48) }
    let year = values[..<4].reduce(0) { $0 * 10 + $1 }
    guard (1500...2999).contains(year) else { return nil }
    return CalendarDay(checkedYear: year, month: values[4] * 10 + values[5], day: values[6] * 10 + values[7])
  }

  /// Seconds, milli-, micro- or nanoseconds since 1970, by how many digits there are, as they are for the years 1973 to 2286.
  private static func epoch(_ bytes: ContiguousArray<UInt8>) -> CalendarDay? {
    let digits = bytes.prefix(while: \.isASCIIDigit)
    let rest = bytes[digits.endIndex...]
    let isNumber =
      rest.allSatisfy { $0 <= 32 }
      || rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy(\.isASCIIDigit)
    guard isNumber else { return nil }
    if digits.elementsEqual("0".utf8) { return CalendarDay(number: 0) }
    guard [9, 10, 12, 13, 15, 16, 18, 19].contains(digits.count) else { return nil }
    let seconds = digits.dropLast(
      digits.count >= 18 ? 9 : digits.count >= 15 ? 6 : digits.count >= 12 ? 3 : 0)
    return CalendarDay(number: Int32(clamping: seconds.reduce(0) { $0 * 10 + Int($1 - 48) } / 86_400))
  }
}
