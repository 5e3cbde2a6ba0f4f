internal import Atlas
internal import Facts
internal import Foundation

/// Makes the gazetteer's drafts from the sources, one layer after the other.
struct PlacesBuilder {
  let sources: PlaceSources
  let knowledge: PlaceLists
  /// Cities with fewer people are left out, capitals and each region's largest excepted.
  let minimumPopulation: Int
  var drafts: [PlaceDraft] = []

  init(sources: PlaceSources, knowledge: PlaceLists, minimumPopulation: Int) {
    self.sources = sources
    self.knowledge = knowledge
    self.minimumPopulation = minimumPopulation
  }

  var continents: [String: Int] = [:]
  var countries: [String: Int] = [:]
  /// By country and code of the first-level region.
  var regions: [String: Int] = [:]
  private var byName: [[UInt8]: [Int]] = [:]
  /// By country and folded name.
  var regionNames: [String: Int] = [:]

  mutating func build() {
    addContinents()
    addCountries()
    addRegionsAndCities()
    addRegionKnowledge()
    addCityKnowledge()
    rankRegions()
    addNature()
    addAreas()
    addSeats()
    addDemonyms()
  }

  static func key(_ country: String, _ name: String) -> String {
    country + "/" + String(decoding: NameFolder.fold(name), as: UTF8.self)
  }

  static func logPopulation(_ population: Int) -> Int { Int(16 * log10(Double(max(1, population)))) }

  /// How likely the world's news means a city among its namesakes: how many people it has, and in how many languages and
  /// spellings it is spoken of. Venice in Italy has four times the names of Venice in California, which has as many people. About
  /// `logPopulation` for a town of a hundred thousand; less for one that nobody abroad speaks of. The weights are those of a
  /// multinomial logistic regression over 710 places of facts in annotated news, in which country the place lies
  /// (log-likelihood −0.270 a place; −0.301 by people alone).
  static func fame(of city: SourceCity) -> Int {
    let people = log10(Double(max(1, city.population)))
    return Int(9 * people + 11 * log(Double(1 + city.alternatenames.count)))
  }

  private mutating func addContinents() {
    for (code, continent) in sources.continents.sorted(by: { $0.key < $1.key }) {
      var draft = PlaceDraft(
        name: continent.toponymName, kind: .continent, latitude: Double(continent.lat) ?? 0,
        longitude: Double(continent.lng) ?? 0)
      draft.geonames = continent.geonameId
      draft.prominence = 200
      draft.add(draft.name)
      if code == "OC" { draft.add("Australasia") }
      if code == "AN" { draft.add("South Pole", .alternate) }
      continents[code] = drafts.count
      drafts.append(draft)
    }
  }

  private mutating func addCountries() {
    let named = Dictionary(grouping: knowledge.countries, by: { $0[0] }).compactMapValues(\.first)
    let points = Dictionary(grouping: knowledge.points, by: { $0[0] }).compactMapValues(\.first)
    for source in sources.countries where source.iso != "AN" && source.iso != "CS" {
      let row = named[source.iso]
      var draft = PlaceDraft(
        name: row?[1] ?? source.name, kind: .country, country: source.iso,
        parent: continents[source.continentcode], latitude: 0, longitude: 0)
      draft.geonames = source.geonameid
      draft.population = source.population
      draft.prominence = 60 + Self.logPopulation(source.population)
      draft.add(draft.name)
      draft.add(source.name, penalty: 2)
      for other in PlaceLists.list(row?[2] ?? "") { draft.add(other, penalty: 4) }
      for other in PlaceLists.list(row.map { $0.count > 3 ? $0[3] : "" } ?? "") {
        draft.add(other, .abbreviation)
      }
      attachOutlines(of: source, to: &draft)
      draft.centre()
      if draft.rings.isEmpty, let town = largestTown(of: source.iso) {
        draft.latitude = town.latitude
        draft.longitude = town.longitude
      }
      if let point = points[source.iso] {
        let numbers = point[1].split(separator: " ").compactMap { Double($0) }
        draft.latitude = numbers.first ?? draft.latitude
        draft.longitude = numbers.last ?? draft.longitude
      }
      countries[source.iso] = drafts.count
      drafts.append(draft)
      if let continent = continents[source.continentcode], !draft.rings.isEmpty {
        drafts[continent].members.append(drafts.count - 1)
      }
    }
  }

  /// What stands for a small island that has no outline of its own.
  private func largestTown(of code: String) -> SourceCity? {
    sources.cities.lazy.filter { $0.countrycode == code }
      .max { ($0.population, $1.geonameid) < ($1.population, $0.geonameid) }
  }

  private func attachOutlines(of source: SourceCountry, to draft: inout PlaceDraft) {
    // Natural Earth draws control on the ground; newspapers, as the United Nations, have Crimea in Ukraine
    // and Somaliland in Somalia.
    let crimea = [34.1, 45.2]
    let others = ["SO": "SOL", "CY": "CYN"]
    let ownCodes = ["XK": "KOS", "SS": "SDS", "EH": "SAH", "PS": "PSX"]
    for feature in sources.outlines {
      let code = feature.text("ADM0_A3") ?? ""
      let geometry = feature.geometry?.rings ?? []
      let isOwn = code == source.iso3 || code == ownCodes[source.iso] || code == others[source.iso]
      if isOwn {
        draft.rings += geometry.filter { source.iso != "RU" || !Self.holds($0, crimea) }
        guard code != others[source.iso] else { continue }
        draft.add(feature.text("NAME_LONG") ?? "", penalty: 2)
        draft.add(feature.text("FORMAL_EN") ?? "", penalty: 8)
        if draft.population == 0, let people = feature.number("POP_EST") { draft.population = Int(people) }
      } else if source.iso == "UA", code == "RUS" {
        draft.rings += geometry.filter { Self.holds($0, crimea) }
      }
    }
  }

  static func holds(_ ring: [[Double]], _ point: [Double]) -> Bool {
    guard ring.count > 2, ring.count < 2000 else { return false }
    var inside = false
    var previous = ring[ring.count - 1]
    for next in ring {
      if (previous[1] > point[1]) != (next[1] > point[1]),
        point[0] < (next[0] - previous[0]) * (point[1] - previous[1]) / (next[1] - previous[1]) + previous[0]
      {
        inside.toggle()
      }
      previous = next
    }
    return inside
  }

  /// The best place of a name among the drafts, as the knowledge files name it: "Moscow", with a code or
  /// none.
  func find(_ name: String, country: String = "", kinds: Set<PlaceKind>) -> Int? {
    var best: Int?
    for index in byName[NameFolder.fold(name)] ?? [] {
      let draft = drafts[index]
      guard kinds.contains(draft.kind), country.isEmpty || draft.country == country else { continue }
      if let known = best, drafts[known].prominence >= draft.prominence { continue }
      best = index
    }
    return best
  }

  /// Makes `find` know the drafts so far.
  mutating func indexNames() {
    byName = [:]
    for (index, draft) in drafts.enumerated() {
      for name in draft.names where name.form == .name {
        byName[NameFolder.fold(name.text), default: []].append(index)
      }
    }
  }
}
