internal import Articles
internal import Facts
internal import Indexing

/// A condition on the way to its rows, with what is known before any is looked at.
private struct PlannedTest {
  /// Nil: the kind of the source.
  var condition: Condition?
  var name: String
  var path: AccessPath?
  /// Of the rows the part that is expected to pass; nil: not known.
  var share: Double?
  /// Of one test, in nanoseconds, roughly.
  var cost: Double
  /// A path has decided it.
  var isMet = false
  var test: Execution.RowTest?

  /// What testing costs for each row that it takes away (J. Hellerstein, M. Stonebraker, "Predicate Migration",
  /// SIGMOD 1993).
  var rank: Double { cost / max(0.001, 1 - (share ?? Self.unknownShare)) }

  /// What is expected to pass where nothing is known (P. Selinger et al., "Access Path Selection in a Relational
  /// Database Management System", SIGMOD 1979).
  static let unknownShare = 1.0 / 3
  /// Rows looked at to learn what part of many passes a test.
  static let sample = 32
}

extension Execution {
  /// Facts of a kind that meet every conjunct, ascending, by the way that seems cheapest:
  ///
  /// 1. Periods bound the rows, because facts stand in order of time.
  /// 2. The access path with the fewest rows gives the first of them, unless the bounds hold fewer.
  /// 3. Each other path is intersected if that is cheaper than to test what is left, fewest rows first.
  /// 4. The tests follow, those first that take most rows away for what they cost; what an exact path has decided
  ///    is not tested.
  ///
  /// Parts that pass are taken to be independent of each other.
  func planned(_ kind: Kind?, _ conjuncts: [Condition], of result: ResultSet) throws(QueryError) -> [Int32] {
    let count = max(1, index.factCount)
    var bounds = Int32(0)..<Int32(index.factCount)
    var tests: [PlannedTest] = []
    if let kind { tests.append(planned(kind, result.schema)) }
    for conjunct in conjuncts {
      var test = PlannedTest(
        condition: conjunct, name: conjunct.text(vocabulary), path: try accessPath(conjunct, result.schema),
        cost: cost(conjunct, result.schema))
      if let path = test.path { test.share = min(1, Double(path.estimate) / Double(count)) }
      if settings.uses(.timeOrder), let range = try timeRange(conjunct, schema: result.schema) {
        bounds = bounds.clamped(to: range)
        test.share = 1
      }
      tests.append(test)
    }
    var expected = Double(bounds.count)
    var rows: [Int32]
    let best = tests.indices.filter { tests[$0].path != nil }
      .min { tests[$0].path?.estimate ?? 0 < tests[$1].path?.estimate ?? 0 }
    if let best, let path = tests[best].path, path.estimate < bounds.count {
      expected *= tests[best].share ?? 1
      rows = try step(tests[best].name, path.method, estimate: Int(expected.rounded(.up))) {
        () throws(QueryError) in
        Self.clamp(Self.union(try path.lists()), to: bounds)
      }
      tests[best].isMet = path.isExact
      tests[best].path = nil
      tests[best].share = 1
    } else {
      let method = bounds.count < index.factCount ? "time order" : "scan"
      rows = try step(result.schema.title, method, estimate: bounds.count) { () throws(QueryError) in
        Array(bounds)
      }
    }
    if settings.uses(.intersections) { try intersect(&tests, &rows, &expected) }
    return try filtered(rows, by: tests, expected, of: result)
  }

  private func planned(_ kind: Kind, _ schema: Schema) -> PlannedTest {
    let postings = index.postings.byKind
    let key = Int(kind.rawValue)
    let estimate = postings.count(key)
    let column = index.facts.kind
    var path: AccessPath?
    if settings.uses(.kindPostings) {
      path = AccessPath(method: "kind postings", estimate: estimate, isExact: true) { [postings[key]] }
    }
    return PlannedTest(
      name: schema.title, path: path, share: Double(estimate) / Double(max(1, index.factCount)), cost: 3,
      test: { column[Int($0)] == kind.rawValue })
  }

  /// Intersects with the paths that are worth it, fewest rows first.
  private func intersect(_ tests: inout [PlannedTest], _ rows: inout [Int32], _ expected: inout Double)
    throws(QueryError)
  {
    let order = tests.indices.filter { tests[$0].path != nil && !tests[$0].isMet }
      .sorted { tests[$0].path?.estimate ?? 0 < tests[$1].path?.estimate ?? 0 }
    for number in order {
      guard let path = tests[number].path, !rows.isEmpty else { continue }
      let share = tests[number].share ?? 1
      let count = Double(rows.count)
      let reading = path.reading + count * 10
      let testing = count * tests[number].cost
      guard reading + (path.isExact ? 0 : share * testing) < testing else { continue }
      expected *= share
      let before = rows
      rows = try step(tests[number].name, "∩ " + path.method, estimate: Int(expected.rounded(.up))) {
        () throws(QueryError) in
        let lists = try path.lists()
        return Self.intersection(before, lists.count == 1 ? lists[0] : Self.union(lists)[...])
      }
      tests[number].isMet = path.isExact
      tests[number].share = 1
    }
  }

  /// Rows that are no facts, tested by each conjunct but one.
  func tested(_ rows: [Int32], _ conjuncts: [Condition], without decided: Int?, of result: ResultSet)
    throws(QueryError) -> [Int32]
  {
    var tests: [PlannedTest] = []
    for (number, conjunct) in conjuncts.enumerated() where number != decided {
      tests.append(
        PlannedTest(
          condition: conjunct, name: conjunct.text(vocabulary), cost: cost(conjunct, result.schema)))
    }
    return try filtered(rows, by: tests, Double(rows.count), of: result)
  }

  private func filtered(
    _ rows: [Int32], by tests: [PlannedTest], _ expected: Double, of result: ResultSet
  ) throws(QueryError) -> [Int32] {
    var rows = rows
    var expected = expected
    var open: [PlannedTest] = []
    for var test in tests where !test.isMet {
      if test.test == nil, let condition = test.condition {
        test.test = try rowTest(condition, of: result)
      }
      if test.share == nil, let passes = test.test { test.share = share(passes, of: rows) }
      open.append(test)
    }
    if settings.uses(.testOrder) {
      open = open.enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }.map(\.element)
    }
    for test in open {
      guard let passes = test.test else { continue }
      expected *= test.share ?? PlannedTest.unknownShare
      let before = rows
      rows = try step(test.name, "filter", estimate: Int(expected.rounded(.up))) { () throws(QueryError) in
        try filter(before, passes)
      }
    }
    return rows
  }

  /// What part of some rows passes, from a few of them; nil where they are few.
  private func share(_ test: RowTest, of rows: [Int32]) -> Double? {
    guard quiet == 0, rows.count >= PlannedTest.sample * 32 else { return nil }
    let step = rows.count / PlannedTest.sample
    var passed = 0
    for number in 0..<PlannedTest.sample where test(rows[number * step + step / 2]) { passed += 1 }
    // Neither none nor all of so few says none or all.
    return (Double(passed) + 0.5) / Double(PlannedTest.sample + 1)
  }

  private static func clamp(_ rows: [Int32], to bounds: Range<Int32>) -> [Int32] {
    func first(_ bound: Int32) -> Int { rows.indices.partitionPoint { rows[$0] < bound } }
    return Array(rows[first(bounds.lowerBound)..<first(bounds.upperBound)])
  }

  /// What ascending lists have in common: each row of the shorter is looked up in the longer by steps that double
  /// (J. Bentley, A. Yao, "An Almost Optimal Algorithm for Unbounded Searching", 1976). O(shorter × log).
  static func intersection(_ a: [Int32], _ b: ArraySlice<Int32>) -> [Int32] {
    let (short, long) = a.count <= b.count ? (a[...], b) : (b, a[...])
    var common: [Int32] = []
    var position = long.startIndex
    for row in short {
      var step = 1
      while position + step < long.endIndex, long[position + step] <= row { step *= 2 }
      position = (position..<min(position + step, long.endIndex)).partitionPoint { long[$0] < row }
      if position == long.endIndex { break }
      if long[position] == row { common.append(row) }
    }
    return common
  }

  /// Nanoseconds a row, roughly: columns, remembered places and entities, fillers, strings, text.
  private func cost(_ condition: Condition, _ schema: Schema) -> Double {
    switch condition {
    case .and(let parts), .or(let parts): return parts.map { cost($0, schema) }.reduce(0, +)
    case .not(let inner): return cost(inner, schema)
    case .hasField: return 20
    case .mentions: return 1500
    case .hasFact: return 300
    case .predicate(let predicate):
      guard let resolved = schema.resolve(predicate.field) else { return 200 }
      if case .matches = predicate.test { return 3000 }
      switch resolved.field.meaning {
      case .kind, .status, .date: return 3
      case .roles: return resolved.nested == nil ? 12 : 30
      case .location: return resolved.nested == nil ? 8 : 12
      case .text, .content, .trigger: return 1500
      default: return 200
      }
    }
  }
}
