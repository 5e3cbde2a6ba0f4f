internal import Facts

/// A condition on the way to its rows, with what is known before any is looked at.
struct PlannedTest {
  var operation: PlanNode.Operation
  var name: String
  var path: AccessPath?
  /// Of the rows the part that is expected to pass; nil: not known.
  var share: Double?
  /// Of one test, in nanoseconds, roughly.
  var cost: Double
  /// A path has decided it.
  var isMet = false

  init(_ condition: ResolvedCondition, _ vocabulary: Vocabulary, cost: Double) {
    operation = .filter(condition)
    name = condition.text(vocabulary)
    self.cost = cost
  }

  init(_ kind: Kind, _ name: String, path: AccessPath?, share: Double) {
    operation = .kind(kind)
    self.name = name
    self.path = path
    self.share = share
    cost = 3
  }

  /// As a plan says it: what reads articles is told.
  var method: String {
    if case .filter(let condition) = operation, condition.readsTokens {
      "filter, tokens read"
    } else {
      "filter"
    }
  }

  /// What testing costs for each row that it takes away (J. Hellerstein, M. Stonebraker, "Predicate Migration",
  /// SIGMOD 1993).
  var rank: Double { cost / max(0.001, 1 - (share ?? Self.unknownShare)) }

  /// What is expected to pass where nothing is known (P. Selinger et al., "Access Path Selection in a Relational
  /// Database Management System", SIGMOD 1979).
  static let unknownShare = 1.0 / 3
  /// Rows looked at to learn what part of many passes a test.
  static let sample = 32
}

/// Rows from which a few are looked at.
enum SampledRows {
  case numbered(Range<Int32>)
  case listed([Int32])

  var count: Int {
    switch self {
    case .numbered(let range): range.count
    case .listed(let rows): rows.count
    }
  }

  subscript(place: Int) -> Int32 {
    switch self {
    case .numbered(let range): range.lowerBound + Int32(place)
    case .listed(let rows): rows[place]
    }
  }
}
