internal import Querying

extension ColumnChart {
  /// Columns on an axis with round numbers, as fine as pixels are. Nil where a screen has no room for them.
  func text(_ graphics: TerminalGraphics) -> String? {
    let largest = values.max() ?? 0
    let ticks = Self.ticks(upTo: largest)
    let spaces = ticks.count - 1
    // A row for the numbers on the columns, one for the labels below them.
    let rowsOfSpace = min(20, graphics.rows - 4) / max(1, spaces)
    guard rowsOfSpace > 0, let top = ticks.last, top > 0 else { return nil }
    let rows = rowsOfSpace * spaces + 2
    let axisWidth = ticks.reduce(2) { max($0, CellWidth.of(Self.number($1))) }
    let plot = width - axisWidth - 2
    guard plot > 3, var picture = CellPicture(columns: width, rows: rows, graphics: graphics) else {
      return nil
    }
    let (wide, high) = (Double(graphics.cellWidth), Double(graphics.cellHeight))
    let left = Double(axisWidth + 1) * wide
    let step = min(
      Double(max(8, longestLabel + 2)) * wide, (Double(plot) * wide / Double(values.count)).rounded(.down))
    guard step >= 1 else { return nil }
    let right = left + step * Double(values.count)
    let bottom = (Double(rows) - 0.5) * high
    let unit = Double(rowsOfSpace * spaces) * high / top
    for (number, tick) in ticks.enumerated() {
      let y = bottom - tick * unit
      let thick = number == 0 ? 1.5 : 0.75
      picture.canvas.fill(
        from: (left - wide / 2, y - thick / 2), to: (right, y + thick / 2), graphics.inks.axis)
      let label = Self.number(tick)
      picture.write(
        label, row: rows - 1 - number * rowsOfSpace, column: axisWidth - CellWidth.of(label), .faint)
    }
    let gap = step >= 4 ? min(wide, (step / 4).rounded(.down)) : 0
    for (number, value) in values.enumerated() where value > 0 {
      let x = left + step * Double(number)
      // At least a pixel for what is more than nothing.
      let y = min(bottom - 1, bottom - value * unit)
      picture.canvas.fill(from: (x, y), to: (x + step - gap, bottom), graphics.inks.bar)
      let count = Self.number(value)
      let cells = CellWidth.of(count)
      guard Double(cells) * wide <= step else { continue }
      let middle = Int(((x + (step - gap) / 2) / wide - Double(cells) / 2).rounded())
      picture.write(count, row: Int(y / high) - 1, column: max(0, middle))
    }
    guard let drawn = picture.text(paint) else { return nil }
    var text = drawn + Self.trimmed(timeLabels(left: left, step: step, cell: wide)) + "\n"
    text += bundleNote
    return text
  }

  /// Labels that fit below their columns, evenly apart.
  private func timeLabels(left: Double, step: Double, cell: Double) -> String {
    let every = max(1, Int((Double(longestLabel + 2) * cell / step).rounded(.up)))
    var text = ""
    var cells = 0
    for index in stride(from: 0, to: labels.count, by: every) {
      let at = Int(((left + step * Double(index)) / cell).rounded(.down))
      guard at >= cells, at + CellWidth.of(labels[index]) <= width else { break }
      text += String(repeating: " ", count: at - cells) + labels[index]
      cells = at + CellWidth.of(labels[index])
    }
    return text
  }

  /// Round numbers from 0 to at least the largest value, two to six of them.
  static func ticks(upTo largest: Double) -> [Double] {
    guard largest.isNormal, largest > 0 else { return [0] }
    var unit = 1.0
    while unit * 50 <= largest { unit *= 10 }
    while largest < 1, unit > largest { unit /= 10 }
    let step = [unit, unit * 2, unit * 5, unit * 10].first { largest / $0 <= 5 } ?? unit * 10
    let count = Int((largest / step).rounded(.up))
    return (0...max(1, count)).map { Double($0) * step }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
