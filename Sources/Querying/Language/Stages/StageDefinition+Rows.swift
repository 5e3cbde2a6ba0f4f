/// Stages that keep, order or show the rows that there are.
extension StageDefinition {
  static let filter = StageDefinition(
    word: "where", method: "filter", estimate: { _, count in (count + 2) / 3 },
    help: [
      HelpEntry(
        "where", "where CONDITION", "keeps the rows that meet it", "meetings | count by month | where n > 1")
    ],
    parse: { (parser, _) throws(QueryError) in [.filter(try parser.condition())] },
    print: { form, printer in
      guard case .filter(let condition) = form else { return }
      printer.add("where ")
      printer.condition(condition)
    })

  static let sort = StageDefinition(
    word: "sort", method: "sort",
    help: [
      HelpEntry("sort", "sort by KEY [desc], …", "puts the rows in order", "meetings | sort by date desc")
    ],
    parse: { (parser, _) throws(QueryError) in
      try parser.need("by")
      var keys: [SortKey] = []
      repeat {
        let key = try parser.key()
        let isDescending = parser.at("asc", "desc") && parser.advance().text == "desc"
        keys.append(SortKey(key, isDescending: isDescending))
      } while parser.take(symbol: ",")
      return [.sort(keys)]
    },
    print: { form, printer in
      guard case .sort(let keys) = form else { return }
      printer.add("sort by ")
      printer.list(keys) {
        $0.key($1.key)
        if $1.isDescending { $0.add(" desc") }
      }
    })

  static let limit = StageDefinition(
    word: "limit", method: "limit",
    estimate: { form, count in if case .limit(let limit) = form { Swift.min(limit, count) } else { count } },
    help: [HelpEntry("limit", "limit N", "the first rows", "meetings | limit 5")],
    parse: { (parser, _) throws(QueryError) in [.limit(try parser.count())] },
    print: { form, printer in
      if case .limit(let count) = form { printer.add("limit \(count)") }
    })

  static let skip = StageDefinition(
    word: "skip", method: "limit",
    estimate: { form, count in
      if case .skip(let skipped) = form { Swift.max(0, count - skipped) } else { count }
    }, help: [HelpEntry("skip", "skip N", "all but the first rows", "meetings | skip 5")],
    parse: { (parser, _) throws(QueryError) in [.skip(try parser.count())] },
    print: { form, printer in
      if case .skip(let count) = form { printer.add("skip \(count)") }
    })

  static let sample = StageDefinition(
    word: "sample", method: "limit",
    estimate: { form, count in if case .sample(let limit, _) = form { Swift.min(limit, count) } else { count }
    },
    help: [HelpEntry("sample", "sample N [seed N]", "rows by chance", "facts | sample 5 seed 1")],
    parse: { (parser, _) throws(QueryError) in
      let size = try parser.count()
      return [.sample(size, seed: parser.take("seed") ? try parser.count() : nil)]
    },
    print: { form, printer in
      guard case .sample(let count, let seed) = form else { return }
      printer.add("sample \(count)" + (seed.map { " seed \($0)" } ?? ""))
    })

  static let show = StageDefinition(
    word: "show", method: "columns",
    help: [
      HelpEntry(
        "show", "show KEY [as NAME], …",
        "the columns; `*` is every field; a name can be asked for in later stages",
        "meetings | show date, location, source")
    ],
    parse: { (parser, _) throws(QueryError) in [.show(try parser.shownKeys())] },
    print: { form, printer in
      guard case .show(let keys) = form else { return }
      printer.add("show ")
      printer.list(keys) { $0.key($1) }
    },
    schema: { form, schema, _ in
      if case .show(let keys) = form { schema.showing(keys) } else { schema }
    })

  static let top = StageDefinition(
    word: "top", method: "sort",
    estimate: { form, count in if case .top(let limit, _) = form { Swift.min(limit, count) } else { count } },
    help: [
      HelpEntry(
        "top", "top N by KEY",
        "the N rows with the greatest number or the latest date; of names and words the N most frequent",
        "facts | top 10 by sources")
    ],
    parse: { (parser, _) throws(QueryError) in
      let size = try parser.count()
      try parser.need("by")
      let key = try parser.key()
      return parser.isRanked(key) ? [.top(size, by: key)] : [.count(by: [key]), .limit(size)]
    },
    print: { form, printer in
      guard case .top(let count, let key) = form else { return }
      printer.add("top \(count) by ")
      printer.key(key)
    })
}

extension Parser {
  /// Keys, among which `*` stands for every field that is not named beside it.
  fileprivate mutating func shownKeys() throws(QueryError) -> [Key] {
    let first = start
    var keys: [Key] = []
    var star: Int?
    repeat {
      if current.isSymbol("*"), star == nil {
        star = keys.count
        advance()
      } else {
        keys.append(try named(try key()))
      }
    } while take(symbol: ",")
    try checkNames(keys, isNewInRows: true, from: first)
    guard let star else { return keys }
    let named = Set(keys.map(\.columnName))
    keys.insert(contentsOf: schema.everyKey.filter { !named.contains($0.columnName) }, at: star)
    return keys
  }
}

extension Schema {
  /// What `show *` stands for, as keys are read again once they are printed.
  fileprivate var everyKey: [Key] {
    shownFields.map { field in
      guard rows == .table else { return Key(.field(FieldReference(field.name))) }
      if field.name == "n" { return Key(.count) }
      return Key(
        PeriodUnit(rawValue: field.name).map { .unit($0, of: FieldReference("date")) }
          ?? .field(FieldReference(field.name)))
    }
  }
}
