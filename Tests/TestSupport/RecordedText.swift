internal import Glibc

/// Text that a test compares with a file of the repository, and writes anew with `DATELINE_RECORD=1`.
public enum RecordedText {
  /// Nil where the file at `path` holds `text`; else what differs, lines of the file with "-", of `text` with "+".
  /// With `DATELINE_RECORD=1` the file is written anew, and the answer says so, so that the run fails once.
  public static func difference(_ text: String, at path: String) -> String? {
    let old = RepositoryFile.text(path)
    guard old != text else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if Transcript.isRecording {
      guard write(text, to: path) else { return "\(name) could not be written" }
      return "\(name) was recorded anew"
    }
    return "\(name) differs (DATELINE_RECORD=1 records it anew):\n" + lines(old, text)
  }

  /// Lines of one text alone, with how often, in order.
  private static func lines(_ old: String, _ new: String) -> String {
    func parts(_ text: String) -> [String] {
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let shown = parts(new).difference(from: parts(old)).map { change in
      switch change {
      case .remove(let offset, let line, _): (offset, "-" + line)
      case .insert(let offset, let line, _): (offset, "+" + line)
      }
    }
    return shown.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1).joined(separator: "\n")
  }

  private static func write(_ text: String, to path: String) -> Bool {
    guard let stream = fopen(path, "w") else { return false }
    defer { fclose(stream) }
    let bytes = Array(text.utf8)
    return fwrite(bytes, 1, bytes.count, stream) == bytes.count
  }
}
