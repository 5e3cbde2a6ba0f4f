/// Markdown, one article a file: as plain text, with front matter between lines of `---` above it.
public struct MarkdownFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "Markdown"
  /// Of files that folders are searched for.
  public static let endings = ["md"]

  private let path: String
  private var isRead = false

  /// Begins to read the file at `path`.
  public init(path: String) { self.path = path }

  /// By its ending, or by front matter whatever its ending.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    let ending = path.utf8.suffix(3).map { $0 | 0x20 }
    if ending.elementsEqual(".md".utf8) { return true }
    let isMarked = start.starts(with: [0xEF, 0xBB, 0xBF])
    let text = start.dropFirst(isMarked ? 3 : 0).drop { $0 <= 32 }
    return text.starts(with: "---\n".utf8) || text.elementsEqual("---".utf8)
  }

  /// The file's one article, then nil.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    if isRead { return nil }
    isRead = true
    let (text, path) = (try bytes.rest(), path)
    return ArticleDraft { () throws(LoadProblem) in
      try Article(checking: text, path: path) { ArticleHead($0, hasFrontMatter: true) }
    }
  }
}
