/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// Conversions follow Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"; all are O(1).
public struct CalendarDay: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// Days since 1970-01-01 (negative before).
  public var number: Int32

  /// The day so many days after 1970-01-01.
  public init(number: Int32) { self.number = number }

  /// The day of a civil date; `month` 1–12, `day` 1–31 are taken as given (day 31 of a 30-day month is
  /// the 1st of the next).
  public init(year: Int, month: Int, day: Int) {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = Int32(clamping: era * 146_097 + dayOfEra - 719_468)
  }

  /// The day of a civil date, or nil where there is no such day (2023-02-30).
  public init?(checkedYear year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, year: year)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The first day that is written with a year of four digits: 0001-01-01.
  public static let earliest = CalendarDay(year: 1, month: 1, day: 1)
  /// The last one: 9999-12-31.
  public static let latest = CalendarDay(year: 9999, month: 12, day: 31)

  /// Its date: year, month 1–12, day 1–31.
  public var civil: (year: Int, month: Int, day: Int) {
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let mp = (5 * dayOfYear + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * mp + 2) / 5 + 1)
  }

  /// 0 = Monday … 6 = Sunday (ISO 8601 order).
  public var weekday: Int {
    let shifted = (Int(number) + 3) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  /// ISO 8601 week: the week's year and its number, 1–53.
  public var isoWeek: (year: Int, week: Int) {
    let thursday = CalendarDay(number: number + Int32(3 - weekday))
    let year = thursday.civil.year
    let first = CalendarDay(year: year, month: 1, day: 1)
    return (year, Int(thursday.number - first.number) / 7 + 1)
  }

  /// The Monday of an ISO 8601 week.
  public static func monday(ofWeek week: Int, year: Int) -> CalendarDay {
    let fourth = CalendarDay(year: year, month: 1, day: 4)
    return CalendarDay(number: fourth.number - Int32(fourth.weekday) + Int32((week - 1) * 7))
  }

  /// Days of a month, 1–12.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// So many days later.
  public func adding(days: Int) -> CalendarDay { CalendarDay(number: number &+ Int32(clamping: days)) }

  /// The same day `months` later, cut to the length of that month (31 January + 1 = 28 or 29 February).
  public func adding(months: Int) -> CalendarDay {
    let (year, month, day) = civil
    let total = year * 12 + month - 1 + months
    let y = total >= 0 ? total / 12 : (total - 11) / 12
    let m = total - y * 12 + 1
    return CalendarDay(year: y, month: m, day: min(day, Self.daysIn(month: m, year: y)))
  }

  /// Earlier.
  public static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }

  /// YYYY-MM-DD.
  public var description: String {
    let (year, month, day) = civil
    return Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(day, 2)
  }

  /// Reads YYYY-MM-DD from `bytes`; nil unless exactly that and a real day.
  public init?(iso bytes: some Collection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    var fields = [0, 0, 0]
    for (i, byte) in bytes.enumerated() {
      if i == 4 || i == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard byte.isASCIIDigit else { return nil }
        let field = i < 4 ? 0 : i < 7 ? 1 : 2
        fields[field] = fields[field] * 10 + Int(byte - 48)
      }
    }
    self.init(checkedYear: fields[0], month: fields[1], day: fields[2])
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
