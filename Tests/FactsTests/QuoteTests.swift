import Articles
import Facts
import Testing

/// Quotations and reports with their speakers, in sentences of our own.
@Suite struct QuoteTests {
  private func quotes(_ text: String) -> [(content: String, speaker: String, isDirect: Bool)] {
    let harvest = Extractor.standard.harvest(
      Article(
        text: ContiguousArray(text.utf8),
        published: TimeInterval(day: CalendarDay(year: 2023, month: 3, day: 15))))
    return harvest.quotes.map { quote in
      (
        harvest.article.string(quote.content),
        quote.speaker.map { harvest.entities[Int($0.rawValue)].name }
          ?? quote.speakerText.map(harvest.article.string) ?? "", quote.isDirect
      )
    }
  }

  @Test("Both parts of a speech around its speaker are one quotation")
  func parts() throws {
    let found = quotes(
      "The dam broke on Monday.\n\n“We lost the harvest,” said Mayor Anna Nowak. “We will rebuild the dam.”")
    let quote = try #require(found.first)
    #expect(found.count == 1)
    #expect(quote.speaker == "Anna Nowak")
    #expect(quote.content.hasPrefix("We lost") && quote.content.hasSuffix("the dam."))
  }

  @Test("A paragraph that opens with a mark while one is open goes on with the speech")
  func paragraphs() throws {
    let found = quotes(
      "The dam broke on Monday.\n\n“We lost the harvest and the road,” said Mayor Anna Nowak. “It was a hard night.\n\n“We will rebuild the dam.”"
    )
    #expect(found.contains { $0.content.hasSuffix("rebuild the dam.") })
    #expect(found.allSatisfy { $0.speaker == "Anna Nowak" })
  }

  @Test("Words in scare quotes are nobody's statement")
  func scare() {
    let found = quotes("The town calls its old bridge the “iron lady” and paints it every spring.")
    #expect(!found.contains { $0.isDirect && $0.content == "iron lady" && !$0.speaker.isEmpty })
  }

  @Test("Reports have speakers by subject, pronoun and according to")
  func reports() {
    let found = quotes(
      "Minister Eva Lind said that the tunnel would open in May. According to the ministry, the tunnel cost too much. She added that tolls would stay low."
    )
    #expect(found.map(\.speaker) == ["Eva Lind", "ministry", "Eva Lind"])
  }

  @Test("Marks without end cost no more than their length", arguments: ["\"", "“", "‘", "''", "” “a "])
  func hostile(_ mark: String) {
    let text = String(repeating: mark, count: 6_000 / mark.utf8.count)
    let clock = ContinuousClock()
    let time = clock.measure { _ = quotes(text) }
    #expect(time < .seconds(20))
  }
}
