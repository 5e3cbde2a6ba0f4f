/// How answers are written.
public enum OutputMode: String, Sendable, CaseIterable {
  case table, line, csv, tsv, json, ndjson, markdown

  var help: String {
    switch self {
    case .table: "columns that fit the screen"
    case .line: "a line for each value"
    case .csv: "comma-separated values (RFC 4180)"
    case .tsv: "tab-separated values, \\t \\n \\\\ escaped"
    case .json: "one array of objects"
    case .ndjson: "an object a line"
    case .markdown: "a table for a text file"
    }
  }
}
