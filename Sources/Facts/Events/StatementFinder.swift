internal import Articles
internal import English

/// Makes a statement of every quotation whose speaker is known.
struct StatementFinder {
  let article: ParsedArticle
  let kinds: KindTable

  /// One statement for the quotations that share speaker, cue and sentence; contents in the order of the text.
  func run(_ cast: inout Cast) -> [Fact] {
    guard let kind = kinds.speech, let speakerRole = kinds.role(named: "speaker") else {
      return []
    }
    var facts: [Fact] = []
    var open: (speaker: EntityID, cue: TextRange)?
    for spoken in cast.quotes {
      let (quote, found) = (spoken.quote, spoken.found)
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
      fact.source =
        source(cueToken, but: speaker, &cast)
        ?? FactSource(entity: speaker, cue: cue, isDirect: quote.isDirect)
      fact.status = status(cueToken)
      fact.confidence = quote.isDirect ? 0.92 : 0.85
      if cueToken < article.count { addAddressee(&fact, cueToken, &cast) }
      addSubjects(&fact, found.tokens, &cast)
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

  /// "Police said witnesses told them that …": the police are the source of what the witnesses said.
  private func source(_ cue: Int, but speaker: EntityID, _ cast: inout Cast) -> FactSource? {
    guard cue < article.count, article.upos(cue) == .verb,
      let outer = SourceFinder(article: article).source(of: cue),
      let found = cast.speaker(outer.speaker), found.entity != speaker
    else { return nil }
    return FactSource(entity: found.entity, cue: article.reading.tokens.range(outer.cue), isDirect: false)
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

  // MARK: To whom

  /// "told reporters", "said to the council", "said in a letter to the ministry".
  private func addAddressee(_ fact: inout Fact, _ cue: Int, _ cast: inout Cast) {
    guard article.upos(cue) == .verb, let role = kinds.role(named: "addressee") else { return }
    let isTelling = Self.telling.contains(article.lemma(cue), in: article.reading)
    for argument in article.verbPredicate(cue).arguments {
      let preposition = argument.preposition
      func has(_ words: WordSet) -> Bool {
        preposition.map { words.contains($0, in: article.reading) } ?? false
      }
      if argument.slot == .iobj || (argument.slot == .obj && isTelling) {
        add(argument.token, as: role, to: &fact, isTelling ? .thing : .actor, &cast)
      } else if argument.slot == .prep, has(Self.to) {
        add(argument.token, as: role, to: &fact, .actor, &cast)
      } else if argument.slot == .prep, has(Self.within),
        Self.messages.contains(article.nounLemma(argument.token), in: article.reading)
      {
        for child in article.children(argument.token) where article.relation(child) == .nmod {
          guard article.preposition(child).map({ Self.toOrWith.contains($0, in: article.reading) }) == true
          else { continue }
          add(child, as: role, to: &fact, .actor, &cast)
        }
      }
    }
  }

  private func add(
    _ token: Int, as role: Role, to fact: inout Fact, _ filler: Filler, _ cast: inout Cast
  ) {
    guard article.relation(token) != .ccomp else { return }
    var found = cast.fillers(token, .actor)
    if found.isEmpty, filler == .thing, article.upos(token) == .noun {
      found = cast.fillers(token, .thing)
    }
    for one in found.prefix(4) where !fact.roles.contains(where: { $0.entity == one.entity }) {
      fact.roles.append(RoleFiller(role: role, entity: one.entity))
      fact.fillers.append(
        FillerMention(
          mention: 0, text: article.reading.tokens.range(one.tokens), role: role, entity: one.entity))
    }
  }

  private static let telling: WordSet = "tell inform assure remind warn ask notify brief advise caution"
  private static let to: WordSet = "to"
  private static let within: WordSet = "in during on at"
  private static let toOrWith: WordSet = "to with"
  private static let messages: WordSet =
    "interview letter message email e-mail call conversation note statement memo report briefing speech address post"

  // MARK: About whom

  /// Those that the content speaks of: the subject of its first clause and then the names in it, at most four.
  private func addSubjects(_ fact: inout Fact, _ content: Range<Int>, _ cast: inout Cast) {
    guard let role = kinds.role(named: "subject") else { return }
    let limit = fact.roles.count + Self.subjects
    if let subject = content.prefix(40).first(where: { article.isSubject($0) }),
      article.upos(subject) != .pron
    {
      add(subject, as: role, to: &fact, .actor, &cast)
    }
    for token in content.prefix(200) where fact.roles.count < limit {
      guard let id = cast.register.named(token),
        [.person, .organisation, .place].contains(cast.register[id].kind),
        !fact.roles.contains(where: { $0.entity == id })
      else { continue }
      add(token, as: role, to: &fact, .actor, &cast)
    }
  }

  private static let subjects = 4
}
