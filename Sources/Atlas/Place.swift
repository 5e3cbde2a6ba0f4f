/// A row of the gazetteer.
public struct PlaceID: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number of the row.
  public var rawValue: Int32
  /// The id of a row; whether there is such a row is `Gazetteer.isPlace`.
  public init(rawValue: Int32) { self.rawValue = rawValue }
  /// In the order of rows: containers before what they contain.
  public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// One row of the gazetteer, decoded.
public struct Place: Sendable {
  /// Its row.
  public var id: PlaceID
  /// As news in English writes it.
  public var name: String
  /// City, region, country, river …
  public var kind: PlaceKind
  /// The country that it is or lies in; nil for continents, seas and areas of several countries.
  public var country: CountryCode?
  /// The place that contains it (city → region → country → continent).
  public var parent: PlaceID?
  /// Its middle, or where its label stands on maps.
  public var point: Coordinate
  /// 0 if unknown.
  public var population: Int32
  /// The id in GeoNames; 0 if there is none.
  public var geonames: Int32
  /// Whether borders (or a line, for rivers) are known.
  public var hasOutline: Bool

  /// A place of these parts.
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
