internal import Articles
internal import CLineEdit
internal import Glibc
internal import Saving

/// How editing a text ended.
public enum EditResult: Equatable, Sendable {
  case edited(String)
  case failed(String)
}

/// The person's own editor, on a temporary file.
enum Editor {
  /// Runs `$VISUAL`, else `$EDITOR`, else vi, on a file that only the user may read, and waits for it.
  static func edit(_ text: String, variables: [String: String]) -> EditResult {
    let command =
      [variables["VISUAL"], variables["EDITOR"]].compactMap { $0 }.first { !$0.trimmed.isEmpty } ?? "vi"
    var path = (PathText.bytes("\(folder)/dateline-XXXXXX.dateline") + [0]).map { CChar(bitPattern: $0) }
    let file = mkstemps(&path, 9)
    guard file >= 0 else { return .failed("no temporary file can be made in \(folder)") }
    let name = PathText.text(path.dropLast().map { UInt8(bitPattern: $0) })
    defer { TextFile.remove(name) }
    let bytes = Array(text.utf8)
    let isWritten = write(file, bytes, bytes.count) == bytes.count
    close(file)
    guard isWritten else { return .failed("\(name) cannot be written") }
    guard run(command, name) else { return .failed("`\(command)` failed: nothing was run") }
    guard let edited = try? TextFile.read(name) else { return .failed("\(name) cannot be read") }
    return .edited(edited)
  }

  private static var folder: String {
    guard let folder = getenv("TMPDIR"), folder[0] != 0 else { return "/tmp" }
    return PathText.text(folder)
  }

  /// The command may have arguments (`code --wait`), so a shell takes it apart; the path is an argument.
  private static func run(_ command: String, _ path: String) -> Bool {
    guard case .success(let child) = ShellProgram.start(["-c", command + " \"$1\"", "sh", path]) else {
      return false
    }
    let status = ShellProgram.wait(for: child)
    // Ctrl-C in the editor was meant for it.
    _ = dl_take_interrupt()
    return status == 0
  }
}
