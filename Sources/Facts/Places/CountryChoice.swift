internal import Articles
package import Atlas
package import English
internal import Glibc

/// In which country a fact took place whose own words give no place, or that no reader could say: a multinomial logistic
/// regression over the countries that the article names in any way, and none of them.
///
/// What it looks at is where their places stand, how often, and who takes part (`CountryFeature`). Fitted by
/// `dateline-train country-weights` on annotated articles.
package struct CountryChoice {
  private struct Mention {
    var sentence: Int
    var start: Int32
    var isAdjective: Bool
    /// In the name of an organisation, a person or a thing.
    var isInName: Bool
    var isTown: Bool
    var isBehindIn: Bool

    /// What is told early weighs threefold, what only describes somebody or something half.
    var weight: Float { (sentence <= 2 ? 3 : 1) * (isAdjective || isInName ? 0.5 : 1) }
  }

  private struct Candidate {
    var country: CountryCode
    /// In order.
    var mentions: [Mention]
    var weight: Float
    /// Features that are the same for all facts of the article.
    var constant: [Float]
  }

  /// What a fact tells of itself.
  package struct Query {
    /// Its mentions, as first bytes of their triggers.
    package var triggers: [Int32]
    package var kind: String
    package var status: Status
    /// Of whoever takes part.
    package var countries: Set<CountryCode>
    /// Of whoever fills the first principal role that somebody with a country fills; nil if that is not one alone.
    package var actor: CountryCode?
    package var isDomestic: Bool

    package init(_ fact: Fact, kinds: KindTable, entities: [Entity]) {
      triggers = fact.mentions.map(\.trigger.start)
      kind = kinds.name(fact.kind)
      status = fact.status
      countries = Set(fact.roles.compactMap { entities[Int($0.entity.rawValue)].country })
      isDomestic = kinds[fact.kind].traits.contains(.domestic)
      for principal in kinds[fact.kind].principals where actor == nil {
        let own = Set(
          fact.roles.filter { $0.role == principal }.compactMap { entities[Int($0.entity.rawValue)].country })
        if own.count > 1 { break }
        actor = own.first
      }
    }
  }

  private let reading: Reading
  private let weights: ChoiceWeights
  private var candidates: [Candidate] = []
  /// All countries that are named, also those beyond `most`.
  private var named: Set<CountryCode> = []
  private var all: Float = 0

  /// A probability from which on a mention counts: "Equality" in a ministry's name is hardly the town in Illinois.
  static let leastSure: Float = 0.25
  /// Countries that are looked at, the heaviest first: a list of teams names more.
  private static let most = 24

  /// `mentions` may hold adjectives and parts of names; what has no row is left out. O(mentions · log sentences).
  package init(
    _ reading: Reading, _ mentions: [PlaceMention], gazetteer: Gazetteer,
    weights: ChoiceWeights = CountryWeights.standard
  ) {
    self.reading = reading
    self.weights = weights
    var rows: [CountryCode: Int] = [:]
    for mention in mentions.sorted(by: { $0.text.start < $1.text.start })
    where mention.confidence >= Self.leastSure {
      guard let place = mention.place, let country = gazetteer.country(place) else { continue }
      let row = rows[country] ?? candidates.count
      if row == candidates.count {
        rows[country] = row
        candidates.append(Candidate(country: country, mentions: [], weight: 0, constant: []))
      }
      let token = reading.firstToken(at: mention.text.start)
      candidates[row].mentions.append(
        Mention(
          sentence: reading.sentence(of: token), start: mention.text.start, isAdjective: mention.isAdjective,
          isInName: mention.isPartOfName || mention.confidence <= 0.5 && !mention.isAdjective,
          isTown: gazetteer.kind(place) != .country,
          isBehindIn: token > 0 && Self.inAt.contains(reading.tokens.word[token - 1], in: reading)))
    }
    for row in candidates.indices {
      candidates[row].weight = candidates[row].mentions.reduce(0) { $0 + $1.weight }
      all += candidates[row].weight
    }
    candidates.sort { ($1.weight, $0.country) < ($0.weight, $1.country) }
    for row in candidates.indices { candidates[row].constant = constant(row) }
    named = Set(rows.keys)
    candidates = Array(candidates.prefix(Self.most))
  }

  private static let inAt: WordSet = "in at near outside inside"

  /// Where a fact took place: the likeliest country, nil if that it has none is likelier or the article names none, and how
  /// likely the others are.
  package struct Verdict: Sendable {
    package var country: CountryCode?
    /// Logarithms of probabilities; of countries that are not here, less than any.
    package var odds: [CountryCode?: Float]
  }

  /// The likeliest country. O(countries · mentions of the fact · log mentions of a country).
  package func verdict(on query: Query) -> Verdict {
    // "Pentagon officials resigned": no place of their country is named.
    if query.isDomestic, let actor = query.actor, !named.contains(actor) {
      return Verdict(country: actor, odds: [actor: 0])
    }
    let choices = choices(of: query)
    let scores = choices.map { weights.score($0.features, kind: $0.country == nil ? query.kind : nil) }
    let highest = scores.max()!
    let all = highest + logf(scores.reduce(0) { $0 + expf($1 - highest) })
    // Of equals that it has none, then the first.
    let best =
      scores.last == highest ? choices.count - 1 : scores.firstIndex(of: highest)!
    return Verdict(
      country: choices[best].country,
      odds: Dictionary(zip(choices, scores).map { ($0.country, $1 - all) }) { first, _ in first })
  }

  /// The countries, none last, with their features in the order of `CountryFeature`.
  package func choices(of query: Query) -> [(country: CountryCode?, features: [Float])] {
    let facts = query.triggers.map { trigger in
      (sentence: reading.sentence(of: reading.firstToken(at: trigger)), start: trigger)
    }
    let nearest = candidates.map { Self.nearest($0.mentions, facts) }
    let sentences = Set(facts.map(\.sentence)).sorted()
    let isOfSome = candidates.contains { query.countries.contains($0.country) }
    var result: [(country: CountryCode?, features: [Float])] = []
    for (row, candidate) in candidates.enumerated() {
      var features = candidate.constant
      func set(_ feature: CountryFeature, _ value: Float = 1) { features[feature.rawValue] = value }
      let near = nearest[row]
      switch near.sentences {
      case 0: set(near.bytes < 100 ? .beside : .sameSentence)
      case 1: set(.oneSentence)
      case 2: set(.twoSentences)
      case 3...5: set(.fewSentences)
      default: set(.manySentences)
      }
      let here = Self.mentions(candidate.mentions, in: sentences)
      if !here.isEmpty {
        if here.contains(where: \.isBehindIn) { set(.locatedHere) }
        if here.contains(where: \.isTown) { set(.townHere) }
        if here.allSatisfy(\.isAdjective) { set(.adjectiveHere) }
        if here.allSatisfy(\.isInName) { set(.bodyHere) }
      }
      let rivals = nearest.count { ($0.sentences, $0.bytes) < (near.sentences, near.bytes) }
      set(.rivals, Float(min(3, rivals)) / 3)
      if facts.allSatisfy({ $0.start < candidate.mentions[0].start }) { set(.later) }
      if query.countries.contains(candidate.country) {
        set(.takesPart)
        if query.countries.count == 1 { set(.takesPartAlone) }
      } else if isOfSome {
        set(.othersTakePart)
      }
      if query.actor == candidate.country { set(query.isDomestic ? .actsAtHome : .acts) }
      result.append((candidate.country, features))
    }
    result.append((nil, none(query)))
    return result
  }

  private func constant(_ row: Int) -> [Float] {
    var features = [Float](repeating: 0, count: CountryFeature.allCases.count)
    func set(_ feature: CountryFeature, _ value: Float = 1) { features[feature.rawValue] = value }
    let mentions = candidates[row].mentions
    if mentions.allSatisfy(\.isAdjective) { set(.adjectivesOnly) }
    if mentions.allSatisfy(\.isInName) { set(.bodiesOnly) }
    if mentions.contains(where: { $0.isTown && !$0.isInName }) { set(.town) }
    if mentions[0].sentence == 0 { set(.title) }
    if mentions.contains(where: { (1...2).contains($0.sentence) }) { set(.lead) }
    if mentions.contains(where: { $0.sentence <= 2 && $0.isBehindIn }) { set(.locatedInLead) }
    let share = candidates[row].weight / all
    set(.share, share)
    if share >= 0.5 { set(.half) }
    if share >= 0.75 { set(.threeQuarters) }
    if row == 0 { set(.heaviest) }
    set(.weight, min(3, log1pf(candidates[row].weight)))
    return features
  }

  private func none(_ query: Query) -> [Float] {
    var features = [Float](repeating: 0, count: CountryFeature.allCases.count)
    func set(_ feature: CountryFeature, _ value: Float = 1) { features[feature.rawValue] = value }
    set(.none)
    set(.noneHeaviest, candidates.first.map { $0.weight / all } ?? 0)
    switch query.countries.count {
    case 0: set(.noneOfNobody)
    case 1: set(.noneOfOne)
    default: set(.noneOfSeveral)
    }
    switch candidates.count {
    case 0: set(.noneAmongNone)
    case 1: set(.noneAmongOne)
    case 2: set(.noneAmongTwo)
    case 3: set(.noneAmongThree)
    default: set(.noneAmongMore)
    }
    switch query.status {
    case .denied: set(.noneDenied)
    case .requested: set(.noneRequested)
    case .planned: set(.nonePlanned)
    default: break
    }
    return features
  }

  /// The mentions in some sentences. O(sentences · log mentions) and what is found.
  private static func mentions(_ mentions: [Mention], in sentences: [Int]) -> [Mention] {
    sentences.flatMap { sentence in
      mentions[mentions.indices.partitionPoint { mentions[$0].sentence < sentence }...]
        .prefix { $0.sentence == sentence }
    }
  }

  private static func nearest(_ mentions: [Mention], _ facts: [(sentence: Int, start: Int32)]) -> (
    sentences: Int, bytes: Int32
  ) {
    var best = (sentences: Int.max, bytes: Int32.max)
    for fact in facts {
      let next = mentions.indices.partitionPoint { mentions[$0].start < fact.start }
      for place in [next - 1, next] where mentions.indices.contains(place) {
        let found = (abs(mentions[place].sentence - fact.sentence), abs(mentions[place].start - fact.start))
        if found < best { best = found }
      }
    }
    return best
  }
}
