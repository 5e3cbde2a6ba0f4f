import Glibc
import TestSupport
import Testing

/// Answers over the example articles, recounted by a program in another language.
@Suite struct RecountTests {
  private static let python = RecountTests.find("python3")

  @Test(.enabled(if: python != nil, "there is no python3 to recount with")) func answersAgreeWithARecount()
    throws
  {
    let python = try #require(Self.python)
    let program = try #require(Terminal.program)
    let script = RepositoryFile.root + "/Tests/Recount/recount.py"
    let (output, code) = Self.run([python, script, program, RepositoryFile.root + "/examples/articles"])
    #expect(code == 0, "\(output)")
    #expect(output.hasSuffix(" facts\n"))
  }

  private static func find(_ name: String) -> String? {
    (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// What a program writes to both of its streams, and its exit code.
  private static func run(_ words: [String]) -> (String, Int32) {
    let command = words.map { "'\($0)'" }.joined(separator: " ") + " 2>&1"
    guard let stream = popen(command, "re") else { return ("cannot be run", -1) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    let status = pclose(stream)
    return (String(decoding: bytes, as: UTF8.self), status >> 8 & 0xFF)
  }
}
