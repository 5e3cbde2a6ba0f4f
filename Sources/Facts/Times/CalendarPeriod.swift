public import Articles

/// The units that periods of the calendar are counted in, small to large.
public enum TimeUnit: Int8, Sendable, CaseIterable, BitwiseCopyable {
  case second, minute, hour, day, weekend, week, month, quarter, season, half, year, decade, century
}

/// One unit of the calendar, counted without gaps: the day 2023-01-17, the week 2023-W03, the winter 2022-WI.
///
/// `index` counts days since 1970-01-01, weeks since that of 1969-12-29, months, quarters, halves, years,
/// decades and centuries since the year 0, and seasons from March of the year 0; so the period `n` later is
/// `index + n`. All operations are O(1).
public struct CalendarPeriod: Hashable, Sendable, BitwiseCopyable {
  public var unit: TimeUnit
  public var index: Int32

  public init(unit: TimeUnit, index: Int) {
    self.unit = unit
    self.index = Int32(clamping: index)
  }

  /// The period of `unit` that holds `day`; for units below a day, the day itself.
  public init(_ unit: TimeUnit, holding day: CalendarDay) {
    let (year, month, _) = day.civil
    let months = year * 12 + month - 1
    switch unit {
    case .second, .minute, .hour, .day: self.init(unit: .day, index: Int(day.number))
    case .week, .weekend: self.init(unit: unit, index: Self.floor(Int(day.number) + 3, 7))
    case .month: self.init(unit: unit, index: months)
    case .quarter: self.init(unit: unit, index: Self.floor(months, 3))
    case .season: self.init(unit: unit, index: Self.floor(months - 2, 3))
    case .half: self.init(unit: unit, index: Self.floor(months, 6))
    case .year: self.init(unit: unit, index: year)
    case .decade: self.init(unit: unit, index: Self.floor(year, 10))
    case .century: self.init(unit: unit, index: Self.floor(year, 100))
    }
  }

  public init(year: Int) { self.init(unit: .year, index: year) }
  public init(year: Int, month: Int) { self.init(unit: .month, index: year * 12 + month - 1) }
  /// `quarter` 1–4.
  public init(year: Int, quarter: Int) { self.init(unit: .quarter, index: year * 4 + quarter - 1) }
  /// `season` 0 spring, 1 summer, 2 autumn, 3 winter (from December of `year`).
  public init(year: Int, season: Int) { self.init(unit: .season, index: year * 4 + season) }

  /// The period `count` units later.
  public func advanced(by count: Int) -> CalendarPeriod {
    CalendarPeriod(unit: unit, index: Int(index) + count)
  }

  /// The same period of the year `count` years later, where the unit divides the year; else moved by days.
  public func advanced(byYears count: Int) -> CalendarPeriod {
    switch unit {
    case .month: advanced(by: count * 12)
    case .quarter, .season: advanced(by: count * 4)
    case .half: advanced(by: count * 2)
    case .year: advanced(by: count)
    default: CalendarPeriod(unit, holding: firstDay.adding(months: count * 12))
    }
  }

  public var firstDay: CalendarDay {
    let index = Int(index)
    return switch unit {
    case .second, .minute, .hour, .day: CalendarDay(number: self.index)
    case .week: CalendarDay(number: Int32(clamping: index * 7 - 3))
    case .weekend: CalendarDay(number: Int32(clamping: index * 7 + 2))
    case .month: Self.day(months: index)
    case .quarter: Self.day(months: index * 3)
    case .season: Self.day(months: index * 3 + 2)
    case .half: Self.day(months: index * 6)
    case .year: CalendarDay(year: index, month: 1, day: 1)
    case .decade: CalendarDay(year: index * 10, month: 1, day: 1)
    case .century: CalendarDay(year: index * 100, month: 1, day: 1)
    }
  }

  public var lastDay: CalendarDay {
    unit == .weekend ? firstDay.adding(days: 1) : advanced(by: 1).firstDay.adding(days: -1)
  }

  public var interval: TimeInterval { TimeInterval(days: firstDay, through: lastDay) }

  public var year: Int { firstDay.civil.year }

  /// TIMEX3: 2023-01-17, 2023-W03, 2023-W03-WE, 2023-01, 2023-Q1, 2023-WI, 2023-H1, 2023, 202X, 20.
  public var value: String {
    let index = Int(index)
    switch unit {
    case .second, .minute, .hour, .day: return firstDay.description
    case .week, .weekend:
      let week = firstDay.isoWeek
      let text = Self.padded(week.year, 4) + "-W" + Self.padded(week.week, 2)
      return unit == .week ? text : text + "-WE"
    case .month:
      return Self.padded(Self.floor(index, 12), 4) + "-" + Self.padded(Self.remainder(index, 12) + 1, 2)
    case .quarter: return Self.padded(Self.floor(index, 4), 4) + "-Q" + String(Self.remainder(index, 4) + 1)
    case .season:
      let season = Self.remainder(index, 4)
      return Self.padded(Self.floor(index, 4), 4)
        + (season == 0 ? "-SP" : season == 1 ? "-SU" : season == 2 ? "-FA" : "-WI")
    case .half: return Self.padded(Self.floor(index, 2), 4) + "-H" + String(Self.remainder(index, 2) + 1)
    case .year: return Self.padded(index, 4)
    case .decade: return Self.padded(index, 3) + "X"
    case .century: return Self.padded(index, 2)
    }
  }

  /// The part of a period that "early" (0), "mid" (1) and "late" (2) name: of a year or longer and of a
  /// season the third, of a quarter the month, of a month days 1–10, 11–20 and from 21, of a week two days,
  /// three and two. For a day, the whole day.
  public func part(_ third: Int) -> TimeInterval {
    let first = firstDay
    switch unit {
    case .month:
      let days = [(0, 9), (10, 19), (20, 40)][third]
      return TimeInterval(
        days: first.adding(days: days.0), through: min(first.adding(days: days.1), lastDay))
    case .week:
      let days = [(0, 1), (2, 4), (4, 6)][third]
      return TimeInterval(days: first.adding(days: days.0), through: first.adding(days: days.1))
    case .quarter, .season, .half, .year, .decade, .century:
      let months = self.months / 3
      let start = first.adding(months: months * third)
      return TimeInterval(
        days: start, through: third == 2 ? lastDay : start.adding(months: months).adding(days: -1))
    default: return interval
    }
  }

  private var months: Int {
    switch unit {
    case .quarter, .season: 3
    case .half: 6
    case .year: 12
    case .decade: 120
    case .century: 1200
    default: 1
    }
  }

  static func floor(_ a: Int, _ b: Int) -> Int { a >= 0 ? a / b : -((-a + b - 1) / b) }
  static func remainder(_ a: Int, _ b: Int) -> Int { a - floor(a, b) * b }

  private static func day(months: Int) -> CalendarDay {
    CalendarDay(year: floor(months, 12), month: remainder(months, 12) + 1, day: 1)
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
