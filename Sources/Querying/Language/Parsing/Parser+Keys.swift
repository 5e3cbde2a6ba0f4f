extension Aggregate {
  /// The first and the last are found of dates too.
  var takesTimes: Bool { self == .min || self == .max }

  func takes(_ field: Schema.Field) -> Bool {
    self == .distinct || field.type == .number || takesTimes && field.type == .time
  }
}

extension Parser {
  mutating func keys() throws(QueryError) -> [Key] {
    let first = start
    var keys: [Key] = []
    repeat { keys.append(try named(try key())) } while take(symbol: ",")
    try checkNames(keys, isNewInRows: false, from: first)
    return keys
  }

  /// What rows are put in order or grouped by: a field, a function of one, or what is calculated of some.
  mutating func key() throws(QueryError) -> Key {
    if !isKeyHere, let column = calculatedColumn() {
      return Key(.field(column.reference), range: column.reference.range)
    }
    if isExpressionHere || current.isSymbol("(") {
      note(.key)
      return try calculatedKey()
    }
    let saved = self
    let key = try plainKey()
    guard operatorHere != nil else { return key }
    self = saved
    return try calculatedKey()
  }

  private mutating func plainKey() throws(QueryError) -> Key {
    note(.key)
    let first = start
    let token = current
    guard token.kind == .word || token.kind == .quotedWord else { throw missing(.key) }
    if token.kind == .word, following.isSymbol("("), let form = try function(token) {
      let key = Key(form, range: range(from: first))
      if schema.rows == .table, schema.column(of: key) == nil, !isOverTimeColumn(key) {
        throw unknownColumn(key)
      }
      return key
    }
    if token.kind == .word, schema.field(named: token.text) == nil {
      if let unit = Self.calendarUnit(token.text), let field = schema.defaultField(of: .temporal) {
        advance()
        // Of a table the period in another column: the year of its month.
        let name = schema.rows == .table ? field.name : "date"
        return Key(.unit(unit, of: FieldReference(name)), range: range(from: first))
      }
    }
    // A column that a unit or `n` made keeps the form that made it.
    if token.kind == .word, schema.rows == .table, schema.field(named: token.text) != nil {
      if token.text == "n" {
        advance()
        return Key(.count, range: range(from: first))
      }
      if let unit = PeriodUnit(rawValue: token.text) {
        advance()
        return Key(.unit(unit, of: FieldReference("date")), range: range(from: first))
      }
    }
    if token.kind == .word, schema.field(named: token.text) == nil, !following.isSymbol(".") {
      throw unknownKey(token)
    }
    return Key(.field(try field().reference), range: range(from: first))
  }

  /// `year(month)` of a table that has a column of months.
  private func isOverTimeColumn(_ key: Key) -> Bool {
    guard case .unit(_, let field) = key.form else { return false }
    return schema.resolve(field)?.innermost.type == .time
  }

  private func unknownKey(_ token: Token) -> QueryError {
    var error = unknownField(token)
    guard case .unknownField = error.reason else { return error }
    var names = schema.fields.map(\.name)
    if schema.rows != .table {
      names += ["pair", "country"] + (schema.defaultField(of: .temporal) == nil ? [] : PeriodUnit.names)
    }
    // "count by country": a function of a place by itself.
    let isFunction = token.text == "country" && schema.field(named: "location") != nil
    error.suggestions = isFunction ? ["location.country"] : nearWords(to: token.text, among: names)
    return error
  }

  /// What `sum`, `average`, `min` or `max` is made of: numbers, and for the last two dates. Nil: shares.
  mutating func aggregated(_ function: Aggregate?) throws(QueryError) -> Key {
    let word = function?.rawValue ?? "percent"
    let function = function ?? .sum
    let takesTimes = function.takesTimes
    let names = schema.fields.filter { function.takes($0) && !$0.isAlias }.map(\.name)
    note(.aggregated(function))
    for edge in PeriodEdge.allCases { note(.quiet(edge.rawValue + "(")) }
    guard
      current.kind == .word || current.kind == .quotedWord || isExpressionHere || current.isSymbol("("),
      !current.isWord("by")
    else {
      if let error = lexicalError { throw error }
      throw QueryError(
        .missing(.aggregated(word, takesTimes: takesTimes)), at: current.range, expected: names)
    }
    let key = try key()
    let type: FieldType
    switch key.form {
    case .count: return key
    case .field(let reference): type = schema.resolve(reference)?.innermost.type ?? .text
    case .unit: type = .time
    case .pair, .country: type = .text
    case .expression(let expression): type = try expression.quantity(in: schema) == .date ? .time : .number
    }
    if type == .number || type == .time && takesTimes { return key }
    if type == .time {
      throw QueryError(
        .operatorDoesNotFit(word, field: key.columnName, isA: .time), at: key.range.bytes,
        expected: names, help: "the first is `min \(key.columnName)`, the last `max \(key.columnName)`")
    }
    throw QueryError(
      .wrongType(field: key.columnName, isA: type, found: "an aggregate"), at: key.range.bytes,
      expected: names, help: "the number of different ones is `count distinct \(key.columnName)`")
  }

  /// Whether rows can be put in order by how much of a key they have. The greatest of names, words and periods of
  /// the calendar is the one that is told most often.
  func isRanked(_ key: Key) -> Bool {
    if schema.rows == .table { return true }
    switch key.form {
    case .count, .expression: return true
    case .unit, .pair, .country: return false
    case .field(let field):
      let type = schema.resolve(field)?.innermost.type
      return type == .number || type == .time && field.path.count == 1
    }
  }

  /// `month(date)`, `pair(participant)`, `country(location)`; nil if the word is no function.
  mutating func function(_ token: Token) throws(QueryError) -> Key.Form? {
    let unit = Self.calendarUnit(token.text)
    guard unit != nil || token.text == "pair" || token.text == "country" else { return nil }
    advance()
    advance()
    if schema.rows == .table {
      // The bracket holds a name that the rows had before.
      return try column(unit, token)
    }
    note(.field)
    let found = try field()
    try closeBracket()
    if let unit {
      guard found.field.type == .time else { throw unfit(token, found) }
      return .unit(unit, of: found.reference)
    }
    if token.text == "country" {
      guard found.field.type == .place || found.field.type == .entity else { throw unfit(token, found) }
      return .country(found.reference)
    }
    guard found.field.isTextual else { throw unfit(token, found) }
    return .pair(found.reference)
  }

  /// Whether a key stands here that is no field: `month`, `year(date)`, `country(location)`.
  var isKeyHere: Bool {
    guard current.kind == .word, schema.field(named: current.text) == nil else { return false }
    if following.isSymbol("(") {
      return Self.calendarUnit(current.text) != nil || ["country", "pair"].contains(current.text)
    }
    return Self.calendarUnit(current.text) != nil && schema.defaultField(of: .temporal) != nil
  }

  /// A field, or a key as the field that it is short for: `month` and `month(date)` are `date.month`,
  /// `country(location)` is `location.country`.
  mutating func testedField() throws(QueryError) -> FoundField {
    guard isKeyHere else { return try field() }
    let first = start
    let token = current
    guard let form = following.isSymbol("(") ? try function(token) : nil else {
      advance()
      let field = schema.defaultField(of: .temporal)?.name ?? "date"
      let unit = Self.calendarUnit(token.text)?.rawValue ?? token.text
      return try found(FieldReference([field, unit], range: range(from: first)))
    }
    let key = Key(form, range: range(from: first))
    if schema.rows == .table {
      guard schema.column(of: key) != nil else { throw unknownColumn(key) }
      return try found(FieldReference(key.columnName, range: key.range))
    }
    switch form {
    case .unit(let unit, let field): return try found(field.followed(by: unit.rawValue, key.range))
    case .country(let field): return try found(field.followed(by: "country", key.range))
    case .pair(let field):
      throw QueryError(
        .operatorDoesNotFit("pair", field: field.name, isA: .entity), at: token.range,
        help: #"pairs are counted: count by pair(\#(field.name)); both of a pair: with "A" and "B""#)
    case .field, .count, .expression: return try field()
    }
  }

  private func found(_ reference: FieldReference) throws(QueryError) -> FoundField {
    guard let resolved = schema.resolve(reference) else {
      throw QueryError(
        .unknownField(reference.name, of: schema.title), at: reference.range.bytes,
        expected: schema.fieldNames)
    }
    return FoundField(reference: reference, resolved: resolved)
  }

  private mutating func column(_ unit: PeriodUnit?, _ token: Token) throws(QueryError) -> Key.Form {
    let first = start
    var path: [String] = []
    note(.columnRest((unit?.rawValue ?? token.text) + "("))
    if unit != nil, schema.fields.contains(where: { $0.type == .time }) { note(.field) }
    repeat {
      guard current.kind == .word || current.kind == .quotedWord else { throw missing(.field) }
      path.append(advance().text)
    } while path.count < 2 && take(symbol: ".")
    let reference = FieldReference(path, range: range(from: first))
    try closeBracket()
    if let unit { return .unit(unit, of: reference) }
    return token.text == "pair" ? .pair(reference) : .country(reference)
  }

  private func unfit(_ token: Token, _ found: FoundField) -> QueryError {
    QueryError(
      .operatorDoesNotFit(token.written, field: found.reference.name, isA: found.field.type), at: token.range)
  }

  private func unknownColumn(_ key: Key) -> QueryError {
    QueryError(
      .unknownField(key.columnName, of: schema.title), at: key.range.bytes, expected: schema.fieldNames)
  }
}
