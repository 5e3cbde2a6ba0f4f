internal import Articles
internal import Facts
internal import Indexing

/// Turns queries into statements of SQL over the tables of a kept file (`Keeping`), which give the same rows in the same order, with
/// texts as csv has them.
///
/// What is asked of values of which the data has so many (names, places, outlets, kinds …) is answered here, value by value, by the test
/// that the engine itself uses; the statement carries the keys of those that pass. So it says the same in every engine. It is made for
/// these articles: with others in the tables, values that are new are in no list. What cannot be said exactly is refused.
public final class SQLCompiler {
  let index: FactIndex
  let dialect: SQLDialect
  let evaluator: Evaluator
  let settings: Settings
  /// The tables that the statement makes, in order.
  private var tables: [(name: String, columns: [String], body: String)] = []
  private var names: [String: String] = [:]
  private var numbers: [String: Int] = [:]
  var dictionaries: [String: SQLDictionary] = [:]

  private var displays = 0

  /// A number for the columns of the answer.
  func nextDisplay() -> Int {
    displays += 1
    return displays
  }

  /// Values that a list in a statement has at most.
  static let listLimit = 20_000

  private init(_ engine: Engine, _ dialect: SQLDialect, _ bindings: Bindings, _ settings: Settings) {
    index = engine.index
    self.dialect = dialect
    self.settings = settings
    evaluator = Evaluator(
      index: engine.index, words: engine.words, texts: engine.texts, settings: settings, bindings: bindings,
      isCancelled: { false })
  }

  /// The statement for a query.
  ///
  /// - Throws: what `Engine.resolve` throws, and `.notInSQL` for what SQL cannot say exactly.
  public static func compile(
    _ query: Query, over engine: Engine, dialect: SQLDialect, bindings: Bindings = Bindings(),
    settings: Settings = Settings()
  ) throws(QueryError) -> SQLQuery {
    let resolved = try engine.resolve(query, bindings: bindings, settings: settings)
    let compiler = SQLCompiler(engine, dialect, bindings, settings)
    return try compiler.statement(try compiler.rows(resolved))
  }

  // MARK: Refusals

  func refused(_ what: String, at range: SourceRange = .none) -> QueryError {
    QueryError(.notInSQL(what), at: range.bytes)
  }

  // MARK: Tables of the statement

  /// A table that the statement makes, found or added; `columns` may be empty where the body names them.
  func table(_ stem: String, _ columns: [String] = [], _ body: String) -> String {
    let whole = columns.joined(separator: ",") + "|" + body
    if let known = names[whole] { return known }
    let isName = stem.allSatisfy { $0.isASCII && ($0.isLetter || "._()".contains($0)) }
    let plain = isName ? String(stem.filter { $0 != ")" }.map { $0.isLetter ? $0 : "_" }) : "value"
    numbers[plain, default: 0] += 1
    let name = "\(plain)_\(numbers[plain] ?? 1)"
    names[whole] = name
    tables.append((name, columns, body))
    return name
  }

  func literal(_ value: SQLLiteral) throws(QueryError) -> String {
    switch value {
    case .whole(let number): return number < 0 ? "(\(number))" : String(number)
    case .text(let text):
      guard !text.utf8.contains(0) else {
        throw refused("a text with a character that no text of SQL can hold")
      }
      return dialect.literal(text)
    }
  }

  /// A table of values that the statement carries; `like`: a row of values of its types, for a table of none.
  func list(_ stem: String, _ columns: [String], _ rows: [[SQLLiteral]], like: [SQLLiteral])
    throws(QueryError)
    -> String
  {
    guard rows.count <= Self.listLimit else {
      throw refused("a list of \(rows.count) values, more than \(Self.listLimit)")
    }
    if rows.isEmpty {
      var cells: [String] = []
      for (column, value) in zip(columns, like) { cells.append("\(try literal(value)) AS \(column)") }
      return table(stem, [], "SELECT \(cells.joined(separator: ", ")) WHERE 1 = 0")
    }
    var lines: [String] = []
    for row in rows {
      var cells: [String] = []
      for value in row { cells.append(try literal(value)) }
      lines.append("(\(cells.joined(separator: ", ")))")
    }
    return table(stem, columns, "VALUES \(lines.joined(separator: ", "))")
  }

  // MARK: The statement

  private func statement(_ rows: SQLRows) throws(QueryError) -> SQLQuery {
    if rows.shown == nil, rows.isSearched {
      throw refused("`score`, which a search shows: name the columns by `show`")
    }
    let keys = rows.shown ?? AnswerWriter(evaluator).defaultKeys(ResultSet(schema: rows.schema, ids: []))
    var columns: [String] = []
    var joins: [String] = []
    for key in keys {
      let shown = try display(try resolved(key, rows), of: rows)
      columns.append("\(shown.value) AS \(dialect.identifier(key.columnName))")
      for join in shown.joins where !joins.contains(join) { joins.append(join) }
    }
    let select = [
      "SELECT " + columns.joined(separator: ", "), "FROM \(from(rows))", joins.joined(separator: "\n"),
      "ORDER BY q.ord",
    ].filter { !$0.isEmpty }.joined(separator: "\n")
    let made = tables.map { table in
      let head =
        table.columns.isEmpty ? table.name : "\(table.name)(\(table.columns.joined(separator: ", ")))"
      return "\(head) AS (\(table.body))"
    }
    let text = made.isEmpty ? select : "WITH " + made.joined(separator: ",\n") + "\n" + select
    return SQLQuery(text: text, columns: keys.map(\.columnName))
  }

  func resolved(_ key: Key, _ rows: SQLRows) throws(QueryError) -> ResolvedKey {
    try ResolvedKey(key, in: rows.schema, now: evaluator.now)
  }

  // MARK: Rows and their tables

  /// The row's own table, joined to `q`.
  func from(_ rows: SQLRows) -> String {
    switch rows.schema.rows {
    case .table: "\(rows.table) q"
    case .sentences:
      "\(rows.table) q JOIN sentence s ON s.article * \(Self.sentenceRoom) + s.position = q.id JOIN article a ON a.id = s.article"
    case .facts, .articles, .entities: "\(rows.table) q JOIN \(own(rows)) ON \(id(rows)) = q.id"
    }
  }

  /// The row's own table alone.
  func own(_ rows: SQLRows) -> String {
    switch rows.schema.rows {
    case .facts: "fact f"
    case .articles: "article a"
    case .entities: "entity e"
    case .sentences: "sentence s JOIN article a ON a.id = s.article"
    case .table: "\(rows.table) q"
    }
  }

  func id(_ rows: SQLRows) -> String {
    switch rows.schema.rows {
    case .facts: "f.id"
    case .articles: "a.id"
    case .entities: "e.id"
    case .sentences: "s.article * \(Self.sentenceRoom) + s.position"
    case .table: "q.id"
    }
  }

  /// More than an article has sentences.
  static let sentenceRoom = 1 << 20

  /// Joins to be added to a row's own table, and what rows stand in order by.
  func order(_ kind: Schema.Rows) -> (joins: String, keys: String) {
    switch kind {
    case .facts:
      (
        " JOIN kind k ON k.name = f.kind JOIN article_order fo ON fo.article = f.article",
        "coalesce(f.minute_start, \(MergedFacts.undated)), coalesce(f.minute_end, \(MergedFacts.undated)), k.position, fo.position, f.ordinal"
      )
    case .articles: (" JOIN article_order ao ON ao.article = a.id", "ao.position")
    case .entities: (" JOIN entity_order eo ON eo.entity = e.id", "eo.position")
    case .sentences: (" JOIN article_order ao ON ao.article = a.id", "ao.position, s.position")
    case .table: ("", "q.ord")
    }
  }

  /// Rows of the index that meet a condition over their own table, in their order.
  func base(_ schema: Schema, where condition: String, also joins: String = "") -> SQLRows {
    let plain = SQLRows(table: "", schema: schema)
    let order = order(schema.rows)
    let name = table(
      schema.title, [],
      "SELECT \(id(plain)) AS id, row_number() OVER (ORDER BY \(order.keys)) AS ord FROM \(own(plain))\(order.joins)\(joins) WHERE \(condition)"
    )
    return SQLRows(table: name, schema: schema)
  }

  /// Facts that are neither denied nor failed nor cancelled.
  func told(_ fact: String) -> String {
    let shown = Status.allCases.filter(\.isShownByDefault).map { dialect.literal($0.name) }
    return "\(fact).status IN (\(shown.joined(separator: ", ")))"
  }

  /// What `facts` shows where nothing else is asked for.
  func shownUnasked(_ fact: String) -> String {
    settings.leastPercent > 0 ? "\(told(fact)) AND \(fact).percent >= \(settings.leastPercent)" : told(fact)
  }
}
