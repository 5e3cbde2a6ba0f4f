internal import Facts
internal import Querying

extension AnswerPrinter {
  private static let gap = 2
  /// A column is not made narrower than this while a wider one is left.
  private static let narrowest = 6
  private static let widestRigid = 24
  /// Cells that a long text should have, and those without which it is not worth reading.
  private static let goodText = 16
  private static let leastText = 8

  /// Lines of a cell on screen before it is cut.
  private static let mostLines = 3
  /// Texts that are no longer are words of a few, whose half says nothing.
  private static let longestWord = 14

  /// Columns under a rule or in frames, numbers to the right, rows numbered for `.why` and `.open`. On screen long texts give
  /// way to dates, numbers and short words, and go on in lines of their own; where even that does not fit, the rows stand
  /// one below the other.
  func table(_ answer: Answer) -> String {
    let columns = gridColumns(answer)
    guard let widths = widths(of: columns) else { return lines(answer) }
    return grid(columns, widths)
  }

  private func gridColumns(_ answer: Answer) -> [GridColumn] {
    let rows = shownRows(answer.rowCount)
    var columns: [GridColumn] = []
    if isNumbered {
      let numbers = rows.map { $0.map { String($0 + 1) } ?? paint.sign("⋮") }
      columns.append(
        GridColumn(
          title: showsHeader ? "#" : "", isNumber: true, isRigid: true, cells: numbers,
          styles: numbers.map { _ in .faint }))
    }
    for column in answer.columns {
      let isNumber = column.isNumeric
      let cells = Self.aligned(
        rows.map { row in row.map { cell(column.values[$0]) } ?? paint.sign("⋮") }, column, rows)
      let isShort = cells.allSatisfy { cell in
        let width = CellWidth.of(cell)
        return width <= Self.longestWord || (width <= Self.widestRigid && !cell.contains(" "))
      }
      columns.append(
        GridColumn(
          title: showsHeader ? column.name.neutralised() : "", isNumber: isNumber,
          isRigid: isNumber || isShort || column.values.contains(where: \.isTime), cells: cells,
          styles: rows.map { row in row.flatMap { style(of: column.values[$0], in: column) } }))
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
    var styles: [Paint.Style?]

    var width: Int { cells.reduce(CellWidth.of(title)) { max($0, CellWidth.of($1)) } }
    /// Cells of the longest piece without a space, of its head too.
    var longestWord: Int {
      cells.reduce(CellWidth.of(title)) { longest, cell in
        cell.split(separator: " ").reduce(longest) { max($0, CellWidth.of($1)) }
      }
    }
  }

  /// Nil where a row has no room.
  private func widths(of columns: [GridColumn]) -> [Int]? {
    let natural = columns.map(\.width)
    guard let width else { return natural }
    let isBox = mode == .box
    let gap = isBox ? 3 : Self.gap
    let total = width - gap * (columns.count - 1) - (isBox ? 4 : 0)
    let rigid = natural.indices.filter { columns[$0].isRigid && natural[$0] <= Self.widestRigid }
    let soft = natural.indices.filter { !rigid.contains($0) }
    /// Whether texts have so many cells, or all that they need, beside the rest.
    func hasRoom(_ widths: [Int], texts cells: Int) -> Bool {
      widths.indices.reduce(0) { $0 + (soft.contains($1) ? min(natural[$1], cells) : widths[$1]) } <= total
    }
    if hasRoom(natural, texts: Self.goodText) {
      return Self.fitted(natural, into: total, narrowest: Self.narrowest, rigid: Set(rigid))
    }
    // A stretch of hours goes below its day.
    var least = natural
    for column in rigid { least[column] = columns[column].longestWord }
    guard hasRoom(least, texts: Self.leastText) else { return nil }
    return Self.fitted(least, into: total, narrowest: Self.narrowest, rigid: Set(rigid))
  }

  private func grid(_ columns: [GridColumn], _ widths: [Int]) -> String {
    let isBox = mode == .box
    let space = isBox ? paint(.faint, paint.sign(" │ ")) : String(repeating: " ", count: Self.gap)
    func line(_ cells: [String], _ styles: [Paint.Style?]) -> String {
      var parts: [String] = []
      for (index, text) in cells.enumerated() {
        let isLast = index == cells.count - 1
        let padded =
          isLast && !isBox && !columns[index].isNumber
          ? text : CellWidth.pad(text, to: widths[index], right: columns[index].isNumber)
        parts.append(styles[index].map { paint($0, padded) } ?? padded)
      }
      if isBox {
        return paint(.faint, paint.sign("│ ")) + parts.joined(separator: space)
          + paint(.faint, paint.sign(" │")) + "\n"
      }
      var joined = parts.joined(separator: space)
      while joined.last == " " { joined.removeLast() }
      return joined + "\n"
    }
    func rule(_ left: String, _ middle: String, _ right: String) -> String {
      let dashes = widths.map { String(repeating: "─", count: $0 + (isBox ? 2 : 0)) }
      return paint(.faint, paint.sign(left + dashes.joined(separator: middle) + right)) + "\n"
    }
    var text = isBox ? rule("┌", "┬", "┐") : ""
    if showsHeader {
      text += line(
        zip(columns, widths).map { paint.cut($0.title, to: $1) }, columns.map { _ in .bold })
      text += isBox ? rule("├", "┼", "┤") : rule("", String(repeating: " ", count: Self.gap), "")
    }
    for row in 0..<(columns.first?.cells.count ?? 0) {
      let cells = columns.indices.map { broken(columns[$0].cells[row], to: widths[$0]) }
      let styles = columns.map { $0.styles[row] }
      for number in 0..<(cells.map(\.count).max() ?? 1) {
        text += line(cells.map { number < $0.count ? $0[number] : "" }, styles)
      }
    }
    return isBox ? text + rule("└", "┴", "┘") : text
  }

  /// A cell's lines, the last of them cut where there would be more.
  private func broken(_ text: String, to cells: Int) -> [String] {
    guard width != nil, CellWidth.of(text) > cells else { return [text] }
    let lines = Self.wrap(text, to: cells)
    guard lines.count > Self.mostLines else { return lines }
    let kept = lines.prefix(Self.mostLines - 1)
    let rest = lines.dropFirst(Self.mostLines - 1).joined(separator: " ")
    return kept + [paint.cut(rest, to: cells)]
  }

  /// How a value is coloured, by what it is; nil: not at all. Words say the same.
  func style(of value: Value, in column: Column) -> Paint.Style? {
    guard paint.isOn else { return nil }
    switch value {
    case .time: return .magenta
    case .place: return .green
    case .text(let text) where column.name == "status":
      switch Status.allCases.first(where: { $0.name == text }) {
      case .denied?, .failed?, .cancelled?: return .red
      case .happened?: return .green
      case nil: return nil
      default: return .cyan
      }
    case .text, .list: return Self.columnsOfNames.contains(column.name) ? .blue : nil
    default: return nil
    }
  }

  /// Columns of people and organisations.
  private static let columnsOfNames: Set<String> = [
    "name", "participant", "person", "organisation", "source",
  ]

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
