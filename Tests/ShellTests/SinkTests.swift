import Articles
import Glibc
import Querying
import TestSupport
import Testing

@testable import Shell

/// What sessions write and run: only what was asked for, never over what is there, and nothing in a check.
@Suite struct SinkTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    folder.write("news/b.txt", "Date: 2023-01-18\n\nAnn Lee met Carl Moe in Ukraine.\n")
  }

  static let names = "participant\nAnn Lee; Bob Ray\nAnn Lee; Carl Moe\n"

  private func run(
    _ lines: [String], check: String? = nil, _ change: (inout Invocation) -> Void = { _ in }
  ) -> Int32 {
    var invocation = Invocation()
    invocation.check = check
    change(&invocation)
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: false)
    return invocation.run(
      Streams(input: input, output: output, errors: errors), Surroundings(), workspace: TestPipeline.workspace
    )
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }
  private var load: String { ".load \(path("news"))" }
  private let query = "meetings | show participant"

  // MARK: Files that exist

  private static let rows = "Ann Lee; Bob Ray\nAnn Lee; Carl Moe\n"

  /// What a file holds, its name, whether it ends in the middle of a line, and what it holds with `query` added.
  static let additions: [(name: String, before: String?, after: String?)] = [
    ("f.csv", nil, "participant\n" + rows), ("f.csv", "", "participant\n" + rows),
    ("f.csv", "participant\n", "participant\n" + rows),
    ("f.csv", "participant\nx", "participant\nx\n" + rows),
    ("f.csv", "participant\r\nx\r\n", "participant\r\nx\r\n" + rows),
    ("f.csv", "\u{FEFF}participant\n", "\u{FEFF}participant\n" + rows),
    ("f.tsv", "participant\nx\n", "participant\nx\n" + rows),
    ("f.csv", "participants\n", nil), ("f.csv", "date,participant\nx,y\n", nil),
    ("f.tsv", "\n", "\nparticipant\n" + rows),
    (
      "f.ndjson", "{}",
      "{}\n" + #"{"participant": ["Ann Lee", "Bob Ray"]}"# + "\n"
        + #"{"participant": ["Ann Lee", "Carl Moe"]}"#
        + "\n"
    ),
  ]

  @Test(
    "Rows are added below the names of their columns, which stand once", arguments: ["to", "once", "output"])
  func addsRows(way: String) {
    for (name, before, after) in Self.additions {
      let file = path(way + name)
      unlink(file)
      if let before { folder.write(way + name, before) }
      let code = run(
        way == "to" ? [load, query + " | to >> \"\(file)\""] : [load, ".\(way) >> \(file)", query])
      let isMixed = way == "output" && after == nil
      #expect(code == (after == nil && !isMixed ? 1 : 0), "\(name) \(before ?? "")\n\(errors.text)")
      // Where answers go on, each may have columns of its own.
      let expected = isMixed ? (before ?? "") + "participant\n" + Self.rows : after ?? before
      #expect(folder.read(way + name) == expected, "\(name) \(before ?? "")")
      if after == nil, !isMixed {
        #expect(errors.text.contains("this answer with `participant`\n  help: name another file; "))
      }
      _ = errors.take()
    }
  }

  @Test func theSameColumnsStandOnceWhileAnswersGoOn() {
    let file = path("o.csv")
    #expect(
      run([load, ".output >> \(file)", query, query, "meetings | count", query, ".set header off", query])
        == 0)
    #expect(
      folder.read("o.csv") == "participant\n" + Self.rows + Self.rows + "n\n2\nparticipant\n" + Self.rows
        + Self.rows)
    #expect(run([load, "| to >> \"\(file)\""]) == 1)
    #expect(run([load, ".set header off", query, "| to >> \"\(file)\""]) == 0, "\(errors.text)")
  }

  @Test(
    "No file that exists is replaced unasked, by whatever way an answer gets there",
    arguments: ["to", "once", "output"])
  func existingFilesStay(way: String) {
    folder.write("f.csv", "participant\nmine\n")
    func lines(_ before: String, _ after: String) -> [String] {
      let file = "\(before)\"\(path("f.csv"))\"\(after)"
      return way == "to" ? [load, query + " | to " + file] : [load, ".\(way) " + file, query]
    }
    #expect(run(lines("", "")) == 1)
    #expect(
      errors.take().contains(
        "f.csv exists already\n  help: --force replaces it, `>>` before its name adds to it"))
    #expect(folder.read("f.csv") == "participant\nmine\n")
    #expect(run(lines(">> ", "")) == 0, "\(errors.text)")
    #expect(folder.read("f.csv") == "participant\nmine\nAnn Lee; Bob Ray\nAnn Lee; Carl Moe\n")
    #expect(run(lines("", " --force")) == 0, "\(errors.text)")
    #expect(folder.read("f.csv") == Self.names)
    #expect(run(lines("", "")) { $0.replacesFiles = true } == 0, "\(errors.text)")
    #expect(folder.read("f.csv") == Self.names)
  }

  @Test(
    "Nothing is written through a link that was not named with --force",
    arguments: ["to", "once", "output", "save"])
  func linksStay(way: String) {
    folder.write("target.csv", "mine\n")
    folder.link("link.csv", to: path("target.csv"))
    folder.link("nowhere.csv", to: path("not-there.csv"))
    for name in ["link.csv", "nowhere.csv"] {
      for mark in way == "save" ? [""] : ["", ">> "] {
        let file = "\(mark)\"\(path(name))\""
        let lines =
          way == "to"
          ? [load, query + " | to " + file]
          : way == "save" ? [load, query, ".save " + file] : [load, ".\(way) " + file, query]
        #expect(run(lines) == 1)
        #expect(errors.take().contains("\(name) is a symbolic link to \(folder.path)/"))
      }
    }
    #expect(folder.read("target.csv") == "mine\n")
    #expect(folder.read("not-there.csv") == nil)
    #expect(run([load, query + " | to \"\(path("link.csv"))\" --force"]) == 0, "\(errors.text)")
    #expect(folder.read("target.csv") == Self.names)
  }

  /// Each ending means one form, by whatever way an answer gets there.
  @Test("A file's ending says what is written, else the mode", arguments: OutputFormat.allCases)
  func endingsMeanOneForm(format: OutputFormat) {
    for ending in format.isBinary ? [] : format.endings + ["txt"] {
      for (way, lines) in [
        ("to", ["\(query) | to \"\(path("to.\(ending)"))\""]),
        ("once", [".once \(path("once.\(ending)"))", query]),
        ("output", [".output \(path("output.\(ending)"))", query]),
      ] { #expect(run([load, ".mode csv"] + lines) == 0, "\(way) \(ending): \(errors.text)") }
      // A page says what was asked.
      let asked = " | to &quot;\(path("to.\(ending)"))&quot;"
      let written = (folder.read("to.\(ending)") ?? "").split(separator: asked).joined()
      #expect(!written.isEmpty && folder.read("once.\(ending)") == written, "\(ending)")
      #expect(folder.read("output.\(ending)") == written, "\(ending)")
      for way in ["to", "once", "output"] { unlink(path("\(way).\(ending)")) }
    }
  }

  /// Programs end when nobody reads any more, whatever this one ignores.
  @Test("Programs do not inherit that a broken pipe is ignored") func programsKeepSignals() {
    signal(SIGPIPE, SIG_IGN)
    let file = path("signals")
    for line in [
      "meetings | to |\"grep SigIgn /proc/self/status > '\(file)'\"",
      ".once | grep SigIgn /proc/self/status > '\(file)'",
    ] {
      unlink(file)
      #expect(run([load, line, query]) == 0, "\(errors.text)")
      let mask = (folder.read("signals") ?? "").split(separator: "\t").last?.prefix { $0 != "\n" } ?? ""
      let ignored = UInt64(mask, radix: 16)
      #expect(ignored.map { $0 >> UInt64(SIGPIPE - 1) & 1 } == 0, "\(mask)")
    }
  }

  @Test func devicesTakeWhatIsWritten() {
    #expect(run([load, ".output /dev/null", query, query + " | to \"/dev/null\""]) == 0, "\(errors.text)")
    #expect(output.text.isEmpty)
  }

  // MARK: Failures

  @Test("What could not be written is no success, and is told", arguments: ["to", "once", "output"])
  func failedOutputs(way: String) {
    for target in ["/dev/full", path("no/such/folder/f.csv"), "|exit 3"] {
      let stage = target.hasPrefix("|") ? "|\"exit 3\"" : "\"\(target)\""
      let lines = way == "to" ? [load, query + " | to " + stage] : [load, ".\(way) \(target)", query]
      #expect(run(lines) == 1, "\(way) \(target)")
      #expect(errors.take().contains("error: "), "\(way) \(target)")
    }
  }

  @Test func aProgramThatHasReadEnoughIsNoFailure() {
    #expect(run([load, ".output | head -c 1 > /dev/null", query, query, query]) == 0, "\(errors.text)")
  }

  @Test func outputGoesOnAfterOnce() {
    #expect(
      run([
        load, ".output \(path("all.csv"))", query, ".once \(path("one.csv"))", query, "meetings | count",
        ".output", query,
      ])
        == 0, "\(errors.text)")
    #expect(folder.read("all.csv") == Self.names + "n\n2\n")
    #expect(folder.read("one.csv") == Self.names)
    #expect(output.text.hasPrefix("#  participant"))
  }

  @Test func helpDoesNotUseUpOnce() {
    #expect(run([load, ".once \(path("one.csv"))", ".help", ".show", ".mode", query]) == 0, "\(errors.text)")
    #expect(folder.read("one.csv") == Self.names)
    #expect(run([load, ".once \(path("none.csv"))"]) == 0)
    #expect(errors.text.hasSuffix("note: no answer came for \(path("none.csv")): nothing was written\n"))
    #expect(folder.read("none.csv") == nil)
  }

  // MARK: Sessions of other people

  /// A session that would write four files and run three programs.
  private var hostile: String {
    folder.write(
      "hostile.dl",
      """
      -- dateline session 1

      .load news

      .once once.csv

      meetings | show participant
      -- #  participant
      -- ─  ─────────────────
      -- 1  Ann Lee, Bob Ray
      -- 2  Ann Lee, Carl Moe
      -- 2 rows

      .OUTPUT output.csv

      meetings | count | to "to.csv"
      -- #  n
      -- ─  ─
      -- 1  2
      -- 1 row

      let spread = meetings | to |"touch spread"
      spread | count | to |"touch \(path("ran"))"
      .once | touch \(path("ran"))
      meetings | count
      .Save saved.dl
      .edit

      """)
  }

  private var newFiles: [String] {
    ["once.csv", "output.csv", "to.csv", "saved.dl", "ran", "spread"].filter { folder.read($0) != nil }
  }

  @Test("A check writes nothing, runs nothing and compares what would have been written")
  func checksOnlyCompare() {
    #expect(run([], check: hostile) == 0, "\(output.text)")
    #expect(errors.take().hasSuffix("2 results are as saved\n"))
    #expect(run([".check \(hostile)"]) == 0, "\(errors.text)")
    #expect(output.take() == "2 results are as saved\n")
    #expect(newFiles.isEmpty)
    folder.write("news/c.txt", "Date: 2023-01-19\n\nAnn Lee met Dan Orr in Poland.\n")
    #expect(run([], check: hostile) == 1)
    #expect(output.text.contains("+3  Ann Lee, Dan Orr\n") && output.text.contains("-1  2\n+1  3\n"))
    #expect(newFiles.isEmpty)
  }

  @Test("What a script would write and run is said before it does")
  func scriptsAreAnnounced() {
    let script = folder.write(
      "s.dl", "meetings | to \"a.csv\" | to |\"cat\"\n.once a.csv\n.output | less\n.save b.dl\nnonsense\n")
    for command in [[".read \(script)"], []] {
      #expect(run(command) { if command.isEmpty { $0.files = [script] } } == 1)
      #expect(
        errors.take().hasPrefix("note: \(script) writes a.csv, b.dl, and runs `cat`, `less`\n"),
        "\(errors.text)")
      unlink(path("a.csv"))
    }
    let plain = folder.write("p.dl", "meetings | count\n")
    #expect(run([".read \(plain)"]) == 0)
    #expect(!errors.text.contains("writes"))
  }

  @Test("--safe forbids to write and to run, for a session or for one script")
  func safe() {
    for line in [
      ".once f.csv", ".output f.csv", ".output | touch \(path("ran"))", "meetings | to \"f.csv\"",
      "meetings | to |\"touch \(path("ran"))\"", ".save \(path("saved.dl"))",
    ] {
      #expect(run([load, line, query]) { $0.isSafe = true } == 1, "\(line)")
      #expect(errors.take().contains("which --safe forbids"), "\(line)")
    }
    #expect(run([".read \(hostile) --safe"]) == 1)
    #expect(errors.take().contains(": --safe forbids that"))
    #expect(run([".read \(hostile) --force"]) { $0.isSafe = true } == 1)
    #expect(newFiles.isEmpty)
    // A script that a safe one reads is no less safe; what comes after it is free again.
    folder.write("outer.dl", ".read hostile.dl\n")
    #expect(run([".read \(path("outer.dl")) --safe"]) { $0.keepsGoing = true } == 1)
    #expect(newFiles.isEmpty)
    folder.write("calm.dl", "meetings | count\n")
    #expect(
      run([load, ".read \(path("calm.dl")) --safe", query + " | to \"\(path("to.csv"))\""]) == 0,
      "\(errors.text)")
    #expect(newFiles == ["to.csv"])
  }

  // MARK: Exit codes of what could not be loaded

  @Test("A path that fails among others is told, the rest is asked, and the exit code says so")
  func pathsThatFail() {
    let script = folder.write("q.dl", query + "\n")
    let ways: [([String], (inout Invocation) -> Void)] = [
      ([query], { _ in }), ([], { $0.queries = [query] }), ([], { $0.files = [script] }),
    ]
    for (lines, change) in ways {
      let code = run(lines) {
        $0.paths = [path("news"), path("none")]
        change(&$0)
      }
      #expect(code == 3)
      #expect(output.take().hasSuffix("2  Ann Lee, Carl Moe\n"))
      #expect(errors.take().hasPrefix("dateline: \(path("none")): no such file or folder\n"))
    }
    #expect(run([".load \(path("news")) \(path("none"))", query]) == 3)
    #expect(output.take().hasSuffix("2  Ann Lee, Carl Moe\n"))
    #expect(run([".load \(path("none"))", query]) == 3)
    #expect(output.take().isEmpty, "nothing was loaded: the script ends")
    #expect(run([".load \(path("none"))", "nonsense", load, query]) { $0.keepsGoing = true } == 1)
    #expect(output.take().hasSuffix("2  Ann Lee, Carl Moe\n"))
  }
}
