/// A truth about one row, in two-valued logic: a test on a missing field is false.
public indirect enum Condition: Hashable, Sendable {
  /// Two or more, none of them an `and`.
  case and([Condition])
  /// Two or more, none of them an `or`.
  case or([Condition])
  case not(Condition)
  case predicate(Predicate)
  /// `killed + injured >= 50`
  case calculation(ExpressionTest)
  /// `mentions "A"`: the row's article or sentence names this entity.
  case mentions(Operand<String>)
  /// `like "Biden met Duda in Warsaw"`: a fact as the sentence tells one.
  case like(Operand<String>)
  /// `has date`; `has no date` is `not` of it.
  case hasField(FieldReference)
  /// `has meeting with "A"`: there is such a fact of the row's article, or in which the row's entity takes part.
  case hasFact(SourceClause)
  /// `after (meetings of same participant) within 30 days`: there is such a fact before or after the row's.
  case sequence(FactSequence)
}

/// Another fact that comes before or after a fact.
public struct FactSequence: Hashable, Sendable {
  /// Which of the two comes first.
  public enum Order: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    /// The row's fact begins when the other is over.
    case after
    /// The other begins when the row's fact is over.
    case followedBy = "followed by"
  }

  /// So many days, weeks, months … that may lie between.
  public struct Reach: Hashable, Sendable, BitwiseCopyable {
    /// At least 1.
    public var count: Int
    /// What it counts.
    public var unit: PeriodUnit

    /// So many of a unit.
    public init(_ count: Int, _ unit: PeriodUnit) {
      self.count = count
      self.unit = unit
    }
  }

  /// Which of the two comes first.
  public var order: Order
  /// The other fact: of every kind or of one.
  public var clause: SourceClause
  /// Fields in which both have a value in common; where one of the two has no such field, any of those who take part
  /// in it.
  public var same: [FieldReference]
  /// Nil: however long after.
  public var within: Reach?

  /// Another fact before or after.
  public init(_ order: Order, _ clause: SourceClause, same: [FieldReference] = [], within: Reach? = nil) {
    self.order = order
    self.clause = clause
    self.same = same
    self.within = within
  }
}

/// One test of one field, in its canonical form: `field operator value`.
public struct Predicate: Hashable, Sendable {
  /// What is tested.
  public var field: FieldReference
  /// How.
  public var test: Test
  /// Where it stands in the statement.
  public var range: SourceRange

  /// The test of a field.
  public init(_ field: FieldReference, _ test: Test, range: SourceRange = .none) {
    self.field = field
    self.test = test
    self.range = range
  }
}

/// A field by its name, checked against the schema by the parser; look its meaning up there.
public struct FieldReference: Hashable, Sendable {
  /// Lower case: `["participant", "country"]`; never empty.
  public var path: [String]
  /// Where it stands in the statement.
  public var range: SourceRange

  /// A field by the names on the way to it.
  public init(_ path: [String], range: SourceRange = .none) {
    self.path = path
    self.range = range
  }

  /// A field of the rows themselves.
  public init(_ name: String, range: SourceRange = .none) {
    self.init([name], range: range)
  }

  /// The field of this field's value.
  func followed(by name: String, _ range: SourceRange) -> FieldReference {
    FieldReference(path + [name], range: range)
  }

  /// "participant.country"
  public var name: String { path.joined(separator: ".") }
}

/// What is asked of the values of a field; some value has to meet it.
public enum Test: Hashable, Sendable {
  /// A nil distance is the session's default.
  case near(Operand<String>, within: Operand<Distance>?)
  case inside(Operand<String>)
  case temporal(TemporalRelation, Operand<Period>)
  /// `from P to Q` and `between P and Q`: from the start of the first to the end of the second.
  case span(Operand<Period>, Operand<Period>)
  case compare(Comparison, Operand<Literal>)
  case oneOf([Operand<Literal>])
  /// `in (people where country = "Russia")`: one of the rows, or of the values in a table's first column.
  case members(Query)
  case contains(Operand<String>)
  case startsWith(Operand<String>)
  /// Equal to the last byte: case and accents count.
  case exactly(Operand<String>)
  case matches(Pattern)
}

/// How the time of a row lies to a period.
public enum TemporalRelation: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// The row's period lies within the given one (`in` a period is the same).
  case during
  /// `on`: the row's period lies within the day or period given; as `during`, but meant for days.
  case on
  /// It ends before the given period begins.
  case before
  /// It begins after the given period ends.
  case after
  /// It begins with the given period or later.
  case since
  /// It ends with the given period or earlier.
  case until
  /// They have an instant in common.
  case overlaps
}

/// How a value stands to another.
public enum Comparison: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// What `matches` looks for in a text.
public enum Pattern: Hashable, Sendable {
  /// `/cease-?fire/i`
  case regex(String, ignoresCase: Bool)
  /// Words, "phrases", prefix*, NEAR/n.
  case search(Operand<String>)
  /// `[lemma="meet"] [tag="NNP"]`: tokens of a sentence, one after another.
  case tokens(TokenPattern)
}
