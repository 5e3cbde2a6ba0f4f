internal import Indexing
internal import Querying

extension AllBench {
  /// The same questions of DuckDB, in memory, from tables that are written for it.
  func measureDuckDB(_ index: FactIndex, _ engine: Engine, _ folder: String, _ report: inout FigureReport)
    throws
  {
    let tables = folder + "/tables"
    guard output(of: "\(python) -c 'import duckdb' 2>/dev/null") != nil else {
      return report.missing.append("DuckDB: `\(python)` has no duckdb")
    }
    guard FactExport.write(index, to: tables) else { return report.missing.append("DuckDB: no tables") }
    for (text, statement) in Self.duckDBStatements {
      let query = try Query.parse(text)
      var figure = Figure(name: text, times: [])
      figure.peer = "DuckDB: \(statement)"
      if let (answer, _) = output(of: "\(python) -c \"\(Self.script(statement, tables, runs))\"") {
        let numbers = answer.split(separator: " ").compactMap { Double($0) }
        figure.peerRows = numbers.first.map { Int($0) }
        figure.peerTimes = Array(numbers.dropFirst())
      } else {
        report.missing.append("DuckDB failed at: \(statement)")
      }
      for _ in 0..<runs {
        let start = ContinuousClock().now
        figure.rows = try engine.run(query).answer.rowCount
        figure.times.append((ContinuousClock().now - start) / .milliseconds(1))
      }
      report.figures.append(figure)
    }
  }

  private static let duckDBStatements = [
    ("facts status any confidence any | count by kind", "select kind, count(*) from facts group by kind"),
    (
      "facts status any confidence any | count by location.country",
      "select country, count(*) from facts where country is not null group by country"
    ),
    (
      "facts status any confidence any | count by year",
      "select strftime(make_timestamp(start::bigint * 60000000), '%Y'), count(*) from facts group by 1"
    ),
  ]

  /// Prints the number of rows, then the milliseconds of each run.
  private static func script(_ statement: String, _ tables: String, _ runs: Int) -> String {
    """
    import duckdb, time
    base = duckdb.connect()
    base.execute('set threads = 2')
    base.execute('create table facts(id int, kind varchar, status int, start int, end_ int, lat float, lon float, country varchar)')
    base.execute('''copy facts from '\(tables)/facts.tsv' (delimiter '\\t', header false, quote '', escape '', nullstr '')''')
    rows, times = 0, []
    for _ in range(\(runs)):
        start = time.perf_counter()
        rows = len(base.execute('''\(statement)''').fetchall())
        times.append((time.perf_counter() - start) * 1000)
    print(rows, *times)
    """
  }
}
