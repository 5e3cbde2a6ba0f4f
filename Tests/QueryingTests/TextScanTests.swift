import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Querying

/// Whatever is looked for in texts is found where reading every value finds it, with an index of words and without.
@Suite struct TextScanTests {
  private static let letters: [String] = [
    "a", "b", "ab", "oil", "Oil", "OIL", " ", " ", "\n", ".", "-", "'", "’", "1", "é", "É", "ß", "ⁿ",
    "\u{212A}", "k",
    "\u{301}", "\u{A0}", "日", "😀",
    // One letter in two spellings, which no folding makes one.
    "\u{958}", "\u{915}\u{93C}", "\u{1F71}", "\u{3AC}",
  ]

  private func text(_ random: inout SeededGenerator, _ length: Int) -> String {
    (0..<random.below(length + 1)).map { _ in random.pick(Self.letters) }.joined()
  }

  /// Articles whose sentences begin and end anywhere, within words and outside of the body, too.
  private func engine(_ random: inout SeededGenerator) -> Engine {
    var index = FactIndex(places: SmallWorld.knowledge)
    for number in 0..<40 {
      let text = text(&random, 40)
      let edges =
        [0]
        + text.unicodeScalars.reduce(into: [Int]()) { ends, scalar in
          ends.append((ends.last ?? 0) + UTF8.width(scalar))
        }
      func place() -> Int { random.pick(edges) }
      func range(_ a: Int, _ b: Int) -> TextRange { TextRange(min(a, b)..<max(a, b)) }
      let body = random.chance(0.5) ? TextRange(0..<text.utf8.count) : range(place(), text.utf8.count)
      var harvest = Harvest(
        article: Article(text: ContiguousArray(text.utf8), body: body, path: "\(number)"))
      let cuts = (0..<random.below(6)).map { _ in place() }.sorted()
      for (start, end) in zip(cuts, cuts.dropFirst()) { harvest.sentences.append(range(start, end)) }
      index.insert(harvest)
    }
    index.finish()
    return Engine(index: index)
  }

  private func rows(_ engine: Engine, _ text: String, without disabled: Set<Optimisation>) throws -> Answer {
    try engine.run(Query.parse(text), settings: Settings(disabled: disabled)).answer
  }

  @Test("Scans give what reading every text gives", arguments: UInt64(0)..<30)
  func scansGiveWhatReadingGives(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let engine = engine(&random)
    let patterns = [
      "oil", "Oil", "il a", #"\boil\b"#, #"\bab"#, "a(b|oil)+", "[a-z]+oil", "oil.?k", "k", "^oil", "oil$",
      "(a|b){2,}1?",
      "ab?oil", "é", "oilⁿ", #"\w+\s\w+"#, "o(i)l|ab 1", "x*",
    ]
    // First while no word is indexed, then with an index.
    for isIndexed in [false, true] {
      if isIndexed { _ = try engine.run(Query.parse(#"articles where text matches "ab""#)) }
      for _ in 0..<40 {
        let condition: String
        if random.chance(0.5) {
          condition = "matches /\(random.pick(patterns))/\(random.pick(["", "i"]))"
        } else {
          let wanted = text(&random, 3).filter { $0 != "\n" && $0 != "\u{212A}" }
          condition = "contains \"\(wanted)\""
        }
        let source = random.pick(["articles", "sentences"])
        let query =
          "\(source) where \(random.pick(["", "not "]))text \(condition)\(random.pick(["", " | limit 3", " | skip 1 | limit 2"]))"
        let slow = try rows(engine, query, without: Set(Optimisation.allCases))
        let fast = try rows(engine, query, without: [])
        #expect(fast == slow, "\(query)")
      }
    }
  }

  @Test("Folding bytes is folding text", arguments: UInt64(0)..<30)
  func foldsAsTextIs(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var folded: [UInt8] = []
    for _ in 0..<200 {
      var text = text(&random, 12)
      let length = text.withUTF8 { Folding.name($0, into: &folded) }
      #expect(String(decoding: folded[..<length], as: UTF8.self) == Folding.name(text), "\(text)")
    }
  }

  @Test("A limit ends the search")
  func limitEndsTheSearch() throws {
    var index = FactIndex(places: SmallWorld.knowledge)
    for number in 0..<5000 {
      index.insert(
        Harvest(article: Article(text: ContiguousArray("oil \(number)".utf8), path: "\(number)")))
    }
    index.finish()
    let outcome = try Engine(index: index).run(Query.parse("articles where text matches /oil/ | limit 3"))
    #expect(outcome.answer.rowCount == 3)
    #expect(outcome.steps.allSatisfy { $0.method == "scan" || ($0.actualRows ?? 0) <= 256 })
  }
}
