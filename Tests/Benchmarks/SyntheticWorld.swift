internal import Atlas
internal import Facts
internal import Indexing

/// A gazetteer of 120 box-shaped countries with 50 cities each.
enum SyntheticWorld {
  static let columns = 15
  static let countries = columns * 8
  static let cities = 50

  static func box(_ country: Int) -> PlaceBounds {
    let south = Float(country / columns) * 15 - 60
    let west = Float(country % columns) * 24 - 180
    return PlaceBounds(south: south + 2, west: west + 2, north: south + 11, east: west + 14)
  }

  static func code(_ country: Int) -> UInt16 { UInt16(65 + country / 26) << 8 | UInt16(65 + country % 26) }

  static func country(of place: Int) -> Int { place < countries ? place : (place - countries) / cities }

  static func point(_ place: Int) -> Coordinate {
    let box = box(country(of: place))
    guard place >= countries else {
      return Coordinate(latitude: (box.south + box.north) / 2, longitude: (box.west + box.east) / 2)
    }
    let city = (place - countries) % cities
    return Coordinate(
      latitude: box.south + Float(city * 37 % 50) / 50 * (box.north - box.south),
      longitude: box.west + Float(city * 11 % 50) / 50 * (box.east - box.west))
  }

  static let count = countries * (1 + cities)

  private static func place(_ id: PlaceID) -> Place? {
    let row = Int(id.rawValue)
    guard (0..<count).contains(row) else { return nil }
    let isCountry = row < countries
    return Place(
      id: id, name: isCountry ? "Country \(row)" : "City \(row)", kind: isCountry ? .country : .city,
      country: CountryCode(rawValue: code(country(of: row))),
      parent: isCountry ? nil : PlaceID(rawValue: Int32(country(of: row))), point: point(row),
      population: isCountry ? 30_000_000 : 100_000, geonames: 0, hasOutline: isCountry)
  }

  private static func distance(_ point: Coordinate, _ id: PlaceID) -> Double {
    let center = self.point(Int(id.rawValue))
    let box =
      Int(id.rawValue) < countries
      ? box(Int(id.rawValue))
      : PlaceBounds(
        south: center.latitude, west: center.longitude, north: center.latitude, east: center.longitude)
    let south = Double(max(0, box.south - point.latitude, point.latitude - box.north)) * 111.2
    let west = Double(max(0, box.west - point.longitude, point.longitude - box.east)) * 80
    return (south * south + west * west).squareRoot()
  }

  static let knowledge = PlaceKnowledge(
    place: { place($0) },
    named: { name in
      guard let last = name.split(separator: " ").last, let row = Int32(last) else { return [] }
      return [PlaceID(rawValue: row)]
    },
    similar: { _ in [] },
    contains: { $0 == $1 || ($0.rawValue < countries && country(of: Int($1.rawValue)) == Int($0.rawValue)) },
    containsPoint: { distance($1, $0) == 0 },
    distance: { distance($0, $1) },
    bounds: { Int($0.rawValue) < countries ? box(Int($0.rawValue)) : nil },
    country: { code in
      let row = (Int(code.rawValue >> 8) - 65) * 26 + Int(code.rawValue & 0xFF) - 65
      return (0..<countries).contains(row) ? PlaceID(rawValue: Int32(row)) : nil
    })
}
