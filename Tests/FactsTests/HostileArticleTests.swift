import Articles
import Facts
import TestSupport
import Testing

/// Articles that are made to keep every finder busy: each takes time linear in its length.
@Suite(.serialized) struct HostileArticleTests {
  static let units: [String] = [
    "met and attacked ", "killed 15 and ", "on January 17, 2023, ", "Lind met Berg. ",
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
    // One sentence of more words than one may have, and three times as much.
    let small = seconds(unit, bytes: 6000)
    let large = seconds(unit, bytes: 18_000)
    #expect(large < small * 6 + 1, "\(small) s, \(large) s")
  }
}
