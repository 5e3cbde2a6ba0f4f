import Facts
import Querying

/// An answer of one column of texts about facts 0, 1 ….
func answer(_ texts: [String], column: String = "who", notes: [String] = []) -> Answer {
  Answer(
    columns: [Column(name: column, values: texts.map { .text($0) })],
    subjects: texts.indices.map { .fact(FactID(rawValue: Int32($0))) }, notes: notes)
}

extension String {
  /// The lines of a text; a last line without an ending counts.
  var lines: [String] {
    var parts = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if parts.last == "" { parts.removeLast() }
    return parts
  }
}
