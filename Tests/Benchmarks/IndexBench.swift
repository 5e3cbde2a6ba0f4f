internal import ArgumentParser
internal import Facts
internal import Indexing
internal import Querying

#if canImport(Glibc)
  internal import Glibc
#endif

/// Insertion, memory and query times on facts made by a seeded generator.
struct IndexBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Measures the index and the queries on synthetic facts.")

  @Option(help: "How many facts to make.") var facts = 1_000_000
  @Option(help: "Articles inserted together; the program takes 64.") var batch = 64
  @Option(help: "Runs a query; the median is printed.") var runs = 5
  @Option(help: "Only the queries that contain this text.") var only: String?

  @Option(help: "A folder to write the facts to, for compare_databases.py.") var export: String?

  static let questions = [
    #"meetings near "Country 37" during 2019-03"#,
    #"meetings | count by pair(participant) | limit 10"#,
    #"facts | count by pair(participant) | limit 10"#,
    #"articles where text matches "kasu mito" | top 10 by score"#,
    #"articles where text matches "ka mi" | top 10 by score"#,
    #"articles where text matches "\"kasu mito\"" | top 10 by score"#,
    #"facts with "Family17" | timeline by month"#,
    #"facts in "Country 5" | count by kind"#,
    #"people where country = "Country 3" | top 10 by facts"#,
    #"people | show name, facts | limit 5"#,
    #"facts | show id, date | limit 5"#,
    #"facts where killed * 2 > 40 | count"#,
    #"facts after (facts in same location.country of same participant) within 5 years | count"#,
    #"facts after (facts of same participant in same location.country) within 5 years | count"#,
  ]

  func run() throws {
    let clock = ContinuousClock()
    var news = SyntheticNews(seed: 1, kinds: .standard)
    var index = FactIndex(places: SyntheticWorld.knowledge)
    var inserting = Duration.zero
    var made = 0
    while made < facts {
      var harvests: [Harvest] = []
      for _ in 0..<batch where made < facts {
        harvests.append(news.harvest(made / 5))
        made += 5
      }
      inserting += clock.measure { index.insert(contentsOf: harvests) }
    }
    let finishing = clock.measure { index.finish() }
    let total = seconds(inserting) + seconds(finishing)
    print("data                \(SyntheticNews.description)")
    print("facts inserted      \(made), after merging \(index.factCount); \(index.articleCount) articles")
    print(
      "insert              \(rounded(seconds(inserting))) s, finish \(rounded(seconds(finishing))) s; on 2 threads"
    )
    print("facts a second      \(Int(Double(made) / total))")
    print("bytes a fact        \(index.factByteCount / max(1, made)) (columns and postings)")
    print("resident            \(residentMegabytes()) MB")
    print("one article changed \(rounded(changing(&index, &news))) s to replace it and finish again")
    let firstID = keying(index)
    print(
      "one fact corrected  \(rounded(correcting(&index))) s to take it up; the first id \(rounded(firstID)) s"
    )
    if let export {
      guard FactExport.write(index, to: export) else { throw ValidationError("\(export) can't be written") }
      print("written to          \(export)")
    }
    let engine = Engine(index: index)
    let warm = clock.measure {
      _ = try? engine.run(Query.parse(#"sentences where text matches "kasu" | count"#))
    }
    print("word index          \(rounded(seconds(warm))) s, resident \(residentMegabytes()) MB")
    if let words = WordIndex(index) {
      let perWord = Double(words.byteCount) / Double(max(1, words.occurrenceCount))
      print(
        "full text           \(words.occurrenceCount) words, \(words.words.count) different; \(rounded(perWord)) bytes a word"
      )
    }
    var answers: [(question: String, answer: Answer)] = []
    for question in Self.questions where only.map(question.contains) ?? true {
      let query = try Query.parse(question)
      var times: [Double] = []
      var rows = 0
      var steps: [Plan.Step] = []
      for _ in 0..<runs {
        let start = clock.now
        let outcome = try engine.run(query)
        times.append(seconds(clock.now - start))
        rows = outcome.answer.rowCount
        if times.count == 1 { answers.append((question, outcome.answer)) }
        steps = outcome.steps
      }
      times.sort()
      print("\(rounded(times[times.count / 2] * 1000)) ms\t\(rows) rows\t\(question)")
      for step in steps {
        print(
          "    \(rounded((step.seconds ?? 0) * 1000)) ms \(step.method): \(step.name) → \(step.actualRows ?? 0)"
        )
      }
    }
    try write(answers)
  }

  /// Seconds until the index can be read again after one article in the middle was replaced.
  private func changing(_ index: inout FactIndex, _ news: inout SyntheticNews) -> Double {
    let changed = news.harvest(index.articleCount / 2)
    return seconds(
      ContinuousClock().measure {
        index.replace([changed])
        index.finish()
      })
  }

  /// The first id of a session, which hashes every article.
  private func keying(_ index: FactIndex) -> Double {
    seconds(ContinuousClock().measure { _ = index.key(of: FactID(rawValue: 0)) })
  }

  /// A date that a person has put right, and the results of before renumbered. Taken back in the end.
  private func correcting(_ index: inout FactIndex) -> Double {
    let key = index.key(of: FactID(rawValue: Int32(index.factCount / 2)))
    let anchors = index.rowAnchors
    let before = index
    let time = ContinuousClock().measure {
      index.correct([.change(key, .status(.planned)), .wrong(before.key(of: FactID(rawValue: 0)))])
      index.finish()
      _ = index.renumbering(from: anchors)
    }
    index.correct([])
    index.finish()
    return seconds(time)
  }

  private func write(_ answers: [(question: String, answer: Answer)]) throws {
    if let export, !FactExport.write(answers, to: export) {
      throw ValidationError("\(export) can't be written")
    }
  }

  private func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private func rounded(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  /// Of this process now, from /proc; 0 elsewhere.
  private func residentMegabytes() -> Int {
    guard let file = fopen("/proc/self/statm", "r") else { return 0 }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 128)
    guard fgets(&buffer, 128, file) != nil else { return 0 }
    let text = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    return pages * 4096 / 1_000_000
  }
}
