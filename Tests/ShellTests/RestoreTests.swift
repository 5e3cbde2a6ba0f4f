import Glibc
import TestSupport
import Testing

@testable import Saving
@testable import Shell

/// What the journal of a session brings back.
@Suite struct RestoreTests {
  let folder = TemporaryFolder()
  let output = StringSink()

  private var journals: String { folder.path + "/state/journal" }

  private func session() -> Session {
    Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(events: [], isInteractive: true),
      output: output,
      errors: output, surroundings: Surroundings(width: { 200 }))
  }

  /// A process that another test is just starting holds all open files, and with them their locks, until it is started.
  private func newestLeft() -> Journal.Left? {
    let end = ContinuousClock.now + .seconds(20)
    while ContinuousClock.now < end {
      if let left = Journal.left(in: journals).first { return left }
      usleep(10_000)
    }
    return nil
  }

  /// Runs statements in a session that is then cut off, and returns what it would have saved.
  private func cutOff(_ statements: [String]) -> String {
    let session = session()
    session.startJournal(in: journals, restored: nil)
    for statement in statements { session.execute(ScriptStatement(text: statement, line: 1, column: 1)) }
    return session.script(in: folder.path).text
  }

  @Test("What is restored is the session that was cut off")
  func restoresAll() throws {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    folder.write("names.txt", "\"Lechia\" = \"Poland\"\n")
    let before = cutOff([
      ".load \(folder.path)/news", "meetings", "| count", "let m = calls", "| limit 1", "m", ".mode csv",
      "meetings\n| limit 1",
      "meetings | to \"\(folder.path)/to.csv\"", ".alias \(folder.path)/names.txt", ".set missing \"a -- b\"",
      ".once \(folder.path)/once.csv", "meetings in \"Lechia\" | as kept", "nonsense", ".why 1",
      ".output \(folder.path)/o.csv",
      "kept | show participant",
    ])
    let left = try #require(newestLeft())
    for name in ["to.csv", "once.csv", "o.csv"] { folder.write(name, "as it was") }
    let restored = session()
    _ = output.take()
    #expect(restored.restore(left) == .whole)
    #expect(
      output.text.hasPrefix(
        "restoring the session of \(left.time)\nrestored 16 statements: 1 article · 1 fact · 1 place"),
      "\(output.text)")
    #expect(output.text.contains("they went on by `.output "))
    #expect(restored.script(in: folder.path).text == before + "\n.output\n", "answers go to the screen now")
    #expect(restored.settings.missing == "a -- b" && restored.last != nil)
    for name in ["to.csv", "once.csv", "o.csv"] { #expect(folder.read(name) == "as it was") }

    // It has a journal of its own now, with all of it.
    restored.startJournal(in: journals, restored: left)
    restored.execute(ScriptStatement(text: "meetings | count", line: 1, column: 1))
    #expect(RepositoryFile.names(journals, ending: ".dateline").count == 1)
    let text = RepositoryFile.text(try #require(restored.journal).path)
    #expect(text.hasPrefix(left.text) && text.hasSuffix("meetings | count\n\n"), "\(text)")
    restored.endJournal()
    #expect(Journal.left(in: journals).isEmpty)
  }

  @Test("A journal that cannot be written is told once, and the session goes on")
  func unwritable() {
    folder.write("state", "a file where the folder should be")
    _ = cutOff([".mode csv", ".mode json"])
    #expect(
      output.text.hasPrefix("note: this session is not kept in case of a crash: cannot write \(journals)"))
    #expect(output.text.split(separator: "\n").count == 1)
  }

  @Test("What a person saves among journals is none")
  func savedSessionsAreNoJournals() {
    _ = cutOff([".mode csv"])
    let text = "-- dateline session 1\n\n.mode json\n"
    for name in ["session-monday", "session-2023-01-17", "session-123456789012345", "session-1-2"] {
      folder.write("state/journal/\(name).dateline", text)
    }
    #expect(newestLeft() != nil && Journal.left(in: journals).count == 1)
  }

  @Test func whatFailsWhileRestoringIsTold() throws {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    _ = cutOff([".load \(folder.path)/news", "meetings"])
    let left = try #require(newestLeft())
    let partial = session()
    let faulty = Journal.Left(path: left.path, text: left.text + "nonsense\n", time: left.time)
    #expect(partial.restore(faulty) == .partly)
    #expect(
      output.text.contains(":5:1: error[Q004]") || output.text.contains("error[Q004]"), "\(output.text)")
    #expect(output.text.contains("restored 2 statements, 1 failed: "))
    // What did not come back is not lost, and not offered again.
    partial.startJournal(in: journals, restored: left, .partly)
    let aside = try #require(
      RepositoryFile.names(journals, ending: ".dateline").first { $0.hasPrefix("kept-") })
    #expect(
      output.text.contains("is kept for 30 days in \(journals)/\(aside), for .read\n"), "\(output.text)")
    #expect(RepositoryFile.text("\(journals)/\(aside)") == left.text)
    partial.endJournal()
    #expect(Journal.left(in: journals).isEmpty)
    _ = output.take()
    let next = session()
    next.startJournal(in: journals, restored: nil)
    #expect(output.take().isEmpty)
    next.execute(ScriptStatement(text: ".read \(journals)/\(aside)", line: 1, column: 1))
    #expect(output.text.contains("1 article"), "\(output.text)")
    // After its time it goes.
    var old = [timespec(), timespec()]
    clock_gettime(CLOCK_REALTIME, &old[1])
    old[1].tv_sec -= 31 * 86_400
    old[0] = old[1]
    utimensat(AT_FDCWD, "\(journals)/\(aside)", old, 0)
    session().startJournal(in: journals, restored: nil)
    #expect(RepositoryFile.names(journals, ending: ".dateline").allSatisfy { !$0.hasPrefix("kept-") })
  }

  @Test("A journal that one program brings back is not brought back or forgotten by another")
  func isClaimed() throws {
    _ = cutOff([".mode csv"])
    let left = try #require(newestLeft())
    var claim = Journal.claim(left)
    #expect(claim != nil && Journal.claim(left) == nil)
    #expect(Journal.left(in: journals).isEmpty, "nor is it offered")
    #expect(forget().text == "no session was left behind that could be forgotten\n")
    withExtendedLifetime(claim) {}
    claim = nil
    #expect(newestLeft()?.path == left.path)
    // Another program has done with it.
    #expect(Journal.forget(left) && Journal.claim(left) == nil)
  }

  private func forget(_ invocation: Invocation = .init(), variables: [String: String]? = nil)
    -> (code: Int32, text: String)
  {
    var invocation = invocation
    invocation.forgets = true
    _ = output.take()
    let streams = Streams(
      input: TextLineReader(events: [], isInteractive: false), output: output, errors: output)
    let surroundings = Surroundings(
      width: { 200 }, variables: variables ?? ["DATELINE_JOURNAL": journals])
    let code = invocation.run(streams, surroundings, workspace: TestPipeline.workspace)
    return (code, output.take())
  }

  @Test func whatWasLeftIsForgotten() throws {
    _ = cutOff([".mode csv", "let m = meetings\n| limit 1"])
    _ = cutOff([".mode json"])
    let left = Journal.left(in: journals)
    try #require(left.count == 2)
    // Of one that still runs nothing goes.
    let alive = session()
    alive.startJournal(in: journals, restored: nil)
    #expect(
      output.text.contains(
        "brings it back (1 older after it), `dateline --forget` removes them\n"), "\(output.text)")
    alive.execute(ScriptStatement(text: ".mode tsv", line: 1, column: 1))
    let own = try #require(alive.journal).path
    let forgotten = forget()
    #expect(forgotten.code == 0)
    let lines = Set(forgotten.text.split(separator: "\n").map(String.init))
    #expect(
      lines == [
        "forgot the session of \(left[0].time): 1 statement, the last `.mode json`",
        "forgot the session of \(left[1].time): 2 statements, the last `let m = meetings | limit 1`",
      ], "\(forgotten.text)")
    #expect(RepositoryFile.names(journals, ending: ".dateline").map { "\(journals)/\($0)" } == [own])
    let again = forget()
    #expect(again.code == 0 && again.text == "no session was left behind that could be forgotten\n")
    // Where there is no folder for them there are none.
    #expect(forget(variables: [:]).code == 0)
    alive.endJournal()
  }

  @Test func forgettingStandsAlone() {
    _ = cutOff([".mode csv"])
    var invocation = Invocation()
    invocation.queries = ["meetings"]
    let refused = forget(invocation)
    #expect(
      refused.code == Invocation.Exit.usage && refused.text.hasPrefix("dateline: --forget stands alone"))
    invocation = Invocation()
    invocation.restores = true
    #expect(forget(invocation).code == Invocation.Exit.usage)
    #expect(Journal.left(in: journals).count == 1)
    invocation = Invocation()
    invocation.isQuiet = true
    let quiet = forget(invocation)
    #expect(quiet.code == 0 && quiet.text.isEmpty)
    #expect(Journal.left(in: journals).isEmpty)
  }

  @Test func whatIsStoppedIsOfferedAgain() throws {
    _ = cutOff([".mode csv"])
    let left = try #require(newestLeft())
    let stopped = session()
    stopped.startJournal(in: journals, restored: left, .stopped)
    #expect(output.text.contains("it is kept in \(left.path): `dateline --restore` brings it back again\n"))
    stopped.endJournal()
    #expect(Journal.left(in: journals).map(\.path) == [left.path])
  }

  @Test("Standard input is not read again, and is not kept")
  func standardInput() throws {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    let first = session()
    first.startJournal(in: journals, restored: nil)
    for paths in [["-"], ["-", folder.path + "/news"]] {
      first.keep(Session.LogEntry(statement: ".load", mode: first.settings.mode, paths: paths))
    }
    let journal = RepositoryFile.text(try #require(first.journal).path)
    #expect(journal == "-- dateline session 1\n\n.load \(folder.path)/news\n\n")
    #expect(first.script(in: folder.path).text.hasSuffix("\n\n.load news\n"))
    first.endJournal()
    // An older journal may name it.
    let text = "-- dateline session 1\n\n.load -\n\n.load - \(folder.path)/news\n\n"
    let restored = session()
    #expect(restored.restore(Journal.Left(path: "none", text: text, time: "now")) == .whole)
    #expect(output.text.contains("restored 1 statement: 1 article"), "\(output.text)")
  }

  @Test func aCommandOfSeveralLinesIsNotKept() {
    let session = session()
    session.keep(Session.LogEntry(statement: ".once | cat\n.mode csv", mode: session.settings.mode))
    #expect(session.log.isEmpty)
    #expect(output.text.contains("this .once is not kept for .save: "), "\(output.text)")
  }
}
