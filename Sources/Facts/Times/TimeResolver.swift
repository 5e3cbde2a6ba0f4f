internal import Articles

/// A matched expression made a value.
struct TimeValue {
  var type: TimeType
  var value: String
  var interval: TimeInterval?
  var isRelative = false
  /// What later expressions can refer to ("two days later", "the quarter").
  var period: CalendarPeriod?
}

/// Makes values of slots: against the article's day, the tense of the governing verb and the dates before.
struct TimeResolver {
  /// The article's own day.
  let reference: CalendarDay?
  /// The last date of the narrative.
  var anchor: CalendarPeriod?
  /// The last quarter that was named, and in which sentence.
  var quarter: CalendarPeriod?
  /// A span of half a year or more was named after that quarter ("the nine months").
  var isLongSpan = false

  /// −1 past, 0 not known, 1 future: of the verb that governs the expression.
  typealias Direction = Int

  func value(_ rule: TimeRule, _ slots: TimeSlots, direction: () -> Direction) -> TimeValue? {
    var slots = slots
    switch rule.action {
    case .none: return nil
    case .date: return date(slots, direction)
    case .iso: return numeric(slots)
    case .weekday: return weekday(slots, moved: rule.number, direction)
    case .nthday: return inMonth(slots, isLast: rule.number < 0, isWeek: false, direction)
    case .nthweek: return inMonth(slots, isLast: rule.number < 0, isWeek: true, direction)
    case .today: return today(slots, offset: rule.number)
    case .tonight:
      slots.daypart = DayPart.night.rawValue
      return today(slots, offset: 0)
    case .period where rule.word == "end" || rule.word == "yearend":
      if rule.word == "yearend" { slots.unit = TimeUnit.year.rawValue }
      slots.part = 2
      return period(slots, "", direction)
    case .period: return period(slots, rule.word, direction)
    case .weekend:
      slots.unit = TimeUnit.weekend.rawValue
      return period(slots, "", direction)
    case .latest: return latest(slots)
    case .quarterEnd: return quarterEnd(slots)
    case .yearQuarter:
      let years = Int(slots.year) - (quarter?.firstDay.civil.year ?? 0)
      return absolute(quarter?.advanced(byYears: years) ?? CalendarPeriod(year: Int(slots.year)), slots)
    case .yearago: return yearAgo(slots, ofQuarter: rule.word == "quarter")
    case .year: return absolute(CalendarPeriod(year: Int(slots.year)), slots)
    case .decade: return absolute(CalendarPeriod(unit: .decade, index: Int(slots.decade)), slots)
    case .century: return century(slots)
    case .ago: return moved(slots, sign: rule.number, fromAnchor: false)
    case .offset: return moved(slots, sign: rule.number, fromAnchor: true)
    case .next:
      slots.shift = Int8(clamping: rule.number)
      if slots.unit < 0 { slots.unit = TimeUnit.day.rawValue }
      return same(slots)
    case .same:
      if rule.word == "quarter" { slots.unit = TimeUnit.quarter.rawValue }
      if rule.word == "year" {
        slots.unit = TimeUnit.year.rawValue
        return period(slots, "", direction)
      }
      return same(slots)
    case .spanone:
      slots.count = 1
      return span(slots, sign: rule.number)
    case .span: return span(slots, sign: rule.number)
    case .unitlong, .duration, .half, .halfonly:
      if rule.action == .unitlong || rule.word == "year" { slots.count = 1 }
      if rule.word == "half" { slots.isHalf = true }
      if rule.action == .half { (slots.count, slots.isHalf) = (1, true) }
      if rule.action == .halfonly { (slots.count, slots.isHalf) = (0, true) }
      return TimeValue(type: .duration, value: durationValue(slots), interval: nil)
    case .setper:
      slots.count = 1
      return set(slots)
    case .set: return set(slots)
    case .reference:
      return TimeValue(type: .date, value: rule.word, interval: presentInterval(rule.word))
    case .hourclock:
      guard slots.minute >= 0 else { return nil }
      return clock(slots, direction)
    case .clock, .daypart: return clock(slots, direction)
    case .holiday:
      slots.holiday = Int8(clamping: rule.number)
      return holiday(slots, direction)
    case .range: return range(slots, direction)
    }
  }

  private func presentInterval(_ word: String) -> TimeInterval? {
    word == "PRESENT_REF" ? reference.map { TimeInterval(day: $0) } : nil
  }

  /// A period given in full.
  func absolute(_ period: CalendarPeriod, _ slots: TimeSlots) -> TimeValue {
    finished(period, slots, isRelative: false)
  }

  /// The value of a period with the part of it and the part of the day that the slots name.
  func finished(_ period: CalendarPeriod, _ slots: TimeSlots, isRelative: Bool) -> TimeValue {
    var value = TimeValue(
      type: .date, value: period.value, interval: period.interval, isRelative: isRelative, period: period)
    if slots.part >= 0 { value.interval = period.part(Int(slots.part)) }
    guard period.unit == .day else { return value }
    if slots.hour >= 0 {
      attach(hour: slots, to: &value)
    } else if slots.daypart >= 0, let row = DayPart(rawValue: slots.daypart) {
      value.type = .time
      value.value += row.value
      value.interval = row.interval(on: period.firstDay)
    }
    return value
  }

  /// Adds the time of day to a day's value.
  private func attach(hour slots: TimeSlots, to value: inout TimeValue) {
    guard let period = value.period else { return }
    var hour = Int(slots.hour)
    let isAfternoon = slots.meridiem == 1 || [DayPart.afternoon.rawValue, 2].contains(slots.daypart)
    if isAfternoon, hour < 12 { hour += 12 }
    if slots.daypart == DayPart.night.rawValue, (5...11).contains(hour) { hour += 12 }
    if slots.meridiem == 0 || slots.daypart == DayPart.morning.rawValue, hour == 12 { hour = 0 }
    let minute = max(0, Int(slots.minute))
    value.type = .time
    value.value += "T" + CalendarPeriod.padded(hour, 2) + ":" + CalendarPeriod.padded(minute, 2)
    let start = Int64((Int(period.firstDay.number) * 24 + hour) * 60 + minute)
    value.interval = TimeInterval(start: start, end: start + (slots.minute >= 0 ? 1 : 60))
  }

  /// A relative expression in an article without a date, or a date without a year: X for what is not known.
  func open(_ value: String, _ type: TimeType = .date) -> TimeValue {
    TimeValue(type: type, value: value, interval: nil, isRelative: true)
  }

  private func today(_ slots: TimeSlots, offset: Int) -> TimeValue {
    guard let reference else { return open("") }
    return finished(
      CalendarPeriod(.day, holding: reference.adding(days: offset)), slots, isRelative: true)
  }

  private func century(_ slots: TimeSlots) -> TimeValue? {
    guard (1...30).contains(slots.ordinal) else { return nil }
    return absolute(CalendarPeriod(unit: .century, index: Int(slots.ordinal) - 1), slots)
  }

  private func clock(_ slots: TimeSlots, _ direction: () -> Direction) -> TimeValue? {
    guard slots.hour >= 0 || slots.daypart >= 0, slots.hour <= 24 else { return nil }
    if slots.weekday >= 0 { return weekday(slots, direction) }
    if slots.month > 0 { return date(slots, direction) }
    let day = anchor.flatMap { $0.unit == .day ? $0.firstDay : nil } ?? reference
    guard let day else {
      var value = finished(CalendarPeriod(unit: .day, index: 0), slots, isRelative: true)
      value.value = "XXXX-XX-XX" + value.value.dropFirst(10)
      value.interval = nil
      value.period = nil
      return value
    }
    return finished(CalendarPeriod(.day, holding: day), slots, isRelative: true)
  }
}

/// A part of the day, as TIMEX3 writes it.
enum DayPart: Int8 {
  case morning, afternoon, evening, night, noon, midnight, midday, overnight, dawn

  var value: String {
    switch self {
    case .morning, .dawn: "TMO"
    case .afternoon: "TAF"
    case .evening: "TEV"
    case .night, .overnight: "TNI"
    case .noon: "T12:00"
    case .midnight: "T24:00"
    case .midday: "T12:00"
    }
  }

  func interval(on day: CalendarDay) -> TimeInterval {
    let hours: (Int, Int) =
      switch self {
      case .morning: (5, 12)
      case .dawn: (4, 8)
      case .afternoon: (12, 18)
      case .evening: (17, 24)
      case .night: (19, 29)
      case .overnight: (22, 30)
      case .noon: (12, 13)
      case .midnight: (24, 25)
      case .midday: (11, 14)
      }
    func minutes(_ hour: Int) -> Int64 { Int64((Int(day.number) * 24 + hour) * 60) }
    return TimeInterval(start: minutes(hours.0), end: minutes(hours.1))
  }
}
