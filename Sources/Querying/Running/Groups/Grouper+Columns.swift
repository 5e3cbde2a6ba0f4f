internal import Articles
internal import Facts
internal import Indexing

extension Grouper {
  /// Facts grouped by kind, status, country or a unit of time straight from the columns; nil for other keys.
  /// Groups in order of first sight, as everywhere. O(rows).
  func groupedByColumn(_ result: ResultSet, _ key: ResolvedKey) throws(QueryError) -> Groups? {
    guard case .facts = result.schema.rows else { return nil }
    switch key.meaning {
    case .field(let field):
      switch (field.field.meaning, field.nested?.meaning) {
      case (.kind, nil):
        let kinds = evaluator.kinds
        return try grouped(result, key, index.facts.kind) { .word(kinds.name(Kind(rawValue: $0))) }
      case (.status, nil):
        return try grouped(result, key, index.facts.status) { code in
          Status(rawValue: code).map { .word($0.name) }
        }
      case (.location, .country): return try groupedByCountry(result, key)
      case (.roles(let roles), .country) where field.field.type == .entity:
        return try groupedByCountries(result, key, of: roles)
      default: return nil
      }
    case .country(let field):
      guard field.nested == nil, field.field.meaning == .location else { return nil }
      return try groupedByCountry(result, key)
    case .unit(let unit, let field):
      guard field.nested == nil, field.field.meaning == .date else { return nil }
      return try groupedByPeriod(result, key, unit)
    case .pair, .column, .expression: return nil
    }
  }

  /// By the code in a column.
  private func grouped(_ result: ResultSet, _ key: ResolvedKey, _ column: [UInt8], _ datum: (UInt8) -> Datum?)
    throws(QueryError) -> Groups
  {
    var gathered = GatheredGroups(rows: result.ids.count, keys: 256)
    for row in result.ids {
      try evaluator.tick()
      let code = column[Int(row)]
      if !gathered.add(row, to: Int(code)) { gathered.open(Int(code), datum(code), row) }
    }
    return finished(gathered, key)
  }

  private func groupedByCountry(_ result: ResultSet, _ key: ResolvedKey) throws(QueryError) -> Groups {
    let (column, countries) = (index.facts.spot, index.spots.country)
    var gathered = GatheredGroups(rows: result.ids.count, keys: 1 << 16)
    for row in result.ids {
      try evaluator.tick()
      let spot = column[Int(row)]
      let code = spot < 0 ? 0 : countries[Int(spot)]
      if !gathered.add(row, to: Int(code)) {
        gathered.open(Int(code), code == 0 ? nil : .country(code), row)
      }
    }
    return finished(gathered, key)
  }

  /// By the countries of those who fill some roles; of none: any role.
  private func groupedByCountries(_ result: ResultSet, _ key: ResolvedKey, of roles: [Role])
    throws(QueryError) -> Groups
  {
    let (facts, countries) = (index.facts, index.entityCountry)
    let (fillerRole, fillerEntity) = (facts.fillerRole, facts.fillerEntity)
    var isWanted = [Bool](repeating: roles.isEmpty, count: 256)
    for role in roles { isWanted[Int(role.rawValue)] = true }
    var gathered = GatheredGroups(rows: result.ids.count, keys: 1 << 16)
    var codes: [UInt16] = []
    for row in result.ids {
      try evaluator.tick()
      codes.removeAll(keepingCapacity: true)
      for filler in facts.fillers(Int(row)) where isWanted[Int(fillerRole[filler])] {
        let code = countries[Int(fillerEntity[filler])]
        if code != 0, !codes.contains(code) { codes.append(code) }
      }
      if codes.isEmpty { gathered.without += 1 }
      for code in codes where !gathered.add(row, to: Int(code)) {
        gathered.open(Int(code), .country(code), row)
      }
    }
    return finished(gathered, key)
  }

  /// Facts stand in order of time, so that most fall into the period of the one before.
  private func groupedByPeriod(_ result: ResultSet, _ key: ResolvedKey, _ unit: PeriodUnit)
    throws(QueryError)
    -> Groups
  {
    let facts = index.facts
    let (start, end, dated) = (facts.start, facts.end, Int32(facts.datedCount))
    var numbers: [TimeInterval: Int] = [:]
    var gathered = GatheredGroups(rows: result.ids.count, keys: 1)
    var period = TimeInterval(start: 1, end: 0)
    var number = 0
    for row in result.ids {
      try evaluator.tick()
      guard row < dated else {
        gathered.without += 1
        continue
      }
      let time = TimeInterval(start: start[Int(row)], end: end[Int(row)])
      if time.start < period.start || time.start >= period.end {
        let (first, last) = unit.whole(holding: time.firstDay)
        period = TimeInterval(days: first, through: last)
        number = numbers[period] ?? -1
        if number < 0 {
          number = numbers.count
          numbers[period] = number
          gathered.keep(number + 1)
        }
      }
      // A fact of "2023" has no month.
      guard time.lies(within: period) else {
        gathered.without += 1
        continue
      }
      if !gathered.add(row, to: number) { gathered.open(number, .time(period), row) }
    }
    return finished(gathered, key)
  }

  private func finished(_ gathered: GatheredGroups, _ key: ResolvedKey) -> Groups {
    noteWithout(gathered.without, [key])
    return gathered.groups
  }
}

/// Groups while rows are gathered, by a small number for each key.
private struct GatheredGroups {
  var groups = Groups(keys: [[]])
  /// Rows without a value.
  var without = 0
  /// Group of each key; −1 none yet, −2 there is no value.
  private var numbers: [Int32]

  init(rows: Int, keys: Int) {
    numbers = [Int32](repeating: -1, count: keys)
    groups.pairGroup.reserveCapacity(rows)
    groups.pairRow.reserveCapacity(rows)
  }

  mutating func keep(_ keys: Int) {
    while numbers.count < keys { numbers.append(-1) }
  }

  /// False where the key was not seen before.
  mutating func add(_ row: Int32, to key: Int) -> Bool {
    let group = numbers[key]
    if group < 0 {
      if group == -2 { without += 1 }
      return group == -2
    }
    groups.counts[Int(group)] += 1
    groups.pairGroup.append(group)
    groups.pairRow.append(row)
    return true
  }

  /// The first row of a key; nil: it stands for no value.
  mutating func open(_ key: Int, _ datum: Datum?, _ row: Int32) {
    guard let datum else {
      numbers[key] = -2
      without += 1
      return
    }
    numbers[key] = Int32(groups.counts.count)
    groups.keys[0].append(datum)
    groups.counts.append(1)
    groups.pairGroup.append(numbers[key])
    groups.pairRow.append(row)
  }
}
