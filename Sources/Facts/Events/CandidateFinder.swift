internal import Articles
internal import English

/// Finds the words of an article that may tell of events: those that trigger a frame of the kind table, with their
/// arguments in its roles, their place, time and status.
struct CandidateFinder {
  let article: ParsedArticle
  let kinds: KindTable
  let frames: FrameTable
  let setting: SettingFinder
  /// nil: frames and rules alone decide.
  let learned: LearnedEvents?

  var reading: Reading { article.reading }
  var vocabulary: CueWords { article.vocabulary }

  /// What a frame makes of a token; nil where they do not fit. Adds the groups that fill its roles to the cast.
  func candidate(_ rule: Int, _ token: Int, sentence: Int, _ cast: inout Cast) -> EventCandidate? {
    let frame = frames[rule]
    guard let predicate = frames.predicate(rule, token, article), isOccurrence(predicate, frame) else {
      return nil
    }
    var roles: [(role: Role, filler: FoundFiller)] = []
    for (index, slot) in frame.slots.enumerated() {
      var matched = false
      for argument in predicate.arguments where frames.accepts(rule, index, argument, reading) {
        if !slot.words.isEmpty,
          !frames.allows(rule, index, argument.token, article)
            || slot.filler == .thing && isPerson(argument.token, cast)
        {
          continue
        }
        guard let role = slot.role else {
          matched = true
          continue
        }
        // "The war began on 24 Feb. 2022": when, not whom.
        if setting.isTime(argument.token) { continue }
        if slot.filler == .text {
          matched = true
          let words = cast.words(argument, of: predicate.trigger)
          if !words.tokens.isEmpty, !roles.contains(where: { $0.role == role }) {
            roles.append((role, words))
          }
          continue
        }
        // A modifier is a participant only by its name: "Polish-German talks", not "bilateral talks".
        if argument.slot == .mod, cast.register.entityOf[argument.token] < 0 { continue }
        let found = cast.fillers(argument.token, filler(slot, argument, frame))
        for filler in found where !roles.contains(where: { $0.filler.entity == filler.entity }) {
          roles.append((role, filler))
        }
        if !found.isEmpty { matched = true }
      }
      if slot.isRequired, !matched { return nil }
    }
    return candidate(
      predicate, kind: frame.kind, rule: UInt16(rule), status: frame.status, roles: roles, sentence: sentence)
  }

  /// "Tom Church crashed": nobody is a building.
  private func isPerson(_ token: Int, _ cast: Cast) -> Bool {
    cast.register.named(token).map { cast.register[$0].kind == .person } ?? false
  }

  /// The verbs of the table want somebody who acts: their subject acts, whatever noun it is, unless the line says who
  /// may act.
  private func filler(_ slot: SlotRule, _ argument: Argument, _ frame: Frame) -> Filler {
    guard !frame.isNoun, !slot.isStrict, argument.slot == .subj, slot.filler == .actor,
      article.upos(argument.token) == .noun
    else {
      return slot.filler
    }
    return .thing
  }

  /// Plural nouns without a frame of their own ("meetings are held every year") and nouns behind "no" say nothing
  /// of one event; present-tense habits neither.
  private func isOccurrence(_ predicate: Predicate, _ frame: Frame) -> Bool {
    guard frame.isNoun else { return true }
    // "Fires are common": plurals without an article under a present copula.
    let noun = predicate.trigger
    if article.xpos(noun) == .nns, article.relation(noun) == .nsubj, article.child(noun, .det) == nil,
      let copula = article.child(article.head(noun), .cop),
      Self.presentBe.contains(article.word(copula), in: reading)
    {
      return false
    }
    return article.xpos(predicate.trigger) != .nns
      || !Self.singularNouns.contains(article.word(predicate.trigger), in: reading)
  }

  private static let presentBe: WordSet = "is are 's 're"
  private static let singularNouns: WordSet =
    "meetings visits trips calls conferences summits sessions letters conversations"

  /// The candidate of a predicate and its roles, with the place, time and status that its clause gives; `own` is what
  /// its frame says of the status of what really took place.
  func candidate(
    _ predicate: Predicate, kind: Kind, rule: UInt16, status own: Status?,
    roles: [(role: Role, filler: FoundFiller)], sentence: Int
  ) -> EventCandidate {
    let finder = StatusFinder(article: article)
    var status = finder.status(of: predicate)
    if status.isReal, let own {
      // What a frame says of its own words ("proposed a law" has planned it) is no matter of tense and mood.
      status = own
    } else if !finder.isCertain(status, of: predicate) {
      status = weighed(status, of: kind, at: predicate.trigger)
    }
    let place =
      destination(roles)
      ?? setting.place(
        of: predicate, kinds[kind].traits, excluding: principalTokens(roles, kind))
    let time = fitted(setting.time(of: predicate), &status, predicate)
    let isNamed = roles.contains { kinds.isPrincipal($0.role, in: kind) && $0.filler.isNamed }
    return EventCandidate(
      predicate: predicate, sentence: sentence, kind: kind, rule: rule, roles: roles, status: status,
      place: place?.place, time: time,
      isAnaphoric: predicate.isNoun && !isNamed && article.pointsBack(predicate.trigger))
  }

  /// The likeliest status: by the learned reader, with what the rules have found weighed in.
  private func weighed(_ status: Status, of kind: Kind, at trigger: Int) -> Status {
    guard let learned, learned.kinds.row(of: kind) != nil, let score = learned.score(at: trigger) else {
      return status
    }
    var best = status
    var top: Float = -1
    for (row, probability) in score.statuses.enumerated() {
      guard let other = learned.kinds.statuses[row] else { continue }
      let weight = other == status ? Self.trust(other) * probability : probability
      if weight > top { (top, best) = (weight, other) }
    }
    return best
  }

  /// How many times likelier than what the rules have found another status must be. After a logistic regression over what
  /// annotators said of 1,444 mentions: what merely has no mark of another status is the reader's to say. Its weights of
  /// denials and requests were lower; in plain sentences the rules know those better.
  private static func trust(_ status: Status) -> Float {
    switch status {
    case .happened: 1
    case .planned, .possible: 3
    case .ongoing, .requested, .denied, .cancelled, .failed: 30
    }
  }
}
