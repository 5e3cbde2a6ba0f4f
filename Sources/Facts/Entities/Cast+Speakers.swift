internal import Articles
internal import English

/// Who says something: whom the noun phrase beside a word of saying stands for.
extension Cast {
  /// Who says something: the first filler, whoever spoke last where the words only point back to him ("the official",
  /// "the statement", "it"), and for "data from the agency" or "the ministry's statement" its maker.
  mutating func speaker(_ token: Int) -> FoundFiller? {
    if let id = register.named(token), register[id].kind == .place {
      // "the El Paso mayor, Dee Margo": the person in apposition, whatever the arcs take for the head.
      for child in article.children(token) where article.relation(child) == .appos {
        if let name = person(at: child), register[name.entity].kind == .person { return name }
      }
    }
    let found = fillers(token, .actor).first
    if let found, found.isNamed, article.upos(token) != .pron { return found }
    if let entity = lastSpeaker(meantBy: token), !isSubject(found, before: token) {
      return FoundFiller(entity: entity, tokens: phrase(token), isNamed: true)
    }
    if let found { return found }
    for child in article.children(token) {
      guard [.nmod, .nmodPoss, .compound].contains(article.relation(child)), let id = register.named(child),
        [.person, .organisation, .place].contains(register[id].kind)
      else { continue }
      return FoundFiller(entity: id, tokens: nameTokens(child), isNamed: true)
    }
    guard vocabulary.voices.contains(article.nounLemma(token), in: reading) else {
      // "The Hill reported": a name that the name finder has missed.
      return article.upos(token) == .propn && reading.tokens.shape[token].contains(.capitalised)
        ? described(token, kind: .organisation) : nil
    }
    if let maker = cited(by: token) ?? article.child(token, .nmodPoss) {
      if let found = fillers(maker, .actor).first { return found }
      if article.upos(maker) == .propn { return described(maker, kind: .organisation) }
    }
    return described(token, kind: .other)
  }

  /// "Finance Minister Berg met the heads of both banks, she said": the subject of the same sentence spoke.
  private func isSubject(_ found: FoundFiller?, before token: Int) -> Bool {
    guard let found, article.upos(token) == .pron else { return false }
    let next = firstPerson(from: token)
    let sentence = article.sentenceOf[token]
    return people[..<next].reversed().prefix { article.sentenceOf[$0.token] == sentence }.contains {
      $0.entity == found.entity && article.isSubject($0.token)
    }
  }

  /// "Reports citing two officials".
  private func cited(by token: Int) -> Int? {
    for child in article.children(token) where article.relation(child) == .acl {
      if Self.citing.contains(article.word(child), in: reading) { return article.child(child, .obj) }
    }
    return nil
  }

  private static let citing: WordSet = "citing quoting"

  // MARK: Who spoke before

  /// The named speaker that a definite phrase or "it" takes up: "the official added" is who spoke last, "the statement
  /// read" whose statement it is, "it said" the body that spoke. O(quotations within reach).
  private func lastSpeaker(meantBy token: Int) -> EntityID? {
    if article.upos(token) == .pron {
      if let wanted = gender(ofPronoun: token), quoter(of: token) == nil {
        return lastSpeaker(before: token) {
          self.register[$0].kind == .person
            && (self.register[$0].gender == wanted || self.register[$0].gender == .unknown)
        }
      }
      guard Self.it.contains(article.word(token), in: reading) else { return nil }
      return lastSpeaker(before: token) { isBody($0) }
    }
    let lemma = article.nounLemma(token)
    guard article.upos(token) == .noun || article.upos(token) == .adj, isBareDefinite(token) else {
      return nil
    }
    if Self.papers.contains(lemma, in: reading) {
      return lastSpeaker(before: token) { self.register[$0].kind != .other }
    }
    if Self.firms.contains(lemma, in: reading) || Self.bodies.contains(lemma, in: reading) {
      let isFirm = Self.firms.contains(lemma, in: reading)
      return (isFirm ? organisation(before: token, within: 0) : nil)
        ?? lastSpeaker(before: token) { isBody($0) }
        ?? (isFirm ? organisation(before: token, within: 1) : nil)
    }
    guard article.isPersonNoun(token), !Self.collectives.contains(lemma, in: reading),
      !vocabulary.bodies.contains(lemma, in: reading)
    else { return nil }
    return lastSpeaker(before: token) { self.mayBeCalled(lemma, $0) }
  }

  /// "the official", "the company's spokesman" not: who that is is said.
  private func isBareDefinite(_ token: Int) -> Bool {
    guard !article.isPlural(token) else { return false }
    var isDefinite = false
    for child in article.children(token) where child < token {
      switch article.relation(child) {
      case .det: isDefinite = vocabulary.definites.contains(article.word(child), in: reading)
      case .nmodPoss, .nummod: return false
      case .amod: if Self.others.contains(article.word(child), in: reading) { return false }
      default: break
      }
    }
    return isDefinite && !article.children(token).contains { $0 > token && article.relation($0) == .nmod }
  }

  /// The named speaker whose word of saying or quotation stands last before a token, of those that a test admits.
  private func lastSpeaker(before token: Int, where isMeant: (EntityID) -> Bool) -> EntityID? {
    let sentence = article.sentenceOf[token]
    var quote = (0..<quotes.count).partitionPoint { quotes[$0].found.tokens.lowerBound < token }
    var saying = (0..<sayings.count).partitionPoint { sayings[$0].cue < token - 1 }
    for _ in 0..<Self.mostQuotes where quote > 0 || saying > 0 {
      let cue = quote > 0 ? quotes[quote - 1].found.cue?.lowerBound ?? -1 : -1
      let next: (cue: Int, speaker: EntityID?)
      if saying > 0, sayings[saying - 1].cue >= cue {
        saying -= 1
        next = (sayings[saying].cue, sayings[saying].speaker)
      } else {
        guard quote > 0 else { continue }
        quote -= 1
        next = (cue, quotes[quote].quote.speaker)
      }
      guard next.cue >= 0, next.cue < token - 1, let speaker = next.speaker, register[speaker].isNamed else {
        continue
      }
      if sentence - article.sentenceOf[next.cue] > Self.farthest { return nil }
      if isMeant(speaker) { return speaker }
    }
    return nil
  }

  /// The finite words of saying whose subject is named, ascending. O(tokens)
  func namedSayings() -> [(cue: Int, speaker: EntityID)] {
    let finder = SpeakerFinder(article: article)
    var found: [(cue: Int, speaker: EntityID)] = []
    for token in 0..<article.count
    where article.upos(token) == .verb && vocabulary.speech.contains(article.lemma(token), in: reading) {
      guard [.vbd, .vbz, .vbp].contains(article.xpos(token)),
        reading.sentences[Int(article.sentenceOf[token])].isParsed,
        let head = finder.speaker(token)?.head,
        let name = named(head, .actor) ?? apposition(head, .actor)?.first ?? closingName(phrase(head))
      else { continue }
      found.append((token, name.entity))
    }
    return found
  }

  /// The organisation named last before a token, at most so many sentences before.
  private func organisation(before token: Int, within sentences: Int32) -> EntityID? {
    let next = (0..<organisations.count).partitionPoint { organisations[$0].token < token }
    guard next > 0, article.sentenceOf[token] - article.sentenceOf[organisations[next - 1].token] <= sentences
    else { return nil }
    return organisations[next - 1].entity
  }

  private func isBody(_ entity: EntityID) -> Bool { register[entity].kind == .organisation }

  /// A person of whom the article does not say that he is something else: "the minister" is no mayor.
  private func mayBeCalled(_ lemma: Symbol, _ entity: EntityID) -> Bool {
    guard register[entity].kind == .person else { return false }
    if Self.anybody.contains(lemma, in: reading) { return true }
    let roles = register.notes(entity).roleNouns
    return roles.isEmpty || roles.contains(lemma.rawValue)
  }

  /// Sentences back that such a phrase may reach, and quotations in them that are looked at.
  private static let farthest: Int32 = 6
  private static let mostQuotes = 16

  private static let it: WordSet = "it"
  private static let others: WordSet = "other another second third new former same next latter"
  private static let papers: WordSet =
    "statement document release communique communiqué letter memo message note post tweet advisory bulletin notice"
  private static let bodies: WordSet = "group agency organisation organization"
  private static let firms: WordSet = """
    company firm corporation conglomerate airline carrier bank lender manufacturer maker automaker carmaker retailer \
    developer operator publisher startup insurer brewer broadcaster
    """
  private static let anybody: WordSet = "official politician leader executive expert man woman"
  /// Nouns for people that act as one.
  private static let collectives: WordSet = """
    government administration cabinet police opposition coalition alliance army military navy force family crowd mob \
    team panel jury prosecution defence defense side nation country state people kingdom republic regime public treasury \
    brigade crew gang staff brass troop troops authority mission embassy consulate squad
    """
}
