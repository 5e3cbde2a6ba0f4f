internal import Articles
internal import Facts
internal import Indexing

/// Sources, sets and stages that keep rows what they are.
extension SQLCompiler {
  func rows(_ query: ResolvedQuery) throws(QueryError) -> SQLRows {
    var rows = try self.rows(query.primary)
    for stage in query.stages { rows = try apply(stage, to: rows) }
    return rows
  }

  private func rows(_ primary: ResolvedPrimary) throws(QueryError) -> SQLRows {
    switch primary {
    case .clause(let clause): return try rows(clause)
    case .nested(let query): return try rows(query)
    case .combined(let left, let operation, let right, let schema):
      let (first, second) = (try rows(left), try rows(right))
      guard schema.rows != .table else { throw refused("sets of rows that are counted") }
      let (a, b) = (first.table, second.table)
      switch operation {
      case .union:
        let ids = table("union", [], "SELECT id FROM \(a) UNION SELECT id FROM \(b)")
        var both = base(schema, where: "\(id(SQLRows(table: "", schema: schema))) IN (SELECT id FROM \(ids))")
        both.isSearched = first.isSearched
        return both
      case .intersect, .except:
        let test = operation == .intersect ? "IN" : "NOT IN"
        let name = table(
          operation.rawValue, [],
          "SELECT q.id AS id, q.ord AS ord FROM \(a) q WHERE q.id \(test) (SELECT id FROM \(b))")
        var left = SQLRows(table: name, schema: schema)
        left.isSearched = first.isSearched
        return left
      }
    }
  }

  func rows(_ clause: ResolvedClause) throws(QueryError) -> SQLRows {
    guard clause.isSource else { throw refused("the rows of an earlier answer") }
    var plain = SQLRows(table: "", schema: clause.schema)
    plain.isSearched = clause.condition?.search != nil
    var tests: [String] = []
    switch clause.schema.rows {
    case .facts(let kind):
      if let kind { tests.append("f.kind = \(dialect.literal(evaluator.kinds.name(kind)))") }
      if !clause.keepsEveryStatus { tests.append(told("f")) }
      if clause.leastPercent > 0 { tests.append("f.percent >= \(clause.leastPercent)") }
    case .entities(let kind):
      tests.append("e.is_named = 1")
      if let kind { tests.append("e.kind = \(dialect.literal(kind.name))") }
    case .articles, .sentences, .table: break
    }
    if let condition = clause.condition { tests.append(try self.condition(condition, of: plain)) }
    var rows = base(clause.schema, where: tests.isEmpty ? Self.always : tests.joined(separator: " AND "))
    rows.isSearched = clause.condition?.search != nil
    return rows
  }

  // MARK: Stages

  private func apply(_ stage: ResolvedStage, to rows: SQLRows) throws(QueryError) -> SQLRows {
    let range = stage.stage.range
    func no(_ what: String) -> QueryError { refused(what, at: range) }
    do throws(QueryError) {
      switch stage.stage.form {
      case .filter:
        guard let condition = stage.condition else { return rows }
        var rows = rows
        rows.isSearched = rows.isSearched || condition.search != nil
        return changed(rows, "SELECT q.* FROM \(from(rows)) WHERE \(try self.condition(condition, of: rows))")
      case .sort(let keys):
        return try sorted(rows, zip(stage.keys, keys).map { ($0, $1.isDescending) })
      case .limit(let count): return cut(rows, "place <= \(max(0, count))")
      case .skip(let count): return cut(rows, "place > \(max(0, count))")
      case .top(let count, _):
        return cut(try sorted(rows, [(stage.keys[0], true)]), "place <= \(max(0, count))")
      case .count: return try counted(rows, stage)
      case .aggregate(let function, let key, let by):
        return try summarised(rows, [Summary(.of(function, key))], groups: by.count, stage)
      case .summary(let parts, let by): return try summarised(rows, parts, groups: by.count, stage)
      case .distinct: return try distinct(rows, stage)
      case .percent(let key): return try shares(rows, key, stage)
      case .show(let keys): return try show(rows, keys, stage)
      case .drill(let target): return try drilled(rows, target, stage)
      // The same rows, shown otherwise.
      case .vertical: return rows
      case .sample: throw no("`sample`, whose rows are chosen by the program's own chance")
      case .timeline, .chart, .map, .graph: throw no("drawings: `count by month` has the numbers")
      case .context, .mentions: throw no("words of a text with what stands around them")
      case .why: throw no("`why`")
      case .name: throw no("`as`, which names an answer in a session")
      case .export: throw no("`to`, which writes a file")
      }
    } catch {
      // Where in the statement, if nothing inside has said so.
      var error = error
      if error.range.isEmpty { error.range = range.bytes }
      throw error
    }
  }

  /// The same rows in another table.
  private func changed(_ rows: SQLRows, _ body: String) -> SQLRows {
    var rows = rows
    rows.table = table("step", [], body)
    return rows
  }

  func physical(_ rows: SQLRows, _ alias: String = "q") -> String {
    rows.physical.map { ", \(alias).\($0) AS \($0)" }.joined()
  }

  private func cut(_ rows: SQLRows, _ test: String) -> SQLRows {
    changed(
      rows,
      "SELECT q.id AS id, q.ord AS ord\(physical(rows)) FROM (SELECT p.*, row_number() OVER (ORDER BY p.ord) AS place FROM \(rows.table) p) q WHERE \(test)"
    )
  }

  private func sorted(_ rows: SQLRows, _ keys: [(ResolvedKey, isDescending: Bool)]) throws(QueryError)
    -> SQLRows
  {
    var order: [String] = []
    var joins = ""
    for (number, (key, isDescending)) in keys.enumerated() {
      let first = try firstValue(key, of: rows, alias: "s\(number)")
      joins += first.joins
      order.append("CASE WHEN \(first.keys[0]) IS NULL THEN 1 ELSE 0 END")
      order += first.keys.map { isDescending ? "\($0) DESC" : $0 }
    }
    order.append("q.ord")
    return changed(
      rows,
      "SELECT q.id AS id, row_number() OVER (ORDER BY \(order.joined(separator: ", "))) AS ord\(physical(rows)) FROM \(from(rows))\(joins)"
    )
  }

  private func show(_ rows: SQLRows, _ keys: [Key], _ stage: ResolvedStage) throws(QueryError) -> SQLRows {
    var rows = rows
    rows.shown = keys
    guard keys.contains(where: { $0.name != nil }) else { return rows }
    if rows.schema.rows == .table {
      for (key, resolved) in zip(keys, stage.keys) where key.name != nil {
        let added = try values(resolved, of: rows, common: true)
        rows = append(added, to: rows)
      }
      rows.shown = keys.map { key in key.name.map { Key(.field(FieldReference($0))) } ?? key }
    }
    rows.schema = stage.after
    return rows
  }

  /// A table with a column more: of each row the first of some values.
  private func append(_ values: SQLKeyValues, to rows: SQLRows) -> SQLRows {
    let number = rows.columns.count
    let names = values.physical.indices.map { "c\(number)_\($0)" }
    let added = zip(values.physical, names).map { ", v.\($0) AS \($1)" }.joined()
    let first =
      "(SELECT y.*, row_number() OVER (PARTITION BY y.id ORDER BY y.ord) AS place FROM \(values.table) y)"
    var next = changed(
      rows,
      "SELECT q.id AS id, q.ord AS ord\(physical(rows))\(added) FROM \(rows.table) q LEFT JOIN \(first) v ON v.id = q.id AND v.place = 1"
    )
    next.physical += names
    next.columns.append(renamed(values.form("v"), zip(values.physical, names).map { ("v.\($0)", "q.\($1)") }))
    return next
  }

  /// A form whose columns have other names.
  func renamed(_ form: SQLForm, _ names: [(old: String, new: String)]) -> SQLForm {
    func new(_ old: String) -> String { names.first { $0.old == old }?.new ?? old }
    return switch form {
    case .number(let value, let isWhole): .number(new(value), isWhole: isWhole)
    case .time(let start, let end, let text, let known):
      .time(start: new(start), end: new(end), text: new(text), known: known)
    case .coded(let keys, let dictionary): .coded(keys.map(new), dictionary)
    case .text(let text): .text(new(text))
    case .pair(let a, let b, let dictionary): .pair(new(a), new(b), dictionary)
    }
  }

  // MARK: Going on to other rows

  private func drilled(_ rows: SQLRows, _ target: DrillDown, _ stage: ResolvedStage) throws(QueryError)
    -> SQLRows
  {
    var kind = rows.schema.rows
    var ids = "SELECT id FROM \(rows.table)"
    let schema = rows.schema.after(.drill(target), kinds: evaluator.kinds)
    if kind == .table {
      guard let members = rows.members else { throw refused("rows behind these") }
      kind = rows.memberRows
      ids = "SELECT m.member FROM \(members) m JOIN \(rows.table) q ON q.id = m.id"
    }
    let plain = SQLRows(table: "", schema: schema)
    func found(_ test: String) -> SQLRows { base(schema, where: test) }
    if kind == schema.rows {
      if rows.schema.rows != .table {
        var same = rows
        same.shown = nil
        same.isSearched = false
        return same
      }
      return found("\(id(plain)) IN (\(ids))")
    }
    switch (kind, target) {
    case (.facts, .facts):
      if rows.schema.rows == .table {
        return base(.facts(nil, in: evaluator.kinds), where: "f.id IN (\(ids))")
      }
      return SQLRows(table: rows.table, schema: .facts(nil, in: evaluator.kinds))
    case (.entities, .entities):
      if rows.schema.rows == .table { return base(.entities(nil), where: "e.id IN (\(ids))") }
      return SQLRows(table: rows.table, schema: .entities(nil))
    case (.facts, .articles):
      return found("a.id IN (SELECT y.article FROM fact_article y WHERE y.fact IN (\(ids)))")
    case (.facts, .entities):
      return found(
        "(e.id IN (SELECT y.entity FROM role y WHERE y.fact IN (\(ids))) OR e.id IN (SELECT y.source FROM fact y WHERE y.source IS NOT NULL AND y.id IN (\(ids))))"
      )
    case (.facts, .sentences):
      let end = dialect.identifier("end")
      return found(
        "\(id(plain)) IN (SELECT z.article * \(Self.sentenceRoom) + z.position FROM sentence z JOIN mention y ON y.article = z.article AND y.start < z.\(end) AND z.start < y.\(end) WHERE y.fact IN (\(ids)))"
      )
    case (.articles, .sentences): return found("a.id IN (\(ids))")
    case (.sentences, .articles):
      return found(
        "a.id IN (SELECT z.article FROM sentence z WHERE z.article * \(Self.sentenceRoom) + z.position IN (\(ids)))"
      )
    case (.articles, .facts), (.entities, .facts), (.sentences, .facts):
      var tests: [String] = []
      switch kind {
      case .articles: tests.append("f.id IN (SELECT y.fact FROM fact_article y WHERE y.article IN (\(ids)))")
      case .entities: tests.append("f.id IN (SELECT y.fact FROM \(taking()) y WHERE y.entity IN (\(ids)))")
      default:
        let end = dialect.identifier("end")
        tests.append(
          "f.id IN (SELECT y.fact FROM mention y JOIN sentence z ON y.article = z.article AND y.start < z.\(end) AND z.start < y.\(end) WHERE z.article * \(Self.sentenceRoom) + z.position IN (\(ids)))"
        )
      }
      if stage.leavesOutDenied { tests.append(told("f")) }
      if stage.leastPercent > 0 { tests.append("f.percent >= \(stage.leastPercent)") }
      return found(tests.joined(separator: " AND "))
    default: throw refused("which articles and sentences name whom: that is in no table")
    }
  }
}
