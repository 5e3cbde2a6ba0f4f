internal import Articles
internal import Facts
internal import Indexing

extension Evaluator {
  /// Whether there is another fact before or after a fact's. The others are kept by each value that both must share, in
  /// order of time: O(fields · others log others), and for a row O(fields · log others) and those within its reach that
  /// share its rarest value.
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

    /// What is compared, for each field that both share: when the other is over, or when it begins.
    var places = [[Datum: [(minute: Int64, fact: Int32)]]](repeating: [:], count: max(1, pairs.count))
    for fact in others where fact < dated {
      try tick()
      let minute = isAfter ? facts.end[Int(fact)] : facts.start[Int(fact)]
      if pairs.isEmpty { places[0][.missing, default: []].append((minute, fact)) }
      for pair in pairs.indices {
        for key in values(pairs[pair].other, fact) { places[pair][key, default: []].append((minute, fact)) }
      }
    }
    for pair in places.indices {
      for key in places[pair].keys { places[pair][key]?.sort { ($0.minute, $0.fact) < ($1.minute, $1.fact) } }
    }

    // What both share besides is made once a fact.
    var known = [[Int32: Set<Datum>]](repeating: [:], count: pairs.count)
    return { row in
      guard row < dated else { return false }
      let time = TimeInterval(start: facts.start[Int(row)], end: facts.end[Int(row)])
      let minutes = Self.minutes(beside: time, isAfter: isAfter, sequence.within)
      let own = pairs.map { values($0.own, row) }
      // The field whose values the fewest others share at the time: a country is that of thousands, a visitor of three.
      var stretches: [ArraySlice<(minute: Int64, fact: Int32)>] = []
      var (least, chosen) = (Int.max, 0)
      for pair in places.indices {
        var found: [ArraySlice<(minute: Int64, fact: Int32)>] = []
        for key in pairs.isEmpty ? [.missing] : own[pair] {
          guard let list = places[pair][key] else { continue }
          let first = list.indices.partitionPoint { list[$0].minute < minutes.lowerBound }
          let last = list.indices.partitionPoint { list[$0].minute <= minutes.upperBound }
          if first < last { found.append(list[first..<last]) }
        }
        let count = found.reduce(0) { $0 + $1.count }
        if count < least { (least, chosen, stretches) = (count, pair, found) }
        if count == 0 { return false }
      }
      for stretch in stretches {
        for (_, other) in stretch where other != row {
          let isSame = pairs.indices.allSatisfy { pair in
            if pair == chosen { return true }
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
  static func minutes(beside time: TimeInterval, isAfter: Bool, _ reach: FactSequence.Reach?)
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
