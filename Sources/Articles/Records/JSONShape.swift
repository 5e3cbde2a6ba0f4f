/// Whether an object of JSON is a record, or holds a list of records.
struct JSONShape {
  /// Names that lists of articles have.
  private static let names: Set<String> = [
    "articles", "items", "results", "data", "hits", "docs", "documents", "entries", "records", "news",
    "stories",
    "posts", "rows", "value", "feed",
  ]
  /// Objects within each other that are looked through.
  private static let depthLimit = 3

  private struct List {
    var name: String
    var start: Int
    var depth: Int
    /// The fields of its first record can be guessed.
    var isOfArticles: Bool
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0
  private var lists: [List] = []
  private var hasText = false
  private var isAtEnd = false
  private let isWhole: Bool

  /// Looks through the object at the start of `bytes`; `isWhole`: there are no more of them. O(bytes).
  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    self.bytes = bytes
    self.isWhole = isWhole
    isAtEnd = object(depth: 1)
  }

  /// Whether more of the object would not change it.
  var isKnown: Bool {
    isAtEnd || isWhole || hasText || lists.contains { $0.isOfArticles && Self.names.contains($0.name) }
  }

  /// Where the first record of the list may stand, and in how many objects the list lies; nil where the object is a record.
  var list: (start: Int, depth: Int)? {
    if hasText { return nil }
    let found =
      lists.first { $0.isOfArticles && Self.names.contains($0.name) } ?? lists.first { $0.isOfArticles }
      ?? lists.first { Self.names.contains($0.name) }
    return found.map { ($0.start, $0.depth) }
  }

  private mutating func skipSpace() { while at < bytes.count, bytes[at] <= 32 { at += 1 } }

  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
    at += 1
    return true
  }

  /// False where it ends before the object does, or where that is none.
  private mutating func object(depth: Int) -> Bool {
    guard take("{") else { return false }
    if take("}") { return true }
    repeat {
      skipSpace()
      guard let name = string(), take(":") else { return false }
      skipSpace()
      guard at < bytes.count, value(String(decoding: bytes[name], as: UTF8.self), depth) else { return false }
    } while take(",")
    return take("}")
  }

  private mutating func value(_ name: String, _ depth: Int) -> Bool {
    switch bytes[at] {
    case UInt8(ascii: "\""):
      guard let text = string() else { return false }
      if depth == 1, FieldGuess.isText(name), bytes[text].contains(where: { $0 > 32 }) { hasText = true }
      return true
    case UInt8(ascii: "{"): return depth < Self.depthLimit ? object(depth: depth + 1) : skip()
    case UInt8(ascii: "["):
      if let first = bytes[(at + 1)...].firstIndex(where: { $0 > 32 }), bytes[first] == UInt8(ascii: "{") {
        lists.append(List(name: name, start: at + 1, depth: depth, isOfArticles: isArticle(first)))
      }
      return skip()
    default:
      while at < bytes.count, bytes[at] > 32, !",}]".utf8.contains(bytes[at]) { at += 1 }
      return at < bytes.count
    }
  }

  private func isArticle(_ start: Int) -> Bool {
    var scanner = JSONScanner()
    guard case .end(let end) = scanner.scan(bytes, from: start) else { return false }
    var record = DataRecord(offset: 0, bytes: ContiguousArray(bytes[start..<end]))
    guard let members = try? JSONMembers.members(of: record.bytes) else { return false }
    record.members = members
    return FieldGuess([record], RecordFields()).fields != nil
  }

  private mutating func skip() -> Bool {
    var scanner = JSONScanner()
    guard case .end(let end) = scanner.scan(bytes, from: at) else { return false }
    at = end
    return true
  }

  private mutating func string() -> Range<Int>? {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { return nil }
    let start = at + 1
    at = start
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "\"") {
        at += 1
        return start..<at - 1
      }
      at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }
}
