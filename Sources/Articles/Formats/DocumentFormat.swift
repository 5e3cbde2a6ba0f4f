/// A document of a word processor (Word's .docx, OpenDocument's .odt), one article a file.
public struct DocumentFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "Word"
  /// Of files that folders are searched for.
  public static let endings = ["docx", "odt"]

  private let path: String
  private var isRead = false
  private var limits = UnpackingLimits()

  /// Begins to read the file at `path`.
  public init(path: String) { self.path = path }

  /// By its first parts, or its ending where it is a zip.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    switch DocumentParts.kind(path: path, start) {
    case .word, .openDocument: true
    case .book, nil: false
    }
  }

  /// Takes how far it is unpacked.
  public mutating func use(_ options: ReadingOptions) { limits = options.limits }

  private static let wanted: Set<String> = [
    "word/document.xml", "docProps/core.xml", "content.xml", "meta.xml", "META-INF/manifest.xml",
  ]

  /// The file's one article, then nil.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    if isRead { return nil }
    isRead = true
    let parts = try DocumentParts(&bytes, path: path, limits) { Self.wanted.contains($0) }
    let word = parts.tree("word/document.xml")
    if word == nil, Self.isEncrypted(parts) { throw LoadProblem(path: path, reason: .encrypted) }
    guard let document = word ?? parts.tree("content.xml") else {
      throw LoadProblem(path: path, reason: .damaged("no text of a document is in it"))
    }
    guard !document.isCut else {
      throw LoadProblem(path: path, reason: .tooLarge(limit: ArticleFormats.largest))
    }
    let paragraphs = word == nil ? OfficeText.openDocument(document) : OfficeText.word(document)
    guard let first = paragraphs.first else { throw LoadProblem(path: path, reason: .noText) }
    let text = ContiguousArray(paragraphs.map(\.text).joined(separator: [10, 10]))
    var article = try Article(checking: text, path: path) { ArticleHead($0, hasFrontMatter: false) }
    if article.title == nil, ["Title", "Head"].contains(where: { first.style.hasPrefix($0) }) {
      article.title = TextRange(0..<first.text.count)
    }
    if let facts = parts.tree("docProps/core.xml") ?? parts.tree("meta.xml") {
      Self.describe(&article, facts)
    }
    return ArticleDraft(article)
  }

  /// Whether its list of parts has a key to its text (OpenDocument 1.2, part 3), or to all of it (1.3).
  private static func isEncrypted(_ parts: DocumentParts) -> Bool {
    guard let list = parts.tree("META-INF/manifest.xml") else { return false }
    return list.elements("file-entry").contains { entry in
      ["content.xml", "encrypted-package"].contains(list.attribute("full-path", of: entry))
        && list.child("encryption-data", of: entry) != nil
    }
  }

  /// The day on which it was made, and by whom.
  private static func describe(_ article: inout Article, _ facts: XMLTree) {
    if article.published == nil,
      let written = ["created", "creation-date"].lazy.compactMap({ facts.string(facts.first($0)) }).first,
      case .day(let day) = RecordDay.read(written.utf8)
    {
      article.setPublished(day, via: .metadata)
    }
    let names: [XMLName] = ["initial-creator", "creator"]
    let author = names.lazy.compactMap { facts.string(facts.first($0)) }.first ?? ""
    if author.utf8.count <= ReadingLimits.header { article.author = author }
  }
}
