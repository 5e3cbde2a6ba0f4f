internal import Articles
internal import Facts

/// What is calculated, with what its fields and periods stand for.
indirect enum ResolvedExpression: Hashable, Sendable {
  case number(Double)
  case period(ResolvedPeriod)
  case duration(FactSequence.Reach)
  case field(ResolvedField)
  case edge(PeriodEdge, ResolvedExpression)
  case negated(ResolvedExpression)
  case binary(ArithmeticOperator, ResolvedExpression, ResolvedExpression)
}

/// A test of what is calculated.
struct ResolvedCalculation: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    case test(ResolvedTest.Relation)
    case against(Comparison, ResolvedExpression)
  }

  var expression: ResolvedExpression
  var form: Form
  var range: SourceRange

  var expressions: [ResolvedExpression] {
    if case .against(_, let other) = form { [expression, other] } else { [expression] }
  }
}

extension ResolvedExpression {
  /// - Throws: a field that the rows do not have, quantities that cannot be joined, a relative period while nothing says
  ///   what day it is (`now` is nil).
  init(_ expression: Expression, in schema: Schema, now: CalendarDay?) throws(QueryError) {
    _ = try expression.quantity(in: schema)
    try self.init(checked: expression, in: schema, now: now)
  }

  private init(checked expression: Expression, in schema: Schema, now: CalendarDay?) throws(QueryError) {
    switch expression.form {
    case .number(let number): self = .number(number)
    case .period(let period):
      guard let day = now ?? (period.isRelative ? nil : CalendarDay(number: 0)) else {
        throw QueryError(
          .unsupported("a relative period while no article has a date"), at: expression.range.bytes)
      }
      self = .period(ResolvedPeriod(written: period, interval: period.resolved(now: day)))
    case .duration(let duration): self = .duration(duration)
    case .parameter:
      throw QueryError(.unsupported("a $parameter without a value"), at: expression.range.bytes)
    case .field(let field): self = .field(try ResolvedField(field, in: schema))
    case .edge(let edge, let inner): self = .edge(edge, try .init(checked: inner, in: schema, now: now))
    case .negated(let inner): self = .negated(try .init(checked: inner, in: schema, now: now))
    case .binary(let operation, let left, let right):
      self = .binary(
        operation, try .init(checked: left, in: schema, now: now),
        try .init(checked: right, in: schema, now: now))
    }
  }

  /// The fields in it, in written order, those that stand there twice too. O(size).
  var fields: [ResolvedField] {
    switch self {
    case .number, .period, .duration: []
    case .field(let field): [field]
    case .edge(_, let inner), .negated(let inner): inner.fields
    case .binary(_, let left, let right): left.fields + right.fields
    }
  }

  /// The relative periods in it.
  var periods: [ResolvedPeriod] {
    switch self {
    case .period(let period): [period]
    case .number, .duration, .field: []
    case .edge(_, let inner), .negated(let inner): inner.periods
    case .binary(_, let left, let right): left.periods + right.periods
    }
  }

  func syntax(_ style: ResolvedStyle) -> Expression {
    switch self {
    case .number(let number): Expression(.number(number))
    case .period(let period): Expression(.period(period.syntax(style)))
    case .duration(let duration): Expression(.duration(duration))
    case .field(let field): Expression(.field(field.reference))
    case .edge(let edge, let inner): Expression(.edge(edge, inner.syntax(style)))
    case .negated(let inner): Expression(.negated(inner.syntax(style)))
    case .binary(let operation, let left, let right):
      Expression(.binary(operation, left.syntax(style), right.syntax(style)))
    }
  }
}

extension Resolver {
  /// The test with its names looked up; its relative periods are remarked on.
  mutating func calculation(_ test: ExpressionTest, of schema: Schema) throws(QueryError)
    -> ResolvedCalculation
  {
    let expression = try self.expression(test.expression, of: schema)
    let form: ResolvedCalculation.Form
    switch test.form {
    case .test(let inner):
      // A parameter may have become something else than what is calculated.
      let found = try test.expression.quantity(in: schema)
      if case .compare(_, let operand) = inner, let literal = operand.literal,
        !Quantity.compare(found, literal.quantity)
      {
        throw QueryError(
          .cannotCalculate("\(found.article) cannot be compared with \(literal.text)"), at: test.range.bytes)
      }
      form = .test(try relation(inner, range: test.range))
    case .against(let sign, let other):
      let (a, b) = (
        try test.expression.quantity(in: schema), try other.quantity(in: schema)
      )
      guard Quantity.compare(a, b) else {
        throw QueryError(
          .cannotCalculate("\(a.article) cannot be compared with \(b.article)"), at: test.range.bytes)
      }
      form = .against(sign, try self.expression(other, of: schema))
    }
    return ResolvedCalculation(expression: expression, form: form, range: test.range)
  }

  private mutating func expression(_ expression: Expression, of schema: Schema) throws(QueryError)
    -> ResolvedExpression
  {
    let resolved = try ResolvedExpression(expression, in: schema, now: now)
    remark(on: resolved)
    return resolved
  }

  /// Says what relative periods are.
  mutating func remark(on expression: ResolvedExpression) {
    for period in expression.periods where period.written.isRelative || period.written.isOpenToReading {
      note(period.written.echo(now: now ?? CalendarDay(number: 0)))
    }
  }
}

extension Literal {
  fileprivate var quantity: Quantity {
    switch self {
    case .number: .number
    case .period: .date
    // Neither can be calculated: nothing is equal to it.
    case .text, .word, .distance: .months
    }
  }
}
