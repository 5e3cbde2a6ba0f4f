internal import Articles
internal import English

/// The features of candidates, as hashes of a template and its values.
struct QuoteFeatures {
  let article: ParsedArticle
  let marks: MarkedQuotes

  private var reading: Reading { article.reading }

  init(_ candidates: QuoteCandidates) {
    article = candidates.article
    marks = candidates.marks
  }

  @inline(__always)
  private func mix(_ state: UInt32, _ value: UInt32) -> UInt32 {
    var hash = (state ^ value) &* 0x85EB_CA6B
    hash ^= hash >> 13
    return hash &* 0xC2B2_AE35
  }

  /// A word by its bytes, so that a new lexicon does not change the model. O(length).
  private func key(_ symbol: Symbol) -> UInt32 {
    var hash = FNV32()
    if let own = reading.ownWord(symbol) {
      for byte in own.prefix(32) { hash.add(byte) }
    } else {
      for byte in Lexicon.standard.bytes(of: symbol) { hash.add(byte) }
    }
    return hash.value
  }

  private func lemma(_ token: Int) -> UInt32 { key(article.lemma(token)) }
  private func word(_ token: Int) -> UInt32 { key(article.word(token)) }

  private func wordOrEdge(_ token: Int, _ limit: Range<Int>) -> UInt32 {
    limit.contains(token) ? word(token) : 1
  }

  private func bucket(_ count: Int) -> UInt32 {
    switch count {
    case ...3: UInt32(max(count, 0))
    case ...5: 4
    case ...8: 5
    case ...14: 6
    case ...25: 7
    case ...50: 8
    default: 9
    }
  }

  /// The features of a candidate; `rows` is emptied first.
  func rows(of candidate: QuoteCandidate, into rows: inout [UInt32]) {
    rows.removeAll(keepingCapacity: true)
    let form = UInt32(candidate.form.rawValue)
    func add(_ template: QuoteTemplate, _ a: UInt32 = 0, _ b: UInt32 = 0) {
      let hash = mix(mix(mix(template.rawValue &* 0x9E37_79B9, form), a), b)
      rows.append(mix(hash, hash >> 16))
    }
    func addShared(_ template: QuoteTemplate, _ a: UInt32) {
      let hash = mix(mix(template.rawValue &* 0x9E37_79B9, 0xFFFF), a)
      rows.append(mix(hash, hash >> 16))
    }
    let sentence = reading.sentences[Int(article.sentenceOf[candidate.tokens.lowerBound])]
    let size = bucket(candidate.tokens.count)
    add(.bias)
    add(.size, size)
    add(.headline, UInt32(sentence.kind == .headline ? 1 : 0))
    let speaker = speakerClass(candidate.speaker)
    add(.speaker, speaker)
    if let speaker = candidate.speaker {
      add(.speakerLemma, lemma(speaker.head))
      add(.speakerShown, lemma(speaker.shown))
    }
    if candidate.form == .marked {
      ofMarked(candidate, sentence.tokens, size, speaker, add)
      return
    }
    guard let cue = candidate.cue else { return }
    let cueLemma = lemma(cue)
    let cueTag = UInt32(article.xpos(cue).rawValue)
    let preposition = candidate.preposition.map { key($0) } ?? 0
    let content = candidate.content
    let head = UInt32(article.xpos(content).rawValue)
    addShared(.cueInAnyForm, cueLemma)
    add(.cueAndPreposition, cueLemma, preposition)
    add(.cue, cueLemma)
    add(.preposition, preposition)
    add(.cueTag, cueTag)
    add(.cueTagAndSpeaker, cueTag, speaker)
    add(.cueAndSpeaker, cueLemma, speaker)
    add(.contentTag, head)
    add(.cueAndContentTag, cueLemma, head)
    add(.content, lemma(content))
    add(.cueRelationAndSpeaker, UInt32(article.relation(cue).rawValue), speaker)
    add(.cueAndSize, cueLemma, size)
    add(.contentArc, UInt32(reading.tokens.arcConfidence[content] >> 5))
    add(.firstWord, word(candidate.tokens.lowerBound))
    add(.lastWord, word(candidate.tokens.upperBound - 1))
    let inside = marks.stretch(at: cue)
    add(.insideMarks, inside == nil ? 0 : inside.map { bucket($0.content.count) + 1 } ?? 0)
    add(.markingAndSpeaker, marking(candidate.tokens), speaker == 0 ? 0 : 1)
    let mark = article.child(content, .mark).map { word($0) } ?? 0
    add(.mark, mark)
    add(.cueAndMark, cueLemma, mark)
    add(.prepositionAndContentTag, preposition, head)
    add(.cuePrepositionAndSize, mix(cueLemma, preposition), size)
    for child in article.children(cue) {
      switch article.relation(child) {
      case .aux, .auxPass, .advmod, .compoundPrt, .cop:
        add(.cueChild, word(child))
        if article.relation(child) == .compoundPrt { add(.cueAndParticle, cueLemma, word(child)) }
      case .obj where child != content: add(.cueAndObject, cueLemma, lemma(child))
      case .ccomp where child != content: add(.cueAndClause, cueLemma)
      case .xcomp where child != content: add(.cueAndComplement, cueLemma)
      default: break
      }
    }
    let first = word(candidate.tokens.lowerBound)
    add(.cueAndFirstWord, cueLemma, first)
    add(.cueAndRelation, cueLemma, UInt32(article.relation(cue).rawValue))
    add(.firstWordAndSpeaker, first, speaker)
    add(.cueAndCueTag, cueLemma, cueTag)
    if let subject = article.child(content, .nsubj) { add(.contentSubject, lemma(subject)) }
    add(.cueAndMarking, cueLemma, marking(candidate.tokens))
    add(.told, isTold(cue) ? 1 : 0)
    let upper = article.head(cue)
    if upper >= 0 { add(.upperAndRelation, lemma(upper), UInt32(article.relation(cue).rawValue)) }
    if content >= 0, article.child(content, .nsubj) != nil { add(.cueAndSubject, cueLemma) }
    add(.distanceAndSpeaker, UInt32(min(max(candidate.tokens.lowerBound - cue, -3), 6) + 3), speaker)
  }

  /// Whether a word stands in a clause that another word of saying brings in.
  private func isTold(_ token: Int) -> Bool {
    var at = token
    for _ in 0..<8 {
      let upper = article.head(at)
      guard upper >= 0 else { return false }
      if article.relation(at) == .ccomp,
        article.vocabulary.speech.contains(article.lemma(upper), in: reading)
      {
        return true
      }
      at = upper
    }
    return false
  }

  /// 0 none, then pronoun by word, name, person noun, other noun, clause.
  private func speakerClass(_ speaker: Speaker?) -> UInt32 {
    guard let speaker else { return 0 }
    switch article.upos(speaker.shown) {
    case .pron: return 16 + word(speaker.shown) % 4096
    case .propn: return 1
    case .noun: return article.isPersonNoun(speaker.head) ? 2 : 3
    case .num: return 4
    default: return 5
    }
  }

  /// How marks stand in reported content.
  private func marking(_ tokens: Range<Int>) -> UInt32 {
    var kind: UInt32 = 0
    if marks.stretch(at: tokens.lowerBound) != nil { kind |= 1 }
    if marks.stretch(at: tokens.upperBound - 1) != nil { kind |= 2 }
    if kind == 0, tokens.contains(where: { marks.stretch(at: $0) != nil }) { kind = 4 }
    return kind
  }

  private func ofMarked(
    _ candidate: QuoteCandidate, _ sentence: Range<Int>, _ size: UInt32, _ speaker: UInt32,
    _ add: (QuoteTemplate, UInt32, UInt32) -> Void
  ) {
    let first = marks.stretches[candidate.stretches.lowerBound]
    let last = marks.stretches[candidate.stretches.upperBound - 1]
    let all = 0..<article.count
    let before = wordOrEdge(first.open - 1, all)
    let opensSentence = sentence.lowerBound == first.open
    let opensParagraph =
      opensSentence
      && (sentence.lowerBound == 0 || paragraph(first.open) != paragraph(first.open - 1))
    let opening: UInt32 = opensParagraph ? 2 : opensSentence ? 1 : 0
    let lastWord = word(last.close - 1)
    let isStop = article.upos(last.close - 1) == .punct
    let after = wordOrEdge(last.whole.upperBound, all)
    let endsParagraph =
      last.whole.upperBound >= article.count
      || paragraph(last.whole.upperBound) != paragraph(last.close - 1)
    var hasVerb: UInt32 = 0
    for token in candidate.tokens.prefix(60) {
      switch article.xpos(token) {
      case .vbd, .vbz, .vbp, .md: hasVerb = 1
      default: break
      }
    }
    let isPart =
      marks.candidate(at: first.open).map { $0.stretches.count > candidate.stretches.count } ?? false
    let closing: UInt32 = isStop ? lastWord : 0
    let ends: UInt32 = endsParagraph ? 1 : 0
    add(.sizeAndVerb, size, hasVerb)
    add(.openingAndSize, opening, size)
    add(.beforeAndVerb, before, hasVerb)
    add(
      .beforeTagAndSize, opensSentence ? 0 : UInt32(article.xpos(max(first.open - 1, 0)).rawValue) + 1, size)
    add(.closingAndSize, closing, size)
    add(.afterAndClosing, after, closing)
    add(.endsAndOpening, ends, opening)
    add(.stretchesAndPart, UInt32(min(candidate.stretches.count, 3)), first.isSingle ? 1 : isPart ? 2 : 0)
    add(.closedAndSize, last.isClosed ? 1 : 0, size)
    add(.firstTagAndSize, UInt32(article.xpos(first.open + 1).rawValue), size)
    add(.capitalAndSize, reading.tokens.shape[first.open + 1].contains(.capitalised) ? 1 : 0, size)
    add(.firstRelation, UInt32(article.relation(article.firstConjunct(first.open + 1)).rawValue), 0)
    add(.edges, mix(opening, hasVerb), mix(closing, ends))
    guard let cue = candidate.cue else {
      add(.sizeAndOpening, size, opening)
      add(.verbAndEdges, hasVerb, mix(opening, ends))
      return
    }
    let isAfter = cue >= candidate.tokens.upperBound
    let distance = isAfter ? cue - candidate.tokens.upperBound : max(first.open - cue, 0)
    let side: UInt32 = candidate.tokens.contains(cue) ? 2 : isAfter ? 1 : 0
    add(.attributedAndEdges, candidate.isAttributed ? 1 : 0, mix(closing, opening))
    add(.plainAndPart, marks.isPlain(candidate) ? 1 : 0, isPart ? 1 : 0)
    add(.markedCueAndSide, lemma(cue), side)
    add(.distanceAndSide, bucket(distance), side)
    add(.distanceSideAndSize, mix(bucket(distance), side), size)
    add(.markedCueAndSize, lemma(cue), size)
    add(.markedSpeakerAndSize, speaker, size)
    add(.distanceAndBefore, mix(bucket(distance), side), before)
    add(.distanceAndClosing, mix(bucket(distance), side), mix(closing, hasVerb))
    add(.markedCueAndBefore, lemma(cue), before)
  }

  private func paragraph(_ token: Int) -> Int32 {
    reading.sentences[Int(article.sentenceOf[token])].paragraph
  }
}
