internal import Articles
internal import Glibc
internal import Querying
internal import Reporting
internal import Saving

/// Files of Parquet, which `duckdb`, the program of the database of that name, makes of rows on its standard input.
struct ParquetWriter {
  private let program: String

  /// Fails where no program may run, and where there is none.
  init(_ sinks: SinkPolicy) throws(Failure) {
    try sinks.admit("runs `\(Self.name)`")
    guard let program = Self.find() else {
      throw .command(
        "parquet is written by the program `\(Self.name)`, which no folder of $PATH has",
        hint: "install the command line of DuckDB (https://duckdb.org), or write ndjson, which it reads")
    }
    self.program = program
  }

  private static let name = "duckdb"

  private static func find() -> String? {
    let folders = getenv("PATH").map { PathText.text(UnsafePointer($0)).split(separator: ":") } ?? []
    return folders.lazy.map { "\($0)/\(name)" }.first { path in
      path.hasPrefix("/") && PathText.withBytes(of: path) { access($0, X_OK) } == 0
    }
  }

  /// The bytes of a file that holds an answer.
  ///
  /// DuckDB writes into a folder of its own, which is removed: it asks nobody before it replaces a file.
  func bytes(_ answer: Answer) throws(Failure) -> [UInt8] {
    let table = ParquetTable(answer)
    guard let folder = Self.temporaryFolder() else {
      throw .command("cannot make a temporary folder: \(String(cString: strerror(errno)))")
    }
    let (file, said) = (folder + "/answer.parquet", folder + "/said.txt")
    defer {
      TextFile.remove(file)
      TextFile.remove(said)
      _ = PathText.withBytes(of: folder) { rmdir($0) }
    }
    let words = [program, "-init", "/dev/null", "-batch", ":memory:", "-c", table.statement(writing: file)]
    let command =
      words.map(Self.quoted).joined(separator: " ") + " >" + Self.quoted(said) + " 2>&1"
    guard let sink = ProgramSink(command: command) else { throw .command("cannot run `\(program)`") }
    sink.write(table.rows)
    if let fault = sink.finish() {
      let reason = TextFile.start(of: said, count: 300).split(separator: "\n").first.map(String.init)
      throw .command("`\(program)` failed: \(reason ?? fault)")
    }
    let bytes = Self.bytes(of: file)
    guard !bytes.isEmpty else {
      throw .command("`\(program)` wrote nothing: \(TextFile.start(of: said, count: 300))")
    }
    return bytes
  }

  private static func temporaryFolder() -> String? {
    let place = getenv("TMPDIR").map { PathText.text(UnsafePointer($0)) } ?? "/tmp"
    var pattern = PathText.bytes((place.isEmpty ? "/tmp" : place) + "/dateline-XXXXXX") + [0]
    return pattern.withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self), mkdtemp(start) != nil else {
        return nil
      }
      return PathText.text(UnsafePointer(start))
    }
  }

  /// A word of a shell.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  private static func bytes(of path: String) -> [UInt8] {
    let file = TextFile.opened(path, O_RDONLY)
    guard file >= 0 else { return [] }
    defer { close(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count == 0 ? bytes : [] }
      bytes.append(contentsOf: chunk[0..<count])
    }
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
