/// Facts before and after others: `agreements after (meetings of same participant) within 30 days`.
extension Parser {
  /// Whether `after (` is followed by what gives facts, rather than by a period.
  var isSequenceHere: Bool {
    guard schema.isOfFacts, following.isSymbol("(") else { return false }
    // So that completion offers what gives facts.
    if ahead(2).kind == .end { return true }
    return ahead(2).kind == .word && vocabulary.sourceNames.contains(ahead(2).text)
  }

  /// What stands behind `after` or `followed by`.
  mutating func sequence(_ order: FactSequence.Order) throws(QueryError) -> FactSequence {
    try need(symbol: "(")
    note(.source)
    let outer = (schema: schema, same: same, rows: sequenceRows)
    (same, sequenceRows) = ([], schema)
    let clause = try nested { parser throws(QueryError) in
      let first = parser.start
      let source = try parser.source()
      switch source {
      case .facts, .kind: break
      default:
        throw QueryError(
          .incompatibleRows("facts", parser.schema.title), at: first..<parser.lastEnd,
          help: "facts come after facts: agreements after (meetings of same participant) within 30 days")
      }
      return try parser.clause(source, from: first, isNested: false, isSequence: true)
    }
    let fields = same
    (schema, same, sequenceRows) = outer
    try closeBracket()
    note(.quiet("within"))
    if current.isWord("within"), following.kind == .number, ahead(2).kind == .end {
      // So that completion offers both.
      advance()
      advance()
      note(.calendarUnit)
      note(.distanceUnit)
      throw missing(.word("days"))
    }
    // `within 300 km of …` is about the place.
    guard current.isWord("within"), following.kind == .number, Self.calendarUnit(ahead(2).text) != nil else {
      return FactSequence(order, clause, same: fields)
    }
    advance()
    let count = try count(minimum: 1)
    let unit = Self.calendarUnit(current.text) ?? .day
    advance()
    return FactSequence(order, clause, same: fields, within: .init(count, unit))
  }

  /// `of same participant`, `in same location.country`; nil if none stands here.
  mutating func sameField() throws(QueryError) -> FieldReference? {
    note(.quiet("same"))
    note(.quiet("of"))
    note(.quiet("against"))
    if isSameWordAtEnd {
      // Names fit there, too, where the word begins a condition.
      expectedNext = .quiet("same")
      return nil
    }
    if Self.sameWords.contains(current.text), current.kind == .word, following.isWord("same") {
      advance()
    } else if !current.isWord("same") {
      return nil
    }
    advance()
    note(.field)
    // A field that only the row's fact has: who visits may take part in a meeting.
    if schema.field(named: current.text) == nil, !isKeyHere, let rows = sequenceRows,
      rows.field(named: current.text) != nil
    {
      let inner = schema
      schema = rows
      let reference = try testedField().reference
      schema = inner
      return reference
    }
    return try testedField().reference
  }

  /// Whether `of` or its like is the last word.
  var isSameWordAtEnd: Bool {
    current.kind == .word && Self.sameWords.contains(current.text) && following.kind == .end
  }

  private static let sameWords: Set<String> = [
    "of", "with", "by", "against", "in", "at", "from", "to", "for", "on", "about",
  ]
}
