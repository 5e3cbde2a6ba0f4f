internal import Articles
internal import Glibc
internal import Library
internal import Reporting
internal import Saving

/// A walk through the example articles for those who are new: a few words, a statement, its answer.
enum Tour {
  struct Step {
    /// Before the statement.
    var text: String
    /// What is run, in order.
    var statements: [String]

    init(text: String, statement: String...) {
      self.text = text
      statements = statement
    }
  }

  static let steps: [Step] = [
    Step(
      text: """
        Dateline has read some short articles and found in them who did what, where and when. Each such thing is a fact. These are \
        the kinds of facts and the other things that can be asked for:
        """,
      statement: ".sources"),
    Step(
      text: "A question begins with one of these names. Alone it means all of them:",
      statement: "meetings | limit 5"),
    Step(
      text: """
        Say which. A name in quotation marks may be a person, a place, an outlet: what stands before it says so. `near` means 100 km \
        around the outline on the map.
        """,
      statement: "meetings where location near \"Poland\""),
    Step(
      text: """
        How does it know? `.why` and the number of a row show the sentences that tell it, what was read from which words, and how \
        sure that is.
        """,
      statement: ".why 6"),
    Step(
      text: "A line that begins with | goes on from the last answer of a query:",
      statement: "| show date, participant, sources"),
    Step(text: "Periods are written as people say them:", statement: "facts during 2023-02 | count by kind"),
    Step(
      text: "Who says what: statements know their speaker, and whom they speak of.",
      statement: "statements by \"Joe Biden\" | show date, content | limit 4"),
    Step(
      text:
        "What was only planned, denied or called off is marked, and the latter two are left out unless you ask:",
      statement:
        "facts where status is one of (cancelled, denied, failed) | show kind, status, participant, location"),
    Step(text: "Count, by any field:", statement: "meetings | count by country(location)"),
    Step(text: "Or look at it:", statement: "meetings with \"Volodymyr Zelenskyy\" | map"),
    Step(text: "Along the calendar:", statement: "facts | timeline by quarter"),
    Step(
      text: "The words themselves can be searched, with what stands around them:",
      statement: "sentences where text matches \"met\" | context 4 | limit 6"),
    Step(
      text: "Give a question a name, and use it:", statement: "let talks(place) = meetings near $place",
      "talks(\"Ukraine\") | count by participant | limit 5"),
    Step(
      text: "A slip is no harm: the message says where it is and what may have been meant.",
      statement: "meetings near \"Polnd\""),
    Step(
      text: """
        Where the program has read wrongly, say so: `.wrong`, `.set-field`, `.same`. Every later answer counts it, and `.undo` takes it back.
        """,
      statement: "meetings in \"China\"", ".note 1 \"ask the ministry\"", "meetings where has note"),
    Step(
      text: """
        Keep what you found: `| to "answer.csv"` and a dozen other forms, `.save FILE` for a session that can be run again, \
        `.report FILE.html` for a page to send to somebody.

        Now your own: `dateline FOLDER`, or `.load FOLDER` here. Tab completes everything, names too; `.help` lists all there is, \
        `.help near` tells of one thing. That was the tour.
        """),
  ]

  /// Where the example articles are: below the working folder, beside the program's own sources, or where it is installed.
  static func articles() -> String? {
    if isFolder("examples/articles") { return "examples/articles" }
    var parts = (program ?? "").split(separator: "/").map { String($0) }
    while !parts.isEmpty {
      parts.removeLast()
      let folder = "/" + parts.joined(separator: "/")
      for place in ["/examples/articles", "/share/dateline/examples/articles"] where isFolder(folder + place)
      {
        return folder + place
      }
    }
    return nil
  }

  private static func isFolder(_ path: String) -> Bool { TextFile.standing(at: path) == .folder }

  private static var program: String? {
    guard let path = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(path) }
    return PathText.text(path)
  }
}

extension Session {
  /// `.tour [FOLDER]`: in a session of its own over the example articles, so that nothing of this one changes.
  func tour(_ folder: String) throws(Failure) {
    guard !isGuest else { throw .command("this is the tour", hint: "Enter goes on, .quit ends it") }
    let given = folder.isEmpty ? Tour.articles() : ScriptPath.resolve(folder, in: scriptFolder)
    guard let articles = given else {
      throw .command(
        "the example articles are not here", hint: ".tour FOLDER names the folder that they are in")
    }
    let guest = Session(
      workspace: workspace.fresh(), reader: reader, output: output, errors: errors, surroundings: surroundings
    )
    // Nobody expects a tour to write a file.
    guest.sinks = SinkPolicy(rule: .refused, mayReadByProgram: false)
    guest.settings.width = settings.width
    guest.keepsGoing = true
    guest.isGuest = true
    guest.scriptName = "tour"
    guard guest.load([articles], options: ReadingOptions()).loaded > 0 else {
      if surroundings.isInterrupted() { throw .cancelled }
      throw .nothingLoaded("no article could be loaded from \(articles)")
    }
    for (number, step) in Tour.steps.enumerated() {
      guard guest.walk(step, number + 1) else { return }
    }
  }

  /// Shows a step of a tour, and waits where somebody sits there. False where that is enough.
  private func walk(_ step: Tour.Step, _ number: Int) -> Bool {
    let style = pageStyle
    if !step.text.isEmpty {
      output.write(style.paint(.bold, "\(number)/\(Tour.steps.count)") + "\n")
      for line in step.text.lines {
        for part in style.width.map({ AnswerPrinter.wrap(line, to: $0) }) ?? [line] {
          output.write(part + "\n")
        }
      }
    }
    for statement in step.statements {
      output.write(style.paint(.bold, Prompt.statement.text + statement) + "\n")
      execute(ScriptStatement(text: statement, line: 1, column: 1))
    }
    output.write("\n")
    guard isInteractive, number < Tour.steps.count else { return !output.isClosed }
    return goesOn()
  }

  /// Enter goes on; a question is answered, and then Enter goes on; .quit and Ctrl-C end the tour.
  private func goesOn() -> Bool {
    say("Enter goes on; ask something yourself, or .quit the tour")
    while !output.isClosed {
      guard case .line(let line) = reader.readLine(prompt: .statement) else { return false }
      if line.trimmed.isEmpty { return true }
      for statement in ScriptStatements(line, statementBuffer) {
        execute(statement)
        if isDone { return false }
      }
    }
    return false
  }
}
