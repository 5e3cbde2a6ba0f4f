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
      guard let stream = PathText.withBytes(of: folder, { opendir($0) }) else {
        problems.append(LoadProblem(path: folder, reason: ArticleFiles.systemReason()))
        return
      }
      var names: [String] = []
      while !isCancelled(), let entry = readdir(stream) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
          PathText.text(bytes.prefix { $0 != 0 })
        }
        if !name.hasPrefix(".") {
          names.append(name)
        } else if name != ".", name != ".." {
          skipped.hidden += 1
        }
      }
      closedir(stream)
      names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      let base = folder.hasSuffix("/") ? folder : folder + "/"
      for name in names {
        if isCancelled() { return }
        let path = base + name
        var child = stat()
        guard PathText.withBytes(of: path, { stat($0, &child) }) == 0 else {
          // A dangling link of another ending is nobody's article.
          if ArticleFormats.hasEnding(name) || errno == ELOOP {
            problems.append(LoadProblem(path: path, reason: ArticleFiles.systemReason()))
          } else {
            skipped.others += 1
          }
          continue
        }
        switch child.st_mode & S_IFMT {
        case S_IFDIR: enter(path, info: child, isCancelled)
        case S_IFREG where ArticleFormats.hasEnding(name): add(path)
        case S_IFREG: skipped.add(name)
        default: skipped.others += 1
        }
      }
    }
  }
}
