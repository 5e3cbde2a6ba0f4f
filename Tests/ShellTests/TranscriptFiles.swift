import Saving

enum TranscriptFiles {
  static func text(_ path: String) -> String? { try? TextFile.read(path) }
  static func write(_ text: String, to path: String) { try? TextFile.write(text, to: path) }

  static func difference(_ old: String, _ new: String) -> String {
    Difference.unified(
      old: old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      new: new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    ).joined(separator: "\n")
  }
}
