/// A document that is a zip of parts, as word processors and makers of books write them: what is read of it, by name.
struct DocumentParts {
  /// Kinds of such documents.
  enum Kind: Sendable { case word, openDocument, book }

  /// Bytes of all parts that are read. What is longer has no text of a person in it.
  private static let largest = 1 << 28

  private var parts: [String: ContiguousArray<UInt8>] = [:]

  /// Reads those parts of the document in a stream, all of which is taken, that `isWanted`. O(bytes).
  init(
    _ bytes: inout ByteStream, path: String, _ limits: UnpackingLimits, where isWanted: (String) -> Bool
  ) throws(LoadProblem) {
    let whole = bytes
    let budget = whole.budget
    bytes = ByteStream([], path: path)
    let archive = try ArchiveReader(whole, path: path, .zip, limits, budget)
    var count = 0
    while let member = try archive.next() {
      guard member.isFile, parts[member.name] == nil, isWanted(member.name) else { continue }
      guard !member.isEncrypted else { throw LoadProblem(path: path, reason: .encrypted) }
      var stream = ByteStream(archive, path: path)
      let part = try stream.rest()
      count += part.count
      guard count <= Self.largest else {
        throw LoadProblem(path: path, reason: .tooLarge(limit: Self.largest))
      }
      parts[member.name] = part
    }
  }

  /// A part by its name; nil where there is none.
  subscript(_ name: String) -> ContiguousArray<UInt8>? { parts[name] }

  /// A part that is XML; nil where there is none. O(bytes).
  func tree(_ name: String) -> XMLTree? {
    guard let part = parts[name] else { return nil }
    let tree = XMLTree(Self.sound(TextEncoding.decoded(part)))
    return tree.nodes.isEmpty ? nil : tree
  }

  private static func sound(_ text: ContiguousArray<UInt8>) -> ContiguousArray<UInt8> {
    if text.isUTF8, !text.contains(0) { return text }
    return ContiguousArray(String(decoding: text, as: UTF8.self).utf8.map { $0 == 0 ? 32 : $0 })
  }

  private static let types: [(type: String, kind: Kind)] = [
    ("application/epub+zip", .book), ("application/vnd.oasis.opendocument.text", .openDocument),
  ]

  /// What a file with these first bytes is, by its first parts; nil of any other file and of other zips.
  static func kind(path: String, _ start: ContiguousArray<UInt8>.SubSequence) -> Kind? {
    let start = Array(start)
    guard start.starts(with: "PK\u{3}\u{4}".utf8), start.count > 30 else { return nil }
    let length = Int(start[26]) | Int(start[27]) << 8
    let extra = Int(start[28]) | Int(start[29]) << 8
    let name = start[30...].prefix(length)
    if name.elementsEqual("mimetype".utf8) {
      let text = start.dropFirst(30 + length + extra)
      if let found = types.first(where: { text.starts(with: $0.type.utf8) }) { return found.kind }
    }
    let ending = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { path[$0...].lowercased() }
    switch ending {
    case ".docx": return .word
    case ".epub": return .book
    case ".odt": return .openDocument
    default: break
    }
    let begins = ["[Content_Types].xml", "_rels/", "word/", "docProps/"]
    guard begins.contains(where: { name.starts(with: $0.utf8) }) else { return nil }
    return start.holds(Array("word/document".utf8)) ? .word : nil
  }
}
