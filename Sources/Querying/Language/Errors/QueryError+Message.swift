extension QueryError {
  /// What is wrong, in one line without a full stop.
  public var message: String {
    switch reason {
    case .unclosedQuote: "this quote is never closed"
    case .quoteOverLines(let count):
      "this quote closes only \(count == 1 ? "in the next line" : "\(count) lines below"), where another was to open"
    case .unclosedRegex: "this pattern is never closed"
    case .unexpectedCharacter(let text): "unexpected `\(text)`"
    case .malformedNumber(let text): "`\(text)` is no number that can be used here"
    case .unknownField(let name, let rows): "\(rows) have no field `\(name)`"
    case .unknownNestedField(let name, let field): "`\(field)` has no field `\(name)`"
    case .unknownSource(let name): "there is no source called `\(name)`"
    case .unknownStage(let name): "there is no stage called `\(name)`"
    case .unknownOperator(let name, let field): "`\(name)` is no operator for `\(field)`"
    case .unknownKindOrField(let name): "`has` needs a field or a kind of fact, and `\(name)` is neither"
    case .unknownWord(let word, let field):
      expected == ["yes", "no"] ? "`\(field)` is yes or no, not `\(word)`" : "`\(word)` is no \(field)"
    case .unknownFormat(let name): "there is no format called `\(name)`"
    case .unknownParameter(let name): "nothing says what `$\(name)` is"
    case .noLastResult: "there is no result yet to go on from"
    case .unquotedText: "names and text are quoted"
    case .quotedDate: "a date is not quoted"
    case .quotedDistance: "a distance is not quoted"
    case .noUnit(let number): "the distance \(number) has no unit"
    case .unknownUnit(let word): "there is no unit called `\(word)`"
    case .noSuchMonth(let date, _), .noSuchDay(let date, _, _), .noSuchWeek(let date, _),
      .noSuchQuarter(let date), .noSuchHalf(let date):
      "`\(date)` is not a date"
    case .notADate(let text): "`\(text)` is not a date or a period"
    case .monthWithoutYear(let month): "\(month) of which year?"
    case .relativeWithoutUnit(let word): "`\(word)` what?"
    case .notAWholeNumber(let text): "`\(text)` is not a whole number"
    case .wrongType(let field, let type, "an aggregate"):
      "`\(field)` is \(type.article), and an aggregate needs numbers"
    case .wrongType(let field, let type, let found): "`\(field)` is \(type.article), not \(found)"
    case .operatorDoesNotFit(let name, let field, let type):
      "`\(name)` does not fit `\(field)`, which is \(type.article)"
    case .cannotCalculate(let fault): fault
    case .missing(let what): what.message
    case .unclosedBracket: "a `)` is missing"
    case .strayBracket: "this `)` closes nothing"
    case .stageWithoutBar(let name): "`\(name)` is a stage"
    case .unexpected(let text): "the query should have ended or gone on before `\(text)`"
    case .foreign(let found, _): "`\(found)` belongs to another language"
    case .tooDeep(let limit): "more than \(limit) brackets, `not`s or set operators within each other"
    case .tooLong(let limit, let what): "the query has more than \(limit) \(what)"
    case .reservedName(let name): "`\(name)` has a meaning of its own"
    case .twoColumns(let name): "two columns would be called `\(name)`"
    case .incompatibleRows(let left, let right): "\(left) and \(right) are different rows"
    case .wrongArgumentCount(let name, let expected, let found):
      expected == 0
        ? "`\(name)` takes no arguments"
        : "`\(name)` takes \(expected) argument\(expected == 1 ? "" : "s"), not \(found)"
    case .definitionInCycle(let name): "`\(name)` is defined by itself"
    case .unknownPlace(let name): "no place called \(quoted(name))"
    case .ambiguousID(let digits, let row):
      "more than one \(row) has an id that begins with \(quoted(digits))"
    case .badPattern(let pattern, let fault): "`\(pattern)` is no pattern: \(fault)"
    case .badSearch(let text, let fault): "\(quoted(text)) cannot be searched for: \(fault)"
    case .unknownAttribute(let name): "tokens have no attribute `\(name)`"
    case .cannotExport(let target, let fault): "cannot write \(quoted(target)): \(fault)"
    case .unknownCommand(let name): "there is no command called `.\(name)`"
    case .unsupported(let what): "\(what) cannot be run on these rows"
    case .notInSQL(let what): "SQL cannot say this exactly: \(what)"
    case .nothingSearched: "nothing was looked for in these rows, so there is no context to show"
    case .noNumbers: "these rows have no numbers to draw"
    case .nothingCounted: "these rows have no numbers whose total could have shares"
    case .noPlaces: "these rows have no places to mark"
    case .noMentions: "these rows are made of others: no article mentions them"
    case .notAdditive(let column): "several rows fall into one period, and `\(column)` cannot be added up"
    case .notUnderstood(let words): "this question is not understood at \(quoted(words))"
    case .unknownName(let name): "no article names \(quoted(name))"
    case .cancelled: "cancelled"
    }
  }

  /// What stands after the caret: what was meant, or what could stand there. Empty if nothing helps.
  public var label: String {
    switch reason {
    case .unquotedText, .noUnit: return suggestions.first.map { "write \($0)" } ?? ""
    case .quotedDate(let text), .quotedDistance(let text): return "write \(text)"
    case .noSuchMonth(_, let month): return "there is no month \(month)"
    case .noSuchDay(_, let day, let days): return "there is no day \(day): the month has \(days) days"
    case .noSuchWeek(_, let week): return "there is no week \(week) in that year"
    case .noSuchQuarter: return "quarters are Q1 to Q4"
    case .noSuchHalf: return "halves are H1 and H2"
    case .foreign(_, let instead): return "write `\(instead)`"
    case .stageWithoutBar(let name): return "write `| \(name)`"
    case .monthWithoutYear(let month): return "write \(month) 2023"
    case .relativeWithoutUnit(let word):
      return "write \(word) \(word.first?.isNumber == true ? "days ago" : "week")"
    case .unclosedQuote, .quoteOverLines: return "opened here"
    case .unexpected("and"), .unexpected("or"):
      return help == nil ? "write `where` before the conditions" : ""
    case .unknownOperator("any", "status"): return "write `status any` before `where`"
    case .missing(.word(let word)) where suggestions.isEmpty: return "expected `\(word)`"
    case .wrongType where !suggestions.isEmpty: return "write \(suggestions[0])"
    case .unexpectedCharacter("'"), .unexpectedCharacter("`"), .unexpectedCharacter("‘"),
      .unexpectedCharacter("’"):
      return "quotes are double"
    default: break
    }
    if !suggestions.isEmpty { return "did you mean \(Self.list(suggestions.map(spelled)))?" }
    guard !expected.isEmpty else { return "" }
    if case .missing(.source) = reason { return "" }
    if case .unknownField(let name, _) = reason, expected.count > 8, help == nil {
      return "the nearest are \(Self.list(nearest(to: name, among: expected).map { "`\($0)`" }))"
    }
    if expected.count > 8 { return "expected \(expected.prefix(7).joined(separator: ", ")) …" }
    return "expected \(Self.list(expected))"
  }

  /// Places and other text are suggested as they are written, names of the language in back-quotes.
  private func spelled(_ suggestion: String) -> String {
    switch reason {
    case .unknownPlace, .unknownName, .ambiguousID: return suggestion
    default: break
    }
    return "`\(suggestion)`"
  }

  /// "a", "a or b", "a, b or c"
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " or " + last
  }

  /// What the line `help:` says; nil for none.
  public var helpText: String? {
    if let help { return help }
    switch reason {
    case .unclosedQuote, .quoteOverLines: return #"add a closing ""#
    case .unclosedRegex: return "a pattern stands between two slashes: /cease-?fire/i"
    case .unknownField(_, let rows):
      return rows == "rows" ? "the columns are \(expected.joined(separator: ", "))" : ".describe \(rows)"
    case .unknownNestedField where expected.isEmpty: return nil
    case .unknownNestedField(_, let field):
      return "the fields of \(field) are \(expected.joined(separator: ", "))"
    case .unknownSource: return ".sources"
    case .missing(.source):
      return "a query starts with what to look for: meetings, statements, articles … (.sources)"
    case .unknownStage, .missing(.stage): return ".help stages"
    case .unknownOperator, .missing(.operation): return ".help operators"
    case .unknownWord(_, let field) where expected.count > 2:
      return "\(field) is one of \(expected.joined(separator: ", "))"
    case .noSuchMonth, .noSuchDay: return "dates are year-month-day: 2023-01-31"
    case .noSuchWeek: return "weeks are numbered as in ISO 8601: 2023-W01"
    case .notADate, .missing(.period):
      return
        "write 2023-01-31, 2023-01, 2023-Q1, 2023, January 2023, summer 2023, 2023-01..2023-03, last week, 2 weeks ago"
    case .unknownAttribute, .missing(.attribute):
      return #"[word="met"], [lemma="meet"], [tag="VBD"] (Penn), [upos="VERB"] (universal)"#
    case .missing(.token): return #"a token is [lemma="meet"], "met" or [] for any"#
    case .unknownUnit where expected.contains("day"):
      return "units of time: \(expected.joined(separator: ", "))"
    case .unknownUnit, .missing(.distance): return "distances are written 200 km, 50 mi, 500 m"
    case .unknownFormat: return "formats: \(expected.joined(separator: ", "))"
    case .unknownParameter(let name): return "-p \(name)=VALUE, or a parameter of let"
    case .ambiguousID: return "write more of its digits"
    case .noLastResult: return "run a query first, then | goes on from it"
    case .cannotCalculate, .missing(.operand): return ".help expressions"
    case .reservedName: return "choose another name"
    case .nothingSearched:
      return #"look for something first: articles where text matches "border" | context 8"#
    case .nothingCounted:
      return "count first: meetings | percent by month, meetings | count by month | percent"
    case .notAdditive:
      return "make it over longer periods at once: facts | average killed by year | timeline by year"
    case .noNumbers: return "count first: meetings | count by location | chart"
    case .noMentions: return "ask before the rows are counted: people | mentions, meetings | mentions"
    case .noPlaces: return "go on to rows that have some: | facts | map, or | articles | map"
    case .unexpected("and"), .unexpected("or"):
      return "modifiers follow each other without `and`; conditions after `where` are joined by it"
    case .unexpected: return "conditions are joined by and/or; stages begin with |"
    case .incompatibleRows: return "bring both to the same rows first: (… | articles) union (… | articles)"
    case .foreign("select", _), .foreign("from", _):
      return
        "a query starts with what to look for: meetings where location near \"Poland\" | show date, location"
    case .unexpectedCharacter("'"): return "write \"text\" for text, `name` for a field that is a keyword too"
    default: return nil
    }
  }
}

extension FieldType {
  /// "a number"
  var article: String {
    switch self {
    case .text: "a text"
    case .entity: "a name"
    case .place: "a place"
    case .time: "a date"
    case .number: "a number"
    case .word: "a keyword"
    case .flag: "yes or no"
    case .article: "an article"
    }
  }
}

extension QueryError.Missing {
  var message: String {
    switch self {
    case .closingQuote: "a closing quote is missing"
    case .closingBracket: "a `)` is missing"
    case .regexEnd: "the pattern's closing `/` is missing"
    case .source: "what to look for is missing"
    case .condition: "a condition is missing"
    case .field: "a field is missing"
    case .stage: "a stage is missing after `|`"
    case .key: "a field to go by is missing"
    case .value: "a value is missing"
    case .period: "a date or a period is missing"
    case .distance: "a distance is missing"
    case .number: "a number is missing"
    case .name: "a name is missing"
    case .query: "a query is missing"
    case .token: "a token is missing"
    case .attribute: "what the token is to have is missing"
    case .operand: "a number, a date or a field of them is missing"
    case .operation(let field): "`\(field)` needs an operator"
    case .aggregated(let name, let takesTimes):
      "`\(name)` needs a field of numbers" + (takesTimes ? " or dates" : "")
    case .word(let word): "`\(word)` is missing"
    }
  }
}
