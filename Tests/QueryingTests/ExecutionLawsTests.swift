import Facts
import Indexing
import Querying
import TestSupport
import Testing

/// What must hold for any query over any facts.
@Suite struct ExecutionLawsTests {
  /// Rows, columns, subjects and notes, or the reason of the error.
  private func outcome(
    _ engine: Engine, _ query: Query, without disabled: Set<Optimisation>
  ) -> Result<Answer, QueryError> {
    let settings = Settings(disabled: disabled)
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
      let fast = outcome(engine, query, without: [])
      let slow = outcome(engine, query, without: Set(Optimisation.allCases))
      #expect(fast == slow, "\(query.text())")
    }
  }

  @Test(arguments: Optimisation.allCases)
  func eachOptimisationChangesNoAnswer(_ optimisation: Optimisation) {
    for seed in UInt64(0)..<6 {
      var facts = RandomFacts(seed: seed &+ 500)
      let engine = Engine(index: facts.index(articles: 40))
      var queries = RandomQueries(seed: seed &+ 7000, vocabulary: Vocabulary())
      queries.onlyRunnable = true
      queries.years = 2022...2023
      for _ in 0..<40 {
        let query = queries.query()
        let with = outcome(engine, query, without: [])
        #expect(outcome(engine, query, without: [optimisation]) == with, "\(query.text())")
        let others = Set(Optimisation.allCases).subtracting([optimisation])
        #expect(outcome(engine, query, without: others) == with, "\(query.text())")
      }
    }
  }

  /// Words of the articles of `RandomFacts`, and some of none.
  private func search(_ random: inout SeededGenerator) -> String {
    let words = [
      "air", "defence", "talks", "near", "the", "border", "aid", "on", "is", "a", "worry", "milley", "nato",
      "biden", "meeting", "it", "was", "nowhere",
    ]
    func word() -> String {
      random.chance(0.15) ? String(random.pick(words).prefix(2)) + "*" : random.pick(words)
    }
    return (0..<1 + random.below(3)).map { _ in
      switch random.below(5) {
      case 0:
        return "\\\"" + (0..<2 + random.below(2)).map { _ in random.pick(words) }.joined(separator: " ")
          + "\\\""
      case 1: return "\\\"the border\\\""
      case 2: return word() + " NEAR/\(random.below(4)) " + word()
      default: return word()
      }
    }.joined(separator: " ")
  }

  @Test(arguments: 0..<30)
  func searchesGiveWhatReadingEveryTextGives(_ seed: UInt64) throws {
    var facts = RandomFacts(seed: seed)
    let engine = Engine(index: facts.index(articles: 60))
    var random = SeededGenerator(seed: seed &+ 99)
    for _ in 0..<25 {
      let source = random.pick(["articles", "sentences", "facts"])
      let stage = random.pick([
        "", " | top 5 by score", " | sort by score desc, date | limit 3", " | count", " | sort by score",
      ])
      let text = search(&random)
      let form = random.pick([
        "where text matches \"\(text)\"", "where not text matches \"\(text)\"",
        "where text matches \"\(text)\" or date since 2023",
      ])
      let query = try Query.parse("\(source) \(form)\(source == "facts" ? "" : stage)")
      let slow = outcome(engine, query, without: Set(Optimisation.allCases))
      #expect(outcome(engine, query, without: []) == slow, "\(query.text())")
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
      let expected = outcome(Engine(index: first), query, without: [])
      #expect(outcome(Engine(index: second), query, without: []) == expected)
      #expect(outcome(Engine(index: third), query, without: []) == expected)
    }
  }

  private func index(_ builders: [HarvestBuilder]) -> FactIndex {
    var index = FactIndex(places: SmallWorld.knowledge)
    for builder in builders { index.insert(builder.harvest()) }
    index.finish()
    return index
  }
}
