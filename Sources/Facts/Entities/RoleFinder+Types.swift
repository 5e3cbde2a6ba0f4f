internal import English

extension RoleFinder {
  private static let identifying: WordSet = "identify name recognise recognize"
  private static let accusing: WordSet = "arrest charge indict detain convict sentence apprehend arraign"
  private static let asWord: WordSet = "as"
  private static let suspectNoun: WordSet = "suspect"

  /// "identified the gunman as X" makes X the gunman, "X was charged" a suspect.
  mutating func readSuspicion(_ name: NameMention, _ id: EntityID) {
    let head = article.nameHead(name.tokens)
    var verb = article.head(head)
    guard verb >= 0 else { return }
    if isRoleNoun(verb), article.preposition(head).map({ Self.asWord.contains($0, in: reading) }) ?? false {
      // The name may hang on the noun instead of the verb.
      let noun = verb
      verb = article.head(noun)
      guard verb >= 0, Self.identifying.contains(article.lemma(verb), in: reading) else { return }
      register.notes[Int(id.rawValue)].roleNouns.insert(article.nounLemma(noun).rawValue)
      return
    }
    if Self.identifying.contains(article.lemma(verb), in: reading),
      article.preposition(head).map({ Self.asWord.contains($0, in: reading) }) ?? false
    {
      for child in article.children(verb)
      where [.obj, .nsubjPass].contains(article.relation(child)) && isRoleNoun(child) {
        register.notes[Int(id.rawValue)].roleNouns.insert(article.nounLemma(child).rawValue)
      }
    }
    if Self.accusing.contains(article.lemma(verb), in: reading),
      [.obj, .nsubjPass].contains(article.relation(head)), let suspect = Lexicon.standard.symbol("suspect")
    {
      register.notes[Int(id.rawValue)].roleNouns.insert(suspect.rawValue)
    }
  }

  /// What kind of body an organisation is: the noun before its name ("airline Mahan Air"), behind it ("ABS-CBN, the
  /// largest network"), or the last word of its name ("National Commission").
  mutating func readType(_ name: NameMention, _ id: EntityID) {
    let low = name.tokens.lowerBound
    let sentence = reading.sentences[Int(article.sentenceOf[low])].tokens
    if low > sentence.lowerBound, article.upos(low - 1) == .noun, register.entityOf[low - 1] < 0 {
      noteType(low - 1, id)
    }
    let last = name.tokens.upperBound - 1
    if name.tokens.count > 1 { noteType(last, id) }
    for child in article.children(article.nameHead(name.tokens))
    where article.relation(child) == .appos && child > last && article.upos(child) == .noun {
      noteType(child, id)
    }
  }

  private mutating func noteType(_ token: Int, _ id: EntityID) {
    guard article.isPersonNoun(token) || Self.bodies.contains(article.nounLemma(token), in: reading) else {
      return
    }
    register.notes[Int(id.rawValue)].roleNouns.insert(article.nounLemma(token).rawValue)
  }

  static let bodies = WordLists.standard.set("bodies")
}
