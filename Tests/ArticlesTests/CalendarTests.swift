internal import Articles
import Testing

@Suite struct CalendarTests {
  @Test func yearsOfFourDigitsAreKept() {
    for (year, month, day) in [(1, 1, 1), (6053, 1, 23), (6054, 1, 1), (9999, 12, 31)] {
      let interval = TimeInterval(day: CalendarDay(year: year, month: month, day: day))
      #expect(interval.firstDay.civil == (year, month, day))
      #expect(interval.lastDay == interval.firstDay)
      #expect(interval.width == TimeInterval.minutesPerDay)
      #expect(interval.isWritten)
    }
    #expect(TimeInterval(year: 9999).description == "9999")
    #expect(!TimeInterval(year: 10000).isWritten && !TimeInterval(year: 0).isWritten)
  }

  @Test func aDayThatIsNoneIsTold() throws {
    func unread(_ text: String) throws -> String? {
      let article = try ArticleLoader.article(from: ContiguousArray(text.utf8), path: "a.txt")
      return article.unreadDate
    }
    #expect(try unread("Date: 10000-01-01\n\nText.") == "10000-01-01")
    #expect(try unread("Date: some day\n\nText.") == "some day")
    #expect(try unread("date 0000-12-31 Text.") == "0000-12-31")
    #expect(try unread("date 12023-12-31 Text.") == "12023-12-31")
    #expect(try unread("date 9999-12-31 Text.") == nil)
    #expect(try unread("date of birth unknown, said nobody.") == nil)
    #expect(try unread("Date: 2023-01-01\n\nText.") == nil)
  }

  @Test func civilRoundTripOverFourCenturies() {
    var expected = CalendarDay(year: 1799, month: 1, day: 1).number
    for year in 1799...2205 {
      for month in 1...12 {
        for day in 1...CalendarDay.daysIn(month: month, year: year) {
          let it = CalendarDay(year: year, month: month, day: day)
          #expect(it.number == expected && it.civil == (year, month, day))
          expected += 1
        }
      }
    }
  }

  @Test func knownWeekdaysAndWeeks() {
    #expect(CalendarDay(number: 0).weekday == 3)  // Thursday
    #expect(CalendarDay(year: 2023, month: 1, day: 17).weekday == 1)
    #expect(CalendarDay(year: 2021, month: 1, day: 3).isoWeek == (2020, 53))
    #expect(CalendarDay(year: 2024, month: 12, day: 30).isoWeek == (2025, 1))
    #expect(CalendarDay.monday(ofWeek: 3, year: 2023) == CalendarDay(year: 2023, month: 1, day: 16))
  }

  @Test func monthsAreCutToTheirLength() {
    #expect(CalendarDay(year: 2023, month: 1, day: 31).adding(months: 1).description == "2023-02-28")
    #expect(CalendarDay(year: 2024, month: 3, day: 31).adding(months: -1).description == "2024-02-29")
    #expect(CalendarDay(year: 2023, month: 1, day: 15).adding(months: -13).description == "2021-12-15")
  }

  @Test func intervalsSayTheirPrecision() {
    let day = CalendarDay(year: 2023, month: 1, day: 16)
    #expect(TimeInterval(day: day).description == "2023-01-16")
    #expect(TimeInterval(days: day, through: day.adding(days: 6)).description == "2023-W03")
    #expect(TimeInterval(year: 2023, month: 1).description == "2023-01")
    #expect(TimeInterval(year: 2023).description == "2023")
    #expect(
      TimeInterval(
        days: CalendarDay(year: 2023, month: 4, day: 1), through: CalendarDay(year: 2023, month: 6, day: 30)
      ).description == "2023-Q2")
    #expect(
      TimeInterval(
        days: CalendarDay(year: 1990, month: 1, day: 1), through: CalendarDay(year: 1999, month: 12, day: 31)
      ).description == "1990s")
    #expect(TimeInterval(days: day, through: day.adding(days: 2)).description == "2023-01-16..2023-01-18")
    let noon = TimeInterval(day: day).start + 720
    #expect(TimeInterval(start: noon, end: noon + 60).description == "2023-01-16 12:00-13:00")
    #expect(TimeInterval(day: CalendarDay(year: 1960, month: 2, day: 29)).lastDay.description == "1960-02-29")
  }

  @Test func scalarOffsetsCountScalars() {
    let text = String(repeating: "aé東🙂\u{301}", count: 200)
    let bytes = ArticleText(text.utf8)
    let offsets = ScalarOffsets(bytes)
    var byte: Int32 = 0
    for (index, scalar) in text.unicodeScalars.enumerated() {
      #expect(offsets.scalar(at: byte) == index)
      byte += Int32(UTF8.encode(scalar)?.count ?? 0)
    }
    #expect(offsets.scalar(at: byte) == text.unicodeScalars.count)
    #expect(offsets.count == text.unicodeScalars.count)
  }
}
