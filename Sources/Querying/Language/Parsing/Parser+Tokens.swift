/// Sequences of tokens: `[lemma="meet" & tag="V.*"] []{0,3} [tag="NNP"]+`.
extension Parser {
  /// Repetitions that a number in braces may ask for.
  static let repetitionLimit = 1000

  /// Whether a sequence of tokens begins here. A text alone is a full-text search; with another token or a repetition
  /// behind it, it is one of a sequence.
  var beginsTokens: Bool {
    // Other corpora have other bounds, `<p>`, which are told there.
    if current.kind == .symbol { return Self.beginsToken(current) || current.isSymbol("<") }
    guard current.kind == .string else { return false }
    if Self.beginsToken(following) { return true }
    guard following.kind == .symbol else { return false }
    return ["*", "+", "?", "{", "%"].contains(following.text)
      || following.isSymbol("|") && Self.beginsToken(ahead(2))
  }

  private static func beginsToken(_ token: Token) -> Bool {
    token.kind == .string || token.kind == .symbol && ["[", "(", "<s>", "</s>"].contains(token.text)
  }

  /// The sequence that begins here, as far as it goes.
  mutating func tokenPattern() throws(QueryError) -> TokenPattern {
    let first = start
    isWithinTokens = true
    let pattern = try tokenChoice(isGrouped: false)
    isWithinTokens = false
    let range = range(from: first)
    if current.isWord("within"), following.kind == .word || following.kind == .number {
      guard following.isWord("s") else {
        throw QueryError(
          .unexpected("within"), at: current.range,
          help: "a match lies within one sentence: `within s` is what is always meant")
      }
      advance()
      advance()
    }
    guard TokenProgram.size(pattern) <= TokenProgram.limit else {
      throw QueryError(
        .tooLong(limit: TokenProgram.limit, of: "tokens in a sequence, its repetitions written out"),
        at: range.bytes)
    }
    return pattern
  }

  private mutating func tokenChoice(isGrouped: Bool) throws(QueryError) -> TokenPattern {
    try nested { parser throws(QueryError) in
      var parts = [try parser.tokenRun()]
      // What follows a bar is a stage unless it begins a token, and no stage does.
      while parser.current.isSymbol("|"), isGrouped || Self.beginsToken(parser.following) {
        parser.advance()
        parts.append(try parser.tokenRun())
      }
      return .any(of: parts)
    }
  }

  private mutating func tokenRun() throws(QueryError) -> TokenPattern {
    var parts = [try repeatedToken()]
    while Self.beginsToken(current) || current.isSymbol("<") { parts.append(try repeatedToken()) }
    return .joined(parts)
  }

  private mutating func repeatedToken() throws(QueryError) -> TokenPattern {
    let item = try tokenItem()
    let signs = ["*", "+", "?", "{"]
    for sign in signs { note(.quietSymbol(sign)) }
    note(.symbol("["))
    guard current.kind == .symbol, signs.contains(current.text) else { return item }
    let repeated: TokenPattern
    switch advance().text {
    case "*": repeated = .repeated(item, least: 0, most: nil)
    case "+": repeated = .repeated(item, least: 1, most: nil)
    case "?": repeated = .repeated(item, least: 0, most: 1)
    default: repeated = try bounded(item)
    }
    if current.kind == .symbol, signs.contains(current.text) {
      throw QueryError(
        .unexpected(current.text), at: current.range,
        help: "a token has one repetition, which takes as many as it can; brackets hold another: ([]+)?")
    }
    note(.symbol("["))
    return repeated
  }

  /// Behind `{`.
  private mutating func bounded(_ item: TokenPattern) throws(QueryError) -> TokenPattern {
    let first = lastEnd - 1
    var least = 0
    var most: Int?
    if current.isSymbol(",") {
      advance()
      most = try repetitions()
    } else {
      least = try repetitions()
      most = least
      if take(symbol: ",") { most = at(symbol: "}") ? nil : try repetitions() }
    }
    try need(symbol: "}")
    if let most, most < least {
      throw QueryError(.badPattern("{\(least),\(most)}", "it ends before it begins"), at: first..<lastEnd)
    }
    return .repeated(item, least: least, most: most)
  }

  private mutating func repetitions() throws(QueryError) -> Int {
    let token = current
    let count = try count()
    guard count <= Self.repetitionLimit else {
      throw QueryError(.tooLong(limit: Self.repetitionLimit, of: "repetitions of a token"), at: token.range)
    }
    return count
  }

  private mutating func tokenItem() throws(QueryError) -> TokenPattern {
    let token = current
    switch (token.kind, token.text) {
    case (.string, _):
      let value = patternText(token)
      advance()
      return .token(.test(try finished(.word, value, isEqual: true)))
    case (.symbol, "<s>"):
      advance()
      return .start
    case (.symbol, "</s>"):
      advance()
      return .end
    case (.symbol, "("):
      advance()
      let inner = try tokenChoice(isGrouped: true)
      if current.isSymbol(",") {
        throw QueryError(
          .foreign(",", instead: "|"), at: current.range, help: #"one of several tokens: ("a" | "b")"#)
      }
      try closeBracket()
      return inner
    case (.symbol, "["):
      advance()
      noteAttributes()
      note(.symbol("]"))
      if take(symbol: "]") { return .token(nil) }
      let condition = try tokenCondition()
      guard take(symbol: "]") else { throw foreignConjunction ?? missing(.word("]")) }
      return .token(condition)
    case (.symbol, "<"):
      throw QueryError(
        .unexpected("<"), at: token.range,
        help: "a sentence begins at <s> and ends at </s>: there are no others")
    default:
      note(.symbol("["))
      throw missing(.token)
    }
  }

  private mutating func tokenCondition() throws(QueryError) -> TokenCondition {
    try nested { parser throws(QueryError) in
      var parts = [try parser.tokenConjunction()]
      while parser.take(symbol: "|") { parts.append(try parser.tokenConjunction()) }
      return .joined(parts, isAnd: false)
    }
  }

  private mutating func tokenConjunction() throws(QueryError) -> TokenCondition {
    var parts = [try tokenTest()]
    while take(symbol: "&") { parts.append(try tokenTest()) }
    if let error = foreignConjunction { throw error }
    return .joined(parts, isAnd: true)
  }

  private static let joining = "within [ ] tests are joined by & and |, and turned by !"

  /// `and`, `&&`, `or` where tests of a token are joined.
  private var foreignConjunction: QueryError? {
    switch (current.kind, current.text) {
    case (.word, "and"), (.symbol, "&&"), (.symbol, ","):
      QueryError(.foreign(current.written, instead: "&"), at: current.range, help: Self.joining)
    case (.word, "or"), (.symbol, "||"):
      QueryError(.foreign(current.written, instead: "|"), at: current.range, help: Self.joining)
    default: nil
    }
  }

  private mutating func noteAttributes() {
    for attribute in TokenAttribute.allCases { note(.attribute(attribute)) }
    note(.quietSymbol("!"))
  }

  private mutating func tokenTest() throws(QueryError) -> TokenCondition {
    noteAttributes()
    let token = current
    switch (token.kind, token.text) {
    case (.symbol, "!"):
      advance()
      return .not(try nested { parser throws(QueryError) in try parser.tokenTest() })
    case (.symbol, "("):
      advance()
      let inner = try tokenCondition()
      guard at(symbol: ")") else { throw foreignConjunction ?? missing(.word(")")) }
      advance()
      return inner
    case (.string, _):
      let value = patternText(token)
      advance()
      return .test(try finished(.word, value, isEqual: true))
    case (.word, "not") where following.kind == .word || following.isSymbol("("):
      throw QueryError(.foreign("not", instead: "!"), at: token.range, help: Self.joining)
    case (.word, let name):
      guard let attribute = TokenAttribute(named: name) else {
        let names = TokenAttribute.allCases.map(\.rawValue)
        throw QueryError(
          .unknownAttribute(token.written), at: token.range, suggestions: nearWords(to: name, among: names),
          expected: names)
      }
      advance()
      return .test(try test(of: attribute))
    default: throw missing(.attribute)
    }
  }

  private mutating func test(of attribute: TokenAttribute) throws(QueryError) -> TokenTest {
    note(.symbol("="))
    note(.symbol("!="))
    guard current.isSymbol("=") || current.isSymbol("!=") else { throw missing(.word("=")) }
    let isEqual = advance().text == "="
    note(.tokenValue(attribute))
    let token = current
    switch token.kind {
    case .string:
      let value = patternText(token)
      advance()
      return try finished(attribute, value, isEqual: isEqual)
    case .regex:
      throw QueryError(
        .foreign(token.text, instead: quoted(String(token.text.dropFirst().dropLast()))), at: token.range)
    default: return try finished(attribute, try string(), isEqual: isEqual)
    }
  }

  /// A pattern with the backslashes that it is written with.
  private func patternText(_ token: Token) -> Operand<String> {
    Operand(token.escaped ?? token.text, range: SourceRange(token.range))
  }

  /// The test with what follows its value; the value has been read.
  private mutating func finished(_ attribute: TokenAttribute, _ value: Operand<String>, isEqual: Bool)
    throws(QueryError) -> TokenTest
  {
    var ignoresCase = false
    note(.quietSymbol("%"))
    if current.isSymbol("%") {
      let sign = advance()
      note(.quiet("c"))
      let flag = current
      guard flag.isAttached, flag.isWord("c") else {
        if isAtEnd { throw missing(.word("c")) }
        let isWord = flag.isAttached && flag.kind == .word
        throw QueryError(
          .foreign(isWord ? "%" + flag.written : "%", instead: "%c"),
          at: sign.range.lowerBound..<(isWord ? flag : sign).range.upperBound,
          help: "`%c` behind a value ignores capitals; there is no other flag")
      }
      advance()
      ignoresCase = true
    }
    note(.symbol("&"))
    note(.quietSymbol("|"))
    note(.symbol("]"))
    let test = TokenTest(attribute, value, isEqual: isEqual, ignoresCase: ignoresCase)
    if let literal = test.value.literal { try ValuePattern.check(literal, at: value.range) }
    return test
  }
}
