internal import Articles
internal import Facts
internal import Indexing

/// Chooses how a query is run, by the counts of the index and a few rows looked at.
struct Planner {
  let evaluator: Evaluator
  let bindings: Bindings
  /// Rows are looked at to learn what part of many passes a test; not for what is only counted on the side.
  let samples: Bool
  let index: FactIndex
  let settings: Settings

  init(evaluator: Evaluator, bindings: Bindings, samples: Bool = true) {
    self.evaluator = evaluator
    self.bindings = bindings
    self.samples = samples
    index = evaluator.index
    settings = evaluator.settings
  }

  func plan(_ query: ResolvedQuery) throws(QueryError) -> PlanNode {
    var stages = query.stages[...]
    var node: PlanNode
    if let best = try best(query) {
      node = best
      stages = stages.dropFirst()
    } else {
      node = try plan(query.primary)
      // What is left out of facts unasked is counted, and that needs all of them.
      if settings.uses(.earlyLimit), case .clause(let clause) = node.operation, !clause.isOfSourceFacts {
        node.wanted = wantedRows(stages)
      }
    }
    while let stage = stages.popFirst() { node = plan(stage, over: node, before: stages.first) }
    return node
  }

  /// How many rows some stages ask for at most; nil where they may look at all.
  private func wantedRows(_ stages: ArraySlice<ResolvedStage>) -> Int? {
    var skipped = 0
    for stage in stages {
      switch stage.stage.form {
      case .limit(let count): return count > 0 ? skipped + count : nil
      case .skip(let count): skipped += max(0, count)
      case .show, .vertical: continue
      default: return nil
      }
    }
    return nil
  }

  /// `next` is the stage that follows: of groups that a limit cuts off only their number matters.
  func plan(_ stage: ResolvedStage, over input: PlanNode, before next: ResolvedStage?) -> PlanNode {
    var limit: Int?
    // What `limit 0` takes away is its own doing.
    if settings.uses(.boundedOrder), case .limit(let count)? = next?.stage.form, count > 0 { limit = count }
    let definition = stage.stage.form.definition
    return PlanNode(
      .stage(stage, limit: limit), stage.stage.text(evaluator.vocabulary), definition.method,
      input.estimate.map { definition.estimate(stage.stage.form, $0) }, [input])
  }

  private func plan(_ primary: ResolvedPrimary) throws(QueryError) -> PlanNode {
    switch primary {
    case .clause(let clause): return try plan(clause)
    case .nested(let query): return try plan(query)
    case .combined(let left, let operation, let right, let schema):
      let (first, second) = (try plan(left), try plan(right))
      let (a, b) = (first.estimate ?? 0, second.estimate ?? 0)
      let estimate =
        switch operation {
        case .union: a + b
        case .intersect: min(a, b)
        case .except: a
        }
      return PlanNode(
        .combined(operation, schema), operation.rawValue, "rows as bits", estimate, [first, second])
    }
  }

  func plan(_ clause: ResolvedClause) throws(QueryError) -> PlanNode {
    guard case .facts(let kind) = clause.schema.rows, clause.isSource else {
      let rows = try tested(clause)
      return PlanNode(.clause(clause), "", "", rows.estimate, [rows])
    }
    let rows = try matching(kind, clause.conjuncts, schema: clause.schema)
    var tests: [String] = []
    var share = 1.0
    if !clause.keepsEveryStatus {
      let hidden = [Status.denied, .failed, .cancelled].reduce(0) {
        $0 + index.postings.byStatus.count(Int($1.rawValue))
      }
      tests.append("neither denied nor failed nor cancelled")
      share = 1 - Double(hidden) / Double(max(1, index.factCount))
    }
    if clause.leastPercent > 0 { tests.append("at least \(clause.leastPercent) % sure") }
    if tests.isEmpty { return PlanNode(.clause(clause), "", "", rows.estimate, [rows]) }
    return PlanNode(
      .clause(clause), tests.joined(separator: ", "), "filter",
      rows.estimate.map { Int((Double($0) * share).rounded(.up)) }, [rows])
  }

  /// Rows that are no facts, or that were kept, tested by the conjuncts.
  private func tested(_ clause: ResolvedClause) throws(QueryError) -> PlanNode {
    var conjuncts = clause.conjuncts
    var node: PlanNode
    if settings.uses(.wordPostings), let (number, query) = try searched(clause) {
      let count = clause.schema.rows == .articles ? index.articleCount : index.sentenceCount
      node = PlanNode(.found(query), clause.schema.title, "word postings", count)
      // Words alone do not say which tokens they are.
      if conjuncts[number].search != nil { conjuncts.remove(at: number) }
    } else {
      node = source(of: clause)
    }
    guard settings.isPlanned else {
      guard let condition = clause.condition else { return node }
      return filter(condition, "scan", node.estimate, node)
    }
    let tests = conjuncts.map { PlannedTest($0, evaluator.vocabulary, cost: cost($0)) }
    let rows: SampledRows =
      switch clause.source {
      case .last: .listed(bindings.last?.ids ?? [])
      case .named(let name, _): .listed(bindings.results[name]?.ids ?? [])
      default: .numbered(0..<Int32(clamping: count(of: clause)))
      }
    return filtered(node, by: tests, Double(node.estimate ?? 0), sampling: rows, of: base(clause))
  }

  private func count(of clause: ResolvedClause) -> Int {
    switch clause.schema.rows {
    case .articles: index.articleCount
    case .sentences: index.sentenceCount
    case .entities: index.entityCount
    default: 0
    }
  }

  private func source(of clause: ResolvedClause) -> PlanNode {
    let title = clause.schema.title
    switch clause.source {
    case .last: return PlanNode(.kept(.last), "_", "kept rows", bindings.last?.ids.count ?? 0)
    case .named(let name, _):
      return PlanNode(.kept(clause.source), name, "kept rows", bindings.results[name]?.ids.count ?? 0)
    case .articles, .sentences:
      return PlanNode(.all(count(of: clause)), title, "scan", count(of: clause))
    default:
      let kind: NameKind? = if case .entities(let kind) = clause.schema.rows { kind } else { nil }
      return PlanNode(.entities(kind), title, "scan", index.entityCount)
    }
  }

  /// The first conjunct that is a full-text search of articles or sentences, and what it searches for; else the first that
  /// asks for tokens, and the words that they need.
  private func searched(_ clause: ResolvedClause) throws(QueryError) -> (Int, TextQuery)? {
    guard clause.isSource, clause.schema.rows == .articles || clause.schema.rows == .sentences else {
      return nil
    }
    var needed: (Int, TextQuery)?
    for (number, conjunct) in clause.conjuncts.enumerated() {
      guard case .test(let test) = conjunct, test.isOfOwnText else { continue }
      if case .search(let text) = test.relation {
        let query = TextQuery(text)
        return query.root == nil ? nil : (number, query)
      }
      if needed == nil, case .tokens(let pattern) = test.relation,
        let words = try evaluator.neededWords(pattern)
      {
        needed = (number, words)
      }
    }
    return needed
  }

  /// What the rows of a clause are read from, without any row.
  func base(_ clause: ResolvedClause) -> ResultSet {
    var result: ResultSet
    switch clause.source {
    case .last: result = bindings.last ?? ResultSet(schema: clause.schema, ids: [])
    case .named(let name, _): result = bindings.results[name] ?? ResultSet(schema: clause.schema, ids: [])
    default: result = ResultSet(schema: clause.schema, ids: [])
    }
    // What went on from a drawing is a table again.
    result.drawing = nil
    result.ids = []
    result.search = clause.condition?.search ?? result.search
    result.highlights += clause.condition?.highlights ?? []
    return result
  }
}

extension ResolvedClause {
  /// Whether its rows are facts of the index.
  var isOfSourceFacts: Bool { if case .facts = schema.rows { isSource } else { false } }

  /// Rows of the index, not a result kept.
  var isSource: Bool { !source.isKept }
}
