/// The articles of one file, or of one member of an archive, by its format.
struct FileArticles: ~Copyable {
  private var bytes: ByteStream
  private var format: any ArticleFormat

  /// `name` says with its ending what is in it, `path` is what messages and articles call it.
  init(
    _ bytes: consuming ByteStream, path: String, name: String, _ options: ReadingOptions,
    _ formats: [any ArticleFormat.Type]
  ) throws(LoadProblem) {
    if bytes.available.isEmpty, try !bytes.more(), options.format != nil {
      // Nothing is wrong with its form.
      throw LoadProblem(path: path, reason: .empty)
    }
    if bytes.available.starts(with: [0xFF, 0xFE]) || bytes.available.starts(with: [0xFE, 0xFF]) {
      // UTF-16, as spreadsheets write it: read whole, since all else here is bytes of UTF-8.
      bytes = try ByteStream(TextEncoding.decoded(bytes.rest()), path: path)
    }
    let start = bytes.available.prefix(4096)
    let found = options.format ?? formats.first { $0.recognises(path: name, start: start) }
    format = (found ?? PlainFormat.self).init(path: path)
    format.use(options)
    self.bytes = bytes
  }

  /// Whether reading on would wait for whoever writes.
  var isWaiting: Bool { bytes.isWaiting }
  /// Bytes that are behind.
  var offset: Int { bytes.offset }
  var fieldsRead: FieldsRead? { format.fieldsRead }
  var leftOut: Int { format.leftOut }
  var passedBy: PassedBy { format.passedBy }

  /// The next article to be made; nil behind the last. A problem costs its article: the next call goes on behind it.
  mutating func next() throws(LoadProblem) -> ArticleDraft? { try format.next(&bytes) }
}
