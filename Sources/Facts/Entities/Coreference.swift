internal import Articles
internal import Atlas
internal import English

/// Whom a pronoun or a bare role noun means. In order of precision: role noun with matching role and country, then
/// pronouns by gender, number and nearness, at most three sentences back. Nothing is better than a guess.
struct Coreference {
  let article: ParsedArticle
  private(set) var register: EntityRegister
  /// Heads of the names of people, ascending, with their entities.
  private let people: [(token: Int, entity: EntityID)]
  private let organisations: [(token: Int, entity: EntityID)]
  /// Speakers of direct quotes by token range, ascending, for "I".
  var quoted: [(tokens: Range<Int>, speaker: EntityID)] = []

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }

  /// Pronouns with whom they mean, ascending: "he … his … he" is one person.
  private var chain: [(token: Int, entity: EntityID)] = []
  private var isResolved = false

  /// Sentences back that a pronoun may reach.
  private static let reach = 3

  init(_ article: ParsedArticle, _ register: EntityRegister) {
    self.article = article
    self.register = register
    people = register.names.compactMap { name in
      guard name.kind == .person, let entity = name.entity else { return nil }
      return (article.nameHead(name.tokens), entity)
    }
    organisations = register.names.compactMap { name in
      guard name.kind == .organisation, let entity = name.entity else { return nil }
      return (article.nameHead(name.tokens), entity)
    }
  }

  /// The first index of `people` at or behind a token.
  private func firstPerson(from token: Int) -> Int {
    (0..<people.count).partitionPoint { people[$0].token < token }
  }

  // MARK: Pronouns

  /// Finds whom every pronoun means, so that later ones can lean on it; again when the speakers of quotations are
  /// known. O(tokens · reach).
  mutating func resolvePronouns() {
    chain.removeAll()
    isResolved = false
    defer { isResolved = true }
    for token in 0..<article.count where article.upos(token) == .pron && gender(ofPronoun: token) != nil {
      guard let entity = person(ofPronoun: token) else { continue }
      chain.append((token, entity))
    }
  }

  private func resolved(_ pronoun: Int) -> EntityID? {
    let link = (0..<chain.count).partitionPoint { chain[$0].token < pronoun }
    return link < chain.count && chain[link].token == pronoun ? chain[link].entity : nil
  }

  private func gender(ofPronoun token: Int) -> Gender? {
    let word = article.word(token)
    if vocabulary.femininePronouns.contains(word, in: reading) { return .female }
    if vocabulary.masculinePronouns.contains(word, in: reading) { return .male }
    return nil
  }

  /// The person that "he", "her", "his" … means, or nobody.
  func person(ofPronoun token: Int) -> EntityID? {
    let word = article.word(token)
    if vocabulary.firstPronouns.contains(word, in: reading) {
      return quoter(of: token)
    }
    guard let wanted = gender(ofPronoun: token) else { return nil }
    if isResolved { return resolved(token) }
    let sentence = Int(article.sentenceOf[token])
    let insideQuote = quoter(of: token)
    let earliest = reading.sentences[max(0, sentence - Self.reach)].tokens.lowerBound
    var best: (entity: EntityID, score: Double)?
    let end = firstPerson(from: reading.sentences[sentence].tokens.upperBound)
    var seen = 0
    for index in (firstPerson(from: earliest)..<max(end, firstPerson(from: earliest))).reversed()
    where seen < 24 {
      let (at, entity) = people[index]
      let gender = register[entity].gender
      guard gender == wanted || gender == .unknown, entity != insideQuote else { continue }
      guard !isCoArgument(token, at) else { continue }
      seen += 1
      var score = -2.0 * Double(sentence - Int(article.sentenceOf[at]))
      if isSubject(at) { score += 1.5 }
      if gender == wanted { score += 0.7 }
      if at > token {
        // "After his visit, X said": only the subject of the same sentence may follow its pronoun.
        guard isSubject(at) else { continue }
        score -= 1.5
      }
      if best.map({ score > $0.score }) ?? true { best = (entity, score) }
    }
    for (at, entity) in chain.suffix(24).reversed() where entity != insideQuote {
      guard at >= earliest else { break }
      guard gender(ofPronoun: at) == wanted, !isCoArgument(token, at), quoter(of: at) == insideQuote
      else { continue }
      // A little more than a name of the same gender: what is spoken of goes on.
      var score = -2.0 * Double(sentence - Int(article.sentenceOf[at])) + 1
      if isSubject(at) { score += 1.5 }
      if best.map({ score > $0.score }) ?? true { best = (entity, score) }
    }
    return best?.entity
  }

  /// Who speaks the direct quotation in which a token stands. O(log quotations).
  private func quoter(of token: Int) -> EntityID? {
    let quote = (0..<quoted.count).partitionPoint { quoted[$0].tokens.upperBound <= token }
    return quote < quoted.count && quoted[quote].tokens.contains(token) ? quoted[quote].speaker : nil
  }

  /// "One senator, Eduardo Bhatia, said": an apposition to a subject is one.
  private func isSubject(_ name: Int) -> Bool {
    article.isSubject(name)
      || article.relation(name) == .appos && article.head(name) >= 0 && article.isSubject(article.head(name))
  }

  /// Subject and object of one verb are two people unless the pronoun is reflexive or possessive.
  private func isCoArgument(_ pronoun: Int, _ name: Int) -> Bool {
    guard article.xpos(pronoun) == .prp else { return false }
    return article.head(pronoun) >= 0 && article.head(pronoun) == article.head(article.firstConjunct(name))
  }

  /// The noun phrase that "they" or "their" means: the subject of its own sentence if that is plural and another one,
  /// or of the sentences before.
  func group(ofPronoun token: Int) -> Int? {
    let sentence = Int(article.sentenceOf[token])
    for back in 0..<Self.reach where sentence - back >= 0 {
      let range = reading.sentences[sentence - back].tokens
      for at in range where at != token && article.isSubject(at) && !article.isBelow(token, at) {
        if back == 0, at > token, !isFronted(token, before: at) { continue }
        if isPlural(at) { return at }
      }
    }
    return nil
  }

  /// The pronoun stands in a phrase in front of the subject that hangs on the same verb.
  private func isFronted(_ token: Int, before subject: Int) -> Bool {
    article.isBelow(token, article.head(subject))
  }

  private func isPlural(_ token: Int) -> Bool {
    if article.conjuncts(token).count > 1 { return true }
    return article.isPlural(token) && article.isPersonNoun(token)
  }

  // MARK: Role nouns

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

extension ParsedArticle {
  /// The token of a name that the rest of the name hangs on.
  func nameHead(_ tokens: Range<Int>) -> Int {
    tokens.last { head($0) < tokens.lowerBound || head($0) >= tokens.upperBound } ?? tokens.upperBound - 1
  }

  /// Whether a noun phrase is a subject, its coordination included.
  func isSubject(_ token: Int) -> Bool {
    let relation = relation(firstConjunct(token))
    return relation == .nsubj || relation == .nsubjPass
  }
}
