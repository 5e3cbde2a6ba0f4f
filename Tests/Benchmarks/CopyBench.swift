internal import ArgumentParser
internal import Articles
internal import Facts
internal import Indexing
internal import TestSupport

/// What finding copies costs: beside reading, and for many articles.
struct CopyBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "copies", abstract: "Measures how copies of articles are found.",
    discussion:
      "Articles of words by chance that end with the same words on each of 20 sites; a share are copies with words changed."
  )

  @Option(help: "How many articles to make.") var articles = 100_000
  @Option(help: "Words of an article.") var words = 120
  @Option(help: "How many of a hundred are copies.") var copies = 30

  func run() throws {
    let clock = ContinuousClock()
    var random = SeededGenerator(seed: 3)
    let vocabulary = (0..<20_000).map { _ in
      String(decoding: (0..<(3 + random.below(6))).map { _ in UInt8(97 + random.below(26)) }, as: UTF8.self)
    }
    let footers = (0..<20).map { _ in (0..<14).map { _ in random.pick(vocabulary) }.joined(separator: " ") }
    var index = FactIndex()
    var (printing, bytes) = (Duration.zero, 0)
    var recent: [[String]] = []
    for number in 0..<articles {
      var text: [String]
      if !recent.isEmpty, random.below(100) < copies {
        text = random.pick(recent)
        for _ in 0..<2 { text[random.below(text.count)] = random.pick(vocabulary) }
      } else {
        text = (0..<words).map { _ in vocabulary[random.zipf(vocabulary.count)] }
        if recent.count < 1000 { recent.append(text) } else { recent[random.below(1000)] = text }
      }
      let whole = text.joined(separator: " ") + ".\n" + random.pick(footers)
      var article = Article(
        text: ContiguousArray(whole.utf8), source: "Site \(random.below(20))", path: "a\(number)")
      article.setPublished(
        CalendarDay(year: 2020, month: 1, day: 1).adding(days: number * 1000 / articles), via: .header)
      var harvest = Harvest(article: article)
      bytes += whole.utf8.count
      printing += clock.measure { harvest.fingerprint = ArticleFingerprint(article) }
      index.insert(harvest)
    }
    let finishing = clock.measure { index.finish() }
    print(
      "articles            \(index.articleCount), \(bytes / 1_000_000) MB; \(index.copyCount) found to be copies"
    )
    print(
      "fingerprints        \(printing): \(Int(Double(bytes) / 1e6 / Self.seconds(printing))) MB a second on one thread"
    )
    print("put in order        \(finishing)")
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
