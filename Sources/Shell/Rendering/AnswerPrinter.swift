internal import Querying

/// Writes answers in one of the output modes. Pure: text in, text out.
struct AnswerPrinter: Sendable {
  var mode: OutputFormat
  /// Cells of a line on screen; nil in scripts and exports, where nothing is cut.
  var width: Int?
  /// Rows shown on screen before the middle is left out; 0 = all.
  var rowLimit = 0
  var paint = Paint(isOn: false)
  /// Text of a missing value in tables and lines.
  var missing = ""
  /// A terminal reads what is written although lines have no width: control characters are made visible in
  /// every mode.
  var isScreen = false
  /// Rows are numbered for `.why` and `.open`.
  var isNumbered = true

  /// The whole answer, each line ended; "" for one without columns.
  func text(_ answer: Answer) -> String {
    guard !answer.columns.isEmpty else { return "" }
    return switch mode {
    case .table: table(answer)
    case .line: lines(answer)
    case .csv: csv(answer)
    case .tsv: tsv(answer)
    case .json: json(answer)
    case .ndjson: ndjson(answer)
    case .markdown: markdown(answer)
    }
  }

  /// A value or a name for a file, or for a screen: there nothing can steer the terminal.
  func field(_ text: String) -> String {
    isScreen || width != nil ? text.neutralised(keepingLines: true) : text
  }

  /// The rows shown, in order; nil stands for those left out.
  func shownRows(_ count: Int) -> [Int?] {
    guard width != nil, rowLimit > 0, count > rowLimit else { return Array(0..<count) }
    let tail = max(1, rowLimit / 4)
    let head = max(1, rowLimit - tail)
    return Array(0..<head) + [nil] + Array((count - tail)..<count)
  }

  /// How many rows `text` leaves out.
  func hiddenRows(_ answer: Answer) -> Int {
    guard mode.isForReading else { return 0 }
    let shown = shownRows(answer.rowCount)
    return answer.rowCount - shown.count { $0 != nil }
  }
}
