public import Articles

/// A stretch of the calendar, fixed or relative to `now`.
public indirect enum Period: Hashable, Sendable {
  case day(CalendarDay)
  /// ISO 8601 week, 1–53.
  case week(year: Int, week: Int)
  case month(year: Int, month: Int)
  /// 1–4.
  case quarter(year: Int, quarter: Int)
  case year(Int)
  case today, yesterday
  /// `last week`, `last 7 days`, `this month`, `next 2 years`, `first week of 2023-01`. A nil `count` is the
  /// whole calendar unit; a nil `of` counts from now.
  case relative(Direction, count: Int?, PeriodUnit, of: Period?)
  /// `2 weeks ago`
  case ago(Int, PeriodUnit)

  /// Where a relative period lies.
  public enum Direction: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case last, this, next, first
  }
}

/// The stretches of the calendar that a query counts in.
public enum PeriodUnit: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case day, week, month, quarter, half, year
}
