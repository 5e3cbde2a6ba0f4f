import Articles
import Atlas
import English
import Facts
import Testing

/// Which of its namesakes a name means, and what is no place of the gazetteer.
@Suite struct PlacesChoiceTests {
  let gazetteer = Gazetteer.standard

  private func found(_ text: String) -> [(text: String, place: Place?, mention: PlaceMention)] {
    let reading = Reader.standard.read(Article(text: ContiguousArray(text.utf8)))
    return PlaceFinder.standard.find(in: reading).map { mention in
      (reading.article.string(mention.text), mention.place.map { gazetteer[$0] }, mention)
    }
  }

  private func region(_ place: Place?) -> String? {
    place.flatMap { gazetteer.container($0.id, kind: .region) }.map { gazetteer.name($0) }
  }

  @Test func theCompanyOfOtherPlacesChooses() throws {
    let text = """
      The council of Paris, Texas, met on Monday. Lamar County lent two trucks, and crews from Blossom and Deport \
      came too. Residents of Paris were asked to save water.
      """
    let paris = found(text).filter { $0.text == "Paris" }
    #expect(paris.count == 2)
    for mention in paris { #expect(region(mention.place) == "Texas") }
  }

  @Test(arguments: [
    ("The UN held talks in Geneva on Monday.", "Geneva", "CH"),
    ("A film was shown in Venice.", "Venice", "IT"),
    ("Police in Bremen arrested two men.", "Bremen", "DE"),
    ("Storms hit Naples, Sarasota and Tampa in Florida on Monday.", "Naples", "US"),
    ("The United States and Japan resumed trade talks in Geneva, and Canada joined them.", "Geneva", "CH"),
    (
      "The film was shown in Toronto, the U.S. distributor said. The United States has no such law.",
      "Toronto", "CA"
    ),
    ("U.S. prosecutors in Chicago said that the New York trader was charged in London.", "London", "GB"),
    ("Floods hit Valencia on Tuesday.", "Valencia", "ES"),
    ("Flights from Melbourne and Bristol were cancelled.", "Melbourne", "AU"),
    ("Clinton spoke in Des Moines, Iowa, a day after the attacks in Paris.", "Paris", "FR"),
  ])
  func theProminentOneUnlessTheCompanySaysOtherwise(text: String, name: String, country: String) throws {
    let place = try #require(found(text).first { $0.text == name }?.place)
    #expect(gazetteer.country(place.id)?.description == country)
  }

  @Test(arguments: [
    ("A judge in the Eastern District of Virginia ruled on Friday.", "Eastern District", nil),
    ("Villages in the Northern Province of Zambia were attacked.", "Northern Province", "ZM"),
    (
      "Villages in Northern Province were attacked, the government of Zambia said.", "Northern Province", "ZM"
    ),
    ("Ghana sent troops to its Western Region on Monday.", "Western Region", "GH"),
    ("Two men were shot in the Western District on Monday.", "Western District", nil),
    ("The Southern District of New York has a new judge.", "New York", "US"),
  ])
  func aPartNamedByADirectionLiesInWhatIsTold(text: String, name: String, country: String?) throws {
    let part = found(text).first { $0.text == name }
    #expect(part?.place?.country?.description == country)
    if country == "US" { #expect(part?.place?.kind != .district) }
  }

  @Test(arguments: [
    ("Fighting broke out in the Central African Republic on Monday.", "Central African Republic", "CF"),
    ("Bombs fell on the southern province of Kandahar on Monday.", "Kandahar", "AF"),
    ("The Western Province of the Solomon Islands was flooded.", "Western Province", "SB"),
  ])
  func whatIsNamedByADirectionMayBeOne(text: String, name: String, country: String) throws {
    let place = try #require(found(text).first { $0.text == name }?.place)
    #expect(place.country?.description == country)
  }

  /// A list of many names does not take their places from the parts behind it.
  @Test func aPartBehindManyNamesHasItsCountry() throws {
    let towns = gazetteer.names(prefix: "M", limit: 300).filter { $0.utf8.allSatisfy { $0 > 0x40 } }.prefix(
      120)
    let text =
      "He saw \(towns.joined(separator: ", ")). Zambia said that villages in Northern Province were attacked."
    let part = try #require(found(text).last { $0.text == "Northern Province" })
    #expect(part.place != nil)
  }

  @Test func statesInAListAreStates() throws {
    let states = found("Cases were seen in Arizona, Georgia, Oregon and Washington, officials said.")
    #expect(states.map(\.place?.kind) == [.region, .region, .region, .region])
  }

  @Test func countiesInAListAreCounties() throws {
    let places = found("Floods hit Camden and Charlton counties in Georgia.")
    #expect(places.map(\.place?.kind) == [.district, .district, .region])
    #expect(places.allSatisfy { region($0.place) == "Georgia" })
  }

  @Test(arguments: [
    ("He was born in St. Louis, Missouri.", "St. Louis", "Missouri"),
    ("Fires burnt in NSW and Queensland on Sunday.", "NSW", "New South Wales"),
    ("She moved to Springfield, Ill., in 1999.", "Springfield", "Illinois"),
  ])
  func abbreviationsAreRead(_ text: String, _ name: String, _ expected: String) throws {
    let place = try #require(found(text).first { $0.text == name })
    #expect(region(place.place) == expected)
  }

  @Test func aNameMayHoldAPossessive() throws {
    let place = try #require(found("The People's Republic of China sent a note to Peru's embassy.").first)
    #expect(place.text == "People's Republic of China")
    #expect(place.place?.country?.description == "CN")
  }

  @Test func aPlaceInTheNameOfAnOrganisationIsMarked() throws {
    let reading = Reader.standard.read(
      Article(text: ContiguousArray("The Hartford Police Department arrested two men.".utf8)))
    let names = [NameMention(tokens: 1..<4, kind: .organisation, confidence: 1)]
    let span = try #require(PlaceFinder.standard.resolution(reading, names: names).spans.first)
    #expect(span.tokens == 1..<2)
    #expect(span.isPartOfName)
  }

  @Test func aStreetHasNoRow() {
    for place in found("The house on Dublin Road burnt down in Columbus, Ohio.")
    where place.text.contains("Road") {
      #expect(place.place == nil)
    }
  }

  @Test(
    "A town unless it is \"the\" river",
    arguments: [
      ("Officials held talks in Sacramento on Monday.", "Sacramento", PlaceKind.city),
      ("Boats sailed up the Sacramento on Monday.", "Sacramento", PlaceKind.water),
      ("The fire spread in the Sacramento suburbs on Monday.", "Sacramento", PlaceKind.city),
      ("He ran on the Mississippi, Missouri and Arkansas ballots.", "Mississippi", PlaceKind.region),
      ("Rebels fought on the Congo border of Rwanda.", "Congo", PlaceKind.country),
    ])
  func rivers(text: String, name: String, kind: PlaceKind) throws {
    let place = try #require(found(text).first { $0.text == name }?.place)
    #expect(place.kind == kind)
  }

  @Test func officesAreNoTowns() {
    #expect(found("Police said the Chief Medical Officer resigned.").isEmpty)
  }

  @Test func smallTownsAreKnown() throws {
    // 500 people and more, and counties.
    for (name, code) in [
      ("Ridge Farm", "US"), ("Roxton, Texas", "US"), ("Saint Kilda", "AU"), ("Lamar County", "US"),
    ] {
      let id = try #require(gazetteer.places(named: name).first, "\(name)")
      #expect(gazetteer.country(id)?.description == code)
    }
    #expect(gazetteer.count > 200_000)
    #expect(gazetteer.bytes.count <= 12_000_000)
  }

  @Test func aWordForTheKindChooses() throws {
    let region = try #require(gazetteer.places(named: "Lviv region").first)
    #expect(gazetteer.kind(region) == .region)
    let city = try #require(gazetteer.places(named: "city of Lviv").first)
    #expect(gazetteer.kind(city) == .city)
    #expect(gazetteer.places(named: "Xyzzy region").isEmpty)
  }

  @Test func weightsAreReadOrLeftOut() {
    let weights = PlaceWeights("sense prominence 2\nmention bias -1.5\nsense nothing 3\nrubbish\n".utf8)
    #expect(weights.sense[SenseFeature.prominence.rawValue] == 2)
    #expect(weights.mention[MentionFeature.bias.rawValue] == -1.5)
    #expect(weights.sense.count { $0 != 0 } == 1)
    // Every feature has a weight in the file.
    #expect(PlaceWeights.standard.sense.count { $0 != 0 } > 20)
    #expect(PlaceWeights.standard.mention.count { $0 != 0 } > 40)
  }
}
