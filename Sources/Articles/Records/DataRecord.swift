/// A record of a file of data, by its members: an object of JSON, a row of a table.
struct DataRecord {
  /// How the bytes of a member stand for its value.
  enum Form: Sendable {
    /// Between quotation marks of JSON, with escapes.
    case escaped
    /// A number or another word of JSON.
    case word
    /// Texts in a list of JSON: paragraphs.
    case list
    /// Objects in a list of JSON: the blocks of a text, or names.
    case objects
    /// A cell of a table as it stands.
    case cell
    /// A cell between quotation marks, which stand twice in it.
    case quotedCell
  }

  struct Member: Sendable {
    var name: String
    /// Bytes of the record.
    var range: Range<Int>
    var form: Form
  }

  /// Where it stands in the file.
  var offset: Int
  var bytes: ContiguousArray<UInt8>
  var members: [Member] = []

  /// The first member of this name. O(members).
  func member(_ name: String) -> Member? { members.first { $0.name == name } }

  /// The value of a member as text. O(bytes).
  func value(_ member: Member) -> RecordText {
    var text = RecordText()
    switch member.form {
    case .word:
      let isNull = bytes[member.range].elementsEqual("null".utf8)
      if !isNull { text.copy(bytes[member.range], from: offset + member.range.lowerBound) }
    case .cell: text.copy(bytes[member.range], from: offset + member.range.lowerBound)
    case .escaped: text.unescape(bytes[member.range], from: offset + member.range.lowerBound)
    case .quotedCell: text.unquote(bytes[member.range], from: offset + member.range.lowerBound)
    case .objects:
      for block in JSONBlocks.texts(in: bytes, member.range) {
        if !text.bytes.isEmpty { text.bytes.append(contentsOf: [10, 10]) }
        for range in block { text.unescape(bytes[range], from: offset + range.lowerBound) }
      }
    case .list:
      for range in JSONMembers.texts(in: bytes, member.range) {
        if !text.bytes.isEmpty { text.bytes.append(contentsOf: [10, 10]) }
        text.unescape(bytes[range], from: offset + range.lowerBound)
      }
    }
    text.mend(of: bytes)
    return text
  }

  /// The value of a member as a string; nil where there is none or nothing but white space in it. O(bytes).
  func string(_ name: String?) -> String? {
    guard let name, let member = member(name) else { return nil }
    let text = value(member)
    guard text.bytes.contains(where: { $0 > 32 }) else { return nil }
    return String(decoding: text.bytes, as: UTF8.self)
  }
}

/// A text of a record, and where its bytes stand in the file.
struct RecordText {
  var bytes: ContiguousArray<UInt8> = []
  /// What its charset was taken for.
  private(set) var charset = ReadCharset()
  /// From a byte of the text on, the text is the file from a byte on.
  private(set) var pieces: [(text: Int, source: Int)] = []

  /// More are not kept: a text of nothing but escapes would need more than itself for them.
  private static let mostPieces = 1 << 13

  private mutating func mark(_ source: Int) {
    if let last = pieces.last, source - last.source == bytes.count - last.text { return }
    if pieces.count < Self.mostPieces { pieces.append((bytes.count, source)) }
  }

  /// What is appended next stands for what begins at a byte of the file.
  mutating func place(_ source: Int) { mark(source) }

  mutating func copy(_ part: ArraySlice<UInt8>, from source: Int) {
    mark(source)
    bytes.append(contentsOf: part)
  }

  /// A cell's text: of two quotation marks one.
  mutating func unquote(_ part: ArraySlice<UInt8>, from source: Int) {
    let base = part.startIndex
    var start = base
    while let quote = part[start...].firstIndex(of: UInt8(ascii: "\"")) {
      copy(part[start...quote], from: source + start - base)
      start = min(part.endIndex, quote + 2)
    }
    if start < part.endIndex { copy(part[start...], from: source + start - base) }
  }

  /// The text of a string of JSON. A half of a surrogate pair becomes U+FFFD, as does an escape that there is none of.
  mutating func unescape(_ part: ArraySlice<UInt8>, from source: Int) {
    bytes.reserveCapacity(bytes.count + part.count)
    let base = part.startIndex
    var start = base
    while let mark = part[start...].firstIndex(of: UInt8(ascii: "\\")) {
      if mark > start { copy(part[start..<mark], from: source + start - base) }
      start = mark + 2
      guard mark + 1 < part.endIndex else { break }
      self.mark(source + mark - base)
      switch part[mark + 1] {
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "b"), UInt8(ascii: "f"): bytes.append(32)
      case UInt8(ascii: "u"): start = scalar(part, mark)
      case let byte where byte < 0x80: bytes.append(byte)
      default: start = mark + 1
      }
    }
    if start < part.endIndex { copy(part[start...], from: source + start - base) }
  }

  /// Appends what `\uXXXX` stands for; the index behind it.
  private mutating func scalar(_ part: ArraySlice<UInt8>, _ mark: Int) -> Int {
    var end = mark + 2
    var value: UInt32 = 0xFFFD
    if let unit = Self.unit(part, mark + 2) {
      end = mark + 6
      value = unit
      if (0xD800..<0xDC00).contains(unit), end + 1 < part.endIndex, part[end] == UInt8(ascii: "\\"),
        part[end + 1] == UInt8(ascii: "u"), let low = Self.unit(part, end + 2),
        (0xDC00..<0xE000).contains(low)
      {
        value = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
        end += 6
      }
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return end
  }

  private static func unit(_ part: ArraySlice<UInt8>, _ start: Int) -> UInt32? {
    guard start + 4 <= part.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in part[start..<start + 4] {
      switch byte {
      case 48...57: value = value << 4 | UInt32(byte - 48)
      case 65...70, 97...102: value = value << 4 | UInt32((byte | 0x20) - 87)
      default: return nil
      }
    }
    return value
  }

  /// Makes it text that the rest of the program takes: sound UTF-8 without NUL.
  mutating func mend(of record: ContiguousArray<UInt8>? = nil) {
    if bytes.first(0, from: 0) != nil { for i in bytes.indices where bytes[i] == 0 { bytes[i] = 32 } }
    if !bytes.isUTF8 {
      pieces = pieces.first.map { [$0] } ?? []
      let (text, charset) = TextEncoding.read(bytes, of: record)
      self.charset = charset
      bytes = ContiguousArray(String(decoding: text, as: UTF8.self).utf8)
    }
  }

  /// Puts another text in its place that was made of it.
  mutating func replace(_ text: some Sequence<UInt8>) {
    bytes = ContiguousArray(text)
    pieces = pieces.first.map { [$0] } ?? []
  }

  /// Without white space at either end.
  mutating func trim() {
    while let last = bytes.last, last <= 32 { bytes.removeLast() }
    let blank = bytes.prefix { $0 <= 32 }.count
    guard blank > 0 else { return }
    bytes.removeFirst(blank)
    let first = pieces.lastIndex { $0.text <= blank } ?? 0
    pieces = pieces[min(first, pieces.count)...].map { piece in
      piece.text >= blank
        ? (piece.text - blank, piece.source) : (0, piece.source + blank - piece.text)
    }
  }
}
