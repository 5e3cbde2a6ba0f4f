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

  private static let mostColumns = 120
  private static let mostRows = 22
  /// Places that the legend names.
  private static let named = 35
  private static let signs = Array("123456789abcdefghijklmnopqrstuvwxyz")

  /// Places that share a cell have one sign.
  private struct Mark {
    var sign: Character
    var members: [MapPoint]
  }

  var text: String {
    guard !points.isEmpty else { return "no place to show\n" }
    let columns = min(width, Self.mostColumns)
    // On a narrow screen a map of full height would show mostly seas.
    let rows = max(8, min(Self.mostRows, columns * 2 / 5))
    let view = MapView(holding: points.map(\.point), columns: columns, mostRows: rows)
    var canvas = BrailleCanvas(columns: view.columns, rows: view.rows)
    for (box, turn) in view.boxes {
      for line in borders(box) where isSeen(line, view) {
        for (a, b) in zip(line, line.dropFirst()) {
          canvas.line(from: view.dot(a, turn: turn), to: view.dot(b, turn: turn))
        }
      }
    }
    let marks = marks(view)
    var signs: [Int: Character] = [:]
    for (cell, mark) in marks { signs[cell] = mark.sign }
    var text = ""
    for row in 0..<view.rows {
      var line = ""
      var drawn = ""
      for column in 0..<view.columns {
        if let sign = signs[row * view.columns + column] {
          line += paint(.blue, drawn) + paint(.boldRed, String(sign))
          drawn = ""
        } else {
          drawn.append(canvas.cell(column: column, row: row))
        }
      }
      while drawn.last == " " { drawn.removeLast() }
      text += line + paint(.blue, drawn) + "\n"
    }
    if let (cells, kilometres) = view.scale(most: max(4, view.columns / 4)) {
      let bar = "├" + String(repeating: "─", count: max(0, cells - 2)) + "┤ \(kilometres) km"
      text += paint(.faint, bar) + "\n"
    }
    return text + legend(marks.map(\.mark))
  }

  /// Islands of less than two dots would be specks among the signs.
  private func isSeen(_ line: [Coordinate], _ view: MapView) -> Bool {
    guard let first = line.first.map({ view.dot($0) }) else { return false }
    return line.contains { point in
      let dot = view.dot(point)
      return abs(dot.x - first.x) >= 2 || abs(dot.y - first.y) >= 2
    }
  }

  private func marks(_ view: MapView) -> [(cell: Int, mark: Mark)] {
    var order: [Int] = []
    var members: [Int: [MapPoint]] = [:]
    for point in points {
      let (column, row) = view.cell(point.point)
      let cell = row * view.columns + column
      if members[cell] == nil { order.append(cell) }
      members[cell, default: []].append(point)
    }
    return order.enumerated().map { index, cell in
      (cell, Mark(sign: index < Self.signs.count ? Self.signs[index] : "•", members: members[cell] ?? []))
    }
  }

  private func legend(_ marks: [Mark]) -> String {
    let entries = marks.prefix(Self.named).map { mark in
      let names = mark.members.map { "\($0.name.neutralised()) \(Value.number($0.count).text())" }
      return (String(mark.sign), names.joined(separator: ", "))
    }
    let widest = entries.reduce(0) { max($0, CellWidth.of($1.1) + 4) }
    let perLine = max(1, min(4, width / max(1, widest)))
    let lines = (entries.count + perLine - 1) / perLine
    var text = ""
    for line in 0..<lines {
      var row = ""
      for index in stride(from: line, to: entries.count, by: lines) {
        let (sign, names) = entries[index]
        let room = perLine == 1 ? width - 2 : widest - 4
        let parts = AnswerPrinter.wrap(names, to: max(8, room))
        row += paint(.boldRed, sign) + " "
        if perLine == 1 {
          row += parts.joined(separator: "\n  ")
        } else {
          row += CellWidth.pad(names, to: widest - 2)
        }
      }
      while row.last == " " { row.removeLast() }
      text += row + "\n"
    }
    let left = marks.dropFirst(Self.named).reduce(0) { $0 + $1.members.count }
    return left > 0 ? text + paint(.faint, "• \(left) more places") + "\n" : text
  }
}
