internal import Atlas
internal import English

/// Whom bare role nouns mean ("the general"): by role and country, the one named last.
extension Cast {
  /// The people that a definite role noun means ("the general", "both generals", "the U.S. general"); empty if the
  /// article names none before.
  func people(ofRoleNoun token: Int, country: CountryCode?) -> [EntityID] {
    let plural = article.isPlural(token)
    // "the company" is no spokesman of it.
    guard isDefinite(token), !vocabulary.bodies.contains(article.nounLemma(token), in: reading) else {
      return []
    }
    var lemma = article.nounLemma(token)
    if let title = vocabulary.titles[lemma, in: reading], let symbol = Lexicon.standard.symbol(title) {
      lemma = symbol
    }
    if !plural, vocabulary.suspects.contains(lemma, in: reading) { return suspect().map { [$0] } ?? [] }
    var found: [EntityID] = []
    var seen = 0
    for index in (0..<firstPerson(from: token)).reversed() {
      let entity = people[index].entity
      seen += 1
      if seen > 200 { break }
      guard !found.contains(entity), register.notes(entity).roleNouns.contains(lemma.rawValue) else {
        continue
      }
      if let country, let own = register[entity].country, own != country { continue }
      if country != nil, register[entity].country == nil { continue }
      found.append(entity)
      if !plural { break }
      if found.count == 2, hasTwo(token) { break }
    }
    if plural, found.count < 2 { return [] }
    return found.reversed()
  }

  /// The one person of the article who is called a suspect, by whatever word; nobody if there are several.
  private func suspect() -> EntityID? {
    var found: EntityID?
    for (_, entity) in people.prefix(400) where entity != found {
      guard vocabulary.suspectSymbols.contains(where: { register.notes(entity).roleNouns.contains($0) })
      else {
        continue
      }
      if found != nil { return nil }
      found = entity
    }
    return found
  }

  /// The organisation named last before a definite noun for its kind of body: "the airline", "the commission".
  func organisation(ofNoun token: Int) -> EntityID? {
    guard isDefinite(token), !article.isPlural(token) else { return nil }
    let lemma = article.nounLemma(token).rawValue
    var seen = 0
    for (at, entity) in organisations.reversed() where at < token {
      seen += 1
      if seen > 60 { return nil }
      if register.notes(entity).roleNouns.contains(lemma) { return entity }
    }
    return nil
  }

  private func isDefinite(_ token: Int) -> Bool {
    for child in article.children(token) {
      if article.relation(child) == .det {
        return vocabulary.definites.contains(article.word(child), in: reading)
      }
      if article.relation(child) == .nmodPoss { return false }
    }
    // "both generals" may be tagged otherwise; headlines drop the article.
    return false
  }

  private func hasTwo(_ token: Int) -> Bool {
    article.children(token).contains { Self.two.contains(article.word($0), in: reading) }
  }

  private static let two: WordSet = "two both 2"
}
