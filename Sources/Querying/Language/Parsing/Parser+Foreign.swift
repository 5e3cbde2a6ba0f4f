/// What people write who know another language, and the form that this one has for it.
extension Parser {
  /// A sign that no statement has, wherever it stands.
  func foreignSymbol(_ token: Token) -> QueryError? {
    switch token.text {
    case "==": QueryError(.foreign("==", instead: "="), at: token.range)
    case "<>": QueryError(.foreign("<>", instead: "!="), at: token.range)
    case "&&", "&": QueryError(.foreign(token.text, instead: "and"), at: token.range)
    case "||": QueryError(.foreign("||", instead: "or"), at: token.range)
    case "!": QueryError(.foreign("!", instead: "not"), at: token.range)
    case "(", ")", ",", ".", ";", "|", "=", "!=", "<", "<=", ">", ">=": nil
    default: QueryError(.unexpectedCharacter(token.text), at: token.range)
    }
  }

  func foreignSource() -> QueryError? {
    switch current.text {
    case "select":
      QueryError(.foreign("select", instead: "meetings | show date, location"), at: current.range)
    case "from": QueryError(.foreign("from", instead: "meetings where …"), at: current.range)
    case "find", "get", "search", "list":
      QueryError(.foreign(current.written, instead: "meetings where …"), at: current.range)
    default:
      Self.startsStage(current.text)
        ? QueryError(.missing(.source), at: current.range, expected: vocabulary.sourceNames) : nil
    }
  }

  func foreignStage() -> QueryError? {
    let both = current.range.lowerBound..<max(current.range.upperBound, following.range.upperBound)
    switch (current.text, following.text) {
    case ("group", "by"): return QueryError(.foreign("group by", instead: "count by"), at: both)
    case ("order", "by"): return QueryError(.foreign("order by", instead: "sort by"), at: both)
    case ("select", _): return QueryError(.foreign("select", instead: "show"), at: current.range)
    case ("having", _), ("filter", _):
      return QueryError(.foreign(current.written, instead: "where"), at: current.range)
    case ("head", _), ("take", _):
      return QueryError(.foreign(current.written, instead: "limit"), at: current.range)
    case ("offset", _): return QueryError(.foreign(current.written, instead: "skip"), at: current.range)
    case ("project", _), ("columns", _):
      return QueryError(.foreign(current.written, instead: "show"), at: current.range)
    case ("avg", _), ("mean", _):
      return QueryError(.foreign(current.written, instead: "average"), at: current.range)
    case ("unique", _), ("uniq", _):
      return QueryError(.foreign(current.written, instead: "distinct"), at: current.range)
    default: return nil
    }
  }

  func foreignOperator(_ field: Schema.Field) -> QueryError? {
    switch current.text {
    case "like", "ilike": QueryError(.foreign(current.written, instead: "contains"), at: current.range)
    case "equals", "eq": QueryError(.foreign(current.written, instead: "="), at: current.range)
    case "includes", "has": QueryError(.foreign(current.written, instead: "contains"), at: current.range)
    case "not" where following.isWord("in"):
      QueryError(.foreign("not in", instead: "is not one of (…)"), at: current.range)
    default: nil
    }
  }

  /// Where a condition should begin.
  func foreignCondition() -> QueryError? {
    switch current.text {
    case "exists": QueryError(.foreign("exists", instead: "has"), at: current.range)
    case "group" where following.isWord("by"):
      QueryError(.foreign("group by", instead: "| count by"), at: current.range)
    default: nil
    }
  }

  /// Where the query should have ended or gone on.
  func unexpectedHere() -> QueryError {
    if let error = lexicalError { return error }
    let token = current
    let both = token.range.lowerBound..<max(token.range.upperBound, following.range.upperBound)
    if token.kind == .word {
      switch (token.text, following.text) {
      case ("group", "by"): return QueryError(.foreign("group by", instead: "| count by"), at: both)
      case ("order", "by"): return QueryError(.foreign("order by", instead: "| sort by"), at: both)
      case ("having", _): return QueryError(.foreign("having", instead: "| where"), at: token.range)
      default: break
      }
      if Self.startsStage(token.text) { return QueryError(.stageWithoutBar(token.text), at: token.range) }
    }
    if token.isSymbol(")") { return QueryError(.strayBracket, at: token.range) }
    return QueryError(
      .unexpected(token.kind == .string ? "\"\(token.text)\"" : token.written), at: token.range,
      suggestions: token.kind == .word ? nearWords(to: token.text, among: expectedWords) : [],
      expected: spellings)
  }
}
