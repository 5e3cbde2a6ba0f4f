/// How a query is going to be run: a tree of steps with the rows expected of each, made from the counts of the
/// index without running anything.
public struct Plan: Hashable, Sendable {
  /// A step as `.explain` lists it.
  public struct Step: Hashable, Sendable {
    /// What it tests or does, in the query's words: `date during 2023-01`.
    public var name: String
    /// How: "kind postings", "time order", "∩ place grid", "filter", "scan", "sort", "group" …
    public var method: String
    /// How many set operations its rows go into.
    public var depth: Int
    /// Rows expected; nil where nothing is known.
    public var estimatedRows: Int?
    /// Rows that came; nil where it has not run.
    public var actualRows: Int?
    /// What it took without the steps before it; nil where it has not run.
    public var seconds: Double?
  }

  /// The canonical text of the query.
  public let query: String
  /// What its words stand for.
  public let resolved: ResolvedQuery
  let root: PlanNode

  init(query: String, resolved: ResolvedQuery, root: PlanNode) {
    self.query = query
    self.resolved = resolved
    var root = root
    var next = 0
    root.numberNodes(from: &next)
    self.root = root
  }

  /// Its steps in the order in which they run, those of a set operation's sides before it. O(steps).
  public var steps: [Step] { steps(with: Trace()) }

  /// The same with what came of them. O(steps).
  public func steps(with trace: Trace) -> [Step] {
    var steps: [Step] = []
    Self.add(root, 0, trace, to: &steps)
    return steps
  }

  private static func add(_ node: PlanNode, _ depth: Int, _ trace: Trace, to steps: inout [Step]) {
    switch node.operation {
    case .combined: for input in node.inputs { add(input, depth + 1, trace, to: &steps) }
    case .best where !trace.hasRun(node): break
    default: for input in node.inputs { add(input, depth, trace, to: &steps) }
    }
    guard !node.name.isEmpty else { return }
    let actual = trace.actual[node.number]
    steps.append(
      Step(
        name: node.name, method: node.method, depth: depth, estimatedRows: node.estimate,
        actualRows: actual?.rows, seconds: actual?.seconds))
  }
}

/// What came of the steps of a plan when it ran.
public struct Trace: Hashable, Sendable {
  struct Actual: Hashable, Sendable {
    var rows: Int
    var seconds: Double
  }

  /// By the number of the node.
  var actual: [Int: Actual] = [:]

  /// Of a plan that has not run.
  public init() {}

  mutating func record(_ node: PlanNode, rows: Int, since start: ContinuousClock.Instant) {
    record(node, rows: rows, taking: ContinuousClock().now - start)
  }

  mutating func record(_ node: PlanNode, rows: Int, taking time: Duration) {
    guard node.number >= 0 else { return }
    let (seconds, attoseconds) = time.components
    actual[node.number] = Actual(rows: rows, seconds: Double(seconds) + Double(attoseconds) / 1e18)
  }

  /// Whether the ordinary way had to be gone where the best were not found: then its steps are of interest.
  fileprivate func hasRun(_ node: PlanNode) -> Bool {
    node.inputs.contains { actual[$0.number] != nil }
  }
}
