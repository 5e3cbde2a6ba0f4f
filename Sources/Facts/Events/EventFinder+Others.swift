internal import Articles
internal import English

/// What no frame knows: a clause with a named agent or object is a fact of the catch-all kind, so that nothing that
/// somebody did is out of a query's reach.
extension EventFinder {
  /// What such a fact is worth: no frame stands behind it.
  private static let most: Float = 0.6

  mutating func addOthers(in tokens: Range<Int>, _ sentence: Int, to events: inout [FoundEvent]) {
    guard let kind = kinds.catchAll else { return }
    let roles = kinds[kind].roles
    guard roles.count >= 2 else { return }
    // Verbs that found events rest on, as trigger or as the verb that carries the noun.
    var taken: Set<Int> = []
    for event in events.reversed() {
      guard event.sentence == sentence else { break }
      for trigger in event.triggers {
        taken.insert(trigger)
        taken.insert(article.head(article.firstConjunct(trigger)))
      }
    }
    for token in tokens where article.upos(token) == .verb && !taken.contains(token) && isAct(token) {
      let predicate = article.verbPredicate(token)
      var found: [(role: Role, filler: FoundFiller)] = []
      for argument in predicate.arguments {
        let role: Role
        switch argument.slot {
        case .subj: role = roles[0]
        case .obj: role = roles[1]
        default: continue
        }
        for filler in fillers.fillers(argument.token, argument.slot == .subj ? .actor : .thing)
        where !found.contains(where: { $0.filler.entity == filler.entity }) {
          found.append((role, filler))
        }
      }
      // "the rock band Grateful Dead", its noun taken for a verb: an act has somebody who acts, or is passive.
      guard predicate.isPassive || found.contains(where: { $0.role == roles[0] }),
        found.contains(where: { isNamedActor($0.filler) }),
        var event = event(
          predicate, kind: kind, rule: KindTable.clauseRule, status: nil, roles: found, sentence: sentence)
      else { continue }
      event.fact.confidence = min(Self.most, event.fact.confidence)
      events.append(event)
    }
  }

  /// Not what somebody says, nor a verb that only carries another or a noun ("began to", "held talks").
  private func isAct(_ token: Int) -> Bool {
    let lemma = article.lemma(token)
    return !vocabulary.speech.contains(lemma, in: reading) && !Self.states.contains(lemma, in: reading)
      && article.child(token, .xcomp) == nil
  }

  private static let states: WordSet = """
    be have do say seem appear remain become include consist contain mean need want like know think believe hope expect \
    use let see hear get make go come cite quote base own belong involve concern depend deserve lack relate resemble
    """

  private func isNamedActor(_ filler: FoundFiller) -> Bool {
    guard filler.isNamed else { return false }
    switch fillers.register[filler.entity].kind {
    case .person, .organisation, .place: return true
    case .nationality, .other: return false
    }
  }
}
