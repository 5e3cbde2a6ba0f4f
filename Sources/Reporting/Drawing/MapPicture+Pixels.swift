internal import Atlas
internal import Facts
internal import Querying

extension MapPicture {
  private static let mostPixelColumns = 160
  private static let mostPixelRows = 44
  /// A map that is lower would show nothing.
  private static let leastPixelRows = 6

  /// Land with its borders, a disc at each place whose area is its number of rows, signs and names beside them, and below it
  /// what stands below a map of characters. Nil where a screen has no room for that.
  func text(_ graphics: TerminalGraphics) -> String? {
    guard !points.isEmpty || area != nil else { return nil }
    let columns = min(width, Self.mostPixelColumns)
    let dots = MapView.Dots(across: graphics.cellWidth, down: graphics.cellHeight)
    // Names take what they need, up to a quarter of the screen.
    let mostLines = max(2, graphics.rows / 4)
    var rows = min(Self.mostPixelRows, graphics.rows - 2)
    guard rows >= Self.leastPixelRows else { return nil }
    var view = view(columns: columns, rows: rows, dots)
    while true {
      let lines = below(marks(view).map(\.mark), view, mostLines: mostLines).utf8.count { $0 == 10 }
      if view.rows + lines <= graphics.rows { break }
      rows = min(rows - 1, graphics.rows - lines)
      guard rows >= Self.leastPixelRows else { return nil }
      view = self.view(columns: columns, rows: rows, dots)
    }
    guard var picture = CellPicture(columns: view.columns, rows: view.rows, graphics: graphics) else {
      return nil
    }
    draw(view, on: &picture)
    let marks = marks(view)
    let top = points.reduce(1) { max($0, $1.count) }
    func radius(_ count: Double) -> Double {
      let largest = Double(graphics.cellHeight) * 0.8
      return max(Double(graphics.cellWidth) * 0.3, (max(0, count) / top).squareRoot() * largest)
    }
    for mark in marks.reversed() {
      for member in mark.mark.members.reversed() {
        let (place, radius) = (view.place(member.point), radius(member.count))
        picture.canvas.disc(at: place, radius: radius, graphics.inks.place)
        picture.canvas.disc(at: place, radius: radius, inner: radius - 1.2, graphics.inks.rim)
      }
    }
    for (_, mark) in marks {
      for member in mark.members {
        let (place, radius) = (view.place(member.point), max(0, radius(member.count) - 1))
        picture.keepFree(x: place.x - radius...place.x + radius, y: place.y - radius...place.y + radius)
      }
    }
    let told = told(marks.map(\.mark), mostLines: mostLines)
    for (number, mark) in marks.prefix(max(told, Self.namesOnMap)).enumerated() {
      guard let largest = mark.mark.members.max(by: { $0.count < $1.count }) else { continue }
      name(
        mark.mark, at: view.place(largest.point), radius(largest.count), isTold: number < told,
        isNamed: number < Self.namesOnMap, &picture)
    }
    return picture.text(paint).map { $0 + below(marks.map(\.mark), view, mostLines: mostLines) }
  }

  private func view(columns: Int, rows: Int, _ dots: MapView.Dots) -> MapView {
    area.map { MapView(of: $0, columns: columns, mostRows: rows, dots: dots) }
      ?? MapView(holding: points.map(\.point), columns: columns, mostRows: rows, dots: dots)
  }

  private func draw(_ view: MapView, on picture: inout CellPicture) {
    var rings: [[PixelCanvas.Point]] = []
    var lines: [[PixelCanvas.Point]] = []
    for (box, turn) in view.boxes {
      let borders = borders(box)
      rings += MapView.rings(borders).map { $0.map { view.dot($0, turn: turn) } }
      lines += borders.filter { isSeen($0, view) }.map { $0.map { view.dot($0, turn: turn) } }
    }
    picture.canvas.fill(rings, picture.graphics.inks.land)
    picture.canvas.stroke(
      lines, width: max(1, Double(picture.graphics.cellHeight) / 18), picture.graphics.inks.border)
  }

  /// Puts a mark's sign, if it is told what it stands for, and its name where there is room, beside its disc, else above or below
  /// it; nowhere where that would cover something.
  private func name(
    _ mark: Mark, at place: PixelCanvas.Point, _ radius: Double, isTold: Bool, isNamed: Bool,
    _ picture: inout CellPicture
  ) {
    let (wide, high) = (Double(picture.graphics.cellWidth), Double(picture.graphics.cellHeight))
    let (row, column) = (Int(place.y / high), Int(place.x / wide))
    // The first cells that the disc does not reach.
    let (left, right) = (Int((place.x - radius) / wide), Int((place.x + radius) / wide) + 1)
    let (above, below) = (Int((place.y - radius) / high) - 1, Int((place.y + radius) / high) + 1)
    let sign = isTold ? String(mark.sign) : ""
    var names = isTold ? [""] : []
    if isNamed, let name = mark.leadingName, CellWidth.of(name) <= 20 {
      names.insert(isTold ? " " + name : name, at: 0)
    }
    for name in names {
      let cells = CellWidth.of(sign) + CellWidth.of(name)
      let starts = [
        (row, right), (row, left - cells), (above, column - cells / 2), (below, column - cells / 2),
        (above, right), (below, right), (above, left - cells), (below, left - cells),
      ]
      guard
        let (line, start) = starts.first(where: { picture.isFree(row: $0.0, columns: $0.1..<$0.1 + cells) })
      else { continue }
      picture.write(sign, row: line, column: start, .boldRed)
      picture.write(name, row: line, column: start + CellWidth.of(sign), .bold)
      // A cell of air, or what stands beside one another would be read as one.
      picture.keepApart(row: line, column: start - 1)
      picture.keepApart(row: line, column: start + cells)
      return
    }
  }
}

extension MapPicture.Mark {
  /// The name of the place with most rows; "Warsaw …" where others share the cell.
  fileprivate var leadingName: String? {
    guard members.count > 1, let largest = members.max(by: { $0.count < $1.count }) else { return shortName }
    return Self(sign: sign, members: [largest]).shortName.map { $0 + " …" }
  }
}
