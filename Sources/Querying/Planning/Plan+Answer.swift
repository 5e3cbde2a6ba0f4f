extension Plan {
  /// The plan as a table, for `.explain`: a row a step in the order of running, the sides of a set operation set
  /// in; with a trace also what came of each and how long it took. The notes are the query as it was understood
  /// and, where that says more, with everything settled that depends on the session or the day. O(steps).
  public func answer(with trace: Trace? = nil, in vocabulary: Vocabulary = Vocabulary()) -> Answer {
    let settled = resolved.text(vocabulary)
    let steps = steps(with: trace ?? Trace())
    var columns = [
      Column(
        name: "step", values: steps.map { .text(String(repeating: "  ", count: $0.depth) + $0.name) }),
      Column(name: "method", values: steps.map { .text($0.method) }),
      Column(name: "estimated", values: steps.map { $0.estimatedRows.map { .integer($0) } ?? .missing }),
    ]
    if trace != nil {
      columns += [
        Column(name: "rows", values: steps.map { $0.actualRows.map { .integer($0) } ?? .missing }),
        Column(
          name: "ms",
          values: steps.map { step in
            step.seconds.map { .number(($0 * 1e5).rounded() / 100) } ?? .missing
          }),
      ]
    }
    return Answer(columns: columns, subjects: [], notes: settled == query ? [query] : [query, settled])
  }
}
