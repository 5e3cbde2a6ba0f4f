/// A web page, one article a file: its text without what stands around it, and the title, day and outlet that it states.
public struct PageFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "HTML"
  /// Of files that folders are searched for.
  public static let endings = ["html", "htm", "xhtml"]

  private let path: String
  private var isRead = false

  /// Begins to read the file at `path`.
  public init(path: String) { self.path = path }

  private static let starts = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta"]

  /// By how it begins, or by its ending where it begins with an element.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    var text = start.filter { $0 != 0 }.map(\.asciiLowered)[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    while true {
      text = text.drop { $0 <= 32 || $0 >= 0xFE }
      let mark = text.starts(with: "<!--".utf8) ? "-->" : text.starts(with: "<?".utf8) ? "?>" : ""
      guard !mark.isEmpty, let end = Array(text).firstOffset(of: Array(mark.utf8)) else { break }
      text = text.dropFirst(end + mark.utf8.count)
    }
    if starts.contains(where: { text.starts(with: $0.utf8) }) { return true }
    let name = path.lowercased()
    return text.first == UInt8(ascii: "<") && endings.contains { name.hasSuffix("." + $0) }
  }

  /// The file's one article, then nil.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    if isRead { return nil }
    isRead = true
    let raw = try bytes.rest()
    guard raw.contains(where: { $0 > 32 }) else { throw LoadProblem(path: path, reason: .empty) }
    let path = path
    return ArticleDraft { () throws(LoadProblem) in
      let (text, charset) = TextEncoding.read(raw)
      var article = try PageArticle(PageParser.page(text), path: path).article()
      article.charset = charset
      return article
    }
  }
}
