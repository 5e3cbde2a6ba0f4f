internal import English

/// Finds what a written sentence tells: as `CandidateFinder`, but by grammar alone. Nobody knows yet who the names are, so
/// a role is filled by a phrase and not by an entity.
struct WrittenEvents {
  typealias Event = WrittenSentence.Event
  typealias Part = WrittenSentence.Part
  typealias Phrase = WrittenSentence.Phrase

  let article: ParsedArticle
  let kinds: KindTable
  let frames: FrameTable
  /// Tokens of names of places.
  let places: [Range<Int>]
  let times: [Range<Int>]
  let names: [Range<Int>]
  let learned: LearnedEvents?

  /// More events are not looked at: nobody asks so much at once.
  private static let limit = 64

  /// The likeliest first.
  func events() -> [Event] {
    var found: [(event: Event, rank: Int)] = []
    for token in 0..<article.count where found.count < Self.limit {
      guard let event = event(at: token) else { continue }
      found.append((event, rank(of: event)))
    }
    return found.sorted { ($0.rank, $0.event.trigger) < ($1.rank, $1.event.trigger) }.map(\.event)
  }

  /// What a verb tells that only carries it counts less than its noun; what stands deeper less than what stands above.
  private func rank(of event: Event) -> Int {
    var depth = 0
    var at = event.trigger
    while article.head(at) >= 0, depth < 32 {
      at = article.head(at)
      depth += 1
    }
    let isVague = !event.isOfFrame && event.kind == kinds.catchAll
    return depth + (isVague ? 100 : 0)
  }

  private func event(at token: Int) -> Event? {
    guard !times.contains(where: { $0.contains(token) }), !places.contains(where: { $0.contains(token) }),
      article.upos(token) != .pron
    else { return nil }
    var best: (event: Event, score: Int, isOpen: Bool)?
    for rule in frames.rules(for: token, in: article.reading) {
      guard let found = event(rule, token) else { continue }
      if found.score > best?.score ?? -1 { best = found }
    }
    // "What did Poland send?": soldiers, letters or money.
    if let found = best, found.isOpen { return learnedEvent(token) ?? clause(token) ?? found.event }
    return best?.event ?? speech(token) ?? learnedEvent(token) ?? clause(token)
  }

  // MARK: By frames

  private func event(_ rule: Int, _ token: Int) -> (event: Event, score: Int, isOpen: Bool)? {
    let frame = frames[rule]
    guard var predicate = frames.predicate(rule, token, article) else { return nil }
    predicate.arguments += phrasesOfNames(predicate)
    var parts: [Part] = []
    var words = own(token)
    var score = 0
    var isOpen = false
    for (index, slot) in frame.slots.enumerated() {
      var matched = false
      for argument in predicate.arguments where frames.accepts(rule, index, argument, article.reading) {
        guard !isTime(argument.token) else { continue }
        if !slot.words.isEmpty, !frames.allows(rule, index, argument.token, article) {
          guard slot.role != nil,
            Self.anything.contains(article.word(argument.token), in: article.reading)
          else { continue }
          isOpen = true
        }
        guard let role = slot.role else {
          matched = true
          // "held exercises", "reached a deal": the noun helps to tell it.
          // Names in it ("the Chicago Marathon") say which.
          if !slot.words.isEmpty {
            words += phrase(argument.token).filter { $0 == argument.token || !isName($0) }
          }
          continue
        }
        guard fits(argument, slot, frame) else { continue }
        let phrases = phrases(argument.token).filter { phrase in
          !parts.contains { $0.phrase.head == phrase.head }
        }
        parts += phrases.map { Part(role: role, isSubject: argument.slot == .subj, phrase: $0) }
        matched = matched || !phrases.isEmpty
      }
      if slot.isRequired, !matched { return nil }
      if matched { score += slot.isRequired ? 3 : 2 }
    }
    if frame.isNoun, predicate.anchor != token, article.upos(predicate.anchor) == .verb, predicate.isCore,
      article.vocabulary.light.contains(article.lemma(predicate.anchor), in: article.reading)
    {
      words += own(predicate.anchor)
    }
    addOthers(of: predicate, to: &parts)
    return (
      Event(
        kind: frame.kind, trigger: token, words: words.sorted(), isNoun: frame.isNoun, isOfFrame: true,
        parts: parts), score, isOpen
    )
  }

  private static let anything: WordSet = "something anything what"

  /// "accused Trump of fraud": what hangs on a name with "of" says more of the event.
  private func phrasesOfNames(_ predicate: Predicate) -> [Argument] {
    var found: [Argument] = []
    for object in predicate.arguments where object.slot == .obj && isName(object.token) {
      for child in article.children(object.token)
      where article.relation(child) == .nmod && child > object.token {
        guard let preposition = article.preposition(child), !isName(child) else { continue }
        found.append(Argument(slot: .prep, preposition: preposition, token: child, isInherited: true))
      }
    }
    return found
  }

  private func isName(_ token: Int) -> Bool {
    article.upos(token) == .propn || names.contains { $0.contains(token) }
  }

  /// Phrases that no role took.
  private func addOthers(of predicate: Predicate, to parts: inout [Part]) {
    for argument in predicate.arguments {
      switch argument.slot {
      case .subj, .obj, .iobj, .light, .poss, .prep, .standing: break
      case .ccomp, .xcomp, .mod, .itself, .harmed, .governor, .marker: continue
      }
      guard !isTime(argument.token), argument.token != predicate.trigger else { continue }
      for phrase in phrases(argument.token) where !parts.contains(where: { $0.phrase.head == phrase.head }) {
        let acts = argument.slot == .subj || argument.slot == .light || argument.slot == .poss
        parts.append(Part(role: nil, isSubject: acts, phrase: phrase))
      }
    }
  }

  /// The word with its auxiliaries and particles.
  private func own(_ token: Int) -> [Int] {
    var words = [token]
    for child in article.children(token) {
      switch article.relation(child) {
      case .aux, .auxPass, .cop, .compoundPrt, .mark: words.append(child)
      default: break
      }
    }
    return words
  }

  private func isTime(_ token: Int) -> Bool { times.contains { $0.contains(token) } }

  private static let placeNouns: WordSet =
    "place places somewhere country city town village region state capital area land nation province district"
  private static let anybody: WordSet =
    "somebody someone anybody anyone everybody everyone nobody who whom he she they him her them"

  private func fits(_ argument: Argument, _ slot: SlotRule, _ frame: Frame) -> Bool {
    let token = argument.token
    let reading = article.reading
    let isPlace = places.contains { $0.contains(token) }
    let isPlaceNoun = Self.placeNouns.contains(article.lemma(token), in: reading)
    let isName = isName(token)
    let isPerson = article.isPersonNoun(token) || Self.anybody.contains(article.word(token), in: reading)
    switch slot.filler {
    case .thing, .text: return true
    case .object: return !isPerson
    case .place: return isPlace || isName || isPlaceNoun
    case .person: return isPerson || isName && !isPlace
    case .actor:
      return !frame.isNoun && !slot.isStrict && argument.slot == .subj || isPerson || isName || isPlace
        || isPlaceNoun || article.vocabulary.bodies.contains(article.lemma(token), in: reading)
    }
  }

  // MARK: Without a frame

  /// "What did X say about Y?"
  private func speech(_ token: Int) -> Event? {
    guard let kind = kinds.speech, article.upos(token) == .verb,
      article.vocabulary.speech.contains(article.lemma(token), in: article.reading)
    else { return nil }
    let predicate = article.verbPredicate(token)
    var parts: [Part] = []
    for argument in predicate.arguments where !isTime(argument.token) {
      let name: String
      switch argument.slot {
      case .subj: name = "speaker"
      // "Who told Biden that …?"
      case .obj
      where isName(argument.token) && Self.telling.contains(article.lemma(token), in: article.reading):
        name = "addressee"
      case .obj: name = "content"
      case .iobj: name = "addressee"
      case .prep:
        guard let preposition = argument.preposition else { continue }
        if Self.topics.contains(preposition, in: article.reading) {
          name = "topic"
        } else if Self.addressed.contains(preposition, in: article.reading) {
          name = "addressee"
        } else {
          continue
        }
      default: continue
      }
      guard let role = kinds.role(named: name) else { continue }
      parts += phrases(argument.token).map {
        Part(role: role, isSubject: argument.slot == .subj, phrase: $0)
      }
    }
    addOthers(of: predicate, to: &parts)
    return Event(
      kind: kind, trigger: token, words: own(token), isNoun: false, isOfFrame: true, parts: parts)
  }

  private static let topics: WordSet = "about on over of regarding concerning"
  private static let addressed: WordSet = "to"
  private static let telling: WordSet = "tell ask warn assure inform remind urge"

  /// What the reader of events takes a word for that no frame knows.
  private func learnedEvent(_ token: Int) -> Event? {
    guard let learned, let score = learned.score(at: token), score.kinds[score.kind] >= 0.5,
      let kind = learned.kinds.kinds[score.kind], kind != kinds.catchAll
    else { return nil }
    var event = plain(token, kind)
    for filler in score.fillers where filler.probability >= 0.4 {
      guard let role = learned.kinds.roles[Int(filler.role)], kinds[kind].roles.contains(role),
        !isTime(Int(filler.token)), kinds.filler(of: role, in: kind) != .text
      else { continue }
      for phrase in phrases(Int(filler.token)) {
        event.parts.removeAll { $0.phrase.tokens.overlaps(phrase.tokens) }
        event.parts.append(
          Part(role: role, isSubject: role == kinds[kind].roles.first, phrase: phrase))
      }
    }
    return event
  }

  /// Any verb with somebody who acts, or that something was done to.
  private func clause(_ token: Int) -> Event? {
    guard let kind = kinds.catchAll, article.upos(token) == .verb,
      !Self.states.contains(article.lemma(token), in: article.reading)
    else { return nil }
    return plain(token, kind)
  }

  private static let states: WordSet =
    "be have do happen occur take seem appear remain become know think believe mean want go come get make"

  /// By grammar: who acts fills the kind's first role, what is acted on its second.
  private func plain(_ token: Int, _ kind: Kind) -> Event {
    let isNoun = article.upos(token) != .verb
    let predicate = isNoun ? article.nounPredicate(token) : article.verbPredicate(token)
    let roles = kinds[kind].roles
    var parts: [Part] = []
    for argument in predicate.arguments where !isTime(argument.token) {
      let place: Int
      switch argument.slot {
      case .subj, .light, .poss: place = 0
      case .obj: place = kinds[kind].traits.contains(.mutual) ? 0 : 1
      default: continue
      }
      guard place < roles.count, kinds[kind].fillers[place] != .text else { continue }
      parts += phrases(argument.token).map {
        Part(role: roles[place], isSubject: argument.slot == .subj, phrase: $0)
      }
    }
    addOthers(of: predicate, to: &parts)
    return Event(
      kind: kind, trigger: token, words: own(token), isNoun: isNoun, isOfFrame: false, parts: parts)
  }

  // MARK: Phrases

  /// The noun phrases of a coordination, each without the others.
  private func phrases(_ token: Int) -> [Phrase] {
    let marker = article.caseMarker(token)
    var seen: [Range<Int>] = []
    var phrases: [Phrase] = []
    for head in members(token) where article.upos(head) != .verb {
      var tokens = phrase(head)
      // A name is one, whatever arcs part it.
      if let name = names.first(where: { $0.contains(head) }) {
        if seen.contains(name) { continue }
        seen.append(name)
        tokens = min(tokens.lowerBound, name.lowerBound)..<max(tokens.upperBound, name.upperBound)
      }
      phrases.append(
        Phrase(head: head, tokens: tokens, preposition: article.caseMarker(head) ?? marker))
    }
    return phrases
  }

  /// What is coordinated with a noun, and names behind commas: in "Ann, Bob or Carl" the arcs often take Bob for another name of Ann.
  private func members(_ token: Int) -> [Int] {
    var members: [Int] = []
    for head in article.conjuncts(token) {
      members.append(head)
      guard isName(head) else { continue }
      members += article.children(head).filter { isListed($0, behind: head) && !members.contains($0) }
    }
    return members
  }

  private func isListed(_ token: Int, behind head: Int) -> Bool {
    // "Warsaw, Poland" is one place.
    article.relation(token) == .appos && token > head && isName(token)
      && article.reading.text(token - 1) == "," && !places.contains { $0.contains(token) }
  }

  private func isOf(_ token: Int) -> Bool {
    article.caseMarker(token).map { article.reading.text($0).lowercased() } == "of"
  }

  /// What stands beside a noun and says which it is; not what else is said of its event.
  private func phrase(_ head: Int) -> Range<Int> {
    var low = head
    var high = head
    var stack = [head]
    while let at = stack.popLast() {
      low = min(low, at)
      high = max(high, at)
      for child in article.children(at) {
        switch article.relation(child) {
        case .appos where isName(at) && isListed(child, behind: at): continue
        case .det, .amod, .compound, .flat, .nummod, .nmodPoss, .appos, .fixed: break
        case .caseMarker where article.upos(child) == .part: break
        case .nmod where article.caseMarker(child) == nil && child < at: break
        case .nmod where isOf(child) && (!isName(at) || isName(child)): break
        case .punct where article.reading.text(child) == "-": break
        case .caseMarker where child > head: break
        default:
          // The "of" of what belongs to it.
          guard at != head, article.relation(child) == .caseMarker else { continue }
        }
        if times.contains(where: { $0.contains(child) }) { continue }
        stack.append(child)
      }
    }
    return low..<(high + 1)
  }
}
