/// Single articles of files.
public enum ArticleLoader {
  /// The first article of a file ("-" for standard input). Throws the reason if it has none. O(bytes).
  public static func load(_ path: String) throws(LoadProblem) -> Article {
    var stream = try ArticleStream(path: path)
    guard let article = try stream.next() else { throw LoadProblem(path: path, reason: .empty) }
    return article
  }

  /// The first article of bytes in memory, as of a file at `path`.
  public static func article(
    from text: ContiguousArray<UInt8>, path: String
  ) throws(LoadProblem) -> Article {
    var stream = try ArticleStream(text, path: path)
    guard let article = try stream.next() else { throw LoadProblem(path: path, reason: .empty) }
    return article
  }
}
