extension Gazetteer {
  /// The borders and coasts of the countries whose boxes meet a box in degrees, as lines of at least two
  /// points, to be drawn. Edges along the antimeridian and the poles, where rings were only cut, are left out.
  /// O(points of those countries).
  public func borders(south: Float, west: Float, north: Float, east: Float) -> [[Coordinate]] {
    var lines: [[Coordinate]] = []
    var seen: Set<Int> = []
    for row in 0..<countryTable.count {
      let id = PlaceID(rawValue: signed(countryTable, row, stride: 16, 1))
      guard isPlace(id), let box = bounds(of: id), box.south <= north, box.north >= south, box.west <= east,
        box.east >= west
      else { continue }
      let index = Int(detail(id, .outline))
      guard index >= 0, index < outlines.count, seen.insert(index).inserted else { continue }
      let first = Int(word(outlines, index, stride: 32, 4))
      let number = Int(word(outlines, index, stride: 32, 5))
      for ring in first..<max(first, min(first + number, rings.count)) { appendLines(of: ring, to: &lines) }
    }
    return lines
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
