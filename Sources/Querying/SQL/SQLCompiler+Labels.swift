internal import Articles
internal import Facts
internal import Indexing

/// Names that several have at the heads of a table's rows: what tells them apart goes by which of them the table has.
extension SQLCompiler {
  /// Tables of the statement: who has which name, which of those are there, and what each is then called.
  struct SQLLabels {
    var holders: String
    var present: String
    var names: String

    /// The name of a key: that of `plain` where nobody else has it.
    func value(_ key: String, plain: String, alias: String) -> (value: String, join: String) {
      let (h, p, m) = (alias + "h", alias + "p", alias + "m")
      return (
        "coalesce(\(m).t, \(plain))",
        " LEFT JOIN \(holders) \(h) ON \(h).k0 = \(key) LEFT JOIN \(present) \(p) ON \(p).g = \(h).g"
          + " LEFT JOIN \(names) \(m) ON \(m).k0 = \(key) AND \(m).mask = \(p).mask"
      )
    }
  }

  /// Holders of a name at most: each set of them is called otherwise.
  private static let holderLimit = 6

  /// Of some columns of a table; nil where no two have one name.
  func labels(_ columns: [String], _ dictionary: SQLDictionary, of rows: SQLRows, _ key: ResolvedKey)
    throws(QueryError) -> SQLLabels?
  {
    var groups: [String: [(key: SQLLiteral, datum: Datum)]] = [:]
    var order: [String] = []
    for (literals, values) in zip(dictionary.keys, dictionary.values) {
      guard let datum = values.first, values.count == 1, literals.count == 1 else { continue }
      let name: String
      switch datum {
      case .entity(let id): name = index.entities[Int(id)].name
      case .place(let text, _, _, let country): name = "\(country) \(text)"
      default: continue
      }
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append((literals[0], datum))
    }
    var holders: [[SQLLiteral]] = []
    var names: [[SQLLiteral]] = []
    for (number, name) in order.enumerated() {
      guard let all = groups[name], all.count > 1 else { continue }
      guard all.count <= Self.holderLimit else { throw refusedName(all[0].datum, all.count, key) }
      for (bit, holder) in all.enumerated() {
        holders.append([holder.key, .whole(number), .whole(1 << bit)])
      }
      for mask in 1..<(1 << all.count) where mask.nonzeroBitCount > 1 {
        let some = all.indices.filter { mask & 1 << $0 != 0 }.map { all[$0] }
        let labels = RowLabels(some.map(\.datum), evaluator)
        let turned = RowLabels(some.reversed().map(\.datum), evaluator)
        for holder in some {
          let text = label(holder.datum, labels)
          // What only their order tells apart no statement can know.
          guard text == label(holder.datum, turned) else { throw refusedName(holder.datum, all.count, key) }
          names.append([holder.key, .whole(mask), .text(text)])
        }
      }
    }
    guard let first = holders.first, let name = names.first else { return nil }
    let held = try list("holder", ["k0", "g", "bit"], holders, like: first)
    let heads = table(
      "head", [], columns.map { "SELECT \($0) AS v FROM \(rows.table) q" }.joined(separator: " UNION "))
    let present = table(
      "present", [],
      "SELECT h.g AS g, sum(h.bit) AS mask FROM (SELECT DISTINCT v FROM \(heads)) d JOIN \(held) h ON h.k0 = d.v GROUP BY h.g"
    )
    return SQLLabels(
      holders: held, present: present, names: try list("called", ["k0", "mask", "t"], names, like: name))
  }

  private func label(_ datum: Datum, _ labels: RowLabels) -> String {
    switch datum {
    case .entity(let id): labels.name(id, index)
    case .place(let text, let row, let point, let country):
      Self.text(
        of: .place(text: labels.name(datum) ?? text, row: row, point: point, country: country), evaluator)
    default: Self.text(of: datum, evaluator)
    }
  }

  private func refusedName(_ datum: Datum, _ count: Int, _ key: ResolvedKey) -> QueryError {
    refused(
      "\(quoted(Self.text(of: datum, evaluator))), a name of \(count), which a table tells apart by what else is in it",
      at: key.key.range)
  }
}
