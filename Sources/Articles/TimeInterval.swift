/// A half-open stretch of time in minutes since 1970-01-01 00:00. Its width is its precision: a day is
/// 1,440 minutes, January 2023 is 44,640.
public struct TimeInterval: Hashable, Sendable, BitwiseCopyable {
  /// Minutes since 1970-01-01 00:00.
  public var start: Int64
  /// Minutes since 1970-01-01 00:00, exclusive.
  public var end: Int64

  /// 24 hours.
  public static let minutesPerDay: Int64 = 1440

  /// From `start` to before `end`, in minutes since 1970-01-01 00:00.
  public init(start: Int64, end: Int64) {
    self.start = start
    self.end = end
  }

  /// Days `first` to `last`, both included.
  public init(days first: CalendarDay, through last: CalendarDay) {
    self.init(
      start: Int64(first.number) * Self.minutesPerDay, end: (Int64(last.number) + 1) * Self.minutesPerDay)
  }

  /// A whole day.
  public init(day: CalendarDay) { self.init(days: day, through: day) }

  /// A whole year.
  public init(year: Int) {
    self.init(
      days: CalendarDay(year: year, month: 1, day: 1), through: CalendarDay(year: year, month: 12, day: 31))
  }

  /// A whole month, 1–12.
  public init(year: Int, month: Int) {
    self.init(
      days: CalendarDay(year: year, month: month, day: 1),
      through: CalendarDay(year: year, month: month, day: CalendarDay.daysIn(month: month, year: year)))
  }

  /// Minutes.
  public var width: Int64 { end &- start }
  /// The day in which it starts.
  public var firstDay: CalendarDay { CalendarDay(number: Self.floorDay(start)) }
  /// The last day that the interval touches.
  public var lastDay: CalendarDay { CalendarDay(number: Self.floorDay(max(start, end &- 1))) }

  /// Whether all of it lies in the years that dates are written with: 1 to 9999.
  public var isWritten: Bool { firstDay >= .earliest && lastDay <= .latest }

  /// Whether they have a minute in common.
  public func overlaps(_ other: TimeInterval) -> Bool { start < other.end && other.start < end }
  /// Whether all of it is in `other`.
  public func lies(within other: TimeInterval) -> Bool { other.start <= start && end <= other.end }

  private static func floorDay(_ minutes: Int64) -> Int32 {
    Int32(
      clamping: minutes >= 0 ? minutes / minutesPerDay : -((-minutes + minutesPerDay - 1) / minutesPerDay))
  }
}

extension TimeInterval {
  /// The shortest honest text: a year, a month (2023-01), a day, a week (2023-W03), a quarter (2023-Q1), a
  /// decade (1990s), a time of day, else `first..last`.
  public var description: String {
    let first = firstDay
    let last = lastDay
    let (year, month, day) = first.civil
    let startOfDay = start % Self.minutesPerDay == 0
    if !startOfDay || end % Self.minutesPerDay != 0 {
      func clock(_ minutes: Int64) -> String {
        let inDay = Int(((minutes % 1440) + 1440) % 1440)
        return CalendarDay.padded(inDay / 60, 2) + ":" + CalendarDay.padded(inDay % 60, 2)
      }
      if first == last {
        return width <= 1
          ? "\(first.description) \(clock(start))"
          : "\(first.description) \(clock(start))-\(end % 1440 == 0 ? "24:00" : clock(end))"
      }
      return "\(first.description)..\(last.description)"
    }
    if first == last { return first.description }
    if day == 1 {
      let prefix = CalendarDay.padded(year, 4)
      if self == TimeInterval(year: year, month: month) { return prefix + "-" + CalendarDay.padded(month, 2) }
      if month == 1, self == TimeInterval(year: year) { return prefix }
      if month % 3 == 1,
        last == CalendarDay(year: year, month: month, day: 1).adding(months: 3).adding(days: -1)
      {
        return prefix + "-Q" + String(month / 3 + 1)
      }
      if month == 1, year % 10 == 0, last == CalendarDay(year: year + 9, month: 12, day: 31) {
        return prefix + "s"
      }
    }
    if first.weekday == 0, last.number - first.number == 6 {
      let week = first.isoWeek
      return CalendarDay.padded(week.year, 4) + "-W" + CalendarDay.padded(week.week, 2)
    }
    return "\(first.description)..\(last.description)"
  }
}
