internal import Glibc

/// The files and folders that a pattern means. A name that is there as it is written is meant by its own letters, whatever
/// wildcards it has; `**` at the end means the folder before it, with all that it holds.
struct PatternSearch {
  private let pattern: PathPattern
  /// In byte order, each once.
  private(set) var paths: [String] = []
  private(set) var problems: [LoadProblem] = []
  /// Where it has been, with which part of the pattern: `a/**/b/**` may come to a folder in many ways.
  private var visited: Set<Visit> = []

  private struct Visit: Hashable {
    var folder: String
    var part: Int
  }

  init(_ pattern: PathPattern) { self.pattern = pattern }

  mutating func run(_ isCancelled: () -> Bool) {
    search(pattern.isAbsolute ? "/" : "", 0, depth: 0, isCancelled)
    let found = Set(paths)
    paths = found.sorted { PathText.bytes($0).lexicographicallyPrecedes(PathText.bytes($1)) }
  }

  /// `folder` ends in a slash, or is "" for the working folder.
  private mutating func search(_ folder: String, _ part: Int, depth: Int, _ isCancelled: () -> Bool) {
    guard part < pattern.parts.count, !isCancelled(),
      visited.insert(Visit(folder: folder, part: part)).inserted
    else { return }
    let isLast = part + 1 == pattern.parts.count
    switch pattern.parts[part] {
    case .name(let written, let isWild):
      let path = folder + PathText.text(written)
      var info = stat()
      if PathText.withBytes(of: path, { lstat($0, &info) }) == 0 {
        return isLast ? paths.append(path) : search(path + "/", part + 1, depth: depth, isCancelled)
      }
      guard isWild else { return }
      for name in names(folder, isCancelled) where PathPattern.matches(PathText.bytes(name), written) {
        if isLast {
          paths.append(folder + name)
        } else if isFolder(folder + name, behindLinks: true) {
          search(folder + name + "/", part + 1, depth: depth, isCancelled)
        }
      }
    case .folders:
      if isLast { return paths.append(folder.isEmpty ? "." : folder) }
      search(folder, part + 1, depth: depth, isCancelled)
      for name in names(folder, isCancelled) where !name.hasPrefix(".") && isFolder(folder + name) {
        guard depth < ArticleFiles.deepest else {
          problems.append(LoadProblem(path: folder + name, reason: .linkLoop))
          return
        }
        search(folder + name + "/", part, depth: depth + 1, isCancelled)
      }
    }
  }

  private mutating func names(_ folder: String, _ isCancelled: () -> Bool) -> [String] {
    if let names = ArticleFiles.names(in: folder.isEmpty ? "." : folder, isCancelled: isCancelled) {
      return names
    }
    if errno != ENOENT, errno != ENOTDIR {
      problems.append(LoadProblem(path: folder, reason: ArticleFiles.systemReason()))
    }
    return []
  }

  /// As in other shells `**` follows no links: what they lead to lies elsewhere, or in a circle.
  private func isFolder(_ path: String, behindLinks: Bool = false) -> Bool {
    var info = stat()
    return PathText.withBytes(of: path) { behindLinks ? stat($0, &info) : lstat($0, &info) } == 0
      && info.st_mode & S_IFMT == S_IFDIR
  }
}
