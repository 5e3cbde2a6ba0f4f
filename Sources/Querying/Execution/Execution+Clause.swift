internal import Articles
internal import Facts
internal import Indexing

extension Execution {
  /// The rows of a source that meet its condition.
  ///
  /// `keepsHidden`: denied, failed and cancelled facts are kept, because the query asks for a status itself.
  func rows(of clause: SourceClause, keepsHidden: Bool = false) throws(QueryError) -> ResultSet {
    switch clause.source {
    case .facts: return try facts(nil, clause, keepsHidden: keepsHidden)
    case .kind(let kind): return try facts(kind, clause, keepsHidden: keepsHidden)
    case .articles: return try filtered(.articles, count: index.articleCount, clause)
    case .sentences: return try filtered(.sentences, count: index.sentenceCount, clause)
    case .people: return try entities(.person, clause)
    case .organisations: return try entities(.organisation, clause)
    case .places: return try entities(.place, clause)
    case .entities: return try entities(nil, clause)
    case .last:
      guard let last = bindings.last else { throw QueryError(.noLastResult, at: clause.range.bytes) }
      if last.ids.isEmpty { note("the last result is empty") }
      return try filtered(undrawn(last), clause)
    case .named(let name, _):
      guard let kept = bindings.results[name] else {
        throw QueryError(.unknownSource(name), at: clause.range.bytes)
      }
      return try filtered(undrawn(kept), clause)
    }
  }

  /// What went on from a drawing is a table again.
  private func undrawn(_ result: ResultSet) -> ResultSet {
    var result = result
    result.drawing = nil
    return result
  }

  private func entities(_ kind: NameKind?, _ clause: SourceClause) throws(QueryError) -> ResultSet {
    var result = ResultSet(schema: .entities(kind), ids: [])
    index.entities.withUnsafeBufferPointer { entities in
      // By address: an entity holds eight references, and to copy it would count them all.
      guard let first = entities.baseAddress else { return }
      for id in entities.indices {
        let entity = first + id
        if entity.pointee.isNamed, kind == nil || entity.pointee.kind == kind { result.ids.append(Int32(id)) }
      }
    }
    return try filtered(result, clause)
  }

  private func filtered(_ schema: Schema, count: Int, _ clause: SourceClause) throws(QueryError) -> ResultSet
  {
    var result = ResultSet(schema: schema, ids: [])
    var method = "scan"
    var decided: Int?
    let start = ContinuousClock().now
    if settings.uses(.wordPostings), let numbers = try searched(schema, clause) {
      (decided, result.ids) = numbers
      method = "word postings"
    } else {
      result.ids = Array(0..<Int32(count))
    }
    if quiet == 0 {
      record(schema.title, method, estimate: count, rows: result.ids.count, since: start)
    }
    return try filtered(result, clause, all: Array(0..<Int32(count)), decided: decided)
  }

  /// The first conjunct that is a full-text search, and the articles or sentences that meet it.
  private func searched(_ schema: Schema, _ clause: SourceClause) throws(QueryError) -> (Int, [Int32])? {
    for (number, conjunct) in Self.conjuncts(clause.condition).enumerated() {
      guard case .predicate(let predicate) = conjunct, let resolved = schema.resolve(predicate.field),
        resolved.nested == nil, resolved.field.meaning == .text,
        case .matches(.search(let operand)) = predicate.test
      else { continue }
      let query = TextQuery(try text(operand))
      guard !query.parts.isEmpty else { return nil }
      return (number, try found(query, schema.rows))
    }
    return nil
  }

  /// `all`: the rows before an index left some out, for the diagnosis; nil: those of `result`.
  /// `decided`: the conjunct that every row meets already.
  private func filtered(
    _ result: ResultSet, _ clause: SourceClause, all: [Int32]? = nil, decided: Int? = nil
  ) throws(QueryError) -> ResultSet {
    guard let condition = clause.condition else { return result }
    var result = result
    result.search = try search(in: condition) ?? result.search
    result.highlights += Self.highlights(in: condition, of: result.schema)
    let before = result.ids
    if settings.isPlanned {
      result.ids = try tested(before, Self.conjuncts(condition), without: decided, of: result)
    } else {
      let test = try rowTest(condition, of: result)
      result.ids = try step(condition.text(vocabulary), "scan") { () throws(QueryError) in
        try filter(before, test)
      }
    }
    if result.ids.isEmpty {
      try diagnose(Self.conjuncts(condition), over: all ?? before, of: result)
    }
    return result
  }

  /// The words that `score` counts: those of the first search in a condition.
  func search(in condition: Condition) throws(QueryError) -> TextQuery? {
    switch condition {
    case .predicate(let predicate):
      guard case .matches(.search(let operand)) = predicate.test else { return nil }
      return TextQuery(try text(operand))
    case .and(let parts), .or(let parts):
      for part in parts {
        if let found = try search(in: part) { return found }
      }
      return nil
    default: return nil
    }
  }

  private func facts(_ kind: Kind?, _ clause: SourceClause, keepsHidden: Bool) throws(QueryError) -> ResultSet
  {
    let schema = Schema.facts(kind, in: kinds)
    var result = ResultSet(schema: schema, ids: [])
    let conjuncts = Self.conjuncts(clause.condition)
    if let condition = clause.condition { result.search = try search(in: condition) }
    result.highlights = Self.highlights(in: clause.condition, of: schema)
    let all = try matching(kind, conjuncts, of: result)
    let keepsAll =
      keepsHidden || clause.includesEveryStatus
      || (clause.condition.map { mentionsStatus($0, schema) } ?? false)
    result.ids = keepsAll ? all : visible(all)
    if quiet == 0, result.ids.count < all.count {
      if isCombining {
        hide(all)
      } else {
        noteHidden(all.count - result.ids.count)
      }
    }
    if quiet == 0 {
      try noteUntestable(kind, conjuncts, of: result, keepsAll: keepsAll)
      if result.ids.isEmpty { try diagnose(kind, conjuncts, of: result, keepsAll: keepsAll) }
    }
    return result
  }

  private func hide(_ rows: [Int32]) {
    let status = index.facts.status
    for row in rows where status[Int(row)] >= Status.denied.rawValue { hidden.insert(row) }
  }

  func visible(_ rows: [Int32]) -> [Int32] {
    let status = index.facts.status
    return rows.filter { status[Int($0)] < Status.denied.rawValue }
  }

  func mentionsStatus(_ condition: Condition, _ schema: Schema) -> Bool {
    switch condition {
    case .and(let parts), .or(let parts): parts.contains { mentionsStatus($0, schema) }
    case .not(let inner): mentionsStatus(inner, schema)
    case .predicate(let predicate): schema.resolve(predicate.field)?.innermost.meaning == .status
    case .hasField(let field): schema.resolve(field)?.innermost.meaning == .status
    case .mentions, .hasFact: false
    }
  }

  /// Facts of a kind that meet every conjunct, ascending, whatever their status.
  func matching(_ kind: Kind?, _ conjuncts: [Condition], of result: ResultSet) throws(QueryError)
    -> [Int32]
  {
    let count = index.factCount
    guard settings.isPlanned else {
      var rows = try step(result.schema.title, "scan", estimate: count) { () throws(QueryError) in
        try filter(Array(0..<Int32(count))) {
          kind == nil || self.index.facts.kind[Int($0)] == kind?.rawValue
        }
      }
      for conjunct in conjuncts {
        let test = try rowTest(conjunct, of: result)
        let before = rows
        rows = try step(conjunct.text(vocabulary), "scan", estimate: nil) { () throws(QueryError) in
          try filter(before, test)
        }
      }
      return rows
    }
    return try planned(kind, conjuncts, of: result)
  }
}
