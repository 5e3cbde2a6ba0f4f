/// A value in a query, or the `$name` that stands for one.
public struct Operand<Value: Hashable & Sendable>: Hashable, Sendable {
  /// A value, or the name of one.
  public enum Form: Hashable, Sendable {
    case literal(Value)
    /// Without the `$`.
    case parameter(String)
  }

  /// What is written.
  public var form: Form
  /// Where it stands in the statement.
  public var range: SourceRange

  /// A value that is written out.
  public init(_ value: Value, range: SourceRange = .none) {
    form = .literal(value)
    self.range = range
  }

  /// `$name`, given without the `$`.
  public init(parameter: String, range: SourceRange = .none) {
    form = .parameter(parameter)
    self.range = range
  }

  /// Nil where a parameter stands: `Query.expanded` puts its value there.
  public var literal: Value? {
    if case .literal(let value) = form { value } else { nil }
  }
}

/// A value as it can be compared with, or given for a parameter.
public enum Literal: Hashable, Sendable {
  case text(String)
  case number(Double)
  /// A bare keyword that its field knows: `planned`, `meeting`, `person`, `yes`. Lower case.
  case word(String)
  case period(Period)
  case distance(Distance)
}

/// A length on the ground, in the unit in which it is written.
public struct Distance: Hashable, Sendable, BitwiseCopyable {
  /// Kilometres, miles (1.609344 km), metres.
  public enum Unit: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case km, mi, m
  }

  /// How many of the unit; not negative.
  public var amount: Double
  /// What `amount` counts.
  public var unit: Unit

  /// So many of a unit.
  public init(_ amount: Double, _ unit: Unit) {
    self.amount = amount
    self.unit = unit
  }

  /// The same in kilometres.
  public var kilometres: Double {
    switch unit {
    case .km: amount
    case .mi: amount * 1.609_344
    case .m: amount / 1000
    }
  }
}
