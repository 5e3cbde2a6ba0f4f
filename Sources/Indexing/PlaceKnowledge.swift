public import Atlas
internal import Facts

/// A box in degrees; `west` > `east` where it crosses the antimeridian.
public struct PlaceBounds: Hashable, Sendable, BitwiseCopyable {
  /// Least latitude, degrees.
  public var south: Float
  /// Longitude of the western edge, degrees.
  public var west: Float
  /// Greatest latitude, degrees.
  public var north: Float
  /// Longitude of the eastern edge, degrees.
  public var east: Float

  /// A box between these edges, in degrees.
  public init(south: Float, west: Float, north: Float, east: Float) {
    self.south = south
    self.west = west
    self.north = north
    self.east = east
  }
}

/// What the index and the queries ask of a gazetteer, as functions, so that tests bring a small world of
/// their own.
public struct PlaceKnowledge: Sendable {
  /// The row, decoded; nil where there is none.
  public var place: @Sendable (PlaceID) -> Place?
  /// The rows that a name may stand for ("Paris", "Paris, Texas", "Polish"), most prominent first; case- and
  /// accent-blind.
  public var named: @Sendable (String) -> [PlaceID]
  /// Known names within a small edit distance of an unknown one, best first.
  public var similar: @Sendable (String) -> [String]
  /// The first place is the second or contains it.
  public var contains: @Sendable (PlaceID, PlaceID) -> Bool
  /// The point lies in the place's outline; false for a place that has none.
  public var containsPoint: @Sendable (PlaceID, Coordinate) -> Bool
  /// Kilometres from the point to the place's outline, 0 inside; to its point where it has no outline.
  public var distance: @Sendable (Coordinate, PlaceID) -> Double
  /// The box around the outline; nil where only the point is known.
  public var bounds: @Sendable (PlaceID) -> PlaceBounds?
  /// The row of a country.
  public var country: @Sendable (CountryCode) -> PlaceID?
  /// Borders and coasts that may be seen in a box, as lines to draw.
  public var borders: @Sendable (PlaceBounds) -> [[Coordinate]]

  /// Knowledge of one's own, for tests and other gazetteers.
  public init(
    place: @escaping @Sendable (PlaceID) -> Place?,
    named: @escaping @Sendable (String) -> [PlaceID],
    similar: @escaping @Sendable (String) -> [String],
    contains: @escaping @Sendable (PlaceID, PlaceID) -> Bool,
    containsPoint: @escaping @Sendable (PlaceID, Coordinate) -> Bool,
    distance: @escaping @Sendable (Coordinate, PlaceID) -> Double,
    bounds: @escaping @Sendable (PlaceID) -> PlaceBounds?,
    country: @escaping @Sendable (CountryCode) -> PlaceID?,
    borders: @escaping @Sendable (PlaceBounds) -> [[Coordinate]] = { _ in [] }
  ) {
    self.place = place
    self.named = named
    self.similar = similar
    self.contains = contains
    self.containsPoint = containsPoint
    self.distance = distance
    self.bounds = bounds
    self.country = country
    self.borders = borders
  }

  /// Knows no place at all.
  public static let none = PlaceKnowledge(
    place: { _ in nil }, named: { _ in [] }, similar: { _ in [] }, contains: { $0 == $1 },
    containsPoint: { _, _ in false }, distance: { _, _ in .infinity }, bounds: { _ in nil },
    country: { _ in nil })
}
