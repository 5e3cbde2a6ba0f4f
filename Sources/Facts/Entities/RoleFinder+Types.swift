internal import English

extension RoleFinder {
  private static let identifying: WordSet = "identify name recognise recognize"
  private static let accusing: WordSet = "arrest charge indict detain convict sentence apprehend arraign"
  private static let asWord: WordSet = "as"
  private static let suspect = Lexicon.standard.symbol("suspect")

  /// "identified the gunman as X" makes X the gunman, "X was charged" a suspect.
  mutating func readSuspicion(_ name: NameMention, _ id: EntityID) {
    let head = article.nameHead(name.tokens)
    let governor = article.head(head)
    guard governor >= 0 else { return }
    if article.preposition(head).map({ Self.asWord.contains($0, in: reading) }) ?? false {
      // The name may hang on the noun instead of the verb.
      let isNoun = isRoleNoun(governor)
      let verb = isNoun ? article.head(governor) : governor
      guard verb >= 0, Self.identifying.contains(article.lemma(verb), in: reading) else { return }
      for noun in isNoun ? [governor] : article.children(verb).filter(isIdentified) {
        register.notes[Int(id.rawValue)].roleNouns.insert(article.nounLemma(noun).rawValue)
      }
    } else if Self.accusing.contains(article.lemma(governor), in: reading), isObject(head),
      let suspect = Self.suspect
    {
      register.notes[Int(id.rawValue)].roleNouns.insert(suspect.rawValue)
    }
  }

  private func isIdentified(_ token: Int) -> Bool { isObject(token) && isRoleNoun(token) }

  private func isObject(_ token: Int) -> Bool { [.obj, .nsubjPass].contains(article.relation(token)) }

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
    let lemma = article.nounLemma(token)
    guard article.isPersonNoun(token) || vocabulary.bodies.contains(lemma, in: reading) else { return }
    register.notes[Int(id.rawValue)].roleNouns.insert(lemma.rawValue)
  }
}
