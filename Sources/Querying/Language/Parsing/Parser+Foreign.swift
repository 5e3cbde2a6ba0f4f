/// What people write who know another language, and the form that this one has for it.
extension Parser {
  static let severalNames =
    #"all of several: with "A" and "B"; any of them: where participant is one of ("A", "B")"#

  /// A sign that no statement has, wherever it stands.
  func foreignSymbol(_ token: Token) -> QueryError? {
    switch token.text {
    case "[", "]", "{", "}", "&", "!", "*", "+", "?", "%", "<s>", "</s>":
      if isWithinTokens { return nil }
    default: break
    }
    return switch token.text {
    case "==": QueryError(.foreign("==", instead: "="), at: token.range)
    case "<>": QueryError(.foreign("<>", instead: "!="), at: token.range)
    case "&&", "&": QueryError(.foreign(token.text, instead: "and"), at: token.range)
    case "||": QueryError(.foreign("||", instead: "or"), at: token.range)
    case "!": QueryError(.foreign("!", instead: "not"), at: token.range)
    case "(", ")", ",", ".", "..", ";", "|", "=", "!=", "<", "<=", ">", ">=": nil
    case "[", "]", "{", "}", "<s>", "</s>":
      QueryError(
        .unexpectedCharacter(token.text), at: token.range,
        help: #"a sequence of tokens stands behind `matches`: text matches [lemma="meet"] [tag="NNP"]"#)
    default: QueryError(.unexpectedCharacter(token.text), at: token.range)
    }
  }

  func foreignSource() -> QueryError? {
    switch current.text {
    case "select":
      QueryError(.foreign("select", instead: selected()), at: current.range)
    case "from": QueryError(.foreign("from", instead: "meetings where …"), at: current.range)
    case "find", "get", "search", "list":
      QueryError(.foreign(current.written, instead: "meetings where …"), at: current.range)
    case "help", "quit", "exit", "load", "describe", "explain", "schema", "save", "read":
      QueryError(.unknownSource(current.written), at: current.range, suggestions: ["." + current.text])
    default:
      Self.startsStage(current.text) ? stageFirst() : nil
    }
  }

  /// `count meetings`
  private func stageFirst() -> QueryError {
    let isSource = vocabulary.sourceNames.contains(following.text)
    return QueryError(
      .missing(.source), at: current.range,
      suggestions: isSource ? ["\(following.text) | \(current.text)"] : [], expected: vocabulary.sourceNames)
  }

  /// `select a, b from meetings where …` in this language; an example where it is not of that form.
  private func selected() -> String {
    var columns: [String] = []
    var at = 1
    while ahead(at).kind == .word, ahead(at).text != "from" {
      columns.append(ahead(at).text)
      at += 1
      guard ahead(at).isSymbol(",") else { break }
      at += 1
    }
    if columns.isEmpty, !ahead(at).isWord("from") { at += 1 }
    guard ahead(at).isWord("from"), vocabulary.sourceNames.contains(ahead(at + 1).text) else {
      return "meetings | show date, location"
    }
    var text = ahead(at + 1).text
    if ahead(at + 2).isWord("where") { text += " where …" }
    let isCount = columns == ["count"]
    return text + (isCount ? " | count" : columns.isEmpty ? "" : " | show " + columns.joined(separator: ", "))
  }

  func foreignStage() -> QueryError? {
    let both = current.range.lowerBound..<max(current.range.upperBound, following.range.upperBound)
    switch (current.text, following.text) {
    case ("group", "by"): return QueryError(.foreign("group by", instead: "count by"), at: both)
    case ("order", "by"): return QueryError(.foreign("order by", instead: "sort by"), at: both)
    case ("select", _): return QueryError(.foreign("select", instead: "show"), at: current.range)
    case ("having", _), ("filter", _):
      return QueryError(.foreign(current.written, instead: "where"), at: current.range)
    case ("wc", _): return QueryError(.foreign("wc", instead: "count"), at: current.range)
    case ("tail", _), ("last", _):
      return QueryError(.foreign(current.written, instead: "sort by date desc | limit"), at: current.range)
    case ("grep", _), ("search", _):
      let text =
        following.kind == .string ? following.text : following.kind == .word ? following.written : "…"
      return QueryError(
        .foreign(current.written, instead: "where text contains \"\(text)\""), at: current.range)
    case ("head", _), ("take", _), ("first", _):
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
    default: nil
    }
  }

  /// `date is null`, `date = null`, as far as `null`.
  func foreignNull(_ field: FieldReference, isNegated: Bool, from first: Int) -> QueryError? {
    guard
      current.isWord("null") || current.isWord("none") || current.isWord("missing") || current.isWord("empty")
    else { return nil }
    let range = first..<current.range.upperBound
    return QueryError(
      .foreign("is \(current.text)", instead: isNegated ? "has \(field.name)" : "has no \(field.name)"),
      at: range)
  }

  /// `planned or denied`: another value of a field, without the field.
  func helpOnAnotherValue(_ token: Token) -> String? {
    guard ["or", "and"].contains(previous?.text),
      let field = schema.fields.first(where: { $0.words.contains(token.text) })
    else { return nil }
    let other = ahead(-2).kind == .word && field.words.contains(ahead(-2).text) ? ahead(-2).text : "…"
    return "where \(field.name) is one of (\(other), \(token.text))"
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
    if let period = periodHere {
      return QueryError(
        .unexpected(token.written), at: token.range, suggestions: ["during \(period)"], expected: spellings)
    }
    if token.kind == .number, Self.distanceUnit(following.text) != nil, expectations.contains(.word("within"))
    {
      return QueryError(
        .unexpected(token.written), at: both, suggestions: ["within \(token.text) \(following.text)"])
    }
    if expectations.contains(.word("desc")), ["descending", "down"].contains(token.text) {
      return QueryError(.foreign(token.written, instead: "desc"), at: token.range)
    }
    if expectations.contains(.word("asc")), ["ascending", "up"].contains(token.text) {
      return QueryError(.foreign(token.written, instead: "asc"), at: token.range)
    }
    let isList = following.kind == .string && (token.isSymbol(",") || token.isWord("or"))
    return QueryError(
      .unexpected(token.kind == .string ? "\"\(token.text)\"" : token.written), at: token.range,
      suggestions: token.kind == .word && !isList ? nearWords(to: token.text, among: expectedWords) : [],
      expected: spellings, help: isList ? Self.severalNames : nil)
  }

  /// A period that stands without its preposition, as it is written.
  private var periodHere: String? {
    guard expectations.contains(.word("during")) else { return nil }
    switch current.kind {
    case .date: return current.text
    case .number where current.text.utf8.count == 4: return current.text
    case .word where Self.periodWords.contains(current.text) && current.text != "now":
      var words = [current.written]
      while words.count < 3, [.word, .number].contains(ahead(words.count).kind) {
        words.append(ahead(words.count).written)
        if Self.calendarUnit(words[words.count - 1].lowercased()) != nil { break }
      }
      return words.joined(separator: " ")
    default: return nil
    }
  }
}
