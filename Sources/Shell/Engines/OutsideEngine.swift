internal import Articles
internal import Keeping
internal import Querying
internal import Saving

/// An engine that has the tables of a kept file and answers queries in the program's place.
enum OutsideEngine: Equatable {
  /// A file of SQLite, read by the library of that name.
  case sqlite(String)
  /// A file of DuckDB, read by its program.
  case duckdb(String)
  /// A database of PostgreSQL by its address, asked by `psql`.
  case postgres(String)

  /// One by its name and where its tables are; nil for another name.
  init?(_ name: String, at place: String) {
    switch name.lowercased() {
    case "sqlite": self = .sqlite(place)
    case "duckdb": self = .duckdb(place)
    case "postgres", "postgresql": self = .postgres(place)
    default: return nil
    }
  }

  var dialect: SQLDialect {
    switch self {
    case .sqlite: .sqlite
    case .duckdb: .duckdb
    case .postgres: .postgres
    }
  }

  /// "duckdb facts.duckdb", without what is secret in an address.
  var name: String {
    switch self {
    case .sqlite(let path): "sqlite \(path)"
    case .duckdb(let path): "duckdb \(path)"
    case .postgres(let address): "postgres \(Self.withoutPassword(address))"
    }
  }

  private static func withoutPassword(_ address: String) -> String {
    guard let start = address.firstRange(of: "://")?.upperBound,
      let at = address[start...].firstIndex(of: "@"), let colon = address[start..<at].firstIndex(of: ":")
    else { return address }
    return address[...colon] + "…" + address[at...]
  }

  /// The rows that a statement gives, texts as csv has them, "" for what is missing.
  func rows(of statement: SQLQuery, _ sinks: SinkPolicy) throws(Failure) -> [[String]] {
    switch self {
    case .sqlite(let path):
      do throws(KeepingProblem) {
        return try KeptFile.open(path, writing: false).rows(
          of: statement.text, columns: statement.columns.count)
      } catch {
        throw Failure(error)
      }
    case .duckdb(let path):
      let program = try DatabaseProgram(
        "duckdb", sinks, whatFor: "its tables are read by",
        hint: "install the command line of DuckDB (https://duckdb.org)")
      guard TextFile.exists(path) else { throw .command("there is no file \(path)") }
      let bytes = try program.run(statement.text + ";\n") { _ in
        ["-readonly", "-init", "/dev/null", "-batch", "-bail", "-csv", "-noheader", path]
      }
      return SeparatedValues(bytes).rows
    case .postgres(let address):
      let program = try DatabaseProgram(
        "psql", sinks, whatFor: "a database of PostgreSQL is asked by",
        hint: "install the client of PostgreSQL (Debian: postgresql-client)")
      let bytes = try program.run(statement.text + ";\n") { _ in
        ["-X", "-q", "-t", "--csv", "-v", "ON_ERROR_STOP=1", "-d", address, "-f", "-"]
      }
      return SeparatedValues(bytes).rows
    }
  }

  /// The answer to a query.
  func answer(_ query: SQLQuery, _ sinks: SinkPolicy) throws(Failure) -> Answer {
    let rows = try rows(of: query, sinks)
    guard rows.allSatisfy({ $0.count == query.columns.count }) else {
      throw .command("\(name) gave rows of other columns than were asked for")
    }
    let columns = query.columns.enumerated().map { number, name in
      Column(name: name, values: Self.values(rows.map { $0[number] }))
    }
    return Answer(columns: columns, subjects: [])
  }

  /// Numbers where all are some, else texts.
  private static func values(_ texts: [String]) -> [Value] {
    let areNumbers = texts.allSatisfy { text in
      text.isEmpty || Int(text).map(String.init) == text || Double(text).map { "\($0)" } == text
    }
    return texts.map { text in
      if text.isEmpty { return .missing }
      guard areNumbers else { return .text(text) }
      return Int(text).map { .integer($0) } ?? .number(Double(text) ?? 0)
    }
  }
}
