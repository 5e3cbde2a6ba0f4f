import Querying
import Saving
import TestSupport
import Testing

@Suite struct StatementBufferTests {
  private func statements(_ text: String) -> [String] {
    StatementBuffer.statements(of: text) { Completeness(of: $0) == .complete }.map(\.text)
  }

  @Test(arguments: [
    ("meetings\ncalls", ["meetings", "calls"]),
    ("meetings\n| limit 3\ncalls", ["meetings\n| limit 3", "calls"]),
    ("meetings; calls;", ["meetings", "calls"]),
    ("meetings near \"a;b\"\n", ["meetings near \"a;b\""]),
    ("-- a remark\n\n.mode csv\n| limit 2", [".mode csv", "| limit 2"]),
    ("meetings near\n\"Poland\"\r\ncalls", ["meetings near\n\"Poland\"", "calls"]),
    ("meetings near \"open\n\ncalls", ["meetings near \"open", "calls"]),
    ("meetings;\n| limit 3", ["meetings", "| limit 3"]),
    ("", []), (";;;", []), ("-- only", []),
  ])
  func cuts(text: String, expected: [String]) { #expect(statements(text) == expected) }

  @Test func knowsWhereStatementsStand() {
    let found = StatementBuffer.statements(of: "\n  meetings; calls\n") { _ in true }
    #expect(found.map(\.line) == [2, 2])
    #expect(found.map(\.column) == [3, 13])
    let position = ScriptStatement(text: "żó\nab", line: 5, column: 3).position(ofByte: 6)
    #expect(position.line == 6 && position.column == 2)
  }

  @Test func commentsBelowBelongToTheStatement() {
    let text = "meetings\n-- # who\n--\n-- 1 Ann\n\n-- mine\ncalls\n"
    let found = StatementBuffer.statements(of: text) { _ in true }
    #expect(found.map(\.comments) == [["# who", "", "1 Ann"], []])
  }

  @Test func anotherStatementCutsTheOneThatIsOpen() {
    let found = StatementBuffer.statements(
      of: "calls |\nmeetings\n  near\nvisits\n", isComplete: { Completeness(of: $0) == .complete },
      isCut: { $1.hasPrefix("meetings") || $1.hasPrefix("visits") })
    #expect(found.map(\.text) == ["calls |", "meetings\n  near", "visits"])
    #expect(found.map(\.cutAt) == [2, 4, nil])
    let lazy = ScriptStatements("a\r\n-- x\n\nb", StatementBuffer { _ in true })
    #expect(Array(lazy).map(\.text) == ["a", "b"])
    #expect(Array(lazy).map(\.comments) == [["x"], []])
  }

  @Test func streamsWithoutWaiting() {
    var buffer = StatementBuffer { Completeness(of: $0) == .complete }
    #expect(buffer.add("meetings;").map(\.text) == ["meetings"])
    #expect(buffer.add("meetings").isEmpty)
    #expect(buffer.flushComplete().map(\.text) == ["meetings"])
    #expect(buffer.add("meetings near").isEmpty)
    #expect(buffer.needsMore)
    #expect(buffer.flushComplete().isEmpty)
  }

  @Test func anyLinesAreTaken() {
    var random = SeededGenerator(seed: 21)
    let parts = ["\"", "“", ";", "|", "--", ".", "\n", "\r\n", " ", "meetings", "near", "/", "(", "\\", "東"]
    for _ in 0..<500 {
      let text = (0..<20).map { _ in parts[Int.random(in: 0..<parts.count, using: &random)] }.joined()
      for statement in statements(text) { #expect(!statement.isEmpty) }
    }
  }
}

@Suite struct SessionScriptTests {
  @Test func readsBackAsWritten() {
    let script = SessionScript(
      remarks: ["2 articles"],
      entries: [
        .init(statement: ".load a"), .init(statement: ".mode csv"),
        .init(statement: "meetings\n\n| limit 1", results: ["who", "", "1 row"]),
        .init(statement: "let x = calls"), .init(statement: "x", results: ["0 rows"]),
      ])
    #expect(
      script.text
        == """
        -- dateline session 1
        -- 2 articles

        .load a
        .mode csv

        meetings
        | limit 1
        -- who
        --
        -- 1 row

        let x = calls

        x
        -- 0 rows

        """)
    let found = StatementBuffer.statements(of: script.text) { _ in true }
    #expect(found.map(\.text) == [".load a", ".mode csv", "meetings\n| limit 1", "let x = calls", "x"])
    #expect(found.map(\.comments) == [[], [], ["who", "", "1 row"], [], ["0 rows"]])
    #expect(SessionScript.isSession(script.text))
  }
}

@Suite struct DifferenceTests {
  @Test func unified() {
    let old = (1...20).map(String.init)
    var new = old
    new[9] = "ten"
    new.append("21")
    #expect(Difference.unified(old: old, new: old).isEmpty)
    #expect(
      Difference.unified(old: old, new: new) == [
        "@@ -7,7 +7,7 @@", " 7", " 8", " 9", "-10", "+ten", " 11", " 12", " 13",
        "@@ -18,3 +18,4 @@", " 18", " 19", " 20", "+21",
      ])
    #expect(Difference.unified(old: [], new: ["a"]) == ["@@ -0,0 +1 @@", "+a"])
  }

  /// Applying the lines of all hunks gives the new text.
  @Test func hunksHoldTheWholeChange() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let old = (0..<12).map { _ in String(Int.random(in: 0..<4, using: &random)) }
      let new = (0..<12).map { _ in String(Int.random(in: 0..<4, using: &random)) }
      let lines = Difference.unified(old: old, new: new, context: 100)
      let kept = lines.filter { !$0.hasPrefix("@@") }
      if old == new { continue }
      #expect(kept.filter { !$0.hasPrefix("+") }.map { String($0.dropFirst()) } == old)
      #expect(kept.filter { !$0.hasPrefix("-") }.map { String($0.dropFirst()) } == new)
    }
  }
}

@Suite struct ScriptPathTests {
  @Test(arguments: [
    ("/a/b/c.txt", "/a/b", "c.txt"), ("/a/x.txt", "/a/b", "../x.txt"), ("x", "/w/s", "../x"),
    ("/a", "/a", "."),
    ("/other/x", "/a/b", "/other/x"), ("-", "/a", "-"), ("./x/../y", "/w", "y"),
  ])
  func relative(path: String, folder: String, expected: String) {
    let text = ScriptPath.relative(path, to: folder, current: "/w")
    #expect(text == expected)
  }

  @Test func resolved() {
    #expect(ScriptPath.resolve("a", in: "s") == "s/a")
    #expect(ScriptPath.resolve("/a", in: "s") == "/a")
    #expect(ScriptPath.resolve("a", in: nil) == "a")
    #expect(
      ScriptPath.folder(of: "x/y.dl") == "x" && ScriptPath.folder(of: "y") == "."
        && ScriptPath.folder(of: "/y") == "/")
  }
}

@Suite struct TextFileTests {
  @Test func replacesInOneStep() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/a.txt"
    try TextFile.write("one", to: path)
    try TextFile.write("two żółć", to: path)
    #expect(try TextFile.read(path) == "two żółć")
    #expect(throws: TextFile.Problem.self) { try TextFile.write("x", to: folder.path) }
    #expect(throws: TextFile.Problem.self) { try TextFile.read(folder.path + "/none") }
    #expect(throws: TextFile.Problem.self) { try TextFile.write("x", to: folder.path + "/no/such/f") }
    #expect(RepositoryFile.names(folder.path, ending: ".tmp").isEmpty)
  }

  @Test func whatStandsThereStays() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/a.txt"
    try TextFile.write("one\n", to: path, .new)
    #expect(throws: TextFile.Problem.self) { try TextFile.write("two\n", to: path, .new) }
    #expect(throws: TextFile.Problem.self) { try TextFile.open(path, .new) }
    try TextFile.write("two\n", to: path, .append)
    #expect(folder.read("a.txt") == "one\ntwo\n")
    folder.link("link", to: path)
    folder.link("dangling", to: folder.path + "/b")
    folder.link("null", to: "/dev/null")
    #expect(TextFile.standing(at: folder.path + "/link") == .link(to: path))
    #expect(TextFile.standing(at: folder.path + "/dangling") == .link(to: folder.path + "/b"))
    #expect(TextFile.standing(at: folder.path + "/null") == .device)
    #expect(TextFile.standing(at: folder.path) == .folder && TextFile.standing(at: path) == .file)
    for name in ["link", "dangling"] {
      #expect(throws: TextFile.Problem.self) { try TextFile.write("x", to: folder.path + "/" + name, .new) }
    }
    #expect(folder.read("b") == nil)
    try TextFile.write("three\n", to: folder.path + "/link", .replace)
    #expect(folder.read("a.txt") == "three\n")
  }

  @Test func leftoversOfTheDeadGo() throws {
    let folder = TemporaryFolder()
    for name in [".dateline-99999999.tmp", ".dateline-1.tmp", ".dateline-x.tmp", "a.99999999.tmp"] {
      folder.write(name, "half")
    }
    folder.link(".dateline-99999998.tmp", to: folder.path + "/a.99999999.tmp")
    try TextFile.write("whole", to: folder.path + "/f")
    #expect(
      RepositoryFile.names(folder.path, ending: ".tmp")
        == [".dateline-1.tmp", ".dateline-99999998.tmp", ".dateline-x.tmp", "a.99999999.tmp"])
  }
}

@Suite struct JournalTests {
  @Test func keepsStatementsUntilTheEnd() throws {
    let folder = TemporaryFolder()
    let place = folder.path + "/state/journal"
    let journal = Journal(in: place)
    #expect(RepositoryFile.names(place, ending: "").isEmpty, "nothing was done")
    try journal.append("meetings\n")
    #expect(
      folder.read("state/journal/" + (journal.path.split(separator: "/").last ?? ""))
        == "-- dateline session 1\n\nmeetings\n")
    #expect(Journal.left(in: place).isEmpty, "its session lives")
    journal.remove()
    #expect(RepositoryFile.names(place, ending: ".dateline").isEmpty)
  }

  @Test func whatWasLeftIsFoundNewestFirst() throws {
    let folder = TemporaryFolder()
    let place = folder.path + "/journal"
    folder.write("journal/session-000000000000001-7.dateline", "-- dateline session 1\n\nmeetings\n")
    folder.write("journal/session-000000000000002-7.dateline", "-- dateline session 1\n\ncalls\nvisi")
    folder.write("journal/other", "x")
    folder.link("journal/session-000000000000003-7.dateline", to: place + "/other")
    let left = Journal.left(in: place)
    #expect(left.map(\.text) == ["-- dateline session 1\n\ncalls\n", "-- dateline session 1\n\nmeetings\n"])
    Journal.forget(left[0])
    #expect(Journal.left(in: place).count == 1)
    #expect(Journal.left(in: folder.path + "/none").isEmpty)
  }

  @Test(
    arguments: [
      (["DATELINE_JOURNAL": "/j", "HOME": "/h"], "/j"), (["DATELINE_JOURNAL": "", "HOME": "/h"], nil),
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/dateline/journal"),
      (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/dateline/journal"), ([:], nil),
    ] as [([String: String], String?)])
  func folder(environment: [String: String], expected: String?) {
    #expect(Journal.folder(environment: environment) == expected)
  }
}
