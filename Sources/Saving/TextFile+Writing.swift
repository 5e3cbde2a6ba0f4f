internal import Articles
internal import Glibc

extension TextFile {
  /// How a file that is written meets one of its name.
  public enum Manner: Hashable, Sendable {
    /// There must be none, nor a link.
    case new
    /// It takes the other's place; where that is a link, its target's place.
    case replace
    /// What is written stands behind what the file holds.
    case append
  }

  /// Writes `text` so that nothing is lost: to a temporary file beside the target, flushed, then put in its place in
  /// one step; the mode of a file that is replaced stays. What is appended, and what goes to a device or a pipe, is
  /// written there directly.
  public static func write(_ text: String, to path: String, _ manner: Manner = .replace) throws(Problem) {
    try write(Array(text.utf8), to: path, manner)
  }

  /// As it writes a text.
  package static func write(_ bytes: [UInt8], to path: String, _ manner: Manner) throws(Problem) {
    if manner == .append || standing(at: path) == .device {
      let file = try open(path, manner)
      defer { close(file) }
      guard bytes.withUnsafeBytes({ writeAll($0, to: file) }) == 0 else { throw problem(path) }
      return
    }
    var target = path
    if manner == .replace, let real = PathText.withBytes(of: path, { realpath($0, nil) }) {
      target = PathText.text(real)
      free(real)
    }
    var status = stat()
    let isThere = PathText.withBytes(of: target) { lstat($0, &status) } == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { throw Problem(path: path, reason: "is a folder") }
    if isThere, manner == .new { throw Problem(path: path, reason: "exists already") }
    let mode = isThere && status.st_mode & S_IFMT == S_IFREG ? status.st_mode & 0o7777 : nil
    removeLeftovers(in: ScriptPath.folder(of: target))
    let temporary = temporaryPath(beside: target)
    let file = opened(temporary, O_WRONLY | O_CREAT | O_EXCL, mode: mode == nil ? 0o666 : 0o600)
    guard file >= 0 else { throw problem(path) }
    flock(file, LOCK_EX | LOCK_NB)
    var isWritten = bytes.withUnsafeBytes { writeAll($0, to: file) } == 0
    if let mode { isWritten = isWritten && fchmod(file, mode) == 0 }
    isWritten = isWritten && fsync(file) == 0
    isWritten = isWritten && take(temporary, to: target, manner)
    let fault = isWritten ? nil : problem(path)
    close(file)
    if let fault {
      remove(temporary)
      throw fault
    }
  }

  /// A file to write answers to as they come; the caller closes it. `.replace` empties it at once.
  public static func open(_ path: String, _ manner: Manner) throws(Problem) -> Int32 {
    let flags =
      switch (standing(at: path), manner) {
      case (.device, _): Int32(0)
      case (_, .new): O_CREAT | O_EXCL
      case (_, .replace): O_CREAT | O_TRUNC
      case (_, .append): O_CREAT | O_APPEND
      }
    let file = opened(path, O_WRONLY | flags, mode: 0o666)
    guard file >= 0 else { throw problem(path) }
    return file
  }

  /// Removes what a write that was killed has left in a folder: temporary files of processes that are gone.
  /// O(names in the folder).
  public static func removeLeftovers(in folder: String) {
    for name in ArticleFiles.names(in: folder) ?? [] {
      guard let process = writer(of: name), process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
      else { continue }
      let path = folder + "/" + name
      // A process of another machine may be at it: then it holds the lock.
      let file = opened(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
      guard file >= 0 else { continue }
      var status = stat()
      if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
        flock(file, LOCK_EX | LOCK_NB) == 0
      {
        remove(path)
      }
      close(file)
    }
  }

  private static let temporaryStart = ".dateline-"
  private static let temporaryEnd = ".tmp"

  private static func temporaryPath(beside target: String) -> String {
    ScriptPath.folder(of: target) + "/" + temporaryStart + String(getpid()) + temporaryEnd
  }

  /// The process that a temporary file is of; nil for other names.
  private static func writer(of name: String) -> pid_t? {
    guard name.hasPrefix(temporaryStart), name.hasSuffix(temporaryEnd) else { return nil }
    return pid_t(name.dropFirst(temporaryStart.count).dropLast(temporaryEnd.count))
  }

  /// Gives the temporary file its name. A new one never takes another's place, whoever made it meanwhile.
  private static func take(_ temporary: String, to target: String, _ manner: Manner) -> Bool {
    guard manner == .new else { return rename(temporary, to: target) }
    let isLinked = PathText.withBytes(of: temporary) { from in
      PathText.withBytes(of: target) { link(from, $0) == 0 }
    }
    if isLinked { return remove(temporary) }
    // Some file systems have no hard links.
    guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else { return false }
    return rename(temporary, to: target)
  }

  /// Gives a file another name, in the place of what has it. False where that fails (`errno`).
  package static func rename(_ path: String, to target: String) -> Bool {
    PathText.withBytes(of: path) { from in PathText.withBytes(of: target) { Glibc.rename(from, $0) == 0 } }
  }

  /// Takes a file's name away. False where it stays (`errno`).
  @discardableResult package static func remove(_ path: String) -> Bool {
    PathText.withBytes(of: path) { unlink($0) } == 0
  }

  /// Makes the folders of a file's path that are missing, for their owner only.
  package static func makeFolder(of path: String) {
    var made = ""
    for part in ScriptPath.folder(of: path).split(separator: "/") {
      made += (made.isEmpty && !path.hasPrefix("/") ? "" : "/") + part
      _ = PathText.withBytes(of: made) { mkdir($0, 0o700) }
    }
  }

  /// Writes a text whole, whatever interrupts it: 0, or why it could not be (`errno`). O(bytes).
  package static func writeAll(_ text: String, to descriptor: Int32) -> Int32 {
    var text = text
    return text.withUTF8 { writeAll(UnsafeRawBufferPointer($0), to: descriptor) }
  }

  /// As it writes a text.
  package static func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var sent = 0
    while let base = bytes.baseAddress, sent < bytes.count {
      let count = Glibc.write(descriptor, base + sent, bytes.count - sent)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      sent += count
    }
    return 0
  }
}
