/// Stages that make a table of the rows.
extension StageDefinition {
  static let count = StageDefinition(
    word: "count", method: "group", estimate: { form, count in form.keys.isEmpty ? 1 : count },
    help: [
      HelpEntry(
        "count", "count [by KEY, …]", "how many, for each key", "meetings | count by pair(participant)"),
      HelpEntry(
        "count distinct", "count distinct KEY [by KEY, …]", "how many different values",
        "meetings | count distinct participant by month"),
    ],
    parse: { (parser, _) throws(QueryError) in
      if parser.take("by") { return [.count(by: try parser.keys())] }
      // `count month`
      if parser.current.kind == .word, !parser.current.isWord("distinct"),
        !Parser.reservedWords.contains(parser.current.text)
      {
        throw parser.missing(.word("by"))
      }
      return [try parser.summaries(from: .count)]
    },
    print: { form, printer in
      switch form {
      case .count(let keys):
        printer.add("count")
        printer.by(keys)
      case .aggregate(_, let key, let keys):
        printer.add("count distinct ")
        printer.key(key)
        printer.by(keys)
      default: printer.summary(form)
      }
    },
    schema: { form, schema, _ in
      if case .count(let keys) = form {
        return .table(keys.map(schema.column) + [Schema.countColumn(besides: keys)])
      }
      return schema.aggregated(form)
    })

  static let percent = StageDefinition(
    word: "percent", method: "column",
    help: [
      HelpEntry(
        "percent", "percent [of COLUMN], percent by KEY, …",
        "a column with each row's share of the total; by: counts first", "facts | percent by status")
    ],
    parse: { (parser, word) throws(QueryError) in
      if parser.take("by") {
        // What is counted already is added up.
        guard let column = parser.schema.totalled(nil) else {
          return [.count(by: try parser.keys()), .percent(of: nil)]
        }
        let total = Key.column(parser.schema.fields[column].name)
        return [.aggregate(.sum, of: total, by: try parser.keys()), .percent(of: nil)]
      }
      guard parser.schema.totalled(nil) != nil else { throw QueryError(.nothingCounted, at: word.range) }
      return [.percent(of: parser.take("of") ? try parser.aggregated(nil) : nil)]
    },
    print: { form, printer in
      guard case .percent(let key) = form else { return }
      printer.add("percent")
      guard let key else { return }
      printer.add(" of ")
      printer.key(key)
    },
    schema: { _, schema, _ in
      guard schema.rows == .table else { return schema }
      var share = Schema.Field(
        "percent", .number, .column(0), help: "the share of the total, in per cent", example: "percent > 10")
      share.isAdditive = false
      return .table(schema.fields.filter { $0.name != share.name } + [share])
    })

  static let sum = aggregate(.sum, "sum FIELD [by KEY, …]", "the total", "facts | sum killed by month")
  static let average = aggregate(
    .average, "average FIELD [by KEY, …]", "the mean; several at once: sum FIELD as NAME, count by KEY",
    "facts | average confidence as sure, count by kind")
  static let median = aggregate(
    .median, "median FIELD [by KEY, …]", "the number in the middle", "attacks | median killed by month")
  static let min = aggregate(
    .min, "min FIELD [by KEY, …]", "the least number or the first date", "facts | min date by kind")
  static let max = aggregate(
    .max, "max FIELD [by KEY, …]", "the greatest number or the last date", "facts | max date by kind")

  private static func aggregate(
    _ function: Aggregate, _ form: String, _ summary: String, _ example: String
  ) -> StageDefinition {
    StageDefinition(
      word: function.rawValue, method: "group",
      estimate: { form, count in form.keys.count < 2 ? 1 : count },
      help: [HelpEntry(function.rawValue, form, summary, example)],
      parse: { (parser, _) throws(QueryError) in [try parser.summaries(from: .of(function))] },
      print: { form, printer in
        guard case .aggregate(let function, let key, let keys) = form else { return printer.summary(form) }
        printer.add(function.rawValue + " ")
        printer.key(key)
        printer.by(keys)
      },
      schema: { form, schema, _ in schema.aggregated(form) })
  }

  static let distinct = StageDefinition(
    word: "distinct", method: "group",
    help: [
      HelpEntry(
        "distinct", "distinct KEY, …", "every value once", "meetings | distinct country(location)")
    ],
    parse: { (parser, _) throws(QueryError) in [.distinct(try parser.keys())] },
    print: { form, printer in
      guard case .distinct(let keys) = form else { return }
      printer.add("distinct ")
      printer.list(keys) { $0.key($1) }
    },
    schema: { form, schema, _ in
      guard case .distinct(let keys) = form else { return schema }
      return .table(keys.map(schema.column))
    })

  static let timeline = StageDefinition(
    word: "timeline", method: "group",
    help: [
      HelpEntry(
        "timeline", "timeline [by UNIT]",
        "how many rows in each period, with a bar; 0 where there is none; of a table what its counts come to",
        "meetings | timeline by month")
    ],
    parse: { (parser, _) throws(QueryError) in
      [.timeline(parser.take("by") ? try parser.timelineUnit() : nil)]
    },
    print: { form, printer in
      guard case .timeline(let unit) = form else { return }
      printer.add("timeline" + (unit.map { " by \($0.rawValue)" } ?? ""))
    },
    schema: { form, schema, _ in
      if case .timeline(let unit) = form { schema.overTime(unit) } else { schema }
    })
}

/// The word with which a number of a group begins.
enum SummaryWord {
  case count
  case of(Aggregate)

  static let all = ["count"] + Aggregate.allCases.filter { $0 != .distinct }.map(\.rawValue)

  init?(_ word: String) {
    if word == "count" {
      self = .count
    } else if let function = Aggregate(rawValue: word), function != .distinct {
      self = .of(function)
    } else {
      return nil
    }
  }
}

extension Parser {
  /// `killed as dead, count by month`, behind its first word: one number of a group or several.
  fileprivate mutating func summaries(from word: SummaryWord) throws(QueryError) -> Stage.Form {
    let first = start
    var parts = [try summary(word)]
    while current.isSymbol(","), following.kind == .word || following.kind == .end {
      guard following.kind == .end || SummaryWord(following.text) != nil || ahead(2).kind == .end else {
        break
      }
      advance()
      for word in SummaryWord.all { note(.quiet(word)) }
      guard let next = SummaryWord(current.text) else { throw missing(.word("count")) }
      advance()
      parts.append(try summary(next))
    }
    let keys = take("by") ? try keys() : []
    var names = keys.map(\.columnName)
    for part in parts {
      if parts.count > 1 || part.name != nil, names.contains(part.columnName) {
        throw QueryError(
          .twoColumns(part.columnName), at: first..<lastEnd, help: "give one of them another name: as total")
      }
      names.append(part.columnName)
    }
    if parts.count == 1, parts[0].name == nil {
      switch parts[0].form {
      case .rows: return .count(by: keys)
      case .of(let function, let key): return .aggregate(function, of: key, by: keys)
      }
    }
    return .summary(parts, by: keys)
  }

  private mutating func summary(_ word: SummaryWord) throws(QueryError) -> Summary {
    let form: Summary.Form
    switch word {
    case .count: form = take("distinct") ? .of(.distinct, try key()) : .rows
    case .of(let function): form = .of(function, try aggregated(function))
    }
    guard take("as") else { return Summary(form) }
    note(.newName)
    guard current.kind == .word || current.kind == .quotedWord else { throw missing(.name) }
    return Summary(form, as: advance().text)
  }

  fileprivate mutating func timelineUnit() throws(QueryError) -> PeriodUnit {
    note(.calendarUnit)
    guard current.kind == .word, let unit = Self.calendarUnit(current.text) else {
      throw QueryError(
        current.kind == .word ? .unknownUnit(current.written) : .missing(.word("month")), at: current.range,
        suggestions: current.kind == .word ? nearWords(to: current.text, among: PeriodUnit.names) : [],
        expected: PeriodUnit.names)
    }
    advance()
    return unit
  }
}
