internal import Articles
internal import Atlas
internal import English
internal import Glibc

/// A place that a fact may have, with what speaks for it in the order of `FactPlaceFeature`.
package struct PlaceOption: Sendable {
  /// nil: none.
  package var place: FactPlace?
  package var features = [Float](repeating: 0, count: FactPlaceFeature.allCases.count)
  /// A country and nothing that lies in it, or no place at all.
  package var isCountry = false

  init(_ place: FactPlace?) { self.place = place }

  mutating func set(_ feature: FactPlaceFeature, _ value: Float = 1) { features[feature.rawValue] = value }
}

/// What chooses the places of facts.
package struct FactPlaceSetting {
  /// nil: facts keep the places that rules give them.
  package var weights = FactPlaceWeights.standard
  /// Told of each fact and what it may choose from, before it chooses.
  package var observe: ((Fact, [PlaceOption]) -> Void)?

  package init() {}
}

/// Where a fact took place: a multinomial logistic regression over all places that the article tells, those in the names of
/// bodies and the sites that no gazetteer has included, and over the country alone that is likeliest for it.
///
/// A fact whose own words tell a place has that or one that lies in it. Fitted by
/// `dateline-train fact-place-weights` on annotated articles.
struct PlaceChoice {
  /// A place that the article tells once or more.
  struct Candidate {
    /// nil: a site, or a name that the gazetteer does not have.
    var place: PlaceID?
    var kind: PlaceKind?
    /// What the first mention with one says that it lies in, with its telling.
    var holder: PlaceMention?
    /// Told behind "in" somewhere.
    var isLocated = false
    /// In order.
    var mentions: [Mention]
    /// Features that are the same for all facts of the article.
    var constant = PlaceOption(nil)
    var sentences: Set<Int> = []
  }

  struct Mention {
    /// As a row of `places`; nil: a site by its words.
    var index: Int?
    var text: TextRange
    var sentence: Int
    /// −1: it has no tokens.
    var head: Int
    var marker: Marker
    var isInName: Bool
    var isPossessive: Bool
    var isDateline: Bool
    /// "Zakho, Iraq", "Lind Hall in Oslo": what the text says that a site lies in.
    var holder: PlaceMention?
  }

  /// What stands before a place.
  enum Marker { case inside, to, from, of, other, none }

  struct Telling {
    var sentence: Int
    var trigger: Int
    var text: TextRange
  }

  let article: ParsedArticle
  let setting: SettingFinder
  let finisher: FactFinisher
  let gazetteer: Gazetteer
  let places: [PlaceMention]
  private(set) var candidates: [Candidate] = []
  private(set) var rows: [PlaceID: Int] = [:]
  /// How many facts have a place in their own words, and of which sentences they are.
  private(set) var owned: [PlaceID: Int] = [:]
  private(set) var ownedIn: [Int: Set<PlaceID>] = [:]

  /// Places that are looked at, the most named first: an article that names more lists them.
  private static let most = 48

  /// `facts` have the places of their own words and of their neighbours. O(places · log places).
  init(_ finisher: FactFinisher, _ facts: [Fact], places: [PlaceMention]) {
    (article, setting, self.finisher) = (finisher.article, finisher.setting, finisher)
    (gazetteer, self.places) = (finisher.gazetteer, places)
    collect()
    for fact in facts {
      guard let place = fact.place, place.via == .clause, let row = place.place else { continue }
      owned[row, default: 0] += 1
      for mention in fact.mentions {
        ownedIn[finisher.sentence(of: mention), default: []].insert(row)
      }
    }
    let commonest = candidates.indices.first
    let commonestTown = candidates.indices.first { candidates[$0].kind != .country }
    for row in candidates.indices {
      candidates[row].holder = candidates[row].mentions.lazy.compactMap(\.holder).first
      candidates[row].isLocated = candidates[row].mentions.contains { $0.marker == .inside }
      candidates[row].sentences = Set(candidates[row].mentions.map(\.sentence))
      candidates[row].constant = constant(
        of: candidates[row], isCommonest: row == commonest, isCommonestTown: row == commonestTown)
    }
  }

  private mutating func collect() {
    var ofNames: [[UInt8]: Int] = [:]
    for (index, mention) in places.enumerated() where !mention.isAdjective {
      guard let told = self.mention(mention.text, index, isInName: mention.isPartOfName) else { continue }
      if let place = mention.place {
        rows[place] = add(told, to: rows[place], place)
      } else {
        ofNames[key(mention.text)] = add(told, to: ofNames[key(mention.text)], nil)
      }
    }
    let taken = places.filter { !$0.isAdjective && !$0.isPartOfName }.map(\.text).sorted {
      $0.start < $1.start
    }
    for site in setting.sites.all {
      let text = article.reading.tokens.range(site.tokens)
      let next = taken.indices.partitionPoint { taken[$0].end <= text.start }
      guard next == taken.count || taken[next].start >= text.end,
        let told = mention(text, nil, isInName: false)
      else { continue }
      ofNames[key(text)] = add(told, to: ofNames[key(text)], nil)
    }
    for row in candidates.indices where candidates[row].place == nil {
      candidates[row].mentions.sort { $0.text.start < $1.text.start }
    }
    // Of equally many mentions the place that is named first.
    candidates.sort {
      ($1.mentions.count, $0.mentions[0].text.start) < ($0.mentions.count, $1.mentions[0].text.start)
    }
    candidates = Array(candidates.prefix(Self.most))
    rows = [:]
    for (row, candidate) in candidates.enumerated() {
      if let place = candidate.place { rows[place] = row }
    }
  }

  /// The row that the mention was added to.
  private mutating func add(_ mention: Mention, to row: Int?, _ place: PlaceID?) -> Int {
    var mention = mention
    if place == nil { mention.holder = holder(behind: mention.text) }
    if let row {
      candidates[row].mentions.append(mention)
      return row
    }
    candidates.append(
      Candidate(place: place, kind: place.map { gazetteer.kind($0) }, mentions: [mention]))
    return candidates.count - 1
  }

  /// The place that is told behind a name and ", " or " in ".
  private func holder(behind name: TextRange) -> PlaceMention? {
    let next = places.indices.partitionPoint { places[$0].text.start < name.end }
    guard next < places.count, places[next].place != nil, !places[next].isAdjective,
      places[next].text.start - name.end <= Self.longestLink
    else { return nil }
    let link = article.reading.article.text[Int(name.end)..<Int(places[next].text.start)]
    return Self.links.contains(Array(link)) ? places[next] : nil
  }

  /// Bytes of ", in ".
  private static let longestLink: Int32 = 5
  private static let links: Set<[UInt8]> = [Array(", ".utf8), Array(" in ".utf8), Array(", in ".utf8)]

  private func key(_ text: TextRange) -> [UInt8] {
    article.reading.article.text[Int(text.start)..<Int(text.end)].map { $0 | 0x20 }
  }

  private func mention(_ text: TextRange, _ index: Int?, isInName: Bool) -> Mention? {
    let token = article.firstToken(at: text.start)
    guard token < article.count else { return nil }
    let sentence = Int(article.sentenceOf[token])
    let head = article.head(of: text)
    let next = article.firstToken(at: text.end)
    return Mention(
      index: index, text: text, sentence: sentence, head: head, marker: marker(before: token),
      isInName: isInName,
      isPossessive: next < article.count && article.xpos(next) == .pos,
      isDateline: article.reading.sentences[sentence].kind == .dateline)
  }

  /// The preposition before a name, over an article and adjectives.
  private func marker(before token: Int) -> Marker {
    var at = token - 1
    while at >= 0, token - at <= 3, article.sentenceOf[at] == article.sentenceOf[token],
      [.dt, .jj, .nn, .nnp].contains(article.xpos(at)) || article.upos(at) == .adj
    {
      at -= 1
    }
    guard at >= 0, article.sentenceOf[at] == article.sentenceOf[token] else { return .none }
    let word = article.word(at)
    if Self.inAt.contains(word, in: article.reading) { return .inside }
    if Self.to.contains(word, in: article.reading) { return .to }
    if Self.from.contains(word, in: article.reading) { return .from }
    if SettingFinder.of.contains(word, in: article.reading) { return .of }
    return article.xpos(at) == .in ? .other : .none
  }

  private static let inAt: WordSet = "in at near outside inside on"
  private static let to: WordSet = "to into towards toward"
  private static let from: WordSet = "from"

  private func constant(of candidate: Candidate, isCommonest: Bool, isCommonestTown: Bool) -> PlaceOption {
    var option = PlaceOption(nil)
    func set(_ feature: FactPlaceFeature, _ value: Float = 1) { option.set(feature, value) }
    let isCountry = candidate.kind == .country
    option.isCountry = isCountry
    switch candidate.kind {
    case .country: set(.country)
    case .region, .district: set(.region)
    case .city: set(.town)
    case .seat: set(.seat)
    case .continent, .area, .water, .mountain, .island: set(.wide)
    case nil: set(candidate.mentions[0].index == nil ? .site : .unknown)
    }
    if candidate.kind == .city, let place = candidate.place {
      set(.fame, min(1, log10f(Float(max(0, gazetteer.population(place))) + 1) / 7))
    }
    let count = min(3, log1pf(Float(candidate.mentions.count))) / 3
    set(isCountry ? .countCountry : .countTown, count)
    if isCommonest { set(.commonest) }
    if isCommonestTown { set(.commonestTown) }
    if candidate.mentions[0].sentence == 0 { set(isCountry ? .titleCountry : .titleTown) }
    if candidate.mentions.contains(where: { (1...2).contains($0.sentence) }) {
      set(isCountry ? .leadCountry : .leadTown)
    }
    if candidate.isLocated { set(.located) }
    return option
  }

  /// What the article says of the place of a fact outside its words.
  struct Around {
    /// Its own words tell a site: what is wanted is the town that it stands in.
    var hasSite: Bool
    /// The likeliest country, and the others.
    var verdict: CountryChoice.Verdict
    /// The places and the countries of who takes part.
    var roles: Set<PlaceID>
    var countries: Set<CountryCode>

    /// −1 to 0.
    func odds(of country: CountryCode?) -> Float {
      max(Self.least, verdict.odds[country] ?? Self.least) / -Self.least
    }

    private static let least: Float = -6

    /// Not much less likely than the likeliest.
    func isPossible(_ country: CountryCode) -> Bool {
      (verdict.odds[country] ?? Self.least) >= (verdict.odds.values.max() ?? 0) - Self.lead
    }

    /// Half as likely. With none but the likeliest country 1,790 of 2,741 annotated facts had the right place and 5,550 of 6,545 the
    /// right country, with all countries 1,810 and 5,430 (measured where own places could be overruled, too); this is between the two.
    private static let lead: Float = 0.8
  }

  /// The places that a fact may have: its own and those that are told, and its country alone.
  /// O(candidates² + candidates · tellings of the fact · log mentions of a place), 48 candidates at most.
  func options(of fact: Fact, _ around: Around) -> [PlaceOption] {
    let tellings = fact.mentions.map { mention in
      let trigger = min(article.firstToken(at: mention.trigger.start), article.count - 1)
      return Telling(sentence: Int(article.sentenceOf[trigger]), trigger: trigger, text: mention.trigger)
    }
    var options: [PlaceOption] = []
    let ownRow = fact.place.flatMap { own in own.site == nil ? own.place.flatMap { rows[$0] } : nil }
    if let own = fact.place, ownRow == nil {
      var option = PlaceOption(own)
      option.set(.ownAlone)
      option.isCountry = own.site == nil && own.place.map { gazetteer.kind($0) == .country } ?? false
      option.set(own.via == .inherited ? .neighbour : option.isCountry ? .ownCountry : .own)
      if option.isCountry { option.set(.country) }
      options.append(option)
    }
    let nearest = candidates.map { Self.nearest($0.mentions, tellings) }
    let maker = PlaceOptionMaker(choice: self, fact: fact, around: around, nearest: nearest, ownRow: ownRow)
    for (row, candidate) in candidates.enumerated()
    where row == ownRow || isOpen(candidate, for: fact, around) {
      options.append(maker.option(row))
    }
    guard fact.place == nil else { return options }
    var unsaid = PlaceOption(around.verdict.country.map { FactPlace(country: $0, gazetteer) })
    unsaid.isCountry = true
    unsaid.set(around.verdict.country == nil ? .unsaidNone : .unsaid)
    unsaid.set(.countryOdds, around.odds(of: around.verdict.country))
    if nearest.contains(where: { $0.sentences == 0 }) { unsaid.set(.unsaidHere) }
    options.append(unsaid)
    return options
  }

  /// What a fact's own words say, or the dateline, is never overruled, only made more exact, and of a described part ("northern Iraq")
  /// not even that. Where no place is known, none is in a country that is much less likely than another: countries are better known
  /// than what lies in them.
  private func isOpen(_ candidate: Candidate, for fact: Fact, _ around: Around) -> Bool {
    if around.hasSite, candidate.place == nil { return false }
    let place = candidate.place ?? candidate.holder?.place
    guard let own = fact.place else {
      // A name that no map has says something only in a country.
      guard let place else { return around.verdict.country != nil }
      guard let country = gazetteer.country(place) else {
        // "Talks about the Middle East" are not held there, "talks in the Middle East" are.
        return candidate.isLocated
      }
      return around.isPossible(country)
    }
    guard own.via != .inherited else { return true }
    guard own.site == nil, own.radius == 0, let row = own.place, let place else { return false }
    return gazetteer.contains(row, place)
  }

  struct Nearness {
    var sentences: Int
    var bytes: Int32
    var mention: Mention
    var telling: Telling

    func isNearer(_ other: Nearness) -> Bool { (sentences, bytes) < (other.sentences, other.bytes) }
  }

  /// By sentences, then bytes between. O(tellings · log mentions).
  private static func nearest(_ mentions: [Mention], _ tellings: [Telling]) -> Nearness {
    var best: Nearness?
    for telling in tellings {
      let next = mentions.indices.partitionPoint { mentions[$0].text.start < telling.text.start }
      for row in [next - 1, next] where mentions.indices.contains(row) {
        let mention = mentions[row]
        let gap = max(mention.text.start - telling.text.end, telling.text.start - mention.text.end, 0)
        let found = Nearness(
          sentences: abs(mention.sentence - telling.sentence), bytes: gap, mention: mention, telling: telling)
        if best.map({ found.isNearer($0) }) ?? true { best = found }
      }
    }
    return best!
  }
}

extension ChoiceWeights {
  /// The number of the likeliest of some places, of equals the first; there is one at least.
  package func likeliest(of options: [PlaceOption], kind: String) -> Int {
    let scores = options.map { score($0.features, kind: $0.isCountry ? kind : nil) }
    return scores.indices.max { (scores[$0], $1) < (scores[$1], $0) }!
  }
}
