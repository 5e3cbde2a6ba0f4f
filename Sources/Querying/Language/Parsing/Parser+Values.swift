extension Parser {
  /// A quoted text or `$name`.
  mutating func string() throws(QueryError) -> Operand<String> {
    let token = current
    let range = SourceRange(token.range)
    switch token.kind {
    case .string:
      advance()
      return Operand(token.text, range: range)
    case .parameter:
      advance()
      return Operand(parameter: token.text, range: range)
    case .word where !Self.startsStage(token.text):
      throw unquoted(token)
    case .number, .date:
      throw QueryError(
        .unquotedText(token.written), at: token.range, suggestions: ["\"\(token.written)\""])
    default: throw missing(.value)
    }
  }

  /// A text to compare `field` with.
  mutating func text(of field: Schema.Field) throws(QueryError) -> Operand<String> {
    note(.value(field))
    if field.type == .place, current.kind == .number {
      throw QueryError(
        .unquotedText(current.written), at: current.range,
        help: #"a place is given by its name: near "Kyiv""#)
    }
    return try string()
  }

  /// A name without quotes: all the words up to one of the language's own, so `New York` is offered whole.
  private func unquoted(_ token: Token) -> QueryError {
    var ahead = self
    var end = token.range.upperBound
    var words = [token.written]
    ahead.advance()
    while words.count < 6, ahead.current.kind == .word, ahead.current.written != ahead.current.text,
      !Self.reservedWords.contains(ahead.current.text)
    {
      words.append(ahead.current.written)
      end = ahead.current.range.upperBound
      ahead.advance()
    }
    // Curly single quotes are letters to the lexer.
    let text = String(words.joined(separator: " ").filter { $0 != "‘" && $0 != "’" || words.count > 1 })
    return QueryError(.unquotedText(text), at: token.range.lowerBound..<end, suggestions: ["\"\(text)\""])
  }

  /// What a field of this type is compared with.
  mutating func value(for field: Schema.Field) throws(QueryError) -> Operand<Literal> {
    let token = current
    let range = SourceRange(token.range)
    if token.kind == .parameter {
      advance()
      return Operand(parameter: token.text, range: range)
    }
    switch field.type {
    case .time:
      // `date > 5` is hardly meant as the beginning of `5 days ago`.
      if token.kind == .number, token.text.utf8.count < 4, following.kind != .word {
        throw QueryError(.notADate(token.text), at: token.range)
      }
      let period = try period()
      return Operand(.period(period.literal ?? .today), range: period.range)
    case .number:
      note(.number)
      guard token.kind == .number else {
        if token.kind == .string { throw wrongType(field, token) }
        throw token.kind == .word || token.kind == .date ? wrongType(field, token) : missing(.number)
      }
      advance()
      return Operand(.number(try number(token)), range: range)
    case .word, .flag:
      note(.value(field))
      guard token.kind == .word || token.kind == .string else {
        throw token.kind == .number || token.kind == .date ? wrongType(field, token) : missing(.value)
      }
      let literal = try word(token, for: field)
      advance()
      return Operand(literal, range: range)
    case .text, .entity, .place, .article:
      note(.value(field))
      if token.kind == .number || token.kind == .date { throw wrongType(field, token) }
      return Operand(try string())
    }
  }

  private func word(_ token: Token, for field: Schema.Field) throws(QueryError) -> Literal {
    guard let word = field.word(token.text) else {
      throw QueryError(
        .unknownWord(token.written, field: field.name), at: token.range,
        suggestions: nearWords(to: token.text.lowercased(), among: field.words), expected: field.words)
    }
    return .word(word)
  }

  /// `token` is the current one.
  private func wrongType(_ field: Schema.Field, _ token: Token) -> QueryError {
    if field.isTextual, token.kind != .string, let text = unquotedRun() { return text }
    let found =
      switch token.kind {
      case .string: "text"
      case .number: "a number"
      case .date: "a date"
      default: "`\(token.written)`"
      }
    let suggestions = field.isTextual ? ["\"\(token.written)\""] : []
    return QueryError(
      .wrongType(field: field.name, isA: field.type, found: found), at: token.range, suggestions: suggestions)
  }

  /// Text without quotes that begins like a number: the `2ccf` of an id; nil where nothing is attached to what begins it.
  private func unquotedRun() -> QueryError? {
    var text = current.written
    var end = current.range.upperBound
    var count = 1
    while ahead(count).isAttached, ahead(count).kind == .word || ahead(count).kind == .number {
      text += ahead(count).written
      end = ahead(count).range.upperBound
      count += 1
    }
    guard count > 1 else { return nil }
    return QueryError(
      .unquotedText(text), at: current.range.lowerBound..<end, suggestions: ["\"\(text)\""])
  }

  /// A literal read before its field was known.
  func coerced(_ operand: Operand<Literal>, to field: Schema.Field) throws(QueryError) -> Operand<Literal> {
    switch (operand.form, field.type) {
    case (.literal(.number(let number)), .time):
      guard let year = Int(exactly: number), (1...9999).contains(year) else { break }
      return Operand(.period(.year(year)), range: operand.range)
    case (.literal(.number), .number), (.literal(.period), .time): return operand
    default: break
    }
    let found = if case .literal(.number) = operand.form { "a number" } else { "a date" }
    throw QueryError(.wrongType(field: field.name, isA: field.type, found: found), at: operand.range.bytes)
  }

  func number(_ token: Token) throws(QueryError) -> Double {
    guard let value = Double(token.text), value.isFinite else {
      throw QueryError(.malformedNumber(token.text), at: token.range)
    }
    return value
  }

  /// A whole number of at least `minimum`, as `limit` takes it.
  mutating func count(minimum: Int = 0) throws(QueryError) -> Int {
    note(.number)
    let token = current
    guard token.kind == .number else {
      let isOther = Self.startsStage(token.text) || Self.reservedWords.contains(token.text)
      if token.kind == .string || token.kind == .date || (token.kind == .word && !isOther) {
        throw QueryError(.notAWholeNumber(token.written), at: token.range)
      }
      throw missing(.number)
    }
    guard let value = Int(token.text), value >= minimum, value <= Int(Int32.max) else {
      throw QueryError(.notAWholeNumber(token.written), at: token.range)
    }
    advance()
    return value
  }

  mutating func distance() throws(QueryError) -> Operand<Distance> {
    note(.distance)
    let token = current
    if token.kind == .parameter {
      advance()
      return Operand(parameter: token.text, range: SourceRange(token.range))
    }
    guard token.kind == .number else {
      if token.kind == .string { throw QueryError(.quotedDistance(token.text), at: token.range) }
      throw missing(.distance)
    }
    let amount = try number(token)
    advance()
    guard amount >= 0 else { throw QueryError(.malformedNumber(token.text), at: token.range) }
    return Operand(
      Distance(amount, try distanceUnit(after: token)), range: range(from: token.range.lowerBound))
  }

  private mutating func distanceUnit(after number: Token) throws(QueryError) -> Distance.Unit {
    note(.distanceUnit)
    if current.kind == .word, let unit = Self.distanceUnit(current.text) {
      advance()
      return unit
    }
    let isOther = current.text == "of" || Self.reservedWords.contains(current.text)
    if current.kind == .word, current.isAttached || !isOther {
      throw QueryError(
        .unknownUnit(current.written), at: current.range,
        suggestions: nearWords(to: current.text, among: ["km", "mi", "miles", "m"]),
        expected: ["km", "mi", "m"])
    }
    throw QueryError(.noUnit(number.text), at: number.range, suggestions: ["\(number.text) km"])
  }

  static func distanceUnit(_ word: String) -> Distance.Unit? {
    switch word {
    case "km", "kilometre", "kilometres", "kilometer", "kilometers": .km
    case "mi", "mile", "miles": .mi
    case "m", "metre", "metres", "meter", "meters": .m
    default: nil
    }
  }

  /// The value given for a parameter of a `let`: text, number, distance or period.
  mutating func argument() throws(QueryError) -> Operand<Literal> {
    note(.number)
    note(.distance)
    note(.period)
    let token = current
    switch token.kind {
    case .string, .parameter: return Operand(try string())
    case .number:
      if following.kind == .word, let unit = Self.distanceUnit(following.text) {
        advance()
        advance()
        let range = range(from: token.range.lowerBound)
        return Operand(.distance(Distance(try number(token), unit)), range: range)
      }
      if following.kind == .word, Self.calendarUnit(following.text) != nil { break }
      advance()
      return Operand(.number(try number(token)), range: SourceRange(token.range))
    case .word where Self.periodWords.contains(token.text), .date: break
    case .word: throw unquoted(token)
    default: throw missing(.value)
    }
    let period = try period()
    return Operand(.period(period.literal ?? .today), range: period.range)
  }
}
