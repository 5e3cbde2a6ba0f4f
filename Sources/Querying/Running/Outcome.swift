/// What running a query gives.
public struct Outcome: Sendable {
  /// To print.
  public var answer: Answer
  /// To go on from: `_` and a leading `|`.
  public var result: ResultSet
  /// How it was run.
  public var plan: Plan
  /// What came of each step of the plan.
  public var trace: Trace
  /// The places to mark where the result is to be drawn as a map.
  public var points: [MapPoint]
  /// Names that `as` stages gave to results on the way.
  public var named: [(name: String, result: ResultSet)]
  /// Where `to` stages want the answer written.
  public var exports: [Export]

  /// The steps of the plan in the order in which they ran, with the rows and the time of each.
  public var steps: [Plan.Step] { plan.steps(with: trace) }
}
