import Glibc
import TestSupport
import Testing

/// A script of Python that asks readers of others what they make of what the program writes.
enum ReaderScript {
  /// Runs a script of `Tests` with the program's path and these words; what it prints where it does not end with 0.
  static func run(_ script: String, _ words: [String], python: String = "python3") throws {
    let program = try #require(Terminal.program)
    let all = [python, RepositoryFile.root + "/Tests/" + script, program] + words
    let command = all.map { "'\($0)'" }.joined(separator: " ") + " 2>&1"
    let stream = try #require(popen(command, "re"))
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    #expect(pclose(stream) == 0, "\(String(decoding: bytes, as: UTF8.self))")
  }
}
