internal import Facts
internal import Indexing

/// What entities fill a field of facts, or what pairs of them: numbers and the row of each.
private struct FillerKeys {
  /// An entity, or two with the lesser one in the high half.
  var keys: [UInt64] = []
  var rows: [Int32] = []
  var isPair = false
  /// Rows that have none.
  var without = 0

  func datum(_ key: UInt64) -> Datum {
    let low = Int32(truncatingIfNeeded: key)
    return isPair ? .pair(Int32(truncatingIfNeeded: key >> 32), low) : .entity(low)
  }
}

extension Grouper {
  /// `by participant` and `by pair(participant)` straight from the columns of fillers; nil for other keys.
  private func fillerKeys(_ result: ResultSet, _ key: ResolvedKey) throws(QueryError) -> FillerKeys? {
    guard case .facts = result.schema.rows else { return nil }
    let field: ResolvedField
    var found = FillerKeys()
    switch key.meaning {
    case .field(let one): field = one
    case .pair(let one): (field, found.isPair) = (one, true)
    default: return nil
    }
    guard field.nested == nil, field.field.type == .entity, case .roles(let roles) = field.field.meaning
    else {
      return nil
    }
    var isWanted = [Bool](repeating: roles.isEmpty, count: 256)
    for role in roles { isWanted[Int(role.rawValue)] = true }
    let facts = index.facts
    let (fillerRole, fillerEntity) = (facts.fillerRole, facts.fillerEntity)
    found.keys.reserveCapacity(result.ids.count)
    found.rows.reserveCapacity(result.ids.count)
    var values: [Int32] = []
    for row in result.ids {
      try evaluator.tick()
      values.removeAll(keepingCapacity: true)
      for filler in facts.fillers(Int(row)) where isWanted[Int(fillerRole[filler])] {
        let entity = fillerEntity[filler]
        if !values.contains(entity) { values.append(entity) }
      }
      if found.isPair { append(&values, row, to: &found) } else { append(values, row, to: &found) }
    }
    return found
  }

  private func append(_ values: [Int32], _ row: Int32, to found: inout FillerKeys) {
    if values.isEmpty { found.without += 1 }
    for value in values {
      found.keys.append(UInt64(UInt32(bitPattern: value)))
      found.rows.append(row)
    }
  }

  private func append(_ values: inout [Int32], _ row: Int32, to found: inout FillerKeys) {
    if values.count < 2 { found.without += 1 }
    if values.count > Evaluator.pairLimit {
      evaluator.note("only the first \(Evaluator.pairLimit) of a row's values are paired")
      values.removeLast(values.count - Evaluator.pairLimit)
    }
    for i in values.indices {
      for j in (i + 1)..<max(i + 1, values.count) {
        let (a, b) = (min(values[i], values[j]), max(values[i], values[j]))
        found.keys.append(UInt64(UInt32(bitPattern: a)) << 32 | UInt64(UInt32(bitPattern: b)))
        found.rows.append(row)
      }
    }
  }

  /// Groups in order of first sight.
  func groupedByFillers(_ result: ResultSet, _ key: ResolvedKey) throws(QueryError) -> Groups? {
    guard let found = try fillerKeys(result, key) else { return nil }
    var table = PairTable()
    var groups = Groups(keys: [[]])
    groups.pairGroup.reserveCapacity(found.keys.count)
    for key in found.keys {
      try evaluator.tick()
      groups.pairGroup.append(table.number(key))
    }
    groups.pairRow = found.rows
    groups.counts = table.counts
    groups.ranks = table.keys
    groups.keys = [table.keys.map(found.datum)]
    noteWithout(found.without, [key])
    return groups
  }

  /// The largest groups: keys are put in order, so that a group's rows stand side by side, and only the groups
  /// that are shown are made. O(pairs), with no table of groups whose random reads cost most.
  func countedByFillers(_ result: ResultSet, _ key: ResolvedKey, limit: Int) throws(QueryError) -> ResultSet?
  {
    guard let found = try fillerKeys(result, key) else { return nil }
    noteWithout(found.without, [key])
    let order = Ordering.byKey(found.keys, Array(0..<Int32(found.keys.count)))
    try evaluator.checkCancelled()
    var starts: [Int32] = []
    var groups = Groups(keys: [])
    var previous: UInt64?
    for (place, pair) in order.enumerated() {
      try evaluator.tick()
      let key = found.keys[Int(pair)]
      if key != previous {
        if let last = starts.last { groups.counts.append(Int32(place) - last) }
        starts.append(Int32(place))
        previous = key
      }
    }
    if let last = starts.last { groups.counts.append(Int32(order.count) - last) }
    // Groups stand in order of key, which decides among equals.
    let counts = groups.counts
    let largest = groups.candidates(limit: limit).sorted {
      counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1
    }.prefix(limit)
    var shown = Groups(keys: [[]])
    for group in largest {
      let first = Int(starts[group])
      shown.keys[0].append(found.datum(found.keys[Int(order[first])]))
      for place in first..<(first + Int(counts[group])) {
        shown.pairGroup.append(Int32(shown.counts.count))
        shown.pairRow.append(found.rows[Int(order[place])])
      }
      shown.counts.append(counts[group])
    }
    return try table(
      shown, of: result, order: shown.firstSeen, extra: shown.counts.map { .number(Double($0)) },
      after: result.schema.after(.count(by: [key.key]), kinds: evaluator.kinds))
  }
}
