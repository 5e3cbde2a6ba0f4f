/// The article of a page: title, then paragraphs with blank lines between them.
struct PageArticle {
  private let page: PageDocument
  private let path: String

  init(_ page: PageDocument, path: String) {
    self.page = page
    self.path = path
  }

  func article() throws(LoadProblem) -> Article {
    var text: ContiguousArray<UInt8> = []
    var sources = SourceMap()
    let selection = PageBody(page)
    let chosen = selection.blocks
    let title = title(above: chosen.first ?? 0)
    text.append(contentsOf: title.utf8)
    let body = paragraphs(title, selection, chosen)
    var row: Int32 = -1
    for paragraph in body {
      var own: Int32 = -1
      if case .block(let number) = paragraph { own = selection.lists.row[number] }
      // The cells of a row are one paragraph.
      if !text.isEmpty { text.append(contentsOf: own >= 0 && own == row ? Array(" | ".utf8) : [10, 10]) }
      row = own
      switch paragraph {
      case .block(let number): append(page.blocks[number], to: &text, &sources)
      case .stated(let words): text.append(contentsOf: words.utf8)
      }
    }
    guard !body.isEmpty else { throw LoadProblem(path: path, reason: .noText) }
    // libxml2 mends what is no UTF-8; the rest of the program relies on it.
    var article = Article(text: ContiguousArray(String(decoding: text, as: UTF8.self).utf8), path: path)
    if !title.isEmpty { article.title = TextRange(0..<title.utf8.count) }
    if let (day, origin) = page.metadata.published {
      article.setPublished(day, via: origin)
    } else if let day = dayNear(chosen.first ?? 0) {
      article.setPublished(day, via: .byline)
    }
    article.source = page.metadata.outlet
    article.author = page.metadata.author
    if article.author.isEmpty { article.author = bylineNear(chosen.first ?? 0) }
    article.language = page.metadata.language
    article.sourceMap = sources
    article.cuts.unread = page.unread
    return article
  }

  private enum Paragraph {
    /// By its number.
    case block(Int)
    case stated(String)
  }

  private func append(
    _ block: PageDocument.Block, to text: inout ContiguousArray<UInt8>, _ map: inout SourceMap
  ) {
    let start = Int32(text.count)
    text.append(contentsOf: page.text[block.range.range])
    let first = page.sources.partitionPoint(of: block.range.start)
    for piece in page.sources[max(0, first - 1)...].prefix(while: { $0.text < block.range.end }) {
      let offset = max(block.range.start, piece.text)
      map.add(
        text: start + offset - block.range.start, source: piece.source + Int(offset - piece.text))
    }
  }

  /// The paragraphs of the text, without the title.
  private func paragraphs(_ title: String, _ body: PageBody, _ chosen: [Int]) -> [Paragraph] {
    let stated = Self.plain(page.metadata.body)
    var blocks = chosen
    if let confirmed = body.blocks(in: stated) {
      // What stands before a wall for payers is the start of the text only.
      if length(confirmed) * 10 >= length(chosen) * 6 { blocks = confirmed }
    } else if stated.utf8.count > 400, stated.utf8.count > 2 * length(chosen) {
      // The text stands nowhere but in what the page says to machines.
      return stated.split(whereSeparator: \.isNewline).map { PageParser.spaced(Array($0.utf8)) }.filter {
        !$0.isEmpty
      }
      .map { .stated($0) }
    }
    let folded = Self.folded(title.utf8)
    return blocks.filter { folded != Self.folded(page.text[page.blocks[$0].range.range]) }.map { .block($0) }
  }

  /// A text that was written as HTML, as text.
  private static func plain(_ text: String) -> String {
    let plain = TextEncoding.withoutEntities(text)
    let bytes = ContiguousArray(plain.utf8)
    let isMarkedUp = bytes.withUnsafeBufferPointer {
      $0.firstOffset(of: "</") != nil || $0.firstOffset(of: "<br") != nil
    }
    return isMarkedUp ? PageParser.blocks(of: bytes).joined(separator: "\n") : plain
  }

  private func length(_ blocks: [Int]) -> Int { blocks.reduce(0) { $0 + page.blocks[$1].range.count } }

  /// Its letters and digits, small ones where they are ASCII.
  private static func folded(_ text: some Sequence<UInt8>) -> [UInt8] {
    text.compactMap { $0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80 ? $0.asciiLowered : nil }
  }

  /// The headline as readers see it, the first-level heading above the text that the page's title or data confirm; else as the
  /// data have it, which may be written for machines; else the page's title without the outlet.
  private func title(above first: Int) -> String {
    let whole = page.metadata.pageTitle
    let stated =
      page.metadata.title.map { PageParser.spaced(Array(TextEncoding.withoutEntities($0).utf8)) } ?? ""
    let known = Self.words(stated + " " + whole)
    var best: (heading: String, share: Double) = ("", 0)
    for (number, block) in page.blocks.enumerated() where block.level == 1 && number <= first + 3 {
      let heading = page.string(block)
      let words = Self.words(heading)
      guard words.count >= 2 else { continue }
      let share = Double(words.count { known.contains($0) }) / Double(words.count)
      if share >= max(0.5, best.share) { best = (heading, share) }
    }
    if !best.heading.isEmpty { return best.heading }
    return withoutOutlet(stated.isEmpty ? whole : stated, isSure: stated.isEmpty)
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// A day that stands by itself near the start of the text: "By Ann Lee, 18 November 2019".
  private func dayNear(_ first: Int) -> CalendarDay? {
    for number in max(0, first - 10)..<min(page.blocks.count, first + 3) {
      let block = page.blocks[number]
      guard block.range.count <= 120 else { continue }
      if let day = WrittenDay.read(page.text[block.range.range]), PageMetadata.isSound(day) { return day }
    }
    return nil
  }

  /// The names of a byline that stands by itself near the start of the text.
  private func bylineNear(_ first: Int) -> String {
    for number in max(0, first - 10)..<min(page.blocks.count, first + 3) {
      let block = page.blocks[number]
      guard block.range.count <= 120 else { continue }
      let names = Byline.line(page.string(block))
      if !names.isEmpty { return names }
    }
    return ""
  }

  /// "Headline | Outlet" without the outlet: what stands behind the last bar or dash, if it is the outlet's name or, where
  /// nothing else can stand there, if enough is left.
  private func withoutOutlet(_ title: String, isSure: Bool) -> String {
    let outlet = Self.folded(page.metadata.outlet.utf8)
    for mark in [" | ", " — ", " – ", " - ", " :: ", " » "] {
      let parts = title.components(separatedBy: mark)
      guard parts.count > 1, let last = parts.last else { continue }
      let rest = parts.dropLast().joined(separator: mark)
      if Self.folded(last.utf8) == outlet { return rest }
      // A name, not the rest of a headline.
      let words = last.split(separator: " ")
      let isName =
        words.count <= 4
        && words.allSatisfy { $0.first?.isLowercase != true || ["of", "the", "and"].contains($0) }
      if isSure, isName, rest.split(separator: " ").count >= 3 { return rest }
    }
    return title
  }
}

extension [(text: Int32, source: Int)] {
  /// The first position whose text begins behind an offset.
  fileprivate func partitionPoint(of offset: Int32) -> Int {
    indices.partitionPoint { self[$0].text <= offset }
  }
}

extension String {
  fileprivate func components(separatedBy mark: String) -> [String] {
    let (bytes, mark) = (Array(utf8), Array(mark.utf8))
    var parts: [String] = []
    var start = 0
    while let found = bytes.firstOffset(of: mark, from: start) {
      parts.append(String(decoding: bytes[start..<found], as: UTF8.self))
      start = found + mark.count
    }
    return parts + [String(decoding: bytes[start...], as: UTF8.self)]
  }
}
