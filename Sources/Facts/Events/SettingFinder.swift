internal import Articles
internal import Atlas
internal import English

/// Where and when an event took place: the place and time expressions that hang on its own words, or on the clause
/// that governs it, never across the border of another clause.
struct SettingFinder {
  let article: ParsedArticle
  let gazetteer: Gazetteer
  let places: [PlaceMention]
  let times: [TimeMention]
  /// The head token of each place and time, and which stand in each sentence.
  let placeHeads: [Int]
  let timeHeads: [Int]
  let placesOf: [Int: [Int]]
  let timesOf: [Int: [Int]]
  let sites: SiteNames

  var reading: Reading { article.reading }

  init(
    _ article: ParsedArticle, gazetteer: Gazetteer, places: [PlaceMention], times: [TimeMention],
    names: [NameMention]
  ) {
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
    sites = SiteNames(article, names)
  }

  /// Tokens between an event and its place or time; bounds the work on endless sentences.
  static let reach = 150

  // MARK: Attachment

  /// How closely an expression belongs to an event: 3 below its trigger, 2 below the verb that carries it, 1 below
  /// the clause that governs it; nil if it belongs to something else.
  func closeness(_ head: Int, to predicate: Predicate) -> Int? {
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
  func hasSubject(_ verb: Int) -> Bool {
    article.children(verb).contains { article.relation($0) == .nsubj || article.relation($0) == .nsubjPass }
  }

  func hasOwnSetting(between first: Int, and second: Int) -> Bool {
    for index in timesOf[Int(article.sentenceOf[first])] ?? []
    where (first..<second).contains(timeHeads[index]) {
      return true
    }
    return false
  }

  /// Whether `head` hangs on `target` with no clause of its own between them.
  func reaches(_ head: Int, _ target: Int) -> Bool {
    var at = head
    var steps = 0
    while at >= 0, steps < 10 {
      if at == target { return true }
      switch article.relation(at) {
      case .xcomp:
        // "became premier in July": the premier is no clause.
        if at != head, article.upos(at) == .verb { return false }
      case .appos:
        // "met Khalil, a US envoy, in Qatar" is where they met.
        if at != head, !isBehindComma(head) { return false }
      case .acl, .aclRelcl, .advcl, .ccomp, .parataxis, .csubj:
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

  /// The phrase of a place or time is parted from what stands before it by a comma.
  func isBehindComma(_ head: Int) -> Bool {
    guard let marker = article.caseMarker(head), marker > 0 else { return false }
    return Self.comma.contains(article.word(marker - 1), in: reading)
  }

  /// How a place or time of a fact's sentence hangs together with its word.
  enum Attachment {
    /// On the word, on the verb above it, below a verb that is neither.
    case own, verb, other
  }

  /// nil: on neither, and no other verb is above it.
  func attachment(of head: Int, to trigger: Int) -> Attachment? {
    if reaches(head, trigger) { return .own }
    let verb = article.head(article.firstConjunct(trigger))
    if verb >= 0, reaches(head, verb) { return .verb }
    var (at, steps) = (head, 0)
    while at >= 0, at != trigger, at != verb, steps < 10 {
      if article.upos(at) == .verb { return .other }
      (at, steps) = (article.head(at), steps + 1)
    }
    return nil
  }

  // MARK: Place

  /// The place that an event's own words give: behind "in", "at", "near" …, the smallest if several nest; a building or
  /// site that they name, in the town or country that they name beside it.
  func place(of predicate: Predicate, _ traits: KindTraits, excluding fillers: Set<Int>) -> (
    place: FactPlace, text: TextRange
  )? {
    let known = knownPlace(of: predicate, traits, excluding: fillers)
    guard let site = site(of: predicate, excluding: fillers) else { return known }
    let place = FactPlace.site(site, in: known?.place)
    return (place, site)
  }

  /// The site behind a preposition of place that stands closest to an event.
  private func site(of predicate: Predicate, excluding fillers: Set<Int>) -> TextRange? {
    var best: (text: TextRange, rank: Int)?
    for site in sites.of(sentence: Int(article.sentenceOf[predicate.trigger]))
    where abs(site.head - predicate.trigger) <= Self.reach && !fillers.contains(site.head) {
      guard let locative = locativeHead(site.head), !isRouteEnd(locative, predicate),
        let closeness = closeness(locative, to: predicate)
      else { continue }
      let rank = closeness * 1000 - min(99, abs(locative - predicate.trigger))
      if best.map({ rank > $0.rank }) ?? true { best = (reading.tokens.range(site.tokens), rank) }
    }
    return best?.text
  }

  /// The name of a site that a phrase is.
  func site(in phrase: Range<Int>) -> TextRange? {
    guard let head = phrase.last else { return nil }
    let found = sites.of(sentence: Int(article.sentenceOf[head])).first {
      phrase.contains($0.head) && $0.tokens.overlaps(phrase)
    }
    return found.map { reading.tokens.range($0.tokens) }
  }

  private func knownPlace(of predicate: Predicate, _ traits: KindTraits, excluding fillers: Set<Int>) -> (
    place: FactPlace, text: TextRange
  )? {
    let sentence = Int(article.sentenceOf[predicate.trigger])
    var best: (place: FactPlace, rank: Int)?
    for index in placesOf[sentence] ?? [] where abs(placeHeads[index] - predicate.trigger) <= Self.reach {
      let mention = places[index]
      guard !mention.isAdjective || isInside(placeHeads[index]) else { continue }
      let head = placeHeads[index]
      if isSite(head, mention, predicate, traits, isFiller: fillers.contains(head)) {
        let described = PlaceFinder(gazetteer: gazetteer).describe(mention, in: reading, among: places)
        let rank = Self.siteRank - min(99, abs(head - predicate.trigger))
        if best.map({ rank > $0.rank }) ?? true { best = (described, rank) }
        continue
      }
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

  /// Between a place below the verb and one below the trigger.
  private static let siteRank = 2500

  /// "The Geneva talks", "the Ohio primary", "Nevada held its caucuses", "the quake hit Nepal": a place without a
  /// preposition that is where it took place; a country before an attack is rather who attacked.
  private func isSite(
    _ head: Int, _ mention: PlaceMention, _ predicate: Predicate, _ traits: KindTraits, isFiller: Bool
  ) -> Bool {
    guard let place = mention.place else { return false }
    let kind = gazetteer.kind(place)
    let isCountry = kind == .country
    if predicate.isNoun, let link = modifies(head, predicate.trigger) {
      guard traits.contains(.sited) else { return kind == .city && link == .compound }
      return traits.contains(.harm) ? link == .compound && !(isCountry && isFiller) : true
    }
    let upper = article.head(head)
    guard traits.contains(.sited), upper >= 0, article.preposition(head) == nil else { return false }
    if article.upos(upper) != .verb {
      // "An earthquake hit Quito": of a short lead the tagger may take the verb for a noun, but what stands behind it shows
      // that it is none.
      let isAnchor =
        upper == predicate.trigger || upper == predicate.anchor
        || upper == article.head(predicate.trigger) && article.relation(predicate.trigger) == .compound
      let isObject = article.relation(head) == .obj || article.relation(head) == .appos && head == upper + 1
      return isAnchor && isObject && head > upper && traits.contains(.harm)
    }
    guard upper == predicate.anchor else { return false }
    switch article.relation(head) {
    case .obj, .oblUnmarked: return head > upper
    case .nsubj: return predicate.isNoun && Self.hold.contains(article.lemma(upper), in: reading)
    default: return false
    }
  }

  /// How a name in front of a noun hangs on it; nil where it does not.
  private func modifies(_ head: Int, _ noun: Int) -> Relation? {
    guard head < noun, noun - head <= 6 else { return nil }
    let link = article.relation(head)
    guard link == .compound || link == .nmodPoss else { return nil }
    let upper = article.head(head)
    return upper == noun || article.head(upper) == noun && article.relation(upper) == .compound ? link : nil
  }

  private static let hold: WordSet = "hold"

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

  static let locatives: WordSet = """
    in at near outside inside on off within across around along by close beside beneath above aboard throughout \
    opposite between amid to from
    """

  /// The head of the prepositional phrase that a place closes: "at a hotel in Warsaw" hangs on the hotel.
  func locativeHead(_ head: Int) -> Int? {
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
  func isLocative(_ token: Int) -> Bool {
    guard let marker = article.caseMarker(token),
      Self.locatives.contains(article.word(marker), in: reading)
    else { return false }
    return marker + 1 >= article.count || article.xpos(marker + 1) != .hyph
  }

  /// "in the capital of Poland", "on the outskirts of Kyiv".
  func climbOf(_ token: Int) -> Int? {
    guard let marker = article.preposition(token), Self.of.contains(marker, in: reading) else { return nil }
    let upper = article.head(token)
    // "20 km north of Kharkiv": the direction is the place's preposition.
    if upper >= 0, Self.directions.contains(article.word(upper), in: reading) { return upper }
    guard upper >= 0, isLocative(upper) else { return nil }
    return article.upos(upper) == .noun || article.upos(upper) == .propn ? upper : nil
  }

  static let directions: WordSet = """
    north south east west northeast northwest southeast southwest north-east north-west south-east south-west \
    northern southern eastern western
    """
  static let of: WordSet = "of"
  static let route: WordSet = "from to"

  /// "flew from Rome to Paris": where a motion began is not where it led; of other events neither is the place.
  func isRouteEnd(_ head: Int, _ predicate: Predicate) -> Bool {
    guard let marker = article.preposition(head), Self.route.contains(marker, in: reading) else {
      return false
    }
    // "travelled to Brussels for a meeting": the goal of the motion is the meeting's place.
    guard predicate.isNoun, !predicate.isCore, article.head(head) == predicate.anchor else { return true }
    return !Self.goal.contains(marker, in: reading)
  }

  static let goal: WordSet = "to"

  /// "the Polish side of the border": an adjective in a phrase of place.
  func isInside(_ head: Int) -> Bool {
    let upper = article.head(head)
    return upper >= 0 && Self.placeParts.contains(article.lemma(upper), in: reading)
  }

  static let placeParts: WordSet =
    "side border capital city town coast island region territory soil province village"
}
