internal import Articles
internal import English

/// An event as one sentence reports it, before mentions are merged.
struct FoundEvent {
  var fact: Fact
  var sentence: Int
  var trigger: Int
  /// Named entities in principal roles.
  var principals: [EntityID]
  /// Names inside described principals: the alliance of "NATO chiefs".
  var related: [EntityID]
  /// Refers to an event told before ("the meeting", "the talks took place").
  var isAnaphoric: Bool
  /// "The summit", whoever takes part in it.
  var isDefinite: Bool
  /// The token that its first trigger hangs on.
  var head: Int
  /// Heads of phrases that say in what it happened ("in the attack", "by the quake").
  var within: [Int]
  /// The tokens of all triggers that were joined to it.
  var triggers: [Int]
  /// Of its first trigger.
  var lemma: Int32
  /// From a teaser of another article: its facts stand alone and have no date but their own.
  var isTeaser: Bool
  /// Told by the article's own headline.
  var isHeadline: Bool
}

/// Finds the events of an article by the frames of the kind table.
struct EventFinder {
  let article: ParsedArticle
  let kinds: KindTable
  let frames: FrameTable
  let setting: SettingFinder
  let teasers: Set<Int>
  var fillers: FillerFinder

  var reading: Reading { article.reading }
  var vocabulary: CueWords { article.vocabulary }

  /// All events, in the order of the text.
  mutating func run() -> [FoundEvent] {
    var events: [FoundEvent] = []
    for (index, sentence) in reading.sentences.enumerated() where sentence.isParsed {
      for token in sentence.tokens {
        var isFound = false
        for rule in frames.rules(for: token, in: reading) where !isInsideName(token) {
          guard !isFound || rule >= frames.firstOwn, let event = match(rule, token, sentence: index) else {
            continue
          }
          events.append(event)
          isFound = true
        }
      }
      addOthers(in: sentence.tokens, index, to: &events)
    }
    return events
  }

  /// "NATO Summit Committee": a trigger in a name is no event, unless the name is that of a meeting.
  private func isInsideName(_ token: Int) -> Bool {
    guard let id = fillers.register.named(token) else { return false }
    return fillers.register[id].kind != .other
  }

  private mutating func match(_ rule: Int, _ token: Int, sentence: Int) -> FoundEvent? {
    let frame = frames[rule]
    if frame.isNoun {
      guard article.upos(token) == .noun || article.upos(token) == .propn else { return nil }
      if article.relation(token) == .compound || article.relation(token) == .amod { return nil }
    } else {
      guard article.upos(token) == .verb || (article.upos(token) == .adj && article.xpos(token) == .vbn)
      else { return nil }
    }
    guard frames.hasParticle(rule, token, article) else { return nil }
    let predicate = frame.isNoun ? article.nounPredicate(token) : article.verbPredicate(token)
    guard !frames.isPitfall(rule, predicate, article), isOccurrence(predicate, frame) else { return nil }
    var roles: [(role: Role, filler: FoundFiller)] = []
    for (index, slot) in frame.slots.enumerated() {
      var matched = false
      for argument in predicate.arguments where frames.accepts(rule, index, argument, reading) {
        if !slot.words.isEmpty, !frames.allows(rule, index, article.lemma(argument.token), reading) {
          continue
        }
        guard let role = slot.role else {
          matched = true
          continue
        }
        if slot.filler == .text {
          matched = true
          if setting.isTime(argument.token) { continue }
          let words = fillers.words(argument, of: predicate.trigger)
          if !words.tokens.isEmpty, !roles.contains(where: { $0.role == role }) {
            roles.append((role, words))
          }
          continue
        }
        // A modifier is a participant only by its name: "Polish-German talks", not "bilateral talks".
        if argument.slot == .mod, fillers.register.entityOf[argument.token] < 0 { continue }
        let found = fillers.fillers(argument.token, filler(slot, argument, frame))
        for filler in found where !roles.contains(where: { $0.filler.entity == filler.entity }) {
          roles.append((role, filler))
        }
        if !found.isEmpty { matched = true }
      }
      if slot.isRequired, !matched { return nil }
    }
    return event(
      predicate, kind: frame.kind, rule: UInt16(rule), status: frame.status, roles: roles, sentence: sentence)
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

  mutating func event(
    _ predicate: Predicate, kind: Kind, rule: UInt16, status own: Status?,
    roles: [(role: Role, filler: FoundFiller)], sentence: Int
  ) -> FoundEvent? {
    var status = StatusFinder(article: article).status(of: predicate)
    if status.isReal, let own { status = own }
    let place =
      destination(roles) ?? setting.place(of: predicate, excluding: principalTokens(roles, kind))
    let time = fitted(setting.time(of: predicate), &status, predicate)
    let principals = roles.filter { kinds.isPrincipal($0.role, in: kind) }
    let hasPrincipal =
      principals.contains {
        $0.filler.tokens.lowerBound > predicate.trigger
          || $0.filler.tokens.upperBound <= predicate.trigger
      } || isTold(predicate, status)
    let isAnaphoric =
      predicate.isNoun && !principals.contains { $0.filler.isNamed } && isDefinite(predicate.trigger)
    if !predicate.isNoun, !hasPrincipal || isHabit(predicate, principals.map(\.filler), time) { return nil }
    if kind == frames.meeting, !predicate.isNoun, !isAnaphoric, !isCompany(roles, predicate) { return nil }
    if predicate.isNoun, !hasPrincipal, !isAnaphoric, place == nil, time == nil { return nil }
    let trigger = reading.tokens.range(predicate.trigger)
    let sentenceText = reading.tokens.range(reading.sentences[sentence].tokens)
    let mention = FactMention(
      sentence: sentenceText, trigger: trigger, place: place?.text ?? TextRange(start: 0, end: 0),
      date: time?.text ?? TextRange(start: 0, end: 0), rule: rule)
    var fact = Fact(kind: kind, status: status, place: place?.place, time: time, mentions: [mention])
    for (role, filler) in roles {
      fact.roles.append(RoleFiller(role: role, entity: filler.entity))
      fact.fillers.append(
        FillerMention(
          mention: 0, text: reading.tokens.range(filler.tokens), role: role, entity: filler.entity))
    }
    fact.source = source(of: predicate, principals.map(\.filler))
    fact.confidence = confidence(predicate, principals.map(\.filler), fact)
    return FoundEvent(
      fact: fact, sentence: sentence, trigger: predicate.trigger,
      principals: principals.filter { $0.filler.isNamed }.map(\.filler.entity),
      related: principals.filter { !$0.filler.isNamed }.flatMap { names(in: $0.filler.tokens) },
      isAnaphoric: isAnaphoric, isDefinite: predicate.isNoun && isDefinite(predicate.trigger),
      head: article.head(article.firstConjunct(predicate.trigger)),
      within: predicate.arguments.filter { argument in
        argument.preposition.map { Self.within.contains($0, in: reading) } ?? (argument.slot == .subj)
      }.map(\.token),
      triggers: [predicate.trigger], lemma: article.lemma(predicate.trigger).rawValue,
      isTeaser: teasers.contains(sentence),
      isHeadline: sentence == 0 && reading.sentences[0].kind == .headline)
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

  private static let within: WordSet = "in during by from after because due amid following"

  private func names(in tokens: Range<Int>) -> [EntityID] {
    var found: [EntityID] = []
    for token in tokens {
      if let id = fillers.register.named(token), !found.contains(id) { found.append(id) }
    }
    return found
  }

  /// A bare weekday follows the clause that it dates: what is planned lies ahead, what happened behind. A present tense with
  /// a weekday tells of the days to come ("begins a visit on Tuesday").
  private func fitted(_ time: FactTime?, _ status: inout Status, _ predicate: Predicate) -> FactTime? {
    guard var time, time.via == .relative, let published = reading.article.published,
      let isBare = setting.bareWeekday(in: time.text)
    else { return time }
    let tense = article.xpos(predicate.anchor)
    let kind = reading.sentences[Int(article.sentenceOf[predicate.anchor])].kind
    if status.isReal, tense == .vbz || tense == .vbp, kind != .headline { status = .planned }
    let isPastPlan = article.children(predicate.anchor).contains {
      article.relation($0) == .auxPass && Self.wasWere.contains(article.word($0), in: reading)
    }
    if status == .planned, predicate.isNoun, isPastPlan, time.interval.end <= published.end {
      // "the visit on Monday was planned for months": it took place.
      status = .happened
      return time
    }
    let week = 7 * TimeInterval.minutesPerDay
    if status == .planned || status == .requested, time.interval.end <= published.start, isBare {
      time.interval = TimeInterval(start: time.interval.start + week, end: time.interval.end + week)
    } else if status == .happened, tense == .vbd || predicate.isPassive, time.interval.start >= published.end,
      isBare
    {
      time.interval = TimeInterval(start: time.interval.start - week, end: time.interval.end - week)
    }
    return time
  }

  private static let wasWere: WordSet = "was were been"

  /// One person alone has met nobody; a body or several people have.
  private func isCompany(_ roles: [(role: Role, filler: FoundFiller)], _ predicate: Predicate) -> Bool {
    let principals = roles.filter {
      kinds.filler(of: $0.role, in: frames.meeting ?? Kind(rawValue: 0)) == .actor
    }
    if principals.count > 1 { return true }
    guard let only = principals.first else { return false }
    if predicate.arguments.contains(where: {
      $0.slot == .obj || $0.slot == .prep && $0.token != only.filler.tokens.last
    })
      && only.filler.isNamed && fillers.register[only.filler.entity].kind == .person
    {
      return false
    }
    let head = only.filler.tokens.last ?? 0
    return fillers.register[only.filler.entity].kind == .organisation || article.xpos(head) == .nns
  }

  private func destination(_ roles: [(role: Role, filler: FoundFiller)]) -> (
    place: FactPlace, text: TextRange
  )? {
    guard let goal = roles.first(where: { $0.role == frames.destination }),
      let head = goal.filler.tokens.last,
      let place = setting.place(below: article.nameHead(goal.filler.tokens)) ?? setting.place(below: head)
    else { return nil }
    return (place, place.text)
  }

  /// Tokens of those who take part; a government is no place.
  private func principalTokens(
    _ roles: [(role: Role, filler: FoundFiller)], _ kind: Kind
  ) -> Set<Int> {
    var tokens: Set<Int> = []
    for (role, filler) in roles where ![.place, .text].contains(kinds.filler(of: role, in: kind)) {
      tokens.formUnion(filler.tokens.count <= 4 ? Array(filler.tokens) : [article.nameHead(filler.tokens)])
    }
    return tokens
  }

  /// "the meeting", "this summit", "their talks".
  private func isDefinite(_ noun: Int) -> Bool {
    for child in article.children(noun) {
      switch article.relation(child) {
      case .det where vocabulary.definites.contains(article.word(child), in: reading): return true
      case .nmodPoss: return true
      default: break
      }
    }
    // "this is the first meeting between …" points back as well.
    if article.child(noun, .cop) != nil, let subject = article.child(noun, .nsubj) {
      return vocabulary.demonstratives.contains(article.word(subject), in: reading)
    }
    return false
  }

  /// Who announces an act of his own does it: "Norway announced sanctions".
  private mutating func source(of predicate: Predicate, _ principals: [FoundFiller]) -> FactSource? {
    guard let found = SourceFinder(article: article).source(of: predicate.trigger) else { return nil }
    guard let speaker = fillers.speaker(found.speaker),
      !predicate.isNoun || !principals.contains(where: { $0.entity == speaker.entity })
    else { return nil }
    return FactSource(entity: speaker.entity, cue: reading.tokens.range(found.cue), isDirect: false)
  }

  /// How often facts that rest on the like are right: named principals, arcs that are sure, a clear status. Measured on
  /// the development sets; a second mention of the event adds most (`EventMerger.join`).
  private func confidence(_ predicate: Predicate, _ principals: [FoundFiller], _ fact: Fact) -> Float {
    var value: Float = 0.86
    if !principals.contains(where: \.isNamed) { value -= 0.2 }
    if predicate.isNoun, !predicate.isCore { value -= 0.05 }
    if predicate.arguments.contains(where: \.isInherited) { value -= 0.05 }
    let arc = Float(reading.tokens.arcConfidence[predicate.trigger]) / 255
    if arc > 0, arc < 0.6 { value -= 0.1 }
    if vocabulary.alleged.contains(article.word(max(0, predicate.trigger - 1)), in: reading) { value -= 0.15 }
    if fact.status == .possible { value -= 0.05 }
    return max(0.1, value)
  }
}
