internal import English

/// Whether an event took place, computed along the path from its trigger to the root of the sentence: tense, mood and
/// negation of its own verb, then the signatures of the verbs that embed it (Nairn, Condoravdi and Karttunen 2006).
struct StatusFinder {
  let article: ParsedArticle

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }

  /// What the path has shown so far.
  private struct Path {
    var status = Status.happened
    var isNegative: Bool { status >= .denied }

    /// Inner words win, except that a denial beats a mere plan or possibility.
    mutating func note(_ found: Status?) {
      guard let found, found != .happened else { return }
      if status == .happened || (status < .denied && found >= .denied) { status = found }
    }
  }

  func status(of predicate: Predicate) -> Status {
    var path = Path()
    let sentence = reading.sentences[Int(article.sentenceOf[predicate.trigger])]
    if predicate.isNoun {
      path.note(ownStatus(ofNoun: predicate.trigger))
      if isAfterwards(predicate.trigger) { return path.status }
      if isPurpose(predicate.trigger) {
        path.note(.planned)
        return path.status
      }
      // "may spread as in the last outbreak": a verb that neither carries nor embeds a known event says nothing of it.
      if isGiven(predicate.trigger), !carries(predicate.anchor) { return path.status }
      if predicate.anchor != predicate.trigger {
        if predicate.isCore {
          if lasts(predicate.trigger, in: predicate.anchor) { path.note(.ongoing) }
          path.note(embedding(predicate.anchor, isNoun: true))
        }
        path.note(ownStatus(ofVerb: predicate.anchor, sentence))
      }
    } else {
      path.note(ownStatus(ofVerb: predicate.trigger, sentence))
    }
    climb(from: predicate.anchor, &path, sentence)
    if path.status == .happened, isQuestion(sentence) { return .possible }
    return path.status
  }

  // MARK: Own words

  /// "no meeting", "a possible meeting", "the planned visit".
  private func ownStatus(ofNoun noun: Int) -> Status? {
    for child in article.children(noun) {
      let word = article.lemma(child)
      switch article.relation(child) {
      case .det where vocabulary.negation.contains(article.word(child), in: reading): return .denied
      case .amod, .compound:
        if Self.plannedAdjectives.contains(article.word(child), in: reading) { return .planned }
        if vocabulary.possible.contains(word, in: reading)
          || Self.possibleAdjectives.contains(word, in: reading)
        {
          return .possible
        }
        if Self.ongoingAdjectives.contains(article.word(child), in: reading) { return .ongoing }
        if Self.cancelledAdjectives.contains(article.word(child), in: reading) { return .cancelled }
        if Self.requestedAdjectives.contains(article.word(child), in: reading) { return .requested }
      case .caseMarker where vocabulary.negation.contains(article.word(child), in: reading): return .denied
      default: break
      }
    }
    return nil
  }

  private static let ongoingAdjectives: WordSet = "ongoing continuing current"
  private static let plannedAdjectives: WordSet =
    "planned upcoming scheduled forthcoming expected future next anticipated looming proposed"
  private static let possibleAdjectives: WordSet = "potential possible likely hypothetical rumoured rumored"
  private static let cancelledAdjectives: WordSet = "cancelled canceled postponed aborted scrapped"
  private static let requestedAdjectives: WordSet = "requested demanded"

  /// Mood, negation and tense of a verb (or of the predicate of a copula).
  private func ownStatus(ofVerb verb: Int, _ sentence: Sentence) -> Status? {
    var found: Status?
    var hasAuxiliary = false
    var infinitive = article.xpos(verb) == .vb
    let hasTo = article.children(verb).contains { article.relation($0) == .mark && article.xpos($0) == .to }
    for child in article.children(verb) {
      let word = article.word(child)
      switch article.relation(child) {
      case .aux, .cop:
        hasAuxiliary = true
        if let status = modal(word) {
          found = status
          infinitive = false
        } else if hasTo, infinitive,
          Self.presentBe.contains(word, in: reading) || Self.pastBe.contains(word, in: reading)
        {
          // "are to meet": a plan.
          found = .planned
          infinitive = false
        } else if Self.past.contains(word, in: reading) || Self.present.contains(word, in: reading) {
          infinitive = false
        }
      case .advmod, .det:
        if vocabulary.negation.contains(word, in: reading) { return denied(verb, found) }
        if Self.uncertain.contains(word, in: reading) { found = found ?? .possible }
      case .mark:
        if Self.conditional.contains(word, in: reading) { found = .possible }
      default: break
      }
    }
    if found == nil, !hasAuxiliary, sentence.kind == .headline, infinitive, hasTo { return .planned }
    if found == nil, article.xpos(verb) == .vbg, isProgressive(verb) { return .ongoing }
    if found == nil, !hasAuxiliary, article.relation(verb) == .conj,
      article.xpos(verb) == .vb || article.xpos(verb) == .vbp,
      article.head(verb) >= 0
    {
      // "will meet and visit": the mood of the first verb holds for the second.
      return ownStatus(ofVerb: article.firstConjunct(verb), sentence)
    }
    return found
  }

  /// A denied plan is a refusal; what might not be is possible only.
  private func denied(_ verb: Int, _ mood: Status?) -> Status {
    guard mood == .possible else { return .denied }
    let isUnable = article.children(verb).contains { Self.able.contains(article.word($0), in: reading) }
    return isUnable ? .failed : .possible
  }

  /// "could not reach a deal" failed; "may not reach a deal" is open.
  private static let able: WordSet = "could can ca"

  private func modal(_ word: Symbol) -> Status? {
    if Self.will.contains(word, in: reading) { return .planned }
    if Self.may.contains(word, in: reading) { return .possible }
    if Self.should.contains(word, in: reading) { return .requested }
    return nil
  }

  private static let will: WordSet = "will shall would 'll wo 'd"
  private static let may: WordSet = "may might could can ca"
  private static let should: WordSet = "should must ought"
  private static let past: WordSet = "was were had did been"
  private static let present: WordSet = "is are has have does do 's 're 've am being"
  private static let uncertain: WordSet = "perhaps maybe possibly probably likely potentially"
  private static let conditional: WordSet = "if whether unless"

  private func isProgressive(_ verb: Int) -> Bool {
    article.children(verb).contains {
      guard article.relation($0) == .aux else { return false }
      // "were investigating", but not "was visiting Lima when" or "while he was visiting".
      return Self.continuing.contains(article.word($0), in: reading)
        || Self.pastBe.contains(article.word($0), in: reading) && !isFrame(verb)
    }
  }

  /// The clause is the frame of another, or has one.
  private func isFrame(_ verb: Int) -> Bool {
    if article.relation(verb) == .advcl || article.relation(verb) == .aclRelcl { return true }
    return article.children(verb).contains {
      article.relation($0) == .advcl && article.child($0, .mark) != nil
    }
  }

  /// "began a tour", "talks are under way": what takes its time has begun.
  private func lasts(_ noun: Int, in verb: Int) -> Bool {
    if Self.underWay.contains(article.lemma(verb), in: reading) { return true }
    guard Self.lasting.contains(article.nounLemma(noun), in: reading) else { return false }
    return Self.beginning.contains(article.lemma(verb), in: reading)
      || Self.be.contains(article.lemma(verb), in: reading)
        && article.children(verb).contains { Self.underWay.contains(article.lemma($0), in: reading) }
  }

  private static let underWay: WordSet = "underway way ongoing continue"
  private static let beginning: WordSet = "begin start continue resume embark"
  private static let lasting: WordSet = """
    tour visit trip mission talk negotiation summit conference investigation probe inquiry trial hearing campaign \
    exercise drill protest strike deployment withdrawal operation
    """

  private static let presentBe: WordSet = "is are 's 're am"
  private static let pastBe: WordSet = "was were"
  /// "is meeting", "have been protesting".
  private static let continuing: WordSet = "is are 's 're am been"

  // MARK: Embedding words

  /// Walks up to the root, through complements and purposes; clauses with a tense of their own end the walk.
  private func climb(from start: Int, _ path: inout Path, _ sentence: Sentence) {
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

  private func isSpeech(_ verb: Int) -> Bool {
    vocabulary.speech.contains(article.lemma(verb), in: reading)
      && !vocabulary.planned.contains(article.lemma(verb), in: reading)
  }

  private func hasOwnTense(_ verb: Int) -> Bool {
    switch article.xpos(verb) {
    case .vbd, .vbz, .vbp: true
    default: article.children(verb).contains { article.relation($0) == .aux }
    }
  }

  /// The status that a verb gives to what it embeds.
  private func embedding(_ verb: Int, isNoun: Bool) -> Status? {
    let lemma = article.lemma(verb)
    let isNegated = article.children(verb).contains {
      article.relation($0) == .advmod && vocabulary.negation.contains(article.word($0), in: reading)
    }
    if vocabulary.cancelled.contains(lemma, in: reading), isNoun { return .cancelled }
    if vocabulary.failed.contains(lemma, in: reading) { return isNegated ? nil : .failed }
    if vocabulary.denied.contains(lemma, in: reading) { return isNegated ? nil : .denied }
    if vocabulary.requested.contains(lemma, in: reading) { return .requested }
    if vocabulary.planned.contains(lemma, in: reading) { return isNegated ? .denied : .planned }
    if vocabulary.possible.contains(lemma, in: reading) { return .possible }
    // "is to visit", "are to hold talks".
    if !isNoun, Self.be.contains(lemma, in: reading), !isNegated { return .planned }
    if !isNoun, Self.be.contains(lemma, in: reading) { return .denied }
    return nil
  }

  private static let be: WordSet = "be"

  private func embeddingNoun(_ noun: Int) -> Status? {
    let lemma = article.lemma(noun)
    if Self.planNouns.contains(lemma, in: reading) { return .planned }
    if Self.requestNouns.contains(lemma, in: reading) { return .requested }
    if Self.hopeNouns.contains(lemma, in: reading) { return .possible }
    if Self.cancelNouns.contains(lemma, in: reading) { return .cancelled }
    return nil
  }

  private static let planNouns: WordSet =
    "plan arrangement preparation schedule intention intent wish desire readiness willingness agreement pledge promise vow date agenda proposal offer invitation"
  private static let requestNouns: WordSet = "call appeal request demand ultimatum bid"
  private static let hopeNouns: WordSet =
    "hope possibility prospect chance speculation rumour rumor likelihood risk fear expectation option"
  private static let cancelNouns: WordSet = "cancellation postponement"

  /// "after the meeting": the event is over, whatever the clause says.
  private func isAfterwards(_ token: Int) -> Bool {
    article.caseMarker(token).map { vocabulary.past.contains(article.word($0), in: reading) } ?? false
  }

  /// "travel to Brussels for a meeting".
  private func isPurpose(_ noun: Int) -> Bool {
    guard article.relation(noun) == .obl || article.relation(noun) == .nmod else { return false }
    guard let marker = article.caseMarker(noun),
      Self.forWord.contains(article.word(marker), in: reading)
    else {
      return false
    }
    let governor = article.head(noun)
    guard governor >= 0, article.xpos(governor) != .vbd else { return false }
    let lemma = article.lemma(governor)
    return Self.motion.contains(lemma, in: reading) || Self.planNouns.contains(lemma, in: reading)
      || Self.journeys.contains(lemma, in: reading) || vocabulary.planned.contains(lemma, in: reading)
  }

  private static let journeys: WordSet = "trip travel way route visit place venue city ready head"

  /// "the outbreak", "this attack": the event is known already.
  private func isGiven(_ noun: Int) -> Bool {
    article.children(noun).contains {
      article.relation($0) == .det && vocabulary.definites.contains(article.word($0), in: reading)
    }
  }

  /// The verb says whether the event of its noun takes place: "hold", "occur", "cancel", "plan".
  private func carries(_ verb: Int) -> Bool {
    let lemma = article.lemma(verb)
    return vocabulary.light.contains(lemma, in: reading) || Self.occurring.contains(lemma, in: reading)
      || embedding(verb, isNoun: true) != nil
  }

  private static let occurring: WordSet =
    "occur happen take come be go proceed begin start continue resume end follow last open close set due"

  private static let vote: WordSet = "vote"
  private static let with: WordSet = "with"

  private func hasWith(_ verb: Int) -> Bool {
    article.child(verb, .nsubj).map { subject in
      article.children(subject).contains { Self.with.contains(article.word($0), in: reading) }
        || article.children(verb).contains { Self.with.contains(article.word($0), in: reading) }
    } ?? false
  }

  private static let motion: WordSet =
    "rally march demonstrate assemble convene travel head leave fly go come gather arrive meet visit sit return"
  private static let forWord: WordSet = "for"

  private func isPurposeClause(_ verb: Int) -> Bool {
    article.xpos(verb) == .vb
      && article.children(verb).contains { article.relation($0) == .mark && article.xpos($0) == .to }
  }

  /// A clause that completes a noun ("the plan to meet", "hope that X comes"), no relative clause.
  private func isComplement(_ verb: Int) -> Bool {
    article.children(verb).contains { article.relation($0) == .mark } || article.xpos(verb) == .vb
      || embeddingNoun(article.head(verb)) != nil
  }

  private func isQuestion(_ sentence: Sentence) -> Bool {
    guard let last = sentence.tokens.last else { return false }
    return Self.questionMark.contains(article.word(last), in: reading)
  }

  private static let questionMark: WordSet = "?"

  /// A sentence that says "this would not be possible" of the plan it reports.
  private func isTakenBack(_ sentence: Sentence) -> Bool {
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

  private static let feasible: WordSet = "possible feasible happen impossible"
  private static let infeasible: WordSet = "impossible"
  private static let anaphors: WordSet = "this that it"
}
