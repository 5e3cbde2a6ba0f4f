internal import Articles
internal import English

extension EventFinder {
  /// What a candidate tells, as a fact of one mention, with who says so.
  func found(_ candidate: EventCandidate, _ cast: inout Cast) -> FoundEvent {
    let predicate = candidate.predicate
    let principals = candidate.principals(kinds)
    let tokens = article.reading.tokens
    let sentence = article.reading.sentences[candidate.sentence]
    let mention = FactMention(
      sentence: tokens.range(sentence.tokens), trigger: tokens.range(predicate.trigger),
      place: candidate.place?.text ?? TextRange(start: 0, end: 0),
      date: candidate.time?.text ?? TextRange(start: 0, end: 0), rule: candidate.rule)
    var fact = Fact(
      kind: candidate.kind, status: candidate.status, place: candidate.place, time: candidate.time,
      mentions: [mention])
    for (role, filler) in candidate.roles {
      fact.roles.append(RoleFiller(role: role, entity: filler.entity))
      fact.fillers.append(
        FillerMention(mention: 0, text: tokens.range(filler.tokens), role: role, entity: filler.entity))
    }
    fact.source = source(of: predicate, principals, &cast)
    fact.confidence = candidate.score
    return FoundEvent(
      fact: fact, sentence: candidate.sentence, trigger: predicate.trigger,
      principals: principals.filter(\.isNamed).map(\.entity),
      related: principals.filter { !$0.isNamed }.flatMap { names(in: $0.tokens, cast) },
      isAnaphoric: candidate.isAnaphoric,
      isDefinite: predicate.isNoun && article.pointsBack(predicate.trigger),
      head: hasOwnSubject(predicate) ? -1 : article.head(article.firstConjunct(predicate.trigger)),
      within: predicate.arguments.filter { argument in
        argument.preposition.map { Self.within.contains($0, in: article.reading) } ?? (argument.slot == .subj)
      }.map(\.token),
      triggers: [predicate.trigger], lemma: article.lemma(predicate.trigger).rawValue,
      isTeaser: teasers.contains(candidate.sentence),
      isHeadline: candidate.sentence == 0 && sentence.kind == .headline)
  }

  /// "and jets bombed the town": a clause of its own, whatever it hangs on.
  private func hasOwnSubject(_ predicate: Predicate) -> Bool {
    // "wildfires that swept the island": its subject is what it hangs on.
    !predicate.isNoun && article.relation(predicate.trigger) != .aclRelcl
      && (article.child(predicate.trigger, .nsubj) ?? article.child(predicate.trigger, .nsubjPass)) != nil
  }

  private static let within: WordSet = "in during by from after because due amid following"

  private func names(in tokens: Range<Int>, _ cast: Cast) -> [EntityID] {
    var found: [EntityID] = []
    for token in tokens {
      if let id = cast.register.named(token), !found.contains(id) { found.append(id) }
    }
    return found
  }

  /// Who announces an act of his own does it: "Norway announced sanctions".
  private func source(
    of predicate: Predicate, _ principals: [FoundFiller], _ cast: inout Cast
  ) -> FactSource? {
    guard let found = SourceFinder(article: article).source(of: predicate.trigger) else { return nil }
    guard let speaker = cast.speaker(found.speaker),
      !predicate.isNoun || !principals.contains(where: { $0.entity == speaker.entity })
    else { return nil }
    return FactSource(entity: speaker.entity, cue: article.reading.tokens.range(found.cue), isDirect: false)
  }
}
