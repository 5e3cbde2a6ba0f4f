/// A PDF, one article a file: its text by `pdftotext` of Poppler, which reads it where it is installed.
public struct PDFFormat: ArticleFormat {
  /// What messages call it.
  public static let name = "PDF"
  /// Of files that folders are searched for: none where they cannot be read.
  public static let endings =
    ExternalProgram.find(program, in: ExternalProgram.standardFolders) == nil ? [] : ["pdf"]

  private static let program = "pdftotext"

  private let path: String
  private var isRead = false
  private var folders: [String]?

  /// Begins to read the file at `path`.
  public init(path: String) { self.path = path }

  /// By the mark at its start; where the ending says so, too, by one among the first KiB, before which readers of PDF pass by anything.
  public static func recognises(path: String, start: ContiguousArray<UInt8>.SubSequence) -> Bool {
    let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
    if text.drop(while: { $0 <= 32 }).starts(with: "%PDF-".utf8) { return true }
    return path.utf8.suffix(4).map(\.asciiLowered).elementsEqual(".pdf".utf8)
      && Array(start.prefix(1024)).firstOffset(of: Array("%PDF-".utf8)) != nil
  }

  /// Takes where programs are found.
  public mutating func use(_ options: ReadingOptions) { folders = options.programFolders }

  /// The file's one article, then nil.
  public mutating func next(_ bytes: inout ByteStream) throws(LoadProblem) -> ArticleDraft? {
    try article(&bytes).map { ArticleDraft($0) }
  }

  private mutating func article(_ bytes: inout ByteStream) throws(LoadProblem) -> Article? {
    if isRead { return nil }
    isRead = true
    let raw = try bytes.rest()
    if let folders, folders.isEmpty {
      throw LoadProblem(path: path, reason: .programRefused(kind: "PDF", program: Self.program))
    }
    let folders = folders ?? ExternalProgram.standardFolders
    guard let reader = ExternalProgram.find(Self.program, in: folders) else {
      throw LoadProblem(
        path: path, reason: .programMissing(kind: "PDF", program: Self.program, package: "poppler-utils"))
    }
    let written: ContiguousArray<UInt8>
    do {
      written = try reader.run(["-enc", "UTF-8", "-", "-"], input: raw, limit: ArticleFormats.largest)
    } catch { throw LoadProblem(path: path, reason: .damaged(Self.words(error))) }
    let text = PrintedText(pages: written)
    guard !text.bytes.isEmpty else { throw LoadProblem(path: path, reason: .noText) }
    var article = try Article(checking: text.bytes, path: path) { ArticleHead($0, hasFrontMatter: false) }
    if article.published == nil, let finder = ExternalProgram.find("pdfinfo", in: folders),
      let facts = try? finder.run(["-isodates", "-"], input: raw, limit: 1 << 20)
    {
      describe(&article, String(decoding: facts, as: UTF8.self))
    }
    return article
  }

  /// The article of one that stands in another file, as an answer in a web archive or an attachment of mail; nil where it has none
  /// that is read, and then what is to be told that it was passed by: "PDFs (pdftotext is not installed)".
  static func within(
    _ bytes: ContiguousArray<UInt8>, path: String, _ options: ReadingOptions
  ) -> (article: Article?, passedBy: String) {
    var format = PDFFormat(path: path)
    format.use(options)
    do throws(LoadProblem) {
      var stream = ByteStream(bytes, path: path)
      var article = try format.article(&stream)
      // The file's name speaks of all that is in it.
      if let found = article, found.publishedVia == .fileName {
        article?.published = nil
        article?.publishedVia = nil
      }
      return (article, "PDFs")
    } catch {
      switch error.reason {
      case .programMissing: return (nil, "PDFs (\(program) is not installed)")
      case .programRefused: return (nil, "PDFs (--safe runs no program)")
      case .noText, .empty: return (nil, "PDFs without text")
      default: return (nil, "PDFs that cannot be read")
      }
    }
  }

  /// The day on which it was made, and its author, by the lines of `pdfinfo`.
  private func describe(_ article: inout Article, _ facts: String) {
    for line in facts.split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
      switch line[..<colon] {
      case "CreationDate":
        if let day = WrittenDay.read(ContiguousArray(value.utf8)[...]), PageMetadata.isSound(day) {
          article.setPublished(day, via: .metadata)
        }
      case "Author": if value.utf8.count <= ReadingLimits.header { article.author = String(value) }
      default: break
      }
    }
  }

  private static func words(_ fault: ExternalProgram.Fault) -> String {
    switch fault {
    case .cannotRun: "\(program) cannot be run"
    case .failed: "\(program) cannot read it"
    case .tooSlow: "\(program) took too much time or memory"
    case .tooLarge: "its text is larger than \(ArticleFormats.largest >> 20) MiB"
    }
  }
}

/// Text as it stands on printed pages, put back into paragraphs: lines joined, words joined that a hyphen parts at a line's end,
/// what stands at the top or foot of many pages left out.
struct PrintedText {
  private(set) var bytes: ContiguousArray<UInt8> = []
  /// Of the whole document.
  private var width = 0

  /// A line at the top or foot that stands on so many pages is none of the text.
  private static let repeats = 3

  /// `pages` end with form feeds. What is no UTF-8 is mended.
  init(pages: ContiguousArray<UInt8>) {
    let sound = ContiguousArray(String(decoding: pages, as: UTF8.self).utf8)
    let pages = sound.split(separator: 12).map { page in
      page.split(separator: 10, omittingEmptySubsequences: false).map(Self.trimmed)
    }
    var edges: [[UInt8]: Int] = [:]
    for page in pages { for line in Set(Self.edges(page).map(Self.form)) { edges[line, default: 0] += 1 } }
    width = Self.width(pages.joined())
    for page in pages { add(page) { edges[Self.form($0), default: 0] >= Self.repeats } }
    while bytes.last.map({ $0 <= 32 }) ?? false { bytes.removeLast() }
  }

  private typealias Line = ContiguousArray<UInt8>.SubSequence

  private static func trimmed(_ line: Line) -> Line {
    var line = line.drop { $0 <= 32 }
    while line.last.map({ $0 <= 32 }) ?? false { line.removeLast() }
    return line
  }

  /// The first two and the last two lines with something in them.
  private static func edges(_ page: [Line]) -> [Line] {
    let full = page.filter { !$0.isEmpty }
    return full.count <= 4 ? full : Array(full.prefix(2) + full.suffix(2))
  }

  /// A line with its numbers made alike, as of pages.
  private static func form(_ line: Line) -> [UInt8] {
    line.filter { !$0.isASCIIDigit }.map(\.asciiLowered)
  }

  /// Its lines without those at the edges of many pages and without blank ones at either end.
  private mutating func add(_ page: [Line], isEdge: (Line) -> Bool) {
    let full = page.indices.filter { !page[$0].isEmpty }
    let outer = Set(full.prefix(2) + full.suffix(2))
    let lines = page.indices.filter { !(outer.contains($0) && isEdge(page[$0])) }.map { page[$0] }
    guard let first = lines.firstIndex(where: { !$0.isEmpty }),
      let last = lines.lastIndex(where: { !$0.isEmpty })
    else { return }
    // A sentence goes on behind the end of a page.
    if let mark = bytes.last, Self.stops.contains(mark) { endParagraph() }
    let kept = lines[first...last]
    for block in kept.split(whereSeparator: \.isEmpty) {
      if block.startIndex > first { endParagraph() }
      let width = block.count > Self.fewLines ? Self.width(block.dropFirst()) : width
      for (line, next) in zip(block, block.dropFirst().map { Optional($0) } + [nil]) {
        append(line)
        if let next, Self.isEnd(line, before: next, width: width) { endParagraph() }
      }
    }
  }

  /// A block of more lines has a width of its own: that of its column.
  private static let fewLines = 3

  /// Bytes of a long line of some, as far as letters are alike wide: four of five are no longer.
  private static func width(_ lines: some Sequence<Line>) -> Int {
    let counts = lines.map(\.count).filter { $0 > 0 }.sorted()
    return counts.isEmpty ? 0 : counts[counts.count * 4 / 5]
  }

  /// Whether a line was ended on purpose, as headings and the last lines of paragraphs are: the next word would have fitted well
  /// behind it, and begins anew. What ends in a comma or in a small word goes on.
  private static func isEnd(_ line: Line, before next: Line, width: Int) -> Bool {
    guard let last = line.last, let first = next.first, !first.isASCIILower, !",-;/(".utf8.contains(last)
    else {
      return false
    }
    let needed = line.count + 1 + next.prefix { $0 > 32 }.count
    guard needed * 5 < width * 4 else { return false }
    let word = String(decoding: line.suffix(12), as: UTF8.self).split(separator: " ").last ?? ""
    return !openWords.contains(word.lowercased())
  }

  /// Behind these no heading and no sentence ends.
  private static let openWords: Set<String> = [
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "that",
    "than", "into",
    "over", "under", "between", "against", "its", "their", "his", "her", "mr", "mrs", "ms", "dr", "mr.",
    "mrs.", "ms.", "dr.",
    "gen.", "sen.", "gov.", "st.",
  ]

  private static let stops = Set(".!?:\"”’)".utf8)

  private mutating func endParagraph() {
    if let last = bytes.last, last != 10 { bytes.append(contentsOf: [10, 10]) }
  }

  private mutating func append(_ line: Line) {
    if let last = bytes.last, last != 10, let next = line.first {
      let isParted =
        last == UInt8(ascii: "-") && next.isASCIILetter && bytes.dropLast().last?.isASCIILetter ?? false
      if !isParted { bytes.append(32) } else if next == next.asciiLowered { bytes.removeLast() }
    }
    bytes.append(contentsOf: line)
  }
}
