internal import Glibc

/// Whole text files, written so that nothing is lost: to a temporary file beside the target, flushed, then
/// renamed over it.
public enum TextFile {
  /// Why a file could not be read or written.
  public struct Problem: Error, Hashable, Sendable {
    /// As it was given.
    public var path: String
    /// "Permission denied", "is a folder".
    public var reason: String
  }

  /// Bytes; a longer script is refused.
  static let largest = 64 << 20

  /// The text of a regular file; bytes that are no UTF-8 become U+FFFD.
  public static func read(_ path: String) throws(Problem) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Problem(path: path, reason: "is a folder")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw problem(path) }
      guard count > 0 else { break }
      bytes.append(contentsOf: chunk[0..<count])
      guard bytes.count <= largest else { throw Problem(path: path, reason: "is larger than 64 MiB") }
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether there is something of that name.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Writes `text`, replacing a file of that name in one step; a link's target is replaced, not the link. The
  /// file's mode stays.
  public static func write(_ text: String, to path: String) throws(Problem) {
    var target = path
    if let real = realpath(path, nil) {
      target = String(cString: real)
      free(real)
    }
    var status = stat()
    let isThere = stat(target, &status) == 0
    if isThere, status.st_mode & S_IFMT == S_IFDIR { throw Problem(path: path, reason: "is a folder") }
    if isThere, status.st_mode & S_IFMT != S_IFREG { return try writeThrough(text, to: path) }
    let temporary = "\(target).\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, isThere ? 0o600 : 0o666)
    guard file >= 0 else { throw problem(path) }
    var isWritten = put(text, file)
    if isThere { isWritten = isWritten && fchmod(file, status.st_mode & 0o7777) == 0 }
    isWritten = isWritten && fsync(file) == 0
    isWritten = close(file) == 0 && isWritten
    guard isWritten, rename(temporary, target) == 0 else {
      let fault = problem(path)
      unlink(temporary)
      throw fault
    }
  }

  /// Devices and pipes (/dev/stdout) cannot be replaced.
  private static func writeThrough(_ text: String, to path: String) throws(Problem) {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    guard put(text, file) else { throw problem(path) }
  }

  private static func put(_ text: String, _ file: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private static func problem(_ path: String) -> Problem {
    Problem(path: path, reason: String(cString: strerror(errno)))
  }
}
