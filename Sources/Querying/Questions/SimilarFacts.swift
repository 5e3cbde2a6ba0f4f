internal import Articles
internal import Atlas
public import Facts
public import Indexing

/// Facts that are near a fact: of its kind, of the same people, of its place and time, told in its words.
public struct SimilarFacts: Sendable {
  /// A fact and what it has in common with the one asked for.
  public struct Match: Sendable, Hashable {
    /// The other fact.
    public var fact: FactID
    /// Greater is nearer; only compared with those of the same list.
    public var score: Double
    /// What both share, the weightiest first: "both Joe Biden", "the same place", "2 days apart".
    public var reasons: [String]
  }

  private let index: FactIndex

  /// Looks among the facts of an index.
  public init(_ index: FactIndex) { self.index = index }

  /// Facts of one entity that are looked at: of those whom all articles name the first in time would say little.
  private static let mostOfEntity = 20_000

  /// The nearest facts, the nearest first; ties by number. O(facts of those who take part, of its
  /// place and of its days), and a look at the columns of every fact.
  public func matches(to id: FactID, limit: Int) -> [Match] {
    let fact = index.fact(id)
    let words = words(of: id)
    var candidates: Set<Int32> = []
    for filler in fact.roles {
      for other in index.facts(of: filler.entity).prefix(Self.mostOfEntity) {
        candidates.insert(other.rawValue)
      }
    }
    let row = Int(id.rawValue)
    let (spot, kind, start) = (index.facts.spot[row], index.facts.kind[row], index.facts.start[row])
    for other in 0..<index.factCount where other != row {
      let isThere = spot >= 0 && index.facts.spot[other] == spot
      let isThen =
        index.facts.kind[other] == kind && start != MergedFacts.undated
        && index.facts.start[other] != MergedFacts.undated
        && abs(index.facts.start[other] - start) <= 3 * TimeInterval.minutesPerDay
      if isThere || isThen { candidates.insert(Int32(other)) }
    }
    candidates.remove(id.rawValue)
    let least = UInt8(Fact.leastSure * 255)
    var near: [(fact: FactID, parts: [Part], score: Double)] = []
    for other in candidates.sorted() where index.facts.confidence[Int(other)] >= least {
      let other = FactID(rawValue: other)
      let parts = parts(fact, index.fact(other))
      near.append((other, parts, parts.reduce(0) { $0 + $1.weight }))
    }
    near.sort { ($1.score, $0.fact.rawValue) < ($0.score, $1.fact.rawValue) }
    // Words are compared of those that are near without them: they add little, and reading them takes long.
    var matches: [Match] = []
    for (other, parts, score) in near.prefix(max(100, limit * 4)) {
      let all = parts + (shared(words, with: other).map { [$0] } ?? [])
      let score = score + all.dropFirst(parts.count).reduce(0) { $0 + $1.weight }
      guard score >= Self.leastScore else { continue }
      let order = all.enumerated().sorted {
        ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset)
      }
      matches.append(Match(fact: other, score: score, reasons: order.map(\.element.reason)))
    }
    matches.sort { ($1.score, $0.fact.rawValue) < ($0.score, $1.fact.rawValue) }
    return Array(matches.prefix(max(0, limit)))
  }

  /// Being of one kind alone makes no two facts alike.
  private static let leastScore = 2.0

  private typealias Part = (weight: Double, reason: String)

  private func parts(_ fact: Fact, _ other: Fact) -> [Part] {
    var parts: [Part] = []
    if fact.kind == other.kind { parts.append((1, "both \(index.kinds.plural(fact.kind))")) }
    var seen: Set<Int32> = []
    for filler in fact.roles where seen.insert(filler.entity.rawValue).inserted {
      guard let same = other.roles.first(where: { $0.entity == filler.entity }) else { continue }
      let entity = index.entity(filler.entity)
      // Whoever is in every second fact says little: the weight falls with the logarithm of how many has them.
      let share = Double(index.facts(of: filler.entity).count) / Double(max(1, index.factCount))
      let weight =
        (entity.isNamed ? 1.5 : 0.5) * (1 + max(0, -Self.log2(share)) / 8)
        * (same.role == filler.role ? 1 : 0.7)
      parts.append((weight, "both \(entity.name)"))
    }
    if let place = place(fact, other) { parts.append(place) }
    if let time = time(fact, other) { parts.append(time) }
    return parts
  }

  /// Of what share of the words of both sentences both have.
  private func shared(_ words: Set<String>, with id: FactID) -> Part? {
    let others = self.words(of: id)
    let shared = words.intersection(others)
    guard shared.count >= 2 else { return nil }
    let weight = 2 * Double(shared.count) / Double(words.union(others).count)
    let shown = shared.sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }.prefix(3)
    return (weight, "words: \(shown.joined(separator: ", "))")
  }

  private func place(_ fact: Fact, _ other: Fact) -> Part? {
    guard let a = fact.place, let b = other.place else { return nil }
    if let place = a.place, place == b.place {
      let row = index.places.place(place)
      let isCountry = row?.kind == .country
      return (isCountry ? 0.6 : 1.5, "both in \(row?.name ?? "the same place")")
    }
    if let point = a.point, let second = b.point {
      let kilometres = Geometry.distance(point, second)
      if kilometres < 100, a.radius < 100, b.radius < 100 {
        return (1 - kilometres / 200, "\(Int(kilometres.rounded())) km apart")
      }
    }
    guard let country = a.country, country == b.country else { return nil }
    let name = index.places.country(country).flatMap(index.places.place)?.name
    return (0.4, "both in \(name ?? country.description)")
  }

  private func time(_ fact: Fact, _ other: Fact) -> Part? {
    guard let a = fact.time?.interval, let b = other.time?.interval else { return nil }
    if a.overlaps(b) { return a == b ? (1.2, "the same time") : (0.8, "at one time") }
    let minutes = a.start < b.start ? b.start - a.end : a.start - b.end
    let days = Int(minutes / TimeInterval.minutesPerDay) + 1
    guard days <= 60 else { return nil }
    return (0.8 * (1 - Double(days) / 61), days == 1 ? "a day apart" : "\(days) days apart")
  }

  /// The longer words of a fact's sentences.
  private func words(of id: FactID) -> Set<String> {
    var words: Set<String> = []
    for sentence in index.sentences(of: id).prefix(4) {
      let text = Folding.fold(index.article(sentence.article).string(sentence.text))
      for word in text.unicodeScalars.split(whereSeparator: { !$0.properties.isAlphabetic })
      where word.count >= 5 && !Self.plain.contains(String(word)) && words.count < 200 {
        words.insert(String(word))
      }
    }
    return words
  }

  private static let plain: Set<String> = [
    "about", "after", "again", "along", "among", "because", "before", "being", "between", "could", "during",
    "every",
    "first", "former", "including", "later", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday",
    "sunday", "other", "others", "should", "since", "their", "there", "these", "those", "through", "under",
    "until",
    "where", "which", "while", "whose", "would", "years", "according", "officials",
  ]

  /// By halving: the modules that run queries have no library of functions.
  private static func log2(_ share: Double) -> Double {
    guard share > 0 else { return -40 }
    let exponent = Double(share.exponent)
    return exponent + (share.significand - 1)
  }
}
