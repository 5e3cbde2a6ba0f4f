internal import Articles
internal import Facts
internal import Indexing

/// Runs a plan: rows, and on the way what results were named and where they are to be written.
struct Run {
  let evaluator: Evaluator
  let bindings: Bindings
  var named: [(name: String, result: ResultSet)] = []
  var exports: [Export] = []
  /// Inside a set operation: what is left out unasked is counted once for all its parts.
  private var isCombining = false
  private var hidden = (denied: RowSet(), doubtful: RowSet())

  let index: FactIndex

  init(evaluator: Evaluator, bindings: Bindings) {
    self.evaluator = evaluator
    self.bindings = bindings
    index = evaluator.index
  }

  /// - Throws: `.cancelled`, and what only the rows show: no places for a map, no numbers for a chart.
  mutating func result(_ node: PlanNode) throws(QueryError) -> ResultSet {
    try evaluator.checkCancelled()
    switch node.operation {
    case .clause(let clause): return try rows(of: clause, node)
    case .combined(let operation, let schema): return try combined(operation, schema, node)
    case .stage: return try staged(node)
    case .best(let best):
      let start = ContinuousClock().now
      guard let result = try evaluator.bestArticles(best) else { return try self.result(node.inputs[0]) }
      evaluator.trace.record(node, rows: result.rowCount, since: start)
      return result
    case .facts, .read, .intersect, .kind, .filter, .all, .entities, .kept, .found:
      // Stands within a clause, which says what its rows are.
      var result = ResultSet(schema: .facts(nil, in: evaluator.kinds), ids: [])
      result.ids = try evaluator.rows(node, of: result)
      return result
    }
  }

  /// The rows of a stage and of those before it, one after another: a query has more of them than calls nest.
  private mutating func staged(_ last: PlanNode) throws(QueryError) -> ResultSet {
    var nodes: [PlanNode] = []
    var source = last
    while case .stage = source.operation {
      nodes.append(source)
      source = source.inputs[0]
    }
    var result = try self.result(source)
    for node in nodes.reversed() {
      guard case .stage(let stage, let limit) = node.operation else { continue }
      try evaluator.checkCancelled()
      let start = ContinuousClock().now
      let before = result.rowCount
      for remark in stage.remarks { evaluator.note(remark) }
      try apply(stage, limit: limit, to: &result)
      if before > 0, result.rowCount == 0 { Diagnosis(evaluator).noteEmptied(by: stage.stage, before) }
      evaluator.trace.record(node, rows: result.rowCount, since: start)
    }
    return result
  }

  private mutating func rows(of clause: ResolvedClause, _ node: PlanNode) throws(QueryError) -> ResultSet {
    if case .last = clause.source, bindings.last?.ids.isEmpty ?? true {
      evaluator.note("the last result is empty")
    }
    for remark in clause.remarks { evaluator.note(remark) }
    var result = Planner(evaluator: evaluator, bindings: bindings).base(clause)
    guard case .facts(let kind) = clause.schema.rows, clause.isSource else {
      try readOthers(clause, node, &result)
      return result
    }
    let all = try evaluator.rows(node.inputs[0], of: result)
    let start = ContinuousClock().now
    let taking = clause.keepsEveryStatus ? all : evaluator.notDenied(all)
    result.ids = evaluator.sure(taking, clause.leastPercent)
    evaluator.trace.record(node, rows: result.ids.count, since: start)
    let diagnosis = Diagnosis(evaluator)
    hideDenied(all, without: taking)
    hideDoubtful(taking, without: result.ids)
    try diagnosis.noteUntestable(kind, clause)
    if result.ids.isEmpty { try diagnosis.explainNone(kind, clause) }
    return result
  }

  /// Says how many facts are left out as denied, failed or cancelled: at once, or of both sides together once they
  /// are combined.
  mutating func hideDenied(_ found: [Int32], without shown: [Int32]) {
    if isCombining {
      hidden.denied.insert(found, without: shown)
    } else {
      Diagnosis(evaluator).noteDenied(found.count - shown.count)
    }
  }

  /// Says how many facts are left out as hardly sure: at once, or of both sides together once they are combined.
  mutating func hideDoubtful(_ found: [Int32], without shown: [Int32]) {
    if isCombining {
      hidden.doubtful.insert(found, without: shown)
    } else {
      Diagnosis(evaluator).noteDoubtful(found.count - shown.count)
    }
  }

  /// Rows that are no facts, or that were kept.
  private func readOthers(_ clause: ResolvedClause, _ node: PlanNode, _ result: inout ResultSet)
    throws(QueryError)
  {
    var kept: [Int32] = []
    switch clause.source {
    case .last: kept = bindings.last?.ids ?? []
    case .named(let name, _): kept = bindings.results[name]?.ids ?? []
    default: break
    }
    if let wanted = node.wanted {
      result.ids = try evaluator.firstRows(wanted, node.inputs[0], of: result, kept: kept)
    } else {
      result.ids = try evaluator.rows(node.inputs[0], of: result, kept: kept)
    }
    evaluator.trace.record(node, rows: result.ids.count, since: ContinuousClock().now)
    guard result.ids.isEmpty, clause.condition != nil else { return }
    let all = clause.isSource ? evaluator.rows(of: clause) : kept
    try Diagnosis(evaluator).explainNone(clause.conjuncts, over: all, of: result)
  }

  private mutating func combined(_ operation: SetOperator, _ schema: Schema, _ node: PlanNode)
    throws(QueryError) -> ResultSet
  {
    let isOutermost = !isCombining
    isCombining = true
    let (first, second) = (try result(node.inputs[0]), try result(node.inputs[1]))
    let start = ContinuousClock().now
    var combined = first
    combined.schema = schema
    combined.shown = nil
    combined.combine(operation, with: second)
    evaluator.trace.record(node, rows: combined.rowCount, since: start)
    let diagnosis = Diagnosis(evaluator)
    // An empty side has said why.
    if combined.ids.isEmpty, !first.ids.isEmpty, !second.ids.isEmpty {
      diagnosis.noteEmptied(operation, first, second)
    }
    if isOutermost {
      isCombining = false
      diagnosis.noteDenied(hidden.denied.count)
      diagnosis.noteDoubtful(hidden.doubtful.count)
      hidden = (RowSet(), RowSet())
    }
    return combined
  }
}
