import Articles
import English
import Testing

/// Files that would take the machine: a bounded part of any is read, and what was cut is said.
@Suite struct ReadingLimitsTests {
  private func reading(_ unit: String, bytes: Int) -> Reading {
    Reader.standard.tokens(
      Article(text: ContiguousArray(String(repeating: unit, count: bytes / unit.utf8.count).utf8)))
  }

  @Test(arguments: ["(", "\n"])
  func noFileHasMoreTokensThanAreRead(unit: String) {
    let reading = reading(unit, bytes: 8 << 20)
    #expect(reading.tokens.count <= ReadingLimits.tokens + 8)
    #expect(reading.sentences.allSatisfy { $0.tokens.count <= ReadingLimits.sentence })
    let isBlank = unit == "\n"
    #expect((reading.article.cuts.unread > 4 << 20) == !isBlank)
    #expect(
      isBlank
        || reading.article.cuts.unread + Int(reading.article.body.end) == reading.article.text.count)
    #expect(
      reading.sentences.flatMap { [Int($0.firstToken), Int($0.lastToken)] }.last ?? 0 == reading.tokens.count)
    // As an article is that is read again for new kinds of facts.
    let again = Reader.standard.tokens(reading.article)
    #expect(again.tokens.count == reading.tokens.count)
    #expect(again.article.cuts == reading.article.cuts && again.article.body == reading.article.body)
  }

  @Test func aBookIsReadWhole() {
    let book = reading(
      "The minister met her counterpart in Oslo, and they spoke of grain.\n\n", bytes: 2_000_000)
    #expect(book.article.cuts == ReadingCuts())
    #expect(book.tokens.count > 400_000)
  }

  @Test func tokensAreCutAtWholeLetters() {
    for unit in ["x", "é", "東", "#"] {
      let tokens = reading(unit, bytes: 300_000).tokens
      #expect(tokens.length.allSatisfy { $0 <= ReadingLimits.token })
      let text = ContiguousArray(String(repeating: unit, count: 300_000 / unit.utf8.count).utf8)
      #expect(tokens.start.allSatisfy { text[Int($0)] & 0xC0 != 0x80 })
    }
  }

  @Test func longSentencesAreCutAtClauses() {
    let clause = "Lind met Berg in Oslo; "
    let reading = reading(clause, bytes: 30_000)
    #expect(reading.article.cuts.sentences == 1)
    #expect(reading.sentences.count > 5)
    for sentence in reading.sentences.dropLast() {
      #expect(reading.text(Int(sentence.lastToken) - 1) == ";")
      #expect(sentence.tokens.count > ReadingLimits.sentence / 2)
    }
  }

  @Test func overlongHeadersAreText() throws {
    let text = "Title: " + String(repeating: "a", count: 5000) + "\n\nText."
    let article = try ArticleLoader.article(from: ContiguousArray(text.utf8), path: "a.txt")
    #expect(article.title == nil)
    #expect(article.body.start == 0)
  }
}
