internal import Articles
internal import English

/// Finds the events of an article: candidates by the frames of the kind table and by the learned reader, each with a
/// score, of which those are taken that score anything.
struct EventFinder {
  let article: ParsedArticle
  let kinds: KindTable
  let frames: FrameTable
  let candidates: CandidateFinder
  let judge: EventJudge
  let teasers: Set<Int>
  /// nil: frames alone decide.
  let learned: LearnedEvents?

  init(
    article: ParsedArticle, kinds: KindTable, frames: FrameTable, learned: LearnedEvents?,
    setting: SettingFinder, teasers: Set<Int>
  ) {
    self.article = article
    self.kinds = kinds
    self.frames = frames
    self.teasers = teasers
    self.learned = learned
    candidates = CandidateFinder(
      article: article, kinds: kinds, frames: frames, setting: setting, learned: learned)
    judge = EventJudge(article: article, kinds: kinds, firstOwn: frames.firstOwn, learned: learned)
  }

  private var reading: Reading { article.reading }

  /// All events, in the order of the text, those of clauses that no frame knows behind the others of their sentence.
  func run(_ cast: inout Cast) -> [FoundEvent] {
    var events: [FoundEvent] = []
    for (index, sentence) in reading.sentences.enumerated() where sentence.isParsed {
      let first = events.count
      for token in sentence.tokens { addEvents(of: token, index, to: &events, &cast) }
      addLearned(in: sentence.tokens, index, behind: first, to: &events, &cast)
      let taken = verbs(of: events[first...].filter { !$0.isDoubtful })
      for token in sentence.tokens where article.upos(token) == .verb && !taken.contains(token) {
        guard let candidate = candidates.clauseCandidate(token, sentence: index, &cast) else { continue }
        if let event = decided(candidate, &cast) { events.append(event) }
      }
    }
    return events
  }

  /// The event of the first frame that finds one at a token, and those of the user's own frames.
  private func addEvents(
    of token: Int, _ sentence: Int, to events: inout [FoundEvent], _ cast: inout Cast
  ) {
    var isFound = false
    for rule in frames.rules(for: token, in: reading) where !isInsideName(token, cast) {
      guard !isFound || rule >= frames.firstOwn,
        var candidate = candidates.candidate(rule, token, sentence: sentence, &cast)
      else { continue }
      candidates.complete(&candidate, &cast)
      guard let event = decided(candidate, &cast) else { continue }
      events.append(event)
      isFound = true
    }
  }

  /// Events that the reader alone finds, the surest first; one that another of its kind stands beside or hangs together
  /// with ("held talks") is that one.
  private func addLearned(
    in tokens: Range<Int>, _ sentence: Int, behind first: Int, to events: inout [FoundEvent],
    _ cast: inout Cast
  ) {
    guard let learned else { return }
    let scores = learned.scores(in: tokens).sorted {
      ($1.kinds[$1.kind], $0.token) < ($0.kinds[$0.kind], $1.token)
    }
    for score in scores where !isInsideName(Int(score.token), cast) {
      guard let kind = learned.kinds.kinds[score.kind] else { continue }
      // "went on strike": a frame's attack of which nobody is sure yields to what the reader is sure of.
      let isSure = score.kinds[score.kind] >= Self.sure
      func yields(_ event: FoundEvent) -> Bool {
        isSure && event.trigger == Int(score.token) && event.fact.kind != kind && isWeak(event)
      }
      guard
        !events[first...].contains(where: { event in
          !yields(event)
            && (event.triggers.contains(Int(score.token))
              || (event.fact.kind == kind || isRead(event, as: score.kind))
                && isBeside(event, Int(score.token)))
        }),
        let candidate = candidates.candidate(score, sentence: sentence, &cast),
        let event = decided(candidate, &cast)
      else { continue }
      if isSure { events[first...].removeAll(where: yields) }
      events.append(event)
    }
    events[first...].sort { $0.trigger < $1.trigger }
  }

  /// A frame has said what the event is, and the reader takes its trigger for a kind: what it says of the words beside is
  /// of that event. "Missiles struck": no disaster beside the attack.
  private func isRead(_ event: FoundEvent, as kind: Int) -> Bool {
    event.fact.mentions[0].rule != KindTable.learnedRule && learned?.score(at: event.trigger)?.kind == kind
  }

  /// A frame of the program's own has found it, and it is hardly sure.
  private func isWeak(_ event: FoundEvent) -> Bool {
    Int(event.fact.mentions[0].rule) < frames.firstOwn && event.isHardlySure
  }

  /// Probability of a kind from which on the reader is believed rather than such a frame.
  private static let sure: Float = 0.9

  /// Words of one trigger: side by side, or one governs the other. Two verbs with "and" between them are two.
  private func isBeside(_ event: FoundEvent, _ token: Int) -> Bool {
    event.triggers.contains {
      abs($0 - token) <= 2 || article.head($0) == token && !isFurtherVerb($0)
        || article.head(token) == $0 && !isFurtherVerb(token)
    }
  }

  private func isFurtherVerb(_ token: Int) -> Bool {
    article.relation(token) == .conj && article.upos(token) == .verb
      && article.child(token, .nsubj) != nil
  }

  /// The verbs that events rest on, as trigger or as the verb that carries the noun.
  private func verbs(of events: [FoundEvent]) -> Set<Int> {
    var taken: Set<Int> = []
    for event in events {
      for trigger in event.triggers {
        taken.insert(trigger)
        taken.insert(article.head(article.firstConjunct(trigger)))
      }
    }
    return taken
  }

  /// "NATO Summit Committee": a trigger in a name is no event, unless the name is that of a meeting.
  private func isInsideName(_ token: Int, _ cast: Cast) -> Bool {
    guard let id = cast.register.named(token) else { return false }
    return cast.register[id].kind != .other
  }

  /// The event that a candidate tells of, if it tells of one.
  private func decided(_ candidate: EventCandidate, _ cast: inout Cast) -> FoundEvent? {
    var candidate = candidate
    candidate.score = judge.score(candidate, cast)
    return candidate.score > 0 ? found(candidate, &cast) : nil
  }
}
