extension Plan {
  /// The steps as a table, for `.explain`: name, method, estimated and actual rows, microseconds; the canonical
  /// query as a note.
  public var answer: Answer {
    func column(_ name: String, _ value: (Step) -> Value) -> Column {
      Column(name: name, values: steps.map(value))
    }
    return Answer(
      columns: [
        column("step") { .text($0.name) }, column("method") { .text($0.method) },
        column("estimated") { $0.estimatedRows.map { .integer($0) } ?? .missing },
        column("rows") { .integer($0.actualRows) },
        column("µs") { .integer(Int(($0.seconds * 1e6).rounded())) },
      ], subjects: steps.map { _ in .group([]) }, notes: [query])
  }
}
