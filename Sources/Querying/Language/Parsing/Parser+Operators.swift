extension Parser {
  mutating func noteOperators(of field: Schema.Field) {
    note(.symbol("="))
    note(.symbol("!="))
    note(.word("is"))
    note(.quiet("in"))
    note(.quiet("not"))
    switch field.type {
    case .number: for symbol in ["<", "<=", ">", ">="] { note(.symbol(symbol)) }
    case .time:
      for symbol in ["<", "<=", ">", ">="] { note(.symbol(symbol)) }
      for word in ["during", "in", "on", "before", "after", "since", "overlaps", "from", "between"] {
        note(.word(word))
      }
      note(.quiet("until"))
    default: break
    }
    if field.type == .number { note(.word("between")) }
    if field.type == .place { for word in ["near", "in", "within"] { note(.word(word)) } }
    if field.isTextual { for word in ["contains", "starts", "exactly", "matches"] { note(.word(word)) } }
  }

  /// Every operator, whatever it fits: to suggest from.
  static let operatorWords = [
    "near", "in", "within", "during", "on", "before", "after", "since", "until", "overlaps", "from",
    "between",
    "contains", "starts", "exactly", "matches",
  ]

  func noOperator(_ found: FoundField) -> QueryError {
    if let error = lexicalError { return error }
    if let foreign = foreignOperator(found.field) { return foreign }
    let token = current
    let expected = spellings
    guard token.kind == .word, !Self.afterCondition.contains(token.text) else {
      let at = token.kind == .word || isAtEnd ? token.range.lowerBound..<token.range.lowerBound : token.range
      return QueryError(
        .missing(.operation(found.reference.name)), at: isAtEnd ? token.range : at, expected: expected)
    }
    let fitting = expectations.compactMap { expectation -> String? in
      if case .word(let word) = expectation { word } else { nil }
    }
    var suggestions = nearWords(to: token.text, among: fitting)
    if suggestions.isEmpty { suggestions = nearWords(to: token.text, among: Self.operatorWords + ["is"]) }
    return QueryError(
      .unknownOperator(token.written, field: found.reference.name), at: token.range, suggestions: suggestions,
      expected: expected)
  }

  /// Words that go on after a whole condition.
  private static let afterCondition: Set<String> = ["and", "or", "where", "union", "intersect", "except"]

  func unfit(_ word: String, _ field: Schema.Field) -> QueryError {
    QueryError(
      .operatorDoesNotFit(word, field: field.name, isA: field.type), at: current.range,
      expected: field.operatorNames)
  }

  func check(_ comparison: Comparison, fits field: Schema.Field) throws(QueryError) {
    switch comparison {
    case .equal, .notEqual: return
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      guard field.type == .number || field.type == .time else { throw unfit(comparison.rawValue, field) }
    }
  }
}

extension Comparison {
  /// `a < b` is `b > a`.
  var reversed: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

extension Schema.Field {
  /// Compared as text: names, titles, places too.
  var isTextual: Bool { [.text, .entity, .place, .article].contains(type) }

  /// The keyword of this field that a text stands for, in small letters; nil if it has none such.
  func word(_ text: String) -> String? {
    let text = text.lowercased()
    let word = type == .flag ? ["true": "yes", "false": "no"][text] ?? text : text
    return words.isEmpty || words.contains(word) ? word : nil
  }

  var operatorNames: [String] {
    switch type {
    case .text, .entity, .article: ["=", "!=", "contains", "starts with", "exactly", "matches"]
    case .place: ["near", "in", "within", "=", "!=", "contains"]
    case .time: ["during", "on", "before", "after", "since", "overlaps", "from … to", "="]
    case .number: ["=", "!=", "<", "<=", ">", ">="]
    case .word, .flag: ["=", "!=", "is one of"]
    }
  }
}
