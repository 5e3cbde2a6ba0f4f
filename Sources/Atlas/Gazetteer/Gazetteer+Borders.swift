extension Gazetteer {
  /// The borders and coasts of the countries whose boxes meet a box in degrees, as lines of at least two
  /// points, to be drawn. Edges along the antimeridian and the poles, where rings were only cut, are left out.
  /// O(points of those countries).
  public func borders(south: Float, west: Float, north: Float, east: Float) -> [[Coordinate]] {
    var lines: [[Coordinate]] = []
    var seen: Set<Int> = []
    for row in 0..<countryTable.count {
      let id = PlaceID(rawValue: signed(countryTable, row, stride: 16, 1))
      guard isPlace(id), let box = bounds(of: id), box.south <= north, box.north >= south else { continue }
      let (isBefore, isBehind) = (box.west <= east, box.east >= west)
      // A box across the antimeridian is what lies behind its west or before its east.
      guard box.west <= box.east ? isBefore && isBehind : isBefore || isBehind else { continue }
      let index = Int(detail(id, .outline))
      guard index >= 0, index < outlines.count, seen.insert(index).inserted else { continue }
      let first = Int(word(outlines, index, stride: 32, 4))
      let number = Int(word(outlines, index, stride: 32, 5))
      for ring in first..<max(first, min(first + number, rings.count)) { appendLines(of: ring, to: &lines) }
    }
    return lines
  }

  /// The point of the coast nearest to the coast's mean: of the outline's points that no neighbouring country
  /// shares. Nil where there is no outline or no coast. O(points of the place and its neighbours).
  public func coast(of id: PlaceID) -> Coordinate? {
    guard let outline = outline(of: id) else { return nil }
    var points = outline.vertices
    for neighbour in neighbours(id) {
      guard let other = self.outline(of: neighbour) else { continue }
      let shared = Set(other.vertices)
      points.removeAll { shared.contains($0) }
    }
    return SharedBorder(points: points.map(\.coordinate)).part(near: nil)?.point
  }

  private func appendLines(of ring: Int, to lines: inout [[Coordinate]]) {
    let count = min(points.count, Int(word(rings, ring, stride: 8, 1)))
    guard let points = decodedRing(at: Int(word(rings, ring, stride: 8, 0)), count: count),
      let first = points.first
    else { return }
    var line: [Coordinate] = [first.coordinate]
    for point in points.dropFirst() + [first] {
      let next = point.coordinate
      if let last = line.last, Self.isCut(last, next) {
        if line.count > 1 { lines.append(line) }
        line = []
      }
      line.append(next)
    }
    if line.count > 1 { lines.append(line) }
  }

  /// An edge along ±180° or a pole.
  private static func isCut(_ a: Coordinate, _ b: Coordinate) -> Bool {
    (abs(a.longitude) > 179.99 && a.longitude == b.longitude)
      || (abs(a.latitude) > 89.9 && abs(b.latitude) > 89.9)
  }
}
