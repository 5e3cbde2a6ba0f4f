internal import Articles
internal import Facts

/// A value as it is written in a statement.
enum SQLLiteral: Hashable {
  case text(String)
  case whole(Int)

  // By bytes: what is the same letters in other bytes is another key of the tables.
  static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.text(let x), .text(let y)): x.utf8.elementsEqual(y.utf8)
    case (.whole(let x), .whole(let y)): x == y
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .text(let text): for byte in text.utf8 { hasher.combine(byte) }
    case .whole(let number): hasher.combine(number)
    }
  }
}

/// What the keys of a column of the tables stand for: each key that the data has, with its values. What is asked of such a column the
/// program answers itself, and the statement carries the keys that pass.
final class SQLDictionary {
  /// How a value is written out.
  enum Label {
    /// The key is the text.
    case own
    /// The key is that of a row of `entity`, whose name is shown.
    case entity
    /// The statement carries a table of texts.
    case listed
  }

  /// What the statement calls its tables: "outlet".
  let stem: String
  let keys: [[SQLLiteral]]
  let values: [[Datum]]
  let label: Label

  init(_ stem: String, _ pairs: [(key: [SQLLiteral], values: [Datum])], label: Label = .listed) {
    self.stem = stem
    self.label = label
    keys = pairs.map(\.key)
    values = pairs.map(\.values)
  }

  /// Each key has one value, and no two have the same.
  lazy var isInjective: Bool = {
    var seen: Set<Datum> = []
    return values.allSatisfy { $0.count == 1 && seen.insert($0[0]).inserted }
  }()

  /// Whether every key has a value.
  lazy var isTotal = values.allSatisfy { !$0.isEmpty }

  /// The values of the values.
  func map(_ stem: String, _ transform: (Datum) -> [Datum]) -> SQLDictionary {
    SQLDictionary(stem, zip(keys, values).map { ($0, $1.flatMap(transform)) })
  }
}

/// What a value of a row is in a statement.
enum SQLForm {
  /// `isWhole`: no value has a fraction, so that sums are the same in any order.
  case number(String, isWhole: Bool)
  /// Minutes, and the text of the date; `known` are those of the data.
  case time(start: String, end: String, text: String, known: () -> [TimeInterval])
  case coded([String], SQLDictionary)
  /// Of any letters, which no dictionary holds.
  case text(String)
  /// Two entities by their keys.
  case pair(String, String, SQLDictionary)
}

/// Where the values of a row stand that are not in the row's own table.
struct SQLSource {
  /// Tables, joined.
  var from: String
  var row: String
  /// A whole number: the place of a value among those of its row.
  var order = "0"
  var condition: String?
  /// Of rows that are the same in these the first counts.
  var distinct: [String] = []
  /// Of values that are the same the first counts.
  var isUnique = false
}

/// Some of the values of a field; most fields are one part.
struct SQLPart {
  var form: SQLForm
  /// Nil: one value, in the row's own table.
  var source: SQLSource?
  /// Tables that its values need beside.
  var joins = ""
}

/// The rows that a part of a statement yields.
struct SQLRows {
  /// A table of the statement with `id` and `ord`, their order; of a table of the language the values of its columns, too.
  var table: String
  var schema: Schema
  /// Of a table.
  var columns: [SQLForm] = []
  /// The columns of `table` but for `id` and `ord`.
  var physical: [String] = []
  /// Of a table: a table of the statement with `id` and `member`, the rows behind a row.
  var members: String?
  var memberRows = Schema.Rows.table
  var shown: [Key]?
  /// A text was searched for, so that answers show how well it fits.
  var isSearched = false

  init(table: String, schema: Schema) {
    self.table = table
    self.schema = schema
  }
}
