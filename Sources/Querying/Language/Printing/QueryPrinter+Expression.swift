internal import Facts

extension QueryPrinter {
  mutating func expression(_ expression: Expression) {
    switch expression.form {
    case .number(let number): add(numberText(number))
    case .period(let period): add(period.textInExpression)
    case .duration(let duration): add(duration.text)
    case .parameter(let name): add("$\(name)")
    case .field(let field): self.field(field)
    case .edge(let edge, let inner):
      add(edge.rawValue)
      bracketed(inner)
    case .negated(let inner):
      add("-")
      // Two signs would begin a comment.
      switch inner.form {
      case .negated, .binary, .number: bracketed(inner)
      default: self.expression(inner)
      }
    case .binary(let operation, let left, let right):
      operand(left, needsBrackets: operation.isProduct && left.isSum)
      add(" \(operation.rawValue) ")
      operand(right, needsBrackets: operation.isProduct ? right.isBinary : right.isSum)
    }
  }

  mutating func calculation(_ test: ExpressionTest) {
    expression(test.expression)
    add(" ")
    switch test.form {
    case .test(let test): self.test(test)
    case .against(let comparison, let other):
      add(comparison.rawValue + " ")
      expression(other)
    }
  }

  private mutating func bracketed(_ expression: Expression) {
    add("(")
    self.expression(expression)
    add(")")
  }

  private mutating func operand(_ expression: Expression, needsBrackets: Bool) {
    if needsBrackets { bracketed(expression) } else { self.expression(expression) }
  }
}

extension Expression {
  /// The canonical text.
  var text: String {
    var printer = QueryPrinter(vocabulary: Vocabulary(kinds: .init()))
    printer.expression(self)
    return printer.text
  }

  fileprivate var isSum: Bool {
    if case .binary(let operation, _, _) = form { !operation.isProduct } else { false }
  }
  fileprivate var isBinary: Bool { if case .binary = form { true } else { false } }
}

extension Period {
  /// A year alone would be a number.
  fileprivate var textInExpression: String {
    if case .year(let year) = self {
      return Period.span(.month(year: year, month: 1), .month(year: year, month: 12)).text
    }
    return text
  }
}
