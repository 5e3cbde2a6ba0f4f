internal import Articles
internal import Atlas
internal import English

/// Gives facts what their own words do not say: a place from the dateline, a date from the article, a status that fits
/// the date; and marks what the article is about.
struct FactFinisher {
  let article: ParsedArticle
  let kinds: KindTable
  let gazetteer: Gazetteer
  let mentions: Mentions
  let setting: SettingFinder
  let dates: DateSetting
  let places: FactPlaceSetting
  let entities: [Entity]
  /// Sentences with an expression of a time long before the article.
  let backgrounds: Set<Int>
  /// Sentences that belong to other articles' teasers.
  let teasers: Set<Int>

  private var reading: Reading { article.reading }

  /// Days before an article on which something without a date of its own may have happened. Set by hand: weekly papers
  /// and follow-ups tell of the days before, and a query of one day should not lose them.
  private static let recentDays: Int64 = 3
  /// A date further back, in days, is background. Set by hand, about two months.
  static let backgroundDays: Int64 = 60
  /// Sentences over which a date goes on to the next fact of its paragraph, and a place from one encounter to the next.
  private static let timeReach = 3
  private static let placeReach = 1
  /// Paragraphs behind a dateline whose facts may be where it was written.
  private static let datelineReach: Int32 = 3

  /// What the article says of the places of all its facts, found once.
  private struct Whereabouts {
    var dateline: (place: FactPlace, paragraph: Int32)?
    var country: CountryChoice
    var choice: PlaceChoice
  }

  /// Candidates get places, dates and statuses, too, but none is what the article is about.
  func finish(_ facts: inout [Fact], candidates: inout [Fact]) {
    inheritFromNeighbours(&facts)
    inheritFromNeighbours(&candidates)
    // Of what is sure alone, that candidates change nothing of it.
    let choice = DateChoice(self, facts)
    let places = Whereabouts(
      dateline: datelinePlace(), country: mentions.countryChoice(in: reading, gazetteer: gazetteer),
      choice: PlaceChoice(self, facts, places: mentions.told(in: gazetteer)))
    complete(&facts, places, choice)
    markMain(&facts)
    complete(&candidates, places, choice)
  }

  private func complete(_ facts: inout [Fact], _ places: Whereabouts, _ choice: DateChoice) {
    for index in facts.indices {
      chooseTime(&facts[index], choice)
      let own = facts[index].place.flatMap { $0.place == nil && $0.site != nil ? $0 : nil }
      if own != nil { facts[index].place = nil }
      choosePlace(&facts[index], places, hasSite: own != nil)
      if let own, let site = own.site {
        facts[index].place = FactPlace.site(site, in: facts[index].place)
        facts[index].place?.via = own.via
      }
      fitStatus(&facts[index])
    }
  }

  private func sentence(of fact: Fact) -> Int { sentence(of: fact.mentions[0]) }

  func sentence(of mention: FactMention) -> Int {
    let token = article.firstToken(at: mention.trigger.start)
    return token < article.count ? Int(article.sentenceOf[token]) : 0
  }

  private func isStatement(_ fact: Fact) -> Bool { fact.kind == kinds.speech }

  private func isEncounter(_ fact: Fact) -> Bool { kinds[fact.kind].traits.contains(.encounter) }
  private func isAfar(_ fact: Fact) -> Bool { kinds[fact.kind].traits.contains(.afar) }

  /// Date and place of the fact before in the same paragraph, if both happened.
  private func inheritFromNeighbours(_ facts: inout [Fact]) {
    let order = facts.indices.sorted {
      facts[$0].mentions[0].trigger.start < facts[$1].mentions[0].trigger.start
    }
    var last: (time: FactTime?, place: FactPlace?, paragraph: Int32, sentence: Int, isEncounter: Bool)?
    for index in order where !isStatement(facts[index]) && facts[index].kind != kinds.catchAll {
      let at = sentence(of: facts[index])
      let paragraph = reading.sentences[at].paragraph
      let own = (facts[index].time, facts[index].place)
      let isPast = facts[index].status.isReal
      if let last, isPast, last.paragraph == paragraph, at - last.sentence <= Self.timeReach {
        if own.0 == nil, var time = last.time {
          time.via = .inherited
          facts[index].time = time
        }
        if own.1 == nil, at - last.sentence <= Self.placeReach, last.isEncounter, isEncounter(facts[index]),
          var place = last.place
        {
          place.via = .inherited
          facts[index].place = place
        }
      }
      let keepsOld = last?.paragraph == paragraph
      if isPast {
        last = (
          own.0 ?? (keepsOld ? last?.time : nil), own.1 ?? (keepsOld ? last?.place : nil), paragraph,
          own.0 != nil || own.1 != nil || !keepsOld ? at : last?.sentence ?? at, isEncounter(facts[index])
        )
      }
    }
  }

  /// The likeliest of the places that the article tells, or at least the country, which is no point on the map.
  private func choosePlace(_ fact: inout Fact, _ known: Whereabouts, hasSite: Bool) {
    guard !isStatement(fact) else { return }
    inheritPlace(&fact, known.dateline)
    guard !teasers.contains(sentence(of: fact)), fact.kind != kinds.catchAll || fact.place == nil else {
      return
    }
    let query = CountryChoice.Query(fact, kinds: kinds, entities: entities)
    let verdict =
      fact.place == nil ? known.country.verdict(on: query) : CountryChoice.Verdict(country: nil, odds: [:])
    guard fact.kind != kinds.catchAll, let weights = places.weights else {
      fact.place = fact.place ?? verdict.country.map { FactPlace(country: $0, gazetteer) }
      return
    }
    let options = known.choice.options(
      of: fact,
      PlaceChoice.Around(
        hasSite: hasSite, verdict: verdict,
        roles: Set(fact.roles.compactMap { entities[Int($0.entity.rawValue)].place }),
        countries: query.countries))
    places.observe?(fact, options)
    guard !options.isEmpty else { return }
    fact.place = options[weights.likeliest(of: options, kind: kinds.name(fact.kind))].place
  }

  /// What somebody says, he says on the article's day; when else something took place, the model chooses.
  private func chooseTime(_ fact: inout Fact, _ choice: DateChoice) {
    guard !teasers.contains(sentence(of: fact)) else { return }
    if !isStatement(fact) {
      let options = choice.options(of: fact)
      dates.observe?(fact, options)
      if let weights = dates.weights {
        fact.time = options[weights.likeliest(of: options, kind: kinds.name(fact.kind))].time
      }
    } else if fact.time == nil, fact.status.isReal, let published = reading.article.published {
      fact.time = FactTime(text: TextRange(start: 0, end: 0), interval: published, via: .publication)
    }
  }

  /// The days of the article and the three before: then it happened, as far as a reader knows, what happened without a date of
  /// its own. nil where the article has none.
  var publicationTime: FactTime? {
    guard let published = reading.article.published else { return nil }
    let days = TimeInterval(
      start: max(
        published.start - Self.recentDays * TimeInterval.minutesPerDay, TimeInterval(day: .earliest).start),
      end: published.end)
    return FactTime(text: TextRange(start: 0, end: 0), interval: days, via: .publication)
  }

  /// Beside a date of long ago: it is not of the article's days.
  func isBackground(_ fact: Fact) -> Bool { backgrounds.contains(sentence(of: fact)) }

  /// Told once, in the past perfect.
  func isPastPerfect(_ fact: Fact) -> Bool {
    let trigger = article.firstToken(at: fact.mentions[0].trigger.start)
    guard trigger < article.count, fact.mentions.count == 1 else { return false }
    let verb = article.upos(trigger) == .verb ? trigger : article.head(article.firstConjunct(trigger))
    guard verb >= 0 else { return false }
    return article.children(verb).contains {
      article.relation($0) == .aux && Self.had.contains(article.word($0), in: reading)
    }
  }

  private static let had: WordSet = "had"

  /// The first facts of a report took place where it was written, if nothing else is said.
  private func inheritPlace(_ fact: inout Fact, _ dateline: (place: FactPlace, paragraph: Int32)?) {
    guard fact.place == nil, let dateline,
      fact.status.isReal, !isAfar(fact),
      reading.sentences[sentence(of: fact)].paragraph <= dateline.paragraph + Self.datelineReach,
      fact.time.map({ $0.via != .clause }) ?? true
    else { return }
    fact.place = dateline.place
  }

  private func datelinePlace() -> (place: FactPlace, paragraph: Int32)? {
    guard let line = reading.sentences.prefix(6).first(where: { $0.kind == .dateline }) else { return nil }
    let text = reading.tokens.range(line.tokens)
    guard let mention = mentions.settings.first(where: { text.contains($0.text) && !$0.isAdjective }),
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

  /// What is dated after the article has not happened yet, and what was going on months before it is over.
  private func fitStatus(_ fact: inout Fact) {
    guard let published = reading.article.published, let time = fact.time else { return }
    if fact.status == .ongoing,
      time.interval.end < published.start - Self.backgroundDays * TimeInterval.minutesPerDay
    {
      fact.status = .happened
    }
    if time.interval.start >= published.end, fact.status.isReal {
      fact.status = .planned
    }
  }

  /// The fact with the most mentions, told early, is what the article is about.
  private func markMain(_ facts: inout [Fact]) {
    var best: (index: Int, score: Double)?
    for index in facts.indices
    where !isStatement(facts[index]) && facts[index].kind != kinds.catchAll {
      let at = sentence(of: facts[index])
      guard !teasers.contains(at) else { continue }
      let score = Double(facts[index].mentions.count) + (at == 0 ? 2 : at <= 2 ? 1 : 0) - Double(at) * 0.01
      if best.map({ score > $0.score }) ?? true { best = (index, score) }
    }
    if let best, best.score >= 1 { facts[best.index].isMain = true }
  }
}

extension FactPlace {
  /// A country that no words of the fact tell.
  init(country: CountryCode, _ gazetteer: Gazetteer) {
    self.init(
      text: TextRange(start: 0, end: 0), place: gazetteer.country(country), point: nil, country: country,
      via: .inherited)
  }
}

extension FactFinisher {
  /// The sentences with a date more than `backgroundDays` before the article.
  static func backgrounds(_ times: [TimeMention], in article: ParsedArticle) -> Set<Int> {
    guard let published = article.reading.article.published else { return [] }
    let limit = published.start - Self.backgroundDays * TimeInterval.minutesPerDay
    var found: Set<Int> = []
    for time in times {
      guard let first = time.tokens.first, let interval = time.interval, time.type == .date,
        interval.end < limit
      else { continue }
      found.insert(Int(article.sentenceOf[first]))
    }
    return found
  }
}
