import Articles
import Glibc
import Library
import Querying
import TestSupport
import Testing

@testable import Saving
@testable import Shell

@Suite struct SessionTests {
  let workspace = TestPipeline.workspace
  let output = StringSink()
  let errors = StringSink()

  static let meetings = "meetings | show participant"
  static let table = "#  participant\n─  ───────────\n1  Ann, Bob\n2  Carl, Dan\n"

  init() throws {
    let texts = [
      "Title: Talks\nDate: 2023-01-17\n\nAnn met Bob in \u{1B}[31mOslo.\nNext.",
      "Date: 2023-01-18\n\nCarl met Dan in Poland.",
    ]
    workspace.collection.add(
      try zip(["a.txt", "b.txt"], texts).map {
        try ArticleLoader.article(from: ContiguousArray($1.utf8), path: $0)
      })
  }

  private func session(
    _ events: [LineEvent], interactive: Bool = true, _ surroundings: Surroundings = Surroundings()
  ) -> Session {
    Session(
      workspace: workspace, reader: TextLineReader(events: events, isInteractive: interactive),
      output: output,
      errors: errors, surroundings: surroundings)
  }

  private func script(_ text: String) -> Session {
    session(text.lines.map { .line($0) }, interactive: false)
  }

  private func queries(_ session: Session) -> [String] {
    session.log.map(\.statement).filter { !$0.hasPrefix(".") }
  }

  @Test func answersWithFooterOnScreen() {
    #expect(session([.line(Self.meetings)]).run() == 0)
    #expect(output.text == Self.table + "2 rows\n")
  }

  @Test func scriptsWriteOnlyResults() {
    #expect(script("\(Self.meetings)\ncalls | show participant").run() == 0)
    #expect(output.text == Self.table + "#  participant\n─  ───────────\n")
    #expect(errors.text.hasPrefix("note: 0 rows"))
  }

  @Test func firstErrorEndsAScript() {
    #expect(script("\(Self.meetings);\n\n  nonsense\n\(Self.meetings)").run() == 1)
    #expect(errors.text.hasPrefix("stdin:3:3: error[Q004]: "))
    #expect(output.text == Self.table)
  }

  @Test func keepGoingRunsTheRest() {
    let session = script("nonsense\n\(Self.meetings)")
    session.keepsGoing = true
    #expect(session.run() == 1)
    #expect(output.text == Self.table)
  }

  @Test func errorsDoNotEndASession() {
    #expect(session([.line("nonsense"), .line(Self.meetings)]).run() == 0)
    #expect(output.text.hasPrefix("error[Q004]"))
    #expect(output.text.contains(Self.table))
  }

  @Test func incompleteStatementsGoOn() {
    let session = session([.line("meetings near"), .line("\"Poland\"")])
    _ = session.run()
    #expect(queries(session) == ["meetings near\n\"Poland\""])
  }

  @Test func interruptDropsTheLines() {
    let session = session([.line("meetings near"), .interrupted, .line(Self.meetings)])
    _ = session.run()
    #expect(queries(session) == [Self.meetings])
  }

  @Test func interruptCancelsAScript() {
    let session = session(
      [.line(Self.meetings), .line(Self.meetings)], interactive: false, Surroundings(isInterrupted: { true }))
    #expect(session.run() == 130)
    #expect(output.text.isEmpty)
  }

  @Test func unknownCommandsAreGuessed() {
    _ = session([.line(".desribe meetings"), .line(".mode jso")]).run()
    #expect(
      output.text
        == "error: no command called .desribe\n  help: did you mean .describe?\n"
        + "error: no mode called `jso`\n  help: did you mean json?\n")
  }

  @Test(arguments: ShellCommand.table.map(\.name))
  func everyCommandHasHelp(name: String) throws {
    _ = session([.line(".help .\(name)")]).run()
    #expect(output.text.hasPrefix(".\(name)"))
    #expect(ShellCommand.markdown.contains("`.\(name)"))
  }

  @Test(arguments: ShellCommand.table.map(\.name))
  func noCommandCrashesOnStrangeArguments(name: String) throws {
    for arguments in [
      "", "\"", "1 2 3 4", "\u{1B}[31m", "/nonexistent/x/y", "99999999999999999999", "$", "-1",
    ]
    where !["output", "once", "save", "keep"].contains(name) || arguments.hasPrefix("/nonexistent") {
      _ = session([.line(".\(name) \(arguments)")]).run()
      #expect(!output.take().contains("\u{1B}"))
    }
  }

  @Test func whyMarksTheSentence() {
    _ = session([.line(Self.meetings), .line(".why 1"), .line(".why 3")]).run()
    #expect(
      output.text.contains(
        """
        1  [participant: Ann] [trigger: met] [participant: Bob] in [place: [31mOslo].
           rule meet-1 · a · 2023-01-17 · “Talks”
        error: no row 3
          help: rows are numbered from 1 to 2
        """), "\(output.text)")
  }

  @Test func loadingReportsWhatFailed() {
    let folder = TemporaryFolder()
    let path = folder.write("c.txt", "Date: 2023-01-19\n\nEve met Fay in Ukraine.")
    _ = session([.line(".load \(path) missing"), .line(".load missing")]).run()
    #expect(errors.text.hasPrefix("dateline: missing: no such file or folder\n"))
    #expect(output.text.contains("3 articles · 3 facts · 2 places"))
    #expect(output.text.contains(" · loaded in 0.000 s\n"))
    #expect(output.text.hasSuffix("error: nothing was loaded\n"))
  }

  @Test func changedFilesAreReadAgain() {
    let folder = TemporaryFolder()
    let path = folder.write("c.txt", "Date: 2023-01-19\n\nEve met Fay in Ukraine.")
    _ = session([.line(".load \(path)"), .line(".load \(path)")]).run()
    #expect(output.take().hasSuffix("error: already loaded: nothing is new\n"))
    folder.write("c.txt", "Date: 2023-01-19\n\nEve met Gus in Ukraine.")
    _ = session([.line(".load \(path)"), .line(Self.meetings)]).run()
    #expect(output.text.contains("1 article read again: changed since loaded\n"))
    #expect(output.text.hasSuffix("3  Eve, Gus\n3 rows\n"))
  }

  @Test func readmeTableComesFromTheCommands() {
    #expect(ShellCommand.markdown.hasPrefix("| command | what it does |\n|---|---|\n| `.help [TOPIC]` |"))
  }

  @Test func settingsAreCheckedAndListed() {
    _ = session([
      .line(".set near 60 mi"), .line(".show near"), .line(".set near 200 parsecs"), .line(".set nera 3"),
      .line(".set $who Ann"), .line(".show"),
    ]).run()
    #expect(output.text.hasPrefix("96.56064 km\nerror: `200 parsecs` is no value of near\n"))
    #expect(output.text.contains("did you mean near?"))
    #expect(output.text.contains("  $who        Ann\n"))
  }

  @Test(
    "A sign may stand between a setting and its value",
    arguments: [
      ("near = 30", "near", "30 km"), ("near=30 mi", "near", "48.28032 km"), ("NEAR =30", "near", "30 km"),
      ("separator = \";\"", "separator", ";"),
      ("separator \"=\"", "separator", "="),
      ("separator==", "separator", "="), ("missing = \"\"", "missing", ""),
      ("missing \"= a\"", "missing", "= a"),
      ("missing = = a", "missing", "= a"), ("mode=csv", "mode", "csv"),
    ])
  func signsInSettings(text: String, name: String, value: String) {
    _ = session([.line(".set " + text), .line(".show " + name)]).run()
    #expect(output.text == value + "\n")
  }

  @Test(
    "A setting without a value is told",
    arguments: [
      (
        ".set missing =",
        "no value stands behind `=`\n  help: `.set missing \"\"` for none, `.set missing \"=\"` for the sign"
      ),
      (".set near =", "no value stands behind `=`\n  help: values: a distance: 100 km, 60 mi"),
      (".set near", "no value is given for near\n  help: values: a distance: 100 km, 60 mi"),
      (".set missing", "no value is given for missing\n  help: `.set missing \"\"` for none"),
      (".set $who", "no value is given for $who\n  help: `.set $who \"\"` for none"),
      (
        ".set $who =",
        "no value stands behind `=`\n  help: `.set $who \"\"` for none, `.set $who \"=\"` for the sign"
      ),
      (
        ".set separator =",
        "no value stands behind `=`\n  help: values: one character, or tab; in quotation marks: \"=\""
      ),
      (
        ".set separator = ;",
        "no value stands behind `=`\n  help: values: one character, or tab; in quotation marks: \"=\""
      ),
      (".set nera =", "no setting called `nera`\n  help: did you mean near?"),
      (".set = 3", "no setting called ``\n  help: see .help settings"),
    ])
  func settingsWithoutValues(line: String, message: String) {
    _ = session([.line(line), .line("meetings where participant = $who")]).run()
    #expect(output.text.hasPrefix("error: " + message + "\nerror"), "\(output.text)")
  }

  @Test func aLoadThatIsStoppedLeavesThePrompt() {
    let folder = TemporaryFolder()
    folder.write("c.txt", "Date: 2023-01-19\n\nEve met Fay in Ukraine.")
    var invocation = Invocation()
    invocation.paths = [folder.path]
    /// Ctrl-C is pressed at the look at it of this number after the loading has begun.
    func run(_ isInteractive: Bool, after looks: Int) -> Int32 {
      nonisolated(unsafe) var cleared = 0
      nonisolated(unsafe) var asked = 0
      return invocation.run(
        Streams(
          input: TextLineReader(events: [.line(Self.meetings)], isInteractive: isInteractive), output: output,
          errors: errors),
        Surroundings(
          isInterrupted: {
            asked += 1
            return cleared == 1 && asked > looks
          }, clearInterrupt: { cleared += 1 }), workspace: workspace)
    }
    // In the middle of the folder's list, and behind it.
    #expect(run(true, after: 1) == 0)
    #expect(output.text.contains("stopped while the files were listed: nothing was loaded\n"))
    #expect(output.take().contains("1  Ann"))
    #expect(run(false, after: 1) == 130)
    #expect(!output.text.contains("Ann"))
  }

  @Test("Wherever a load is stopped, what is said of it is true")
  func aStoppedLoadIsCounted() throws {
    let folder = TemporaryFolder()
    for number in 1...5 {
      folder.write("\(number).txt", "Date: 2023-01-1\(number)\n\nEve\(number) met Fay\(number) in Ukraine.")
    }
    var invocation = Invocation()
    invocation.paths = [folder.path]
    invocation.mode = .csv
    var stops = 0
    for looks in 0..<40 {
      nonisolated(unsafe) var cleared = 0
      nonisolated(unsafe) var asked = 0
      let code = invocation.run(
        Streams(
          input: TextLineReader(events: [.line("meetings | count")], isInteractive: true), output: output,
          errors: errors),
        Surroundings(
          isInterrupted: {
            asked += 1
            return cleared == 1 && asked > looks
          }, clearInterrupt: { cleared += 1 }), workspace: TestPipeline.workspace)
      #expect(code == 0)
      let text = output.take()
      let loaded = text.lines.first { $0.contains(" · loaded in ") }.map { $0.split(separator: " ") } ?? []
      let articles = loaded.first ?? "0"
      // Each article tells of one meeting.
      if loaded.count > 3 { #expect(loaded[3] == articles, "\(text)") }
      #expect(text.hasSuffix("n\n\(articles)\n1 row\n") || text.contains("n\n0\n0 rows"), "\(text)")
      if text.contains("stopped: ") {
        #expect(
          text.contains("stopped: \(Session.count(Int(articles) ?? 0, "article")) of 5 files"), "\(text)")
      }
      stops += text.contains("stopped") ? 1 : 0
    }
    #expect(stops > 5)
  }

  @Test func editingRunsWhatIsLeft() {
    var surroundings = Surroundings()
    nonisolated(unsafe) var opened: [String] = []
    surroundings.edit = { text in
      opened.append(text)
      return .edited("\(Self.meetings)\n.mode csv; \(Self.meetings)\n")
    }
    let session = session(
      [.line(Self.meetings), .line(".edit"), .line(".edit calls"), .line(".edit")], surroundings)
    _ = session.run()
    #expect(opened == ["\(Self.meetings)\n", "calls\n", "\(Self.meetings)\n"])
    #expect(queries(session).count == 7)
    #expect(output.text.hasSuffix("> \(Self.meetings)\nparticipant\nAnn; Bob\nCarl; Dan\n2 rows\n"))
    #expect(session.reader.history.contains(".mode csv"))
  }

  @Test func editingNeedsATerminalAndAnEditor() {
    #expect(script(".edit").run() == 1)
    #expect(errors.text.contains(".edit needs somebody at a terminal"))
    _ = session([.line(".edit")]).run()
    #expect(output.text.contains("there is no editor here"))
  }

  @Test func tokensAreThoseOfTheRow() {
    _ = session([.line(Self.meetings), .line(".tokens 1"), .line(".tokens 9")]).run()
    #expect(output.text.contains("a\ntokens: Ann met Bob in  [31mOslo.\nerror: no row 9\n"))
  }

  @Test func commandsEndAtASemicolonOrAComment() {
    _ = script(
      ".mode csv; \(Self.meetings)\n.mode tsv -- tabs\n\(Self.meetings);\n.set missing \"; -- \"; .show missing"
    ).run()
    let rows = "participant\nAnn; Bob\nCarl; Dan\n"
    #expect(output.text == rows + rows + "; -- \n")
  }

  @Test("What could not be written is told, and is no success")
  func aFullDisk() throws {
    let full = open("/dev/full", O_WRONLY)
    try #require(full >= 0)
    let (output, errors) = (DescriptorSink(full, owns: true), StringSink())
    output.write("rows")
    #expect(output.isClosed && output.fault != nil)
    #expect(Invocation.ended(0, output, errors) == Invocation.Exit.failed)
    #expect(errors.text.contains("could not be written"))
    #expect(Invocation.ended(0, StringSink(), errors) == Invocation.Exit.fine)
  }
}
