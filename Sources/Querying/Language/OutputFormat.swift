/// How answers are written: on the screen, in files, to programs. The order is that of help and messages.
///
/// A new format is a case and a row here, and its writer in the switch of the printer.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case table, box, line, list, csv, tsv, json, ndjson, markdown, html
  case geojson, kml, ics, graphml, gexf, dot, jsonld, cameo, timeml, parquet

  /// What a text of a format is behind another one of the same.
  public enum Joining: Sendable {
    /// More rows or blocks.
    case goesOn
    /// More rows, once the names of the columns that it begins with are left out.
    case goesOnBelowHeader
    /// Something that no program reads: the format holds one document.
    case spoils
  }

  /// What is known of a format beside its name.
  private struct Row {
    var help: String
    /// Of files, without the dot.
    var endings: [String] = []
    /// Laid out for people: long answers are cut on the screen, and drawings drawn.
    var isForReading = false
    var joining = Joining.goesOn
    /// No text.
    var isBinary = false
  }

  private var row: Row {
    switch self {
    case .table: Row(help: "columns that fit the screen", isForReading: true)
    case .box: Row(help: "columns in frames", isForReading: true)
    case .line: Row(help: "a line for each value", isForReading: true)
    case .list: Row(help: "a line for each row, its values apart by |", joining: .goesOnBelowHeader)
    case .csv: Row(help: "comma-separated values (RFC 4180)", endings: ["csv"], joining: .goesOnBelowHeader)
    case .tsv:
      Row(
        help: #"tab-separated values, \t \n \\ escaped"#, endings: ["tsv", "tab"],
        joining: .goesOnBelowHeader)
    case .json: Row(help: "one array of objects", endings: ["json"])
    case .ndjson: Row(help: "an object a line", endings: ["ndjson", "jsonl"])
    case .markdown: Row(help: "a table for a text file", endings: ["md", "markdown"])
    case .html:
      Row(help: "a page with a table, for browsers", endings: ["html", "htm"], joining: .spoils)
    case .geojson:
      Row(help: "rows on a map, for GIS programs (RFC 7946)", endings: ["geojson"], joining: .spoils)
    case .kml: Row(help: "rows on a globe, with their time (OGC KML 2.2)", endings: ["kml"], joining: .spoils)
    case .ics:
      Row(
        help: "rows that have a date, for calendars (iCalendar, RFC 5545)", endings: ["ics"], joining: .spoils
      )
    case .graphml:
      Row(
        help: "who is in a row with whom, as a graph (GraphML)", endings: ["graphml"], joining: .spoils)
    case .gexf: Row(help: "the same graph for Gephi (GEXF 1.3)", endings: ["gexf"], joining: .spoils)
    case .dot: Row(help: "the same graph for Graphviz", endings: ["dot", "gv"], joining: .spoils)
    case .jsonld:
      Row(
        help: "events, articles, people and places of schema.org (JSON-LD)", endings: ["jsonld"],
        joining: .spoils)
    case .cameo:
      Row(
        help: "facts with their codes of CAMEO and PLOVER, tab-separated",
        endings: ["cameo.tsv", "cameo"], joining: .goesOnBelowHeader)
    case .timeml:
      Row(
        help: "the sentences that tell facts, with events and times marked (TimeML 1.2.1)",
        endings: ["tml", "timeml"], joining: .spoils)
    case .parquet:
      Row(
        help: "columns for databases, written by DuckDB; to files only", endings: ["parquet"],
        joining: .spoils,
        isBinary: true)
    }
  }

  /// In a few words what is written.
  public var help: String { row.help }
  /// The endings of file names that mean it, without the dot and in small letters; the first is the usual one.
  public var endings: [String] { row.endings }
  /// Whether it is laid out for people, so that long answers are cut on the screen, and drawings drawn.
  public var isForReading: Bool { row.isForReading }

  /// What a text of it is behind another one in the same file.
  public var joining: Joining { row.joining }
  /// Whether it is no text, and so goes to files alone.
  public var isBinary: Bool { row.isBinary }

  /// Those that answers may go on being written in, on the screen too.
  public static let modes = allCases.filter { !$0.isBinary }
  /// The names of `modes`.
  public static let modeNames = modes.map(\.rawValue)
  /// The usual endings of files, with their dots: ".csv .tsv …".
  public static let usualEndings = allCases.compactMap(\.endings.first).map { "." + $0 }.joined(
    separator: " ")
  /// Every name, in the order of the cases.
  public static let names = allCases.map(\.rawValue)
  /// Every name, what is not laid out for people first: what a file is wanted in.
  static let namesForFiles = (allCases.filter { !$0.isForReading } + allCases.filter(\.isForReading)).map(
    \.rawValue)

  /// By a file's ending, whose case is ignored, the longest that fits; nil where none has it.
  public init?(path: String) {
    let name = (path.split(separator: "/").last ?? "").lowercased()
    let fitting = Self.allCases.flatMap { format in format.endings.map { (format: format, ending: $0) } }
      .filter { name.hasSuffix("." + $0.ending) }
    guard let best = fitting.max(by: { $0.ending.utf8.count < $1.ending.utf8.count }) else { return nil }
    self = best.format
  }

  /// By the name of one that answers may go on being written in, whose case is ignored; nil for others.
  public init?(mode: some StringProtocol) {
    guard let format = Self(rawValue: mode.lowercased()), !format.isBinary else { return nil }
    self = format
  }
}
