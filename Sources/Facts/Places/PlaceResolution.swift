package import Atlas

/// Chooses a candidate for every span of one article, or none.
///
/// All mentions of a name in an article have one sense: a group. A group's candidates are ranked by a linear
/// model of the candidate itself and of its company, the candidates of the other groups, each with its
/// probability; two rounds of it, as the company's probabilities rest on the model too. A second linear model
/// says of each mention whether it is a place at all. O(groups × candidates), groups in company capped at 96.
package struct PlaceResolution {
  let gazetteer: Gazetteer
  package let spans: [PlaceSpan]
  let weights: PlaceWeights
  package private(set) var groups: [Group] = []
  /// The spans of each group, one group after the other.
  private(set) var members: [Int] = []
  /// The group of each span; −1 for spans without candidates.
  private(set) var groupOf: [Int]
  /// The candidates of each group, one group after the other.
  package private(set) var senses: [Sense] = []
  /// By candidate.
  private(set) var probabilities: [Float] = []
  private(set) var companions: [Companion] = []

  package struct Group: Sendable {
    /// Where its spans stand in `members` and its candidates in `senses`.
    var members: Range<Int>
    package var senses: Range<Int>
    /// The likeliest of `senses`.
    package var best: Int
    var weight: Float
    var isAdjective: Bool
    /// What the article's other places say for `best`; nil for groups behind `groupLimit`.
    var support: PlaceSupport?
  }

  /// What a candidate is, looked up once.
  package struct Sense: Sendable {
    package var place: PlaceID
    var form: NameForm
    var prominence: UInt8
    var kind: PlaceKind
    package var country: CountryCode?
    var region: PlaceID?
    var district: PlaceID?
    var point: PlanePoint
    /// The score of `ownFeatures`, which no company changes.
    var own: Float = 0

    /// "Asia", "Sahel".
    package var isOfSeveralCountries: Bool { country == nil && (kind == .area || kind == .continent) }
  }

  /// A likely meaning of a group, as others see it.
  struct Companion: Sendable {
    var group: Int
    var sense: Int
    var weight: Float
    /// Close to 1: hardly any doubt.
    var probability: Float
    /// A place of a region, not a country.
    var isSmall: Bool
  }

  static let groupLimit = 96

  package init(gazetteer: Gazetteer, spans: [PlaceSpan], weights: PlaceWeights = .standard) {
    self.gazetteer = gazetteer
    self.spans = spans
    self.weights = weights
    groupOf = [Int](repeating: -1, count: spans.count)
    addGroups()
    addSenses()
    rank()
  }

  private mutating func addGroups() {
    var byName: [Int: Int] = [:]
    var sizes: [Int] = []
    for (index, span) in spans.enumerated() where !span.candidates.isEmpty {
      let key = span.name << 1 | (span.isAdjective ? 1 : 0)
      let group = byName[key] ?? sizes.count
      if group == sizes.count {
        byName[key] = group
        sizes.append(0)
      }
      sizes[group] += 1
      groupOf[index] = group
    }
    var start = 0
    for size in sizes {
      groups.append(
        Group(
          members: start..<start, senses: 0..<0, best: 0, weight: min(2, 0.75 + 0.25 * Float(size)),
          isAdjective: false))
      start += size
    }
    members = [Int](repeating: 0, count: start)
    for (span, group) in groupOf.enumerated() where group >= 0 {
      let end = groups[group].members.upperBound
      members[end] = span
      groups[group].members = groups[group].members.lowerBound..<end + 1
    }
  }

  private mutating func addSenses() {
    for index in groups.indices {
      let span = spans[members[groups[index].members.lowerBound]]
      groups[index].isAdjective = span.isAdjective
      let start = senses.count
      for candidate in span.candidates {
        let place = candidate.place
        senses.append(
          Sense(
            place: place, form: candidate.form, prominence: candidate.prominence,
            kind: gazetteer.kind(place), country: gazetteer.country(place),
            region: gazetteer.container(place, kind: .region),
            district: gazetteer.container(place, kind: .district),
            point: PlanePoint(gazetteer.point(place))))
      }
      groups[index].senses = start..<senses.count
      groups[index].best = start
    }
    probabilities = [Float](repeating: 1, count: senses.count)
  }

  /// The place of each span; nil for spans without candidates, and for parts of a country of which nothing is told.
  package func chosen() -> [PlaceID?] {
    spans.indices.map { groupOf[$0] < 0 ? nil : mention(spans[$0], groups[groupOf[$0]]) }
  }

  /// The probability that a mention is a place, by the second model.
  package func confidence(_ span: Int) -> Float {
    var score: Float = 0
    mentionFeatures(span) { score += weights.mention[$0.rawValue] * $1 }
    let odds = Self.exponential(-score.magnitude)
    return score > 0 ? 1 / (1 + odds) : odds / (1 + odds)
  }

  /// Whether a mention is likelier a place than not.
  package func isPlace(_ span: Int) -> Bool { confidence(span) > 0.5 }

  /// The mentions of a group.
  package func spans(of group: Group) -> ArraySlice<Int> { members[group.members] }

  // MARK: Ranking

  private mutating func rank() {
    for index in groups.indices {
      for sense in groups[index].senses {
        var score: Float = 0
        if groups[index].senses.count > 1 {
          ownFeatures(groups[index], sense) { score += weights.sense[$0.rawValue] * $1 }
        }
        senses[sense].own = score
      }
      setProbabilities(index) { $0.own }
    }
    for _ in 0..<2 {
      findCompanions()
      for index in groups.indices.prefix(Self.groupLimit) where groups[index].senses.count > 1 {
        let total = company(of: index)
        let scores = groups[index].senses.map { sense in
          var score = senses[sense].own
          companyFeatures(index, sense, total) { score += weights.sense[$0.rawValue] * $1 }
          return score
        }
        let first = groups[index].senses.lowerBound
        for (offset, score) in scores.enumerated() { probabilities[first + offset] = score }
        normalise(index)
      }
    }
    findCompanions()
    for index in groups.indices.prefix(Self.groupLimit) {
      var support = support(of: index)
      if let city = famousCity(groups[index], support) {
        groups[index].best = city
        support = self.support(of: index)
      }
      groups[index].support = support
    }
  }

  /// What the article's other places say for a group's likeliest candidate.
  private func support(of index: Int) -> PlaceSupport {
    var support = PlaceSupport()
    companyFeatures(index, groups[index].best, company(of: index)) { support.note($0, $1) }
    return support
  }

  /// A city that all the world speaks of, where the likeliest place is hardly known and only its country or a wide region speaks for it: Melbourne
  /// beside Bristol is not the one in England.
  private func famousCity(_ group: Group, _ support: PlaceSupport) -> Int? {
    let best = senses[group.best]
    guard best.kind == .city, support.namedRegion == 0, support.near161 == 0 else { return nil }
    let city = group.senses.max { (senses[$0].prominence, $1) < (senses[$1].prominence, $0) }!
    guard senses[city].kind == .city, senses[city].prominence >= Self.famous,
      senses[city].prominence >= best.prominence + Self.lead,
      !members[group.members].contains(where: { isContained(spans[$0], best.place) })
    else { return nil }
    return city
  }

  /// Of Geneva, Hannover, Kansas City; and how far behind a namesake is that is no rival.
  private static let famous: UInt8 = 90
  private static let lead: UInt8 = 25

  private mutating func setProbabilities(_ index: Int, _ score: (Sense) -> Float) {
    for sense in groups[index].senses { probabilities[sense] = score(senses[sense]) }
    normalise(index)
  }

  /// Scores to probabilities.
  private mutating func normalise(_ index: Int) {
    let range = groups[index].senses
    guard var best = range.first else { return }
    for sense in range where probabilities[sense] > probabilities[best] { best = sense }
    let highest = probabilities[best]
    var sum: Float = 0
    for sense in range {
      probabilities[sense] = Self.exponential(probabilities[sense] - highest)
      sum += probabilities[sense]
    }
    for sense in range { probabilities[sense] /= sum }
    groups[index].best = best
  }

  private mutating func findCompanions() {
    companions.removeAll(keepingCapacity: true)
    for (index, group) in groups.prefix(Self.groupLimit).enumerated() {
      let trust = trust(group)
      // At most nine can be above a tenth; most groups have one or two.
      for sense in group.senses where probabilities[sense] > 0.1 {
        let isSmall =
          switch senses[sense].kind {
          case .country, .continent, .area, .water: false
          default: !group.isAdjective
          }
        companions.append(
          Companion(
            group: index, sense: sense, weight: probabilities[sense] * group.weight * trust,
            probability: probabilities[sense] * trust, isSmall: isSmall))
      }
    }
  }

  /// The weight of all companions of other groups.
  func company(of index: Int) -> Float {
    var total: Float = 0
    for other in companions where other.group != index { total += other.weight }
    return total
  }

  /// How sure it is that a group's mentions are places, by the recogniser's word alone.
  private func trust(_ group: Group) -> Float {
    var best: Float = 0
    for index in members[group.members].prefix(8) {
      let value: Float =
        switch spans[index].cover {
        case .place, .nationality: 1
        case .placeStart, .placeEnd, .organisationStart, .organisationEnd: 0.7
        case .organisation, .organisationMiddle, .other, .otherPart, .none: 0.4
        case .person, .personStart, .personEnd: 0.25
        }
      best = max(best, value)
    }
    return best
  }

  /// What kind a word beside one mention says overrules the article's sense: "Lviv" and "Lviv region".
  /// A part of a country as several have it, of which nothing is told, has no place.
  private func mention(_ span: PlaceSpan, _ group: Group) -> PlaceID? {
    let best = senses[group.best]
    if span.isPart, let support = group.support, support.country == 0, !isContained(span, best.place) {
      return nil
    }
    if span.mayBeWater, best.kind != .country {
      let waters = group.senses.filter { senses[$0].kind == .water }
      return waters.max { probabilities[$0] < probabilities[$1] }.map { senses[$0].place } ?? best.place
    }
    guard let kind = span.kind, !isKind(best.kind, kind) else { return best.place }
    return group.senses.lazy.map { senses[$0] }
      .first { isKind($0.kind, kind) && $0.country == best.country }?.place
      ?? best.place
  }

  func isKind(_ own: PlaceKind, _ kind: PlaceKind) -> Bool {
    own == kind || (kind == .region && own == .district) || (kind == .district && own == .region)
  }

  /// e to the power of a number of at most 0, within a few hundredths: enough for a rank.
  private static func exponential(_ x: Float) -> Float {
    guard x > -16 else { return 0 }
    var power = 1 + x / 256
    for _ in 0..<8 { power *= power }
    return power
  }
}

/// What the article's other places say for a candidate, from 0 to 1.
struct PlaceSupport: Sendable {
  var country: Float = 0
  var namedRegion: Float = 0
  var region: Float = 0
  var near50: Float = 0
  var near161: Float = 0

  mutating func note(_ feature: SenseFeature, _ value: Float) {
    switch feature {
    case .namedRegion:
      namedRegion = value
      region = max(region, value)
    case .regionMass: region = max(region, value)
    case .countryMass: country = value
    case .near50: near50 = value
    case .near161: near161 = value
    default: break
    }
  }
}

/// A point for many short distances: the equirectangular projection about the points' own latitude, within 1 %
/// up to 200 km outside of the polar regions.
struct PlanePoint: Sendable, BitwiseCopyable {
  private var latitude: Float
  private var longitude: Float
  private var cosine: Float

  init(_ point: Coordinate) {
    latitude = point.latitude
    longitude = point.longitude
    let x = point.latitude * .pi / 180
    let square = x * x
    cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30))
  }

  /// In degrees of latitude, squared.
  func squaredDistance(to other: PlanePoint) -> Float {
    let y = latitude - other.latitude
    var x = longitude - other.longitude
    if x > 180 { x -= 360 } else if x < -180 { x += 360 }
    x *= (cosine + other.cosine) / 2
    return x * x + y * y
  }

  /// Kilometres in the unit of `squaredDistance`.
  static func squared(_ kilometres: Float) -> Float {
    let degrees = kilometres / 111.195
    return degrees * degrees
  }
}
