/// What the header of a message says of its text.
struct MailHead {
  var title = ""
  var author = ""
  var outlet = ""
  var day: CalendarDay?
  var unreadDate: String?

  /// Of a message below a line of a mailbox, which may be empty.
  init(_ fields: HeaderFields, separator: ContiguousArray<UInt8> = []) {
    title = Self.title(fields)
    let from = fields.bytes("from") ?? fields.bytes("sender") ?? []
    author = Self.author(from)
    outlet = Self.outlet(fields, from)
    (day, unreadDate) = MailDay.sent(fields, separator: separator)
  }

  private static func title(_ fields: HeaderFields) -> String {
    guard let bytes = fields.bytes("subject") else { return "" }
    var title = MailWords.decoded(bytes)[...]
    var answer = ""
    // "[harbour-news] Fwd: Dues rise": the list's name and the mark of who passes it on are none of it.
    let isListed = fields.has("list-id") || fields.has("list-post")
    for _ in 0..<8 {
      let start = title.prefix(4).lowercased()
      if start == "fwd:" || start.hasPrefix("fw:") {
        title = title.dropFirst(start == "fwd:" ? 4 : 3)
      } else if start.hasPrefix("re:") {
        title = title.dropFirst(3)
        answer = "Re: "
      } else if isListed, title.first == "[", let end = title.firstIndex(of: "]"),
        title[title.index(after: end)...].contains(where: { $0 != " " })
      {
        title = title[title.index(after: end)...]
      } else {
        break
      }
      title = title.drop { $0 == " " }
    }
    return title.utf8.count <= ReadingLimits.header ? answer + title : ""
  }

  /// Who wrote it; "" where only an address is stated.
  static func author(_ from: some Collection<UInt8>) -> String {
    var name = MailWords.mailbox(from).name[...]
    // Mailing lists write themselves in: "Ann Lind via harbour-news".
    if let via = name.ranges(of: " via ").last { name = name[..<via.lowerBound] }
    while let first = name.first, "'\"".contains(first), name.last == first, name.count > 2 {
      name = name.dropFirst().dropLast()
    }
    return name.contains("@") || name.utf8.count > 200 ? "" : String(name)
  }

  /// The mailing list by its name, else the organisation, else the host that it comes from.
  private static func outlet(_ fields: HeaderFields, _ from: ContiguousArray<UInt8>) -> String {
    if let list = fields.bytes("list-id") {
      let name = MailWords.mailbox(list).name
      // What machines have made up is no name.
      let isName = name.split(separator: " ").allSatisfy { word in
        word.utf8.count < 24 && word.utf8.count(where: \.isASCIIDigit) * 3 < max(3, word.utf8.count)
      }
      if !name.isEmpty, isName, name.utf8.count <= 200 { return name }
    }
    if let organisation = fields.bytes("organization") ?? fields.bytes("organisation") {
      let name = MailWords.decoded(organisation)
      if !name.isEmpty, name.utf8.count <= 200 { return name }
    }
    return host(MailWords.mailbox(from).address)
  }

  /// Names that machines have which send a newsletter.
  private static let senders: Set<Substring> = [
    "mail", "email", "e-mail", "mailer", "mailing", "mailings", "news", "newsletter", "newsletters", "e",
    "em", "m",
    "list", "lists", "info", "send", "smtp", "mx", "www", "reply", "bounce",
  ]

  private static func host(_ address: String) -> String {
    guard let at = address.lastIndex(of: "@") else { return "" }
    var labels = address[address.index(after: at)...].lowercased().split(separator: ".")
    while labels.count > 2, senders.contains(labels[0]) { labels.removeFirst() }
    return labels.joined(separator: ".")
  }

  /// Puts it down in an article that does not state it itself.
  func complete(_ article: inout Article) {
    if article.source.isEmpty { article.source = outlet }
    if article.author.isEmpty { article.author = author }
    guard article.published == nil, article.unreadDate == nil else { return }
    if let day { article.setPublished(day, via: .header) }
    article.unreadDate = unreadDate
  }
}

/// The articles of a message: its text, then text that is attached to it, then the messages that it holds.
struct MailArticles {
  private let path: String
  private let bytes: ContiguousArray<UInt8>
  private let offset: Int
  private let isInMailbox: Bool
  private let options: ReadingOptions
  private(set) var articles: [Article] = []
  private(set) var passedBy = PassedBy()

  /// Articles of one message; what holds more is no mail of a person.
  private static let most = 2000

  /// O(bytes · depth of its parts).
  init(_ message: MailboxMessages.Message, isInMailbox: Bool, path: String, _ options: ReadingOptions) {
    self.path = path
    self.options = options
    bytes = message.bytes
    offset = message.offset
    self.isInMailbox = isInMailbox
    let isMarked = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    read((isMarked ? 3 : 0)..<bytes.count, message.separator, depth: 0)
  }

  private mutating func read(_ range: Range<Int>, _ separator: ContiguousArray<UInt8>, depth: Int) {
    guard depth < MailContents.depthLimit, articles.count < Self.most else {
      return passedBy.add("messages in messages")
    }
    let part = MailPart(bytes, range)
    if let page = savedPage(part) { return articles.append(page) }
    let contents = MailContents(part, of: bytes, at: offset, isInMailbox: isInMailbox, depth: depth)
    passedBy.add(contents.passedBy)
    var head = MailHead(part.fields, separator: separator)
    var text = contents.text
    forward(&text, &head)
    let documents = contents.documents.compactMap { document($0, head) }
    if let article = article(text, head) {
      articles.append(article)
    } else if contents.messages.isEmpty, contents.attached.isEmpty, documents.isEmpty {
      passedBy.add("messages without text")
    }
    articles += documents
    for attached in contents.attached {
      if let article = file(attached, contents, head) {
        articles.append(article)
      } else {
        passedBy.add("attachments")
      }
    }
    for message in contents.messages { read(message, [], depth: depth + 1) }
  }

  private func article(_ text: MailText, _ head: MailHead) -> Article? {
    guard !text.paragraphs.isEmpty else { return nil }
    var bytes = ContiguousArray(head.title.utf8)
    var map = SourceMap(start: text.paragraphs[0].lines[0].source)
    for paragraph in text.paragraphs {
      if !bytes.isEmpty { bytes.append(10) }
      for line in paragraph.lines {
        if !bytes.isEmpty { bytes.append(10) }
        map.add(text: Int32(clamping: bytes.count), source: line.source)
        bytes.append(contentsOf: line.text)
      }
    }
    guard bytes.count <= ArticleFormats.largest else { return nil }
    var article = Article(text: bytes, path: path)
    if !head.title.isEmpty { article.title = TextRange(0..<head.title.utf8.count) }
    article.sourceMap = map
    head.complete(&article)
    return article
  }

  // MARK: What was forwarded

  private static let marks = ["forwarded message", "original message"].map { Array($0.utf8) }

  /// What stands below "---------- Forwarded message ----------" and its lines `From:`, `Date:`, `Subject:` is another's article, of
  /// that day.
  private func forward(_ text: inout MailText, _ head: inout MailHead) {
    let paragraphs = text.paragraphs
    guard
      let mark = paragraphs.prefix(3).firstIndex(where: { paragraph in
        guard let line = paragraph.lines.first else { return false }
        let words = Array(HeaderFields.trimmed(line.text[...]).map(\.asciiLowered))
        return words.count <= 80 && (words.starts(with: "--".utf8) || words.last == UInt8(ascii: ":"))
          && Self.marks.contains(where: words.holds)
      }), paragraphs[..<mark].reduce(0, { $0 + $1.count }) <= 300
    else { return }
    var lines = paragraphs[mark].lines.dropFirst()
    var next = mark + 1
    if lines.isEmpty, next < paragraphs.count {
      lines = paragraphs[next].lines[...]
      next += 1
    }
    let fields = HeaderFields(lines: ContiguousArray(lines.map(\.text).joined(separator: [10]))[...])
    guard fields.has("from"), next < paragraphs.count else { return }
    text.paragraphs.removeSubrange(mark..<next)
    let inner = MailHead(fields)
    if !inner.title.isEmpty { head.title = inner.title }
    head.author = inner.author
    if !inner.outlet.isEmpty { head.outlet = inner.outlet }
    let stated = fields.bytes("date") ?? fields.bytes("sent")
    let day = stated.flatMap { MailDay.read($0) }.flatMap { PageMetadata.isSound($0) ? $0 : nil }
    // The day on which it was passed on is not its own.
    head.day = day
    head.unreadDate = day == nil ? stated.map { HeaderFields.line($0.prefix(64)) } : nil
  }

  // MARK: Pages and files

  /// A web page that a browser has saved as a message (MHTML, RFC 2557); nil of others.
  private func savedPage(_ part: MailPart) -> Article? {
    let address = part.fields["snapshot-content-location"]
    let isSaved = address != nil || part.fields["from"]?.lowercased().hasPrefix("<saved by") ?? false
    guard isSaved, part.type.name.hasPrefix("multipart/") || part.type.name == "text/html" else { return nil }
    let parts = part.parts(bytes).map { MailPart(bytes, $0) }
    guard let root = (parts + [part]).first(where: { $0.type.name == "text/html" }) else { return nil }
    let contents = MailContents(root, of: bytes, at: offset, isInMailbox: false)
    var page = PageParser.page(contents.decoded(root).text)
    page.metadata.fetchedFrom = address ?? root.fields["content-location"] ?? ""
    guard var article = try? PageArticle(page, path: path).article() else { return nil }
    article.sourceMap = SourceMap(start: offset + root.body.lowerBound)
    if article.published == nil, let day = MailDay.sent(part.fields, separator: []).day {
      article.setPublished(day, via: .capture)
    }
    return article
  }

  /// The article of a PDF that was attached; nil where it has none that is read.
  private mutating func document(_ part: MailPart, _ head: MailHead) -> Article? {
    let raw = TransferEncoding.decoded(bytes[part.body], part.encoding)
    guard PDFFormat.recognises(path: part.fileName, start: raw.prefix(4096)) else {
      passedBy.add("attachments")
      return nil
    }
    let (found, kind) = PDFFormat.within(raw, path: path, options)
    guard var article = found else {
      passedBy.add(kind)
      return nil
    }
    article.sourceMap = SourceMap(start: offset + part.body.lowerBound)
    head.complete(&article)
    return article
  }

  /// The article of a file of text that was attached; nil where it has none.
  private func file(_ part: MailPart, _ contents: MailContents, _ head: MailHead) -> Article? {
    let (text, isPlain) = contents.decoded(part)
    let start = offset + part.body.lowerBound
    var found: Article?
    if part.type.name.hasPrefix("text/html") || part.type.name == "application/xhtml+xml" {
      found = try? PageArticle(PageParser.page(text), path: path).article()
    } else {
      let form = PlainMailText.Form(part.type, isInMailbox: false)
      let own = MailFooters.removed(from: PlainMailText(text, form) { $0 }.text)
      // What mail programs attach of themselves is a footer.
      guard !own.paragraphs.isEmpty else { return nil }
      found = try? Article(checking: text, path: path) { ArticleHead($0, hasFrontMatter: false) }
    }
    guard var article = found else { return nil }
    if article.publishedVia == .fileName { (article.published, article.publishedVia) = (nil, nil) }
    article.sourceMap = isPlain ? article.sourceMap.moved(by: start) : SourceMap(start: start)
    head.complete(&article)
    return article
  }
}
