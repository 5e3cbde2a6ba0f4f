internal import Atlas
internal import Facts
internal import Indexing
internal import Querying

/// A map of borders and coasts with places marked on it, and a legend with how many rows are at each.
struct MapPicture {
  /// Those with most rows first.
  var points: [MapPoint]
  var borders: (PlaceBounds) -> [[Coordinate]]
  var width: Int
  var paint: Paint
  /// What is shown; nil: all points.
  var area: PlaceBounds?

  private static let mostColumns = 120
  private static let mostRows = 22
  /// Places that the legend names.
  private static let named = 35
  /// Beside a sign, the more the more rows are there.
  private static let dot: Character = "●"
  /// Where signs have run out.
  private static let bullet: Character = "•"
  private static let signs = Array("123456789abcdefghijklmnopqrstuvwxyz")

  /// Places that share a cell have one sign.
  struct Mark {
    var sign: Character
    var members: [MapPoint]
    var count: Double { members.reduce(0) { $0 + $1.count } }

    /// "Kyiv", without its country; nil where there are several.
    var shortName: String? {
      guard members.count == 1 else { return nil }
      var name = members[0].name.neutralised().prefix { $0 != "(" }
      while name.last == " " { name.removeLast() }
      return name.isEmpty ? nil : String(name)
    }
  }

  var text: String {
    guard !points.isEmpty || area != nil else { return "no place to show\n" }
    let columns = min(width, Self.mostColumns)
    // On a narrow screen a map of full height would show mostly seas.
    let rows = max(8, min(Self.mostRows, columns * 2 / 5))
    let view =
      area.map { MapView(of: $0, columns: columns, mostRows: rows) }
      ?? MapView(holding: points.map(\.point), columns: columns, mostRows: rows)
    var canvas = BrailleCanvas(columns: view.columns, rows: view.rows)
    for (box, turn) in view.boxes {
      for line in borders(box) where isSeen(line, view) {
        for (a, b) in zip(line, line.dropFirst()) {
          canvas.line(from: view.dot(a, turn: turn), to: view.dot(b, turn: turn))
        }
      }
    }
    let marks = marks(view)
    let layer = layer(marks, view)
    var text = ""
    for row in 0..<view.rows {
      var line = ""
      var dots = ""
      for column in 0..<view.columns {
        // Names, which are bold, stay as they are.
        if let (sign, style) = layer[row * view.columns + column] {
          line +=
            paint(.blue, paint.sign(dots))
            + paint(style, style == .bold ? String(sign) : paint.sign(String(sign)))
          dots = ""
        } else {
          dots.append(canvas.cell(column: column, row: row))
        }
      }
      while dots.last == " " { dots.removeLast() }
      text += line + paint(.blue, paint.sign(dots)) + "\n"
    }
    return text + below(marks.map(\.mark), view)
  }

  /// What stands below the map: its scale, the names of the places, and how many lie beyond it.
  func below(_ marks: [Mark], _ view: MapView, mostLines: Int = .max) -> String {
    var text = ""
    if let (cells, kilometres) = view.scale(most: max(4, view.columns / 4)) {
      let bar = "├" + String(repeating: "─", count: max(0, cells - 2)) + "┤ \(kilometres) km"
      text += paint(.faint, paint.sign(bar)) + "\n"
    }
    let others = points.count - marks.reduce(0) { $0 + $1.members.count }
    text += legend(marks, mostLines: mostLines)
    return others > 0
      ? text + paint(.faint, "\(others) \(others == 1 ? "place lies" : "places lie") beyond the edges") + "\n"
      : text
  }

  /// The names of the largest places stand beside them where nothing else does.
  static let namesOnMap = 12

  /// What stands above the borders, by cell: signs, around them dots, the more the more rows are there, and names.
  private func layer(_ marks: [(cell: Int, mark: Mark)], _ view: MapView) -> [Int: (Character, Paint.Style)] {
    var cells: [Int: (Character, Paint.Style)] = [:]
    for (cell, mark) in marks { cells[cell] = (mark.sign, .boldRed) }
    let top = marks.reduce(0) { max($0, $1.mark.count) }
    for (cell, mark) in marks where top > 1 {
      let (row, column) = (cell / view.columns, cell % view.columns)
      // So many cells to both sides that their number grows with the count.
      let reach = Int((mark.count / top * 2).rounded(.down))
      for side in 0..<reach {
        for column in [column - 1 - side, column + 1 + side] where (0..<view.columns).contains(column) {
          let at = row * view.columns + column
          if cells[at] == nil { cells[at] = (Self.dot, .red) }
        }
      }
    }
    for (cell, mark) in marks.prefix(Self.namesOnMap) {
      guard let name = mark.shortName else { continue }
      place(name, beside: cell, view, &cells)
    }
    return cells
  }

  /// Puts a name to the right of a sign, else to its left; nowhere where either would cover something.
  private func place(
    _ name: String, beside cell: Int, _ view: MapView, _ cells: inout [Int: (Character, Paint.Style)]
  ) {
    guard !name.isEmpty, name.count <= 20, name.allSatisfy({ CellWidth.of(String($0)) == 1 }) else { return }
    let (row, column) = (cell / view.columns, cell % view.columns)
    func isFree(_ columns: Range<Int>) -> Bool {
      columns.lowerBound >= 0 && columns.upperBound <= view.columns
        && columns.allSatisfy { cells[row * view.columns + $0] == nil }
    }
    var right = column + 1
    while right < view.columns, cells[row * view.columns + right]?.0 == Self.dot { right += 1 }
    var left = column
    while left > 0, cells[row * view.columns + left - 1]?.0 == Self.dot { left -= 1 }
    // With a cell of air on both sides.
    let starts = [
      (right + 1, right..<right + name.count + 2), (left - 1 - name.count, left - 2 - name.count..<left),
    ]
    guard let (start, _) = starts.first(where: { isFree($0.1) }) else { return }
    for (offset, character) in name.enumerated() {
      cells[row * view.columns + start + offset] = (character, .bold)
    }
  }

  /// Islands of less than two dots would be specks among the signs.
  func isSeen(_ line: [Coordinate], _ view: MapView) -> Bool {
    guard let first = line.first.map({ view.dot($0) }) else { return false }
    return line.contains { point in
      let dot = view.dot(point)
      return abs(dot.x - first.x) >= 2 || abs(dot.y - first.y) >= 2
    }
  }

  static func holds(_ area: PlaceBounds, _ point: Coordinate) -> Bool {
    let isBetween =
      area.west <= area.east
      ? (area.west...area.east).contains(point.longitude)
      : point.longitude >= area.west || point.longitude <= area.east
    return (area.south...area.north).contains(point.latitude) && isBetween
  }

  /// What is marked, those with most rows first, by cell.
  func marks(_ view: MapView) -> [(cell: Int, mark: Mark)] {
    var order: [Int] = []
    var members: [Int: [MapPoint]] = [:]
    for point in points where area.map({ Self.holds($0, point.point) }) ?? true {
      let (column, row) = view.cell(point.point)
      let cell = row * view.columns + column
      if members[cell] == nil { order.append(cell) }
      members[cell, default: []].append(point)
    }
    return order.enumerated().map { index, cell in
      (
        cell,
        Mark(sign: index < Self.signs.count ? Self.signs[index] : Self.bullet, members: members[cell] ?? [])
      )
    }
  }

  private func legend(_ marks: [Mark], mostLines: Int) -> String {
    let told = told(marks, mostLines: mostLines)
    let text = legendLines(marks.prefix(told)).map { $0 + "\n" }.joined()
    let left = marks.dropFirst(told).reduce(0) { $0 + $1.members.count }
    return left > 0 ? text + paint(.faint, paint.sign("• \(left) more places")) + "\n" : text
  }

  /// How many of the marks the legend tells in so many lines.
  func told(_ marks: [Mark], mostLines: Int) -> Int {
    var told = min(marks.count, Self.named)
    while told > 1, legendLines(marks.prefix(told)).count + (told < marks.count ? 1 : 0) > mostLines {
      told -= 1
    }
    return told
  }

  private func legendLines(_ marks: ArraySlice<Mark>) -> [String] {
    columns(
      marks.map { mark in
        let names = mark.members.map { "\($0.name.neutralised()) \(Value.number($0.count).text())" }
        return (paint.sign(String(mark.sign)), names.joined(separator: ", "))
      })
  }

  /// Signs with their names, below one another in as many columns as there is room for.
  private func columns(_ entries: [(String, String)]) -> [String] {
    let widest = entries.reduce(0) { max($0, CellWidth.of($1.1) + 4) }
    let perLine = max(1, min(4, width / max(1, widest)))
    let count = (entries.count + perLine - 1) / perLine
    var lines: [String] = []
    for line in 0..<count {
      var row = ""
      for index in stride(from: line, to: entries.count, by: count) {
        let (sign, names) = entries[index]
        row += paint(.boldRed, sign) + " "
        if perLine == 1 {
          row += AnswerPrinter.wrap(names, to: max(8, width - 2)).joined(separator: "\n  ")
        } else {
          row += CellWidth.pad(names, to: widest - 2)
        }
      }
      while row.last == " " { row.removeLast() }
      lines += row.split(separator: "\n").map(String.init)
    }
    return lines
  }
}
