internal import Articles
internal import English

/// Where and when an event took place: the place and time expressions that hang on its own words, or on the clause
/// that governs it, never across the border of another clause.
struct SettingFinder {
  let article: ParsedArticle
  let gazetteer: Gazetteer
  let places: [PlaceMention]
  let times: [TimeMention]
  /// The head token of each place and time, and which stand in each sentence.
  private let placeHeads: [Int]
  private let timeHeads: [Int]
  private let placesOf: [Int: [Int]]
  private let timesOf: [Int: [Int]]

  private var reading: Reading { article.reading }

  init(_ article: ParsedArticle, gazetteer: Gazetteer, places: [PlaceMention], times: [TimeMention]) {
    self.article = article
    self.gazetteer = gazetteer
    self.places = places
    self.times = times
    var placeHeads: [Int] = []
    var placesOf: [Int: [Int]] = [:]
    for (index, place) in places.enumerated() {
      let head = article.head(of: place.text)
      placeHeads.append(head)
      if head >= 0 { placesOf[Int(article.sentenceOf[head]), default: []].append(index) }
    }
    var timesOf: [Int: [Int]] = [:]
    timeHeads = times.map { $0.tokens.isEmpty ? -1 : article.nameHead($0.tokens) }
    for (index, head) in timeHeads.enumerated() where head >= 0 {
      timesOf[Int(article.sentenceOf[head]), default: []].append(index)
    }
    self.placeHeads = placeHeads
    self.placesOf = placesOf
    self.timesOf = timesOf
  }

  /// Tokens between an event and its place or time; bounds the work on endless sentences.
  private static let reach = 150

  // MARK: Attachment

  /// How closely an expression belongs to an event: 3 below its trigger, 2 below the verb that carries it, 1 below
  /// the clause that governs it; nil if it belongs to something else.
  private func closeness(_ head: Int, to predicate: Predicate) -> Int? {
    if reaches(head, predicate.trigger) { return 3 }
    if predicate.anchor != predicate.trigger, reaches(head, predicate.anchor) { return 2 }
    // "Germany on Monday banned …": the phrase may hang on the subject.
    let upper = article.head(head)
    if upper >= 0, upper < head, head < predicate.trigger, article.preposition(head) != nil,
      predicate.arguments.contains(where: { $0.slot == .subj && $0.token == upper && !$0.isInherited })
    {
      return 2
    }
    // Coordinated verbs share what stands behind the last: "met and dined in Rome".
    let first = article.firstConjunct(predicate.anchor)
    for other in article.conjuncts(first)
    where other > predicate.anchor && !hasSubject(other) && reaches(head, other) {
      if head > predicate.anchor, !hasOwnSetting(between: predicate.anchor, and: other) { return 2 }
    }
    var at = predicate.anchor
    var steps = 0
    while article.head(at) >= 0, steps < 5 {
      switch article.relation(at) {
      case .xcomp, .advcl, .obl, .obj, .nsubj, .nsubjPass, .nmod, .acl, .compound: break
      case .conj:
        if hasSubject(at) { return nil }
      case .ccomp:
        guard !article.vocabulary.speech.contains(article.lemma(article.head(at)), in: reading) else {
          return nil
        }
      default: return nil
      }
      at = article.head(at)
      steps += 1
      if reaches(head, at) { return 1 }
    }
    return nil
  }

  /// A coordinated clause with its own subject has its own place and time.
  private func hasSubject(_ verb: Int) -> Bool {
    article.children(verb).contains { article.relation($0) == .nsubj || article.relation($0) == .nsubjPass }
  }

  private func hasOwnSetting(between first: Int, and second: Int) -> Bool {
    for index in timesOf[Int(article.sentenceOf[first])] ?? []
    where (first..<second).contains(timeHeads[index]) {
      return true
    }
    return false
  }

  /// Whether `head` hangs on `target` with no clause of its own between them.
  private func reaches(_ head: Int, _ target: Int) -> Bool {
    var at = head
    var steps = 0
    while at >= 0, steps < 10 {
      if at == target { return true }
      switch article.relation(at) {
      case .acl, .aclRelcl, .advcl, .ccomp, .xcomp, .parataxis, .csubj, .appos:
        if at != head { return false }
      case .conj:
        // "in Rome and visited Paris": the second verb's place is its own.
        if article.upos(at) == .verb, at != head { return false }
        // "a visit to Rome and plans for next year": the year is the plans'.
        if article.upos(at) == .noun, at != head, !article.isPersonNoun(at) { return false }
      default: break
      }
      at = article.head(at)
      steps += 1
    }
    return false
  }

  // MARK: Time

  /// The time that an event's own words give.
  func time(of predicate: Predicate) -> FactTime? {
    let sentence = Int(article.sentenceOf[predicate.trigger])
    var best: (index: Int, rank: Int)?
    for index in timesOf[sentence] ?? [] where abs(timeHeads[index] - predicate.trigger) <= Self.reach {
      let time = times[index]
      guard time.interval != nil, time.type == .date || time.type == .time, !isClock(time) else { continue }
      // "ends her 2020 campaign": the year is the campaign's.
      if !predicate.isNoun, isModifier(timeHeads[index]) { continue }
      guard let closeness = closeness(timeHeads[index], to: predicate) else { continue }
      // Nearer words win; a vague "now" or a year behind a name last.
      let distance = min(99, abs(timeHeads[index] - predicate.trigger))
      let isVague = time.value.hasSuffix("_REF") || isModifier(timeHeads[index])
      let rank = closeness * 1000 - distance - (isVague ? 2000 : 0)
      if best.map({ rank > $0.rank }) ?? true { best = (index, rank) }
    }
    if best == nil {
      best = (onlyTime(sentence, predicate) ?? openingTime(sentence, predicate)).map { ($0, 0) }
    }
    guard let best, let interval = times[best.index].interval, best.rank > -1000 else { return nil }
    return FactTime(
      text: times[best.index].text, interval: interval,
      via: times[best.index].isRelative ? .relative : .clause)
  }

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

  private static let weekdays: WordSet = "monday tuesday wednesday thursday friday saturday sunday"
  private static let directed: WordSet = "last next previous coming ago this"

  /// "the 2014 referendum": a time inside another noun phrase.
  private func isModifier(_ head: Int) -> Bool {
    [.nummod, .compound, .amod, .nmodPoss].contains(article.relation(head))
  }

  /// A time of day without a date says nothing of the day.
  private func isClock(_ time: TimeMention) -> Bool {
    guard time.type == .time else { return false }
    return !time.tokens.contains { token in
      Self.dayWords.contains(article.word(token), in: reading)
        || Self.weekdays.contains(article.word(token), in: reading)
        || Self.months.contains(article.word(token), in: reading)
    }
  }

  private static let dayWords: WordSet =
    "today tonight yesterday tomorrow this last night day morning evening"
  private static let months: WordSet = """
    january february march april may june july august september october november december jan jan. feb feb. mar mar. \
    apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. nov nov. dec dec.
    """

  /// "On Monday, …": a date that opens a sentence holds for its clauses but the relative ones, whatever its arcs.
  private func openingTime(_ sentence: Int, _ predicate: Predicate) -> Int? {
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

  private static let comma: WordSet = ","

  /// A sentence with one date and one finite verb leaves no doubt, whatever its arcs.
  private func onlyTime(_ sentence: Int, _ predicate: Predicate) -> Int? {
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

  // MARK: Place

  /// The place that an event's own words give: behind "in", "at", "near" …, the smallest if several nest.
  func place(of predicate: Predicate, excluding fillers: Set<Int> = []) -> (
    place: FactPlace, text: TextRange
  )? {
    let sentence = Int(article.sentenceOf[predicate.trigger])
    var best: (place: FactPlace, rank: Int)?
    for index in placesOf[sentence] ?? [] where abs(placeHeads[index] - predicate.trigger) <= Self.reach {
      let mention = places[index]
      guard !mention.isAdjective || isInside(placeHeads[index]) else { continue }
      let head = placeHeads[index]
      guard !fillers.contains(head), let locative = locativeHead(head), !isRouteEnd(locative, predicate)
      else { continue }
      guard let closeness = closeness(locative, to: predicate) else { continue }
      let described = PlaceFinder(gazetteer: gazetteer).describe(mention, in: reading, among: places)
      let distance = min(99, abs(locative - predicate.trigger))
      let detail = described.place.map { gazetteer.kind($0) == .country ? 0 : 30 } ?? 0
      // "in the Red Sea port of Mocha": the town is the place, not what its port lies on.
      let isModifier = head != locative && article.relation(head) == .compound
      let rank =
        closeness * 1000 - distance + detail + (locative > predicate.trigger ? 20 : 0) - (isModifier ? 60 : 0)
      if best.map({ rank > $0.rank }) ?? true { best = (described, rank) }
    }
    return best.map { ($0.place, $0.place.text) }
  }

  /// The place of a motion's goal: the mention at or below a destination's noun phrase.
  func place(below token: Int) -> FactPlace? {
    for index in placesOf[Int(article.sentenceOf[token])] ?? []
    where !places[index].isAdjective && reaches(placeHeads[index], token) {
      return PlaceFinder(gazetteer: gazetteer).describe(places[index], in: reading, among: places)
    }
    return nil
  }

  /// Every place that a mention covers, by its head token.
  func mention(at token: Int) -> PlaceMention? {
    (placesOf[Int(article.sentenceOf[token])] ?? []).first { placeHeads[$0] == token }.map { places[$0] }
  }

  private static let locatives: WordSet = """
    in at near outside inside on off within across around along by close beside beneath above aboard throughout \
    opposite between amid to from
    """

  /// The head of the prepositional phrase that a place closes: "at a hotel in Warsaw" hangs on the hotel.
  private func locativeHead(_ head: Int) -> Int? {
    var at = head
    var steps = 0
    while steps < 4 {
      if article.preposition(at) != nil { return isLocative(at) ? at : climbOf(at) }
      let relation = article.relation(at)
      guard [.compound, .nmodPoss, .appos, .flat, .amod, .nmod, .conj].contains(relation),
        article.head(at) >= 0
      else {
        // "close to the border": an adjective that takes a place.
        return nil
      }
      at = article.head(at)
      steps += 1
    }
    return nil
  }

  /// The phrase stands behind a preposition of place; the "in" of "Commander-in-Chief" is none.
  private func isLocative(_ token: Int) -> Bool {
    guard let marker = article.caseMarker(token),
      Self.locatives.contains(article.word(marker), in: reading)
    else { return false }
    return marker + 1 >= article.count || article.xpos(marker + 1) != .hyph
  }

  /// "in the capital of Poland", "on the outskirts of Kyiv".
  private func climbOf(_ token: Int) -> Int? {
    guard let marker = article.preposition(token), Self.of.contains(marker, in: reading) else { return nil }
    let upper = article.head(token)
    // "20 km north of Kharkiv": the direction is the place's preposition.
    if upper >= 0, Self.directions.contains(article.word(upper), in: reading) { return upper }
    guard upper >= 0, isLocative(upper) else { return nil }
    return article.upos(upper) == .noun || article.upos(upper) == .propn ? upper : nil
  }

  private static let directions: WordSet = """
    north south east west northeast northwest southeast southwest north-east north-west south-east south-west \
    northern southern eastern western
    """
  private static let of: WordSet = "of"
  private static let route: WordSet = "from to"

  /// "flew from Rome to Paris": where a motion began is not where it led; of other events neither is the place.
  private func isRouteEnd(_ head: Int, _ predicate: Predicate) -> Bool {
    guard let marker = article.preposition(head), Self.route.contains(marker, in: reading) else {
      return false
    }
    // "travelled to Brussels for a meeting": the goal of the motion is the meeting's place.
    guard predicate.isNoun, !predicate.isCore, article.head(head) == predicate.anchor else { return true }
    return !Self.goal.contains(marker, in: reading)
  }

  private static let goal: WordSet = "to"

  /// "the Polish side of the border": an adjective in a phrase of place.
  private func isInside(_ head: Int) -> Bool {
    let upper = article.head(head)
    return upper >= 0 && Self.placeParts.contains(article.lemma(upper), in: reading)
  }

  private static let placeParts: WordSet =
    "side border capital city town coast island region territory soil province village"
}

extension ParsedArticle {
  /// The token on which the tokens of a byte range hang; −1 if it holds none.
  func head(of text: TextRange) -> Int {
    let start = firstToken(at: text.start)
    var end = start
    while end < count, reading.tokens.start[end] < text.end { end += 1 }
    return start < end ? nameHead(start..<end) : -1
  }

  /// The first token that begins at or behind a byte. O(log tokens).
  func firstToken(at byte: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if reading.tokens.start[middle] < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
