/// What is calculated of a row: a number, or a date.
///
/// A difference of dates is a number of days from the day on which the one begins to that on which the other does;
/// `start(date)` and `end(date)` are its first and its last day.
public struct Expression: Hashable, Sendable {
  /// What it is made of.
  public indirect enum Form: Hashable, Sendable {
    case number(Double)
    /// `2023-01-01`, `today`
    case period(Period)
    /// `30 days`, `6 months`
    case duration(FactSequence.Reach)
    /// `$name`, without the `$`: `Query.expanded` puts its value there.
    case parameter(String)
    case field(FieldReference)
    /// `start(date)`, `end(date)`
    case edge(PeriodEdge, Expression)
    /// Never of a number, which has a sign of its own.
    case negated(Expression)
    case binary(ArithmeticOperator, Expression, Expression)
  }

  /// What it is made of.
  public var form: Form
  /// Where it stands in the statement.
  public var range: SourceRange

  /// An expression of this form.
  public init(_ form: Form, range: SourceRange = .none) {
    self.form = form
    self.range = range
  }
}

/// What joins two numbers, or a date and another or some days.
public enum ArithmeticOperator: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case dividedBy = "/"

  /// Times and divided by bind more than plus and minus.
  var isProduct: Bool { self == .times || self == .dividedBy }
}

/// The first or the last day of a date.
public enum PeriodEdge: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case start, end
}

/// A test of what is calculated.
public struct ExpressionTest: Hashable, Sendable {
  /// What is asked of it.
  public enum Form: Hashable, Sendable {
    /// As of a field of numbers or dates.
    case test(Test)
    /// Of two values of a row.
    case against(Comparison, Expression)
  }

  /// What is tested.
  public var expression: Expression
  /// How.
  public var form: Form
  /// Where it stands in the statement.
  public var range: SourceRange

  /// The test of an expression.
  public init(_ expression: Expression, _ form: Form, range: SourceRange = .none) {
    self.expression = expression
    self.form = form
    self.range = range
  }

  /// The expressions in it.
  var expressions: [Expression] {
    if case .against(_, let other) = form { [expression, other] } else { [expression] }
  }
}

extension Expression {
  /// The fields in it, in written order, those that stand there twice too. O(size).
  var fields: [FieldReference] {
    switch form {
    case .number, .period, .duration, .parameter: []
    case .field(let field): [field]
    case .edge(_, let inner), .negated(let inner): inner.fields
    case .binary(_, let left, let right): left.fields + right.fields
    }
  }

  /// The same in every row: no field is in it. O(size).
  var isConstant: Bool {
    switch form {
    case .number, .period, .duration, .parameter: true
    case .field: false
    case .edge(_, let inner), .negated(let inner): inner.isConstant
    case .binary(_, let left, let right): left.isConstant && right.isConstant
    }
  }

  /// A value that can be compared with as it is; nil of all else.
  var operand: Operand<Literal>? {
    switch form {
    case .number(let number): Operand(.number(number), range: range)
    case .period(let period): Operand(.period(period), range: range)
    case .parameter(let name): Operand(parameter: name, range: range)
    case .duration, .field, .edge, .negated, .binary: nil
    }
  }
}
