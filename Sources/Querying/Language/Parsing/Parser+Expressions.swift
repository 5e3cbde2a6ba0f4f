internal import Facts

/// Reads what is calculated: `killed + injured`, `(date - published) / 7`.
extension Parser {
  /// Operations in an expression: each may be a level of its tree.
  static let operationLimit = 256

  /// The operator that stands here. A number with a sign is one too where an operator is due: `killed -5`.
  var operatorHere: ArithmeticOperator? {
    if current.kind == .number { return current.text.hasPrefix("-") ? .minus : nil }
    return current.kind == .symbol ? ArithmeticOperator(rawValue: current.text) : nil
  }

  /// Whether an expression begins here that no field begins: `-killed`, `2 * killed`, `start(date)`, `30 days`.
  var isExpressionHere: Bool {
    switch current.kind {
    case .symbol: return current.isSymbol("-")
    case .number, .date, .parameter:
      if following.kind == .number { return following.text.hasPrefix("-") }
      if current.kind == .number, isDuration { return true }
      return following.kind == .symbol && ArithmeticOperator(rawValue: following.text) != nil
        && !(following.text == "/" && following.isAttached && current.kind == .number && ahead(3).text == "/")
    case .word:
      if isEdgeHere { return true }
      guard Self.periodWords.contains(current.text), schema.field(named: current.text) == nil else {
        return false
      }
      // `today - date`
      var ahead = self
      return (try? ahead.period()) != nil && ahead.operatorHere != nil
    default: return false
    }
  }

  /// `30 days`, and not `30 days ago`.
  private var isDuration: Bool {
    following.kind == .word && Self.calendarUnit(following.text) != nil && !ahead(2).isWord("ago")
  }

  private var isEdgeHere: Bool {
    current.kind == .word && following.isSymbol("(") && PeriodEdge(rawValue: current.text) != nil
  }

  /// Whether the bracket here holds an expression and no condition: what follows it compares or calculates.
  var isBracketedExpression: Bool {
    guard current.isSymbol("(") else { return false }
    var depth = 0
    var place = 0
    while true {
      let token = ahead(place)
      if token.kind == .end { return false }
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      place += 1
      if depth == 0 { break }
    }
    let next = ahead(place)
    switch next.kind {
    case .symbol:
      return Comparison(rawValue: next.text) != nil || ArithmeticOperator(rawValue: next.text) != nil
    case .number: return next.text.hasPrefix("-")
    case .word:
      return [
        "is", "between", "during", "before", "after", "since", "until", "overlaps", "on", "from", "in",
      ].contains(next.text)
    default: return false
    }
  }

  /// An expression whose parts fit each other, with what it comes to.
  mutating func quantity() throws(QueryError) -> (expression: Expression, quantity: Quantity) {
    var operations = 0
    let expression = try sum(&operations)
    return (expression, try expression.quantity(in: schema))
  }

  /// `isSigned`: the sign of the number here has been read as an operator.
  private mutating func sum(_ operations: inout Int, isSigned: Bool = false) throws(QueryError) -> Expression
  {
    var left = try product(&operations, isSigned: isSigned)
    while let operation = operatorHere, !operation.isProduct {
      try step(&operations)
      let isSigned = current.kind == .number
      if !isSigned { advance() }
      let right = try product(&operations, isSigned: isSigned)
      left = joined(left, operation, right)
    }
    return left
  }

  private mutating func product(_ operations: inout Int, isSigned: Bool) throws(QueryError) -> Expression {
    var left = try signed(&operations, isSigned: isSigned)
    while let operation = operatorHere, operation.isProduct {
      try step(&operations)
      advance()
      let right = try signed(&operations, isSigned: false)
      left = joined(left, operation, right)
    }
    return left
  }

  private func joined(_ left: Expression, _ operation: ArithmeticOperator, _ right: Expression) -> Expression
  {
    Expression(.binary(operation, left, right), range: range(from: Int(left.range.start)))
  }

  private func step(_ operations: inout Int) throws(QueryError) {
    operations += 1
    guard operations <= Self.operationLimit else {
      throw QueryError(
        .tooLong(limit: Self.operationLimit, of: "operations in one expression"), at: current.range)
    }
  }

  private mutating func signed(_ operations: inout Int, isSigned: Bool) throws(QueryError) -> Expression {
    guard current.isSymbol("-") else { return try operand(&operations, isSigned: isSigned) }
    let first = start
    try step(&operations)
    advance()
    var count = operations
    let inner = try nested { parser throws(QueryError) in try parser.signed(&count, isSigned: false) }
    operations = count
    if case .number(let number) = inner.form {
      return Expression(.number(-number), range: range(from: first))
    }
    return Expression(.negated(inner), range: range(from: first))
  }

  private mutating func operand(_ operations: inout Int, isSigned: Bool) throws(QueryError) -> Expression {
    note(.operand)
    let first = start
    let token = current
    switch token.kind {
    case .number: return try numberOperand(isSigned: isSigned)
    case .date: return try periodOperand()
    case .parameter:
      advance()
      return Expression(.parameter(token.text), range: SourceRange(token.range))
    case .word where Self.periodWords.contains(token.text) && schema.field(named: token.text) == nil:
      return try periodOperand()
    case .word where isEdgeHere:
      let edge: PeriodEdge = token.text == "start" ? .start : .end
      advance()
      return Expression(.edge(edge, try bracketed(&operations)), range: range(from: first))
    case .word where !Self.reservedWords.contains(token.text) || schema.field(named: token.text) != nil,
      .quotedWord:
      return Expression(.field(try testedField().reference), range: range(from: first))
    case .symbol where token.text == "(": return try bracketed(&operations)
    case .string:
      throw QueryError(.cannotCalculate("a text is neither a number nor a date"), at: token.range)
    default: throw missing(.operand)
    }
  }

  private mutating func bracketed(_ operations: inout Int) throws(QueryError) -> Expression {
    try need(symbol: "(")
    var count = operations
    let inner = try nested { parser throws(QueryError) in try parser.sum(&count) }
    operations = count
    try closeBracket()
    return inner
  }

  private mutating func periodOperand() throws(QueryError) -> Expression {
    let period = try period()
    return Expression(.period(period.literal ?? .today), range: period.range)
  }

  private mutating func numberOperand(isSigned: Bool) throws(QueryError) -> Expression {
    let first = start
    let token = current
    if following.kind == .word, Self.calendarUnit(following.text) != nil, ahead(2).isWord("ago"), !isSigned {
      return try periodOperand()
    }
    var value = try number(token)
    let isNegative = token.text.hasPrefix("-") && !isSigned
    value = abs(value)
    guard following.kind == .word, let unit = Self.calendarUnit(following.text) else {
      advance()
      for unit in Self.unitWords { note(.quiet(unit)) }
      return Expression(.number(isNegative ? -value : value), range: range(from: first))
    }
    guard let count = Int(exactly: value), count <= Int(Int32.max) else {
      throw QueryError(.notAWholeNumber(token.text), at: token.range)
    }
    advance()
    advance()
    let duration = Expression(.duration(.init(count, unit)), range: range(from: first))
    return isNegative ? Expression(.negated(duration), range: duration.range) : duration
  }
}
