internal import Atlas
internal import Facts
internal import Glibc
internal import Indexing

/// The part of the earth that a map shows: plate carrée, true to scale in the middle of the map.
struct MapView {
  /// Longitudes may go beyond 180 where the map shows both sides of the antimeridian.
  private(set) var west: Double
  private(set) var north: Double
  /// Degrees of latitude, and of longitude, a dot.
  let latitudeStep: Double
  let longitudeStep: Double
  let columns: Int
  let rows: Int
  /// Dots of a cell.
  let dots: Dots

  /// Dots of a cell, across and down.
  struct Dots {
    var across: Int
    var down: Int

    /// Those of a Braille pattern.
    static let braille = Dots(across: 2, down: 4)
  }

  private static let kilometresADegree = 111.195
  /// A single place is shown with at least this much around it.
  private static let leastDegrees = 4.0

  /// Shows all points with a margin. O(n log n).
  init(holding points: [Coordinate], columns: Int, mostRows: Int, dots: Dots = .braille) {
    let latitudes = points.map { Double($0.latitude) }
    self.init(
      from: latitudes.min() ?? -60, to: latitudes.max() ?? 75,
      longitudes: Self.span(points.map { Double($0.longitude) }) ?? (-180, 180), columns: columns,
      mostRows: mostRows, dots: dots)
  }

  /// Shows these latitudes and longitudes with a margin; the last longitude may be beyond 180.
  private init(
    from south: Double, to top: Double, longitudes: (first: Double, last: Double), columns: Int,
    mostRows: Int, dots: Dots
  ) {
    self.dots = dots
    var (first, last) = longitudes
    let cosine = max(0.25, cos((south + top) / 2 * .pi / 180))
    let latitudeMargin = max((top - south) * 0.12, (Self.leastDegrees - (top - south)) / 2, 0.3)
    let longitudeMargin = max(
      (last - first) * 0.08, (Self.leastDegrees / cosine - (last - first)) / 2, 0.3 / cosine)
    first -= longitudeMargin
    last += longitudeMargin
    if last - first > 360 { (first, last) = ((first + last) / 2 - 180, (first + last) / 2 + 180) }
    let height = min(170, top - south + 2 * latitudeMargin)
    let width = (last - first) * cosine
    let step = max(width / Double(columns * dots.across), height / Double(mostRows * dots.down))
    latitudeStep = step
    longitudeStep = step / cosine
    rows = max(min(8, mostRows), min(mostRows, Int((height / step / Double(dots.down)).rounded(.up))))
    // No wider than the earth.
    self.columns = max(1, min(columns, Int((360 / longitudeStep / Double(dots.across)).rounded(.down))))
    let shownHeight = Double(rows * dots.down) * step
    north = min(90, (south + top) / 2 + shownHeight / 2)
    if north - shownHeight < -90 { north = min(90, shownHeight - 90) }
    west = (first + last) / 2 - Double(self.columns * dots.across) * longitudeStep / 2
  }

  /// Shows a part of the earth with little around it.
  init(of area: PlaceBounds, columns: Int, mostRows: Int, dots: Dots = .braille) {
    let west = Double(area.west)
    let east = Double(area.east)
    self.init(
      from: Double(area.south), to: Double(area.north), longitudes: (west, west <= east ? east : east + 360),
      columns: columns,
      mostRows: mostRows, dots: dots)
  }

  /// From the first to the last longitude, leaving the widest gap out; `last` may be beyond 180.
  private static func span(_ longitudes: [Double]) -> (first: Double, last: Double)? {
    let sorted = longitudes.sorted()
    guard let least = sorted.first, let greatest = sorted.last else { return nil }
    var widest = least + 360 - greatest
    var span = (least, greatest)
    for (a, b) in zip(sorted, sorted.dropFirst()) where b - a > widest {
      widest = b - a
      span = (b, a + 360)
    }
    return span
  }

  /// Dots from the left and from the top; the point may be beyond the edges.
  func dot(_ point: Coordinate, turn: Double = 0) -> (x: Double, y: Double) {
    (
      (Double(point.longitude) + turn - west) / longitudeStep, (north - Double(point.latitude)) / latitudeStep
    )
  }

  /// Where a point is on the map, in dots: its turn of the earth is chosen so, and what lies beyond the upper and lower edge
  /// is brought to it.
  func place(_ point: Coordinate) -> (x: Double, y: Double) {
    var (x, y) = dot(point)
    let turn = 360 / longitudeStep
    while x < 0 { x += turn }
    while x >= turn { x -= turn }
    y = max(0, min(Double(rows * dots.down - 1), y))
    return (x, y)
  }

  /// The cell of a point.
  func cell(_ point: Coordinate) -> (column: Int, row: Int) {
    let (x, y) = place(point)
    return (min(columns - 1, Int(x) / dots.across), Int(y) / dots.down)
  }

  /// The boxes of the earth shown, none of which crosses the antimeridian, with the turn that brings each here.
  var boxes: [(box: PlaceBounds, turn: Double)] {
    let east = west + Double(columns * dots.across) * longitudeStep
    let south = north - Double(rows * dots.down) * latitudeStep
    return [-360.0, 0, 360].compactMap { turn in
      let from = max(-180, west - turn)
      let to = min(180, east - turn)
      guard from < to else { return nil }
      return (
        PlaceBounds(south: Float(south), west: Float(from), north: Float(north), east: Float(to)), turn
      )
    }
  }

  /// Lines that a ring was cut into where it crosses the antimeridian, with its last part before its first, so that each can be
  /// closed along that meridian.
  static func rings(_ lines: [[Coordinate]]) -> [[Coordinate]] {
    var parts: [[Coordinate]] = []
    var starts: [Coordinate: Int] = [:]
    for line in lines {
      guard let first = line.first, let last = line.last else { continue }
      if first != last, let start = starts[last] {
        parts[start] = line + parts[start].dropFirst()
        starts[last] = nil
      } else {
        if first != last { starts[first] = parts.count }
        parts.append(line)
      }
    }
    return parts
  }

  /// A round distance of at most `most` cells: its cells and kilometres.
  func scale(most: Int) -> (cells: Int, kilometres: Int)? {
    let perCell = latitudeStep * Double(dots.across) * Self.kilometresADegree
    var best: (Int, Int)?
    var unit = 1
    while unit <= 10_000 {
      for kilometres in [unit, unit * 2, unit * 5] {
        let cells = Int((Double(kilometres) / perCell).rounded())
        if cells >= 2, cells <= most { best = (cells, kilometres) }
      }
      unit *= 10
    }
    return best
  }
}
