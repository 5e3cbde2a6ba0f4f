internal import Articles
internal import Atlas
internal import English

/// An entity in a role, with the tokens that stand for it.
struct FoundFiller: Hashable {
  var entity: EntityID
  var tokens: Range<Int>
  /// A name, or a pronoun or role noun that means one.
  var isNamed: Bool
}

/// Turns the head of a noun phrase into the entities it stands for.
struct FillerFinder {
  let article: ParsedArticle
  var coreference: Coreference
  var register: EntityRegister

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }

  /// The entities of a noun phrase and what is coordinated with it that may fill such a role.
  mutating func fillers(_ token: Int, _ filler: Filler, depth: Int = 0) -> [FoundFiller] {
    guard depth < 4 else { return [] }
    var found = filler == .place || filler == .text ? [] : holders(token)
    if !found.isEmpty { return found }
    for conjunct in article.conjuncts(token) {
      for one in self.one(conjunct, filler, depth: depth)
      where !found.contains(where: { $0.entity == one.entity }) {
        found.append(one)
      }
    }
    return found
  }

  /// Who says something: the first filler, and for "data from the agency" or "the ministry's statement" its maker.
  mutating func speaker(_ token: Int) -> FoundFiller? {
    if let id = register.named(token), register[id].kind == .place {
      // "the El Paso mayor, Dee Margo": the person in apposition, whatever the arcs take for the head.
      for child in article.children(token) where article.relation(child) == .appos {
        if let name = person(at: child), register[name.entity].kind == .person { return name }
      }
    }
    if let found = fillers(token, .actor).first { return found }
    for child in article.children(token) {
      guard [.nmod, .nmodPoss, .compound].contains(article.relation(child)), let id = register.named(child),
        [.person, .organisation, .place].contains(register[id].kind)
      else { continue }
      return FoundFiller(entity: id, tokens: nameTokens(child), isNamed: true)
    }
    guard vocabulary.voices.contains(article.nounLemma(token), in: reading) else { return nil }
    if let maker = cited(by: token) ?? article.child(token, .nmodPoss) {
      if let found = fillers(maker, .actor).first { return found }
      if article.upos(maker) == .propn { return described(maker, kind: .organisation) }
    }
    return described(token, kind: .other)
  }

  /// "Reports citing two officials".
  private func cited(by token: Int) -> Int? {
    for child in article.children(token) where article.relation(child) == .acl {
      if Self.citing.contains(article.word(child), in: reading) { return article.child(child, .obj) }
    }
    return nil
  }

  private static let citing: WordSet = "citing quoting"

  /// The bytes that name a speaker at his cue: a relative pronoun, the name, or the noun phrase.
  func shown(_ speaker: QuoteSpeaker, _ found: FoundFiller?) -> TextRange {
    if speaker.shown != speaker.head { return reading.tokens.range(speaker.shown) }
    return reading.tokens.range(found?.tokens ?? phrase(speaker.head))
  }

  private mutating func one(_ token: Int, _ filler: Filler, depth: Int) -> [FoundFiller] {
    if let name = officeHolder(token, filler) { return [name] }
    if let name = named(token, filler) { return [name] }
    if article.upos(token) == .pron { return pronoun(token, filler, depth: depth) }
    if let name = apposition(token, filler) { return name }
    guard
      article.upos(token) == .noun || article.upos(token) == .propn || article.upos(token) == .num
        || article.upos(token) == .adj
    else { return [] }
    if filler != .place, let name = closingName(phrase(token)) { return [name] }
    if filler != .place, article.isPersonNoun(token) {
      let meant = coreference.people(ofRoleNoun: token, country: country(below: token))
      if !meant.isEmpty {
        return meant.map { FoundFiller(entity: $0, tokens: phrase(token), isNamed: true) }
      }
    }
    if filler != .place, let body = coreference.organisation(ofNoun: token) {
      return [FoundFiller(entity: body, tokens: phrase(token), isNamed: true)]
    }
    if filler != .place, vocabulary.timeNouns.contains(article.lemma(token), in: reading) { return [] }
    switch filler {
    case .actor, .person:
      let isQuantity =
        article.upos(token) == .num || Self.quantities.contains(article.lemma(token), in: reading)
      guard article.isPersonNoun(token) || (isQuantity && hasPersonsBelow(token)) else { return [] }
      return [described(token, kind: .person)]
    case .place:
      guard Self.placeNouns.contains(article.lemma(token), in: reading) || country(below: token) != nil else {
        return []
      }
      return [described(token, kind: .place)]
    case .thing: return [described(token, kind: .other)]
    case .object:
      return article.isPersonNoun(token) && !vocabulary.bodies.contains(article.nounLemma(token), in: reading)
        ? [] : [described(token, kind: .other)]
    case .text: return []
    }
  }

  private static let placeNouns: WordSet = """
    area base site town city village capital hospital school border camp front region province district island port \
    airport plant factory mosque church cathedral monastery embassy palace ground grounds headquarters centre center \
    facility country station bridge museum university memorial cemetery farm mine refinery shipyard reactor frontline
    """

  // MARK: Names

  private func named(_ token: Int, _ filler: Filler) -> FoundFiller? {
    guard let id = register.named(token) else { return nil }
    let kind = register[id].kind
    switch filler {
    case .person:
      guard kind == .person || kind == .nationality || kind == .organisation || kind == .place else {
        return nil
      }
    case .actor: guard kind != .other else { return nil }
    case .place: guard kind == .place || kind == .organisation || kind == .other else { return nil }
    case .object: guard kind != .person else { return nil }
    case .thing, .text: break
    }
    return FoundFiller(entity: id, tokens: nameTokens(token), isNamed: true)
  }

  private func nameTokens(_ token: Int) -> Range<Int> {
    var low = token
    while low > 0, register.entityOf[low - 1] == register.entityOf[token],
      register.nameEnd[low - 1] == register.nameEnd[token]
    {
      low -= 1
    }
    return low..<(Int(register.nameEnd[token]) + 1)
  }

  /// "his Ukrainian counterpart, Gen. Valerii Zaluzhnyi", "President Biden", "the broadcaster NHK".
  private func apposition(_ token: Int, _ filler: Filler) -> [FoundFiller]? {
    guard filler != .place else { return nil }
    var found: [FoundFiller] = []
    for child in article.children(token) where child > token {
      let relation = article.relation(child)
      guard
        relation == .appos || relation == .flat
          || (relation == .compound || relation == .nmod) && child == token + 1
      else { continue }
      if let name = person(at: child) ?? nested(child) ?? closing(child) { found.append(name) }
      if relation == .appos {
        for other in article.children(child) where article.relation(other) == .conj {
          if let name = person(at: other) { found.append(name) }
        }
      }
      if !found.isEmpty { return found }
    }
    // The title is the head and the name follows it at once, whatever the arcs say.
    // "U.S. Secretary of State Antony Blinken" as well.
    let next = article.child(token, .nmod) == nil ? token + 1 : phrase(token).upperBound
    if next < article.count, article.sentenceOf[next] == article.sentenceOf[token],
      vocabulary.titles[article.word(token), in: reading] != nil, let name = person(at: next)
    {
      return [name]
    }
    return nil
  }

  /// "US Ambassador to Germany Richard Grenell": a phrase that begins with a place or body, holds a role and ends in a
  /// person's name means the person, whatever its arcs.
  private func officeHolder(_ token: Int, _ filler: Filler) -> FoundFiller? {
    guard filler != .place, register.named(token).map({ register[$0].kind != .person }) ?? false else {
      return nil
    }
    let span = article.span(token) { child in
      [.aclRelcl, .acl, .conj, .parataxis, .cc, .advcl, .punct].contains(article.relation(child))
    }
    guard span.count <= 14, let last = span.last, let name = person(at: last), last != token,
      register[name.entity].kind == .person, name.tokens.lowerBound > span.lowerBound + 1
    else { return nil }
    guard mayPrecedeName(name.tokens.lowerBound - 1) else { return nil }
    let before = span.lowerBound..<name.tokens.lowerBound
    let hasRole = before.contains {
      article.isPersonNoun($0) || vocabulary.titles[article.word($0), in: reading] != nil
    }
    return hasRole && !before.contains(where: { article.upos($0) == .verb || article.upos($0) == .punct })
      ? name : nil
  }

  private func person(at token: Int) -> FoundFiller? {
    guard let id = register.named(token), [.person, .organisation].contains(register[id].kind) else {
      return nil
    }
    return FoundFiller(entity: id, tokens: nameTokens(token), isNamed: true)
  }

  /// A name that an apposition's own title or role governs.
  private func nested(_ token: Int) -> FoundFiller? {
    for child in article.children(token) where child > token {
      let relation = article.relation(child)
      if relation == .flat || relation == .appos || relation == .compound, let name = person(at: child) {
        return name
      }
    }
    return nil
  }

  /// The person whose name ends a phrase that is longer ("U.S. Secretary of State Antony Blinken"), unless a preposition
  /// or a possessive stands before it.
  private func closingName(_ phrase: Range<Int>) -> FoundFiller? {
    guard let last = phrase.last, let name = person(at: last), register[name.entity].kind == .person,
      name.tokens.lowerBound > phrase.lowerBound, name.tokens.upperBound == phrase.upperBound
    else { return nil }
    return mayPrecedeName(name.tokens.lowerBound - 1) ? name : nil
  }

  /// A word that may stand before the name that its phrase is about: no preposition ("an aide to Milley"), possessive,
  /// conjunction, mark or verb.
  private func mayPrecedeName(_ token: Int) -> Bool {
    switch article.upos(token) {
    case .adp, .part, .cconj, .punct, .verb: false
    default: true
    }
  }

  /// The person whose name closes an apposition: "Commander-in-Chief of the Armed Forces of Ukraine Gen. Valerii
  /// Zaluzhnyi", wherever the arcs put it; not one behind a preposition ("an aide to Milley").
  private func closing(_ token: Int) -> FoundFiller? {
    guard article.relation(token) == .appos, article.isPersonNoun(token) else { return nil }
    let span = article.span(token) { [.aclRelcl, .acl, .conj, .parataxis].contains(article.relation($0)) }
    guard let last = span.last(where: { register.named($0) != nil }), let name = person(at: last),
      register[name.entity].kind == .person
    else { return nil }
    var before = name.tokens.lowerBound - 1
    while before > span.lowerBound, vocabulary.titles[article.word(before), in: reading] != nil {
      before -= 1
    }
    return mayPrecedeName(before) ? name : nil
  }

  // MARK: Pronouns

  private mutating func pronoun(_ token: Int, _ filler: Filler, depth: Int) -> [FoundFiller] {
    guard filler == .actor || filler == .person || filler == .thing else { return [] }
    if let person = coreference.person(ofPronoun: token) {
      return [FoundFiller(entity: person, tokens: token..<(token + 1), isNamed: true)]
    }
    if vocabulary.pluralPronouns.contains(article.word(token), in: reading),
      let group = coreference.group(ofPronoun: token)
    {
      return fillers(group, filler, depth: depth + 1)
    }
    return []
  }

  // MARK: Described people

  /// "the Presidents of Ukraine and the United States": one holder of the office for each country, by name where the
  /// article names him.
  private mutating func holders(_ token: Int) -> [FoundFiller] {
    let lemma = article.nounLemma(token)
    guard article.isPlural(token), register.named(token) == nil, vocabulary.titles[lemma, in: reading] != nil
    else {
      return []
    }
    for child in article.children(token) where article.relation(child) == .nmod {
      guard article.preposition(child).map({ Self.of.contains($0, in: reading) }) == true else { continue }
      var found: [FoundFiller] = []
      // "and the United States" may hang on the countries or, wrongly, on the presidents.
      let others = article.conjuncts(token).dropFirst().filter { article.preposition($0) == nil }
      for place in article.conjuncts(child) + others {
        guard let id = register.named(place), let country = register[id].country else { continue }
        let holder = register.holder(of: lemma, country: country)
        let noun = Self.capitalised(String(decoding: reading.bytes(of: lemma), as: UTF8.self))
        let entity =
          holder
          ?? register.describedEntity("\(noun) of \(register[id].name)", kind: .person, country: country)
        found.append(FoundFiller(entity: entity, tokens: phrase(token), isNamed: true))
      }
      if found.count > 1 { return found }
    }
    return []
  }

  private static let of: WordSet = "of"
  private static let quantities: WordSet =
    "thousand hundred dozen score million number majority handful crowd group pair team series lot rest half"

  private static func capitalised(_ word: String) -> String {
    guard let first = word.utf8.first, (97...122).contains(first) else { return word }
    return String(decoding: [first - 32] + word.utf8.dropFirst(), as: UTF8.self)
  }

  private func hasPersonsBelow(_ token: Int) -> Bool {
    article.children(token).contains { child in
      article.relation(child) == .nmod && vocabulary.persons.contains(article.lemma(child), in: reading)
    }
  }

  /// The country of an adjective or name inside the phrase: "Ukrainian counterpart", "officials from Poland".
  private func country(below token: Int) -> CountryCode? {
    for child in article.children(token) where register.entityOf[child] >= 0 {
      let entity = register[EntityID(rawValue: register.entityOf[child])]
      if entity.kind == .place || entity.kind == .nationality, let country = entity.country { return country }
    }
    return nil
  }

  private mutating func described(_ token: Int, kind: NameKind) -> FoundFiller {
    let tokens = phrase(token)
    let id = register.describedEntity(reading.plainText(tokens), kind: kind, country: country(below: token))
    return FoundFiller(entity: id, tokens: tokens, isNamed: false)
  }

  /// What an argument says in so many words: a noun phrase with what belongs to it, or a clause ("to end the strike").
  mutating func words(_ argument: Argument, of trigger: Int) -> FoundFiller {
    let head = argument.token
    var tokens =
      article.upos(head) == .verb || article.child(head, .cop) != nil ? article.span(head) : phrase(head)
    if tokens.contains(trigger) { tokens = head..<min(head + 1, article.count) }
    while let last = tokens.last, reading.tokens.shape[last].contains(.punctuation) { tokens.removeLast() }
    tokens = tokens.prefix(Self.longestWords)
    let id = register.describedEntity(reading.plainText(tokens), kind: .other, country: nil)
    return FoundFiller(entity: id, tokens: tokens, isNamed: false)
  }

  /// Tokens of an argument that are kept.
  private static let longestWords = 24

  /// The noun phrase without its article, its relative clauses and what is coordinated with it.
  func phrase(_ token: Int) -> Range<Int> {
    var span = article.span(token) { child in
      switch article.relation(child) {
      case .aclRelcl, .acl, .appos, .conj, .cc, .punct, .parataxis, .advcl, .caseMarker, .mark, .cop, .nsubj,
        .obl, .aux,
        .advmod, .ccomp, .dep:
        return true
      case .nmod: return article.preposition(child).map { !Self.kept.contains($0, in: reading) } ?? false
      default: return false
      }
    }
    while span.count > 1, let first = span.first, first < token,
      article.relation(first) == .det || article.xpos(first) == .prpPoss || article.xpos(first) == .dt
    {
      span = (first + 1)..<span.upperBound
    }
    return span.count <= 14 ? span : token..<(token + 1)
  }

  private static let kept: WordSet = "of from for"
}

extension EntityRegister {
  /// The named person with this role noun and country.
  func holder(of lemma: Symbol, country: CountryCode) -> EntityID? {
    for (index, entity) in entities.enumerated() where entity.kind == .person && entity.isNamed {
      if entity.country == country, notes[index].roleNouns.contains(lemma.rawValue) {
        return EntityID(rawValue: Int32(index))
      }
    }
    return nil
  }
}
