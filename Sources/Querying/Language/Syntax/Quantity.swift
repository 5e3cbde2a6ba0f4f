/// What an expression comes to, which decides what it can be joined and compared with.
enum Quantity: Hashable, Sendable {
  case number
  /// A number of days: of two dates their distance.
  case days
  case date
  /// Months, quarters, halves, years: not always of as many days, so that only a date can be moved by them.
  case months
  /// What a parameter stands for is not known yet.
  case unknown

  var article: String {
    switch self {
    case .number: "a number"
    case .days: "a number of days"
    case .date: "a date"
    case .months: "a number of months"
    case .unknown: "a value"
    }
  }

  /// What two come to; nil where they make no sense together.
  static func joined(_ left: Quantity, _ operation: ArithmeticOperator, _ right: Quantity) -> Quantity? {
    switch (left, operation, right) {
    case (.months, .plus, .date), (.days, .plus, .date), (.unknown, .plus, .date): .date
    case (.date, .plus, .days), (.date, .plus, .months), (.date, .plus, .unknown): .date
    case (.date, .minus, .date): .days
    case (.date, .minus, .days), (.date, .minus, .months): .date
    case (.date, .minus, .unknown): .unknown
    case (.unknown, .minus, .date): .days
    case (.date, _, _), (_, _, .date), (.months, _, _), (_, _, .months): nil
    case (.unknown, _, _), (_, _, .unknown): .unknown
    // So many a day is a number.
    case (.days, .dividedBy, .days), (.days, .times, .days), (.number, .dividedBy, .days): .number
    case (.days, _, _), (_, _, .days): .days
    case (.number, _, .number): .number
    }
  }

  /// Whether the one can be greater than the other.
  static func compare(_ left: Quantity, _ right: Quantity) -> Bool {
    switch (left, right) {
    case (.months, _), (_, .months): false
    case (.unknown, _), (_, .unknown): true
    case (.date, _), (_, .date): left == right
    default: true
    }
  }
}

extension Expression {
  /// What it comes to for rows of a schema.
  ///
  /// - Throws: a field that is unknown or neither number nor date, quantities that cannot be joined. O(size).
  func quantity(in schema: Schema) throws(QueryError) -> Quantity {
    switch form {
    case .number: return .number
    case .period: return .date
    case .duration(let duration): return duration.days == nil ? .months : .days
    case .parameter: return .unknown
    case .field(let reference):
      guard let field = schema.resolve(reference)?.innermost else {
        throw QueryError(
          .unknownField(reference.name, of: schema.title), at: reference.range.bytes,
          expected: schema.fieldNames)
      }
      switch field.type {
      case .number: return .number
      case .time: return .date
      default:
        throw QueryError(
          .wrongType(field: reference.name, isA: field.type, found: "a number or a date"), at: range.bytes,
          expected: schema.fields.filter { $0.isCalculable && !$0.isAlias }.map(\.name))
      }
    case .edge(let edge, let inner):
      let found = try inner.quantity(in: schema)
      guard found == .date || found == .unknown else {
        throw QueryError(
          .cannotCalculate("`\(edge.rawValue)` is that of a date, not of \(found.article)"),
          at: inner.range.bytes)
      }
      return .date
    case .negated(let inner):
      let found = try inner.quantity(in: schema)
      guard found != .date, found != .months else {
        throw QueryError(.cannotCalculate("\(found.article) cannot be negative"), at: range.bytes)
      }
      return found
    case .binary(let operation, let left, let right):
      let (a, b) = (try left.quantity(in: schema), try right.quantity(in: schema))
      if let joined = Quantity.joined(a, operation, b) { return joined }
      throw QueryError(
        .cannotCalculate("`\(operation.rawValue)` cannot join \(a.article) and \(b.article)"),
        at: range.bytes,
        help: Self.help(a, operation, b))
    }
  }

  /// What was perhaps meant.
  private static func help(_ left: Quantity, _ operation: ArithmeticOperator, _ right: Quantity) -> String {
    switch (left, operation, right) {
    case (.date, .plus, .date): "of two dates the days between are known: date - 2023-01-01"
    case (.date, .plus, .number), (.date, .minus, .number), (.number, .plus, .date):
      "say what is added: date + 30 days, + 2 weeks, + 6 months, + 1 year"
    case (.number, .minus, .date), (.days, .minus, .date), (.months, .minus, .date):
      "write the date first: date - 30 days"
    case (.date, _, _), (_, _, .date):
      "dates: date - 2023-01-01 is a number of days, date + 30 days a date"
    case (.months, _, _), (_, _, .months): "only a date is moved by months: date + 6 months"
    default: ".help expressions"
    }
  }
}

extension Schema.Field {
  /// Whether it can be calculated with.
  var isCalculable: Bool { type == .number || type == .time }
}

extension FactSequence.Reach {
  /// How many days it has; nil where that depends on when it is.
  var days: Int? {
    switch unit {
    case .day: count
    case .week: count.multipliedReportingOverflow(by: 7).overflow ? nil : count * 7
    case .month, .quarter, .half, .year: nil
    }
  }
}
