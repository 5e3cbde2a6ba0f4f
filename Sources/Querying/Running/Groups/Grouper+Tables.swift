internal import Articles
internal import Facts
internal import Indexing

extension Grouper {
  /// A number of each group: the sum, the average, the least, the greatest, or how many different values.
  func aggregated(
    _ function: Aggregate, _ key: ResolvedKey, by keys: [ResolvedKey], of result: ResultSet,
    after schema: Schema
  ) throws(QueryError) -> ResultSet {
    let get = evaluator.keyGetter(key, of: result)
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
      try evaluator.tick()
      for datum in get(row) {
        if case .number(let number) = datum { sums[group] += number }
        counts[group] += 1
        if function == .distinct {
          different[group].insert(datum)
          continue
        }
        if least[group] == nil || evaluator.precedes(datum, least[group]) == true { least[group] = datum }
        if greatest[group] == nil || evaluator.precedes(greatest[group], datum) == true {
          greatest[group] = datum
        }
      }
    }
    let empty = groups.firstSeen.count { counts[$0] == 0 }
    if empty > 0, !keys.isEmpty {
      evaluator.note(
        "\(empty) of \(groups.count) groups \(empty == 1 ? "has" : "have") no `\(key.key.columnName)`")
    } else if empty > 0 {
      evaluator.note("no row has `\(key.key.columnName)`")
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
    if function == .distinct { columns.append((try evaluator.orderKeys(values), true)) }
    for column in groups.keys { columns.append((try evaluator.orderKeys(column), false)) }
    let order = try evaluator.order(columns, count: groups.count)
    return try table(groups, of: result, order: order, extra: values, after: schema)
  }

  /// Periods shown at most.
  private static let periodLimit = 10_000

  /// What the numbers of a table come to in each of some groups of its rows.
  ///
  /// - Throws: where numbers that do not add up, as averages, would have to be.
  private func totals(_ groups: Groups, _ column: Int, of result: ResultSet, at range: SourceRange)
    throws(QueryError) -> [Datum]
  {
    let field = result.schema.fields[column]
    var totals = [Double?](repeating: nil, count: groups.count)
    for (group, row) in zip(groups.pairGroup.map(Int.init), groups.pairRow) {
      try evaluator.tick()
      guard case .number(let number) = result.table.columns[column][Int(row)] else { continue }
      if totals[group] != nil, !field.isAdditive {
        throw QueryError(.notAdditive(field.name), at: range.bytes)
      }
      totals[group] = (totals[group] ?? 0) + number
    }
    return totals.map { .number($0 ?? 0) }
  }

  /// Rows a period, empty ones with 0; of a table what its counts come to. The unit is days up to 60 days, months up to 6 years, else years.
  func timeline(_ result: ResultSet, _ unit: PeriodUnit?, at range: SourceRange) throws(QueryError)
    -> ResultSet
  {
    guard let field = result.schema.defaultField(of: .temporal) else {
      throw QueryError(.unsupported("a timeline"), at: range.bytes)
    }
    var days: [(first: CalendarDay, last: CalendarDay)] = []
    let get = evaluator.getter(ResolvedField(field), of: result)
    for row in result.ids {
      try evaluator.tick()
      for case .time(let time) in get(row) { days.append((time.firstDay, time.lastDay)) }
    }
    let span = (days.map { $0.last.number }.max() ?? 0) - (days.map { $0.first.number }.min() ?? 0)
    let chosen = unit ?? (span <= 60 ? .day : span <= 2200 ? .month : .year)
    let key = try ResolvedKey(
      Key(.unit(chosen, of: FieldReference(field.name))), in: result.schema)
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
      if day <= last { evaluator.note("only the first \(Self.periodLimit) periods are shown") }
    }
    let values =
      if let column = result.schema.drawn {
        try totals(groups, column, of: result, at: range)
      } else {
        groups.counts.map { Datum.number(Double($0)) }
      }
    var made = try table(
      groups, of: result, order: order, extra: values, after: result.schema.overTime(unit))
    made.drawing = .timeline
    return made
  }
}
