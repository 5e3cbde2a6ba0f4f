/// A form in which files hold articles: it knows its files and reads articles from their bytes, one after another.
///
/// A new one is a type of its own and a row in `ArticleFormats.all`; nothing else knows how files look.
public protocol ArticleFormat: Sendable {
  /// What messages call it: "Markdown".
  static var name: String { get }
  /// Endings in lower case, without the dot: what a folder holds under them is loaded. None where such files are
  /// only taken when they are named.
  static var endings: [String] { get }
  /// Whether a file is of this format, by its path ("-" for standard input) and its first bytes, of which there are
  /// some thousands unless the file is shorter.
  static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool

  /// Begins to read the file at `path`, for messages and for what its name says.
  init(path: String)

  /// Takes the next article from the stream, or what it can be made of; nil behind the last.
  ///
  /// What takes time and needs none of the stream is left to the draft: others do that while this goes on. It holds no more of the
  /// stream than it needs for one article. A problem is one of this article, or of all that is
  /// left where the stream cannot be read: either way the next call goes on behind it, and gives nil in the end.
  mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft?

  /// Takes what a person has said of reading, before the first article is read.
  mutating func use(_ options: ReadingOptions)
  /// What was read where, once the first article is; nil of formats without records.
  var fieldsRead: FieldsRead? { get }
  /// Records that were passed by so far, since they have no text. They count where articles are numbered.
  var leftOut: Int { get }
  /// What else was passed by so far, and is told after loading.
  var passedBy: PassedBy { get }
}

extension ArticleFormat {
  /// Does nothing.
  public mutating func use(_ options: ReadingOptions) {}
  /// Nil.
  public var fieldsRead: FieldsRead? { nil }
  /// 0.
  public var leftOut: Int { 0 }
  /// Nothing.
  public var passedBy: PassedBy { PassedBy() }

  /// Whether a path ends in one of the format's endings, whatever its case.
  static func hasEnding(_ path: String) -> Bool {
    let lowered = path.utf8.map(\.asciiLowered)
    return endings.contains { lowered.count > $0.utf8.count && lowered.ends(with: "." + $0) }
  }
}

/// The formats that the program reads.
public enum ArticleFormats {
  /// The first that recognises a file reads it; the last takes whatever is left.
  public static let all: [any ArticleFormat.Type] = [
    PDFFormat.self, DocumentFormat.self, BookFormat.self, WARCFormat.self, MailFormat.self, XMLFormat.self,
    PageFormat.self, JSONFormat.self, TableFormat.self, MarkdownFormat.self, PlainFormat.self,
  ]

  /// All endings of files, without the dot.
  public static var endings: [String] { all.flatMap { $0.endings } }

  /// The format of files of an ending, or by its name: "ndjson", "Markdown"; nil where there is none.
  public static func named(_ name: String) -> (any ArticleFormat.Type)? {
    let wanted = name.lowercased()
    return all.first { $0.endings.contains(wanted) || $0.name.lowercased() == wanted }
  }

  /// Bytes; a longer article is refused.
  public static let largest = 64 << 20

  /// Endings of files that folders are searched for: ".txt and .md", as messages name them.
  static var endingList: String {
    let endings = all.reversed().flatMap { $0.endings.map { "." + $0 } }
    guard let last = endings.last, endings.count > 1 else { return endings.joined() }
    return endings.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Whether a file in a folder is taken, by its name: an article by its ending, compressed or not, or an archive.
  static func isTaken(_ name: String) -> Bool {
    let inner = Packing.withoutCompression(name) ?? name
    return all.contains { $0.hasEnding(inner) } || Packing.isArchive(name)
  }
}

extension [UInt8] {
  fileprivate func ends(with text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
