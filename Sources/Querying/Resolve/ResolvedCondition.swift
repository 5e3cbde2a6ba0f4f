internal import Articles
internal import Atlas
internal import Facts

/// A truth about one row, of which nothing is left to look up.
indirect enum ResolvedCondition: Hashable, Sendable {
  case and([ResolvedCondition])
  case or([ResolvedCondition])
  case not(ResolvedCondition)
  case test(ResolvedTest)
  case calculation(ResolvedCalculation)
  case mentions(ResolvedName)
  case hasField(ResolvedField)
  case hasFact(ResolvedClause)
  case sequence(ResolvedSequence)
}

/// Another fact before or after the row's.
struct ResolvedSequence: Hashable, Sendable {
  /// Fields in which both have a value in common: the row's, and the other's.
  struct Same: Hashable, Sendable {
    var written: FieldReference
    var own: ResolvedField
    var other: ResolvedField
  }

  var order: FactSequence.Order
  var clause: ResolvedClause
  var same: [Same]
  var within: FactSequence.Reach?
}

/// One test of one field.
struct ResolvedTest: Hashable, Sendable {
  var field: ResolvedField
  var relation: Relation
  var range: SourceRange

  enum Relation: Hashable, Sendable {
    /// `isWritten`: the distance stands in the query, it is not the session's.
    case near(ResolvedPlace, within: Distance, isWritten: Bool)
    case inside(ResolvedPlace)
    case temporal(TemporalRelation, ResolvedPeriod)
    case span(ResolvedPeriod, ResolvedPeriod)
    case compare(Comparison, ResolvedValue)
    case oneOf([ResolvedValue])
    case members(ResolvedQuery)
    case contains(String)
    case startsWith(String)
    case exactly(String)
    case pattern(String, ignoresCase: Bool)
    case search(String)
    case tokens(TokenPattern)
  }
}

/// What a field is compared with.
enum ResolvedValue: Hashable, Sendable {
  case number(Double)
  case word(String)
  case period(ResolvedPeriod)
  case distance(Distance)
  case name(ResolvedName)
}

/// A text, and all that has it for its name; nothing where it is compared by its letters only.
struct ResolvedName: Hashable, Sendable {
  var text: String
  var entities: [EntityID] = []
  var places: [PlaceID] = []
  var countries: [CountryCode] = []
}

/// The place that a name means.
struct ResolvedPlace: Hashable, Sendable {
  var name: String
  var id: PlaceID
}

/// A period as it is written, and the stretch of the calendar that it is.
struct ResolvedPeriod: Hashable, Sendable {
  var written: Period
  var interval: TimeInterval
}

extension ResolvedTest {
  /// Whether it is about the text of the rows themselves, which is read where it stands.
  var isOfOwnText: Bool { field.nested == nil && field.field.meaning == .text }
  /// As of its relation.
  var time: (relation: TemporalRelation, period: TimeInterval)? { relation.time }
}

extension ResolvedTest.Relation {
  /// The stretch of time that the field is tested against, and how; nil for other tests.
  var time: (relation: TemporalRelation, period: TimeInterval)? {
    switch self {
    case .temporal(let relation, let period): (relation, period.interval)
    case .span(let first, let last):
      (.during, TimeInterval(start: first.interval.start, end: last.interval.end))
    default: nil
    }
  }
}

extension ResolvedCondition {
  /// Tests all of which must hold, in written order.
  var conjuncts: [ResolvedCondition] {
    if case .and(let parts) = self { parts } else { [self] }
  }

  /// Whether some test is about this field of the rows themselves.
  func tests(_ meaning: FieldMeaning) -> Bool {
    switch self {
    case .and(let parts), .or(let parts): parts.contains { $0.tests(meaning) }
    case .not(let inner): inner.tests(meaning)
    case .test(let test): test.field.innermost.meaning == meaning
    case .hasField(let field): field.innermost.meaning == meaning
    case .calculation(let test):
      test.expressions.contains { $0.fields.contains { $0.innermost.meaning == meaning } }
    case .mentions, .hasFact, .sequence: false
    }
  }

  /// The words that `score` counts: those of the first search.
  var search: TextQuery? {
    switch self {
    case .test(let test):
      guard case .search(let text) = test.relation else { return nil }
      return TextQuery(text)
    case .and(let parts), .or(let parts):
      for part in parts {
        if let found = part.search { return found }
      }
      return nil
    default: return nil
    }
  }

  /// What is looked for in the text of rows: `text matches …`, `text contains …`, `mentions …`.
  var highlights: [ResolvedCondition] {
    switch self {
    case .and(let parts), .or(let parts): parts.flatMap(\.highlights)
    case .mentions: [self]
    case .test(let test): test.isOfOwnText ? [self] : []
    case .not, .hasField, .hasFact, .sequence, .calculation: []
    }
  }
}
