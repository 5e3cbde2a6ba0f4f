internal import Reporting

/// What can stand at the cursor.
struct CompletionList: Equatable, Sendable {
  struct Candidate: Equatable, Sendable {
    /// What replaces the stem.
    var text: String
    /// What the list shows; `text` where empty.
    var label = ""
    /// In a few words what it is; "" if nothing need be said.
    var help = ""
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

  /// The candidates in columns that fit `width`, at most `rows` lines; a few of them a line each, with what
  /// they are.
  func listing(width: Int, rows: Int) -> String {
    if let text = helpListing(width: width, rows: rows) { return text }
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

  private func helpListing(width: Int, rows: Int) -> String? {
    guard candidates.count <= min(10, rows), candidates.contains(where: { !$0.help.isEmpty }) else {
      return nil
    }
    let shown = candidates.map { CellWidth.cut($0.shown.neutralised(), to: max(8, width / 2)) }
    let column = shown.reduce(1) { max($0, CellWidth.of($1)) } + 2
    var text = ""
    for (name, candidate) in zip(shown, candidates) {
      let help = CellWidth.cut(candidate.help.neutralised(), to: max(0, width - column - 1))
      text += help.isEmpty ? name : CellWidth.pad(name, to: column) + help
      text += "\n"
    }
    return text
  }
}
