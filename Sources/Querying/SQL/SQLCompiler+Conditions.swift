internal import Articles
internal import Facts
internal import Indexing

/// Conditions, in two-valued logic: nothing here is ever NULL.
extension SQLCompiler {
  static let never = "1 = 0"
  static let always = "1 = 1"

  /// Over a row's own table, which may be joined to `q`.
  func condition(_ condition: ResolvedCondition, of rows: SQLRows) throws(QueryError) -> String {
    switch condition {
    case .and(let inner): return try conditions(inner, of: rows).joined(separator: " AND ")
    case .or(let inner): return "(\(try conditions(inner, of: rows).joined(separator: " OR ")))"
    case .not(let inner): return "NOT (\(try self.condition(inner, of: rows)))"
    case .hasField(let field):
      return try any(try parts(field, of: rows), rows) { part throws(QueryError) in
        try self.present(part.form)
      }
    case .test(let test): return try self.test(test, of: rows)
    case .hasFact(let clause): return try hasFact(clause, of: rows)
    case .calculation(let test): return try calculation(test, of: rows)
    case .mentions: throw refused("`mentions`: which sentences name whom is in no table")
    case .sequence(let sequence): return try self.sequence(sequence, of: rows)
    }
  }

  private func conditions(_ parts: [ResolvedCondition], of rows: SQLRows) throws(QueryError) -> [String] {
    var found: [String] = []
    for part in parts {
      let text = try condition(part, of: rows)
      if case .and = part { found.append("(\(text))") } else { found.append(text) }
    }
    return found
  }

  /// Whether a condition holds for some value of a field.
  func any(
    _ parts: [SQLPart], _ rows: SQLRows, _ test: (SQLPart) throws(QueryError) -> String
  ) throws(QueryError) -> String {
    var found: [String] = []
    for part in parts {
      let text = try test(part)
      if text == Self.never { continue }
      guard part.source != nil || !part.joins.isEmpty else {
        found.append(text)
        continue
      }
      let source = source(part, rows)
      let all = [source.condition, text == Self.always ? nil : text].compactMap(\.self).joined(
        separator: " AND ")
      found.append(
        "\(id(rows)) IN (SELECT \(source.row) FROM \(source.from)\(all.isEmpty ? "" : " WHERE " + all))")
    }
    if found.isEmpty { return Self.never }
    return found.count == 1 ? found[0] : "(\(found.joined(separator: " OR ")))"
  }

  /// Where a part's values stand, whole.
  func source(_ part: SQLPart, _ rows: SQLRows) -> SQLSource {
    var source = part.source ?? SQLSource(from: own(rows), row: id(rows))
    source.from += part.joins
    return source
  }

  /// Whether there is a value.
  func present(_ form: SQLForm) throws(QueryError) -> String {
    switch form {
    case .number(let value, _): "\(value) IS NOT NULL"
    case .time(let start, _, _, _): "\(start) IS NOT NULL"
    case .text(let text): "\(text) IS NOT NULL"
    case .pair(let first, _, _): "\(first) IS NOT NULL"
    case .coded(let keys, let dictionary):
      dictionary.isTotal
        ? (keys.first.map { "\($0) IS NOT NULL" } ?? Self.never)
        : try listed(keys, dictionary) { !$0.isEmpty }
    }
  }

  /// Whether the keys are among those whose values pass.
  func listed(_ keys: [String], _ dictionary: SQLDictionary, _ passes: ([Datum]) -> Bool) throws(QueryError)
    -> String
  {
    var chosen: [[SQLLiteral]] = []
    /// Whether the first key alone decides.
    var byFirst: [SQLLiteral: Bool] = [:]
    var isSimple = keys.count > 1
    for (key, values) in zip(dictionary.keys, dictionary.values) {
      let verdict = passes(values)
      if verdict { chosen.append(key) }
      if isSimple, let known = byFirst[key[0]], known != verdict { isSimple = false }
      byFirst[key[0]] = verdict
    }
    if chosen.isEmpty { return Self.never }
    var keys = keys
    if isSimple {
      keys = [keys[0]]
      var seen: Set<SQLLiteral> = []
      chosen = chosen.filter { seen.insert($0[0]).inserted }.map { [$0[0]] }
    }
    if keys.count == 1, chosen.count <= 8 {
      var literals: [String] = []
      for key in chosen { literals.append(try literal(key[0])) }
      let test =
        literals.count == 1
        ? "\(keys[0]) = \(literals[0])" : "\(keys[0]) IN (\(literals.joined(separator: ", ")))"
      return "(\(keys[0]) IS NOT NULL AND \(test))"
    }
    let columns = keys.indices.map { "k\($0)" }
    let name = try list(dictionary.stem, columns, chosen, like: chosen[0])
    let head = keys.count == 1 ? keys[0] : "(\(keys.joined(separator: ", ")))"
    return "(\(keys[0]) IS NOT NULL AND \(head) IN (SELECT \(columns.joined(separator: ", ")) FROM \(name)))"
  }

  // MARK: Tests

  private func test(_ test: ResolvedTest, of rows: SQLRows) throws(QueryError) -> String {
    let parts = try parts(test.field, of: rows)
    // A fact is found by the key of any of its articles.
    if rows.schema.isOfFacts, test.field.nested == nil, test.field.field.meaning == .id,
      case .compare(.equal, .name(let name)) = test.relation
    {
      let keys = Set(index.facts(keyed: name.text).map { index.key(of: $0).description })
      return try listed(["f.key"], factKeys) { values in
        values.contains { if case .text(let key) = $0 { keys.contains(key) } else { false } }
      }
    }
    return try self.test(parts, test.relation, test.range, test.field.reference.name, of: rows)
  }

  func test(
    _ parts: [SQLPart], _ relation: ResolvedTest.Relation, _ range: SourceRange, _ name: String,
    of rows: SQLRows
  ) throws(QueryError) -> String {
    let passes = try evaluator.datumTest(relation, at: range)
    let members: MemberSet? =
      if case .members(let query) = relation { try evaluator.members(of: query) } else { nil }
    let some = try any(parts, rows) { part throws(QueryError) in
      switch part.form {
      case .coded(let keys, let dictionary):
        return try self.listed(keys, dictionary) { $0.contains(where: passes) }
      case .number(let value, _): return try self.number(value, relation, members)
      case .time(let start, let end, _, _): return try self.time(start, end, relation, members)
      case .text(let text):
        if case .exactly(let wanted) = relation {
          return "(\(text) IS NOT NULL AND \(text) = \(try self.literal(.text(wanted))))"
        }
        throw self.refused("a test of `\(name)`, which is text of any letters", at: range)
      case .pair: throw self.refused("a test of `\(name)`, which is pairs", at: range)
      }
    }
    guard case .compare(.notEqual, _) = relation else { return some }
    let present = try any(parts, rows) { part throws(QueryError) in try self.present(part.form) }
    return some == Self.never ? present : "(\(present) AND NOT \(some))"
  }

  static func sign(_ comparison: Comparison) -> String { comparison == .notEqual ? "=" : comparison.rawValue }

  private func number(_ value: String, _ relation: ResolvedTest.Relation, _ members: MemberSet?)
    throws(QueryError) -> String
  {
    func tested(_ sign: String, _ wanted: Double) -> String {
      "(\(value) IS NOT NULL AND \(value) \(sign) \(dialect.literal(wanted)))"
    }
    func compared(_ comparison: Comparison, _ wanted: ResolvedValue) -> String {
      switch wanted {
      case .number(let number): tested(Self.sign(comparison), number)
      case .distance(let distance): tested(Self.sign(comparison), distance.kilometres)
      case .word, .period, .name: Self.never
      }
    }
    switch relation {
    case .compare(let comparison, let wanted): return compared(comparison, wanted)
    case .oneOf(let all): return either(all.map { compared(.equal, $0) })
    case .members: return either((members?.numbers ?? []).sorted().map { tested("=", $0) })
    default: return Self.never
    }
  }

  func either(_ tests: [String]) -> String {
    let tests = tests.filter { $0 != Self.never }
    if tests.isEmpty { return Self.never }
    return tests.count == 1 ? tests[0] : "(\(tests.joined(separator: " OR ")))"
  }

  private func time(_ start: String, _ end: String, _ relation: ResolvedTest.Relation, _ members: MemberSet?)
    throws(QueryError) -> String
  {
    func holds(_ relation: TemporalRelation, _ period: TimeInterval) -> String {
      let test =
        switch relation {
        case .during, .on: "\(start) >= \(period.start) AND \(end) <= \(period.end)"
        case .before: "\(end) <= \(period.start)"
        case .after: "\(start) >= \(period.end)"
        case .since: "\(start) >= \(period.start)"
        case .until: "\(end) <= \(period.end)"
        case .overlaps: "\(start) < \(period.end) AND \(end) > \(period.start)"
        }
      return "(\(start) IS NOT NULL AND \(test))"
    }
    func compared(_ comparison: Comparison, _ wanted: ResolvedValue) -> String {
      guard case .period(let resolved) = wanted else { return Self.never }
      let relation: TemporalRelation =
        switch comparison {
        case .equal, .notEqual: .during
        case .less: .before
        case .lessOrEqual: .until
        case .greater: .after
        case .greaterOrEqual: .since
        }
      return holds(relation, resolved.interval)
    }
    if let (relation, period) = relation.time { return holds(relation, period) }
    switch relation {
    case .compare(let comparison, let wanted): return compared(comparison, wanted)
    case .oneOf(let all): return either(all.map { compared(.equal, $0) })
    case .members:
      let times = (members?.times ?? []).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
      return either(
        times.map { "(\(start) IS NOT NULL AND \(start) = \($0.start) AND \(end) = \($0.end))" })
    default: return Self.never
    }
  }

  // MARK: Facts of rows

  private func hasFact(_ clause: ResolvedClause, of rows: SQLRows) throws(QueryError) -> String {
    guard case .facts = clause.schema.rows else { return Self.never }
    let found = try self.rows(clause).table
    switch rows.schema.rows {
    case .articles:
      return "a.id IN (SELECT y.article FROM fact_article y JOIN \(found) x ON x.id = y.fact)"
    case .entities: return "e.id IN (SELECT y.entity FROM \(taking()) y JOIN \(found) x ON x.id = y.fact)"
    case .facts:
      return
        "f.id IN (SELECT z.fact FROM fact_article z JOIN fact_article y ON y.article = z.article JOIN \(found) x ON x.id = y.fact)"
    case .sentences:
      let end = dialect.identifier("end")
      return
        "\(id(rows)) IN (SELECT z.article * \(Self.sentenceRoom) + z.position FROM sentence z JOIN mention y ON y.article = z.article AND y.start < z.\(end) AND z.start < y.\(end) JOIN \(found) x ON x.id = y.fact)"
    case .table: return Self.never
    }
  }
}
