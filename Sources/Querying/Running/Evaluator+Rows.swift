internal import Facts
internal import Indexing

extension Evaluator {
  /// The rows of a step that has no schema of its own yet. `result` is what its conditions are about.
  func rows(_ node: PlanNode, of result: ResultSet, kept: [Int32] = []) throws(QueryError) -> [Int32] {
    var input: [Int32] = []
    if let first = node.inputs.first { input = try rows(first, of: result, kept: kept) }
    let start = ContinuousClock().now
    let found = try self.found(node, input, of: result, kept)
    trace.record(node, rows: found.count, since: start)
    return found
  }

  /// The first rows that pass the tests of a step and of those before it: more are looked at only while they are too few.
  func firstRows(_ count: Int, _ node: PlanNode, of result: ResultSet, kept: [Int32]) throws(QueryError)
    -> [Int32]
  {
    var tests: [(node: PlanNode, condition: ResolvedCondition, rows: Int, seconds: Duration)] = []
    var source = node
    while case .filter(let condition) = source.operation {
      tests.append((source, condition, 0, .zero))
      source = source.inputs[0]
    }
    let rows = try self.rows(source, of: result, kept: kept)
    if tests.isEmpty { return Array(rows.prefix(count)) }
    tests.reverse()
    var passes: [RowTest] = []
    for test in tests { passes.append(try rowTest(test.condition, of: result)) }
    var found: [Int32] = []
    var (first, length) = (0, Self.stride)
    while first < rows.count, found.count < count {
      var left = Array(rows[first..<min(first + length, rows.count)])
      for number in tests.indices {
        let start = ContinuousClock().now
        try prepareTokens(tests[number].condition, left, of: result)
        left = try filter(left, passes[number])
        tests[number].rows += left.count
        tests[number].seconds += ContinuousClock().now - start
      }
      found += left
      first += length
      length = min(2 * length, 64 * Self.stride)
    }
    for test in tests { trace.record(test.node, rows: test.rows, taking: test.seconds) }
    return Array(found.prefix(count))
  }

  private func found(_ node: PlanNode, _ input: [Int32], of result: ResultSet, _ kept: [Int32])
    throws(QueryError) -> [Int32]
  {
    switch node.operation {
    case .facts(let bounds): return Array(bounds)
    case .read(let path, let bounds):
      return RowLists.clamped(RowLists.union(try lists(of: path)), to: bounds)
    case .intersect(let path):
      let lists = try self.lists(of: path)
      return RowLists.intersection(input, lists.count == 1 ? lists[0] : RowLists.union(lists)[...])
    case .kind(let kind):
      let column = index.facts.kind
      return try filter(input) { column[Int($0)] == kind.rawValue }
    case .filter(let condition): return try filter(input, by: condition, of: result)
    case .all(let count): return Array(0..<Int32(count))
    case .entities(let kind): return entities(kind)
    case .kept: return kept
    case .found(let query): return try self.found(query, result.schema.rows)
    case .clause, .combined, .stage, .best: return input
    }
  }

  /// Every row of a source that is no fact.
  func rows(of clause: ResolvedClause) -> [Int32] {
    switch clause.schema.rows {
    case .articles: Array(0..<Int32(index.articleCount))
    case .sentences: Array(0..<Int32(index.sentenceCount))
    case .entities(let kind): entities(kind)
    case .facts, .table: []
    }
  }

  private func entities(_ kind: NameKind?) -> [Int32] {
    var found: [Int32] = []
    index.entities.withUnsafeBufferPointer { entities in
      // By address: an entity holds eight references, and to copy it would count them all.
      guard let first = entities.baseAddress else { return }
      for id in entities.indices {
        let entity = first + id
        if entity.pointee.isNamed, kind == nil || entity.pointee.kind == kind { found.append(Int32(id)) }
      }
    }
    return found
  }

  /// Keeps the rows that meet a condition; what needs articles to be read comes last, and those are read side by side.
  func filter(_ rows: [Int32], by condition: ResolvedCondition, of result: ResultSet) throws(QueryError)
    -> [Int32]
  {
    if case .and(let parts) = condition, parts.contains(where: \.readsTokens) {
      var left = rows
      for part in parts.readingLast { left = try filter(left, by: part, of: result) }
      return left
    }
    let test = try rowTest(condition, of: result)
    try prepareTokens(condition, rows, of: result)
    return try filter(rows, test)
  }

  /// Keeps the rows that pass, looking at the cancellation flag.
  func filter(_ rows: [Int32], _ test: RowTest) throws(QueryError) -> [Int32] {
    var kept: [Int32] = []
    for row in rows {
      try tick()
      if test(row) { kept.append(row) }
    }
    return kept
  }

  /// The facts that a clause shows: those that are neither denied nor failed nor cancelled nor doubtful, unless it asks
  /// for all.
  func visible(_ facts: [Int32], of clause: ResolvedClause) -> [Int32] {
    sure(clause.keepsEveryStatus ? facts : notDenied(facts), clause.leastPercent)
  }

  /// Those that are neither denied nor failed nor cancelled.
  func notDenied(_ facts: [Int32]) -> [Int32] {
    let status = index.facts.status
    return facts.filter { status[Int($0)] < Status.denied.rawValue }
  }

  /// Those that are at least so sure, in hundredths.
  func sure(_ facts: [Int32], _ percent: Int) -> [Int32] {
    guard percent > 0 else { return facts }
    let (confidence, least) = (index.facts.confidence, FactIndex.least(percent: percent))
    return facts.filter { confidence[Int($0)] >= least }
  }

  /// At least as sure as the session asks for.
  func isShown(_ fact: FactID) -> Bool { index.percent(of: fact) >= settings.leastPercent }

  /// Facts of a kind that meet every conjunct, ascending, whatever their status; for what is counted beside the
  /// plan.
  func matching(_ kind: Kind?, _ conjuncts: [ResolvedCondition], schema: Schema) throws(QueryError) -> [Int32]
  {
    let planner = Planner(evaluator: self, bindings: Bindings(), samples: false)
    return try rows(
      try planner.matching(kind, conjuncts, schema: schema), of: ResultSet(schema: schema, ids: []))
  }
}
