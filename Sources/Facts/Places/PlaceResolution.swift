/// Chooses a candidate for every span of one article.
struct PlaceResolution {
  let gazetteer: Gazetteer
  let spans: [PlaceSpan]
  /// Spans with the same name, in order of first appearance.
  private var groups: [[Int]] = []

  init(gazetteer: Gazetteer, spans: [PlaceSpan]) {
    self.gazetteer = gazetteer
    self.spans = spans
    var byName: [Int: Int] = [:]
    for (index, span) in spans.enumerated() {
      let key = span.name << 1 | (span.isAdjective ? 1 : 0)
      if let group = byName[key] {
        groups[group].append(index)
      } else {
        byName[key] = groups.count
        groups.append([index])
      }
    }
  }

  /// The place of each span; nil where it is likely none.
  func chosen() -> [PlaceID?] {
    var best = groups.map { group in spans[group[0]].candidates.first?.place }
    // Three rounds: the first by containment and prominence, then with the company the others make.
    for round in 0..<3 {
      let company = round == 0 ? [] : self.company(best)
      for (index, group) in groups.enumerated() {
        best[index] = choice(group, own: best[index], company: company)
      }
    }
    var result = [PlaceID?](repeating: nil, count: spans.count)
    for (index, group) in groups.enumerated() {
      for span in group { result[span] = mention(spans[span], sense: best[index]) }
    }
    return result
  }

  /// What kind a word beside one mention says overrules the article's sense: "Lviv" and "Lviv region".
  private func mention(_ span: PlaceSpan, sense: PlaceID?) -> PlaceID? {
    guard let kind = span.kind, let sense, gazetteer.kind(sense) != kind else { return sense }
    return span.candidates.first {
      isKind($0.place, kind) && gazetteer.country($0.place) == gazetteer.country(sense)
    }?.place ?? sense
  }

  private func isKind(_ place: PlaceID, _ kind: PlaceKind) -> Bool {
    let own = gazetteer.kind(place)
    return own == kind || (kind == .region && own == .district) || (kind == .district && own == .region)
  }

  private struct Companion {
    var place: PlaceID
    var country: CountryCode?
    var region: PlaceID?
    var point: Coordinate
    var weight: Double
    var isSmall: Bool
  }

  private func company(_ best: [PlaceID?]) -> [Companion] {
    var companions: [Companion] = []
    for (index, group) in groups.enumerated() where companions.count < 64 {
      guard let place = best[index] else { continue }
      let span = spans[group[0]]
      // A name with one meaning says more of where the article is than one with eight.
      let certainty = span.candidates.count == 1 || span.container != nil ? 1.0 : 0.6
      companions.append(
        Companion(
          place: place, country: gazetteer.country(place),
          region: gazetteer.container(place, kind: .region), point: gazetteer.point(place),
          weight: certainty * min(3, 1 + Double(group.count - 1) / 2),
          isSmall: gazetteer.kind(place) != .country && gazetteer.kind(place) != .continent))
    }
    return companions
  }

  private func choice(_ group: [Int], own: PlaceID?, company: [Companion]) -> PlaceID? {
    var best: PlaceID?
    var bestScore = -Double.infinity
    for candidate in spans[group[0]].candidates {
      let score = self.score(candidate, group, own, company)
      if score > bestScore {
        bestScore = score
        best = candidate.place
      }
    }
    return best
  }

  private func score(
    _ candidate: PlaceCandidates.Element, _ group: [Int], _ own: PlaceID?, _ company: [Companion]
  ) -> Double {
    var score = Double(candidate.prominence)
    let place = candidate.place
    var support = 0.0
    for index in group.prefix(16) {
      if let kind = spans[index].kind, isKind(place, kind) { score += 30 / Double(group.count) }
      guard let container = spans[index].container else { continue }
      for outer in spans[container].candidates
      where outer.place != place && gazetteer.contains(outer.place, place) {
        support = max(support, 90 + Double(outer.prominence) / 8)
      }
    }
    // The outer name of "Paris, Texas" is the one that has a Paris.
    for index in group.prefix(16) where index > 0 && spans[index - 1].container == index {
      for inner in spans[index - 1].candidates where gazetteer.contains(place, inner.place) {
        support = max(support, 40)
      }
    }
    score += support
    let country = gazetteer.country(place)
    let region = gazetteer.container(place, kind: .region)
    let point = gazetteer.point(place)
    var sameCountry = 0.0
    var sameRegion = 0.0
    var near = 0.0
    for other in company where other.place != own {
      if let country, country == other.country { sameCountry += other.weight }
      guard other.isSmall else { continue }
      if let region, region == other.region { sameRegion += other.weight }
      if Geometry.distance(point, other.point) < 200 { near += other.weight }
    }
    return score + 10 * min(3, sameCountry) + 8 * min(2, sameRegion) + 5 * min(2, near)
  }
}
