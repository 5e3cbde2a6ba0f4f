internal import Facts

/// Recursive descent over the tokens of one statement, with one token of look-ahead (two for `with "A" and
/// "B"`). Names are checked against the schema as it is after each stage. Nesting is bounded, so no input
/// overflows the stack; every loop consumes a token.
struct Parser {
  /// Brackets, `not`s, set operators and `has … where` within each other.
  static let depthLimit = 64
  /// Bytes of a statement.
  static let lengthLimit = 1 << 20
  /// Stages of a query: its plan nests a level a stage, and a value so deep is given back level by level on the stack.
  static let stageLimit = 4096

  let vocabulary: Vocabulary
  private let tokens: [Token]
  private(set) var index = 0
  private var depth = 0
  /// What the parser has looked for at the current token.
  private(set) var expectations: [Expectation] = []
  /// What may stand behind the current token beside what the parser will look for there.
  var expectedNext: Expectation?
  /// The rows that names are being read about.
  var schema: Schema
  /// The fields that the sequence being read has behind `same`, and the rows that it is about.
  var same: [FieldReference] = []
  var sequenceRows: Schema?
  /// A sequence of tokens is being read, which has signs of its own.
  var isWithinTokens = false
  /// The parameters that the `let` being read declares.
  var parameters: [String] = []
  /// The tokens consumed, by where they begin, each with what it is; nil where nobody asks.
  var trail: [(start: Int, role: Highlight.Role)]?

  init(tokens: [Token], vocabulary: Vocabulary) {
    self.tokens = tokens
    self.vocabulary = vocabulary
    schema = .facts(nil, in: vocabulary.kinds)
  }

  var current: Token { tokens[index] }
  /// The token after the current one; the end token at the end.
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }
  var previous: Token? { index > 0 ? tokens[index - 1] : nil }
  /// The token so many after the current one; the end token beyond the end.
  func ahead(_ count: Int) -> Token { tokens[max(0, min(index + count, tokens.count - 1))] }
  var isAtEnd: Bool { current.kind == .end }
  /// Where the last consumed token ends.
  var lastEnd: Int { index > 0 ? tokens[index - 1].range.upperBound : current.range.lowerBound }
  var start: Int { current.range.lowerBound }

  func range(from start: Int) -> SourceRange { SourceRange(start..<max(start, lastEnd)) }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[index]
    if trail != nil, let role = role(of: token) { trail?.append((token.range.lowerBound, role)) }
    if index < tokens.count - 1 {
      index += 1
      expectations.removeAll(keepingCapacity: true)
      if let next = expectedNext.take() { expectations.append(next) }
    }
    return token
  }

  mutating func note(_ expectation: Expectation) {
    if !expectations.contains(expectation) { expectations.append(expectation) }
  }

  mutating func at(_ words: String...) -> Bool {
    for word in words { note(.word(word)) }
    return current.kind == .word && words.contains(current.text)
  }

  mutating func at(symbol: String) -> Bool {
    note(.symbol(symbol))
    return current.isSymbol(symbol)
  }

  mutating func take(_ word: String) -> Bool {
    guard at(word) else { return false }
    advance()
    return true
  }

  mutating func take(symbol: String) -> Bool {
    guard at(symbol: symbol) else { return false }
    advance()
    return true
  }

  mutating func need(_ word: String) throws(QueryError) {
    if !take(word) { throw missing(.word(word)) }
  }

  mutating func need(symbol: String) throws(QueryError) {
    if !take(symbol: symbol) { throw missing(.word(symbol)) }
  }

  /// Runs `body` one level deeper.
  mutating func nested<T>(_ body: (inout Parser) throws(QueryError) -> T) throws(QueryError) -> T {
    guard depth < Self.depthLimit else {
      throw QueryError(.tooDeep(limit: Self.depthLimit), at: current.range)
    }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }

  /// The error that `what` is not here: what is here instead, or that the statement ends.
  func missing(_ what: QueryError.Missing) -> QueryError {
    if let error = lexicalError { return error }
    var suggestions: [String] = []
    if current.kind == .word {
      suggestions = nearWords(to: current.text, among: expectedWords)
    }
    return QueryError(
      .missing(what), at: current.range, suggestions: suggestions,
      expected: spellings)
  }

  /// The current token's own fault, if it has one: an open quote, a foreign sign.
  var lexicalError: QueryError? {
    let token = current
    switch token.kind {
    case .unclosedString:
      return QueryError(.unclosedQuote, at: token.range.lowerBound..<token.range.lowerBound + 1)
    case .unclosedRegex: return QueryError(.unclosedRegex, at: token.range)
    case .symbol: return foreignSymbol(token)
    default: return nil
    }
  }

  /// What was looked for here, as messages list it: how a query goes on first.
  var spellings: [String] {
    var spellings: [String] = []
    for spelling in expectations.compactMap(\.spelling) where !spellings.contains(spelling) {
      spellings.append(spelling)
    }
    let first = ["`|`", "`where`", "`and`", "`or`"].filter(spellings.contains)
    return first + spellings.filter { !first.contains($0) }
  }

  var expectedWords: [String] {
    expectations.flatMap { expectation -> [String] in
      switch expectation {
      case .word(let word), .quiet(let word): [word]
      case .field, .condition: schema.fields.map(\.name)
      case .operand: schema.fields.filter(\.isCalculable).map(\.name)
      case .source: vocabulary.sourceNames
      case .stage: StageDefinition.words
      case .kind: vocabulary.kinds.rows.map(\.name)
      case .calendarUnit: PeriodUnit.allCases.map(\.rawValue)
      case .distanceUnit: ["km", "mi", "miles", "m"]
      default: []
      }
    }
  }
}

extension Expectation {
  /// As messages list it; nil for what no message needs to list.
  var spelling: String? {
    switch self {
    case .quiet, .quietSymbol, .operand: nil
    case .attribute(let attribute): "`\(attribute.rawValue)`"
    case .word("starts"): "`starts with`"
    case .word(let word): "`\(word)`"
    case .symbol(let symbol): symbol == "." || symbol == "(" ? nil : "`\(symbol)`"
    case .source: "a source"
    case .stage: "a stage"
    case .condition: "a field"
    case .field, .nestedField, .columnRest: "a field"
    case .key, .aggregated: "a field"
    case .value, .mention, .tokenValue: #""text""#
    case .regex: "/pattern/"
    case .period: "a period"
    case .number: "a number"
    case .distance: "a distance"
    case .distanceUnit: "`km`"
    case .calendarUnit: "a unit of time"
    case .newName: "a name"
    case .format: "a format"
    case .file: "a file"
    case .kind: "a kind of fact"
    }
  }
}

extension Vocabulary {
  /// Every name that a query can begin with: the sources, definitions and kept results.
  var sourceNames: [String] {
    sources.map(name(of:)) + definitions.keys.sorted() + results.keys.sorted()
  }
}
