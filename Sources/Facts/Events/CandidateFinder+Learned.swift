internal import Articles
internal import English

/// Events that the learned reader finds, with a frame or without one.
extension CandidateFinder {
  /// What a word tells by the reader alone; nil where the kind table lacks its likeliest kind.
  func candidate(
    _ score: EventScore, sentence: Int, _ cast: inout Cast
  ) -> EventCandidate? {
    let token = Int(score.token)
    // "in March" is no protest.
    guard let learned, !setting.isTime(token), let kind = learned.kinds.kinds[score.kind] else { return nil }
    let isVerb = article.upos(token) == .verb || article.xpos(token) == .vbn
    let predicate = isVerb ? article.verbPredicate(token) : article.nounPredicate(token)
    // "met with criticism": the table knows better; "came under fire", too, of the noun.
    if frames.isPitfall(of: kind, predicate, article) { return nil }
    var roles: [(role: Role, filler: FoundFiller)] = []
    add(score, kind, atLeast: Self.leastAlone, learned.kinds, &roles, &cast)
    return candidate(
      predicate, kind: kind, rule: KindTable.learnedRule, status: nil, roles: roles, sentence: sentence)
  }

  /// Adds to what a frame found those whom the reader is sure of, but for who only tells of it.
  func complete(_ candidate: inout EventCandidate, _ cast: inout Cast) {
    guard let learned, let score = learned.score(at: candidate.trigger),
      learned.kinds.kinds[score.kind] == candidate.kind
    else { return }
    let speaker = SourceFinder(article: article).source(of: candidate.trigger)?.speaker
    add(
      score, candidate.kind, atLeast: Self.leastBeside, learned.kinds, &candidate.roles, &cast, but: speaker)
  }

  /// Probability from which on a phrase fills a role where no frame has found any.
  private static let leastAlone: Float = 0.4
  /// The same beside those that a frame found.
  private static let leastBeside: Float = 0.6

  private func add(
    _ score: EventScore, _ kind: Kind, atLeast least: Float, _ labels: LearnedKinds,
    _ roles: inout [(role: Role, filler: FoundFiller)], _ cast: inout Cast, but speaker: Int? = nil
  ) {
    for phrase in phrases(score, labels, atLeast: least)
    where !setting.isTime(phrase.head) && phrase.head != speaker {
      var found = cast.fillers(phrase.head, kinds.filler(of: phrase.role, in: kind))
      // The reader has seen that it takes part, whatever noun it is.
      if found.isEmpty { found = cast.fillers(phrase.head, .thing) }
      for filler in found
      where !roles.contains(where: {
        // "ministers of four countries" are not four countries, too.
        $0.filler.entity == filler.entity || $0.filler.tokens.overlaps(filler.tokens)
      }) {
        roles.append((phrase.role, filler))
      }
    }
  }

  /// The phrases that may fill a role: words of one role side by side, by the one that the others hang on.
  private func phrases(
    _ score: EventScore, _ labels: LearnedKinds, atLeast least: Float
  ) -> [(role: Role, head: Int)] {
    var result: [(role: Role, head: Int)] = []
    var place = 0
    let fillers = score.fillers.filter { $0.probability >= 0.5 * least }
    while place < fillers.count {
      var end = place + 1
      while end < fillers.count, fillers[end].role == fillers[place].role,
        fillers[end].token == fillers[end - 1].token + 1
      {
        end += 1
      }
      let run = fillers[place..<end]
      let tokens = Int(run[place].token)...Int(run[end - 1].token)
      if run.contains(where: { $0.probability >= least }),
        let role = labels.roles[Int(run[place].role)]
      {
        let head = tokens.last { !tokens.contains(article.head($0)) } ?? tokens.upperBound
        result.append((role, head))
      }
      place = end
    }
    return result
  }
}
