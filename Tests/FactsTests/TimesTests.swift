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
}
