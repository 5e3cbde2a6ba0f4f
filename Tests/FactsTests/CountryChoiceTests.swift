import Articles
import Atlas
import English
import Facts
import Testing

/// Where facts took place whose own words do not say.
@Suite struct CountryChoiceTests {
  /// "kind place/CC" of each fact but statements: the place's name, or "-" where only the country is known.
  private func places(_ text: String) -> [String] {
    let extractor = Extractor.standard
    let harvest = extractor.harvest(Article(text: ContiguousArray(text.utf8)))
    return harvest.sureFacts.filter { !extractor.kinds[$0.kind].traits.contains(.speech) }.map { fact in
      let name = fact.place.flatMap { place in
        place.text.isEmpty ? "-" : place.place.map { extractor.gazetteer.name($0) }
      }
      return
        "\(extractor.kinds.name(fact.kind)) \(name ?? "nowhere")/\(fact.place?.country?.description ?? "")"
    }
  }

  @Test func weightsAreThoseOfThisProgram() throws {
    let weights = try CountryWeights.loaded.get()
    #expect(weights.features.contains { $0 != 0 })
    #expect(weights.ofKind.keys.allSatisfy { KindTable.standard.kind(named: $0) != nil })
  }

  /// A country in a body's name is evidence, and kinds that are told from afar have it, too.
  @Test(arguments: [
    (
      "US House of Representatives impeaches president\n\nThe United States House of Representatives impeached the "
        + "president on Wednesday. A senator resigned.", "departure -/US"
    ),
    (
      "The president met the minister in the morning. Protesters waited at the palace in Seoul.",
      "meeting Seoul/KR"
    ),
    (
      "The activist appeared at the Rundu Magistrate's Court on Tuesday. He was arrested a week ago.",
      "arrest Rundu/NA"
    ),
    ("Thailand's tourism agency signed an agreement with the airline.", "agreement Thailand/TH"),
  ])
  func countryOfTheArticle(_ text: String, _ expected: String) {
    #expect(places(text).contains(expected), "\(places(text))")
  }

  /// Whoever acts for a country that no place names is at home; beyond the countries that are looked at, too.
  @Test func actorsAreAtHome() {
    let found = places("Pentagon officials resigned on Monday.")
    #expect(found.allSatisfy { $0.hasSuffix("/US") }, "\(found)")
    let many =
      "Albania Austria Belgium Bolivia Brazil Bulgaria Canada Chile China Colombia Croatia Cuba Denmark Ecuador"
      + " Egypt Estonia Finland France Germany Ghana Greece Hungary Iceland India Indonesia Iran Iraq Ireland"
    let list = many.split(separator: " ").joined(separator: ", ")
    #expect(places("Teams came from \(list). Police arrested two men in Lima.").contains("arrest Lima/PE"))
  }

  /// The likeliest place of the chosen country, whatever another country's would be.
  @Test func guessesStayInTheCountry() {
    let found = places(
      "Officials may meet rebels in Doha. Rumours spread that rebels attacked Goma. The court may have sentenced him in Kigali."
    )
    #expect(!found.contains { $0.hasPrefix("attack -/") }, "\(found)")
  }

  @Test func nothingNamedIsNoCountry() {
    for place in places("The chairman met the director on Monday. He resigned.") {
      #expect(place.hasSuffix("nowhere/"), "\(place)")
    }
  }

  /// What a fact's own words say is never overruled.
  @Test func ownPlacesStay() {
    let found = places(
      "Ministers of Poland met in Warsaw. Poland and Polish papers praised it. Poles met in Kyiv.")
    #expect(found.contains("meeting Kyiv/UA"), "\(found)")
  }

  /// The same whatever the order in which places were found.
  @Test func orderDoesNotMatter() {
    let article = Article(
      text: ContiguousArray(
        "Peru and Chile signed a deal. Lima police arrested two men. Chile objected.".utf8))
    let extractor = Extractor.standard
    let reading = extractor.read(article)
    let mentions = PlaceFinder.standard.find(in: reading)
    let fact = extractor.harvest(reading).sureFacts[0]
    let entities = extractor.harvest(reading).entities
    let query = CountryChoice.Query(fact, kinds: extractor.kinds, entities: entities)
    let first = CountryChoice(reading, mentions, gazetteer: extractor.gazetteer)
    let second = CountryChoice(reading, mentions.reversed(), gazetteer: extractor.gazetteer)
    #expect(first.verdict(on: query).country == second.verdict(on: query).country)
    #expect(first.choices(of: query).map(\.country) == second.choices(of: query).map(\.country))
    #expect(first.choices(of: query).map(\.features) == second.choices(of: query).map(\.features))
  }
}
