internal import Articles
internal import Facts
internal import Indexing

extension Evaluator {
  /// Whether there is another fact before or after a fact's. The others are kept by a value that both must share, in
  /// order of time: O(others log others), and for a row O(log others) and those within its reach.
  func sequenceTest(_ sequence: ResolvedSequence, of result: ResultSet) throws(QueryError) -> RowTest {
    guard case .facts(let kind) = sequence.clause.schema.rows, case .facts = result.schema.rows else {
      return { _ in false }
    }
    let clause = sequence.clause
    let facts = index.facts
    let dated = Int32(facts.datedCount)
    let isAfter = sequence.order == .after
    let others = visible(try matching(kind, clause.conjuncts, schema: clause.schema), of: clause)
    let found = ResultSet(schema: clause.schema, ids: [])
    let pairs = sequence.same.map { (own: getter($0.own, of: result), other: getter($0.other, of: found)) }
    func values(_ get: Getter, _ row: Int32) -> Set<Datum> { Set(get(row).map(commonPlace)) }

    /// What is compared: when the other is over, or when it begins.
    var places: [Datum: [(minute: Int64, fact: Int32)]] = [:]
    for fact in others where fact < dated {
      try tick()
      let minute = isAfter ? facts.end[Int(fact)] : facts.start[Int(fact)]
      let keys = pairs.first.map { values($0.other, fact) } ?? [.missing]
      for key in keys { places[key, default: []].append((minute, fact)) }
    }
    for key in places.keys { places[key]?.sort { ($0.minute, $0.fact) < ($1.minute, $1.fact) } }

    // What both share besides is made once a fact.
    var known = [[Int32: Set<Datum>]](repeating: [:], count: pairs.count)
    return { row in
      guard row < dated else { return false }
      let time = TimeInterval(start: facts.start[Int(row)], end: facts.end[Int(row)])
      let minutes = Self.minutes(beside: time, isAfter: isAfter, sequence.within)
      let own = pairs.map { values($0.own, row) }
      for key in own.first ?? [.missing] {
        guard let list = places[key] else { continue }
        var place = list.indices.partitionPoint { list[$0].minute < minutes.lowerBound }
        while place < list.count, minutes.contains(list[place].minute) {
          let other = list[place].fact
          place += 1
          if other == row { continue }
          let isSame = pairs.indices.dropFirst().allSatisfy { pair in
            if known[pair][other] == nil { known[pair][other] = values(pairs[pair].other, other) }
            return !(known[pair][other]?.isDisjoint(with: own[pair]) ?? true)
          }
          if isSame { return true }
        }
      }
      return false
    }
  }

  /// The minutes at which another fact may be over, or begin.
  private static func minutes(beside time: TimeInterval, isAfter: Bool, _ reach: FactSequence.Reach?)
    -> ClosedRange<Int64>
  {
    if isAfter {
      // It ended on that day or later: not at the midnight in which the day begins.
      let least = reach.map { TimeInterval(day: $0.unit.moved(time.firstDay, by: -$0.count)).start + 1 }
      return min(least ?? Int64.min, time.start)...time.start
    }
    let most = reach.map { TimeInterval(day: $0.unit.moved(time.lastDay, by: $0.count)).end - 1 }
    return time.end...max(most ?? Int64.max, time.end)
  }
}
