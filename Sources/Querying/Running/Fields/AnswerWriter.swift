internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// Makes the columns of an answer out of rows.
struct AnswerWriter {
  private let evaluator: Evaluator
  private let index: FactIndex

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
  }

  /// The columns to print: those that `show` asked for, a table's own, else those that suit the rows.
  func answer(_ result: ResultSet) throws(QueryError) -> Answer {
    var columns: [Column] = []
    for key in result.shown ?? defaultKeys(result) { columns.append(try column(key, of: result)) }
    return Answer(columns: columns, subjects: try subjects(of: result), notes: evaluator.notes)
  }

  /// The same, but the values of the columns that suit the rows are made only when somebody asks for them: to be drawn rows are
  /// counted, not read. `later` reads them then, and nothing else; it is never cancelled.
  func drawn(_ result: ResultSet, later: Evaluator) throws(QueryError) -> Answer {
    // Other fields may have something to remark of the values.
    guard result.schema.rows != .table, result.shown == nil, result.search == nil else {
      return try answer(result)
    }
    let keys = defaultKeys(result)
    let maker = LaterValues.Maker { number in
      let column = try? AnswerWriter(later).column(keys[number], of: result)
      return column?.values ?? [Value](repeating: .missing, count: result.ids.count)
    }
    let columns = keys.enumerated().map { number, key in
      Column(
        name: key.columnName, later: LaterValues(count: result.ids.count, maker, column: number),
        isMultiple: result.schema.isMultiple(key))
    }
    return Answer(columns: columns, subjects: try subjects(of: result), notes: evaluator.notes)
  }

  private func column(_ key: Key, of result: ResultSet) throws(QueryError) -> Column {
    let get = evaluator.keyGetter(
      try ResolvedKey(key, in: result.schema, now: evaluator.now), of: result)
    let isMultiple = result.schema.isMultiple(key)
    if let values = try columnValues(key, isMultiple: isMultiple, of: result) {
      return Column(name: key.columnName, values: values, isMultiple: isMultiple)
    }
    // Labels are made of all values of a table's column.
    let known = result.schema.rows == .table ? result.ids.map(get) : nil
    let labels = known.map { RowLabels($0.flatMap(\.self), evaluator) }
    var values: [Value] = []
    values.reserveCapacity(result.ids.count)
    for (place, row) in result.ids.enumerated() {
      try evaluator.tick()
      values.append(value(known?[place] ?? get(row), isMultiple: isMultiple, labels))
    }
    return Column(name: key.columnName, values: values, isMultiple: isMultiple)
  }

  private func subjects(of result: ResultSet) throws(QueryError) -> [RowSubject] {
    var subjects: [RowSubject] = []
    subjects.reserveCapacity(result.ids.count)
    for row in result.ids {
      try evaluator.tick()
      subjects.append(subject(row, of: result))
    }
    return subjects
  }

  /// Kinds, statuses, days and names of facts, straight from the columns of the index; nil for all else.
  private func columnValues(_ key: Key, isMultiple: Bool, of result: ResultSet) throws(QueryError) -> [Value]?
  {
    guard case .facts = result.schema.rows, evaluator.settings.uses(.columnGroups),
      case .field(let field) = try ResolvedKey(key, in: result.schema, now: evaluator.now).meaning,
      field.nested == nil
    else { return nil }
    let facts = index.facts
    let value: (Int) -> Value
    switch field.field.meaning {
    case .kind:
      let names = evaluator.kinds.rows.map { Value.text($0.name) }
      value = { names[Int(facts.kind[$0])] }
    case .status:
      let names = (0...UInt8.max).map { Status(rawValue: $0).map { Value.text($0.name) } ?? .missing }
      value = { names[Int(facts.status[$0])] }
    case .date:
      value = { row in
        row < facts.datedCount ? .time(TimeInterval(start: facts.start[row], end: facts.end[row])) : .missing
      }
    case .roles(let roles) where field.field.type == .entity && isMultiple:
      value = { row in
        let names = evaluator.fillers(Int32(row), roles)
        if names.count < 2 { return names.first.map { .text(index.entities[Int($0)].name) } ?? .missing }
        return .list(names.map { .text(index.entities[Int($0)].name) })
      }
    default: return nil
    }
    var values: [Value] = []
    values.reserveCapacity(result.ids.count)
    for row in result.ids {
      try evaluator.tick()
      values.append(value(Int(row)))
    }
    return values
  }

  private func value(_ data: [Datum], isMultiple: Bool, _ labels: RowLabels?) -> Value {
    if data.isEmpty { return .missing }
    if data.count == 1 || !isMultiple { return value(data[0], labels) }
    return .list(data.map { value($0, labels) })
  }

  private func name(_ entity: Int32, _ labels: RowLabels?) -> String {
    labels?.name(entity, index) ?? index.entities[Int(entity)].name
  }

  private func value(_ datum: Datum, _ labels: RowLabels?) -> Value {
    switch datum {
    case .text(let text), .word(let text): return .text(text)
    case .number(let number):
      if let whole = Int(exactly: number), abs(number) < 1e15 { return .integer(whole) }
      return .number(number)
    case .time(let time): return .time(time)
    case .entity(let id): return .text(name(id, labels))
    case .place(let text, _, let point, let country):
      // Of some only the country is known.
      let text =
        labels?.name(datum) ?? (text.isEmpty && country != 0 ? evaluator.countryName(country) : text)
      return .place(text: text, country: country == 0 ? nil : CountryCode(rawValue: country), point: point)
    case .country(let code): return .text(evaluator.countryName(code))
    case .article: return evaluator.texts(of: datum).first.map { .text($0) } ?? .missing
    case .flag(let flag): return .flag(flag)
    case .pair(let a, let b):
      return .pair(name(a, labels), name(b, labels))
    case .textPair(let a, let b): return .pair(a, b)
    case .missing: return .missing
    }
  }

  private func subject(_ row: Int32, of result: ResultSet) -> RowSubject {
    switch result.schema.rows {
    case .facts: return .fact(FactID(rawValue: row))
    case .articles: return .article(ArticleID(rawValue: row))
    case .entities: return .entity(EntityID(rawValue: row))
    case .sentences:
      let sentence = index.sentence(number: row)
      return .sentence(sentence.article, index.range(of: sentence))
    case .table:
      let members = result.table.members(row)
      if result.table.hits.indices.contains(Int(row)) {
        if case .facts = result.table.memberRows, let fact = members.first {
          return .fact(FactID(rawValue: fact))
        }
        let hit = result.table.hits[Int(row)]
        return .sentence(hit.article, hit.text)
      }
      switch result.table.memberRows {
      case .facts: return .group(members.map(FactID.init))
      case .articles:
        return .group(
          members.prefix(1000).flatMap { index.facts(of: ArticleID(rawValue: $0)).filter(evaluator.isShown) })
      default: return .group([])
      }
    }
  }

  /// At most six columns, so that a table fits a terminal.
  func defaultKeys(_ result: ResultSet) -> [Key] {
    let schema = result.schema
    let names: [String]
    switch schema.rows {
    case .table: return schema.fields.map { Key(.field(FieldReference($0.name))) }
    case .facts(nil): names = ["date", "kind", "what", "location", "participant", "status"]
    case .facts(let kind?): names = factColumns(kind, schema)
    case .articles: names = ["date", "title", "outlet", "facts"]
    case .sentences: names = ["date", "outlet", "text"]
    case .entities(.person): names = ["name", "role", "organisation", "country", "facts", "articles"]
    case .entities(.organisation): names = ["name", "country", "facts", "articles"]
    case .entities(.place): names = ["name", "kind", "country", "population", "facts", "articles"]
    case .entities: names = ["name", "kind", "country", "facts", "articles"]
    }
    let score = result.search == nil ? [] : ["score"]
    return (names.prefix(6) + score).filter { schema.field(named: $0) != nil }
      .map { Key(.field(FieldReference($0))) }
  }

  private func factColumns(_ kind: Kind, _ schema: Schema) -> [String] {
    let roles = evaluator.kinds.rows[Int(kind.rawValue)].roles.map(evaluator.kinds.name)
    if roles.contains("content") { return ["date"] + roles.prefix(1) + ["content", "status", "sources"] }
    if roles.first == "participant" { return ["date", "location", "participant", "status", "sources"] }
    let own = roles.filter { name in
      schema.field(named: name).map { $0.type == .entity || $0.type == .place } ?? false
    }
    // The kind does not say what happened.
    if kind == evaluator.kinds.catchAll { return ["date", "what", "location"] + own.prefix(2) + ["status"] }
    return ["date", "location"] + own.prefix(2) + ["status", "sources"]
  }
}
