internal import CInflate

/// The head of what a web server has answered (RFC 9112), and its body without what it was packed in for the way.
struct HTTPResponse {
  private(set) var status = 0
  private(set) var fields = HeaderFields()
  /// Where the body begins.
  private(set) var bodyStart = 0

  /// Nil where the bytes do not begin with a head of HTTP that ends among them.
  init?(_ bytes: ContiguousArray<UInt8>.SubSequence) {
    guard bytes.starts(with: "HTTP/".utf8) else { return nil }
    let end = bytes.withUnsafeBufferPointer { HeaderFields.end($0) }
    guard let end else { return nil }
    let head = bytes.prefix(end)
    let words = head.prefix { $0 != 10 }.split { $0 <= 32 }
    guard words.count >= 2, words[1].count == 3, words[1].allSatisfy(\.isASCIIDigit) else { return nil }
    status = words[1].reduce(0) { $0 * 10 + Int($1 - 48) }
    fields = HeaderFields(lines: head.drop { $0 != 10 }.dropFirst())
    bodyStart = end
  }

  /// What the body is, by its header.
  var type: MediaType { fields.bytes("content-type").map { MediaType($0) } ?? MediaType() }

  /// A body as it was before it was sent.
  struct Body {
    var bytes: ContiguousArray<UInt8>
    /// Nothing was taken off, so that it stands in the answer as it is.
    var isPlain = true
    /// Packed bytes at its end that could not be unpacked.
    var unread = 0
  }

  /// Why a body cannot be had.
  enum Fault: Error, Equatable {
    /// In a form that is not read: "br".
    case packed(String)
    /// It would become too large.
    case tooLarge
    case damaged
  }

  /// The body of the answer that begins with this head; adds to `unpacked` the bytes that came of unpacking it, whatever became of
  /// them. O(what it becomes), which is bounded.
  func body(of answer: ContiguousArray<UInt8>, unpacked: inout Int) throws(Fault) -> Body {
    var body = Body(bytes: ContiguousArray(answer[min(bodyStart, answer.count)...]))
    if codings("transfer-encoding").contains("chunked"), let whole = Self.withoutChunks(body.bytes) {
      body = Body(bytes: whole, isPlain: false)
    }
    for coding in codings("content-encoding").suffix(3).reversed() {
      try unpack(&body, coding, &unpacked)
    }
    return body
  }

  private func codings(_ name: String) -> [String] {
    fields.all(name).flatMap { $0.split(separator: UInt8(ascii: ",")) }.map { coding in
      String(decoding: coding.filter { $0 > 32 }.map(\.asciiLowered), as: UTF8.self)
    }
  }

  // MARK: Chunks

  /// The body without the lengths that stand between its pieces (RFC 9112, 7.1); nil where it has none, as crawlers write
  /// that take them off and leave the header.
  private static func withoutChunks(_ bytes: ContiguousArray<UInt8>) -> ContiguousArray<UInt8>? {
    var whole: ContiguousArray<UInt8> = []
    whole.reserveCapacity(bytes.count)
    var at = 0
    while let (size, start) = chunk(bytes, at) {
      if size == 0 { return whole }
      let end = start + min(size, bytes.count - start)
      whole.append(contentsOf: bytes[start..<end])
      at = end
      // The answer was cut.
      if at == bytes.count { return whole }
      if bytes[at] == 13 { at += 1 }
      if at < bytes.count, bytes[at] == 10 { at += 1 }
      if at == bytes.count { return whole }
    }
    // No length stands where one must: they were never there, or the rest is damaged.
    return at == 0 || whole.count * 2 < bytes.count ? nil : whole
  }

  /// The length in the line at an offset, and where the bytes begin that it tells of.
  private static func chunk(_ bytes: ContiguousArray<UInt8>, _ at: Int) -> (size: Int, start: Int)? {
    var size = 0
    var i = at
    while i < bytes.count, let digit = bytes[i].hexValue {
      size = size << 4 | Int(digit)
      i += 1
      if i - at > 12 { return nil }
    }
    guard i > at else { return nil }
    // Extensions, and the white space that some servers fill up with.
    let line = bytes[i...].prefix(256)
    guard let end = line.firstIndex(of: 10) else { return nil }
    let rest = line[..<end].drop { $0 == 32 || $0 == 9 || $0 == 13 }
    guard rest.isEmpty || rest.first == UInt8(ascii: ";") else { return nil }
    return (size, end + 1)
  }

  // MARK: Packing

  private func unpack(_ body: inout Body, _ coding: String, _ unpacked: inout Int) throws(Fault) {
    switch coding {
    case "", "identity", "none": return
    case "gzip", "x-gzip", "deflate", "x-deflate":
      // Crawlers unpack bodies and leave the header.
      let isPacked =
        body.bytes.starts(with: [0x1F, 0x8B]) || coding.hasSuffix("deflate") && !Self.looksPlain(body.bytes)
      guard isPacked else { return }
      body = try Self.inflated(body.bytes, &unpacked)
    default:
      guard Self.looksPlain(body.bytes) else { throw .packed(coding) }
    }
  }

  /// Whether what begins it is text.
  private static func looksPlain(_ bytes: ContiguousArray<UInt8>) -> Bool {
    let start = bytes.prefix(256)
    return start.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 10 || $0 == 13 }
      && start.count { $0 >= 0x80 } * 2 <= start.count
  }

  /// Nothing that a person has written gets as small as a part in so many.
  private static let mostRatio = 300
  private static let alwaysTaken = 4 << 20

  private struct Unpacked {
    var bytes: ContiguousArray<UInt8> = []
    var limit: Int
  }

  /// What gzip, zlib or bare deflate holds.
  private static func inflated(_ bytes: ContiguousArray<UInt8>, _ count: inout Int) throws(Fault) -> Body {
    let limit = min(ArticleFormats.largest, max(alwaysTaken, bytes.count.multipliedFully(by: mostRatio)))
    var unpacked = Unpacked(limit: limit)
    unpacked.bytes.reserveCapacity(min(limit, bytes.count * 4))
    var unread = 0
    let end = bytes.withUnsafeBufferPointer { bytes in
      withUnsafeMutablePointer(to: &unpacked) { unpacked in
        cinflate_read(
          bytes.baseAddress, bytes.count,
          { user, piece, count in
            guard let unpacked = user?.assumingMemoryBound(to: Unpacked.self) else { return 1 }
            unpacked.pointee.bytes.append(contentsOf: UnsafeBufferPointer(start: piece, count: Int(count)))
            return unpacked.pointee.bytes.count > unpacked.pointee.limit ? 1 : 0
          }, unpacked, &unread)
      }
    }
    count += unpacked.bytes.count
    if end == CINFLATE_STOPPED { throw .tooLarge }
    guard end == CINFLATE_WHOLE || end == CINFLATE_DAMAGED, !unpacked.bytes.isEmpty else { throw .damaged }
    return Body(
      bytes: unpacked.bytes, isPlain: false, unread: end == CINFLATE_DAMAGED ? max(1, unread) : 0)
  }
}

extension Int {
  /// The product; the largest number where there is none.
  fileprivate func multipliedFully(by other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }
}
