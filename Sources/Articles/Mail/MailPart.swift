/// A message, or a part of one (MIME, RFC 2046): its header lines, and where its body stands.
struct MailPart {
  var fields: HeaderFields
  var type: MediaType
  var disposition: MediaType
  /// Bytes of the message.
  var body: Range<Int>

  /// The part that stands in a range of a message. `standard`: what it is where it does not say. O(bytes of its head).
  init(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>, standard: String = "text/plain") {
    let end = Self.endOfHead(bytes, range)
    fields = HeaderFields(lines: bytes[range.lowerBound..<end])
    body = end..<range.upperBound
    let stated = fields.bytes("content-type").map { MediaType($0) }
    type = stated.flatMap { $0.name.contains("/") ? $0 : nil } ?? MediaType(standard.utf8)
    disposition = fields.bytes("content-disposition").map { MediaType($0) } ?? MediaType()
  }

  /// In small letters; "" where its bytes are as they are.
  var encoding: String {
    HeaderFields.line((fields.bytes("content-transfer-encoding") ?? []).map(\.asciiLowered))
  }

  /// Whether its bytes stand for others.
  var isPacked: Bool { ["base64", "quoted-printable"].contains(encoding) }

  /// Whether it is meant to be kept as a file.
  var isAttachment: Bool { disposition.name == "attachment" }

  /// The name of the file that it was; "" where it was none.
  var fileName: String { disposition["filename"] ?? type["name"] ?? "" }

  /// Where the head ends, its blank line included. A head of no line is a blank line; where a line is no field before a blank one
  /// has come, the body begins there.
  private static func endOfHead(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound {
      let end = bytes[at..<range.upperBound].firstIndex(of: 10) ?? range.upperBound
      let line = bytes[at..<end]
      let next = min(end + 1, range.upperBound)
      if HeaderFields.trimmed(line).isEmpty { return next }
      let isContinued = at > range.lowerBound && (line.first == 32 || line.first == 9)
      if !isContinued, !isField(line), !line.starts(with: ">From ".utf8), !line.starts(with: "From ".utf8) {
        return at
      }
      at = next
    }
    return range.upperBound
  }

  /// Whether a line is `Name: value`.
  static func isField(_ line: ContiguousArray<UInt8>.SubSequence) -> Bool {
    guard let colon = line.prefix(80).firstIndex(of: UInt8(ascii: ":")) else { return false }
    return HeaderFields.isName(HeaderFields.trimmed(line[..<colon]))
  }

  /// Parts of one; whoever writes more means no good.
  private static let most = 1000

  /// Where the parts of a body stand that holds several; empty where no line parts them. O(bytes of the body).
  func parts(_ bytes: ContiguousArray<UInt8>) -> [Range<Int>] {
    let boundary = type["boundary"].map { Array($0.utf8) } ?? guessedBoundary(bytes)
    guard let boundary, !boundary.isEmpty else { return [] }
    var mark = boundary
    while let last = mark.last, last <= 32 { mark.removeLast() }
    mark = [45, 45] + mark
    var found: [Range<Int>] = []
    var start: Int?
    var at = body.lowerBound
    while at < body.upperBound {
      let end = bytes[at..<body.upperBound].firstIndex(of: 10) ?? body.upperBound
      let next = min(end + 1, body.upperBound)
      if bytes[at] == 45, bytes[at..<end].starts(with: mark) {
        let rest = bytes[(at + mark.count)..<end].prefix { $0 > 32 }
        let isLast = rest.elementsEqual("--".utf8)
        if isLast || rest.isEmpty {
          if let start { found.append(start..<Self.withoutBreak(bytes, start..<at)) }
          start = isLast || found.count >= Self.most ? nil : next
          if start == nil { break }
        }
      }
      at = next
    }
    // Cut off before its last line.
    if let start { found.append(start..<body.upperBound) }
    return found
  }

  /// The line break before the line that parts belongs to that.
  private static func withoutBreak(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == 10 { end -= 1 }
    if end > range.lowerBound, bytes[end - 1] == 13 { end -= 1 }
    return end
  }

  /// What the first line that begins with "--" says, where the header does not say what parts the body.
  private func guessedBoundary(_ bytes: ContiguousArray<UInt8>) -> [UInt8]? {
    for line in bytes[body].prefix(1 << 12).split(separator: 10, maxSplits: 32)
    where line.starts(with: "--".utf8) {
      let name = line.dropFirst(2).prefix { $0 > 32 }
      if name.count >= 3, name.contains(where: { $0 != 45 }) { return Array(name) }
    }
    return nil
  }
}
