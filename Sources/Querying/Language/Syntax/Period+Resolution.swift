public import Articles

extension Period {
  /// The stretch of the calendar meant, seen from `now`.
  ///
  /// - `last week` is the calendar week before this one, `next` the one after, `this` the one that holds now.
  /// - `last 7 days` are the seven that end with now's, `next 7 days` the seven after it, `this 2 months` the
  ///   two that end with this one.
  /// - `last month of P`, `first 10 days of P` are counted from P's own end or start, cut to P. Weeks are those of
  ///   ISO 8601, whole: the first week of P is the first whose Thursday lies in P.
  /// - `summer 2019` is June to August, `winter 2019` December 2019 to February 2020.
  /// - `2 weeks ago` is the calendar week that holds the day two weeks before now.
  ///
  /// O(depth of `of`).
  public func resolved(now: CalendarDay) -> TimeInterval {
    let (first, last) = days(now: now)
    let end = CalendarDay.latest
    return TimeInterval(days: min(first, end), through: min(max(first, last), end))
  }

  private func days(now: CalendarDay) -> (first: CalendarDay, last: CalendarDay) {
    switch self {
    case .day(let day): return (day, day)
    case .week(let year, let week):
      let monday = CalendarDay.monday(ofWeek: week, year: year)
      return (monday, monday.adding(days: 6))
    case .month(let year, let month):
      return PeriodUnit.month.whole(holding: CalendarDay(year: year, month: month, day: 1))
    case .quarter(let year, let quarter):
      return PeriodUnit.quarter.whole(holding: CalendarDay(year: year, month: quarter * 3 - 2, day: 1))
    case .half(let year, let half):
      return PeriodUnit.half.whole(holding: CalendarDay(year: year, month: half * 6 - 5, day: 1))
    case .season(let season, let year):
      let month = [.spring: 3, .summer: 6, .autumn: 9, .winter: 12][season] ?? 1
      let first = CalendarDay(year: year, month: month, day: 1)
      return (first, first.adding(months: 3).adding(days: -1))
    case .part(let part, let whole): return Self.third(part, of: whole.days(now: now))
    case .span(let from, let to): return (from.days(now: now).first, to.days(now: now).last)
    case .year(let year): return PeriodUnit.year.whole(holding: CalendarDay(year: year, month: 1, day: 1))
    case .today: return (now, now)
    case .yesterday: return (now.adding(days: -1), now.adding(days: -1))
    case .ago(let count, let unit):
      return unit.whole(holding: unit.moved(now, by: -count))
    case .relative(let direction, let count, .week, .some(let whole)):
      return Self.weeks(direction, count ?? 1, of: whole.days(now: now))
    case .relative(let direction, let count, let unit, .some(let whole)):
      let (first, last) = whole.days(now: now)
      switch direction {
      case .first: return (first, min(last, unit.moved(first, by: count ?? 1).adding(days: -1)))
      case .last:
        // Counted from the day after, so that the last month of a quarter is a whole month.
        return (max(first, unit.moved(last.adding(days: 1), by: -(count ?? 1))), last)
      case .this: return unit.whole(holding: first)
      case .next:
        let after = last.adding(days: 1)
        return (after, unit.moved(after, by: count ?? 1).adding(days: -1))
      }
    case .relative(let direction, let count, let unit, nil):
      return unit.days(direction, count: count, now: now)
    }
  }
}

extension Period {
  /// ISO weeks, which belong to where their Thursday lies (ISO 8601, 3.1.1.25).
  private static func weeks(
    _ direction: Direction, _ count: Int, of whole: (first: CalendarDay, last: CalendarDay)
  )
    -> (first: CalendarDay, last: CalendarDay)
  {
    func monday(of day: CalendarDay) -> CalendarDay { PeriodUnit.week.whole(holding: day).first }
    // The first and the last week that have their Thursday within.
    var first = monday(of: whole.first)
    if first.adding(days: 3) < whole.first { first = first.adding(days: 7) }
    var last = monday(of: whole.last)
    if last.adding(days: 3) > whole.last { last = last.adding(days: -7) }
    // Of less than a week the one that holds it.
    if last < first { (first, last) = (monday(of: whole.first), monday(of: whole.first)) }
    let length = (count - 1) * 7
    switch direction {
    case .first: return (first, PeriodUnit.day.moved(first, by: length + 6))
    case .last: return (PeriodUnit.day.moved(last, by: -length), last.adding(days: 6))
    case .this: return (first, first.adding(days: 6))
    case .next:
      let after = last.adding(days: 7)
      return (after, PeriodUnit.day.moved(after, by: length + 6))
    }
  }

  /// A third of a period: of whole months counted in months, of all else in days.
  private static func third(_ part: Part, of whole: (first: CalendarDay, last: CalendarDay))
    -> (first: CalendarDay, last: CalendarDay)
  {
    let end = whole.last.adding(days: 1)
    let (from, to) = (whole.first.civil, end.civil)
    let months = (to.year - from.year) * 12 + to.month - from.month
    let (second, third): (CalendarDay, CalendarDay)
    if from.day == 1, to.day == 1, months >= 3 {
      (second, third) = (whole.first.adding(months: months / 3), whole.first.adding(months: months / 3 * 2))
    } else {
      let days = max(1, (Int(end.number) - Int(whole.first.number)) / 3)
      (second, third) = (whole.first.adding(days: days), whole.first.adding(days: days * 2))
    }
    switch part {
    case .early: return (whole.first, second.adding(days: -1))
    case .mid: return (min(second, whole.last), min(max(second, third.adding(days: -1)), whole.last))
    case .late: return (min(third, whole.last), whole.last)
    }
  }
}

extension PeriodUnit {
  /// The calendar week, month … that holds a day.
  func whole(holding day: CalendarDay) -> (first: CalendarDay, last: CalendarDay) {
    let (year, month, _) = day.civil
    func months(_ length: Int) -> (CalendarDay, CalendarDay) {
      let first = CalendarDay(year: year, month: (month - 1) / length * length + 1, day: 1)
      return (first, first.adding(months: length).adding(days: -1))
    }
    switch self {
    case .day: return (day, day)
    case .week:
      let monday = day.adding(days: -day.weekday)
      return (monday, monday.adding(days: 6))
    case .month: return months(1)
    case .quarter: return months(3)
    case .half: return months(6)
    case .year: return months(12)
    }
  }

  /// How many units later the unit that holds `second` is than the one that holds `first`. O(1).
  func count(from first: CalendarDay, to second: CalendarDay) -> Int {
    func months(_ length: Int) -> Int {
      let (a, b) = (first.civil, second.civil)
      return (b.year * 12 + b.month - 1) / length - (a.year * 12 + a.month - 1) / length
    }
    let days = Int(second.number) - Int(first.number)
    return switch self {
    case .day: days
    case .week: (days + first.weekday - second.weekday) / 7
    case .month: months(1)
    case .quarter: months(3)
    case .half: months(6)
    case .year: months(12)
    }
  }

  /// The same day so many units later; kept within the years 1 to 9999.
  func moved(_ day: CalendarDay, by count: Int) -> CalendarDay {
    let count = max(-4_000_000, min(4_000_000, count))
    let moved =
      switch self {
      case .day: day.adding(days: count)
      case .week: day.adding(days: count * 7)
      case .month: day.adding(months: count)
      case .quarter: day.adding(months: count * 3)
      case .half: day.adding(months: count * 6)
      case .year: day.adding(months: count * 12)
      }
    return min(max(moved, .earliest), .latest)
  }

  fileprivate func days(_ direction: Period.Direction, count: Int?, now: CalendarDay)
    -> (first: CalendarDay, last: CalendarDay)
  {
    switch (direction, count) {
    case (.this, let count):
      let (first, last) = whole(holding: now)
      return (moved(first, by: 1 - (count ?? 1)), last)
    case (.last, nil): return whole(holding: moved(whole(holding: now).first, by: -1))
    case (.next, nil): return whole(holding: whole(holding: now).last.adding(days: 1))
    case (.last, .some(let count)): return (moved(now, by: -count).adding(days: 1), now)
    case (.next, .some(let count)): return (now.adding(days: 1), moved(now, by: count))
    case (.first, let count):
      let first = whole(holding: now).first
      return (first, moved(first, by: count ?? 1).adding(days: -1))
    }
  }
}

extension Period {
  /// Whether it depends on `now`, so that the shell echoes what it came to.
  public var isRelative: Bool {
    switch self {
    case .day, .week, .month, .quarter, .half, .year, .season: false
    case .today, .yesterday, .ago: true
    case .part(_, let whole): whole.isRelative
    case .span(let from, let to): from.isRelative || to.isRelative
    case .relative(_, _, _, let whole): whole?.isRelative ?? true
    }
  }

  /// Whether people may count its days otherwise, so that the shell echoes what it came to.
  var isOpenToReading: Bool {
    switch self {
    case .season, .part, .relative(_, _, .week, of: _): true
    case .span(let from, let to): from.isOpenToReading || to.isOpenToReading
    case .relative(_, _, _, .some(let whole)): whole.isOpenToReading
    default: isRelative
    }
  }

  /// For a note: "last 7 days = 2023-01-12..2023-01-18".
  public func echo(now: CalendarDay) -> String {
    "\(text) = \(resolved(now: now).description)"
  }
}
