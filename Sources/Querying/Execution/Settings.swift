public import Articles

/// What a session sets for all its queries.
public struct Settings: Hashable, Sendable {
  /// The day that relative periods count from; nil: the newest article's.
  public var now: CalendarDay?
  /// Kilometres that `near` means without `within`.
  public var nearKilometres: Double
  /// Postings, orders and compiled tests; off: every row is tested by reading its fields.
  public var isOptimised: Bool

  public init(now: CalendarDay? = nil, nearKilometres: Double = 100, isOptimised: Bool = true) {
    self.now = now
    self.nearKilometres = nearKilometres
    self.isOptimised = isOptimised
  }
}

/// What a session has named so far, for the names in a query.
public struct Bindings: Sendable {
  /// Kinds, definitions; `results` and `last` of it are the schemas of the results below.
  public var vocabulary: Vocabulary
  /// What `_` and a leading `|` stand for.
  public var last: ResultSet?
  /// What `as NAME` kept.
  public var results: [String: ResultSet]
  /// Values of `$name` outside definitions.
  public var parameters: [String: Literal]

  public init(
    vocabulary: Vocabulary = Vocabulary(), last: ResultSet? = nil, results: [String: ResultSet] = [:],
    parameters: [String: Literal] = [:]
  ) {
    self.vocabulary = vocabulary
    self.last = last
    self.results = results
    self.parameters = parameters
  }
}
