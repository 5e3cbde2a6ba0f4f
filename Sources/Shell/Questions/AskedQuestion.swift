internal import Indexing
internal import Querying
internal import Reporting

/// A question that a session was asked, with the query that answers it.
struct AskedQuestion {
  var question: Question
  /// As it is run: with the stages that were written behind the question.
  var query: String
  /// The query is the broader one.
  var isBroad: Bool
  /// Stages of the asker's own change the columns: there are no words for those.
  var hasStages: Bool

  /// The answer in words, and what a person should know of it.
  func words(for answer: Answer, in index: FactIndex) -> [String] {
    var words = hasStages ? [] : QuestionWords(question).lines(for: answer, in: index)
    if isBroad, let narrow = question.narrowness {
      words.append("nothing is told with the word itself: asked without `\(narrow)`")
    }
    return words + question.remarks
  }

  /// Where the stages behind a question begin: at the first bar outside of quotation marks.
  static func parts(of statement: String) -> (english: String, stages: String) {
    var isQuoted = false
    for (at, byte) in zip(statement.utf8.indices, statement.utf8) {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == UInt8(ascii: "|"), !isQuoted {
        return (String(statement[..<at]), String(statement[at...]))
      }
    }
    return (statement, "")
  }

  /// A query that is complete where the stages behind a question are.
  static func stages(of statement: String) -> String { "facts " + parts(of: statement).stages }
}
