internal import Indexing
internal import Reporting

/// What can stand at the cursor.
struct CompletionList: Equatable, Sendable {
  struct Candidate: Equatable, Sendable {
    /// What replaces the stem.
    var text: String
    /// What the list shows; `text` where empty.
    var label = ""
    /// What sort of thing it is, in a word: "field", "place"; "" where that says nothing.
    var kind = ""
    /// How many rows have it; nil where nobody counted.
    var count: Int?
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

  /// What to put in the stem's place: the only candidate with its ending, or what all begin with, whatever their case and
  /// accents; nil where that would add nothing.
  func insertion(stem: String) -> String? {
    guard let first = candidates.first else { return nil }
    if candidates.count == 1 {
      let text = first.text + first.ending
      return text == stem ? nil : text
    }
    var common = Array(first.text)
    for candidate in candidates.dropFirst() {
      common = Array(
        zip(common, candidate.text).prefix { $0 == $1 || Self.folded($0) == Self.folded($1) }.map(\.0))
    }
    let text = String(common)
    return common.count > stem.count || (common.count == stem.count && text != stem) ? text : nil
  }

  private static func folded(_ character: Character) -> String {
    let text = Folding.fold(String(character))
    return text.isEmpty ? String(character) : text
  }

  /// A candidate as lists show it.
  struct Row {
    var value: String
    var kind: String
    var count: String
    var help: String
  }

  var rows: [Row] {
    candidates.map { candidate in
      Row(
        value: candidate.shown.neutralised(), kind: candidate.kind.neutralised(),
        count: candidate.count.map { Session.grouped($0) } ?? "", help: candidate.help.neutralised())
    }
  }

  /// Cells of the columns of values, kinds and counts on a screen of so many.
  func widths(_ columns: Int) -> (value: Int, kind: Int, count: Int) {
    var widths = (value: 1, kind: 0, count: 0)
    for row in rows {
      widths.value = max(widths.value, CellWidth.of(row.value))
      widths.kind = max(widths.kind, CellWidth.of(row.kind))
      widths.count = max(widths.count, CellWidth.of(row.count))
    }
    widths.value = min(widths.value, max(8, columns / 2))
    return widths
  }

  /// Every candidate on a line of its own, for people who hear what is written: its value, what it is, how often.
  func plainListing(rows limit: Int) -> String {
    var text = ""
    for row in rows.prefix(limit) {
      let parts = [row.value, row.kind, row.count.isEmpty ? "" : row.count + " times", row.help]
      text += parts.filter { !$0.isEmpty }.joined(separator: ", ") + "\n"
    }
    return candidates.count > limit ? text + "and \(candidates.count - limit) more\n" : text
  }
}
