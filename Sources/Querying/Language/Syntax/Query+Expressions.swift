/// Writes out parameters in what is calculated.
extension Expansion {
  mutating func written(_ test: ExpressionTest, _ values: [String: Literal]) throws(QueryError)
    -> ExpressionTest
  {
    let form: ExpressionTest.Form =
      switch test.form {
      case .test(let inner): .test(try self.test(inner, of: nil, values))
      case .against(let sign, let other): .against(sign, try written(other, values))
      }
    return ExpressionTest(try written(test.expression, values), form, range: range(test.range))
  }

  func written(_ key: Key, _ values: [String: Literal]) throws(QueryError) -> Key {
    guard case .expression(let expression) = key.form else { return key }
    return Key(.expression(try written(expression, values)), as: key.name, range: range(key.range))
  }

  private func written(_ expression: Expression, _ values: [String: Literal]) throws(QueryError) -> Expression
  {
    let form: Expression.Form
    switch expression.form {
    case .number, .period, .duration: form = expression.form
    case .field(let field): form = .field(FieldReference(field.path, range: range(field.range)))
    case .parameter(let name):
      switch try value(name, expression.range, values) {
      case .number(let number): form = .number(number)
      case .period(let period): form = .period(period)
      case let other:
        throw QueryError(
          .cannotCalculate("`$\(name)` is \(other.text), which is neither a number nor a date"),
          at: range(expression.range).bytes)
      }
    case .edge(let edge, let inner): form = .edge(edge, try written(inner, values))
    case .negated(let inner):
      let inner = try written(inner, values)
      form = if case .number(let number) = inner.form { .number(-number) } else { .negated(inner) }
    case .binary(let operation, let left, let right):
      form = .binary(operation, try written(left, values), try written(right, values))
    }
    return Expression(form, range: range(expression.range))
  }
}

extension Stage.Form {
  /// Whether something is calculated in one of its keys.
  var hasExpressions: Bool { keys.contains { if case .expression = $0.form { true } else { false } } }

  /// The same with other expressions in their places. A column by which rows are grouped keeps its name, by which later
  /// stages know it.
  func mapKeys(_ change: (Key) throws(QueryError) -> Key) throws(QueryError) -> Stage.Form {
    func named(_ keys: [Key]) throws(QueryError) -> [Key] {
      var changed: [Key] = []
      for key in keys {
        var new = try change(key)
        if new != key { new.name = key.columnName }
        changed.append(new)
      }
      return changed
    }
    switch self {
    case .sort(let keys):
      var changed: [SortKey] = []
      for key in keys { changed.append(SortKey(try change(key.key), isDescending: key.isDescending)) }
      return .sort(changed)
    case .count(let keys): return .count(by: try named(keys))
    case .distinct(let keys): return .distinct(try named(keys))
    case .show(let keys):
      var changed: [Key] = []
      for key in keys { changed.append(try change(key)) }
      return .show(changed)
    case .aggregate(let function, let key, let keys):
      return .aggregate(function, of: try change(key), by: try named(keys))
    case .summary(let parts, let keys):
      var changed: [Summary] = []
      for var part in parts {
        if case .of(let function, let key) = part.form {
          let new = try change(key)
          if new != key { part.name = part.columnName }
          part.form = .of(function, new)
        }
        changed.append(part)
      }
      return .summary(changed, by: try named(keys))
    case .top(let count, let key): return .top(count, by: try change(key))
    default: return self
    }
  }
}
