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

  var text: String {
    guard let column = answer.numberColumn else { return rows.text(answer) }
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
    let barRoom = max(0, room - labelWidth)
    let largest = shown.compactMap { row in row.flatMap { answer.columns[column].values[$0].double } }
      .reduce(0) { max($0, $1) }

    func line(_ number: String, _ label: String, _ value: String, _ bar: String) -> String {
      var text = rows.paint(.faint, CellWidth.pad(number, to: numberWidth, right: true)) + "  "
      text += CellWidth.pad(rows.paint.cut(label, to: labelWidth), to: labelWidth) + "  "
      text += CellWidth.pad(value, to: valueWidth, right: true)
      text += bar.isEmpty ? "" : "  " + rows.paint(.cyan, rows.paint.sign(bar))
      while text.last == " " { text.removeLast() }
      return text + "\n"
    }
    var text =
      rows.paint(
        .bold,
        CellWidth.pad("#", to: numberWidth, right: true) + "  "
          + CellWidth.pad(rows.paint.cut(title, to: labelWidth), to: labelWidth) + "  "
          + CellWidth.pad(valueTitle, to: valueWidth, right: true)) + "\n"
    for (index, row) in shown.enumerated() {
      let value = row.flatMap { answer.columns[column].values[$0].double } ?? 0
      text += line(
        numbers[index], labels[index], values[index], Self.bar(value, of: largest, cells: barRoom))
    }
    return text
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
