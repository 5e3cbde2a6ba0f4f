internal import Articles
internal import Facts
internal import Indexing

extension Planner {
  /// Facts of a kind that meet every conjunct, ascending, by the way that seems cheapest:
  ///
  /// 1. Periods bound the rows, because facts stand in order of time.
  /// 2. The access path with the fewest rows gives the first of them, unless the bounds hold fewer.
  /// 3. Each other path is intersected if that is cheaper than to test what is left, fewest rows first.
  /// 4. The tests follow, those first that take most rows away for what they cost; what an exact path has decided
  ///    is not tested.
  ///
  /// Parts that pass are taken to be independent of each other.
  func matching(_ kind: Kind?, _ conjuncts: [ResolvedCondition], schema: Schema) throws(QueryError)
    -> PlanNode
  {
    guard settings.isPlanned else { return scanned(kind, conjuncts, schema: schema) }
    let count = max(1, index.factCount)
    var bounds = Int32(0)..<Int32(index.factCount)
    var tests: [PlannedTest] = []
    if let kind { tests.append(planned(kind, schema)) }
    for conjunct in conjuncts {
      var test = PlannedTest(conjunct, evaluator.vocabulary, cost: cost(conjunct))
      test.path = try accessPath(conjunct)
      if let path = test.path { test.share = min(1, Double(path.estimate) / Double(count)) }
      if settings.uses(.timeOrder), let range = timeRange(conjunct) {
        bounds = bounds.clamped(to: range)
        test.share = 1
      }
      tests.append(test)
    }
    var expected = Double(bounds.count)
    var node: PlanNode
    let best = tests.indices.filter { tests[$0].path != nil }
      .min { tests[$0].path?.estimate ?? 0 < tests[$1].path?.estimate ?? 0 }
    if let best, let path = tests[best].path, path.estimate < bounds.count {
      expected *= tests[best].share ?? 1
      node = PlanNode(
        .read(path, within: bounds), tests[best].name, path.method, Int(expected.rounded(.up)))
      tests[best].isMet = path.isExact
      tests[best].path = nil
      tests[best].share = 1
    } else {
      let method = bounds.count < index.factCount ? "time order" : "scan"
      node = PlanNode(.facts(bounds), schema.title, method, bounds.count)
    }
    if settings.uses(.intersections) { intersect(&tests, &node, &expected) }
    return filtered(
      node, by: tests, expected, sampling: .numbered(bounds), of: ResultSet(schema: schema, ids: []))
  }

  /// Every fact tested, in written order.
  private func scanned(_ kind: Kind?, _ conjuncts: [ResolvedCondition], schema: Schema) -> PlanNode {
    let count = Int32(index.factCount)
    var node = PlanNode(.facts(0..<count), kind == nil ? schema.title : "facts", "scan", index.factCount)
    if let kind { node = PlanNode(.kind(kind), schema.title, "scan", nil, [node]) }
    for conjunct in conjuncts { node = filter(conjunct, "scan", nil, node) }
    return node
  }

  func filter(_ condition: ResolvedCondition, _ method: String, _ estimate: Int?, _ input: PlanNode)
    -> PlanNode
  {
    PlanNode(.filter(condition), condition.text(evaluator.vocabulary), method, estimate, [input])
  }

  private func planned(_ kind: Kind, _ schema: Schema) -> PlannedTest {
    let key = Int(kind.rawValue)
    let estimate = index.postings.byKind.count(key)
    var path: AccessPath?
    if settings.uses(.kindPostings) {
      path = AccessPath(lists: .kinds([key]), method: "kind postings", estimate: estimate, isExact: true)
    }
    return PlannedTest(
      kind, schema.title, path: path, share: Double(estimate) / Double(max(1, index.factCount)))
  }

  /// Intersects with the paths that are worth it, fewest rows first.
  private func intersect(_ tests: inout [PlannedTest], _ node: inout PlanNode, _ expected: inout Double) {
    let order = tests.indices.filter { tests[$0].path != nil && !tests[$0].isMet }
      .sorted { tests[$0].path?.estimate ?? 0 < tests[$1].path?.estimate ?? 0 }
    for number in order {
      guard let path = tests[number].path else { continue }
      let share = tests[number].share ?? 1
      let reading = path.reading + expected * 10
      let testing = expected * tests[number].cost
      guard reading + (path.isExact ? 0 : share * testing) < testing else { continue }
      expected *= share
      node = PlanNode(
        .intersect(path), tests[number].name, "∩ " + path.method, Int(expected.rounded(.up)), [node])
      tests[number].isMet = path.isExact
      tests[number].share = 1
    }
  }

  func filtered(
    _ input: PlanNode, by tests: [PlannedTest], _ expected: Double, sampling rows: SampledRows,
    of result: ResultSet
  ) -> PlanNode {
    var node = input
    var expected = expected
    var open: [PlannedTest] = []
    for var test in tests where !test.isMet {
      if test.share == nil, expected >= Double(PlannedTest.sample * 32) {
        test.share = share(test.operation, of: rows, result)
      }
      open.append(test)
    }
    if settings.uses(.testOrder) {
      open = open.enumerated().sorted {
        ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
      }.map(\.element)
    }
    for test in open {
      expected *= test.share ?? PlannedTest.unknownShare
      node = PlanNode(test.operation, test.name, test.method, Int(expected.rounded(.up)), [node])
    }
    return node
  }

  /// What part of some rows passes, from a few of them; nil where they are few, or the test costs much.
  private func share(_ operation: PlanNode.Operation, of rows: SampledRows, _ result: ResultSet) -> Double? {
    guard samples, case .filter(let condition) = operation, !condition.isCostly,
      rows.count >= PlannedTest.sample * 32, let test = try? evaluator.rowTest(condition, of: result)
    else { return nil }
    let step = rows.count / PlannedTest.sample
    var passed = 0
    for number in 0..<PlannedTest.sample where test(rows[number * step + step / 2]) { passed += 1 }
    // Neither none nor all of so few says none or all.
    return (Double(passed) + 0.5) / Double(PlannedTest.sample + 1)
  }

  /// Nanoseconds a row, roughly: columns, remembered places and entities, fillers, strings, text.
  func cost(_ condition: ResolvedCondition) -> Double {
    switch condition {
    case .and(let parts), .or(let parts): return parts.map(cost).reduce(0, +)
    case .not(let inner): return cost(inner)
    case .hasField: return 20
    case .mentions: return 1500
    case .hasFact: return 300
    case .sequence: return 500
    case .calculation(let test): return Double(test.expressions.reduce(0) { $0 + $1.fields.count }) * 200
    case .test(let test):
      switch test.relation {
      case .tokens: return 100_000
      case .pattern, .search: return 3000
      default: break
      }
      switch test.field.field.meaning {
      case .kind, .status, .date, .id: return 3
      case .roles: return test.field.nested == nil ? 12 : 30
      case .location: return test.field.nested == nil ? 8 : 12
      case .text, .content, .wording, .trigger: return 1500
      default: return 200
      }
    }
  }
}

extension ResolvedCondition {
  /// Whether a query has to run, or articles have to be read, before it can be tested.
  fileprivate var isCostly: Bool {
    switch self {
    case .and(let parts), .or(let parts): parts.contains(where: \.isCostly)
    case .not(let inner): inner.isCostly
    case .hasFact, .sequence: true
    case .test(let test):
      switch test.relation {
      case .members, .tokens: true
      default: false
      }
    case .mentions, .hasField, .calculation: false
    }
  }
}
