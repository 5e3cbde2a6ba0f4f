public import Articles
internal import Glibc

extension ArticleCollection {
  /// Looks at files and folders anew, of which something is known to have changed: loads what is new, reads again what has
  /// changed, and removes the articles of files that are not there any more. What cannot be read keeps its articles.
  ///
  /// All or nothing where it is stopped: then the collection is as it was. O(articles + bytes of the files).
  public mutating func update(
    _ paths: [String], options: ReadingOptions = ReadingOptions(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> LoadReport {
    let wanted = Set(paths)
    var found = FoundFiles()
    let there = wanted.filter { Self.standing($0) == .there }
    if !there.isEmpty {
      let sorted = there.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      found = ArticleFiles.list(sorted, isCancelled: isCancelled)
      // What is watched is no more named than what lies in a folder, and an empty folder is no fault.
      found.inFolders.formUnion(found.files)
      found.problems.removeAll { $0.reason == .noArticles }
    }
    var standing: [String: Bool] = [:]
    let gone = known.keys.filter { key in
      guard key.path != "-", Self.lies(key.path, in: wanted) else { return false }
      let isGone = standing[key.path] ?? (Self.standing(key.path) == .gone)
      standing[key.path] = isGone
      return isGone
    }
    var updated = self
    var report = updated.load(found, without: Set(gone), options, { _ in }, isCancelled)
    // What went meanwhile is looked at once more.
    report.problems.removeAll { $0.reason == .missing }
    if !report.isCancelled { self = updated }
    return report
  }

  /// Whether a path or a folder around it is among `paths`.
  private static func lies(_ path: String, in paths: Set<String>) -> Bool {
    if paths.contains(path) { return true }
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      if paths.contains(String(rest.isEmpty ? "/" : rest)) || paths.contains(String(rest) + "/") {
        return true
      }
    }
    return false
  }

  private enum Standing { case there, gone, unknown }

  /// What lies within a file, as the parts of an archive do, is there as long as the file is.
  private static func standing(_ path: String) -> Standing {
    var path = path
    while true {
      var info = stat()
      if PathText.withBytes(of: path, { stat($0, &info) }) == 0 { return .there }
      switch errno {
      case ENOENT: return .gone
      case ENOTDIR: break
      default: return .unknown
      }
      guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return .gone }
      path = String(path[..<slash])
      if PathText.withBytes(of: path, { stat($0, &info) }) == 0 {
        return info.st_mode & S_IFMT == S_IFREG ? .there : .gone
      }
    }
  }
}
