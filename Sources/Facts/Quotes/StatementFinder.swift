internal import Articles
internal import English

/// Makes a statement of every quotation whose speaker is known.
struct StatementFinder {
  let article: ParsedArticle
  let kinds: KindTable
  var fillers: FillerFinder

  /// One statement for the quotations that share speaker, cue and sentence; contents in the order of the text.
  mutating func run(_ quotes: [(quote: Quote, found: FoundQuote)]) -> [Fact] {
    guard let kind = kinds.kind(named: "statement"), let speakerRole = kinds.role(named: "speaker") else {
      return []
    }
    var facts: [Fact] = []
    var open: (speaker: EntityID, cue: TextRange)?
    for (quote, found) in quotes {
      guard let speaker = quote.speaker, let cue = quote.cue, let speakerText = quote.speakerText,
        found.isDirect || isSaying(found)
      else { continue }
      if let last = open, last.speaker == speaker, last.cue == cue, !facts.isEmpty {
        extend(&facts[facts.count - 1], quote)
        continue
      }
      open = (speaker, cue)
      let sentence = article.reading.sentences[Int(article.sentenceOf[found.tokens.lowerBound])]
      let cueToken = article.firstToken(at: cue.start)
      var sentenceRange = article.reading.tokens.range(sentence.tokens)
      if cueToken < article.count {
        let other = article.reading.sentences[Int(article.sentenceOf[cueToken])]
        let otherRange = article.reading.tokens.range(other.tokens)
        sentenceRange = TextRange(
          start: min(sentenceRange.start, otherRange.start), end: max(sentenceRange.end, otherRange.end))
      }
      let mention = FactMention(sentence: sentenceRange, trigger: cue, rule: KindTable.quoteRule)
      var fact = Fact(kind: kind, mentions: [mention], content: quote.content)
      fact.roles = [RoleFiller(role: speakerRole, entity: speaker)]
      fact.fillers = [FillerMention(mention: 0, text: speakerText, role: speakerRole, entity: speaker)]
      fact.source = FactSource(entity: speaker, cue: cue, isDirect: quote.isDirect)
      fact.status = status(cueToken)
      fact.confidence = quote.isDirect ? 0.92 : 0.85
      if cueToken < article.count { addAddressee(&fact, cueToken) }
      facts.append(fact)
    }
    return facts
  }

  /// Thoughts and wishes are no statements: the cue is a word of saying.
  private func isSaying(_ found: FoundQuote) -> Bool {
    guard let cue = found.cue?.lowerBound else { return false }
    return article.upos(cue) != .verb
      || article.vocabulary.speech.contains(article.lemma(cue), in: article.reading)
  }

  private func extend(_ fact: inout Fact, _ quote: Quote) {
    guard let content = fact.content else { return }
    fact.content = TextRange(
      start: min(content.start, quote.content.start), end: max(content.end, quote.content.end))
    let sentence = fact.mentions[0].sentence
    fact.mentions[0].sentence = TextRange(
      start: min(sentence.start, quote.content.start), end: max(sentence.end, quote.content.end))
  }

  /// "X will say", "X did not say".
  private func status(_ cue: Int) -> Status {
    guard cue < article.count else { return .happened }
    let verb = article.upos(cue) == .verb
    guard verb else { return .happened }
    let status = StatusFinder(article: article).status(of: article.verbPredicate(cue))
    // To say something while something else is denied or planned is still to say it.
    return [.planned, .denied, .possible].contains(status) ? status : .happened
  }

  /// "told reporters", "said to the council".
  private mutating func addAddressee(_ fact: inout Fact, _ cue: Int) {
    guard article.upos(cue) == .verb, let role = kinds.role(named: "addressee") else { return }
    for argument in article.verbPredicate(cue).arguments {
      let isAddressee =
        argument.slot == .iobj
        || (argument.slot == .obj && Self.telling.contains(article.lemma(cue), in: article.reading))
        || (argument.slot == .prep
          && argument.preposition.map { Self.to.contains($0, in: article.reading) } == true)
      guard isAddressee else { continue }
      for filler in fillers.fillers(argument.token, .actor).prefix(4)
      where !fact.roles.contains(where: { $0.entity == filler.entity }) {
        fact.roles.append(RoleFiller(role: role, entity: filler.entity))
        fact.fillers.append(
          FillerMention(
            mention: 0, text: article.reading.tokens.range(filler.tokens), role: role, entity: filler.entity))
      }
    }
  }

  private static let telling: WordSet = "tell inform assure remind warn"
  private static let to: WordSet = "to"
}
