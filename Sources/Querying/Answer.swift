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
  /// One a row, in the order of the rows.
  public var values: [Value]
  /// A row may have several values, whether or not one of these has: then data holds lists of them throughout.
  public var isMultiple: Bool

  /// A column of these values.
  public init(name: String, values: [Value], isMultiple: Bool = false) {
    self.name = name
    self.values = values
    self.isMultiple = isMultiple
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
  public var rowCount: Int { columns.first?.values.count ?? 0 }
}
