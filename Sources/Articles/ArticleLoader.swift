/// The articles of one file, one after another, whatever its format.
public struct ArticleStream: ~Copyable {
  private var bytes: ByteStream
  private var format: any ArticleFormat
  /// Articles and problems so far.
  private var count: Int32 = 0

  /// Opens the file at `path` ("-" for standard input) and looks at its first bytes.
  public init(
    path: String, fields: RecordFields = RecordFields(),
    formats: [any ArticleFormat.Type] = ArticleFormats.all
  ) throws(LoadProblem) {
    try self.init(ByteStream(path: path), path: path, fields, formats)
  }

  /// Articles from bytes in memory, as of a file at `path`.
  public init(
    _ bytes: ContiguousArray<UInt8>, path: String, fields: RecordFields = RecordFields(),
    formats: [any ArticleFormat.Type] = ArticleFormats.all
  ) throws(LoadProblem) {
    try self.init(ByteStream(bytes, path: path), path: path, fields, formats)
  }

  private init(
    _ bytes: consuming ByteStream, path: String, _ fields: RecordFields, _ formats: [any ArticleFormat.Type]
  ) throws(LoadProblem) {
    if bytes.available.isEmpty { _ = try bytes.more() }
    if bytes.available.starts(with: [0xFF, 0xFE]) || bytes.available.starts(with: [0xFE, 0xFF]) {
      // UTF-16, as spreadsheets write it: read whole, since all else here is bytes of UTF-8.
      bytes = try ByteStream(TextEncoding.decoded(bytes.rest()), path: path)
    }
    let start = bytes.available.prefix(4096)
    let found = formats.first { $0.recognises(path: path, start: start) }
    format = (found ?? PlainFormat.self).init(path: path)
    format.use(fields)
    self.bytes = bytes
  }

  /// What its articles were read of, once the first is; nil of formats without records.
  public var fieldsRead: FieldsRead? { format.fieldsRead }
  /// Records without text that were passed by so far.
  public var leftOut: Int { format.leftOut }

  /// The next article, numbered; nil behind the last. A problem costs its article: the next call goes on behind it.
  public mutating func next() throws(LoadProblem) -> Article? {
    defer { count += 1 }
    do {
      guard var article = try format.next(&bytes) else { return nil }
      article.number = count + Int32(clamping: format.leftOut)
      article.mend()
      article.tellLanguage()
      return article
    } catch {
      let number = count + Int32(clamping: format.leftOut)
      guard number > 0 else { throw error }
      let key = ArticleKey(path: error.path, number: number)
      throw LoadProblem(path: key.description, reason: error.reason)
    }
  }
}

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
