internal import Articles
internal import English

/// Who says so of events whose own path to a word of saying is hidden: the speaker of the quotation or report that they
/// stand in, or "according to X" at the edge of their sentence.
struct ReportedSources {
  let article: ParsedArticle
  /// In the order of the text, none within another.
  let quotes: [SpokenQuote]

  /// Gives a source to each event that has none. O(events · log quotes + tokens of their sentences).
  func fill(_ events: inout [FoundEvent], _ cast: inout Cast) {
    for index in events.indices where events[index].fact.source == nil {
      let trigger = events[index].trigger
      if let found = quote(at: trigger), let speaker = found.quote.speaker, let cue = found.quote.cue,
        hasVerb(found.found) || !events[index].fact.roles.contains(where: { $0.entity == speaker })
      {
        let quote = found.quote
        events[index].fact.source = FactSource(entity: speaker, cue: cue, isDirect: quote.isDirect)
      } else if let found = attribution(trigger) ?? edge(trigger), let speaker = cast.speaker(found.speaker) {
        events[index].fact.source = FactSource(
          entity: speaker.entity, cue: article.reading.tokens.range(found.cue), isDirect: false)
      }
    }
    fillHeadline(&events)
  }

  /// A headline says in short what the lead says: who is the source of that is the source of it.
  private func fillHeadline(_ events: inout [FoundEvent]) {
    for index in events.indices where events[index].isHeadline && events[index].fact.source == nil {
      let headline = events[index]
      let lead = events.first {
        !$0.isHeadline && $0.fact.kind == headline.fact.kind && $0.fact.source != nil
          && $0.sentence <= headline.sentence + Self.leadLength
          && ($0.fact.status == headline.fact.status || $0.fact.status.isReal && headline.fact.status.isReal)
      }
      events[index].fact.source = lead?.fact.source
    }
  }

  /// Sentences behind a headline that tell what it tells.
  private static let leadLength = 3

  /// "…, police said on Monday." at a sentence's end: all that stands before it, whatever the arcs make of it.
  private func edge(_ trigger: Int) -> (speaker: Int, cue: Range<Int>)? {
    let sentence = article.reading.sentences[Int(article.sentenceOf[trigger])].tokens
    guard sentence.count <= 200 else { return nil }
    let speakers = SpeakerFinder(article: article)
    func isSpeech(_ token: Int) -> Bool {
      article.upos(token) == .verb
        && article.vocabulary.speech.contains(article.lemma(token), in: article.reading)
    }
    var last: SpeakerFinder.Attribution?
    for comma in sentence.suffix(Self.tail).reversed() where article.xpos(comma) == .comma && comma > trigger
    {
      guard let found = speakers.attribution(at: start(behind: comma), isSpeech: isSpeech),
        sentence.contains(found.cue), isTail(found.cue + 1, of: found.phrase, sentence)
      else { continue }
      // "…, Jorge Lind, manager of the bank, said": the name before the description of it.
      if let last, found.cue != last.cue || !isName(found.speaker.head) { continue }
      last = found
    }
    return last.map { ($0.speaker.head, $0.cue..<($0.cue + 1)) }
  }

  /// Behind a comma and the quotation mark that closes there.
  private func start(behind comma: Int) -> Int {
    let next = comma + 1
    return next < article.count && Self.closing.contains(article.word(next), in: article.reading)
      ? next + 1 : next
  }

  private static let closing: WordSet = "\" ” '' ’"

  private func isName(_ token: Int) -> Bool { article.upos(token) == .propn }

  /// Nothing but when it was said follows.
  private func isTail(_ start: Int, of phrase: Range<Int>, _ sentence: Range<Int>) -> Bool {
    let rest = max(start, phrase.upperBound)..<max(sentence.upperBound, start, phrase.upperBound)
    return rest.count <= 7
      && rest.allSatisfy {
        article.upos($0) != .verb && article.upos($0) != .aux && article.upos($0) != .sconj
      }
  }

  /// Words that an attribution at a sentence's end may have.
  private static let tail = 24

  private func quote(at token: Int) -> SpokenQuote? {
    let low = (0..<quotes.count).partitionPoint { quotes[$0].found.tokens.upperBound <= token }
    guard low < quotes.count, quotes[low].found.tokens.contains(token), isTold(quotes[low].found) else {
      return nil
    }
    return quotes[low]
  }

  /// "announced the arrest of Y" tells it, "blamed the attack on Y" does not.
  private func isTold(_ found: FoundQuote) -> Bool {
    guard !hasVerb(found), let cue = found.cue?.lowerBound else { return true }
    return article.vocabulary.telling.contains(article.lemma(cue), in: article.reading)
  }

  private func hasVerb(_ found: FoundQuote) -> Bool {
    found.isDirect
      || found.tokens.contains { article.upos($0) == .verb || article.upos($0) == .aux }
  }

  /// "According to X, …" and "…, according to X": all that the sentence tells beside X.
  private func attribution(_ trigger: Int) -> (speaker: Int, cue: Range<Int>)? {
    let sentence = article.reading.sentences[Int(article.sentenceOf[trigger])].tokens
    guard sentence.count <= 200 else { return nil }
    let speakers = SpeakerFinder(article: article)
    for token in sentence {
      guard let name = speakers.according(token), !article.isBelow(trigger, name),
        token == sentence.lowerBound || article.upos(token - 1) == .punct || token > trigger
      else { continue }
      return (name, token..<min(token + 2, article.count))
    }
    return nil
  }
}
