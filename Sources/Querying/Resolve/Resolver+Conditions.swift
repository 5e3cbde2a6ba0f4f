internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

extension Resolver {
  mutating func condition(_ condition: Condition, of schema: Schema) throws(QueryError) -> ResolvedCondition {
    switch condition {
    case .and(let parts): return .and(try conditions(parts, of: schema))
    case .or(let parts): return .or(try conditions(parts, of: schema))
    case .not(let inner): return .not(try self.condition(inner, of: schema))
    case .hasField(let field): return .hasField(try ResolvedField(field, in: schema))
    case .mentions(let operand):
      let name = try text(operand)
      return .mentions(ResolvedName(text: name, entities: index.entities(named: name)))
    case .like(let sentence): return try like(sentence, of: schema)
    case .hasFact(let clause):
      return .hasFact(try unremarked { resolver throws(QueryError) in try resolver.clause(clause) })
    case .sequence(let sequence):
      let inner = try unremarked { resolver throws(QueryError) in try resolver.clause(sequence.clause) }
      var same: [ResolvedSequence.Same] = []
      for reference in sequence.same {
        func field(_ rows: Schema) throws(QueryError) -> ResolvedField {
          try ResolvedField(
            rows.resolve(reference) == nil ? FieldReference("participant") : reference, in: rows)
        }
        same.append(.init(written: reference, own: try field(schema), other: try field(inner.schema)))
      }
      return .sequence(
        ResolvedSequence(order: sequence.order, clause: inner, same: same, within: sequence.within))
    case .calculation(let test): return .calculation(try calculation(test, of: schema))
    case .predicate(let predicate):
      var field = try ResolvedField(predicate.field, in: schema)
      var relation = try relation(predicate.test, range: predicate.range)
      // The year of a date is 2019 where the date lies within it, which the order of time finds at once.
      if case .unit(let unit)? = field.nested?.meaning, case .compare(.equal, .period(let period)) = relation,
        unit.isWhole(period.interval)
      {
        field = ResolvedField(field.field)
        relation = .temporal(.during, period)
      }
      if let rows = IdentifiedRows(field.field, nested: field.nested, of: schema) {
        relation = try identified(relation, rows, predicate.range)
      }
      return .test(ResolvedTest(field: field, relation: relation, range: predicate.range))
    }
  }

  /// What is meant within a condition is not remarked on.
  private mutating func unremarked<Value>(_ work: (inout Resolver) throws(QueryError) -> Value)
    throws(QueryError) -> Value
  {
    let outer = remarks
    defer { remarks = outer }
    return try work(&self)
  }

  private mutating func conditions(_ parts: [Condition], of schema: Schema)
    throws(QueryError) -> [ResolvedCondition]
  {
    var resolved: [ResolvedCondition] = []
    for part in parts { resolved.append(try condition(part, of: schema)) }
    return resolved
  }

  mutating func relation(_ test: Test, range: SourceRange)
    throws(QueryError) -> ResolvedTest.Relation
  {
    switch test {
    case .near(let name, let distance):
      let place = try self.place(name)
      let reach = distance?.literal
      return .near(
        place, within: reach ?? Distance(settings.nearKilometres, .km), isWritten: reach != nil)
    case .inside(let name): return .inside(try place(name))
    case .temporal(let relation, let period): return .temporal(relation, try self.period(period))
    case .span(let first, let last): return .span(try period(first), try period(last))
    case .compare(let comparison, let operand):
      return .compare(comparison, try value(operand, comparison, range))
    case .oneOf(let operands):
      var values: [ResolvedValue] = []
      for operand in operands { values.append(try value(operand, .equal, range)) }
      return .oneOf(values)
    case .members(let query):
      return .members(try unremarked { resolver throws(QueryError) in try resolver.query(query) })
    case .contains(let operand): return .contains(try text(operand))
    case .startsWith(let operand): return .startsWith(try text(operand))
    case .exactly(let operand): return .exactly(try text(operand))
    case .matches(.search(let operand)):
      let search = try text(operand)
      try TextQuery.check(search, at: operand.range)
      if let reading = TextQuery.reading(search) { note("\(quoted(search)) is read as \(reading)") }
      return .search(search)
    case .matches(.tokens(let pattern)):
      _ = try TokenMatcher(pattern)
      pattern.forEachTest { test in if let remark = test.remark { note(remark) } }
      return .tokens(pattern)
    case .matches(.regex(let body, let ignoresCase)):
      do {
        _ = try PatternProgram(body, ignoresCase: ignoresCase)
      } catch {
        throw QueryError(.badPattern(body, error.message), at: range.bytes)
      }
      return .pattern(body, ignoresCase: ignoresCase)
    }
  }

  private mutating func value(_ operand: Operand<Literal>, _ comparison: Comparison, _ range: SourceRange)
    throws(QueryError) -> ResolvedValue
  {
    guard let literal = operand.literal else { throw withoutValue(operand.range) }
    switch literal {
    case .number(let number): return .number(number)
    case .word(let word): return .word(word)
    case .distance(let distance): return .distance(distance)
    case .period(let period): return .period(try resolved(period, range: range))
    case .text(let text):
      // What is less or more is so by its letters.
      guard comparison == .equal || comparison == .notEqual else { return .name(ResolvedName(text: text)) }
      return .name(name(text))
    }
  }

  /// Everybody and everything of a name.
  private func name(_ text: String) -> ResolvedName {
    let places = index.places.named(text)
    var countries = places.compactMap { id in
      index.places.place(id).flatMap { $0.kind == .country ? $0.country : nil }
    }
    if let code = CountryCode(text) { countries.append(code) }
    return ResolvedName(
      text: text, entities: index.entities(named: text), places: places, countries: countries)
  }

  private mutating func period(_ operand: Operand<Period>) throws(QueryError) -> ResolvedPeriod {
    guard let period = operand.literal else { throw withoutValue(operand.range) }
    return try resolved(period, range: operand.range)
  }

  private mutating func resolved(_ period: Period, range: SourceRange) throws(QueryError) -> ResolvedPeriod {
    guard period.isRelative else {
      let day = CalendarDay(number: 0)
      if period.isOpenToReading { note(period.echo(now: day)) }
      return ResolvedPeriod(written: period, interval: period.resolved(now: day))
    }
    guard let now else {
      throw QueryError(.unsupported("a relative period while no article has a date"), at: range.bytes)
    }
    note(period.echo(now: now))
    return ResolvedPeriod(written: period, interval: period.resolved(now: now))
  }

  func text(_ operand: Operand<String>) throws(QueryError) -> String {
    guard let text = operand.literal else { throw withoutValue(operand.range) }
    return text
  }

  private func withoutValue(_ range: SourceRange) -> QueryError {
    QueryError(.unsupported("a $parameter without a value"), at: range.bytes)
  }
}
