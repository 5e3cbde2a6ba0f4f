internal import English

/// Finds what people are: titles before their names ("Army Gen."), roles before and behind them ("the chairman of the
/// Joint Chiefs of Staff"), the organisation and country these belong to, and their gender.
struct RoleFinder {
  let article: ParsedArticle
  var register: EntityRegister

  var reading: Reading { article.reading }
  var vocabulary: CueWords { article.vocabulary }

  /// Tokens before a name that are looked at.
  private static let reach = 14

  mutating func run() {
    for name in register.names {
      guard let id = name.entity else { continue }
      if name.kind == .person {
        readBefore(name, id)
        readBehind(name, id)
        readCopula(name, id)
        readGivenName(name, id)
        readSuspicion(name, id)
      } else if name.kind == .organisation {
        readCountry(name, id)
        readType(name, id)
      }
    }
  }

  // MARK: Before the name

  /// Titles directly before the name, then a role phrase before these or behind a comma.
  private mutating func readBefore(_ name: NameMention, _ id: EntityID) {
    let sentence = reading.sentences[Int(article.sentenceOf[name.tokens.lowerBound])].tokens
    var low = name.tokens.lowerBound
    let floor = max(sentence.lowerBound, low - Self.reach)
    // "Army Gen.", "Lt. Gen.", "Foreign Minister": title words and the capitalised words that go with them.
    var titleStart = low
    while low > floor, vocabulary.titles[reading.tokens.word[low - 1], in: reading] != nil,
      register.entityOf[low - 1] < 0
    {
      low -= 1
      titleStart = low
      noteRole(at: low, id)
    }
    if titleStart < name.tokens.lowerBound {
      while low > floor, isTitleModifier(low - 1) { low -= 1 }
      setTitle(low..<name.tokens.lowerBound, id)
    }
    // The rest of the noun phrase: "Ukrainian Foreign Minister", "Commander-in-Chief of the Armed Forces of Ukraine".
    var start = low
    var steps = 0
    while start > floor, isRolePart(start - 1), steps < Self.reach {
      start -= 1
      steps += 1
    }
    readPhrase(start..<low, id, isAdjacent: true)
    // "U.S. top military officer, Army Gen. Mark Milley": the name is an apposition to the role.
    guard start > sentence.lowerBound + 1, reading.tokens.word[start - 1] == comma, isRoleNoun(start - 2),
      register.entityOf[start - 2] < 0
    else { return }
    var before = start - 2
    steps = 0
    while before > sentence.lowerBound, isRolePart(before - 1), steps < Self.reach {
      before -= 1
      steps += 1
    }
    readPhrase(before..<(start - 1), id, isAdjacent: false)
  }

  private var comma: Symbol { Lexicon.standard.symbol(",") ?? Symbol(rawValue: -1) }

  /// "Army" in "Army Gen.", "foreign" in "Foreign Minister", "Deputy", "Vice".
  private func isTitleModifier(_ token: Int) -> Bool {
    guard register.entityOf[token] < 0 || register.names.isEmpty else {
      return Self.forces.contains(reading.tokens.word[token], in: reading)
    }
    return reading.tokens.shape[token].contains(.capitalised)
      && [.propn, .adj, .noun].contains(reading.tokens.upos[token])
  }

  private static let forces: WordSet = "army navy marine air force police"

  private func isRolePart(_ token: Int) -> Bool {
    switch reading.tokens.upos[token] {
    case .noun, .propn, .adj: true
    case .adp: Self.rolePrepositions.contains(reading.tokens.word[token], in: reading) || isHyphenated(token)
    case .det: true
    case .punct: Self.hyphens.contains(reading.tokens.word[token], in: reading)
    case .part: reading.tokens.xpos[token] == .pos
    default: false
    }
  }

  /// "in" of "Commander-in-Chief".
  private func isHyphenated(_ token: Int) -> Bool {
    token > 0 && Self.hyphens.contains(reading.tokens.word[token - 1], in: reading)
  }

  private static let rolePrepositions: WordSet = "of for"
  private static let hyphens: WordSet = "- –"

  func isRoleNoun(_ token: Int) -> Bool {
    article.isPersonNoun(token)
  }

  // MARK: Behind the name

  /// ", the chairman of the Joint Chiefs of Staff," and ", a spokesman for Milley,".
  private mutating func readBehind(_ name: NameMention, _ id: EntityID) {
    let sentence = reading.sentences[Int(article.sentenceOf[name.tokens.lowerBound])].tokens
    var at = name.tokens.upperBound
    guard at + 1 < sentence.upperBound, reading.tokens.word[at] == comma else { return }
    at += 1
    let start = at
    let limit = min(sentence.upperBound, at + Self.reach)
    var hasRole = false
    var seenPreposition = false
    while at < limit {
      let isNameHere = register.entityOf[at] >= 0
      if !isNameHere, !isRolePart(at), reading.tokens.upos[at] != .num, !isPossessive(at) { break }
      if reading.tokens.upos[at] == .adp { seenPreposition = true }
      if !seenPreposition, isRoleNoun(at), !isNameHere { hasRole = true }
      if !hasRole, isNameHere, register[EntityID(rawValue: register.entityOf[at])].kind == .person { return }
      at += 1
    }
    guard hasRole else { return }
    readPhrase(start..<at, id, isAdjacent: false)
  }

  private func isPossessive(_ token: Int) -> Bool { reading.tokens.xpos[token] == .prpPoss }

  /// "Milley is the chairman of …".
  private mutating func readCopula(_ name: NameMention, _ id: EntityID) {
    let head = name.tokens.upperBound - 1
    guard article.relation(head) == .nsubj, article.head(head) >= 0 else { return }
    let noun = article.head(head)
    guard article.child(noun, .cop) != nil, article.upos(noun) == .noun, isRoleNoun(noun),
      article.child(noun, where: { vocabulary.negation.contains(article.word($0), in: reading) }) == nil
    else { return }
    let span = article.span(noun) { child in
      switch article.relation(child) {
      case .nsubj, .cop, .aux, .punct, .obl, .advmod, .advcl, .aclRelcl, .conj, .cc, .mark, .parataxis: true
      default: false
      }
    }
    readPhrase(span, id, isAdjacent: false)
  }

  // MARK: What a phrase says

  /// Takes title nouns, role text, organisation and country from a phrase about a person.
  private mutating func readPhrase(_ phrase: Range<Int>, _ id: EntityID, isAdjacent: Bool) {
    var range = phrase
    while let first = range.first, isDropped(first) { range = (first + 1)..<range.upperBound }
    while let last = range.last, isTrailing(last) { range = range.lowerBound..<last }
    guard !range.isEmpty else { return }
    var roleAt: Int?
    var hasPreposition = false
    for token in range {
      if reading.tokens.upos[token] == .adp { hasPreposition = true }
      if !hasPreposition, register.entityOf[token] < 0, isRoleNoun(token) {
        roleAt = token
        noteRole(at: token, id)
      }
    }
    let hasTitle = !register[id].title.isEmpty
    guard roleAt != nil || (isAdjacent && hasTitle) else { return }
    for token in range where register.entityOf[token] >= 0 {
      let other = EntityID(rawValue: register.entityOf[token])
      guard other != id else { continue }
      switch register[other].kind {
      case .place, .nationality:
        if register[id].country == nil { register[id].country = register[other].country }
      case .organisation:
        if register[id].organisation.isEmpty { register[id].organisation = register[other].name }
        if register[id].country == nil { register[id].country = register[other].country }
      case .person, .other: break
      }
    }
    guard roleAt != nil || hasTitle else { return }
    // "Polish President": the office with its country; ranks and forms of address are no role.
    var shown = range
    if roleAt == nil || isAdjacent, let end = officeEnd(range.upperBound) { shown = range.lowerBound..<end }
    guard roleAt != nil || shown.count > range.count else { return }
    let text = reading.plainText(shown)
    if text.utf8.count > register[id].role.utf8.count, text.utf8.count <= 120 { register[id].role = text }
  }

  /// Behind the offices that follow at once ("Foreign Minister"); nil where none does.
  private func officeEnd(_ start: Int) -> Int? {
    var end = start
    var hasOffice = false
    while end < reading.tokens.count, register.entityOf[end] < 0,
      reading.tokens.shape[end].contains(.capitalised),
      article.upos(end) != .punct, end - start < 5
    {
      if let title = vocabulary.titles[reading.tokens.word[end], in: reading] {
        guard !Self.address.contains(title) else { return nil }
        hasOffice = true
      }
      end += 1
    }
    return hasOffice ? end : nil
  }

  private static let address: Set<String> = [
    "mr", "mrs", "ms", "sir", "lord", "lady", "dame", "general", "colonel", "lieutenant", "major", "captain",
    "sergeant",
    "corporal", "brigadier", "doctor", "professor", "reverend", "priest",
  ]

  private func isDropped(_ token: Int) -> Bool {
    switch reading.tokens.upos[token] {
    case .det, .punct, .adp, .part: true
    default: isPossessive(token)
    }
  }

  private func isTrailing(_ token: Int) -> Bool {
    switch reading.tokens.upos[token] {
    case .det, .punct, .adp, .num: true
    default: false
    }
  }

  private mutating func setTitle(_ range: Range<Int>, _ id: EntityID) {
    let text = reading.plainText(range)
    if register[id].title.utf8.count < text.utf8.count, text.utf8.count <= 60 { register[id].title = text }
  }

  /// Notes the role noun at a token, and the gender that a title shows.
  private mutating func noteRole(at token: Int, _ id: EntityID) {
    let word = reading.tokens.word[token]
    var noun = reading.tokens.lemma[token]
    if let title = vocabulary.titles[word, in: reading] {
      switch title {
      case "mr", "king", "prince", "lord", "sir", "spokesman", "congressman", "actor", "chairman", "priest":
        if title != "chairman", title != "spokesman" { register[id].gender = .male }
      case "mrs", "ms", "queen", "princess", "lady", "spokeswoman", "congresswoman", "actress", "chairwoman",
        "dame":
        register[id].gender = .female
      default: break
      }
      if let symbol = Lexicon.standard.symbol(title) { noun = symbol }
    }
    register.notes[Int(id.rawValue)].roleNouns.insert(noun.rawValue)
  }

  private mutating func readGivenName(_ name: NameMention, _ id: EntityID) {
    guard register[id].gender == .unknown, name.tokens.count > 1 else { return }
    let word = reading.tokens.word[name.tokens.lowerBound]
    if vocabulary.female.contains(word, in: reading) {
      register[id].gender = .female
    } else if vocabulary.male.contains(word, in: reading) {
      register[id].gender = .male
    }
  }

  /// "the Polish government", "Ukraine's Defence Ministry": a body's country.
  private mutating func readCountry(_ name: NameMention, _ id: EntityID) {
    guard register[id].country == nil else { return }
    for token in name.tokens where register.entityOf[token] != id.rawValue && register.entityOf[token] >= 0 {
      register[id].country = register[EntityID(rawValue: register.entityOf[token])].country
    }
    var before = name.tokens.lowerBound - 1
    if before >= 0, reading.tokens.xpos[before] == .pos { before -= 1 }
    guard before >= 0, register.entityOf[before] >= 0, register[id].country == nil else { return }
    let other = register[EntityID(rawValue: register.entityOf[before])]
    if other.kind == .place || other.kind == .nationality { register[id].country = other.country }
  }
}
