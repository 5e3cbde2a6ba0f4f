internal import Library
internal import Querying
internal import Reporting
internal import Saving

/// What a statement has to show.
enum Shown {
  case answer(Answer)
  case drawn(Answer, Drawing)
  /// Text, laid out when it is known where it goes; each line ended.
  case page((PageStyle) -> String)
  /// A page for people, data in the other modes.
  case report(Report)
}

extension Session {
  /// Shows it where answers go. What is no answer (help, settings) stays on the screen.
  func show(_ shown: Shown, time: UInt64? = nil, isAnswer: Bool = true) throws(Failure) {
    if isAnswer, let redirect, redirect.isPage { return try deliver(page: shown, to: redirect) }
    switch shown {
    case .answer(let answer): try show(answer, nil, time: time)
    case .drawn(let answer, let drawing): try show(answer, drawing, time: time)
    case .page(let render):
      if isAnswer, let redirect {
        try deliver(render(fileStyle), nil, to: redirect)
      } else {
        output.write(render(pageStyle))
      }
    case .report(let report): try show(report, isAnswer: isAnswer)
    }
  }

  /// `isWhole`: however many rows it has.
  func show(_ answer: Answer, _ drawing: Drawing? = nil, time: UInt64?, isWhole: Bool = false) throws(Failure)
  {
    let style = pageStyle
    if let redirect {
      let mode = redirect.mode ?? settings.mode
      if mode.isBinary {
        try deliver(answer, inParquetTo: redirect)
      } else {
        try deliver(text(answer, drawing, mode: mode, fileStyle), mode, to: redirect)
      }
      tellOmissions(answer, mode: mode)
      note(Self.count(answer.rowCount), answer.notes, time: time)
      return
    }
    if answer.rowCount > 0 || !isInteractive {
      func characters() -> String { text(answer, drawing, mode: settings.mode, style, isWhole: isWhole) }
      let picture = drawing.flatMap { self.picture(answer, $0, style) }
      if isPaging, let picture { pagedPicture = (picture, characters()) }
      output.write(picture ?? characters())
      tellOmissions(answer, mode: settings.mode)
    }
    let hidden = isWhole ? 0 : hiddenRows(answer, drawing, style)
    note(
      Self.count(answer.rowCount)
        + (hidden > 0 ? ", \(Self.grouped(hidden)) in the middle not shown: .last shows all" : ""),
      answer.notes, time: time)
  }

  /// Footers: faint on screen; in scripts only what a person must know, on standard error.
  private func note(_ count: String, _ notes: [String], time: UInt64?) {
    let timing = settings.showsTime ? time.map { Surroundings.seconds($0) } : nil
    guard isInteractive else {
      if !settings.isQuiet { for note in notes { errors.write("note: " + note.neutralised() + "\n") } }
      if let timing { errors.write("time: " + timing + "\n") }
      return
    }
    let paint = pageStyle.paint
    let saysCount = notes.contains { $0.hasPrefix("0 rows") }
    let lines = settings.isQuiet ? [count] : (saysCount ? [] : [count]) + notes
    for (index, line) in lines.enumerated() {
      let text = index == lines.count - 1 ? line + (timing.map { " · " + $0 } ?? "") : line
      for part in AnswerPrinter.wrap(text.neutralised(), to: pageStyle.width ?? .max) {
        output.write(paint(.faint, part) + "\n")
      }
    }
  }

  /// A drawing where the mode is for people to read, else the answer's data.
  func text(
    _ answer: Answer, _ drawing: Drawing?, mode: OutputFormat, _ style: PageStyle, isWhole: Bool = false
  ) -> String {
    guard let drawing, mode.isForReading, answer.rowCount > 0, !style.isPlain else {
      var printer = printer(mode: mode, style)
      if isWhole { printer.rowLimit = 0 }
      return printer.text(answer, details(of: answer, for: printer, tells: printer.takesTellings))
    }
    return drawing.text(answer, style, rowLimit: style.isRecord ? SessionSettings().rows : settings.rows)
  }

  /// What a form says of rows beside their columns; none where it says no more.
  private func details(of answer: Answer, for printer: AnswerPrinter, tells: Bool = false) -> [RowDetail] {
    printer.takesDetails ? RowDetail.details(of: answer, in: workspace.index, tells: tells) : []
  }

  /// Says what a form leaves out of an answer that is written in it.
  func tellOmissions(_ answer: Answer, mode: OutputFormat) {
    let printer = printer(mode: mode, .plain)
    for omission in printer.omissions(answer, details(of: answer, for: printer)) {
      remark("note: " + omission)
    }
  }

  private func hiddenRows(_ answer: Answer, _ drawing: Drawing?, _ style: PageStyle) -> Int {
    guard let drawing, settings.mode.isForReading else {
      return printer(mode: settings.mode, style).hiddenRows(answer)
    }
    return drawing.hiddenRows(answer, style, rowLimit: settings.rows)
  }

  func printer(mode: OutputFormat, _ style: PageStyle) -> AnswerPrinter {
    // What a saved session keeps is compared later, whatever is set then.
    let settings = style.isRecord ? SessionSettings() : settings
    var printer = AnswerPrinter(
      mode: mode, width: style.width, rowLimit: settings.rows, paint: style.paint,
      missing: settings.missing.neutralised())
    printer.isPlain = style.isPlain
    if !style.isRecord {
      printer.showsHeader = settings.showsHeader
      printer.separator = settings.separator
      printer.guardsFormulas = settings.guardsFormulas
    }
    return printer
  }

  /// What a saved session keeps of a result: as in scripts, with its notes.
  func record(_ shown: Shown?, mode: OutputFormat) -> [String] {
    switch shown {
    case nil: return []
    case .page(let render): return Self.stripped(render(.record).lines)
    // The page of a report names no path, which differs by where a script is run from.
    case .report(let report): return Self.stripped(report.page(.record).lines)
    case .answer(let answer): return record(answer, nil, mode: mode)
    case .drawn(let answer, let drawing): return record(answer, drawing, mode: mode)
    }
  }

  private func record(_ answer: Answer, _ drawing: Drawing?, mode: OutputFormat) -> [String] {
    let text = answer.rowCount > 0 ? self.text(answer, drawing, mode: mode, .record).lines : []
    let saysCount = answer.notes.contains { $0.hasPrefix("0 rows") }
    return Self.stripped(text + (saysCount ? [] : [Self.count(answer.rowCount)]) + answer.notes)
  }

  /// Comments that survive editors and terminals: no control characters, no spaces at the end.
  private static func stripped(_ lines: [String]) -> [String] {
    lines.flatMap { $0.lines.isEmpty ? [""] : $0.lines }.map { line in
      var line = line.neutralised()
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  static func count(_ number: Int, _ noun: String = "row") -> String {
    number == 1 ? "1 \(noun)" : "\(grouped(number)) \(noun)s"
  }

  /// Thousands set apart: "12,345".
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }

  /// A remark for a person: faint on screen, nothing in scripts.
  func say(_ text: String) {
    guard isInteractive else { return }
    output.write(faint(text))
  }

  /// A remark beside the answers: on the screen, or to standard error where a program reads.
  func remark(_ text: String) {
    if settings.isQuiet { return }
    if isInteractive { output.write(faint(text)) } else { errors.write(text.neutralised() + "\n") }
  }

  /// Shows on one line of the terminal how far long work is, and wipes the line in the end.
  func withProgress<Value, Fault: Error>(
    _ text: @escaping (_ done: Int, _ total: Int, _ share: Int) -> String,
    _ work: ((_ done: Int, _ total: Int) -> Void) throws(Fault) -> Value
  ) throws(Fault) -> Value {
    let line = ProgressLine(self)
    defer { line.end() }
    return try work { done, total in
      line.show { _ in text(done, total, total > 0 ? done * 100 / total : 0) }
    }
  }

  /// A remark's lines, broken between words.
  func faint(_ text: String) -> String {
    AnswerPrinter.wrap(text.neutralised(), to: pageStyle.width ?? .max)
      .map { pageStyle.paint(.faint, $0) + "\n" }.joined()
  }
}
