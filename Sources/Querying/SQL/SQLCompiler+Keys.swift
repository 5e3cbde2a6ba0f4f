internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// What a key gives rows, as a table of the statement: `id`, `ord`, and the columns that its values are made of.
struct SQLKeyValues {
  var table: String
  /// The columns beside `id` and `ord`.
  var physical: [String]
  /// With the columns of `alias`.
  var form: (_ alias: String) -> SQLForm
}

extension SQLCompiler {
  /// `isUnique`: values that a row has twice count once.
  func parts(_ key: ResolvedKey, of rows: SQLRows) throws(QueryError) -> [SQLPart] {
    switch key.meaning {
    case .column(let number):
      guard rows.columns.indices.contains(number) else { throw refused("this column", at: key.key.range) }
      return [SQLPart(form: rows.columns[number])]
    case .field(let field): return try parts(field, of: rows)
    case .unit(let unit, let field):
      var found: [SQLPart] = []
      for part in try parts(field, of: rows) { found.append(try self.unit(unit, of: part)) }
      return found
    case .country(let field):
      var found: [SQLPart] = []
      for part in try parts(field, of: rows) {
        guard case .coded(let keys, let dictionary) = part.form else {
          throw refused("the country of a text", at: key.key.range)
        }
        found.append(
          SQLPart(
            form: .coded(
              keys, dictionary.map("country") { [evaluator] in evaluator.inner(.country, of: $0) }),
            source: part.source, joins: part.joins))
      }
      return found
    case .expression(let expression): return try parts(expression, of: rows, key.key.range)
    case .pair: throw refused("pairs", at: key.key.range)
    }
  }

  /// Whether a key gives each value of a row once.
  func isUnique(_ key: ResolvedKey) -> Bool {
    if case .country = key.meaning { true } else { false }
  }

  /// The values of a key. `unique`: each once a row. `common`: places by what the gazetteer has.
  func values(
    _ key: ResolvedKey, of rows: SQLRows, unique: Bool = false, common: Bool = false
  ) throws(QueryError) -> SQLKeyValues {
    if case .pair(let field) = key.meaning { return try pairs(field, key, of: rows) }
    var parts = try parts(key, of: rows)
    if common, case .field(let field) = key.meaning, field.innermost.type == .place {
      for place in parts.indices {
        guard case .coded(let keys, let dictionary) = parts[place].form else { continue }
        parts[place].form = .coded(
          keys, dictionary.map(dictionary.stem) { [evaluator] in [evaluator.commonPlace($0)] })
      }
    }
    return try values(
      parts, of: rows, unique: unique || isUnique(key), stem: key.key.columnName, at: key.key.range)
  }

  func values(
    _ parts: [SQLPart], of rows: SQLRows, unique: Bool, stem: String, at range: SourceRange
  ) throws(QueryError) -> SQLKeyValues {
    if parts.isEmpty {
      let none = table("none", [], "SELECT 0 AS id, 0 AS ord, 0 AS v0 WHERE 1 = 0")
      return SQLKeyValues(table: none, physical: ["v0"]) { .number("\($0).v0", isWhole: true) }
    }
    guard parts.count != 1 else { return try values(parts[0], of: rows, unique: unique, stem: stem) }
    var selects: [String] = []
    // Values of several sorts get numbers.
    var data: [Datum] = []
    var number: [Datum: Int] = [:]
    for part in parts {
      guard case .coded(_, let dictionary) = part.form else { throw refused("`\(stem)`", at: range) }
      for datum in dictionary.values.joined() where number[datum] == nil {
        number[datum] = data.count
        data.append(datum)
      }
    }
    for (place, part) in parts.enumerated() {
      guard case .coded(let keys, let dictionary) = part.form else { continue }
      var map: [[SQLLiteral]] = []
      for (key, values) in zip(dictionary.keys, dictionary.values) {
        for (order, datum) in values.enumerated() {
          map.append(key + [.whole(order), .whole(number[datum] ?? 0)])
        }
      }
      let columns = keys.indices.map { "k\($0)" }
      var joined = part
      let like = (dictionary.keys.first ?? keys.map { _ in .text("") }) + [.whole(0), .whole(0)]
      joined.joins += join(try list(dictionary.stem, columns + ["ord", "v"], map, like: like), "x", keys)
      selects.append(try select(joined, ["x.v"], place, of: rows, unique: unique, more: "x.ord"))
    }
    let whole = SQLDictionary(stem, data.enumerated().map { ([.whole($0.offset)], [$0.element]) })
    let name = table(stem, [], selects.joined(separator: " UNION ALL "))
    guard unique, parts.count > 1 else {
      return SQLKeyValues(table: name, physical: ["v0"]) { .coded(["\($0).v0"], whole) }
    }
    let once = table(stem, [], "SELECT id, min(ord) AS ord, v0 FROM \(name) GROUP BY id, v0")
    return SQLKeyValues(table: once, physical: ["v0"]) { .coded(["\($0).v0"], whole) }
  }

  func join(_ table: String, _ alias: String, _ keys: [String], left: Bool = false) -> String {
    let tests = keys.enumerated().map { "\(alias).k\($0.offset) = \($0.element)" }
    return " \(left ? "LEFT JOIN" : "JOIN") \(table) \(alias) ON \(tests.joined(separator: " AND "))"
  }

  private func values(_ part: SQLPart, of rows: SQLRows, unique: Bool, stem: String) throws(QueryError)
    -> SQLKeyValues
  {
    func made(
      _ part: SQLPart, _ values: [String], _ more: String? = nil, _ form: @escaping (String) -> SQLForm
    )
      throws(QueryError) -> SQLKeyValues
    {
      let unique = unique || part.source?.isUnique ?? false
      let body = try select(part, values, 0, of: rows, unique: unique, more: more)
      return SQLKeyValues(
        table: table(stem, [], body), physical: values.indices.map { "v\($0)" }, form: form)
    }
    switch part.form {
    case .number(let value, let isWhole):
      return try made(part, [value]) { .number("\($0).v0", isWhole: isWhole) }
    case .time(let start, let end, let text, let known):
      return try made(part, [start, end, text]) {
        .time(start: "\($0).v0", end: "\($0).v1", text: "\($0).v2", known: known)
      }
    case .text(let text):
      guard !unique else { throw refused("groups of a text of any letters") }
      return try made(part, [text]) { .text("\($0).v0") }
    case .pair(let first, let second, let dictionary):
      return try made(part, [first, second]) { .pair("\($0).v0", "\($0).v1", dictionary) }
    case .coded(let keys, let dictionary):
      let (canonical, map) = try canonical(dictionary)
      guard let map else {
        return try made(part, keys) { alias in .coded(keys.indices.map { "\(alias).v\($0)" }, canonical) }
      }
      var joined = part
      joined.joins += join(map, "x", keys)
      return try made(joined, ["x.v"], "x.ord") { .coded(["\($0).v0"], canonical) }
    }
  }

  /// Values that a key of a dictionary has at most.
  private static let keyRoom = 4096
  static let partRoom = 1 << 40

  private func select(
    _ part: SQLPart, _ values: [String], _ number: Int, of rows: SQLRows, unique: Bool, more: String? = nil
  ) throws(QueryError) -> String {
    let source = source(part, rows)
    var order = source.order
    if let more { order = order == "0" ? more : "\(order) * \(Self.keyRoom) + \(more)" }
    if number > 0 {
      order = order == "0" ? "\(number * Self.partRoom)" : "\(order) + \(number * Self.partRoom)"
    }
    let named = values.enumerated().map { "\($0.element) AS v\($0.offset)" }.joined(separator: ", ")
    let conditions = [source.condition, "\(values[0]) IS NOT NULL"].compactMap(\.self).joined(
      separator: " AND ")
    let isGrouped = (unique && part.source != nil || unique && more != nil) || !source.distinct.isEmpty
    let start =
      "SELECT \(source.row) AS id, \(isGrouped ? "min(\(order))" : order) AS ord, \(named) FROM \(source.from) WHERE \(conditions)"
    guard isGrouped else { return start }
    var keys = [source.row] + values
    if !unique { keys += source.distinct.filter { !keys.contains($0) } }
    return "\(start) GROUP BY \(keys.joined(separator: ", "))"
  }

  // MARK: Pairs

  private func pairs(_ field: ResolvedField, _ key: ResolvedKey, of rows: SQLRows) throws(QueryError)
    -> SQLKeyValues
  {
    let single = ResolvedKey(key: Key(.field(field.reference)), meaning: .field(field))
    try checkCount(single, of: rows, atMost: Evaluator.pairLimit, key.key.range)
    let one = try values(single, of: rows)
    guard case .coded(_, let dictionary) = one.form("a"), case .entity = dictionary.label else {
      throw refused("pairs of what are no names", at: key.key.range)
    }
    let isFirst = "ao.position < bo.position"
    let body = """
      SELECT a.id AS id, a.ord * \(Self.keyRoom) + b.ord AS ord, CASE WHEN \(isFirst) THEN a.v0 ELSE b.v0 END AS v0, \
      CASE WHEN \(isFirst) THEN b.v0 ELSE a.v0 END AS v1 FROM \(one.table) a JOIN \(one.table) b ON a.id = b.id AND a.ord < b.ord \
      JOIN entity ae ON ae.key = a.v0 JOIN entity_order ao ON ao.entity = ae.id \
      JOIN entity be ON be.key = b.v0 JOIN entity_order bo ON bo.entity = be.id
      """
    return SQLKeyValues(table: table("pair", [], body), physical: ["v0", "v1"]) {
      .pair("\($0).v0", "\($0).v1", dictionary)
    }
  }

  /// Refuses rows of so many values that the engine leaves some out.
  func checkCount(_ key: ResolvedKey, of rows: SQLRows, atMost limit: Int, _ range: SourceRange)
    throws(QueryError)
  {
    let all: Int
    switch rows.schema.rows {
    case .facts: all = index.factCount
    case .articles: all = index.articleCount
    case .entities: all = index.entityCount
    case .sentences: all = index.sentenceCount
    case .table: return
    }
    let get = evaluator.keyGetter(key, of: ResultSet(schema: rows.schema, ids: []))
    for row in 0..<Int32(all) where get(row).count > limit {
      throw refused("rows of more than \(limit) values of a key", at: range)
    }
  }

  // MARK: Order

  /// For each key of dictionaries the place of its first value among the values of all, as they are sorted.
  private func ranks(_ dictionaries: [SQLDictionary]) throws(QueryError) -> [[Int?]] {
    let firsts = dictionaries.map { $0.values.map(\.first) }
    let keys = try evaluator.orderKeys(firsts.flatMap(\.self))
    var rank: [Int64: Int] = [:]
    for key in Set(keys).sorted() { rank[key] = rank.count }
    var next = 0
    return firsts.map { data in
      data.map { datum in
        defer { next += 1 }
        return datum == nil ? nil : rank[keys[next]]
      }
    }
  }

  /// A table of the statement with the place of each key, and of several dictionaries those of all.
  private func rankTable(_ dictionary: SQLDictionary, _ ranks: [Int?]) throws(QueryError) -> String {
    var rows: [[SQLLiteral]] = []
    for (key, rank) in zip(dictionary.keys, ranks) { if let rank { rows.append(key + [.whole(rank)]) } }
    let columns = dictionary.keys.first.map { $0.indices.map { "k\($0)" } } ?? ["k0"]
    let like = (dictionary.keys.first ?? [.text("")]) + [.whole(0)]
    return try list("order_" + dictionary.stem, columns + ["v"], rows, like: like)
  }

  /// What a form is sorted by, with the tables that takes.
  func orderKeys(_ form: SQLForm, alias: String) throws(QueryError) -> (keys: [String], joins: String) {
    switch form {
    case .number(let value, _): return ([value], "")
    case .time(let start, let end, _, _): return ([start, "\(end) - \(start)"], "")
    case .coded(let keys, let dictionary):
      if dictionary.keys.isEmpty { return (["CAST(NULL AS \(dialect.whole))"], "") }
      let ranks = try rankTable(dictionary, try ranks([dictionary])[0])
      return (["\(alias).v"], join(ranks, alias, keys, left: true))
    case .text, .pair: throw refused("an order of texts of any letters, or of pairs")
    }
  }

  /// Groups that have as many rows stand by this.
  func tieKeys(_ form: SQLForm, alias: String) throws(QueryError) -> (keys: [String], joins: String) {
    func number(_ key: String, _ alias: String) -> String {
      " LEFT JOIN entity \(alias)e ON \(alias)e.key = \(key) LEFT JOIN entity_order \(alias)o ON \(alias)o.entity = \(alias)e.id"
    }
    switch form {
    case .coded(let keys, let dictionary):
      if case .entity = dictionary.label { return (["\(alias)o.position"], number(keys[0], alias)) }
      // Where there are names only they stand by number, else by their letters.
      guard !dictionary.values.joined().contains(where: { if case .entity = $0 { true } else { false } })
      else {
        throw refused("an order of names and other texts")
      }
    case .pair(let first, let second, _):
      return (
        ["\(alias)ao.position", "\(alias)bo.position"],
        number(first, alias + "a") + number(second, alias + "b")
      )
    case .number, .time, .text: break
    }
    return try orderKeys(form, alias: alias)
  }

  /// What the rows are sorted by: of each row its first value.
  func firstValue(_ key: ResolvedKey, of rows: SQLRows, alias: String) throws(QueryError)
    -> (keys: [String], joins: String)
  {
    if case .pair = key.meaning { throw refused("an order of pairs", at: key.key.range) }
    let parts = try parts(key, of: rows)
    if parts.count == 1, parts[0].source == nil, parts[0].joins.isEmpty {
      return try orderKeys(parts[0].form, alias: alias)
    }
    let all = try values(key, of: rows)
    let order = try orderKeys(all.form("x"), alias: "y")
    let named = order.keys.enumerated().map { "\($0.element) AS v\($0.offset)" }.joined(separator: ", ")
    let ranked = table(
      "first", [],
      "SELECT x.id AS id, \(named), row_number() OVER (PARTITION BY x.id ORDER BY x.ord) AS place FROM \(all.table) x\(order.joins)"
    )
    return (
      order.keys.indices.map { "\(alias).v\($0)" },
      " LEFT JOIN \(ranked) \(alias) ON \(alias).id = q.id AND \(alias).place = 1"
    )
  }
}
