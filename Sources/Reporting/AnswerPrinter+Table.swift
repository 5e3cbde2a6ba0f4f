package import Querying

extension AnswerPrinter {
  private static let gap = 2
  /// A column is not made narrower than this while a wider one is left.
  private static let narrowest = 6
  private static let widestRigid = 24

  /// Columns under a rule, numbers to the right, rows numbered for `.why` and `.open`. On screen the widest
  /// columns give way until a line fits.
  func table(_ answer: Answer) -> String { grid(gridColumns(answer)) }

  /// How many columns have no room in a table on screen.
  package func hiddenColumns(_ answer: Answer) -> Int {
    guard mode == .table, width != nil, answer.rowCount > 0 else { return 0 }
    let columns = gridColumns(answer)
    return zip(columns, widths(of: columns)).count { $0.width > 0 && $1 == 0 }
  }

  private func gridColumns(_ answer: Answer) -> [GridColumn] {
    let rows = shownRows(answer.rowCount)
    var columns: [GridColumn] = []
    if isNumbered {
      let numbers = rows.map { $0.map { String($0 + 1) } ?? "⋮" }
      columns.append(GridColumn(title: showsHeader ? "#" : "", isNumber: true, isRigid: true, cells: numbers))
    }
    for column in answer.columns {
      let isNumber =
        column.values.contains(where: \.isNumber)
        && column.values.allSatisfy { $0.isNumber || $0 == .missing }
      columns.append(
        GridColumn(
          title: showsHeader ? column.name.neutralised() : "", isNumber: isNumber,
          isRigid: isNumber || column.values.contains(where: \.isTime),
          cells: Self.aligned(rows.map { row in row.map { cell(column.values[$0]) } ?? "⋮" }, column, rows)))
    }
    return columns
  }

  private static let decimals = 3

  /// Numbers with fractions get as many decimal places as one of them needs, at most three; whole tables of
  /// large or tiny numbers stay as they are.
  private static func aligned(_ cells: [String], _ column: Column, _ rows: [Int?]) -> [String] {
    let fractions = column.values.compactMap { value in
      if case .number(let number) = value, number != number.rounded() { number } else { nil }
    }
    guard !fractions.isEmpty, fractions.allSatisfy({ (1e-3..<1e12).contains(abs($0)) }) else { return cells }
    let places = (1...decimals).first { places in
      let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
      return fractions.allSatisfy { abs(($0 * scale).rounded() / scale - $0) < 1e-9 }
    }
    return zip(cells, rows).map { cell, row in
      guard let row, let number = column.values[row].asNumber, abs(number) < 1e12 else { return cell }
      return Value.fixed(number, places ?? decimals)
    }
  }

  /// A value for one line of the screen.
  func cell(_ value: Value) -> String {
    let text = (width == nil ? value.text() : value.screenText).neutralised()
    return text.isEmpty ? missing : text
  }

  private struct GridColumn {
    var title: String
    var isNumber: Bool
    /// Half of a date or a number says nothing, so texts give way before them.
    var isRigid: Bool
    var cells: [String]

    var width: Int { cells.reduce(CellWidth.of(title)) { max($0, CellWidth.of($1)) } }
  }

  private func widths(of columns: [GridColumn]) -> [Int] {
    let widths = columns.map(\.width)
    guard let width else { return widths }
    let total = width - Self.gap * (columns.count - 1)
    let rigid = widths.indices.filter { columns[$0].isRigid && widths[$0] <= Self.widestRigid }
    return Self.fitted(widths, into: total, narrowest: Self.narrowest, rigid: Set(rigid))
  }

  private func grid(_ columns: [GridColumn]) -> String {
    let widths = widths(of: columns)
    let space = String(repeating: " ", count: Self.gap)
    func line(_ cells: [String], style: Paint.Style?) -> String {
      var parts: [String] = []
      for (index, text) in cells.enumerated() where widths[index] > 0 {
        let isLast = index == cells.count - 1
        let cut = CellWidth.cut(text, to: widths[index])
        let padded =
          isLast && !columns[index].isNumber
          ? cut : CellWidth.pad(cut, to: widths[index], right: columns[index].isNumber)
        parts.append(
          style.map { paint($0, padded) } ?? (index == 0 && isNumbered ? paint(.faint, padded) : padded))
      }
      var joined = parts.joined(separator: space)
      while joined.last == " " { joined.removeLast() }
      return joined + "\n"
    }
    var text = ""
    if showsHeader {
      text += line(columns.map(\.title), style: .bold)
      text += line(widths.map { String(repeating: "─", count: $0) }, style: .faint)
    }
    for row in 0..<(columns.first?.cells.count ?? 0) {
      text += line(columns.map { $0.cells[row] }, style: nil)
    }
    return text
  }

  /// Column widths whose sum is at most `total`: the widest shrink first, evenly, none below `narrowest`
  /// while that is possible; where even that is too much, columns at the end get what is left, down to 0.
  /// Those that are `rigid` keep their width where the others have room enough without.
  static func fitted(_ natural: [Int], into total: Int, narrowest: Int, rigid: Set<Int> = []) -> [Int] {
    guard natural.reduce(0, +) > total else { return natural }
    let soft = natural.indices.filter { !rigid.contains($0) }
    let room = total - rigid.reduce(0) { $0 + natural[$1] }
    if !rigid.isEmpty, !soft.isEmpty, room >= soft.reduce(0, { $0 + min(narrowest + 2, natural[$1]) }) {
      var widths = natural
      let shrunk = fitted(soft.map { natural[$0] }, into: room, narrowest: narrowest)
      for (index, column) in soft.enumerated() { widths[column] = shrunk[index] }
      return widths
    }
    var low = narrowest
    var high = natural.max() ?? 0
    while low < high {
      let middle = (low + high + 1) / 2
      if natural.reduce(0, { $0 + min($1, middle) }) <= total { low = middle } else { high = middle - 1 }
    }
    var widths = natural.map { min($0, low) }
    var spare = total - widths.reduce(0, +)
    for index in widths.indices where spare > 0 && widths[index] < natural[index] {
      widths[index] += 1
      spare -= 1
    }
    var index = widths.count - 1
    while spare < 0, index > 0 {
      let taken = min(widths[index], -spare)
      widths[index] -= taken
      spare += taken
      index -= 1
    }
    return widths
  }
}
