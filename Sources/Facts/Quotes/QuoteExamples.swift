internal import Articles
package import English

/// What training sees of an article: the candidates for quotations with their features.
package struct QuoteExamples: Sendable {
  /// The features of each candidate.
  package var rows: [[UInt32]] = []
  /// The bytes of each.
  package var bytes: [(start: Int32, end: Int32)] = []
  /// "clause say obj" for tables of errors.
  package var names: [String] = []
  private var candidates: [QuoteCandidate] = []
  private var tokens = 0

  package init(_ reading: Reading, vocabulary: CueWords = .standard) {
    let article = ParsedArticle(reading, vocabulary)
    let gathered = QuoteCandidates(article)
    let features = QuoteFeatures(gathered)
    candidates = gathered.run()
    tokens = article.count
    var one: [UInt32] = []
    for candidate in candidates {
      features.rows(of: candidate, into: &one)
      rows.append(one)
      let range = reading.tokens.range(candidate.tokens)
      bytes.append((range.start, range.end))
      let cue = candidate.cue.map { String(decoding: reading.lemmaBytes($0), as: UTF8.self) } ?? "-"
      names.append("\(candidate.form) \(cue)")
    }
  }

  /// The embedded model's score of each candidate.
  package var standardScores: [Float] { rows.map { QuoteModel.standard?.score($0) ?? 0 } }

  /// The candidates that are chosen with these scores.
  package func choose(_ scores: [Float], threshold: Float) -> [Int] {
    QuoteSelection.choose(candidates, scores, threshold: threshold, tokens: tokens)
  }
}
