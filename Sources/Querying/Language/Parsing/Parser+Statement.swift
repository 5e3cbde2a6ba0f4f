internal import Facts

extension Statement {
  /// Reads one statement. Ranges are bytes of `text`.
  public static func parse(_ text: String, with vocabulary: Vocabulary = Vocabulary())
    throws(QueryError) -> Statement
  {
    let bytes = Array(text.utf8)
    guard bytes.count <= Parser.lengthLimit else {
      throw QueryError(.tooLong(limit: Parser.lengthLimit, of: "bytes"), at: 0..<0)
    }
    if let command = Command(bytes) {
      return Statement(.command(command), range: SourceRange(0..<bytes.count))
    }
    let tokens = Lexer.tokens(of: bytes, in: 0..<bytes.count)
    var parser = Parser(tokens: tokens, vocabulary: vocabulary)
    do throws(QueryError) { return try parser.statement() } catch {
      throw Parser.quoteOverLines(before: error, tokens, bytes) ?? error
    }
  }
}

extension Query {
  /// Reads one query: as `Statement.parse`, but nothing else will do.
  public static func parse(_ text: String, with vocabulary: Vocabulary = Vocabulary())
    throws(QueryError) -> Query
  {
    let statement = try Statement.parse(text, with: vocabulary)
    guard case .query(let query) = statement.form else {
      throw QueryError(.missing(.query), at: statement.range.bytes)
    }
    return query
  }
}

extension Period {
  /// Reads one period: "2023-01-17", "last week". Ranges are bytes of `text`.
  public static func parse(_ text: String) throws(QueryError) -> Period {
    let bytes = Array(text.utf8)
    guard bytes.count <= Parser.lengthLimit else {
      throw QueryError(.tooLong(limit: Parser.lengthLimit, of: "bytes"), at: 0..<0)
    }
    var parser = Parser(tokens: Lexer.tokens(of: bytes, in: 0..<bytes.count), vocabulary: Vocabulary())
    let period = try parser.period()
    try parser.expectEnd()
    guard let value = period.literal else { throw QueryError(.missing(.period), at: period.range.bytes) }
    return value
  }
}

extension Parser {
  /// The error that a quotation mark was left open, where the fault stands right behind text that reaches over lines:
  /// what closes that text was to open another. O(tokens).
  static func quoteOverLines(before fault: QueryError, _ tokens: [Token], _ bytes: [UInt8]) -> QueryError? {
    let start = fault.range.lowerBound
    guard let next = tokens.indices.dropFirst().first(where: { tokens[$0].range.lowerBound >= start }),
      tokens[next].isAttached, tokens[next - 1].kind == .string
    else { return nil }
    let text = tokens[next - 1].range
    let breaks = bytes[text].count { $0 == 10 }
    guard breaks > 0 else { return nil }
    return QueryError(.quoteOverLines(breaks), at: text.lowerBound..<text.lowerBound + 1)
  }

  mutating func statement() throws(QueryError) -> Statement {
    let first = start
    var form: Statement.Form
    note(.word("let"))
    if current.isWord("let") {
      form = try definition()
    } else {
      form = .query(try query())
    }
    _ = take(symbol: ";")
    try expectEnd()
    return Statement(form, range: range(from: first))
  }

  /// `let poland(d) = meetings near "Poland" within $d`, `let d = 50 km`
  private mutating func definition() throws(QueryError) -> Statement.Form {
    advance()
    let name = try newName()
    var parameters: [String] = []
    if take(symbol: "(") {
      repeat {
        note(.newName)
        guard current.kind == .word || current.kind == .parameter else { throw missing(.name) }
        if parameters.contains(current.text) {
          throw QueryError(.reservedName(current.text), at: current.range)
        }
        parameters.append(advance().text)
      } while take(symbol: ",")
      try closeBracket()
    }
    try need(symbol: "=")
    if parameters.isEmpty, isValueHere {
      let value = try argument()
      if let literal = value.literal { return .parameter(name, literal) }
      throw QueryError(.missing(.value), at: value.range.bytes)
    }
    self.parameters = parameters
    let query = try query()
    return .definition(Definition(name: name, parameters: parameters, query: query))
  }

  /// Whether a value stands here, which begins no query.
  private var isValueHere: Bool {
    switch current.kind {
    case .string, .number, .date, .unclosedString: true
    case .word: Self.periodWords.contains(current.text) && !vocabulary.sourceNames.contains(current.text)
    default: false
    }
  }

  /// A name that nothing else has yet.
  mutating func newName() throws(QueryError) -> String {
    note(.newName)
    guard current.kind == .word else { throw missing(.name) }
    let name = current.text
    let isSource = vocabulary.sources.contains { vocabulary.name(of: $0) == name }
    if isSource || name == "_" || Self.reservedWords.contains(name) {
      throw QueryError(.reservedName(name), at: current.range)
    }
    advance()
    return name
  }

  mutating func closeBracket() throws(QueryError) {
    if take(symbol: ")") { return }
    if isAtEnd { throw QueryError(.missing(.closingBracket), at: current.range, expected: ["`)`"]) }
    throw lexicalError ?? QueryError(.unclosedBracket, at: current.range, expected: ["`)`"])
  }

  mutating func expectEnd() throws(QueryError) {
    guard !isAtEnd else { return }
    throw unexpectedHere()
  }

  /// Words that begin a statement, a modifier, a condition or a set operation: no names for results.
  static let reservedWords: Set<String> = [
    "let", "where", "and", "or", "not", "has", "no", "near", "in", "within", "during", "on", "before",
    "after",
    "since", "until", "overlaps", "from", "between", "by", "with", "without", "about", "mentioning",
    "mentions", "like", "union",
    "intersect", "except", "as", "to",
  ]
}
