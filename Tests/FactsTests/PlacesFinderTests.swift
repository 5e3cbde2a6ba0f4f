import Articles
import Atlas
import English
import Facts
import Testing

@Suite struct PlacesFinderTests {
  let finder = PlaceFinder.standard
  var gazetteer: Gazetteer { finder.gazetteer }

  private func read(_ text: String) -> Reading {
    Reader.standard.read(Article(text: ContiguousArray(text.utf8)))
  }

  /// "name/CC" of each mention, an adjective with "~".
  private func found(_ text: String) -> [String] {
    let reading = read(text)
    return finder.find(in: reading).map { mention in
      let place = mention.place.map { gazetteer[$0] }
      return (mention.isAdjective ? "~" : "") + (place?.name ?? "?") + "/"
        + (place?.country?.description ?? "")
    }
  }

  @Test(arguments: [
    ("The ministers met in Paris on Friday.", ["Paris/FR"]),
    ("The mayor of Paris, Texas, opened a library.", ["Paris/US", "Texas/US"]),
    ("He flew from Washington D.C. to Kyiv.", ["Washington/US", "Kyiv/UA"]),
    ("The U.S. sends aid, he told us.", ["United States/US"]),
    ("A Polish minister spoke in Warsaw.", ["~Poland/PL", "Warsaw/PL"]),
    ("Shells fell in the Kharkiv region overnight.", ["Kharkiv/UA"]),
    ("Talks were held in the Oval Office.", ["Oval Office/US"]),
    ("Peru's and Poland’s leaders spoke.", ["Peru/PE", "Poland/PL"]),
    ("South Ossetian leaders spoke.", ["~South Ossetia/GE"]),
    ("Nothing happened in this sentence.", []),
    // A province of Mozambique, one of Somalia, one of Papua New Guinea and an old quarter bear these names, too.
    ("Officials held talks in Gaza on Monday.", ["Gaza/PS"]),
    ("Officials held talks in Bari on Monday.", ["Bari/IT"]),
    ("Ships were seized in the Gulf.", []),
    ("Shells fell on Basra.", ["Basrah/IQ"]),
    // Islands lie in a country where one alone has all their towns.
    ("Wildfires swept Maui and Borneo.", ["Maui/US", "Borneo/"]),
    ("The office is in Yongsan, central Seoul.", ["?/", "Seoul/KR"]),
  ])
  func findsPlaces(_ text: String, _ expected: [String]) { #expect(found(text) == expected) }

  @Test func otherPlacesDecide() throws {
    let text = "Tbilisi protests went on. Batumi and Kutaisi saw marches too. Georgia has a new parliament."
    #expect(found(text).contains("Georgia/GE"))
    let other = "Atlanta voters queued. Savannah and Macon did too. Georgia has a new governor."
    #expect(found(other).contains("Georgia/US"))
  }

  @Test func namesOfPeopleAreNoPlaces() {
    let reading = read("Jack London wrote it.")
    let names = [NameMention(tokens: 0..<2, kind: .person, confidence: 1)]
    #expect(finder.find(in: reading, names: names).isEmpty)
  }

  private func described(_ text: String, _ mention: Int = 0) -> (text: String, place: FactPlace)? {
    let reading = read(text)
    let places = finder.find(in: reading)
    guard mention < places.count else { return nil }
    let place = finder.describe(places[mention], in: reading, among: places)
    return (reading.article.string(place.text), place)
  }

  /// Text, index of the mention, range, latitude and longitude within so many kilometres.
  @Test(arguments: [
    ("They met in southeastern Poland on Monday.", 0, "southeastern Poland", 50.7, 22.0, 120.0),
    ("They met in south-eastern Poland on Monday.", 0, "south-eastern Poland", 50.7, 22.0, 120),
    (
      "They met in southeastern Poland, close to the Polish-Ukrainian border, on Tuesday.", 0,
      "southeastern Poland, close to the Polish-Ukrainian border", 50.2, 23.3, 120
    ),
    (
      "It was arranged close to the Polish-Ukrainian border instead.", 0,
      "close to the Polish-Ukrainian border", 50.5, 23.9, 120
    ),
    ("Rockets fell 20 km north of Kharkiv at dawn.", 0, "20 km north of Kharkiv", 50.18, 36.25, 5),
    (
      "Rockets fell about 12 miles (20 km) south-east of Kyiv.", 0,
      "about 12 miles (20 km) south-east of Kyiv", 50.33, 30.72, 5
    ),
    ("The train stopped between Kyiv and Lviv.", 0, "between Kyiv and Lviv", 50.2, 27.3, 40),
    ("Fires burnt on the northern outskirts of Kyiv.", 0, "the northern outskirts of Kyiv", 50.55, 30.52, 15),
    ("A boat sank off the coast of Libya.", 0, "off the coast of Libya", 32.0, 18.0, 400),
    (
      "Troops gathered along the border between Poland and Belarus.", 0,
      "along the border between Poland and Belarus", 52.8, 23.7, 120
    ),
    ("Guards closed Poland's border with Ukraine.", 0, "Poland's border with Ukraine", 50.5, 23.9, 120),
    ("Rebels hold northern Mali.", 0, "northern Mali", 20.0, -2.0, 300),
    ("Storms hit central Germany.", 0, "central Germany", 51.1, 10.4, 100),
  ])
  func describesPlaces(
    _ text: String, _ mention: Int, _ range: String, _ latitude: Double, _ longitude: Double, _ within: Double
  ) throws {
    let found = try #require(described(text, mention))
    #expect(found.text == range)
    let point = try #require(found.place.point)
    let expected = Coordinate(latitude: Float(latitude), longitude: Float(longitude))
    let away = Geometry.distance(point, expected)
    #expect(away < within, "\(point) is \(away) km away")
    #expect(found.place.radius > 0)
  }

  @Test func thePolishSideOfTheBorderIsAtTheBorder() throws {
    let text = "They met near the Polish-Ukrainian border. The place is on the Polish side of the border."
    let found = try #require(described(text, 2))
    #expect(found.text.hasSuffix("Polish side of the border"))
    #expect(found.place.country?.description == "PL")
    let point = try #require(found.place.point)
    let ukraine = try #require(gazetteer.places(named: "Ukraine").first)
    #expect(gazetteer.distance(from: point, to: ukraine) < 5)
  }

  @Test func aPlainMentionIsItsRow() throws {
    let found = try #require(described("They met in Warsaw."))
    #expect(found.text == "Warsaw")
    #expect(found.place.radius == 0)
  }

  @Test(.timeLimit(.minutes(1))) func hostileTexts() {
    var state: UInt64 = 3
    var random: [UInt8] = []
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      random.append(UInt8(truncatingIfNeeded: state >> 33))
    }
    let texts: [ContiguousArray<UInt8>] = [
      [], ContiguousArray(random), ContiguousArray(repeating: UInt8(ascii: "A"), count: 200_000),
      ContiguousArray(String(repeating: "New York, ", count: 3000).utf8),
      ContiguousArray(String(repeating: "north of ", count: 3000).utf8),
      ContiguousArray("the border with the the border between and Poland - - border side of".utf8),
    ]
    for text in texts {
      let reading = Reader.standard.read(Article(text: text))
      let places = finder.find(in: reading)
      for place in places.prefix(50) { _ = finder.describe(place, in: reading, among: places) }
    }
  }

  @Test func damagedFilesAreRefusedOrHarmless() throws {
    #expect(throws: GazetteerError.tooShort) { try Gazetteer(bytes: []) }
    #expect(throws: GazetteerError.notAGazetteer) { try Gazetteer(bytes: [UInt8](repeating: 7, count: 4096)) }
    var header = GazetteerFormat.magic
    header += [UInt8(GazetteerFormat.Section.allCases.count), 0, 0, 0, 0, 0, 0, 0]
    header += [UInt8](repeating: 0xFF, count: 8 * GazetteerFormat.Section.allCases.count)
    #expect(throws: GazetteerError.damagedSection(0)) { try Gazetteer(bytes: header) }
    #expect(Gazetteer.empty.places(named: "Paris").isEmpty)
    #expect(Gazetteer.empty.suggestions(for: "Paris").isEmpty)
    #expect(PlaceFinder(gazetteer: .empty).find(in: read("Paris and London.")).isEmpty)
  }

  @Test func talksBetweenFarCapitalsAreNotInTheMiddle() throws {
    let found = try #require(described("Officials travelled between Kyiv and Washington for months."))
    #expect(found.text == "Kyiv")
  }

  @Test func corruptedFilesNeverCrash() throws {
    let sound = gazetteer.bytes
    let reading = read("They met in Paris, Texas, near the Polish-Ukrainian border and in New York.")
    var state: UInt64 = 17
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % limit
    }
    for round in 0..<12 {
      var bytes = sound
      // Every other round the section table too.
      for _ in 0..<20_000 {
        bytes[128 + next(bytes.count - 128)] = round % 4 == 3 ? 0xFF : UInt8(truncatingIfNeeded: next(256))
      }
      if round % 2 == 1 { bytes[16 + next(112)] = UInt8(truncatingIfNeeded: next(256)) }
      guard let damaged = try? Gazetteer(bytes: bytes) else { continue }
      for name in ["Poland", "Paris, Texas", "Balkans", "Fiji", "Danube", "Polish"] {
        for id in damaged.places(named: name).prefix(3) {
          _ = damaged[id]
          _ = damaged.distance(from: Coordinate(latitude: 50, longitude: 20), to: id)
          _ = damaged.members(of: id) + damaged.neighbours(id)
          _ = damaged.container(id, kind: .continent)
        }
      }
      _ = damaged.names(prefix: "pol")
      let finder = PlaceFinder(gazetteer: damaged)
      let places = finder.find(in: reading)
      for place in places { _ = finder.describe(place, in: reading, among: places) }
    }
  }
}
