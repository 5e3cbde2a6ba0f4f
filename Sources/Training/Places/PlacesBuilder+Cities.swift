internal import Articles
internal import Atlas
internal import Facts

extension PlacesBuilder {
  mutating func addRegionsAndCities() {
    let (regionVotes, districtOf) = joinTowns()
    addRegions(regionVotes)
    let districts = addDistricts(districtOf)
    addCities(districts: districts, districtOf: districtOf)
  }

  /// The name of each first-level region, by the votes of its towns, and the district of each city: its own
  /// row's in the towns file, else that of the nearest town within 25 km in the same region.
  private func joinTowns() -> ([String: [String: Int]], [Int: String]) {
    func key(_ country: String, _ latitude: Double, _ longitude: Double) -> String {
      "\(country) \(Int((latitude * 1000).rounded())) \(Int((longitude * 1000).rounded()))"
    }
    var towns: [String: SourceTown] = [:]
    for town in sources.towns { towns[key(town.country, town.latitude, town.longitude)] = town }
    var votes: [String: [String: Int]] = [:]
    var districtOf: [Int: String] = [:]
    var known: [String: [(city: SourceCity, district: String)]] = [:]
    var unknown: [SourceCity] = []
    func cell(_ city: SourceCity, _ north: Int = 0, _ east: Int = 0) -> String {
      "\(city.countrycode).\(city.admin1code) \(Int(city.latitude * 4) + north) \(Int(city.longitude * 4) + east)"
    }
    for city in sources.cities {
      guard let town = towns[key(city.countrycode, city.latitude, city.longitude)] else {
        unknown.append(city)
        continue
      }
      votes[city.countrycode + "." + city.admin1code, default: [:]][town.region, default: 0] += 1
      guard !town.district.isEmpty else { continue }
      districtOf[city.geonameid] = town.district
      known[cell(city), default: []].append((city, town.district))
    }
    for city in unknown {
      var best = 25.0
      for north in -1...1 {
        for east in -1...1 {
          for other in known[cell(city, north, east)] ?? [] {
            let distance = Geometry.distance(
              Coordinate(latitude: Float(city.latitude), longitude: Float(city.longitude)),
              Coordinate(latitude: Float(other.city.latitude), longitude: Float(other.city.longitude)))
            if distance < best {
              best = distance
              districtOf[city.geonameid] = other.district
            }
          }
        }
      }
    }
    return (votes, districtOf)
  }

  private mutating func addRegions(_ votes: [String: [String: Int]]) {
    var places: [String: (latitude: Double, longitude: Double, people: Int, number: Double)] = [:]
    for city in sources.cities {
      var sum = places[city.countrycode + "." + city.admin1code] ?? (0, 0, 0, 0)
      sum.latitude += city.latitude
      sum.longitude += city.longitude
      sum.people += city.population
      sum.number += 1
      places[city.countrycode + "." + city.admin1code] = sum
    }
    var labels: [String: SourceFeature] = [:]
    for feature in sources.regionPoints {
      labels[Self.key(feature.text("iso_a2") ?? "", feature.text("name") ?? "")] = feature
    }
    for (code, counts) in votes.sorted(by: { $0.key < $1.key }) {
      let country = String(code.prefix(2))
      guard let name = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key, !name.isEmpty,
        let sum = places[code], let parent = countries[country]
      else { continue }
      // One code's name may have split from another's; the first has it.
      let main = Self.withoutType(name)
      if let known = regionNames[Self.key(country, main)] {
        regions[code] = known
        continue
      }
      var draft = PlaceDraft(
        name: main, kind: .region, country: country, parent: parent, latitude: sum.latitude / sum.number,
        longitude: sum.longitude / sum.number)
      draft.population = sum.people
      draft.add(main)
      draft.add(name, penalty: 2)
      if let point = (labels[Self.key(country, main)] ?? labels[Self.key(country, name)])?.geometry?.rings
        .first?.first
      {
        draft.longitude = point[0]
        draft.latitude = point[1]
      }
      if country == "US" {
        draft.geonames = sources.states.first { $0.name == main }?.geonameid ?? 0
      }
      attachRegionOutline(&draft, country)
      regions[code] = drafts.count
      regionNames[Self.key(country, main)] = drafts.count
      regionNames[Self.key(country, name)] = drafts.count
      drafts.append(draft)
    }
  }

  private func attachRegionOutline(_ draft: inout PlaceDraft, _ country: String) {
    let folded = NameFolder.fold(draft.name)
    for feature in sources.regionOutlines where feature.text("iso_a2") == country {
      guard let name = feature.text("name"), NameFolder.fold(name) == folded else { continue }
      draft.rings = feature.geometry?.rings ?? []
      if let latitude = feature.number("latitude"), let longitude = feature.number("longitude") {
        draft.latitude = latitude
        draft.longitude = longitude
      }
      if draft.geonames == 0, let id = feature.number("gn_id"), id > 0 { draft.geonames = Int(id) }
      if name != draft.name { draft.add(name) }
    }
  }

  /// "Lublin Voivodeship" → "Lublin": what newspapers put "province" or "region" after.
  static func withoutType(_ name: String) -> String {
    for ending in [
      " Sheng", " Shi", " Zizhiqu", " Voivodeship", " Governorate", " Krai", " Province", " Prefecture",
      " Department", " Oblast", " Region",
    ] where name.hasSuffix(ending) && name.count > ending.count + 2 {
      return String(name.dropLast(ending.count))
    }
    for beginning in [
      "Muhafazat ", "Respublika ", "Republic of ", "Raionul ", "Wilayat-e ", "Provincia de ",
      "Mayorality of ",
      "Departamento de ", "Estado de ",
    ] where name.hasPrefix(beginning) { return String(name.dropFirst(beginning.count)) }
    return name == "Washington, D.C." ? "District of Columbia" : name
  }

  private mutating func addDistricts(_ districtOf: [Int: String]) -> [String: Int] {
    var sums: [String: (latitude: Double, longitude: Double, people: Int, number: Double, city: SourceCity)] =
      [:]
    for city in sources.cities {
      guard let district = districtOf[city.geonameid] else { continue }
      let key = "\(city.countrycode).\(city.admin1code).\(district)"
      var sum = sums[key] ?? (0, 0, 0, 0, city)
      sum.latitude += city.latitude
      sum.longitude += city.longitude
      sum.people += city.population
      sum.number += 1
      sums[key] = sum
    }
    var districts: [String: Int] = [:]
    for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let country = sum.city.countrycode
      guard let district = districtOf[sum.city.geonameid],
        let parent = regions["\(country).\(sum.city.admin1code)"], sum.people >= 20_000 || country == "US",
        district != drafts[parent].name
      else { continue }
      var draft = PlaceDraft(
        name: district, kind: .district, country: country, parent: parent,
        latitude: sum.latitude / sum.number, longitude: sum.longitude / sum.number)
      draft.population = sum.people
      draft.prominence = max(1, Self.logPopulation(sum.people) - (district.hasSuffix("County") ? 10 : 26))
      draft.add(district)
      districts[key] = drafts.count
      drafts.append(draft)
    }
    return districts
  }

  private mutating func addCities(districts: [String: Int], districtOf: [Int: String]) {
    var largest: [String: SourceCity] = [:]
    for city in sources.cities {
      let code = city.countrycode + "." + city.admin1code
      if city.population > largest[code]?.population ?? 0 { largest[code] = city }
    }
    let capitals = Dictionary(
      sources.countries.map { ($0.iso, NameFolder.fold($0.capital)) }, uniquingKeysWith: { a, _ in a })
    for city in sources.cities {
      guard let country = countries[city.countrycode] else { continue }
      let code = city.countrycode + "." + city.admin1code
      let isCapital =
        capitals[city.countrycode] == NameFolder.fold(city.name)
        && (drafts[country].capital.map { drafts[$0].population < city.population } ?? true)
      // The towns of the United States without a count are villages and suburbs that its papers name.
      guard
        city.population >= minimumPopulation || isCapital || city.countrycode == "US"
          || (largest[code]?.geonameid == city.geonameid && city.population > 0)
      else { continue }
      let district = districtOf[city.geonameid].flatMap { districts["\(code).\($0)"] }
      var draft = PlaceDraft(
        name: city.name, kind: .city, country: city.countrycode, parent: district ?? regions[code] ?? country,
        latitude: city.latitude, longitude: city.longitude)
      draft.population = city.population
      draft.geonames = city.geonameid
      draft.prominence = Self.fame(of: city)
      if isCapital {
        drafts[country].capital = drafts.count
        draft.prominence = max(draft.prominence + 12, drafts[country].prominence - 40)
      }
      draft.add(city.name)
      for other in Self.otherNames(of: city, isImportant: isCapital || city.population > 300_000) {
        draft.add(other, .alternate, penalty: 16)
      }
      for spelling in Self.spellings(of: city.name) { draft.add(spelling) }
      drafts.append(draft)
    }
  }

  /// Countries whose regions the world's papers name by their bare names.
  private static let knownRegions: Set<String> = [
    "US", "GB", "CA", "AU", "UA", "PS", "RU", "CN", "IN", "DE", "FR", "IT", "ES", "BR", "MX",
  ]

  /// Regions rank by their people, below a large city of the same name: of their own country, and for most countries of
  /// any ("Gaza" is no province of Mozambique, "Bari" none of Somalia).
  mutating func rankRegions() {
    var cities: [String: Int] = [:]
    var anywhere: [[UInt8]: Int] = [:]
    for draft in drafts where draft.kind == .city {
      for name in draft.names where name.form == .name {
        let key = Self.key(draft.country, name.text)
        cities[key] = max(cities[key] ?? 0, draft.prominence)
        let folded = NameFolder.fold(name.text)
        anywhere[folded] = max(anywhere[folded] ?? 0, draft.prominence)
      }
    }
    for (index, draft) in drafts.enumerated() where draft.kind == .region {
      let bonus =
        draft.country == "US" ? 20 : ["GB", "CA", "AU", "UA", "PS"].contains(draft.country) ? 14 : 6
      var prominence = Self.logPopulation(draft.population) + bonus
      if let city = cities[Self.key(draft.country, draft.name)], city > prominence - 40 {
        prominence = min(prominence, city - 10)
      } else if !Self.knownRegions.contains(draft.country),
        let city = anywhere[NameFolder.fold(draft.name)], city > prominence - 25
      {
        prominence = min(prominence, city - 10)
      }
      drafts[index].prominence = max(1, prominence)
    }
  }
}
