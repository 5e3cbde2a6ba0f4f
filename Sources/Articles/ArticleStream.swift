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
  /// Whether an article was asked for before: where the first time finds the end, nothing is in it.
  private var isBegun = false
  /// Whether the last thing of the file, or member, that was read was a problem behind which nothing was looked at.
  private var endsInProblem = false

  /// Where the last file or member has what, once its first article is read; nil of formats without records.
  public private(set) var fieldsRead: FieldsRead?
  /// Records without text in it that were passed by so far.
  public private(set) var leftOut = 0
  /// Bytes of the file that are behind.
  public private(set) var offset = 0
  /// Of which members of records its articles were read, of what is behind.
  public private(set) var read = FieldsReport()
  /// What else was passed by so far: requests in a web archive, attachments of mail.
  public private(set) var passedBy = PassedBy()
  /// What archives hold besides articles, so far.
  public private(set) var skipped = SkippedFiles()
  /// Whether all of it was looked at: no archive and no file has ended before its time, with a problem.
  public private(set) var isWhole = true

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
    while bytes.available.count < 512, try bytes.more() {}
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
    let isFirst = !isBegun
    isBegun = true
    if let article = try nextOfAll() { return article }
    guard budget != nil, isFirst else { return nil }
    let held = skipped.message.map { ": \($0)" } ?? ""
    throw LoadProblem(path: file, reason: .noRecords("holds no articles" + held))
  }

  private mutating func nextOfAll() throws(LoadProblem) -> Article? {
    while true {
      if articles == nil, try !openNext() { return nil }
      do {
        defer {
          fieldsRead = articles?.fieldsRead
          leftOut = articles?.leftOut ?? 0
          offset = budget?.taken() ?? articles?.offset ?? offset
        }
        if let article = try articles?.next() {
          endsInProblem = false
          return article
        }
      } catch {
        // Nobody has said that there are articles in it.
        guard case .noRecords = error.reason, !archives.isEmpty else {
          endsInProblem = !error.isPassed
          throw error
        }
        skipped.addWithoutArticles(path)
      }
      close()
    }
  }

  private mutating func close() {
    if let fieldsRead { read.add(path, fieldsRead, leftOut: leftOut) }
    if let passed = articles?.passedBy { passedBy.add(passed) }
    articles = nil
    if endsInProblem { isWhole = false }
    endsInProblem = false
  }

  /// Opens the next member that may hold articles; false where there is none.
  private mutating func openNext() throws(LoadProblem) -> Bool {
    while let archive = archives.last {
      guard let member = try archive.next() else {
        if archive.isCutShort { isWhole = false }
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
