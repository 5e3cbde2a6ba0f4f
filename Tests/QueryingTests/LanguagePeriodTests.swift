internal import Articles
internal import Querying
import TestSupport
import Testing

@Suite("Periods") struct LanguagePeriodTests {
  /// 2023-01-18 was a Wednesday.
  static let now = CalendarDay(year: 2023, month: 1, day: 18)

  @Test(
    "A period is a stretch of the calendar as seen from now",
    arguments: [
      ("1990s", "1990s"), ("the 2010s", "2010s"), ("2023-01-17", "2023-01-17"), ("2023-01", "2023-01"),
      ("January 2023", "2023-01"),
      ("sept 2022", "2022-09"),
      ("2023-Q2", "2023-Q2"), ("2023-W03", "2023-W03"), ("2020-W53", "2020-W53"), ("2023", "2023"),
      ("today", "2023-01-18"), ("yesterday", "2023-01-17"), ("now", "2023-01-18"),
      ("last 7 days", "2023-01-12..2023-01-18"), ("last week", "2023-W02"), ("this week", "2023-W03"),
      ("next week", "2023-W04"), ("last month", "2022-12"), ("this month", "2023-01"),
      ("next month", "2023-02"),
      ("last quarter", "2022-Q4"), ("this half", "2023-01-01..2023-06-30"), ("last year", "2022"),
      ("last 2 weeks", "2023-01-05..2023-01-18"), ("next 3 days", "2023-01-19..2023-01-21"),
      ("last 3 months", "2022-10-19..2023-01-18"), ("this 2 months", "2022-12-01..2023-01-31"),
      ("2 weeks ago", "2023-W01"), ("1 day ago", "2023-01-17"), ("3 months ago", "2022-10"),
      ("2 years ago", "2021"),
      ("first week of 2023-01", "2023-W01"), ("last week of 2023-01", "2023-W04"),
      ("last week of 2019-09", "2019-W39"), ("first 2 weeks of 2023-02", "2023-01-30..2023-02-12"),
      ("first week of 2021", "2021-W01"), ("last week of 2020", "2020-W53"),
      ("last week of 2023-01-03", "2023-W01"),
      ("last day of 2024-02", "2024-02-29"), ("first month of 2023", "2023-01"),
      ("last month of 2023-Q1", "2023-03"),
      ("first 2 quarters of 2023", "2023-01-01..2023-06-30"),
      ("last 2 days of last month", "2022-12-30..2022-12-31"),
      ("first year of 2023-01", "2023-01"), ("next week of 2023-01", "2023-W05"),
      ("2022-H2", "2022-07-01..2022-12-31"), ("H1 2022", "2022-01-01..2022-06-30"), ("Q1 2019", "2019-Q1"),
      ("q4 of 2019", "2019-Q4"), ("summer 2019", "2019-06-01..2019-08-31"),
      ("fall of 2019", "2019-09-01..2019-11-30"),
      ("winter 2019", "2019-12-01..2020-02-29"), ("early 2023", "2023-01-01..2023-04-30"),
      ("mid 2023", "2023-05-01..2023-08-31"), ("late 2023", "2023-09-01..2023-12-31"),
      ("early May 2022", "2022-05-01..2022-05-10"), ("late 2022-05", "2022-05-21..2022-05-31"),
      ("mid 2023-01-05", "2023-01-05"),
      ("late February 2023", "2023-02-19..2023-02-28"), ("2019-01..2019-03", "2019-Q1"),
      ("2019..2020", "2019-01-01..2020-12-31"), ("last month..today", "2022-12-01..2023-01-18"),
      ("early 2023..mid 2023", "2023-01-01..2023-08-31"),

    ])
  func resolution(text: String, expected: String) throws {
    let query = try Query.parse("meetings during \(text)", with: .testing)
    let period = try #require(Self.period(of: query))
    #expect(period.resolved(now: Self.now).description == expected)
  }

  @Test("What was resolved is echoed")
  func echo() throws {
    let query = try Query.parse("meetings during LAST 7 days", with: .testing)
    let period = try #require(Self.period(of: query))
    #expect(period.isRelative)
    #expect(period.echo(now: Self.now) == "last 7 days = 2023-01-12..2023-01-18")
    #expect(!Period.week(year: 2023, week: 1).isRelative)
  }

  @Test("Any period on any day is a stretch that is not turned round", arguments: 0..<10)
  func random(seed: UInt64) throws {
    var queries = RandomQueries(seed: seed)
    for _ in 0..<200 {
      let day = CalendarDay(number: Int32(queries.random.below(60_000)) - 20_000)
      let interval = queries.period().resolved(now: day)
      #expect(interval.width >= TimeInterval.minutesPerDay)
    }
    // What a stretch is called on the screen means it when it is typed.
    for _ in 0..<200 {
      let interval = queries.period().resolved(now: Self.now)
      #expect(try Period.parse(interval.description).resolved(now: Self.now) == interval, "\(interval)")
    }
    let far = Period.ago(Int(Int32.max), .year).resolved(now: Self.now)
    #expect(far.start <= far.end)
  }

  static func period(of query: Query) -> Period? {
    guard case .clause(let clause) = query.primary, case .predicate(let predicate) = clause.condition,
      case .temporal(_, let operand) = predicate.test
    else { return nil }
    return operand.literal
  }
}
