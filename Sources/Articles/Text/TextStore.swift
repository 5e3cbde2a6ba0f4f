internal import Glibc
internal import Synchronization

/// Where the texts of many articles lie: those that come first in memory, the others in a file without a name, which goes with the
/// program, however that ends. What is read of it is in the machine's cache of files, which gives way to what is needed more.
///
/// A file is a chunk of all; it goes once no text of it is held any more. Where no file can be made, or its disk is full, texts stay in
/// memory. Any thread may put texts in.
public final class TextStore: Sendable {
  /// Bytes of texts that stay in memory before a file is made.
  let inMemory: Int
  /// Bytes of a chunk.
  let chunkSize: Int
  private let state = Mutex(State())

  private struct State {
    var held = 0
    var chunk: TextChunk?
    var filed = 0
    /// That a chunk could not be made or written: it is not tried again.
    var hasFailed = false
  }

  /// A store that nothing is in. No file is made before it is needed.
  public init(inMemory: Int = 16 << 20, chunkSize: Int = 64 << 20) {
    self.inMemory = inMemory
    self.chunkSize = chunkSize
  }

  /// Bytes of texts that have been put into files.
  var filedBytes: Int { state.withLock { $0.filed } }

  /// The same text, wherever it lies now. O(bytes).
  public func keep(_ text: ArticleText) -> ArticleText {
    state.withLock { state in
      guard !text.isEmpty, !text.isFiled else { return text }
      if state.hasFailed || state.held + text.count <= inMemory {
        state.held += text.count
        return text
      }
      if state.chunk.map({ $0.room < text.count }) ?? true {
        // The one before stays mapped as long as a text of it is held.
        state.chunk?.seal()
        state.chunk = TextChunk(size: Swift.max(chunkSize, text.count))
      }
      guard let filed = state.chunk?.append(text) else {
        state.hasFailed = true
        state.chunk = nil
        return text
      }
      state.filed += text.count
      return filed
    }
  }
}

/// Texts one after another in a mapped file.
final class TextChunk: Sendable {
  private struct State {
    /// −1 once nothing is written any more.
    var file: Int32
    var used = 0
  }

  private nonisolated(unsafe) let base: UnsafeMutableRawPointer
  private let size: Int
  private let state: Mutex<State>

  /// An empty one of `size` bytes; nil where no file can be made or mapped. The file takes disk as it is written.
  init?(size: Int) {
    guard let file = Self.temporaryFile() else { return nil }
    guard ftruncate(file, size) == 0,
      let base = mmap(nil, size, PROT_READ, MAP_SHARED, file, 0), base != MAP_FAILED
    else {
      close(file)
      return nil
    }
    state = Mutex(State(file: file))
    self.base = base
    self.size = size
  }

  deinit {
    munmap(base, size)
    seal()
  }

  /// Ends writing: of many chunks none takes one of the files that a process may have open.
  func seal() {
    state.withLock { state in
      if state.file >= 0 { close(state.file) }
      state.file = -1
    }
  }

  /// Bytes that are free.
  var room: Int { size - state.withLock { $0.used } }

  /// Writes a text behind the others; nil where it cannot be written whole.
  func append(_ text: ArticleText) -> ArticleText? {
    state.withLock { state in
      guard state.file >= 0 else { return nil }
      let used = state.used
      // Written, not copied into the map: a full disk is then an error and no signal, and the pages are not the program's.
      let isWritten = text.withUnsafeBytes { bytes in
        var done = 0
        while done < bytes.count {
          let count = pwrite(state.file, bytes.baseAddress.map { $0 + done }, bytes.count - done, used + done)
          if count < 0, errno == EINTR { continue }
          if count <= 0 { return false }
          done += count
        }
        return true
      }
      guard isWritten else { return nil }
      state.used += text.count
      return ArticleText(
        at: UnsafePointer((base + used).assumingMemoryBound(to: UInt8.self)), count: text.count, of: self)
    }
  }

  /// A file without a name, in the first folder that takes one (as SQLite chooses): `$TMPDIR`, /var/tmp, /tmp.
  private static func temporaryFile() -> Int32? {
    let own = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    for folder in [own, "/var/tmp", "/tmp"] where !folder.isEmpty {
      var pattern = Array((folder + "/dateline-XXXXXX").utf8CString)
      let file = mkstemp(&pattern)
      guard file >= 0 else { continue }
      unlink(pattern)
      // No program that is run has a use for it.
      _ = fcntl(file, F_SETFD, FD_CLOEXEC)
      return file
    }
    return nil
  }
}
