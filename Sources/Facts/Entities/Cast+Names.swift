internal import English

/// The names that a noun phrase holds or ends in.
extension Cast {
  func named(_ token: Int, _ filler: Filler) -> FoundFiller? {
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

  func nameTokens(_ token: Int) -> Range<Int> {
    var low = token
    while low > 0, register.entityOf[low - 1] == register.entityOf[token],
      register.nameEnd[low - 1] == register.nameEnd[token]
    {
      low -= 1
    }
    return low..<(Int(register.nameEnd[token]) + 1)
  }

  /// "his Ukrainian counterpart, Gen. Valerii Zaluzhnyi", "President Biden", "the broadcaster NHK".
  func apposition(_ token: Int, _ filler: Filler) -> [FoundFiller]? {
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
  func officeHolder(_ token: Int, _ filler: Filler) -> FoundFiller? {
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
    return hasRole && !before.contains(where: { article.upos($0) == .verb || isMark($0) })
      ? name : nil
  }

  /// A mark other than the brackets of a short name: "Lind Bank (LB) governor Anna Berg".
  private func isMark(_ token: Int) -> Bool {
    article.upos(token) == .punct && !Self.brackets.contains(article.word(token), in: reading)
  }

  private static let brackets: WordSet = "( ) [ ]"

  func person(at token: Int) -> FoundFiller? {
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
  func closingName(_ phrase: Range<Int>) -> FoundFiller? {
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
}
