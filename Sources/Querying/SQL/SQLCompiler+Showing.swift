internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// The columns of the answer.
extension SQLCompiler {
  /// A value of the answer, with the tables that it needs.
  func display(_ key: ResolvedKey, of rows: SQLRows) throws(QueryError) -> (value: String, joins: [String]) {
    let number = nextDisplay()
    var found: [SQLKeyValues] = []
    if case .pair = key.meaning {
      found = [try values(key, of: rows)]
    } else {
      let parts = try parts(key, of: rows)
      if parts.count == 1, parts[0].source == nil, parts[0].joins.isEmpty, isPlain(parts[0].form) {
        let shown = try text(parts[0].form, alias: "l\(number)", of: rows, key)
        return (shown.value, shown.joins)
      }
      for part in parts {
        found.append(
          try values(
            [part], of: rows, unique: isUnique(key), stem: key.key.columnName, at: key.key.range))
      }
      if found.isEmpty { found = [try values(key, of: rows)] }
    }
    let isMultiple = rows.schema.isMultiple(key.key)
    var selects: [String] = []
    for (part, all) in found.enumerated() {
      let shown = try text(all.form("x"), alias: "y", of: rows, key)
      let value = isMultiple ? try joinable(shown.value, all.form("x")) : shown.value
      let order = part == 0 ? "x.ord" : "x.ord + \(part * Self.partRoom)"
      selects.append(
        "SELECT x.id AS id, \(order) AS ord, \(value) AS v FROM \(all.table) x\(shown.joins.joined())")
    }
    let inner = table("text", [], selects.joined(separator: " UNION ALL "))
    let body =
      isMultiple
      ? "SELECT DISTINCT id, \(dialect.joined("v", row: "id", order: "ord")) AS v FROM \(inner)"
      : "SELECT id, v FROM \(inner)"
    let name = table("shown", [], body)
    return ("d\(number).v", [" LEFT JOIN \(name) d\(number) ON d\(number).id = q.id"])
  }

  /// Whether each key has one value at most.
  private func isPlain(_ form: SQLForm) -> Bool {
    if case .coded(_, let dictionary) = form { dictionary.values.allSatisfy { $0.count <= 1 } } else { true }
  }

  /// As a text that can be joined with others.
  private func joinable(_ value: String, _ form: SQLForm) throws(QueryError) -> String {
    switch form {
    case .number(_, let isWhole):
      guard isWhole else { throw refused("several numbers with fractions as a text") }
      return dialect.asText("CAST(\(value) AS \(dialect.whole))")
    case .coded(_, let dictionary): return isNumeric(dictionary) ? dialect.asText(value) : value
    case .time, .text, .pair: return value
    }
  }

  private func text(_ form: SQLForm, alias: String, of rows: SQLRows, _ key: ResolvedKey) throws(QueryError)
    -> (value: String, joins: [String])
  {
    guard rows.schema.rows == .table else { return try plainText(form, alias: alias) }
    switch form {
    case .coded(let keys, let dictionary):
      let plain = try plainText(form, alias: alias)
      guard let labels = try labels(keys, dictionary, of: rows, key) else { return plain }
      let called = labels.value(keys[0], plain: plain.value, alias: alias)
      return (called.value, plain.joins + [called.join])
    case .pair(let a, let b, let dictionary):
      guard let labels = try labels([a, b], dictionary, of: rows, key) else { break }
      var found: (values: [String], joins: [String]) = ([], [])
      for (part, alias) in [(a, alias + "a"), (b, alias + "b")] {
        let called = labels.value(part, plain: "\(alias).name", alias: alias)
        found.values.append(called.value)
        found.joins += [" LEFT JOIN entity \(alias) ON \(alias).key = \(part)", called.join]
      }
      return (found.values.joined(separator: " || ' – ' || "), found.joins)
    case .number, .time, .text: break
    }
    return try plainText(form, alias: alias)
  }

  private func plainText(_ form: SQLForm, alias: String) throws(QueryError)
    -> (value: String, joins: [String])
  {
    switch form {
    case .number(let value, _): return (value, [])
    case .time(_, _, let text, _): return (text, [])
    case .text(let text): return (text, [])
    case .pair(let a, let b, _):
      let joins = [(a, alias + "a"), (b, alias + "b")].map { " LEFT JOIN entity \($1) ON \($1).key = \($0)" }
      return ("\(alias)a.name || ' – ' || \(alias)b.name", joins)
    case .coded(let keys, let dictionary):
      // The row's own table has it.
      if keys == ["e.key"], case .entity = dictionary.label { return ("e.name", []) }
      switch dictionary.label {
      case .own where dictionary.isInjective: return (keys[0], [])
      case .entity where dictionary.isInjective:
        return ("\(alias).name", [" LEFT JOIN entity \(alias) ON \(alias).key = \(keys[0])"])
      default: break
      }
      var rows: [[SQLLiteral]] = []
      let isNumeric = isNumeric(dictionary)
      for (key, values) in zip(dictionary.keys, dictionary.values) {
        guard let datum = values.first else { continue }
        if isNumeric, case .number(let number) = datum {
          rows.append(key + [.whole(Int(number))])
        } else {
          rows.append(key + [.text(Self.text(of: datum, evaluator))])
        }
      }
      if rows.isEmpty { return ("CAST(NULL AS \(dialect.text))", []) }
      let columns = keys.indices.map { "k\($0)" }
      let name = try list("name_" + dictionary.stem, columns + ["t"], rows, like: rows[0])
      let tests = zip(columns, keys).map { "\(alias).\($0) = \($1)" }.joined(separator: " AND ")
      return ("\(alias).t", [" LEFT JOIN \(name) \(alias) ON \(tests)"])
    }
  }

  private func isNumeric(_ dictionary: SQLDictionary) -> Bool {
    dictionary.values.joined().allSatisfy { datum in
      if case .number(let number) = datum { Int64(exactly: number) != nil } else { false }
    }
  }

  /// As csv writes it.
  static func text(of datum: Datum, _ evaluator: Evaluator) -> String {
    switch datum {
    case .text(let text), .word(let text): return text
    case .number(let number):
      return Int64(exactly: number).map { String($0) } ?? String(number)
    case .time(let time): return time.description
    case .entity(let id): return evaluator.index.entities[Int(id)].name
    case .place(let text, _, _, let country):
      if country == 0 { return text }
      let name = text.isEmpty ? evaluator.countryName(country) : text
      let code = CountryCode(rawValue: country).description
      return name.isEmpty ? code : "\(name) (\(code))"
    case .country(let code): return evaluator.countryName(code)
    case .article: return evaluator.texts(of: datum).first ?? ""
    case .flag(let flag): return flag ? "yes" : "no"
    case .pair(let a, let b):
      return "\(evaluator.index.entities[Int(a)].name) – \(evaluator.index.entities[Int(b)].name)"
    case .textPair(let a, let b): return "\(a) – \(b)"
    case .missing: return ""
    }
  }
}
