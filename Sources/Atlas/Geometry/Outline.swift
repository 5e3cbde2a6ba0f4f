/// The outline of a place, decoded for many tests: of a country, region, sea or lake (closed rings, even-odd,
/// so holes and islands come out right), of a river (lines), or of an area (several outlines).
///
/// Two representations side by side. Inside or not is decided in the plane of longitude and latitude with
/// exact integers (micro-degrees), the edges sorted into bands of latitude; rings are cut at ±180° and closed
/// along ±90° in the data, so the antimeridian and the poles need no case of their own. Distance is taken on
/// the sphere from arcs of at most half a degree, kept in a tree of bounding balls (16 arcs a leaf, fan-out
/// 8); the artificial edges along the antimeridian and at the poles are no arcs.
public struct Outline: Sendable {
  var parts: [OutlinePart]

  init(parts: [OutlinePart]) { self.parts = parts }

  /// Whether a point lies in it; never for lines. O(edges in the point's band of latitude).
  public func contains(_ point: Coordinate) -> Bool { parts.contains { $0.contains(point) } }

  /// Kilometres to the outline: 0 inside, infinite without any arc. O(log arcs) for most points.
  public func distance(to point: Coordinate) -> Double {
    if contains(point) { return 0 }
    let vector = UnitVector(point)
    var best = Double.infinity
    for part in parts { part.lower(&best, vector) }
    return best.isFinite ? UnitVector.kilometres(chord: best.squareRoot()) : best
  }

  /// Kilometres to the line itself, from inside too.
  public func distanceToBorder(_ point: Coordinate) -> Double {
    let vector = UnitVector(point)
    var best = Double.infinity
    for part in parts { part.lower(&best, vector) }
    return best.isFinite ? UnitVector.kilometres(chord: best.squareRoot()) : best
  }

  /// Whether `distance(to:)` is at most `kilometres`, decided without computing it.
  public func isNear(_ point: Coordinate, within kilometres: Double) -> Bool {
    let chord = UnitVector.chord(kilometres: kilometres)
    let vector = UnitVector(point)
    for part in parts where part.mayReach(vector, chord) {
      if part.contains(point) || part.reaches(vector, chord) { return true }
    }
    return false
  }

  /// South, west, north, east in degrees; nil without points. Does not span the antimeridian: a place on both
  /// sides has the whole width.
  public var bounds: (south: Double, west: Double, north: Double, east: Double)? {
    let used = parts.filter { !$0.isEmpty }
    guard let first = used.first else { return nil }
    var box = first.box
    for part in used.dropFirst() { box.unite(part.box) }
    return (
      Double(box.south) / 1e6, Double(box.west) / 1e6, Double(box.north) / 1e6, Double(box.east) / 1e6
    )
  }

  /// Every point of the lines, in micro-degrees, in order.
  var vertices: [MicroPoint] { parts.flatMap(\.edges.vertices) }
}

/// A point in micro-degrees.
struct MicroPoint: Hashable, Sendable, BitwiseCopyable {
  var latitude: Int32
  var longitude: Int32

  init(latitude: Int32, longitude: Int32) {
    self.latitude = latitude
    self.longitude = longitude
  }

  var coordinate: Coordinate {
    Coordinate(latitude: Float(Double(latitude) / 1e6), longitude: Float(Double(longitude) / 1e6))
  }
}

/// A rectangle in micro-degrees.
struct MicroBox: Sendable, BitwiseCopyable {
  var south: Int32 = .max
  var west: Int32 = .max
  var north: Int32 = .min
  var east: Int32 = .min

  mutating func unite(_ other: MicroBox) {
    south = min(south, other.south)
    west = min(west, other.west)
    north = max(north, other.north)
    east = max(east, other.east)
  }

  mutating func unite(_ point: MicroPoint) {
    south = min(south, point.latitude)
    north = max(north, point.latitude)
    west = min(west, point.longitude)
    east = max(east, point.longitude)
  }
}

/// One row's rings or lines: the planar edges and the tree of arcs.
struct OutlinePart: Sendable {
  var box = MicroBox()
  var edges: PlanarEdges
  var arcs: ArcTree

  init(rings: [[MicroPoint]], isLine: Bool) {
    for ring in rings { for point in ring { box.unite(point) } }
    edges = PlanarEdges(rings: rings, isLine: isLine, box: box)
    arcs = ArcTree(rings: rings, isLine: isLine)
  }

  var isEmpty: Bool { arcs.count == 0 && edges.vertices.isEmpty }

  func contains(_ point: Coordinate) -> Bool { edges.contains(point) }

  /// Lowers `best`, a squared chord, to that of the nearest arc.
  func lower(_ best: inout Double, _ point: UnitVector) { arcs.lower(&best, point) }

  /// Whether the whole's bounding ball comes within `chord` of a point.
  func mayReach(_ point: UnitVector, _ chord: Double) -> Bool { arcs.mayReach(point, chord) }

  /// Whether some arc is within `chord`.
  func reaches(_ point: UnitVector, _ chord: Double) -> Bool { arcs.reaches(point, chord) }
}
