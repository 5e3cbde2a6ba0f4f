/// Whether a statement typed so far can be run, for the shell's continuation prompt.
public enum Completeness: Hashable, Sendable {
  /// It reads as it stands, or has an error that more text would not mend, or a `;` after it.
  case complete
  /// More has to follow.
  case incomplete(QueryError.Missing)

  /// Judges the last statement in `text`. O(n).
  public init(of text: String, with vocabulary: Vocabulary = Vocabulary()) {
    self = .complete
    guard let statement = Script.statements(in: text).last,
      !text.utf8.dropFirst(statement.range.upperBound).contains(UInt8(ascii: ";"))
    else { return }
    do throws(QueryError) {
      _ = try Statement.parse(statement.text, with: vocabulary)
    } catch {
      switch error.reason {
      case .unclosedQuote: self = .incomplete(.closingQuote)
      case .unclosedRegex:
        // A pattern ends with its line: what is open in one above stays so.
        let isLast = !statement.text.utf8.dropFirst(error.range.lowerBound).contains(10)
        if isLast { self = .incomplete(.regexEnd) }
      case .missing(let what) where error.range.lowerBound >= statement.text.utf8.count:
        // An empty statement is no beginning of one.
        if case .query = what { return }
        self = .incomplete(what)
      default: return
      }
    }
  }
}
