import Articles
import English
import Testing

@testable import Facts

@Suite struct TimesTests {
  static let published = TimeInterval(day: CalendarDay(year: 2023, month: 1, day: 17))

  static func mentions(_ text: String, published: TimeInterval? = published) -> [TimeMention] {
    let article = Article(text: ContiguousArray(text.utf8), published: published)
    return TimeFinder.standard.find(
      in: Reading(article: article, tokens: Tokens(), sentences: [], ownWords: OwnWords()))
  }

  @Test func rulesAreSound() {
    #expect(TimeRules.standard.problems == [])
    #expect(TimeRules.standard.rules.count > 100)
  }

  @Test(arguments: TimeRules.standard.rules) func ruleFindsItsExample(_ rule: TimeRule) {
    var text = ""
    var marked = ""
    var isMarked = false
    for scalar in rule.example.unicodeScalars {
      if scalar == "[" {
        isMarked = true
      } else if scalar == "]" {
        isMarked = false
      } else {
        text.unicodeScalars.append(scalar)
        if isMarked { marked.unicodeScalars.append(scalar) }
      }
    }
    let found = Self.mentions(text)
    let article = Article(text: ContiguousArray(text.utf8))
    let shown = found.map { "[\(article.string($0.text))] \("\($0.type)".uppercased()) \($0.value)" }
    if rule.expected == "none" {
      #expect(shown == [], "line \(rule.line)")
    } else {
      #expect(shown.contains("[\(marked)] \(rule.expected)"), "line \(rule.line): \(shown)")
    }
  }

  @Test(arguments: [
    ("Officials said troops entered in late February last year.", "2022-02-21..2022-02-28"),
    ("The base will open in early 2023.", "2023-01-01..2023-04-30"),
    ("They met on Monday.", "2023-01-16"),
    ("They will meet on Monday.", "2023-01-23"),
    ("They met last week.", "2023-W02"),
    ("He was in office over the past two years.", "2021-01-17..2023-01-17"),
    ("The fair was held from January 3 to 5.", "2023-01-03..2023-01-05"),
    ("Prices were high in the 1990s.", "1990s"),
    ("It was signed on Dec. 15, officials said.", "2022-12-15"),
  ]) func intervalIsTheStretchThatIsMeant(_ text: String, _ interval: String) {
    #expect(Self.mentions(text).map { $0.interval?.description } == [interval])
  }

  @Test(arguments: [
    "May I ask who the second man was?", "The army marched with 2,000 men.", "He may march on them.",
    "Boeing 747s and 1500 troops came.", "April Smith sat in the sun.", "The shop is open 24/7.",
    "He paid $1990 for it.", "The ratio is 3/4.",
  ]) func whatIsNoTimeIsLeft(_ text: String) {
    #expect(Self.mentions(text).map(\.value) == [])
  }

  @Test func withoutAnArticleDateRelativeDaysStayOpen() {
    let found = Self.mentions("They met on Tuesday, Jan. 17 and yesterday and in 2022.", published: nil)
    #expect(found.map(\.value) == ["XXXX-01-17", "", "2022"])
    #expect(found.map { $0.interval == nil } == [true, true, false])
  }

  @Test func hostileTextIsReadInLinearTime() {
    for text in [
      String(repeating: "(", count: 100_000), String(repeating: "1", count: 100_000),
      String(repeating: "the last ", count: 20_000), String(repeating: "twenty ", count: 20_000),
      String(repeating: "a.", count: 50_000), "\u{0}\u{FFFD}'", "May",
    ] {
      _ = Self.mentions(text)
    }
    var state: UInt64 = 7
    var bytes = ContiguousArray<UInt8>()
    for _ in 0..<100_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1
      bytes.append(UInt8(truncatingIfNeeded: state >> 56))
    }
    let article = Article(text: bytes, published: Self.published)
    for mention in TimeFinder.standard.find(
      in: Reading(article: article, tokens: Tokens(), sentences: [], ownWords: OwnWords()))
    {
      #expect(mention.text.start < mention.text.end && Int(mention.text.end) <= bytes.count)
    }
  }

  @Test func periodsCountWithoutGaps() {
    for unit in TimeUnit.allCases {
      for number in stride(from: -300_000, through: 300_000, by: 12_345) {
        let day = CalendarDay(number: Int32(number))
        let period = CalendarPeriod(unit, holding: day)
        if period.unit != .weekend {
          #expect(period.firstDay <= day && day <= period.lastDay)
          #expect(period.advanced(by: 1).firstDay == period.lastDay.adding(days: 1))
        }
        #expect(period.advanced(by: 3).advanced(by: -3) == period)
      }
    }
  }
}
