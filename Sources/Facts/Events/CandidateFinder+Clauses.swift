internal import Articles
internal import English

/// What no frame knows: a clause with a named agent or object is a fact of the catch-all kind, so that nothing that
/// somebody did is out of a query's reach.
extension CandidateFinder {
  /// What the clause of a verb tells, whatever the verb; nil where it says nothing or names nobody.
  func clauseCandidate(_ verb: Int, sentence: Int, _ cast: inout Cast) -> EventCandidate? {
    guard let kind = kinds.catchAll, isAct(verb) else { return nil }
    let roles = kinds[kind].roles
    guard roles.count >= 2 else { return nil }
    let predicate = article.verbPredicate(verb)
    var found: [(role: Role, filler: FoundFiller)] = []
    for argument in predicate.arguments {
      let role: Role
      switch argument.slot {
      case .subj: role = roles[0]
      case .obj: role = roles[1]
      default: continue
      }
      for filler in cast.fillers(argument.token, argument.slot == .subj ? .actor : .thing)
      where !found.contains(where: { $0.filler.entity == filler.entity }) {
        found.append((role, filler))
      }
    }
    // "the rock band Grateful Dead", its noun taken for a verb: an act has somebody who acts, or is passive.
    guard predicate.isPassive || found.contains(where: { $0.role == roles[0] }),
      found.contains(where: { isNamedActor($0.filler, cast) })
    else { return nil }
    return candidate(
      predicate, kind: kind, rule: KindTable.clauseRule, status: nil, roles: found, sentence: sentence)
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

  private func isNamedActor(_ filler: FoundFiller, _ cast: Cast) -> Bool {
    guard filler.isNamed else { return false }
    switch cast.register[filler.entity].kind {
    case .person, .organisation, .place: return true
    case .nationality, .other: return false
    }
  }
}
