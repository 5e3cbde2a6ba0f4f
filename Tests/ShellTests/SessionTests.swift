import Querying
import Testing

@testable import Saving
@testable import Shell

@Suite struct SessionTests {
  let backend = FakeBackend()
  let output = StringSink()
  let errors = StringSink()

  private func session(
    _ events: [LineEvent], interactive: Bool = true, _ surroundings: Surroundings = Surroundings()
  ) -> Session {
    backend.answers["meetings"] = answer(["Ann", "Bob"])
    return Session(
      backend: backend, reader: TextLineReader(events: events, isInteractive: interactive), output: output,
      errors: errors, surroundings: surroundings)
  }

  private func script(_ text: String) -> Session {
    session(text.lines.map { .line($0) }, interactive: false)
  }

  @Test func answersWithFooterOnScreen() {
    #expect(session([.line("meetings")]).run() == 0)
    #expect(output.text == "#  who\n─  ───\n1  Ann\n2  Bob\n2 rows\n")
  }

  @Test func scriptsWriteOnlyResults() {
    backend.answers["calls"] = answer([], notes: ["0 rows: no call at all"])
    #expect(script("meetings\ncalls").run() == 0)
    #expect(output.text == "#  who\n─  ───\n1  Ann\n2  Bob\n#  who\n─  ───\n")
    #expect(errors.text == "note: 0 rows: no call at all\n")
  }

  @Test func firstErrorEndsAScript() {
    #expect(script("meetings;\n\n  nonsense\nmeetings").run() == 1)
    #expect(errors.text.hasPrefix("stdin:3:3: error[Q004]: "))
    #expect(backend.ran == ["meetings", "nonsense"])
  }

  @Test func keepGoingRunsTheRest() {
    let session = script("nonsense\nmeetings")
    session.keepsGoing = true
    #expect(session.run() == 1)
    #expect(backend.ran == ["nonsense", "meetings"])
  }

  @Test func errorsDoNotEndASession() {
    #expect(session([.line("nonsense"), .line("meetings")]).run() == 0)
    #expect(output.text.hasPrefix("error[Q004]"))
    #expect(backend.ran.count == 2)
  }

  @Test func incompleteStatementsGoOn() {
    _ = session([.line("meetings near"), .line("\"Poland\"")]).run()
    #expect(backend.ran == ["meetings near\n\"Poland\""])
  }

  @Test func interruptDropsTheLines() {
    _ = session([.line("meetings near"), .interrupted, .line("meetings")]).run()
    #expect(backend.ran == ["meetings"])
  }

  @Test func interruptCancelsAScript() {
    let session = session(
      [.line("meetings"), .line("meetings")], interactive: false, Surroundings(isInterrupted: { true }))
    #expect(session.run() == 130)
    #expect(backend.ran.count == 1)
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
    where !["output", "once", "save"].contains(name) || arguments.hasPrefix("/nonexistent") {
      _ = session([.line(".\(name) \(arguments)")]).run()
      #expect(!output.take().contains("\u{1B}"))
    }
  }

  @Test func whyMarksTheSentence() {
    _ = session([.line("meetings"), .line(".why 2"), .line(".why 3")]).run()
    #expect(
      output.text.contains(
        """
        meeting, happened · confidence 87 %
        1  [participant: Ann] [trigger: met] Bob in ␛[31mOslo.
           rule meet-with · a · 2023-01-17 · “Talks”
        error: no row 3
          help: rows are numbered from 1 to 2
        """))
  }

  @Test func loadingReportsWhatFailed() {
    _ = session([.line(".load a missing"), .line(".load missing")]).run()
    #expect(errors.text.hasPrefix("dateline: missing: no such file or folder\n"))
    #expect(output.text.contains("3 facts · 2 places · loaded in 0.000 s\n"))
    #expect(output.text.hasSuffix("error: nothing was loaded\n"))
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
    #expect(output.text.contains("  $who     Ann\n"))
  }

  @Test func aLoadThatIsStoppedLeavesThePrompt() {
    var invocation = Invocation()
    invocation.paths = ["news"]
    backend.answers["meetings"] = answer(["Ann"])
    func run(_ isInteractive: Bool) -> Int32 {
      backend.isStopped = true
      return invocation.run(
        Streams(
          input: TextLineReader(events: [.line("meetings")], isInteractive: isInteractive), output: output,
          errors: errors), Surroundings(), backend: backend)
    }
    #expect(run(true) == 0)
    #expect(output.text.contains("stopped: 0 of 9 articles loaded; .load again loads the rest\n"))
    #expect(output.take().contains("1  Ann"))
    #expect(run(false) == 130)
    #expect(!output.text.contains("Ann"))
  }

  @Test func editingRunsWhatIsLeft() {
    var surroundings = Surroundings()
    nonisolated(unsafe) var opened: [String] = []
    surroundings.edit = { text in
      opened.append(text)
      return .edited("meetings\n.mode csv; meetings\n")
    }
    let session = session(
      [.line("meetings"), .line(".edit"), .line(".edit calls"), .line(".edit")], surroundings)
    _ = session.run()
    #expect(opened == ["meetings\n", "calls\n", "meetings\n"])
    #expect(backend.ran.count == 7)
    #expect(output.text.hasSuffix("> meetings\nwho\nAnn\nBob\n2 rows\n"))
    #expect(session.reader.history.contains(".mode csv"))
  }

  @Test func editingNeedsATerminalAndAnEditor() {
    #expect(script(".edit").run() == 1)
    #expect(errors.text.contains(".edit needs somebody at a terminal"))
    _ = session([.line(".edit")]).run()
    #expect(output.text.contains("there is no editor here"))
  }

  @Test func tokensAreThoseOfTheRow() {
    _ = session([.line("meetings"), .line(".tokens 1"), .line(".tokens 9")]).run()
    #expect(output.text.contains("a\n1 of 0\nerror: no row 9\n"))
  }

  @Test func commandsEndAtASemicolonOrAComment() {
    _ = script(".mode csv; meetings\n.mode tsv -- tabs\nmeetings;\n.set missing \"; -- \"; .show missing")
      .run()
    #expect(output.text == "who\nAnn\nBob\nwho\nAnn\nBob\n; -- \n")
  }
}
