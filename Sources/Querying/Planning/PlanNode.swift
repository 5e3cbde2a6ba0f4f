internal import Facts

/// One step of a plan, over those that give it its rows. A value: what it needs is in it, and the index is asked
/// for rows only when it runs.
struct PlanNode: Hashable, Sendable {
  indirect enum Operation: Hashable, Sendable {
    // Rows, by number.
    /// The facts of these numbers: all, or those of a stretch of time.
    case facts(Range<Int32>)
    /// The facts that a path leads to, within a stretch of time.
    case read(AccessPath, within: Range<Int32>)
    /// Those of the rows that a path leads to.
    case intersect(AccessPath)
    case kind(Kind)
    case filter(ResolvedCondition)
    /// So many articles or sentences: all.
    case all(Int)
    case entities(NameKind?)
    /// A result that the session has kept.
    case kept(Source)
    /// The articles or sentences that meet a search.
    case found(TextQuery)
    // Results: rows with their schema.
    /// The rows of a source: hides what is denied, failed or cancelled unless that is asked for.
    case clause(ResolvedClause)
    case combined(SetOperator, Schema)
    /// `limit`: how many rows the stage that follows keeps at most.
    case stage(ResolvedStage, limit: Int?)
    /// The articles that score best, without finding the others; where there are none the input says why.
    case best(BestSearch)
  }

  var operation: Operation
  /// What it tests or does, in the query's words; empty for what no person needs to see.
  var name: String
  var method: String
  /// Rows expected; nil where nothing is known.
  var estimate: Int?
  var inputs: [PlanNode] = []
  /// How many of its rows are asked for at most; nil: all. Rows are looked for in their order, so that they are the first.
  var wanted: Int?
  /// In the order of running, from 0; −1 outside of a plan.
  var number = -1

  init(_ operation: Operation, _ name: String, _ method: String, _ estimate: Int?, _ inputs: [PlanNode] = [])
  {
    self.operation = operation
    self.name = name
    self.method = method
    self.estimate = estimate
    self.inputs = inputs
  }

  /// Numbers the nodes in the order in which they run. O(nodes).
  mutating func numberNodes(from next: inout Int) {
    for input in inputs.indices { inputs[input].numberNodes(from: &next) }
    number = next
    next += 1
  }
}

/// `articles where text matches "…" | top n by score`.
struct BestSearch: Hashable, Sendable {
  var clause: ResolvedClause
  var query: TextQuery
  /// Its words.
  var words: [String]
  var limit: Int
}
