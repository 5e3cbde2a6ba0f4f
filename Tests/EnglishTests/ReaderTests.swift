import Articles
import English
import Testing

/// What holds for any bytes.
@Suite struct ReaderTests {
  /// Tokens are in order, apart, inside the text, and leave out nothing but white space; sentences cover the tokens.
  private func check(_ bytes: [UInt8]) {
    let reading = Reader.standard.read(Article(text: ContiguousArray(bytes)))
    let tokens = reading.tokens
    var end = 0
    var gaps: [UInt8] = []
    for token in 0..<tokens.count {
      let range = tokens.range(token).range
      #expect(range.lowerBound >= end && range.upperBound <= bytes.count && !range.isEmpty)
      guard range.lowerBound >= end, range.upperBound <= bytes.count else { return }
      gaps += bytes[end..<range.lowerBound]
      end = range.upperBound
    }
    gaps += bytes[end...]
    #expect(!gaps.contains { $0 > 32 && $0 < 127 })
    #expect(reading.sentences.flatMap { Array($0.tokens) } == Array(0..<tokens.count))
    for count in [
      tokens.upos.count, tokens.xpos.count, tokens.lemma.count, tokens.head.count, tokens.shape.count,
    ] {
      #expect(count == tokens.count)
    }
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test(arguments: 0..<20)
  func randomBytes(_ seed: UInt64) {
    var generator = Generator(state: seed)
    check((0..<300).map { _ in UInt8.random(in: 0...255, using: &generator) })
    let pieces = [
      "U.S.", " ", "\n", "\n\n", "don't", "’s", "“", "”", "\"", ".", "...", "…", "(", "-", "—", "1,000",
      "5pm", "a@b.c", "http://x", "é", "日本", "'", "`", "@", "#a", ":)", "see more", "By A", "OSLO (X) -",
      "\u{0}", "\u{200b}",
    ]
    var text = ""
    for _ in 0..<60 { text += pieces.randomElement(using: &generator) ?? "" }
    check(Array(text.utf8))
  }

  @Test(arguments: ["", " ", "\n\n\n", ".", "\u{feff}", "\"", "a", "’", "\r\nA b.\r\n"])
  func smallTexts(_ text: String) { check(Array(text.utf8)) }

  @Test(arguments: [
    "(", "a", "-", "'", "a.", "a-", "a@", "\"", "…", "1,", "n't", "http://", "\n", "A\n", "é", ". ", "a'",
  ])
  func longRuns(_ unit: String) {
    let text = ContiguousArray(String(repeating: unit, count: 100_000 / unit.utf8.count).utf8)
    check(Array(text))
  }

  @Test func readsTheBodyOnly() {
    let text = "Title: Talks\n\nThey met. They left."
    let reading = Reader.standard.read(
      Article(text: ContiguousArray(text.utf8), body: TextRange(start: 14, end: 23)))
    #expect(reading.text(0..<reading.tokens.count) == "They met.")
  }

  @Test func sameTextSameReading() {
    let text = "Gen. Novak met Zorblikov in Oslo. They zorbled."
    let first = read(text)
    let second = read(text)
    #expect(first.tokens.word == second.tokens.word && first.tokens.lemma == second.tokens.lemma)
    #expect(first.tokens.xpos == second.tokens.xpos)
  }

  @Test func hardWrappedLinesAreOneParagraph() {
    let wrapped = """
      The two ministers met in Vienna on Monday to talk about
      the treaty that both countries had signed a year before
      and that neither of them had kept in the months between
      then and now.

      They will meet again in Oslo.
      """
    #expect(read(wrapped).sentences.map(\.paragraph) == [0, 1])
    #expect(sentences("A first line\nA second line that is much longer than it\nAnd one").count == 3)
  }

  @Test func givenTokensAreKept() {
    let article = Article(text: ContiguousArray("don't go".utf8))
    let ranges = [TextRange(0..<5), TextRange(6..<8)]
    let reading = Reader.standard.read(article, sentences: [ranges])
    #expect((0..<2).map { reading.tokens.range($0) } == ranges)
  }
}
