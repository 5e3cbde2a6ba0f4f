internal import Articles
internal import Querying

/// What is calculated, by chance: in canonical form, each part fitting the others.
extension RandomQueries {
  /// A test of what is calculated; nil where the rows have neither numbers nor dates.
  mutating func calculation(_ schema: Schema) -> ExpressionTest? {
    guard let expression = calculated(schema) else { return nil }
    let sign = random.pick(Comparison.allCases)
    if isDate(expression, schema) {
      if random.chance(0.4), let other = date(schema) {
        return ExpressionTest(expression, .against(sign, other))
      }
      let test: Test =
        random.chance(0.5)
        ? .temporal(random.pick(TemporalRelation.allCases), Operand(period()))
        : .compare(sign, Operand(.period(period())))
      return ExpressionTest(expression, .test(test))
    }
    if random.chance(0.4), let other = number(schema, depth: 1) {
      if case .number(let value) = other.form {
        return ExpressionTest(expression, .test(.compare(sign, Operand(.number(value)))))
      }
      return ExpressionTest(expression, .against(sign, other))
    }
    return ExpressionTest(
      expression, .test(.compare(sign, Operand(.number(Double(random.below(40)) / 4)))))
  }

  /// Something that is no field and no constant.
  mutating func calculated(_ schema: Schema) -> Expression? {
    if random.chance(0.3), let date = date(schema) {
      if case .field = date.form { return Expression(.edge(.end, date)) }
      return date
    }
    guard let left = field(schema, .number), let right = number(schema, depth: 0) else { return nil }
    return random.chance(0.5)
      ? Expression(.binary(random.pick(ArithmeticOperator.allCases), left, right))
      : Expression(.binary(random.pick(ArithmeticOperator.allCases), right, left))
  }

  private func isDate(_ expression: Expression, _ schema: Schema) -> Bool {
    schema.after(.distinct([Key(.expression(expression))]), kinds: vocabulary.kinds).fields[0].type == .time
  }

  private mutating func field(_ schema: Schema, _ type: FieldType) -> Expression? {
    let fields = schema.fields.filter { $0.type == type }
    guard !fields.isEmpty else { return nil }
    let name = random.pick(fields).name
    let isWhole = name.contains { $0 == "(" || $0 == " " }
    return Expression(.field(FieldReference(isWhole ? [name] : name.split(separator: ".").map(String.init))))
  }

  private mutating func number(_ schema: Schema, depth: Int) -> Expression? {
    switch random.below(depth > 2 ? 3 : 7) {
    case 0: return Expression(.number(Double(random.below(60) - 10) / 4))
    case 1, 2: return field(schema, .number)
    case 3:
      guard let inner = number(schema, depth: depth + 1) else { return nil }
      if case .number = inner.form { return inner }
      return Expression(.negated(inner))
    case 4:
      // A number of days.
      guard let left = date(schema), let right = date(schema) else { return field(schema, .number) }
      return Expression(.binary(.minus, left, right))
    default:
      guard let left = number(schema, depth: depth + 1), let right = number(schema, depth: depth + 1) else {
        return nil
      }
      return Expression(.binary(random.pick(ArithmeticOperator.allCases), left, right))
    }
  }

  private mutating func date(_ schema: Schema) -> Expression? {
    guard let field = field(schema, .time) else { return nil }
    let duration = Expression(.duration(.init(1 + random.below(40), random.pick(PeriodUnit.allCases))))
    switch random.below(6) {
    case 0: return Expression(.edge(random.pick(PeriodEdge.allCases), field))
    case 1: return Expression(.binary(.minus, field, duration))
    case 2: return Expression(.binary(.plus, duration, field))
    case 3: return Expression(.binary(.plus, field, duration))
    default: return field
    }
  }
}
