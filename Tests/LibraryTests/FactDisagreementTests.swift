import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Library

/// Where the articles that tell a fact do not say the same of it.
@Suite struct FactDisagreementTests {
  private func article(
    _ path: String, days: (Int, Int) = (17, 17), status: Status = .happened, killed: Double? = nil,
    bound: Figure.Bound = .exactly, published: String = "2023-01-19"
  ) -> HarvestBuilder {
    var builder = HarvestBuilder(path: path, published: published)
    builder.fact(
      "meeting",
      [
        ("participant", Entity(name: "Ann Lee", kind: .person)),
        ("participant", Entity(name: "Bob Ray", kind: .person)),
      ], place: SmallWorld.id("Warsaw"),
      date: TimeInterval(
        days: CalendarDay(year: 2023, month: 1, day: days.0),
        through: CalendarDay(year: 2023, month: 1, day: days.1)), status: status,
      killed: killed.map { Int32($0) } ?? -1)
    if let killed {
      builder.facts[0].figures = [
        Figure(quantity: .killed, value: killed, bound: bound, text: TextRange(start: 0, end: 0))
      ]
    }
    return builder
  }

  /// Of the only fact that the articles tell.
  private func disagreement(_ articles: [HarvestBuilder]) throws -> FactDisagreement? {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: articles.map { $0.harvest() })
    index.finish()
    try #require(index.factCount == 1)
    return FactDisagreement(index.tellings(of: FactID(rawValue: 0)), in: index)
  }

  @Test func whoAgreesIsNotShown() throws {
    #expect(try disagreement([article("a.txt")]) == nil)
    #expect(try disagreement([article("a.txt", killed: 3), article("b.txt", killed: 3)]) == nil)
    #expect(try disagreement([article("a.txt", killed: 3), article("b.txt")]) == nil)
    #expect(try disagreement([article("a.txt"), article("b.txt", days: (16, 18))]) == nil)
    #expect(try disagreement([article("a.txt", status: .planned), article("b.txt")]) == nil)
  }

  /// "2" may be "at least 2" and "about 2"; "at least 5" it is not.
  @Test func figuresAgreeWithinTheirBounds() throws {
    for (value, bound) in [(2.0, Figure.Bound.atLeast), (1, .moreThan), (2, .about), (9, .lessThan)] {
      #expect(
        try disagreement([article("a.txt", killed: 2), article("b.txt", killed: value, bound: bound)]) == nil,
        "\(bound)")
    }
    let found = try disagreement([article("a.txt", killed: 2), article("b.txt", killed: 5, bound: .atLeast)])
    #expect(found?.sides.map(\.values) == [["2"], ["at least 5"]])
  }

  @Test func otherTollsAndStatusesStandSideBySide() throws {
    let found = try disagreement([
      article("a.txt", killed: 3), article("b.txt", status: .planned, killed: 15, published: "2023-01-21"),
      article("c.txt"),
    ])
    #expect(found?.fields == ["status", "killed"])
    #expect(
      found?.sides == [
        .init(article: "a", published: "2023-01-19", values: ["happened", "3"]),
        .init(article: "c", published: "2023-01-19", values: ["happened", ""]),
        .init(article: "b", published: "2023-01-21", values: ["planned", "15"]),
      ])
  }
}
