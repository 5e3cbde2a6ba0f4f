import TestSupport
import Testing

@testable import Articles

/// What text is made of before anything reads it, and that all that points into it still points right.
@Suite struct MendingTests {
  private static func article(_ text: String, path: String = "a.txt") throws -> Article {
    try ArticleLoader.article(from: ContiguousArray(text.utf8), path: path)
  }

  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var wanted: String
  }

  static let cases: [Case] = [
    Case(testDescription: "soft hyphens", text: "The capi\u{AD}tal.", wanted: "The capital."),
    Case(
      testDescription: "spaces of all widths", text: "In\u{A0}May\u{2009}2021,\u{202F}he\u{3000}left.",
      wanted: "In May 2021, he left."),
    Case(
      testDescription: "characters without width", text: "Ri\u{200B}ga and\u{FEFF} Os\u{2060}lo.",
      wanted: "Riga and Oslo."),
    Case(
      testDescription: "marks of direction", text: "Pay \u{202E}001\u{202C} \u{2066}euros\u{2069}\u{200F}.",
      wanted: "Pay 001 euros."),
    Case(testDescription: "controls", text: "A\u{1}bell\u{7}, a\u{7F}mark.", wanted: "A bell , a mark."),
    Case(
      testDescription: "controls that Windows means otherwise", text: "\u{93}Yes,\u{94} it\u{92}s so\u{85}",
      wanted: "“Yes,” it’s so\n"),
    Case(
      testDescription: "lines of Unicode", text: "One.\u{2028}Two.\u{2029}Three.",
      wanted: "One.\nTwo.\n\nThree."),
    Case(
      testDescription: "line ends of old machines", text: "One.\rTwo.\r\rThree.",
      wanted: "One.\nTwo.\n\nThree."),
    Case(testDescription: "line ends of Windows stay", text: "One.\r\nTwo.\r\n", wanted: "One.\r\nTwo.\r\n"),
    Case(testDescription: "pages of print", text: "One.\u{C}Two.", wanted: "One.\nTwo."),
    Case(
      testDescription: "joined letters", text: "The \u{FB01}rst o\u{FB03}ce \u{FB02}ew.",
      wanted: "The first office flew."),
    Case(
      testDescription: "letters and their accents", text: "Jose\u{301} in Zu\u{308}rich",
      wanted: "José in Zürich"),
    Case(
      testDescription: "several accents on a letter", text: "Nguye\u{302}\u{303}n, a\u{323}\u{301}!",
      wanted: "Nguy\u{1EC5}n, \u{1EA1}\u{301}!"),
    Case(
      testDescription: "Hangul in parts", text: "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}",
      wanted: "한글"),
    Case(testDescription: "a mark on nothing", text: "\u{301}a", wanted: "\u{301}a"),
    Case(testDescription: "signs that are letters", text: "5 \u{212A}, \u{212B}", wanted: "5 K, Å"),
    Case(
      testDescription: "joiners that a script needs", text: "می\u{200C}خواهم 👩\u{200D}🚒 a\u{200D}b",
      wanted: "می\u{200C}خواهم 👩\u{200D}🚒 ab"),
    Case(
      testDescription: "text read in the wrong charset",
      text: "JosÃ© said: â€œNo.â€\u{9D} Itâ€™s 5Â\u{A0}Â£.",
      wanted: "José said: “No.” It’s 5 £."),
    Case(testDescription: "read wrongly twice", text: "JosÃƒÂ© left.", wanted: "José left."),
    Case(
      testDescription: "line by line", text: "SÃ£o Paulo\nSão Paulo “now”\n",
      wanted: "São Paulo\nSão Paulo “now”\n"),
    Case(
      testDescription: "letters that only look so", text: "NÃO, Ângela! Île, “IRMÔ, â Ð.",
      wanted: "NÃO, Ângela! Île, “IRMÔ, â Ð."),
  ]

  @Test(arguments: cases) func makesTextSound(_ item: Case) throws {
    let article = try Self.article(item.text)
    #expect(Array(article.string(TextRange(0..<article.text.count)).utf8) == Array(item.wanted.utf8))
  }

  @Test(arguments: cases) func doesNothingTwice(_ item: Case) throws {
    var article = try Self.article(item.text)
    let once = article
    article.mend()
    #expect(article.text == once.text)
    #expect(article.sourceMap == once.sourceMap)
    #expect(article.body == once.body)
  }

  @Test func keepsTitleBodyAndPlacesInTheFile() throws {
    let text = "Title: Talks in Zu\u{308}rich\u{AD}\nDate: 2021-05-03\n\nThe\u{A0}end of Ri\u{AD}ga.\n"
    let article = try Self.article(text)
    #expect(article.title.map(article.string) == "Talks in Zürich")
    #expect(article.string(article.body) == "The end of Riga.\n")
    #expect(article.published?.description == "2021-05-03")
    let bytes = Array(text.utf8)
    for word in ["end", "of", "ga.", "Talks"] {
      let wanted = try #require(bytes.firstOffset(of: Array(word.utf8)))
      let found = try #require(Array(article.text).firstOffset(of: Array(word.utf8)))
      #expect(article.sourceMap.source(of: Int32(found)) == wanted, "\(word)")
    }
  }

  @Test func placesInTheFileOfRecordsStayRight() throws {
    let text =
      #"{"title":"Dues rise","text":"The \"har\u00ADbour\" of Riga\u00a0is full, and nobody knows why."}"#
    let article = try Self.article(text, path: "a.json")
    #expect(article.string(article.body).hasSuffix("The \"harbour\" of Riga is full, and nobody knows why."))
    for word in ["bour", "Riga", "is full"] {
      let wanted = try #require(Array(text.utf8).firstOffset(of: Array(word.utf8)))
      let found = try #require(Array(article.text).firstOffset(of: Array(word.utf8)))
      #expect(article.sourceMap.source(of: Int32(found)) == wanted, "\(word)")
    }
  }

  @Test func whatWasReadWronglyIsTold() throws {
    #expect(try Self.article("JosÃ© left.").charset.isMended)
    #expect(try !Self.article("José left.").charset.isMended)
  }

  @Test func textOfNothingVisibleIsEmpty() {
    #expect(throws: LoadProblem(path: "a.txt", reason: .empty)) { try Self.article("\u{200B}\u{AD}\u{202E}") }
  }

  /// Text of characters that are mended, in any order, is sound, and mended by once.
  @Test func randomTextIsMendedOnce() throws {
    var generator = SeededGenerator(seed: 11)
    let parts = [
      "e", "\u{301}", "\u{308}", "\r", "\n", "\u{AD}", "\u{200D}", "ü", "\u{9D}", "\u{A0}",
      "ﬁ", "한", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{2029}", "\u{202E}", "か", "\u{3099}", "👩", " ",
    ]
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 1...24, using: &generator)).map { _ in
        parts.randomElement(using: &generator) ?? ""
      }.joined()
      var article = Article(text: ContiguousArray(text.utf8))
      article.mend()
      let once = article
      #expect(String(validating: article.text, as: UTF8.self) != nil)
      #expect(article.body == TextRange(0..<article.text.count), "\(text.unicodeScalars.map(\.value))")
      article.mend()
      #expect(article.text == once.text, "\(text.unicodeScalars.map(\.value))")
    }
  }
}
