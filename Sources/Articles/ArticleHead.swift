/// What the first lines of a file say about the article: a `date YYYY-MM-DD` mark with the text behind it, header
/// lines (`Title: …`, `Date: …`, `Source: …`), the front matter of a Markdown file, a heading.
struct ArticleHead {
  private let text: ArticleText
  private var bodyStart = 0
  private var title: TextRange?
  private var source: TextRange?
  private var authors: [TextRange] = []
  private var language: TextRange?
  private var day: CalendarDay?
  private var unreadDate: TextRange?

  private let hasFrontMatter: Bool

  /// Of text that has none.
  init() {
    text = ArticleText()
    hasFrontMatter = false
  }

  /// `hasFrontMatter`: a first line `---` opens front matter.
  init(_ text: ArticleText, hasFrontMatter: Bool) {
    self.text = text
    self.hasFrontMatter = hasFrontMatter
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { bodyStart = 3 }
    skipBlank()
    if !readDateMark() { readHeaders() }
    skipBlank()
    if title == nil { readHeading() }
  }

  func apply(to article: inout Article) {
    guard !text.isEmpty else { return }
    article.body = TextRange(bodyStart..<text.count)
    article.title = title
    if let day { article.setPublished(day, via: .header) }
    if day == nil { article.unreadDate = unreadDate.map(article.string) }
    if let source { article.source = article.string(source) }
    article.author = Byline.names(authors.map(article.string))
    if let language { article.language = article.string(language) }
  }

  private mutating func skipBlank() {
    while bodyStart < text.count, text[bodyStart] <= 32 { bodyStart += 1 }
  }

  private func endOfLine(_ start: Int) -> Int { text[start...].firstIndex(of: 10) ?? text.count }

  private func trimmed(_ start: Int, _ end: Int) -> TextRange {
    var low = start
    var high = end
    while low < high, text[low] <= 32 { low += 1 }
    while high > low, text[high - 1] <= 32 { high -= 1 }
    return TextRange(low..<high)
  }

  /// `date 2023-01-17 Text goes on here`
  private mutating func readDateMark() -> Bool {
    let start = bodyStart
    guard text.count >= start + 15, text[start..<start + 5].elementsEqual("date ".utf8) else { return false }
    guard let found = CalendarDay(iso: text[(start + 5)..<(start + 15)]),
      start + 15 == text.count || text[start + 15] <= 32
    else {
      let word = text[(start + 5)...].prefix(32).prefix { $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
      if word.count >= 8 { unreadDate = TextRange(start + 5..<start + 5 + word.count) }
      return false
    }
    day = found
    bodyStart = start + 15
    return true
  }

  private enum Field { case title, date, source, author, language, other }

  private static let fields: [(String, Field)] = [
    ("title", .title), ("headline", .title), ("date", .date), ("published", .date), ("source", .source),
    ("outlet", .source), ("publisher", .source), ("author", .author), ("authors", .author),
    ("byline", .author), ("by", .author),
    ("url", .other), ("link", .other), ("section", .other), ("language", .language), ("lang", .language),
    ("tags", .other),
  ]

  /// Header lines up to a blank line or the first that is none; in front matter up to its closing `---`.
  private mutating func readHeaders() {
    var start = bodyStart
    let isFrontMatter = hasFrontMatter && text[start..<endOfLine(start)].elementsEqual("---".utf8)
    if isFrontMatter { start = min(text.count, endOfLine(start) + 1) }
    var found = false
    // Of a list in front matter, a line each.
    var isOfAuthors = false
    while start < text.count {
      let end = endOfLine(start)
      let line = trimmed(start, end)
      let next = min(text.count, end + 1)
      if isFrontMatter, text[line.range].elementsEqual("---".utf8) {
        bodyStart = next
        return
      }
      if line.isEmpty {
        if isFrontMatter {
          start = next
          continue
        }
        if found { bodyStart = next }
        return
      }
      if isFrontMatter, isOfAuthors, text[Int(line.start)] == UInt8(ascii: "-") {
        authors.append(TextRange(start: line.start + 1, end: line.end))
      } else if let field = readField(line) {
        found = true
        isOfAuthors = field == .author
      } else if !isFrontMatter {
        if found { bodyStart = start }
        return
      }
      start = next
    }
    // Front matter that never closes is text; headers with no text behind them leave an empty body.
    if !isFrontMatter { bodyStart = found ? text.count : bodyStart }
  }

  /// Nil where the line is no field.
  private mutating func readField(_ line: TextRange) -> Field? {
    guard let colon = text[line.range].firstIndex(of: UInt8(ascii: ":")), colon - Int(line.start) <= 12 else {
      return nil
    }
    let key = text[Int(line.start)..<colon].map(\.asciiLowered)
    guard let field = Self.fields.first(where: { key.elementsEqual($0.0.utf8) })?.1 else { return nil }
    var value = trimmed(colon + 1, Int(line.end))
    if value.count >= 2, [34, 39].contains(text[Int(value.start)]),
      text[Int(value.end) - 1] == text[Int(value.start)]
    {
      value = TextRange(start: value.start + 1, end: value.end - 1)
    }
    if field != .date, field != .other, value.count > ReadingLimits.header { return nil }
    switch field {
    case .title: title = value.isEmpty ? nil : value
    case .source: source = value.isEmpty ? nil : value
    case .date:
      day = WrittenDay.read(text[value.range])
      if day == nil, !value.isEmpty, value.count <= ReadingLimits.header { unreadDate = value }
    case .author: if !value.isEmpty { authors.append(value) }
    case .language: language = value.isEmpty ? nil : value
    case .other: break
    }
    return field
  }

  /// A first line, or first below a day, of at most 160 bytes without a full stop, alone or above a text, is the title; it stays in the
  /// body, where it is read as a headline.
  private mutating func readHeading() {
    var start = bodyStart
    var end = endOfLine(start)
    // What says when it appeared may stand above.
    for _ in 0..<2 where end < text.count && DayLine.isOne(text[start..<end], orByline: true) {
      start = text[end...].firstIndex { $0 > 32 } ?? text.count
      end = endOfLine(start)
    }
    guard end < text.count else { return }
    var line = trimmed(start, end)
    while !line.isEmpty, text[Int(line.start)] == UInt8(ascii: "#") {
      line = trimmed(Int(line.start) + 1, Int(line.end))
    }
    guard (8...160).contains(line.count), text[end...].contains(where: { $0 > 32 }) else { return }
    let last = text[Int(line.end) - 1]
    guard last != UInt8(ascii: "."), last != UInt8(ascii: ":"), last != UInt8(ascii: ",") else { return }
    title = line
  }
}
