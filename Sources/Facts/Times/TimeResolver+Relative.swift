internal import Articles

extension TimeResolver {
  /// "two weeks ago", "a year earlier", "three days later".
  func moved(_ slots: TimeSlots, sign: Int, fromAnchor: Bool) -> TimeValue? {
    guard let unit = TimeUnit(rawValue: slots.unit) else { return nil }
    if slots.isVague || slots.count < 0 {
      return TimeValue(
        type: .date, value: sign < 0 ? "PAST_REF" : "FUTURE_REF", interval: nil, isRelative: true)
    }
    let count = Int(slots.count)
    // In a report of earnings "a year ago" is the same quarter of the year before.
    if unit == .year, count == 1, sign < 0, let quarter, !isLongSpan {
      return finished(quarter.advanced(byYears: -1), slots, isRelative: true)
    }
    guard let base = (fromAnchor ? anchor?.firstDay : nil) ?? reference, count < 10_000 else {
      return open("")
    }
    let period: CalendarPeriod =
      switch unit {
      case .second, .minute, .hour: CalendarPeriod(.day, holding: base)
      case .day: CalendarPeriod(.day, holding: base).advanced(by: sign * count)
      case .week, .weekend: CalendarPeriod(.day, holding: base.adding(days: sign * count * 7))
      case .decade: CalendarPeriod(year: base.civil.year + sign * count * 10)
      case .century: CalendarPeriod(year: base.civil.year + sign * count * 100)
      default: CalendarPeriod(unit, holding: base).advanced(by: sign * count)
      }
    if unit == .year, slots.isHalf {
      let months = CalendarPeriod(.month, holding: base).advanced(by: sign * (count * 12 + 6))
      return finished(months, slots, isRelative: true)
    }
    guard (1...9999).contains(period.year) else { return nil }
    return finished(period, slots, isRelative: true)
  }

  /// "the past two years": a duration that ends (sign −1) or begins (1) on the article's day.
  func span(_ slots: TimeSlots, sign: Int) -> TimeValue? {
    guard let unit = TimeUnit(rawValue: slots.unit) else { return nil }
    var value = TimeValue(type: .duration, value: durationValue(slots), interval: nil, isRelative: true)
    guard let reference, !slots.isVague, (1...1000).contains(slots.count) else { return value }
    let count = Int(slots.count) * sign
    let other: CalendarDay =
      switch unit {
      case .second, .minute, .hour: reference
      case .day: reference.adding(days: count)
      case .week, .weekend: reference.adding(days: count * 7)
      case .month: reference.adding(months: count)
      case .quarter, .season: reference.adding(months: count * 3)
      case .half: reference.adding(months: count * 6)
      case .year: reference.adding(months: count * 12)
      case .decade: reference.adding(months: count * 120)
      case .century: reference.adding(months: count * 1200)
      }
    value.interval = TimeInterval(days: min(reference, other), through: max(reference, other))
    return value
  }

  /// P2Y, PT5H30M, PXD.
  func durationValue(_ slots: TimeSlots) -> String {
    guard let unit = TimeUnit(rawValue: slots.unit) else { return "PXX" }
    let isKnown = !slots.isVague && slots.count >= 0
    var count = Int(slots.count)
    if slots.count2 >= 0, slots.count2 < slots.count, !slots.isHalf { count = Int(slots.count2) }
    func text(_ factor: Int, _ letter: String, time: Bool = false) -> String {
      (time ? "PT" : "P") + (isKnown ? String(count * factor) : "X") + letter
    }
    let half = slots.isHalf && isKnown
    switch unit {
    case .second: return text(1, "S", time: true)
    case .minute: return half && count == 0 ? "PT30S" : text(1, "M", time: true) + (half ? "30S" : "")
    case .hour: return half && count == 0 ? "PT30M" : text(1, "H", time: true) + (half ? "30M" : "")
    case .day: return half && count == 0 ? "PT12H" : text(1, "D") + (half ? "T12H" : "")
    case .week: return text(1, "W")
    case .weekend: return isKnown ? text(2, "D") : "PXWE"
    case .month: return text(1, "M") + (half ? "15D" : "")
    case .quarter: return text(1, "Q")
    case .season: return text(3, "M")
    case .half: return text(6, "M")
    case .year: return half && count == 0 ? "P6M" : text(1, "Y") + (half ? "6M" : "")
    case .decade: return half ? "P" + String(count * 10 + 5) + "Y" : isKnown ? text(10, "Y") : "PXE"
    case .century: return half ? "P" + String(count * 100 + 50) + "Y" : isKnown ? text(100, "Y") : "PXC"
    }
  }

  /// "every Friday", "daily", "each July".
  func set(_ slots: TimeSlots) -> TimeValue? {
    func made(_ value: String) -> TimeValue { TimeValue(type: .set, value: value, interval: nil) }
    if slots.weekday >= 0 {
      let part = DayPart(rawValue: slots.daypart)?.value ?? ""
      return made("XXXX-WXX-" + String(slots.weekday + 1) + part)
    }
    if slots.month > 0 {
      let month = "XXXX-" + CalendarPeriod.padded(Int(slots.month), 2)
      return made(slots.day > 0 ? month + "-" + CalendarPeriod.padded(Int(slots.day), 2) : month)
    }
    if slots.season >= 0 {
      return made("XXXX-" + CalendarPeriod(year: 0, season: Int(slots.season)).value.suffix(2))
    }
    if slots.daypart >= 0, let part = DayPart(rawValue: slots.daypart) {
      return made("XXXX-XX-XX" + part.value)
    }
    var unitSlots = slots
    if slots.daily >= 0 { unitSlots.unit = slots.daily }
    if slots.count < 0 { unitSlots.count = slots.ordinal > 1 ? Int32(slots.ordinal) : 1 }
    return made(durationValue(unitSlots))
  }

  /// "that day", "the quarter", "the same year": the period of that unit around the last date.
  func same(_ slots: TimeSlots) -> TimeValue? {
    guard let unit = TimeUnit(rawValue: slots.unit), unit.rawValue >= TimeUnit.day.rawValue else {
      return nil
    }
    if unit == .quarter {
      if let quarter { return finished(quarter, slots, isRelative: true) }
      guard let reference else { return open("") }
      return finished(CalendarPeriod(.quarter, holding: reference).advanced(by: -1), slots, isRelative: true)
    }
    guard let day = anchor?.firstDay ?? reference else { return open("") }
    let shift = slots.shift == TimeSlots.absent ? 0 : Int(slots.shift)
    return finished(CalendarPeriod(unit, holding: day).advanced(by: shift), slots, isRelative: true)
  }
}
