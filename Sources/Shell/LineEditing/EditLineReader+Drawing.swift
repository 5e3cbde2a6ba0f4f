internal import CLineEdit
internal import Reporting

/// What is seen of the line: libedit holds it and knows the keys, we draw it.
extension EditLineReader {
  static func window() -> (columns: Int, rows: Int) {
    var columns: Int32 = 80
    var rows: Int32 = 24
    _ = dl_window_size(1, &columns, &rows)
    return (max(2, Int(columns)), max(1, Int(rows)))
  }

  private var painter: EditPainter {
    EditPainter(columns: columns, paint: Paint(isOn: paint.isOn && !isPlain), width: Self.width)
  }

  private static let width: @Sendable (Unicode.Scalar) -> Int = { Int(dl_cell_width($0.value)) }

  /// Draws the line as it is, unless more keys are there already.
  func draw() {
    guard !isPasting, !dl_has_input() else { return }
    let (text, cursor) = line()
    drawn = text
    if let menu, !menu.stands(at: text, cursor) { self.menu = nil }
    var contents = EditContents(text: text, cursor: cursor, prompt: prompt)
    let (columns, rows) = Self.window()
    self.columns = columns
    if !isPlain {
      contents.runs = highlight(text, cursor)
      contents.hint = hint(text, cursor)
      contents.note = note()
      // The text comes first; the list has what it leaves.
      let height = painter.picture(of: contents).rows.count
      if let menu, height < rows { contents.below = menu.lines(columns: columns, rows: rows - height) }
    }
    if let search { contents.below = [[StyledText(text: search, style: nil)]] }
    show(contents, rows)
  }

  private func show(_ contents: EditContents, _ rows: Int) {
    let whole = painter.picture(of: contents, rowLimit: rows)
    let part = whole.window(of: rows, top: &top)
    isPart = part.rows.count < whole.rows.count
    Self.write(screen.show(part, columns: columns))
  }

  /// Draws the line as it was accepted or dropped, then `ending`, and goes to the row below.
  func close(_ text: String, ending: String = "") {
    let (columns, rows) = Self.window()
    self.columns = columns
    menu = nil
    search = nil
    var contents = EditContents(text: text, cursor: text.utf8.count, prompt: prompt)
    if !isPlain { contents.runs = highlight(text, -1) }
    contents.hint = ending
    let whole = painter.picture(of: contents)
    Self.write(screen.close(whole, columns: columns, rowLimit: rows, isPart: isPart))
    isPart = false
  }

  /// What may follow: the rest of an earlier statement, else of the first word that fits.
  private func hint(_ text: String, _ cursor: Int) -> String {
    hintShown = ""
    guard paint.isOn, menu == nil, search == nil, cursor == text.utf8.count, !text.isEmpty else { return "" }
    hintShown = Hint.text(for: text, history: history) ?? suggest(text) ?? ""
    return hintShown
  }

  func resize() {
    Self.write(screen.erase(afterResizeTo: Self.window().columns))
  }

  /// Before the program is stopped: the shell's prompt stands below the line.
  func leaveForShell() {
    close(line().text)
    Self.write("\u{1B}[?2004l")
  }

  /// The program goes on, on a screen that others have written to.
  func comeBack() {
    screen.forget()
    isPart = false
    Self.write("\u{1B}[?2004h\r\u{1B}[K")
  }

  /// Puts lines above the one that is typed.
  func showAbove(_ text: String) {
    var output = screen.erase()
    isPart = false
    for line in text.lines { output += line + "\r\n" }
    Self.write(output)
    draw()
  }
}

/// The rest of an earlier statement that begins as the line does, shown faintly.
enum Hint {
  /// `history` is oldest first; the newest match counts. Only its first line is shown.
  static func text(for line: String, history: [String]) -> String? {
    guard !line.isEmpty, !line.utf8.contains(10) else { return nil }
    for statement in history.reversed() where statement.utf8.count > line.utf8.count {
      guard statement.utf8.starts(with: line.utf8) else { continue }
      let rest = String(decoding: Array(statement.utf8.dropFirst(line.utf8.count)), as: UTF8.self)
      let first = rest.prefix { $0 != "\n" && $0 != "\r\n" }
      return first.isEmpty ? nil : String(first)
    }
    return nil
  }
}
