/// A value in a query, or the `$name` that stands for one.
public struct Operand<Value: Hashable & Sendable>: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    case literal(Value)
    /// Without the `$`.
    case parameter(String)
  }

  public var form: Form
  public var range: SourceRange

  public init(_ value: Value, range: SourceRange = .none) {
    form = .literal(value)
    self.range = range
  }

  public init(parameter: String, range: SourceRange = .none) {
    form = .parameter(parameter)
    self.range = range
  }

  /// Nil where a parameter stands: `Query.resolved` puts its value there.
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

public struct Distance: Hashable, Sendable, BitwiseCopyable {
  public enum Unit: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
    case km, mi, m
  }

  public var amount: Double
  public var unit: Unit

  public init(_ amount: Double, _ unit: Unit) {
    self.amount = amount
    self.unit = unit
  }

  public var kilometres: Double {
    switch unit {
    case .km: amount
    case .mi: amount * 1.609_344
    case .m: amount / 1000
    }
  }
}
