/// What happens to the rows after a `|`.
public struct Stage: Hashable, Sendable {
  /// What it does.
  public var form: Form
  /// Where it stands in the statement.
  public var range: SourceRange

  /// A stage of this form.
  public init(_ form: Form, range: SourceRange = .none) {
    self.form = form
    self.range = range
  }

  /// What a stage can do; `StageDefinition` has a row for each word that begins one.
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
    /// `sum killed as dead, count by month`: several at once, or one under a name of its own.
    case summary([Summary], by: [Key])
    /// A column with each row's share of the total of a column, in per cent; nil: of the last that has numbers.
    case percent(of: Key?)
    case distinct([Key])
    case show([Key])
    case top(Int, by: Key)
    /// Nil: the unit that suits the span.
    case timeline(PeriodUnit?)
    case chart
    /// A place: what is shown of the earth; nil: so much that all places are.
    case map(in: String?)
    /// Who with whom.
    case graph
    case context(Int)
    case drill(DrillDown)
    case mentions
    case vertical
    case why
    /// `as polish`: keeps the result under a name.
    case name(String)
    case export(Export)
  }
}

extension StageDefinition {
  /// In the order in which help lists them.
  static let all: [StageDefinition] = [
    .filter, .sort, .limit, .skip, .sample, .count, .percent, .sum, .average, .median, .min, .max, .distinct,
    .show,
    .top, .timeline, .chart, .map, .graph, .context, .facts, .articles, .sentences, .entities, .mentions,
    .vertical,
    .why, .name,
    .export,
  ]
}

extension Stage.Form {
  /// Its row of the table.
  var definition: StageDefinition {
    switch self {
    case .filter: .filter
    case .sort: .sort
    case .limit: .limit
    case .skip: .skip
    case .sample: .sample
    case .count, .aggregate(.distinct, _, _): .count
    case .aggregate(.sum, _, _): .sum
    case .aggregate(.average, _, _): .average
    case .aggregate(.median, _, _): .median
    case .summary(let parts, _): parts.first?.definition ?? .count
    case .aggregate(.min, _, _): .min
    case .aggregate(.max, _, _): .max
    case .percent: .percent
    case .distinct: .distinct
    case .show: .show
    case .top: .top
    case .timeline: .timeline
    case .chart: .chart
    case .map: .map
    case .graph: .graph
    case .context: .context
    case .drill(.facts): .facts
    case .drill(.articles): .articles
    case .drill(.sentences): .sentences
    case .drill(.entities): .entities
    case .mentions: .mentions
    case .vertical: .vertical
    case .why: .why
    case .name: .name
    case .export: .export
    }
  }

  /// The keys in it, in written order; of `percent` none, as it names a column.
  var keys: [Key] {
    switch self {
    case .sort(let keys): keys.map(\.key)
    case .count(let keys), .distinct(let keys), .show(let keys): keys
    case .aggregate(_, let key, let keys): [key] + keys
    case .summary(let parts, let keys): parts.compactMap(\.key) + keys
    case .top(_, let key): [key]
    default: []
    }
  }
}

/// What one value is made of many.
public enum Aggregate: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case sum, average, median, min, max
  /// `count distinct`: how many different values.
  case distinct

  /// The name of its column: a number of values is `n`, as of rows.
  public var columnName: String { self == .distinct ? "n" : rawValue }
}

/// One number of a group: how many rows it has, or what is made of a field of theirs.
public struct Summary: Hashable, Sendable {
  /// What it is made of.
  public enum Form: Hashable, Sendable {
    case rows
    case of(Aggregate, Key)
  }

  /// What it is made of.
  public var form: Form
  /// `as NAME`: the name of its column; nil: one made of what it is.
  public var name: String?

  /// A number of a group.
  public init(_ form: Form, as name: String? = nil) {
    self.form = form
    self.name = name
  }

  /// The name of its column: the one given, else "n", "sum_killed".
  public var columnName: String {
    if let name { return name }
    switch form {
    case .rows: return "n"
    case .of(let function, let key):
      let letters = key.columnName.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined()
      return "\(function.rawValue)_\(letters)"
    }
  }

  /// Of a field its key.
  var key: Key? {
    if case .of(_, let key) = form { key } else { nil }
  }

  /// The stage that its word begins.
  var definition: StageDefinition {
    switch form {
    case .rows, .of(.distinct, _): .count
    case .of(let function, let key): Stage.Form.aggregate(function, of: key, by: []).definition
    }
  }
}

/// What a stage goes on to from the rows.
public enum DrillDown: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case facts, articles, sentences, entities
}

/// `to "file.csv" as csv`, `to >> "file.csv"`, `to |"wc -l"`
public struct Export: Hashable, Sendable {
  /// A file by its path, or a program by its command line.
  public enum Target: Hashable, Sendable {
    case file(String)
    case program(String)
  }

  /// How a file meets one of its name.
  public enum Disposition: String, Hashable, Sendable, CaseIterable {
    /// There must be none.
    case new
    /// `--force`: it takes the other's place.
    case replace
    /// `>>`: the rows are written behind what is there.
    case append
  }

  /// Where the rows are written.
  public var target: Target
  /// Nil: by the file's ending.
  public var format: OutputFormat?
  /// Of a file; programs have none of their name.
  public var disposition: Disposition

  /// An export; without a format the ending of the file decides.
  public init(_ target: Target, format: OutputFormat? = nil, disposition: Disposition = .new) {
    self.target = target
    self.format = format
    self.disposition = disposition
  }
}

/// A key to sort by, and which way.
public struct SortKey: Hashable, Sendable {
  /// What is compared.
  public var key: Key
  /// The greatest first.
  public var isDescending: Bool

  /// A key, the least first unless it says otherwise.
  public init(_ key: Key, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }
}

/// What rows are grouped, sorted or shown by.
public struct Key: Hashable, Sendable {
  /// What a key is made of.
  public enum Form: Hashable, Sendable {
    case field(FieldReference)
    /// `month`, `month(published)`
    case unit(PeriodUnit, of: FieldReference)
    /// Unordered pairs of a field's values.
    case pair(FieldReference)
    /// The country of a place or an entity.
    case country(FieldReference)
    /// `n`, the number of rows in a group.
    case count
    /// `killed + injured`
    case expression(Expression)
  }

  /// What it is made of.
  public var form: Form
  /// `as NAME`: the name of its column; nil: one made of what it is.
  public var name: String?
  /// Where it stands in the statement.
  public var range: SourceRange

  /// A key of this form.
  public init(_ form: Form, as name: String? = nil, range: SourceRange = .none) {
    self.form = form
    self.name = name
    self.range = range
  }

  /// The same without a name of its own.
  var unnamed: Key { Key(form, range: range) }

  /// A column of a table by its name.
  static func column(_ name: String) -> Key { Key(name == "n" ? .count : .field(FieldReference(name))) }

  /// The name of the column that the key makes: the one given, else "participant.country", "month",
  /// "pair(participant)", "n".
  public var columnName: String {
    if let name { return name }
    return switch form {
    case .field(let field): field.name
    case .unit(let unit, let field):
      field.path == ["date"] ? unit.rawValue : "\(unit.rawValue)(\(field.name))"
    case .pair(let field): "pair(\(field.name))"
    case .country(let field): "country(\(field.name))"
    case .count: "n"
    // Its name can be written in back-quotes.
    case .expression(let expression): expression.text.filter { $0 != "`" }
    }
  }
}
