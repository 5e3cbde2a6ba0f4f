import Glibc
import TestSupport
import Testing

/// What a cluster makes of articles, and what servers show of a kept file. Spark, Datasette and PostgreSQL have to be installed, so each
/// is run only where it is asked for, with the Python of `DATELINE_PYTHON` or `python3`: `DATELINE_SPARK=1` (PyPI's pyspark and a Java),
/// `DATELINE_SERVERS=datasette,postgres` (PyPI's datasette, Debian's postgresql).
@Suite struct ClusterReadersTests {
  private static func environment(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }

  private static let servers = environment("DATELINE_SERVERS").split(separator: ",").map(String.init)

  private func run(_ script: String, _ words: [String]) throws {
    let python = Self.environment("DATELINE_PYTHON")
    try ReaderScript.run(script, words, python: python.isEmpty ? "python3" : python)
  }

  @Test(.enabled(if: getenv("DATELINE_SPARK") != nil, "DATELINE_SPARK=1 asks for it"), arguments: [2, 5])
  func aClusterMakesTheTablesOfOneProcess(blocks: Int) throws {
    try run(
      "Spark/check_spark.py",
      [RepositoryFile.root + "/examples/articles", "files", "--blocks", "\(blocks)"])
  }

  @Test(.enabled(if: !servers.isEmpty, "DATELINE_SERVERS=datasette,postgres asks for it"), arguments: servers)
  func serversShowWhatTheProgramAnswers(server: String) throws {
    try run("Servers/check_\(server).py", [RepositoryFile.root + "/examples/articles"])
  }
}
