internal import Articles
internal import Atlas
internal import English
internal import Facts
internal import Indexing

/// Who and what.
extension QuestionReader {
  private static let pronouns: Set<String> = [
    "he", "she", "it", "they", "him", "her", "them", "his", "their", "its",
  ]
  static let anybody: Set<String> = [
    "people", "person", "persons", "somebody", "someone", "anybody", "anyone", "something", "anything",
    "everybody",
    "everyone", "others", "other",
  ]
  static let about: Set<String> = ["about", "on", "over", "regarding", "concerning"]

  mutating func read(_ part: Part, of event: WrittenSentence.Event) throws(QueryError) {
    let phrase = part.phrase
    guard !used.contains(phrase.head), words.indices.contains(phrase.head) else { return }
    if isHole(phrase.head) || phrase.tokens.contains(where: isHole) {
      // What else stands in it is no part of what is asked for.
      if form.holeWords.isEmpty, phrase.tokens.contains(where: { words[$0].isName && !isHole($0) }) {
        used.formUnion(phrase.tokens.filter { isHole($0) || !words[$0].isName })
      } else {
        use(phrase)
      }
      let isSaid = kinds[event.kind].traits.contains(.speech) && !part.isSubject
      // A row says where it was in its location, whatever the role is called.
      let isPlace = part.role.map { kinds.filler(of: $0, in: event.kind) == .place } ?? false
      holeField =
        holeField
        ?? (isPlace
          ? Self.location
          : isSaid ? FieldReference("content") : part.role.flatMap { field(of: $0, event) } ?? Self.anyRole)
      if let holeField, part.role != nil, let office = holeOffice {
        hasOffice = true
        if let members = holeMembers {
          for text in members { add(holeField, .contains(Operand(text))) }
        } else {
          add(holeField, .members(office))
        }
      }
      if let holeField, part.role != nil, let country = holeCountry(phrase.tokens) {
        add(holeField.followed(by: "country", .none), .compare(.equal, Operand(.text(country))))
      }
      return
    }
    let isOfEvent = sentence.events.contains { $0.trigger == phrase.head && $0.isNoun && $0.isOfFrame }
    if part.role == nil, isOfEvent { return }
    guard let role = part.role else {
      // Where it was, or with whom: those that read the rest know.
      return
    }
    let before = conditions.count
    defer { note(phrase, from: before) }
    switch kinds.filler(of: role, in: event.kind) {
    case .place:
      if let name = placeName(in: phrase.tokens) {
        try addPlace(
          name, isNear: false,
          from: name.contains(phrase.tokens.lowerBound) ? beginning(phrase) : name.lowerBound)
        // Other places of a list are read as it goes on.
        let others = sentence.places.filter { !$0.tokens.overlaps(name) }.flatMap { Array($0.tokens) }
        used.formUnion(phrase.tokens.filter { !others.contains($0) && lower($0) != "," })
      }
    case .text:
      // "died in Paris" of a kind whose causes stand behind "in".
      let isSetting = phrase.preposition.map { ["in", "at", "near", "on"].contains(lower($0)) } ?? false
      if isSetting, words[phrase.head].isName { return }
      guard let text = plainText(phrase) else {
        if isOpen(phrase) { use(phrase) }
        return
      }
      use(phrase)
      add(field(of: role, event) ?? FieldReference("topic"), .contains(Operand(text)))
    case .actor, .person, .thing, .object:
      guard let field = field(of: role, event), !isNumber(field, event) else { return }
      try read(phrase, as: field, role, event)
    }
  }

  /// "Poland" of "which Polish ministers".
  private func holeCountry(_ tokens: Range<Int>) -> String? {
    if let country = nationality(in: tokens) { return country }
    for word in form.holeWords where word.text.first?.isUppercase == true {
      if let place = index.places.named(word.text).first.flatMap(index.places.place), place.kind == .country {
        return place.name
      }
    }
    return nil
  }

  static let anyRole = FieldReference("participant")

  /// No name and no noun can be a sum of money.
  private func isNumber(_ field: FieldReference, _ event: WrittenSentence.Event) -> Bool {
    Schema.facts(event.kind, in: kinds).field(named: field.name)?.type == .number
  }

  /// The field of a role: those who do it together are all participants.
  private func field(of role: Role, _ event: WrittenSentence.Event) -> FieldReference? {
    guard event.kind != kinds.catchAll else { return Self.anyRole }
    let name = kinds.name(role)
    let roles = kinds[event.kind].roles.map(kinds.name)
    if name == "host", roles.contains("participant") { return Self.anyRole }
    // What is said is in a statement's topic, too.
    if name == "content", kinds[event.kind].traits.contains(.speech) { return FieldReference("topic") }
    return Schema.facts(event.kind, in: kinds).field(named: name) == nil ? nil : FieldReference(name)
  }

  mutating func use(_ phrase: Phrase) {
    used.formUnion(phrase.tokens)
    if let preposition = phrase.preposition { used.insert(preposition) }
    if phrase.tokens.lowerBound > 0, ["and", ","].contains(lower(phrase.tokens.lowerBound - 1)) {
      used.insert(phrase.tokens.lowerBound - 1)
    }
  }

  // MARK: Names

  /// A phrase as a condition on a field.
  private mutating func read(
    _ phrase: Phrase, as field: FieldReference, _ role: Role?, _ event: WrittenSentence.Event?
  ) throws(QueryError) {
    let tokens = phrase.tokens
    let head = lower(phrase.head)
    if tokens.count == 1, Self.pronouns.contains(head) {
      throw QueryError(
        .notUnderstood(text(tokens)), at: source(tokens), help: "say whom it means by name")
    }
    if let query = office(in: tokens) {
      use(phrase)
      return add(field, .members(query))
    }
    if let country = countryOfSeveral(phrase) {
      use(phrase)
      unsaid.insert(phrase.head)
      used.remove(phrase.head)
      return add(field.followed(by: "country", .none), .compare(.equal, Operand(.text(country))))
    }
    if let name = name(in: tokens), isOf(name, phrase) {
      use(phrase)
      used.subtract(tokens.lowerBound..<phrase.head)
      unsaid.formUnion((tokens.lowerBound..<phrase.head).filter { words[$0].category != .det })
      return add(field, .contains(Operand(words[phrase.head].lemma)))
    }
    if addMembers(phrase, field) { return }
    if let name = name(in: tokens) {
      use(phrase)
      leaveOut(in: tokens, beside: name)
      let written = text(name)
      note(written)
      let isPlace = names.entities(written).first.map { index.entity($0).kind == .place } ?? false
      if isPlace, let event, let role, kinds[event.kind].traits.contains(.sited),
        kinds[event.kind].roles.first != role, !index.places.named(written).isEmpty
      {
        // Where it was is what it hit.
        let hit = Condition.predicate(Predicate(field, .compare(.equal, Operand(.text(written)))))
        let within = Condition.predicate(Predicate(Self.location, .inside(Operand(names.place(written)))))
        conditions.append(.or([hit, within]))
        return
      }
      return add(field, .compare(.equal, Operand(.text(written))))
    }
    if Self.anybody.contains(head) {
      use(phrase)
      leaveOut(in: tokens, beside: phrase.head..<phrase.head + 1)
      return
    }
    if let unknown = properName(in: tokens) {
      guard names.isPart(text(unknown)) else { throw unknownName(unknown) }
      // "Credit Suisse" of "its rival Credit Suisse".
      use(phrase)
      leaveOut(in: tokens, beside: unknown)
      return add(field, .contains(Operand(text(unknown))))
    }
    guard words[phrase.head].category == .noun || words[phrase.head].category == .num else { return }
    use(phrase)
    leaveOut(in: tokens, beside: phrase.head..<phrase.head + 1)
    if let country = nationality(in: tokens) {
      add(field.followed(by: "country", .none), .compare(.equal, Operand(.text(country))))
    }
    add(field, .contains(Operand(words[phrase.head].lemma)))
  }

  /// Keeps a name for the answer in words.
  mutating func note(_ name: String) {
    for id in names.entities(name) { named.insert(index.entity(id).name) }
    named.insert(name)
  }

  /// What stands beside the words that a condition takes and is no title is left out, and told.
  private mutating func leaveOut(in tokens: Range<Int>, beside kept: Range<Int>) {
    let countries = sentence.nationalities.flatMap { Array($0.tokens) }
    for token in tokens where !kept.contains(token) {
      let word = words[token]
      if !order.isEmpty, Self.orders.contains(lower(token)) { continue }
      // "NATO's leaders" and "the mayor of Kyiv" are somebody else, "President Duda" is not.
      let isHolder = token < kept.lowerBound && (token..<kept.lowerBound).contains { lower($0) == "of" }
      if word.isPersonNoun, isHolder || token >= kept.upperBound && !word.isName {
        used.remove(token)
        unsaid.insert(token)
        continue
      }
      if word.isPersonNoun || countries.contains(token) || isOfTitle(token, tokens) { continue }
      switch word.category {
      case .adj, .noun, .num, .verb, .adv:
        if !isOfTitle(token, tokens) { used.remove(token) }
      case .propn:
        used.remove(token)
        // "Joint Chiefs" before a name that the articles have without it; behind a comma stands somebody else.
        let between = min(token, kept.lowerBound)..<max(token, kept.upperBound)
        if !between.contains(where: { lower($0) == "," }) { unsaid.insert(token) }
      default: continue
      }
    }
  }

  /// "Foreign Minister", "Prime Minister"
  private func isOfTitle(_ token: Int, _ tokens: Range<Int>) -> Bool {
    token + 1 < tokens.upperBound && words[token + 1].isPersonNoun
  }

  /// The longest run of words that the articles have as a name.
  func name(in tokens: Range<Int>) -> Range<Int>? {
    // "Joe Biden" before "President Joe Biden".
    let bare = tokens.drop { words[$0].isPersonNoun || words[$0].category == .det }
    if let first = bare.first, first > tokens.lowerBound, let name = name(in: first..<tokens.upperBound) {
      return name
    }
    for length in stride(from: min(8, tokens.count), to: 0, by: -1) {
      for start in tokens.lowerBound...(tokens.upperBound - length) {
        let run = start..<(start + length)
        guard
          run.contains(where: { words[$0].isName || words[$0].text.first?.isUppercase == true }),
          isBody(run) || !run.allSatisfy({ words[$0].isPersonNoun || words[$0].category == .det })
        else { continue }
        if words[run.lowerBound].category == .det && length > 1 { continue }
        if !names.entities(text(run)).isEmpty { return run }
      }
    }
    return nil
  }

  /// Tokens tagged as a name that nobody in the articles has.
  func properName(in tokens: Range<Int>) -> Range<Int>? {
    guard let first = tokens.first(where: { words[$0].isName && !words[$0].isPersonNoun }) else {
      return nil
    }
    var end = first + 1
    while end < tokens.upperBound, words[end].isName { end += 1 }
    return first..<end
  }

  private func unknownName(_ tokens: Range<Int>) -> QueryError {
    let name = text(tokens)
    return QueryError(
      .unknownName(name), at: source(tokens),
      suggestions: index.entitiesNear(name).map { quoted(index.entity($0).name) })
  }

  private func placeName(in tokens: Range<Int>) -> Range<Int>? {
    if let place = sentence.places.first(where: { tokens.overlaps($0.tokens) })?.tokens { return place }
    return properName(in: tokens).flatMap { index.places.named(text($0)).isEmpty ? nil : $0 }
  }

  /// "Ukraine" of "the Ukrainian president".
  func nationality(in tokens: Range<Int>) -> String? {
    sentence.nationalities.first { tokens.overlaps($0.tokens) }?.place.flatMap(index.places.place)?.name
  }

  /// Anything: "something", "what".
  func isOpen(_ phrase: Phrase) -> Bool {
    let text = lower(phrase.head)
    return phrase.tokens.count == 1 && (Self.anybody.contains(text) || Question.askingWords.contains(text))
  }

  // MARK: What no role took

  /// Names and nouns of the question that have no role: who takes part, what it is about, words of the sentences.
  mutating func readLooseNames(_ event: WrittenSentence.Event?) throws(QueryError) {
    let isSpeech = event.map { kinds[$0.kind].traits.contains(.speech) } ?? false
    var at = 0
    while at < words.count {
      defer { at += 1 }
      guard !used.contains(at), !unsaid.contains(at), !isHole(at), !isOtherEvent(at, event),
        !isAside(at, event)
      else { continue }
      let word = words[at]
      guard word.isName || word.category == .noun, !isTitleOfNext(at) else { continue }
      var end = at + 1
      while end < words.count, !used.contains(end), !isHole(end),
        words[end].isName || words[end].category == .noun
      {
        end += 1
      }
      var first = at
      if let event, let part = event.parts.first(where: { $0.phrase.tokens.contains(at) }) {
        // Of a list the rest of it.
        while first > part.phrase.tokens.lowerBound, !isTaken(first - 1) { first -= 1 }
        while end < part.phrase.tokens.upperBound, !isTaken(end) { end += 1 }
      }
      let preposition = precedingPreposition(first)
      if isOfNoun(end - 1, preposition, event) { continue }
      let before = preposition.map { lower($0) } ?? ""
      let phrase = Phrase(head: end - 1, tokens: first..<end, preposition: preposition)
      let count = conditions.count
      try readLoose(phrase, before, event, isSpeech: isSpeech)
      note(phrase, from: count)
      at = max(at, end - 1)
    }
  }

  private func isTaken(_ token: Int) -> Bool {
    used.contains(token) || unsaid.contains(token) || lower(token) == ","
  }

  private mutating func readLoose(
    _ phrase: Phrase, _ preposition: String, _ event: WrittenSentence.Event?, isSpeech: Bool
  ) throws(QueryError) {
    let run = phrase.tokens
    let isAbout = Self.about.contains(preposition) || isSpeech
    if !isAbout, addMembers(phrase, Self.anyRole) { return }
    if let query = office(in: run), !isAbout {
      use(phrase)
      return add(Self.anyRole, .members(query))
    }
    if let name = name(in: run) {
      use(phrase)
      leaveOut(in: run, beside: name)
      let written = text(name)
      note(written)
      if isAbout { return add(FieldReference("topic"), .contains(Operand(written))) }
      // "the Chicago Marathon", "tested positive for COVID-19": no part that somebody takes.
      if ["for", "of", "as", "over"].contains(preposition) || isOfEventWords(run, event) {
        return look(for: written)
      }
      if ["in", "at", "near", "outside"].contains(preposition) {
        if !index.places.named(written).isEmpty {
          return try addPlace(name, isNear: preposition != "in" && preposition != "at", from: name.lowerBound)
        }
        return look(for: written)
      }
      // What an earthquake or a storm hit is where it was.
      if let event, kinds[event.kind].traits.contains(.sited), !index.places.named(written).isEmpty,
        names.entities(written).first.map({ index.entity($0).kind == .place }) ?? true
      {
        return try addPlace(name, isNear: false, from: name.lowerBound)
      }
      return add(Self.anyRole, .compare(.equal, Operand(.text(written))))
    }
    if let unknown = properName(in: run), !isAbout, !names.isPart(text(unknown)) {
      if ["in", "at", "near"].contains(preposition) {
        try addPlace(unknown, isNear: preposition == "near", from: unknown.lowerBound)
      }
      throw unknownName(unknown)
    }
    guard let text = plainText(phrase) else { return }
    if isAbout {
      use(phrase)
      leaveOut(in: run, beside: run)
      return add(FieldReference("topic"), .contains(Operand(text)))
    }
    if let unknown = properName(in: run) {
      use(phrase)
      leaveOut(in: run, beside: unknown)
      return add(Self.anyRole, .contains(Operand(self.text(unknown))))
    }
    // Where there is nothing else to go by, or it says where: its words stand in the sentences.
    guard event == nil || ["in", "at", "near", "outside", "inside"].contains(preposition) else { return }
    use(phrase)
    look(for: text)
  }

  /// Stands before a word that tells the event, without a preposition of its own.
  private func isOfEventWords(_ run: Range<Int>, _ event: WrittenSentence.Event?) -> Bool {
    guard let event else { return false }
    return event.words.contains(run.upperBound) && words.indices.contains(run.upperBound)
      && words[run.upperBound].category != .verb && words[run.upperBound].category != .aux
  }

  mutating func look(for text: String) {
    remarks.append("\(quoted(text)) is looked for in the sentences")
    add(FieldReference("text"), .contains(Operand(text)))
  }

  private func isOtherEvent(_ token: Int, _ event: WrittenSentence.Event?) -> Bool {
    guard let event, !kinds[event.kind].traits.contains(.speech) else { return false }
    return sentence.events.contains {
      $0.trigger == token && $0.isNoun && $0.isOfFrame && $0.trigger != event.trigger
    }
  }
}
