import Glibc
import TestSupport
import Testing

/// What is written for other programs, read by theirs. They have to be installed, so this is run only where it is asked for:
/// `DATELINE_EXPORTS=1`, with a `python3` in the path that has the packages that the script names.
@Suite struct ExportReadersTests {
  private static let isWanted = getenv("DATELINE_EXPORTS") != nil

  @Test(.enabled(if: isWanted, "DATELINE_EXPORTS=1 asks for it")) func othersReadWhatIsWritten() throws {
    let program = try #require(Terminal.program)
    let script = RepositoryFile.root + "/Tests/Exports/check_exports.py"
    let words = ["python3", script, program, RepositoryFile.root + "/examples/articles"]
    let command = words.map { "'\($0)'" }.joined(separator: " ") + " 2>&1"
    let stream = try #require(popen(command, "re"))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    #expect(pclose(stream) == 0, "\(String(decoding: bytes, as: UTF8.self))")
  }
}
