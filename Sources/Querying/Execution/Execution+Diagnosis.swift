internal import Articles
internal import Facts
internal import Indexing

/// What a person should know beside the rows: what could not be tested, and which condition left none over.
extension Execution {
  /// A stage left no row over and has not said why.
  func noteEmptied(by stage: Stage, _ count: Int) {
    guard !notes.contains(where: { $0.hasPrefix("0 rows") }) else { return }
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

  func noteHidden(_ count: Int) {
    note("\(count) more \(count == 1 ? "was" : "were") denied, failed or cancelled: add `status any`")
  }

  /// How many facts meet the other conjuncts but have no date or place to test.
  func noteUntestable(
    _ kind: Kind?, _ conjuncts: [Condition], of result: ResultSet, keepsAll: Bool
  ) throws(QueryError) {
    quiet += 1
    var found: [String] = []
    defer {
      quiet -= 1
      for text in found { note(text) }
    }
    var seen: Set<FieldMeaning> = []
    for (number, conjunct) in conjuncts.enumerated() {
      guard case .predicate(let predicate) = conjunct,
        let resolved = result.schema.resolve(predicate.field), resolved.nested == nil,
        resolved.field.meaning == .date || resolved.field.meaning == .location,
        seen.insert(resolved.field.meaning).inserted
      else { continue }
      var others: [Condition] = []
      for (other, condition) in conjuncts.enumerated() where other != number {
        // Another test of the same missing field would only say the same.
        if case .predicate(let test) = condition,
          result.schema.resolve(test.field)?.field.meaning == resolved.field.meaning
        {
          continue
        }
        others.append(condition)
      }
      others.append(.not(.hasField(predicate.field)))
      let rows = try matching(kind, others, of: result)
      let count = keepsAll ? rows.count : visible(rows).count
      if count > 0 {
        let word = resolved.field.meaning == .date ? "date" : "location"
        found.append("\(count) \(count == 1 ? "fact has" : "facts have") no \(word) and could not be tested")
      }
    }
  }

  /// Says which condition left no fact over.
  func diagnose(_ kind: Kind?, _ conjuncts: [Condition], of result: ResultSet, keepsAll: Bool)
    throws(QueryError)
  {
    quiet += 1
    var said: String?
    defer {
      quiet -= 1
      if let said { note(said) }
    }
    guard index.factCount > 0 else {
      said = "0 rows: no facts are loaded"
      return
    }
    var described = ""
    var left = index.factCount
    if let kind {
      left = index.postings.byKind.count(Int(kind.rawValue))
      if left == 0 {
        said = "0 rows: the articles tell of no \(result.schema.title)"
        return
      }
    }
    if !keepsAll { left = visible(try matching(kind, [], of: result)).count }
    for end in conjuncts.indices {
      let rows = try matching(kind, Array(conjuncts[...end]), of: result)
      let count = keepsAll ? rows.count : visible(rows).count
      let phrase = phrase(conjuncts[end], result.schema)
      if count == 0 {
        let before = try matching(kind, Array(conjuncts[..<end]), of: result)
        said =
          "0 rows: \(result.schema.counted(left, in: kinds))\(described), none \(phrase)"
          + (try hint(conjuncts[end], of: result, keepsAll ? before : visible(before)))
        return
      }
      left = count
      described += " " + phrase
    }
  }

  /// The same for rows that are no facts.
  func diagnose(_ conjuncts: [Condition], over rows: [Int32], of result: ResultSet) throws(QueryError) {
    guard quiet == 0, !rows.isEmpty else { return }
    quiet += 1
    var said: String?
    defer {
      quiet -= 1
      if let said { note(said) }
    }
    var described = ""
    var left = rows
    for conjunct in conjuncts {
      let kept = try filter(left, try rowTest(conjunct, of: result))
      let phrase = phrase(conjunct, result.schema)
      if kept.isEmpty {
        said =
          "0 rows: \(result.schema.counted(left.count, in: kinds))\(described), none \(phrase)"
          + (try hint(conjunct, of: result, left))
        return
      }
      left = kept
      described += " " + phrase
    }
  }

  private static let longestPhrase = 160

  /// As it would be said: prepositions without their field, the rest after `where`.
  private func phrase(_ condition: Condition, _ schema: Schema) -> String {
    var text = condition.text(vocabulary)
    if text.utf8.count > Self.longestPhrase {
      text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(Self.longestPhrase))) + " …"
    }
    guard case .predicate(let predicate) = condition, let field = schema.resolve(predicate.field),
      field.nested == nil
    else { return "where " + text }
    switch (predicate.test, field.field.meaning) {
    case (.near, .location), (.inside, .location), (.temporal, .date), (.span, .date):
      return String(text.dropFirst(predicate.field.name.count + 1))
    default: return "where " + text
    }
  }

  private func isReversed(_ from: Operand<Period>, _ to: Operand<Period>) throws(QueryError) -> Bool {
    try interval(to).end <= interval(from).start
  }

  /// What the data has instead: the span of the articles, that nobody has the name or no row the field.
  private func hint(_ condition: Condition, of result: ResultSet, _ rows: [Int32]) throws(QueryError)
    -> String
  {
    if case .mentions(let operand) = condition, let name = operand.literal { return unknownName(name) }
    guard case .predicate(let predicate) = condition,
      let field = result.schema.resolve(predicate.field)
    else { return "" }
    switch predicate.test {
    case .span(let from, let to) where try isReversed(from, to): return " (it ends before it begins)"
    case .temporal, .span:
      guard let span = index.articleSpan else { return " (no article has a date)" }
      let first = span.firstDay.description.prefix(7)
      let last = span.lastDay.description.prefix(7)
      return first == last ? " (the articles are of \(first))" : " (the articles cover \(first) to \(last))"
    case .compare(.equal, let operand):
      guard field.innermost.type == .entity, case .text(let name)? = operand.literal else { break }
      let hint = unknownName(name)
      if !hint.isEmpty { return hint }
    case .oneOf(let operands) where field.innermost.type == .entity:
      let names = operands.compactMap { if case .text(let name)? = $0.literal { name } else { nil } }
      let unknown = names.filter { index.entities(named: $0).isEmpty }
      if unknown.count == 1 { return unknownName(unknown[0]) }
      if !unknown.isEmpty { return " (no article names \(unknown.map(quoted).joined(separator: " or ")))" }
    default: break
    }
    let get = getter(field, of: result)
    for row in rows {
      try tick()
      if !get(row).isEmpty { return "" }
    }
    return rows.count == 1
      ? " (it has no `\(predicate.field.name)`)" : " (none has `\(predicate.field.name)`)"
  }
}
