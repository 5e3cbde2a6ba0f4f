internal import Articles
internal import Facts
internal import Indexing

/// Where the values of fields stand in the tables.
extension SQLCompiler {
  /// The values of a field of rows.
  func parts(_ field: ResolvedField, of rows: SQLRows) throws(QueryError) -> [SQLPart] {
    if case .calculated(let key) = field.field.meaning {
      return try parts(try resolved(key, rows), of: rows)
    }
    if let nested = field.nested, nested.meaning == .outlet, field.field.meaning == .source {
      return [outlets(nil)]
    }
    if field.field.meaning == .score {
      guard rows.isSearched else { return [] }
      throw refused("`score`, which counts words", at: field.reference.range)
    }
    let outer = try outerParts(field.field, of: rows, field.reference)
    guard let nested = field.nested else { return outer }
    var found: [SQLPart] = []
    for part in outer { found.append(try inner(nested.meaning, of: part, field.reference)) }
    return found
  }

  private func outerParts(_ field: Schema.Field, of rows: SQLRows, _ reference: FieldReference)
    throws(QueryError) -> [SQLPart]
  {
    switch rows.schema.rows {
    case .facts: return try factParts(field, reference)
    case .articles: return [try articlePart(field.meaning, "a", reference)]
    case .entities: return [try entityPart(field.meaning, "e", reference)]
    case .sentences:
      if field.meaning == .text {
        return [SQLPart(form: .text(cut("s")))]
      }
      if field.meaning == .article { return [SQLPart(form: .coded(["a.path", "a.number"], articles))] }
      return [try articlePart(field.meaning, "a", reference)]
    case .table:
      guard case .column(let number) = field.meaning, number < rows.columns.count else {
        throw refused("`\(reference.name)`", at: reference.range)
      }
      return [SQLPart(form: rows.columns[number])]
    }
  }

  /// What stands in an article's text between two places.
  private func cut(_ alias: String) -> String {
    let end = dialect.identifier("end")
    return
      "substr(a.text, CAST(\(alias).start + 1 AS INTEGER), CAST(\(alias).\(end) - \(alias).start AS INTEGER))"
  }

  // MARK: Facts

  private func factParts(_ field: Schema.Field, _ reference: FieldReference) throws(QueryError) -> [SQLPart] {
    func coded(_ column: String, _ dictionary: SQLDictionary) -> [SQLPart] {
      [SQLPart(form: .coded(["f.\(column)"], dictionary))]
    }
    func number(_ column: String, isWhole: Bool) -> [SQLPart] {
      [SQLPart(form: .number("f.\(column)", isWhole: isWhole))]
    }
    switch field.meaning {
    case .id: return coded("key", factKeys)
    case .kind: return coded("kind", kindNames)
    case .status: return coded("status", statuses)
    case .main: return coded("is_main", flags)
    case .currency:
      return coded("currency", texts("currency") { factIDs.map { index.quantities(of: $0).currency } })
    case .corrected: return coded("corrected", try joined("corrected") { index.correctedFields(of: $0) })
    case .note: return coded("note", try joined("note") { index.notes(on: $0) })
    case .location: return [SQLPart(form: .coded(["f.spot", "coalesce(f.location, '')"], locations))]
    case .date:
      return [
        SQLPart(
          form: .time(start: "f.minute_start", end: "f.minute_end", text: "f.date", known: { self.factTimes })
        )
      ]
    case .confidence:
      return [SQLPart(form: .number("\(dialect.asDouble("f.percent")) / 100", isWhole: false))]
    case .killed: return number("killed", isWhole: true)
    case .injured: return number("injured", isWhole: true)
    case .figure(.arrested): return number("arrested", isWhole: true)
    case .figure(.missing): return number("missing", isWhole: true)
    case .figure(.magnitude): return number("magnitude", isWhole: false)
    case .figure(.share): return number("share", isWhole: false)
    case .amount:
      let amounts = factIDs.map { index.quantities(of: $0).amount }.filter { !$0.isNaN }
      let isWhole =
        amounts.allSatisfy { $0 == $0.rounded() } && amounts.reduce(0) { $0 + $1.magnitude } < 0x1p50
      return number("amount", isWhole: isWhole)
    case .sourceCount: return number("sources", isWhole: true)
    case .mentionCount: return number("mentions", isWhole: true)
    case .trigger:
      let words = texts("what") {
        factIDs.flatMap { id in evaluator.factValues(.trigger, id.rawValue).flatMap(evaluator.texts) }
      }
      return [
        SQLPart(
          form: .coded(["m.words"], words),
          source: SQLSource(
            from: "mention m", row: "m.fact", order: "m.position", condition: "m.words IS NOT NULL",
            distinct: ["m.words"]))
      ]
    case .text:
      let end = dialect.identifier("end")
      return [
        SQLPart(
          form: .text(cut("m")),
          source: SQLSource(
            from: "mention m JOIN article a ON a.id = m.article", row: "m.fact", order: "m.position",
            distinct: ["m.article", "m.start", "m.\(end)"]))
      ]
    case .roles(let roles):
      let source = fillers(roles)
      if field.type == .place {
        return [SQLPart(form: .coded(["e.key"], entityMap("place", .location)), source: source)]
      }
      return [SQLPart(form: .coded(["e.key"], fillers(of: roles)), source: source)]
    case .wording(let roles): return roles.isEmpty ? [] : [wording(roles)]
    case .content(let roles):
      return coded("content", texts("content") { factIDs.map { index.content(of: $0) } })
        + (roles.isEmpty ? [] : [wording(roles)])
    case .source:
      return [
        SQLPart(
          form: .coded(["e.key"], sources),
          source: SQLSource(from: "fact f JOIN entity e ON e.id = f.source", row: "f.id", distinct: [])),
        outlets("f.source IS NULL"),
      ]
    case .article:
      return [SQLPart(form: .coded(["a.path", "a.number"], articles), source: tellingArticles())]
    case .outlet: return [outlets(nil)]
    case .agency:
      var source = tellingArticles()
      source.condition = "a.agency IS NOT NULL"
      source.distinct = ["a.agency"]
      return [SQLPart(form: .coded(["a.agency"], agencies), source: source)]
    default: throw refused("`\(reference.name)`", at: reference.range)
    }
  }

  private var agencies: SQLDictionary { texts("agency") { articleIDs.map { index.agency(of: $0) } } }
  private var outletNames: SQLDictionary { texts("outlet") { articleIDs.map { index.article($0).source } } }

  private func fillers(_ roles: [Role]) -> SQLSource {
    let names = roles.map { dialect.literal(evaluator.kinds.name($0)) }
    return SQLSource(
      from: "role r JOIN entity e ON e.id = r.entity", row: "r.fact", order: "r.position",
      condition: names.isEmpty ? nil : "r.role IN (\(names.joined(separator: ", ")))", distinct: ["e.key"])
  }

  private func wording(_ roles: [Role]) -> SQLPart {
    SQLPart(form: .coded(["e.name"], entityTexts("name", \.name)), source: fillers(roles))
  }

  private func tellingArticles() -> SQLSource {
    SQLSource(
      from:
        "fact_article fa JOIN article a ON a.id = fa.article JOIN article_order ao ON ao.article = a.id",
      row: "fa.fact", order: "ao.position")
  }

  private func outlets(_ condition: String?) -> SQLPart {
    var source = tellingArticles()
    source.condition = "a.outlet IS NOT NULL"
    if let condition {
      source.from += " JOIN fact f ON f.id = fa.fact"
      source.condition = "a.outlet IS NOT NULL AND \(condition)"
    }
    source.distinct = ["a.outlet"]
    return SQLPart(form: .coded(["a.outlet"], outletNames), source: source)
  }

  // MARK: Articles and entities

  /// `alias`: of the article in the statement.
  private func articlePart(_ meaning: FieldMeaning, _ alias: String, _ reference: FieldReference)
    throws(QueryError) -> SQLPart
  {
    func coded(_ column: String, _ stem: String, _ values: @escaping (ArticleID) -> String) -> SQLPart {
      SQLPart(form: .coded(["\(alias).\(column)"], texts(stem) { articleIDs.map(values) }))
    }
    switch meaning {
    case .id: return coded("key", "article_key") { self.index.key(of: $0).description }
    case .title:
      return coded("title", "title") { id in
        self.evaluator.articleValues(.title, id.rawValue).flatMap(self.evaluator.texts).first ?? ""
      }
    case .outlet: return SQLPart(form: .coded(["\(alias).outlet"], outletNames))
    case .agency: return SQLPart(form: .coded(["\(alias).agency"], agencies))
    case .language: return coded("language", "language") { self.index.article($0).language }
    case .publishedVia:
      return coded("published_via", "published_via") { self.index.article($0).publishedVia?.name ?? "" }
    case .author, .path:
      var seen: Set<SQLLiteral> = []
      var pairs: [(key: [SQLLiteral], values: [Datum])] = []
      for id in articleIDs {
        let article = index.article(id)
        let key = SQLLiteral.text(meaning == .path ? article.path : article.author)
        if key == .text("") || !seen.insert(key).inserted { continue }
        pairs.append(([key], evaluator.articleValues(meaning, id.rawValue)))
      }
      return SQLPart(
        form: .coded(["\(alias).\(meaning == .path ? "path" : "author")"], SQLDictionary("\(meaning)", pairs))
      )
    case .date:
      return SQLPart(
        form: .time(
          start: "\(alias).minute_start", end: "\(alias).minute_end", text: "\(alias).date",
          known: { self.articleTimes }))
    case .original, .successor:
      return SQLPart(
        form: .coded(["a.path", "a.number"], articles),
        source: SQLSource(from: "article x JOIN article a ON a.id = x.\(meaning)", row: "x.id"))
    case .copyCount:
      return SQLPart(
        form: .number("(SELECT count(*) FROM article c WHERE c.original = \(alias).id)", isWhole: true))
    case .factCount:
      return SQLPart(
        form: .number(
          "(SELECT count(*) FROM fact_article y JOIN fact z ON z.id = y.fact WHERE y.article = \(alias).id AND \(shownUnasked("z")))",
          isWhole: true))
    case .location:
      let order = order(.facts(nil))
      let told = table(
        "told", [],
        "SELECT fa.article AS article, f.spot AS spot, coalesce(f.location, '') AS location, row_number() OVER (ORDER BY \(order.keys)) AS ord FROM fact f\(order.joins) JOIN fact_article fa ON fa.fact = f.id WHERE f.spot IS NOT NULL AND \(shownUnasked("f"))"
      )
      return SQLPart(
        form: .coded(["t.spot", "t.location"], locations),
        source: SQLSource(from: "\(told) t", row: "t.article", order: "t.ord", isUnique: true))
    default: throw refused("`\(reference.name)`", at: reference.range)
    }
  }

  /// Values of entities by their keys.
  private func entityMap(_ stem: String, _ meaning: FieldMeaning) -> SQLDictionary {
    entities.map("entity_\(stem)") { [evaluator] datum in
      if case .entity(let id) = datum { evaluator.entityValues(meaning, id, asPlaces: false) } else { [] }
    }
  }

  private func entityPart(_ meaning: FieldMeaning, _ alias: String, _ reference: FieldReference)
    throws(QueryError) -> SQLPart
  {
    func coded(_ column: String, _ dictionary: SQLDictionary) -> SQLPart {
      SQLPart(form: .coded(["\(alias).\(column)"], dictionary))
    }
    switch meaning {
    case .id:
      return coded(
        "key",
        texts("entity_key") {
          index.entities.indices.map { index.key(of: EntityID(rawValue: Int32($0))).description }
        })
    case .name: return coded("name", entityTexts("name", \.name))
    case .nameKind:
      return coded("kind", texts("entity_kind", { NameKind.allCases.map(\.name) }) { [.word($0)] })
    case .honorific: return coded("title", entityTexts("title", \.title))
    case .role: return coded("role", entityTexts("role", \.role))
    case .organisation: return coded("organisation", entityTexts("organisation", \.organisation))
    case .country: return coded("country", entityCountries)
    case .articleCount: return SQLPart(form: .number("\(alias).articles", isWhole: true))
    case .mentionCount: return SQLPart(form: .number("\(alias).mentions", isWhole: true))
    case .factCount:
      return SQLPart(
        form: .number(
          "(SELECT count(*) FROM \(taking()) t JOIN fact z ON z.id = t.fact WHERE t.entity = \(alias).id AND \(shownUnasked("z")))",
          isWhole: true))
    case .gender, .aliases, .location, .placeKind, .region, .population:
      return coded("key", entityMap("\(meaning)", meaning))
    default: throw refused("`\(reference.name)`", at: reference.range)
    }
  }

  /// A table of the statement: in which facts an entity takes part, by what the language means by that.
  func taking() -> String {
    let roles = evaluator.isTaking.indices.filter { evaluator.isTaking[$0] }
      .map { dialect.literal(evaluator.kinds.name(Role(rawValue: UInt8($0)))) }
    // Of the entities of a place the first.
    let home = table(
      "home", [],
      "SELECT i.id AS id, i.place AS place FROM (SELECT e.id AS id, e.place AS place, row_number() OVER (PARTITION BY e.place ORDER BY eo.position) AS n FROM entity e JOIN entity_order eo ON eo.entity = e.id WHERE e.kind = 'place' AND e.place IS NOT NULL) i WHERE i.n = 1"
    )
    let takes = roles.isEmpty ? "1 = 0" : "r.role IN (\(roles.joined(separator: ", ")))"
    return table(
      "part", [],
      """
      SELECT r.entity AS entity, r.fact AS fact FROM role r WHERE \(takes) \
      UNION SELECT r.entity AS entity, r.fact AS fact FROM role r JOIN entity e ON e.id = r.entity JOIN fact f ON f.id = r.fact \
      JOIN spot s ON s.key = f.spot WHERE s.place = e.place \
      UNION SELECT h.id AS entity, f.id AS fact FROM fact f JOIN spot s ON s.key = f.spot JOIN \(home) h ON h.place = s.place
      """
    )
  }

  // MARK: Fields of values

  private func inner(_ meaning: FieldMeaning, of part: SQLPart, _ reference: FieldReference)
    throws(QueryError) -> SQLPart
  {
    switch part.form {
    case .coded(let keys, let dictionary):
      // A part has its entity under `e`, its article under `a`.
      if case .entity = dictionary.label, keys == ["e.key"] {
        var found = try entityPart(meaning, "e", reference)
        found.source = part.source
        return found
      }
      if dictionary === articles, keys == ["a.path", "a.number"] {
        var found = try articlePart(meaning, "a", reference)
        if found.source == nil { found.source = part.source }
        return found
      }
      let evaluator = evaluator
      return SQLPart(
        form: .coded(keys, dictionary.map(reference.name) { evaluator.inner(meaning, of: $0) }),
        source: part.source)
    case .time:
      guard case .unit(let unit) = meaning else { throw refused("`\(reference.name)`", at: reference.range) }
      return try self.unit(unit, of: part)
    case .text, .number, .pair: throw refused("`\(reference.name)`", at: reference.range)
    }
  }

  /// The whole periods of a unit that times lie in.
  func unit(_ unit: PeriodUnit, of part: SQLPart) throws(QueryError) -> SQLPart {
    switch part.form {
    case .time(let start, let end, _, let known):
      let periods = Set(
        known().compactMap { time in
          evaluator.period(unit, holding: time).first.flatMap { datum -> TimeInterval? in
            if case .time(let period) = datum { period } else { nil }
          }
        }
      ).sorted { $0.start < $1.start }
      let rows = periods.map { period -> [SQLLiteral] in
        [.whole(Int(period.start)), .whole(Int(period.end)), .text(period.description)]
      }
      let name = try list(unit.rawValue, ["s", "e", "t"], rows, like: [.whole(0), .whole(0), .text("")])
      var found = part
      found.form = .time(start: "u.s", end: "u.e", text: "u.t", known: { periods })
      found.joins += " JOIN \(name) u ON \(start) >= u.s AND \(start) < u.e AND \(end) <= u.e"
      return found
    case .coded(let keys, let dictionary):
      let evaluator = evaluator
      return SQLPart(
        form: .coded(
          keys,
          dictionary.map(unit.rawValue) { datum in
            if case .time(let time) = datum { evaluator.period(unit, holding: time) } else { [] }
          }), source: part.source)
    case .number, .text, .pair:
      return SQLPart(form: .coded([], SQLDictionary("none", [])), source: part.source)
    }
  }
}
