/// The arcs of an outline on the sphere, in Morton order, under a tree of bounding balls.
///
/// Chords obey the triangle inequality in space, so a ball with centre c and radius r has no point nearer to
/// p than |p − c| − r, and always one within |p − c| + r.
struct ArcTree: Sendable {
  private struct Ball: Sendable, BitwiseCopyable {
    var centre: UnitVector
    var radius: Double
  }

  private static let leafSize = 8
  private static let fanOut = 8
  private var starts: [UnitVector] = []
  private var ends: [UnitVector] = []
  /// Leaves first (8 arcs each), then balls over 8 balls of the level before, up to one.
  private var levels: [[Ball]] = []

  /// Number of arcs.
  var count: Int { starts.count }

  init(rings: [[MicroPoint]], isLine: Bool) {
    for ring in rings where !ring.isEmpty {
      var previous = isLine ? ring[0] : ring[ring.count - 1]
      for point in ring {
        add(from: previous, to: point)
        previous = point
      }
      // A single point still has a place.
      if ring.count == 1 { append(ring[0].vector, ring[0].vector) }
    }
    sortByPlace()
    buildLevels()
  }

  private mutating func add(from a: MicroPoint, to b: MicroPoint) {
    guard a != b, !Self.isCut(a, b) else { return }
    // Edges are straight in longitude and latitude; pieces of half a degree keep the arcs within 60 m of them.
    let dLatitude = Double(b.latitude) - Double(a.latitude)
    let dLongitude = Double(b.longitude) - Double(a.longitude)
    let pieces = max(1, Int((max(dLatitude.magnitude, dLongitude.magnitude) / 5e5).rounded(.up)))
    var from = a.vector
    for piece in 1...pieces {
      let t = Double(piece) / Double(pieces)
      let to = UnitVector(
        latitude: (Double(a.latitude) + t * dLatitude) / 1e6,
        longitude: (Double(a.longitude) + t * dLongitude) / 1e6)
      append(from, to)
      from = to
    }
  }

  /// An edge that only closes a ring cut at the antimeridian or stretched to a pole.
  private static func isCut(_ a: MicroPoint, _ b: MicroPoint) -> Bool {
    (a.longitude == b.longitude && a.longitude.magnitude >= 179_999_000)
      || (a.latitude.magnitude >= 89_900_000 && b.latitude.magnitude >= 89_900_000)
  }

  private mutating func append(_ a: UnitVector, _ b: UnitVector) {
    starts.append(a)
    ends.append(b)
  }

  /// Puts arcs that are near each other side by side, whatever ring they are of (islands!), by the Morton order
  /// of their starts.
  private mutating func sortByPlace() {
    func spread(_ value: Double) -> UInt64 {
      var bits = UInt64(max(0, min(65_535, value)))
      bits = (bits | bits << 8) & 0x00FF_00FF
      bits = (bits | bits << 4) & 0x0F0F_0F0F
      bits = (bits | bits << 2) & 0x3333_3333
      return (bits | bits << 1) & 0x5555_5555
    }
    let keys = starts.map { start -> UInt64 in
      guard let point = start.coordinate else { return 0 }
      return spread(Double(point.latitude + 90) * 364) << 1 | spread(Double(point.longitude + 180) * 182)
    }
    let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    starts = order.map { starts[$0] }
    ends = order.map { ends[$0] }
  }

  private mutating func buildLevels() {
    guard count > 0 else { return }
    var leaves: [Ball] = []
    for low in stride(from: 0, to: count, by: Self.leafSize) {
      let range = low..<min(count, low + Self.leafSize)
      var sum = UnitVector(x: 0, y: 0, z: 0)
      for i in range { sum = sum + starts[i] + ends[i] }
      let n = Double(range.count * 2)
      let centre = UnitVector(x: sum.x / n, y: sum.y / n, z: sum.z / n)
      var radius = 0.0
      for i in range {
        radius = max(radius, centre.chordSquared(to: starts[i]), centre.chordSquared(to: ends[i]))
      }
      // Arcs bulge beyond the chord between their ends: by at most 1e-5 for half a degree.
      leaves.append(Ball(centre: centre, radius: radius.squareRoot() + 2e-5))
    }
    levels = [leaves]
    while let below = levels.last, below.count > 1 {
      var level: [Ball] = []
      for low in stride(from: 0, to: below.count, by: Self.fanOut) {
        let group = below[low..<min(below.count, low + Self.fanOut)]
        var sum = UnitVector(x: 0, y: 0, z: 0)
        for ball in group { sum = sum + ball.centre }
        let n = Double(group.count)
        let centre = UnitVector(x: sum.x / n, y: sum.y / n, z: sum.z / n)
        let radius = group.map { centre.chordSquared(to: $0.centre).squareRoot() + $0.radius }.max() ?? 0
        level.append(Ball(centre: centre, radius: radius))
      }
      levels.append(level)
    }
  }

  func mayReach(_ point: UnitVector, _ chord: Double) -> Bool {
    guard let root = levels.last?.first else { return false }
    let reach = root.radius + chord
    return root.centre.chordSquared(to: point) <= reach * reach
  }

  func reaches(_ point: UnitVector, _ chord: Double) -> Bool {
    guard !levels.isEmpty else { return false }
    return reaches(point, chord, level: levels.count - 1, index: 0)
  }

  private func reaches(_ point: UnitVector, _ chord: Double, level: Int, index: Int) -> Bool {
    let ball = levels[level][index]
    let squared = ball.centre.chordSquared(to: point)
    let reach = ball.radius + chord
    if squared > reach * reach { return false }
    if chord > ball.radius {
      let sure = chord - ball.radius
      if squared <= sure * sure { return true }
    }
    if level == 0 {
      for arc in leafRange(index) where chordSquared(point, arc) <= chord * chord { return true }
      return false
    }
    for child in childRange(level, index)
    where reaches(point, chord, level: level - 1, index: child) { return true }
    return false
  }

  func lower(_ best: inout Double, _ point: UnitVector) {
    guard !levels.isEmpty else { return }
    lower(&best, point, level: levels.count - 1, index: 0)
  }

  private func lower(_ best: inout Double, _ point: UnitVector, level: Int, index: Int) {
    let ball = levels[level][index]
    let least = ball.centre.chordSquared(to: point).squareRoot() - ball.radius
    if least > 0, least * least >= best { return }
    if level == 0 {
      for arc in leafRange(index) { best = min(best, chordSquared(point, arc)) }
      return
    }
    // The nearest child first: the others are then mostly cut off.
    let children = childRange(level, index)
    var nearest = children.lowerBound
    var nearestSquared = Double.infinity
    for child in children {
      let squared = levels[level - 1][child].centre.chordSquared(to: point)
      if squared < nearestSquared {
        nearestSquared = squared
        nearest = child
      }
    }
    lower(&best, point, level: level - 1, index: nearest)
    for child in children where child != nearest { lower(&best, point, level: level - 1, index: child) }
  }

  private func leafRange(_ index: Int) -> Range<Int> {
    index * Self.leafSize..<min(count, (index + 1) * Self.leafSize)
  }

  private func childRange(_ level: Int, _ index: Int) -> Range<Int> {
    index * Self.fanOut..<min(levels[level - 1].count, (index + 1) * Self.fanOut)
  }

  /// The squared chord from a point to the nearest point of an arc: the foot of the perpendicular on its great
  /// circle if that lies between the ends, else the nearer end.
  private func chordSquared(_ point: UnitVector, _ arc: Int) -> Double {
    let a = starts[arc]
    let b = ends[arc]
    let toEnds = min(point.chordSquared(to: a), point.chordSquared(to: b))
    let normal = a.cross(b)
    let squared = normal.lengthSquared
    guard squared > 1e-24 else { return toEnds }
    guard normal.cross(a).dot(point) > 0, normal.cross(b).dot(point) < 0 else { return toEnds }
    let height = normal.dot(point)
    let sine = height * height / squared
    // chord² = 2 (1 − cos θ) with sin θ = height; this form keeps small angles exact.
    let cosine = max(0, 1 - sine).squareRoot()
    return min(toEnds, 2 * sine / (1 + cosine))
  }
}

extension MicroPoint {
  var vector: UnitVector {
    UnitVector(latitude: Double(latitude) / 1e6, longitude: Double(longitude) / 1e6)
  }
}
