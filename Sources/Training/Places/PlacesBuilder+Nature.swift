internal import Atlas
internal import Facts

extension PlacesBuilder {
  mutating func addNature() {
    for feature in sources.seas {
      add(feature, kind: .water, prominence: 150, tolerance: 0.02)
    }
    for feature in sources.lakes where (feature.number("scalerank") ?? 9) <= 6 {
      add(feature, kind: .water, prominence: 110, tolerance: 0.01)
    }
    addRivers()
    for feature in sources.lands + sources.landPoints {
      switch feature.text("featurecla") ?? "" {
      case "Island", "Island group", "island", "island group":
        add(feature, kind: .island, prominence: 110, tolerance: 0.03)
      case "Range/mtn", "Foothills", "range/mtn", "mountain", "Gorge", "volcano":
        add(feature, kind: .mountain, prominence: 104, tolerance: 0.05)
      case "Continent", "Dragons-be-here", "Lake", "waterfall", "pole": continue
      default: add(feature, kind: .area, prominence: 96, tolerance: 0.05)
      }
    }
  }

  private mutating func add(_ feature: SourceFeature, kind: PlaceKind, prominence: Int, tolerance: Double) {
    guard let raw = feature.text("name_en", "name", "NAME"), let geometry = feature.geometry else { return }
    let name = Self.titleCase(raw)
    // A country or an area of that name has its own outline.
    if drafts.contains(where: { $0.kind == .country && $0.name == name }) { return }
    var draft = PlaceDraft(name: name, kind: kind, latitude: 0, longitude: 0)
    draft.rings = geometry.rings
    draft.isLine = geometry.isLine
    if let point = geometry.rings.first?.first, geometry.rings.count == 1, geometry.rings[0].count == 1 {
      draft.longitude = point[0]
      draft.latitude = point[1]
      draft.rings = []
    } else {
      draft.simplify(tolerance)
      guard !draft.rings.isEmpty else { return }
      draft.centre()
    }
    draft.prominence = prominence - 6 * Int(feature.number("scalerank") ?? 5)
    if kind != .water, let home = home(of: geometry.rings) {
      draft.country = home.country
      draft.parent = home.region.flatMap { regions["\(home.country).\($0)"] } ?? countries[home.country]
    }
    addNames(name, other: feature.text("name_alt", "namealt"), to: &draft)
    drafts.append(draft)
  }

  /// The one country of all towns within some rings or, of a point, within half a degree of latitude and one of longitude, and
  /// their region if that is one: Maui's, but none for Borneo. O(towns · corners) of the towns in the rings' box.
  private func home(of rings: [[[Double]]]) -> (country: String, region: String?)? {
    let corners = rings.joined().filter { $0.count >= 2 }
    guard let first = corners.first else { return nil }
    let isPoint = corners.count == 1
    let (width, height) = isPoint ? (1.0, 0.5) : (0, 0)
    var (west, east, south, north) = (first[0], first[0], first[1], first[1])
    for corner in corners {
      (west, east) = (min(west, corner[0]), max(east, corner[0]))
      (south, north) = (min(south, corner[1]), max(north, corner[1]))
    }
    var found: (country: String, region: String?)?
    for city in sources.cities
    where (west - width...east + width).contains(city.longitude)
      && (south - height...north + height).contains(city.latitude)
    {
      guard isPoint || Self.contains(rings, longitude: city.longitude, latitude: city.latitude) else {
        continue
      }
      guard let known = found else {
        found = (city.countrycode, city.admin1code)
        continue
      }
      if known.country != city.countrycode { return nil }
      if known.region != city.admin1code { found?.region = nil }
    }
    return found
  }

  /// By the even-odd rule: a ray to the east crosses the rings' edges an odd number of times.
  private static func contains(_ rings: [[[Double]]], longitude: Double, latitude: Double) -> Bool {
    var isInside = false
    for ring in rings where ring.count > 2 {
      var last = ring[ring.count - 1]
      for corner in ring {
        if (corner[1] > latitude) != (last[1] > latitude),
          longitude < (last[0] - corner[0]) * (latitude - corner[1]) / (last[1] - corner[1]) + corner[0]
        {
          isInside.toggle()
        }
        last = corner
      }
    }
    return isInside
  }

  private func addNames(_ name: String, other: String?, to draft: inout PlaceDraft) {
    draft.add(name)
    for other in other?.split(whereSeparator: { ",;/".contains($0) }) ?? [] {
      draft.add(Self.titleCase(String(other)), .alternate, penalty: 10)
    }
    for (short, long) in [
      ("Mts.", "Mountains"), ("Mt.", "Mount"), ("I.", "Island"), ("Is.", "Islands"),
      ("Pen.", "Peninsula"), ("L.", "Lake"), ("Plat.", "Plateau"),
    ]
    where name.split(separator: " ").contains(Substring(short)) {
      let spelt = name.split(separator: " ").map { $0 == short ? long : String($0) }.joined(separator: " ")
      draft.name = spelt
      draft.add(spelt)
    }
    // "the Alps" but also "Sumatra Island", "Danube River".
    if draft.kind == .island, !name.contains("Island") { draft.add(name + " Island", penalty: 2) }
    if draft.kind == .water, draft.isLine { draft.add(name + " River", penalty: 2) }
  }

  /// The pieces of one river are one line.
  private mutating func addRivers() {
    var pieces: [String: (feature: SourceFeature, rings: [[[Double]]], rank: Int)] = [:]
    for feature in sources.rivers {
      guard let name = feature.text("name_en", "name"), let geometry = feature.geometry else { continue }
      var known = pieces[name] ?? (feature, [], 12)
      known.rings += geometry.rings
      known.rank = min(known.rank, Int(feature.number("scalerank") ?? 9))
      pieces[name] = known
    }
    for (name, river) in pieces.sorted(by: { $0.key < $1.key }) {
      var draft = PlaceDraft(name: name, kind: .water, latitude: 0, longitude: 0)
      draft.rings = river.rings
      draft.isLine = true
      draft.simplify(0.02)
      draft.centre()
      draft.prominence = 110 - 6 * river.rank
      addNames(name, other: river.feature.text("name_alt"), to: &draft)
      drafts.append(draft)
    }
  }

  /// "SEA OF JAPAN" → "Sea of Japan".
  static func titleCase(_ name: String) -> String {
    guard name == name.uppercased(), name.count > 2 else { return name }
    let small: Set<String> = ["of", "the", "and", "de", "da", "do", "del", "la", "des"]
    return name.lowercased().split(separator: " ").enumerated().map { index, word in
      if index > 0, small.contains(String(word)) { return String(word) }
      return word.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined(separator: "-")
    }.joined(separator: " ")
  }
}
