public import Articles

extension Period {
  /// The stretch of the calendar meant, seen from `now`.
  ///
  /// - `last week` is the calendar week before this one, `next` the one after, `this` the one that holds now.
  /// - `last 7 days` are the seven that end with now's, `next 7 days` the seven after it, `this 2 months` the
  ///   two that end with this one.
  /// - `first week of P` are P's first seven days, `last month of P` its last month: counted from P's own
  ///   start or end, cut to P.
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
    case .year(let year): return PeriodUnit.year.whole(holding: CalendarDay(year: year, month: 1, day: 1))
    case .today: return (now, now)
    case .yesterday: return (now.adding(days: -1), now.adding(days: -1))
    case .ago(let count, let unit):
      return unit.whole(holding: unit.moved(now, by: -count))
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
    case .day, .week, .month, .quarter, .year: false
    case .today, .yesterday, .ago: true
    case .relative(_, _, _, let whole): whole?.isRelative ?? true
    }
  }

  /// For a note: "last 7 days = 2023-01-12..2023-01-18".
  public func echo(now: CalendarDay) -> String {
    "\(text) = \(resolved(now: now).description)"
  }
}
