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
  /// Empty periods up to which all are shown; where there are more, a row of them that is longer than `shortGap` is left
  /// out: nobody reads thousands of empty rows, and one date of long ago makes them.
  private static let emptyLimit = 1000
  private static let shortGap = 12

  /// Rows a period, empty ones with 0. The unit is days up to 60 days, months up to 6 years, else years.
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
    var present: [(start: CalendarDay, group: Int)] = []
    for (group, datum) in groups.keys[0].enumerated() {
      guard case .time(let period) = datum else { continue }
      present.append((period.firstDay, group))
    }
    present.sort { $0.start < $1.start }
    let gaps = zip(present, present.dropFirst()).map { chosen.count(from: $0.start, to: $1.start) - 1 }
    let isSparse = gaps.reduce(0, +) > Self.emptyLimit
    var order: [Int] = []
    var leftOut = 0
    for (number, (start, group)) in present.enumerated() {
      guard order.count < Self.periodLimit else {
        evaluator.note("only the first \(Self.periodLimit) periods are shown")
        break
      }
      order.append(group)
      guard number < gaps.count, gaps[number] > 0 else { continue }
      if isSparse, gaps[number] > Self.shortGap {
        leftOut += gaps[number]
        continue
      }
      var day = chosen.whole(holding: start).last.adding(days: 1)
      for _ in 0..<gaps[number] {
        let (first, last) = chosen.whole(holding: day)
        order.append(groups.count)
        groups.keys[0].append(.time(TimeInterval(days: first, through: last)))
        groups.counts.append(0)
        day = last.adding(days: 1)
      }
    }
    if leftOut > 0 {
      evaluator.note("\(leftOut) periods in which there is nothing are left out")
    }
    var made = try table(
      groups, of: result, order: order, extra: groups.counts.map { .number(Double($0)) },
      after: .overTime(unit))
    made.drawing = .timeline
    return made
  }
}
