/// The article of a record of XML, while its parts are gathered.
struct ArticleParts {
  var title = RecordText()
  /// "WARSAW, Jan 17 (Agency)", where it stands apart from the text.
  var dateline = RecordText()
  var paragraphs: [RecordText] = []
  /// Days of publication as they are written; the first that can be read counts.
  var days: [String] = []
  var authors: [String] = []
  /// Who published it; of several the first.
  var outlets: [String] = []

  /// Bytes of a paragraph from which on one that stands there a second time is no chance.
  private static let repeated = 40

  /// Nil where it has no text. O(bytes).
  func article(path: String, _ tree: XMLTree) -> Article? {
    let body = body
    guard !body.isEmpty else { return nil }
    var text = RecordText()
    text.append(title, 0..<title.bytes.count)
    for paragraph in body {
      if !text.bytes.isEmpty { text.bytes.append(contentsOf: [10, 10]) }
      text.append(paragraph, 0..<paragraph.bytes.count)
    }
    guard text.bytes.count <= ArticleFormats.largest else { return nil }
    text.mend()
    var article = Article(text: text.bytes, path: path)
    if !title.bytes.isEmpty { article.title = TextRange(0..<title.bytes.count) }
    if tree.isExact {
      var map = SourceMap(start: tree.offset)
      for piece in text.pieces { map.add(text: Int32(clamping: piece.text), source: piece.source) }
      article.sourceMap = map
    } else {
      article.sourceMap = SourceMap(start: tree.offset)
    }
    setDay(&article)
    article.author = authors.compactMap(Self.author).reduce(into: [String]()) {
      if !$0.contains($1) { $0.append($1) }
    }.joined(separator: ", ")
    article.source =
      outlets.lazy.map { WebAddress.host(of: $0) ?? $0 }
      .first { !$0.isEmpty && $0.utf8.count <= ReadingLimits.header } ?? ""
    return article
  }

  /// The paragraphs, none twice, without the title and with the dateline before the first.
  private var body: [RecordText] {
    let heading = Self.folded(title)
    var seen: Set<UInt64> = []
    var body = paragraphs.filter { paragraph in
      guard !paragraph.bytes.isEmpty else { return false }
      if paragraph.bytes.count <= 2 * title.bytes.count, Self.folded(paragraph) == heading { return false }
      return paragraph.bytes.count < Self.repeated || seen.insert(Self.hash(paragraph)).inserted
    }
    let place = dateline.line
    guard !body.isEmpty, !place.bytes.isEmpty else { return body }
    let words = place.bytes.prefix { $0.isASCIILetter || $0 == 32 || $0 >= 0x80 }
    guard !body[0].bytes.starts(with: words) else { return body }
    var first = place
    let end = String(decoding: place.bytes.suffix(3), as: UTF8.self)
    if end.hasSuffix("-") {
      // As it is typed on telegrams.
      first.bytes.removeLast()
      while first.bytes.last == 32 { first.bytes.removeLast() }
    }
    first.bytes.append(contentsOf: (["–", "—"].contains(end) ? " " : " – ").utf8)
    first.append(body[0], 0..<body[0].bytes.count)
    body[0] = first
    return body
  }

  /// As FNV-1a, of eight bytes at a time: paragraphs are long.
  private static func hash(_ text: RecordText) -> UInt64 {
    var hash = FNV64().value ^ UInt64(text.bytes.count)
    text.bytes.withUnsafeBytes { bytes in
      var at = 0
      while at < bytes.count {
        var word: UInt64 = 0
        if at + 8 <= bytes.count {
          word = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        } else {
          for byte in bytes[at...] { word = word << 8 | UInt64(byte) }
        }
        hash = (hash ^ word) &* 0x100_0000_01B3
        hash ^= hash >> 29
        at += 8
      }
    }
    return hash
  }

  /// Its letters and digits, small ones where they are ASCII.
  private static func folded(_ text: RecordText) -> [UInt8] {
    text.bytes.compactMap { $0.isASCIILetter || $0.isASCIIDigit || $0 >= 0x80 ? $0.asciiLowered : nil }
  }

  private func setDay(_ article: inout Article) {
    for written in days {
      switch RecordDay.read(written.utf8) {
      case .day(let day):
        article.setPublished(day, via: .header)
        article.unreadDate = nil
        return
      case .refused:
        if article.unreadDate == nil {
          article.unreadDate = String(decoding: written.utf8.prefix(64), as: UTF8.self)
        }
      case .none: break
      }
    }
  }

  /// "By Ann Lee" and "lee@outlet.example (Ann Lee)" are Ann Lee; nil of an address alone.
  private static func author(_ written: String) -> String? {
    var name = RecordArticle.line(written)[...]
    if name.utf8.contains(UInt8(ascii: "@")) {
      guard let open = name.firstIndex(of: "("), let close = name.lastIndex(of: ")"), open < close else {
        return nil
      }
      name = name[name.index(after: open)..<close]
    }
    if name.lowercased().hasPrefix("by ") { name = name.dropFirst(3) }
    return name.isEmpty || name.utf8.count > ReadingLimits.header ? nil : String(name)
  }
}
