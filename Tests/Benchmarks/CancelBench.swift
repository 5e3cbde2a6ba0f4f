internal import ArgumentParser
internal import Articles
internal import Facts
internal import Glibc
internal import Indexing
internal import Querying

/// How long a query goes on after Ctrl-C, on facts made by a seeded generator: until the person has the prompt
/// again, and, in brackets, until the query itself has noticed and given its memory back, were it run on the same
/// thread.
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
    "facts | top 10 by mentions", #"sentences where text matches /(k.*u|m.*i)+(to)?\d/i"#,
    #"articles where text contains "zzzz" and title = "huge""#, #"articles where text matches "k* m*""#,
    #"sentences where text matches "ka NEAR/3 mi""#,
    #"facts where text matches "ka mi" | sort by score desc"#,
    #"articles where has meeting where (participant.country = "Country 3")"#,
    "facts | sum confidence by participant, month", "people | count by country",
    "entities | facts | articles | sentences | count by outlet",
  ]

  func run() throws {
    let clock = ContinuousClock()
    var news = SyntheticNews(seed: 1, kinds: .standard)
    var index = FactIndex(places: SyntheticWorld.knowledge)
    for start in stride(from: 0, to: facts / 5, by: 64) {
      index.insert(contentsOf: (start..<min(start + 64, facts / 5)).map { news.harvest($0) })
    }
    index.insert(Self.hugeArticle)
    var unfinished = index
    var delays: [Double] = []
    for wait in [1, 10, 30, 100, 300, 600, 900] {
      let deadline = clock.now + .milliseconds(wait)
      if unfinished.finish(isCancelled: { clock.now >= deadline }) { break }
      delays.append(milliseconds(clock.now - deadline))
    }
    print("\(Int((delays.max() ?? 0).rounded())) ms\tfinish")
    index.finish()
    let engine = Engine(index: index)
    _ = try engine.run(Query.parse(#"sentences where text matches "kasu" | count"#))
    for question in Self.questions {
      let query = try Query.parse(question)
      var worst = [0.0, 0.0]
      for way in 0..<2 {
        for wait in [1, 10, 30, 100, 300, 1000] {
          let deadline = clock.now + .milliseconds(wait)
          do throws(QueryError) {
            if way == 0 {
              _ = try engine.runStoppably(query, isCancelled: { clock.now >= deadline })
            } else {
              _ = try engine.run(query, isCancelled: { clock.now >= deadline })
            }
            break
          } catch {}
          worst[way] = max(worst[way], milliseconds(clock.now - deadline))
          // What was left behind has ended before the next is measured.
          if way == 0 { usleep(200_000) }
        }
      }
      print("\(Int(worst[0].rounded())) ms (\(Int(worst[1].rounded())))\t\(question)")
    }
  }

  /// Eight megabytes without an end of a sentence.
  private static var hugeArticle: Harvest {
    var text: ContiguousArray<UInt8> = []
    for word in 0..<1_500_000 { text.append(contentsOf: (SyntheticNews.word(word % 5000) + " ").utf8) }
    let end = Int32(text.count)
    var harvest = Harvest(article: Article(text: text, source: "Outlet", path: "huge.txt"))
    harvest.sentences = [TextRange(start: 0, end: end)]
    return harvest
  }

  private func milliseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
  }
}
