public import Articles

/// A stretch of the calendar, fixed or relative to `now`.
public indirect enum Period: Hashable, Sendable {
  case day(CalendarDay)
  /// ISO 8601 week, 1–53.
  case week(year: Int, week: Int)
  case month(year: Int, month: Int)
  /// 1–4.
  case quarter(year: Int, quarter: Int)
  /// `2022-H2`: 1 or 2.
  case half(year: Int, half: Int)
  case year(Int)
  /// `summer 2019`; winter begins in December of its year.
  case season(Season, year: Int)
  /// `early 2023`, `late 2023-05`: a third of it.
  case part(Part, of: Period)
  /// `2019-01..2019-03`: from the first day of the first to the last of the second.
  case span(Period, Period)
  case today, yesterday
  /// `last week`, `last 7 days`, `this month`, `next 2 years`, `first week of 2023-01`. A nil `count` is the
  /// whole calendar unit; a nil `of` counts from now.
  case relative(Direction, count: Int?, PeriodUnit, of: Period?)
  /// `2 weeks ago`
  case ago(Int, PeriodUnit)

  /// Three months of the northern year.
  public enum Season: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case spring, summer, autumn, winter
  }

  /// The first, second or last third: of a year four months, of a month ten days and what is left.
  public enum Part: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case early, mid, late
  }

  /// Where a relative period lies.
  public enum Direction: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case last, this, next, first
  }
}

/// The stretches of the calendar that a query counts in.
public enum PeriodUnit: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case day, week, month, quarter, half, year
}
