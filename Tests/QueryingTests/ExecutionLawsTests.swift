import Facts
import Indexing
import Querying
import TestSupport
import Testing

/// What must hold for any query over any facts.
@Suite struct ExecutionLawsTests {
  /// Rows, columns, subjects and notes, or the reason of the error.
  private func outcome(_ engine: Engine, _ query: Query, optimised: Bool) -> Result<Answer, QueryError> {
    var settings = Settings()
    settings.isOptimised = optimised
    do throws(QueryError) {
      return .success(try engine.run(query, settings: settings).answer)
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: 0..<40)
  func theIndexGivesWhatANaiveScanGives(_ seed: Int) {
    var facts = RandomFacts(seed: UInt64(seed))
    let engine = Engine(index: facts.index(articles: 40))
    var queries = RandomQueries(seed: UInt64(seed) &+ 1000, vocabulary: Vocabulary())
    queries.onlyRunnable = true
    queries.years = 2022...2023
    for _ in 0..<60 {
      let query = queries.query()
      let fast = outcome(engine, query, optimised: true)
      let slow = outcome(engine, query, optimised: false)
      #expect(fast == slow, "\(query.text())")
    }
  }

  @Test(arguments: 0..<20)
  func theOrderOfLoadingDoesNotMatter(_ seed: Int) {
    var facts = RandomFacts(seed: UInt64(seed))
    let builders = (0..<30).map { facts.article($0) }
    let first = index(builders)
    var random = SeededGenerator(seed: UInt64(seed))
    let second = index(builders.shuffled(using: &random))
    // Loaded in two goes, too.
    var third = FactIndex(places: SmallWorld.knowledge)
    for builder in builders.prefix(11) { third.insert(builder.harvest()) }
    third.finish()
    for builder in builders.dropFirst(11) { third.insert(builder.harvest()) }
    third.finish()
    for text in ["facts status any", "entities", "articles", "facts | count by participant"] {
      guard let query = try? Query.parse(text) else {
        Issue.record("\(text) cannot be read")
        continue
      }
      let expected = outcome(Engine(index: first), query, optimised: true)
      #expect(outcome(Engine(index: second), query, optimised: true) == expected)
      #expect(outcome(Engine(index: third), query, optimised: true) == expected)
    }
  }

  private func index(_ builders: [HarvestBuilder]) -> FactIndex {
    var index = FactIndex(places: SmallWorld.knowledge)
    for builder in builders { index.insert(builder.harvest()) }
    index.finish()
    return index
  }
}
