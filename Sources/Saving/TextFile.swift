internal import Articles
internal import CAttributes
package import Glibc

/// Text files, read and written whole.
public enum TextFile {
  /// Why a file could not be read or written.
  public struct Problem: Error, Hashable, Sendable {
    /// As it was given.
    public var path: String
    /// "Permission denied", "is a folder".
    public var reason: String
  }

  /// Whose a file is, and who may write it.
  package struct Access {
    /// What the system knows of the file itself.
    package var status: stat
    /// It has an access control list (acl(5)) with users or groups beside its own. The group's bits of the mode are then
    /// what the list grants at most.
    package var hasList: Bool
  }

  /// Bytes; a longer script is refused.
  static let largest = 64 << 20

  /// The text of a regular file; bytes that are no UTF-8 stand for themselves, as in `PathText`.
  public static func read(_ path: String) throws(Problem) -> String { try readWithAccess(path).text }

  /// As `read`, with what the system knows of the very file that was read: whose it is, and who may write it.
  package static func readWithAccess(_ path: String) throws(Problem) -> (text: String, access: Access) {
    let file = opened(path, O_RDONLY)
    guard file >= 0 else { throw problem(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw problem(path) }
    if status.st_mode & S_IFMT == S_IFDIR { throw Problem(path: path, reason: "is a folder") }
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
    let hasList = fgetxattr(file, "system.posix_acl_access", nil, 0) > 0
    return (PathText.statements(bytes), Access(status: status, hasList: hasList))
  }

  /// `open` of a path's bytes: a descriptor, −1 where it cannot be opened (`errno`).
  package static func opened(_ path: String, _ flags: Int32, mode: UInt32 = 0) -> Int32 {
    PathText.withBytes(of: path) { Glibc.open($0, flags | O_CLOEXEC, mode) }
  }

  /// Whether there is something of that name.
  public static func exists(_ path: String) -> Bool { standing(at: path) != .nothing }

  /// The first bytes of a file, at most `count`; "" where it cannot be read.
  public static func start(of path: String, count: Int) -> String {
    let file = opened(path, O_RDONLY | O_NONBLOCK)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = Glibc.read(file, &bytes, count)
    return String(decoding: bytes.prefix(max(0, got)), as: UTF8.self)
  }

  /// The first line of a regular file, without its ending and a byte order mark, at most `limit` bytes of it, and whether
  /// the last line is ended; nil where there is none or nothing in it. O(limit).
  package static func ends(_ path: String, firstLine limit: Int) -> (firstLine: String, endsLine: Bool)? {
    let file = opened(path, O_RDONLY | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = pread(file, &bytes, limit, 0)
    var line = bytes.prefix(max(0, count))
    if line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    line = line.prefix { $0 != 10 }
    if line.last == 13 { line.removeLast() }
    var last: UInt8 = 10
    pread(file, &last, 1, status.st_size - 1)
    return (String(decoding: line, as: UTF8.self), last == 10)
  }

  /// Whether `path` is a regular file that holds nothing, not even a blank.
  public static func isEmpty(_ path: String) -> Bool {
    var status = stat()
    return PathText.withBytes(of: path) { lstat($0, &status) } == 0
      && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
  }

  /// What stands at a path.
  public enum Standing: Hashable, Sendable {
    case nothing, file, folder
    /// A terminal, a pipe, `/dev/stdout`: what is written there replaces nothing.
    case device
    /// A symbolic link, with what it says.
    case link(to: String)
  }

  /// What stands at `path`, without going through a link. A link to a device is a device.
  public static func standing(at path: String) -> Standing {
    var status = stat()
    guard PathText.withBytes(of: path, { lstat($0, &status) }) == 0 else { return .nothing }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    case S_IFLNK:
      var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
      let count = target.withUnsafeMutableBytes { bytes in
        bytes.baseAddress.map { start in
          PathText.withBytes(of: path) { readlink($0, start, bytes.count) }
        } ?? 0
      }
      let isDevice =
        PathText.withBytes(of: path, { stat($0, &status) }) == 0
        && ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
      return isDevice ? .device : .link(to: PathText.text(target.prefix(max(0, count))))
    default: return .device
    }
  }

  static func problem(_ path: String) -> Problem {
    Problem(path: path, reason: String(cString: strerror(errno)))
  }
}
