internal import English

/// A stretch of the text that may be what somebody says, thinks or wants.
struct QuoteCandidate: Sendable {
  /// How the content hangs on the word that brings it in.
  enum Form: UInt8, Sendable {
    case marked, clause, infinitive, object, oblique, pair, adverbial, loose, nounClause, nounPhrase,
      adjective,
      before, behind, around, accordingBefore, accordingBehind, accordingAround, colon, turn
  }

  var form: Form
  /// With quotation marks that open or close it.
  var tokens: Range<Int>
  /// The verb, noun or preposition that brings it in.
  var cue: Int?
  /// The head of the content that hangs on the cue.
  var content: Int
  var preposition: Symbol?
  var speaker: Speaker?
  /// Its speaker stands beside its marks in a newspaper's order of words ("…," said Lind).
  var isAttributed = false
  /// It goes on with the speech before it, whose speaker it has.
  var isSequel = false
  /// The stretches in quotation marks that a marked candidate consists of.
  var stretches: Range<Int> = 0..<0
}
