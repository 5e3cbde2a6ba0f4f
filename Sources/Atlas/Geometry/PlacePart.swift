/// A part of a place with the point that stands for it.
package struct PlacePart: Sendable {
  package var point: Coordinate
  /// Kilometres around the point.
  package var radius: Double

  package init(point: Coordinate, radius: Double) {
    self.point = point
    self.radius = radius
  }
}

/// An outline seen from its centre in one direction, by a grid of points inside of it.
package struct DirectedOutline: Sendable {
  private let inside: [Coordinate]
  private let centre: Coordinate
  private let direction: Compass
  /// From this projection on, a point counts as in that part.
  private var threshold = 0.0

  /// Nil where no grid point lies inside. O(1,600 tests).
  package init?(_ outline: Outline, _ direction: Compass) {
    guard let bounds = outline.bounds else { return nil }
    var points: [Coordinate] = []
    let steps = 40
    for i in 0..<steps {
      for j in 0..<steps {
        let point = Coordinate(
          latitude: Float(bounds.south + (bounds.north - bounds.south) * (Double(i) + 0.5) / Double(steps)),
          longitude: Float(bounds.west + (bounds.east - bounds.west) * (Double(j) + 0.5) / Double(steps)))
        if outline.contains(point) { points.append(point) }
      }
    }
    guard let centre = Self.mean(points) else { return nil }
    inside = points
    self.centre = centre
    self.direction = direction
    let sorted = points.map { projection($0) }.sorted()
    // Half of the place for one direction's side, the nearer half of it for the middle.
    threshold = sorted[sorted.count * (direction.isCentre ? 50 : 55) / 100]
  }

  /// How far a point lies in the direction, in kilometres; for the middle how near, negative.
  private func projection(_ point: Coordinate) -> Double {
    if direction.isCentre { return -Geometry.distance(centre, point) }
    let y = Double(point.latitude - centre.latitude) * 111.2
    let angle = Double(centre.latitude) * .pi / 180
    let x =
      Geometry.normalised(Double(point.longitude - centre.longitude)) * 111.2 * UnitVector.cosine(angle)
    return x * direction.east + y * direction.north
  }

  package func contains(_ point: Coordinate) -> Bool { projection(point) >= threshold }

  /// The part's centre, and a radius that holds four fifths of it.
  package var part: PlacePart? {
    let points = inside.filter { contains($0) }
    guard let centre = Self.mean(points) else { return nil }
    let distances = points.map { Geometry.distance(centre, $0) }.sorted()
    // The mean of a crescent lies outside of it; then its nearest point stands for it.
    let nearest = points.min { Geometry.distance(centre, $0) < Geometry.distance(centre, $1) } ?? centre
    return PlacePart(
      point: (distances.first ?? 0) < 60 ? centre : nearest, radius: distances[distances.count * 4 / 5])
  }

  static func mean(_ points: [Coordinate]) -> Coordinate? {
    var sum = UnitVector(x: 0, y: 0, z: 0)
    for point in points { sum = sum + UnitVector(point) }
    return sum.coordinate
  }
}

/// The border that two places share: their outlines' common points.
package struct SharedBorder: Sendable {
  package var points: [Coordinate]

  /// Nil where they do not touch within 15 km. O(points of both).
  package init?(_ a: Outline, _ b: Outline) {
    let other = Set(b.vertices)
    let ownVertices = a.vertices
    points = ownVertices.filter { other.contains($0) }.map(\.coordinate)
    if points.count < 2 {
      // Outlines of different files: points that nearly meet.
      points = ownVertices.map(\.coordinate).filter { b.isNear($0, within: 15) }
    }
    guard !points.isEmpty else { return nil }
  }

  package init(points: [Coordinate]) { self.points = points }

  /// The border's point nearest to `hint`, else to its own mean, and a radius that holds the stretch.
  package func part(near hint: Coordinate?) -> PlacePart? {
    guard let middle = hint ?? DirectedOutline.mean(points),
      let point = points.min(by: { Geometry.distance(middle, $0) < Geometry.distance(middle, $1) })
    else { return nil }
    let radius = points.map { Geometry.distance(point, $0) }.max() ?? 0
    return PlacePart(point: point, radius: max(15, radius))
  }
}
