internal import Facts

extension Condition {
  /// Every test in the condition, in order, with those of `has KIND …` only if asked for. O(size).
  public func forEachPredicate(withinFacts: Bool = false, _ body: (Predicate) -> Void) {
    switch self {
    case .and(let parts), .or(let parts):
      for part in parts { part.forEachPredicate(withinFacts: withinFacts, body) }
    case .not(let inner): inner.forEachPredicate(withinFacts: withinFacts, body)
    case .predicate(let predicate): body(predicate)
    case .calculation: break
    case .sequence(let sequence):
      if withinFacts { sequence.clause.condition?.forEachPredicate(withinFacts: true, body) }
    case .hasFact(let clause):
      if withinFacts { clause.condition?.forEachPredicate(withinFacts: true, body) }
    case .mentions, .like, .hasField: break
    }
  }

  /// Whether some test is about the field of this name.
  public func tests(field name: String) -> Bool {
    switch self {
    case .and(let parts), .or(let parts): parts.contains { $0.tests(field: name) }
    case .not(let inner): inner.tests(field: name)
    case .predicate(let predicate): predicate.field.path[0] == name
    case .calculation(let test):
      test.expressions.contains { $0.fields.contains { $0.path[0] == name } }
    case .mentions, .like, .hasField, .hasFact, .sequence: false
    }
  }
}

extension SourceClause {
  /// Whether denied, failed and cancelled facts belong to it: `status any`, or a condition about the status.
  public var showsEveryStatus: Bool { includesEveryStatus || condition?.tests(field: "status") ?? false }

  /// Whether facts that are hardly sure belong to it: `confidence any`, or a condition about the confidence.
  public var showsEveryConfidence: Bool {
    includesEveryConfidence || condition?.tests(field: "confidence") ?? false
  }
}

extension Condition {
  /// `not status is one of (denied, failed, cancelled)`
  static let notDenied = Condition.not(
    .predicate(
      Predicate(
        FieldReference("status"),
        .oneOf([Status.denied, .failed, .cancelled].map { Operand(Literal.word($0.name)) }))))

  /// `confidence >= 0.5`
  init(leastPercent: Int) {
    let value = Operand(Literal.number(Double(leastPercent) / 100))
    self = .predicate(Predicate(FieldReference("confidence"), .compare(.greaterOrEqual, value)))
  }
}
