/// A record of a web archive that may hold articles: what was fetched, from where and when.
struct WARCPage {
  /// The address as the archive has it; "" where it has none.
  let address: String
  /// What the archive says of its content; nil where that is nothing.
  let digest: ContiguousArray<UInt8>?
  private let path: String
  private let type: MediaType
  private let offset: Int
  private let fetched: CalendarDay?
  private let isConversion: Bool
  private let kind: Kind

  private enum Kind {
    case page
    /// Text, or records or a feed in their own format.
    case text, data
  }

  /// Nil where what was fetched is none of the types that hold articles.
  init?(_ head: WARCRecords.Head, type: MediaType, path: String) {
    let recordType = head.fields["warc-type"]?.lowercased()
    isConversion = recordType == "conversion"
    let uri = head.fields["warc-target-uri"] ?? ""
    // Some old writers put it between brackets.
    address = uri.hasPrefix("<") && uri.hasSuffix(">") ? String(uri.dropFirst().dropLast()) : uri
    switch type.name {
    case "text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml": kind = .page
    case "text/plain", "text/markdown", "": kind = .text
    case "application/json", "application/ld+json", "application/feed+json", "application/x-ndjson",
      "application/xml", "text/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml":
      kind = .data
    case "application/pdf", "application/x-pdf": kind = .data
    case "application/octet-stream", "binary/octet-stream":
      guard
        address.utf8.prefix(while: { $0 != UInt8(ascii: "?") }).suffix(4).map(\.asciiLowered)
          .elementsEqual(".pdf".utf8)
      else { return nil }
      kind = .data
    default: return nil
    }
    // What crawlers write of themselves has addresses of other kinds, as has what they made of pages.
    if !isConversion, !Self.isFetched(address) { return nil }
    if kind != .page, Self.isForMachines(address) { return nil }
    self.path = path
    self.type = type
    offset = head.offset
    digest =
      head.fields.bytes("warc-payload-digest")
      ?? (recordType == "response" ? nil : head.fields.bytes("warc-block-digest"))
    let day = head.fields.bytes("warc-date").flatMap { WrittenDay.read($0[...]) }
    fetched = day.flatMap { PageMetadata.isSound($0) ? $0 : nil }
  }

  private static func isFetched(_ address: String) -> Bool {
    ["http:", "https:", "ftp:", "file:"].contains { scheme in
      address.utf8.prefix(scheme.utf8.count).map(\.asciiLowered).elementsEqual(scheme.utf8)
    }
  }

  /// Text files that sites keep for crawlers and the like: `/robots.txt` (RFC 9309), `/.well-known/` (RFC 8615).
  private static func isForMachines(_ address: String) -> Bool {
    let name = address.utf8.prefix { $0 != UInt8(ascii: "?") }.map(\.asciiLowered)
    let parts = name.split(separator: UInt8(ascii: "/"))
    guard parts.count > 2 else { return false }
    if parts[2].elementsEqual(".well-known".utf8) { return true }
    return parts.count == 3
      && ["robots.txt", "ads.txt", "app-ads.txt", "security.txt", "humans.txt", "llms.txt"].contains {
        parts[2].elementsEqual($0.utf8)
      }
  }

  /// Formats that what was fetched may be in; an archive within an archive is none.
  private static let formats: [any ArticleFormat.Type] = ArticleFormats.all.filter {
    $0 != WARCFormat.self && $0 != MailFormat.self
  }

  /// What was read of a body.
  struct Contents {
    /// None where it has no text of one.
    var articles: [Article] = []
    /// What it is, in the plural, where it has none.
    var passedBy = "pages without text of an article"
  }

  /// The articles of a body that stands at an offset of the file.
  func contents(_ body: HTTPResponse.Body, at offset: Int, _ options: ReadingOptions) -> Contents {
    var contents = Contents()
    let isPDF = !isConversion && PDFFormat.recognises(path: "", start: body.bytes.prefix(4096))
    if isPDF {
      let (article, passedBy) = PDFFormat.within(body.bytes, path: path, options)
      contents = Contents(articles: article.map { [$0] } ?? [], passedBy: passedBy)
    } else {
      contents.articles = isConversion ? converted(body.bytes) : fetched(body.bytes, options)
    }
    for i in contents.articles.indices {
      let map = contents.articles[i].sourceMap
      let isAsItStands = body.isPlain && !isPDF && !contents.articles[i].text.isEmpty
      contents.articles[i].sourceMap = isAsItStands ? map.moved(by: offset) : SourceMap(start: self.offset)
      if body.unread > 0 { contents.articles[i].cuts.unread += body.unread }
      complete(&contents.articles[i])
    }
    return contents
  }

  private func fetched(_ bytes: ContiguousArray<UInt8>, _ options: ReadingOptions) -> [Article] {
    let start = bytes.prefix(4096)
    if kind == .page || PageFormat.recognises(path: "", start: start) {
      var page = PageParser.page(TextEncoding.decoded(bytes, header: type.charset))
      page.metadata.fetchedFrom = address
      return (try? PageArticle(page, path: path).article()).map { [$0] } ?? []
    }
    // What is not said to be text is read only in a format that knows it.
    let isKnown = Self.formats.first { $0.recognises(path: "", start: start) }.map { $0 != PlainFormat.self }
    guard kind == .text || isKnown ?? false else { return [] }
    var articles: [Article] = []
    let text = kind == .text ? TextEncoding.decoded(bytes, header: type.charset) : bytes
    let stream = try? FileArticles(
      ByteStream(text, path: path), path: path, name: path, options, Self.formats)
    guard var stream else { return [] }
    while true {
      do throws(LoadProblem) {
        guard let draft = try stream.next() else { break }
        articles += draft.make().articles
      } catch {
        // It is no article, as much of what is fetched is none.
        continue
      }
    }
    return articles
  }

  /// Text that somebody has made of a page: its title, then a line a paragraph.
  private func converted(_ bytes: ContiguousArray<UInt8>) -> [Article] {
    let text = TextEncoding.decoded(bytes, header: type.charset)
    let read = try? Article(checking: text, path: path) { _ in ArticleHead() }
    guard var article = read else { return [] }
    let line = HeaderFields.trimmed(text.prefix { $0 != 10 })
    if (1...ReadingLimits.header).contains(line.count) {
      article.title = TextRange(line.startIndex..<line.endIndex)
    }
    return [article]
  }

  /// What the archive knows and the article does not say.
  private func complete(_ article: inout Article) {
    // The file's name says when it was crawled.
    if article.publishedVia == .fileName { (article.published, article.publishedVia) = (nil, nil) }
    if article.source.isEmpty { article.source = WebAddress.host(of: address) ?? "" }
    guard article.published == nil, article.unreadDate == nil else { return }
    if let day = WebAddress.day(in: address) {
      article.setPublished(day, via: .address)
    } else if let fetched {
      article.setPublished(fetched, via: .capture)
    }
  }
}
