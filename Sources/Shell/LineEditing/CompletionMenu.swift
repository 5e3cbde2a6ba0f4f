internal import Reporting

/// The candidates below a line that is typed, one of them chosen once Tab is pressed again.
struct CompletionMenu: Sendable {
  static let mostRows = 10

  let list: CompletionList
  private(set) var chosen: Int?
  /// The line and its cursor as the menu left them: whatever else changes them closes it.
  var text: String
  var cursor: Int
  private var top = 0

  init(_ list: CompletionList, text: String, cursor: Int) {
    self.list = list
    self.text = text
    self.cursor = cursor
  }

  func stands(at text: String, _ cursor: Int) -> Bool { self.text == text && self.cursor == cursor }

  /// Chooses the next candidate or the one before, round about. What takes the place of the word then.
  mutating func choose(isBack: Bool) -> String {
    let count = list.candidates.count
    let next = chosen.map { ($0 + (isBack ? count - 1 : 1)) % count } ?? (isBack ? count - 1 : 0)
    chosen = next
    top = max(min(top, next), next - Self.mostRows + 1)
    let candidate = list.candidates[next]
    var ending = candidate.ending
    // A space would stand in the way of the next choice; a quotation mark is closed.
    while ending.last == " " { ending.removeLast() }
    return candidate.text + ending
  }

  /// Columns `value  kind  count`, and what each is; as many lines as there is room for.
  func lines(columns: Int, rows: Int) -> [[StyledText]] {
    let room = max(1, min(Self.mostRows, rows))
    let first = chosen.map { max(min(top, $0), $0 - room + 1) } ?? 0
    let shown = first..<min(list.candidates.count, first + room)
    let rows = list.rows
    let widths = list.widths(columns)
    var lines: [[StyledText]] = []
    for index in shown {
      let row = rows[index]
      let value = CellWidth.pad(CellWidth.cut(row.value, to: widths.value), to: widths.value)
      let isChosen = index == chosen
      // Told by more than how it is drawn.
      var line = [
        StyledText(text: isChosen ? "> " : "  ", style: nil),
        StyledText(text: value, style: isChosen ? .reversed : nil),
      ]
      var rest = widths.kind > 0 ? "  " + CellWidth.pad(row.kind, to: widths.kind) : ""
      if widths.count > 0 { rest += "  " + CellWidth.pad(row.count, to: widths.count, right: true) }
      if !row.help.isEmpty { rest += "  " + row.help }
      line.append(StyledText(text: rest, style: .faint))
      lines.append(line)
    }
    let hidden = list.candidates.count - shown.count
    if hidden > 0 { lines[lines.count - 1].append(StyledText(text: "  … \(hidden) more", style: .faint)) }
    return lines
  }
}
