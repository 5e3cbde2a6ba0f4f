/// Degrees, WGS 84.
public struct Coordinate: Hashable, Sendable, BitwiseCopyable {
  /// −90 … 90, north positive.
  public var latitude: Float
  /// −180 … 180, east positive.
  public var longitude: Float

  /// A point at degrees north and east.
  public init(latitude: Float, longitude: Float) {
    self.latitude = latitude
    self.longitude = longitude
  }
}
