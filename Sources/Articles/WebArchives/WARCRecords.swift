internal import Glibc

/// The records of a web archive (WARC, ISO 28500), one after another. The stream stands at a record's block when its head has
/// been read, and no more of the block is held than is asked for.
struct WARCRecords {
  /// What stands above a block.
  struct Head {
    /// Where the record begins in the file.
    var offset: Int
    var fields: HeaderFields
    /// Bytes of the block.
    var length: Int
  }

  private let path: String
  /// Bytes of the last block that are still to be passed.
  private var left = 0
  /// A record was broken or without end: the next is looked for.
  private var isLost = false

  /// Bytes of a head; addresses may be long.
  private static let mostHead = 1 << 18

  init(path: String) { self.path = path }

  /// The head of the next record; nil behind the last. What is left of the block before it is passed by. Throws
  /// `.brokenRecord` where none begins; the next call goes on at the next that does.
  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> Head? {
    if isLost { try find(&bytes) }
    try pass(&bytes)
    guard try skipBreaks(&bytes) else { return nil }
    let offset = bytes.offset
    guard try has(5, &bytes), bytes.available.starts(with: "WARC/".utf8) else {
      isLost = true
      throw broken(offset, "no record of WARC begins here", isCutOff: bytes.available.count < 5)
    }
    guard let end = try endOfHead(&bytes) else {
      isLost = true
      throw broken(offset, "its head has no end", isCutOff: try !bytes.more())
    }
    let fields = HeaderFields(lines: bytes.available.prefix(end).drop { $0 != 10 }.dropFirst())
    bytes.skip(end)
    guard let length = fields.number("content-length") else {
      isLost = true
      throw broken(offset, "it does not say how long it is")
    }
    // Nobody knows whether such a number is true: the next record is found by how it begins.
    if length > ArticleFormats.largest { isLost = true } else { left = length }
    return Head(offset: offset, fields: fields, length: length)
  }

  /// The first bytes of the block, at most `count`; fewer where it is shorter.
  func start(_ count: Int, of head: Head, _ bytes: inout ByteStream) throws(LoadProblem)
    -> ContiguousArray<
      UInt8
    >.SubSequence
  {
    let count = min(count, head.length)
    _ = try has(count, &bytes)
    return bytes.available.prefix(count)
  }

  /// The whole block. Throws `.brokenRecord` where it is too long or another record does not begin behind it.
  mutating func block(of head: Head, _ bytes: inout ByteStream) throws(LoadProblem) -> ContiguousArray<UInt8>
  {
    guard head.length <= ArticleFormats.largest else {
      throw broken(head.offset, "it is larger than \(ArticleFormats.largest >> 20) MiB")
    }
    guard try has(head.length, &bytes) else {
      lose()
      throw broken(head.offset, "the file ends within it", isCutOff: true)
    }
    guard try isFollowed(head.length, &bytes) else {
      lose()
      throw broken(head.offset, "it is not as long as it says")
    }
    left = 0
    return bytes.take(head.length)
  }

  /// Goes on at the next record that begins in what is not passed yet.
  private mutating func lose() {
    left = 0
    isLost = true
  }

  private func broken(_ offset: Int, _ what: String, isCutOff: Bool = false) -> LoadProblem {
    LoadProblem(path: path, reason: .brokenRecord(offset: offset, what: what, isCutOff: isCutOff))
  }

  /// Whether so many bytes are available, reading what is missing.
  private func has(_ count: Int, _ bytes: inout ByteStream) throws(LoadProblem) -> Bool {
    while bytes.available.count < count { if try !bytes.more() { return false } }
    return true
  }

  private mutating func pass(_ bytes: inout ByteStream) throws(LoadProblem) {
    while left > 0 {
      let count = min(left, bytes.available.count)
      bytes.skip(count)
      left -= count
      guard left > 0 else { break }
      if try !bytes.more() {
        left = 0
        throw broken(bytes.offset, "the file ends within the record before", isCutOff: true)
      }
    }
  }

  /// Passes line breaks by; false at the end of the file.
  private func skipBreaks(_ bytes: inout ByteStream) throws(LoadProblem) -> Bool {
    while true {
      let count = bytes.withAvailable { available in
        available.firstIndex { $0 != 10 && $0 != 13 } ?? available.count
      }
      bytes.skip(count)
      if !bytes.available.isEmpty { return true }
      if try !bytes.more() { return false }
    }
  }

  /// Whether two line breaks, or others and another record, or the end of the file, stand behind `count` bytes.
  private func isFollowed(_ count: Int, _ bytes: inout ByteStream) throws(LoadProblem) -> Bool {
    let room = 16
    let isAll = try !has(count + room, &bytes)
    let tail = bytes.available.dropFirst(count).prefix(room)
    if tail.starts(with: [13, 10, 13, 10]) { return true }
    let rest = tail.drop { $0 == 10 || $0 == 13 }
    return isAll && rest.isEmpty || rest.starts(with: "WARC/".utf8)
  }

  /// Bytes to behind the blank line that ends the head; nil where there is none among as many as a head may have.
  private func endOfHead(_ bytes: inout ByteStream) throws(LoadProblem) -> Int? {
    var seen = 0
    while true {
      let end = bytes.withAvailable { HeaderFields.end($0, from: max(0, seen - 3)) }
      if let end { return end }
      seen = bytes.available.count
      if seen > Self.mostHead { return nil }
      if try !bytes.more() { return nil }
    }
  }

  /// Passes bytes by up to the next line that begins a record behind a blank one; to the end where there is none.
  private mutating func find(_ bytes: inout ByteStream) throws(LoadProblem) {
    isLost = false
    while true {
      let found = bytes.withAvailable { available -> Int? in
        var at = 0
        while let line = available.firstOffset(of: "\nWARC/", from: at) {
          let before = line > 0 && available[line - 1] == 13 ? line - 2 : line - 1
          if before >= 0, available[before] == 10, line + 8 <= available.count,
            available[line + 6].isASCIIDigit, available[line + 7] == UInt8(ascii: ".")
          {
            return line + 1
          }
          at = line + 1
        }
        return nil
      }
      if let found { return bytes.skip(found) }
      // What may be the beginning of such a line stays.
      bytes.skip(max(0, bytes.available.count - 12))
      if try !bytes.more() { return bytes.skip(bytes.available.count) }
    }
  }
}

extension HeaderFields {
  /// Bytes to behind the first blank line, looked for from an offset on; nil where there is none. O(bytes).
  static func end(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int = 0) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var at = start
    while at < bytes.count, let found = memchr(base + at, 10, bytes.count - at) {
      let line = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if line + 1 < bytes.count, bytes[line + 1] == 10 { return line + 2 }
      if line + 2 < bytes.count, bytes[line + 1] == 13, bytes[line + 2] == 10 { return line + 3 }
      at = line + 1
    }
    return nil
  }
}
