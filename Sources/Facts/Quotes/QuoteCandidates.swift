internal import English

/// Gathers every stretch of an article that may be somebody's words, thoughts or wishes, by its marks and by the arcs
/// of the words that bring such things in. O(tokens) for sentences of bounded depth.
struct QuoteCandidates {
  let article: ParsedArticle
  let marks: MarkedQuotes
  private let speakers: SpeakerFinder

  private var reading: Reading { article.reading }

  init(_ article: ParsedArticle) {
    self.article = article
    speakers = SpeakerFinder(article: article)
    marks = MarkedQuotes(article)
  }

  /// Tokens in reported content at most.
  private static let longest = 120

  func run() -> [QuoteCandidate] {
    var found = marks.candidates + marks.parts
    for sentence in reading.sentences where sentence.isParsed {
      for token in sentence.tokens {
        switch article.upos(token) {
        case .verb: ofVerb(token, sentence.tokens, &found)
        case .noun: ofNoun(token, &found)
        case .adj: ofAdjective(token, &found)
        case .propn, .pron, .aux, .punct, .num, .det: break
        default:
          if speakers.according(token) != nil { ofAccording(token, sentence.tokens, &found) }
        }
      }
      colon(sentence, &found)
    }
    for turn in Transcript(article: article).turns() {
      found.append(
        QuoteCandidate(
          form: .turn, tokens: turn.content, cue: turn.colon, content: turn.content.lowerBound,
          speaker: turn.speaker.map { Speaker(head: $0, shown: $0) }))
    }
    return found
  }

  // MARK: Verbs

  private func ofVerb(_ verb: Int, _ sentence: Range<Int>, _ found: inout [QuoteCandidate]) {
    if speakers.according(verb) != nil { return ofAccording(verb, sentence, &found) }
    // Whom it quotes is no content; "as saying" brings that in.
    if speakers.quotes(verb), article.children(verb).contains(where: { speakers.isSaying($0) }) { return }
    var last: (token: Int, form: QuoteCandidate.Form)?
    var speaker: Speaker??
    func speakerOnce() -> Speaker? {
      if let known = speaker { return known }
      let one = speakers.speaker(verb)
      speaker = .some(one)
      return one
    }
    var hasClause = false
    for child in article.children(verb) {
      let form: QuoteCandidate.Form
      var preposition: Symbol?
      switch article.relation(child) {
      case .ccomp: form = .clause
      case .xcomp: form = .infinitive
      case .obj, .iobj:
        form = .object
        preposition = article.preposition(child)
      case .obl:
        guard let marker = article.preposition(child), child > verb else { continue }
        (form, preposition) = (.oblique, marker)
      case .advcl:
        guard child > verb, let mark = article.child(child, .mark) else { continue }
        (form, preposition) = (.adverbial, article.word(mark))
      case .parataxis:
        guard child > verb, article.child(child, .nsubj) != nil else { continue }
        form = .loose
      default: continue
      }
      if form == .clause { hasClause = true }
      add(form, article.span(child), verb, child, preposition, speakerOnce(), &found)
      if child > verb {
        if let one = last, form == .infinitive || form == .clause || form == .adverbial || form == .oblique {
          let low = article.span(one.token).lowerBound
          let high = article.span(child).upperBound
          if low > verb, low < high {
            add(.pair, low..<high, verb, child, preposition, speakerOnce(), &found)
          }
        }
        if form == .object || form == .oblique { last = (child, form) }
      }
    }
    if !hasClause, let last, article.vocabulary.speech.contains(article.lemma(verb), in: reading),
      let that = clause(within: article.span(last.token))
    {
      add(.clause, that.tokens, verb, that.head, nil, speakerOnce(), &found)
    }
    if article.relation(verb) == .parataxis, !hasClause, article.head(verb) >= 0, let speaker = speakerOnce()
    {
      remainder(
        of: sentence, without: article.span(verb), verb, article.head(verb), speaker,
        (.before, .behind, .around), &found)
    }
  }

  /// "said in a letter to the council that the tunnel would open", where the arcs hang the clause on the council.
  private func clause(within phrase: Range<Int>) -> (tokens: Range<Int>, head: Int)? {
    for token in phrase.dropFirst(2) where Self.that.contains(article.word(token), in: reading) {
      let head = article.head(token)
      guard head > token, phrase.contains(head),
        article.upos(head) == .verb || article.child(head, .cop) != nil,
        let subject = article.child(head, .nsubj) ?? article.child(head, .nsubjPass), subject > token
      else { continue }
      return (token..<phrase.upperBound, head)
    }
    return nil
  }

  private static let that: WordSet = "that"

  /// What is left of a sentence beside the phrase that says who says it.
  private func remainder(
    of sentence: Range<Int>, without phrase: Range<Int>, _ cue: Int, _ content: Int, _ speaker: Speaker,
    _ forms: (before: QuoteCandidate.Form, behind: QuoteCandidate.Form, around: QuoteCandidate.Form),
    _ found: inout [QuoteCandidate]
  ) {
    let hasBefore = phrase.lowerBound - sentence.lowerBound > 2
    let hasBehind = sentence.upperBound - phrase.upperBound > 2
    if hasBefore {
      add(forms.before, sentence.lowerBound..<phrase.lowerBound, cue, content, nil, speaker, &found)
    }
    if hasBehind {
      add(forms.behind, phrase.upperBound..<sentence.upperBound, cue, content, nil, speaker, &found)
    }
    if hasBefore, hasBehind { add(forms.around, sentence, cue, content, nil, speaker, &found) }
  }

  private func ofAccording(_ token: Int, _ sentence: Range<Int>, _ found: inout [QuoteCandidate]) {
    guard let name = speakers.according(token) else { return }
    let phrase = article.span(name)
    let whole = min(phrase.lowerBound, token)..<max(phrase.upperBound, token + 1)
    let speaker = Speaker(head: name, shown: name)
    remainder(
      of: sentence, without: whole, token, max(article.head(name), 0), speaker,
      (.accordingBefore, .accordingBehind, .accordingAround), &found)
  }

  // MARK: Nouns and adjectives

  /// "his claim that …", "the plan to …", "her support for …".
  private func ofNoun(_ noun: Int, _ found: inout [QuoteCandidate]) {
    for child in article.children(noun) where child > noun {
      switch article.relation(child) {
      case .acl, .ccomp, .xcomp:
        guard article.xpos(child) != .vbn, article.xpos(child) != .vbg || article.child(child, .mark) != nil
        else { continue }
        add(.nounClause, article.span(child), noun, child, nil, speakers.speaker(noun), &found)
      case .nmod:
        guard let marker = article.preposition(child), article.child(noun, .nmodPoss) != nil else { continue }
        add(.nounPhrase, article.span(child), noun, child, marker, speakers.speaker(noun), &found)
      default: break
      }
    }
  }

  /// "is convinced that …", "was sure to …".
  private func ofAdjective(_ word: Int, _ found: inout [QuoteCandidate]) {
    for child in article.children(word) where child > word {
      switch article.relation(child) {
      case .ccomp, .xcomp, .advcl:
        guard let subject = article.child(word, .nsubj) else { continue }
        add(
          .adjective, article.span(child), word, child, nil,
          Speaker(head: subject, shown: subject), &found)
      default: break
      }
    }
  }

  // MARK: Colons

  /// "Minister: the bridge will be rebuilt".
  private func colon(_ sentence: Sentence, _ found: inout [QuoteCandidate]) {
    let tokens = sentence.tokens
    for token in tokens.prefix(9).dropFirst() where article.xpos(token) == .colon {
      guard Self.colon.contains(article.word(token), in: reading), tokens.upperBound - token > 3,
        let speaker = (tokens.lowerBound..<token).last(where: {
          article.upos($0) == .propn || article.upos($0) == .noun
        })
      else { return }
      add(
        .colon, (token + 1)..<tokens.upperBound, token, token + 1, nil,
        Speaker(head: speaker, shown: speaker), &found)
      return
    }
  }

  private static let colon: WordSet = ":"

  // MARK: Spans

  private func add(
    _ form: QuoteCandidate.Form, _ span: Range<Int>, _ cue: Int, _ content: Int, _ preposition: Symbol?,
    _ speaker: Speaker?, _ found: inout [QuoteCandidate]
  ) {
    var tokens = trim(span)
    guard !tokens.isEmpty, tokens.count <= Self.longest else { return }
    if tokens.contains(cue), form != .around, form != .accordingAround {
      // A fronted clause that took the cue along.
      guard cue > content else { return }
      tokens = trim(tokens.lowerBound..<cue)
      guard !tokens.isEmpty else { return }
    }
    // A stretch in marks belongs to the content as a whole.
    if let open = marks.stretch(at: tokens.upperBound - 1), open.whole.lowerBound >= tokens.lowerBound {
      tokens = tokens.lowerBound..<max(tokens.upperBound, open.whole.upperBound)
    }
    if let own = marks.candidate(at: tokens.lowerBound),
      own.tokens.lowerBound <= tokens.lowerBound, tokens.upperBound <= own.tokens.upperBound,
      !own.tokens.contains(cue)
    {
      return
    }
    found.append(
      QuoteCandidate(
        form: form, tokens: tokens, cue: cue, content: content, preposition: preposition, speaker: speaker))
  }

  /// Without marks and commas at the ends, but with quotation marks.
  private func trim(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, reading.tokens.shape[low].contains(.punctuation), marks.stretch(at: low) == nil {
      low += 1
    }
    while high > low, reading.tokens.shape[high - 1].contains(.punctuation),
      marks.stretch(at: high - 1) == nil
    {
      high -= 1
    }
    return low..<max(low, high)
  }
}
