internal import Facts

extension Query {
  /// The query with every `let` in it written out and every `$name` replaced by its value: no
  /// `Source.named` is left but the results kept by `as`, and no parameter at all.
  ///
  /// - Throws: a name without a value, a value that does not fit its place, definitions that go round in a
  ///   circle or grow beyond 10,000 clauses.
  public func expanded(in vocabulary: Vocabulary, parameters: [String: Literal] = [:])
    throws(QueryError) -> Query
  {
    var expansion = Expansion(vocabulary)
    return try expansion.query(self, parameters)
  }
}

/// Writes out definitions and parameters. Ranges inside a definition become those of its call, so that errors
/// point into the statement at hand.
struct Expansion {
  let vocabulary: Vocabulary
  /// The definitions being written out, outermost first.
  var open: [String] = []
  var clauses = 0
  /// Where the outermost call stands; nil outside definitions.
  var call: SourceRange?
  /// What gives the rows that the condition at hand is about: a query up to a stage. Their schema is made only for a
  /// parameter.
  var rows: (query: Query, stages: Int)?

  init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Queries and conditions within each other, those that definitions stand for counted in.
  private var depth = 0
  private static let depthLimit = Parser.depthLimit * 3

  /// What is written out is as deep as its definitions together, and each later step goes down it anew.
  private mutating func deeper<Value>(
    _ range: SourceRange, _ work: (inout Expansion) throws(QueryError) -> Value
  ) throws(QueryError) -> Value {
    guard depth < Self.depthLimit else {
      throw QueryError(.tooDeep(limit: Self.depthLimit), at: self.range(range).bytes)
    }
    depth += 1
    defer { depth -= 1 }
    return try work(&self)
  }

  mutating func query(_ query: Query, _ values: [String: Literal]) throws(QueryError) -> Query {
    try deeper(query.range) { expansion throws(QueryError) in try expansion.written(query, values) }
  }

  private mutating func written(_ query: Query, _ values: [String: Literal]) throws(QueryError) -> Query {
    let primary = try primary(query.primary, values)
    var stages: [Stage] = []
    for (number, var stage) in query.stages.enumerated() {
      if case .filter(let condition) = stage.form {
        rows = (query, number)
        stage.form = .filter(try self.condition(condition, values))
      } else if stage.form.hasExpressions {
        stage.form = try stage.form.mapKeys { key throws(QueryError) in try written(key, values) }
      }
      stage.range = call ?? stage.range
      stages.append(stage)
    }
    return Query(primary, stages: stages, range: call ?? query.range)
  }

  private mutating func primary(_ primary: Primary, _ values: [String: Literal]) throws(QueryError) -> Primary
  {
    switch primary {
    case .nested(let query): return .nested(try self.query(query, values))
    case .combined(let left, let operation, let right):
      return .combined(try self.primary(left, values), operation, try self.primary(right, values))
    case .clause(var clause):
      clause.range = call ?? clause.range
      clauses += 1
      guard clauses <= 10_000 else {
        throw QueryError(.tooLong(limit: 10_000, of: "sources"), at: clause.range.bytes)
      }
      if let condition = clause.condition {
        rows = (Query(.clause(SourceClause(clause.source))), 0)
        clause.condition = try self.condition(condition, values)
      }
      guard case .named(let name, let arguments) = clause.source,
        let definition = vocabulary.definitions[name]
      else { return .clause(clause) }
      return try writtenOut(of: definition, arguments, over: clause, values)
    }
  }

  private mutating func writtenOut(
    of definition: Definition, _ arguments: [Operand<Literal>], over clause: SourceClause,
    _ values: [String: Literal]
  ) throws(QueryError) -> Primary {
    let range = clause.range.bytes
    guard !open.contains(definition.name) else {
      throw QueryError(.definitionInCycle(definition.name), at: range)
    }
    guard arguments.count == definition.parameters.count else {
      throw QueryError(
        .wrongArgumentCount(
          name: definition.name, expected: definition.parameters.count, found: arguments.count), at: range)
    }
    // The session's parameters reach into a definition; its own hide them.
    var inner = values
    for (parameter, argument) in zip(definition.parameters, arguments) {
      inner[parameter] = try literal(argument, values)
    }
    let outerCall = call
    call = call ?? clause.range
    open.append(definition.name)
    var body = try query(definition.query, inner)
    open.removeLast()
    call = outerCall
    if let condition = clause.condition {
      body.stages.append(Stage(.filter(condition), range: clause.range))
    }
    if clause.includesEveryStatus {
      body = body.including(.hasField(FieldReference("status"))) { $0.includesEveryStatus = true }
    }
    if clause.includesEveryConfidence {
      body = body.including(Condition(leastPercent: 0)) { $0.includesEveryConfidence = true }
    }
    return .nested(body)
  }

  private mutating func condition(_ condition: Condition, _ values: [String: Literal])
    throws(QueryError) -> Condition
  {
    try deeper(.none) { expansion throws(QueryError) in try expansion.written(condition, values) }
  }

  private mutating func written(_ condition: Condition, _ values: [String: Literal])
    throws(QueryError) -> Condition
  {
    switch condition {
    case .and(let parts):
      var resolved: [Condition] = []
      for part in parts { resolved.append(try self.condition(part, values)) }
      return .and(resolved)
    case .or(let parts):
      var resolved: [Condition] = []
      for part in parts { resolved.append(try self.condition(part, values)) }
      return .or(resolved)
    case .not(let inner): return .not(try self.condition(inner, values))
    case .mentions(let name): return .mentions(try text(name, values))
    case .like(let sentence): return .like(try text(sentence, values))
    case .hasField: return condition
    case .hasFact(let clause): return .hasFact(try written(clause, values))
    case .sequence(var sequence):
      sequence.clause = try written(sequence.clause, values)
      return .sequence(sequence)
    case .predicate(var predicate):
      predicate.range = call ?? predicate.range
      predicate.field.range = call ?? predicate.field.range
      predicate.test = try test(predicate.test, of: predicate.field, values)
      return .predicate(predicate)
    case .calculation(let calculation): return .calculation(try written(calculation, values))
    }
  }

  /// A clause within a condition: of rows of its own.
  private mutating func written(_ clause: SourceClause, _ values: [String: Literal])
    throws(QueryError) -> SourceClause
  {
    var clause = clause
    clause.range = call ?? clause.range
    if let condition = clause.condition {
      let outer = rows
      rows = (Query(.clause(SourceClause(clause.source))), 0)
      clause.condition = try self.condition(condition, values)
      rows = outer
    }
    return clause
  }

  mutating func test(_ test: Test, of field: FieldReference?, _ values: [String: Literal])
    throws(QueryError) -> Test
  {
    switch test {
    case .near(let place, let distance):
      let reach: Operand<Distance>? = if let distance { try self.distance(distance, values) } else { nil }
      return .near(try text(place, values), within: reach)
    case .inside(let place): return .inside(try text(place, values))
    case .temporal(let relation, let period): return .temporal(relation, try self.period(period, values))
    case .span(let from, let to): return .span(try period(from, values), try period(to, values))
    case .compare(let comparison, let value):
      return .compare(comparison, try compared(value, with: field, values))
    case .oneOf(let list):
      var resolved: [Operand<Literal>] = []
      for value in list { resolved.append(try compared(value, with: field, values)) }
      return .oneOf(resolved)
    case .members(let query):
      let outer = rows
      let written = try self.query(query, values)
      rows = outer
      return .members(written)
    case .contains(let value): return .contains(try text(value, values))
    case .startsWith(let value): return .startsWith(try text(value, values))
    case .exactly(let value): return .exactly(try text(value, values))
    case .matches(.search(let value)): return .matches(.search(try text(value, values)))
    case .matches(.tokens(let pattern)):
      return .matches(
        .tokens(
          try pattern.mapTests { test throws(QueryError) in
            TokenTest(
              test.attribute, try text(test.value, values), isEqual: test.isEqual,
              ignoresCase: test.ignoresCase)
          }))
    case .matches(.regex): return test
    }
  }

  func range(_ own: SourceRange) -> SourceRange { call ?? own }

  func value(_ name: String, _ at: SourceRange, _ values: [String: Literal])
    throws(QueryError) -> Literal
  {
    if let value = values[name] { return value }
    throw QueryError(
      .unknownParameter(name), at: range(at).bytes,
      suggestions: nearWords(to: name, among: values.keys.sorted()).map { "$" + $0 })
  }

  private func literal(_ operand: Operand<Literal>, _ values: [String: Literal]) throws(QueryError) -> Literal
  {
    switch operand.form {
    case .literal(let literal): literal
    case .parameter(let name): try value(name, operand.range, values)
    }
  }

  private func text(_ operand: Operand<String>, _ values: [String: Literal])
    throws(QueryError) -> Operand<String>
  {
    guard case .parameter(let name) = operand.form else {
      return Operand(operand.literal ?? "", range: range(operand.range))
    }
    switch try value(name, operand.range, values) {
    case .text(let text): return Operand(text, range: range(operand.range))
    // The command line gives all as text: `-p word=1987`.
    case let other: return Operand(other.text, range: range(operand.range))
    }
  }

  /// What a field is compared with; the value of a parameter has to be what would be written there.
  private func compared(
    _ operand: Operand<Literal>, with field: FieldReference?, _ values: [String: Literal]
  ) throws(QueryError) -> Operand<Literal> {
    let literal = try literal(operand, values)
    guard case .parameter(let name) = operand.form, let rows, let field,
      let field = vocabulary.schema(
        of: Query(rows.query.primary, stages: Array(rows.query.stages.prefix(rows.stages))))?.resolve(field)?
        .innermost
    else {
      return Operand(literal, range: range(operand.range))
    }
    return Operand(try fitted(literal, of: name, to: field, operand.range), range: range(operand.range))
  }

  private func fitted(_ literal: Literal, of name: String, to field: Schema.Field, _ at: SourceRange)
    throws(QueryError) -> Literal
  {
    switch (field.type, literal) {
    case (.number, .number), (.time, .period): return literal
    case (.time, .number(let number)):
      if let year = Int(exactly: number), (1...9999).contains(year) { return .period(.year(year)) }
    case (.word, .text(let text)), (.flag, .text(let text)), (.word, .word(let text)),
      (.flag, .word(let text)):
      guard let word = field.word(text) else {
        throw QueryError(
          .unknownWord(text, field: field.name), at: range(at).bytes,
          suggestions: nearWords(to: text, among: field.words), expected: field.words)
      }
      return .word(word)
    case (.text, _), (.entity, _), (.place, _), (.article, _):
      if case .text = literal { return literal }
      return .text(literal.text)
    default: break
    }
    throw unfit(name, field.type, literal, at)
  }

  private func distance(_ operand: Operand<Distance>, _ values: [String: Literal])
    throws(QueryError) -> Operand<Distance>
  {
    guard case .parameter(let name) = operand.form else { return operand }
    switch try value(name, operand.range, values) {
    case .distance(let distance): return Operand(distance, range: range(operand.range))
    case .number(let number):
      throw QueryError(
        .noUnit(numberText(number)), at: range(operand.range).bytes, suggestions: ["\(numberText(number)) km"]
      )
    case let other: throw unfit(name, .number, other, operand.range)
    }
  }

  private func period(_ operand: Operand<Period>, _ values: [String: Literal])
    throws(QueryError) -> Operand<Period>
  {
    guard case .parameter(let name) = operand.form else { return operand }
    switch try value(name, operand.range, values) {
    case .period(let period): return Operand(period, range: range(operand.range))
    case .number(let number):
      if let year = Int(exactly: number), (1...9999).contains(year) {
        return Operand(.year(year), range: range(operand.range))
      }
      throw unfit(name, .time, .number(number), operand.range)
    case let other: throw unfit(name, .time, other, operand.range)
    }
  }

  private func unfit(_ name: String, _ type: FieldType, _ found: Literal, _ at: SourceRange) -> QueryError {
    QueryError(.wrongType(field: "$\(name)", isA: type, found: found.text), at: range(at).bytes)
  }
}

extension Primary {
  /// The same with a change of every clause: `status any`, `confidence any`.
  fileprivate func including(_ change: (inout SourceClause) -> Void) -> Primary {
    switch self {
    case .clause(var clause):
      change(&clause)
      return .clause(clause)
    case .nested(var query):
      query.primary = query.primary.including(change)
      return .nested(query)
    case .combined(let left, let operation, let right):
      return .combined(left.including(change), operation, right.including(change))
    }
  }
}

extension Query {
  /// The same with a change of every clause; the facts behind its other rows are asked for by a condition that lifts
  /// what is left out of them.
  fileprivate func including(_ lifting: Condition, _ change: (inout SourceClause) -> Void) -> Query {
    var query = self
    query.primary = primary.including(change)
    query.stages = stages.flatMap { stage in
      guard case .drill(.facts) = stage.form else { return [stage] }
      return [stage, Stage(.filter(lifting), range: stage.range)]
    }
    return query
  }
}

extension Literal {
  /// Reads the value of a parameter as the command line gives it (`-p d=50 km`): a distance, a period or a
  /// number where the whole text is one, else the text itself.
  public init(parameter text: String) {
    let tokens = Lexer.tokens(of: text)
    self = .text(text)
    guard let first = tokens.first, first.kind != .parameter else { return }
    if tokens.count == 2, first.kind == .string {
      self = .text(first.text)
      return
    }
    var parser = Parser(tokens: tokens, vocabulary: Vocabulary(kinds: .init()))
    if let operand = try? parser.argument(), parser.isAtEnd, let literal = operand.literal { self = literal }
  }
}
