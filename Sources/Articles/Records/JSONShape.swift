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

  private var cursor: JSONCursor
  private var lists: [List] = []
  /// Bytes of the longest member at the top that is called as texts are.
  private var textLength = 0
  /// It has the member that a person has said to be the text.
  private var hasChosenText = false
  private let chosen: RecordFields
  private var isAtEnd = false
  private let isWhole: Bool

  /// From so many bytes on a text is one of an article, not of a list of them.
  private static let longText = 200

  /// Looks through the object at the start of `bytes`; `isWhole`: there are no more of them. O(bytes).
  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, chosen: RecordFields) {
    self.chosen = chosen
    cursor = JSONCursor(bytes: bytes, at: 0)
    self.isWhole = isWhole
    isAtEnd = object(depth: 1)
  }

  /// Whether more of the object would not change it.
  var isKnown: Bool {
    isAtEnd || isWhole || hasLongText || lists.contains { $0.isOfArticles && Self.names.contains($0.name) }
  }

  /// Where the first record of the list may stand, and in how many objects the list lies; nil where the object is a record.
  var list: (start: Int, depth: Int)? {
    if hasLongText { return nil }
    let named = lists.first { $0.isOfArticles && Self.names.contains($0.name) }
    if named == nil, textLength > 0 { return nil }
    let found = named ?? lists.first { $0.isOfArticles } ?? lists.first { Self.names.contains($0.name) }
    return found.map { ($0.start, $0.depth) }
  }

  private var hasLongText: Bool { hasChosenText || textLength >= Self.longText }

  private var bytes: UnsafeBufferPointer<UInt8> { cursor.bytes }

  /// False where it ends before the object does, or where that is none.
  private mutating func object(depth: Int) -> Bool {
    guard cursor.take("{") else { return false }
    if cursor.take("}") { return true }
    repeat {
      cursor.skipSpace()
      guard let name = cursor.string(), cursor.take(":") else { return false }
      cursor.skipSpace()
      guard cursor.byte != nil, value(String(decoding: bytes[name], as: UTF8.self), depth) else {
        return false
      }
    } while cursor.take(",")
    return cursor.take("}")
  }

  private mutating func value(_ name: String, _ depth: Int) -> Bool {
    switch bytes[cursor.at] {
    case UInt8(ascii: "\""):
      guard let text = cursor.string() else { return false }
      if depth == 1, bytes[text].contains(where: { $0 > 32 }) {
        if chosen[.text] == name { hasChosenText = true }
        if FieldGuess.isText(name) { textLength = max(textLength, text.count) }
      }
      return true
    case UInt8(ascii: "{"): return depth < Self.depthLimit ? object(depth: depth + 1) : skip()
    case UInt8(ascii: "["):
      if let first = bytes[(cursor.at + 1)...].firstIndex(where: { $0 > 32 }),
        bytes[first] == UInt8(ascii: "{")
      {
        if depth == 1, chosen[.text] == name { hasChosenText = true }
        // The blocks of a text.
        if depth == 1, FieldGuess.isText(name), FieldGuess.holdsObjects(name), !isArticle(first) {
          textLength = Self.longText
        }
        if FieldGuess.isBeside(name) { return skip() }
        lists.append(List(name: name, start: cursor.at + 1, depth: depth, isOfArticles: isArticle(first)))
      }
      return skip()
    default:
      while let byte = cursor.byte, byte > 32, !",}]".utf8.contains(byte) { cursor.at += 1 }
      return cursor.byte != nil
    }
  }

  private func isArticle(_ start: Int) -> Bool {
    var scanner = JSONScanner()
    guard case .end(let end) = scanner.scan(bytes, from: start) else { return false }
    var record = DataRecord(offset: 0, bytes: ContiguousArray(bytes[start..<end]))
    guard let members = try? JSONMembers.members(of: record.bytes) else { return false }
    record.members = members
    return FieldGuess([record], chosen).fields != nil
  }

  private mutating func skip() -> Bool {
    if case .end = cursor.skip() { true } else { false }
  }
}
