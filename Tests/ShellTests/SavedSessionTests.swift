import Articles
import Facts
import Library
import TestSupport
import Testing

@testable import Shell

@Suite struct SavedSessionTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() { folder.writeNews() }

  private func run(
    _ lines: [String], check: String? = nil, paths: [String] = [],
    _ change: (inout Invocation) -> Void = { _ in }
  ) -> Int32 {
    var invocation = Invocation()
    change(&invocation)
    invocation.check = check
    invocation.paths = paths
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: false)
    let streams = Streams(input: input, output: output, errors: errors)
    return invocation.run(streams, Surroundings(), workspace: TestPipeline.workspace)
  }

  private var saved: String { folder.path + "/s.dl" }

  private func save() {
    #expect(
      run([
        ".load \(folder.path)/news", ".set near 50 km", "meetings in \"Poland\" | show date, participant",
        "meetings | count", ".why 1", ".save \(saved)",
      ]) == 0, "\(errors.text)")
  }

  @Test func isReadable() {
    save()
    let workspace = TestPipeline.workspace
    workspace.collection.load([folder.path + "/news"])
    #expect(
      folder.read("s.dl")?.hasPrefix(
        """
        -- dateline session 1
        -- 2 articles, 2 facts; replay: .read FILE, compare: .check FILE
        -- articles \(workspace.articlesHash.description)
        -- kinds \(KindTable.standard.contentHash.description)

        .load news
        .set near 50 km

        meetings in "Poland" | show date, participant
        -- #  date        participant
        -- ─  ──────────  ────────────────
        -- 1  2023-01-17  Ann Lee, Bob Ray
        -- 1 row

        meetings | count
        -- #  n
        -- ─  ─
        -- 1  2
        -- 1 row

        .why 1
        -- meeting · happened · 2023-01-17 · Poland · confidence 80 % · id b70f833412f8ca56

        """) == true, "\(folder.read("s.dl") ?? "")")
  }

  /// Corrections are kept by the ids of facts, and done again.
  @Test func correctionsAreReplayed() {
    #expect(
      run([
        ".load \(folder.path)/news", "meetings", ".set-field 1 date 2023-01-16", ".note 2 \"seen; twice\"",
        ".set-field 2 participant + \"Eve Poe\"", "meetings | show date, participant, note", ".wrong 1",
        "meetings | count",
        ".same \"Ann Lee\" \"Carl Moe\"", ".undo 1", "people", ".corrections", ".save \(saved)",
      ]) == 0, "\(errors.text)")
    let text = folder.read("s.dl") ?? ""
    #expect(
      text.contains(
        "\n.set-field b70f833412f8ca56 date 2023-01-16\n-- date of meeting · happened · 2023-01-17 · Poland: 2023-01-16\n"
      ), "\(text)")
    #expect(text.contains("\n.wrong b70f833412f8ca56\n"))
    let before = errors.text
    #expect(run([], check: saved) == 0, "\(errors.text)\(output.text)")
    #expect(errors.text.dropFirst(before.count).hasSuffix("11 results are as saved\n"), "\(errors.text)")
    // In a session that has corrected otherwise, too: a script without `.load` is about the articles that are there.
    folder.write(
      "t.dl",
      text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix(".load") }.joined(
        separator: "\n"))
    #expect(
      run([
        ".load \(folder.path)/news", "meetings", ".wrong 2", ".check \(folder.path)/t.dl", "meetings | count",
      ]) == 0)
    #expect(output.text.hasSuffix("11 results are as saved\n#  n\n─  ─\n1  1\n"), "\(output.text)")
  }

  /// What `.save` writes of corrections is read as what was meant, whatever stands around it.
  @Test func correctionsAreWrittenAsTheyAreRead() {
    let lines = [
      ".load \(folder.path)/news", "meetings | as m", ".set-field 1 topic \"gas, \\\"and\\\" oil\"",
      ".set-field 1 date 1990..1999",
      ".set-field 1 amount none", ".set-field 1 amount 5", ".set-field 2 amount 2,500,000 usd",
      ".set-field 1 source none",
      ".set-field 2 participant \"none\", \"A, B\"", ".same \"Lee\" \"Ann Lee\"", ".wrong 1", ".undo",
      "m | count",
      "m | show date, topic, amount, currency, participant", ".wrong 2", ".note 1 \"a\\\\b\"", ".undo 9", "m",
      ".corrections",
      ".save \(saved)",
    ]
    #expect(run(lines) == 0, "\(errors.text)")
    let text = folder.read("s.dl") ?? ""
    #expect(
      text.contains("\n.undo .wrong b70f833412f8ca56\n") && text.contains("\n.same \"Lee\" \"Ann Lee\"\n"),
      "\(text)")
    #expect(run([], check: saved) == 0, "\(errors.text)\(output.text)")
    #expect(run([".read \(saved)", ".save \(folder.path)/again.dl"]) == 0)
    #expect(folder.read("again.dl") == text)
  }

  @Test func replaysToTheSame() {
    save()
    #expect(run([], check: saved) == 0)
    #expect(errors.text.hasSuffix("3 results are as saved\n"))
    // Saved again after a replay it is the same file.
    let first = folder.read("s.dl")
    #expect(run([".read \(saved)", ".save \(folder.path)/t.dl"]) == 0, "\(errors.text)")
    #expect(folder.read("t.dl") == first)
  }

  @Test func showsWhatDiffers() {
    save()
    _ = output.take()
    folder.write("news/2023-01-19-c.txt", "Date: 2023-01-19\n\nAnn Lee met Dan Orr in Poland.\n")
    #expect(run([], check: saved) == 1)
    #expect(output.text.contains("\n+2  2023-01-19  Ann Lee, Dan Orr\n"))
    #expect(output.text.contains("\n-1  2\n+1  3\n"))
    #expect(errors.text.hasSuffix("3 of 3 results differ: the articles are others than when it was saved\n"))
    #expect(run([], check: saved, paths: [folder.path + "/news/2023-01-17-a.txt"]) == 1)
    #expect(run([], check: folder.path + "/none.dl") == 2)
  }

  @Test func otherKindsAreSaidWhereResultsDiffer() throws {
    save()
    let text = try #require(folder.read("s.dl"))
    let hash = KindTable.standard.contentHash.description
    folder.write("s.dl", text.replacing("kinds \(hash)", with: "kinds 0123456789abcdef"))
    #expect(run([], check: saved) == 0)
    #expect(
      errors.take().hasSuffix(
        "3 results are as saved; but the kinds of facts are others than when it was saved\n"))
    folder.write("news/2023-01-19-c.txt", "Date: 2023-01-19\n\nAnn Lee met Dan Orr in Poland.\n")
    #expect(run([], check: saved) == 1)
    #expect(
      errors.text.hasSuffix(
        "3 of 3 results differ: the articles and the kinds of facts are others than when it was saved\n"))
  }

  @Test func aliasesAndKindsAreSavedWithTheirFiles() throws {
    folder.write("names.txt", "\"Lechia\" = \"Poland\"\n")
    #expect(
      run([
        ".load \(folder.path)/news", ".alias \(folder.path)/names.txt", ".alias \"Rus\" = \"Ukraine\"",
        "meetings in \"Lechia\" | count", "meetings in \"Rus\" | count", ".save \(saved)",
      ]) == 0, "\(errors.text)")
    let text = try #require(folder.read("s.dl"))
    #expect(text.contains(".load news\n.alias names.txt\n.alias \"Rus\" = \"Ukraine\"\n"))
    #expect(run([], check: saved) == 0, "\(errors.text)")
  }

  @Test func otherFilesAreNotOverwritten() {
    save()
    let article = folder.path + "/news/2023-01-17-a.txt"
    let before = folder.read("news/2023-01-17-a.txt")
    #expect(run([".save \(article)"]) == 1)
    #expect(run([".load \(article)", ".once \(article)", "meetings"]) == 1)
    #expect(errors.take().contains("is a loaded article and is not overwritten"))
    // Nor where its folder was loaded.
    #expect(run([".load \(folder.path)/news", ".once \(article)", "meetings"]) == 1)
    #expect(errors.text.contains("is a loaded article and is not overwritten"))
    #expect(folder.read("news/2023-01-17-a.txt") == before)
    #expect(run([".save \(folder.path)/new.txt", ".save \(folder.path)/new.txt"]) == 0)
  }

  @Test("A session in which answers went elsewhere replays to the same, from wherever it lies")
  func answersThatWentElsewhere() throws {
    folder.write("sub/x", "")
    folder.write("names.txt", "\"Lechia\" = \"Poland\"\n")
    func path(_ name: String) -> String { folder.path + "/" + name }
    let script = [
      ".load \(folder.path)/news", ".define parley parleys : verb parley",
      "let m = meetings | show participant",
      "m | to \"\(path("to.csv"))\"", "m | to |\"cat > /dev/null\"",
      "| limit 1 | to >> \"\(path("to.csv"))\"",
      ".mode json", ".once \(path("once.csv"))", "m", ".once | cat > /dev/null",
      "meetings | count by participant",
      ".output \(path("out.ndjson"))", "meetings", ".why 1", ".open 1", "meetings | timeline by month",
      ".output",
      ".output >> \(path("out.ndjson"))", "m | as kept", ".output | cat > /dev/null", "kept | limit 1",
      ".output",
      ".mode", ".set rows 3", ".timing on", ".alias \(path("names.txt"))", "meetings in \"Lechia\" | map",
      "meetings | to \"\(path("sub/let.md"))\" as markdown", ".save \(path("sub/s.dl"))",
      ".check \(path("sub/s.dl"))", ".save \(path("s2.dl"))", ".check \(path("s2.dl"))",
    ]
    #expect(
      run(script) {
        $0.settings = ["near=30 mi", "missing=none at all"]
        $0.parameters = ["who=Ann \"Lee\""]
      } == 0, "\(errors.text)")
    #expect(output.take().hasSuffix("12 results are as saved\n12 results are as saved\n"), "\(errors.text)")
    let text = try #require(folder.read("sub/s.dl"))
    for line in [
      ".load ../news", "m | to \"../to.csv\"", ".once ../once.csv", ".output >> ../out.ndjson",
      ".alias ../names.txt",
      "meetings | to \"let.md\" as markdown", "| limit 1 | to >> \"../to.csv\"", ".set near \"30 mi\"",
      ".set $who \"Ann \\\"Lee\\\"\"",
    ] { #expect(text.contains("\n\(line)\n"), "\(line): \(text)") }
    #expect(!text.contains(folder.path))
    let written = ["to.csv", "once.csv", "out.ndjson", "sub/let.md"].map { folder.read($0) }
    #expect(run([], check: path("sub/s.dl")) == 0, "\(output.text)")
    #expect(["to.csv", "once.csv", "out.ndjson", "sub/let.md"].map { folder.read($0) } == written)
    // Read again it writes the same again, once it may, and is saved as the same.
    #expect(run([".read \(path("sub/s.dl"))"]) == 1)
    #expect(errors.take().contains("exists already"))
    #expect(run([".read \(path("sub/s.dl")) --force", ".save \(path("sub/s.dl"))"]) == 0, "\(errors.text)")
    #expect(folder.read("sub/s.dl") == text)
    #expect(folder.read("once.csv") == written[1])
  }

  @Test("What failed to be written was answered all the same, and is kept")
  func answersThatCouldNotBeWritten() {
    #expect(
      run([
        ".load \(folder.path)/news", "meetings | as m | to \"/dev/full\"", "| count", "m | limit 1",
        ".save \(saved)", ".check \(saved)",
      ]) { $0.keepsGoing = true } == 1)
    #expect(output.text.hasSuffix("3 results are as saved\n"), "\(output.text)")
  }

  @Test("A saved session of somebody else is not written over")
  func otherSessionsStay() {
    save()
    let first = folder.read("s.dl")
    #expect(run([".load \(folder.path)/news", "meetings", ".save \(saved)"]) == 1)
    #expect(
      errors.take().contains(
        "is another session, which this one has neither written nor read\n  help: .save \(saved) --force"))
    #expect(folder.read("s.dl") == first)
    #expect(run([".read \(saved)", "calls", ".save \(saved)", ".save \(saved)"]) == 0, "\(errors.text)")
    #expect(folder.read("s.dl") != first)
    #expect(run([".load \(folder.path)/news", ".save \(saved) --force"]) == 0)
  }

  @Test("What is blank or cannot be read is no empty file")
  func blankFilesStay() {
    for bytes in [[10], [0, 0, 32], Array(repeating: UInt8(32), count: 4096) + [65]] as [[UInt8]] {
      folder.write("blank", bytes)
      #expect(run([".save \(folder.path)/blank"]) == 1)
      #expect(errors.take().contains("is no saved session and is not overwritten"))
      #expect(folder.read("blank").map { Array($0.utf8) } == bytes)
    }
    folder.write("empty", "")
    #expect(run([".save \(folder.path)/empty"]) == 0, "\(errors.text)")
  }

  @Test("A line break in a value or a path is no new statement")
  func lineBreaks() throws {
    let value = "a\n.output | touch \(folder.path)/x #\r\nb\rc"
    folder.write("odd\n.mode json/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    #expect(
      run(["meetings | count", ".save \(saved)"], paths: [folder.path + "/odd\n.mode json"]) {
        $0.parameters = ["who=\(value)"]
      } == 0, "\(errors.text)")
    let text = try #require(folder.read("s.dl"))
    #expect(text.contains("\n.set $who \"a\\n.output | touch \(folder.path)/x #\\r\\nb\\rc\"\n"), "\(text)")
    #expect(text.contains("\n.load \"odd\\n.mode json\"\n"), "\(text)")
    #expect(Arguments.split(Arguments.quoted(value)) == [value])
    #expect(run([".read \(saved)", ".save \(folder.path)/t.dl"]) == 0, "\(errors.text)")
    #expect(folder.read("t.dl") == text)
    #expect(folder.read("x") == nil)
  }

  @Test func aSignForASeparatorIsSaved() throws {
    #expect(
      run([".load \(folder.path)/news", "meetings | show date, participant", ".save \(saved)"]) {
        $0.separator = "="
        $0.parameters = ["who==x y", "what=="]
      } == 0, "\(errors.text)")
    let text = try #require(folder.read("s.dl"))
    #expect(text.contains("\n.set separator \"=\"\n"), "\(text)")
    #expect(run([".read \(saved)", ".save \(folder.path)/t.dl", ".set"]) == 0, "\(errors.text)")
    #expect(folder.read("t.dl") == text)
    #expect(
      output.text.contains("$who=\"'=x y\"\n") && output.text.contains("$what=\"'=\"\n"), "\(output.text)")
  }

  @Test func separatorAndHeaderAreSaved() throws {
    #expect(
      run([".load \(folder.path)/news", "meetings | show date, participant", ".save \(saved)"]) {
        $0.separator = ";"
        $0.showsHeader = false
      } == 0, "\(errors.text)")
    let text = try #require(folder.read("s.dl"))
    #expect(text.contains("\n.mode csv\n.set separator \";\"\n.set header off\n"), "\(text)")
    #expect(run([], check: saved) == 0, "\(output.text)")
  }

  @Test func aCheckSaysWhichOptionIsWrong() {
    save()
    _ = errors.take()
    #expect(run([], check: saved) { $0.settings = ["bogus=1"] } == 2)
    #expect(errors.take().contains("bogus"))
    #expect(run([], check: saved) { $0.kinds = [folder.path + "/none"] } == 2)
    #expect(errors.text.contains("/none: "), "\(errors.text)")
  }

  @Test func aCheckReadsNoStandardInput() {
    folder.write("d.dl", ".load -\n")
    folder.write(
      "c.dl", ".load -\n.read d.dl\n.load - news\n\nmeetings | count\n-- #  n\n-- ─  ─\n-- 1  2\n-- 1 row\n")
    #expect(run([], check: folder.path + "/c.dl") == 0, "\(output.text) \(errors.text)")
  }

  @Test("A check changes nothing of the session that asks for it")
  func checksLeaveNoTrace() {
    folder.write(
      "c.dl",
      "let mine = calls\n.define chat chats : verb chat\n.set near 5\n.mode json\nmeetings | as kept | count\n-- n\n"
    )
    #expect(
      run([
        ".load \(folder.path)/news", "let mine = meetings", "meetings | limit 1 | show participant",
        ".check \(folder.path)/c.dl", "| count", "mine | count", ".define chat chats : verb chat",
        ".show near", "kept",
      ]) == 1)
    #expect(output.text.hasSuffix("1  1\n#  n\n─  ─\n1  2\n100 km\n"), "\(output.text)")
    #expect(errors.text.contains("kept"))
  }

  @Test func aScriptThatReadsItselfEnds() {
    folder.write("loop.dl", ".read loop.dl\n")
    #expect(run([".read \(folder.path)/loop.dl"]) == 1)
    #expect(errors.text.contains("does loop.dl read itself?"))
  }

  @Test func errorsInScriptsHaveTheirPlace() {
    folder.write("bad.dl", "\n\n  meetings wher x\n")
    #expect(run([".read \(folder.path)/bad.dl"]) == 1)
    #expect(errors.text.hasPrefix("\(folder.path)/bad.dl:3:12: error[Q"), "\(errors.text)")
  }

  @Test func hostileScriptsAreNoCrash() {
    folder.write("h1.dl", [0xFF, 0xFE, 0, 10, 0x22, 0x1B, 0x5B, 0x41])
    folder.write("h2.dl", String(repeating: "(", count: 100_000))
    folder.write("h3.dl", String(repeating: "meetings where ", count: 5000))
    for name in ["h1.dl", "h2.dl", "h3.dl"] {
      #expect(run([".read \(folder.path)/\(name)"]) == 1)
      #expect(run([], check: folder.path + "/" + name) <= 1)
    }
    #expect(!errors.text.contains("\u{1B}") && !output.text.contains("\u{1B}"))
  }
}
