internal import Querying

extension AnswerPrinter {
  /// Blocks of `name  value`, one a row, a blank line between them.
  func lines(_ answer: Answer) -> String {
    var names = answer.columns.map { $0.name.neutralised() }
    var nameWidth = names.reduce(0) { max($0, CellWidth.of($1)) }
    if let width, nameWidth > width / 2 {
      nameWidth = max(1, width / 2)
      names = names.map { paint.cut($0, to: nameWidth) }
    }
    var blocks: [String] = []
    for row in shownRows(answer.rowCount) {
      guard let row else {
        blocks.append(paint.sign("⋮\n"))
        continue
      }
      var block = paint(.faint, paint.sign("── \(row + 1)")) + "\n"
      for (name, column) in zip(names, answer.columns) {
        let indent = nameWidth + 2
        let text = cell(column.values[row])
        let style = self.style(of: column.values[row], in: column)
        let wrapped = (width.map { Self.wrap(text, to: max(1, $0 - indent)) } ?? [text]).map { line in
          style.map { paint($0, line) } ?? line
        }
        block += paint(.bold, CellWidth.pad(name, to: nameWidth)) + (text.isEmpty ? "" : "  ")
        block += wrapped.joined(separator: "\n" + String(repeating: " ", count: indent)) + "\n"
      }
      blocks.append(block)
    }
    return blocks.joined(separator: "\n")
  }

  /// A line `name: value` for each value that there is, a line before each row that says which it is.
  func plainLines(_ answer: Answer) -> String {
    var text = ""
    for row in shownRows(answer.rowCount) {
      guard let row else {
        text += "rows in the middle are not shown\n"
        continue
      }
      if isNumbered {
        text += "row \(row + 1)\n"
      } else if row > 0 {
        text += "\n"
      }
      for column in answer.columns {
        let value = cell(column.values[row])
        if !value.isEmpty { text += "\(column.name.neutralised()): \(value)\n" }
      }
    }
    return text
  }

  /// A row a line, its values apart by `|`.
  func list(_ answer: Answer) -> String {
    var text = ""
    if showsHeader { text = answer.columns.map { $0.name.neutralised() }.joined(separator: "|") + "\n" }
    for row in 0..<answer.rowCount {
      text += answer.columns.map { $0.values[row].text().neutralised() }.joined(separator: "|") + "\n"
    }
    return text
  }

  /// A page with a table (HTML Living Standard).
  func html(_ answer: Answer) -> String {
    func escaped(_ text: String) -> String {
      var escaped = ""
      for scalar in text.neutralised().unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }
    var text =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Dateline</title>\n<table>\n"
    if showsHeader {
      text +=
        "<tr>" + answer.columns.map { "<th scope=\"col\">" + escaped($0.name) + "</th>" }.joined() + "</tr>\n"
    }
    for row in 0..<answer.rowCount {
      let cells = answer.columns.map { column in
        let value = column.values[row]
        return (value.isNumber ? "<td style=\"text-align: right\">" : "<td>") + escaped(value.text())
          + "</td>"
      }
      text += "<tr>" + cells.joined() + "</tr>\n"
    }
    return text + "</table>\n</html>\n"
  }

  /// A pipe table; `|` and line breaks in a value are escaped.
  func markdown(_ answer: Answer) -> String {
    func field(_ text: String) -> String {
      var escaped = ""
      for scalar in text.neutralised().unicodeScalars {
        if scalar == "|" || scalar == "\\" { escaped += "\\" }
        escaped.unicodeScalars.append(scalar)
      }
      return escaped
    }
    let numeric = answer.columns.map(\.isNumeric)
    var rows = [answer.columns.map { field($0.name) }]
    for row in 0..<answer.rowCount { rows.append(answer.columns.map { field($0.values[row].text()) }) }
    let widths = numeric.indices.map { column in rows.reduce(3) { max($0, CellWidth.of($1[column])) } }
    func line(_ cells: [String]) -> String {
      "| "
        + cells.enumerated().map { CellWidth.pad($1, to: widths[$0], right: numeric[$0]) }
        .joined(separator: " | ") + " |\n"
    }
    var text = line(rows[0])
    text +=
      "|"
      + widths.enumerated().map { index, width in
        numeric[index]
          ? String(repeating: "-", count: width + 1) + ":" : String(repeating: "-", count: width + 2)
      }.joined(separator: "|") + "|\n"
    for row in rows.dropFirst() { text += line(row) }
    return text
  }

  /// What a number is not parted from.
  private static let units: Set<Substring> = ["s", "ms", "%", "km", "m", "mi", "MB", "GB", "MiB", "GiB"]

  /// `text` in lines of at most `cells`, broken at spaces, but not between a number and its unit, and inside a word only where it
  /// is longer than a line.
  package static func wrap(_ text: String, to cells: Int) -> [String] {
    guard cells > 0, CellWidth.of(text) > cells else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: true) {
      let width = CellWidth.of(word)
      if used > 0, used + 1 + width <= cells {
        line += " " + word
        used += 1 + width
        continue
      }
      if used > 0 {
        let space = line.lastIndex(of: " ")
        let last = space.map { line[line.index(after: $0)...] }
        if let space, let last, units.contains(word), last.first?.isNumber == true,
          CellWidth.of(last) + 1 + width <= cells
        {
          lines.append(String(line[..<space]))
          line = last + " " + word
          used = CellWidth.of(line)
          continue
        }
        lines.append(line)
        line = ""
        used = 0
      }
      for character in word {
        let step = CellWidth.of(character)
        if used + step > cells, used > 0 {
          lines.append(line)
          line = ""
          used = 0
        }
        line.append(character)
        used += step
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }
}
