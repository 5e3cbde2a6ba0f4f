import Glibc
import Library
import Saving
import Synchronization
import TestSupport
import Testing

@testable import Keeping
@testable import Shell

/// `.keep`, and what is kept from one session to the next.
@Suite struct KeepingSessionTests: KeptNews {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() { folder.writeNews() }

  @Test func aSessionGoesOnWithWhatWasKept() {
    let first = run(
      [".keep \(file)", "meetings | show date, participant", ".describe articles"], [folder.path + "/news"])
    #expect(
      errors.text.contains("2 articles · 2 facts · 2 places · 2023-01-17 to 2023-01-18 kept in \(file)"))
    let second = run(["meetings | show date, participant", ".describe articles"], [file])
    #expect(second == first && !errors.text.contains("note:"))
    // What is new in the folder comes, what is known is not read again.
    folder.write("news/2023-01-19-c.txt", "Date: 2023-01-19\n\nDan Poe met Eve Orr in Poland.\n")
    #expect(run(["meetings | count"], [file, folder.path + "/news"]).hasSuffix("1  3\n"))
    #expect(run(["meetings | count"], [file]).hasSuffix("1  3\n"))
    // So does what changes in a session, at once.
    #expect(
      run([".unload \(folder.path)/news/2023-01-17-a.txt", "meetings | count"], [file]).hasSuffix("1  2\n"))
    #expect(run(["meetings | count"], [file]).hasSuffix("1  2\n"))
  }

  /// A session at a prompt, without articles.
  private func promptSession() -> Session {
    Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(events: [], isInteractive: true),
      output: output,
      errors: errors, surroundings: Surroundings())
  }

  @Test func aPromptStandsWhileAFileIsOpened() throws {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    // What the first statement asks for is there, however long it takes.
    let waiting = promptSession()
    _ = (output.take(), errors.take())
    try waiting.beginKept(file, patience: 0)
    try waiting.perform(".help quit")
    #expect(output.take().contains(".quit"))
    try waiting.perform("meetings | count")
    let said = output.take()
    #expect(said.contains("2 articles · 2 facts") && said.contains("1  2\n"))
    // While nothing is asked it comes by itself, and is told above the line that is typed.
    let idle = promptSession()
    try idle.beginKept(file, patience: 0)
    let opening = try #require(idle.opening)
    #expect(output.take() == "opening \(file) …\n")
    #expect(opening.job.isRead(within: 60_000))
    #expect(opening.wake().hasPrefix("2 articles · 2 facts"))
    #expect(idle.opening == nil && opening.wake().isEmpty)
    // What changes is kept in it.
    try idle.perform(".unload \(folder.path)/news/2023-01-17-a.txt")
    idle.keepUp()
    #expect(run(["meetings | count"], [file]).hasSuffix("1  1\n"))
  }

  @Test func aFileThatCannotBeReadIsToldAtThePrompt() throws {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    try {
      let database = try Database(path: file, .writing)
      try database.run("UPDATE article SET details = x'00'; DELETE FROM columns")
    }()
    let session = promptSession()
    // It is told by whichever comes behind the reading.
    #expect(throws: Failure.self) {
      try session.beginKept(file, patience: 0)
      try session.perform("meetings | count")
    }
    // The session goes on without it.
    #expect(session.opening == nil)
    try session.perform(".load \(folder.path)/news")
    _ = output.take()
    try session.perform("meetings | count")
    #expect(output.take().contains("1  2\n"))
  }

  @Test func correctionsKindsAndAliasesAreKept() {
    folder.write(
      "kinds.txt",
      "kind hug hugs : somebody embraced somebody\nroles agent*:actor target:actor\nverb hug : subj=agent obj=target : Ann hugged Bob. => agent=Ann, target=Bob\n"
    )
    let lines = [
      ".keep \(file)", ".alias \"Lechia\" = \"Poland\"", ".define rescue rescues : verb rescue",
      ".define \(folder.path)/kinds.txt",
      "meetings in \"Lechia\" | show id", ".set-field 1 date 2023-01-16", ".note 1 \"ask: again\"",
      ".same \"Ann Lee\" \"Carl Moe\"",
    ]
    _ = run(lines, [folder.path + "/news"])
    let questions = [
      "meetings in \"Lechia\" | show date, note, participant", ".corrections", ".alias", "rescues | count",
      "hugs | count",
      "people | show name | sort by name",
    ]
    let answer = run(questions, [file])
    #expect(
      answer.contains("2023-01-16  ask: again") && answer.contains("Lechia") && !answer.contains("Bob Moe"))
    #expect(!errors.text.contains("fits no fact"), "\(errors.text)")
    #expect(run(questions, [file]) == answer)
    // Taking them back is kept, too.
    _ = run([".undo all"], [file])
    #expect(run(["meetings in \"Lechia\" | show date, note"], [file]).contains("2023-01-17"))
  }

  @Test func loadingReadsOnly() {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    let more = folder.write("more/x.txt", "Date: 2023-01-20\n\nDan Poe met Eve Orr in Poland.\n")
    #expect(run([".load \(file)", ".load \(more)", "meetings | count"]).hasSuffix("1  3\n"))
    #expect(run(["meetings | count"], [file]).hasSuffix("1  2\n"))
    // Into other articles, too.
    #expect(run([".load \(more)", ".load \(file)", "meetings | count"]).hasSuffix("1  3\n"))
    // `.keep` goes on with a file all of which is here.
    #expect(run([".load \(file)", ".load \(more)", ".keep \(file)", "meetings | count"]).hasSuffix("1  3\n"))
    #expect(run(["meetings | count"], [file]).hasSuffix("1  3\n"))
    #expect(run([".keep off", ".unload \(more)", "meetings | count"], [file]).hasSuffix("1  2\n"))
    #expect(run(["meetings | count"], [file]).hasSuffix("1  3\n"))
  }

  @Test func whatIsThereIsNotWrittenOver() {
    let text = folder.write("notes.txt", "My notes.")
    _ = run([".keep \(text)"], [folder.path + "/news"], code: 1)
    #expect(errors.text.contains("\(text) exists") && folder.read("notes.txt") == "My notes.")
    _ = run([".keep \(file)"], [folder.path + "/news"])
    let other = folder.write("other/y.txt", "Date: 2023-01-20\n\nDan Poe met Eve Orr in Poland.\n")
    _ = run([".keep \(file)"], [other], code: 1)
    #expect(errors.text.contains("goes on with it"))
    _ = run([".keep \(file) --force"], [other])
    #expect(run(["meetings | count"], [file]).hasSuffix("1  1\n"))
    _ = run([".keep"], [other], code: 1)
    #expect(errors.text.contains("nothing is kept yet"))
  }

  /// Words are made before anything is replaced: whoever interrupts that has the file as it was.
  @Test func whatIsInterruptedReplacesNothing() throws {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    let other = folder.write("other/y.txt", "Date: 2023-01-20\n\nDan Poe met Eve Orr in Poland.\n")
    let stop = Mutex(false)
    let session = Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(events: [], isInteractive: false),
      output: output,
      errors: errors, surroundings: Surroundings(isInterrupted: { stop.withLock { $0 } }))
    try session.perform(".load \(other)")
    stop.withLock { $0 = true }
    #expect(throws: Failure.self) { try session.perform(".keep \(file) --force") }
    stop.withLock { $0 = false }
    #expect(run(["meetings | count"], [file]).hasSuffix("1  2\n"))
    try session.perform(".keep \(file) --force")
    #expect(run(["meetings | count"], [file]).hasSuffix("1  1\n"))
  }

  /// Searches find what came since the words were kept, and since the last search, and not what is gone.
  @Test func wordsFollowTheArticles() {
    for number in 0..<9 {
      folder.write(
        "news/2023-02-0\(number + 1)-n.txt", "Date: 2023-02-01\n\nThe council met on number\(number).\n")
    }
    let search = #"articles where text matches "number* OR council NEAR/3 harbour" | count"#
    let other = folder.write("other/y.txt", "Date: 2023-01-10\n\nThe council saw the harbour.\n")
    #expect(run([".keep \(file)", search], [folder.path + "/news"]).hasSuffix("1  9\n"))
    let asked = run(
      [search, ".load \(other)", search, ".unload \(folder.path)/news/2023-02-03-n.txt", search], [file])
    #expect(asked.split(separator: "\n").filter { $0.hasPrefix("1  ") } == ["1  9", "1  10", "1  9"])
    // What another session reads of the words is of before.
    #expect(run([search], [file]).hasSuffix("1  9\n"))
    #expect(run([#"articles where text matches "harbour" | show path"#], [file]).contains("other/y.txt"))
  }

  @Test func safeSessionsWriteNothing() {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    _ = run([".keep \(folder.path)/new.dateline"], [folder.path + "/news"], code: 1) { $0.isSafe = true }
    #expect(errors.text.contains("--safe forbids") && !KeptFile.isKept(folder.path + "/new.dateline"))
    let before = folder.read("facts.dateline")
    let gone = run([".unload \(folder.path)/news", "meetings | count"], [file]) { $0.isSafe = true }
    #expect(gone.hasSuffix("1  0\n") && folder.read("facts.dateline") == before)
  }

  @Test func sessionsAreCheckedOverKeptFiles() {
    _ = run([".keep \(file)", "meetings | count", ".save \(folder.path)/s.dl"], [folder.path + "/news"])
    _ = run([], [file]) { $0.check = self.folder.path + "/s.dl" }
    _ = run([".load \(file)", "meetings | count", ".save \(folder.path)/t.dl"])
    #expect(folder.read("t.dl")?.contains("\n.load facts.dateline\n") ?? false)
    _ = run([]) { $0.check = self.folder.path + "/t.dl" }
    #expect(errors.text.contains("1 result"), "\(errors.text)")
  }

  @Test func anOldReadingIsToldAndRefreshed() throws {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    try Database(path: file, .writing).run("UPDATE meta SET value = '0000000000000001' WHERE name = 'models'")
    #expect(run(["meetings | count"], [file]).hasSuffix("1  2\n"))
    #expect(errors.text.contains(".refresh reads its articles again"))
    _ = run([".refresh"], [file])
    _ = run([], [file])
    #expect(!errors.text.contains("refresh"))
    // Other tables: nothing of the columns can be used.
    try Database(path: file, .writing).run("UPDATE meta SET value = '0000000000000001' WHERE name = 'tables'")
    #expect(run(["meetings | count"], [file]).hasSuffix("1  2\n"))
    #expect(errors.text.contains("were read again: kinds of facts or places"))
    _ = run([], [file])
    #expect(!errors.text.contains("read again"))
  }

  @Test func damageIsTold() throws {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    try Database(path: file, .writing).run(
      "UPDATE columns SET data = zeroblob(length(data)) WHERE part = 'told'")
    #expect(run(["meetings | count"], [file]).hasSuffix("1  2\n"))
    #expect(errors.text.contains("its columns are damaged"))
    try Database(path: file, .writing).run(
      "INSERT INTO correction (statement) VALUES ('.keep /tmp/elsewhere'), ('.wrong 0123456789abcdef')")
    _ = run([], [file])
    #expect(errors.text.contains("2 corrections in \(file) fit no fact any more"))
    folder.write("broken.dateline", Array((folder.read("facts.dateline") ?? "").utf8.prefix(9000)))
    _ = run([], [folder.path + "/broken.dateline"], code: 3)
    #expect(errors.text.contains("is damaged") || errors.text.contains("broken.dateline"), "\(errors.text)")
  }

  @Test func twoSessionsKeepInOneFile() throws {
    _ = run([".keep \(file)"], [folder.path + "/news"])
    let one = session()
    try one.loadKept(file, keeps: true)
    let other = session()
    try other.loadKept(file, keeps: true)
    let first = folder.write("more/x.txt", "Date: 2023-01-20\n\nDan Poe met Eve Orr in Poland.\n")
    let second = folder.write("more/y.txt", "Date: 2023-01-21\n\nFay Hill met Gus Kerr in Ukraine.\n")
    execute(".load \(first)", one)
    execute(".load \(second)", other)
    #expect((output.text + errors.text).contains("another process has kept something in \(file): 4 articles"))
    execute(".unload \(folder.path)/news/2023-01-17-a.txt", one)
    #expect(run(["meetings | count"], [file]).hasSuffix("1  3\n"))
  }

  private func session() -> Session {
    Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(events: [], isInteractive: true),
      output: output,
      errors: errors, surroundings: Surroundings(width: { 200 }))
  }

  private func execute(_ statement: String, _ session: Session) {
    #expect(session.execute(ScriptStatement(text: statement, line: 1, column: 1)), "\(errors.text)")
  }

  @Test func readmeShowsWhatOtherProgramsRead() throws {
    let readme = RepositoryFile.text(RepositoryFile.root + "/README.md")
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let shown = try #require(lines.firstIndex { $0.hasPrefix("$ sqlite3 facts.dateline \"") })
    let statement = lines[shown].dropFirst("$ sqlite3 facts.dateline \"".count).dropLast()
    var invocation = Invocation()
    invocation.paths = [RepositoryFile.root + "/examples/articles"]
    invocation.queries = [".keep \(file)"]
    let streams = Streams(
      input: TextLineReader(events: [], isInteractive: false), output: output, errors: errors)
    let code = invocation.run(streams, Surroundings())
    #expect(code == 0)
    let said = lines[shown - 1].replacing("facts.dateline", with: file)
    #expect(errors.text.contains(said))
    let database = try Database(path: file, .reading)
    let select = try database.statement(String(statement))
    var rows: [String] = []
    while try select.next() { rows.append((0..<3).map { select.text($0) }.joined(separator: "|")) }
    #expect(rows == Array(lines[(shown + 1)...].prefix { $0 != "```" }))
  }

  // MARK: Killed

  /// The program is killed at some moment while it loads, keeps and unloads: what it had said to be kept is there, and the file is
  /// whole. 200 moments where DATELINE_KILLS says so.
  @Test func whoeverIsKilledLeavesAWholeFile() throws {
    guard Terminal.program != nil else { return }
    let texts = (0..<60).map { number in
      let day = "2023-01-\(number % 19 + 10)"
      return
        "Date: \(day)\n\nAnn Lee met Bob Ray\(number) in Warsaw on Monday. They signed an agreement on trade.\n"
    }
    for (number, text) in texts.enumerated() { folder.write("many/\(number).txt", text) }
    var random = SeededGenerator(seed: 7)
    let count = getenv("DATELINE_KILLS").flatMap { Int(String(cString: $0)) } ?? 6
    for moment in 0..<count {
      let path = folder.path + "/killed-\(moment).dateline"
      var script = ".load \(folder.path)/many/0.txt\n.keep \(path)\n"
      for number in 1..<texts.count {
        script += ".load \(folder.path)/many/\(number).txt\narticles | count\n"
        if number % 7 == 0 { script += ".unload \(folder.path)/many/\(number - 1).txt\narticles | count\n" }
      }
      let program = try #require(Program(["--mode", "csv", "--no-header"]))
      program.writes(script)
      usleep(UInt32(random.below(600_000)))
      program.signals(SIGKILL)
      #expect(program.ends() == 128 + SIGKILL)
      // Each count that was printed was kept before.
      let said = program.output.split(separator: "\n").compactMap { Int($0) }
      guard KeptFile.isKept(path) else {
        #expect(said.isEmpty)
        continue
      }
      let database = try Database(path: path, .writing)
      #expect(
        try database.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") == 1)
      #expect(try database.number("SELECT count(*) FROM pragma_foreign_key_check") == 0)
      let file = try KeptFile.open(path)
      let held = try file.articleCount()
      let last = said.last ?? 1
      // It may have kept one thing more than it could say.
      #expect(abs(held - last) <= 1, "\(held) articles, \(last) said")
      let contents = try #require(try file.load(TestPipeline.pipeline))
      #expect(contents.collection.hashes.count == held)
    }
  }
}
