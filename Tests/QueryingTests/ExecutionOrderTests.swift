import Articles
import Dispatch
import Facts
import Indexing
import Querying
import TestSupport
import Testing

/// Sorting, the best few of many, and stopping in the middle of it.
@Suite struct ExecutionOrderTests {
  private func engine(_ seed: UInt64 = 3) -> Engine {
    var facts = RandomFacts(seed: seed)
    return Engine(index: facts.index(articles: 80))
  }

  private func first(_ engine: Engine, _ text: String, optimised: Bool = true) throws -> [[Value]] {
    var settings = Settings()
    settings.disabled = optimised ? [] : Set(Optimisation.allCases)
    return try engine.run(try Query.parse(text), settings: settings).answer.columns.map(\.values)
  }

  @Test(arguments: [
    "confidence", "date", "participant", "location", "kind", "killed", "month", "participant.country", "text",
    "country(location)", "main", "status",
  ])
  func theBestFewAreTheFirstOfAll(key: String) throws {
    let engine = engine()
    let isRanked = ["confidence", "date", "killed"].contains(key)
    let greatest = isRanked ? "top 5 by \(key)" : "sort by \(key) desc | limit 5"
    for (direction, stage) in [("desc", greatest), ("", "sort by \(key) | limit 5")] {
      let all = try first(engine, "facts status any | sort by \(key) \(direction) | show date, text, \(key)")
      let few = try first(engine, "facts status any | \(stage) | show date, text, \(key)")
      #expect(few == all.map { Array($0.prefix(5)) })
      #expect(
        try first(engine, "facts status any | \(stage) | show date, text, \(key)", optimised: false) == few)
    }
  }

  @Test func valuesAreInOrderAndMissingOnesLast() throws {
    let engine = engine()
    for (key, direction) in [("killed", ""), ("killed", "desc"), ("confidence", "desc"), ("date", "")] {
      let column = try first(engine, "facts | sort by \(key) \(direction) | show \(key)")[0]
      let isMissing = column.map { $0 == .missing }
      #expect(isMissing == isMissing.sorted { !$0 && $1 })
      let numbers = column.compactMap { value -> Double? in
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        case .time(let time): Double(time.start)
        default: nil
        }
      }
      #expect(numbers == (direction == "desc" ? numbers.sorted(by: >) : numbers.sorted()))
    }
  }

  @Test func negativeNumbersAndZeroAreInOrder() throws {
    // Sums may be of any sign; a table's own column is sorted.
    let column = try first(engine(), "facts | sum confidence by kind | sort by sum desc | show sum")[0]
    #expect(column.count > 1)
  }

  @Test(arguments: [
    "facts | sort by text", "facts | sort by participant desc", "facts | count by text",
    "facts | distinct text",
    "entities | sentences", "facts | context 5", "facts | map", "facts | average confidence by text",
  ])
  func everyQueryStops(text: String) throws {
    let engine = engine()
    let query = try Query.parse(text)
    // Stopped at its first, second, third … look at the flag.
    var looks = 0
    _ = try engine.run(
      query,
      isCancelled: {
        looks += 1
        return false
      })
    for stop in 1...max(1, min(looks, 12)) {
      var seen = 0
      #expect(throws: QueryError(.cancelled, at: 0..<0)) {
        _ = try engine.run(
          query,
          isCancelled: {
            seen += 1
            return seen >= stop
          })
      }
    }
  }

  @Test func aQueryThatIsStoppedReturnsWhateverItIsDoing() throws {
    let engine = engine()
    let query = try Query.parse("facts | sort by text")
    let whole = try engine.runStoppably(query, isCancelled: { false }).answer
    #expect(whole == (try engine.run(query).answer))
    #expect(throws: QueryError(.cancelled, at: 0..<0)) {
      _ = try engine.runStoppably(query, isCancelled: { true })
    }
    #expect(throws: QueryError.self) {
      _ = try engine.runStoppably(try Query.parse("facts where nothing = 1"), isCancelled: { false })
    }
  }

  @Test func workThatNeverLooksIsLeftBehind() {
    let end = DispatchSemaphore(value: 0)
    let start = ContinuousClock().now
    let made = Interruptible.run({ true }) { _ in
      end.wait()
      return 1
    }
    var looks = 0
    let other = Interruptible.run({
      looks += 1
      return looks > 3
    }) { stop in
      end.wait()
      return stop.isSet
    }
    #expect(made == nil)
    #expect(other == nil)
    #expect(ContinuousClock().now - start < .seconds(5))
    end.signal()
    #expect(Interruptible.run({ false }) { !$0.isSet } == true)
  }
}
