import Articles
import Facts
import Glibc
import Indexing
import Querying
import TestSupport
import Testing

@testable import Keeping

/// What DuckDB, PostgreSQL and Spark give for a statement is what the engine gives.
///
/// Runs where `DATELINE_ENGINES=duckdb,postgres,spark` names some, with the Python of `DATELINE_PYTHON`, which has the packages that
/// `Tests/Engines/engines.py` needs.
@Suite struct SQLEngineTests {
  static let engines = environment("DATELINE_ENGINES").split(separator: ",").map(String.init)

  static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

  @Test(.enabled(if: !engines.isEmpty), arguments: engines)
  func statementsGiveTheRows(engine name: String) throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/facts.dateline"
    let dialect = try #require(SQLDialect(named: name))
    let engine = try SQLTests.keep(seed: 1, articles: 60, at: path)
    var cases = ""
    func add(_ query: Query) throws {
      guard let answer = try? engine.run(query).answer,
        let statement = try? SQLCompiler.compile(query, over: engine, dialect: dialect)
      else { return }
      let rows = SQLTests.rows(answer).map { row in "[\(row.map(json).joined(separator: ","))]" }
      cases +=
        #"{"query":\#(json(query.text())),"sql":\#(json(statement.text)),"rows":[\#(rows.joined(separator: ","))]}"#
        + "\n"
    }
    for text in SQLExampleTests.queries { try add(try Query.parse(text)) }
    // Spark takes a second for each.
    for seed in 0..<(name == "spark" ? 1 : 10) {
      var queries = SQLTests.queries(seed: seed &+ 70)
      for _ in 0..<60 { try add(queries.query()) }
    }
    let file = folder.path + "/cases.ndjson"
    let stream = try #require(fopen(file, "w"))
    fputs(cases, stream)
    fclose(stream)
    let python = Self.environment("DATELINE_PYTHON")
    let script = RepositoryFile.root + "/Tests/Engines/engines.py"
    let command = "'\(python.isEmpty ? "python3" : python)' '\(script)' \(name) '\(path)' '\(file)'"
    #expect(system(command) == 0, "\(command)")
  }

  private func json(_ cell: SQLCell) -> String {
    switch cell {
    case .text(let text): json(text)
    case .number(let number): "\(number)"
    }
  }

  private func json(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\" + String(scalar)
      case "\n": quoted += "\\n"
      case _ where scalar.value < 32:
        quoted +=
          "\\u" + String(repeating: "0", count: 4 - String(scalar.value, radix: 16).count)
          + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
