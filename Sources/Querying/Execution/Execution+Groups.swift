internal import Articles
internal import Facts
internal import Indexing

/// Rows by the values of keys.
struct Groups {
  /// One column a key, one value a group.
  var keys: [[Datum]]
  var counts: [Int32] = []
  /// Group of each (row, group) pair, and the row.
  var pairGroup: [Int32] = []
  var pairRow: [Int32] = []

  var count: Int { counts.count }
  /// Order among equals, where the keys are numbers of entities; else empty.
  var ranks: [UInt64] = []

  var firstSeen: [Int] { Array(0..<count) }

  /// The groups among which the `limit` largest are: all that have at least the count of the last of them.
  /// O(groups + largest count).
  func candidates(limit: Int?) -> [Int] {
    guard let limit, limit < count else { return firstSeen }
    guard limit > 0 else { return [] }
    var groupsOfSize = [Int32](repeating: 0, count: Int(counts.max() ?? 0) + 1)
    for size in counts { groupsOfSize[Int(size)] += 1 }
    var left = limit
    var least = groupsOfSize.count - 1
    while least > 0, left > Int(groupsOfSize[least]) {
      left -= Int(groupsOfSize[least])
      least -= 1
    }
    return counts.indices.filter { Int(counts[$0]) >= least }
  }
}

extension Execution {
  /// Groups a row can belong to at most: the product of its keys' values is cut there.
  private static let rowLimit = 1024

  func grouped(_ result: ResultSet, by keys: [Key]) throws(QueryError) -> Groups {
    if settings.uses(.columnGroups), keys.count == 1 {
      if let fast = try groupedByFillers(result, keys[0]) { return fast }
      if let fast = try groupedByColumn(result, keys[0]) { return fast }
    }
    var getters: [Getter] = []
    for key in keys { getters.append(try keyGetter(key, of: result)) }
    var groups = Groups(keys: keys.map { _ in [] })
    var number: [[Datum]: Int32] = [:]
    var without = 0
    for row in result.ids {
      try tick()
      var tuples: [[Datum]] = [[]]
      for get in getters {
        let values = unique(get(row))
        tuples = tuples.prefix(Self.rowLimit).flatMap { tuple in values.map { tuple + [$0] } }
      }
      if tuples.isEmpty { without += 1 }
      for tuple in tuples {
        let group: Int32
        if let known = number[tuple] {
          group = known
        } else {
          group = Int32(groups.count)
          number[tuple] = group
          groups.counts.append(0)
          for (column, value) in tuple.enumerated() { groups.keys[column].append(value) }
        }
        groups.counts[Int(group)] += 1
        groups.pairGroup.append(group)
        groups.pairRow.append(row)
      }
    }
    noteWithout(without, keys)
    return groups
  }

  func noteWithout(_ count: Int, _ keys: [Key]) {
    guard count > 0 else { return }
    let names = keys.map(\.columnName).joined(separator: ", ")
    note(
      "\(count) \(count == 1 ? "row has" : "rows have") no \(names) and \(count == 1 ? "is" : "are") not counted"
    )
  }

  private func unique(_ values: [Datum]) -> [Datum] {
    if values.count < 2 { return values }
    var seen: Set<Datum> = []
    return values.filter { seen.insert($0).inserted }
  }

  /// The table of some groups, in an order, with a value column beside the keys.
  func table(_ groups: Groups, of result: ResultSet, order: [Int], extra: [Datum]?, stage: Stage.Form)
    throws(QueryError) -> ResultSet
  {
    try checkCancelled()
    var next = ResultSet(schema: result.schema.after(stage, kinds: kinds), ids: [])
    var columns = groups.keys.map { column in order.map { column[$0] } }
    if let extra { columns.append(order.map { extra[$0] }) }
    var rank = [Int32](repeating: -1, count: groups.count)
    for (position, group) in order.enumerated() { rank[group] = Int32(position) }
    let members = Rows(keyCount: order.count) { emit in
      for (group, row) in zip(groups.pairGroup, groups.pairRow) { emit(Int(rank[Int(group)]), row) }
    }
    next.table.columns = columns
    next.table.memberStarts = members.starts
    next.table.members = members.items
    next.table.memberRows = result.schema.rows
    if result.schema.rows == .table { try flattenMembers(&next.table, of: result.table) }
    next.ids = Array(0..<Int32(order.count))
    return next
  }

  /// Members of members: what stands behind the rows of a table that was made from a table.
  private func flattenMembers(_ table: inout DatumTable, of inner: DatumTable) throws(QueryError) {
    var members: [Int32] = []
    var starts: [Int32] = [0]
    for row in 0..<Int32(max(0, table.memberStarts.count - 1)) {
      var all: [Int32] = []
      for member in table.members(row) {
        try tick()
        all += inner.members(member)
      }
      try checkCancelled()
      members += all.count < 64 ? Set(all).sorted() : RowSet(all).rows
      starts.append(Int32(members.count))
    }
    table.members = members
    table.memberStarts = starts
    table.memberRows = inner.memberRows
  }

  /// Rows a group, most first. `limit`: how many groups are wanted at most.
  func counted(_ result: ResultSet, by keys: [Key], limit: Int? = nil) throws(QueryError) -> ResultSet {
    if keys.isEmpty {
      var groups = Groups(keys: [])
      groups.counts = [Int32(result.ids.count)]
      groups.pairGroup = [Int32](repeating: 0, count: result.ids.count)
      groups.pairRow = result.ids
      return try table(
        groups, of: result, order: [0], extra: [.number(Double(result.ids.count))], stage: .count(by: []))
    }
    if settings.uses(.columnGroups), settings.uses(.boundedOrder), keys.count == 1, let limit,
      let fast = try countedByFillers(result, keys[0], limit: limit)
    {
      return fast
    }
    let groups = try grouped(result, by: keys)
    // Descending by count; of equals the lesser key, entities by their frequency.
    let (counts, ranks) = (groups.counts, groups.ranks)
    var order = groups.candidates(limit: limit)
    if ranks.isEmpty {
      var columns = [(order.map { Int64(counts[$0]) }, true)]
      for column in groups.keys { columns.append((try tieKeys(order.map { column[$0] }), false)) }
      let found = order
      order = try self.order(columns, count: found.count).map { found[$0] }
    } else {
      order = try sorted(order) { a, b in
        counts[a] != counts[b] ? counts[a] > counts[b] : ranks[a] < ranks[b]
      }
    }
    if let limit { order = Array(order.prefix(limit)) }
    return try table(
      groups, of: result, order: order, extra: groups.counts.map { .number(Double($0)) },
      stage: .count(by: keys))
  }

  func aggregated(
    _ function: Aggregate, _ key: Key, by keys: [Key], of result: ResultSet, stage: Stage.Form
  ) throws(QueryError) -> ResultSet {
    let get = try keyGetter(key, of: result)
    var groups: Groups
    if keys.isEmpty {
      groups = Groups(keys: [])
      groups.counts = [Int32(result.ids.count)]
      groups.pairGroup = [Int32](repeating: 0, count: result.ids.count)
      groups.pairRow = result.ids
    } else {
      groups = try grouped(result, by: keys)
    }
    var sums = [Double](repeating: 0, count: groups.count)
    var counts = [Int](repeating: 0, count: groups.count)
    var least = [Datum?](repeating: nil, count: groups.count)
    var greatest = [Datum?](repeating: nil, count: groups.count)
    var different: [Set<Datum>] = Array(repeating: [], count: function == .distinct ? groups.count : 0)
    for (group, row) in zip(groups.pairGroup.map(Int.init), groups.pairRow) {
      try tick()
      for datum in get(row) {
        if case .number(let number) = datum { sums[group] += number }
        counts[group] += 1
        if function == .distinct {
          different[group].insert(datum)
          continue
        }
        if least[group] == nil || precedes(datum, least[group]) == true { least[group] = datum }
        if greatest[group] == nil || precedes(greatest[group], datum) == true { greatest[group] = datum }
      }
    }
    let empty = groups.firstSeen.count { counts[$0] == 0 }
    if empty > 0, !keys.isEmpty {
      note("\(empty) of \(groups.count) groups \(empty == 1 ? "has" : "have") no `\(key.columnName)`")
    } else if empty > 0 {
      note("no row has `\(key.columnName)`")
    }
    let values: [Datum] = groups.firstSeen.map { group in
      if function == .distinct { return .number(Double(different[group].count)) }
      guard counts[group] > 0 else { return .missing }
      switch function {
      case .distinct: return .missing
      case .sum: return .number(sums[group])
      case .average: return .number(sums[group] / Double(counts[group]))
      case .min: return least[group] ?? .missing
      case .max: return greatest[group] ?? .missing
      }
    }
    var columns: [(keys: [Int64], isDescending: Bool)] = []
    // As `count by`: the most first.
    if function == .distinct { columns.append((try orderKeys(values), true)) }
    for column in groups.keys { columns.append((try orderKeys(column), false)) }
    let order = try self.order(columns, count: groups.count)
    return try table(groups, of: result, order: order, extra: values, stage: stage)
  }

  /// Periods shown at most.
  private static let periodLimit = 10_000

  /// Rows a period, empty ones with 0. The unit is days up to 60 days, months up to 6 years, else years.
  func timeline(_ result: ResultSet, _ unit: CalendarUnit?, at range: SourceRange) throws(QueryError)
    -> ResultSet
  {
    guard let field = result.schema.defaultField(of: .temporal) else {
      throw QueryError(.unsupported("a timeline"), at: range.bytes)
    }
    var days: [(first: CalendarDay, last: CalendarDay)] = []
    let get = getter(Schema.Resolved(field: field, nested: nil), of: result)
    for row in result.ids {
      try tick()
      for case .time(let time) in get(row) { days.append((time.firstDay, time.lastDay)) }
    }
    let span = (days.map { $0.last.number }.max() ?? 0) - (days.map { $0.first.number }.min() ?? 0)
    let chosen = unit ?? (span <= 60 ? .day : span <= 2200 ? .month : .year)
    let key = Key(.unit(chosen, of: FieldReference(field.name)))
    var groups = try grouped(result, by: [key])
    var periods: [TimeInterval: Int] = [:]
    var first: CalendarDay?
    var last: CalendarDay?
    for (group, datum) in groups.keys[0].enumerated() {
      guard case .time(let period) = datum else { continue }
      periods[period] = group
      first = min(first ?? period.firstDay, period.firstDay)
      last = max(last ?? period.firstDay, period.firstDay)
    }
    var order: [Int] = []
    if var day = first, let last {
      while day <= last, order.count < Self.periodLimit {
        let (start, end) = chosen.whole(holding: day)
        let period = TimeInterval(days: start, through: end)
        if let group = periods[period] {
          order.append(group)
        } else {
          order.append(groups.count)
          groups.keys[0].append(.time(period))
          groups.counts.append(0)
        }
        day = end.adding(days: 1)
      }
      if day <= last { note("only the first \(Self.periodLimit) periods are shown") }
    }
    var made = try table(
      groups, of: result, order: order, extra: groups.counts.map { .number(Double($0)) },
      stage: .timeline(unit))
    made.drawing = .timeline
    return made
  }
}
