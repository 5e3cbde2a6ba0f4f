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

  @Test(
    "What is said is shown without the words between its marks",
    arguments: [
      (
        "\"We lost the harvest,\" Anna Nowak said. \"We will rebuild.\"",
        "We lost the harvest, … We will rebuild."
      ),
      ("“We lost,” said Anna Nowak, “but we will rebuild.”", "We lost, … but we will rebuild."),
      ("“We lost the ‘iron’ bridge,” said Anna Nowak.", "We lost the ‘iron’ bridge,"),
    ])
  func spoken(text: String, expected: String) throws {
    let harvest = Extractor.standard.harvest(Article(text: ContiguousArray(text.utf8)))
    let quote = try #require(harvest.quotes.first)
    #expect(harvest.quotes.count == 1 && harvest.article.spoken(quote.content) == expected)
  }

  @Test("Two who speak in turn in straight marks are two")
  func turns() {
    let found = quotes("\"We agree with the plan,\" Karl Weber said. \"So do I,\" said Ana Ruiz.")
    #expect(found.map(\.speaker) == ["Karl Weber", "Ana Ruiz"], "\(found)")
  }

  @Test(
    "Who is quoted speaks, not who quotes",
    arguments: [
      ("The agency quoted Ana Ruiz as saying that the talks had failed.", "Ana Ruiz"),
      ("Otto Lang was quoted as saying that the talks had failed.", "Otto Lang"),
      ("Interfax quoted Foreign Minister Ana Ruiz as saying \"the talks are over\".", "Ana Ruiz"),
      ("Otto Lang was quoted as saying, \"the talks are over\" by the daily.", "Otto Lang"),
      ("\"We will not yield to them,\" the paper quoted Ana Ruiz as saying.", "Ana Ruiz"),
      ("\"We will not yield to them,\" Ana Ruiz was quoted as saying by Interfax.", "Ana Ruiz"),
    ])
  func quoted(text: String, speaker: String) {
    let found = quotes(text)
    #expect(found.map(\.speaker) == [speaker], "\(found)")
  }

  @Test("A paragraph that opens with a mark while one is open goes on with the speech")
  func paragraphs() throws {
    let found = quotes(
      "The dam broke on Monday.\n\n“We lost the harvest and the road,” said Mayor Anna Nowak. “It was a hard night.\n\n“We will rebuild the dam.”"
    )
    #expect(found.contains { $0.content.hasSuffix("rebuild the dam.") })
    #expect(found.allSatisfy { $0.speaker == "Anna Nowak" })
  }

  @Test(
    "Words in scare quotes are nobody's statement",
    arguments: [
      "The town calls its old bridge the “iron lady” and paints it every spring.",
      "The court dismissed the complaint as lacking “any iron lady”.",
    ])
  func scare(text: String) {
    let found = quotes(text)
    #expect(!found.contains { $0.isDirect && $0.content.contains("iron lady") && !$0.speaker.isEmpty })
  }

  @Test("Reports have speakers by subject, pronoun and according to")
  func reports() {
    let found = quotes(
      "Minister Eva Lind said that the tunnel would open in May. According to the ministry, the tunnel cost too much. She added that tolls would stay low."
    )
    #expect(found.map(\.speaker) == ["Eva Lind", "ministry", "Eva Lind"])
  }

  @Test(
    "The words beside the marks name the speaker",
    arguments: [
      ("“The bridge is closed,” said Tom Berg, who runs the harbour.", "Tom Berg"),
      (
        "“Banks and loans were a poor idea,” Anna Nowak, the mayor of a small town, said Friday.",
        "Anna Nowak"
      ),
      ("“Nobody drowned,” Sen. Eva Lind (D-Ohio) told the newspaper on Monday.", "Eva Lind"),
      ("“Why was the gate open?” Karl Moser demanded.", "Karl Moser"),
      ("‘The workers’ rights are safe,’ said Eva Lind on Monday.", "Eva Lind"),
      ("«The workers have gone home,» said Eva Lind on Monday.", "Eva Lind"),
    ])
  func besideMarks(_ text: String, _ speaker: String) throws {
    let found = quotes("The harbour of Norville was shut.\n\n\(text)")
    let quote = try #require(found.first { $0.isDirect })
    #expect(quote.speaker == speaker)
  }

  @Test(
    "Marks within marks do not end a quotation",
    arguments: [
      "“He called it a “golden bridge” and left the room,” said Mayor Anna Nowak.",
      "\"He called it a \"golden bridge\" and left the room,\" said Mayor Anna Nowak.",
      "“He called it a ‘golden bridge’ and left the room,” said Mayor Anna Nowak.",
      "‘He called it a “golden bridge” and left the room,’ said Mayor Anna Nowak.",
      "“He called it a golden bridge and left the room,“ said Mayor Anna Nowak.",
    ])
  func nested(_ text: String) throws {
    let quote = try #require(quotes("The dam broke on Monday.\n\n\(text)").first { $0.isDirect })
    #expect(quote.content.hasPrefix("He called") && quote.content.hasSuffix("the room,"))
    #expect(quote.speaker == "Anna Nowak")
  }

  @Test("A quotation of its own that follows another has its speaker")
  func follows() {
    let found = quotes(
      "The dam broke on Monday.\n\n“We lost the harvest and the road,” Mayor Anna Nowak told reporters in the town.\n\n“We will build the dam again before the winter.”"
    )
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.speaker == "Anna Nowak" })
  }

  @Test("In a transcript everyone speaks behind his name")
  func transcript() {
    let found = quotes(
      "The two met on Monday.\n\nBERG: Is the bridge safe? People are asking.\n\nLIND: It has been safe since May.\n\nBERG: Thank you for coming."
    )
    #expect(found.filter(\.isDirect).count == 3)
    #expect(found.contains { $0.content == "Is the bridge safe? People are asking." })
  }

  @Test("The title of a programme is nobody's statement")
  func title() {
    let found = quotes("On Sunday's “The Morning Show,” Mayor Anna Nowak said that the dam would be rebuilt.")
    #expect(!found.contains { $0.content == "The Morning Show," })
  }

  @Test("A list of headings is no transcript")
  func list() {
    let found = quotes(
      "Place: The old harbour of Norville\n\nTime: Monday at noon\n\nPrice: Ten crowns a head")
    #expect(!found.contains { $0.isDirect })
  }

  @Test("Marks without end cost no more than their length", arguments: ["\"", "“", "‘", "''", "” “a "])
  func hostile(_ mark: String) {
    let text = String(repeating: mark, count: 6_000 / mark.utf8.count)
    let clock = ContinuousClock()
    let time = clock.measure { _ = quotes(text) }
    #expect(time < .seconds(20))
  }

  /// The names in a role of the first statement.
  private func statement(_ text: String, _ role: String) -> [String] {
    let extractor = Extractor.standard
    let harvest = extractor.harvest(
      Article(
        text: ContiguousArray(text.utf8),
        published: TimeInterval(day: CalendarDay(year: 2023, month: 3, day: 15))))
    guard let kind = extractor.kinds.kind(named: "statement"), let role = extractor.kinds.role(named: role),
      let fact = harvest.sureFacts.first(where: { $0.kind == kind })
    else { return [] }
    return fact.roles.filter { $0.role == role }.map { harvest.entities[Int($0.entity.rawValue)].name }
  }

  @Test(
    "A statement knows to whom it was made",
    arguments: [
      ("Minister Eva Lind told reporters that the tunnel would open in May.", "reporters"),
      ("Minister Eva Lind told the BBC that the tunnel would open in May.", "BBC"),
      (
        "Minister Eva Lind said in a letter to the United Nations that the tunnel would open in May.",
        "United Nations"
      ),
      ("Minister Eva Lind warned Russia that the tunnel would stay shut.", "Russia"),
    ])
  func addressee(_ text: String, _ expected: String) {
    #expect(statement(text, "addressee") == [expected])
  }

  @Test("A statement knows whom it speaks of")
  func subject() {
    let found = statement(
      "Minister Eva Lind said that Norway would send engineers to Kenya in May.", "subject")
    #expect(found == ["Norway", "Kenya"])
  }
}
