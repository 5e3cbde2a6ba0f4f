internal import English

/// What the words above an event say of it, up to the root of its sentence.
extension StatusFinder {
  /// Walks up to the root, through complements and purposes; clauses with a tense of their own end the walk.
  func climb(from start: Int, _ path: inout Path, _ sentence: Sentence) {
    var at = start
    var steps = 0
    while article.head(at) >= 0, steps < 8 {
      let upper = article.head(at)
      steps += 1
      switch article.relation(at) {
      case .xcomp, .ccomp, .csubj:
        path.note(embedding(upper, isNoun: false))
        // "wants to report that X has died": what is reported has a tense of its own.
        if isSpeech(upper), article.relation(at) == .ccomp, hasOwnTense(at) { return }
        path.note(isSpeech(upper) ? nil : ownStatus(ofVerb: upper, sentence))
      case .obj, .iobj, .nsubj, .nsubjPass, .nmod, .acl, .compound, .nmodPoss:
        // "plans for a visit", "hope that X would travel", "a plan to meet".
        if article.upos(upper) == .noun || article.upos(upper) == .propn {
          guard article.relation(at) != .acl || isComplement(at) else { return }
          path.note(embeddingNoun(upper))
        } else {
          guard article.relation(at) != .acl else { return }
          path.note(embedding(upper, isNoun: true))
          path.note(isSpeech(upper) ? nil : ownStatus(ofVerb: upper, sentence))
        }
      case .advcl:
        // "travelled to meet X" counts as done; "will travel to meet X" as planned; "after meeting X" stands alone.
        // "declared intent to ban", whose noun was taken for an adjective.
        path.note(embeddingNoun(upper))
        // "is to step down, with Holm succeeding him".
        if article.xpos(at) == .vbg, !isPurposeClause(at), hasWith(at) {
          path.note(ownStatus(ofVerb: upper, sentence))
          return
        }
        // "if he succeeds in buying it"
        if Self.success.contains(article.lemma(upper), in: reading), article.xpos(at) == .vbg {
          path.note(ownStatus(ofVerb: upper, sentence))
          break
        }
        guard isPurposeClause(at) else { return }
        // "voted to ban": the vote has done it.
        if !Self.motion.contains(article.lemma(upper), in: reading),
          !Self.vote.contains(article.lemma(upper), in: reading)
        {
          path.note(.planned)
        }
        path.note(ownStatus(ofVerb: upper, sentence))
      case .obl, .conj, .parataxis, .appos:
        guard article.relation(at) == .obl || article.relation(at) == .conj else { return }
        if isAfterwards(at) { return }
        if article.relation(at) == .conj, hasOwnTense(at) { return }
        // "called for a summit", "hopes for talks".
        if article.relation(at) == .obl,
          article.preposition(at).map({ Self.forWord.contains($0, in: reading) }) ?? false,
          !Self.motion.contains(article.lemma(upper), in: reading)
        {
          path.note(embedding(upper, isNoun: true))
        }
        path.note(isSpeech(upper) ? nil : ownStatus(ofVerb: upper, sentence))
      default: return
      }
      at = upper
    }
    // "it became clear that this would not be possible": what a sentence takes back.
    if path.status == .possible || path.status == .planned, isTakenBack(sentence) { path.status = .cancelled }
  }

  func isSpeech(_ verb: Int) -> Bool {
    vocabulary.speech.contains(article.lemma(verb), in: reading)
      && !vocabulary.planned.contains(article.lemma(verb), in: reading)
  }

  func hasOwnTense(_ verb: Int) -> Bool {
    switch article.xpos(verb) {
    case .vbd, .vbz, .vbp: true
    default: article.children(verb).contains { article.relation($0) == .aux }
    }
  }

  /// The status that a verb gives to what it embeds.
  func embedding(_ verb: Int, isNoun: Bool) -> Status? {
    let lemma = article.lemma(verb)
    let isNegated = article.children(verb).contains {
      article.relation($0) == .advmod && vocabulary.negation.contains(article.word($0), in: reading)
    }
    if let status = phrasal(verb), isNoun { return isNegated ? nil : status }
    if vocabulary.cancelled.contains(lemma, in: reading), isNoun { return .cancelled }
    if vocabulary.failed.contains(lemma, in: reading) {
      // "the talks failed to make progress": they were held.
      if isNoun, article.child(verb, .xcomp) != nil { return nil }
      return isNegated ? nil : .failed
    }
    if vocabulary.denied.contains(lemma, in: reading) { return isNegated ? nil : .denied }
    if vocabulary.requested.contains(lemma, in: reading) { return .requested }
    if vocabulary.planned.contains(lemma, in: reading) { return isNegated ? .denied : .planned }
    if vocabulary.possible.contains(lemma, in: reading) { return .possible }
    // "is to visit", "are to hold talks".
    if !isNoun, Self.be.contains(lemma, in: reading), !isNegated { return .planned }
    if !isNoun, Self.be.contains(lemma, in: reading) { return .denied }
    return nil
  }

  /// "called off the talks", whether its second word is taken for a particle or for a preposition.
  func phrasal(_ verb: Int) -> Status? {
    guard verb + 1 < article.count else { return nil }
    return Self.phrasal.first {
      $0.verbs.contains(article.lemma(verb), in: reading)
        && $0.particle.contains(article.word(verb + 1), in: reading)
    }?.status
  }

  private static let phrasal: [(verbs: WordSet, particle: WordSet, status: Status)] = [
    ("call put break", "off", .cancelled), ("rule", "out", .denied), ("turn", "down", .denied),
  ]

  static let be: WordSet = "be"
  static let departing: WordSet = "leave depart"

  func embeddingNoun(_ noun: Int) -> Status? {
    let lemma = article.lemma(noun)
    // "had no plans to"
    if hasNo(noun), Self.planNouns.contains(lemma, in: reading) { return .denied }
    if Self.planNouns.contains(lemma, in: reading) { return .planned }
    if Self.requestNouns.contains(lemma, in: reading) { return .requested }
    if Self.hopeNouns.contains(lemma, in: reading) { return .possible }
    if Self.cancelNouns.contains(lemma, in: reading) { return .cancelled }
    if Self.failureNouns.contains(lemma, in: reading) { return .failed }
    return nil
  }

  static let planNouns: WordSet =
    "plan arrangement preparation schedule intention intent wish desire readiness willingness agreement pledge promise vow date agenda proposal offer invitation"
  static let requestNouns: WordSet = "call appeal request demand ultimatum bid need"
  static let failureNouns: WordSet = "failure inability refusal unwillingness reluctance"
  static let hopeNouns: WordSet =
    "hope possibility prospect chance speculation rumour rumor likelihood risk fear expectation option"
  static let cancelNouns: WordSet = "cancellation postponement"

  /// "after the meeting": the event is over, whatever the clause says.
  func isAfterwards(_ token: Int) -> Bool {
    article.caseMarker(token).map { vocabulary.past.contains(article.word($0), in: reading) } ?? false
  }

  /// No reader may doubt what the rules have found: words that leave no choice have said it.
  func isCertain(_ status: Status, of predicate: Predicate) -> Bool {
    switch status {
    case .happened:
      // "will sign after meeting Berg": both lie ahead.
      let upper = predicate.isNoun ? predicate.anchor : article.head(predicate.trigger)
      let sentence = reading.sentences[Int(article.sentenceOf[predicate.trigger])]
      return isOver(predicate) && (upper < 0 || ownStatus(ofVerb: upper, sentence).map { $0.isReal } ?? true)
    case .ongoing: return !predicate.isNoun && isSince(predicate.trigger)
    case .denied, .failed:
      // "the meeting did not take place"
      return predicate.isNoun && predicate.anchor != predicate.trigger
        && Self.occurring.contains(article.lemma(predicate.anchor), in: reading)
    case .planned: return predicate.isNoun && isAhead(predicate.trigger)
    case .possible:
      if article.children(predicate.trigger).contains(where: {
        article.relation($0) == .aux && Self.open.contains(article.word($0), in: reading)
      }) {
        return true
      }
      // "rumours that rebels attacked": whoever reads the clause alone takes it for true.
      var at = article.head(predicate.anchor)
      for _ in 0..<4 where at >= 0 {
        if Self.rumours.contains(article.lemma(at), in: reading) { return true }
        at = article.head(at)
      }
      return false
    case .cancelled: return true
    default: return false
    }
  }

  /// "may meet", but not "could meet", which may be what somebody was able to do.
  static let open: WordSet = "may might"
  static let rumours: WordSet = "rumour rumor speculation hoax"

  /// The words beside an event say that it is past: "after the meeting", "after meeting Berg", "a recent trip".
  private func isOver(_ predicate: Predicate) -> Bool {
    let trigger = predicate.trigger
    if isAfterwards(trigger) { return true }
    return article.children(trigger).contains { child in
      let word = article.word(child)
      return switch article.relation(child) {
      case .mark: !predicate.isNoun && vocabulary.past.contains(word, in: reading)
      case .amod: Self.pastAdjectives.contains(word, in: reading)
      default: false
      }
    }
  }

  static let pastAdjectives: WordSet = "recent previous earlier past"

  /// "on the eve of the summit", "ahead of the talks".
  func isAhead(_ noun: Int) -> Bool {
    guard let marker = article.caseMarker(noun) else { return false }
    if Self.ahead.contains(article.word(marker), in: reading) { return true }
    let upper = article.head(noun)
    return upper >= 0 && article.relation(noun) == .nmod
      && Self.eve.contains(article.lemma(upper), in: reading)
  }

  static let ahead: WordSet = "ahead"
  static let eve: WordSet = "eve run-up"

  /// "travel to Brussels for a meeting".
  func isPurpose(_ noun: Int) -> Bool {
    guard article.relation(noun) == .obl || article.relation(noun) == .nmod else { return false }
    guard let marker = article.caseMarker(noun),
      Self.forWord.contains(article.word(marker), in: reading)
    else {
      return false
    }
    let governor = article.head(noun)
    guard governor >= 0 else { return false }
    let lemma = article.lemma(governor)
    // "left for Minsk for talks": they lie ahead.
    if article.xpos(governor) == .vbd { return Self.departing.contains(lemma, in: reading) }
    return Self.motion.contains(lemma, in: reading) || Self.planNouns.contains(lemma, in: reading)
      || Self.journeys.contains(lemma, in: reading) || vocabulary.planned.contains(lemma, in: reading)
  }

  static let journeys: WordSet = "trip travel way route visit place venue city ready head"

  /// "the outbreak", "this attack": the event is known already.
  func isGiven(_ noun: Int) -> Bool {
    article.children(noun).contains {
      article.relation($0) == .det && vocabulary.definites.contains(article.word($0), in: reading)
    }
  }

  /// The verb says whether the event of its noun takes place: "hold", "occur", "cancel", "plan".
  func carries(_ verb: Int) -> Bool {
    let lemma = article.lemma(verb)
    return vocabulary.light.contains(lemma, in: reading) || Self.occurring.contains(lemma, in: reading)
      || embedding(verb, isNoun: true) != nil
  }

  static let occurring: WordSet =
    "pursue occur happen take come be go proceed begin start continue resume end follow last open close set due"

  static let success: WordSet = "succeed"
  static let vote: WordSet = "vote"
  static let with: WordSet = "with"

  func hasWith(_ verb: Int) -> Bool {
    article.child(verb, .nsubj).map { subject in
      article.children(subject).contains { Self.with.contains(article.word($0), in: reading) }
        || article.children(verb).contains { Self.with.contains(article.word($0), in: reading) }
    } ?? false
  }

  static let motion: WordSet =
    "rally march demonstrate assemble convene travel head leave fly go come gather arrive meet visit sit return"
  static let forWord: WordSet = "for"

  func isPurposeClause(_ verb: Int) -> Bool {
    article.xpos(verb) == .vb
      && article.children(verb).contains { article.relation($0) == .mark && article.xpos($0) == .to }
  }

  /// A clause that completes a noun ("the plan to meet", "hope that X comes"), no relative clause.
  func isComplement(_ verb: Int) -> Bool {
    article.children(verb).contains { article.relation($0) == .mark } || article.xpos(verb) == .vb
      || embeddingNoun(article.head(verb)) != nil
  }

  func isQuestion(_ sentence: Sentence) -> Bool {
    guard let last = sentence.tokens.last else { return false }
    return Self.questionMark.contains(article.word(last), in: reading)
  }

  static let questionMark: WordSet = "?"

  /// A sentence that says "this would not be possible" of the plan it reports.
  func isTakenBack(_ sentence: Sentence) -> Bool {
    for token in sentence.tokens where Self.feasible.contains(article.word(token), in: reading) {
      guard let subject = article.child(token, .nsubj),
        Self.anaphors.contains(article.word(subject), in: reading)
      else {
        continue
      }
      if Self.infeasible.contains(article.word(token), in: reading) { return true }
      if article.children(token).contains(where: {
        vocabulary.negation.contains(article.word($0), in: reading)
      }) {
        return true
      }
    }
    return false
  }

  static let feasible: WordSet = "possible feasible happen impossible"
  static let infeasible: WordSet = "impossible"
  static let anaphors: WordSet = "this that it"
}
