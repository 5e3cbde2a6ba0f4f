import Articles
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

  /// Whichever field is looked at first; and both shared is at most what each is.
  @Test("The order of `same` changes no answer", arguments: 0..<3)
  func orderOfSame(_ seed: Int) throws {
    var facts = RandomFacts(seed: UInt64(seed) &+ 300)
    let engine = Engine(index: facts.index(articles: 60))
    func rows(_ same: String, _ order: String) throws -> [RowSubject] {
      try engine.run(try Query.parse("facts status any where \(order) (facts status any \(same))")).answer
        .subjects
    }
    let fields = ["of same participant", "in same location.country", "in same location"]
    for order in ["after", "before"] {
      for one in fields {
        for other in fields where one != other {
          let both = try rows("\(one) \(other)", order)
          let turned = try rows("\(other) \(one)", order)
          let (first, second) = (Set(try rows(one, order)), Set(try rows(other, order)))
          #expect(both == turned, "\(one) \(other)")
          #expect(Set(both).isSubset(of: first.intersection(second)), "\(one) \(other)")
        }
      }
      let some = try rows(fields[0] + " " + fields[1], order)
      #expect(!some.isEmpty)
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
    switch random.below(8) {
    case 0: return "(\(words(&random)) OR \(words(&random))) \(words(&random))"
    case 1: return "\(words(&random)) OR \(words(&random)) -\(plain(&random))"
    case 2: return "\(words(&random)) NOT (\(words(&random)))"
    case 3: return "-(\(words(&random)) | \(words(&random)))"
    case 4: return "NEAR(\(plain(&random)) \(plain(&random)) \(plain(&random)), \(random.below(9)))"
    default: return words(&random)
    }
  }

  private static let vocabulary = [
    "air", "defence", "talks", "near", "the", "border", "aid", "on", "is", "a", "worry", "milley", "nato",
    "biden", "meeting", "it", "was", "nowhere",
  ]

  private func plain(_ random: inout SeededGenerator) -> String { random.pick(Self.vocabulary) }

  private func words(_ random: inout SeededGenerator) -> String {
    let words = Self.vocabulary
    func word() -> String {
      switch random.below(8) {
      case 0: String(random.pick(words).prefix(2)) + "*"
      case 1: "~" + random.pick(words)
      default: random.pick(words)
      }
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

  /// Enough articles for many blocks of postings, of few words, so that many scores are equal.
  private func wordyEngine(_ seed: UInt64) -> Engine {
    var random = SeededGenerator(seed: seed)
    let words = ["ka", "mi", "to", "su", "re", "no", "va", "lu"]
    var index = FactIndex(places: SmallWorld.knowledge)
    for article in 0..<(200 + random.below(1500)) {
      var text = "TITLE ka su\n\n"
      for _ in 0..<random.below(random.chance(0.1) ? 120 : 12) {
        text += words[min(random.below(words.count), random.below(words.count))] + " "
      }
      let bytes = ContiguousArray(text.utf8)
      let body = TextRange(start: 13, end: Int32(bytes.count))
      var harvest = Harvest(
        article: Article(text: bytes, body: body, path: "\(article)"))
      harvest.sentences = [TextRange(start: 0, end: 11), body]
      index.insert(harvest)
    }
    index.finish()
    return Engine(index: index)
  }

  @Test(arguments: UInt64(0)..<12)
  func theBestAreTheSameWhetherOrNotAllAreScored(_ seed: UInt64) throws {
    let engine = wordyEngine(seed)
    var random = SeededGenerator(seed: seed &+ 5)
    let words = ["ka", "mi", "to", "su", "re", "no", "va", "lu", "xyz", "KA", "k*"]
    let all = Set(Optimisation.allCases)
    for _ in 0..<25 {
      let text = (0..<1 + random.below(4)).map { _ in random.pick(words) }.joined(separator: " ")
      let limit = 1 + random.below(random.chance(0.2) ? 900 : 20)
      let stages = random.pick([
        "top \(limit) by score", "sort by score desc | limit \(limit)",
        "top \(limit) by score | where score > 0.5",
        "top \(limit) by score | sort by date | show path, score",
      ])
      let query = try Query.parse("articles where text matches \"\(text)\" | \(stages)")
      let best = outcome(engine, query, without: [])
      #expect(best == outcome(engine, query, without: [.boundedScores]), "\(query.text())")
      if limit <= 20 { #expect(best == outcome(engine, query, without: all), "\(query.text())") }
    }
  }

  @Test func aPlanTellsWhatWasExpectedAndWhatCame() throws {
    var facts = RandomFacts(seed: 9)
    let engine = Engine(index: facts.index(articles: 60))
    for text in [
      "meetings near \"Warsaw\" where status = happened and participant.country = \"Ukraine\"",
      "facts where (participant = \"Joe Biden\" or status = planned) and text contains \"air\"",
      "articles where text matches \"air\" and outlet contains \"a\"",
      "people where country = \"Ukraine\" and name contains \"a\"",
    ] {
      let query = try Query.parse(text)
      let outcome = try engine.run(query)
      #expect(outcome.steps.count > 1, "\(text)")
      for step in outcome.steps {
        #expect(step.estimatedRows != nil && step.actualRows != nil, "\(text): \(step.name)")
      }
      // Planning alone gives the plan that was run.
      #expect(try engine.plan(query) == outcome.plan)
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
