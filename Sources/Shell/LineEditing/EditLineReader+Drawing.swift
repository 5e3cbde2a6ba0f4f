internal import CLineEdit
internal import Reporting

/// Colours and hints: libedit has drawn and waits for a key, so the same cells are printed again in colour
/// and the cursor is put back. libedit's own picture of the screen stays true.
extension EditLineReader {
  static func window() -> (columns: Int, rows: Int) {
    var columns: Int32 = 80
    var rows: Int32 = 24
    _ = dl_window_size(1, &columns, &rows)
    return (Int(columns), Int(rows))
  }

  func layout(columns: Int) -> EditLayout {
    let width: @Sendable (Unicode.Scalar) -> Int = { max(0, Int(dl_cell_width($0.value))) }
    let cells = prompt.text.unicodeScalars.reduce(0) { $0 + width($1) }
    return EditLayout(promptCells: cells, columns: columns, width: width)
  }

  static func head(_ text: String, _ byte: Int) -> String {
    String(decoding: text.utf8.prefix(byte), as: UTF8.self)
  }

  func draw() {
    let (columns, rows) = Self.window()
    lastColumns = columns
    guard paint.isOn else { return }
    let (text, cursor) = line()
    let start = layout(columns: columns)
    let cursorAt = start.end(of: Self.head(text, cursor))
    let end = start.end(of: text)
    // What is taller than the screen has scrolled away: leave it as libedit drew it.
    guard end.row + 1 < rows else { return }
    var output = "\u{1B}7"
    if cursorAt.row > 0 { output += "\u{1B}[\(cursorAt.row)A" }
    output += "\r\u{1B}[\(start.position.column)C"
    var place = start
    let bytes = Array(text.utf8)
    for run in highlighter.runs(text) {
      if let style = run.style { output += "\u{1B}[\(style.rawValue)m" }
      for scalar in String(decoding: bytes[run.range], as: UTF8.self).unicodeScalars {
        let breaks = place.place(scalar)
        if breaks.breaksBefore { output += "\r\n" }
        if scalar != "\n" { output.unicodeScalars.append(scalar) }
        if breaks.breaksAfter { output += "\r\n" }
      }
      if run.style != nil { output += "\u{1B}[0m" }
    }
    isHintShown = false
    if cursor == bytes.count, let hint = Hint.text(for: text, history: history) {
      let room = columns - 1 - end.column
      var shown = String.UnicodeScalarView()
      var used = 0
      for scalar in hint.neutralised().unicodeScalars {
        let width = start.width(scalar)
        if used + width > room { break }
        shown.append(scalar)
        used += width
      }
      output += paint(.faint, String(shown))
      isHintShown = true
    }
    Self.write(output + "\u{1B}[K\u{1B}8")
  }

  /// The hint goes before libedit draws again.
  func eraseHint() {
    guard isHintShown else { return }
    isHintShown = false
    Self.write("\u{1B}7\u{1B}[K\u{1B}8")
  }

  /// The terminal has folded each old row by itself: go to where the line begins and clear from there.
  func resize() {
    let (text, cursor) = line()
    let old = layout(columns: lastColumns)
    let up = old.rowsUp(from: old.end(of: Self.head(text, cursor)), newColumns: Self.window().columns)
    Self.write((up > 0 ? "\u{1B}[\(up)A" : "") + "\r\u{1B}[J")
  }
}
