import Querying
import TestSupport
import Testing

@testable import Shell

/// Queries that another engine answers over the tables of a kept file.
@Suite struct OutsideEngineTests: KeptNews {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() {
    folder.writeNews()
    _ = run([".keep \(file)"], [folder.path + "/news"])
  }

  private static let queries = [
    "meetings | show date, participant, location", "meetings | count",
    "people | show name, facts | sort by name",
    "meetings | count by participant", "meetings where location in \"Poland\" | show date",
    "meetings during 1805 | show date",
  ]

  @Test func itsRowsAreThoseOfTheProgram() {
    let own = run(Self.queries, [file]) { $0.mode = .csv }
    #expect(run([".engine sqlite \(file)"] + Self.queries, [file]) { $0.mode = .csv } == own)
    let byOption = run(Self.queries, [file]) {
      $0.mode = .csv
      $0.engine = ["sqlite", file]
    }
    #expect(byOption == own)
  }

  @Test func itAnswersInThePlaceOfTheProgram() {
    // What is loaded beside the file is in no table of it.
    folder.write("more/2023-01-19-c.txt", "Date: 2023-01-19\n\nDan Poe met Eve Orr in Poland.\n")
    let lines = [
      ".load \(file)", ".load \(folder.path)/more", ".engine", "meetings | count", ".engine sqlite \(file)",
      ".engine",
      "meetings | count", ".engine off", "meetings | count",
    ]
    let said = run(lines, []).split(separator: "\n").map(String.init)
    #expect(said.filter { $0.hasPrefix("1 ") } == ["1  3", "1  2", "1  3"])
    #expect(said.contains("queries are answered by the program itself"))
    #expect(said.contains("queries are answered by sqlite \(file)"))
  }

  /// Its rows are none of this program's: nothing goes on from those of the query before.
  @Test func nothingGoesOnFromAnEarlierAnswer() {
    let lines = ["meetings | count", ".engine sqlite \(file)", "meetings", ".engine off", "| limit 1"]
    _ = run(lines, [file], code: 1)
    #expect(errors.text.contains("| limit 1"), "\(errors.text)")
  }

  @Test func definitionsStayWithTheSession() {
    let lines = [
      ".engine sqlite \(file)", "let polish = meetings where location in \"Poland\"", "polish | count",
      "let who = \"Ann Lee\"",
      "meetings where participant = $who | count",
    ]
    let said = run(lines, [file]).split(separator: "\n").filter { $0.hasPrefix("1 ") }
    #expect(said == ["1  1", "1  2"])
  }

  @Test(arguments: [
    (".engine oracle x", "no engine called `oracle`"), (".engine sqlite", "where the tables of `sqlite` are"),
    (".engine postgres localhost", "is no address of a database"), (".engine duckdb a b", "too many words"),
  ])
  func whatCannotBeAskedIsSaid(statement: String, message: String) {
    _ = run([statement], [file], code: 1)
    #expect(errors.text.contains(message), "\(errors.text)")
  }

  @Test func whatSQLCannotSayIsRefused() {
    _ = run([".engine sqlite \(file)", "meetings | map"], [file], code: 1)
    #expect(errors.text.contains("SQL"), "\(errors.text)")
    _ = run([".engine sqlite \(folder.path)/nothing", "meetings"], [file], code: 1)
    #expect(errors.text.contains("No such file"), "\(errors.text)")
  }

  @Test func programsOfDatabasesAreGivenTheStatement() throws {
    folder.writeProgram(
      "bin/duckdb",
      "#!/bin/sh\ncat >\(folder.path)/statement\necho \"$@\" >\(folder.path)/words\nprintf '2023-01-17,\"Lee, \"\"Ann\"\"\"\\n,\"two\\nlines\"\\n'\n"
    )
    folder.writeProgram("bin/psql", "#!/bin/sh\ncat >/dev/null\necho 'psql: no such database' >&2\nexit 2\n")
    let variables = ["PATH=\(folder.path)/bin:/usr/bin:/bin", "TMPDIR=\(folder.path)"]
    func program(_ words: [String]) throws -> Program {
      try #require(Program([file, "-q"] + words, variables: variables))
    }
    let query = "meetings | show date, participant"
    let asked = try program(["--engine", "duckdb", file, "--mode", "csv", "-c", query])
    #expect(asked.ends() == 0, "\(asked.errors)")
    #expect(asked.output == "date,participant\n2023-01-17,\"Lee, \"\"Ann\"\"\"\n,\"two\nlines\"\n")
    #expect(folder.read("statement")?.contains("ORDER BY") == true)
    #expect(folder.read("words")?.contains("-readonly") == true)
    let failed = try program(["--engine", "postgres", "postgresql://me:secret@localhost/x", "-c", query])
    #expect(
      failed.ends() == 1 && failed.errors.contains("failed: psql: no such database"), "\(failed.errors)")
    let safe = try program(["--safe", "--engine", "duckdb", file, "-c", query])
    #expect(safe.ends() == 1 && safe.errors.contains("--safe"), "\(safe.errors)")
  }

  @Test func passwordsAreNotShown() {
    let engine = OutsideEngine("postgres", at: "postgresql://me:secret@localhost/x")
    #expect(engine?.name == "postgres postgresql://me:…@localhost/x")
    #expect(
      OutsideEngine("postgres", at: "postgresql://localhost/x")?.name == "postgres postgresql://localhost/x")
  }

  @Test(arguments: [
    ("", []), ("a,b\n", [["a", "b"]]), ("\"a\"\"b\",\n,\"c\nd\"", [["a\"b", ""], ["", "c\nd"]]),
    ("x\r\ny\r\n", [["x"], ["y"]]), ("\"open, end\n", [["open, end\n"]]),
  ])
  func separatedValues(text: String, rows: [[String]]) {
    #expect(SeparatedValues(Array(text.utf8)).rows == rows)
  }
}
