internal import English

/// Whether an event took place, computed along the path from its trigger to the root of the sentence: tense, mood and
/// negation of its own verb, then the signatures of the verbs that embed it (Nairn, Condoravdi and Karttunen 2006).
struct StatusFinder {
  let article: ParsedArticle

  var reading: Reading { article.reading }
  var vocabulary: CueWords { article.vocabulary }

  /// What the path has shown so far.
  struct Path {
    var status = Status.happened

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
      if isAhead(predicate.trigger) {
        path.note(.planned)
        return path.status
      }
      if isPurpose(predicate.trigger) {
        path.note(.planned)
        return path.status
      }
      // "may spread as in the last outbreak": a verb that neither carries nor embeds a known event says nothing of it.
      if isGiven(predicate.trigger), !carries(predicate.anchor) { return path.status }
      if predicate.anchor != predicate.trigger {
        if article.caseMarker(predicate.trigger) == predicate.anchor + 1 {
          path.note(phrasal(predicate.anchor))
        }
        if predicate.isCore {
          if lasts(predicate.trigger, in: predicate.anchor) { path.note(.ongoing) }
          path.note(embedding(predicate.anchor, isNoun: true))
        } else if isWantedBy(predicate.anchor, predicate.trigger) {
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
  func ownStatus(ofNoun noun: Int) -> Status? {
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

  static let ongoingAdjectives: WordSet = "ongoing continuing current"
  static let plannedAdjectives: WordSet =
    "planned upcoming scheduled forthcoming expected future next anticipated looming proposed"
  static let possibleAdjectives: WordSet = "potential possible likely hypothetical rumoured rumored"
  static let cancelledAdjectives: WordSet = "cancelled canceled postponed aborted scrapped"
  static let requestedAdjectives: WordSet = "requested demanded"

  /// Mood, negation and tense of a verb (or of the predicate of a copula).
  func ownStatus(ofVerb verb: Int, _ sentence: Sentence) -> Status? {
    var found: Status?
    var hasAuxiliary = false
    if isOfNobody(verb) { return .denied }
    var infinitive =
      article.xpos(verb) == .vb
      || article.children(verb).contains { article.relation($0) == .auxPass && article.xpos($0) == .vb }
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
        if Self.once.contains(word, in: reading), isPresent(verb) { found = found ?? .planned }
        if vocabulary.negation.contains(word, in: reading), !isNotOnly(child) { return denied(verb, found) }
        if Self.uncertain.contains(word, in: reading) { found = found ?? .possible }
      case .mark:
        if Self.conditional.contains(word, in: reading) { found = .possible }
        if Self.once.contains(word, in: reading), isPresent(verb) { found = found ?? .planned }
      default: break
      }
    }
    if found == nil, !hasAuxiliary, sentence.kind == .headline, infinitive, hasTo { return .planned }
    if found == nil, article.xpos(verb) == .vbg, isProgressive(verb) { return .ongoing }
    if found == nil, article.xpos(verb) == .vbn, isSince(verb) { return .ongoing }
    if found == nil, !hasAuxiliary, article.relation(verb) == .conj,
      article.xpos(verb) == .vb || article.xpos(verb) == .vbp,
      article.head(verb) >= 0
    {
      // "will meet and visit": the mood of the first verb holds for the second.
      return ownStatus(ofVerb: article.firstConjunct(verb), sentence)
    }
    return found
  }

  /// "not only attacked the village but burned it": both happened.
  private func isNotOnly(_ negation: Int) -> Bool {
    negation + 1 < article.count && Self.only.contains(article.word(negation + 1), in: reading)
  }

  private static let only: WordSet = "only just merely simply solely"

  /// "No candidate was elected", "there were no candidates elected".
  func isOfNobody(_ verb: Int) -> Bool {
    let isParticiple = article.relation(verb) == .acl && article.xpos(verb) == .vbn
    if isParticiple, article.head(verb) >= 0, hasNo(article.head(verb)) { return true }
    return article.children(verb).contains {
      [.nsubj, .nsubjPass, .obj].contains(article.relation($0)) && hasNo($0)
    }
  }

  func hasNo(_ noun: Int) -> Bool {
    Self.nobody.contains(article.word(noun), in: reading)
      || article.children(noun).contains {
        article.relation($0) == .det && vocabulary.negation.contains(article.word($0), in: reading)
      }
  }

  static let nobody: WordSet = "nobody none neither"

  /// "have demonstrated since June".
  func isSince(_ verb: Int) -> Bool {
    var isPerfect = false
    var isOpen = false
    for child in article.children(verb) {
      if article.relation(child) == .aux, Self.have.contains(article.word(child), in: reading) {
        isPerfect = true
      }
      if article.relation(child) == .obl,
        article.preposition(child).map({ Self.since.contains($0, in: reading) }) == true
      {
        isOpen = true
      }
    }
    return isPerfect && isOpen
  }

  static let have: WordSet = "has have 've"
  static let since: WordSet = "since"

  /// A denied plan is a refusal; what might not be is possible only.
  func denied(_ verb: Int, _ mood: Status?) -> Status {
    guard mood == .possible else { return .denied }
    let isUnable = article.children(verb).contains { Self.able.contains(article.word($0), in: reading) }
    return isUnable ? .failed : .possible
  }

  /// "could not reach a deal" failed; "may not reach a deal" is open.
  static let able: WordSet = "could can ca"

  func modal(_ word: Symbol) -> Status? {
    if Self.will.contains(word, in: reading) { return .planned }
    if Self.may.contains(word, in: reading) { return .possible }
    if Self.should.contains(word, in: reading) { return .requested }
    return nil
  }

  static let will: WordSet = "will shall would 'll wo 'd"
  static let may: WordSet = "may might could can ca"
  static let should: WordSet = "should must ought"
  static let past: WordSet = "was were had did been"
  static let present: WordSet = "is are has have does do 's 're 've am being"
  static let uncertain: WordSet = "perhaps maybe possibly probably likely potentially"
  /// "when he visits Nairobi": the visit lies ahead.
  static let once: WordSet = "when once until before"
  func isPresent(_ verb: Int) -> Bool {
    (article.xpos(verb) == .vbz || article.xpos(verb) == .vbp) && article.relation(verb) == .advcl
      && article.child(verb, .aux) == nil && article.child(verb, .auxPass) == nil
  }
  static let conditional: WordSet = "if whether unless"

  func isProgressive(_ verb: Int) -> Bool {
    article.children(verb).contains {
      guard article.relation($0) == .aux else { return false }
      // "were investigating", but not "was visiting Lima when" or "while he was visiting".
      return Self.continuing.contains(article.word($0), in: reading)
        || Self.pastBe.contains(article.word($0), in: reading) && !isFrame(verb)
    }
  }

  /// The clause is the frame of another, or has one.
  func isFrame(_ verb: Int) -> Bool {
    if article.relation(verb) == .advcl || article.relation(verb) == .aclRelcl { return true }
    return article.children(verb).contains {
      article.relation($0) == .advcl && article.child($0, .mark) != nil
    }
  }

  /// "called for a summit".
  func isWantedBy(_ verb: Int, _ noun: Int) -> Bool {
    let first = article.firstConjunct(noun)
    return article.relation(first) == .obl && article.head(first) == verb
      && article.preposition(first).map { Self.forWord.contains($0, in: reading) } ?? false
      && !Self.motion.contains(article.lemma(verb), in: reading)
  }

  /// "began a tour", "talks are under way": what takes its time has begun.
  func lasts(_ noun: Int, in verb: Int) -> Bool {
    if Self.underWay.contains(article.lemma(verb), in: reading) { return true }
    guard Self.lasting.contains(article.nounLemma(noun), in: reading) else { return false }
    return Self.beginning.contains(article.lemma(verb), in: reading)
      || Self.be.contains(article.lemma(verb), in: reading)
        && article.children(verb).contains { Self.underWay.contains(article.lemma($0), in: reading) }
  }

  static let underWay: WordSet = "underway way ongoing continue"
  static let beginning: WordSet = "begin start continue resume embark"
  static let lasting: WordSet = """
    tour visit trip mission talk negotiation summit conference investigation probe inquiry trial hearing campaign \
    exercise drill protest strike deployment withdrawal operation
    """

  static let presentBe: WordSet = "is are 's 're am"
  static let pastBe: WordSet = "was were"
  /// "is meeting", "have been protesting".
  static let continuing: WordSet = "is are 's 're am been"
}
