internal import Articles
internal import Querying
internal import Reporting
internal import Saving

/// Files of Parquet, which `duckdb`, the program of the database of that name, makes of rows on its standard input.
struct ParquetWriter {
  private let program: DatabaseProgram

  /// Fails where no program may run, and where there is none.
  init(_ sinks: SinkPolicy) throws(Failure) {
    program = try DatabaseProgram(
      "duckdb", sinks, whatFor: "parquet is written by",
      hint: "install the command line of DuckDB (https://duckdb.org), or write ndjson, which it reads")
  }

  /// The bytes of a file that holds an answer.
  ///
  /// DuckDB writes into a folder of its own, which is removed: it asks nobody before it replaces a file.
  func bytes(_ answer: Answer) throws(Failure) -> [UInt8] {
    let table = ParquetTable(answer)
    let name = "answer.parquet"
    let bytes = try program.run(table.rows, result: name) { folder in
      ["-init", "/dev/null", "-batch", ":memory:", "-c", table.statement(writing: folder + "/" + name)]
    }
    guard !bytes.isEmpty else { throw .command("`\(program.name)` wrote nothing") }
    return bytes
  }
}

extension Session {
  func writeParquet(_ answer: Answer, to path: String, _ manner: TextFile.Manner) throws(Failure) {
    let bytes = try ParquetWriter(sinks).bytes(answer)
    do { try TextFile.write(bytes, to: ScriptPath.resolve(path, in: scriptFolder), manner) } catch {
      throw .command("cannot write \(path): \(error.reason)")
    }
  }

  /// As `deliver`, of an answer that goes to a file of Parquet: `.once` alone does that.
  func deliver(_ answer: Answer, inParquetTo redirect: Redirect) throws(Failure) {
    once = nil
    guard case .file(let path, let manner) = redirect.place else { return }
    try writeParquet(answer, to: path, manner)
  }
}
