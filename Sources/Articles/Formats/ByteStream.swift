internal import Glibc

/// The bytes of a file, of standard input, of a member of an archive or of memory, read a piece at a time.
///
/// What has been read and not taken is held; a format takes what makes an article, so no more of a file lies in memory
/// than its longest article and a piece.
public struct ByteStream: ~Copyable {
  private let path: String
  /// −1 where it reads from no file; open as long as the stream lives, so that an archive can jump in it.
  private let descriptor: Int32
  private var isAtEnd = false
  /// Where it reads from, unless that is a descriptor.
  private var source: (any ByteSource)?
  /// What may still be unpacked of the archive that it lies in; nil where it lies in none.
  var budget: UnpackingBudget? { (source as? ArchiveReader)?.budget }
  private var held: ContiguousArray<UInt8>
  /// Bytes of `held` that have been taken.
  private var start = 0
  private let piece: Int
  /// Of the file; 0 where that is not known.
  private let size: Int
  /// Whether it has a file of its own, in which one can jump.
  let isRegularFile: Bool

  /// Bytes of the source that have been taken so far: where the next one stands in it.
  public private(set) var offset = 0

  /// The file at `path`; "-" is standard input.
  public init(path: String) throws(LoadProblem) {
    let descriptor =
      path == "-"
      ? dup(STDIN_FILENO) : PathText.withBytes(of: path) { open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw LoadProblem(path: path, reason: ArticleFiles.systemReason()) }
    var info = stat()
    if fstat(descriptor, &info) == 0, info.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw LoadProblem(path: path, reason: .notAFile)
    }
    self.path = path
    self.descriptor = descriptor
    // A short file comes in one piece, and the read that finds its end fits behind it.
    size = max(0, Int(info.st_size))
    isRegularFile = info.st_mode & S_IFMT == S_IFREG
    piece = max(1 << 16, min(size + 1, 1 << 20))
    held = []
  }

  /// Bytes in memory; `path` is what messages call them.
  public init(_ bytes: ContiguousArray<UInt8>, path: String) {
    self.path = path
    descriptor = -1
    held = bytes
    piece = 0
    size = bytes.count
    isRegularFile = false
  }

  /// What `source` yields; `path` is what messages call it.
  init(_ source: any ByteSource, path: String) {
    self.path = path
    self.source = source
    descriptor = -1
    held = []
    piece = 1 << 16
    size = 0
    isRegularFile = false
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// What has been read and not taken.
  public var available: ContiguousArray<UInt8>.SubSequence { held[start...] }

  /// Reads a piece more, at most 1 MiB; false at the end. A stream that cannot be read has ended.
  public mutating func more() throws(LoadProblem) -> Bool {
    guard !isAtEnd, descriptor >= 0 || source != nil else { return false }
    if start > 0, start >= held.count - start {
      held.removeFirst(start)
      start = 0
    }
    if let source { return try more(of: source) }
    var failure: Int32 = 0
    let before = held.count
    withUnsafeTemporaryAllocation(byteCount: piece, alignment: 16) { buffer in
      while true {
        let count = read(descriptor, buffer.baseAddress, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count < 0 { failure = errno }
        if count > 0 { held.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
        return
      }
    }
    if held.count > before { return true }
    isAtEnd = true
    guard failure != 0 else { return false }
    errno = failure
    throw LoadProblem(path: path, reason: ArticleFiles.systemReason())
  }

  private mutating func more(of source: any ByteSource) throws(LoadProblem) -> Bool {
    var problem: LoadProblem?
    var count = 0
    withUnsafeTemporaryAllocation(byteCount: piece, alignment: 16) { buffer in
      do throws(LoadProblem) { count = try source.read(into: buffer) } catch { problem = error }
      if count > 0 { held.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    }
    if count > 0 { return true }
    isAtEnd = true
    if let problem { throw problem }
    return false
  }

  /// Whether reading more would wait for whoever writes into a pipe or a terminal. O(1).
  var isWaiting: Bool {
    guard descriptor >= 0, !isRegularFile, !isAtEnd else { return false }
    var end = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&end, 1, 0) == 0
  }

  /// Calls `body` with the file's descriptor, which stays open; −1 where it has none.
  func withDescriptor<Result>(_ body: (Int32) -> Result) -> Result { body(descriptor) }

  /// Takes the first `count` bytes of what is available, fewer where there are fewer. O(count).
  public mutating func take(_ count: Int) -> ContiguousArray<UInt8> {
    let count = max(0, min(count, held.count - start))
    offset += count
    if start == 0, count == held.count {
      defer { held = [] }
      return held
    }
    defer { start += count }
    return ContiguousArray(held[start..<start + count])
  }

  /// Calls `body` with what has been read and not taken.
  public func withAvailable<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    held.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  /// Lets the first `count` bytes of what is available go, fewer where there are fewer. O(1).
  public mutating func skip(_ count: Int) {
    let count = max(0, min(count, held.count - start))
    offset += count
    start += count
  }

  /// Takes all that is left, which is one article. Throws `.tooLarge` where it is longer than one may be.
  public mutating func rest(limit: Int = ArticleFormats.largest) throws(LoadProblem) -> ContiguousArray<UInt8>
  {
    if size - offset > held.count { held.reserveCapacity(min(size - offset, limit) + 1) }
    repeat {
      guard available.count <= limit else { throw LoadProblem(path: path, reason: .tooLarge(limit: limit)) }
    } while try more()
    return take(available.count)
  }
}
