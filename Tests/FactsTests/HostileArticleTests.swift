import Articles
import Facts
import TestSupport
import Testing

/// Articles that are made to keep every finder busy: each takes time linear in its length.
@Suite(.serialized) struct HostileArticleTests {
  static let units: [String] = [
    "met and attacked ", "Lind met Berg and ", "killed 15 and ", "on January 17, 2023, ", "Anna Berg, ",
    "in Paris, in London, ", "said that he said ", "officials said protesters and soldiers ",
    "He said \"we go. ",
    "Lind met Berg. ", "\"We go,\" he said. ", "a-a-",
  ]

  private func seconds(_ unit: String, bytes: Int) -> Double {
    let text = String(repeating: unit, count: bytes / unit.utf8.count) + "."
    let article = Article(text: ContiguousArray(text.utf8))
    let start = ContinuousClock().now
    _ = Extractor.standard.harvest(article)
    let (seconds, attoseconds) = (ContinuousClock().now - start).components
    return Double(seconds) + Double(attoseconds) / 1e18
  }

  @Test(arguments: units)
  func timeIsLinear(unit: String) {
    // One sentence of more words than one may have, and four times as much.
    let small = seconds(unit, bytes: 6000)
    let large = seconds(unit, bytes: 24_000)
    #expect(large < small * 9 + 1, "\(small) s, \(large) s")
  }
}
