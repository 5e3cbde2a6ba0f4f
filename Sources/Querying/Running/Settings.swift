public import Articles
internal import Facts

/// What a session sets for all its queries.
public struct Settings: Hashable, Sendable {
  /// The day that relative periods count from; nil: the newest article's.
  public var now: CalendarDay?
  /// Kilometres that `near` means without `within`.
  public var nearKilometres: Double
  /// Facts that are less sure, in hundredths, are left out where a query does not ask for them; 0 leaves none out.
  public var leastPercent: Int
  /// What is not to be used: answers must not depend on it.
  public var disabled: Set<Optimisation>

  /// The settings of a session that has changed none, but for the arguments.
  public init(
    now: CalendarDay? = nil, nearKilometres: Double = 100, leastPercent: Int = Self.standardPercent,
    disabled: Set<Optimisation> = []
  ) {
    self.now = now
    self.nearKilometres = nearKilometres
    self.leastPercent = leastPercent
    self.disabled = disabled
  }

  /// `Fact.leastSure`
  public static let standardPercent = Int(Fact.leastSure * 100)

  func uses(_ optimisation: Optimisation) -> Bool { !disabled.contains(optimisation) }

  /// Whether facts are looked for by any index.
  var isPlanned: Bool {
    !disabled.isSuperset(of: [
      .timeOrder, .kindPostings, .statusPostings, .entityPostings, .countryPostings, .placeIndex,
      .wordPostings,
    ])
  }
}

/// A way to be quicker than reading every field of every row. Each can be switched off on its own.
public enum Optimisation: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// Facts stand in order of their start: a period is a range of rows.
  case timeOrder
  /// Sorted lists of the facts of a kind, a status, an entity, the entities and places of a country.
  case kindPostings, statusPostings, entityPostings, countryPostings
  /// The facts of each spot, and spots by cell of a grid.
  case placeIndex
  /// Several such lists are intersected, where one list and tests would cost more.
  case intersections
  /// Tests that take many rows away for what they cost come first, instead of in the order they are written.
  case testOrder
  /// The word index finds the rows of a search.
  case wordPostings
  /// Scores from the word index instead of the text.
  case wordScores
  /// Articles that cannot be among the best few are not scored.
  case boundedScores
  /// Regular expressions and parts of texts are looked for in the bytes of articles, by a machine of one state.
  case textScans
  /// Rows behind a limit are not looked for.
  case earlyLimit
  /// Tests compiled to look at columns.
  case columnTests
  /// Groups counted by numbers of entities, kinds, statuses, countries, periods.
  case columnGroups
  /// Of rows or groups that a limit cuts off only the first are put in order.
  case boundedOrder
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

  /// The names of a session that has named nothing, but for the arguments.
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
