internal import ArgumentParser
internal import Facts
internal import Indexing
internal import Querying

/// How long a query goes on after Ctrl-C, on facts made by a seeded generator.
struct CancelBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Measures how soon queries stop.")

  @Option(help: "How many facts to make.") var facts = 1_000_000

  static let questions = [
    "facts", "facts | sort by participant", "facts | sort by text", "facts | show text, article",
    "facts | count by participant.country", "facts | count by pair(participant), month",
    "facts | distinct participant, location", "facts | timeline by day", "facts | map", "facts | context 5",
    #"facts where text contains "kasu""#, "articles where text matches /k.*u.*m/i", "facts | sentences",
    "facts | entities", "entities | sentences", "facts union (meetings | facts)",
    "(facts | articles) except articles",
    #"articles where has no meeting with "Family17""#, "facts | average confidence by participant",
    #"facts where mentions "Family17" or participant.country = "Country 3""#, "sentences | sort by text",
    "facts | count by participant | facts | count by month",
    "facts | sample 900000 seed 1 | sort by date desc",
    "facts | top 10 by mentions",
  ]

  func run() throws {
    let clock = ContinuousClock()
    var news = SyntheticNews(seed: 1, kinds: .standard)
    var index = FactIndex(places: SyntheticWorld.knowledge)
    for article in 0..<(facts / 5) { index.insert(news.harvest(article)) }
    index.finish()
    let engine = Engine(index: index)
    _ = try engine.run(Query.parse(#"sentences where text matches "kasu" | count"#))
    for question in Self.questions {
      let query = try Query.parse(question)
      var worst = 0.0
      var isFinished = false
      for wait in [1, 10, 30, 100, 300, 1000, 2000] where !isFinished {
        let deadline = clock.now + .milliseconds(wait)
        do throws(QueryError) {
          _ = try engine.run(query, isCancelled: { clock.now >= deadline })
          isFinished = true
        } catch {}
        let (seconds, attoseconds) = (clock.now - deadline).components
        worst = max(worst, Double(seconds) * 1000 + Double(attoseconds) / 1e15)
      }
      print("\(Int(worst.rounded())) ms\t\(question)")
    }
  }
}
