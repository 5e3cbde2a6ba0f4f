import TestSupport
import Testing

@testable import Querying
@testable import Shell

/// Where answers in the forms of other programs may go: a file holds one, and what is no text goes to files alone.
@Suite struct ExportSinkTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    folder.write("news/b.txt", "Date: 2023-01-18\n\nAnn Lee met Carl Moe in Ukraine.\n")
  }

  private func run(_ lines: [String]) -> Int32 {
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: false)
    return Invocation().run(
      Streams(input: input, output: output, errors: errors), Surroundings(), workspace: TestPipeline.workspace
    )
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }
  private var load: String { ".load \(path("news"))" }
  private let query = "meetings | show date, participant"

  // A page by its ending says more than the mode of that name, and has tests of its own.
  static let documents = OutputFormat.allCases.filter {
    $0.joining == .spoils && !$0.isBinary && $0 != .html
  }

  @Test("A document is written by each way, and nothing is written behind it", arguments: documents)
  func oneDocument(format: OutputFormat) throws {
    let ending = try #require(format.endings.first)
    let (to, once, all) = ("t." + ending, "o." + ending, "a." + ending)
    #expect(
      run([
        load, query + " | to \"\(path(to))\"", ".once \(path(once))", query, ".output \(path(all))", query,
      ])
        == 0, "\(errors.text)")
    let text = try #require(folder.read(to))
    #expect(!text.isEmpty && folder.read(once) == text && folder.read(all) == text)
    _ = errors.take()
    let refusal = "any more: a file of that form holds one answer\n  help: name another file for each"
    for lines in [
      [query + " | to >> \"\(path(to))\""], [".once >> \(path(to))", query], [".output >> \(path(to))"],
      [".output \(path("new." + ending))", query, query],
      [".output \(path("new.txt.\(ending)")).txt", ".mode \(format.rawValue)", query, query],
    ] {
      #expect(run([load] + lines) == 1, "\(lines)")
      #expect(errors.take().contains(refusal), "\(lines)")
    }
    #expect(folder.read(to) == text && folder.read("new." + ending) == text)
    // There is nothing yet.
    #expect(run([load, query + " | to >> \"\(path("first." + ending))\""]) == 0, "\(errors.text)")
    #expect(folder.read("first." + ending) == text)
    #expect(
      run([load, ".output /dev/null", ".mode \(format.rawValue)", query, query]) == 0, "\(errors.text)")
  }

  @Test func rowsOfCodesGoBelowTheirHeader() throws {
    let file = path("f.cameo.tsv")
    #expect(run([load, query + " | to \"\(file)\"", query + " | to >> \"\(file)\""]) == 0, "\(errors.text)")
    let lines = try #require(folder.read("f.cameo.tsv")).split(separator: "\n")
    #expect(lines.count == 5 && lines[1] == lines[3] && lines[2] == lines[4])
    #expect(lines[0].hasPrefix("date\tsource\ttarget\tcode\ttype\t"))
    #expect(
      lines[1].hasPrefix("2023-01-17\tAnn Lee\tBob Ray\t04\tCONSULT\t\tmeeting\thappened\tPoland\tPL\t"))
  }

  @Test func whatIsLeftOutIsTold() {
    #expect(run([load, "meetings | count by month | to \"\(path("f.jsonld"))\""]) == 0)
    #expect(errors.text.contains("note: 1 row is neither fact nor article nor entity and is left out\n"))
  }

  @Test("What is no text is no mode, and goes to no program")
  func binary() {
    for (line, said) in [
      (".mode parquet", "no mode called `parquet`"), (".set mode parquet", "`parquet` is no value of mode"),
      (query + " | to |\"cat\" as parquet", "parquet is no text and goes to files only"),
      (".output \(path("f.parquet"))", "holds one answer"),
    ] {
      #expect(run([load, line]) == 1, "\(line)")
      #expect(errors.take().contains(said), "\(line)")
    }
    #expect(!OutputFormat.modeNames.contains("parquet") && OutputFormat.namesForFiles.contains("parquet"))
  }
}

/// Files that DuckDB writes, with a program in its place that writes what it was told.
@Suite(.serialized) struct ParquetTests {
  let folder = TemporaryFolder()

  private func program(_ words: [String], path: String) throws -> Program {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nJoe Biden met Andrzej Duda in Warsaw.\n")
    return try #require(
      Program([folder.path + "/news", "-q"] + words, variables: ["PATH=" + path, "TMPDIR=" + folder.path]))
  }

  private var target: String { folder.path + "/f.parquet" }
  private var query: [String] { ["-c", "meetings | show participant | to \"\(target)\""] }

  @Test func itIsToldTheTypesAndGivenTheRows() throws {
    folder.writeProgram(
      "bin/duckdb",
      """
      #!/bin/sh
      for last; do :; done
      file=$(printf %s "$last" | sed "s/.*TO '\\(.*\\)' (FORMAT parquet)/\\1/")
      { printf '%s\\n' "$last"; cat; } > "$file"
      """)
    let bin = folder.path + "/bin:/usr/bin:/bin"
    let run = try program(query, path: bin)
    #expect(run.ends() == 0, "\(run.errors)")
    let lines = try #require(folder.read("f.parquet")).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].contains("columns = {'participant': 'VARCHAR[]'}"))
    #expect(lines[1] == #"{"participant": ["Joe Biden", "Andrzej Duda"]}"#)
    // What is there stays, and nothing is left of the work.
    let again = try program(query, path: bin)
    #expect(again.ends() == 1 && again.errors.contains("f.parquet exists already"))
    #expect(!RepositoryFile.names(folder.path, ending: "").contains { $0.hasPrefix("dateline-") })
    let once = try program(
      ["-c", ".once \(folder.path)/o.parquet", "-c", "meetings | show participant"], path: bin)
    #expect(once.ends() == 0 && once.output.isEmpty, "\(once.errors)")
    #expect(folder.read("o.parquet")?.hasSuffix(lines[1] + "\n") == true)
  }

  @Test func whatItSaysOfItsFailureIsTold() throws {
    folder.writeProgram("bin/duckdb", "#!/bin/sh\necho 'Out of luck' >&2\nexit 3\n")
    let run = try program(query, path: folder.path + "/bin")
    #expect(run.ends() == 1)
    #expect(run.errors.contains("/bin/duckdb` failed: Out of luck"), "\(run.errors)")
    #expect(folder.read("f.parquet") == nil)
  }

  @Test func whereItIsMissingItIsSaidWhatToInstall() throws {
    for words in [query, ["-c", ".once \(target)", "-c", "meetings"]] {
      let run = try program(words, path: "/nonexistent")
      #expect(run.ends() == 1)
      #expect(run.errors.contains("parquet is written by the program `duckdb`"), "\(run.errors)")
      #expect(run.errors.contains("help: install the command line of DuckDB"))
    }
  }

  @Test func itIsNeverRunBySafe() throws {
    folder.writeProgram("bin/duckdb", "#!/bin/sh\ntouch \(folder.path)/ran\n")
    let run = try program(["--safe"] + query, path: folder.path + "/bin:/usr/bin:/bin")
    #expect(run.ends() == 1 && run.errors.contains("--safe forbids"), "\(run.errors)")
    #expect(folder.read("ran") == nil)
  }
}
