import CLineEdit
import Reporting
import TestSupport
import Testing

@testable import Shell

/// What is drawn of an edited line, seen on a small terminal.
@Suite struct EditScreenTests {
  // Widths are those of signs only where text is UTF-8.
  init() { dl_use_utf8() }

  private static func painter(_ columns: Int) -> EditPainter {
    EditPainter(columns: columns, paint: Paint(isOn: true)) { Int(dl_cell_width($0.value)) }
  }

  /// A text as any program would print it, on a terminal that is tall enough: the terminal itself wraps it.
  private static func printed(_ text: String, columns: Int) -> TerminalScreen {
    var screen = TerminalScreen(columns: columns, rows: 400)
    screen.write(Prompt.statement.text)
    for scalar in text.unicodeScalars {
      screen.write(scalar == "\n" ? "\r\n" + Prompt.continuation.text : EditPainter.shown(scalar))
    }
    return screen
  }

  /// Row and column of the cursor before the scalar at `byte`.
  private static func cursor(_ text: String, _ byte: Int, columns: Int) -> [Int] {
    let head = String(decoding: Array(text.utf8)[..<byte], as: UTF8.self)
    let rest = String(decoding: Array(text.utf8)[byte...], as: UTF8.self)
    var screen = printed(head, columns: columns)
    let before = [screen.row, screen.column]
    guard let next = rest.unicodeScalars.first else {
      // A full row is left once something more is typed.
      screen.write("x")
      return screen.row > before[0] ? [before[0] + 1, 0] : before
    }
    if next == "\n" { return before }
    let shown = EditPainter.shown(next)
    if dl_cell_width(shown.unicodeScalars.first?.value ?? 0) == 0 { return before }
    screen.write(String(shown.unicodeScalars.prefix(1)))
    return screen.row > before[0] ? [before[0] + 1, 0] : before
  }

  private static let signs: [Unicode.Scalar] = [
    "a", "b", " ", "\"", "ż", "東", "京", "👍", "\u{301}", "\u{FFFD}", "\u{1B}", "\u{9B}", "\u{202E}",
    "\u{200D}", "\n",
    "|", "é", "\u{10FFE9}",
  ]

  @Test("By chance: the screen is what the text says", arguments: 0..<24)
  func screenFollowsTheText(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let columns = Int.random(in: 14..<60, using: &random)
    let rows = Int.random(in: 2..<12, using: &random)
    let painter = Self.painter(columns)
    var terminal = TerminalScreen(columns: columns, rows: rows)
    for line in 0..<Int.random(in: 0..<rows, using: &random) { terminal.write("above \(line)\r\n") }
    for _ in 0..<4 {
      let above = terminal.text
      let base = terminal.scrolled.count + terminal.row
      var screen = EditScreen()
      var scalars: [Unicode.Scalar] = []
      var at = 0
      var top = 0
      for _ in 0..<60 {
        edit(&scalars, &at, &random)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        let line = String(text)
        let byte = scalars[..<at].reduce(0) { $0 + UTF8.width($1) }
        var contents = EditContents(text: line, cursor: byte)
        // Now and then with what stands around it, which goes again.
        let isAlone = Bool.random(using: &random)
        if !isAlone {
          contents.hint = ["hint", "東京東京", ""].randomElement(using: &random) ?? ""
          contents.note = ["3 articles", ""].randomElement(using: &random) ?? ""
          contents.runs = [StyledRun(range: 0..<(byte / 2), style: .wrong)]
          contents.below = [
            [StyledText(text: "one", style: .faint)], [StyledText(text: "two", style: .reversed)],
          ]
        }
        let whole = painter.picture(of: contents, rowLimit: rows)
        let part = whole.window(of: rows, top: &top)
        terminal.write(screen.show(part, columns: columns))
        try #require(terminal.unknown.isEmpty)
        let wantedCursor = Self.cursor(line, byte, columns: columns)
        let absolute = terminal.scrolled.count + terminal.row
        try #require([absolute - base + top, terminal.column] == wantedCursor, "\(line.debugDescription)")
        guard isAlone else { continue }
        let wanted = Self.printed(line, columns: columns)
        let all = (terminal.scrolled + terminal.cells).dropFirst(base).map { $0 }
        for (row, cells) in all.enumerated() {
          let expected =
            row < part.rows.count
            ? wanted.cells[top + row]
            : [TerminalScreen.Cell](
              repeating: .init(), count: columns)
          try #require(
            cells.map(\.text) == expected.map(\.text), "row \(row) of \(line.debugDescription) at \(columns)")
        }
      }
      // Once it is accepted all of it stands there, and what was above is still there.
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars)
      let line = String(text)
      let whole = painter.picture(of: EditContents(text: line, cursor: line.utf8.count))
      terminal.write(
        screen.close(whole, columns: columns, rowLimit: rows, isPart: top > 0 || whole.rows.count > rows))
      let printed = Self.printed(line, columns: columns).text
      try #require(terminal.text == (above.isEmpty ? printed : above + "\n" + printed))
      #expect(terminal.column == 0)
    }
  }

  private func edit(_ scalars: inout [Unicode.Scalar], _ at: inout Int, _ random: inout SeededGenerator) {
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<6:
      let count = Bool.random(using: &random) ? 1 : Int.random(in: 1..<30, using: &random)
      let new = (0..<count).map { _ in Self.signs.randomElement(using: &random) ?? "a" }
      scalars.insert(contentsOf: new, at: at)
      at += count
    case 6, 7:
      if at > 0 {
        at -= 1
        scalars.remove(at: at)
      }
    case 8: at = Int.random(in: 0...scalars.count, using: &random)
    case 9: at = scalars.count
    case 10:
      if scalars.count > 40 {
        scalars.removeSubrange(0..<at)
        at = 0
      }
    default: at = max(0, at - 1)
    }
  }

  @Test func onlyWhatDiffersIsWritten() {
    let painter = Self.painter(40)
    var screen = EditScreen()
    func shown(_ text: String) -> String {
      screen.show(painter.picture(of: EditContents(text: text, cursor: text.utf8.count)), columns: 40)
    }
    #expect(shown("meet").hasSuffix("meet"))
    #expect(shown("meets") == "s")
    #expect(shown("meet") == "\u{8}\u{1B}[K")
    #expect(shown("meet") == "")
  }

  @Test func rowsAboveAfterAResize() {
    func up(_ text: String, from columns: Int, to new: Int) -> String {
      var screen = EditScreen()
      _ = screen.show(
        Self.painter(columns).picture(of: EditContents(text: text, cursor: text.utf8.count)), columns: columns
      )
      return screen.erase(afterResizeTo: new)
    }
    let long = String(repeating: "x", count: 60)
    #expect(up("abc", from: 40, to: 60) == "\r\u{1B}[J")
    #expect(up(long, from: 40, to: 30) == "\u{1B}[2A\r\u{1B}[J")
    #expect(up(long, from: 30, to: 80) == "\r\u{1B}[J", "the terminal joins what it had folded")
    #expect(up("a\nb", from: 40, to: 60) == "\u{1B}[1A\r\u{1B}[J")
  }

  @Test func whatIsWrongIsUnderlinedWithoutColours() {
    var painter = Self.painter(40)
    painter.paint = Paint(isOn: false)
    let runs = [StyledRun(range: 0..<1, style: .wrong), StyledRun(range: 1..<2, style: .yellow)]
    var screen = EditScreen()
    let output = screen.show(
      painter.picture(of: EditContents(text: "ab", cursor: 2, runs: runs)), columns: 40)
    #expect(output == "dateline> \u{1B}[4ma\u{1B}[0mb")
  }

  @Test func pastedControlsDoNothing() {
    let text = "a\u{1B}[31m\tb\r\nc\rd\u{3}\u{9B}e\n\n"
    #expect(EditLineReader.pasted(Array(text.unicodeScalars)) == "a[31m b\nc\nde")
  }
}
