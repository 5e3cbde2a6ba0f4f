public import Indexing

/// Runs queries over an index.
///
/// A value: a new one is made when articles were added. Queries may run on several threads at once.
public struct Engine: Sendable {
  public let index: FactIndex
  let words = WordIndexCache()

  /// `index` must be finished.
  public init(index: FactIndex) { self.index = index }

  /// Runs a query.
  ///
  /// - `bindings`: what its names stand for; `let` definitions in it are written out here.
  /// - `isCancelled` is asked every 256 rows and between stages.
  ///
  /// - Throws: an unknown field, place or parameter, a pattern that cannot be read, `.cancelled`.
  public func run(
    _ query: Query, bindings: Bindings = Bindings(), settings: Settings = Settings(),
    isCancelled: @escaping () -> Bool = { false }
  ) throws(QueryError) -> Outcome {
    let execution = Execution(
      index: index, words: words, settings: settings, bindings: bindings, isCancelled: isCancelled)
    let resolved = try query.resolved(in: bindings.vocabulary, parameters: bindings.parameters)
    let result = try execution.run(resolved)
    var points: [MapPoint] = []
    if result.drawing == .map { points = try execution.points(result) }
    let answer = try execution.answer(result)
    return Outcome(
      answer: answer, result: result,
      plan: Plan(query: query.text(bindings.vocabulary), steps: execution.steps), points: points,
      named: execution.named, exports: execution.exports)
  }

  /// The same on a thread beside: `isCancelled` is asked every few milliseconds, and once it says so the call
  /// returns at once, whatever the query is doing. For a person who waits.
  public func runStoppably(
    _ query: Query, bindings: Bindings = Bindings(), settings: Settings = Settings(),
    isCancelled: () -> Bool
  ) throws(QueryError) -> Outcome {
    try stoppably(isCancelled) { stop throws(QueryError) in
      try run(query, bindings: bindings, settings: settings, isCancelled: { stop.isSet })
    }
  }

  func stoppably<Value: Sendable>(
    _ isCancelled: () -> Bool, _ work: @escaping @Sendable (StopFlag) throws(QueryError) -> Value
  ) throws(QueryError) -> Value {
    let made = Interruptible.run(isCancelled) { stop in
      Result { () throws(QueryError) in try work(stop) }
    }
    guard let made else { throw QueryError(.cancelled, at: 0..<0) }
    return try made.get()
  }
}
