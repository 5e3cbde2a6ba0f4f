/// What happens to the rows after a `|`.
public struct Stage: Hashable, Sendable {
  public var form: Form
  public var range: SourceRange

  public init(_ form: Form, range: SourceRange = .none) {
    self.form = form
    self.range = range
  }

  public enum Form: Hashable, Sendable {
    case filter(Condition)
    case sort([SortKey])
    case limit(Int)
    case skip(Int)
    case sample(Int, seed: Int?)
    /// Without keys: one row, the number of rows.
    case count(by: [Key])
    /// `sum killed by month`, `count distinct participant by month`
    case aggregate(Aggregate, of: Key, by: [Key])
    /// A column with each row's share of the total of a column, in per cent; nil: of the last that has numbers.
    case percent(of: Key?)
    case distinct([Key])
    case show([Key])
    case top(Int, by: Key)
    /// Nil: the unit that suits the span.
    case timeline(CalendarUnit?)
    case chart
    case map
    case context(Int)
    case drill(DrillDown)
    case why
    /// `as polish`: keeps the result under a name.
    case name(String)
    case export(Export)
  }
}

public enum Aggregate: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case sum, average, min, max
  /// `count distinct`: how many different values.
  case distinct

  /// The name of its column: a number of values is `n`, as of rows.
  public var columnName: String { self == .distinct ? "n" : rawValue }
}

public enum DrillDown: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case facts, articles, sentences, entities
}

/// `to "file.csv" as csv`, `to |"wc -l"`
public struct Export: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    case file(String)
    case program(String)
  }

  public var target: Target
  /// Nil: by the file's ending.
  public var format: OutputFormat?

  public init(_ target: Target, format: OutputFormat? = nil) {
    self.target = target
    self.format = format
  }
}

public struct SortKey: Hashable, Sendable {
  public var key: Key
  public var isDescending: Bool

  public init(_ key: Key, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }
}

/// What rows are grouped, sorted or shown by.
public struct Key: Hashable, Sendable {
  public enum Form: Hashable, Sendable {
    case field(FieldReference)
    /// `month`, `month(published)`
    case unit(CalendarUnit, of: FieldReference)
    /// Unordered pairs of a field's values.
    case pair(FieldReference)
    /// The country of a place or an entity.
    case country(FieldReference)
    /// `n`, the number of rows in a group.
    case count
  }

  public var form: Form
  public var range: SourceRange

  public init(_ form: Form, range: SourceRange = .none) {
    self.form = form
    self.range = range
  }

  /// The name of the column that the key makes: "participant.country", "month", "pair(participant)", "n".
  public var columnName: String {
    switch form {
    case .field(let field): field.name
    case .unit(let unit, let field):
      field.path == ["date"] ? unit.rawValue : "\(unit.rawValue)(\(field.name))"
    case .pair(let field): "pair(\(field.name))"
    case .country(let field): "country(\(field.name))"
    case .count: "n"
    }
  }
}
