public import Facts

/// What to look for, and the stages that its rows pass.
public struct Query: Hashable, Sendable {
  /// What gives the rows.
  public var primary: Primary
  /// What they pass through, in order.
  public var stages: [Stage]
  /// Where it stands in the statement.
  public var range: SourceRange

  /// A query of a source and its stages.
  public init(_ primary: Primary, stages: [Stage] = [], range: SourceRange = .none) {
    self.primary = primary
    self.stages = stages
    self.range = range
  }
}

/// What gives a query its rows.
public indirect enum Primary: Hashable, Sendable {
  /// `meetings near "Poland" where …`; a query that begins with `|` is a clause over `Source.last`.
  case clause(SourceClause)
  case nested(Query)
  /// Left to right: `a union b except c` is `(a union b) except c`.
  case combined(Primary, SetOperator, Primary)
}

/// How the rows of two sources become one set.
public enum SetOperator: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case union, intersect, except
}

/// A source with all its modifiers and its `where` as one condition.
public struct SourceClause: Hashable, Sendable {
  /// Which rows there are before any test.
  public var source: Source
  /// Nil: every row.
  public var condition: Condition?
  /// `status any`: denied, failed and cancelled facts too.
  public var includesEveryStatus: Bool
  /// `confidence any`: facts that are less sure than the session asks for, too.
  public var includesEveryConfidence: Bool
  /// Where it stands in the statement.
  public var range: SourceRange

  /// A source; nil for every row of it.
  public init(
    _ source: Source, where condition: Condition? = nil, includesEveryStatus: Bool = false,
    includesEveryConfidence: Bool = false, range: SourceRange = .none
  ) {
    self.source = source
    self.condition = condition
    self.includesEveryStatus = includesEveryStatus
    self.includesEveryConfidence = includesEveryConfidence
    self.range = range
  }
}

/// Where rows come from.
public enum Source: Hashable, Sendable {
  case facts
  case kind(Kind)
  case articles, sentences, people, organisations, places, entities
  /// `_`: the last result.
  case last
  /// A `let` or a result kept by `as`, with arguments.
  case named(String, [Operand<Literal>])

  /// A result that is kept (once definitions are written out), not rows of the index.
  var isKept: Bool {
    switch self {
    case .last, .named: true
    default: false
    }
  }
}
