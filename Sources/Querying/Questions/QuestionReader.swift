internal import Articles
internal import Atlas
internal import English
internal import Facts
internal import Indexing

/// Makes a query of a question's statement: its event gives the source, its phrases the conditions. Every word is used for
/// something, or told to be left out.
struct QuestionReader {
  typealias Phrase = WrittenSentence.Phrase
  typealias Part = WrittenSentence.Part

  let form: QuestionForm
  let sentence: WrittenSentence
  let index: FactIndex
  let vocabulary: Vocabulary
  let names: QuestionNames
  /// Bytes of the question.
  let length: Int

  /// Tokens that the query says.
  var used: Set<Int> = []
  var conditions: [Condition] = []
  /// The tokens that say a condition, with the preposition before them; none of what the event's own word says.
  var said: [Condition: Range<Int>] = [:]
  /// Tokens that no condition says and that mean nothing by themselves: told to be left out.
  var unsaid: Set<Int> = []
  /// Those of `conditions` that only name the word that tells the event: without them the query is broader.
  var narrowing: [Condition] = []
  var remarks: [String] = []
  var named: Set<String> = []
  /// Who is asked for is narrowed to those who have the office.
  var hasOffice = false
  /// What is asked how many there are of is not what is counted.
  var isHoleUnsaid = false
  /// Whether what is said to have been said is a denial, which no condition says: rows answer that, not a yes.
  var deniesContent = false
  /// The field in which the hole stands.
  var holeField: FieldReference?
  var order: [Stage] = []

  init(
    form: QuestionForm, sentence: WrittenSentence, index: FactIndex, vocabulary: Vocabulary, length: Int
  ) {
    self.form = form
    self.sentence = sentence
    self.index = index
    self.vocabulary = vocabulary
    self.length = length
    names = QuestionNames(index)
  }

  var words: [WrittenSentence.Word] { sentence.words }
  var kinds: KindTable { vocabulary.kinds }

  /// Words that say nothing that a query could.
  private static let empty: Set<String> = [
    "the", "a", "an", "any", "some", "there", "also", "ever", "exactly", "really", "already", "both",
    "together",
    "other", "another", "actually", "so", "far", "all", "please", "'s", "’s", "that", "this", "been", "be",
    "do",
    "did", "does", "have", "has", "had", "will", "would", "is", "are", "was", "were", "each", "one", "yet",
    "now",
    "time", "times", "place", "happen", "occur", "take", "happened", "occurred", "took", "taken", "taking",
    "can", "could", "something", "somebody", "someone", "anyone", "anybody", "then", "and", ",", "of", "kind",
    "recently", "to", "held", "hold", "who", "whom", "what", "anything", "everything", "everyone",
    "everybody",
  ]

  func isHole(_ token: Int) -> Bool {
    guard let hole = form.hole, words.indices.contains(token) else { return false }
    return words[token].bytes.overlaps(hole)
  }

  func source(_ token: Int) -> Range<Int>? { form.source(of: words[token].bytes) }

  /// The place of tokens in the question.
  func source(_ tokens: Range<Int>) -> Range<Int> {
    let found = tokens.compactMap { words.indices.contains($0) ? source($0) : nil }
    guard let first = found.map(\.lowerBound).min(), let last = found.map(\.upperBound).max() else {
      return length..<length
    }
    return first..<last
  }

  func text(_ tokens: Range<Int>) -> String {
    var text = ""
    for token in tokens where words.indices.contains(token) {
      let isApart = token > 0 && words[token].bytes.lowerBound > words[token - 1].bytes.upperBound
      if !text.isEmpty, isApart { text += " " }
      let word = words[token]
      text += token == 0 && form.isRaised && !word.isName ? word.text.lowercased() : word.text
    }
    return text
  }

  func lower(_ token: Int) -> String {
    words.indices.contains(token) ? words[token].text.lowercased() : ""
  }

  mutating func question() throws(QueryError) -> Question {
    try refuseNegation()
    if form.wanted == .identity, let question = try identity() { return question }
    try readTimes()
    guard let event = told else {
      try readPlaces(nil)
      try readLooseNames(nil)
      return try finished(nil)
    }
    used.formUnion(event.words)
    // "killed in attacks": the noun tells the same kind of event.
    for other in sentence.events.dropFirst()
    where other.kind == event.kind && other.isNoun && other.isOfFrame
      && !isOfOtherTime(other.trigger)
    {
      used.insert(other.trigger)
      if !event.isNoun { narrow(to: other) }
    }
    // "Which agreements were signed": so may the verb beside a noun.
    for other in sentence.events.dropFirst()
    where other.kind == event.kind && !other.isNoun && other.isOfFrame && event.isNoun
      && !isAside(other.trigger, event)
    {
      used.formUnion(other.words)
    }
    if isHole(event.trigger) { holeField = nil }
    for part in event.parts { try read(part, of: event) }
    try readPlaces(event)
    try readLooseNames(event)
    if narrowing.isEmpty { narrow(to: event) }
    return try finished(event)
  }

  /// What the question is about.
  private var told: WrittenSentence.Event? {
    sentence.events.first { event in
      if event.isNoun, isOfOtherTime(event.trigger) { return false }
      return event.isOfFrame || event.kind != kinds.catchAll || isTold(event)
    }
  }

  /// Any verb with somebody in it is an event, where nothing better is told.
  private func isTold(_ event: WrittenSentence.Event) -> Bool {
    event.trigger < words.count && words[event.trigger].category == .verb
      && !["happen", "occur", "take"].contains(words[event.trigger].lemma)
  }

  /// "Who did not sign?" has no answer in what is told.
  private mutating func refuseNegation() throws(QueryError) {
    for (token, word) in words.enumerated() {
      guard Self.negating.contains(word.text.lowercased()) || isExclusion(token) else { continue }
      if isReported(token) {
        unsaid.insert(token)
        deniesContent = true
        continue
      }
      throw QueryError(
        .notUnderstood(word.text), at: source(token..<token + 1),
        help:
          "what did not take place is found where somebody says so: meetings status any where status = denied; what is left out by: meetings except meetings in \"Kyiv\""
      )
    }
  }

  /// Whether a token stands in what somebody is asked to have said: "officials said there was no attack".
  private func isReported(_ token: Int) -> Bool {
    guard let speech = told, !speech.isNoun, kinds[speech.kind].traits.contains(.speech) else { return false }
    var at = token
    for _ in 0..<64 where words.indices.contains(at) {
      if [.ccomp, .parataxis].contains(words[at].relation), words[at].head == speech.trigger {
        return token > speech.trigger && at != speech.trigger
      }
      at = words[at].head
    }
    return false
  }

  private static let negating: Set<String> = [
    "not", "n't", "n’t", "never", "nobody", "none", "neither", "nor", "without", "except", "excluding",
    "besides",
  ]

  /// "other than", "rather than", "instead of", "no one", "no country": what is not meant.
  private func isExclusion(_ token: Int) -> Bool {
    switch lower(token) {
    case "other", "rather": token + 1 < words.count && lower(token + 1) == "than"
    case "instead": token + 1 < words.count && lower(token + 1) == "of"
    case "no": true
    default: false
    }
  }

  // MARK: What is left

  private func isContent(_ token: Int) -> Bool {
    let word = words[token]
    if unsaid.contains(token) { return true }
    if Self.empty.contains(word.text.lowercased()) { return false }
    return word.category != .punct && word.category != .sym && word.category != .part
  }

  /// Words of the question that nothing was made of, neighbours together.
  func leftOut() -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var lastToken: Int?
    for token in words.indices
    where !used.contains(token) && isContent(token) && (!isHole(token) || unsaid.contains(token)) {
      guard let range = source(token) else { continue }
      // "President" before a name that is used.
      if words[token].isPersonNoun, words[token].isName, used.contains(token + 1) { continue }
      if words[token].category == .adp || words[token].category == .sconj {
        // A preposition stands with what follows it.
        var next = token + 1
        while words.indices.contains(next), !isContent(next) { next += 1 }
        guard words.indices.contains(next), !used.contains(next) else { continue }
      }
      let between = lastToken.map { min($0 + 1, token)..<token } ?? token..<token
      let room = between.reduce(1) { $0 + words[$1].bytes.count + 1 }
      let isNext = between.allSatisfy { words[$0].category == .det || lower($0) == "of" }
      lastToken = token
      if isNext, let last = ranges.last,
        (last.upperBound...last.upperBound + room).contains(range.lowerBound)
      {
        ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
      } else {
        ranges.append(range)
      }
    }
    return ranges
  }

  private mutating func finished(_ event: WrittenSentence.Event?) throws(QueryError) -> Question {
    var source = Source.facts
    if let event, event.kind != kinds.catchAll { source = .kind(event.kind) }
    let asksForKind = source == .facts ? kindAsked() : nil
    if let asksForKind { source = .kind(asksForKind) }
    var asked = Question.Asked.rows
    var stages = order
    joinLists()
    readOutlook()
    if form.wanted == .number {
      if event == nil, asksForKind == nil, let all = population() { return all }
      (source, asked, stages) = number(event, source)
    }
    if asksForKind == nil, isHoleWider(than: event) { isHoleUnsaid = true }
    let left = (leftOut() + unsaidHole).sorted { $0.lowerBound < $1.lowerBound }
    let isEmpty =
      conditions.isEmpty
      && (event == nil || !left.isEmpty || narrowing.isEmpty && event?.kind == kinds.catchAll)
    if isEmpty, form.wanted != .number || !left.isEmpty {
      // What is left would be every fact, or every one of a kind.
      let range = left.first ?? 0..<length
      throw QueryError(
        .notUnderstood(text(of: range)), at: range,
        help: "ask about what somebody did, when or where: who met Zelenskyy in Poland?")
    }
    if form.wanted != .number { (asked, stages) = try answer(event, stages) }
    if asksForKind != nil, form.wanted == .filler { asked = .rows }
    return question(event, source, asked, stages, left)
  }

  func text(of range: Range<Int>) -> String {
    let parts = words.indices.filter { source($0).map { range.overlaps($0) } ?? false }
    guard let first = parts.first, let last = parts.last else { return "" }
    return text(first..<last + 1)
  }

  // MARK: The query

  /// What the answer says in words, and the stages for it.
  private func answer(
    _ event: WrittenSentence.Event?, _ stages: [Stage]
  ) throws(QueryError) -> (Question.Asked, [Stage]) {
    switch form.wanted {
    case .truth: return (deniesContent ? .rows : isAhead ? .plan : .truth, stages)
    case .place: return (.values(Self.location, of: []), stages)
    case .time: return (.values(Self.date, of: []), stages)
    case .reason:
      guard let field = reason(of: event) else {
        throw QueryError(
          .notUnderstood("why"), at: form.asking.first ?? 0..<length,
          help: "reasons stand in the sentences: ask who, when or where, then .why 1")
      }
      return (.values(field, of: []), stages + [shown(with: field, event)])
    case .filler:
      guard let holeField else { return (.rows, stages) }
      // Of a row's location the whole text is shown, which is no name.
      return (.values(holeField, of: holeField == Self.location ? [] : holeKinds), stages)
    case .rows, .identity, .number: return (.rows, stages)
    }
  }

  private func question(
    _ event: WrittenSentence.Event?, _ source: Source, _ asked: Question.Asked, _ stages: [Stage],
    _ left: [Range<Int>]
  ) -> Question {
    func query(_ conditions: [Condition]) -> Query {
      var clause = SourceClause(source, where: Condition.all(conditions))
      clause.includesEveryStatus = asked == .truth || asked == .plan
      return Query(.clause(clause), stages: stages)
    }
    // A sum of other events than those asked for is no answer.
    let canBroaden = !narrowing.isEmpty && source != .facts && form.wanted != .number
    return Question(
      query: query(conditions + narrowing), broader: canBroaden ? query(conditions) : nil, leftOut: left,
      remarks: remarks, asked: asked, named: named,
      narrowness: Condition.all(narrowing)?.text(vocabulary))
  }

  /// "Why did X resign?": the role of the kind that says so.
  private func reason(of event: WrittenSentence.Event?) -> FieldReference? {
    guard let event else { return nil }
    let roles = kinds[event.kind].roles.map(kinds.name)
    return ["reason", "purpose", "offence", "charge", "demand", "topic", "cause"].first(where: roles.contains)
      .map { FieldReference($0) }
  }

  private func shown(with field: FieldReference, _ event: WrittenSentence.Event?) -> Stage {
    let principal = event.flatMap { kinds[$0.kind].roles.first }.map(kinds.name)
    let fields = ["date", "location"] + (principal.map { [$0] } ?? []) + [field.name, "status"]
    return Stage(.show(fields.map { Key(.field(FieldReference($0))) }))
  }

  /// The words of what is asked for: "countries".
  var holeNouns: [WrittenSentence.Word] {
    if !form.holeWords.isEmpty { return form.holeWords }
    return words.indices.filter { isHole($0) && source($0) != nil && words[$0].category != .adp }.map {
      words[$0]
    }
  }

  /// Which kinds of names "countries" or "companies" are.
  var holeKinds: Set<NameKind> {
    guard let word = holeNouns.last else { return [] }
    if Self.placeNouns.contains(word.lemma) { return [.place] }
    if Self.bodyNouns.contains(word.lemma) { return [.organisation] }
    if word.isPersonNoun { return [.person] }
    return []
  }

  /// Words of "how many missiles" that nothing counts: bytes of the question.
  var unsaidHole: [Range<Int>] {
    guard isHoleUnsaid else { return [] }
    if let first = form.holeWords.first, let last = form.holeWords.last {
      return [first.bytes.lowerBound..<last.bytes.upperBound]
    }
    let tokens = words.indices.filter { isHole($0) && source($0) != nil }
    guard let first = tokens.first, let last = tokens.last else { return [] }
    return [source(first..<last + 1)]
  }

  static let placeNouns: Set<String> = [
    "country", "nation", "city", "town", "village", "region", "place", "state", "capital", "province",
    "district",
  ]
  static let bodyNouns: Set<String> = [
    "company", "firm", "bank", "organisation", "organization", "group", "party", "agency", "union", "team",
    "club",
    "body", "newspaper",
  ]
}
