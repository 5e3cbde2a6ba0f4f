/// How an article's own day is known.
public enum DayOrigin: UInt8, CaseIterable, Sendable {
  /// A header line, front matter, a member of a record or feed, the header of a message.
  case header
  /// What a page says to machines: JSON-LD, `meta`, `time`.
  case metadata
  /// The text near its start: a line that is a day, a place line with one, "today (July 28, 2022)".
  case byline
  /// The page's own address.
  case address
  /// The file's name.
  case fileName
  /// When a crawler fetched the page, which may be later than the day it appeared.
  case capture

  /// As answers show it: "file name".
  public var name: String {
    switch self {
    case .header: "header"
    case .metadata: "metadata"
    case .byline: "byline"
    case .address: "address"
    case .fileName: "file name"
    case .capture: "capture"
    }
  }
}

/// How the bytes of an article became text, where that was not plain.
public struct ReadCharset: Hashable, Sendable {
  /// The charset that was guessed, as "windows-1251"; nil where the file is UTF-8 or says what it is.
  public var guess: String?
  /// Bytes of a file in UTF-8 that are none, and stand as U+FFFD in the text.
  public var broken = 0
  /// It was written in one charset and read in another before it came here ("Ã©" for "é"), and has been read again.
  public var isMended = false

  /// Nothing was guessed or mended.
  public init() {}
}

/// One loaded article. Its bytes are the only copy of the text; everything later is ranges into them.
public struct Article: Sendable {
  /// All of it, valid UTF-8 (checked once, at load), header lines included.
  public var text: ArticleText
  /// The title, where a header or the text's first line gives one.
  public var title: TextRange?
  /// What is read: the text without header lines.
  public var body: TextRange
  /// The article's own day; nil where nothing states it, and then relative dates stay unresolved.
  public var published: TimeInterval?
  /// How `published` is known; nil where it is not.
  public var publishedVia: DayOrigin?
  /// Who wrote it, as a byline or a record has it, several apart by ", "; "" if unknown.
  public var author: String = ""
  /// The outlet that published it, from a `Source:` header or the name of its folder; "" if unknown.
  public var source: String
  /// The language that it is in (BCP 47): "en", "de"; "" where that cannot be told. A format puts here what a page or a header
  /// states, and what reads files tells by the text.
  public var language: String = ""
  /// The path as it was given, "-" for standard input.
  public var path: String
  /// Which of its file's articles it is, from 0.
  public var number: Int32 = 0
  /// A day that a header or a record states and that cannot be read, or cannot be its own, as it is written; nil nearly always.
  public var unreadDate: String?
  /// What reading it has left out; nothing of nearly every article. `body` ends where reading has ended.
  public var cuts = ReadingCuts()
  /// What its charset was taken for, where the file does not say.
  public var charset = ReadCharset()
  /// Where the text stands in the file.
  public var sourceMap = SourceMap()
  /// How the text's scalars are numbered in the file, where that is its text and was not sound.
  public var sourceScalars = ScalarShifts()

  /// An article of text that is known to be UTF-8; all of it is read unless `body` is less.
  public init(
    text: some Collection<UInt8>, title: TextRange? = nil, body: TextRange? = nil,
    published: TimeInterval? = nil, source: String = "", path: String = ""
  ) {
    let text = ArticleText(text)
    self.text = text
    self.title = title
    self.body = body ?? TextRange(0..<text.count)
    self.published = published
    self.source = source
    self.path = path
  }

  /// Takes `day` for the article's own.
  public mutating func setPublished(_ day: CalendarDay, via origin: DayOrigin) {
    published = TimeInterval(day: day)
    publishedVia = origin
  }

  /// Each of those who wrote it. O(length).
  public var authors: [String] {
    author.utf8.split(separator: UInt8(ascii: ",")).compactMap { part in
      let name = part.drop { $0 <= 32 }
      return name.isEmpty ? nil : String(Substring(name))
    }
  }

  /// The bytes of `range`, decoded. O(length).
  public func string(_ range: TextRange) -> String {
    let low = max(0, min(Int(range.start), text.count))
    let high = max(low, min(Int(range.end), text.count))
    return String(decoding: text[low..<high], as: UTF8.self)
  }

  /// What names it in anything that is kept.
  public var key: ArticleKey { ArticleKey(path: path, number: number) }

  /// A hash of all that extraction sees of it. O(bytes).
  public var contentHash: ContentHash {
    var hash = ContentHash(text)
    hash.add(source.utf8)
    if let published { hash.add("\(published.start) \(published.end)".utf8) }
    return hash
  }

  /// The path's last component without its ending; "mail#2" for a file's second article.
  public var name: String {
    let path = Packing.withoutCompression(path) ?? path
    var end = path.utf8.endIndex
    let start =
      path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
    if let dot = path.utf8[start...].lastIndex(of: UInt8(ascii: ".")), dot > start { end = dot }
    return ArticleKey(path: PathText.shown(String(path[start..<end])), number: number).description
  }

  /// What names it among those of its file: its `name`, and of a member of the archive `file` the whole path in it, behind the
  /// archive's own name and with its ending: "news.zip/2023/a.html", "news.zip/2023/mail.mbox#2".
  public func name(in file: String) -> String {
    guard path.utf8.count > file.utf8.count, path.utf8.starts(with: file.utf8) else { return name }
    let start =
      file.utf8.lastIndex(of: UInt8(ascii: "/")).map { file.utf8.index(after: $0) } ?? file.startIndex
    let member = path.utf8.dropFirst(file.utf8.count)
    return ArticleKey(path: String(file[start...]) + String(decoding: member, as: UTF8.self), number: number)
      .description
  }
}
