public import Atlas
internal import Facts
public import Indexing

/// A gazetteer of a dozen places with boxes as outlines: enough for near, in and merging by containment.
public enum SmallWorld {
  struct Row {
    var name: String
    var kind: PlaceKind
    var code: String
    var parent: Int32
    var latitude: Float
    var longitude: Float
    var population: Int32
    var box: PlaceBounds?
    var aliases: [String] = []
  }

  static let rows: [Row] = [
    Row(
      name: "Europe", kind: .continent, code: "", parent: -1, latitude: 50, longitude: 15, population: 0,
      box: PlaceBounds(south: 36, west: -10, north: 70, east: 40)),
    Row(
      name: "Poland", kind: .country, code: "PL", parent: 0, latitude: 52, longitude: 20,
      population: 38_000_000, box: PlaceBounds(south: 49, west: 14, north: 54.8, east: 24)),
    Row(
      name: "Ukraine", kind: .country, code: "UA", parent: 0, latitude: 49, longitude: 32,
      population: 44_000_000, box: PlaceBounds(south: 44.5, west: 24, north: 52.3, east: 40)),
    Row(
      name: "Belgium", kind: .country, code: "BE", parent: 0, latitude: 50.8, longitude: 4.5,
      population: 11_000_000, box: PlaceBounds(south: 49.5, west: 2.5, north: 51.5, east: 6.4)),
    Row(
      name: "United States", kind: .country, code: "US", parent: -1, latitude: 39.8, longitude: -98.6,
      population: 330_000_000, box: PlaceBounds(south: 25, west: -125, north: 49, east: -67),
      aliases: ["USA", "US"]),
    Row(
      name: "Warsaw", kind: .city, code: "PL", parent: 1, latitude: 52.23, longitude: 21.01,
      population: 1_700_000, box: nil),
    Row(
      name: "Rzeszów", kind: .city, code: "PL", parent: 1, latitude: 50.04, longitude: 22,
      population: 158_000, box: nil),
    Row(
      name: "Kyiv", kind: .city, code: "UA", parent: 2, latitude: 50.45, longitude: 30.52,
      population: 2_800_000, box: nil, aliases: ["Kiev"]),
    Row(
      name: "Lviv", kind: .city, code: "UA", parent: 2, latitude: 49.84, longitude: 24.03,
      population: 720_000, box: nil),
    Row(
      name: "Brussels", kind: .city, code: "BE", parent: 3, latitude: 50.85, longitude: 4.35,
      population: 1_000_000, box: nil),
    Row(
      name: "Washington", kind: .city, code: "US", parent: 4, latitude: 38.9, longitude: -77.04,
      population: 600_000, box: nil),
    Row(
      name: "Warsaw", kind: .city, code: "US", parent: 4, latitude: 41.24, longitude: -85.85,
      population: 15_000, box: nil, aliases: ["Warsaw, Indiana"]),
  ]

  public static var placeCount: Int { rows.count }

  public static func id(_ name: String) -> PlaceID {
    PlaceID(rawValue: Int32(rows.firstIndex { $0.name == name } ?? 0))
  }

  static func row(_ id: PlaceID) -> Row? {
    rows.indices.contains(Int(id.rawValue)) ? rows[Int(id.rawValue)] : nil
  }

  /// The country's code of a place; nil above countries.
  public static func country(_ id: PlaceID) -> CountryCode? { row(id).flatMap { CountryCode($0.code) } }

  public static func point(_ id: PlaceID) -> Coordinate? {
    row(id).map { Coordinate(latitude: $0.latitude, longitude: $0.longitude) }
  }

  static func contains(_ outer: PlaceID, _ inner: PlaceID) -> Bool {
    var next: PlaceID? = inner
    while let id = next {
      if id == outer { return true }
      next = row(id).flatMap { $0.parent < 0 ? nil : PlaceID(rawValue: $0.parent) }
    }
    return false
  }

  /// Kilometres on a plane around the point: exact enough for a world of boxes, and cheap.
  static func distance(_ point: Coordinate, _ id: PlaceID) -> Double {
    guard let row = row(id) else { return .infinity }
    let box =
      row.box
      ?? PlaceBounds(south: row.latitude, west: row.longitude, north: row.latitude, east: row.longitude)
    let south = Double(max(0, box.south - point.latitude, point.latitude - box.north))
    let west = Double(max(0, box.west - point.longitude, point.longitude - box.east))
    let width = west * 111.2 * cosine(Double(point.latitude))
    return (south * 111.2 * south * 111.2 + width * width).squareRoot()
  }

  /// Of an angle in degrees within ±90, by its Taylor series.
  private static func cosine(_ degrees: Double) -> Double {
    let x = degrees * .pi / 180
    let y = x * x
    return 1 - y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56)))
  }

  public static let knowledge = PlaceKnowledge(
    place: { id in
      row(id).map { row in
        Place(
          id: id, name: row.name, kind: row.kind, country: CountryCode(row.code),
          parent: row.parent < 0 ? nil : PlaceID(rawValue: row.parent),
          point: Coordinate(latitude: row.latitude, longitude: row.longitude), population: row.population,
          geonames: 0, hasOutline: row.box != nil)
      }
    },
    named: { name in
      let wanted = Folding.name(name)
      return rows.indices.filter { i in
        ([rows[i].name] + rows[i].aliases).contains { Folding.name($0) == wanted }
      }.sorted { rows[$0].population > rows[$1].population }.map { PlaceID(rawValue: Int32($0)) }
    },
    similar: { name in
      let wanted = Folding.name(name)
      return rows.map(\.name).filter { Folding.name($0).hasPrefix(String(wanted.prefix(3))) }
    },
    contains: { contains($0, $1) },
    containsPoint: { id, point in
      guard let box = row(id)?.box else { return false }
      return point.latitude >= box.south && point.latitude <= box.north && point.longitude >= box.west
        && point.longitude <= box.east
    },
    distance: { distance($0, $1) },
    bounds: { row($0)?.box },
    country: { code in
      rows.firstIndex { $0.kind == .country && $0.code == code.description }.map {
        PlaceID(rawValue: Int32($0))
      }
    })
}
