internal import Atlas
internal import Facts
internal import Indexing
internal import Querying

/// A map as a drawing (SVG) of a page: land and borders, and circles whose area is the number of rows.
struct PageMap {
  /// Those with most rows first.
  let points: [MapPoint]
  let borders: (PlaceBounds) -> [[Coordinate]]
  /// What is shown of the earth; nil: so much that all points are.
  let area: PlaceBounds?

  /// Of points beyond `area` none is shown.
  init(points: [MapPoint], borders: @escaping (PlaceBounds) -> [[Coordinate]], area: PlaceBounds? = nil) {
    self.points = area.map { area in points.filter { MapPicture.holds(area, $0.point) } } ?? points
    self.borders = borders
    self.area = area
  }

  /// Units across the drawing, two for a point of the screen at its usual size, so that whole numbers are exact enough.
  private static let width = 1600
  private static let mostHeight = 840
  private static let largest = 46.0
  private static let smallest = 9.0
  /// Places with their name beside them.
  private static let named = 14
  /// Of those the ones that are still named on a telephone.
  private static let namedOnPhone = 5

  /// `number` tells the drawings of a page apart.
  func write(_ html: inout HTMLWriter, number: String) {
    let (columns, rows) = (Self.width / 2, Self.mostHeight / 4)
    let view =
      area.map { MapView(of: $0, columns: columns, mostRows: rows) }
      ?? MapView(holding: points.map(\.point), columns: columns, mostRows: rows)
    let size = (width: view.columns * 2, height: view.rows * 4)
    html.element(
      "svg",
      [
        "class": "map", "role": "img", "viewBox": "0 0 \(size.width) \(size.height)",
        "aria-labelledby": "t-\(number)",
      ]
    ) { html in
      html.element("title", ["id": "t-\(number)"], text: title)
      html.void("rect", ["class": "sea", "width": "\(size.width)", "height": "\(size.height)"])
      var path = ""
      for (box, turn) in view.boxes {
        for line in MapView.rings(borders(box)) { path += Self.path(line, view, turn, size) }
      }
      if !path.isEmpty { html.void("path", ["class": "land", "d": path]) }
      circles(&html, view)
      scale(&html, view, size.height)
    }
    html.line()
  }

  private var title: String {
    let names = points.prefix(6).map { "\($0.name) \(Value.number($0.count).text())" }
    let rest = points.count - names.count
    return "Map of \(PageDocument.count(points.count, "place")): " + names.joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }

  /// A border in whole units, without points that nobody would see. What lies far outside is drawn to the edge, so that land
  /// is filled as far as it is shown.
  private static func path(
    _ line: [Coordinate], _ view: MapView, _ turn: Double, _ size: (width: Int, height: Int)
  ) -> String {
    let margin = 40
    var dots: [(x: Int, y: Int)] = []
    for point in line {
      let dot = view.dot(point, turn: turn)
      guard dot.x.isFinite, dot.y.isFinite else { continue }
      let x = Int(max(Double(-margin), min(Double(size.width + margin), dot.x)).rounded())
      let y = Int(max(Double(-margin), min(Double(size.height + margin), dot.y)).rounded())
      if let last = dots.last, abs(last.x - x) < 2, abs(last.y - y) < 2 { continue }
      // A third point on the same edge of the drawing makes the second one needless.
      if dots.count > 1, let last = dots.last {
        let before = dots[dots.count - 2]
        if (last.x == x && before.x == x) || (last.y == y && before.y == y) { dots.removeLast() }
      }
      dots.append((x, y))
    }
    let isSeen = dots.contains { $0.x >= 0 && $0.y >= 0 && $0.x <= size.width && $0.y <= size.height }
    // Land may well hold the whole drawing.
    let spans = (dots.map(\.x).max() ?? 0) - (dots.map(\.x).min() ?? 0)
    guard dots.count > 2, isSeen || spans >= size.width else { return "" }
    var text = "M\(dots[0].x) \(dots[0].y)"
    for (a, b) in zip(dots, dots.dropFirst()) { text += "l\(b.x - a.x) \(b.y - a.y)" }
    return text + "z"
  }

  /// A stretch of the drawing that names and circles keep free of one another.
  private struct Box {
    var left: Int
    var right: Int
    var middle: Int
    var half: Int

    func meets(_ other: Box) -> Bool {
      left < other.right && other.left < right && abs(middle - other.middle) < half + other.half
    }
  }

  private func circles(_ html: inout HTMLWriter, _ view: MapView) {
    let most = points.reduce(1) { max($0, $1.count) }
    let marks = points.map { point in
      (
        place: Self.place(point.point, view),
        radius: Int(max(Self.smallest, (max(0, point.count) / most).squareRoot() * Self.largest).rounded())
      )
    }
    for (point, mark) in zip(points, marks) {
      html.element(
        "circle", ["class": "at", "cx": "\(mark.place.x)", "cy": "\(mark.place.y)", "r": "\(mark.radius)"]
      ) { $0.element("title", text: "\(point.name): \(Value.number(point.count).text())") }
    }
    // Names are twice as large on a telephone, where few have room.
    let round = marks.prefix(60).map { mark in
      Box(
        left: mark.place.x - mark.radius, right: mark.place.x + mark.radius, middle: mark.place.y,
        half: mark.radius)
    }
    var taken: [Box] = []
    var takenOnPhone: [Box] = []
    for (number, point) in points.prefix(60).enumerated() where taken.count < Self.named {
      let (place, radius) = marks[number]
      let text = CellWidth.cut(point.name, to: 28)
      let width = CellWidth.of(text) * 16
      let isLeft = place.x + radius + 8 + width > view.columns * 2
      let x = isLeft ? place.x - radius - 8 : place.x + radius + 8
      func box(_ width: Int, _ half: Int) -> Box {
        Box(left: isLeft ? x - width : x, right: isLeft ? x : x + width, middle: place.y, half: half)
      }
      let others = round.enumerated().filter { $0.offset != number }.map(\.element)
      let own = box(width, 16)
      guard !(taken + others).contains(where: own.meets) else { continue }
      taken.append(own)
      let large = box(width * 2, 32)
      let isShort =
        takenOnPhone.count < Self.namedOnPhone && large.left >= 0 && large.right <= view.columns * 2
        && !(takenOnPhone + others).contains(where: large.meets)
      if isShort { takenOnPhone.append(large) }
      html.element(
        "text",
        [
          "class": isShort ? "name" : "name fine", "x": "\(x)", "y": "\(place.y + 10)",
          "text-anchor": isLeft ? "end" : "",
        ], text: text)
    }
  }

  private static func place(_ point: Coordinate, _ view: MapView) -> (x: Int, y: Int) {
    var (x, y) = view.dot(point)
    let turn = 360 / view.longitudeStep
    while x < 0 { x += turn }
    while x >= turn { x -= turn }
    y = max(0, min(Double(view.rows * 4), y))
    return (Int(x.rounded()), Int(y.rounded()))
  }

  private func scale(_ html: inout HTMLWriter, _ view: MapView, _ height: Int) {
    guard let (cells, kilometres) = view.scale(most: view.columns / 4) else { return }
    html.void("path", ["class": "scale", "d": "M20 \(height - 32)v12h\(cells * 2)v-12"])
    html.element("text", ["class": "name fine", "x": "28", "y": "\(height - 34)"], text: "\(kilometres) km")
  }
}
