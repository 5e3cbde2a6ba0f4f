internal import Querying

/// Keywords below each other, with the words around them, as a concordance prints them.
struct ContextLines {
  var width: Int
  /// Chooses and numbers the rows.
  var rows: AnswerPrinter

  /// The article's title stands behind a line that leaves this much room.
  private static let titleFrom = 100

  /// `answer` has the columns left, match, right, article; else it is printed as a table.
  func text(_ answer: Answer) -> String {
    let names = answer.columns.map(\.name)
    guard names.prefix(4) == ["left", "match", "right", "article"] else { return rows.text(answer) }
    let shown = rows.shownRows(answer.rowCount)
    func cell(_ column: Int, _ row: Int) -> String { answer.columns[column].values[row].text().neutralised() }
    let numberWidth = String(max(1, answer.rowCount)).utf8.count
    let matchWidth = min(width / 3, shown.compactMap { $0 }.reduce(1) { max($0, CellWidth.of(cell(1, $1))) })
    let titleWidth = width >= Self.titleFrom ? width / 5 : 0
    let side = max(2, (width - numberWidth - 2 - matchWidth - 4 - (titleWidth > 0 ? titleWidth + 2 : 0)) / 2)
    let leftWidth = min(side, shown.compactMap { $0 }.reduce(0) { max($0, CellWidth.of(cell(0, $1))) })
    var text = ""
    for row in shown {
      guard let row else {
        text += rows.paint(.faint, CellWidth.pad(rows.paint.sign("⋮"), to: numberWidth, right: true)) + "\n"
        continue
      }
      var line = rows.paint(.faint, CellWidth.pad(String(row + 1), to: numberWidth, right: true)) + "  "
      let left = CellWidth.pad(
        CellWidth.cutStart(cell(0, row), to: leftWidth, mark: rows.paint.sign("…")), to: leftWidth,
        right: true)
      line += left + "  "
      let match = rows.paint.cut(cell(1, row), to: matchWidth)
      line += rows.paint(.boldRed, match) + String(repeating: " ", count: matchWidth - CellWidth.of(match))
      let right = rows.paint.cut(cell(2, row), to: side)
      line += "  " + (titleWidth > 0 ? CellWidth.pad(right, to: side) : right)
      if titleWidth > 0 { line += "  " + rows.paint(.faint, rows.paint.cut(cell(3, row), to: titleWidth)) }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}
