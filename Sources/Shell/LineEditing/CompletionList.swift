/// What can stand at the cursor.
struct CompletionList: Equatable, Sendable {
  struct Candidate: Equatable, Sendable {
    /// What replaces the stem.
    var text: String
    /// What the list shows; `text` where empty.
    var label = ""
    /// What follows it once it is the only one: a space, a closing quote.
    var ending = ""

    var shown: String { label.isEmpty ? text : label }
  }

  /// Byte where the stem to replace begins; it ends at the cursor.
  var start: Int
  var candidates: [Candidate]

  static func none(at cursor: Int) -> CompletionList { CompletionList(start: cursor, candidates: []) }

  /// What to put in the stem's place: the only candidate with its ending, or what all begin with; nil where
  /// that would add nothing.
  func insertion(stem: String) -> String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 { return first.text + first.ending }
    var common = Array(first.text)
    for candidate in candidates.dropFirst() {
      common = Array(zip(common, candidate.text).prefix { $0 == $1 }.map(\.0))
    }
    let text = String(common)
    return common.count > stem.count || (common.count == stem.count && text != stem) ? text : nil
  }

  /// The candidates in columns that fit `width`, at most `rows` lines.
  func listing(width: Int, rows: Int) -> String {
    let shown = candidates.map { CellWidth.cut($0.shown.neutralised(), to: max(8, width - 1)) }
    let column = shown.reduce(1) { max($0, CellWidth.of($1)) } + 2
    let perRow = max(1, (width + 1) / column)
    let lineCount = (shown.count + perRow - 1) / perRow
    let lines = min(lineCount, max(1, rows))
    var text = ""
    for line in 0..<lines {
      var row = ""
      for index in stride(from: line, to: min(shown.count, lines * perRow), by: lines) {
        row += CellWidth.pad(shown[index], to: column)
      }
      while row.last == " " { row.removeLast() }
      text += row + "\n"
    }
    let hidden = shown.count - min(shown.count, lines * perRow)
    return hidden > 0 ? text + "… and \(hidden) more\n" : text
  }
}
