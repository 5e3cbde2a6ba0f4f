internal import Querying
internal import Reporting

extension Session {
  /// The drawing as a picture, where it goes to a terminal that shows some and the person wants to see them; the terminal is
  /// asked before the first one.
  func picture(_ answer: Answer, _ drawing: Drawing, _ style: PageStyle) -> String? {
    guard answer.rowCount > 0, drawing.isPictured, settings.mode.isForReading,
      let graphics = graphics(notes: settings.isQuiet ? 0 : noteRows(answer, style))
    else {
      return nil
    }
    var style = style
    // What is wider than the screen would be torn.
    style.width = min(style.width ?? .max, surroundings.width())
    return drawing.picture(answer, graphics, style, rowLimit: settings.rows)
  }

  /// Rows that the notes below an answer take.
  private func noteRows(_ answer: Answer, _ style: PageStyle) -> Int {
    answer.notes.reduce(0) {
      $0 + AnswerPrinter.wrap($1.neutralised(), to: style.width ?? surroundings.width()).count
    }
  }

  /// Colours of sixels: with more of them edges are hardly smoother, and twice as many bytes go to the terminal.
  private static var mostColours: Int { 64 }

  /// Cells of a line for which drawings are made.
  private static var leastColumns: Int { 20 }

  /// How the terminal shows pictures, with so many notes below them; nil where there are none to be shown.
  private func graphics(notes: Int) -> TerminalGraphics? {
    guard isInteractive, settings.pictures != .off, !settings.isPlain, !settings.isASCII, readDepth == 0,
      redirect == nil, sinks.rule != .compared, let ask = surroundings.askTerminal
    else { return nil }
    let (columns, height) = (surroundings.width(), surroundings.height())
    guard columns >= Self.leastColumns else { return nil }
    let answers = terminalAnswers ?? ask()
    // Who was interrupted or stopped asks again.
    if !answers.isCut, !surroundings.isInterrupted() { terminalAnswers = answers }
    let form: TerminalGraphics.Form
    switch settings.pictures {
    case .sixel: form = .sixel
    case .kitty: form = .kitty
    // It says how many cells a picture takes, and has all colours.
    case .auto where answers.showsKitty: form = .kitty
    case .auto where answers.showsSixels: form = .sixel
    case .auto, .off: return nil
    }
    let window = surroundings.pixels()
    var cell = window.map { TerminalAnswers.Size(width: $0.width / columns, height: $0.height / height) }
    if let known = cell, known.width < 2 || known.height < 4 { cell = nil }
    // Sixels of a wrong size would cover what stands around them; kitty makes them fit.
    guard let cell = cell ?? answers.cell ?? (settings.pictures == .auto && form == .sixel ? nil : .usual)
    else { return nil }
    // Its question, how many rows there are, and the prompt need rows, too.
    var graphics = TerminalGraphics(
      form: form, cellWidth: cell.width, cellHeight: cell.height, rows: height - 3 - notes,
      background: answers.background, isColoured: surroundings.isColoured)
    graphics.registers = min(Self.mostColours, answers.registers ?? Self.mostColours)
    return graphics
  }
}

extension TerminalAnswers.Size {
  /// A cell of the VT340.
  fileprivate static let usual = TerminalAnswers.Size(width: 10, height: 20)
}
