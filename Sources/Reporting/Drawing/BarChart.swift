internal import Querying

/// One bar a row: what it stands for, the number, a bar as long as the number is large.
struct BarChart {
  var answer: Answer
  var width: Int
  /// Chooses and numbers the rows.
  var rows: AnswerPrinter

  private static let eighths: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
  /// Cells that a bar gets at least while labels can be cut.
  private static let leastBar = 10

  init(_ answer: Answer, width: Int, rows: AnswerPrinter) {
    self.answer = answer
    self.width = width
    self.rows = rows
  }

  /// What stands in the columns of the chart, and how wide they are.
  struct Layout {
    var title: String
    var valueTitle: String
    var numbers: [String]
    var labels: [String]
    var values: [String]
    /// What bars are as long as; 0 where there is none.
    var lengths: [Double]
    var numberWidth: Int
    var labelWidth: Int
    var valueWidth: Int
    var barRoom: Int
    var largest: Double { lengths.reduce(0) { max($0, $1) } }
    /// The cell that bars begin in.
    var barColumn: Int { numberWidth + labelWidth + valueWidth + 6 }
  }

  /// Nil where no column holds numbers.
  var layout: Layout? {
    guard let column = answer.numberColumn else { return nil }
    let shown = rows.shownRows(answer.rowCount)
    let others = answer.columns.indices.filter { $0 != column }
    let (dot, mark) = (rows.paint.sign(" · "), rows.paint.sign("⋮"))
    func label(_ row: Int) -> String {
      others.map { rows.cell(answer.columns[$0].values[row]) }.filter { !$0.isEmpty }.joined(separator: dot)
    }
    let labels = shown.map { row in row.map { label($0).isEmpty ? rows.paint.sign("–") : label($0) } ?? mark }
    let values = shown.map { row in row.map { rows.cell(answer.columns[column].values[$0]) } ?? "" }
    let numbers = shown.map { row in row.map { String($0 + 1) } ?? mark }
    let title = others.map { answer.columns[$0].name.neutralised() }.joined(separator: dot)
    let valueTitle = answer.columns[column].name.neutralised()

    let numberWidth = numbers.reduce(1) { max($0, CellWidth.of($1)) }
    let valueWidth = values.reduce(CellWidth.of(valueTitle)) { max($0, CellWidth.of($1)) }
    let natural = labels.reduce(CellWidth.of(title)) { max($0, CellWidth.of($1)) }
    let room = width - numberWidth - valueWidth - 6
    let labelWidth = max(4, min(natural, room - Self.leastBar))
    return Layout(
      title: rows.paint.cut(title, to: labelWidth), valueTitle: valueTitle, numbers: numbers,
      labels: labels.map { rows.paint.cut($0, to: labelWidth) }, values: values,
      lengths: shown.map { row in row.flatMap { answer.columns[column].values[$0].double } ?? 0 },
      numberWidth: numberWidth, labelWidth: labelWidth, valueWidth: valueWidth,
      barRoom: max(0, room - labelWidth))
  }

  var text: String {
    guard let layout else { return rows.text(answer) }
    func line(_ number: String, _ label: String, _ value: String, _ bar: String) -> String {
      var text = rows.paint(.faint, CellWidth.pad(number, to: layout.numberWidth, right: true)) + "  "
      text += CellWidth.pad(label, to: layout.labelWidth) + "  "
      text += CellWidth.pad(value, to: layout.valueWidth, right: true)
      text += bar.isEmpty ? "" : "  " + rows.paint(.cyan, rows.paint.sign(bar))
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    var text =
      rows.paint(
        .bold,
        CellWidth.pad("#", to: layout.numberWidth, right: true) + "  "
          + CellWidth.pad(layout.title, to: layout.labelWidth) + "  "
          + CellWidth.pad(layout.valueTitle, to: layout.valueWidth, right: true)) + "\n"
    for index in layout.labels.indices {
      let bar = Self.bar(layout.lengths[index], of: layout.largest, cells: layout.barRoom)
      text += line(layout.numbers[index], layout.labels[index], layout.values[index], bar)
    }
    return text
  }

  /// The same with bars that are as long as pixels can be. Nil where the rows have no room on the screen.
  func text(_ graphics: TerminalGraphics) -> String? {
    guard let layout, layout.barRoom > 0, layout.largest > 0,
      var picture = CellPicture(columns: width, rows: layout.labels.count + 1, graphics: graphics)
    else { return nil }
    let (wide, high) = (Double(graphics.cellWidth), Double(graphics.cellHeight))
    func write(_ number: String, _ label: String, _ value: String, _ row: Int, _ style: Paint.Style?) {
      picture.write(
        number, row: row, column: layout.numberWidth - CellWidth.of(number), style == nil ? .faint : style)
      picture.write(label, row: row, column: layout.numberWidth + 2, style)
      picture.write(value, row: row, column: layout.barColumn - 2 - CellWidth.of(value), style)
    }
    write("#", layout.title, layout.valueTitle, 0, .bold)
    let left = Double(layout.barColumn) * wide
    for index in layout.labels.indices {
      write(layout.numbers[index], layout.labels[index], layout.values[index], index + 1, nil)
      guard layout.lengths[index] > 0 else { continue }
      let length = max(1, layout.lengths[index] / layout.largest * Double(layout.barRoom) * wide)
      let y = Double(index + 1) * high
      picture.canvas.fill(
        from: (left, y + high * 0.15), to: (left + length, y + high * 0.85), graphics.inks.bar)
    }
    return picture.text(rows.paint)
  }

  /// Whole cells and eighths of one; at least an eighth for what is more than nothing.
  static func bar(_ value: Double, of largest: Double, cells: Int) -> String {
    guard value > 0, largest > 0, cells > 0 else { return "" }
    let parts = max(1, Int((value / largest * Double(cells * 8)).rounded()))
    let whole = String(repeating: "█", count: min(cells, parts / 8))
    let rest = parts % 8
    return rest > 0 && parts / 8 < cells ? whole + String(eighths[rest - 1]) : whole
  }
}
