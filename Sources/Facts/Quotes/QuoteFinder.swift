internal import Articles
internal import English

/// A quotation by tokens, before its speaker is an entity.
struct FoundQuote {
  /// The content; for direct ones without the outer marks.
  var tokens: Range<Int>
  var isDirect: Bool
  var speaker: Speaker?
  var cue: Range<Int>?
  /// What stands in quotation marks within it: there "I" is the speaker.
  var marked: [Range<Int>] = []
  /// The probability that these are somebody's words.
  var confidence: Float
}

/// Finds what is said, in quotation marks and reported, and who says it: of the candidates that the arcs and the marks
/// give, those that a trained model takes for quotations, the surest first, none within another.
struct QuoteFinder {
  let article: ParsedArticle
  var model: QuoteModel? = .standard

  private var reading: Reading { article.reading }

  /// The logarithm of the odds from which a candidate is taken; what stands in no marks must be surer, so that a reader
  /// who asks for what was said gets little else.
  static let threshold: Float = -0.2
  static let reportedThreshold: Float = 0.6

  func run() -> [FoundQuote] {
    guard let model else { return [] }
    let gathered = QuoteCandidates(article)
    let candidates = gathered.run()
    let features = QuoteFeatures(gathered)
    var rows: [UInt32] = []
    var scores: [Float] = []
    scores.reserveCapacity(candidates.count)
    for candidate in candidates {
      features.rows(of: candidate, into: &rows)
      var score = model.score(rows)
      // What is printed as speech is speech, in whatever setting.
      if candidate.form == .marked, gathered.marks.isPlain(candidate) { score = max(score + 1, 1) }
      switch candidate.form {
      case .accordingBefore, .accordingBehind, .accordingAround: score += 1
      case .marked where candidate.isSequel: score = max(score, 0)
      case .clause where isPlain(candidate): score = max(score, 0.8)
      case .turn: score = max(score, 1) + 1
      default: break
      }
      if candidate.form != .marked, score < Self.reportedThreshold { score = -.infinity }
      scores.append(score)
    }
    let chosen = QuoteSelection.choose(candidates, scores, threshold: Self.threshold, tokens: article.count)
    return chosen.map { quote(candidates[$0], scores[$0], gathered.marks) }
  }

  /// "Lind added that …": a finite word of saying and a clause with "that".
  private func isPlain(_ candidate: QuoteCandidate) -> Bool {
    guard let cue = candidate.cue, candidate.speaker != nil,
      article.vocabulary.speech.contains(article.lemma(cue), in: reading),
      Self.that.contains(article.word(candidate.tokens.lowerBound), in: reading)
    else { return false }
    switch article.xpos(cue) {
    case .vbd, .vbz, .vbp: return article.child(cue, .aux) == nil
    default: return false
    }
  }

  private static let that: WordSet = "that"

  private func quote(_ candidate: QuoteCandidate, _ score: Float, _ marks: MarkedQuotes) -> FoundQuote {
    var tokens = candidate.tokens
    var isDirect = candidate.form == .marked || candidate.form == .turn
    if let open = marks.stretch(at: tokens.lowerBound), open.open == tokens.lowerBound {
      let last = marks.stretch(at: tokens.upperBound - 1)
      isDirect = isDirect || last == open
      if isDirect {
        let closes = last.map { $0.isClosed && $0.whole.upperBound == tokens.upperBound } ?? false
        tokens = (tokens.lowerBound + 1)..<max(tokens.lowerBound + 1, tokens.upperBound - (closes ? 1 : 0))
      }
    }
    var marked: [Range<Int>] = candidate.form == .turn ? [tokens] : []
    var at = candidate.form == .turn ? tokens.upperBound : candidate.tokens.lowerBound
    while at < candidate.tokens.upperBound {
      let stretch = marks.stretch(at: at)
      if let stretch { marked.append(stretch.content) }
      at = max(at + 1, stretch?.whole.upperBound ?? 0)
    }
    return FoundQuote(
      tokens: tokens, isDirect: isDirect, speaker: candidate.speaker,
      cue: candidate.cue.map { $0..<($0 + (isAccording($0) ? 2 : 1)) }.map {
        $0.clamped(to: 0..<article.count)
      },
      confidence: 1 / (1 + exponential(-score)))
  }

  private func isAccording(_ token: Int) -> Bool {
    token + 1 < article.count && Self.according.contains(article.word(token), in: reading)
  }

  private static let according: WordSet = "according"
}
