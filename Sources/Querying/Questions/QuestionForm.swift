internal import English
internal import Facts

/// The form of a question: what it asks for, and the statement that says the same with a hole in it. "Where did Milley
/// meet Zaluzhnyi?" is "Milley did meet Zaluzhnyi", read for its place: the reader of articles knows statements best.
struct QuestionForm {
  /// What the hole is.
  enum Wanted: Hashable {
    /// Whether there is such a fact.
    case truth
    /// Whoever or whatever stands in the hole.
    case filler
    case place, time, reason
    /// How many facts, or what they add up to.
    case number
    /// The facts themselves.
    case rows
    /// What is known of a name.
    case identity
  }

  var wanted: Wanted
  /// What is read in the place of the question.
  private(set) var statement = ""
  /// Bytes of the statement that stand for what is asked.
  private(set) var hole: Range<Int>?
  /// Where the statement's words stand in the question, ascending; words of ours stand nowhere.
  private var sources: [(start: Int, bytes: Range<Int>)] = []
  /// Words of the question that say what is asked and are not in the statement: bytes.
  var asking: [Range<Int>] = []
  /// The words of "which countries", "how many people" that a pronoun stands for.
  var holeWords: [WrittenSentence.Word] = []
  /// "How much": what is counted is money unless a noun says otherwise.
  var isMuch = false
  /// Its first word had no capital letter.
  private(set) var isRaised = false

  init(_ wanted: Wanted) { self.wanted = wanted }

  /// The bytes of the question that bytes of the statement come from; nil for words of ours.
  func source(of bytes: Range<Int>) -> Range<Int>? {
    guard let last = sources.last(where: { $0.start <= bytes.lowerBound }),
      last.start + last.bytes.count > bytes.lowerBound
    else { return nil }
    let start = last.bytes.lowerBound + bytes.lowerBound - last.start
    return start..<min(last.bytes.upperBound, start + bytes.count)
  }

  mutating func add(_ words: some Sequence<WrittenSentence.Word>, isHole: Bool = false) {
    let start = statement.utf8.count
    for word in words {
      let isAttached = sources.last.map { $0.bytes.upperBound == word.bytes.lowerBound } ?? false
      if !statement.isEmpty, !isAttached { statement += " " }
      sources.append((statement.utf8.count, word.bytes))
      statement += word.text
    }
    if isHole, statement.utf8.count > start { extendHole(from: start) }
  }

  /// Words of ours.
  mutating func add(_ text: String, isHole: Bool = false) {
    let start = statement.utf8.count
    if !statement.isEmpty { statement += " " }
    statement += text
    if isHole { extendHole(from: start) }
  }

  private mutating func extendHole(from start: Int) {
    hole = (hole?.lowerBound ?? start)..<statement.utf8.count
  }

  /// A sentence begins with a capital letter and ends with a full stop: it is read so.
  mutating func close() {
    if let first = statement.utf8.first, first >= 97, first <= 122 {
      isRaised = true
      statement = statement.prefix(1).uppercased() + statement.dropFirst()
    }
    statement += "."
  }
}
