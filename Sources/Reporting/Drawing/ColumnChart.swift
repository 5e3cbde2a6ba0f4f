internal import Articles
internal import Querying

/// Numbers over time as columns that stand on an axis. Where there are more periods than cells, neighbours are
/// added up.
struct ColumnChart {
  private static let eighths: [Character] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let height = 10

  private(set) var values: [Double]
  private(set) var labels: [String]
  private var title: String
  /// Periods added up in a column.
  private var bundle = 1
  let width: Int
  let paint: Paint

  /// Nil unless the answer is one column of periods in their order and one of numbers. `finest`: columns that a cell can show.
  init?(_ answer: Answer, width: Int, paint: Paint, finest: Int = 1) {
    guard answer.columns.count == 2, answer.numberColumn == 1, answer.rowCount > 0 else { return nil }
    var last: TimeInterval?
    var labels: [String] = []
    for value in answer.columns[0].values {
      guard case .time(let time) = value, last.map({ $0.start < time.start }) ?? true else { return nil }
      last = time
      labels.append(time.description)
    }
    self.labels = labels
    values = answer.columns[1].values.map { max(0, $0.double ?? 0) }
    title = answer.columns[1].name.neutralised()
    self.width = width
    self.paint = paint
    while (values.count + bundle - 1) / bundle > plotWidth * finest { bundle += 1 }
    guard bundle > 1 else { return }
    values = stride(from: 0, to: values.count, by: bundle).map { start in
      values[start..<min(start + bundle, values.count)].reduce(0, +)
    }
    self.labels = stride(from: 0, to: labels.count, by: bundle).map { labels[$0] }
  }

  private var axisWidth: Int { max(2, CellWidth.of(Self.number(values.max() ?? 0))) }
  private var plotWidth: Int { max(4, width - axisWidth - 2) }
  /// Cells of a column, with the gap behind it.
  private var step: Int { max(1, min(max(8, longestLabel + 2), plotWidth / values.count)) }
  var longestLabel: Int { labels.reduce(0) { max($0, CellWidth.of($1)) } }

  var text: String {
    let largest = values.max() ?? 0
    let top = largest > 0 ? largest : 1
    let columnWidth = max(1, step > 2 ? step - 1 : step)
    let gap = String(repeating: " ", count: step - columnWidth)
    let hasCounts = values.allSatisfy { CellWidth.of(Self.number($0)) <= columnWidth }
    var text = ""
    // With counts a row more: they stand on their columns.
    for level in stride(from: Self.height + (hasCounts ? 1 : 0), through: 1, by: -1) {
      let tick = level == Self.height ? top : level == Self.height / 2 && top >= 2 ? top / 2 : nil
      let label = tick.map(Self.number) ?? ""
      var row = ""
      for value in values {
        let eighths = value > 0 ? max(1, Int((value / top * Double(Self.height * 8)).rounded())) : 0
        let filled = max(0, min(8, eighths - (level - 1) * 8))
        let count = Self.number(value)
        if hasCounts, filled == 0, value > 0, level == (eighths + 7) / 8 + 1 {
          row += CellWidth.pad(count, to: columnWidth) + gap
        } else {
          row += paint(.cyan, paint.sign(String(repeating: Self.eighths[filled], count: columnWidth))) + gap
        }
      }
      text += line(label, tick != nil ? "┤" : "│", row)
    }
    text += line("0", "└", paint.sign(String(repeating: "─", count: values.count * step)))
    text += line("", " ", timeLabels)
    return text + bundleNote
  }

  /// How many periods a column adds up; nothing where it is one.
  var bundleNote: String {
    guard bundle > 1 else { return "" }
    return AnswerPrinter.wrap("each column adds up \(bundle) periods", to: width)
      .map { paint(.faint, $0) + "\n" }.joined()
  }

  private func line(_ label: String, _ axis: String, _ row: String) -> String {
    var text = paint(.faint, CellWidth.pad(label, to: axisWidth, right: true) + paint.sign(axis)) + row
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  /// As many labels as fit below their columns, evenly apart.
  private var timeLabels: String {
    let every = max(1, (longestLabel + 2 + step - 1) / step)
    var text = ""
    var cells = 0
    for index in stride(from: 0, to: labels.count, by: every) {
      let at = index * step
      // The last one must not run over the edge.
      guard at + CellWidth.of(labels[index]) <= plotWidth else { break }
      text += String(repeating: " ", count: at - cells) + labels[index]
      cells = at + CellWidth.of(labels[index])
    }
    return text
  }

  static func number(_ value: Double) -> String {
    let rounded = value == value.rounded() ? value : (value * 10).rounded() / 10
    return Value.number(rounded).text()
  }
}
