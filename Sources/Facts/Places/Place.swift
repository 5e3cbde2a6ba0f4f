public enum PlaceKind: UInt8, Sendable, CaseIterable {
  case country, region, district, city, continent, area, water, mountain, island, seat

  /// What the shell prints: "country", "region" (first-level division), "district" (second-level), "city",
  /// "continent", "area" (Middle East, Donbas), "water" (sea, lake, river), "mountain", "island", "seat" (the
  /// Kremlin).
  public var name: String {
    switch self {
    case .country: "country"
    case .region: "region"
    case .district: "district"
    case .city: "city"
    case .continent: "continent"
    case .area: "area"
    case .water: "water"
    case .mountain: "mountain"
    case .island: "island"
    case .seat: "seat"
    }
  }
}

/// One row of the gazetteer, decoded.
public struct Place: Sendable {
  public var id: PlaceID
  public var name: String
  public var kind: PlaceKind
  public var country: CountryCode?
  /// The place that contains it (city → region → country → continent).
  public var parent: PlaceID?
  public var point: Coordinate
  /// 0 if unknown.
  public var population: Int32
  /// The id in GeoNames; 0 if there is none.
  public var geonames: Int32
  public var hasOutline: Bool

  public init(
    id: PlaceID, name: String, kind: PlaceKind, country: CountryCode?, parent: PlaceID?, point: Coordinate,
    population: Int32, geonames: Int32, hasOutline: Bool
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.country = country
    self.parent = parent
    self.point = point
    self.population = population
    self.geonames = geonames
    self.hasOutline = hasOutline
  }
}
