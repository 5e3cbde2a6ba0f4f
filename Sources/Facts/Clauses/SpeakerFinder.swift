internal import English

/// Who says what a word of saying brings in: its subject, through coordination, control and inversion.
struct SpeakerFinder {
  let article: ParsedArticle

  private var reading: Reading { article.reading }

  func speaker(_ cue: Int) -> Speaker? {
    if let marker = according(cue) { return Speaker(head: marker, shown: marker) }
    switch article.upos(cue) {
    case .noun, .propn: return ofNoun(cue)
    default: return quoted(cue) ?? quotedBy(cue) ?? ofVerb(cue, depth: 0) ?? beside(cue)
    }
  }

  /// The same of the verb that quotes.
  private func quotedBy(_ cue: Int) -> Speaker? { saying(behind: cue).flatMap(quoted) }

  /// The word of saying of a verb that quotes: "quoted Ruiz as saying"; nil for others.
  func saying(behind verb: Int) -> Int? {
    guard quotes(verb) else { return nil }
    let end = reading.sentences[Int(article.sentenceOf[verb])].tokens.upperBound
    return (verb..<min(end, verb + Self.quotedReach)).first(where: isSaying)
  }

  /// "The paper quoted the minister as saying …", "Lang was quoted as saying …": who is quoted, not who quotes.
  private func quoted(_ cue: Int) -> Speaker? {
    let sentence = reading.sentences[Int(article.sentenceOf[cue])].tokens
    guard isSaying(cue), cue - 1 > sentence.lowerBound else { return nil }
    let before = max(sentence.lowerBound, cue - Self.quotedReach)..<(cue - 1)
    guard let verb = before.last(where: { quotes($0) }) else { return nil }
    let head: Int
    if article.isPassive(verb) {
      guard let subject = article.child(verb, .nsubjPass) ?? article.child(verb, .nsubj) else { return nil }
      head = subject
    } else {
      guard let phrase = phrase(at: verb + 1), phrase.upperBound < cue else { return nil }
      head = self.head(of: phrase)
    }
    return Speaker(head: head, shown: head)
  }

  /// "as saying"
  func isSaying(_ token: Int) -> Bool {
    article.xpos(token) == .vbg && token > 0 && Self.asWord.contains(article.word(token - 1), in: reading)
  }

  /// A verb that brings in those who are quoted.
  func quotes(_ verb: Int) -> Bool {
    article.upos(verb) == .verb && Self.quoting.contains(article.lemma(verb), in: reading)
  }

  private static let quoting: WordSet = "quote cite paraphrase"
  private static let asWord: WordSet = "as"
  /// Words between the verb that quotes and the word of saying at most.
  private static let quotedReach = 20

  /// The head of X in "according to X".
  func according(_ token: Int) -> Int? {
    guard Self.according.contains(article.word(token), in: reading) else { return nil }
    let relation = article.relation(token)
    guard relation == .caseMarker || relation == .fixed || relation == .mark, article.head(token) > token
    else {
      // "according" may govern "to X".
      return article.children(token).first { $0 > token && article.upos($0) != .adp }
    }
    return beforeComma(article.head(token), from: token)
  }

  /// "according to officials, nine children" is about officials, though the arcs may go on to the children.
  private func beforeComma(_ head: Int, from marker: Int) -> Int {
    guard head - marker < 40, let comma = (marker..<head).first(where: { article.xpos($0) == .comma }),
      let last = (marker..<comma).last(where: { article.upos($0) == .noun || article.upos($0) == .propn })
    else { return head }
    return last
  }

  private static let according: WordSet = "according"

  private func ofVerb(_ verb: Int, depth: Int) -> Speaker? {
    guard depth < 6 else { return nil }
    let passive = article.isPassive(verb)
    for child in article.children(verb) {
      switch article.relation(child) {
      // "…, Berg said Friday": the day is no speaker.
      case .nsubj where !passive && !isTime(child): return relative(child, of: verb)
      case .nsubjPass where !passive && !isTime(child): return relative(child, of: verb)
      case .oblAgent: return Speaker(head: child, shown: child)
      default: break
      }
    }
    if passive { return nil }
    let upper = article.head(verb)
    guard upper >= 0 else { return nil }
    switch article.relation(verb) {
    case .conj:
      return article.upos(upper) == .noun ? nil : ofVerb(upper, depth: depth + 1)
    case .xcomp, .advcl, .parataxis, .ccomp:
      guard !hasOwnTense(verb) || article.relation(verb) == .advcl else { return nil }
      return article.upos(upper) == .noun ? nil : ofVerb(upper, depth: depth + 1)
    case .acl:
      if article.xpos(verb) == .vbg { return Speaker(head: upper, shown: upper) }
      return ofNoun(upper)
    case .aclRelcl: return Speaker(head: upper, shown: upper)
    default: return nil
    }
  }

  private func hasOwnTense(_ verb: Int) -> Bool {
    switch article.xpos(verb) {
    case .vbd, .vbz, .vbp: true
    default: article.child(verb, .aux) != nil
    }
  }

  private func relative(_ subject: Int, of verb: Int) -> Speaker {
    guard article.relation(verb) == .aclRelcl, article.head(verb) >= 0,
      article.xpos(subject) == .wdt || article.xpos(subject) == .wp
    else { return Speaker(head: subject, shown: subject) }
    return Speaker(head: article.head(verb), shown: subject)
  }

  /// "his claim that", "made the claim that", "the view of the court that".
  private func ofNoun(_ noun: Int) -> Speaker? {
    if let owner = article.child(noun, .nmodPoss) { return Speaker(head: owner, shown: owner) }
    let upper = article.head(noun)
    if upper >= 0, article.upos(upper) == .verb,
      [.obj, .obl, .xcomp].contains(article.relation(noun)), let found = ofVerb(upper, depth: 1)
    {
      return found
    }
    for child in article.children(noun) where article.relation(child) == .nmod {
      if article.preposition(child).map({ Self.makers.contains($0, in: reading) }) == true {
        return Speaker(head: child, shown: child)
      }
    }
    if let maker = article.children(noun).first(where: {
      article.relation($0) == .compound && article.upos($0) == .propn
    }) {
      return Speaker(head: maker, shown: maker)
    }
    return nil
  }

  private static let makers: WordSet = "of by from among"

  /// Where the arcs give no subject: the noun phrase behind an inverted verb, or the one directly before it.
  private func beside(_ verb: Int) -> Speaker? {
    guard !article.isPassive(verb), article.xpos(verb) != .vbg, article.xpos(verb) != .vb else { return nil }
    let limit = reading.sentences[Int(article.sentenceOf[verb])].tokens
    let before = verb - 1
    let next = verb + 1
    if next < limit.upperBound, isNominal(next), !isTime(next),
      article.upos(next) != .det || next + 1 < limit.upperBound,
      before < limit.lowerBound || article.upos(before) == .punct
    {
      let head = top(next, in: limit)
      return Speaker(head: head, shown: head)
    }
    if before >= limit.lowerBound, article.upos(before) == .propn || article.upos(before) == .pron {
      let head = top(before, in: limit)
      return Speaker(head: head, shown: head)
    }
    return nil
  }

  func isTime(_ token: Int) -> Bool {
    article.vocabulary.timeNouns.contains(article.lemma(token), in: reading)
  }

  private func isNominal(_ token: Int) -> Bool {
    switch article.upos(token) {
    case .propn, .pron, .det, .noun: true
    default: false
    }
  }

  /// The head of the noun phrase that a token is in.
  private func top(_ token: Int, in limit: Range<Int>) -> Int {
    var at = token
    for _ in 0..<6 {
      switch article.relation(at) {
      case .compound, .flat, .det, .amod, .nmodPoss, .nummod:
        let upper = article.head(at)
        guard limit.contains(upper) else { return at }
        at = upper
      default: return at
      }
    }
    return at
  }
}
