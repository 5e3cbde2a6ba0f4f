/// Plain text, one article a file: a first line `date 2023-01-17 …`, or header lines `Title:`, `Date:` and `Source:`,
/// or a first line that is the title.
public struct PlainFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "plain text"
  /// Of files that folders are searched for.
  public static let endings = ["txt"]

  private let path: String
  private var isRead = false

  /// Begins to read the file at `path`.
  public init(path: String) { self.path = path }

  /// Takes any file.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool { true }

  /// The file's one article, then nil.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    if isRead { return nil }
    isRead = true
    let (text, path) = (try bytes.rest(), path)
    return ArticleDraft { () throws(LoadProblem) in
      try Article(checking: text, path: path) { ArticleHead($0, hasFrontMatter: false) }
    }
  }
}
