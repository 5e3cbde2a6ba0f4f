internal import Facts

/// Turns what the parser expected at the cursor into candidates that begin with what is written.
struct CandidateCollector {
  let parser: Parser
  let prefix: String
  /// An open quote stands before the cursor: only quoted values fit.
  let isQuoted: Bool
  let values: Completion.Values
  let limit: Int
  private var found: [Completion.Candidate] = []
  private var seen: Set<String> = []

  init(parser: Parser, prefix: String, isQuoted: Bool, values: Completion.Values, limit: Int) {
    self.parser = parser
    self.prefix = prefix
    self.isQuoted = isQuoted
    self.values = values
    self.limit = limit
  }

  mutating func candidates() -> [Completion.Candidate] {
    for expectation in parser.expectations { add(expectation) }
    if parser.expectations.contains(where: \.takesParameter) {
      for name in parser.parameters { add("$" + name, .parameter, help: "a parameter of this let") }
      for name in parser.vocabulary.parameters { add("$" + name, .parameter, help: "given to the session") }
    }
    return Array(found.prefix(limit))
  }

  private mutating func add(
    _ text: String, _ kind: Completion.CandidateKind, help: String = "", count: Int? = nil
  ) {
    guard kind == .value || (!isQuoted && text.lowercased().hasPrefix(prefix.lowercased())) else { return }
    guard seen.insert(text).inserted else { return }
    found.append(Completion.Candidate(text, kind, help: help, count: count))
  }

  private mutating func add(_ expectation: Expectation) {
    switch expectation {
    case .word(let word), .quiet(let word): add(word, .keyword, help: LanguageHelp.keyword(word))
    case .symbol(let symbol), .quietSymbol(let symbol):
      if prefix.isEmpty { add(symbol, .sign, help: LanguageHelp.keyword(symbol)) }
    case .source: sources()
    case .stage:
      for stage in StageDefinition.all {
        add(stage.word, .stage, help: stage.help.first?.summary ?? "")
      }
    case .condition:
      fields(parser.schema.fields)
      if parser.schema.fields.contains(where: { $0.type == .time }) { edges() }
    case .field: fields(parser.schema.fields)
    case .nestedField(let field): fields(Schema.nestedFields(of: field))
    case .columnRest(let start):
      for field in parser.schema.fields where field.name.hasPrefix(start) {
        let rest = field.name.dropFirst(start.count)
        add(String(rest.hasSuffix(")") ? rest.dropLast() : rest), .field, help: field.help)
      }
    case .key: keys()
    case .aggregated(let function):
      // A field may have what fits within it: `location.population`.
      fields(
        parser.schema.fields.filter { field in
          function.takes(field) || Schema.nestedFields(of: field).contains(where: function.takes)
        })
    case .operand:
      // A field may have what fits within it: `location.population`.
      fields(
        parser.schema.fields.filter { field in
          field.isCalculable || Schema.nestedFields(of: field).contains(where: \.isCalculable)
        })
      add("10", .number, help: "a number")
      if parser.schema.fields.contains(where: { $0.type == .time }) {
        edges()
        add("30 days", .number, help: "added to a date")
      }
    case .value(let field): value(field)
    case .mention: quotedValues(.mentions)
    case .kind:
      for row in parser.vocabulary.kinds.rows { add(row.name, .keyword, help: row.help) }
    case .distanceUnit: for unit in ["km", "mi", "m"] { add(unit, .unit) }
    case .calendarUnit: for unit in PeriodUnit.names { add(unit, .unit) }
    case .period:
      for example in ["2023", "2023-01", "2023-01-31"] { add(example, .period, help: "a period") }
    case .number: add("10", .number, help: "a number")
    case .distance: add("100 km", .number, help: "a distance")
    case .format:
      for format in OutputFormat.namesForFiles {
        add(format, .format, help: OutputFormat(rawValue: format)?.help ?? "")
      }
    case .regex: if prefix.isEmpty { add("/", .sign, help: "a pattern: /cease-?fire/i") }
    case .attribute(let attribute): add(attribute.rawValue, .field, help: attribute.help)
    case .tokenValue(let attribute): tokenValues(attribute)
    case .newName, .file: break
    }
  }

  private mutating func sources() {
    let vocabulary = parser.vocabulary
    for source in vocabulary.sources {
      var help = ""
      if case .kind(let kind) = source { help = vocabulary.kinds.rows[Int(kind.rawValue)].help }
      add(vocabulary.name(of: source), .source, help: help.isEmpty ? LanguageHelp.source(source) : help)
    }
    for name in vocabulary.definitions.keys.sorted() { add(name, .source, help: "defined by let") }
    for name in vocabulary.results.keys.sorted() { add(name, .source, help: "a kept result") }
    if vocabulary.last != nil { add("_", .source, help: "the last result") }
  }

  private mutating func fields(_ fields: [Schema.Field]) {
    for isAlias in [false, true] {
      for field in fields where field.isAlias == isAlias {
        add(QueryPrinter.fieldName(field.name), .field, help: field.help)
      }
    }
  }

  private mutating func units() {
    for unit in PeriodUnit.names { add(unit, .unit, help: "the \(unit) of the date") }
  }

  private mutating func keys() {
    let schema = parser.schema
    guard schema.rows != .table else {
      for column in schema.fields {
        add(
          column.name.contains(" ") ? QueryPrinter.identifier(column.name) : column.name, .field,
          help: column.help)
      }
      if schema.fields.contains(where: { $0.type == .time }) { edges() }
      if schema.defaultField(of: .temporal) != nil { units() }
      return
    }
    fields(schema.fields)
    if schema.defaultField(of: .temporal) != nil { units() }
    if schema.fields.contains(where: { $0.type == .time }) { edges() }
    add("pair(", .function, help: "two that occur together")
    add("country(", .function, help: "the country of a place or a name")
  }

  private mutating func edges() {
    for edge in PeriodEdge.allCases {
      add(edge.rawValue + "(", .function, help: "the \(edge == .start ? "first" : "last") day of a date")
    }
  }

  private mutating func value(_ field: Schema.Field) {
    if !field.words.isEmpty, !isQuoted {
      for word in field.words { add(word, .keyword, help: field.help) }
      return
    }
    if field.isTextual { quotedValues(.values(of: field, rows: parser.schema.rows)) }
  }

  /// Tags that begin with what is written, also behind a `|` of the pattern.
  private mutating func tokenValues(_ attribute: TokenAttribute) {
    let start = prefix.lastIndex(of: "|").map { prefix.index(after: $0) } ?? prefix.startIndex
    let begun = prefix[start...].uppercased()
    for (tag, help) in attribute.tags where tag.hasPrefix(begun) {
      add(quoted(prefix[..<start] + tag), .value, help: help)
    }
    if prefix.isEmpty, !isQuoted {
      add("\"", .sign, help: "a pattern of the whole \(attribute.rawValue) in quotes")
    }
  }

  private mutating func quotedValues(_ wanted: Completion.Wanted) {
    for (text, count) in values.find(wanted, prefix, limit) {
      add(quoted(text), .value, count: count)
    }
    if prefix.isEmpty, !isQuoted { add("\"", .sign, help: "a name or text in quotes") }
  }
}

extension Expectation {
  /// Whether `$name` may stand here.
  fileprivate var takesParameter: Bool {
    switch self {
    case .value, .mention, .period, .distance, .number, .operand, .tokenValue: true
    default: false
    }
  }
}
