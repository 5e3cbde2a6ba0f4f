import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// Statements as long as no person types, but programs do: linear time, and words where there is too much.
@Suite struct LongStatementTests {
  @Test func thousandsOfStagesRun() throws {
    let stages = String(repeating: " | limit 5", count: Parser.stageLimit)
    let query = try Query.parse("facts" + stages)
    let outcome = try NewsWeek.engine.runStoppably(query) { false }
    #expect(outcome.answer.rowCount == 5)
    #expect(outcome.plan.steps(with: outcome.trace).count >= Parser.stageLimit)
  }

  @Test func tooManyStagesAreRefused() {
    let text = "facts" + String(repeating: " | limit 5", count: 40_000)
    #expect(throws: QueryError.self) { try Query.parse(text, with: .testing) }
    do throws(QueryError) { _ = try Query.parse(text, with: .testing) } catch {
      #expect(error.reason == .tooLong(limit: Parser.stageLimit, of: "stages"))
      #expect(error.message == "the query has more than 4096 stages")
    }
  }

  @Test func conditionsOfManyStagesAreWrittenOutInTime() throws {
    let text = "facts" + String(repeating: " | where killed = $n", count: 1000)
    let query = try Query.parse(text)
    let expanded = try query.expanded(in: Vocabulary(), parameters: ["n": .number(3)])
    #expect(expanded.stages.count == 1000)
  }

  @Test(arguments: [
    ("meetings near \"Pol\nvisits near \"Poland\"", 14, 1), ("meetings near “Pol\n\n| near “Poland”", 14, 2),
  ])
  func aQuoteThatClosesWhereAnotherOpensIsToldWhereItOpened(text: String, at: Int, lines: Int) {
    do throws(QueryError) {
      _ = try Statement.parse(text, with: .testing)
      Issue.record("it was read")
    } catch {
      #expect(error.reason == .quoteOverLines(lines))
      #expect(error.range.lowerBound == at)
      #expect(error.code == "Q001")
    }
  }

  @Test func textOverLinesIsNoFault() throws {
    _ = try Statement.parse("articles where title contains \"a\nb\" | count", with: .testing)
    do throws(QueryError) {
      _ = try Statement.parse("articles where title contains \"a\nb\" | cuont", with: .testing)
      Issue.record("it was read")
    } catch { #expect(error.reason == .unknownStage("cuont")) }
  }
}
