internal import Atlas

extension PlaceResolution {
  /// The features of one candidate, `SenseFeature.allCases.count` numbers, by the company at the end.
  package func features(group index: Int, sense: Int) -> [Float] {
    var features = [Float](repeating: 0, count: SenseFeature.allCases.count)
    ownFeatures(groups[index], sense) { features[$0.rawValue] = $1 }
    companyFeatures(index, sense, company(of: index)) { features[$0.rawValue] = $1 }
    return features
  }

  /// The features of one mention, `MentionFeature.allCases.count` numbers.
  package func features(span: Int) -> [Float] {
    var features = [Float](repeating: 0, count: MentionFeature.allCases.count)
    mentionFeatures(span) { features[$0.rawValue] = $1 }
    return features
  }

  /// What the candidate is, and the words beside its mentions.
  func ownFeatures(_ group: Group, _ index: Int, _ set: (SenseFeature, Float) -> Void) {
    let sense = senses[index]
    set(.prominence, Float(sense.prominence) / 64)
    if index == group.senses.lowerBound { set(.top, 1) }
    switch sense.kind {
    case .country: set(.country, 1)
    case .region: set(.region, 1)
    case .district: set(.district, 1)
    case .city: set(.city, 1)
    case .water, .mountain, .island: set(.nature, 1)
    case .area, .continent: set(.area, 1)
    case .seat: set(.seat, 1)
    }
    if sense.form == .alternate { set(.alternate, 1) }
    if sense.form == .abbreviation || sense.form == .postal { set(.abbreviation, 1) }
    var container: Float = 0
    var outer: Float = 0
    var right: Float = 0
    var wrong: Float = 0
    for span in members[group.members].prefix(16) {
      if let kind = spans[span].kind {
        if isKind(sense.kind, kind) { right = 1 } else { wrong = 1 }
      }
      if let next = spans[span].container, container == 0,
        spans[next].candidates.contains(where: {
          $0.place != sense.place && gazetteer.contains($0.place, sense.place)
        })
      {
        container = 1
      }
      if span > 0, spans[span - 1].container == span, outer == 0,
        spans[span - 1].candidates.contains(where: {
          $0.place != sense.place && gazetteer.contains(sense.place, $0.place)
        })
      {
        outer = 1
      }
    }
    set(.container, container)
    set(.outer, outer)
    set(.kindRight, right)
    set(.kindWrong, right > 0 ? 0 : wrong)
  }

  /// How the candidate fits the article's other places, whose weight is `total`.
  func companyFeatures(
    _ index: Int, _ candidate: Int, _ total: Float, _ set: (SenseFeature, Float) -> Void
  ) {
    let sense = senses[candidate]
    let place = sense.place
    var country: Float = 0
    var region: Float = 0
    var near50: Float = 0
    var near161: Float = 0
    var nearSure: Float = 0
    var namedRegion: Float = 0
    var namedDistrict: Float = 0
    var namedCountry: Float = 0
    var inside: Float = 0
    var small: Float = 0
    let isWide = sense.kind == .country || sense.kind == .region
    for companion in companions where companion.group != index {
      let other = senses[companion.sense]
      guard other.place != place else { continue }
      if let own = sense.country, own == other.country {
        country += companion.weight
        if other.kind == .country { namedCountry = max(namedCountry, companion.probability) }
      }
      guard companion.isSmall else { continue }
      small += companion.weight
      if let own = sense.region, own == other.region {
        region += companion.weight
        if other.place == own { namedRegion = max(namedRegion, companion.probability) }
      }
      if let own = sense.district, own == other.place {
        namedDistrict = max(namedDistrict, companion.probability)
      }
      if isWide, sense.kind == .country ? sense.country == other.country : other.region == place {
        inside += companion.weight
      }
      let distance = sense.point.squaredDistance(to: other.point)
      if distance < Self.square161 {
        near161 += companion.weight
        if companion.probability > 0.9 { nearSure += companion.weight }
        if distance < Self.square50 { near50 += companion.weight }
      }
    }
    set(.countryMass, min(3, country) / 3)
    set(.countryShare, total > 0 ? country / total : 0)
    set(.prominenceInWorld, total > 0 ? Float(sense.prominence) / 64 * (1 - small / total) : 0)
    set(.regionMass, min(3, region) / 3)
    set(.regionShare, small > 0 ? region / small : 0)
    set(.near50, min(3, near50) / 3)
    set(.near161, min(3, near161) / 3)
    set(.nearSure, min(2, nearSure) / 2)
    set(.namedRegion, namedRegion)
    set(.namedDistrict, namedDistrict)
    set(.namedCountry, namedCountry)
    set(.inside, isWide && small > 0 ? inside / small : 0)
    if index != 0 {
      let first = senses[groups[0].best].point
      if sense.point.squaredDistance(to: first) < Self.square161 { set(.nearFirst, 1) }
    }
    listFeatures(groups[index], sense, set)
  }

  private func listFeatures(_ group: Group, _ sense: Sense, _ set: (SenseFeature, Float) -> Void) {
    var number: Float = 0
    var kind: Float = 0
    var country: Float = 0
    for span in members[group.members].prefix(4) {
      for other in [spans[span].isListed ? span - 1 : -1, span + 1] where other >= 0 && other < spans.count {
        guard other < span || spans[other].isListed else { continue }
        let index = groupOf[other]
        guard index >= 0 else { continue }
        let best = senses[groups[index].best]
        number += 1
        if best.kind == sense.kind {
          kind += 1
          if best.country == sense.country || best.kind == .country { country += 1 }
        }
      }
    }
    guard number > 0 else { return }
    set(.listKind, kind / number)
    set(.listCountry, country / number)
  }

  private static let square50 = PlanePoint.squared(50)
  private static let square161 = PlanePoint.squared(161)

  /// What speaks for a span to be a place at all.
  func mentionFeatures(_ index: Int, _ add: (MentionFeature, Float) -> Void) {
    let span = spans[index]
    func set(_ feature: MentionFeature, _ value: Float = 1) { add(feature, value) }
    set(.bias)
    set(Self.covers[Int(span.cover.rawValue)])
    let evidence = span.evidence
    let pairs: [(PlaceEvidence, MentionFeature)] = Self.evidence
    for (bit, feature) in pairs where evidence.contains(bit) { set(feature) }
    if span.isThing { set(.thing) }
    if span.kind != nil { set(.kind) }
    if span.isListed || (index + 1 < spans.count && spans[index + 1].isListed) { set(.listed) }
    if span.tokens.count == 1 { set(.single) } else { set(.words, Float(min(4, span.tokens.count)) / 4) }
    guard groupOf[index] >= 0 else {
      set(.unknown)
      if span.tokens.count > 1 { set(.unknownWords) }
      return
    }
    if span.container != nil { set(.contained) }
    if index > 0, spans[index - 1].container == index { set(.contains) }
    let isName = span.cover != .none && span.cover != .place && span.cover != .nationality
    if span.isAdjective { set(isName ? .adjectiveInName : .adjective) }
    let group = groups[groupOf[index]]
    let sense = senses[group.best]
    let prominence = Float(sense.prominence) / 128
    set(.prominence, prominence)
    if span.cover == .none { set(.prominenceUncovered, prominence) }
    if isName { set(.prominenceInName, prominence) }
    if sense.form == .postal { set(.postal) }
    if sense.kind == .country { set(.country) }
    if sense.kind == .water || sense.kind == .mountain || sense.kind == .island { set(.nature) }
    if sense.kind == .area || sense.kind == .continent { set(isName ? .areaInName : .area) }
    var places: Float = 0
    var people: Float = 0
    for other in members[group.members].prefix(32) where other != index {
      switch spans[other].cover {
      case .place, .placeStart, .placeEnd, .nationality: places += 1
      case .person, .personStart, .personEnd: people += 1
      default: break
      }
    }
    let others = max(1, Float(min(32, group.members.count) - 1))
    set(.placeElsewhere, places / others)
    set(.personElsewhere, people / others)
    let around = group.support ?? PlaceSupport()
    let support = max(around.region, isContained(span, sense.place) ? 1 : 0)
    set(.support, support)
    set(.near, around.near161)
    if span.isPerson {
      set(.supportPerson, support)
      set(.nearPerson, around.near50)
    }
    if span.cover == .organisationStart {
      if sense.kind == .country { set(.countryInOrganisation) }
      if sense.kind == .region { set(.regionInOrganisation) }
      set(.supportInOrganisation, support)
    }
  }

  /// The next span names what contains it.
  func isContained(_ span: PlaceSpan, _ place: PlaceID) -> Bool {
    guard let next = span.container else { return false }
    return spans[next].candidates.contains { $0.place != place && gazetteer.contains($0.place, place) }
  }

  private static let covers: [MentionFeature] = [
    .none, .place, .placeStart, .placeEnd, .nationality, .organisation, .organisationStart, .organisationEnd,
    .organisationMiddle, .person, .personStart, .personEnd, .other, .otherPart,
  ]
  private static let evidence: [(PlaceEvidence, MentionFeature)] = [
    (.preposition, .preposition), (.capitalBefore, .capitalBefore), (.capitalAfter, .capitalAfter),
    (.sentenceStart, .sentenceStart), (.properNoun, .properNoun), (.party, .party),
    (.allCapitals, .allCapitals), (.short, .short), (.title, .title), (.possessive, .possessive),
    (.townWord, .townWord), (.speech, .speech), (.hyphen, .hyphen), (.homeOf, .homeOf),
  ]
}
