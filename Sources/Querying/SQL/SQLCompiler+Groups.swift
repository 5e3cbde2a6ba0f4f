internal import Articles
internal import Facts
internal import Indexing

/// Tables that are made of groups of rows.
extension SQLCompiler {
  /// Rows by the values of keys.
  private struct SQLGroups {
    /// A table of the statement with `gid`, `n`, `seq` (the first of its rows) and the columns of the keys.
    var table: String
    /// A table with `gid`, `id`, `seq`: the rows of each group, in their order.
    var pairs: String
    var physical: [String] = []
    var forms: [SQLForm] = []
  }

  /// Groups that a row can belong to at most.
  private static let rowLimit = 1024

  private func grouped(_ rows: SQLRows, by keys: [ResolvedKey]) throws(QueryError) -> SQLGroups {
    if keys.isEmpty {
      let pairs = table("rows", [], "SELECT 1 AS gid, q.id AS id, q.ord AS seq FROM \(rows.table) q")
      let name = table("all", [], "SELECT 1 AS gid, 1 AS seq, count(*) AS n FROM \(rows.table) q")
      return SQLGroups(table: name, pairs: pairs)
    }
    // The rows of several keys are cut where there are too many.
    if keys.count > 1 {
      let root = keys.count == 2 ? 32 : 10
      for key in keys { try checkCount(key, of: rows, atMost: root, key.key.range) }
    }
    var groups = SQLGroups(table: "", pairs: "")
    var columns = ""
    var joins = ""
    var order = ["q.ord"]
    for (number, key) in keys.enumerated() {
      let found = try values(key, of: rows, unique: true, common: true)
      let alias = "k\(number)"
      let names = found.physical.indices.map { "c\(number)_\($0)" }
      for (old, new) in zip(found.physical, names) { columns += ", \(alias).\(old) AS \(new)" }
      joins += " JOIN \(found.table) \(alias) ON \(alias).id = q.id"
      order.append("\(alias).ord")
      groups.physical += names
      groups.forms.append(
        renamed(found.form(alias), zip(found.physical, names).map { ("\(alias).\($0)", "q.\($1)") }))
    }
    let all = groups.physical.joined(separator: ", ")
    let numbered = table(
      "pairs", [],
      "SELECT q.id AS id, row_number() OVER (ORDER BY \(order.joined(separator: ", "))) AS seq\(columns) FROM \(rows.table) q\(joins)"
    )
    groups.table = table(
      "groups", [],
      "SELECT row_number() OVER (ORDER BY min(seq)) AS gid, min(seq) AS seq, count(*) AS n, \(all) FROM \(numbered) GROUP BY \(all)"
    )
    let same = groups.physical.map { "g.\($0) = p.\($0)" }.joined(separator: " AND ")
    groups.pairs = table(
      "members", [],
      "SELECT g.gid AS gid, p.id AS id, p.seq AS seq FROM \(numbered) p JOIN \(groups.table) g ON \(same)")
    return groups
  }

  /// The table of groups in an order, with columns beside the keys.
  private func made(
    _ groups: SQLGroups, of rows: SQLRows, order: [String], joins: String,
    values: [(column: String, join: String, form: (String) -> SQLForm)], after schema: Schema
  ) -> SQLRows {
    var next = SQLRows(table: "", schema: schema)
    next.physical = groups.physical
    next.columns = groups.forms
    var added = ""
    var all = joins
    for (number, value) in values.enumerated() {
      let name = "c\(groups.forms.count + number)_0"
      added += ", \(value.column) AS \(name)"
      next.physical.append(name)
      next.columns.append(value.form("q.\(name)"))
      all += value.join
    }
    let keys = groups.physical.map { ", q.\($0) AS \($0)" }.joined()
    next.table = table(
      "counted", [],
      "SELECT q.gid AS id, row_number() OVER (ORDER BY \((order + ["q.seq"]).joined(separator: ", "))) AS ord\(keys)\(added) FROM \(groups.table) q\(all)"
    )
    next.memberRows = rows.schema.rows
    if rows.schema.rows == .table {
      next.memberRows = rows.memberRows
      next.members = rows.members.map { inner in
        table(
          "behind", [],
          "SELECT DISTINCT m.gid AS id, i.member AS member FROM \(groups.pairs) m JOIN \(inner) i ON i.id = m.id"
        )
      }
    } else {
      next.members = table("behind", [], "SELECT DISTINCT gid AS id, id AS member FROM \(groups.pairs)")
    }
    return next
  }

  func counted(_ rows: SQLRows, _ stage: ResolvedStage) throws(QueryError) -> SQLRows {
    let groups = try grouped(rows, by: stage.keys)
    var order = ["q.n DESC"]
    var joins = ""
    for (number, form) in groups.forms.enumerated() {
      let tie = try tieKeys(form, alias: "t\(number)")
      order += tie.keys
      joins += tie.joins
    }
    return made(
      groups, of: rows, order: order, joins: joins,
      values: [("q.n", "", { .number($0, isWhole: true) })], after: stage.after)
  }

  func distinct(_ rows: SQLRows, _ stage: ResolvedStage) throws(QueryError) -> SQLRows {
    made(try grouped(rows, by: stage.keys), of: rows, order: [], joins: "", values: [], after: stage.after)
  }

  func summarised(_ rows: SQLRows, _ parts: [Summary], groups count: Int, _ stage: ResolvedStage)
    throws(QueryError) -> SQLRows
  {
    let groups = try grouped(rows, by: Array(stage.keys.suffix(count)))
    var next = stage.keys.startIndex
    var made: [(column: String, join: String, form: (String) -> SQLForm)] = []
    for (number, part) in parts.enumerated() {
      switch part.form {
      case .rows: made.append(("q.n", "", { .number($0, isWhole: true) }))
      case .of(let function, _):
        made.append(try value(function, stage.keys[next], groups, of: rows, alias: "a\(number)"))
        next += 1
      }
    }
    var order: [String] = []
    var joins = ""
    switch parts.first?.form {
    case .rows, .of(.distinct, _): order.append("\(made[0].column) DESC")
    default: break
    }
    for (number, form) in groups.forms.enumerated() {
      let key = try orderKeys(form, alias: "t\(number)")
      joins += key.joins
      order += key.keys
    }
    return self.made(groups, of: rows, order: order, joins: joins, values: made, after: stage.after)
  }

  /// One number of each group.
  private func value(
    _ function: Aggregate, _ key: ResolvedKey, _ groups: SQLGroups, of rows: SQLRows, alias: String
  ) throws(QueryError) -> (column: String, join: String, form: (String) -> SQLForm) {
    let range = key.key.range
    let found = try values(key, of: rows, common: true)
    let from = "\(groups.pairs) p JOIN \(found.table) x ON x.id = p.id"
    func joined(_ body: String) -> String {
      " LEFT JOIN \(table(function.rawValue, [], body)) \(alias) ON \(alias).gid = q.gid"
    }
    let form = found.form("x")
    if function == .distinct {
      guard !{ if case .text = form { true } else { false } }() else {
        throw refused("groups of a text of any letters", at: range)
      }
      let all = found.physical.map { "x.\($0) AS \($0)" }.joined(separator: ", ")
      let each = table("each", [], "SELECT DISTINCT p.gid AS gid, \(all) FROM \(from)")
      return (
        "coalesce(\(alias).v, 0)", joined("SELECT gid, count(*) AS v FROM \(each) GROUP BY gid"),
        { .number($0, isWhole: true) }
      )
    }
    switch function {
    case .min, .max:
      if case .number(let value, let isWhole) = form {
        let body = "SELECT p.gid AS gid, \(function.rawValue)(\(value)) AS v FROM \(from) GROUP BY p.gid"
        return ("\(alias).v", joined(body), { .number($0, isWhole: isWhole) })
      }
      throw refused("`\(function.rawValue)` of what is no number", at: range)
    case .sum, .average, .median:
      guard case .number(let value, let isWhole) = form else {
        throw refused("`\(function.rawValue)` of what is no number", at: range)
      }
      if function == .median {
        let ranked = table(
          "ranked", [],
          "SELECT p.gid AS gid, \(value) AS v, row_number() OVER (PARTITION BY p.gid ORDER BY \(value)) AS place, count(*) OVER (PARTITION BY p.gid) AS n FROM \(from)"
        )
        let body =
          "SELECT gid, (\(dialect.asDouble("min(v)")) + \(dialect.asDouble("max(v)"))) / 2 AS v FROM \(ranked) WHERE 2 * place >= n AND 2 * place <= n + 2 GROUP BY gid"
        return ("\(alias).v", joined(body), { .number($0, isWhole: false) })
      }
      guard isWhole else {
        throw refused(
          "`\(function.rawValue)` of numbers with fractions, which differs in the last digit", at: range)
      }
      let sum = dialect.asDouble("sum(\(value))")
      let body =
        "SELECT p.gid AS gid, \(function == .sum ? sum : "\(sum) / count(*)") AS v FROM \(from) GROUP BY p.gid"
      return ("\(alias).v", joined(body), { .number($0, isWhole: function == .sum) })
    case .distinct: throw refused("this", at: range)
    }
  }

  /// With each row's share of the total.
  func shares(_ rows: SQLRows, _ key: Key?, _ stage: ResolvedStage) throws(QueryError) -> SQLRows {
    guard let column = rows.schema.totalled(key) else {
      throw QueryError(.nothingCounted, at: stage.stage.range.bytes)
    }
    guard case .number(let value, true) = rows.columns[column] else {
      throw refused("shares of numbers with fractions, which differ in the last digit", at: stage.stage.range)
    }
    let number = dialect.asDouble(value)
    let total = dialect.asDouble("sum(\(value)) OVER ()")
    let parts = "abs(\(number) / \(total) * 1000)"
    let whole = dialect.floor(parts)
    let rounded = "(\(whole) + CASE WHEN \(parts) - \(whole) >= \(dialect.literal(0.5)) THEN 1 ELSE 0 END)"
    let signed = "CASE WHEN \(number) / \(total) < 0 THEN 0 - \(rounded) ELSE \(rounded) END"
    let name = "c\(rows.columns.count)_p"
    var next = rows
    next.table = table(
      "shares", [],
      "SELECT q.id AS id, q.ord AS ord\(physical(rows)), CASE WHEN \(value) IS NOT NULL AND \(total) <> 0 THEN \(dialect.asDouble(signed)) / 10 END AS \(name) FROM \(rows.table) q"
    )
    next.physical.append(name)
    if let old = rows.schema.fields.firstIndex(where: { $0.name == "percent" }) {
      next.columns.remove(at: old)
    }
    next.columns.append(.number("q.\(name)", isWhole: false))
    next.schema = stage.after
    if let shown = rows.shown, !shown.contains(where: { $0.columnName == "percent" }) {
      next.shown = shown + [Key(.field(FieldReference("percent")))]
    }
    return next
  }
}
