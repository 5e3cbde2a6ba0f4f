public import Articles
internal import Glibc

/// Folders that are watched, with all folders in them, for files of articles that come, change and go (by inotify).
///
/// It says which paths are to be looked at anew; `ArticleCollection.update` does that. What the system tells too late or not
/// at all costs nothing: whoever looks sees what is there.
///
/// What lies behind links is watched as long as they lead to folders; to files behind links nothing is seen to happen.
public final class FolderWatch {
  /// What happened to watching itself.
  public enum Notice: Hashable, Sendable {
    /// A folder is gone, moved or unmounted; it is watched again once one of its name is there.
    case lost(folder: String)
    case back(folder: String)
    /// More happened than the system could tell: the folders are looked at anew.
    case overflow
    /// A folder that cannot be watched.
    case problem(LoadProblem)
  }

  /// What was found since it was last asked.
  public struct Found: Sendable {
    /// Files and folders to look at anew, each once, in byte order.
    public var paths: [String] = []
    /// What is to be told.
    public var notices: [Notice] = []
  }

  /// A folder that is gone.
  private struct Loss {
    /// When it is looked for.
    var due: UInt64
    /// The bare folder that an unmounted one has left in its place.
    var bare: FolderPlace?
  }

  /// How often a folder that is gone is looked for, in nanoseconds.
  static let retry: UInt64 = 1_000_000_000

  /// To wait on with poll(2): it can be read once something has happened.
  public let descriptor: Int32
  /// The folders that are watched, as they were given.
  public private(set) var folders: [String] = []
  private var lost: [String: Loss] = [:]
  /// By the system's number. One folder may be met by several paths, behind links.
  private var paths: [Int32: Set<String>] = [:]
  private var numbers: [String: Int32] = [:]
  private var queue = ChangeQueue()
  private var notices: [Notice] = []

  /// Watches nothing yet. Throws where the system has no room for another watcher.
  public init() throws(LoadProblem) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else {
      let advice = errno == EMFILE ? ": raise fs.inotify.max_user_instances" : ""
      throw LoadProblem(path: ".watch", reason: .unreadable(String(cString: strerror(errno)) + advice))
    }
  }

  deinit { close(descriptor) }

  /// Watches a folder with all in it; what cannot be watched of it is returned, and nothing is where the folder itself
  /// cannot. O(folders).
  public func add(_ folder: String) -> [LoadProblem] {
    guard !folders.contains(folder) else { return [] }
    let problems = addTree(folder)
    guard numbers[folder] != nil else { return problems }
    folders.append(folder)
    return problems
  }

  /// Watches a folder no longer.
  public func remove(_ folder: String) {
    folders.removeAll { $0 == folder }
    lost[folder] = nil
    dropTree(folder)
    // Another one may lie within.
    for other in folders where other.hasPrefix(Self.start(folder)) { _ = addTree(other) }
  }

  // MARK: What happens

  /// Takes in what the system has to tell; `now` in nanoseconds. O(events).
  public func read(at now: UInt64) {
    withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { buffer in
      while true {
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        var at = 0
        let head = MemoryLayout<inotify_event>.size
        while at + head <= count {
          let event = buffer.loadUnaligned(fromByteOffset: at, as: inotify_event.self)
          let end = min(count, at + head + Int(event.len))
          let name = PathText.text(buffer[(at + head)..<end].prefix { $0 != 0 })
          take(event.wd, Int32(bitPattern: event.mask), name, now)
          at = end
        }
      }
    }
  }

  /// When there may be something to take; nil where nothing is under way.
  public var nextDue: UInt64? {
    [queue.nextDue, lost.values.lazy.map(\.due).min()].compactMap(\.self).min()
  }

  /// Takes what has settled until `now`; `atOnce`: all but what is being written.
  public func take(at now: UInt64, atOnce: Bool = false) -> Found {
    for (folder, loss) in lost where loss.due <= now || atOnce { look(for: folder, now) }
    let found = Found(paths: queue.take(at: now, atOnce: atOnce), notices: notices)
    notices = []
    return found
  }

  private func take(_ number: Int32, _ mask: Int32, _ name: String, _ now: UInt64) {
    func has(_ bits: Int...) -> Bool { bits.contains { mask & Int32(truncatingIfNeeded: $0) != 0 } }
    if has(Int(IN_Q_OVERFLOW)) {
      notices.append(.overflow)
      for folder in folders where lost[folder] == nil { renew(folder, now) }
      return
    }
    guard let known = paths[number] else { return }
    if has(Int(IN_IGNORED)) {
      for path in known {
        numbers[path] = nil
        if folders.contains(path) { lose(path, now) }
      }
      paths[number] = nil
      return
    }
    for folder in known.sorted() {
      if name.isEmpty {
        guard folders.contains(folder) else { continue }
        if has(Int(IN_UNMOUNT)) {
          lose(folder, now, isUnmounted: true)
        } else if has(Int(IN_DELETE_SELF), Int(IN_MOVE_SELF)) {
          lose(folder, now)
        }
        continue
      }
      guard !name.hasPrefix(".") else { continue }
      let path = Self.start(folder) + name
      let isGone = has(Int(IN_DELETE), Int(IN_MOVED_FROM))
      let isFile = ArticleFiles.isTaken(name)
      if has(Int(IN_ISDIR)) || (!isFile && (isGone ? numbers[path] != nil : Self.isFolder(path))) {
        // Who may read a folder that is watched, or when it was touched, changes nothing in it.
        if has(Int(IN_ATTRIB)), numbers[path] != nil { continue }
        if !isGone {
          // What has gone again is no fault.
          for problem in addTree(path) where problem.reason != .missing { notices.append(.problem(problem)) }
        } else if has(Int(IN_DELETE)), has(Int(IN_ISDIR)) {
          // A folder that is removed is empty.
          drop(path)
        } else {
          dropTree(path)
        }
        queue.settle(path, at: now)
      } else if isFile {
        if has(Int(IN_CREATE), Int(IN_MODIFY)), !isGone {
          queue.write(path, at: now)
        } else {
          queue.settle(path, at: now)
        }
      }
    }
  }

  private func renew(_ folder: String, _ now: UInt64) {
    dropTree(folder)
    for problem in addTree(folder) { notices.append(.problem(problem)) }
    queue.settle(folder, at: now)
  }

  /// The articles of a folder that was unmounted stay: they are not there now, but they are not gone.
  private func lose(_ folder: String, _ now: UInt64, isUnmounted: Bool = false) {
    guard lost[folder] == nil else { return }
    dropTree(folder)
    lost[folder] = Loss(due: now &+ Self.retry, bare: isUnmounted ? FolderPlace(folder) : nil)
    notices.append(.lost(folder: folder))
    if !isUnmounted { queue.settle(folder, at: now) }
  }

  private func look(for folder: String, _ now: UInt64) {
    lost[folder]?.due = now &+ Self.retry
    guard let place = FolderPlace(folder), place != lost[folder]?.bare else { return }
    let problems = addTree(folder)
    guard numbers[folder] != nil else { return }
    lost[folder] = nil
    notices.append(.back(folder: folder))
    for problem in problems { notices.append(.problem(problem)) }
    queue.settle(folder, at: now)
  }

  // MARK: Folders

  private static let events =
    [
      IN_CREATE, IN_MODIFY, IN_CLOSE_WRITE, IN_ATTRIB, IN_MOVED_FROM, IN_MOVED_TO, IN_DELETE, IN_DELETE_SELF,
      IN_MOVE_SELF, IN_ONLYDIR, IN_EXCL_UNLINK,
    ].reduce(UInt32(0)) { $0 | UInt32(truncatingIfNeeded: Int($1)) }

  /// Watches a folder and those in it, as deep as they are searched for articles. Whatever is made in them meanwhile is
  /// seen: a folder is watched before it is listed.
  private func addTree(_ folder: String) -> [LoadProblem] {
    var problems: [LoadProblem] = []
    var open: [(path: String, depth: Int)] = [(folder, 0)]
    while let (path, depth) = open.popLast() {
      let number = PathText.withBytes(of: path) { inotify_add_watch(descriptor, $0, Self.events) }
      guard number >= 0 else {
        // What has gone meanwhile is told by the folder around it.
        if errno == ENOENT || errno == ENOTDIR, path != folder { continue }
        problems.append(LoadProblem(path: path, reason: Self.reason()))
        if errno == ENOSPC { break }
        continue
      }
      // A circle of links comes back to a folder that lies around it.
      let isCircle = paths[number]?.contains { path.hasPrefix(Self.start($0)) } ?? false
      guard depth < ArticleFiles.deepest, !isCircle else { continue }
      paths[number, default: []].insert(path)
      numbers[path] = number
      let base = Self.start(path)
      guard let names = ArticleFiles.folders(in: path) else {
        problems.append(LoadProblem(path: path, reason: Self.reason()))
        continue
      }
      open += names.map { (base + $0, depth + 1) }
    }
    return problems
  }

  private static func reason() -> LoadProblem.Reason {
    switch errno {
    case ENOENT: .missing
    case ENOTDIR: .notAFolder
    case ENOSPC: .unreadable("too many folders are watched: raise fs.inotify.max_user_watches")
    case let code: .unreadable(String(cString: strerror(code)))
    }
  }

  private func dropTree(_ folder: String) {
    let start = Self.start(folder)
    for path in numbers.keys.filter({ $0 == folder || $0.hasPrefix(start) }) { drop(path) }
  }

  private func drop(_ path: String) {
    guard let number = numbers.removeValue(forKey: path) else { return }
    paths[number]?.remove(path)
    if paths[number]?.isEmpty == true {
      paths[number] = nil
      inotify_rm_watch(descriptor, number)
    }
  }

  /// What the paths of all in a folder begin with.
  private static func start(_ folder: String) -> String { folder.hasSuffix("/") ? folder : folder + "/" }

  private static func isFolder(_ path: String) -> Bool { FolderPlace(path) != nil }
}

/// Which folder stands at a path, whatever it is called.
private struct FolderPlace: Equatable {
  let device: UInt
  let inode: UInt

  /// Nil where there is none.
  init?(_ path: String) {
    var info = stat()
    guard PathText.withBytes(of: path, { stat($0, &info) }) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      return nil
    }
    device = UInt(info.st_dev)
    inode = UInt(info.st_ino)
  }
}
