internal import Articles
internal import Atlas
internal import English

/// Turns the head of a noun phrase into the entities it stands for.
extension Cast {
  /// The entities of a noun phrase and what is coordinated with it that may fill such a role.
  mutating func fillers(_ token: Int, _ filler: Filler, depth: Int = 0) -> [FoundFiller] {
    guard depth < 4 else { return [] }
    var found = filler == .place || filler == .text ? [] : holders(token)
    if !found.isEmpty { return found }
    for conjunct in article.conjuncts(token) where !isExcluded(conjunct, beside: token) {
      for one in self.one(conjunct, filler, depth: depth)
      where !found.contains(where: { $0.entity == one.entity }) {
        found.append(one)
      }
    }
    return found
  }

  /// "the king but not the queen": the negation reaches one conjunct only.
  private func isExcluded(_ conjunct: Int, beside token: Int) -> Bool {
    conjunct != token
      && article.children(conjunct).contains { child in
        child < conjunct && vocabulary.negation.contains(article.word(child), in: reading)
      }
  }

  /// The bytes that name a speaker at his cue: a relative pronoun, the name, or the noun phrase.
  func shown(_ speaker: Speaker, _ found: FoundFiller?) -> TextRange {
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
      let meant = people(ofRoleNoun: token, country: country(below: token))
      if !meant.isEmpty {
        return meant.map { FoundFiller(entity: $0, tokens: phrase(token), isNamed: true) }
      }
    }
    if filler != .place, let body = organisation(ofNoun: token) {
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

  mutating func pronoun(_ token: Int, _ filler: Filler, depth: Int) -> [FoundFiller] {
    guard filler == .actor || filler == .person || filler == .thing else { return [] }
    if let person = person(ofPronoun: token) {
      return [FoundFiller(entity: person, tokens: token..<(token + 1), isNamed: true)]
    }
    if vocabulary.pluralPronouns.contains(article.word(token), in: reading),
      let group = group(ofPronoun: token)
    {
      return fillers(group, filler, depth: depth + 1)
    }
    return []
  }
}
