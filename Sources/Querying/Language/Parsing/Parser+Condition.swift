internal import Facts

extension Parser {
  mutating func condition() throws(QueryError) -> Condition {
    var parts = [try conjunction()]
    while take("or") { parts.append(try conjunction()) }
    return Condition.joined(parts, isAnd: false) ?? parts[0]
  }

  private mutating func conjunction() throws(QueryError) -> Condition {
    var parts = [try negation()]
    while take("and") { parts.append(try negation()) }
    return Condition.all(parts) ?? parts[0]
  }

  private mutating func negation() throws(QueryError) -> Condition {
    note(.condition)
    if schema.defaultField(of: .temporal) != nil { for unit in PeriodUnit.names { note(.quiet(unit)) } }
    note(.word("not"))
    note(.word("has"))
    if current.isWord("not") {
      advance()
      return .not(try nested { parser throws(QueryError) in try parser.negation() })
    }
    if at(symbol: "(") {
      if isBracketedExpression { return try calculation() }
      advance()
      let inner = try nested { parser throws(QueryError) in try parser.condition() }
      try closeBracket()
      return inner
    }
    if current.isWord("has"), !isFieldHere {
      advance()
      return try presence()
    }
    if let condition = try modifier(isInCondition: true) { return condition }
    return try predicate()
  }

  /// A word that is a field although it is a keyword too, because an operator follows it.
  private var isFieldHere: Bool {
    current.kind == .word && schema.field(named: current.text) != nil
      && (following.kind == .symbol && Comparison(rawValue: following.text) != nil
        || ["is", "contains", "starts", "exactly", "matches"].contains(following.text)
          && following.kind == .word)
  }

  private mutating func presence() throws(QueryError) -> Condition {
    let isNegated = take("no")
    note(.field)
    note(.kind)
    let first = start
    let token = current
    guard token.kind == .word || token.kind == .quotedWord else { throw missing(.field) }
    let condition: Condition
    if schema.field(named: token.text) != nil || isKeyHere {
      condition = .hasField(try testedField().reference)
    } else if token.kind == .word, let kind = kind(named: token.text) {
      advance()
      let outer = schema
      schema = .facts(kind, in: vocabulary.kinds)
      let clause = try nested { parser throws(QueryError) in
        try parser.clause(.kind(kind), from: first, isNested: true)
      }
      schema = outer
      condition = .hasFact(clause)
    } else {
      let names = schema.fields.map(\.name) + vocabulary.kinds.rows.map(\.name)
      throw QueryError(
        .unknownKindOrField(token.written), at: token.range,
        suggestions: nearWords(to: token.text, among: names))
    }
    return isNegated ? .not(condition) : condition
  }

  private func kind(named name: String) -> Kind? {
    vocabulary.kinds.kind(named: name) ?? vocabulary.kinds.kind(plural: name)
  }

  /// A test that leaves its field out (`near "Poland"`, `by "A"`, `mentions "A"`); nil if there is none here.
  mutating func modifier(isInCondition: Bool) throws(QueryError) -> Condition? {
    let first = start
    noteModifiers()
    guard current.kind == .word, !isFieldHere else { return nil }
    switch current.text {
    case "near", "within":
      return try spatial(try defaultField(.spatial), from: first)
    case "in":
      let value = following.isSymbol("(") ? ahead(2) : following
      let isSpatial = value.kind == .string || value.kind == .unclosedString
      if isSpatial || (following.kind == .parameter && schema.defaultField(of: .spatial) != nil)
        || following.kind == .end
      {
        return try spatial(try defaultField(.spatial), from: first)
      }
      if following.kind == .word, !Self.periodWords.contains(following.text) {
        return try spatial(try defaultField(.spatial), from: first)
      }
      return try temporal(try defaultField(.temporal), from: first)
    case "after" where isSequenceHere, "before" where isSequenceHere:
      let order: FactSequence.Order = advance().text == "after" ? .after : .followedBy
      return .sequence(try sequence(order))
    case "followed" where schema.isOfFacts:
      advance()
      try need("by")
      return .sequence(try sequence(.followedBy))
    case "during", "on", "before", "after", "since", "until", "overlaps", "from", "between":
      return try temporal(try defaultField(.temporal), from: first)
    case "not" where !isInCondition && Self.operatorWords.contains(following.text):
      // `meetings not near "Poland"`
      advance()
      return try modifier(isInCondition: false).map { .not($0) }
    case "without":
      // None of them.
      switch try with(from: first, isInCondition: isInCondition) {
      case .and(let parts): return .and(parts.map { .not($0) })
      case let only: return .not(only)
      }
    case "by":
      let field = try defaultField(.by)
      advance()
      return try equality(field, from: first)
    case "like" where schema.isOfFacts:
      advance()
      return .like(try string())
    case "with": return try with(from: first, isInCondition: isInCondition)
    case "about":
      let field = try defaultField(.about)
      advance()
      let value = try text(of: field)
      return .predicate(Predicate(FieldReference(field.name), .contains(value), range: range(from: first)))
    case "mentioning": return try mentions()
    case "mentions":
      // `mentions >= 3` is about the field of that name.
      let isValue = [.string, .unclosedString, .parameter].contains(following.kind)
      guard isValue || schema.field(named: "mentions") == nil else { return nil }
      return isValue && !schema.knowsMentions && schema.field(named: "mentions") != nil ? nil : try mentions()
    default: return nil
    }
  }

  private mutating func noteModifiers() {
    if schema.isOfFacts {
      note(.quiet("followed"))
      note(.quiet("like"))
    }
    if schema.defaultField(of: .spatial) != nil {
      for word in ["near", "in", "within"] { note(.word(word)) }
    }
    if schema.defaultField(of: .temporal) != nil {
      for word in ["during", "in", "on", "before", "after", "since", "overlaps", "from", "between"] {
        note(.word(word))
      }
      note(.quiet("until"))
    }
    if schema.defaultField(of: .by) != nil { note(.word("by")) }
    if schema.defaultField(of: .with) != nil || schema.knowsMentions {
      note(.word("with"))
      note(.quiet("without"))
    }
    if schema.defaultField(of: .about) != nil { note(.word("about")) }
    if schema.knowsMentions {
      note(.word("mentioning"))
      note(.word("mentions"))
    }
  }

  private mutating func defaultField(_ preposition: Preposition) throws(QueryError) -> Schema.Field {
    if let field = schema.defaultField(of: preposition) { return field }
    let usesCountry = preposition == .spatial && schema.field(named: "country") != nil
    throw QueryError(
      .unknownField(preposition.fieldName, of: schema.title), at: current.range,
      expected: schema.fieldNames,
      help: usesCountry ? #"where country = "Ukraine""# : nil)
  }

  private mutating func equality(_ field: Schema.Field, from first: Int) throws(QueryError) -> Condition {
    let value = try text(of: field)
    let operand = Operand<Literal>(value)
    return .predicate(
      Predicate(FieldReference(field.name), .compare(.equal, operand), range: range(from: first)))
  }

  private mutating func with(from first: Int, isInCondition: Bool) throws(QueryError) -> Condition {
    let field = schema.defaultField(of: .with)
    guard field != nil || schema.knowsMentions else { return .predicate(try failWith()) }
    advance()
    var parts: [Condition] = []
    repeat {
      if !parts.isEmpty { advance() }
      if let field {
        parts.append(try equality(field, from: start))
      } else {
        note(.mention)
        parts.append(.mentions(try string()))
      }
      note(.word("and"))
      // Among modifiers an `and` can only bring another name; in a condition another test may follow.
    } while current.isWord("and")
      && ([.string, .parameter, .unclosedString].contains(following.kind)
        || !isInCondition && following.kind == .end)
    return Condition.all(parts) ?? parts[0]
  }

  private mutating func failWith() throws(QueryError) -> Predicate {
    _ = try defaultField(.with)
    throw missing(.condition)
  }

  private mutating func mentions() throws(QueryError) -> Condition {
    guard schema.knowsMentions else {
      throw QueryError(
        .unknownField(current.text, of: schema.title), at: current.range, expected: schema.fieldNames)
    }
    advance()
    note(.mention)
    return .mentions(try string())
  }
}

extension Preposition {
  fileprivate var fieldName: String {
    switch self {
    case .spatial: "location"
    case .temporal: "date"
    case .by: "actor"
    case .with: "participant"
    case .about: "topic"
    }
  }
}

extension Schema {
  /// Rows that have text in which somebody can be named.
  var knowsMentions: Bool {
    switch rows {
    case .facts, .articles, .sentences: true
    case .entities, .table: false
    }
  }

  var fieldNames: [String] { fields.filter { !$0.isAlias }.map(\.name) }
}

extension Operand<Literal> {
  /// A text operand where any literal may stand.
  init(_ text: Operand<String>) {
    switch text.form {
    case .literal(let value): self.init(.text(value), range: text.range)
    case .parameter(let name): self.init(parameter: name, range: text.range)
    }
  }
}
