internal import CProgram
internal import Glibc

/// A program of the system that reads what this one does not, with bytes in and bytes out.
package struct ExternalProgram {
  /// Its path.
  package let path: String

  /// Why a program gave nothing.
  enum Fault: Error { case cannotRun, failed, tooSlow, tooLarge }

  /// Seconds of a processor that it may take.
  private static let mostSeconds: UInt = 60
  /// Bytes of memory.
  private static let mostMemory: UInt = 2 << 30

  /// The program of this name in the first of `folders` that has it; nil where none has.
  package static func find(_ name: String, in folders: [String]) -> ExternalProgram? {
    folders.lazy.map { $0 + "/" + name }.first { path in
      path.hasPrefix("/") && PathText.withBytes(of: path) { access($0, X_OK) } == 0
    }.map(ExternalProgram.init)
  }

  /// The folders of `$PATH`.
  package static var standardFolders: [String] {
    getenv("PATH").map { PathText.text(UnsafePointer($0)).split(separator: ":").map(String.init) } ?? []
  }

  /// Runs it with `input` as its standard input and gives what it writes, at most `limit` bytes. What it says of errors is
  /// dropped.
  func run(
    _ arguments: [String], input: ContiguousArray<UInt8>, limit: Int
  ) throws(Fault) -> ContiguousArray<UInt8> {
    var words = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var output: UnsafeMutablePointer<UInt8>?
    let count = input.withUnsafeBytes { input in
      PathText.withBytes(of: path) { path in
        cprogram_run(
          path, words, input.baseAddress, input.count, Self.mostSeconds, Self.mostMemory, limit, &output)
      }
    }
    defer { free(output) }
    switch count {
    case 0...: return ContiguousArray(UnsafeBufferPointer(start: output, count: count))
    case CPROGRAM_TOO_SLOW: throw .tooSlow
    case CPROGRAM_TOO_LARGE: throw .tooLarge
    case CPROGRAM_FAILED: throw .failed
    default: throw .cannotRun
    }
  }
}
