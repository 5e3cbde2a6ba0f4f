/// Reads the members of a record of JSON: their names and where their values stand.
///
/// Values that are objects are read one level deep, as "source.name"; what is deeper is passed by. A wrapper as search
/// engines and programming interfaces put it around a record, `_source` or `attributes`, is left out of the names.
struct JSONMembers {
  /// What is wrong, and the byte of the record where.
  struct Fault: Error {
    var at: Int
    var what: String
  }

  private var cursor: JSONCursor
  private(set) var members: [DataRecord.Member] = []

  /// More members of a record are not read.
  private static let most = 4096
  private static let wrappers: Set<String> = [
    "_source", "_doc", "attributes", "fields", "article", "document", "doc", "node",
  ]

  /// The members of the object in `bytes`, in their order. Throws what is no JSON in it. O(bytes).
  static func members(of bytes: ContiguousArray<UInt8>) throws(Fault) -> [DataRecord.Member] {
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<[DataRecord.Member], Fault> in
      var reader = JSONMembers(buffer)
      do throws(Fault) {
        try reader.object(prefix: "", depth: 0)
        return .success(reader.members)
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  /// The bytes of the texts in a list.
  static func texts(in bytes: ContiguousArray<UInt8>, _ list: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = list.lowerBound + 1
    while let open = bytes[start..<list.upperBound].firstIndex(of: UInt8(ascii: "\"")) {
      let end = Self.endOfString(bytes, open + 1, list.upperBound)
      found.append(open + 1..<end)
      start = min(list.upperBound, end + 1)
    }
    return found
  }

  private static func endOfString(_ bytes: ContiguousArray<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, bytes[i] != UInt8(ascii: "\"") { i += bytes[i] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(i, end)
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>) { cursor = JSONCursor(bytes: bytes, at: 0) }

  private var bytes: UnsafeBufferPointer<UInt8> { cursor.bytes }
  private var at: Int { cursor.at }

  private mutating func object(prefix: String, depth: Int) throws(Fault) {
    guard cursor.take("{") else { throw Fault(at: at, what: "no `{` where an object begins") }
    if cursor.take("}") { return }
    repeat {
      cursor.skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw Fault(at: at, what: "no name in quotation marks")
      }
      let name = try name()
      guard cursor.take(":") else { throw Fault(at: at, what: "no `:` behind a name") }
      try member(prefix, name, depth)
    } while cursor.take(",")
    guard cursor.take("}") else { throw Fault(at: at, what: "no `,` or `}` behind a value") }
  }

  private mutating func name() throws(Fault) -> String {
    let range = try string()
    let part = UnsafeBufferPointer(rebasing: bytes[range])
    guard part.contains(UInt8(ascii: "\\")) else { return String(decoding: part, as: UTF8.self) }
    var text = RecordText()
    text.unescape(ArraySlice(part), from: 0)
    return String(decoding: text.bytes, as: UTF8.self)
  }

  private mutating func member(_ prefix: String, _ name: String, _ depth: Int) throws(Fault) {
    cursor.skipSpace()
    guard at < bytes.count else { throw Fault(at: at, what: "no value behind a name") }
    let isWrapper = depth == 0 && Self.wrappers.contains(name)
    let full = prefix + name
    switch bytes[at] {
    case UInt8(ascii: "{") where isWrapper: try object(prefix: "", depth: 0)
    case UInt8(ascii: "{") where depth == 0: try object(prefix: full + ".", depth: 1)
    case UInt8(ascii: "{"): try skip()
    case UInt8(ascii: "["):
      let start = at
      let first = bytes[(at + 1)...].first { $0 > 32 }
      try skip()
      if first == UInt8(ascii: "\"") { add(full, start..<at, .list) }
      // Other lists of objects are no text: comments, pictures.
      if first == UInt8(ascii: "{"), FieldGuess.holdsObjects(full) { add(full, start..<at, .objects) }
    case UInt8(ascii: "\""): add(full, try string(), .escaped)
    default:
      let start = at
      while let byte = cursor.byte, byte > 32, !Self.isMark(byte) { cursor.at += 1 }
      guard Self.isWord(bytes[start..<at]) else {
        throw Fault(at: start, what: "a value that is no text, number, list, object, true, false or null")
      }
      add(full, start..<at, .word)
    }
  }

  private mutating func add(_ name: String, _ range: Range<Int>, _ form: DataRecord.Form) {
    if members.count < Self.most {
      members.append(DataRecord.Member(name: name, range: range, form: form))
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
  }

  /// Numbers as they are written anywhere, those that are no numbers of JSON included.
  private static func isWord(_ word: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    switch word.first {
    case nil: false
    case UInt8(ascii: "t")?: word.elementsEqual("true".utf8)
    case UInt8(ascii: "f")?: word.elementsEqual("false".utf8)
    case UInt8(ascii: "n")?: word.elementsEqual("null".utf8)
    case UInt8(ascii: "N")?: word.elementsEqual("NaN".utf8)
    default:
      word.allSatisfy { $0.isASCIIDigit || $0 | 0x20 == UInt8(ascii: "e") || "+-.".utf8.contains($0) }
        || word.elementsEqual("Infinity".utf8) || word.elementsEqual("-Infinity".utf8)
    }
  }

  /// The bytes between the quotation marks of the string here; behind it.
  private mutating func string() throws(Fault) -> Range<Int> {
    let start = at
    guard let range = cursor.string() else {
      throw Fault(at: start, what: "a text without its closing quotation mark")
    }
    return range
  }

  /// Passes an object or a list by.
  private mutating func skip() throws(Fault) {
    switch cursor.skip() {
    case .end: break
    case .fault(let fault):
      throw Fault(at: min(fault, bytes.count), what: "brackets that do not close each other")
    case .open: throw Fault(at: at, what: "a bracket that is not closed")
    }
  }
}
