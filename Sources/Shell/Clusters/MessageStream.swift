internal import Articles
internal import Glibc
internal import Saving

/// What the steps of a job on a cluster hand each other: messages of a length in four bytes, the lowest first, a letter that says what
/// it is, and as many bytes less that letter.
struct Message {
  enum Kind: UInt8 {
    /// An article with all that it tells.
    case article = 0x41
    /// What a block has to know of some reports, behind its number in four bytes, the lowest first.
    case cards = 0x43
    /// Pairs of reports, a line each.
    case pairs = 0x45
    /// In which blocks reports are joined, a line each.
    case homes = 0x48
    /// Where the next article stands in the collection.
    case placing = 0x50
    /// What is wrong with an article that could not be read.
    case problem = 0x58
  }

  var kind: Kind
  var bytes: ContiguousArray<UInt8>

  /// The lines of a text.
  var lines: [Substring] { String(decoding: bytes, as: UTF8.self).split(separator: "\n") }
}

/// Reads messages from a descriptor.
struct MessageReader {
  /// What is no stream of messages, or ends within one.
  struct Fault: Error {
    var message: String
  }

  private let descriptor: Int32
  private var buffer = ContiguousArray<UInt8>()
  private var start = 0

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// The next one; nil behind the last.
  mutating func next() throws(Fault) -> Message? {
    guard try fill(5) else {
      if start == buffer.count { return nil }
      throw Fault(message: "the input ends within a message")
    }
    let length = buffer[start..<start + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length >= 1, let kind = Message.Kind(rawValue: buffer[start + 4]) else {
      throw Fault(message: "the input is none of messages of `dateline cluster`")
    }
    guard try fill(length + 4) else { throw Fault(message: "the input ends within a message") }
    let bytes = ContiguousArray(buffer[start + 5..<start + 4 + length])
    start += 4 + length
    return Message(kind: kind, bytes: bytes)
  }

  /// Reads on until so many bytes are there. False where there are fewer.
  private mutating func fill(_ count: Int) throws(Fault) -> Bool {
    while buffer.count - start < count {
      if start > 0 {
        buffer.removeFirst(start)
        start = 0
      }
      let chunk = max(1 << 18, min(count, 1 << 24))
      var error: Int32 = 0
      let had = buffer.count
      buffer.append(contentsOf: repeatElement(0, count: chunk))
      let read = buffer.withUnsafeMutableBytes { bytes -> Int in
        while true {
          let read = Glibc.read(descriptor, bytes.baseAddress.map { $0 + had }, chunk)
          if read >= 0 || errno != EINTR {
            error = errno
            return read
          }
        }
      }
      buffer.removeLast(chunk - max(0, read))
      if read < 0 {
        throw Fault(message: "the input could not be read: \(String(cString: strerror(error)))")
      }
      if read == 0 { return false }
    }
    return true
  }
}

/// Writes bytes to a descriptor, some at a time.
struct MessageWriter {
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  /// Nobody reads any more, or nothing more can be written.
  private(set) var isClosed = false
  /// What the system said when it could not take what was written; nil where nobody reads any more.
  private(set) var fault: String?

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  mutating func write(_ kind: Message.Kind, _ bytes: some Collection<UInt8>) {
    let length = UInt32(truncatingIfNeeded: bytes.count + 1)
    for shift in stride(from: UInt32(0), to: 32, by: 8) { buffer.append(UInt8(length >> shift & 255)) }
    buffer.append(kind.rawValue)
    buffer.append(contentsOf: bytes)
    if buffer.count > 1 << 18 { flush() }
  }

  mutating func write(line: String) {
    buffer.append(contentsOf: line.utf8)
    buffer.append(10)
    if buffer.count > 1 << 18 { flush() }
  }

  mutating func flush() {
    defer { buffer.removeAll(keepingCapacity: true) }
    if isClosed { return }
    let error = buffer.withUnsafeBytes { TextFile.writeAll($0, to: descriptor) }
    guard error != 0 else { return }
    isClosed = true
    if error != EPIPE { fault = String(cString: strerror(error)) }
  }
}
