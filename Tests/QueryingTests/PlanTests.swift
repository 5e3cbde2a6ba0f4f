import Articles
import Facts
import Indexing
import Querying
import TestSupport
import Testing

@Suite struct PlanTests {
  private func plan(_ text: String, _ settings: Settings = Settings()) throws -> Plan {
    try Engine(index: NewsWeek.index).plan(try Query.parse(text), settings: settings)
  }

  @Test("A plan is a value made without running: no rows, no times, the same each time") func isAValue()
    throws
  {
    let text = #"meetings near "Warsaw" during 2023-01 | count by month | limit 3"#
    let plan = try plan(text)
    #expect(try plan == self.plan(text))
    #expect(plan.steps.allSatisfy { $0.actualRows == nil && $0.seconds == nil })
    #expect(plan.steps.allSatisfy { $0.estimatedRows != nil })
    #expect(plan.steps.suffix(2).map(\.method) == ["group", "limit"])
    #expect(plan.answer().columns.map(\.name) == ["step", "method", "estimated"])
  }

  @Test("Running fills in what came of each step") func isTraced() throws {
    let engine = Engine(index: NewsWeek.index)
    let query = try Query.parse("meetings status any | sort by date | limit 1")
    let outcome = try engine.run(query)
    #expect(outcome.steps.last?.actualRows == 1)
    #expect(outcome.steps.allSatisfy { $0.actualRows != nil && $0.seconds != nil })
    #expect(
      outcome.plan.answer(with: outcome.trace).columns.map(\.name)
        == ["step", "method", "estimated", "rows", "ms"])
  }

  @Test("The sides of a set operation stand before it, set in") func isATree() throws {
    let steps = try plan("meetings status any union (visits status any except calls status any)").steps
    #expect(steps.last?.name == "union" && steps.last?.depth == 0)
    #expect(steps.first { $0.name == "except" }?.depth == 1)
    #expect(steps.first { $0.name == "calls" }?.depth == 2)
  }

  @Test("Each index that a plan uses can be switched off", arguments: Optimisation.allCases)
  func usesNoIndexSwitchedOff(_ optimisation: Optimisation) throws {
    let methods: [Optimisation: String] = [
      .timeOrder: "time order", .kindPostings: "kind postings", .statusPostings: "status postings",
      .entityPostings: "entity postings", .countryPostings: "country postings", .placeIndex: "place grid",
      .wordPostings: "word postings",
    ]
    guard let method = methods[optimisation] else { return }
    for text in [
      "facts during 2023-01", "meetings", "facts where status = planned", #"facts with "NATO""#,
      #"facts where location.country = "Poland""#, #"facts near "Warsaw""#,
      #"articles where text matches "talks""#,
    ] {
      let steps = try plan(text, Settings(disabled: [optimisation])).steps
      #expect(!steps.contains { $0.method.contains(method) }, "\(text)")
    }
  }
}
