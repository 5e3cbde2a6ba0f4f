internal import Articles
internal import English

/// A quotation by tokens, before its speaker is an entity.
struct FoundQuote {
  /// The content; for direct ones without the marks.
  var tokens: Range<Int>
  var isDirect: Bool
  /// The head of the speaker's noun phrase.
  var speaker: Int?
  var cue: Range<Int>?
}

/// Finds what is said, in quotation marks and reported, and who says it.
struct QuoteFinder {
  let article: ParsedArticle

  private var reading: Reading { article.reading }
  private var vocabulary: CueWords { article.vocabulary }

  /// Tokens from a quotation to the word that brings it in.
  private static let cueReach = 60

  /// Tokens in one quotation at most; an unclosed mark ends with its paragraph.
  private static let longest = 400

  func run() -> [FoundQuote] {
    var quotes = direct()
    attribute(&quotes)
    quotes += indirect(quotes)
    return quotes.sorted {
      ($0.tokens.lowerBound, $0.tokens.upperBound) < ($1.tokens.lowerBound, $1.tokens.upperBound)
    }
  }

  // MARK: In quotation marks

  private func isOpening(_ token: Int) -> Bool { article.xpos(token) == .openQuote }

  private func isMark(_ token: Int) -> Bool {
    guard reading.tokens.shape[token].contains(.punctuation) else { return false }
    let first = reading.article.text[Int(reading.tokens.start[token])]
    // " or “ ” „ « »; single marks are too often apostrophes.
    if first == 0x22 { return true }
    return reading.tokens.length[token] >= 2 && Self.marks.contains(article.word(token), in: reading)
  }

  private static let marks: WordSet = "\" “ ” „ « »"

  private func direct() -> [FoundQuote] {
    var quotes: [FoundQuote] = []
    var open: Int?
    for token in 0..<article.count {
      guard isMark(token) else { continue }
      if let start = open {
        let changesParagraph = paragraph(start) != paragraph(token)
        if changesParagraph {
          // A paragraph that opens with a mark while one is open goes on with the same speech.
          append(start + 1, endOfParagraph(start), &quotes)
          open = token
        } else {
          append(start + 1, token, &quotes)
          open = nil
        }
      } else {
        open = token
      }
    }
    if let start = open { append(start + 1, endOfParagraph(start), &quotes) }
    return quotes
  }

  private func append(_ low: Int, _ high: Int, _ quotes: inout [FoundQuote]) {
    guard low < high, high - low <= Self.longest else { return }
    quotes.append(FoundQuote(tokens: low..<high, isDirect: true, speaker: nil, cue: nil))
  }

  private func paragraph(_ token: Int) -> Int32 {
    reading.sentences[Int(article.sentenceOf[token])].paragraph
  }

  private func endOfParagraph(_ token: Int) -> Int {
    let paragraph = paragraph(token)
    var sentence = Int(article.sentenceOf[token])
    while sentence + 1 < reading.sentences.count, reading.sentences[sentence + 1].paragraph == paragraph {
      sentence += 1
    }
    return reading.sentences[sentence].tokens.upperBound
  }

  /// Finds the speaker of each quotation: the speech verb of its sentence outside the marks, else that of the sentence
  /// before or behind in its paragraph, else the speaker of the quotation before it.
  private func attribute(_ quotes: inout [FoundQuote]) {
    let inside = covered(quotes)
    for index in quotes.indices {
      let first = Int(article.sentenceOf[quotes[index].tokens.lowerBound])
      let last = Int(article.sentenceOf[quotes[index].tokens.upperBound - 1])
      if let found = cue(near: quotes[index].tokens, in: first...last, inside) {
        quotes[index].speaker = found.speaker
        quotes[index].cue = found.cue..<(found.cue + 1)
      } else if index > 0, let speaker = quotes[index - 1].speaker,
        continues(quotes[index - 1], quotes[index])
      {
        quotes[index].speaker = speaker
        quotes[index].cue = quotes[index - 1].cue
      }
    }
  }

  /// The speech verb outside all marks that stands nearest to the quotation, with its subject.
  private func cue(
    near quote: Range<Int>, in sentences: ClosedRange<Int>, _ inside: [Bool]
  ) -> (speaker: Int, cue: Int)? {
    var best: (speaker: Int, cue: Int, distance: Int)?
    for sentence in sentences {
      let tokens = reading.sentences[sentence].tokens
      let near = (quote.lowerBound - Self.cueReach)..<(quote.upperBound + Self.cueReach)
      for token in tokens.clamped(to: near) where !inside[token] {
        if let marker = accordingSpeaker(token) {
          let distance = distance(token, quote) + 3
          if best.map({ distance < $0.distance }) ?? true { best = (marker, token, distance) }
          continue
        }
        guard article.upos(token) == .verb,
          vocabulary.directSpeech.contains(article.lemma(token), in: reading),
          let speaker = subject(token), !inside[speaker]
        else { continue }
        let distance = distance(token, quote)
        if best.map({ distance < $0.distance }) ?? true { best = (speaker, token, distance) }
      }
    }
    return best.map { ($0.speaker, $0.cue) }
  }

  /// Whether each token stands in a quotation.
  private func covered(_ quotes: [FoundQuote]) -> [Bool] {
    var inside = [Bool](repeating: false, count: article.count)
    for quote in quotes { for token in quote.tokens { inside[token] = true } }
    return inside
  }

  private func distance(_ token: Int, _ quote: Range<Int>) -> Int {
    token < quote.lowerBound ? quote.lowerBound - token : token - quote.upperBound
  }

  /// The subject of a speech verb; in "…," said Butler it may hang on the verb as another noun.
  private func subject(_ verb: Int) -> Int? {
    if let subject = article.verbPredicate(verb).arguments.first(where: { $0.slot == .subj })?.token {
      return subject
    }
    if article.relation(verb) == .parataxis, let name = article.nameBefore(verb) { return name }
    return article.children(verb).first { child in
      child > verb && child <= verb + 3
        && [.obj, .dep, .nsubjPass, .parataxis].contains(article.relation(child))
        && (article.upos(child) == .propn || article.upos(child) == .pron)
    }
  }

  private func accordingSpeaker(_ token: Int) -> Int? {
    guard Self.according.contains(article.word(token), in: reading), article.relation(token) == .caseMarker,
      article.head(token) >= 0
    else { return nil }
    return article.head(token)
  }

  private static let according: WordSet = "according"

  /// The next quotation of one speech: in the same paragraph with nothing but marks between, or at the head of the
  /// next paragraph.
  private func continues(_ a: FoundQuote, _ b: FoundQuote) -> Bool {
    let sentences =
      Int(article.sentenceOf[b.tokens.lowerBound]) - Int(article.sentenceOf[a.tokens.upperBound - 1])
    return sentences <= 1 && b.tokens.lowerBound - a.tokens.upperBound <= 40
  }

  // MARK: Reported

  /// Clauses that a speech verb takes, with their speakers.
  private func indirect(_ direct: [FoundQuote]) -> [FoundQuote] {
    let inside = covered(direct)
    var quotes: [FoundQuote] = []
    var spans: Set<Range<Int>> = []
    for sentence in reading.sentences where sentence.isParsed {
      for token in sentence.tokens where !inside[token] {
        if let quote = reported(token, sentence) ?? interposed(token, sentence) ?? according(token, sentence)
        {
          guard quote.tokens.contains(where: { !inside[$0] && isWord($0) }) else { continue }
          if spans.insert(quote.tokens).inserted { quotes.append(quote) }
        }
      }
    }
    return quotes
  }

  private func isWord(_ token: Int) -> Bool { reading.tokens.shape[token].contains(.hasLetter) }

  /// "Butler said (that) there had been some hope".
  private func reported(_ verb: Int, _ sentence: Sentence) -> FoundQuote? {
    guard article.upos(verb) == .verb, vocabulary.speech.contains(article.lemma(verb), in: reading),
      let clause = article.children(verb).first(where: {
        [.ccomp, .parataxis].contains(article.relation($0))
      }),
      let speaker = subject(verb), speaker != clause
    else { return nil }
    if article.relation(clause) == .parataxis, clause < verb { return nil }
    let span = trim(article.span(clause))
    guard span.count >= 3, !span.contains(verb) else { return nil }
    return FoundQuote(tokens: span, isDirect: false, speaker: speaker, cue: verb..<(verb + 1))
  }

  /// "There had been some hope, Butler said": the clause is the root and the speech hangs on it.
  private func interposed(_ verb: Int, _ sentence: Sentence) -> FoundQuote? {
    guard article.upos(verb) == .verb, article.relation(verb) == .parataxis,
      vocabulary.speech.contains(article.lemma(verb), in: reading), article.head(verb) >= 0,
      let speaker = subject(verb),
      article.child(verb, .ccomp) == nil
    else { return nil }
    let speech = article.span(verb)
    let whole = sentence.tokens
    let before = trim(whole.lowerBound..<speech.lowerBound)
    let behind = trim(speech.upperBound..<whole.upperBound)
    let content = before.count >= behind.count ? before : behind
    guard content.count >= 3 else { return nil }
    return FoundQuote(tokens: content, isDirect: false, speaker: speaker, cue: verb..<(verb + 1))
  }

  private func according(_ token: Int, _ sentence: Sentence) -> FoundQuote? {
    guard let speaker = accordingSpeaker(token) else { return nil }
    let phrase = article.span(speaker)
    let whole = sentence.tokens
    let before = trim(whole.lowerBound..<phrase.lowerBound)
    let behind = trim(phrase.upperBound..<whole.upperBound)
    let content = before.count >= behind.count ? before : behind
    guard content.count >= 3 else { return nil }
    return FoundQuote(
      tokens: content, isDirect: false, speaker: speaker, cue: token..<min(token + 2, article.count))
  }

  /// Without marks and commas at the ends.
  private func trim(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, reading.tokens.shape[low].contains(.punctuation) { low += 1 }
    while high > low, reading.tokens.shape[high - 1].contains(.punctuation) { high -= 1 }
    return low..<max(low, high)
  }
}
