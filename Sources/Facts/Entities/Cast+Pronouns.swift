internal import Articles
internal import English

/// Whom pronouns mean, by gender, number and nearness, at most three sentences back. Nothing is better than a guess.
extension Cast {
  /// Sentences back that a pronoun may reach, and people of these that are weighed.
  private static let reach = 3
  private static let mostPeople = 24

  /// What speaks for a person. Set by hand, none of them fitted: what counts is the order. A sentence further back weighs
  /// more than to be the subject, that more than a known gender, and who was spoken of last ("he … his") is a little
  /// ahead of a name of the same gender.
  private enum Weight {
    static let perSentence = -2.0
    static let subject = 1.5
    static let sameGender = 0.7
    static let goesOn = 1.0
    static let follows = -1.5
  }

  /// Whom every pronoun means, so that later ones can lean on earlier. O(pronouns · names within reach).
  func linkedPronouns() -> PronounLinks {
    var links = PronounLinks()
    for token in 0..<article.count where article.upos(token) == .pron {
      if let entity = person(ofPronoun: token, after: links) { links.append(token, entity) }
    }
    return links
  }

  func gender(ofPronoun token: Int) -> Gender? {
    let word = article.word(token)
    if vocabulary.femininePronouns.contains(word, in: reading) { return .female }
    if vocabulary.masculinePronouns.contains(word, in: reading) { return .male }
    return nil
  }

  /// The person that a pronoun means, `earlier` being those of the pronouns before it.
  private func person(ofPronoun token: Int, after earlier: PronounLinks) -> EntityID? {
    guard let wanted = gender(ofPronoun: token) else { return nil }
    let sentence = Int(article.sentenceOf[token])
    let insideQuote = quoter(of: token)
    let earliest = reading.sentences[max(0, sentence - Self.reach)].tokens.lowerBound
    var best: (entity: EntityID, score: Double)?
    let end = firstPerson(from: reading.sentences[sentence].tokens.upperBound)
    var seen = 0
    for index in (firstPerson(from: earliest)..<max(end, firstPerson(from: earliest))).reversed()
    where seen < Self.mostPeople {
      let (at, entity) = people[index]
      let gender = register[entity].gender
      guard gender == wanted || gender == .unknown, entity != insideQuote else { continue }
      guard !isCoArgument(token, at) else { continue }
      seen += 1
      var score = Weight.perSentence * Double(sentence - Int(article.sentenceOf[at]))
      if isSubject(at) { score += Weight.subject }
      if gender == wanted { score += Weight.sameGender }
      if at > token {
        // "After his visit, X said": only the subject of the same sentence may follow its pronoun.
        guard isSubject(at) else { continue }
        score += Weight.follows
      }
      if best.map({ score > $0.score }) ?? true { best = (entity, score) }
    }
    for (at, entity) in earlier.links.suffix(Self.mostPeople).reversed() where entity != insideQuote {
      guard at >= earliest else { break }
      guard gender(ofPronoun: at) == wanted, !isCoArgument(token, at), quoter(of: at) == insideQuote
      else { continue }
      // A little more than a name of the same gender: what is spoken of goes on.
      var score = Weight.perSentence * Double(sentence - Int(article.sentenceOf[at])) + Weight.goesOn
      if isSubject(at) { score += Weight.subject }
      if best.map({ score > $0.score }) ?? true { best = (entity, score) }
    }
    return best?.entity
  }

  /// Who speaks the direct quotation in which a token stands. O(log quotations).
  func quoter(of token: Int) -> EntityID? {
    let quote = (0..<speech.count).partitionPoint { speech[$0].tokens.upperBound <= token }
    return quote < speech.count && speech[quote].tokens.contains(token) ? speech[quote].speaker : nil
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
}
