internal import Articles
internal import Facts
internal import Indexing

extension Grouper {
  /// Numbers of each group: how many rows, the sum, the mean, the median, the least, the greatest, or how many different
  /// values. `keys`: of those that are made of a field its key, in their order, then those of the groups.
  func summarised(
    _ parts: [Summary], _ keys: [ResolvedKey], groups groupKeys: Int, of result: ResultSet,
    after schema: Schema
  ) throws(QueryError) -> ResultSet {
    let by = Array(keys.suffix(groupKeys))
    var groups: Groups
    if by.isEmpty {
      groups = Groups(keys: [])
      groups.counts = [Int32(result.ids.count)]
      groups.pairGroup = [Int32](repeating: 0, count: result.ids.count)
      groups.pairRow = result.ids
    } else {
      groups = try grouped(result, by: by)
    }
    var next = keys.startIndex
    var values: [[Datum]] = []
    for part in parts {
      switch part.form {
      case .rows: values.append(groups.counts.map { .number(Double($0)) })
      case .of(let function, _):
        values.append(try self.values(function, keys[next], groups, of: result, isWhole: by.isEmpty))
        next += 1
      }
    }
    var columns: [(keys: [Int64], isDescending: Bool)] = []
    // As `count by`: the most first.
    switch parts.first?.form {
    case .rows, .of(.distinct, _): columns.append((try evaluator.orderKeys(values[0]), true))
    default: break
    }
    for column in groups.keys { columns.append((try evaluator.orderKeys(column), false)) }
    let order = try evaluator.order(columns, count: groups.count)
    var made = try table(groups, of: result, order: order, extra: nil, after: schema)
    for column in values { made.table.columns.append(order.map { column[$0] }) }
    return made
  }

  /// One number of each group. `isWhole`: there is one group, of all rows.
  private func values(
    _ function: Aggregate, _ key: ResolvedKey, _ groups: Groups, of result: ResultSet, isWhole: Bool
  ) throws(QueryError) -> [Datum] {
    let get = groupGetter(key, of: result)
    var tallies = [Tally](repeating: Tally(), count: groups.count)
    for (group, row) in zip(groups.pairGroup.map(Int.init), groups.pairRow) {
      try evaluator.tick()
      for datum in get(row) { tallies[group].add(datum, function, evaluator) }
    }
    let empty = tallies.count { $0.count == 0 }
    if empty > 0 {
      evaluator.note(
        isWhole
          ? "no row has `\(key.key.columnName)`"
          : "\(empty) of \(groups.count) groups \(empty == 1 ? "has" : "have") no `\(key.key.columnName)`")
    }
    return tallies.map { $0.value(of: function) }
  }

  /// Periods shown at most.
  private static let periodLimit = 10_000
  /// Empty periods up to which all are shown; where there are more, a row of them that is longer than `shortGap` is left
  /// out: nobody reads thousands of empty rows, and one date of long ago makes them.
  private static let emptyLimit = 1000
  private static let shortGap = 12

  /// Makes one group of those before most of the rows, and one of those after them; O(groups + rows).
  private func fold(_ groups: inout Groups, outside core: Core, _ unit: PeriodUnit) -> (
    early: Int?, late: Int?
  ) {
    let low = unit.whole(holding: core.first).first
    let high = unit.whole(holding: core.last).last
    var target = [Int](0..<groups.count)
    func gather(_ isOutside: (TimeInterval) -> Bool) -> Int? {
      var span: TimeInterval?
      var count: Int32 = 0
      let group = groups.count
      for (number, datum) in groups.keys[0].enumerated() {
        guard case .time(let period) = datum, isOutside(period) else { continue }
        span = TimeInterval(
          start: min(span?.start ?? period.start, period.start), end: max(span?.end ?? period.end, period.end)
        )
        count += groups.counts[number]
        target[number] = group
      }
      guard let span else { return nil }
      groups.keys[0].append(.time(span))
      groups.counts.append(count)
      target.append(group)
      return group
    }
    let early = gather { $0.firstDay < low }
    if let early {
      let rows = groups.counts[early]
      evaluator.note("\(rows) \(rows == 1 ? "is" : "are") before \(low.shortest(unit)) and in one line")
    }
    let late = gather { $0.firstDay > high }
    if let late {
      let rows = groups.counts[late]
      evaluator.note("\(rows) \(rows == 1 ? "is" : "are") after \(high.shortest(unit)) and in one line")
    }
    guard early != nil || late != nil else { return (nil, nil) }
    groups.pairGroup = groups.pairGroup.map { Int32(target[Int($0)]) }
    for (number, group) in target.enumerated() where group != number { groups.counts[number] = 0 }
    return (early, late)
  }

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
    if case .facts = result.schema.rows, field.meaning == .date {
      let facts = index.facts
      let (start, end, dated) = (facts.start, facts.end, Int32(facts.datedCount))
      for row in result.ids where row < dated {
        try evaluator.tick()
        let time = TimeInterval(start: start[Int(row)], end: end[Int(row)])
        days.append((time.firstDay, time.lastDay))
      }
    } else {
      let get = evaluator.getter(ResolvedField(field), of: result)
      for row in result.ids {
        try evaluator.tick()
        for case .time(let time) in get(row) { days.append((time.firstDay, time.lastDay)) }
      }
    }
    // Averages of several periods have no line of their own.
    let isFoldable = result.schema.drawn.map { result.schema.fields[$0].isAdditive } ?? true
    let core = Core(days, isWhole: !isFoldable)
    let chosen = unit ?? (core.span <= 60 ? .day : core.span <= 2200 ? .month : .year)
    let key = try ResolvedKey(
      Key(.unit(chosen, of: FieldReference(field.name))), in: result.schema, now: evaluator.now)
    var groups = try grouped(result, by: [key])
    let folded = fold(&groups, outside: core, chosen)
    var present: [(start: CalendarDay, group: Int)] = []
    for (group, datum) in groups.keys[0].enumerated() {
      guard case .time(let period) = datum, groups.counts[group] > 0, group != folded.early,
        group != folded.late
      else { continue }
      present.append((period.firstDay, group))
    }
    present.sort { $0.start < $1.start }
    let gaps = zip(present, present.dropFirst()).map { chosen.count(from: $0.start, to: $1.start) - 1 }
    let isSparse = gaps.reduce(0, +) > Self.emptyLimit
    var order = folded.early.map { [$0] } ?? []
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
    if let late = folded.late { order.append(late) }
    if leftOut > 0 {
      evaluator.note("\(leftOut) periods in which there is nothing are left out")
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

/// What is known of the values of one group.
private struct Tally {
  var count = 0
  private var sum = 0.0
  private var least: Datum?
  private var greatest: Datum?
  private var different: Set<Datum> = []
  private var numbers: [Double] = []

  mutating func add(_ datum: Datum, _ function: Aggregate, _ evaluator: Evaluator) {
    count += 1
    switch function {
    case .distinct: different.insert(datum)
    case .sum, .average: if case .number(let number) = datum { sum += number }
    case .median: if case .number(let number) = datum { numbers.append(number) }
    case .min: if least == nil || evaluator.precedes(datum, least) == true { least = datum }
    case .max: if greatest == nil || evaluator.precedes(greatest, datum) == true { greatest = datum }
    }
  }

  func value(of function: Aggregate) -> Datum {
    if function == .distinct { return .number(Double(different.count)) }
    guard count > 0 else { return .missing }
    switch function {
    case .distinct: return .missing
    case .sum: return .number(sum)
    case .average: return .number(sum / Double(count))
    case .median:
      let sorted = numbers.sorted()
      guard !sorted.isEmpty else { return .missing }
      return .number((sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2)
    case .min: return least ?? .missing
    case .max: return greatest ?? .missing
    }
  }
}

/// The days in which most rows lie: a biography that goes back to 1935 shall not draw out what is told of two years.
private struct Core {
  var first = CalendarDay(number: 0)
  var last = CalendarDay(number: 0)

  var span: Int { Int(last.number - first.number) }

  /// Leaves out up to a tenth of the rows at either end where what is left is at most a third as long, and only of what
  /// is longer than two years. O(n log n).
  /// `isWhole`: nothing is left out.
  init(_ days: [(first: CalendarDay, last: CalendarDay)], isWhole: Bool) {
    let starts = days.map(\.first).sorted()
    let ends = days.map(\.last).sorted()
    guard let earliest = starts.first, let latest = ends.last else { return }
    (first, last) = (earliest, latest)
    let most = isWhole ? 0 : days.count / Self.fewest
    for (isEarly, ordered) in [(true, starts), (false, Array(ends.reversed()))] {
      guard span > Self.shortest, most > 0 else { return }
      let next = ordered[1...most].first { day in
        (isEarly ? Int(last.number - day.number) : Int(day.number - first.number)) * 3 <= span
      }
      if let next, isEarly { first = next }
      if let next, !isEarly { last = next }
    }
  }

  private static let fewest = 10
  private static let shortest = 730
}

extension CalendarDay {
  /// As the unit that it begins or ends is written: "2019", "2019-03".
  fileprivate func shortest(_ unit: PeriodUnit) -> Substring {
    switch unit {
    case .year: description.prefix(4)
    case .month, .quarter, .half: description.prefix(7)
    case .week, .day: description[...]
    }
  }
}
