/// A row of the gazetteer.
public struct PlaceID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  public var rawValue: Int32
  public init(rawValue: Int32) { self.rawValue = rawValue }
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
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
