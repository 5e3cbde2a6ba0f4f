/// The texts in a list of objects, as publishing systems keep the blocks of an article and the names of its authors:
/// `[{"type": "paragraph", "text": "…"}, {"type": "image", …}]`.
struct JSONBlocks {
  private var cursor: JSONCursor
  /// The strings of each block, those of one paragraph together.
  private var blocks: [[Range<Int>]] = []

  /// Objects within each other that are looked into.
  private static let depthLimit = 8
  private static let most = 1 << 16
  /// Members that hold a block's text, or a name.
  private static let texts: Set<String> = [
    "text", "content", "value", "html", "body", "paragraph", "p", "name",
  ]
  /// Members that hold more blocks.
  private static let lists: Set<String> = [
    "content_elements", "blocks", "paragraphs", "items", "elements", "sections", "body",
  ]
  /// Members that hold pieces of one block.
  private static let pieces: Set<String> = ["children", "content", "runs", "spans", "text", "nodes"]
  /// What blocks are that hold no text of the article.
  private static let others: Set<String> = [
    "image", "video", "audio", "gallery", "embed", "oembed", "ad", "advertisement", "html_embed", "related",
    "interstitial_link", "link_list", "caption", "newsletter", "table", "code", "poll", "podcast", "promo",
    "reference", "social", "tweet", "map",
  ]

  /// The bytes of the strings of each block of a list; blocks without any are left out. O(bytes).
  static func texts(in bytes: ContiguousArray<UInt8>, _ list: Range<Int>) -> [[Range<Int>]] {
    bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONBlocks(
        cursor: JSONCursor(
          bytes: UnsafeBufferPointer(rebasing: buffer[..<list.upperBound]), at: list.lowerBound))
      _ = reader.list(depth: 0, joins: false)
      return reader.blocks.filter { !$0.isEmpty }
    }
  }

  private init(cursor: JSONCursor) { self.cursor = cursor }

  /// Reads a list; `joins`: its members are pieces of the block that is being read. False where it does not end well.
  private mutating func list(depth: Int, joins: Bool) -> Bool {
    guard cursor.take("["), depth <= Self.depthLimit else { return false }
    if cursor.take("]") { return true }
    repeat {
      cursor.skipSpace()
      if !joins { blocks.append([]) }
      guard blocks.count < Self.most, value(name: "text", depth: depth, isBlock: !joins) else { return false }
    } while cursor.take(",")
    return cursor.take("]")
  }

  private mutating func value(name: String, depth: Int, isBlock: Bool) -> Bool {
    switch cursor.byte {
    case UInt8(ascii: "\""):
      guard let text = cursor.string() else { return false }
      if Self.texts.contains(name), !blocks.isEmpty { blocks[blocks.count - 1].append(text) }
      return true
    case UInt8(ascii: "{"): return object(depth: depth + 1)
    case UInt8(ascii: "["):
      if Self.lists.contains(name) { return list(depth: depth + 1, joins: false) }
      if Self.pieces.contains(name) { return list(depth: depth + 1, joins: true) }
      return skip()
    case nil: return false
    default:
      while let byte = cursor.byte, byte > 32, !",}]".utf8.contains(byte) { cursor.at += 1 }
      return true
    }
  }

  /// Reads an object. What it holds counts only where it is no picture or the like, which may be said behind it.
  private mutating func object(depth: Int) -> Bool {
    guard cursor.take("{"), depth <= Self.depthLimit else { return false }
    if cursor.take("}") { return true }
    let (before, pieces) = (blocks.count, blocks.last?.count ?? 0)
    var isOther = false
    // Of several texts of an object the first is the one: others repeat it in another form.
    var hasText = false
    repeat {
      cursor.skipSpace()
      guard let range = cursor.string(), cursor.take(":") else { return false }
      cursor.skipSpace()
      let name = String(decoding: cursor.bytes[range], as: UTF8.self)
      if name == "type" || name == "_type", cursor.byte == UInt8(ascii: "\"") {
        guard let type = cursor.string() else { return false }
        if Self.others.contains(String(decoding: cursor.bytes[type], as: UTF8.self).lowercased()) {
          isOther = true
        }
        continue
      }
      let isText = Self.texts.contains(name) || Self.pieces.contains(name)
      guard
        isText && hasText
          ? value(name: "", depth: depth, isBlock: false) : value(name: name, depth: depth, isBlock: false)
      else { return false }
      if isText { hasText = hasText || (blocks.last?.count ?? 0) > pieces || blocks.count > before }
    } while cursor.take(",")
    if isOther {
      blocks.removeSubrange(min(before, blocks.count)...)
      if let last = blocks.indices.last { blocks[last].removeSubrange(min(pieces, blocks[last].count)...) }
    }
    return cursor.take("}")
  }

  private mutating func skip() -> Bool {
    if case .end = cursor.skip() { true } else { false }
  }
}
