internal import Articles

/// A holiday with a rule of the calendar; times.txt gives its names.
enum Holiday: Int8, CaseIterable {
  case newYear, kingDay, presidentsDay, valentine, goodFriday, easter, easterMonday, memorialDay,
    independenceDay, labourDay, columbusDay, halloween, veteransDay, thanksgiving, christmasEve, christmas,
    boxingDay, newYearsEve, mayDay, ashWednesday, pentecost, palmSunday, electionDay, mothersDay, fathersDay,
    bastilleDay, juneteenth, stPatricksDay

  func day(in year: Int) -> CalendarDay {
    func fixed(_ month: Int, _ day: Int) -> CalendarDay { CalendarDay(year: year, month: month, day: day) }
    let easter = Self.easter(in: year)
    switch self {
    case .newYear: return fixed(1, 1)
    case .kingDay: return Self.weekday(0, number: 3, month: 1, year: year)
    case .presidentsDay: return Self.weekday(0, number: 3, month: 2, year: year)
    case .valentine: return fixed(2, 14)
    case .stPatricksDay: return fixed(3, 17)
    case .ashWednesday: return easter.adding(days: -46)
    case .palmSunday: return easter.adding(days: -7)
    case .goodFriday: return easter.adding(days: -2)
    case .easter: return easter
    case .easterMonday: return easter.adding(days: 1)
    case .pentecost: return easter.adding(days: 49)
    case .mayDay: return fixed(5, 1)
    case .mothersDay: return Self.weekday(6, number: 2, month: 5, year: year)
    case .memorialDay:
      let last = fixed(5, 31)
      return last.adding(days: -last.weekday)
    case .fathersDay: return Self.weekday(6, number: 3, month: 6, year: year)
    case .juneteenth: return fixed(6, 19)
    case .independenceDay: return fixed(7, 4)
    case .bastilleDay: return fixed(7, 14)
    case .labourDay: return Self.weekday(0, number: 1, month: 9, year: year)
    case .columbusDay: return Self.weekday(0, number: 2, month: 10, year: year)
    case .halloween: return fixed(10, 31)
    case .electionDay: return Self.weekday(0, number: 1, month: 11, year: year).adding(days: 1)
    case .veteransDay: return fixed(11, 11)
    case .thanksgiving: return Self.weekday(3, number: 4, month: 11, year: year)
    case .christmasEve: return fixed(12, 24)
    case .christmas: return fixed(12, 25)
    case .boxingDay: return fixed(12, 26)
    case .newYearsEve: return fixed(12, 31)
    }
  }

  /// The `number`-th such weekday (0 = Monday) of a month.
  private static func weekday(_ weekday: Int, number: Int, month: Int, year: Int) -> CalendarDay {
    let first = CalendarDay(year: year, month: month, day: 1)
    return first.adding(days: (weekday - first.weekday + 7) % 7 + (number - 1) * 7)
  }

  /// Easter Sunday of the Gregorian calendar (anonymous algorithm; Meeus, "Astronomical Algorithms", ch. 8).
  static func easter(in year: Int) -> CalendarDay {
    let a = year % 19
    let b = year / 100
    let c = year % 100
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114
    return CalendarDay(year: year, month: f / 31, day: f % 31 + 1)
  }
}
