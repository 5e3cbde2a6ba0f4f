internal import Glibc

/// Looks for the files behind paths: what `ArticleFiles.list` does.
struct FileWalk {
  private(set) var found = FoundFiles()
  /// Files met a second time.
  private var repeated = 0
  private var seen: Set<String> = []
  /// The folders that it is in.
  private var open: Set<Place> = []

  /// What a folder is, whatever it is called.
  struct Place: Hashable {
    private let device: UInt
    private let inode: UInt

    init(_ info: stat) {
      device = UInt(info.st_dev)
      inode = UInt(info.st_ino)
    }
  }

  /// Takes the files that a path means. `isListed`: it stands in a list, which holds no other lists.
  mutating func take(_ path: String, isListed: Bool = false, _ isCancelled: () -> Bool) {
    if path == "-", !isListed { return add("-") }
    var info = stat()
    if PathText.withBytes(of: path, { stat($0, &info) }) == 0 {
      return take(path, info, isNamed: true, isCancelled)
    }
    let reason = ArticleFiles.systemReason()
    if !isListed, let list = PathList.file(path) { return take(listAt: list, path, isCancelled) }
    if ArticleFiles.isAddress(path) { return report(path, .address) }
    guard reason == .missing, PathPattern.isPattern(path) else { return report(path, reason) }
    var search = PatternSearch(PathPattern(path))
    search.run(isCancelled)
    found.problems += search.problems
    for path in search.paths {
      if isCancelled() { return }
      // What has gone since is nobody's.
      guard PathText.withBytes(of: path, { stat($0, &info) }) == 0 else { continue }
      take(path, info, isNamed: false, isCancelled)
    }
    if search.paths.isEmpty, search.problems.isEmpty, !isCancelled() { report(path, .noMatch) }
  }

  private mutating func report(_ path: String, _ reason: LoadProblem.Reason) {
    found.problems.append(LoadProblem(path: path, reason: reason))
  }

  /// `isNamed`: a person has written its name, and means a pipe, too, where it is one.
  private mutating func take(_ path: String, _ info: stat, isNamed: Bool, _ isCancelled: () -> Bool) {
    switch info.st_mode & S_IFMT {
    case S_IFDIR:
      let first = found.files.count
      let before = found.files.count + found.problems.count + repeated
      enter(path, info: info, isCancelled)
      found.inFolders.formUnion(found.files[first...])
      if isCancelled() { return }
      if found.files.count + found.problems.count + repeated == before { report(path, .noArticles) }
    case S_IFREG: add(path, info)
    case S_IFIFO where isNamed, S_IFCHR where isNamed: add(path)
    default: if isNamed { report(path, .notAFile) } else { found.skipped.others += 1 }
    }
  }

  private mutating func take(listAt file: String, _ name: String, _ isCancelled: () -> Bool) {
    let entries: [PathList.Entry]
    do throws(LoadProblem) { entries = try PathList.entries(of: file) } catch {
      return report(name, error.reason)
    }
    if entries.isEmpty { return report(name, .noPaths) }
    for entry in entries {
      if isCancelled() { return }
      let before = found.problems.count
      take(entry.path, isListed: true, isCancelled)
      guard entry.line > 0 else { continue }
      for index in before..<found.problems.count where found.problems[index].path == entry.path {
        found.problems[index].line = LoadProblem.Line(list: file, number: entry.line)
      }
    }
  }

  private mutating func add(_ path: String, _ info: stat? = nil) {
    guard seen.insert(path).inserted else {
      repeated += 1
      return
    }
    found.files.append(path)
    found.bytes += info.map { max(0, Int($0.st_size)) } ?? 0
  }

  private mutating func enter(_ folder: String, info: stat, _ isCancelled: () -> Bool) {
    let place = Place(info)
    guard open.count < ArticleFiles.deepest, open.insert(place).inserted else {
      return report(folder, .linkLoop)
    }
    defer { open.remove(place) }
    guard var names = ArticleFiles.names(in: folder, isCancelled: isCancelled) else {
      return report(folder, ArticleFiles.systemReason())
    }
    let all = names.count
    names.removeAll { $0.hasPrefix(".") }
    found.skipped.hidden += all - names.count
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for name in names {
      if isCancelled() { return }
      let path = base + name
      var child = stat()
      guard PathText.withBytes(of: path, { stat($0, &child) }) == 0 else {
        // A dangling link of another ending is nobody's article.
        if ArticleFormats.isTaken(name) || errno == ELOOP {
          report(path, ArticleFiles.systemReason())
        } else {
          found.skipped.others += 1
        }
        continue
      }
      switch child.st_mode & S_IFMT {
      case S_IFDIR: enter(path, info: child, isCancelled)
      case S_IFREG where ArticleFormats.isTaken(name): add(path, child)
      case S_IFREG: found.skipped.add(name)
      default: found.skipped.others += 1
      }
    }
  }
}
