internal import Articles
internal import Facts

/// What is calculated. Of one field whose values are known it is calculated here, value by value; of several, numbers and days are
/// calculated by the statement, in the same numbers of 64 bits.
extension SQLCompiler {
  /// Products that an expression has at most: so many of the largest numbers are still numbers.
  private static let productLimit = 6

  func calculation(_ test: ResolvedCalculation, of rows: SQLRows) throws(QueryError) -> String {
    switch test.form {
    case .test(let relation):
      let parts = try parts(test.expression, of: rows, test.range)
      return try self.test(parts, relation, test.range, "a calculation", of: rows)
    case .against(let sign, let other):
      var joined = JoinedFields()
      let left = try compiled(test.expression, of: rows, &joined, test.range)
      let right = try compiled(other, of: rows, &joined, test.range)
      let (holds, exists) = (compare(sign, left, right), "\(left.present) AND \(right.present)")
      func some(_ text: String) throws(QueryError) -> String {
        try any([SQLPart(form: .text(""), source: joined.source, joins: joined.all)], rows) { _ in text }
      }
      let passed = try some("(\(exists) AND \(holds))")
      return sign == .notEqual ? "(\(try some("(\(exists))")) AND NOT \(passed))" : passed
    }
  }

  /// The values of an expression of a row.
  func parts(_ expression: ResolvedExpression, of rows: SQLRows, _ range: SourceRange) throws(QueryError)
    -> [SQLPart]
  {
    var fields: [ResolvedField] = []
    for field in expression.fields where !fields.contains(field) { fields.append(field) }
    if fields.count == 1, expression.isOfDates {
      var found: [SQLPart] = []
      for part in try parts(fields[0], of: rows) {
        guard let coded = asCoded(part.form) else { throw refused("this calculation", at: range) }
        let calculate = evaluator.calculation(expression)
        found.append(
          SQLPart(
            form: .coded(coded.keys, coded.dictionary.map("date") { calculate($0).map { [$0] } ?? [] }),
            source: part.source, joins: part.joins))
      }
      return found
    }
    var joined = JoinedFields()
    let value = try compiled(expression, of: rows, &joined, range)
    guard case .number(let text, let isWhole, _) = value else {
      throw refused("a date that is calculated of several fields", at: range)
    }
    return [SQLPart(form: .number(text, isWhole: isWhole), source: joined.source, joins: joined.all)]
  }

  /// A form of which all values are known, by its keys.
  private func asCoded(_ form: SQLForm) -> (keys: [String], dictionary: SQLDictionary)? {
    switch form {
    case .coded(let keys, let dictionary): (keys, dictionary)
    case .time(let start, let end, _, let known):
      (
        [start, end],
        SQLDictionary(
          "date",
          known().sorted { ($0.start, $0.end) < ($1.start, $1.end) }.map {
            ([.whole(Int($0.start)), .whole(Int($0.end))], [.time($0)])
          })
      )
    case .number, .text, .pair: nil
    }
  }

  /// The tables that the fields of an expression stand in: at most one field of several values.
  private struct JoinedFields {
    var source: SQLSource?
    var joins = ""
    var reference: ResolvedField?
    /// Tables of dates that were moved.
    var calendar = ""
    var count = 0
    /// All tables beside the row's own.
    var all: String { joins + calendar }
  }

  private enum Calculated {
    case number(String, isWhole: Bool, products: Int)
    case time(start: String, end: String)

    var present: String {
      switch self {
      case .number(let text, _, _): "\(text) IS NOT NULL"
      case .time(let start, _): "\(start) IS NOT NULL"
      }
    }
  }

  private func compare(_ sign: Comparison, _ left: Calculated, _ right: Calculated) -> String {
    switch (left, right) {
    case (.number(let a, _, _), .number(let b, _, _)): return "\(a) \(Self.sign(sign)) \(b)"
    case (.time(let start, let end), .time(let from, let to)):
      return switch sign {
      case .equal, .notEqual: "\(start) >= \(from) AND \(end) <= \(to)"
      case .less: "\(end) <= \(from)"
      case .lessOrEqual: "\(end) <= \(to)"
      case .greater: "\(start) >= \(to)"
      case .greaterOrEqual: "\(start) >= \(from)"
      }
    default: return Self.never
    }
  }

  private func compiled(
    _ expression: ResolvedExpression, of rows: SQLRows, _ joined: inout JoinedFields, _ range: SourceRange
  ) throws(QueryError) -> Calculated {
    if expression.movesDates, let known = try calendar(expression, of: rows, &joined, range) { return known }
    switch expression {
    case .number(let number):
      return .number(
        dialect.asDouble(dialect.literal(number)), isWhole: number == number.rounded(), products: 0)
    case .duration(let duration):
      guard let days = duration.days else { throw refused("months of dates of several fields", at: range) }
      return .number(dialect.asDouble("\(days)"), isWhole: true, products: 0)
    case .period(let period): return .time(start: "\(period.interval.start)", end: "\(period.interval.end)")
    case .field(let field): return try compiled(field, of: rows, &joined, range)
    case .edge(let edge, let inner):
      guard case .time(let start, let end) = try compiled(inner, of: rows, &joined, range) else {
        throw refused("this calculation", at: range)
      }
      let day = edge == .start ? dayStart(start) : dayStart(lastMinute(start, end))
      return .time(start: day, end: "(\(day) + 1440)")
    case .negated(let inner):
      guard case .number(let text, let isWhole, let products) = try compiled(inner, of: rows, &joined, range)
      else {
        throw refused("this calculation", at: range)
      }
      return .number("(0 - \(text))", isWhole: isWhole, products: products)
    case .binary(let operation, let left, let right):
      let a = try compiled(left, of: rows, &joined, range)
      let b = try compiled(right, of: rows, &joined, range)
      return try joinedBy(operation, a, b, range)
    }
  }

  private func joinedBy(
    _ operation: ArithmeticOperator, _ a: Calculated, _ b: Calculated, _ range: SourceRange
  )
    throws(QueryError) -> Calculated
  {
    switch (a, b) {
    case (.number(let left, let isWhole, let p), .number(let right, let isOtherWhole, let q)):
      let products = p + q + (operation.isProduct ? 1 : 0)
      guard products <= Self.productLimit else { throw refused("so many products", at: range) }
      if operation == .dividedBy {
        return .number(
          "(CASE WHEN \(right) <> 0 THEN \(left) / \(right) END)", isWhole: false, products: products)
      }
      return .number(
        "(\(left) \(operation.rawValue) \(right))", isWhole: isWhole && isOtherWhole && products == 0,
        products: products)
    case (.time(let start, _), .time(let other, _)) where operation == .minus:
      return .number(
        dialect.asDouble("((\(dayStart(start)) - \(dayStart(other))) / 1440)"), isWhole: true, products: 0)
    default: throw refused("a date that is moved by what a row has", at: range)
    }
  }

  /// Of one field at most: what the calendar says for each of its values, as a table of the statement. Nil for several.
  private func calendar(
    _ expression: ResolvedExpression, of rows: SQLRows, _ joined: inout JoinedFields, _ range: SourceRange
  ) throws(QueryError) -> Calculated? {
    var fields: [ResolvedField] = []
    for field in expression.fields where !fields.contains(field) { fields.append(field) }
    let calculate = evaluator.calculation(expression)
    guard let field = fields.first else {
      guard case .time(let time)? = calculate(.missing) else { throw refused("this calculation", at: range) }
      return .time(start: "\(time.start)", end: "\(time.end)")
    }
    guard fields.count == 1, case .time(let start, let end) = try compiled(field, of: rows, &joined, range),
      case .time(_, _, _, let known)? = try parts(field, of: rows).first?.form
    else { return nil }
    var moved: [[SQLLiteral]] = []
    for time in known().sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard case .time(let made)? = calculate(.time(time)) else { continue }
      moved.append([time.start, time.end, made.start, made.end].map { .whole(Int($0)) })
    }
    let name = try list(
      "date", ["k0", "k1", "s", "e"], moved, like: [.whole(0), .whole(0), .whole(0), .whole(0)])
    joined.count += 1
    let alias = "m\(joined.count)"
    joined.calendar += join(name, alias, [start, end], left: true)
    return .time(start: "\(alias).s", end: "\(alias).e")
  }

  /// The first minute of the day that a minute lies in; `%` has the sign of what is divided.
  private func dayStart(_ minute: String) -> String {
    "(\(minute) - ((\(minute) % 1440) + 1440) % 1440)"
  }

  private func lastMinute(_ start: String, _ end: String) -> String {
    "(CASE WHEN \(end) - 1 > \(start) THEN \(end) - 1 ELSE \(start) END)"
  }

  private func compiled(
    _ field: ResolvedField, of rows: SQLRows, _ joined: inout JoinedFields, _ range: SourceRange
  ) throws(QueryError) -> Calculated {
    let parts = try parts(field, of: rows)
    if parts.isEmpty { return .number("CAST(NULL AS \(dialect.double))", isWhole: true, products: 0) }
    guard parts.count == 1, let part = parts.first else { throw refused("this calculation", at: range) }
    if part.source != nil || !part.joins.isEmpty {
      if joined.reference == nil {
        joined.reference = field
        if var source = part.source {
          let own = own(rows)
          // The row's own table is there for the other fields.
          guard !source.from.contains(own), !own.contains("article a") else {
            throw refused("a calculation with several values of a row", at: range)
          }
          source.from = "\(source.from) JOIN \(own) ON \(id(rows)) = \(source.row)"
          joined.source = source
        }
        joined.joins = part.joins
      } else if joined.reference != field {
        throw refused("a calculation with several fields of several values", at: range)
      }
    }
    switch part.form {
    case .number(let text, let isWhole): return .number(dialect.asDouble(text), isWhole: isWhole, products: 0)
    case .time(let start, let end, _, _): return .time(start: start, end: end)
    case .coded, .text, .pair:
      throw refused("a calculation with `\(field.reference.name)`", at: range)
    }
  }
}

extension ResolvedExpression {
  /// Whether dates are moved or cut in it, which the calendar decides.
  fileprivate var isOfDates: Bool {
    switch self {
    case .number, .period, .duration: false
    case .field(let field): field.innermost.type == .time
    case .edge: true
    case .negated(let inner): inner.isOfDates
    case .binary(_, let left, let right): left.isOfDates || right.isOfDates
    }
  }

  /// Whether it is a date that is moved.
  fileprivate var movesDates: Bool {
    switch self {
    case .binary(_, let left, let right):
      if case .duration = left { return right.isDate }
      if case .duration = right { return left.isDate }
      return isDate
    case .edge: return true
    case .number, .period, .duration, .field, .negated: return false
    }
  }

  /// Whether it is a date itself.
  private var isDate: Bool {
    switch self {
    case .field(let field): field.innermost.type == .time
    case .period, .edge: true
    case .number, .duration, .negated: false
    case .binary(let operation, let left, let right):
      left.isDate != right.isDate && (operation == .plus || operation == .minus)
    }
  }
}
