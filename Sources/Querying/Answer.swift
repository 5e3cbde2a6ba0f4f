public import Articles
public import Atlas
public import Facts

/// One cell of an answer.
public enum Value: Sendable, Hashable {
  case missing
  case text(String)
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case time(TimeInterval)
  case place(text: String, country: CountryCode?, point: Coordinate?)
  /// Two that occur together, in no order.
  case pair(String, String)
  case list([Value])
}

/// A column of an answer; each has one value a row.
public struct Column: Sendable, Hashable {
  /// As the head of the table says it: "date", "participant.country".
  public var name: String
  /// A row may have several values, whether or not one of these has: then data holds lists of them throughout.
  public var isMultiple: Bool
  private var held: Held

  private enum Held: Sendable {
    case made([Value])
    case later(LaterValues)
  }

  /// One a row, in the order of the rows. O(1), but for the first time of an answer that is drawn without them, when they are made.
  public var values: [Value] {
    get {
      switch held {
      case .made(let values): values
      case .later(let later): later.values
      }
    }
    set { held = .made(newValue) }
  }

  /// Whether values are still to be made: until then the index that they are read of stays in memory.
  package var isPending: Bool {
    if case .later(let later) = held { later.isPending } else { false }
  }

  /// How many values there are. O(1), and makes none.
  public var count: Int {
    switch held {
    case .made(let values): values.count
    case .later(let later): later.count
    }
  }

  /// A column of these values.
  public init(name: String, values: [Value], isMultiple: Bool = false) {
    self.name = name
    self.isMultiple = isMultiple
    held = .made(values)
  }

  /// A column of values that are made when they are first asked for.
  init(name: String, later: LaterValues, isMultiple: Bool) {
    self.name = name
    self.isMultiple = isMultiple
    held = .later(later)
  }

  /// Whether both have the same name and values.
  public static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.isMultiple == right.isMultiple && left.values == right.values
  }

  /// Takes in name and values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(isMultiple)
    hasher.combine(values)
  }
}

/// What a row stands for, for `.why`, `.open` and drill-downs.
public enum RowSubject: Sendable, Hashable {
  case fact(FactID)
  case article(ArticleID)
  /// A sentence, or words of one, and the article it stands in.
  case sentence(ArticleID, TextRange)
  case entity(EntityID)
  /// An aggregate over these facts.
  case group([FactID])
}

/// The result of a query: columns of typed values. Printed by `Shell`, compared by tests.
public struct Answer: Sendable, Hashable {
  /// In the order in which they are shown, each with as many values.
  public var columns: [Column]
  /// One a row.
  public var subjects: [RowSubject]
  /// What a person should know beside the rows: an echoed period, what was left out, why nothing is there.
  public var notes: [String]

  /// An answer of these columns, with a subject for each row.
  public init(columns: [Column], subjects: [RowSubject], notes: [String] = []) {
    self.columns = columns
    self.subjects = subjects
    self.notes = notes
  }

  /// How many rows there are; 0 without columns.
  public var rowCount: Int { columns.first?.count ?? 0 }
}
