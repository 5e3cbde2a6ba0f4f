import Articles

/// Right, found and expected answers of one sort.
struct Tally {
  var right = 0
  var found = 0
  var expected = 0

  /// Per cent; 0 where nothing was found.
  var precision: Double { found == 0 ? 0 : 100 * Double(right) / Double(found) }
  /// Per cent; 0 where nothing was expected.
  var recall: Double { expected == 0 ? 0 : 100 * Double(right) / Double(expected) }

  mutating func add(_ isRight: Bool, found isFound: Bool = true, expected isExpected: Bool = true) {
    if isRight { right += 1 }
    if isFound { found += 1 }
    if isExpected { expected += 1 }
  }
}

/// Compares what was found in articles with what was expected.
///
/// Kinds are judged by sentence, before merging: has this sentence an event of this kind? The other figures are over
/// pairs of an expected and a found fact that share a kind and a sentence: their precision is over the pairs, so that a
/// fact too much is punished once; their recall is over all expected facts, so that a missed fact has no roles either.
struct Score {
  enum Figure: String, CaseIterable {
    case kinds, facts, roles, status, place, country, date
  }

  private(set) var tallies: [Figure: Tally] = [:]
  /// Kinds by sentence, each kind.
  private(set) var byKind: [String: Tally] = [:]
  /// Facts missed and facts too many, one a line.
  private(set) var errors: [String] = []

  subscript(figure: Figure) -> Tally { tallies[figure] ?? Tally() }

  private struct Spot: Hashable {
    var sentence: Int
    var kind: String
  }

  mutating func add(_ scored: ScoredArticle, found: [FoundFact], sentences: [TextRange]) {
    func sentence(_ trigger: TextRange) -> Int {
      sentences.firstIndex { $0.start <= trigger.start && trigger.start < $0.end } ?? -1
    }
    func spots(_ kind: String, _ triggers: [TextRange]) -> Set<Spot> {
      Set(triggers.map { Spot(sentence: sentence($0), kind: kind) })
    }
    let doubtful = scored.expected.filter(\.isDoubtful)
      .reduce(into: Set<Spot>()) { $0.formUnion(spots($1.kind, $1.triggers)) }
    let certain = scored.expected.filter { !$0.isDoubtful }
    let wanted = certain.reduce(into: Set<Spot>()) { $0.formUnion(spots($1.kind, $1.triggers)) }
    let ignored = doubtful.subtracting(wanted)
    let given = found.reduce(into: Set<Spot>()) { $0.formUnion(spots($1.kind, $1.triggers)) }
      .subtracting(ignored)
    for spot in wanted.union(given) {
      let isRight = wanted.contains(spot) && given.contains(spot)
      tallies[.kinds, default: Tally()].add(
        isRight, found: given.contains(spot), expected: wanted.contains(spot))
      byKind[spot.kind, default: Tally()].add(
        isRight, found: given.contains(spot), expected: wanted.contains(spot))
    }
    let judged = found.filter { !spots($0.kind, $0.triggers).isSubset(of: ignored) }
    let pairs = Self.pairs(certain, judged) { spots($0, $1) }
    for (index, expected) in certain.enumerated() {
      add(expected, pairs[index].map { judged[$0] }, in: scored.article)
    }
    tallies[.facts, default: Tally()].found += judged.count
    let paired = Set(pairs.values)
    for (index, extra) in judged.enumerated() where !paired.contains(index) {
      errors.append("\(scored.article.path): too many: \(extra.kind) \(words(extra.triggers, scored))")
    }
  }

  private func words(_ triggers: [TextRange], _ scored: ScoredArticle) -> String {
    triggers.map { scored.article.string($0) }.joined(separator: ", ")
  }

  /// For each expected fact the found one that it most resembles, each used once.
  private static func pairs(
    _ expected: [ScoredArticle.Expected], _ found: [FoundFact],
    _ spots: (String, [TextRange]) -> Set<Spot>
  ) -> [Int: Int] {
    var candidates: [(likeness: Int, expected: Int, found: Int)] = []
    for (left, wanted) in expected.enumerated() {
      let wantedSpots = spots(wanted.kind, wanted.triggers)
      for (right, given) in found.enumerated() where given.kind == wanted.kind {
        let shared = wantedSpots.intersection(spots(given.kind, given.triggers)).count
        guard shared > 0 else { continue }
        let words = wanted.triggers.filter { range in
          given.triggers.contains { $0.start < range.end && range.start < $0.end }
        }
        let roles = wanted.fillers.filter { filler in given.fillers.contains { same($0, filler) } }
        candidates.append((shared + 2 * words.count + 4 * roles.count, left, right))
      }
    }
    var pairs: [Int: Int] = [:]
    var used: Set<Int> = []
    for candidate in candidates.sorted(by: {
      ($1.likeness, $0.expected, $0.found) < ($0.likeness, $1.expected, $1.found)
    }) where pairs[candidate.expected] == nil && !used.contains(candidate.found) {
      pairs[candidate.expected] = candidate.found
      used.insert(candidate.found)
    }
    return pairs
  }

  private static func same(_ a: ScoredArticle.Filler, _ b: ScoredArticle.Filler) -> Bool {
    a.role == b.role && SameName.holds(a.name, b.name)
  }

  private mutating func add(_ expected: ScoredArticle.Expected, _ found: FoundFact?, in article: Article) {
    tallies[.facts, default: Tally()].add(found != nil, found: false)
    tallies[.status, default: Tally()].add(found?.status == expected.status, found: found != nil)
    var roles = tallies[.roles] ?? Tally()
    roles.expected += expected.fillers.count
    roles.found += found?.fillers.count ?? 0
    roles.right += expected.fillers.count { filler in
      found?.fillers.contains { Self.same($0, filler) } ?? false
    }
    tallies[.roles] = roles
    addPlace(expected.place, found)
    let date = found?.date ?? ""
    switch expected.date {
    case .unjudged: break
    case .absent: tallies[.date, default: Tally()].add(false, found: !date.isEmpty, expected: false)
    case .told(let day): tallies[.date, default: Tally()].add(day == date, found: !date.isEmpty)
    }
    if found == nil {
      let words = expected.triggers.map { article.string($0) }.joined(separator: ", ")
      errors.append("\(article.path): missed: \(expected.kind) \(words)")
    }
  }

  private mutating func addPlace(_ expected: ScoredArticle.Field, _ found: FoundFact?) {
    let country = found?.country ?? ""
    let isFound = !country.isEmpty || !(found?.place ?? "").isEmpty
    switch expected {
    case .unjudged: break
    case .absent:
      tallies[.country, default: Tally()].add(false, found: !country.isEmpty, expected: false)
      tallies[.place, default: Tally()].add(false, found: isFound, expected: false)
    case .told(let text):
      let parts = text.split(separator: ",").map(ScoredArticle.trimmed)
      let isInCountry = parts.last == country
      tallies[.country, default: Tally()].add(isInCountry, found: !country.isEmpty)
      let isThere =
        parts.count < 2 || SameName.holds(found?.place ?? "", parts[0])
        || SameName.holds(found?.placeText ?? "", parts[0])
      tallies[.place, default: Tally()].add(isInCountry && isThere, found: isFound)
    }
  }
}
