/// The articles of one file, one after another, whatever its format and however it is packed.
///
/// An article in an archive is called by the archive's path with its own behind it: "news.zip/2023/a.html".
public struct ArticleStream: ~Copyable {
  private let options: ReadingOptions
  private let formats: [any ArticleFormat.Type]
  /// Archives that are open, each but the first a member of the one before.
  private var archives: [ArchiveReader] = []
  /// Of the archive that the file is; nil where it is none.
  private var budget: UnpackingBudget?
  private var articles: FileArticles?
  private var path = ""
  /// Of the file itself.
  private let file: String
  private var order = ArticleOrder()
  /// What came of the last step and is still to be given, the first last.
  private var pending: [Result<Article, LoadProblem>] = []
  private var isAtEnd = false
  /// An archive has ended before its time, which is still to be told.
  private var isCutShort = false

  /// Where the last file or member has what, once its first article is read; nil of formats without records.
  public var fieldsRead: FieldsRead? { order.fieldsRead }
  /// Records without text in it that were passed by so far.
  public var leftOut: Int { order.leftOut }
  /// Bytes of the file that are behind.
  public private(set) var offset = 0
  /// Bytes that were read of its members, unpacked; of a file that is no archive as `offset`.
  public private(set) var unpacked = 0
  /// Whether reading on would wait for whoever writes into the pipe that it reads, as of the last step.
  public private(set) var isWaiting = false
  /// Of the members that are behind.
  private var unpackedBefore = 0
  /// Of which members of records its articles were read, of what is behind.
  public var read: FieldsReport { order.read }
  /// What else was passed by so far: requests in a web archive, attachments of mail.
  public var passedBy: PassedBy { order.passedBy }
  /// What archives hold besides articles, so far.
  public private(set) var skipped = SkippedFiles()
  /// Whether all of it was looked at: no archive and no file has ended before its time, with a problem.
  public var isWhole: Bool { order.isWhole }

  /// Opens the file at `path` ("-" for standard input) and looks at its first bytes.
  public init(
    path: String, options: ReadingOptions = ReadingOptions(),
    formats: [any ArticleFormat.Type] = ArticleFormats.all
  ) throws(LoadProblem) {
    try self.init(ByteStream(path: path), path: path, options, formats)
  }

  /// Articles from bytes in memory, as of a file at `path`.
  public init(
    _ bytes: ContiguousArray<UInt8>, path: String, options: ReadingOptions = ReadingOptions(),
    formats: [any ArticleFormat.Type] = ArticleFormats.all
  ) throws(LoadProblem) {
    try self.init(ByteStream(bytes, path: path), path: path, options, formats)
  }

  private init(
    _ bytes: consuming ByteStream, path: String, _ options: ReadingOptions,
    _ formats: [any ArticleFormat.Type]
  ) throws(LoadProblem) {
    self.options = options
    self.formats = formats
    file = path
    try open(bytes, path: path, name: path)
  }

  /// Looks what some bytes are: an archive goes on the others, anything else is read by its format.
  private mutating func open(_ bytes: consuming ByteStream, path: String, name: String) throws(LoadProblem) {
    var bytes = bytes
    // Whoever says what it is has it read as it comes.
    while bytes.available.count < 512, bytes.available.isEmpty || options.format == nil || !bytes.isWaiting {
      guard try bytes.more() else { break }
    }
    let start = bytes.available.prefix(4096)
    // Documents of several parts are zips that one reads as a whole.
    guard let packing = Packing.of(start), DocumentParts.kind(path: name, start) == nil else {
      self.path = path
      articles = try FileArticles(bytes, path: path, name: name, options, formats)
      return
    }
    if case .other(let kind) = packing {
      throw LoadProblem(path: path, reason: .unknownArchive(kind))
    }
    guard archives.count < options.limits.depth else {
      throw LoadProblem(path: path, reason: .tooDeep(options.limits.depth))
    }
    let archive = try ArchiveReader(bytes, path: path, packing, options.limits, budget)
    budget = archive.budget
    archives.append(archive)
  }

  /// The next article, numbered in its file or member; nil behind the last. A problem costs its article, or its archive: the
  /// next call goes on behind it.
  public mutating func next() throws(LoadProblem) -> Article? {
    while true {
      if let result = pending.popLast() { return try result.get() }
      guard let step = take() else { return nil }
      pending = order.take(step.done()).reversed()
    }
  }

  /// Takes what is next from the file, without what takes time and other threads can do; nil behind the last. Who calls this puts
  /// what comes of it in order (`ArticleOrder`), and does not call `next`.
  public mutating func take() -> ArticleStep? {
    guard let content = takes() else { return nil }
    return ArticleStep(content: content, fieldsRead: articles?.fieldsRead)
  }

  private mutating func takes() -> ArticleStep.Content? {
    if articles == nil {
      do throws(LoadProblem) {
        guard try openNext() else { return takesEnd() }
      } catch { return .unopened(error) }
      if isCutShort {
        isCutShort = false
        return .cutShort
      }
    }
    defer {
      offset = budget?.taken() ?? articles?.offset ?? offset
      unpacked = unpackedBefore + (articles?.offset ?? 0)
      isWaiting = articles?.isWaiting ?? false
    }
    do throws(LoadProblem) {
      if let draft = try articles?.next() { return .draft(draft, leftOut: articles?.leftOut ?? 0) }
    } catch {
      // Of a member nobody has said that there are articles in it.
      guard case .noRecords = error.reason, !archives.isEmpty else {
        return .problem(error, leftOut: articles?.leftOut ?? 0)
      }
      skipped.addWithoutArticles(path)
    }
    let closed = ArticleStep.Content.closed(
      path: path, articles?.fieldsRead, leftOut: articles?.leftOut ?? 0, articles?.passedBy ?? PassedBy())
    unpackedBefore += articles?.offset ?? 0
    articles = nil
    return closed
  }

  private mutating func takesEnd() -> ArticleStep.Content? {
    if isCutShort {
      isCutShort = false
      return .cutShort
    }
    guard budget != nil, !isAtEnd else { return nil }
    isAtEnd = true
    return .end(path: file, held: skipped.message.map { ": \($0)" } ?? "")
  }

  /// Opens the next member that may hold articles; false where there is none.
  private mutating func openNext() throws(LoadProblem) -> Bool {
    while let archive = archives.last {
      guard let member = try archive.next() else {
        if archive.isCutShort { isCutShort = true }
        archives.removeLast()
        continue
      }
      guard takes(member) else { continue }
      let path = member.name.isEmpty ? archive.path : archive.path + "/" + member.name
      guard !member.isEncrypted else { throw LoadProblem(path: path, reason: .encrypted) }
      let name = member.name.isEmpty ? Packing.withoutCompression(path) ?? path : member.name
      try open(ByteStream(archive, path: path), path: path, name: name)
      if articles != nil { return true }
    }
    return false
  }

  /// As of a folder: what has the ending of an article, and archives.
  private mutating func takes(_ member: ArchiveReader.Member) -> Bool {
    guard member.isFile else { return false }
    if member.name.isEmpty { return true }
    let parts = member.name.split(separator: "/")
    if parts.contains(where: { $0.hasPrefix(".") || $0 == "__MACOSX" }) {
      skipped.addHidden()
      return false
    }
    if ArticleFormats.isTaken(member.name) { return true }
    skipped.add(member.name)
    return false
  }
}
