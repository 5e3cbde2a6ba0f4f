import Glibc
import Testing

@testable import Articles

/// Programs of the system that read what this one does not.
@Suite struct ExternalProgramTests {
  @Test("A program does not inherit that a broken pipe is ignored") func keepsSignals() throws {
    signal(SIGPIPE, SIG_IGN)
    let shell = try #require(ExternalProgram.find("sh", in: ["/bin", "/usr/bin"]))
    let bytes = try shell.run(["-c", "grep SigIgn /proc/self/status"], input: [], limit: 1 << 10)
    let mask = String(decoding: bytes, as: UTF8.self).split(separator: "\t").last?.prefix { $0 != "\n" } ?? ""
    #expect(UInt64(mask, radix: 16).map { $0 >> UInt64(SIGPIPE - 1) & 1 } == 0, "\(mask)")
  }
}
