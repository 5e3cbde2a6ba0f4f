public import Indexing

/// Runs queries over an index.
///
/// A value: a new one is made when articles were added. Queries may run on several threads at once.
public struct Engine: Sendable {
  /// What the queries ask.
  public let index: FactIndex
  /// The words it has indexed so far.
  package let words: WordIndexCache
  let texts = TaggedTextCache()

  /// `index` must be finished.
  public init(index: FactIndex) { self.init(index: index, after: nil) }

  /// `earlier`: the words of an engine over an earlier state of it: those of texts that are still there need not be indexed again.
  package init(index: FactIndex, after earlier: WordIndexCache?) {
    self.index = index
    words = WordIndexCache(after: earlier, count: index.articleCount)
  }

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
    let (evaluator, plan) = try planned(query, bindings, settings, isCancelled: isCancelled)
    var run = Run(evaluator: evaluator, bindings: bindings)
    let result = try run.result(plan.root)
    var points: [MapPoint] = []
    let answer: Answer
    if case .map? = result.drawing {
      points = try MapMarks(evaluator).points(result)
      let later = Evaluator(
        index: index, words: words, texts: texts, settings: settings, bindings: bindings,
        isCancelled: { false })
      answer = try AnswerWriter(evaluator).drawn(result, later: later)
    } else {
      answer = try AnswerWriter(evaluator).answer(result)
    }
    return Outcome(
      answer: answer, result: result, plan: plan, trace: evaluator.trace, points: points, named: run.named,
      exports: run.exports)
  }

  /// What the words of a query stand for. The same query means the same as long as index, settings and bindings
  /// stay.
  ///
  /// - Throws: an unknown field, place or parameter, a pattern that cannot be read, a relative period while no
  ///   article has a date.
  public func resolve(_ query: Query, bindings: Bindings = Bindings(), settings: Settings = Settings())
    throws(QueryError) -> ResolvedQuery
  {
    let expanded = try query.expanded(in: bindings.vocabulary, parameters: bindings.parameters)
    var resolver = Resolver(index: index, settings: settings, bindings: bindings)
    return try resolver.query(expanded)
  }

  /// How a query would be run, without running it: counts of the index are asked for, and a few rows looked at.
  ///
  /// `isCancelled` is asked every few milliseconds: to search text its words are indexed first.
  ///
  /// - Throws: as `resolve`, and `.cancelled`.
  public func plan(
    _ query: Query, bindings: Bindings = Bindings(), settings: Settings = Settings(),
    isCancelled: () -> Bool = { false }
  ) throws(QueryError) -> Plan {
    try stoppably(isCancelled) { stop throws(QueryError) in
      try planned(query, bindings, settings, isCancelled: { stop.isSet }).1
    }
  }

  func planned(
    _ query: Query, _ bindings: Bindings, _ settings: Settings, isCancelled: @escaping () -> Bool
  ) throws(QueryError) -> (Evaluator, Plan) {
    let resolved = try resolve(query, bindings: bindings, settings: settings)
    let evaluator = Evaluator(
      index: index, words: words, texts: texts, settings: settings, bindings: bindings,
      isCancelled: isCancelled)
    let root = try Planner(evaluator: evaluator, bindings: bindings).plan(resolved)
    return (evaluator, Plan(query: query.text(bindings.vocabulary), resolved: resolved, root: root))
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
