internal import English

/// Attribution by the order of the words, as newspapers print it beside the closing marks: `…," said Mayor Berg`,
/// `…," Anna Berg (D-Ohio), who chairs the panel, told reporters`. Marks often hide from the arcs that a clause of its own
/// begins there.
extension SpeakerFinder {
  struct Attribution {
    var cue: Int
    var speaker: Speaker
    /// The first words of the noun phrase that names the speaker.
    var phrase: Range<Int>
  }

  /// Words in an attribution at most.
  private static let reach = 40

  /// The attribution that begins at a token: a word of saying and its inverted subject, or a noun phrase and the word of
  /// saying that follows it, behind appositions, brackets and relative clauses. O(reach).
  func attribution(at start: Int, isSpeech: (Int) -> Bool) -> Attribution? {
    var at = start
    if at < article.count, Self.commas.contains(article.word(at), in: article.reading) { at += 1 }
    guard at < article.count else { return nil }
    if isFinite(at), isSpeech(at) {
      guard let phrase = phrase(at: at + 1) else { return nil }
      let head = head(of: phrase)
      guard !isTime(head) else { return nil }
      return Attribution(cue: at, speaker: Speaker(head: head, shown: head), phrase: phrase)
    }
    guard let phrase = phrase(at: at), let cue = cue(behind: phrase, isSpeech) else { return nil }
    let head = head(of: phrase)
    guard !isTime(head) else { return nil }
    return Attribution(cue: cue, speaker: Speaker(head: head, shown: head), phrase: phrase)
  }

  private func cue(behind phrase: Range<Int>, _ isSpeech: (Int) -> Bool) -> Int? {
    let words = article.reading
    let limit = min(article.count, phrase.upperBound + Self.reach)
    var brackets = 0
    var isAside = false
    var isRelative = false
    var at = phrase.upperBound
    while at < limit {
      let token = at
      at += 1
      let word = article.word(token)
      if Self.opening.contains(word, in: words) { brackets += 1 }
      if Self.closing.contains(word, in: words) { brackets = max(0, brackets - 1) }
      guard brackets == 0 else { continue }
      if Self.commas.contains(word, in: words) {
        isAside.toggle()
        isRelative = false
        continue
      }
      if Self.ends.contains(word, in: words) || Self.marks.contains(word, in: words) { return nil }
      switch article.xpos(token) {
      case .wdt, .wp, .wpPoss, .wrb: isRelative = true
      case .vbd, .vbz, .vbp:
        let isBehindComma = article.upos(token - 1) == .punct
        if isRelative, !isBehindComma { continue }
        if isSpeech(token) { return token }
        if article.upos(token) == .verb, !isAside || isBehindComma { return nil }
      case .vbn where isSpeech(token) && article.upos(token - 1) == .aux && !isRelative: return token
      case .vb where isSpeech(token) && article.upos(token - 1) == .aux && !isRelative: return token
      default: break
      }
    }
    return nil
  }

  /// The words of a noun phrase from a token up to its first preposition, comma or verb; nil where none begins there.
  func phrase(at start: Int) -> Range<Int>? {
    guard start < article.count else { return nil }
    if article.xpos(start) == .prp { return start..<(start + 1) }
    var end = start
    var hasNoun = false
    while end < min(article.count, start + 12), article.sentenceOf[end] == article.sentenceOf[start] {
      switch article.upos(end) {
      case .noun, .propn: hasNoun = true
      case .det, .adj, .num: break
      case .part where article.xpos(end) == .pos: break
      case .pron where article.xpos(end) == .prpPoss || (end == start && article.xpos(end) != .wp):
        hasNoun = hasNoun || article.xpos(end) != .prpPoss
      default: return hasNoun ? start..<end : nil
      }
      end += 1
    }
    return hasNoun ? start..<end : nil
  }

  /// The word of a phrase that hangs on a word outside it; the last noun where the arcs do not say.
  func head(of phrase: Range<Int>) -> Int {
    func isNominal(_ token: Int) -> Bool {
      article.upos(token) == .noun || article.upos(token) == .propn || article.upos(token) == .pron
    }
    return phrase.last { isNominal($0) && !phrase.contains(article.head($0)) }
      ?? phrase.last(where: isNominal) ?? phrase.lowerBound
  }

  private func isFinite(_ token: Int) -> Bool {
    switch article.xpos(token) {
    case .vbd, .vbz, .vbp: true
    default: false
    }
  }

  private static let commas: WordSet = ","
  private static let opening: WordSet = "( ["
  private static let closing: WordSet = ") ]"
  private static let ends: WordSet = ". ! ? ; :"
  private static let marks: WordSet = "\" “ ” '' ``  « »"
}
