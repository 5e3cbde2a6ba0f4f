internal import Articles
internal import Facts
internal import Indexing

extension Execution {
  func run(_ query: Query) throws(QueryError) -> ResultSet {
    let best = try bestArticles(query)
    var result = if let best { best } else { try rows(of: query.primary, stages: query.stages) }
    for (number, stage) in query.stages.enumerated().dropFirst(best == nil ? 0 : 1) {
      try checkCancelled()
      let clock = ContinuousClock().now
      let before = result.rowCount
      try apply(stage, before: query.stages.dropFirst(number + 1).first, to: &result)
      if before > 0, result.rowCount == 0 { noteEmptied(by: stage, before) }
      if quiet == 0 {
        record(stage.text(vocabulary), "stage", estimate: before, rows: result.rowCount, since: clock)
      }
    }
    return result
  }

  private func rows(of primary: Primary, stages: [Stage]) throws(QueryError) -> ResultSet {
    switch primary {
    case .clause(let clause):
      return try rows(of: clause, keepsHidden: asksForStatus(stages, after: clause))
    case .nested(let query): return try run(query)
    case .combined(let left, let operation, let right):
      let isOutermost = !isCombining
      isCombining = true
      let (first, second) = (try rows(of: left, stages: []), try rows(of: right, stages: []))
      let result = combined(first, operation, second)
      // An empty side has said why.
      if result.ids.isEmpty, !first.ids.isEmpty, !second.ids.isEmpty { noteEmptied(operation, first, second) }
      if isOutermost {
        isCombining = false
        if !hidden.isEmpty { noteHidden(hidden.count) }
        hidden = RowSet()
      }
      return result
    }
  }

  /// A later `where status = …` on the facts themselves lifts the default, too.
  private func asksForStatus(_ stages: [Stage], after clause: SourceClause) -> Bool {
    let kind: Kind?
    switch clause.source {
    case .facts: kind = nil
    case .kind(let one): kind = one
    default: return false
    }
    let schema = Schema.facts(kind, in: kinds)
    for stage in stages {
      switch stage.form {
      case .filter(let condition): if mentionsStatus(condition, schema) { return true }
      case .sort, .limit, .skip, .sample, .show, .top: continue
      default: return false
      }
    }
    return false
  }

  private func combined(_ left: ResultSet, _ operation: SetOperator, _ right: ResultSet) -> ResultSet {
    var result = left
    result.schema = left.schema.combined(with: right.schema, kinds: kinds) ?? left.schema
    result.shown = nil
    if left.schema.rows == .table { return combinedTables(left, operation, right) }
    var others = RowSet(right.ids)
    switch operation {
    case .union:
      others.insert(left.ids)
      result.ids = others.rows
    case .intersect: result.ids = left.ids.filter { others.contains($0) }
    case .except: result.ids = left.ids.filter { !others.contains($0) }
    }
    return result
  }

  private func combinedTables(_ left: ResultSet, _ operation: SetOperator, _ right: ResultSet) -> ResultSet {
    func key(_ result: ResultSet, _ row: Int32) -> [Datum] { result.table.columns.map { $0[Int(row)] } }
    var result = left
    let others = Set(right.ids.map { key(right, $0) })
    switch operation {
    case .intersect: result.ids = left.ids.filter { others.contains(key(left, $0)) }
    case .except: result.ids = left.ids.filter { !others.contains(key(left, $0)) }
    case .union:
      var known = Set(left.ids.map { key(left, $0) })
      for row in right.ids where known.insert(key(right, row)).inserted {
        result.ids.append(Int32(result.table.rowCount))
        for (number, value) in key(right, row).enumerated() { result.table.columns[number].append(value) }
        while result.table.memberStarts.count < result.table.rowCount {
          result.table.memberStarts.append(Int32(result.table.members.count))
        }
        result.table.members.append(contentsOf: right.table.members(row))
        result.table.memberStarts.append(Int32(result.table.members.count))
      }
    }
    return result
  }

  /// `next` is the stage that follows: of groups that a limit cuts off only their number matters.
  private func apply(_ stage: Stage, before next: Stage?, to result: inout ResultSet) throws(QueryError) {
    switch stage.form {
    case .filter(let condition):
      result.search = try search(in: condition) ?? result.search
      result.highlights += Self.highlights(in: condition, of: result.schema)
      let before = result.ids
      result.ids = try filter(before, try rowTest(condition, of: result))
      if result.ids.isEmpty, !before.isEmpty {
        try diagnose(Self.conjuncts(condition), over: before, of: result)
      }
    case .sort(let keys): try sort(&result, by: keys, limit: limit(next))
    case .limit(let count): result.ids = Array(result.ids.prefix(max(0, count)))
    case .skip(let count): result.ids = Array(result.ids.dropFirst(max(0, count)))
    case .sample(let count, let seed): sample(&result, count, seed: seed ?? 0)
    case .count(let keys):
      result = try counted(result, by: keys, limit: limit(next))
    case .aggregate(let function, let key, let by):
      result = try aggregated(function, key, by: by, of: result, stage: stage.form)
    case .percent(let key): try addShares(of: key, to: &result, at: stage.range)
    case .distinct(let keys):
      let groups = try grouped(result, by: keys)
      result = try table(groups, of: result, order: groups.firstSeen, extra: nil, stage: stage.form)
    case .show(let keys):
      for key in keys { _ = try keyGetter(key, of: result) }
      result.shown = keys
    case .top(let count, let key):
      try sort(&result, by: [SortKey(key, isDescending: true)], limit: max(0, count))
    case .timeline(let unit): result = try timeline(result, unit, at: stage.range)
    case .chart: result = try charted(result, at: stage.range)
    case .map:
      guard hasPlaces(result) else { throw QueryError(.noPlaces, at: stage.range.bytes) }
      result.drawing = .map
    case .context(let words): result = try concordance(result, words: words, stage: stage)
    case .why: result.drawing = .why
    case .drill(let target): result = try drilled(result, target)
    case .name(let name): named.append((name, result))
    case .export(let export): exports.append(export)
    }
  }

  /// How many rows the stage that follows keeps at most.
  private func limit(_ next: Stage?) -> Int? {
    // What `limit 0` takes away is its own doing.
    if settings.uses(.boundedOrder), case .limit(let count)? = next?.form, count > 0 { return count }
    return nil
  }

  /// Counts of a table as they are; rows that have a date are counted over time, entities by their mentions.
  private func charted(_ result: ResultSet, at range: SourceRange) throws(QueryError) -> ResultSet {
    var charted = result
    switch result.schema.rows {
    case .table:
      guard result.schema.fields.contains(where: { $0.type == .number }) else {
        throw QueryError(.noNumbers, at: range.bytes)
      }
    case .facts, .articles, .sentences: charted = try timeline(result, nil, at: range)
    case .entities:
      if result.shown == nil {
        charted.shown = ["name", "mentions"].map { Key(.field(FieldReference($0))) }
      }
    }
    charted.drawing = .chart
    return charted
  }

  /// `limit`: how many rows are wanted at most.
  private func sort(_ result: inout ResultSet, by keys: [SortKey], limit: Int? = nil) throws(QueryError) {
    var columns: [(keys: [Int64], isDescending: Bool)] = []
    for key in keys {
      if let scores = try scoreKeys(key.key, of: result) {
        columns.append((scores, key.isDescending))
        continue
      }
      let get = try keyGetter(key.key, of: result)
      var column: [Datum?] = []
      column.reserveCapacity(result.ids.count)
      for row in result.ids {
        try tick()
        column.append(get(row).first)
      }
      columns.append((try orderKeys(column), key.isDescending))
    }
    let ids = result.ids
    result.ids = try order(columns, count: ids.count, limit: limit).map { ids[$0] }
  }

  /// `count` rows, each as likely as any other, in their order; the same for the same seed (SplitMix64, Fisher
  /// and Yates).
  private func sample(_ result: inout ResultSet, _ count: Int, seed: Int) {
    var state = UInt64(bitPattern: Int64(seed))
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    var places = Array(result.ids.indices)
    let wanted = max(0, min(count, places.count))
    for i in 0..<wanted {
      places.swapAt(i, i + Int(next() % UInt64(places.count - i)))
    }
    let ids = result.ids
    let kept = RowSet(places[..<wanted].map(Int32.init))
    result.ids = kept.rows.map { ids[Int($0)] }
  }

  // MARK: drill-downs

  private func drilled(_ result: ResultSet, _ target: DrillDown) throws(QueryError) -> ResultSet {
    var rows = result.schema.rows
    var ids = result.ids
    if rows == .table {
      rows = result.table.memberRows
      var members = RowSet()
      for id in result.ids {
        try tick()
        members.insert(result.table.members(id))
      }
      ids = members.rows
    }
    let schema = result.schema.after(.drill(target), kinds: kinds)
    if rows == schema.rows {
      return ResultSet(schema: result.schema.rows == .table ? schema : result.schema, ids: ids)
    }
    var found = RowSet()
    for id in ids {
      try tick()
      found.insert(try targets(rows, id, target))
    }
    if case .facts = rows, target == .facts {
      return ResultSet(schema: Schema.facts(nil, in: kinds), ids: ids)
    }
    if case .entities = rows, target == .entities { return ResultSet(schema: .entities(nil), ids: ids) }
    return ResultSet(schema: schema, ids: found.rows)
  }

  private func targets(_ rows: Schema.Rows, _ id: Int32, _ target: DrillDown) throws(QueryError) -> [Int32] {
    let index = self.index
    switch (rows, target) {
    case (.facts, .articles): return index.articles(of: FactID(rawValue: id)).map(\.rawValue)
    case (.facts, .entities):
      let source = index.source(of: FactID(rawValue: id)).map { [$0.rawValue] } ?? []
      return fillers(id, []) + source
    case (.facts, .sentences):
      return index.sentences(of: FactID(rawValue: id)).flatMap { sentences($0.article, overlapping: $0.text) }
    case (.articles, .facts): return index.facts(of: ArticleID(rawValue: id)).map(\.rawValue)
    case (.articles, .entities): return index.entities(of: ArticleID(rawValue: id)).map(\.rawValue)
    case (.articles, .sentences):
      let article = ArticleID(rawValue: id)
      return (0..<Int32(index.sentenceCount(of: article))).map {
        index.number(of: SentenceID(article: article, position: $0))
      }
    case (.entities, .facts): return index.facts(of: EntityID(rawValue: id)).map(\.rawValue)
    case (.entities, .articles): return index.articles(of: EntityID(rawValue: id)).map(\.rawValue)
    case (.entities, .sentences):
      var found: [Int32] = []
      for article in index.articles(of: EntityID(rawValue: id)) {
        try checkCancelled()
        for number in try targets(.articles, article.rawValue, .sentences) {
          let range = index.range(of: index.sentence(number: number))
          if index.names(in: range, of: article).contains(where: { $0.entity.rawValue == id }) {
            found.append(number)
          }
        }
      }
      return found
    case (.sentences, .articles): return [index.sentence(number: id).article.rawValue]
    case (.sentences, .facts):
      let sentence = index.sentence(number: id)
      let range = index.range(of: sentence)
      return index.facts(of: sentence.article).filter { fact in
        index.sentences(of: fact).contains { $0.article == sentence.article && $0.text.overlaps(range) }
      }.map(\.rawValue)
    case (.sentences, .entities):
      let sentence = index.sentence(number: id)
      return index.names(in: index.range(of: sentence), of: sentence.article).map { $0.entity.rawValue }
    default: return []
    }
  }

  private func sentences(_ article: ArticleID, overlapping range: TextRange) -> [Int32] {
    (0..<Int32(index.sentenceCount(of: article))).compactMap { position in
      let sentence = SentenceID(article: article, position: position)
      return index.range(of: sentence).overlaps(range) ? index.number(of: sentence) : nil
    }
  }
}
