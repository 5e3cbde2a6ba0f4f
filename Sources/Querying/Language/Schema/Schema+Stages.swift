public import Facts

extension Schema {
  /// What the rows are after a stage: a table after `count`, `distinct`, `timeline` and aggregates, other rows
  /// after a drill-down, else the same.
  public func after(_ stage: Stage.Form, kinds: KindTable) -> Schema {
    stage.definition.schema(stage, self, kinds)
  }

  /// The rows of both together; nil where they are not alike.
  public func combined(with other: Schema, kinds: KindTable) -> Schema? {
    if self == other { return self }
    switch (rows, other.rows) {
    case (.facts, .facts): return .facts(nil, in: kinds)
    // They differ in what `show … as` gave names.
    case (.articles, .articles): return .articles
    case (.sentences, .sentences): return .sentences
    case (.entities, .entities): return .entities(nil)
    case (.table, .table): return fields.map(\.name) == other.fields.map(\.name) ? self : nil
    default: return nil
    }
  }

  /// Why rows of these can be no values of a field: how to make them such. Nil where they can.
  func misfit(for field: Field) -> String? {
    switch (rows, field.type) {
    case (.table, _): return fields.isEmpty ? "a table with a column is wanted" : nil
    case (.entities, .entity), (.entities, .place), (.entities, .text), (.articles, .article): return nil
    case (_, .entity), (_, .place): return "go on to those who are named: (\(title) … | entities)"
    case (_, .article): return "go on to the articles: (\(title) … | articles)"
    default: return "go on to the values: (\(title) … | distinct \(field.name))"
    }
  }

  /// `count by n` counts groups of groups: there `n` is the key.
  static func countColumn(besides keys: [Key]) -> Field {
    guard keys.contains(where: { $0.columnName == "n" }) else { return countColumn }
    return Field("rows", .number, .column(0), help: "how many rows there are", example: "rows > 1")
  }

  private static let countColumn = Field(
    "n", .number, .column(0), help: "how many rows there are", example: "n > 1")

  /// The column that a share of the total is made of: the one named, else the last whose numbers add up.
  func totalled(_ key: Key?) -> Int? {
    if let key { return column(of: key) }
    guard rows == .table else { return nil }
    return fields.lastIndex { $0.type == .number && $0.isAdditive }
  }

  /// The column of a table that is drawn: the last whose numbers add up, else the last that has numbers.
  var drawn: Int? {
    rows == .table ? totalled(nil) ?? fields.lastIndex { $0.type == .number } : nil
  }

  /// How many rows of these each period has; of a table what its numbers come to.
  func overTime(_ unit: PeriodUnit?) -> Schema {
    let value = drawn.map { fields[$0] } ?? Self.countColumn
    return .table([
      Field(unit?.rawValue ?? "period", .time, .column(0), help: "the period"), value,
    ])
  }

  /// The table of an aggregate or of several; the same rows after any other stage.
  func aggregated(_ stage: Stage.Form) -> Schema {
    if case .summary(let parts, let by) = stage {
      let values = parts.map { part -> Field in
        var value =
          switch part.form {
          case .rows: Self.countColumn
          case .of(let function, let key): aggregate(function, of: key)
          }
        value.name = part.columnName
        value.example = "\(part.columnName) > 1"
        return value
      }
      return .table(by.map(column) + values)
    }
    guard case .aggregate(let function, let key, let by) = stage else { return self }
    var value = aggregate(function, of: key)
    if value.name == "n", by.contains(where: { $0.columnName == "n" }) { value.name = "rows" }
    return .table(by.map(column) + [value])
  }

  private func aggregate(_ function: Aggregate, of key: Key) -> Field {
    if function == .distinct {
      var value = Field(
        "n", .number, .column(0), help: "how many different \(key.columnName) there are", example: "n > 1")
      value.isAdditive = false
      return value
    }
    var value = column(key)
    value.isAdditive = function == .sum
    value.name = function.columnName
    value.help = "the \(function.rawValue) of \(key.columnName)"
    return value
  }

  static func table(_ columns: [Field]) -> Schema {
    var fields = columns
    for i in fields.indices { fields[i].meaning = .column(i) }
    return Schema(rows: .table, title: "rows", fields: fields)
  }

  /// The mentions of rows of a schema, in the order of `MentionTable`.
  static func mentions(of schema: Schema, _ kinds: KindTable) -> Schema {
    let row = schema.isOfFacts ? "fact" : "name"
    let kind = Field(
      "kind", .word, .column(0), help: schema.isOfFacts ? "what happened" : "what it is",
      example: schema.isOfFacts ? "kind = meeting" : "kind = person",
      words: schema.isOfFacts ? kinds.rows.map(\.name) : NameKind.allCases.map(\.name))
    let name = Field(
      "name", .text, .column(0), help: "whom or what it names, fully", example: #"name = "Mark Milley""#)
    func number(_ name: String, _ help: String) -> Field {
      var field = Field(name, .number, .column(0), help: help, example: "\(name) > 100")
      field.isAdditive = false
      return field
    }
    var (own, article) = (
      Field("id", .text, .column(0), help: "the id of the \(row)", example: #"id starts with "3f2a""#),
      Field(
        "article.id", .text, .column(0), help: "the id of the article",
        example: #"article.id starts with "3f2a""#)
    )
    own.identifies = IdentifiedRows(rowsOf: schema)
    article.identifies = .articles
    var table = Schema.table(
      (schema.isOfFacts ? [kind] : [name, kind]) + [
        Field("words", .text, .column(0), help: "the words", example: #"words = "Milley""#),
        Field(
          "sentence", .text, .column(0), help: "the sentence they stand in",
          example: #"sentence contains "border""#),
        Field(
          "article", .text, .column(0), help: "the title of its article",
          example: #"article contains "talks""#),
        Field("date", .time, .column(0), help: "when it was published", example: "date during 2023-01"),
        number("start", "where the words begin in the article, in characters"),
        number("end", "where they end"),
        own, article,
      ])
    table.standsInText = true
    return table
  }

  /// The column that a key makes, its meaning still open.
  func column(_ key: Key) -> Field {
    if let name = key.name {
      var field = column(key.unnamed)
      field.name = name
      field.example = ""
      return field
    }
    let name = key.columnName
    if let index = column(of: key) { return fields[index] }
    switch key.form {
    case .field(let reference):
      guard let resolved = resolve(reference) else { return Field(name, .text, .column(0), help: "") }
      let field = resolved.innermost
      let type: FieldType = field.type == .entity || field.type == .article ? .text : field.type
      var column = Field(name, type, .column(0), help: field.help, words: field.words)
      column.identifies = IdentifiedRows(resolved.field, nested: resolved.nested, of: self)
      return column
    case .unit: return Field(name, .time, .column(0), help: "the period")
    case .pair: return Field(name, .text, .column(0), help: "two that occur together")
    case .country: return Field(name, .text, .column(0), help: "a country")
    case .count: return Self.countColumn
    case .expression(let expression):
      let isDate = (try? expression.quantity(in: self)) == .date
      var field = Field(name, isDate ? .time : .number, .column(0), help: "what is calculated")
      field.isAdditive = !isDate
      return field
    }
  }

  /// The rows with what `show` gives names: columns of a table, fields of other rows.
  func showing(_ keys: [Key]) -> Schema {
    let named = keys.filter { $0.name != nil }
    guard !named.isEmpty else { return self }
    if rows == .table { return .table(fields + named.map(column)) }
    var schema = self
    for key in named {
      var field = column(key)
      if case .field(let reference) = key.form, let found = resolve(reference)?.innermost {
        field.type = found.type
      }
      field.meaning = .calculated(key.unnamed)
      field.isMultiple = isMultiple(key)
      schema.fields.append(field)
    }
    return schema
  }

  /// Whether a row may have several values of a key.
  func isMultiple(_ key: Key) -> Bool {
    func isMultiple(_ field: FieldReference) -> Bool {
      guard rows != .table, let resolved = resolve(field) else { return false }
      return resolved.field.isMultiple || resolved.nested?.isMultiple == true
    }
    switch key.form {
    case .field(let field), .country(let field): return isMultiple(field)
    case .pair: return rows != .table
    case .expression(let expression): return expression.fields.contains(where: isMultiple)
    case .unit, .count: return false
    }
  }
}
