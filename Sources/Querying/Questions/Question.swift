internal import Articles
package import Facts
public import Indexing

/// A question in English, understood: the query that answers it, and what of its words the query does not say.
///
/// A question is a fact with a hole. It is read as the sentences of articles are, and what it tells becomes conditions:
/// "who met Duda in Warsaw?" is `meetings where participant = "Duda" and location in "Warsaw"`.
public struct Question: Sendable {
  /// What an answer in words says.
  package enum Asked: Hashable, Sendable {
    /// Yes or no.
    case truth
    /// Whether it is to take place.
    case plan
    /// The values of a field, without the names that the question has; of a kind of name where it says which.
    case values(FieldReference, of: Set<NameKind>)
    /// How many there are, by the words for one and for more.
    case count(one: String, more: String)
    /// How many different values a field has, as in `values`.
    case different(FieldReference, of: Set<NameKind>, one: String, more: String)
    /// The sum of a figure.
    case sum(String)
    case rows

    /// It is answered with a number or with yes or no.
    var isOneValue: Bool {
      switch self {
      case .truth, .plan, .count, .different, .sum: true
      case .values, .rows: false
      }
    }
  }

  /// What answers it.
  public var query: Query
  /// The same in less narrow words, for where nothing is found; nil for none.
  public var broader: Query?
  /// Words that the query does not say: bytes of the question.
  public var leftOut: [Range<Int>]
  /// What else a person should know: "counts meetings".
  public var remarks: [String]
  package var asked: Asked
  /// The names in it, as the articles have them.
  package var named: Set<String>
  /// The condition that `broader` lacks, as it is written; nil for none.
  public var narrowness: String?

  /// Words that a question begins with, in lower case.
  static let askingWords: Set<String> = [
    "who", "whom", "whose", "what", "which", "where", "when", "why", "how",
  ]
  private static let auxiliaries = QuestionFormer.doing.union(QuestionFormer.modals)
    .union(QuestionFormer.having).union(["is", "are", "was", "were"])

  /// Whether a statement is a question: it begins with `?`, or with a word that begins one and that is no name of the session.
  public static func isAsked(_ statement: String, with vocabulary: Vocabulary) -> Bool {
    let bytes = Array(statement.utf8)
    guard let first = bytes.firstIndex(where: { $0 > 32 }) else { return false }
    if bytes[first] == UInt8(ascii: "?") { return true }
    // "(who met Duda?)" is one in brackets.
    let start = bytes[first...].firstIndex { $0 > 32 && $0 != UInt8(ascii: "(") } ?? first
    guard let (word, end) = askingWord(bytes, at: start) ?? prepositionalWord(bytes, at: start),
      end < bytes.count, bytes[end] <= 32
    else { return false }
    if vocabulary.sourceNames.contains(word) { return false }
    guard let next = bytes[end...].first(where: { $0 > 32 }) else { return false }
    // A letter, a quotation mark, an accented letter: no sign of the language.
    return next.isASCIILetter || next >= 0x80 || next == UInt8(ascii: "\"") || (48...57).contains(next)
  }

  /// Whether a line is a question whatever is named: it begins with `?`, or with a question's word and ends with `?`.
  static func isLine(_ bytes: [UInt8], at start: Int) -> Bool {
    guard start < bytes.count else { return false }
    if bytes[start] == UInt8(ascii: "?") { return true }
    guard let (word, end) = askingWord(bytes, at: start) ?? prepositionalWord(bytes, at: start),
      end < bytes.count, bytes[end] == 32
    else { return false }
    // "where did", which no condition is.
    if word == "where", let (next, _) = askingWord(bytes, at: end + 1),
      QuestionFormer.doing.contains(next) || ["was", "were", "is", "are"].contains(next)
    {
      return true
    }
    // A condition of the statement above.
    if word == "where" { return false }
    let line = withoutComment(bytes[start...].prefix { $0 != 10 && $0 != UInt8(ascii: ";") })
    return line.last { $0 > 32 } == UInt8(ascii: "?") && !line.contains(UInt8(ascii: "["))
  }

  /// A line up to its comment.
  private static func withoutComment(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let dash = UInt8(ascii: "-")
    let comment = line.indices.first { line[$0] == dash && line[$0...].dropFirst().first == dash }
    return line[..<(comment ?? line.endIndex)]
  }

  private static func askingWord(_ bytes: [UInt8], at start: Int) -> (word: String, end: Int)? {
    var end = start
    while end < bytes.count, bytes[end].isASCIILetter, end - start < 10 { end += 1 }
    let word = String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
    return askingWords.contains(word) || auxiliaries.contains(word) ? (word, end) : nil
  }

  /// "in which", "with whom": a preposition is a beginning only before a question's word.
  private static func prepositionalWord(_ bytes: [UInt8], at start: Int) -> (word: String, end: Int)? {
    guard let space = bytes[start...].firstIndex(of: 32), space - start < 8 else { return nil }
    let word = String(decoding: bytes[start..<space], as: UTF8.self).lowercased()
    guard QuestionFormer.before.contains(word), let (next, end) = askingWord(bytes, at: space + 1),
      askingWords.contains(next)
    else { return nil }
    return (word, end)
  }

  /// Understands a question; times count from `settings.now`, else from the newest article. O(length), with a look-up of each
  /// name.
  ///
  /// - Throws: words that nothing can be made of, a name that no article has, an unknown place. Ranges are bytes of `text`.
  public static func read(
    _ text: String, over index: FactIndex, with vocabulary: Vocabulary, settings: Settings = Settings()
  ) throws(QueryError) -> Question {
    let bytes = Array(text.utf8)
    guard bytes.count <= longest else {
      throw QueryError(.tooLong(limit: longest, of: "bytes"), at: 0..<0)
    }
    var start = 0
    while start < bytes.count, bytes[start] <= 32 || bytes[start] == UInt8(ascii: "?") { start += 1 }
    var end = bytes.count
    while end > start, bytes[end - 1] <= 32 || "?.!".utf8.contains(bytes[end - 1]) { end -= 1 }
    guard start < end else {
      throw QueryError(
        .missing(.query), at: bytes.count..<bytes.count, help: "ask in English: ? who met Zelenskyy in Poland"
      )
    }
    if let second = secondQuestion(bytes, in: start..<end) { throw severalQuestions(text, at: second) }
    let day = settings.now ?? index.articleSpan?.lastDay
    do throws(QueryError) {
      return try understood(Array(bytes[start..<end]), over: index, with: vocabulary, on: day) {
        (former) throws(QueryError) in try former.form()
      }.moved(by: start)
    } catch {
      var error = error
      error.range = (error.range.lowerBound + start)..<(error.range.upperBound + start)
      throw error
    }
  }

  /// Where a question begins behind another one: at a letter or a digit behind a question mark outside of quotation marks; nil
  /// where there is none.
  private static func secondQuestion(_ bytes: [UInt8], in range: Range<Int>) -> Range<Int>? {
    var closing: Unicode.Scalar?
    var isAsked = false
    var at = range.lowerBound
    for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
      if isAsked, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        return at..<range.upperBound
      }
      if scalar == closing {
        closing = nil
      } else if closing == nil {
        closing = quotationMarks[scalar]
        if scalar == "?" { isAsked = true }
      }
      at += UTF8.width(scalar)
    }
    return nil
  }

  /// What closes a quotation, by what opens it.
  private static let quotationMarks: [Unicode.Scalar: Unicode.Scalar] = [
    "\"": "\"", "“": "”", "„": "“", "«": "»", "‹": "›",
  ]

  private static func severalQuestions(_ text: String, at range: Range<Int>) -> QueryError {
    QueryError(
      .notUnderstood(String(String(decoding: Array(text.utf8)[range], as: UTF8.self).prefix(60))), at: range,
      help: "this is a second question: ask one after the other, each on a line of its own")
  }

  /// What a sentence tells, as a question for all facts that tell the same. It says nothing of the word that tells it.
  static func told(
    _ text: String, over index: FactIndex, with vocabulary: Vocabulary, on day: CalendarDay?
  ) throws(QueryError) -> Question {
    let bytes = Array(text.utf8)
    guard bytes.count <= longest else {
      throw QueryError(.tooLong(limit: longest, of: "bytes"), at: 0..<0)
    }
    var question = try understood(bytes, over: index, with: vocabulary, on: day) {
      (former) throws(QueryError) in
      former.told()
    }
    if let broader = question.broader { question.query = broader }
    return question
  }

  private static func understood(
    _ bytes: [UInt8], over index: FactIndex, with vocabulary: Vocabulary, on day: CalendarDay?,
    _ form: (inout QuestionFormer) throws(QueryError) -> QuestionForm
  ) throws(QueryError) -> Question {
    let extractor = extractor(of: index.kinds)
    let words = extractor.sentence(QuestionNames(index).restored(bytes), on: day).words
    var former = QuestionFormer(
      words, verbs: triggers(of: index.kinds, areNouns: false),
      nouns: triggers(of: index.kinds, areNouns: true))
    let form = try form(&former)
    var reader = QuestionReader(
      form: form, sentence: extractor.sentence(form.statement, on: day), index: index,
      vocabulary: vocabulary, length: bytes.count)
    var question = try reader.question()
    question.leaveOut(former.cut)
    return question
  }

  /// Words that ask when or where, too, are left out where the answer is no facts, whose rows say it.
  private mutating func leaveOut(_ cut: Range<Int>?) {
    guard let cut, asked.isOneValue || !isOfFacts else { return }
    leftOut.append(cut)
  }

  private var isOfFacts: Bool {
    guard case .clause(let clause) = query.primary else { return false }
    switch clause.source {
    case .facts, .kind: return true
    default: return false
    }
  }

  /// Bytes of a question: what is longer is none.
  private static let longest = 1 << 12

  private func moved(by offset: Int) -> Question {
    var question = self
    question.leftOut = leftOut.map { ($0.lowerBound + offset)..<($0.upperBound + offset) }
    return question
  }

  private static func extractor(of kinds: KindTable) -> Extractor {
    kinds.contentHash == KindTable.standard.contentHash ? .standard : Extractor(kinds: kinds)
  }

  private static func triggers(of kinds: KindTable, areNouns: Bool) -> Set<String> {
    Set(kinds.frames.lazy.filter { $0.isNoun == areNouns }.flatMap { $0.triggers.map(\.lemma) })
  }
}
