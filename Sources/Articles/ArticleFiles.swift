internal import Glibc

/// The files behind paths that a person has given.
public struct FoundFiles: Sendable {
  /// In order, each once.
  public var files: [String] = []
  /// What could not be looked at.
  public var problems: [LoadProblem] = []
  /// What folders held besides.
  public var skipped = SkippedFiles()
  /// Those of `files` that nobody has named: where they turn out to hold no articles, that is no fault.
  public var inFolders: Set<String> = []
}

/// Finds the files to load.
public enum ArticleFiles {
  /// Deeper folders are taken for a loop.
  static let deepest = 64

  /// The files behind `paths`, in the given order, a folder's in byte order of their paths (recursively;
  /// those with the endings of `ArticleFormats`, hidden ones left out), each file once. "-" stands for standard input. A file given by
  /// name is taken whatever its ending. Once `isCancelled` says so, which is asked at every name, the list ends with what
  /// was found.
  public static func list(
    _ paths: [String], isCancelled: () -> Bool = { false }
  ) -> FoundFiles {
    var walk = Walk()
    for path in paths {
      if isCancelled() { break }
      if path == "-" {
        walk.add("-")
        continue
      }
      var info = stat()
      guard PathText.withBytes(of: path, { stat($0, &info) }) == 0 else {
        walk.problems.append(LoadProblem(path: path, reason: systemReason()))
        continue
      }
      switch info.st_mode & S_IFMT {
      case S_IFDIR:
        let first = walk.files.count
        let before = walk.files.count + walk.problems.count + walk.repeated
        walk.enter(path, info: info, isCancelled)
        walk.inFolders.formUnion(walk.files[first...])
        if isCancelled() { break }
        if walk.files.count + walk.problems.count + walk.repeated == before {
          walk.problems.append(LoadProblem(path: path, reason: .noArticles))
        }
      case S_IFREG, S_IFIFO, S_IFCHR: walk.add(path)
      default: walk.problems.append(LoadProblem(path: path, reason: .notAFile))
      }
    }
    return FoundFiles(
      files: walk.files, problems: walk.problems, skipped: walk.skipped, inFolders: walk.inFolders)
  }

  /// Those of `paths` that are named pipes: opening one waits until somebody writes to it.
  public static func pipes(_ paths: [String]) -> [String] {
    paths.filter { path in
      var info = stat()
      return path != "-" && PathText.withBytes(of: path) { stat($0, &info) } == 0
        && info.st_mode & S_IFMT == S_IFIFO
    }
  }

  /// The names in a folder but "." and "..", in byte order; nil where it cannot be read (`errno`). Once `isCancelled` says
  /// so, those found until then. O(n log n).
  public static func names(in folder: String, isCancelled: () -> Bool = { false }) -> [String]? {
    guard let stream = PathText.withBytes(of: folder, { opendir($0) }) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while !isCancelled(), let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        PathText.text(bytes.prefix { $0 != 0 })
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Whether what a path gives is gone once it has been read, so that it cannot be read again: standard input and other
  /// open files of this process by any name (`/dev/stdin`, `/dev/fd/3`, `/proc/self/fd/0`), pipes and devices.
  public static func isPassing(_ path: String) -> Bool {
    if path == "-" { return true }
    var info = stat()
    if PathText.withBytes(of: path, { stat($0, &info) }) == 0,
      ![S_IFREG, S_IFDIR].contains(info.st_mode & S_IFMT)
    {
      return true
    }
    // What stands behind such a name may well be a file, but is another one next time.
    var path = path
    for _ in 0..<8 {
      let parts = path.split(separator: "/").filter { $0 != "." }
      if path.hasPrefix("/") {
        if parts == ["dev", "stdin"] || parts.count == 3 && parts.starts(with: ["dev", "fd"]) {
          return true
        }
        if parts.count == 4, parts[0] == "proc", parts[2] == "fd" { return true }
      }
      guard let target = link(at: path) else { return false }
      path =
        target.hasPrefix("/") ? target : path[..<(path.lastIndex(of: "/") ?? path.startIndex)] + "/" + target
    }
    return false
  }

  /// What a symbolic link says; nil where there is none.
  private static func link(at path: String) -> String? {
    let target = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { bytes, count in
      guard let start = bytes.baseAddress else { return }
      count = max(0, PathText.withBytes(of: path) { readlink($0, start, bytes.count) })
    }
    return target.isEmpty ? nil : PathText.text(target)
  }

  /// Whether a path is one of `files` or that of a member of one, which is an archive. O(length).
  public static func holds(_ files: Set<String>, _ path: String) -> Bool {
    if files.contains(path) { return true }
    var rest = path[...]
    while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
      rest = rest[..<slash]
      if files.contains(String(rest)) { return true }
    }
    return false
  }

  static func systemReason() -> LoadProblem.Reason {
    switch errno {
    case ENOENT, ENOTDIR: .missing
    case ELOOP: .linkLoop
    case let code: .unreadable(String(cString: strerror(code)))
    }
  }

  private struct Place: Hashable {
    var device: UInt
    var inode: UInt
  }

  private struct Walk {
    var files: [String] = []
    var problems: [LoadProblem] = []
    var skipped = SkippedFiles()
    var inFolders: Set<String> = []
    /// Files met a second time.
    var repeated = 0
    private var seen: Set<String> = []
    private var open: Set<Place> = []

    mutating func add(_ path: String) {
      if seen.insert(path).inserted { files.append(path) } else { repeated += 1 }
    }

    mutating func enter(_ folder: String, info: stat, _ isCancelled: () -> Bool) {
      let place = Place(device: UInt(info.st_dev), inode: UInt(info.st_ino))
      guard open.count < ArticleFiles.deepest, open.insert(place).inserted else {
        problems.append(LoadProblem(path: folder, reason: .linkLoop))
        return
      }
      defer { open.remove(place) }
      guard var names = ArticleFiles.names(in: folder, isCancelled: isCancelled) else {
        problems.append(LoadProblem(path: folder, reason: ArticleFiles.systemReason()))
        return
      }
      let all = names.count
      names.removeAll { $0.hasPrefix(".") }
      skipped.hidden += all - names.count
      let base = folder.hasSuffix("/") ? folder : folder + "/"
      for name in names {
        if isCancelled() { return }
        let path = base + name
        var child = stat()
        guard PathText.withBytes(of: path, { stat($0, &child) }) == 0 else {
          // A dangling link of another ending is nobody's article.
          if ArticleFormats.isTaken(name) || errno == ELOOP {
            problems.append(LoadProblem(path: path, reason: ArticleFiles.systemReason()))
          } else {
            skipped.others += 1
          }
          continue
        }
        switch child.st_mode & S_IFMT {
        case S_IFDIR: enter(path, info: child, isCancelled)
        case S_IFREG where ArticleFormats.isTaken(name): add(path)
        case S_IFREG: skipped.add(name)
        default: skipped.others += 1
        }
      }
    }
  }
}
