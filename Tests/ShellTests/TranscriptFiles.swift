import Glibc
import Saving

enum TranscriptFiles {
  /// Files of a folder, in order.
  static func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".txt") { names.append(name) }
    }
    return names.sorted()
  }

  static func text(_ path: String) -> String? { try? TextFile.read(path) }
  static func write(_ text: String, to path: String) { try? TextFile.write(text, to: path) }

  static func difference(_ old: String, _ new: String) -> String {
    Difference.unified(
      old: old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
      new: new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    ).joined(separator: "\n")
  }
}
