internal import English
internal import Facts

/// Turns the words of a question into a statement.
struct QuestionFormer {
  typealias Word = WrittenSentence.Word

  var words: [Word]
  /// Base forms of verbs that tell events.
  let verbs: Set<String>
  /// Base forms of nouns that do.
  let nouns: Set<String>
  var at = 0
  /// Bare phrases before the question word: "In 2023, who …".
  var tail: Range<Int> = 0..<0
  private var preposition: Int?
  /// "and when" at the end of the question, which the statement is without: bytes; nil for none.
  var cut: Range<Int>?

  init(_ words: [Word], verbs: Set<String>, nouns: Set<String>) {
    self.words = words
    self.verbs = verbs
    self.nouns = nouns
  }

  func text(_ index: Int) -> String {
    words.indices.contains(index) ? words[index].text.lowercased() : ""
  }

  static let doing: Set<String> = ["do", "does", "did"]
  static let modals: Set<String> = [
    "will", "would", "can", "could", "should", "may", "might", "shall", "must",
  ]
  static let having: Set<String> = ["has", "have", "had"]
  static let being: Set<String> = ["is", "are", "was", "were", "'s"]
  static let before: Set<String> = [
    "in", "on", "at", "with", "by", "from", "to", "for", "about", "since", "until", "of", "against", "near",
  ]
  private static let fillers: Set<String> = [
    "please", "so", "and", "well", "but", "then", ",", "now", "ok", "okay", "hey", "hello", "hi",
  ]
  private static let orders: Set<String> = [
    "show", "list", "find", "give", "get", "tell", "search", "display", "all", "me", "us", "about", "the",
    "any",
  ]

  func isAuxiliary(_ index: Int) -> Bool {
    let word = text(index)
    return Self.doing.contains(word) || Self.modals.contains(word) || Self.having.contains(word)
      || Self.being.contains(word)
  }

  func isQuestionWord(_ index: Int) -> Bool { Question.askingWords.contains(text(index)) }

  /// - Throws: a form that nothing can be answered to.
  mutating func form() throws(QueryError) -> QuestionForm {
    while Self.fillers.contains(text(at)) { at += 1 }
    skipLeadingPhrase()
    if Self.before.contains(text(at)), ["which", "what", "whom", "where", "who"].contains(text(at + 1)) {
      preposition = at
      at += 1
    }
    let first = at
    try cutSecondQuestion(behind: first)
    if takeJointWord(behind: first) {
      // "when and where did …": the rows say both.
      return try clause(.rows, hole: .none, asking: first)
    }
    switch text(at) {
    case "who", "whom":
      at += 1
      return try clause(.filler, hole: .somebody, asking: first)
    case "what", "which":
      at += 1
      return try what(first)
    case "where":
      at += 1
      return try clause(.place, hole: .none, asking: first)
    case "when":
      at += 1
      return try clause(.time, hole: .none, asking: first)
    case "why":
      at += 1
      return try clause(.reason, hole: .none, asking: first)
    case "how":
      at += 1
      return try how(first)
    case _ where isAuxiliary(at): return try clause(.truth, hole: .none, asking: nil)
    case "whose":
      throw fault(first..<first + 1, "ask who did what: who met Zelenskyy in Poland?")
    default: return bare()
    }
  }

  private func bytes(_ range: Range<Int>) -> Range<Int> {
    guard let first = words.indices.contains(range.lowerBound) ? words[range.lowerBound] : nil,
      let last = words.indices.contains(range.upperBound - 1) ? words[range.upperBound - 1] : nil
    else { return 0..<0 }
    return first.bytes.lowerBound..<max(first.bytes.upperBound, last.bytes.upperBound)
  }

  func fault(_ range: Range<Int>, _ help: String) -> QueryError {
    QueryError(
      .notUnderstood(range.map { words[$0].text }.joined(separator: " ")), at: bytes(range), help: help)
  }

  /// "In 2023, who met …"
  private mutating func skipLeadingPhrase() {
    guard Self.before.contains(text(at)),
      let comma = words.indices.first(where: { text($0) == "," && $0 > at }),
      isQuestionWord(comma + 1) || isAuxiliary(comma + 1)
    else { return }
    tail = at..<comma
    at = comma + 1
  }

  // MARK: Question words

  private enum Hole {
    case none
    case somebody
    /// A word of ours.
    case own(String)
    /// "which countries": words of the question, behind a word of ours.
    case words(Range<Int>)
  }

  private mutating func what(_ first: Int) throws(QueryError) -> QuestionForm {
    let start = at
    let end = nounPhraseEnd(from: start)
    at = end
    let noun = at > start ? words[at - 1].lemma : ""
    if noun.isEmpty {
      if let told = happening() { return everything(from: told, asking: first) }
      return try clause(.filler, hole: .own("something"), asking: first)
    }
    takeBehind()
    if ["time", "day", "date", "month", "year", "week"].contains(noun), !isSubject(at) {
      return try clause(.time, hole: .none, asking: first)
    }
    if let preposition, ["in", "at", "near"].contains(text(preposition)) {
      self.preposition = nil
      return try clause(.place, hole: .none, asking: preposition)
    }
    return try clause(.filler, hole: .words(start..<end), asking: first)
  }

  /// "countries", "of the leaders", "Polish ministers".
  private func nounPhraseEnd(from start: Int) -> Int {
    var end = start
    while words.indices.contains(end), !isAuxiliary(end) {
      switch words[end].category {
      case .noun, .propn, .adj, .num, .det: break
      default: guard text(end) == "of" || text(end) == "-" else { return end }
      }
      end += 1
    }
    return end
  }

  private func rest(from start: Int) -> ArraySlice<Word> { words[min(max(0, start), words.count)...] }

  /// Whether the words before are the subject of what follows: no auxiliary with a subject of its own follows.
  private func isSubject(_ index: Int) -> Bool { !isAuxiliary(index) }

  /// "happened", "took place", "is going on": where the rest begins; nil for anything else.
  private func happening() -> Int? {
    var next = at
    while isAuxiliary(next) || text(next) == "been" { next += 1 }
    switch (words.indices.contains(next) ? words[next].lemma : "", text(next + 1)) {
    case ("happen", _), ("occur", _), ("new", _): return next + 1
    case ("take", "place"), ("go", "on"): return next + 2
    default: return nil
    }
  }

  private mutating func how(_ first: Int) throws(QueryError) -> QuestionForm {
    switch text(at) {
    case "often", "frequently":
      at += 1
      return try clause(.number, hole: .none, asking: first)
    case "many" where text(at + 1) == "times":
      at += 2
      return try clause(.number, hole: .none, asking: first)
    case "many", "much":
      let isMuch = text(at) == "much"
      at += 1
      let start = at
      let end = nounPhraseEnd(from: start)
      at = end
      takeBehind()
      var form = try clause(
        .number, hole: end > start ? .words(start..<end) : .own("something"), asking: first)
      form.isMuch = isMuch
      return form
    default:
      throw fault(
        first..<min(words.count, first + 2),
        "questions ask who, what, which, where, when, how many, how often, or whether")
    }
  }

  /// Every fact of a place and a time.
  private func everything(from next: Int, asking first: Int) -> QuestionForm {
    var form = QuestionForm(.rows)
    form.asking = words[first..<min(next, words.count)].map(\.bytes)
    form.add("Something happened")
    form.add(rest(from: next))
    form.add(words[tail])
    form.close()
    return form
  }

  /// No question word: what is named is looked for.
  private mutating func bare() -> QuestionForm {
    let first = at
    while Self.orders.contains(text(at)), at < words.count - 1 { at += 1 }
    var form = QuestionForm(.rows)
    form.asking = words[first..<at].map(\.bytes)
    form.add(rest(from: at))
    form.add(words[tail])
    form.close()
    return form
  }

  // MARK: The clause

  private mutating func clause(
    _ wanted: QuestionForm.Wanted, hole: Hole, asking first: Int?
  ) throws(QueryError) -> QuestionForm {
    var form = QuestionForm(wanted)
    let holeStart: Int
    if case .words(let range) = hole { holeStart = range.lowerBound } else { holeStart = at }
    if let first { form.asking = words[first..<max(first, min(holeStart, at))].map(\.bytes) }
    guard at < words.count else {
      if let first {
        throw fault(first..<words.count, "ask about somebody or something: who met Zelenskyy in Poland?")
      }
      form.close()
      return form
    }
    if isAuxiliary(at), text(at + 1) == "there" {
      existential(&form, hole)
    } else if isAuxiliary(at), let verb = mainVerb() {
      inverted(&form, hole, verb)
    } else if isAuxiliary(at), Self.being.contains(text(at)), !isPredicate(at + 1) {
      copular(&form, hole)
    } else {
      addSubject(hole, to: &form)
      form.add(rest(from: at))
    }
    if let preposition {
      form.add(CollectionOfOne(words[preposition]))
      add(hole, to: &form)
    }
    form.add(words[tail])
    form.close()
    return form
  }

  private func add(_ hole: Hole, to form: inout QuestionForm) {
    switch hole {
    case .none: break
    case .somebody: form.add("them", isHole: true)
    case .own(let word): form.add(word, isHole: true)
    case .words(let range):
      form.add("some")
      form.add(words[range], isHole: true)
    }
  }

  /// A pronoun, which the parser knows best at the head of a sentence: what it takes for an event stays.
  private func addSubject(_ hole: Hole, to form: inout QuestionForm) {
    let isSingular =
      ["was", "is", "has"].contains(text(at)) || words.indices.contains(at) && words[at].tag == .vbz
    switch hole {
    case .somebody: form.add(isSingular ? "he" : "they", isHole: true)
    case .words(let range) where !range.contains(where: { nouns.contains(words[$0].lemma) }):
      form.holeWords = Array(words[range])
      form.asking += words[range].map(\.bytes)
      form.add(isSingular ? "he" : "they", isHole: true)
    case .own(let word): form.add(word, isHole: true)
    case .words(let range):
      form.add("the")
      form.add(words[range], isHole: true)
    case .none: break
    }
  }

  /// "were there attacks in X", "how many attacks were there in X"
  private func existential(_ form: inout QuestionForm, _ hole: Hole) {
    form.add("There")
    form.add(CollectionOfOne(words[at]))
    add(hole, to: &form)
    form.add(rest(from: at + 2))
  }

  /// "where was the fire", "who is Dave Butler"
  private func copular(_ form: inout QuestionForm, _ hole: Hole) {
    var isBare = false
    switch hole {
    case .somebody, .own: isBare = true
    case .words, .none: break
    }
    if form.wanted == .filler, isBare, preposition == nil {
      form.wanted = .identity
      form.add(rest(from: at + 1))
      return
    }
    form.add("There")
    form.add(CollectionOfOne(words[at]))
    form.add(rest(from: at + 1))
  }

  private func inverted(_ form: inout QuestionForm, _ hole: Hole, _ verb: Int) {
    form.add(words[(at + 1)..<verb])
    form.add(CollectionOfOne(words[at]))
    var end = verb + 1
    // "step down", "set off"
    while end < words.count, words[end].tag == .rp { end += 1 }
    form.add(words[verb..<end])
    if preposition != nil {
      form.add(rest(from: end))
      return
    }
    if let last = words.last, last.category == .adp || last.tag == .in || last.tag == .to, words.count > end {
      // "who did Biden meet with"
      form.add(rest(from: end))
      add(hole, to: &form)
      return
    }
    // "What did Xi tell Biden?" has its hole behind whom it was told.
    if case .own = hole, Self.giving.contains(words[verb].lemma), words.indices.contains(end),
      [.propn, .noun, .det, .pron].contains(words[end].category)
    {
      let next = max(end + 1, nounPhraseEnd(from: end))
      form.add(words[end..<next])
      end = next
    }
    add(hole, to: &form)
    form.add(rest(from: end))
    if form.wanted == .place, Self.motions.contains(words[verb].lemma) {
      form.add("to some place", isHole: true)
    }
  }

  private static let giving: Set<String> = [
    "tell", "ask", "give", "send", "offer", "show", "promise", "pay", "sell", "lend", "grant", "award",
    "hand",
    "provide", "teach", "owe",
  ]

  private static let motions: Set<String> = [
    "go", "travel", "fly", "head", "journey", "return", "come", "arrive", "move", "sail", "drive",
  ]

  /// What says more of the subject of "was": a participle, behind adverbs.
  private func isPredicate(_ index: Int) -> Bool {
    var next = index
    while words.indices.contains(next),
      words[next].category == .adv || text(next) == "been" || text(next) == "being"
    {
      next += 1
    }
    guard words.indices.contains(next) else { return false }
    return words[next].tag == .vbn || words[next].tag == .vbg || words[next].tag == .vbd
      || words[next].category == .adp
  }

  /// The verb behind an auxiliary and its subject; nil where no subject stands between them.
  private func mainVerb() -> Int? {
    let auxiliary = text(at)
    let rest = (at + 1)..<words.count
    guard !rest.isEmpty else { return nil }
    func first(_ isVerb: (Word) -> Bool) -> Int? {
      rest.dropFirst().first { index in
        isVerb(words[index])
          && words[rest.lowerBound..<index].contains {
            [.noun, .propn, .pron, .adj, .num].contains($0.category)
          }
      }
    }
    if Self.doing.contains(auxiliary) || Self.modals.contains(auxiliary) {
      if words[rest.lowerBound].tag == .vb, words[rest.lowerBound].category == .verb,
        verbs.contains(words[rest.lowerBound].lemma)
      {
        return nil
      }
      return first { $0.category == .verb && ($0.tag == .vb || $0.tag == .vbp) }
        ?? first { verbs.contains($0.text.lowercased()) } ?? first { $0.category == .verb }
    }
    if words[rest.lowerBound].category == .verb { return nil }
    if Self.having.contains(auxiliary) {
      return first { $0.category == .verb && ($0.tag == .vbn || $0.tag == .vbd) }
    }
    return first { $0.category == .verb && ($0.tag == .vbn || $0.tag == .vbg || $0.tag == .vbd) }
  }
}
