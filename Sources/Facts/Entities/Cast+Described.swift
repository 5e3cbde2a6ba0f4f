internal import Articles
internal import Atlas
internal import English

/// People and things that the article describes and does not name.
extension Cast {
  /// "the Presidents of Ukraine and the United States": one holder of the office for each country, by name where the
  /// article names him.
  mutating func holders(_ token: Int) -> [FoundFiller] {
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
  static let quantities: WordSet =
    "thousand hundred dozen score million number majority handful crowd group pair team series lot rest half"

  private static func capitalised(_ word: String) -> String {
    guard let first = word.utf8.first, first.isASCIILower else { return word }
    return String(decoding: [first - 32] + word.utf8.dropFirst(), as: UTF8.self)
  }

  func hasPersonsBelow(_ token: Int) -> Bool {
    article.children(token).contains { child in
      article.relation(child) == .nmod && vocabulary.persons.contains(article.lemma(child), in: reading)
    }
  }

  /// The country of an adjective or name inside the phrase: "Ukrainian counterpart", "officials from Poland".
  func country(below token: Int) -> CountryCode? {
    for child in article.children(token) where register.entityOf[child] >= 0 {
      let entity = register[EntityID(rawValue: register.entityOf[child])]
      if entity.kind == .place || entity.kind == .nationality, let country = entity.country { return country }
    }
    return nil
  }

  mutating func described(_ token: Int, kind: NameKind) -> FoundFiller {
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
