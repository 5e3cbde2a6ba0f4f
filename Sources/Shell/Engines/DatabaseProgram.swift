internal import Articles
internal import Glibc
internal import Saving

/// The program of a database, which is run once with a text on its standard input.
struct DatabaseProgram {
  let name: String
  private let path: String

  /// Fails where no program may run, and where none of this name is in a folder of `$PATH`.
  init(_ name: String, _ sinks: SinkPolicy, whatFor: String, hint: String) throws(Failure) {
    try sinks.admit("runs `\(name)`")
    guard let found = ExternalProgram.find(name, in: ExternalProgram.standardFolders) else {
      throw .command("\(whatFor) the program `\(name)`, which no folder of $PATH has", hint: hint)
    }
    self.name = name
    path = found.path
  }

  /// Runs it with a folder of its own, which is removed afterwards, for `result`; the file is read where it is none of what the
  /// program prints. The bytes of that file.
  ///
  /// `arguments` are told where the folder is.
  func run(
    _ input: String, result: String = "printed", _ arguments: (_ folder: String) -> [String]
  ) throws(Failure) -> [UInt8] {
    guard let folder = Self.temporaryFolder() else {
      throw .command("cannot make a temporary folder: \(String(cString: strerror(errno)))")
    }
    let (printed, said) = (folder + "/printed", folder + "/said")
    defer {
      for file in Set([printed, said, folder + "/" + result]) { TextFile.remove(file) }
      _ = PathText.withBytes(of: folder) { rmdir($0) }
    }
    let words = ([path] + arguments(folder)).map(Self.quoted)
    let command = words.joined(separator: " ") + " >" + Self.quoted(printed) + " 2>" + Self.quoted(said)
    guard let sink = ProgramSink(command: command) else { throw .command("cannot run `\(path)`") }
    sink.write(input)
    if let fault = sink.finish() {
      let lines = TextFile.start(of: said, count: 400).split(separator: "\n").map { String($0).trimmed }
      throw .command("`\(path)` failed: \(lines.first { !$0.isEmpty } ?? fault)")
    }
    return Self.bytes(of: folder + "/" + result)
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
