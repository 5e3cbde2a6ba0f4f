internal import Articles

extension TimeResolver {
  /// A day with a month, with or without a year.
  func date(_ slots: TimeSlots, _ direction: () -> Direction) -> TimeValue? {
    let month = Int(slots.month)
    let day = Int(slots.day)
    guard (1...12).contains(month) else { return nil }
    if let year = year(slots) {
      if day == 0 {
        return finished(CalendarPeriod(year: year, month: month), slots, isRelative: slots.year < 0)
      }
      guard let exact = CalendarDay(checkedYear: year, month: month, day: day) else { return nil }
      return finished(CalendarPeriod(.day, holding: exact), slots, isRelative: slots.year < 0)
    }
    guard let reference else {
      guard day <= CalendarDay.daysIn(month: month, year: 2000) else { return nil }
      let text = "XXXX-" + CalendarPeriod.padded(month, 2)
      return open(day == 0 ? text : text + "-" + CalendarPeriod.padded(day, 2))
    }
    if day == 0 {
      let here = CalendarPeriod(.month, holding: reference)
      return finished(nearby(here, month, slots.shift, cycle: 12, direction), slots, isRelative: true)
    }
    return nearest(month: month, day: day, to: reference, direction).map {
      finished(CalendarPeriod(.day, holding: $0), slots, isRelative: true)
    }
  }

  /// The day of a date without a year. The tense decides, unless that puts the day more than eight months off
  /// while the other side is within four: so far away a writer names the year.
  private func nearest(
    month: Int, day: Int, to reference: CalendarDay, _ direction: () -> Direction
  ) -> CalendarDay? {
    let year = reference.civil.year
    let days = ((year - 8)...(year + 8)).compactMap { CalendarDay(checkedYear: $0, month: month, day: day) }
    return nearest(days, to: reference, direction)
  }

  private func nearest(
    _ days: [CalendarDay], to reference: CalendarDay, _ direction: () -> Direction
  ) -> CalendarDay? {
    guard let before = days.last(where: { $0 <= reference }),
      let after = days.first(where: { $0 >= reference })
    else { return nil }
    let back = reference.number - before.number
    let ahead = after.number - reference.number
    if back > 240, ahead < 120 { return after }
    if ahead > 240, back < 120 { return before }
    let way = direction()
    return way < 0 || way == 0 && back <= ahead ? before : after
  }

  /// The year that the slots give: a number, or "this", "last", "next year".
  private func year(_ slots: TimeSlots) -> Int? {
    if slots.year > 0 { return Int(slots.year) }
    if slots.unit == TimeUnit.year.rawValue, slots.shift != TimeSlots.absent, let reference {
      return reference.civil.year + Int(slots.shift)
    }
    return nil
  }

  /// The period whose place in its cycle of `cycle` is `number` (1-based): by "last", "this", "next", else on
  /// the side of `here` that the tense says.
  private func nearby(
    _ here: CalendarPeriod, _ number: Int, _ shift: Int8, cycle: Int, _ direction: () -> Direction
  ) -> CalendarPeriod {
    let place = CalendarPeriod.remainder(Int(here.index), cycle)
    let back = CalendarPeriod.remainder(place - (number - 1), cycle)
    let last = here.advanced(by: -back)
    let next = back == 0 ? here : here.advanced(by: cycle - back)
    switch shift {
    case -1: return back == 0 ? here.advanced(by: -cycle) : last
    case 1: return back == 0 ? here.advanced(by: cycle) : next
    case 0: return here.advanced(by: number - 1 - place)
    default: return direction() > 0 ? next : last
    }
  }

  /// "the first Monday of September", "the last week of May": the week of a month is the one that holds its first day,
  /// then every seventh, or its last.
  func inMonth(_ slots: TimeSlots, isLast: Bool, isWeek: Bool, _ direction: () -> Direction) -> TimeValue? {
    var month = slots
    (month.ordinal, month.weekday, month.unit, month.shift) = (-1, -1, -1, TimeSlots.absent)
    guard let value = date(month, direction), let period = value.period, period.unit == .month else {
      return open("")
    }
    let number = Int(slots.ordinal)
    guard isLast || (1...5).contains(number) else { return nil }
    let first = period.firstDay
    let days = Int(period.advanced(by: 1).firstDay.number - first.number)
    let day: CalendarDay
    if isWeek {
      day = first.adding(days: isLast ? days - 1 : 7 * (number - 1))
    } else {
      let ahead = CalendarPeriod.remainder(Int(slots.weekday) - first.weekday, 7)
      var offset = ahead + 7 * (isLast ? 4 : number - 1)
      if isLast, offset >= days { offset -= 7 }
      guard offset < days else { return nil }
      day = first.adding(days: offset)
    }
    return finished(
      CalendarPeriod(isWeek ? .week : .day, holding: day), TimeSlots(), isRelative: value.isRelative)
  }

  /// `moved`: days from the last weekday of the name (from the next, where they lie ahead), as in "a week ago Monday".
  func weekday(_ slots: TimeSlots, moved days: Int = 0, _ direction: () -> Direction) -> TimeValue? {
    guard slots.weekday >= 0 else { return nil }
    guard let reference else { return open("XXXX-WXX-" + String(slots.weekday + 1)) }
    let here = CalendarPeriod(.day, holding: reference)
    let back = CalendarPeriod.remainder(reference.weekday - Int(slots.weekday), 7)
    let last = here.advanced(by: -back)
    let next = back == 0 ? here : here.advanced(by: 7 - back)
    if days != 0 {
      return finished((days < 0 ? last : next).advanced(by: days), slots, isRelative: true)
    }
    let day =
      switch slots.shift {
      case -1: back == 0 ? here.advanced(by: -7) : last
      case 1: back == 0 ? here.advanced(by: 7) : next
      case 0: direction() < 0 ? last : next
      default: direction() > 0 ? next : last
      }
    return finished(day, slots, isRelative: true)
  }

  /// "last week", "this summer", "the third quarter", "the weekend".
  func period(_ slots: TimeSlots, _ word: String, _ direction: () -> Direction) -> TimeValue? {
    if word == "season" { return season(slots, direction) }
    if word == "quarter" { return quarter(slots, direction) }
    if word == "half" {
      guard (1...2).contains(slots.ordinal), let year = year(slots) ?? reference?.civil.year else {
        return open("")
      }
      return finished(
        CalendarPeriod(unit: .half, index: year * 2 + Int(slots.ordinal) - 1), slots,
        isRelative: slots.year < 0)
    }
    guard let unit = TimeUnit(rawValue: slots.unit), unit.rawValue >= TimeUnit.day.rawValue else {
      return nil
    }
    guard let reference else { return open("") }
    let here = CalendarPeriod(unit, holding: reference)
    if unit == .weekend, slots.shift == TimeSlots.absent {
      let back = reference.weekday >= 5 || direction() > 0 ? 0 : -1
      return finished(here.advanced(by: back), slots, isRelative: true)
    }
    let shift = slots.shift == TimeSlots.absent ? 0 : Int(slots.shift)
    return finished(here.advanced(by: shift), slots, isRelative: true)
  }

  private func season(_ slots: TimeSlots, _ direction: () -> Direction) -> TimeValue? {
    guard (0...3).contains(slots.season) else { return nil }
    let season = Int(slots.season)
    if let year = year(slots) {
      return finished(CalendarPeriod(year: year, season: season), slots, isRelative: slots.year < 0)
    }
    guard let reference else {
      return open("XXXX-" + CalendarPeriod(year: 0, season: season).value.suffix(2))
    }
    let here = CalendarPeriod(.season, holding: reference)
    if slots.shift == TimeSlots.absent || slots.shift == 0 {
      // "this summer" in March is to come, in November gone: the one of the year, winter the nearest.
      if season == 3 {
        let year = reference.civil.year - (reference.civil.month < 7 ? 1 : 0)
        return finished(CalendarPeriod(year: year, season: 3), slots, isRelative: true)
      }
      return finished(
        CalendarPeriod(year: reference.civil.year, season: season), slots, isRelative: true)
    }
    return finished(nearby(here, season + 1, slots.shift, cycle: 4, direction), slots, isRelative: true)
  }

  private func quarter(_ slots: TimeSlots, _ direction: () -> Direction) -> TimeValue? {
    let number = slots.ordinal > 0 ? Int(slots.ordinal) : Int(slots.count)
    guard (1...4).contains(number) else { return nil }
    if let year = year(slots) {
      return finished(CalendarPeriod(year: year, quarter: number), slots, isRelative: slots.year < 0)
    }
    guard let reference else { return open("XXXX-Q" + String(number)) }
    let here = CalendarPeriod(.quarter, holding: reference)
    let found = CalendarPeriod(year: reference.civil.year, quarter: number)
    // A quarter is reported after its end: one that lies ahead and is spoken of as past is last year's.
    if found.index > here.index, direction() < 0 {
      return finished(found.advanced(by: -4), slots, isRelative: true)
    }
    return finished(found, slots, isRelative: true)
  }

  func holiday(_ slots: TimeSlots, _ direction: () -> Direction) -> TimeValue? {
    guard let holiday = Holiday(rawValue: slots.holiday) else { return nil }
    if let year = year(slots) {
      return finished(
        CalendarPeriod(.day, holding: holiday.day(in: year)), slots, isRelative: slots.year < 0)
    }
    guard let reference else { return open("") }
    let here = reference.civil.year
    let days = [here - 1, here, here + 1].map(holiday.day)
    let day: CalendarDay? =
      switch slots.shift {
      case -1: days.last { $0 < reference }
      case 1: days.first { $0 > reference }
      case 0: days[1]
      default: direction() > 0 ? days.first { $0 >= reference } : days.last { $0 <= reference }
      }
    guard let day else { return nil }
    if slots.unit == TimeUnit.week.rawValue {
      return finished(CalendarPeriod(.week, holding: day), slots, isRelative: true)
    }
    return finished(CalendarPeriod(.day, holding: day), slots, isRelative: true)
  }

  /// "May 3-5", "2019–2021": both ends, joined by a stroke as ISO 8601 does.
  func range(_ slots: TimeSlots, _ direction: () -> Direction) -> TimeValue? {
    var first = slots
    var second = slots
    if slots.month > 0 {
      if slots.day2 > 0 { second.day = slots.day2 }
      if slots.month2 > 0 { second.month = slots.month2 }
      if slots.year < 0 {
        guard let end = date(second, direction), let period = end.period else { return nil }
        first.year = Int16(clamping: period.year)
        if slots.month2 > 0, slots.month2 < slots.month { first.year -= 1 }
        second.year = Int16(clamping: period.year)
      } else if slots.year2 > 0 {
        second.year = slots.year2
      } else if slots.month2 > 0, slots.month2 < slots.month {
        first.year -= 1
      }
    } else {
      second.year = slots.year2
    }
    let one =
      slots.month > 0 ? date(first, direction) : absolute(CalendarPeriod(year: Int(first.year)), first)
    let two =
      slots.month > 0 ? date(second, direction) : absolute(CalendarPeriod(year: Int(second.year)), second)
    guard let one, let two, let start = one.interval, let end = two.interval, start.start <= end.start
    else { return nil }
    return TimeValue(
      type: .date, value: one.value + "/" + two.value,
      interval: TimeInterval(start: start.start, end: end.end),
      isRelative: slots.year < 0, period: one.period)
  }

  /// 2023-01-17, 1/17/2023 and 17/1/2023 (month first where both are possible).
  func numeric(_ slots: TimeSlots) -> TimeValue? {
    var (month, day) = (Int(slots.count), Int(slots.count2))
    if month > 12 { swap(&month, &day) }
    guard let exact = CalendarDay(checkedYear: Int(slots.year), month: month, day: day) else { return nil }
    return absolute(CalendarPeriod(.day, holding: exact), slots)
  }

  /// "the latest quarter": the one last ended, or last named.
  func latest(_ slots: TimeSlots) -> TimeValue? {
    let unit = TimeUnit(rawValue: slots.unit) ?? .quarter
    guard let reference else { return open("") }
    if unit == .quarter, let quarter {
      let ended = CalendarPeriod(.quarter, holding: reference).advanced(by: -1)
      return finished(quarter.index < ended.index ? quarter : ended, slots, isRelative: true)
    }
    return finished(CalendarPeriod(unit, holding: reference).advanced(by: -1), slots, isRelative: true)
  }

  /// "the year-earlier quarter": a year before the last quarter named.
  func yearAgo(_ slots: TimeSlots, ofQuarter: Bool) -> TimeValue? {
    guard let reference else { return open("") }
    if (1...4).contains(slots.ordinal) {
      return finished(
        CalendarPeriod(year: reference.civil.year - 1, quarter: Int(slots.ordinal)), slots, isRelative: true)
    }
    let base =
      (isLongSpan ? nil : quarter)
      ?? (ofQuarter
        ? CalendarPeriod(.quarter, holding: reference).advanced(by: -1)
        : CalendarPeriod(.year, holding: reference))
    return finished(base.advanced(byYears: -1), slots, isRelative: true)
  }

  /// "the quarter ended Sept. 30": the quarter of that day, in the past unless it says "ending".
  func quarterEnd(_ slots: TimeSlots) -> TimeValue? {
    var slots = slots
    let ordinal = slots.ordinal
    slots.part = -1
    guard let day = date(slots, { -1 })?.period?.firstDay else { return latest(slots) }
    slots.ordinal = ordinal
    // Quarters of a company end some days off the calendar's.
    return finished(CalendarPeriod(.quarter, holding: day.adding(days: -20)), slots, isRelative: true)
  }
}
