public import Querying

/// What DuckDB has to be told to write an answer as a file of Parquet: the statement, and the rows that it reads from its
/// standard input.
///
/// A column's type is that of its values, as in JSON: dates are structs of two times and a precision, places structs, fields
/// of several values lists.
public struct ParquetTable: Sendable {
  /// Rows as JSON, one a line.
  public let rows: String
  private let columns: String

  /// The table of an answer. O(cells of the answer).
  public init(_ answer: Answer) {
    rows = AnswerPrinter(mode: .ndjson).text(answer)
    var names: Set<String> = []
    columns = answer.columns.filter { names.insert($0.name).inserted }
      .map { Self.quoted($0.name) + ": " + Self.quoted(Self.type(of: $0)) }.joined(separator: ", ")
  }

  /// Writes a file of that path, in the place of what is there.
  public func statement(writing path: String) -> String {
    "COPY (SELECT * FROM read_json('/dev/stdin', format = 'newline_delimited', maximum_object_size = 268435456, "
      + "columns = {\(columns)})) TO \(Self.quoted(path)) (FORMAT parquet)"
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }

  private static func type(of column: Column) -> String {
    let found = column.values.reduce(nil as String?) { widened($0, type(of: $1)) }
    return (found ?? "VARCHAR") + (column.isMultiple ? "[]" : "")
  }

  /// Whole numbers among others are numbers; what fits nothing is text.
  private static func widened(_ known: String?, _ new: String?) -> String? {
    guard let known, let new, known != new else { return known ?? new }
    return Set([known, new]) == ["BIGINT", "DOUBLE"] ? "DOUBLE" : "VARCHAR"
  }

  private static func type(of value: Value) -> String? {
    switch value {
    case .missing: nil
    case .text: "VARCHAR"
    case .integer: "BIGINT"
    case .number: "DOUBLE"
    case .flag: "BOOLEAN"
    case .time: #"STRUCT("start" TIMESTAMP, "end" TIMESTAMP, "precision" VARCHAR)"#
    case .place:
      #"STRUCT("text" VARCHAR, "country" VARCHAR, "latitude" DOUBLE, "longitude" DOUBLE)"#
    case .pair: "VARCHAR[]"
    case .list(let values): values.reduce(nil) { widened($0, type(of: $1)) }
    }
  }
}
