internal import Articles
internal import Facts
internal import Indexing

/// Looks up every word of a query, once: what a field means, whom a name means, when a period is. Definitions
/// and parameters are written out before (`Query.expanded`).
struct Resolver {
  let index: FactIndex
  let settings: Settings
  let bindings: Bindings
  /// Relative periods count from here; nil where no article has a date.
  let now: CalendarDay?
  /// What a person should know, of the clause or stage at hand.
  var remarks: [String] = []

  init(index: FactIndex, settings: Settings, bindings: Bindings) {
    self.index = index
    self.settings = settings
    self.bindings = bindings
    now = settings.now ?? index.articleSpan.map { $0.lastDay }
  }

  mutating func note(_ text: String) {
    if !remarks.contains(text) { remarks.append(text) }
  }

  /// - Throws: an unknown field or place, a relative period while no article has a date, a pattern that cannot
  ///   be read, a result that nothing has kept.
  mutating func query(_ query: Query) throws(QueryError) -> ResolvedQuery {
    var primary = try self.primary(query.primary)
    if case .clause(var clause) = primary {
      if asks(for: .status, query.stages[...], after: clause.source, clause.schema) {
        clause.keepsEveryStatus = true
      }
      if asks(for: .confidence, query.stages[...], after: clause.source, clause.schema) {
        clause.leastPercent = 0
      }
      primary = .clause(clause)
    }
    var stages: [ResolvedStage] = []
    var schema = primary.schema
    // Of what a table is made.
    var members = memberSchema(of: primary)
    for (number, stage) in query.stages.enumerated() {
      var resolved = try self.stage(stage, of: schema)
      if schema.rows != .table { members = schema }
      if case .drill(.facts) = stage.form, let members, !members.isOfFacts {
        let later = query.stages[(number + 1)...]
        if !asks(for: .confidence, later, after: .facts, resolved.after) {
          resolved.leastPercent = settings.leastPercent
        }
        resolved.leavesOutDenied = !asks(for: .status, later, after: .facts, resolved.after)
      }
      schema = resolved.after
      stages.append(resolved)
    }
    return ResolvedQuery(primary: primary, stages: stages)
  }

  /// What the rows are, or what those of a kept table are made of; nil where nobody knows.
  private func memberSchema(of primary: ResolvedPrimary) -> Schema? {
    guard primary.schema.rows == .table else { return primary.schema }
    guard case .clause(let clause) = primary else { return nil }
    let kept: ResultSet?
    switch clause.source {
    case .last: kept = bindings.last
    case .named(let name, _): kept = bindings.results[name]
    default: kept = nil
    }
    return kept.map { Schema(rows: $0.table.memberRows, title: "", fields: []) }
  }

  private mutating func primary(_ primary: Primary) throws(QueryError) -> ResolvedPrimary {
    switch primary {
    case .clause(let clause): return .clause(try self.clause(clause))
    case .nested(let query): return .nested(try self.query(query))
    case .combined(let left, let operation, let right):
      let (first, second) = (try self.primary(left), try self.primary(right))
      let both = first.schema.combined(with: second.schema, kinds: index.kinds) ?? first.schema
      return .combined(first, operation, second, both)
    }
  }

  mutating func clause(_ clause: SourceClause) throws(QueryError) -> ResolvedClause {
    remarks = []
    var resolved = ResolvedClause(
      source: clause.source, schema: try schema(of: clause), keepsEveryStatus: clause.includesEveryStatus,
      leastPercent: clause.includesEveryConfidence || clause.source.isKept ? 0 : settings.leastPercent)
    resolved.condition =
      if let condition = clause.condition { try self.condition(condition, of: resolved.schema) } else { nil }
    if resolved.condition?.tests(.status) ?? false { resolved.keepsEveryStatus = true }
    if resolved.condition?.tests(.confidence) ?? false { resolved.leastPercent = 0 }
    if resolved.condition?.namesRows ?? false {
      resolved.keepsEveryStatus = true
      resolved.leastPercent = 0
    }
    resolved.remarks = remarks
    return resolved
  }

  private func schema(of clause: SourceClause) throws(QueryError) -> Schema {
    switch clause.source {
    case .last:
      guard let last = bindings.last else { throw QueryError(.noLastResult, at: clause.range.bytes) }
      return last.schema
    case .named(let name, _):
      guard let kept = bindings.results[name] else {
        throw QueryError(.unknownSource(name), at: clause.range.bytes)
      }
      return kept.schema
    case .facts: return .facts(nil, in: index.kinds)
    case .kind(let kind): return .facts(kind, in: index.kinds)
    case .articles: return .articles
    case .sentences: return .sentences
    case .people: return .entities(.person)
    case .organisations: return .entities(.organisation)
    case .places: return .entities(.place)
    case .entities: return .entities(nil)
    }
  }

  /// A later `where status = …` or `where confidence …` on the facts themselves lifts the default, too.
  private func asks(
    for meaning: FieldMeaning, _ stages: ArraySlice<Stage>, after source: Source, _ schema: Schema
  ) -> Bool {
    switch source {
    case .facts, .kind: break
    default: return false
    }
    for stage in stages {
      switch stage.form {
      // Who asks for a fact by its id wants it whatever its status.
      case .filter(let condition):
        if tests(meaning, condition, schema) || namesRows(condition, schema) { return true }
      case .sort, .limit, .skip, .sample, .show, .top: continue
      default: return false
      }
    }
    return false
  }

  /// As `ResolvedCondition.namesRows`.
  private func namesRows(_ condition: Condition, _ schema: Schema) -> Bool {
    switch condition {
    case .and(let parts): return parts.contains { namesRows($0, schema) }
    case .or(let parts): return parts.allSatisfy { namesRows($0, schema) }
    case .predicate(let predicate):
      guard let resolved = schema.resolve(predicate.field), resolved.nested == nil else { return false }
      return resolved.field.meaning == .id && predicate.test.isEquality
    case .not, .mentions, .like, .hasField, .hasFact, .sequence, .calculation: return false
    }
  }

  private func tests(_ meaning: FieldMeaning, _ condition: Condition, _ schema: Schema) -> Bool {
    switch condition {
    case .and(let parts), .or(let parts): parts.contains { tests(meaning, $0, schema) }
    case .not(let inner): tests(meaning, inner, schema)
    case .predicate(let predicate): schema.resolve(predicate.field)?.innermost.meaning == meaning
    case .hasField(let field): schema.resolve(field)?.innermost.meaning == meaning
    case .calculation(let test):
      test.expressions.contains { expression in
        expression.fields.contains { schema.resolve($0)?.innermost.meaning == meaning }
      }
    case .mentions, .like, .hasFact, .sequence: false
    }
  }

  private mutating func stage(_ stage: Stage, of schema: Schema) throws(QueryError) -> ResolvedStage {
    remarks = []
    var condition: ResolvedCondition?
    if case .filter(let written) = stage.form { condition = try self.condition(written, of: schema) }
    var keys: [ResolvedKey] = []
    for key in stage.form.keys {
      let resolved = try ResolvedKey(key, in: schema, now: now)
      if case .expression(let expression) = resolved.meaning { remark(on: expression) }
      keys.append(resolved)
    }
    return ResolvedStage(
      stage: stage, condition: condition, keys: keys, after: schema.after(stage.form, kinds: index.kinds),
      remarks: remarks)
  }
}
