public import Atlas
internal import Facts

/// A place to mark on a map.
public struct MapPoint: Hashable, Sendable {
  /// "Warsaw (PL)".
  public var name: String
  /// Where it is, in degrees.
  public var point: Coordinate
  /// How many rows are there; of a table the number in its last column of numbers.
  public var count: Double

  /// A place with the rows that are there.
  public init(name: String, point: Coordinate, count: Double) {
    self.name = name
    self.point = point
    self.count = count
  }
}
