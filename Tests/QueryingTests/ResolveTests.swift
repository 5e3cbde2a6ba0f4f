import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// What the words of a query stand for, as a value.
@Suite struct ResolveTests {
  private static let engine = Engine(index: NewsWeek.index)

  private static func settled(_ text: String, near: Double = 100) throws -> String {
    try engine.resolve(
      try Query.parse(text),
      settings: Settings(now: CalendarDay(year: 2023, month: 1, day: 18), nearKilometres: near)
    ).text()
  }

  @Test(
    "Periods become dates, distances are written out, definitions too",
    arguments: [
      (
        "meetings near \"Warsaw\" during last week",
        "meetings confidence any where location near \"Warsaw\" within 100 km and date during 2023-01-09..2023-01-15 and confidence >= 0.5"
      ),
      (
        "meetings during last month",
        "meetings confidence any where date during 2022-12 and confidence >= 0.5"
      ),
      (
        "meetings since yesterday",
        "meetings confidence any where date since 2023-01-17 and confidence >= 0.5"
      ),
      ("meetings on 2023-01-17", "meetings confidence any where date on 2023-01-17 and confidence >= 0.5"),
      (
        "meetings where status = planned",
        "meetings status any confidence any where status = planned and confidence >= 0.5"
      ),
      ("meetings confidence any", "meetings confidence any"),
      (
        "articles | facts | count",
        "articles | facts | where not status is one of (denied, failed, cancelled) and confidence >= 0.5 | count"
      ),
      (
        "articles | count by outlet | facts | count",
        "articles | count by outlet | facts | where not status is one of (denied, failed, cancelled) and confidence >= 0.5 | count"
      ),
      ("facts confidence any | count by kind | facts", "facts confidence any | count by kind | facts"),
      (
        "articles | facts | where confidence > 0.2",
        "articles | facts | where not status is one of (denied, failed, cancelled) | where confidence > 0.2"
      ),
      (
        "articles | facts | where has status and has confidence",
        "articles | facts | where has status and has confidence"
      ),
      (
        "facts | where date in last year | count by kind",
        "facts confidence any where confidence >= 0.5 | where date during 2022 | count by kind"
      ),
      (
        "articles where has no meeting during this quarter",
        "articles where has no meeting confidence any where (date during 2023-Q1 and confidence >= 0.5)"
      ),
    ])
  func settles(text: String, expected: String) throws {
    let settled = try Self.settled(text)
    #expect(settled == expected)
  }

  @Test("The distance of the session stands in what is settled") func distance() throws {
    #expect(try Self.settled("facts near \"Warsaw\"", near: 20).contains("within 20 km and"))
    #expect(try Self.settled("facts near \"Warsaw\" within 5 mi", near: 20).contains("within 5 mi and"))
  }

  @Test("Names and places are numbers, and equal queries equal values") func values() throws {
    let query = try Query.parse(#"meetings near "Warsaw" with "Joe Biden""#)
    let resolved = try Self.engine.resolve(query)
    #expect(try resolved == Self.engine.resolve(query))
    guard case .clause(let clause) = resolved.primary, clause.conjuncts.count == 2,
      case .test(let place) = clause.conjuncts[0], case .near(let warsaw, _, false) = place.relation,
      case .test(let name) = clause.conjuncts[1], case .compare(.equal, .name(let biden)) = name.relation
    else {
      Issue.record("\(resolved)")
      return
    }
    #expect(warsaw.id == SmallWorld.id("Warsaw"))
    #expect(!biden.entities.isEmpty && biden.entities == NewsWeek.index.entities(named: "Joe Biden"))
    #expect(name.field.field.name == "participant")
  }

  @Test("What has no meaning is told before anything runs") func errors() throws {
    for (text, code) in [
      ("meetings near \"Nowheria\"", "Q040"), ("meetings | where near \"Nowheria\"", "Q040"),
    ] {
      do throws(QueryError) {
        _ = try Self.engine.resolve(try Query.parse(text))
        Issue.record("\(text) has a meaning")
      } catch {
        #expect(error.code == code, "\(text)")
      }
    }
  }

  /// Rows, columns and subjects, or the reason of the error; notes say how a query is written.
  private func rows(_ engine: Engine, _ query: Query, _ settings: Settings) -> Result<Answer, QueryError> {
    do throws(QueryError) {
      var answer = try engine.run(query, settings: settings).answer
      answer.notes = []
      return .success(answer)
    } catch {
      return .failure(error)
    }
  }

  @Test("What is resolved, printed and read again means the same, on any day", arguments: 0..<40)
  func printsItsMeaning(_ seed: Int) throws {
    var facts = RandomFacts(seed: UInt64(seed) &+ 300)
    let engine = Engine(index: facts.index(articles: 40))
    var queries = RandomQueries(seed: UInt64(seed) &+ 4000, vocabulary: Vocabulary())
    queries.onlyRunnable = true
    queries.years = 2022...2023
    let settings = Settings(now: CalendarDay(year: 2023, month: 3, day: 1), nearKilometres: 70)
    for _ in 0..<40 {
      let query = queries.query()
      let resolved: ResolvedQuery
      do throws(QueryError) {
        resolved = try engine.resolve(query, settings: settings)
      } catch {
        #expect(rows(engine, query, settings) == .failure(error), "\(query.text())")
        continue
      }
      let again = try Query.parse(resolved.text())
      #expect(again == resolved.settled, "\(resolved.text())")
      // Another day and another distance change nothing.
      #expect(rows(engine, again, Settings()) == rows(engine, query, settings), "\(query.text())")
      #expect(try engine.resolve(again).settled == again, "\(resolved.text())")
    }
  }
}
