/// How answers are written: on the screen, in files, to programs. The order is that of help and messages.
///
/// A new format is a case and a row here, and its writer in the switch of the printer.
public enum OutputFormat: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  case table, line, csv, tsv, json, ndjson, markdown

  /// What is known of a format beside its name.
  private struct Row {
    var help: String
    /// Of files, without the dot.
    var endings: [String] = []
    /// Laid out for people: long answers are cut on the screen, and drawings drawn.
    var isForReading = false
  }

  private var row: Row {
    switch self {
    case .table: Row(help: "columns that fit the screen", isForReading: true)
    case .line: Row(help: "a line for each value", isForReading: true)
    case .csv: Row(help: "comma-separated values (RFC 4180)", endings: ["csv"])
    case .tsv: Row(help: #"tab-separated values, \t \n \\ escaped"#, endings: ["tsv", "tab"])
    case .json: Row(help: "one array of objects", endings: ["json"])
    case .ndjson: Row(help: "an object a line", endings: ["ndjson", "jsonl"])
    case .markdown: Row(help: "a table for a text file", endings: ["md", "markdown"])
    }
  }

  /// In a few words what is written.
  public var help: String { row.help }
  /// The endings of file names that mean it, without the dot and in small letters; the first is the usual one.
  public var endings: [String] { row.endings }
  /// Whether it is laid out for people, so that long answers are cut on the screen, and drawings drawn.
  public var isForReading: Bool { row.isForReading }

  /// Every name, in the order of the cases.
  public static let names = allCases.map(\.rawValue)
  /// Every name, what is not laid out for people first: what a file is wanted in.
  static let namesForFiles = (allCases.filter { !$0.isForReading } + allCases.filter(\.isForReading)).map(
    \.rawValue)

  /// By a file's ending, whose case is ignored; nil where none has it.
  public init?(path: String) {
    let ending = path.split(separator: ".").last?.lowercased()
    guard let format = Self.allCases.first(where: { $0.endings.contains { $0 == ending } }) else {
      return nil
    }
    self = format
  }
}
