internal import Articles
internal import Atlas
internal import English
internal import Facts
internal import Indexing

/// People who are named by what they are.
extension QuestionReader {
  /// "the president of Poland", "Ukraine's foreign minister": whoever has the office.
  func office(in tokens: Range<Int>) -> Query? { officeWithTokens(in: tokens)?.query }

  /// The query for an office, and the tokens that it says.
  /// `several`: ministers have an office, too.
  func officeWithTokens(
    in tokens: Range<Int>, several: Bool = false
  ) -> (query: Query, tokens: Set<Int>)? {
    guard let noun = tokens.first(where: { words[$0].isPersonNoun && !isHole($0) }) else { return nil }
    // "American Airlines", "the Bank of England".
    if let name = name(in: tokens), name.contains(noun),
      names.entities(text(name)).contains(where: { index.entity($0).isNamed })
    {
      return nil
    }
    // A town's mayor is in no country's office.
    let place = sentence.places.first { setting in
      tokens.overlaps(setting.tokens) && !setting.tokens.contains(noun)
        && setting.place.flatMap(index.places.place)?.kind == .country
    }
    guard let country = nationality(in: tokens) ?? place?.place.flatMap(index.places.place)?.name else {
      return nil
    }
    let settings =
      sentence.nationalities.flatMap { Array($0.tokens) } + (place.map { Array($0.tokens) } ?? [])
    // With a name of their own they are meant by it; a plain group ("Polish farmers") has no office.
    let others = tokens.filter { token in
      words[token].isName && !words[token].isPersonNoun && !settings.contains(token)
    }
    guard others.isEmpty, several || words[noun].tag != .nns else { return nil }
    var first = noun
    while first > tokens.lowerBound, [.adj, .noun, .propn].contains(words[first - 1].category),
      !settings.contains(first - 1)
    {
      first -= 1
    }
    var last = noun
    while last + 1 < tokens.upperBound, words[last + 1].isPersonNoun { last += 1 }
    let title = text(first..<last).lowercased()
    let office = words[last].tag == .nns ? words[last].lemma : lower(last)
    let role = title.isEmpty ? office : title + " " + office
    let condition = Condition.and([
      .predicate(Predicate(FieldReference("country"), .compare(.equal, Operand(.text(country))))),
      .predicate(Predicate(FieldReference("role"), .contains(Operand(role)))),
    ])
    return (Query(.clause(SourceClause(.people, where: condition))), Set(first..<last + 1).union(settings))
  }

  /// "China" of "the leaders of China": several people, who have no name of their own.
  func countryOfSeveral(_ phrase: Phrase) -> String? {
    guard words[phrase.head].isPersonNoun, words[phrase.head].tag == .nns, !words[phrase.head].isName,
      let place = sentence.places.first(where: { setting in
        setting.tokens.lowerBound > phrase.head && phrase.tokens.overlaps(setting.tokens)
          && lower(setting.tokens.lowerBound - 1) == "of"
      })
    else { return nil }
    return place.place.flatMap(index.places.place)?.name
  }

  /// "Modi's visit", "Biden's adviser": not who is named. A body's or a country's leaders speak for it.
  func isOf(_ name: Range<Int>, _ phrase: Phrase) -> Bool {
    guard phrase.head >= name.upperBound, words[phrase.head].category == .noun,
      ["'s", "’s", "'", "’"].contains(lower(name.upperBound))
    else { return false }
    let isPerson = names.entities(text(name)).contains { index.entity($0).kind == .person }
    return isPerson || !words[phrase.head].isPersonNoun
  }

  /// "G7 leaders", "a NATO foreign minister": people of a body, who are not the body, and whom articles name by both words in
  /// either order. False for other phrases, of which nothing is said then.
  mutating func addMembers(_ phrase: Phrase, _ field: FieldReference) -> Bool {
    let noun = phrase.head
    guard words[noun].isPersonNoun, !words[noun].isName, words[noun].category == .noun,
      let name = name(in: phrase.tokens) ?? properName(in: phrase.tokens), name.upperBound <= noun,
      (name.upperBound..<noun).allSatisfy({ [.adj, .noun].contains(words[$0].category) })
    else { return false }
    let entities = names.entities(text(name))
    // A person's advisers and a country's leaders are told of by other words.
    let isBody = entities.allSatisfy { ![.person, .place].contains(index.entity($0).kind) }
    guard isBody, !entities.isEmpty || names.isPart(text(name)) else { return false }
    let title = text(name.upperBound..<noun)
    use(phrase)
    for token in phrase.tokens.lowerBound..<name.lowerBound
    where words[token].category != .det && (order.isEmpty || !Self.orders.contains(lower(token))) {
      used.remove(token)
    }
    add(field, .contains(Operand(text(name))))
    add(field, .contains(Operand(title.isEmpty ? words[noun].lemma : title + " " + words[noun].lemma)))
    return true
  }

  /// "Moscow" of "criticised the visit to Moscow": it says which visit, and takes no part in what the verb tells.
  func isOfNoun(_ token: Int, _ preposition: Int?, _ event: WrittenSentence.Event?) -> Bool {
    guard let event, let preposition, ["to", "from"].contains(lower(preposition)),
      words[token].relation == .nmod, words.indices.contains(words[token].head)
    else { return false }
    let noun = words[token].head
    return words[noun].category == .noun && !isHole(noun) && !event.words.contains(noun)
      && noun != event.trigger
  }

  /// A phrase without its article: "grain", "the grain deal" without "the"; nil for nothing.
  func plainText(_ phrase: Phrase) -> String? {
    var first = phrase.tokens.lowerBound
    while first < phrase.tokens.upperBound, words[first].category == .det || words[first].tag == .prpPoss {
      first += 1
    }
    let text = text(first..<phrase.tokens.upperBound)
    return text.isEmpty || Self.anybody.contains(text.lowercased()) || isOpen(phrase) ? nil : text
  }

  private static let offices: Set<String> = [
    "president", "minister", "chancellor", "premier", "king", "queen", "prince", "governor", "senator",
    "mayor",
    "ambassador", "secretary", "pope", "general", "judge", "bishop", "spokesman", "spokeswoman", "councillor",
    "diplomat", "congressman", "congresswoman",
  ]

  /// "Presidents" of "which presidents met": people with that role; nil for other words.
  var holeOffice: Query? {
    guard let noun = holeNouns.last, Self.offices.contains(noun.lemma) else { return nil }
    var title = noun.lemma
    // "Prime ministers", "foreign ministers"
    for word in holeNouns.dropLast().reversed() {
      guard ["prime", "foreign", "vice", "finance", "interior", "defence", "defense"].contains(word.lemma)
      else {
        break
      }
      title = word.lemma + " " + title
    }
    let condition = Condition.predicate(Predicate(FieldReference("role"), .contains(Operand(title))))
    return Query(.clause(SourceClause(.people, where: condition)))
  }

  /// "NATO" and "foreign minister" of "which NATO foreign ministers", as `addMembers` looks for them; nil where no body is named.
  var holeMembers: [String]? {
    func isOfBody(_ word: WrittenSentence.Word) -> Bool {
      (word.isName || word.category == .propn) && word.text.first?.isUppercase == true
    }
    let nouns = holeNouns.drop { !isOfBody($0) }
    let body = nouns.prefix(while: isOfBody).map(\.text).joined(separator: " ")
    let office = nouns.drop(while: isOfBody)
    guard !body.isEmpty, let noun = office.last,
      index.places.named(body).first.flatMap(index.places.place)?.kind != .country
    else { return nil }
    return [body, (office.dropLast().map(\.text) + [noun.lemma]).joined(separator: " ")]
  }

  /// "Kremlin", which is a word for people, too.
  func isBody(_ tokens: Range<Int>) -> Bool {
    tokens.allSatisfy { words[$0].category == .propn }
      && names.entities(text(tokens)).contains { id in
        index.entity(id).isNamed && [.place, .organisation].contains(index.entity(id).kind)
      }
  }

  func isTitleOfNext(_ token: Int) -> Bool {
    words[token].isPersonNoun && token + 1 < words.count && words[token + 1].isName
      && used.contains(token + 1)
  }

  private static let anyNouns: Set<String> = placeNouns.union([
    "people", "person", "organisation", "organization", "body", "thing", "man", "woman",
  ])

  /// Whether "which leaders", "which banks" is asked for as people and bodies of any kind.
  func isHoleWider(than event: WrittenSentence.Event?) -> Bool {
    guard form.wanted == .filler, let noun = holeNouns.last, !hasOffice, !Self.anyNouns.contains(noun.lemma)
    else { return false }
    return event.map { !isHole($0.trigger) } ?? true
  }
}
