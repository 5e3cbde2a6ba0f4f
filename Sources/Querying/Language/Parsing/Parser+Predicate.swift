internal import Facts

extension Parser {
  /// A field checked against the schema, with what it means.
  struct FoundField {
    var reference: FieldReference
    var resolved: Schema.Resolved
    var field: Schema.Field { resolved.innermost }
  }

  mutating func field() throws(QueryError) -> FoundField {
    let first = start
    let token = current
    guard token.kind == .word || token.kind == .quotedWord else { throw missing(.field) }
    // A dotted name may be one column of a table.
    let prefix = token.text + "."
    if schema.rows == .table, following.isSymbol("."),
      schema.fields.contains(where: { $0.name.hasPrefix(prefix) })
    {
      return try dottedColumn(prefix)
    }
    guard let field = schema.field(named: token.text) else { throw unknownField(token) }
    advance()
    guard !Schema.nestedFields(of: field).isEmpty, take(symbol: ".") else {
      return FoundField(
        reference: FieldReference(token.text, range: range(from: first)),
        resolved: Schema.Resolved(field: field, nested: nil))
    }
    note(.nestedField(field))
    // A dotted name may be one field, as `published.via`.
    if schema.fields.contains(where: { $0.name.hasPrefix(prefix) }) { note(.columnRest(prefix)) }
    if let dotted = schema.field(named: prefix + current.text) {
      let path = [token.text, advance().text]
      return FoundField(
        reference: FieldReference(path, range: range(from: first)),
        resolved: Schema.Resolved(field: dotted, nested: nil))
    }
    let nestedFields = Schema.nestedFields(of: field)
    guard current.kind == .word || current.kind == .quotedWord else { throw missing(.field) }
    guard let nested = nestedFields.first(where: { $0.name == current.text }) else {
      throw QueryError(
        .unknownNestedField(current.written, of: field.name), at: current.range,
        suggestions: nearWords(to: current.text, among: nestedFields.map(\.name)),
        expected: nestedFields.map(\.name))
    }
    advance()
    if current.isSymbol("."), following.kind == .word {
      throw QueryError(.unknownNestedField(following.written, of: nested.name), at: following.range)
    }
    return FoundField(
      reference: FieldReference([field.name, nested.name], range: range(from: first)),
      resolved: Schema.Resolved(field: field, nested: nested))
  }

  private mutating func dottedColumn(_ prefix: String) throws(QueryError) -> FoundField {
    let first = start
    let name = advance().text
    advance()
    note(.columnRest(prefix))
    guard current.kind == .word || current.kind == .quotedWord else { throw missing(.field) }
    guard let field = schema.field(named: prefix + current.text) else { throw unknownField(current) }
    let path = [name, advance().text]
    return FoundField(
      reference: FieldReference(path, range: range(from: first)),
      resolved: Schema.Resolved(field: field, nested: nil))
  }

  func unknownField(_ token: Token) -> QueryError {
    if let foreign = foreignCondition() { return foreign }
    return QueryError(
      .unknownField(token.written, of: schema.title), at: token.range,
      suggestions: nearWords(to: token.text, among: schema.fields.map(\.name)), expected: schema.fieldNames,
      help: helpOnAnotherValue(token))
  }

  mutating func predicate() throws(QueryError) -> Condition {
    note(.field)
    let begin = start
    if !isKeyHere, let column = calculatedColumn() { return try test(of: column, from: begin) }
    if isExpressionHere { return try calculation() }
    if current.kind == .number || current.kind == .date { return try reversedComparison() }
    guard current.kind == .word || current.kind == .quotedWord else {
      var error = missing(.condition)
      if current.kind == .string, ["or", "and"].contains(previous?.text) { error.help = Self.severalNames }
      throw error
    }
    if current.kind == .word, schema.field(named: current.text) == nil,
      ["and", "or", "where", "union", "intersect", "except"].contains(current.text)
    {
      throw missing(.condition)
    }
    let first = start
    let saved = self
    let found = try testedField()
    if operatorHere != nil {
      self = saved
      return try calculation()
    }
    return try test(of: found, from: first)
  }

  private mutating func test(of found: FoundField, from first: Int) throws(QueryError) -> Condition {
    let field = found.field
    noteOperators(of: field)
    func predicate(_ test: Test) -> Condition {
      .predicate(Predicate(found.reference, test, range: range(from: first)))
    }
    let token = current
    if token.kind == .symbol, let comparison = Comparison(rawValue: token.text) {
      try check(comparison, fits: field)
      if let error = turnedComparison { throw error }
      advance()
      if let error = foreignNull(found.reference, isNegated: comparison == .notEqual, from: first) {
        throw error
      }
      if let condition = try calculation(of: found, comparison, from: first) { return condition }
      return predicate(.compare(comparison, try value(for: field)))
    }
    guard token.kind == .word else { throw noOperator(found) }
    switch token.text {
    case "is":
      advance()
      return try isTest(found, from: first)
    case "contains", "exactly", "starts", "matches":
      guard field.isTextual else { throw unfit(token.text, field) }
      advance()
      switch token.text {
      case "contains": return predicate(.contains(try text(of: field)))
      case "exactly": return predicate(.exactly(try text(of: field)))
      case "starts":
        try need("with")
        return predicate(.startsWith(try text(of: field)))
      default: return predicate(.matches(try pattern(field)))
      }
    case "near", "within":
      return try spatial(field, reference: found.reference, from: first)
    case "not"
    where following.kind == .end || Self.operatorWords.contains(following.text) && following.kind == .word:
      advance()
      return .not(try test(of: found, from: first))
    case "in"
    where following.isSymbol("(") && field.type != .time
      && (field.type != .place || isQuery(ahead(2), field)):
      advance()
      return predicate(try members(of: field))
    case "in":
      return field.type == .time
        ? try temporal(field, reference: found.reference, from: first)
        : try spatial(field, reference: found.reference, from: first)
    case "during", "on", "before", "after", "since", "until", "overlaps", "from", "between":
      if token.text == "between", field.type == .number { return try numberRange(found, from: first) }
      return try temporal(field, reference: found.reference, from: first)
    default: throw noOperator(found)
    }
  }

  /// `=>`, `=<`, `=!`: the signs the wrong way round.
  var turnedComparison: QueryError? {
    guard current.isSymbol("="), following.isAttached, following.kind == .symbol else { return nil }
    let instead: String
    switch following.text {
    case ">": instead = ">="
    case "<": instead = "<="
    case "!": instead = "!="
    default: return nil
    }
    return QueryError(
      .foreign("=" + following.text, instead: instead),
      at: current.range.lowerBound..<following.range.upperBound)
  }

  private mutating func isTest(_ found: FoundField, from first: Int) throws(QueryError) -> Condition {
    let isNegated = take("not")
    if let error = foreignNull(found.reference, isNegated: isNegated, from: first) { throw error }
    // "is near", "is before" read like a sentence, so `is` may stand before any operator.
    if current.kind == .word, Self.operatorWords.contains(current.text) {
      let condition = try test(of: found, from: first)
      return isNegated ? .not(condition) : condition
    }
    if take("one") {
      try need("of")
      let members = try members(of: found.field)
      let test = Condition.predicate(Predicate(found.reference, members, range: range(from: first)))
      return isNegated ? .not(test) : test
    }
    let operand = try value(for: found.field)
    return .predicate(
      Predicate(found.reference, .compare(isNegated ? .notEqual : .equal, operand), range: range(from: first))
    )
  }

  /// `("A", "B")`, or a query whose rows are the values: `(people where country = "Russia")`.
  private mutating func members(of field: Schema.Field) throws(QueryError) -> Test {
    guard current.isSymbol("("), isQuery(following, field) else {
      return .oneOf(
        try listed { parser throws(QueryError) in
          if field.words.isEmpty, field.type != .number, field.type != .time { parser.noteSources() }
          return try parser.value(for: field)
        })
    }
    advance()
    let outer = schema
    let query = try nested { parser throws(QueryError) in try parser.query() }
    let rows = schema
    schema = outer
    try closeBracket()
    if let help = rows.misfit(for: field) {
      throw QueryError(.incompatibleRows(field.name, rows.title), at: query.range.bytes, help: help)
    }
    return .members(query)
  }

  /// What a query may begin with, for completion.
  private mutating func noteSources() {
    for name in vocabulary.sourceNames { note(.quiet(name)) }
  }

  /// Whether a query begins with a token, where a value of the field might stand as well.
  private func isQuery(_ token: Token, _ field: Schema.Field) -> Bool {
    guard token.kind == .word, !field.words.contains(token.text) else { return false }
    return token.text == "_" || vocabulary.sourceNames.contains(token.text)
  }

  /// A list in brackets; what stands here without them is a list of one.
  private mutating func listed<Value>(
    orOne: Bool = false, _ item: (inout Parser) throws(QueryError) -> Value
  ) throws(QueryError) -> [Value] {
    if orOne, !current.isSymbol("(") { return [try item(&self)] }
    try need(symbol: "(")
    var items: [Value] = []
    repeat { items.append(try item(&self)) } while take(symbol: ",")
    try closeBracket()
    return items
  }

  /// `10 <= killed < 50`, as two tests of one field.
  private mutating func reversedComparison() throws(QueryError) -> Condition {
    let first = start
    let saved = self
    let literal: Operand<Literal>
    if current.kind == .date {
      literal = Operand(.period(try date(advance())), range: range(from: first))
    } else {
      literal = Operand(.number(try number(advance())), range: range(from: first))
    }
    guard current.kind == .symbol, let comparison = Comparison(rawValue: current.text) else {
      throw QueryError(.missing(.field), at: first..<lastEnd, expected: schema.fieldNames)
    }
    advance()
    note(.field)
    if isExpressionHere || current.isSymbol("(") {
      self = saved
      return try calculation()
    }
    let found = try testedField()
    if operatorHere != nil {
      self = saved
      return try calculation()
    }
    try check(comparison, fits: found.field)
    var tests = [
      Condition.predicate(
        Predicate(
          found.reference, .compare(comparison.reversed, try coerced(literal, to: found.field)),
          range: range(from: first)))
    ]
    if current.kind == .symbol, let upper = Comparison(rawValue: current.text) {
      advance()
      tests.append(
        .predicate(
          Predicate(found.reference, .compare(upper, try value(for: found.field)), range: range(from: first)))
      )
    }
    return Condition.all(tests) ?? tests[0]
  }

  /// `killed between 10 and 50`, both included.
  private mutating func numberRange(_ found: FoundField, from first: Int) throws(QueryError) -> Condition {
    advance()
    let low = try value(for: found.field)
    try need("and")
    let high = try value(for: found.field)
    return .and(
      [(Comparison.greaterOrEqual, low), (.lessOrEqual, high)].map { comparison, operand in
        .predicate(Predicate(found.reference, .compare(comparison, operand), range: range(from: first)))
      })
  }

  mutating func spatial(
    _ field: Schema.Field, reference: FieldReference? = nil, from first: Int
  ) throws(QueryError) -> Condition {
    guard field.type == .place else { throw unfit(current.text, field) }
    let reference = reference ?? FieldReference(field.name)
    // `in ("Poland", "Germany")` is in one of them.
    func places(_ parser: inout Parser) throws(QueryError) -> [Operand<String>] {
      try parser.listed(orOne: true) { parser throws(QueryError) in try parser.text(of: field) }
    }
    let tests: [Test]
    switch advance().text {
    case "near":
      let places = try places(&self)
      let reach = take("within") ? try distance() : nil
      tests = places.map { .near($0, within: reach) }
    case "within":
      let reach = try distance()
      try need("of")
      tests = try places(&self).map { .near($0, within: reach) }
    default: tests = try places(&self).map { .inside($0) }
    }
    return any(tests, of: reference, from: first)
  }

  mutating func temporal(
    _ field: Schema.Field, reference: FieldReference? = nil, from first: Int
  ) throws(QueryError) -> Condition {
    guard field.type == .time else { throw unfit(current.text, field) }
    let reference = reference ?? FieldReference(field.name)
    let test: Test
    let word = advance().text
    if ["in", "during", "on", "overlaps"].contains(word), current.isSymbol("(") {
      let relation = TemporalRelation(rawValue: word) ?? .during
      let periods = try listed { parser throws(QueryError) in try parser.period() }
      return any(periods.map { .temporal(relation, $0) }, of: reference, from: first)
    }
    switch word {
    case "from", "between":
      let from = try period()
      if word == "from", current.isWord("until") {
        advance()
      } else {
        try need(word == "from" ? "to" : "and")
      }
      test = .span(from, try period())
    case "since":
      let from = try period()
      // From the first day of the one to the last of the other.
      test = current.isWord("until") && take("until") ? .span(from, try period()) : .temporal(.since, from)
    case "in": test = .temporal(.during, try period())
    default: test = .temporal(TemporalRelation(rawValue: word) ?? .during, try period())
    }
    return .predicate(Predicate(reference, test, range: range(from: first)))
  }

  /// Some of the tests of a field holds.
  private func any(_ tests: [Test], of reference: FieldReference, from first: Int) -> Condition {
    let parts = tests.map { Condition.predicate(Predicate(reference, $0, range: range(from: first))) }
    return Condition.joined(parts, isAnd: false) ?? parts[0]
  }

  private mutating func pattern(_ field: Schema.Field) throws(QueryError) -> Pattern {
    note(.regex)
    note(.quietSymbol("["))
    if beginsTokens { return .tokens(try tokenPattern()) }
    guard current.kind == .regex else {
      let search = try text(of: field)
      if let words = search.literal { try TextQuery.check(words, at: search.range) }
      return .search(search)
    }
    let written = advance().text
    let ignoresCase = !written.hasSuffix("/")
    let body = written.dropFirst().dropLast(ignoresCase ? 2 : 1)
    if body.isEmpty {
      throw QueryError(.badPattern(written, "it is empty"), at: lastEnd - written.utf8.count..<lastEnd)
    }
    do throws(PatternProgram.Failure) {
      _ = try PatternProgram(String(body), ignoresCase: ignoresCase)
    } catch {
      throw QueryError(.badPattern(String(body), error.message), at: lastEnd - written.utf8.count..<lastEnd)
    }
    return .regex(String(body), ignoresCase: ignoresCase)
  }
}
