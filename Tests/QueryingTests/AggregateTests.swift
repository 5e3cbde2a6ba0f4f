import Articles
import Facts
import Indexing
import Querying
import TestSupport
import Testing

@Suite struct AggregateTests {
  /// A column of the answer to a query, as text.
  private func column(_ name: String, _ text: String, of engine: Engine = NewsWeek.engine) throws -> [String]
  {
    let answer = try engine.run(try Query.parse(text)).answer
    let values = try #require(answer.columns.first { $0.name == name }, "\(answer.columns.map(\.name))")
      .values
    return values.map { value in
      switch value {
      case .missing: "–"
      case .integer(let number): String(number)
      case .number(let number): String(number)
      case .text(let text): text
      case .time(let time): time.description
      case .place(let text, _, _): text
      case .flag(let flag): flag ? "yes" : "no"
      case .pair(let first, let second): "\(first) – \(second)"
      case .list: "list"
      }
    }
  }

  @Test func sharesAddUpToAHundred() throws {
    for text in ["facts status any | percent by kind", "facts status any | count by kind | percent"] {
      #expect(try column("kind", text) == ["meeting", "call", "statement", "visit"])
      #expect(try column("percent", text) == ["57.1", "14.3", "14.3", "14.3"])
    }
  }

  @Test func aShareIsOfTheRowsThatAreThere() throws {
    let before = "facts status any | count by kind | limit 2 | percent"
    let after = "facts status any | count by kind | percent | limit 2"
    #expect(try column("percent", before) == ["80", "20"])
    #expect(try column("percent", after) == ["57.1", "14.3"])
    #expect(try column("percent", "facts status any | percent by kind | percent | limit 1") == ["57.1"])
    #expect(try column("kind", "facts status any | percent by kind | where percent > 50") == ["meeting"])
    #expect(
      try column("percent", "facts status any | count by kind | show kind | percent | limit 1") == ["57.1"])
  }

  @Test func aShareOfANamedColumn() throws {
    let text = "facts status any | count by kind | percent of n"
    #expect(try column("percent", text) == ["57.1", "14.3", "14.3", "14.3"])
    #expect(throws: QueryError.self) { try Query.parse("facts | count by kind | percent of kind") }
    #expect(throws: QueryError.self) { try Query.parse("facts | percent") }
  }

  @Test func ofNothingThereIsNoShare() throws {
    #expect(try column("percent", "facts | sum killed by kind | percent").allSatisfy { $0 == "–" })
    #expect(try column("percent", "facts during 1999 | percent by kind") == [])
  }

  @Test func differentValuesAreCounted() throws {
    #expect(try column("n", "meetings status any | count distinct participant") == ["5"])
    #expect(try column("n", "meetings status any during 1999 | count distinct participant") == ["0"])
    let byOutlet = "meetings status any | count distinct participant by outlet"
    #expect(try column("outlet", byOutlet) == ["Wire", "Herald"])
    #expect(try column("n", byOutlet) == ["5", "4"])
    #expect(try column("n", "meetings status any | count distinct country(location)") == ["3"])
  }

  @Test func drillDownsGoBackToTheFacts() throws {
    for stages in ["count distinct participant by outlet", "percent by outlet", "min date by outlet"] {
      let text = "meetings status any | \(stages) | where outlet = \"Herald\" | facts"
      #expect(try NewsWeek.engine.run(try Query.parse(text)).answer.rowCount == 2, "\(stages)")
    }
  }

  @Test func theFirstAndTheLastAreDatesToo() throws {
    #expect(try column("min", "meetings status any | min date") == ["2022-12-21"])
    #expect(try column("max", "meetings status any | max date") == ["2023-02-01"])
    #expect(try column("max", "meetings status any | max month") == ["2023-02"])
    #expect(try column("average", "facts | average confidence by month | limit 1").count == 1)
  }

  @Test(arguments: [
    "facts | sum date", "facts | average date", "facts | sum month", "facts | sum status",
    "facts | min location", "facts | max participant", "facts | sum", "facts | count distinct",
  ])
  func whatCannotBeAddedUpIsAnError(text: String) {
    #expect(throws: QueryError.self) { try Query.parse(text) }
  }

  @Test func eventsSayWhatHappened() throws {
    let answer = try NewsWeek.engine.run(try Query.parse("facts")).answer
    #expect(answer.columns.map(\.name) == ["date", "kind", "what", "location", "participant", "status"])
    let events = try NewsWeek.engine.run(try Query.parse("events")).answer
    #expect(events.columns.map(\.name) == ["date", "what", "location", "agent", "object", "status"])
  }

  @Test func groupsOfGroupsAreRows() throws {
    let text = "meetings status any | count by participant | count by n"
    #expect(try column("n", text) == ["2", "1"])
    #expect(try column("rows", text) == ["3", "2"])
    #expect(try column("n", text + " | where rows > 2") == ["2"])
    #expect(
      try column("n", "meetings | count by month | count distinct month by n | top 1 by rows").count == 1)
  }
}
