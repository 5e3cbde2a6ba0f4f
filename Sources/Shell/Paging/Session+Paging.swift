internal import Reporting

extension Session {
  /// Lets the person read in a pager what `work` shows, where that is longer than the screen: only before a terminal, never with
  /// `--safe`, in a check or in a script that may run nothing.
  func paged(_ work: () throws(Failure) -> Void) throws(Failure) {
    guard isInteractive, settings.usesPager, !settings.isPlain, sinks.rule == .allowed,
      let page = surroundings.page, redirect == nil, readDepth == 0, !isPaging
    else { return try work() }
    let screen = output
    let sink = StringSink()
    output = sink
    isPaging = true
    pageLine = 1
    defer {
      isPaging = false
      output = screen
      let text = sink.take()
      let rows = Self.screenRows(text, columns: surroundings.width())
      // The prompt needs a row, too.
      if rows < surroundings.height() || !page(text, pageLine) { screen.write(text) }
    }
    try work()
  }

  /// How many rows of a screen a text takes, whose escape sequences are those of colours.
  static func screenRows(_ text: String, columns: Int) -> Int {
    let columns = max(1, columns)
    return text.lines.reduce(0) { rows, line in
      rows + max(1, (CellWidth.of(withoutColours(line)) + columns - 1) / columns)
    }
  }

  private static func withoutColours(_ line: String) -> String {
    guard line.utf8.contains(0x1B) else { return line }
    var text = String.UnicodeScalarView()
    var isEscape = false
    for scalar in line.unicodeScalars {
      if scalar == "\u{1B}" { isEscape = true } else if !isEscape { text.append(scalar) }
      if isEscape, scalar == "m" { isEscape = false }
    }
    return String(text)
  }
}
