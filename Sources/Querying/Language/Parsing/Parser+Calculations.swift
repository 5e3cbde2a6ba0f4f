/// Reads tests of what is calculated, and keys of it.
extension Parser {
  /// `killed + injured >= 50`, `10 <= killed + injured < 50`, `date + 30 days before 2023`.
  mutating func calculation() throws(QueryError) -> Condition {
    let first = start
    let (left, quantity) = try self.quantity()
    return try calculation(left, quantity, from: first)
  }

  /// What stands behind what is calculated.
  private mutating func calculation(_ left: Expression, _ quantity: Quantity, from first: Int)
    throws(QueryError) -> Condition
  {
    let field = Schema.Field("the expression", quantity == .date ? .time : .number, .score, help: "")
    noteOperators(of: field)
    let token = current
    if token.kind == .symbol, let comparison = Comparison(rawValue: token.text) {
      if let error = turnedComparison { throw error }
      advance()
      return try comparisons(left, quantity, comparison, from: first)
    }
    guard token.kind == .word else {
      throw lexicalError ?? foreignOperator(field)
        ?? QueryError(.missing(.operation(left.text)), at: current.range, expected: spellings)
    }
    switch token.text {
    case "is":
      advance()
      let comparison: Comparison = take("not") ? .notEqual : .equal
      return try comparisons(left, quantity, comparison, from: first)
    case "not" where Self.operatorWords.contains(following.text):
      advance()
      return .not(try calculation(left, quantity, from: first))
    case "between" where quantity != .date:
      advance()
      let low = try self.quantity()
      try need("and")
      let high = try self.quantity()
      return Condition.all([
        try comparison(left, quantity, .greaterOrEqual, low, from: first),
        try comparison(left, quantity, .lessOrEqual, high, from: first),
      ]) ?? .and([])
    case "in", "during", "on", "before", "after", "since", "until", "overlaps", "from", "between":
      guard quantity == .date else { throw unfit(token.text, field) }
      return try temporal(field, from: first).calculated(left)
    default:
      throw QueryError(
        .unknownOperator(token.written, field: left.text), at: token.range, expected: spellings)
    }
  }

  /// What stands behind a sign: a value, and perhaps another sign with another.
  private mutating func comparisons(
    _ left: Expression, _ quantity: Quantity, _ sign: Comparison, from first: Int
  ) throws(QueryError) -> Condition {
    let right = try compared(with: quantity)
    var parts = [try comparison(left, quantity, sign, right, from: first)]
    if current.kind == .symbol, let next = Comparison(rawValue: current.text) {
      advance()
      let last = try compared(with: right.quantity)
      parts.append(try comparison(right.expression, right.quantity, next, last, from: first))
    }
    return Condition.all(parts) ?? parts[0]
  }

  /// What a date is compared with may be any period, as `2023` or `last month`.
  private mutating func compared(with quantity: Quantity) throws(QueryError) -> (
    expression: Expression, quantity: Quantity
  ) {
    note(.operand)
    guard quantity == .date, !isExpressionHere, !current.isSymbol("("),
      current.kind != .word || Self.periodWords.contains(current.text), current.kind != .quotedWord
    else { return try self.quantity() }
    let saved = self
    let period = try period()
    if operatorHere != nil {
      self = saved
      return try self.quantity()
    }
    switch period.form {
    case .literal(let literal): return (Expression(.period(literal), range: period.range), .date)
    case .parameter(let name): return (Expression(.parameter(name), range: period.range), .unknown)
    }
  }

  /// The test of two expressions in its canonical form: what changes with the row stands left, and a field alone is a
  /// test of it.
  private func comparison(
    _ left: Expression, _ a: Quantity, _ sign: Comparison,
    _ right: (expression: Expression, quantity: Quantity), from first: Int
  ) throws(QueryError) -> Condition {
    let (left, right, a, b) = (
      left.asYear(besides: right.quantity), right.expression.asYear(besides: a),
      left.isYear(besides: right.quantity) ? .date : a,
      right.expression.isYear(besides: a) ? Quantity.date : right.quantity
    )
    guard Quantity.compare(a, b) else {
      throw QueryError(
        .cannotCalculate("\(a.article) cannot be compared with \(b.article)"), at: first..<lastEnd,
        help: a == .months || b == .months
          ? "a month has no fixed number of days: write days or weeks" : nil)
    }
    if left.isConstant, !right.isConstant {
      return .comparison(right, sign.reversed, left, range: range(from: first))
    }
    return .comparison(left, sign, right, range: range(from: first))
  }

  /// Of a field of numbers or dates what is calculated behind a sign; nil where a plain value stands there.
  mutating func calculation(
    of found: FoundField, _ sign: Comparison, from first: Int
  ) throws(QueryError) -> Condition? {
    let field = found.field
    guard field.isCalculable else { return nil }
    note(.operand)
    let left = Expression(.field(found.reference), range: found.reference.range)
    let quantity: Quantity = field.type == .time ? .date : .number
    var isExpression = isExpressionHere || current.isSymbol("(") || current.kind == .quotedWord
    if current.kind == .word, !Self.periodWords.contains(current.text) {
      isExpression = isExpression || schema.field(named: current.text) != nil || isKeyHere
    }
    if !isExpression {
      // `last month - 3 days`
      guard current.kind == .word || current.kind == .date || current.kind == .number else { return nil }
      var ahead = self
      guard (try? ahead.value(for: field)) != nil, ahead.operatorHere != nil else { return nil }
    }
    return try comparisons(left, quantity, sign, from: first)
  }

  /// A column of a table that was calculated, by what made it: `killed + injured`, `end(date)`; nil where none stands here.
  mutating func calculatedColumn() -> FoundField? {
    guard schema.rows == .table else { return nil }
    let fields = schema.fields.filter { field in
      field.name.hasPrefix(current.text) && field.name.contains { $0 == " " || $0 == "(" || $0 == "-" }
    }
    for field in fields.sorted(by: { $0.name.utf8.count > $1.name.utf8.count }) {
      let tokens = Lexer.tokens(of: field.name).dropLast()
      let isHere = tokens.indices.allSatisfy { place in
        ahead(place).kind == tokens[place].kind && ahead(place).text == tokens[place].text
      }
      let next = ahead(tokens.count)
      let isLonger =
        next.kind == .number || next.kind == .symbol && ArithmeticOperator(rawValue: next.text) != nil
      guard isHere, tokens.count > 1, !isLonger else { continue }
      let first = start
      for _ in tokens { advance() }
      return FoundField(
        reference: FieldReference(field.name, range: range(from: first)),
        resolved: Schema.Resolved(field: field, nested: nil))
    }
    return nil
  }

  /// A key of what is calculated.
  mutating func calculatedKey() throws(QueryError) -> Key {
    let first = start
    let expression = try quantity().expression
    if case .field(let field) = expression.form { return Key(.field(field), range: range(from: first)) }
    guard !expression.isConstant else {
      throw QueryError(.missing(.field), at: first..<lastEnd, expected: schema.fieldNames)
    }
    return Key(.expression(expression), range: range(from: first))
  }

  /// `as NAME` behind a key; the key as it is where none stands.
  mutating func named(_ key: Key) throws(QueryError) -> Key {
    guard take("as") else { return key }
    note(.newName)
    guard current.kind == .word || current.kind == .quotedWord else { throw missing(.name) }
    var key = key
    key.name = advance().text
    return key
  }

  /// - Throws: where a name is that of another column.
  func checkNames(_ keys: [Key], isNewInRows: Bool, from first: Int) throws(QueryError) {
    var names: Set<String> = []
    for key in keys {
      let isTaken = isNewInRows && key.name != nil && schema.field(named: key.columnName) != nil
      if !names.insert(key.columnName).inserted
        && keys.contains(where: { $0.columnName == key.columnName && $0.name != nil })
        || isTaken
      {
        throw QueryError(
          .twoColumns(key.columnName), at: first..<lastEnd, help: "give one of them another name: as total")
      }
    }
    let calculated = schema.fields.count { if case .calculated = $0.meaning { true } else { false } }
    if isNewInRows, calculated + keys.count(where: { $0.name != nil }) > Self.namedLimit {
      throw QueryError(
        .tooLong(limit: Self.namedLimit, of: "columns with names of their own"), at: first..<lastEnd)
    }
  }

  /// Columns that rows are given names for: each may be made of the one before.
  private static let namedLimit = 64
}

extension Expression {
  /// Whether it is a year: a number beside a date.
  fileprivate func isYear(besides other: Quantity) -> Bool { year(besides: other) != nil }

  private func year(besides other: Quantity) -> Int? {
    guard other == .date, case .number(let number) = form, let year = Int(exactly: number),
      (1000...9999).contains(year)
    else { return nil }
    return year
  }

  fileprivate func asYear(besides other: Quantity) -> Expression {
    year(besides: other).map { Expression(.period(.year($0)), range: range) } ?? self
  }
}

extension Condition {
  /// The test of two expressions: of a field alone and a value a plain one.
  static func comparison(_ left: Expression, _ sign: Comparison, _ right: Expression, range: SourceRange)
    -> Condition
  {
    guard let operand = right.operand else {
      return .calculation(ExpressionTest(left, .against(sign, right), range: range))
    }
    if case .field(let field) = left.form {
      return .predicate(Predicate(field, .compare(sign, operand), range: range))
    }
    return .calculation(ExpressionTest(left, .test(.compare(sign, operand)), range: range))
  }

  /// The same tests of an expression.
  fileprivate func calculated(_ expression: Expression) -> Condition {
    switch self {
    case .and(let parts): .and(parts.map { $0.calculated(expression) })
    case .or(let parts): .or(parts.map { $0.calculated(expression) })
    case .predicate(let predicate):
      if case .field(let field) = expression.form {
        .predicate(Predicate(field, predicate.test, range: predicate.range))
      } else {
        .calculation(ExpressionTest(expression, .test(predicate.test), range: predicate.range))
      }
    default: self
    }
  }
}
