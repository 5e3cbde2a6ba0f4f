internal import Facts

extension Parser {
  mutating func query() throws(QueryError) -> Query {
    let first = start
    let primary: Primary
    if at(symbol: "|") {
      guard let last = vocabulary.last else { throw QueryError(.noLastResult, at: current.range) }
      schema = last
      primary = .clause(SourceClause(.last))
    } else {
      primary = try combination()
    }
    var stages: [Stage] = []
    while at(symbol: "|") {
      advance()
      for stage in try self.stages() {
        guard stages.count < Self.stageLimit else {
          throw QueryError(.tooLong(limit: Self.stageLimit, of: "stages"), at: stage.range.bytes)
        }
        schema = schema.after(stage.form, kinds: vocabulary.kinds)
        stages.append(stage)
      }
    }
    return Query(primary, stages: stages, range: range(from: first))
  }

  private mutating func combination() throws(QueryError) -> Primary {
    var left = try primary()
    var count = 0
    while true {
      for operation in SetOperator.allCases { note(.word(operation.rawValue)) }
      guard current.kind == .word, let operation = SetOperator(rawValue: current.text) else { return left }
      let leftSchema = schema
      let operatorRange = current.range
      advance()
      count += 1
      guard count < Self.depthLimit else {
        throw QueryError(.tooDeep(limit: Self.depthLimit), at: operatorRange)
      }
      let right = try primary()
      guard let both = leftSchema.combined(with: schema, kinds: vocabulary.kinds) else {
        throw QueryError(.incompatibleRows(leftSchema.title, schema.title), at: operatorRange)
      }
      // `except` only takes rows away.
      schema = operation == .except ? leftSchema : both
      left = .combined(left, operation, right)
    }
  }

  private mutating func primary() throws(QueryError) -> Primary {
    if take(symbol: "(") {
      let query = try nested { parser throws(QueryError) in try parser.query() }
      try closeBracket()
      return .nested(query)
    }
    return .clause(try clause())
  }

  private mutating func clause() throws(QueryError) -> SourceClause {
    let first = start
    let source = try source()
    return try clause(source, from: first, isNested: false)
  }

  /// Modifiers and `where` after a source, or (nested) after the kind that `has` asks for.
  mutating func clause(_ source: Source, from first: Int, isNested: Bool, isSequence: Bool = false)
    throws(QueryError) -> SourceClause
  {
    var parts: [Condition] = []
    var includesEveryStatus = false
    var includesEveryConfidence = false
    while true {
      if isSequence, let field = try sameField() {
        same.append(field)
      } else if schema.isOfFacts, try takesEvery("status") {
        includesEveryStatus = true
      } else if let condition = try modifier(isInCondition: false) {
        parts.append(condition)
      } else if schema.isOfFacts, try takesEvery("confidence") {
        includesEveryConfidence = true
      } else {
        break
      }
    }
    if isSequence, isSameWordAtEnd {
      advance()
      throw missing(.word("same"))
    }
    if at("where") {
      advance()
      if isNested {
        try need(symbol: "(")
        parts.append(try nested { parser throws(QueryError) in try parser.condition() })
        try closeBracket()
      } else {
        parts.append(try condition())
      }
    }
    return SourceClause(
      source, where: Condition.all(parts), includesEveryStatus: includesEveryStatus,
      includesEveryConfidence: includesEveryConfidence, range: range(from: first))
  }

  /// `status any`, `confidence any`
  private mutating func takesEvery(_ word: String) throws(QueryError) -> Bool {
    guard at(word) else { return false }
    if following.isWord("any") {
      advance()
      advance()
      return true
    }
    if following.kind == .end {
      // So that completion offers it.
      advance()
      try need("any")
    }
    return false
  }

  mutating func source() throws(QueryError) -> Source {
    note(.source)
    let token = current
    guard token.kind == .word else {
      throw isAtEnd ? missing(index == 0 ? .query : .source) : missing(.source)
    }
    if token.text == "_" {
      guard let last = vocabulary.last else { throw QueryError(.noLastResult, at: token.range) }
      schema = last
      advance()
      return .last
    }
    if let source = vocabulary.sources.first(where: { vocabulary.name(of: $0) == token.text }) {
      advance()
      schema = vocabulary.schema(of: source) ?? schema
      return source
    }
    if vocabulary.definitions[token.text] != nil || vocabulary.results[token.text] != nil {
      return try namedSource()
    }
    if let foreign = foreignSource() { throw foreign }
    throw QueryError(
      .unknownSource(token.written), at: token.range,
      suggestions: nearWords(to: token.text, among: vocabulary.sourceNames), expected: vocabulary.sourceNames)
  }

  private mutating func namedSource() throws(QueryError) -> Source {
    let token = advance()
    let name = token.text
    let expected = vocabulary.definitions[name]?.parameters.count ?? 0
    var arguments: [Operand<Literal>] = []
    if expected > 0, take(symbol: "(") {
      repeat { arguments.append(try argument()) } while take(symbol: ",")
      try closeBracket()
    } else if expected == 0, current.isSymbol("("), current.isAttached {
      throw QueryError(.wrongArgumentCount(name: name, expected: 0, found: 1), at: current.range)
    }
    guard arguments.count == expected else {
      throw QueryError(
        .wrongArgumentCount(name: name, expected: expected, found: arguments.count),
        at: token.range.lowerBound..<lastEnd)
    }
    guard let named = vocabulary.schema(of: .named(name, arguments)) else {
      throw QueryError(.definitionInCycle(name), at: token.range)
    }
    schema = named
    return .named(name, arguments)
  }
}

extension Condition {
  /// Nil for none, the only one for one, else a flat `and`.
  static func all(_ parts: [Condition]) -> Condition? { joined(parts, isAnd: true) }

  static func joined(_ parts: [Condition], isAnd: Bool) -> Condition? {
    var flat: [Condition] = []
    for part in parts {
      switch part {
      case .and(let inner) where isAnd: flat += inner
      case .or(let inner) where !isAnd: flat += inner
      default: flat.append(part)
      }
    }
    if flat.count < 2 { return flat.first }
    return isAnd ? .and(flat) : .or(flat)
  }
}
