import TestSupport
import Testing

@testable import Indexing

@Suite struct ByteOrderTests {
  @Test(arguments: UInt64(0)..<20)
  func textsStandInTheOrderOfTheirBytes(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let pieces = ["", "a", "\0", "ab", "ä", "first", "family", "z", "\u{10FFFF}", "aaaaaaa", "aaaaaaab"]
    let texts = (0..<random.below(300)).map { _ in
      (0..<random.below(6)).map { _ in random.pick(pieces) }.joined()
    }
    let expected = texts.indices.sorted { a, b in
      if texts[a].utf8.elementsEqual(texts[b].utf8) { return a < b }
      return texts[a].utf8.lexicographicallyPrecedes(texts[b].utf8)
    }
    #expect(ByteOrder.positions(texts).map(Int.init) == expected)
  }

  @Test func longEqualTextsTakeLinearTime() {
    let long = String(repeating: "x", count: 300_000)
    #expect(ByteOrder.positions([long + "b", long, long + "a", long]) == [1, 3, 2, 0])
  }
}
