internal import English
internal import Facts
internal import Indexing

/// Which event is meant, and what of it is counted.
extension QuestionReader {
  // MARK: The word that tells it

  /// A kind holds more than the word says ("fire" of disasters, "release" of arrests): the word narrows it.
  mutating func narrow(to event: WrittenSentence.Event) {
    guard words.indices.contains(event.trigger) else { return }
    let lemma = words[event.trigger].lemma
    guard event.kind == kinds.catchAll || !isGeneric(lemma, of: event.kind) else { return }
    let test = Test.matches(.regex(Self.pattern(lemma), ignoresCase: true))
    narrowing.append(.predicate(Predicate(FieldReference("what"), test)))
  }

  /// The word says no more than the kind: "met" of meetings, "arrested" of arrests.
  private func isGeneric(_ lemma: String, of kind: Kind) -> Bool {
    let row = kinds[kind]
    if row.traits.contains(.speech) { return true }
    if row.traits.contains(.mutual), !row.traits.contains(.domestic) { return true }
    let shared = zip(lemma.utf8, row.name.utf8).prefix { $0 == $1 }.count
    return lemma == row.name || shared >= 4 || shared >= 3 && shared >= lemma.utf8.count - 1
  }

  /// What begins with a form of a word: `\bresign`, `\b(shoot|shot)`.
  static func pattern(_ lemma: String) -> String {
    var stems: [String] = []
    for form in WordForms.standard.forms(of: lemma).sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) })
    {
      let isPlain = form.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
      if isPlain, !stems.contains(where: { form.hasPrefix($0) }) { stems.append(form) }
    }
    if stems.isEmpty {
      return lemma.unicodeScalars.allSatisfy { $0.properties.isAlphabetic } ? "\\b" + lemma : "."
    }
    return stems.count == 1 ? "\\b" + stems[0] : "\\b(" + stems.sorted().joined(separator: "|") + ")"
  }

  // MARK: How many

  private static let figures: [String: String] = [
    "kill": "killed", "die": "killed", "perish": "killed", "drown": "killed", "death": "killed",
    "murder": "killed",
    "dead": "killed", "injure": "injured", "wound": "injured", "hurt": "injured", "arrest": "arrested",
    "detain": "arrested", "jail": "arrested", "missing": "missing", "disappear": "missing",
  ]
  private static let money: Set<String> = [
    "money", "dollar", "euro", "pound", "yen", "franc", "cash", "aid", "million", "billion", "funding",
  ]

  /// How many people, how much money, or how often: where from, what the answer says, and the stages.
  mutating func number(
    _ event: WrittenSentence.Event?, _ source: Source
  ) -> (Source, Question.Asked, [Stage]) {
    if form.isMuch, event != nil, holeNouns.last.map({ Self.money.contains($0.lemma) }) ?? true {
      return paid(source)
    }
    guard let noun = holeNouns.last, let event else { return counted(source) }
    if isHole(event.trigger), form.holeWords.isEmpty || ["time", "fact", "event"].contains(noun.lemma) {
      return counted(source)
    }
    if Self.money.contains(noun.lemma) { return paid(source) }
    let told = words.indices.first { token in
      Self.figures[words[token].lemma] != nil && !isHole(token)
        && (token == event.trigger || words[token].category == .verb || words[token].category == .adj)
    }
    guard let told, let figure = Self.figures[words[told].lemma],
      noun.isPersonNoun || Self.crowds.contains(noun.lemma)
    else { return differing(noun, source, isSited: kinds[event.kind].traits.contains(.sited)) }
    used.insert(told)
    return summed(figure, event)
  }

  /// How many countries, towns, people or bodies: different values of the field that the hole stands in. Anything else is not
  /// counted, and told.
  private mutating func differing(
    _ noun: WrittenSentence.Word, _ source: Source, isSited: Bool
  ) -> (Source, Question.Asked, [Stage]) {
    let isCountry = ["country", "nation"].contains(noun.lemma)
    let isPeople = ["people", "person"].contains(noun.lemma)
    let names: Set<NameKind> = isPeople ? [.person] : holeKinds
    // What was attacked or hit is where it was.
    if isSited, names == [.place] { holeField = Self.location }
    if let holeField, !names.isEmpty, holeField != FieldReference("content") {
      if holeField == Self.location, isCountry {
        remarks.append("counts the different countries of `location`")
        return (
          source, .count(one: "country", more: "countries"),
          [Stage(.aggregate(.distinct, of: Key(.country(Self.location)), by: []))]
        )
      }
      if holeField == Self.location {
        return (source, .different(holeField, of: [], one: "place", more: "places"), [])
      }
      // People are counted, whatever the question calls them, and bodies.
      if names == [.person], !isPeople, !hasOffice { isHoleUnsaid = true }
      let (one, more) =
        names == [.person]
        ? ("person", "people")
        : names == [.organisation]
          ? ("organisation", "organisations") : (noun.lemma, noun.text.lowercased())
      return (source, .different(holeField, of: names, one: one, more: more), [])
    }
    isHoleUnsaid = true
    return counted(source)
  }

  private static let light: Set<String> = ["make", "hold", "give", "issue", "have", "see", "be"]

  /// "Which statements did Putin make?", "how many statements …": facts of the kind that is named, where no word else tells of
  /// any.
  mutating func kindAsked() -> Kind? {
    guard let noun = holeNouns.last, narrowing.isEmpty,
      let kind = kinds.kind(named: noun.lemma) ?? kinds.kind(plural: noun.text.lowercased()),
      kind != kinds.catchAll
    else { return nil }
    used.formUnion(
      words.indices.filter { Self.light.contains(words[$0].lemma) && words[$0].category == .verb })
    used.formUnion(words.indices.filter(isHole))
    unsaid.subtract(words.indices.filter(isHole))
    return kind
  }

  /// "How many articles are there?": all rows of a source; nil where the question says more than that.
  mutating func population() -> Question? {
    guard let noun = holeNouns.last else { return nil }
    var clause: SourceClause?
    func places(_ kind: String) -> SourceClause {
      SourceClause(
        .places, where: .predicate(Predicate(FieldReference("kind"), .compare(.equal, Operand(.word(kind))))))
    }
    switch noun.lemma {
    case "article", "story": clause = SourceClause(.articles)
    case "person", "people": clause = SourceClause(.people)
    case "organisation", "organization", "body": clause = SourceClause(.organisations)
    case "place": clause = SourceClause(.places)
    case "country", "nation": clause = places("country")
    case "city", "town": clause = places("city")
    case "region", "province": clause = places("region")
    case "sentence": clause = SourceClause(.sentences)
    case "fact", "event": return nil
    default: clause = nil
    }
    let others = holeNouns.dropLast().filter { $0.category != .det }
    guard conditions.isEmpty, leftOut().isEmpty, others.isEmpty, let clause else {
      // What is counted below is facts, and none of these.
      isHoleUnsaid = true
      return nil
    }
    let more = vocabulary.name(of: clause.source)
    return Question(
      query: Query(.clause(clause), stages: [Stage(.count(by: []))]), broader: nil, leftOut: [],
      remarks: ["counts \(more) that the articles name"],
      asked: .count(one: noun.lemma, more: noun.text.lowercased()), named: [])
  }

  /// How much money.
  private mutating func paid(_ source: Source) -> (Source, Question.Asked, [Stage]) {
    let amount = Key(.field(FieldReference("amount")))
    conditions.append(.hasField(FieldReference("amount")))
    remarks.append("sums `amount`, by currency")
    return (
      source, .rows, [Stage(.aggregate(.sum, of: amount, by: [Key(.field(FieldReference("currency")))]))]
    )
  }

  /// "Killed in attacks", "in the earthquake": of those; else of any fact that tells a toll.
  private mutating func summed(_ figure: String, _ event: WrittenSentence.Event) -> (
    Source, Question.Asked, [Stage]
  ) {
    narrowing = []
    let cause = sentence.events.first {
      $0.isNoun && $0.isOfFrame && !isHole($0.trigger) && Self.figures[words[$0.trigger].lemma] == nil
    }
    var source = Source.facts
    if let cause {
      source = .kind(cause.kind)
      used.insert(cause.trigger)
      if cause.kind != event.kind { conditions = conditions.filter { !isOfRole($0) } }
      narrow(to: cause)
    } else if event.parts.contains(where: { $0.isSubject && $0.role != nil && !isHole($0.phrase.head) })
      || figure == "arrested"
    {
      source = .kind(event.kind)
    }
    conditions.append(.hasField(FieldReference(figure)))
    remarks.append("sums `\(figure)` of the \(vocabulary.name(of: source)) that tell it")
    let sum = Summary(.of(.sum, Key(.field(FieldReference(figure)))))
    return (source, .sum(figure), [Stage(.summary([sum, Summary(.rows)], by: []))])
  }

  private static let crowds: Set<String> = [
    "people", "life", "person", "civilian", "passenger", "something", "victim",
  ]

  private mutating func counted(_ source: Source) -> (Source, Question.Asked, [Stage]) {
    let more = vocabulary.name(of: source)
    var one = "fact"
    if case .kind(let kind) = source { one = kinds.name(kind) }
    remarks.append("counts \(more)")
    return (source, .count(one: one, more: more), [Stage(.count(by: []))])
  }

  /// A role that the kind of the cause may not have.
  private func isOfRole(_ condition: Condition) -> Bool {
    guard case .predicate(let predicate) = condition else { return false }
    return !["date", "location", "participant", "text"].contains(predicate.field.path[0])
  }

  // MARK: Who somebody is

  /// "Who is Dave Butler?"; nil where what is asked of is no name.
  mutating func identity() throws(QueryError) -> Question? {
    let tokens = 0..<words.count
    let content = tokens.filter { words[$0].category != .punct }
    guard let first = content.first, let last = content.last else { return nil }
    let range = first..<(last + 1)
    if let (query, tokens) = officeWithTokens(in: range, several: true) {
      used.formUnion(tokens)
      return Question(query: query, broader: nil, leftOut: leftOut(), remarks: [], asked: .rows, named: [])
    }
    if let name = name(in: range), let id = names.entities(text(name)).first {
      let rest = range.filter { !name.contains($0) }
      let places = sentence.places + sentence.nationalities
      // "Li Keqiang, the premier of China": the name says who is meant.
      let isFirst = name.lowerBound == first && lower(name.upperBound) == ","
      guard
        isFirst
          || rest.allSatisfy({ token in
            words[token].isPersonNoun || words[token].category == .det || words[token].isName
              || lower(token) == "of" || places.contains { $0.tokens.contains(token) }
          })
      else { return nil }
      // A title is no name, and what else stands beside it says who is meant: nothing that is asked for.
      used.formUnion(name)
      let isTitled = !(first..<name.lowerBound).contains { lower($0) == "of" }
      used.formUnion(rest.filter { $0 < name.lowerBound && words[$0].isPersonNoun && isTitled })
      unsaid.formUnion(
        rest.filter {
          !used.contains($0) && ![.det, .punct].contains(words[$0].category) && lower($0) != "of"
        })
      let source: Source =
        switch index.entity(id).kind {
        case .person: .people
        case .organisation: .organisations
        case .place: .places
        case .nationality, .other: .entities
        }
      let condition = Condition.predicate(
        Predicate(FieldReference("name"), .compare(.equal, Operand(.text(index.entity(id).name)))))
      return Question(
        query: Query(.clause(SourceClause(source, where: condition))), broader: nil, leftOut: leftOut(),
        remarks: [], asked: .rows, named: [])
    }
    if sentence.events.contains(where: { $0.isNoun && $0.isOfFrame }) { return nil }
    guard
      range.allSatisfy({
        words[$0].isName || words[$0].isPersonNoun || words[$0].category == .det
      }),
      let run = range.first(where: { words[$0].isName })
    else { return nil }
    let name = text(run..<last + 1)
    throw QueryError(
      .unknownName(name), at: source(run..<last + 1),
      suggestions: index.entitiesNear(name).map { quoted(index.entity($0).name) })
  }
}
