internal import Articles
internal import Facts
internal import Indexing

/// What a person should know beside the rows: what could not be tested, and which condition left none over.
struct Diagnosis {
  let evaluator: Evaluator
  let index: FactIndex

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
  }

  private var kinds: KindTable { evaluator.kinds }
  private var vocabulary: Vocabulary { evaluator.vocabulary }

  private func note(_ text: String) { evaluator.note(text) }

  /// A stage left no row over and has not said why.
  func noteEmptied(by stage: Stage, _ count: Int) {
    guard !evaluator.notes.contains(where: { $0.hasPrefix("0 rows") }) else { return }
    note("0 rows: \(count) before `| \(stage.text(vocabulary))`, none after it")
  }

  func noteEmptied(_ operation: SetOperator, _ first: ResultSet, _ second: ResultSet) {
    let left = first.schema.counted(first.ids.count, in: kinds)
    switch operation {
    case .intersect:
      note("0 rows: \(left) and \(second.schema.counted(second.ids.count, in: kinds)) have none in common")
    case .except: note("0 rows: \(left), taken away by `except`")
    case .union: break
    }
  }

  func noteDenied(_ count: Int) {
    guard count > 0 else { return }
    note("\(count) more \(count == 1 ? "was" : "were") denied, failed or cancelled: add `status any`")
  }

  func noteDoubtful(_ count: Int) {
    guard count > 0 else { return }
    let least = evaluator.settings.leastPercent
    note("\(count) more \(count == 1 ? "is" : "are") less than \(least) % sure: add `confidence any`")
  }

  /// How many facts meet the other conjuncts but have no date or place to test.
  func noteUntestable(_ kind: Kind?, _ clause: ResolvedClause) throws(QueryError) {
    let conjuncts = clause.conjuncts
    var seen: Set<FieldMeaning> = []
    for (number, conjunct) in conjuncts.enumerated() {
      guard case .test(let test) = conjunct, test.field.nested == nil else { continue }
      let meaning = test.field.field.meaning
      guard meaning == .date || meaning == .location, seen.insert(meaning).inserted else { continue }
      var others: [ResolvedCondition] = []
      for (other, condition) in conjuncts.enumerated() where other != number {
        // Another test of the same missing field would only say the same.
        if case .test(let test) = condition, test.field.field.meaning == meaning { continue }
        others.append(condition)
      }
      others.append(.not(.hasField(test.field)))
      let count = try self.count(kind, others, of: clause)
      if count > 0 {
        let word = meaning == .date ? "date" : "location"
        note("\(count) \(count == 1 ? "fact has" : "facts have") no \(word) and could not be tested")
      }
    }
  }

  /// The facts that some of a clause's tests leave over.
  private func facts(_ kind: Kind?, _ conjuncts: [ResolvedCondition], of clause: ResolvedClause)
    throws(QueryError) -> [Int32]
  {
    evaluator.visible(try evaluator.matching(kind, conjuncts, schema: clause.schema), of: clause)
  }

  private func count(_ kind: Kind?, _ conjuncts: [ResolvedCondition], of clause: ResolvedClause)
    throws(QueryError) -> Int
  {
    try facts(kind, conjuncts, of: clause).count
  }

  /// Says which condition left no fact over.
  func explainNone(_ kind: Kind?, _ clause: ResolvedClause) throws(QueryError) {
    guard index.factCount > 0 else { return note("0 rows: no facts are loaded") }
    if let kind, index.postings.byKind.count(Int(kind.rawValue)) == 0 {
      return note("0 rows: the articles tell of no \(clause.schema.title)")
    }
    let conjuncts = clause.conjuncts.readingLast
    var described = ""
    var left = try facts(kind, [], of: clause)
    for end in conjuncts.indices {
      let kept = try facts(kind, Array(conjuncts[...end]), of: clause)
      let phrase = phrase(conjuncts[end])
      if kept.isEmpty {
        let hint = try hint(conjuncts[end], of: ResultSet(schema: clause.schema, ids: []), left)
        return note(
          "0 rows: \(clause.schema.counted(left.count, in: kinds))\(described), none \(phrase)\(hint)")
      }
      left = kept
      described += " " + phrase
    }
  }

  /// The same for rows that are no facts.
  func explainNone(_ conjuncts: [ResolvedCondition], over rows: [Int32], of result: ResultSet)
    throws(QueryError)
  {
    guard !rows.isEmpty else { return }
    var described = ""
    var left = rows
    for conjunct in conjuncts.readingLast {
      let kept = try evaluator.filter(left, by: conjunct, of: result)
      let phrase = phrase(conjunct)
      if kept.isEmpty {
        let hint = try hint(conjunct, of: result, left)
        return note(
          "0 rows: \(result.schema.counted(left.count, in: kinds))\(described), none \(phrase)\(hint)")
      }
      left = kept
      described += " " + phrase
    }
  }

  private static let longestPhrase = 160

  /// As it would be said: prepositions without their field, the rest after `where`.
  private func phrase(_ condition: ResolvedCondition) -> String {
    var text = condition.text(vocabulary)
    if text.utf8.count > Self.longestPhrase {
      text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestPhrase))) + " …"
    }
    guard case .test(let test) = condition, test.field.nested == nil else { return "where " + text }
    switch (test.relation, test.field.field.meaning) {
    case (.near, .location), (.inside, .location), (.temporal, .date), (.span, .date):
      return String(text.dropFirst(test.field.reference.name.count + 1))
    default: return "where " + text
    }
  }

  /// Where a country is named and not itself in a role: how to ask for its people and bodies.
  private func ofCountry(
    _ name: ResolvedName, _ test: ResolvedTest, _ result: ResultSet, _ rows: [Int32]
  ) throws(QueryError) -> String? {
    guard !name.countries.isEmpty, test.field.nested == nil else { return nil }
    let reference = FieldReference(test.field.reference.path + ["country"])
    guard let field = try? ResolvedField(reference, in: result.schema) else { return nil }
    let others = ResolvedCondition.test(
      ResolvedTest(field: field, relation: test.relation, range: test.range))
    let count = try evaluator.filter(rows, try evaluator.rowTest(others, of: result)).count
    guard count > 0 else { return nil }
    return " (\(count) with somebody of it: `\(others.text(vocabulary))`)"
  }

  /// What the data has instead: the span of the articles, that nobody has the name or no row the field.
  private func hint(_ condition: ResolvedCondition, of result: ResultSet, _ rows: [Int32])
    throws(QueryError) -> String
  {
    if case .mentions(let name) = condition { return unknownName(name) }
    guard case .test(let test) = condition else { return "" }
    let isName = test.field.innermost.type == .entity
    switch test.relation {
    case .span(let from, let to) where to.interval.end <= from.interval.start:
      return " (it ends before it begins)"
    case .temporal, .span:
      guard let span = index.articleSpan else { return " (no article has a date)" }
      let first = span.firstDay.description.prefix(7)
      let last = span.lastDay.description.prefix(7)
      return first == last ? " (the articles are of \(first))" : " (the articles cover \(first) to \(last))"
    case .compare(.equal, .name(let name)) where isName:
      let hint = unknownName(name)
      if !hint.isEmpty { return hint }
      if let hint = try ofCountry(name, test, result, rows) { return hint }
    case .oneOf(let values) where isName:
      let unknown = values.compactMap { value -> ResolvedName? in
        if case .name(let name) = value, name.entities.isEmpty { name } else { nil }
      }
      if unknown.count == 1 { return unknownName(unknown[0]) }
      if !unknown.isEmpty {
        return " (no article names \(unknown.map { quoted($0.text) }.joined(separator: " or ")))"
      }
    default: break
    }
    if case .unit(let unit)? = test.field.nested?.meaning,
      case .compare(.equal, .period(let period)) = test.relation,
      period.interval.lies(within: unit.interval(holding: period.interval.firstDay))
    {
      return " (a whole \(unit.rawValue) is never \(period.written.text))"
    }
    let get = evaluator.getter(test.field, of: result)
    for row in rows {
      try evaluator.tick()
      if !get(row).isEmpty { return "" }
    }
    return rows.count == 1
      ? " (it has no `\(test.field.reference.name)`)" : " (none has `\(test.field.reference.name)`)"
  }
}
