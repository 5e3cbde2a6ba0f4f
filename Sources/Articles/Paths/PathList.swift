internal import Glibc

/// A file of paths, `@FILE` for `.load` and the command line: one a line, or apart by NUL bytes as `find -print0` writes
/// them. Blank lines and those that begin with `#` are passed by.
enum PathList {
  /// Bytes; some millions of paths.
  static let largest = 1 << 28

  struct Entry: Hashable {
    /// As the working folder means it.
    var path: String
    /// From 1; 0 where the list has no lines.
    var line: Int
  }

  /// What a path names as a list: `@FILE`, `@-` for standard input. Nil for others, and where there is a file of that name.
  static func file(_ path: String) -> String? {
    guard path.utf8.first == UInt8(ascii: "@"), path.utf8.count > 1 else { return nil }
    return String(path.dropFirst())
  }

  /// The paths in the list at `file`. Those that are relative are meant in the list's folder, so that it means the same
  /// wherever it is read from; of standard input in the working folder. O(bytes).
  static func entries(of file: String) throws(LoadProblem) -> [Entry] {
    var stream = try ByteStream(path: file)
    var bytes: ContiguousArray<UInt8>
    do { bytes = try stream.rest(limit: largest) } catch {
      guard case .tooLarge = error.reason else { throw error }
      throw LoadProblem(path: file, reason: .unreadable("a list of paths has at most \(largest >> 20) MiB"))
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    let folder = file == "-" ? "" : file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    let isApartByNUL = bytes.contains(0)
    var entries: [Entry] = []
    for (number, line) in bytes.split(separator: isApartByNUL ? 0 : 10, omittingEmptySubsequences: false)
      .enumerated()
    {
      var line = line
      if !isApartByNUL {
        if line.last == 13 { line.removeLast() }
        if line.first == UInt8(ascii: "#") { continue }
      }
      guard line.contains(where: { $0 > 32 }) else { continue }
      let path = PathText.text(line)
      let isWhole = path.hasPrefix("/") || ArticleFiles.isAddress(path)
      entries.append(Entry(path: isWhole ? path : folder + path, line: isApartByNUL ? 0 : number + 1))
    }
    return entries
  }
}
