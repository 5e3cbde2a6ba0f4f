internal import Articles
internal import Querying

/// Counts by two keys: a row for each value of the first, a column for each of the second, cells the darker the greater they
/// are. Periods that have no room as columns become a line of small bars.
struct HeatTable {
  private struct Row {
    var label: String
    var values: [Double]
    var total: Double { values.reduce(0, +) }
  }

  private var rows: [Row] = []
  private var heads: [String] = []
  private let title: String
  private let isTime: Bool
  private let width: Int
  private let paint: Paint
  private let rowLimit: Int

  private static let shades: [Character] = [" ", "░", "▒", "▓", "█"]
  private static let eighths: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  /// Cells that the name of a column gets at most.
  private static let longestHead = 10
  private static let leastColumns = 3

  /// Nil unless the answer has two keys and a number.
  init?(_ answer: Answer, width: Int, paint: Paint, rowLimit: Int) {
    guard answer.columns.count == 3, answer.numberColumn == 2, answer.rowCount > 1,
      !answer.columns[0].values.contains(where: \.isNumber),
      !answer.columns[1].values.contains(where: \.isNumber)
    else { return nil }
    self.width = width
    self.paint = paint
    self.rowLimit = rowLimit
    title = answer.columns[0].name.neutralised()
    let keys = answer.columns[1].values
    isTime = keys.allSatisfy { $0.isTime || $0 == .missing } && keys.contains(where: \.isTime)
    var columns: [Value: Int] = [:]
    let order = Self.order(keys, isTime)
    // Small bars stand on an axis of time: months of which nothing is told are there, too.
    let isCrowded = Set(keys).count > width / 8
    for key in isTime && isCrowded ? Self.filled(order) : order where columns[key] == nil {
      columns[key] = heads.count
      heads.append(key == .missing ? paint.sign("–") : key.text().neutralised())
    }
    // As many rows as columns at least come twice, or it is no table of two keys.
    guard Set(keys).count < answer.rowCount else { return nil }
    var places: [Value: Int] = [:]
    for row in 0..<answer.rowCount {
      let key = answer.columns[0].values[row]
      if places[key] == nil {
        places[key] = rows.count
        let label = key == .missing ? paint.sign("–") : key.text().neutralised()
        rows.append(Row(label: label, values: [Double](repeating: 0, count: heads.count)))
      }
      guard let at = places[key], let column = columns[keys[row]] else { continue }
      rows[at].values[column] += max(0, answer.columns[2].values[row].double ?? 0)
    }
    guard rows.count > 1 else { return nil }
    if !answer.columns[0].values.contains(where: \.isTime) {
      rows = rows.enumerated().sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }
        .map(\.element)
    }
  }

  /// Periods by time; others as they come.
  private static func order(_ keys: [Value], _ isTime: Bool) -> [Value] {
    guard isTime else { return keys }
    func start(_ value: Value) -> Int64 {
      if case .time(let interval) = value { interval.start } else { .max }
    }
    return keys.enumerated().sorted { (start($0.element), $0.offset) < (start($1.element), $1.offset) }
      .map(\.element)
  }

  private static let longestAxis = 2000

  /// With the days, months or years between; as they are where they are of several lengths, or too many.
  private static func filled(_ keys: [Value]) -> [Value] {
    let intervals = keys.compactMap { key in if case .time(let interval) = key { interval } else { nil } }
    guard let first = intervals.first, let last = intervals.last else { return keys }
    func next(_ day: CalendarDay, _ months: Int) -> CalendarDay {
      months == 0 ? day.adding(days: 1) : day.adding(months: months)
    }
    for months in [0, 1, 12] {
      let fits = intervals.allSatisfy {
        $0.lastDay.adding(days: 1) == next($0.firstDay, months) && (months == 0 || $0.firstDay.civil.day == 1)
      }
      guard fits else { continue }
      var filled: [Value] = []
      var day = first.firstDay
      while day <= last.firstDay, filled.count < longestAxis {
        filled.append(.time(TimeInterval(days: day, through: next(day, months).adding(days: -1))))
        day = next(day, months)
      }
      return filled.count < longestAxis ? filled + (keys.contains(.missing) ? [.missing] : []) : keys
    }
    return keys
  }

  private static func number(_ value: Double) -> String {
    Value.number((value * 10).rounded() / 10).text()
  }

  /// What of the table is shown, and how wide its columns are.
  private struct Layout {
    var rows: ArraySlice<Row>
    var heads: [String]
    var labelWidth: Int
    var cell: Int
    /// Whether all periods have no room as columns.
    var isCrowded: Bool
    /// What is left out, a line each.
    var left: [String]
  }

  /// `least`: cells that a column needs beside its number.
  private func layout(least: Int) -> Layout {
    let shown = rowLimit > 0 ? rows.prefix(rowLimit) : rows[...]
    let natural = shown.reduce(CellWidth.of(title)) { max($0, CellWidth.of($1.label)) }
    let labelWidth = max(4, min(natural, width / 3))
    let widest = rows.reduce(1) { widest, row in
      row.values.reduce(widest) { max($0, CellWidth.of(Self.number($1))) }
    }
    let heads = heads.map { paint.cut($0, to: Self.longestHead) }
    let cell = max(widest + least, heads.reduce(1) { max($0, CellWidth.of($1)) })
    let room = max(1, (width - labelWidth) / (cell + 1))
    var left: [String] = []
    if rows.count > shown.count { left.append("\(rows.count - shown.count) more rows") }
    if !isTime, heads.count > room {
      left.append("\(heads.count - room) more columns: a wider page shows them")
    }
    return Layout(
      rows: shown, heads: Array(heads.prefix(room)), labelWidth: labelWidth, cell: cell,
      isCrowded: isTime && heads.count > room, left: left)
  }

  var text: String {
    let layout = layout(least: 1)
    let text =
      layout.isCrowded
      ? sparklines(layout.rows, layout.labelWidth)
      : table(layout.rows, layout.heads, layout.labelWidth, layout.cell)
    return text + layout.left.map { paint(.faint, paint.cut($0, to: width)) + "\n" }.joined()
  }

  /// The same with squares the larger and fuller the greater their numbers are, or with columns as fine as pixels. Nil where the
  /// rows have no room on the screen.
  func text(_ graphics: TerminalGraphics) -> String? {
    let layout = layout(least: 3)
    let text = layout.isCrowded ? columns(layout, graphics) : squares(layout, graphics)
    return text.map { $0 + layout.left.map { paint(.faint, paint.cut($0, to: width)) + "\n" }.joined() }
  }

  private func squares(_ layout: Layout, _ graphics: TerminalGraphics) -> String? {
    let top = layout.rows.reduce(0) { max($0, $1.values.prefix(layout.heads.count).max() ?? 0) }
    let columns = layout.labelWidth + layout.heads.count * (layout.cell + 1)
    guard top > 0, columns <= width,
      var picture = CellPicture(columns: columns, rows: layout.rows.count + 1, graphics: graphics)
    else { return nil }
    picture.write(paint.cut(title, to: layout.labelWidth), row: 0, column: 0, .bold)
    func end(_ column: Int) -> Int { layout.labelWidth + (column + 1) * (layout.cell + 1) }
    for (column, head) in layout.heads.enumerated() {
      picture.write(head, row: 0, column: end(column) - CellWidth.of(head), .bold)
    }
    let (wide, high) = (Double(graphics.cellWidth), Double(graphics.cellHeight))
    for (line, row) in layout.rows.enumerated() {
      picture.write(paint.cut(row.label, to: layout.labelWidth), row: line + 1, column: 0)
      for (column, value) in row.values.prefix(layout.heads.count).enumerated() where value > 0 {
        let number = Self.number(value)
        picture.write(number, row: line + 1, column: end(column) - 2 - CellWidth.of(number))
        let half = max(1, (value / top).squareRoot() * min(wide * 2, high) * 0.46)
        let (x, y) = (Double(end(column) - 1) * wide, (Double(line) + 1.5) * high)
        picture.canvas.fill(
          from: (x - half, y - half), to: (x + half, y + half),
          graphics.inks.bar.faded(0.4 + 0.6 * value / top))
      }
    }
    return picture.text(paint)
  }

  private func columns(_ layout: Layout, _ graphics: TerminalGraphics) -> String? {
    let totalWidth = layout.rows.reduce(1) { max($0, CellWidth.of(Self.number($1.total))) }
    let room = width - layout.labelWidth - totalWidth - 4
    // Taller where all rows fit so.
    let rowsOfLine = (layout.rows.count * 2 + 1 <= graphics.rows) ? 2 : 1
    guard room > 3,
      var picture = CellPicture(
        columns: width, rows: layout.rows.count * rowsOfLine + 1, graphics: graphics)
    else { return nil }
    let (wide, high) = (Double(graphics.cellWidth), Double(graphics.cellHeight))
    let bundle = (heads.count * 2 + room * graphics.cellWidth - 1) / (room * graphics.cellWidth)
    let lines = layout.rows.map { Self.bundled($0.values, bundle) }
    let top = lines.reduce(0) { max($0, $1.max() ?? 0) }
    guard top > 0, let count = lines.first?.count, count > 0 else { return nil }
    let left = layout.labelWidth + 2
    picture.write(paint.cut(title, to: layout.labelWidth), row: 0, column: 0, .bold)
    picture.write(paint.cut(span, to: max(4, width - left)), row: 0, column: left, .bold)
    let step = Double(room) * wide / Double(count)
    let gap = step >= 5 ? 1.0 : 0
    for (line, row) in layout.rows.enumerated() {
      let words = line * rowsOfLine + rowsOfLine
      picture.write(paint.cut(row.label, to: layout.labelWidth), row: words, column: 0)
      let total = Self.number(row.total)
      picture.write(total, row: words, column: width - 1 - CellWidth.of(total))
      let bottom = Double(words + 1) * high - 1
      let tall = Double(rowsOfLine) * high - 3
      let x = Double(left) * wide
      picture.canvas.fill(
        from: (x, bottom), to: (x + Double(room) * wide, bottom + 0.75), graphics.inks.axis)
      for (number, value) in lines[line].enumerated() where value > 0 {
        let at = x + Double(number) * step
        picture.canvas.fill(
          from: (at, bottom - max(1.5, value / top * tall)), to: (at + max(1, step - gap), bottom),
          graphics.inks.bar)
      }
    }
    return picture.text(paint).map { $0 + bundleNote(bundle) }
  }

  private func table(_ rows: ArraySlice<Row>, _ heads: [String], _ labelWidth: Int, _ cell: Int) -> String {
    let top = rows.reduce(0) { max($0, $1.values.prefix(heads.count).max() ?? 0) }
    var head = CellWidth.pad(paint.cut(title, to: labelWidth), to: labelWidth)
    for name in heads { head += " " + CellWidth.pad(name, to: cell, right: true) }
    var text = paint(.bold, head) + "\n"
    for row in rows {
      var line = CellWidth.pad(paint.cut(row.label, to: labelWidth), to: labelWidth)
      for value in row.values.prefix(heads.count) {
        guard value > 0, top > 0 else {
          line += String(repeating: " ", count: cell + 1)
          continue
        }
        let shade = Self.shades[min(4, max(1, Int((value / top * 4).rounded(.up))))]
        line +=
          " " + CellWidth.pad(Self.number(value), to: cell - 1, right: true)
          + paint(.cyan, paint.sign(String(shade)))
      }
      text += Self.trimmed(line) + "\n"
    }
    return text
  }

  /// All periods in a few cells: neighbours are added up where there are more of them.
  private func sparklines(_ rows: ArraySlice<Row>, _ labelWidth: Int) -> String {
    let totalWidth = rows.reduce(1) { max($0, CellWidth.of(Self.number($1.total))) }
    let room = max(1, width - labelWidth - totalWidth - 3)
    var bundle = 1
    while (heads.count + bundle - 1) / bundle > room { bundle += 1 }
    let top = rows.reduce(0) { max($0, Self.bundled($1.values, bundle).max() ?? 0) }
    let cells = (heads.count + bundle - 1) / bundle
    var text =
      paint(
        .bold,
        CellWidth.pad(paint.cut(title, to: labelWidth), to: labelWidth) + "  "
          + paint.cut(span, to: max(4, width - labelWidth - 2))) + "\n"
    for row in rows {
      var bars = ""
      for value in Self.bundled(row.values, bundle) {
        bars.append(Self.eighths[value > 0 && top > 0 ? max(1, Int((value / top * 8).rounded())) : 0])
      }
      let line =
        CellWidth.pad(paint.cut(row.label, to: labelWidth), to: labelWidth) + "  "
        + paint(.cyan, CellWidth.pad(paint.sign(bars), to: cells)) + " "
        + CellWidth.pad(Self.number(row.total), to: totalWidth, right: true)
      text += Self.trimmed(line) + "\n"
    }
    return text + bundleNote(bundle)
  }

  /// The first and the last period.
  private var span: String { "\(heads.first ?? "") \(paint.sign("…")) \(heads.last ?? "")" }

  private func bundleNote(_ bundle: Int) -> String {
    bundle > 1 ? paint(.faint, paint.cut("each bar adds up \(bundle) periods", to: width)) + "\n" : ""
  }

  private static func bundled(_ values: [Double], _ bundle: Int) -> [Double] {
    stride(from: 0, to: values.count, by: bundle).map { start in
      values[start..<min(start + bundle, values.count)].reduce(0, +)
    }
  }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
