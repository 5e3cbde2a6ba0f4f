internal import English

/// The quotations in quotation marks of an article: stretches that belong to one speech put together, each with the
/// word that brings it in.
struct MarkedQuotes {
  let article: ParsedArticle
  let stretches: [MarkedStretch]
  private(set) var candidates: [QuoteCandidate] = []
  /// The stretches of the candidates that have several, each for itself.
  private(set) var parts: [QuoteCandidate] = []
  /// The stretch that a token is in, its marks included; −1 for none.
  private var stretchOf: [Int32]
  /// The candidate of each stretch.
  private var candidateOf: [Int32] = []

  private var reading: Reading { article.reading }

  /// Tokens between two stretches of one speech at most.
  private static let gap = 60
  /// Tokens from a stretch to the word that brings it in, at most.
  private static let reach = 30

  init(_ article: ParsedArticle) {
    self.article = article
    stretches = MarkPairs(article: article).run()
    stretchOf = [Int32](repeating: -1, count: article.count)
    for (index, stretch) in stretches.enumerated() {
      for token in stretch.whole { stretchOf[token] = Int32(index) }
    }
    var first = 0
    while first < stretches.count {
      var last = first
      while last + 1 < stretches.count, last - first < 40, goesOn(last, last + 1) { last += 1 }
      candidates.append(candidate(first...last))
      for _ in first...last { candidateOf.append(Int32(candidates.count - 1)) }
      if first < last { for part in first...last { parts.append(candidate(part...part)) } }
      first = last + 1
    }
    for index in candidates.indices where candidates[index].speaker == nil {
      guard let known = heir(of: index) else { continue }
      (candidates[index].speaker, candidates[index].cue) = known
      candidates[index].isSequel = true
    }
  }

  /// Who goes on speaking in a quotation of its own sentence that nobody is named for: the speaker of the one before it
  /// in the same paragraph or the one before, or the subject of the sentence that ends in a colon before it.
  private func heir(of index: Int) -> (Speaker?, Int?)? {
    let own = candidates[index].tokens
    guard reading.sentences[Int(article.sentenceOf[own.lowerBound])].tokens.lowerBound == own.lowerBound,
      own.count >= 5, article.upos(stretches[candidates[index].stretches.upperBound - 1].close - 1) == .punct
    else { return nil }
    guard index > 0, let speaker = candidates[index - 1].speaker, let cue = candidates[index - 1].cue,
      isSingle(index) == isSingle(index - 1)
    else { return nil }
    let last = candidates[index - 1].tokens.upperBound - 1
    guard max(last, cue) < own.lowerBound else { return nil }
    let gap = max(last, cue)..<own.lowerBound
    guard paragraph(own.lowerBound) - paragraph(last) <= 1, gap.count <= Self.gap else { return nil }
    // A paragraph that opens with a mark goes on with the speech only if it is all speech.
    let behind = own.upperBound
    if paragraph(own.lowerBound) != paragraph(last), behind < article.count,
      paragraph(behind) == paragraph(own.lowerBound)
    {
      return nil
    }
    // Somebody else comes up between them.
    return gap.contains { article.xpos($0) == .vbd && article.sentenceOf[$0] != article.sentenceOf[cue] }
      ? nil : (speaker, cue)
  }

  /// The stretch in marks that holds a token.
  func stretch(at token: Int) -> MarkedStretch? {
    stretchOf[token] < 0 ? nil : stretches[Int(stretchOf[token])]
  }

  /// The quotation that holds a token.
  func candidate(at token: Int) -> QuoteCandidate? {
    stretchOf[token] < 0 ? nil : candidates[Int(candidateOf[Int(stretchOf[token])])]
  }

  private func paragraph(_ token: Int) -> Int32 {
    reading.sentences[Int(article.sentenceOf[token])].paragraph
  }

  /// A cue of a quotation: a verb that brings in what stands in marks.
  func isSpeech(_ token: Int) -> Bool {
    article.upos(token) == .verb && stretchOf[token] < 0
      && article.vocabulary.directSpeech.contains(article.lemma(token), in: reading)
  }

  /// Whether two stretches are one speech: a paragraph that opens with a mark while one is open goes on with it, and so
  /// does a stretch behind "…," said the minister.
  private func goesOn(_ a: Int, _ b: Int) -> Bool {
    let (one, two) = (stretches[a], stretches[b])
    guard one.isSingle == two.isSingle else { return false }
    if paragraph(one.open) != paragraph(two.open) {
      return !one.isClosed && one.close == two.open
    }
    let between = one.whole.upperBound..<max(one.whole.upperBound, two.open)
    guard one.isClosed, !between.isEmpty, between.count <= Self.gap, one.content.count >= 2,
      article.upos(one.close - 1) == .punct || article.upos(between.lowerBound) == .punct
    else { return false }
    var cues = 0
    var first = 0
    for token in between where isSpeech(token) {
      if cues == 0 { first = token - between.lowerBound }
      cues += 1
    }
    // "…," she sings and then asks, "…" are two.
    guard cues == 1, first <= 20, first <= 6 || attribution(behind: one) != nil else { return false }
    // "…," Lind said. "…" to drive up the price, she said: the second is part of another sentence.
    let next = two.whole.upperBound
    if article.upos(two.close - 1) != .punct, two.isClosed, next < article.count,
      paragraph(next) == paragraph(two.open), article.upos(next) != .punct
    {
      return false
    }
    let end = article.word(two.open - 1)
    if Self.stops.contains(end, in: reading) { return !hasOwnSpeaker(two, behind: one) }
    // "If so," the narrator says, "then …" is one sentence; a full stop before the gap ends the speech.
    return Self.commas.contains(end, in: reading)
      && !Self.stops.contains(article.word(one.close - 1), in: reading)
  }

  /// "We agree," Weber said. "So do I," said Ruiz: each has its speaker beside it, and they are two.
  private func hasOwnSpeaker(_ two: MarkedStretch, behind one: MarkedStretch) -> Bool {
    guard let mine = attribution(behind: two)?.speaker.head, article.upos(mine) != .pron,
      let theirs = attribution(behind: one)?.speaker.head
    else { return false }
    return article.upos(theirs) != .pron && article.lemma(mine) != article.lemma(theirs)
  }

  private static let stops: WordSet = ". ! ?"
  private static let commas: WordSet = ", - – — --"

  // MARK: Who says it

  private func candidate(_ range: ClosedRange<Int>) -> QuoteCandidate {
    let first = stretches[range.lowerBound]
    let last = stretches[range.upperBound]
    let tokens = first.whole.lowerBound..<last.whole.upperBound
    var made = QuoteCandidate(
      form: .marked, tokens: tokens, cue: nil, content: first.open + 1,
      stretches: range.lowerBound..<(range.upperBound + 1))
    let speakers = SpeakerFinder(article: article)
    if let cue = cue(tokens, range) {
      made.cue = cue.token
      made.speaker = cue.speaker ?? speakers.speaker(cue.token)
    }
    // The order of the words beside the marks is surer than the arcs over them.
    let beside = range.lazy.compactMap { self.attribution(behind: self.stretches[$0]) }.first
    if let beside {
      made.isAttributed = true
      if made.cue != beside.cue || !(made.speaker.map { beside.phrase.contains($0.head) } ?? false) {
        made.cue = beside.cue
        made.speaker = beside.speaker
      }
    }
    if made.speaker == nil, let found = governor(of: tokens) ?? colon(before: tokens) {
      (made.cue, made.speaker) = found
    }
    return made
  }

  /// A verb that the words in marks depend on: "attacked “the hateful ideology”", "had typed “…”".
  private func governor(of quote: Range<Int>) -> (Int?, Speaker?)? {
    let sentence = article.sentenceOf[quote.lowerBound]
    guard
      var at = quote.prefix(40).first(where: {
        let head = article.head($0)
        return article.upos($0) != .punct && article.sentenceOf[$0] == sentence && head >= 0
          && !quote.contains(head)
      })
    else { return nil }
    for _ in 0..<4 {
      at = article.head(at)
      guard at >= 0, !quote.contains(at) else { return nil }
      if article.upos(at) == .verb { break }
    }
    guard article.upos(at) == .verb, let speaker = SpeakerFinder(article: article).speaker(at),
      !quote.contains(speaker.head)
    else { return nil }
    return (at, speaker)
  }

  /// "The president has a new message: “…”": who acts in the sentence that a colon ends.
  private func colon(before quote: Range<Int>) -> (Int?, Speaker?)? {
    let before = quote.lowerBound - 1
    guard before > 0, Self.colons.contains(article.word(before), in: reading) else { return nil }
    let sentence = reading.sentences[Int(article.sentenceOf[before])].tokens
    guard
      let root = sentence.first(where: { article.upos($0) == .verb && !sentence.contains(article.head($0)) }),
      let speaker = SpeakerFinder(article: article).speaker(root), !quote.contains(speaker.head)
    else { return nil }
    return (root, speaker)
  }

  /// "…," said the mayor.
  private func attribution(behind stretch: MarkedStretch) -> SpeakerFinder.Attribution? {
    let start = stretch.whole.upperBound
    guard stretch.isClosed, start < article.count, paragraph(start) == paragraph(stretch.close - 1) else {
      return nil
    }
    return SpeakerFinder(article: article).attribution(at: start, isSpeech: isSpeech)
  }

  /// The word that brings a quotation in: the nearest word of saying in the gap, behind or before it.
  private func cue(_ quote: Range<Int>, _ range: ClosedRange<Int>) -> (token: Int, speaker: Speaker?)? {
    let speakers = SpeakerFinder(article: article)
    var best: (token: Int, speaker: Speaker?, distance: Int)?
    func take(_ token: Int, _ distance: Int) {
      guard best.map({ distance < $0.distance }) ?? true else { return }
      if let name = speakers.according(token) {
        best = (token, Speaker(head: name, shown: name), distance + 2)
      } else if article.upos(token) == .verb {
        // Its word of saying is asked, too.
        if speakers.saying(behind: token) != nil { return }
        let bonus = brings(token, quote) ? -8 : 0
        guard bonus < 0 || isSpeech(token) else { return }
        // Words of the quotation itself are not its speaker, whatever the arcs over the marks say.
        guard let speaker = speakers.speaker(token), !quote.contains(speaker.head) || quote.contains(token)
        else { return }
        if best.map({ distance + bonus < $0.distance }) ?? true { best = (token, speaker, distance + bonus) }
      }
    }
    for index in range.dropLast() {
      let gap = stretches[index].whole.upperBound..<stretches[index + 1].open
      for token in gap where stretchOf[token] < 0 { take(token, token - gap.lowerBound - 10) }
    }
    let behind = tokensBehind(quote)
    for token in behind { take(token, token - quote.upperBound) }
    for token in tokensBefore(quote) { take(token, quote.lowerBound - token) }
    if best.map({ $0.distance > 4 }) ?? true, let name = dashed(quote.upperBound) {
      return (quote.upperBound, Speaker(head: name, shown: name))
    }
    return best.map { ($0.token, $0.speaker) }
  }

  /// A quotation as newspapers print it: it ends with a comma or a stop inside the marks, and a word of saying with its
  /// subject stands right beside it or between its parts; or `isSaid`.
  func isPlain(_ candidate: QuoteCandidate) -> Bool {
    guard let cue = candidate.cue, candidate.speaker != nil, candidate.tokens.count >= 4 else { return false }
    if isSaid(candidate.tokens, as: cue) { return !isTitle(candidate.tokens) }
    guard
      article.upos(stretches[candidate.stretches.upperBound - 1].close - 1) == .punct
    else { return false }
    let sentence = reading.sentences[Int(article.sentenceOf[candidate.tokens.lowerBound])].tokens
    let opensSentence = sentence.lowerBound == candidate.tokens.lowerBound
    guard !isTitle(candidate.tokens) else { return false }
    // "…." — Name.
    if opensSentence, cue == candidate.tokens.upperBound, dashed(cue) != nil { return true }
    guard isSpeech(cue), candidate.tokens.count >= 6 || candidate.isAttributed && opensSentence else {
      return false
    }
    if candidate.isAttributed || candidate.tokens.contains(cue) || brings(cue, candidate.tokens) {
      return true
    }
    let distance =
      cue < candidate.tokens.lowerBound
      ? candidate.tokens.lowerBound - cue : cue - candidate.tokens.upperBound
    return distance <= 4
  }

  /// `quoted Ruiz as saying "it is over"`, `"…," the paper quoted Ruiz as saying`: the words say that it is a quotation, whatever
  /// stands inside the marks.
  private func isSaid(_ quote: Range<Int>, as cue: Int) -> Bool {
    guard isSpeech(cue), SpeakerFinder(article: article).isSaying(cue) else { return false }
    if cue >= quote.upperBound { return tokensBehind(quote).contains(cue) }
    return cue == quote.lowerBound - 1
      || cue == quote.lowerBound - 2 && article.upos(quote.lowerBound - 1) == .punct
  }

  private func isSingle(_ index: Int) -> Bool { stretches[candidates[index].stretches.lowerBound].isSingle }

  /// "The Morning Show," is capitalised as titles are.
  private func isTitle(_ quote: Range<Int>) -> Bool {
    let words = quote.filter { reading.tokens.shape[$0].contains(.hasLetter) }
    guard words.count > 1, words.count < 12 else { return false }
    return words.allSatisfy { word in
      switch article.upos(word) {
      case .adp, .det, .cconj, .part, .pron: true
      default: reading.tokens.shape[word].contains(.capitalised)
      }
    }
  }

  /// The arcs say that a verb brings the quotation in: its clause is the content, or it hangs on the content.
  private func brings(_ verb: Int, _ quote: Range<Int>) -> Bool {
    if quote.contains(article.head(verb)), article.relation(verb) == .parataxis { return true }
    return article.children(verb).contains { child in
      quote.contains(child) && [.ccomp, .parataxis, .xcomp].contains(article.relation(child))
    }
  }

  /// The rest of the sentence behind the marks, or the sentence that follows at once ("…?" asked Berg).
  private func tokensBehind(_ quote: Range<Int>) -> Range<Int> {
    let start = quote.upperBound
    guard start < article.count, paragraph(start) == paragraph(quote.upperBound - 1) else {
      return start..<start
    }
    let sentence = reading.sentences[Int(article.sentenceOf[start])].tokens
    var end = start
    let limit = min(sentence.upperBound, start + Self.reach)
    while end < limit, stretchOf[end] < 0 { end += 1 }
    return start..<end
  }

  private func tokensBefore(_ quote: Range<Int>) -> Range<Int> {
    let end = quote.lowerBound
    guard end > 0 else { return end..<end }
    var sentence = reading.sentences[Int(article.sentenceOf[end])].tokens
    if sentence.lowerBound == end {
      // A sentence of its own behind a colon or a comma.
      guard Self.leads.contains(article.word(end - 1), in: reading) else { return end..<end }
      sentence = reading.sentences[Int(article.sentenceOf[end - 1])].tokens
    }
    var start = end
    let limit = max(sentence.lowerBound, end - Self.reach)
    while start > limit, stretchOf[start - 1] < 0 { start -= 1 }
    return start..<end
  }

  private static let colons: WordSet = ":"
  private static let leads: WordSet = ": ,"
  private static let dashes: WordSet = "― — – - --"

  /// The name behind a dash that closes a quotation: "…" — Name.
  private func dashed(_ token: Int) -> Int? {
    guard token + 1 < article.count, Self.dashes.contains(article.word(token), in: reading),
      article.upos(token + 1) == .propn
    else { return nil }
    return token + 1
  }
}
