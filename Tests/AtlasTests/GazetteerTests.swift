import Atlas
import Testing

@Suite struct PlacesGazetteerTests {
  let gazetteer = Gazetteer.standard

  private func top(_ name: String) -> Place? { gazetteer.places(named: name).first.map { gazetteer[$0] } }

  @Test(
    "A box around what lies on both sides of the antimeridian is narrow",
    arguments: [
      ("Fiji", 170.0, -170.0), ("Russia", 15, -160), ("New Zealand", 160, -170), ("Kiribati", 165, -145),
      ("United States", 165, -60), ("Poland", 13, 25),
    ])
  func boxesCrossTheAntimeridian(name: String, west: Double, east: Double) throws {
    let id = try #require(gazetteer.places(named: name).first)
    let box = try #require(gazetteer.bounds(of: id))
    #expect((box.west > box.east) == (west > east), "\(box)")
    #expect(Double(box.west) >= west && Double(box.east) <= east, "\(box)")
    #expect(box.south < box.north)
    // Its borders are there on both sides.
    for longitude in [box.west, box.east] {
      let (south, north) = (max(-90, box.south - 1), min(90, box.north + 1))
      let lines = gazetteer.borders(south: south, west: longitude - 0.5, north: north, east: longitude + 0.5)
      #expect(lines.joined().contains { abs($0.longitude - longitude) < 0.6 }, "\(longitude)")
    }
  }

  @Test(arguments: [
    ("Poland", "Poland", PlaceKind.country, "PL"), ("the Netherlands", "Netherlands", .country, "NL"),
    ("U.S.", "United States", .country, "US"), ("USA", "United States", .country, "US"),
    ("UK", "United Kingdom", .country, "GB"), ("Britain", "United Kingdom", .country, "GB"),
    ("Burma", "Myanmar", .country, "MM"), ("Czech Republic", "Czech Republic", .country, "CZ"),
    ("Czechia", "Czech Republic", .country, "CZ"), ("Ivory Coast", "Ivory Coast", .country, "CI"),
    ("Côte d’Ivoire", "Ivory Coast", .country, "CI"), ("Holy See", "Vatican", .country, "VA"),
    ("Georgia", "Georgia", .country, "GE"), ("Türkiye", "Turkey", .country, "TR"),
    ("Kiev", "Kyiv", .city, "UA"), ("KYIV", "Kyiv", .city, "UA"), ("Lviv", "Lviv", .city, "UA"),
    ("Lodz", "Łódź", .city, "PL"), ("Paris", "Paris", .city, "FR"), ("Paris, Texas", "Paris", .city, "US"),
    ("Washington D.C.", "Washington", .city, "US"), ("Washington", "Washington", .city, "US"),
    ("New York", "New York City", .city, "US"), ("Bombay", "Mumbai", .city, "IN"),
    ("Saigon", "Ho Chi Minh City", .city, "VN"), ("The Hague", "The Hague", .city, "NL"),
    ("Crimea", "Crimea", .region, "UA"), ("Texas", "Texas", .region, "US"),
    ("Calif.", "California", .region, "US"),
    ("Donbas", "Donbas", .area, "UA"), ("West Bank", "West Bank", .region, "PS"),
    ("Gaza Strip", "Gaza Strip", .region, "PS"), ("Kremlin", "Kremlin", .seat, "RU"),
    ("Oval Office", "Oval Office", .seat, "US"), ("Downing Street", "Downing Street", .seat, "GB"),
    ("Pentagon", "Pentagon", .seat, "US"),
  ])
  func findsWhatANameUsuallyMeans(_ name: String, _ expected: String, _ kind: PlaceKind, _ code: String)
    throws
  {
    let place = try #require(top(name))
    #expect(place.name == expected)
    #expect(place.kind == kind)
    #expect(place.country?.description == code)
  }

  @Test(arguments: [
    ("Middle East", PlaceKind.area), ("Balkans", .area), ("West Africa", .area), ("Central Asia", .area),
    ("Europe", .continent), ("Black Sea", .water), ("Mediterranean Sea", .water), ("Danube", .water),
    ("Lake Victoria", .water), ("Alps", .mountain), ("Sahara", .area), ("Sicily", .region),
  ])
  func findsPlacesOfOtherKinds(_ name: String, _ kind: PlaceKind) throws {
    #expect(try #require(top(name)).kind == kind, "\(name)")
  }

  @Test(arguments: [
    ("Polish", "PL"), ("Poles", "PL"), ("Ukrainian", "UA"), ("Dutch", "NL"), ("American", "US"),
    ("British", "GB"),
    ("Parisian", "FR"), ("Chechen", "RU"), ("Scottish", "GB"), ("Burmese", "MM"), ("South Korean", "KR"),
  ])
  func knowsDemonyms(_ word: String, _ code: String) {
    #expect(gazetteer.country(ofDemonym: word)?.description == code)
  }

  @Test func unknownNamesMeanNothing() {
    for name in ["", ",", ", ,", "Xyzzyville", "Paris, Nowhere", "   ", "\u{0}", "a\u{301}"] {
      #expect(gazetteer.places(named: name).isEmpty, "\(name)")
    }
  }

  @Test func containmentIsTransitive() throws {
    let kyiv = try #require(gazetteer.places(named: "Kyiv").first)
    let ukraine = try #require(CountryCode("UA").flatMap { gazetteer.country($0) })
    let europe = try #require(gazetteer.places(named: "Europe").first)
    let balkans = try #require(gazetteer.places(named: "Balkans").first)
    let sofia = try #require(gazetteer.places(named: "Sofia").first)
    #expect(gazetteer.contains(ukraine, kyiv))
    #expect(gazetteer.contains(europe, kyiv))
    #expect(gazetteer.contains(balkans, sofia))
    #expect(!gazetteer.contains(balkans, kyiv))
    #expect(!gazetteer.contains(kyiv, ukraine))
    #expect(gazetteer.capital(of: ukraine) == kyiv)
    #expect(gazetteer.container(kyiv, kind: .country) == ukraine)
  }

  @Test func everyPlaceLiesInItsParents() {
    for row in 0..<Int32(gazetteer.count) {
      let id = PlaceID(rawValue: row)
      guard let parent = gazetteer.parent(id) else { continue }
      if !gazetteer.contains(parent, id) { Issue.record("\(gazetteer.name(id))") }
    }
  }

  @Test func neighboursAreMutual() throws {
    let poland = try #require(CountryCode("PL").flatMap { gazetteer.country($0) })
    let names = gazetteer.neighbours(poland).map { gazetteer.name($0) }.sorted()
    #expect(names == ["Belarus", "Czech Republic", "Germany", "Lithuania", "Russia", "Slovakia", "Ukraine"])
    for other in gazetteer.neighbours(poland) { #expect(gazetteer.neighbours(other).contains(poland)) }
  }

  @Test(arguments: [
    ("Polend", "Poland"), ("Ukarine", "Ukraine"), ("Kharkhiv", "Kharkiv"), ("Philipines", "Philippines"),
    ("Germny", "Germany"), ("Washingtn", "Washington"),
  ])
  func suggestsCloseNames(_ misspelt: String, _ meant: String) {
    let suggestions = gazetteer.suggestions(for: misspelt)
    #expect(suggestions.contains(meant), "\(suggestions)")
    #expect(suggestions.count <= 3)
  }

  @Test func completesByProminence() {
    #expect(gazetteer.names(prefix: "Pol").first == "Poland")
    #expect(gazetteer.names(prefix: "ukr").first == "Ukraine")
    #expect(gazetteer.names(prefix: "united", limit: 3).count == 3)
    #expect(gazetteer.names(prefix: "").isEmpty)
    #expect(gazetteer.names(prefix: "zzzzzzz").isEmpty)
  }

  @Test func foldsNames() {
    func folded(_ name: String) -> String { String(decoding: NameFolder.fold(name), as: UTF8.self) }
    #expect(folded("The Czech Republic") == "czech republic")
    #expect(folded("Łódź") == "lodz")
    #expect(folded("Xi'an") == "xian")
    #expect(folded("Stratford-upon-Avon") == "stratford upon avon")
    #expect(folded("U.S.") == "us")
    #expect(folded("  São\tTomé ") == "sao tome")
    #expect(folded("Đà Nẵng") == "da nang")
    #expect(folded("The") == "the")
    #expect(folded("Москва") == "Москва")
  }
}
