internal import Articles
internal import Atlas
public import Facts

/// A value that the data has, with how many facts (for outlets: articles) have it.
public struct CountedValue: Hashable, Sendable {
  /// The value, as people read it.
  public var text: String
  /// How many have it.
  public var count: Int

  /// A value that `count` have.
  public init(text: String, count: Int) {
    self.text = text
    self.count = count
  }
}

extension FactIndex {
  /// The entities that a name stands for, case- and accent-blind, by full name or alias, most frequent first.
  /// O(log names).
  public func entities(named name: String) -> [EntityID] {
    names.entities(named: Folding.name(name)).map(EntityID.init)
  }

  /// Names of entities of these kinds of which the whole or some later word begins with `prefix`, by facts,
  /// then mentions. Only whole names are looked up by prefix; O(log names + hits).
  public func entityNames(prefix: String, kinds: Set<NameKind>, limit: Int) -> [CountedValue] {
    let prefix = Folding.name(prefix)
    if prefix.isEmpty {
      // All of them: in the order of their numbers, without looking at the others.
      return entities.indices.lazy.filter { id in
        kinds.contains(entities[id].kind)
          && names.entities(named: Folding.name(entities[id].name)).contains(Int32(id))
      }.prefix(limit).map {
        CountedValue(text: entities[$0].name, count: Int(postings.sureByEntity[$0]))
      }
    }
    var seen: Set<Int32> = []
    for position in names.positions(prefix: prefix) {
      let entity = names.entities[position]
      if kinds.contains(entities[Int(entity)].kind) { seen.insert(entity) }
    }
    // Entities are numbered by frequency.
    return seen.sorted().prefix(limit).map { id in
      CountedValue(text: entities[Int(id)].name, count: Int(postings.sureByEntity[Int(id)]))
    }
  }

  /// Names of the places where facts happened that begin with `prefix` (case- and accent-blind), by facts;
  /// countries count the facts inside them. O(distinct places).
  public func placeNames(prefix: String, limit: Int) -> [CountedValue] {
    let wanted = Folding.name(prefix)
    return placeCounts().filter { Folding.name($0.text).hasPrefix(wanted) }.prefix(limit).map { $0 }
  }

  /// Every place where sure facts happened and every country of one, by facts. O(distinct places).
  public func placeCounts() -> [CountedValue] {
    var rows: [Int32: Int] = [:]
    var codes = [Int](repeating: 0, count: 1 << 16)
    for spot in 0..<spots.count {
      let count = Int(postings.sureBySpot[spot])
      if count == 0 { continue }
      if spots.place[spot] >= 0 { rows[spots.place[spot], default: 0] += count }
      if spots.country[spot] != 0 { codes[Int(spots.country[spot])] += count }
    }
    var counts: [String: Int] = [:]
    for (row, count) in rows where count > 0 {
      guard let place = places.place(PlaceID(rawValue: row)), place.kind != .country else { continue }
      counts[place.name, default: 0] += count
    }
    for (code, count) in codes.enumerated() where count > 0 {
      guard let row = places.country(CountryCode(rawValue: UInt16(code))), let place = places.place(row)
      else { continue }
      counts[place.name, default: 0] += count
    }
    return Self.byCount(counts)
  }

  /// Outlets by articles.
  public func outletCounts() -> [CountedValue] {
    var counts: [String: Int] = [:]
    for article in inserted where !article.source.isEmpty { counts[article.source, default: 0] += 1 }
    return Self.byCount(counts)
  }

  /// How many facts of a kind are sure. O(1).
  public func sureFactCount(of kind: Kind) -> Int { Int(postings.sureByKind[Int(kind.rawValue)]) }

  private static func byCount(_ counts: [String: Int]) -> [CountedValue] {
    counts.map { CountedValue(text: $0.key, count: $0.value) }
      .sorted { $0.count != $1.count ? $0.count > $1.count : $0.text < $1.text }
  }

  /// Bytes held by the facts: reports, merged columns and postings; not the articles' texts and the entities'
  /// strings.
  public var factByteCount: Int {
    reports.byteCount + facts.byteCount + postings.byteCount + 4 * reportStart.capacity
  }
}
