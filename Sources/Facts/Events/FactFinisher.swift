internal import Articles
internal import English

/// Gives facts what their own words do not say: a place from the dateline, a date from the article, a status that fits
/// the date; and marks what the article is about.
struct FactFinisher {
  let article: ParsedArticle
  let kinds: KindTable
  let gazetteer: Gazetteer
  let places: [PlaceMention]
  let teasers: Set<Int>

  private var reading: Reading { article.reading }

  init(article: ParsedArticle, kinds: KindTable, gazetteer: Gazetteer, places: [PlaceMention]) {
    self.article = article
    self.kinds = kinds
    self.gazetteer = gazetteer
    self.places = places
    teasers = Teasers.find(in: article.reading)
  }

  func finish(_ facts: inout [Fact]) {
    for index in facts.indices {
      inheritTime(&facts[index])
      inheritPlace(&facts[index])
      fitStatus(&facts[index])
    }
    markMain(&facts)
  }

  private func sentence(of fact: Fact) -> Int {
    let token = article.firstToken(at: fact.mentions[0].trigger.start)
    return token < article.count ? Int(article.sentenceOf[token]) : 0
  }

  /// What happened without a date of its own happened, as far as a reader knows, when the article says so.
  private func inheritTime(_ fact: inout Fact) {
    guard fact.time == nil, let published = reading.article.published, !teasers.contains(sentence(of: fact)),
      fact.status == .happened || fact.status == .ongoing
    else { return }
    fact.time = FactTime(text: TextRange(start: 0, end: 0), interval: published, via: .publication)
  }

  /// The first facts of a report took place where it was written, if nothing else is said.
  private func inheritPlace(_ fact: inout Fact) {
    guard fact.place == nil, fact.kind != kinds.kind(named: "statement"), let dateline = datelinePlace(),
      fact.status == .happened || fact.status == .ongoing, kinds.name(fact.kind) != "visit",
      kinds.name(fact.kind) != "call",
      reading.sentences[sentence(of: fact)].paragraph <= dateline.paragraph + 1,
      fact.time.map({ $0.via != .clause }) ?? true
    else { return }
    fact.place = dateline.place
  }

  private func datelinePlace() -> (place: FactPlace, paragraph: Int32)? {
    guard let line = reading.sentences.prefix(6).first(where: { $0.kind == .dateline }) else { return nil }
    let text = reading.tokens.range(line.tokens)
    guard let mention = places.first(where: { text.contains($0.text) && !$0.isAdjective }),
      let row = mention.place
    else {
      return nil
    }
    let place = FactPlace(
      text: mention.text, place: row, point: mention.point ?? gazetteer.point(row),
      country: gazetteer.country(row),
      via: .dateline)
    return (place, line.paragraph)
  }

  /// What is dated after the article has not happened yet.
  private func fitStatus(_ fact: inout Fact) {
    guard let published = reading.article.published, let time = fact.time else { return }
    if time.interval.start >= published.end, fact.status == .happened || fact.status == .ongoing {
      fact.status = .planned
    }
  }

  /// The fact with the most mentions, told early, is what the article is about.
  private func markMain(_ facts: inout [Fact]) {
    var best: (index: Int, score: Double)?
    for index in facts.indices where kinds.name(facts[index].kind) != "statement" {
      let at = sentence(of: facts[index])
      guard !teasers.contains(at) else { continue }
      let score = Double(facts[index].mentions.count) + (at == 0 ? 2 : at <= 2 ? 1 : 0) - Double(at) * 0.01
      if best.map({ score > $0.score }) ?? true { best = (index, score) }
    }
    if let best, best.score >= 1 { facts[best.index].isMain = true }
  }
}
