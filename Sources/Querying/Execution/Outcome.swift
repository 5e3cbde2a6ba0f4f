/// What running a query gives.
public struct Outcome: Sendable {
  /// To print.
  public var answer: Answer
  /// To go on from: `_` and a leading `|`.
  public var result: ResultSet
  public var plan: Plan
  /// The places to mark where the result is to be drawn as a map.
  public var points: [MapPoint]
  /// Names that `as` stages gave to results on the way.
  public var named: [(name: String, result: ResultSet)]
  /// Where `to` stages want the answer written.
  public var exports: [Export]
}
