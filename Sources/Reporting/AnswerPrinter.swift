public import Querying

/// Writes answers in one of the output modes. Pure: an answer in, text out.
///
/// Without a `width` nothing is cut and nothing is left out, which is right for files and programs; with one the text
/// fits a screen of that many cells.
public struct AnswerPrinter: Sendable {
  /// The form of the text.
  public var mode: OutputFormat
  /// Cells of a line on screen; nil in scripts and exports, where nothing is cut.
  public var width: Int?
  /// Rows shown on screen before the middle is left out; 0 = all.
  public var rowLimit = 0
  package var paint = Paint(isOn: false)
  /// For people who hear the screen: tables are lines of words, without frames and columns.
  package var isPlain = false
  /// Text of a missing value in tables and lines.
  public var missing = ""
  /// Rows are numbered for `.why` and `.open`.
  public var isNumbered = true
  /// The names of the columns come first, where lines stand for rows: in tables and in values apart by commas or tabs.
  public var showsHeader = true
  /// What stands between the values of `csv`: one character.
  public var separator = ","
  /// Text that a spreadsheet would take for a formula gets an apostrophe before it in `csv` and `tsv`.
  public var guardsFormulas = true

  /// A printer without colour.
  public init(
    mode: OutputFormat = .table, width: Int? = nil, rowLimit: Int = 0, missing: String = "",
    isNumbered: Bool = true
  ) {
    self.mode = mode
    self.width = width
    self.rowLimit = rowLimit
    self.missing = missing
    self.isNumbered = isNumbered
  }

  package init(
    mode: OutputFormat, width: Int? = nil, rowLimit: Int = 0, paint: Paint, missing: String = "",
    isNumbered: Bool = true
  ) {
    self.init(mode: mode, width: width, rowLimit: rowLimit, missing: missing, isNumbered: isNumbered)
    self.paint = paint
  }

  /// The whole answer, each line ended; "" for one without columns, unless an empty document is more than nothing, and for
  /// Parquet. O(cells of the answer).
  public func text(_ answer: Answer) -> String {
    guard !answer.columns.isEmpty || takesDetails else { return "" }
    if isPlain, mode.isForReading { return plainLines(answer) }
    return switch mode {
    case .table, .box: table(answer)
    case .line: lines(answer)
    case .list: list(answer)
    case .html: html(answer)
    case .csv: csv(answer)
    case .tsv: tsv(answer)
    case .json: json(answer)
    case .ndjson: ndjson(answer)
    case .markdown: markdown(answer)
    case .geojson, .kml, .ics, .graphml, .gexf, .dot, .jsonld, .cameo, .timeml: text(answer, [])
    case .parquet: ""
    }
  }

  /// The rows shown, in order; nil stands for those left out.
  func shownRows(_ count: Int) -> [Int?] {
    guard width != nil, rowLimit > 0, count > rowLimit else { return Array(0..<count) }
    let tail = max(1, rowLimit / 4)
    let head = max(1, rowLimit - tail)
    return Array(0..<head) + [nil] + Array((count - tail)..<count)
  }

  /// How many rows `text` leaves out.
  public func hiddenRows(_ answer: Answer) -> Int {
    guard mode.isForReading else { return 0 }
    let shown = shownRows(answer.rowCount)
    return answer.rowCount - shown.count { $0 != nil }
  }
}
