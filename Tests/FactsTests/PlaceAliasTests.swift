import Articles
import Atlas
import Testing

@testable import Facts

@Suite struct PlaceAliasTests {
  private func aliases(_ text: String) throws -> PlaceAliases {
    var aliases = PlaceAliases()
    try aliases.read(text.utf8)
    return aliases
  }

  @Test func linesHaveANameAndAPlace() throws {
    let found = try aliases(
      "# names\n\"Kyjiw\" = \"Kyiv\"  # the capital\n\nHarbour City = Sydney, Australia\n")
    #expect(found.entries.map(\.name) == ["Kyjiw", "Harbour City"])
    #expect(found.entries.map(\.meaning) == ["Kyiv", "Sydney, Australia"])
    #expect(found.entries.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    ("Kyjiw", 1, "write: \"NAME\" = \"PLACE\""), ("a = b = c", 1, "write: \"NAME\" = \"PLACE\""),
    ("\n\"\" = \"Kyiv\"", 2, "write: \"NAME\" = \"PLACE\", with a letter in both"),
    ("Kyív = KYIV", 1, "\"Kyív\" is \"KYIV\" already: case and accents do not matter"),
    ("A = Kyiv\nÁ = Lviv", 2, "\"Á\" means \"Kyiv\" by line 1: leave one of them out"),
  ])
  func faultsSayWhatIsWrong(text: String, line: Int, message: String) {
    #expect(throws: PlaceAliasError(line: line, message: message)) { try aliases(text) }
  }

  @Test func longNamesAreRefused() {
    #expect(throws: PlaceAliasError(line: 1, message: "a name has at most 80 letters")) {
      try aliases(String(repeating: "x", count: 81) + " = Kyiv")
    }
  }

  @Test func aFaultAddsNothingAndALaterLineReplaces() throws {
    var found = try aliases("A = Kyiv\nB = Lviv")
    #expect(throws: PlaceAliasError.self) { try found.read("C = Oslo\nD".utf8) }
    #expect(found.entries.count == 2)
    try found.add("\"a\" = \"Oslo\"")
    #expect(found.entries.map(\.meaning) == ["Lviv", "Oslo"])
  }

  @Test func anAliasMeansWhatItsPlaceMeans() throws {
    let plain = Gazetteer.standard
    let more = plain.adding(
      try aliases("Kyjiw = Kyiv\nKiyiw = Kyjiw\nLone Star Paris = Paris, Texas\nNowhere = Atlantix"))
    #expect(!plain.places(named: "Kyiv").isEmpty && plain.places(named: "Kyjiw").isEmpty)
    #expect(more.places(named: "kyjíw") == plain.places(named: "Kyiv"))
    #expect(more.places(named: "Kiyiw") == plain.places(named: "Kyiv"))
    #expect(more.places(named: "Kyjiw, Ukraine") == plain.places(named: "Kyiv, Ukraine"))
    #expect(more.places(named: "Lone Star Paris") == plain.places(named: "Paris, Texas"))
    #expect(more.places(named: "Nowhere").isEmpty)
    #expect(more.places(named: "Warsaw") == plain.places(named: "Warsaw"))
  }

  @Test func anAliasTakesThePlaceOfAKnownName() throws {
    let more = Gazetteer.standard.adding(try aliases("Odessa = Odesa, Ukraine"))
    #expect(more.places(named: "Odessa") == Gazetteer.standard.places(named: "Odesa, Ukraine"))
  }

  @Test func textsAreReadWithAliases() throws {
    let more = Gazetteer.standard.adding(try aliases("Kyjiw = Kyiv\nStadt am Dnjepr = Kyiv"))
    let kyiv = try #require(Gazetteer.standard.places(named: "Kyiv").first)
    for name in ["Kyjiw", "Stadt am Dnjepr"] {
      let text = "Joe Biden met Volodymyr Zelenskyy in \(name) on Monday. He left \(name) at night."
      let article = Article(text: ContiguousArray(text.utf8), path: "a.txt")
      #expect(!Extractor.standard.harvest(article).places.contains { $0.place == kyiv })
      let found = Extractor(gazetteer: more).harvest(article)
      #expect(found.places.contains { $0.place == kyiv && article.string($0.text) == name }, "\(name)")
      #expect(found.facts.contains { $0.place?.place == kyiv }, "\(name)")
    }
  }
}
