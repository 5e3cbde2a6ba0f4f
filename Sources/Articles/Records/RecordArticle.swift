/// The article of a record: title, then text.
struct RecordArticle {
  let record: DataRecord
  let fields: FieldsRead
  let path: String

  /// Nil where the record has no text.
  func article() -> Article? {
    guard let text = text() else { return nil }
    let isTitle = fields.names[.title] == fields.names[.text]
    let title = isTitle ? "" : Self.line(record.string(fields.names[.title]) ?? "")
    var bytes: ContiguousArray<UInt8> = []
    var map = SourceMap(start: record.offset)
    // A line of its own above the text, not the word that it begins with.
    let behind = text.bytes.dropFirst(title.utf8.count).first
    let isThere = text.bytes.starts(with: title.utf8) && (behind.map { $0 == 10 || $0 == 13 } ?? true)
    if !title.isEmpty, !isThere {
      bytes.append(contentsOf: title.utf8)
      bytes.append(contentsOf: [10, 10])
    }
    for piece in text.pieces {
      map.add(text: Int32(clamping: bytes.count + piece.text), source: piece.source)
    }
    bytes.append(contentsOf: text.bytes)
    var article = Article(text: bytes, path: path)
    if isTitle {
      article.title = TextRange(0..<bytes.count)
    } else if !title.isEmpty {
      article.title = TextRange(0..<title.utf8.count)
    }
    article.sourceMap = map
    article.charset = text.charset
    setDay(&article)
    article.source = outlet
    article.author =
      fields.names[.author].flatMap(record.string).map {
        Byline.names($0.split(separator: "\n").map(String.init))
      } ?? ""
    article.language = record.string(fields.language) ?? ""
    return article
  }

  /// The text without what marks it up; nil where it is blank.
  private func text() -> RecordText? {
    guard let name = fields.names[.text] else { return nil }
    if let text = plain(name) { return text }
    return FieldGuess.otherTexts(record).lazy.compactMap { plain($0) }.first
  }

  private func plain(_ name: String) -> RecordText? {
    guard let member = record.member(name) else { return nil }
    var text = record.value(member)
    if Self.isMarkedUp(text.bytes) {
      text.replace(Self.withoutMarkup(text.bytes).utf8)
    } else if Self.hasEntities(text.bytes) {
      text.replace(TextEncoding.withoutEntities(String(decoding: text.bytes, as: UTF8.self)).utf8)
    }
    text.mend()
    text.trim()
    return text.bytes.isEmpty || text.bytes.count > ArticleFormats.largest ? nil : text
  }

  private func setDay(_ article: inout Article) {
    guard let name = fields.names[.published], let written = record.string(name) else { return }
    switch RecordDay.read(written.utf8) {
    case .day(let day):
      // A day behind the one on which it was read, or changed, is not its own.
      if let later = record.string(fields.later), case .day(let other) = RecordDay.read(later.utf8),
        !PageMetadata.isBefore(day, other)
      {
        article.unreadDate = String(decoding: written.utf8.prefix(64), as: UTF8.self)
      } else {
        article.setPublished(day, via: .header)
      }
    case .refused: article.unreadDate = String(decoding: written.utf8.prefix(64), as: UTF8.self)
    case .none: break
    }
  }

  /// By its name, or by the host of an address.
  private var outlet: String {
    let name = Self.line(record.string(fields.names[.outlet]) ?? "")
    guard name.utf8.count <= ReadingLimits.header else { return "" }
    return WebAddress.host(of: name) ?? name
  }

  /// A text of one line, without tags and entities.
  static func line(_ text: String) -> String {
    guard text.utf8.count <= 1 << 14 else { return "" }
    if isPlainLine(text) { return text }
    var plain = text
    if text.utf8.contains(UInt8(ascii: "<")), isMarkedUp(ContiguousArray(text.utf8)) {
      plain = withoutMarkup(ContiguousArray(text.utf8))
    }
    return SpacedText.line(TextEncoding.withoutEntities(plain).utf8)
  }

  /// Whether it is words of printed ASCII with a space between each two, and nothing in it may be marked up.
  private static func isPlainLine(_ text: String) -> Bool {
    var before: UInt8 = 32
    for byte in text.utf8 {
      guard byte &- 32 < 0x5F, byte != UInt8(ascii: "<"), byte != UInt8(ascii: "&"), byte | before != 32
      else {
        return false
      }
      before = byte
    }
    return before != 32
  }

  private static let marks = [
    "</p>", "<p>", "<br", "</div>", "</a>", "</b>", "</i>", "</em>", "</strong>", "</li>", "<img",
  ]

  /// Whether it is HTML: one of the tags that texts of news have stands in it.
  static func isMarkedUp(_ text: ContiguousArray<UInt8>) -> Bool {
    var start = text.startIndex
    while let open = text.first(UInt8(ascii: "<"), from: start) {
      let tag = text[open...].prefix(9).map(\.asciiLowered)
      if marks.contains(where: { tag.starts(with: $0.utf8) }) { return true }
      start = open + 1
    }
    return false
  }

  private static func hasEntities(_ text: ContiguousArray<UInt8>) -> Bool {
    var start = text.startIndex
    while let mark = text.first(UInt8(ascii: "&"), from: start) {
      let word = text[(mark + 1)...].prefix(10)
      if let end = word.firstIndex(of: UInt8(ascii: ";")), end > mark + 2 { return true }
      start = mark + 1
    }
    return false
  }

  /// The paragraphs of a piece of HTML that is all text, with blank lines between them.
  static func withoutMarkup(_ text: ContiguousArray<UInt8>) -> String {
    PageParser.blocks(of: text).joined(separator: "\n\n")
  }
}
