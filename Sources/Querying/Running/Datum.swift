internal import Articles
internal import Atlas
internal import Facts
public import Indexing

/// One value of a field while a query runs: smaller than `Value`, and still knowing what it stands for.
enum Datum: Hashable, Sendable {
  case text(String)
  case word(String)
  case number(Double)
  case time(TimeInterval)
  case entity(Int32)
  /// A location; `row` −1 where the gazetteer has none.
  case place(text: String, row: Int32, point: Coordinate?, country: UInt16)
  case country(UInt16)
  case article(Int32)
  case flag(Bool)
  case pair(Int32, Int32)
  case textPair(String, String)
  /// A group without a value for its key.
  case missing
}

/// Rows of a query: of the index by number, or a table of its own.
public struct ResultSet: Sendable {
  /// What its rows are, and their fields.
  public internal(set) var schema: Schema
  /// Facts, articles, entities or sentences by number, or rows of `table`; in the order of the result.
  var ids: [Int32]
  var table = DatumTable()
  /// What `show` asked for; nil: the columns that suit the rows.
  var shown: [Key]?
  /// The tests that give `score` its words.
  var search: TextQuery?
  /// The tests of the rows' text, whose words `context` shows.
  var highlights: [ResolvedCondition] = []
  /// How the shell should draw it; nil: as a table.
  public internal(set) var drawing: Drawing?

  /// How rows can be drawn.
  public enum Drawing: Hashable, Sendable {
    /// Bars of a column of numbers.
    case chart
    /// A bar beside each period.
    case timeline
    /// `Outcome.points`; what is shown of the earth, nil: all of them.
    case map(PlaceBounds?)
    /// Who with whom.
    case graph
    /// The columns left, match, right, article.
    case context
    /// Each row below the one before.
    case vertical
    case why
  }

  init(schema: Schema, ids: [Int32]) {
    self.schema = schema
    self.ids = ids
  }

  /// How many rows there are.
  public var rowCount: Int { ids.count }
}

/// The columns of an aggregate, and which rows stand behind each of its rows.
struct DatumTable: Sendable {
  var columns: [[Datum]] = []
  /// What the members are.
  var memberRows: Schema.Rows = .table
  /// Row `r` stands for members `memberStarts[r]..<memberStarts[r + 1]`, by number.
  var memberStarts: [Int32] = [0]
  var members: [Int32] = []
  /// Of a concordance: where the words of each row stand.
  var hits: [(article: ArticleID, text: TextRange)] = []

  var rowCount: Int { columns.first?.count ?? 0 }

  func members(_ row: Int32) -> ArraySlice<Int32> {
    guard Int(row) + 1 < memberStarts.count else { return [] }
    return members[Int(memberStarts[Int(row)])..<Int(memberStarts[Int(row) + 1])]
  }
}
