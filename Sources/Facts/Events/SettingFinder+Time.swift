internal import Articles
internal import English

/// When an event took place.
extension SettingFinder {
  /// Whether a token belongs to a time expression.
  func isTime(_ token: Int) -> Bool {
    (timesOf[Int(article.sentenceOf[token])] ?? []).contains { times[$0].tokens.contains(token) }
  }

  /// The time that an event's own words give.
  func time(of predicate: Predicate) -> FactTime? {
    let sentence = Int(article.sentenceOf[predicate.trigger])
    var best: (index: Int, rank: Int)?
    for index in timesOf[sentence] ?? [] where abs(timeHeads[index] - predicate.trigger) <= Self.reach {
      let time = times[index]
      guard time.interval != nil, time.type == .date || time.type == .time, !isClock(time) else { continue }
      let isModifier = isModifier(timeHeads[index])
      // "ends her 2020 campaign": the year is the campaign's; "during Monday's session" is Monday.
      if !predicate.isNoun, isModifier, !isSession(timeHeads[index], of: predicate.trigger) { continue }
      guard let closeness = closeness(timeHeads[index], to: predicate) else { continue }
      // Nearer words win; a vague "now" or a year behind a name last.
      let distance = min(99, abs(timeHeads[index] - predicate.trigger))
      let isVague =
        time.value.hasSuffix("_REF")
        || isModifier && predicate.isNoun && article.head(timeHeads[index]) != predicate.trigger
      let rank = closeness * 1000 - distance - (isVague ? 2000 : 0)
      if best.map({ rank > $0.rank }) ?? true { best = (index, rank) }
    }
    if let told = timeOfAntecedent(sentence, predicate) { best = (told, 0) }
    if best == nil, let told = timeOfCause(sentence, predicate) { best = (told, 0) }
    if best == nil {
      best = (onlyTime(sentence, predicate) ?? openingTime(sentence, predicate)).map { ($0, 0) }
    }
    guard let best, best.rank > -1000 else { return nil }
    let time = times[narrowest(within: best.index, sentence, predicate)]
    guard var interval = time.interval else { return nil }
    // Not of "since June, when they proposed it".
    let isOwn = best.rank > 1500
    if isOwn, let published = reading.article.published, interval.end < published.start, isOpen(time) {
      // "since June": up to now.
      interval = TimeInterval(start: interval.start, end: published.end)
    }
    return FactTime(text: time.text, interval: interval, via: time.isRelative ? .relative : .clause)
  }

  /// "were killed in a bombing that happened on Monday": the day of what it was done in.
  func timeOfCause(_ sentence: Int, _ predicate: Predicate) -> Int? {
    for argument in predicate.arguments where argument.slot == .prep {
      guard argument.preposition.map({ Self.within.contains($0, in: reading) }) ?? false else { continue }
      for clause in article.children(argument.token) where article.relation(clause) == .aclRelcl {
        if let found = (timesOf[sentence] ?? []).first(where: {
          times[$0].interval != nil && times[$0].type == .date && reaches(timeHeads[$0], clause)
        }) {
          return found
        }
      }
    }
    return nil
  }

  /// "the 1968 massacre at My Lam, in which soldiers killed 90 people": the year of what the clause is about, where the
  /// clause has no date of its own.
  func timeOfAntecedent(_ sentence: Int, _ predicate: Predicate) -> Int? {
    let clause = article.firstConjunct(predicate.trigger)
    guard !predicate.isNoun, article.head(clause) >= 0, var noun = antecedent(of: clause) else { return nil }
    let inside = article.span(clause)
    for _ in 0..<3 {
      let found = (timesOf[sentence] ?? []).first { index in
        times[index].interval != nil && times[index].type == .date && !inside.contains(timeHeads[index])
          && article.head(timeHeads[index]) == noun && isModifier(timeHeads[index])
      }
      if let found {
        let hasOwn = (timesOf[sentence] ?? []).contains { inside.contains(timeHeads[$0]) }
        return hasOwn ? nil : found
      }
      guard article.relation(noun) == .nmod, article.head(noun) >= 0 else { return nil }
      noun = article.head(noun)
    }
    return nil
  }

  /// What a relative clause is about; of "…, in which soldiers killed", which the arcs may hang on a verb, the noun before
  /// its comma.
  private func antecedent(of clause: Int) -> Int? {
    if article.relation(clause) == .aclRelcl { return article.head(clause) }
    guard article.relation(clause) == .advcl,
      let which = article.children(clause).first(where: { $0 < clause && article.xpos($0) == .wdt }),
      article.caseMarker(which) == which - 1, which >= 3, article.xpos(which - 2) == .comma,
      article.upos(which - 3) == .noun || article.upos(which - 3) == .propn
    else { return nil }
    return which - 3
  }

  static let within: WordSet = "in during by from"

  func isOpen(_ time: TimeMention) -> Bool {
    guard let first = time.tokens.first, first > 0 else { return false }
    return Self.since.contains(article.word(first - 1), in: reading)
      || Self.since.contains(article.word(first), in: reading)
  }

  static let since: WordSet = "since"

  /// "next month on August 2": the day rather than the month that it is in.
  func narrowest(within outer: Int, _ sentence: Int, _ predicate: Predicate) -> Int {
    guard let whole = times[outer].interval else { return outer }
    for index in timesOf[sentence] ?? [] {
      guard index != outer, let part = times[index].interval, times[index].type == .date,
        part.width < whole.width, whole.start <= part.start, part.end <= whole.end,
        !isModifier(timeHeads[index]), closeness(timeHeads[index], to: predicate) != nil
      else { continue }
      return index
    }
    return outer
  }

  /// "during Monday's session", "in a 2016 referendum": the time of a phrase that says at what something was done.
  func isSession(_ time: Int, of verb: Int) -> Bool {
    let noun = article.head(time)
    guard noun > verb, article.head(noun) == verb, article.relation(noun) == .obl,
      let marker = article.preposition(noun)
    else { return false }
    if Self.during.contains(marker, in: reading) { return true }
    return Self.inAt.contains(marker, in: reading) && Self.sessions.contains(article.lemma(noun), in: reading)
  }

  static let during: WordSet = "during"
  static let inAt: WordSet = "in at"
  static let sessions: WordSet = """
    session referendum vote ballot meeting summit hearing ceremony debate speech raid attack crash
    """

  /// Whether a weekday stands alone in an expression, without "last", "next" or a date; nil where it has none.
  func bareWeekday(in text: TextRange) -> Bool? {
    var hasWeekday = false
    var isBare = true
    var token = article.firstToken(at: text.start)
    while token < article.count, reading.tokens.start[token] < text.end {
      if Self.weekdays.contains(article.word(token), in: reading) { hasWeekday = true }
      if Self.directed.contains(article.word(token), in: reading)
        || reading.tokens.shape[token].contains(.hasDigit)
      {
        isBare = false
      }
      token += 1
    }
    return hasWeekday ? isBare : nil
  }

  static let weekdays: WordSet = "monday tuesday wednesday thursday friday saturday sunday"
  static let directed: WordSet = "last next previous coming ago this"

  /// "the 2014 referendum": a time inside another noun phrase.
  func isModifier(_ head: Int) -> Bool {
    [.nummod, .compound, .amod, .nmodPoss].contains(article.relation(head))
  }

  /// A time of day without a date says nothing of the day.
  func isClock(_ time: TimeMention) -> Bool {
    guard time.type == .time else { return false }
    return !time.tokens.contains { token in
      Self.dayWords.contains(article.word(token), in: reading)
        || Self.weekdays.contains(article.word(token), in: reading)
        || Self.months.contains(article.word(token), in: reading)
    }
  }

  static let dayWords: WordSet =
    "today tonight yesterday tomorrow this last night day morning evening"
  static let months: WordSet = """
    january february march april may june july august september october november december jan jan. feb feb. mar mar. \
    apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.
    """

  /// "On Monday, …": a date that opens a sentence holds for its clauses but the relative ones, whatever its arcs.
  func openingTime(_ sentence: Int, _ predicate: Predicate) -> Int? {
    guard let first = reading.sentences[sentence].tokens.first else { return nil }
    guard
      let index = (timesOf[sentence] ?? []).first(where: {
        times[$0].interval != nil && times[$0].type == .date && !times[$0].tokens.isEmpty
          && times[$0].tokens.lowerBound <= first + 1
      })
    else { return nil }
    let comma = times[index].tokens.upperBound
    guard comma < article.count, Self.comma.contains(article.word(comma), in: reading) else { return nil }
    var at = predicate.anchor
    var steps = 0
    while article.head(at) >= 0, steps < 10 {
      switch article.relation(at) {
      case .aclRelcl, .acl, .appos: return nil
      case .ccomp where article.vocabulary.speech.contains(article.lemma(article.head(at)), in: reading):
        return nil
      default: break
      }
      at = article.head(at)
      steps += 1
    }
    return index
  }

  static let comma: WordSet = ","

  /// A sentence with one date and one finite verb leaves no doubt, whatever its arcs.
  func onlyTime(_ sentence: Int, _ predicate: Predicate) -> Int? {
    let candidates = (timesOf[sentence] ?? []).filter {
      times[$0].interval != nil && times[$0].type == .date && !isModifier(timeHeads[$0])
    }
    guard candidates.count == 1 else { return nil }
    var verbs = 0
    for token in reading.sentences[sentence].tokens {
      switch article.xpos(token) {
      case .vbd, .vbz, .vbp, .md: verbs += 1
      default: break
      }
    }
    return verbs <= 1 ? candidates[0] : nil
  }
}
