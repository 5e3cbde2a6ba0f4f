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
  /// How long `files` are together, in bytes; of pipes and standard input that is not known, and nought.
  public var bytes = 0

  /// Nothing is found yet.
  public init() {}
}

/// Finds the files to load.
public enum ArticleFiles {
  /// Deeper folders are taken for a loop.
  public static let deepest = 64

  /// Whether a file that lies in a folder is taken, by its name: those with the endings of `ArticleFormats` that are not
  /// hidden.
  public static func isTaken(_ name: String) -> Bool {
    !name.hasPrefix(".") && ArticleFormats.isTaken(name)
  }

  /// The files behind `paths`, in the given order, a folder's in byte order of their paths (recursively;
  /// those with the endings of `ArticleFormats`, hidden ones left out), each file once. "-" stands for standard input. A file given by
  /// name is taken whatever its ending. Once `isCancelled` says so, which is asked at every name, the list ends with what
  /// was found.
  ///
  /// Where there is nothing of a path's name, `@FILE` is a list of paths (`@-` on standard input) and what has wildcards a
  /// `PathPattern`: its files and folders, in byte order.
  public static func list(
    _ paths: [String], isCancelled: () -> Bool = { false }
  ) -> FoundFiles {
    var walk = FileWalk()
    for path in paths {
      if isCancelled() { break }
      walk.take(path, isCancelled)
    }
    return walk.found
  }

  /// Whether a path is an address on the web or the like: letters, `://` and more. Nothing is fetched from there.
  public static func isAddress(_ path: String) -> Bool {
    let scheme = path.utf8.prefix { $0 != UInt8(ascii: ":") }
    return scheme.count > 1 && scheme.first?.isASCIILetter == true
      && scheme.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || [0x2B, 0x2D, 0x2E].contains($0) }
      && path.utf8.dropFirst(scheme.count).starts(with: "://".utf8)
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
    names(in: folder, isCancelled, where: { _, _ in true })
  }

  /// The names of the folders in a folder that are searched for articles, behind links, too, in byte order; nil where it
  /// cannot be read (`errno`). O(n), and a look at what stands behind each link.
  public static func folders(in folder: String) -> [String]? {
    names(in: folder, { false }) { name, type in
      if name.utf8.first == UInt8(ascii: ".") { return false }
      if type == DT_DIR { return true }
      guard type == DT_LNK || type == DT_UNKNOWN else { return false }
      var info = stat()
      let path = (folder.hasSuffix("/") ? folder : folder + "/") + name
      return PathText.withBytes(of: path) { stat($0, &info) } == 0 && info.st_mode & S_IFMT == S_IFDIR
    }
  }

  private static func names(
    in folder: String, _ isCancelled: () -> Bool, where isWanted: (_ name: String, _ type: Int) -> Bool
  ) -> [String]? {
    guard let stream = PathText.withBytes(of: folder, { opendir($0) }) else { return nil }
    defer { closedir(stream) }
    var names: [String] = []
    while !isCancelled(), let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        PathText.text(bytes.prefix { $0 != 0 })
      }
      if name != ".", name != "..", isWanted(name, Int(entry.pointee.d_type)) { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The file that holds the list of paths which a path means, `@FILE`; "-" for `@-`. Nil for other paths, and where a file
  /// of that name is there.
  public static func list(meantBy path: String) -> String? {
    guard let list = PathList.file(path) else { return nil }
    var info = stat()
    return PathText.withBytes(of: path) { stat($0, &info) } == 0 ? nil : list
  }

  /// Whether what a path gives is gone once it has been read, so that it cannot be read again: standard input and other
  /// open files of this process by any name (`/dev/stdin`, `/dev/fd/3`, `/proc/self/fd/0`), pipes and devices.
  public static func isPassing(_ path: String) -> Bool {
    if path == "-" { return true }
    if let list = list(meantBy: path) { return isPassing(list) }
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

  /// Whether a folder on the way to `path` is a file: then it is the path of a member of an archive.
  static func liesInFile(_ path: String) -> Bool {
    var info = stat()
    errno = 0
    return PathText.withBytes(of: path, { stat($0, &info) }) != 0 && errno == ENOTDIR
  }

  /// Whether a path is one of `files` or that of a member of one, which is an archive. O(length).
  public static func holds(_ files: Set<String>, _ path: String) -> Bool {
    file(of: path, among: files) != nil
  }

  /// The one of `files` that a path is, or that holds it as an archive does its members; nil where none is. O(length).
  public static func file(of path: String, among files: Set<String>) -> String? {
    if files.contains(path) { return path }
    var rest = path[...]
    while let slash = rest.utf8.lastIndex(of: UInt8(ascii: "/")) {
      rest = rest[..<slash]
      if files.contains(String(rest)) { return String(rest) }
    }
    return nil
  }

  static func systemReason() -> LoadProblem.Reason {
    switch errno {
    case ENOENT, ENOTDIR: .missing
    case ELOOP: .linkLoop
    case let code: .unreadable(String(cString: strerror(code)))
    }
  }
}
