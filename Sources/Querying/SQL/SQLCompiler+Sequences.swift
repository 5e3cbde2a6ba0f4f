internal import Articles
internal import Facts

/// One fact before or after another.
extension SQLCompiler {
  func sequence(_ sequence: ResolvedSequence, of rows: SQLRows) throws(QueryError) -> String {
    guard rows.schema.isOfFacts, sequence.clause.schema.isOfFacts else { return Self.never }
    let others = try self.rows(sequence.clause)
    var from = "fact a JOIN fact b ON b.id <> a.id"
    var tests = [
      "a.minute_start IS NOT NULL", "b.minute_start IS NOT NULL", "b.id IN (SELECT id FROM \(others.table))",
    ]
    let isAfter = sequence.order == .after
    tests.append(isAfter ? "b.minute_end <= a.minute_start" : "b.minute_start >= a.minute_end")
    if let reach = sequence.within {
      // How far that is the calendar says.
      let bounds = factTimes.sorted { ($0.start, $0.end) < ($1.start, $1.end) }.map { time -> [SQLLiteral] in
        let minutes = Evaluator.minutes(beside: time, isAfter: isAfter, reach)
        return [time.start, time.end, isAfter ? minutes.lowerBound : minutes.upperBound].map {
          .whole(Int($0))
        }
      }
      let name = try list("reach", ["k0", "k1", "v"], bounds, like: [.whole(0), .whole(0), .whole(0)])
      from += join(name, "w", ["a.minute_start", "a.minute_end"])
      tests.append(isAfter ? "b.minute_end >= w.v" : "b.minute_start <= w.v")
    }
    for (number, same) in sequence.same.enumerated() {
      let own = try shared(same.own, rows)
      let other = try shared(same.other, SQLRows(table: "", schema: sequence.clause.schema))
      guard own.physical.count == other.physical.count, areAlike(own.form("x"), other.form("x")) else {
        throw refused("what two facts share in fields of several kinds", at: same.written.range)
      }
      let (x, y) = ("x\(number)", "y\(number)")
      // Of a date the text says no more than its minutes.
      let columns = if case .time = own.form("x") { Array(own.physical.prefix(2)) } else { own.physical }
      let equal = columns.map { "\(y).\($0) = \(x).\($0)" }.joined(separator: " AND ")
      from +=
        " JOIN \(own.table) \(x) ON \(x).id = a.id JOIN \(other.table) \(y) ON \(y).id = b.id AND \(equal)"
    }
    return "f.id IN (SELECT a.id FROM \(from) WHERE \(tests.joined(separator: " AND ")))"
  }

  private func shared(_ field: ResolvedField, _ rows: SQLRows) throws(QueryError) -> SQLKeyValues {
    try values(
      ResolvedKey(key: Key(.field(field.reference)), meaning: .field(field)), of: rows, unique: true,
      common: true)
  }

  /// Whether the columns of two forms stand for the same where they are the same.
  private func areAlike(_ one: SQLForm, _ other: SQLForm) -> Bool {
    switch (one, other) {
    case (.number, .number), (.time, .time): true
    case (.coded(_, let a), .coded(_, let b)):
      a === b || (a.keys == b.keys && a.values == b.values)
        || ([a, b].allSatisfy { if case .entity = $0.label { true } else { false } })
        || ([a, b].allSatisfy { if case .own = $0.label { true } else { false } })
    default: false
    }
  }
}
