internal import Glibc

/// Distances and directions on the sphere of the Earth's mean radius.
///
/// Great-circle distances by the haversine formula with R = 6 371.0088 km (the mean radius R₁ of the WGS 84
/// ellipsoid, IUGG); they differ from the ellipsoid's by at most 0.56 %.
public enum Geometry {
  /// Kilometres.
  public static let earthRadius = 6371.0088
  /// The formula's name, for the help.
  public static let formula = "great circle, haversine, R = 6371.0088 km"

  /// Kilometres between two points.
  public static func distance(_ a: Coordinate, _ b: Coordinate) -> Double {
    let latitudeA = radians(a.latitude)
    let latitudeB = radians(b.latitude)
    let sinLatitude = sin((latitudeB - latitudeA) / 2)
    let sinLongitude = sin((radians(b.longitude) - radians(a.longitude)) / 2)
    let h = sinLatitude * sinLatitude + cos(latitudeA) * cos(latitudeB) * sinLongitude * sinLongitude
    return 2 * earthRadius * asin(min(1, h.squareRoot()))
  }

  /// The point `kilometres` from `start` in the direction `bearing` (degrees from north, clockwise).
  public static func destination(from start: Coordinate, bearing: Double, kilometres: Double) -> Coordinate {
    let angle = kilometres / earthRadius
    let latitude = radians(start.latitude)
    let direction = bearing * .pi / 180
    let sine = sin(latitude) * cos(angle) + cos(latitude) * sin(angle) * cos(direction)
    let y = sin(direction) * sin(angle) * cos(latitude)
    let x = cos(angle) - sin(latitude) * sine
    let longitude = Double(start.longitude) + atan2(y, x) * 180 / .pi
    return Coordinate(
      latitude: Float(asin(max(-1, min(1, sine))) * 180 / .pi), longitude: Float(normalised(longitude)))
  }

  /// Degrees from north, clockwise, 0 to 360, at `start` towards `end`.
  public static func bearing(from start: Coordinate, to end: Coordinate) -> Double {
    let difference = radians(end.longitude) - radians(start.longitude)
    let y = sin(difference) * cos(radians(end.latitude))
    let x =
      cos(radians(start.latitude)) * sin(radians(end.latitude))
      - sin(radians(start.latitude)) * cos(radians(end.latitude)) * cos(difference)
    let degrees = atan2(y, x) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// The middle of the shorter great-circle arc.
  public static func midpoint(_ a: Coordinate, _ b: Coordinate) -> Coordinate {
    (UnitVector(a) + UnitVector(b)).coordinate ?? a
  }

  /// −180 ..< 180.
  static func normalised(_ longitude: Double) -> Double {
    guard longitude.isFinite else { return 0 }
    let turned = (longitude + 180).truncatingRemainder(dividingBy: 360)
    return (turned < 0 ? turned + 360 : turned) - 180
  }

  private static func radians(_ degrees: Float) -> Double { Double(degrees) * .pi / 180 }
}

/// A direction from the Earth's centre. Chords between such points grow with the distance on the sphere, so
/// nearest points are found without trigonometry.
struct UnitVector: Sendable, BitwiseCopyable {
  var x: Double
  var y: Double
  var z: Double

  init(x: Double, y: Double, z: Double) {
    self.x = x
    self.y = y
    self.z = z
  }

  init(latitude: Double, longitude: Double) {
    let φ = latitude * .pi / 180
    let λ = longitude * .pi / 180
    self.init(x: cos(φ) * cos(λ), y: cos(φ) * sin(λ), z: sin(φ))
  }

  init(_ point: Coordinate) {
    self.init(latitude: Double(point.latitude), longitude: Double(point.longitude))
  }

  /// Nil at the Earth's centre.
  var coordinate: Coordinate? {
    guard lengthSquared > 1e-18 else { return nil }
    return Coordinate(
      latitude: Float(atan2(z, (x * x + y * y).squareRoot()) * 180 / .pi),
      longitude: Float(atan2(y, x) * 180 / .pi))
  }

  var lengthSquared: Double { x * x + y * y + z * z }
  var normalised: UnitVector {
    let length = lengthSquared.squareRoot()
    return length > 0 ? UnitVector(x: x / length, y: y / length, z: z / length) : self
  }

  func dot(_ other: UnitVector) -> Double { x * other.x + y * other.y + z * other.z }
  func cross(_ other: UnitVector) -> UnitVector {
    UnitVector(
      x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
  }
  func chordSquared(to other: UnitVector) -> Double {
    let dx = x - other.x
    let dy = y - other.y
    let dz = z - other.z
    return dx * dx + dy * dy + dz * dz
  }

  static func cosine(_ radians: Double) -> Double { cos(radians) }

  static func + (a: Self, b: Self) -> Self { UnitVector(x: a.x + b.x, y: a.y + b.y, z: a.z + b.z) }

  /// Kilometres along the sphere for a chord of the unit sphere.
  static func kilometres(chord: Double) -> Double {
    2 * Geometry.earthRadius * asin(min(1, max(0, chord / 2)))
  }

  /// The chord for kilometres along the sphere; 2 from half the Earth's circumference on.
  static func chord(kilometres: Double) -> Double {
    let angle = kilometres / Geometry.earthRadius
    return angle >= .pi ? 2.000_001 : angle <= 0 ? 0 : 2 * sin(angle / 2)
  }
}
