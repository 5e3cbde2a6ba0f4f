import Articles
import English
import Facts
import Testing

/// The names of a text: "kind: text" in order.
func names(_ text: String) -> [String] {
  let reading = Reader.standard.read(Article(text: ContiguousArray(text.utf8)))
  return NameFinder.standard.find(in: reading).map { "\($0.kind.name): \(reading.text($0.tokens))" }
}

@Suite struct NameFinderTests {
  @Test(arguments: [
    (
      "Gen. Robert Halvorsen met Anna Kowalska in Warsaw on Monday.",
      ["person: Robert Halvorsen", "person: Anna Kowalska", "place: Warsaw"]
    ),
    (
      "NAIROBI, Kenya – The World Food Programme said it would send aid to Somalia.",
      ["place: NAIROBI", "place: Kenya", "organisation: World Food Programme", "place: Somalia"]
    ),
    (
      "The Polish prime minister flew to Ukraine with German engineers.",
      ["nationality: Polish", "place: Ukraine", "nationality: German"]
    ),
    (
      "Ukraine's commander Valerii Zaluzhnyi visited Grafenwöhr in Germany.",
      ["place: Ukraine", "person: Valerii Zaluzhnyi", "place: Grafenwöhr", "place: Germany"]
    ),
    (
      "Shares of Northwind Energy Inc. fell after Marie-Claire Dubois resigned as head of the company.",
      ["organisation: Northwind Energy Inc.", "person: Marie-Claire Dubois"]
    ),
  ])
  func sentence(text: String, expected: [String]) { #expect(names(text) == expected) }

  @Test func surnameTakesTheKindOfTheFullName() {
    let found = names(
      "President Tomasz Brandt spoke to reporters in Vienna.\nBrandt said the talks would go on. Brandt left."
    )
    #expect(found.filter { $0 == "person: Brandt" }.count == 2)
  }

  @Test func acronymIsAnOrganisation() {
    let found = names(
      "The Lakeland Farmers Association (LFA) met on Friday.\nThe LFA said prices had to rise, and LFA members agreed."
    )
    #expect(found.filter { $0 == "organisation: LFA" }.count == 3)
  }

  @Test func missedSurnameIsAdded() {
    let found = names(
      "Mr. Robert Sessions, the interior minister, resigned on Friday.\n"
        + "Sessions had led the ministry since May. In a letter, Sessions thanked her staff.")
    #expect(found.filter { $0 == "person: Sessions" }.count == 2)
  }

  @Test func titlesAreOutside() {
    #expect(
      names("Prof. Adaeze Okonkwo and Dr. Henrik Lindqvist spoke to Senator Paula Reyes.") == [
        "person: Adaeze Okonkwo", "person: Henrik Lindqvist", "person: Paula Reyes",
      ])
  }

  @Test func capitalsOfAHeadline() {
    let found = names(
      "KENYA AND UGANDA SIGN TRADE DEAL\n\nKenya and Uganda signed a trade agreement on Tuesday in Kampala.")
    #expect(found == ["place: KENYA", "place: UGANDA", "place: Kenya", "place: Uganda", "place: Kampala"])
  }

  @Test func titleCaseOfAHeadline() {
    let found = names(
      "French President Visits Flooded Villages Near Lyon\n\nThe French president visited villages near Lyon."
    )
    #expect(found.contains("place: Lyon"))
    #expect(found.filter { $0 == "nationality: French" }.count == 2)
    #expect(!found.contains { $0.contains("Villages") || $0.contains("Visits") })
  }

  @Test func theAndPossessiveAreOutside() {
    let found = names("The United Nations' envoy praised the European Union's decision.")
    #expect(found == ["organisation: United Nations", "organisation: European Union"])
  }

  /// What the gazetteer knows better than the words around it.
  @Test(arguments: [
    ("Kyoto's mayor resigned on Monday.", "place: Kyoto"),
    ("Milan's airport was closed on Monday.", "place: Milan"),
    ("Floods hit Nagano on Monday.", "place: Nagano"),
    ("HUAINAN — Officials held talks on Monday.", "place: HUAINAN"),
    ("Ho Chi Minh City's port reopened on Monday.", "place: Ho Chi Minh City"),
    ("Hurricane Otto struck the coast on Monday.", "other: Hurricane Otto"),
    ("Pieter van den Heuvel met the mayor on Monday.", "person: Pieter van den Heuvel"),
    ("Milan Baros scored on Monday. Milan was tired, his coach said.", "person: Milan Baros"),
  ])
  func towns(text: String, name: String) {
    #expect(names(text).first == name, "\(names(text))")
  }

  /// What stands in the brackets of a dateline is an agency, here and elsewhere; a state is none.
  @Test func agenciesOfDatelines() {
    let found = names(
      "WARSAW, April 5 (Vistula Wire) - Karl Weber met Ana Ruiz.\n\nThe mayor told Vistula Wire that he was well."
    )
    #expect(found.filter { $0 == "organisation: Vistula Wire" }.count == 2, "\(found)")
    let state = names("PORTLAND (Oregon) - Karl Weber met Ana Ruiz on Monday.")
    #expect(state.contains("place: Oregon"), "\(state)")
  }

  @Test func mentionsAreInOrderAndConfidencesProbabilities() {
    let reading = Reader.standard.read(
      Article(
        text: ContiguousArray(
          "Prime Minister Elif Demir of Turkey told the Anadolu agency that Ankara and Berlin had agreed."
            .utf8)))
    let found = NameFinder.standard.find(in: reading)
    #expect(found.count >= 4)
    for (first, second) in zip(found, found.dropFirst()) { #expect(first.lastToken <= second.firstToken) }
    #expect(found.allSatisfy { (0...1).contains($0.confidence) && !$0.tokens.isEmpty })
    #expect(NameFinder.standard.find(in: reading) == found)
  }

  @Test func nothingIsFoundWithoutCapitals() {
    #expect(names("nobody here, only words and 12 numbers.") == [])
    #expect(names("") == [])
  }

  @Test func hostileTextIsRead() {
    var state: UInt64 = 7
    var bytes: [UInt8] = []
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      bytes.append(UInt8(truncatingIfNeeded: state >> 33))
    }
    let texts = [
      String(decoding: bytes, as: UTF8.self), String(repeating: "(", count: 20_000),
      String(repeating: "A", count: 200_000), String(repeating: "Al-", count: 20_000),
      String(repeating: "Ж ", count: 20_000), String(repeating: "of The ", count: 10_000),
    ]
    for text in texts {
      let reading = Reader.standard.read(Article(text: ContiguousArray(text.utf8)))
      let found = NameFinder.standard.find(in: reading)
      #expect(found.allSatisfy { Int($0.lastToken) <= reading.tokens.count })
    }
  }
}
