internal import Articles
internal import English

/// Decides by rules which candidates tell of an event, and how sure that is.
struct EventJudge {
  let article: ParsedArticle
  let kinds: KindTable
  /// Frames from here on are the user's, of which the reader knows nothing.
  let firstOwn: Int
  /// nil: rules alone decide.
  let learned: LearnedEvents?

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }

  /// How likely a candidate tells of an event, 0 where it does not.
  func score(_ candidate: EventCandidate, _ cast: Cast) -> Float {
    let principals = candidate.principals(kinds)
    let probability = probability(candidate)
    if candidate.rule == KindTable.learnedRule {
      guard let probability, probability >= Self.leastKept, hasCompany(candidate, cast),
        !isFiction(candidate.predicate)
      else { return 0 }
      return probability
    }
    guard isEvent(candidate, principals, cast), !isFiction(candidate.predicate) else { return 0 }
    let own = confidence(candidate, principals)
    guard let probability else { return own }
    return Self.trust * own + (1 - Self.trust) * probability
  }

  /// By the learned reader; nil where it is not there, or does not know the kind, or the frame is the user's.
  private func probability(_ candidate: EventCandidate) -> Float? {
    guard candidate.rule < firstOwn || candidate.rule == KindTable.learnedRule, let learned,
      let own = learned.probability(of: candidate.kind, at: candidate.trigger)
    else { return nil }
    // "held talks": the words of a trigger share what is said of them.
    var near = [article.head(candidate.trigger), candidate.predicate.anchor]
    near += article.children(candidate.trigger)
    return near.filter { abs($0 - candidate.trigger) <= 3 }.reduce(own) {
      max($0, learned.probability(of: candidate.kind, at: $1) ?? 0)
    }
  }

  /// Weight of the rules where a frame has found the event. Chosen on the mixed development set.
  private static let trust: Float = 0.6
  /// Probability from which on a word that no frame has found is kept as an event; below `Fact.leastSure` it is a
  /// candidate, which tells nothing of other events.
  private static let leastKept: Float = 0.25

  /// A verb needs one of those that its kind is about, and a date or name where its tense is the present; a noun as well,
  /// or a place or date, or an event told before that it points back to.
  private func isEvent(_ candidate: EventCandidate, _ principals: [FoundFiller], _ cast: Cast) -> Bool {
    let predicate = candidate.predicate
    let hasPrincipal =
      principals.contains {
        $0.tokens.lowerBound > predicate.trigger || $0.tokens.upperBound <= predicate.trigger
      } || isTold(predicate, candidate.status)
    if predicate.isNoun {
      return hasPrincipal || candidate.isAnaphoric || candidate.place != nil || candidate.time != nil
    }
    guard hasPrincipal, !isHabit(predicate, principals, candidate.time) else { return false }
    return hasCompany(candidate, cast)
  }

  /// "In her novel, a banker murders his wife", "the film tells how rebels attack a train": what a work tells in the
  /// present tense did not happen.
  private func isFiction(_ predicate: Predicate) -> Bool {
    var at = predicate.isNoun ? predicate.anchor : predicate.trigger
    guard article.xpos(at) == .vbz || article.xpos(at) == .vbp else { return false }
    for _ in 0..<4 {
      for child in article.children(at) {
        switch article.relation(child) {
        case .obl:
          guard let marker = article.preposition(child), Self.inWord.contains(marker, in: reading) else {
            continue
          }
        case .nsubj where at != predicate.trigger && article.relation(at) != .conj: break
        default: continue
        }
        // "in film and TV disputes" is of no one work.
        if Self.works.contains(article.lemma(child), in: reading), article.conjuncts(child).count == 1 {
          return true
        }
      }
      guard [.ccomp, .advcl, .conj, .xcomp, .parataxis].contains(article.relation(at)), article.head(at) >= 0
      else { return false }
      at = article.head(at)
    }
    return false
  }

  private static let inWord: WordSet = "in"
  private static let works: WordSet = """
    novel film movie sitcom musical comic thriller fable novella screenplay
    """

  /// Of kinds that take more than one person, more than one does; a mention that names nobody may.
  private func hasCompany(_ candidate: EventCandidate, _ cast: Cast) -> Bool {
    !kinds[candidate.kind].traits.contains(.company) || candidate.isAnaphoric
      || candidate.principals(kinds).isEmpty || isCompany(candidate, cast)
  }

  /// An event noun that is its own principal ("a fire broke out") is told as something that happened: it is the
  /// subject of a verb in the past.
  private func isTold(_ predicate: Predicate, _ status: Status) -> Bool {
    predicate.isNoun && predicate.anchor != predicate.trigger && status.isReal
      && article.xpos(predicate.anchor) == .vbd
      && article.relation(article.firstConjunct(predicate.trigger)) == .nsubj
  }

  /// "Members are elected for two years", "storms hit the coast": the present tense without a date or a name tells
  /// of no one event, save in a headline.
  private func isHabit(_ predicate: Predicate, _ principals: [FoundFiller], _ time: FactTime?) -> Bool {
    let trigger = predicate.trigger
    let isRelative = article.relation(trigger) == .aclRelcl
    guard time == nil, isRelative || !principals.contains(where: \.isNamed),
      reading.sentences[Int(article.sentenceOf[trigger])].kind == .body
    else { return false }
    switch article.xpos(trigger) {
    case .vbz, .vbp: return true
    case .vbn:
      guard article.child(trigger, .aux) == nil else { return false }
      return article.children(trigger).contains {
        article.relation($0) == .auxPass && (article.xpos($0) == .vbz || article.xpos($0) == .vbp)
      }
    default: return false
    }
  }

  /// One person alone has met nobody; a body or several people have.
  private func isCompany(_ candidate: EventCandidate, _ cast: Cast) -> Bool {
    let predicate = candidate.predicate
    let principals = candidate.roles.filter { kinds.filler(of: $0.role, in: candidate.kind) == .actor }
    if principals.count > 1 { return true }
    guard let only = principals.first else { return false }
    if predicate.arguments.contains(where: {
      $0.slot == .obj || $0.slot == .prep && $0.token != only.filler.tokens.last
    })
      && only.filler.isNamed && cast.register[only.filler.entity].kind == .person
    {
      return false
    }
    return cast.register[only.filler.entity].kind == .organisation
      || article.xpos(article.phraseHead(only.filler.tokens)) == .nns
  }

  /// How often facts that rest on the like are right: named principals, arcs that are sure, a clear status. Measured on
  /// the development sets; a second mention of the event adds most (`EventMerger.join`).
  private func confidence(_ candidate: EventCandidate, _ principals: [FoundFiller]) -> Float {
    let predicate = candidate.predicate
    var value: Float = 0.86
    if !principals.contains(where: \.isNamed) { value -= 0.2 }
    if predicate.isNoun, !predicate.isCore { value -= 0.05 }
    if predicate.arguments.contains(where: \.isInherited) { value -= 0.05 }
    let arc = Float(reading.tokens.arcConfidence[predicate.trigger]) / 255
    if arc > 0, arc < 0.6 { value -= 0.1 }
    if vocabulary.alleged.contains(article.word(max(0, predicate.trigger - 1)), in: reading) { value -= 0.15 }
    if candidate.status == .possible { value -= 0.05 }
    value = max(0.1, value)
    return candidate.rule == KindTable.clauseRule ? min(Self.mostOfClauses, value) : value
  }

  /// What a fact is worth that no frame stands behind.
  private static let mostOfClauses: Float = 0.6
}
