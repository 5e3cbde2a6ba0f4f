import TestSupport
import Testing

@testable import Articles

/// Web archives: which records are articles, and what becomes of the others.
@Suite struct WARCFormatTests {
  static let page =
    "<html><head><title>Harbour dues rise | Fjord Post</title></head><body><h1>Harbour dues rise</h1><p>The port council of Nordhavn raised its dues on Tuesday, and the ferry lines said that fares would follow.</p><p>Crews of three lines met in the evening to talk about what it means for them, and for the summer.</p></body></html>"

  static func record(
    _ type: String, at address: String = "https://fjordpost.example/a.html",
    as contentType: String = "application/http; msgtype=response", extra: String = "", _ block: [UInt8]
  ) -> [UInt8] {
    Array(
      "WARC/1.1\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(address)\r\nWARC-Date: 2023-01-17T10:00:00Z\r\n\(extra)Content-Type: \(contentType)\r\nContent-Length: \(block.count)\r\n\r\n"
        .utf8) + block + Array("\r\n\r\n".utf8)
  }

  static func answer(
    _ body: [UInt8], _ fields: String = "Content-Type: text/html; charset=utf-8\r\n",
    status: String = "200 OK"
  ) -> [UInt8] { Array("HTTP/1.1 \(status)\r\n\(fields)\r\n".utf8) + body }

  static func answer(_ body: String, _ fields: String = "Content-Type: text/html; charset=utf-8\r\n")
    -> [UInt8]
  { answer(Array(body.utf8), fields) }

  static func read(_ records: [UInt8]...) -> RecordFile {
    RecordFile(bytes: ContiguousArray(records.joined()), path: "crawl.warc")
  }

  private static func bytes(_ base64: String) -> [UInt8] {
    Array(TransferEncoding.base64(Array(base64.utf8)))
  }

  @Test func aPageThatWasFetchedIsAnArticle() throws {
    let file = Self.read(
      Self.record("warcinfo", at: "", as: "application/warc-fields", Array("software: crawler\r\n".utf8)),
      Self.record(
        "request", as: "application/http; msgtype=request",
        Array("GET /a.html HTTP/1.1\r\n\r\n".utf8)),
      Self.record("response", Self.answer(Self.page)))
    let article = try #require(file.articles.first)
    #expect(file.problems.isEmpty && file.articles.count == 1)
    #expect(file.titles == ["Harbour dues rise"])
    #expect(article.source == "fjordpost.example")
    #expect((article.published?.description, article.publishedVia) == ("2023-01-17", .capture))
    #expect((article.number, article.name, article.path) == (2, "crawl#3", "crawl.warc"))
    #expect(file.passedBy == "descriptions (1), requests (1)")
    #expect(article.string(article.body).hasSuffix("for the summer."))
  }

  @Test func whatAPageSaysOfItselfCountsForMore() throws {
    let stated = Self.page.replacing(
      "</head>", with: "<meta property='article:published_time' content='2022-12-30T08:00:00Z'></head>")
    let file = Self.read(
      Self.record("response", Self.answer(stated)),
      Self.record("response", at: "https://fjordpost.example/2021/03/04/dues.html", Self.answer(Self.page)))
    #expect(file.days == ["2022-12-30", "2021-03-04"])
    #expect(file.articles.map(\.publishedVia) == [.metadata, .address])
  }

  @Test func whatIsNoPageIsPassedBy() {
    let image = Self.answer(Array(repeating: 0xFF, count: 1000), "Content-Type: image/jpeg\r\n")
    let file = Self.read(
      Self.record("response", image),
      Self.record("response", Self.answer([], "Location: /b\r\n", status: "301 Moved Permanently")),
      Self.record("response", Self.answer(Array(Self.page.utf8), status: "404 Not Found")),
      Self.record("response", at: "dns:fjordpost.example", as: "text/dns", Array("20230117 …".utf8)),
      Self.record("revisit", Self.answer([])), Self.record("metadata", []), Self.record("x-own", []),
      Self.record(
        "resource", at: "metadata://gnu.org/software/wget/warc/wget.log", as: "text/plain",
        Array("Resolving fjordpost.example …".utf8)),
      Self.record(
        "response", at: "https://fjordpost.example/robots.txt",
        Self.answer("User-agent: *", "Content-Type: text/plain\r\n")),
      Self.record("response", Self.answer("<html><body><a href=/>Home</a></body></html>")))
    #expect(file.articles.isEmpty && file.problems.isEmpty)
    #expect(
      file.passedBy
        == "other types (3), answers that are none of HTTP (1), descriptions (1), errors of servers (1), other records (1), pages without text of an article (1), redirects (1), revisits (1)"
    )
  }

  struct Packed: CustomTestStringConvertible {
    var testDescription: String
    var fields: String
    var body: [UInt8]
  }

  static let packed: [Packed] = [
    Packed(
      testDescription: "chunks", fields: "Transfer-Encoding: chunked\r\n",
      body: chunked(Array(page.utf8), 100)),
    Packed(
      testDescription: "chunks taken off", fields: "Transfer-Encoding: chunked\r\n", body: Array(page.utf8)),
    Packed(
      testDescription: "chunks with extensions and blanks", fields: "Transfer-Encoding: Chunked\r\n",
      body: Array(
        "\(String(page.utf8.count, radix: 16).uppercased())  ;a=b\r\n\(page)\r\n0\r\nX: y\r\n\r\n".utf8)),
    Packed(
      testDescription: "gzip taken off", fields: "Content-Encoding: gzip\r\n", body: Array(page.utf8)),
    Packed(testDescription: "br taken off", fields: "Content-Encoding: br\r\n", body: Array(page.utf8)),
    Packed(
      testDescription: "gzip", fields: "Content-Encoding: gzip\r\n", body: bytes(PackedPages.gzip)),
    Packed(
      testDescription: "gzip in two members", fields: "Content-Encoding: x-gzip\r\n",
      body: bytes(PackedPages.members)),
    Packed(
      testDescription: "bare deflate", fields: "Content-Encoding: deflate\r\n",
      body: bytes(PackedPages.deflate)),
    Packed(
      testDescription: "zlib", fields: "Content-Encoding: deflate\r\n", body: bytes(PackedPages.zlib)),
    Packed(
      testDescription: "gzip in chunks", fields: "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
      body: chunked(bytes(PackedPages.gzip), 64)),
  ]

  private static func chunked(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let piece = bytes[start..<min(bytes.count, start + size)]
      result += Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + [13, 10]
    }
    return result + Array("0\r\n\r\n".utf8)
  }

  @Test(arguments: packed) func bodiesComeOutOfWhatTheyWerePackedIn(_ packed: Packed) throws {
    let fields = "Content-Type: text/html\r\n" + packed.fields
    let file = Self.read(Self.record("response", Self.answer(packed.body, fields)))
    let plain = Self.read(Self.record("response", Self.answer(Self.page)))
    #expect(file.texts == plain.texts && file.texts.count == 1)
    #expect(file.articles.first?.cuts == ReadingCuts())
  }

  @Test func whatCannotBeUnpackedIsTold() {
    let cut = Array(Self.bytes(PackedPages.gzip).prefix(220))
    let damaged: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFF, 0xFF]
    let file = Self.read(
      Self.record(
        "response",
        Self.answer([0x1B, 0x03, 0x80, 0xFF], "Content-Type: text/html\r\nContent-Encoding: br\r\n")),
      Self.record("response", Self.answer(damaged, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")),
      Self.record(
        "response", at: "https://a.example/",
        Self.answer(cut, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")))
    #expect(file.passedBy == "pages packed with br (1)")
    #expect(file.messages.count == 1 && file.messages[0].hasSuffix("what it is packed in is damaged"))
    // What was there is read, and that it is not all is known.
    #expect(file.texts.count == 1 && file.articles[0].cuts.unread > 0)
  }

  @Test func aBombIsRefused() {
    let bomb = Self.bytes(PackedPages.bomb)
    #expect(bomb.count < 1000)
    var file = Self.read([])
    let time = ThreadTime.measure {
      file = Self.read(
        Self.record(
          "response", Self.answer(bomb, "Content-Type: text/html\r\nContent-Encoding: gzip, gzip\r\n")),
        Self.record("response", Self.answer(Self.page)))
    }
    #expect(file.articles.count == 1 && file.problems.count == 1 && time < .seconds(10))
    #expect(file.messages[0].contains("too many times larger"))
  }

  @Test func theCharsetOfTheHeaderCounts() {
    let body = Array(Self.page.replacing("Nordhavn", with: "N*rdhavn").utf8).map {
      $0 == UInt8(ascii: "*") ? 0xF8 : $0
    }
    let meta = Array("<meta charset=koi8-r>".utf8)
    let file = Self.read(
      Self.record("response", Self.answer(meta + body, "Content-Type: text/html; charset=ISO-8859-1\r\n")))
    #expect(file.texts.count == 1 && file.texts[0].contains("Nørdhavn"))
  }

  @Test func textAndFeedsAndRecordsAreReadAsTheyAre() {
    let text = "Dues rise in Nordhavn\n\nThe port council raised its dues."
    let json = "[{\"title\":\"Dues\",\"text\":\"The port council raised its dues.\",\"date\":\"2023-02-03\"}]"
    let file = Self.read(
      Self.record(
        "response", at: "https://a.example/t.txt", Self.answer(text, "Content-Type: text/plain\r\n")),
      Self.record(
        "response", at: "https://a.example/api", Self.answer(json, "Content-Type: application/json\r\n")),
      Self.record(
        "response", at: "https://a.example/conf",
        Self.answer("{\"a\":1}", "Content-Type: application/json\r\n")),
      Self.record(
        "resource", at: "file:///notes/t.txt", as: "text/plain", Array("date 2022-05-06 \(text)".utf8)))
    #expect(file.titles == ["Dues rise in Nordhavn", "Dues", "Dues rise in Nordhavn"])
    #expect(file.days == ["2023-01-17", "2023-02-03", "2022-05-06"])
    #expect(file.articles.map(\.source) == ["a.example", "a.example", ""])
    #expect(file.passedBy == "pages without text of an article (1)")
  }

  @Test func textsOfPagesHaveTheirTitleFirst() {
    let text = "Dues rise - Fjord Post\nThe port council raised its dues on Tuesday.\nFares follow.\n"
    let file = Self.read(
      Self.record(
        "conversion", at: "https://fjordpost.example/2023/01/16/a", as: "text/plain", Array(text.utf8)))
    #expect(file.titles == ["Dues rise - Fjord Post"] && file.texts == [text])
    #expect(file.days == ["2023-01-16"] && file.articles.first?.source == "fjordpost.example")
  }

  @Test func aPageThatIsThereTwiceIsReadOnce() {
    let digest = "WARC-Payload-Digest: sha1:ABCDEFGH\r\n"
    let other = Self.page.replacing("Tuesday", with: "Friday")
    let file = Self.read(
      Self.record("response", extra: digest, Self.answer(Self.page)),
      Self.record("response", extra: digest, Self.answer(Self.page)),
      Self.record("response", Self.answer(Self.page)), Self.record("response", Self.answer(Self.page)),
      Self.record("response", Self.answer(other)),
      Self.record("response", at: "https://b.example/", extra: digest, Self.answer(Self.page)))
    #expect(file.articles.map(\.number) == [0, 2, 4, 5] && file.passedBy == "copies (2)")
  }

  // MARK: What is broken

  @Test func aBrokenRecordCostsNoOther() throws {
    let whole = Self.record("response", Self.answer(Self.page))
    func second(_ change: (inout String) -> Void) -> [UInt8] {
      var text = String(
        decoding: Self.record("response", at: "https://b.example/", Self.answer("<p>lost</p>")), as: UTF8.self
      )
      change(&text)
      return Array(text.utf8)
    }
    let length = "Content-Length: \(Self.answer("<p>lost</p>").count)"
    let last = Self.record("response", at: "https://c.example/", Self.answer(Self.page))
    let broken: [([UInt8], String)] = [
      (second { $0 = $0.replacing(length, with: "Content-Length: 65") }, "it is not as long as it says"),
      (second { $0 = $0.replacing(length, with: "Content-Length: 150") }, "it is not as long as it says"),
      (second { $0 = $0.replacing(length, with: "Content-Length: 99999999999") }, "it is larger than 64 MiB"),
      (second { $0 = $0.replacing(length, with: "Content-Length: 12x") }, "it does not say how long it is"),
      (second { $0 = $0.replacing(length + "\r\n", with: "") }, "it does not say how long it is"),
      (second { $0 = $0.replacing("WARC/1.1", with: "WRAC/1.1") }, "no record of WARC begins here"),
      (Array("stray words\r\n\r\n".utf8), "no record of WARC begins here"),
    ]
    for (bytes, what) in broken {
      let file = Self.read(whole, bytes, last)
      #expect(file.articles.map(\.source) == ["fjordpost.example", "c.example"], "\(what)")
      #expect(
        file.messages == ["crawl.warc#2: the record at byte \(whole.count) cannot be read: \(what)"],
        "\(what)")
    }
  }

  @Test func aFileThatEndsTooEarlyIsTold() {
    let whole = Self.record("response", Self.answer(Self.page))
    let cut = Self.read(whole, Array(whole.prefix(400)))
    #expect(cut.articles.count == 1)
    #expect(
      cut.messages == [
        "crawl.warc#2: the record at byte \(whole.count) cannot be read: the file ends within it"
      ])
    #expect(Self.read(whole, Array(whole.prefix(90))).messages.count == 1)
    #expect(Self.read(Array(whole.dropLast(4))).articles.count == 1)
  }

  /// Each page by itself becomes little enough, all of them do not.
  @Test func whatPagesUnpackToIsCountedTogether() throws {
    let body = Array(PackedFiles.bomb(100_000))
    let packed = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
    let pages = (0..<40).map {
      Self.record("response", at: "https://c.example/\($0)", Self.answer(body, packed))
    }
    let bytes = ContiguousArray(
      pages.joined() + Self.record("response", at: "https://d.example/", Self.answer(Self.page)))
    var options = ReadingOptions()
    options.limits.free = 5 << 18
    let limits: [(ratio: Int, bytes: Int, message: String?)] = [
      (60, 1 << 30, "unpacks to more than 60 times its size"),
      (250, 2 << 20, "unpacks to more than 2 MiB"), (250, 1 << 30, nil),
    ]
    for (ratio, most, message) in limits {
      (options.limits.ratio, options.limits.bytes) = (ratio, most)
      for isPacked in [false, true] {
        let path = isPacked ? "crawl.warc.gz" : "crawl.warc"
        let file = isPacked ? PackedFiles.gzip(bytes) : bytes
        var stream = try ArticleStream(file, path: path, options: options)
        var found: [String] = []
        var sources: [String] = []
        while true {
          do {
            guard let article = try stream.next() else { break }
            sources.append(article.source)
          } catch { found.append(error.message) }
        }
        let isAsWanted = message.map { found.count == 1 && found[0].hasPrefix($0) } ?? found.isEmpty
        #expect(isAsWanted, "\(ratio) \(path): \(found)")
        #expect(sources.contains("d.example") == (message == nil) && stream.isWhole == (message == nil))
      }
    }
  }

  @Test func lineBreaksOfOtherSystemsAreRead() {
    let text = String(decoding: Self.record("response", Self.answer(Self.page)), as: UTF8.self)
    let bytes = text.replacing("\r\n", with: "\n").replacing(
      "Content-Length: \(Self.answer(Self.page).count)",
      with: "Content-Length: \(Self.answer(Self.page).count - 3)")
    #expect(RecordFile(bytes, path: "crawl").articles.count == 1)
  }

  @Test func manyBrokenRecordsAreCounted() {
    let broken = Array("WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n\r\n".utf8)
    let file = Self.read(Array(repeatElement(broken, count: 300).joined()))
    #expect(file.problems.count == 101 && file.messages.last?.contains("200 more records") ?? false)
  }

  @Test func anArchiveIsReadInSteadyMemory() throws {
    let folder = TemporaryFolder()
    let image = Self.record(
      "response", Self.answer(Array(repeating: 7, count: 4 << 20), "Content-Type: image/png\r\n"))
    let page = Self.record("response", Self.answer(Self.page))
    let path = folder.write(
      "crawl.warc", String(decoding: Array(repeatElement(image, count: 8).joined()) + page, as: UTF8.self))
    var stream = try ByteStream(path: path)
    var format = WARCFormat(path: path)
    let article = try format.next(&stream)
    // The images were never held: what is, is two pieces of 1 MiB at most.
    #expect(article != nil && stream.available.count <= 2 << 20)
    #expect(format.leftOut == 8)
  }

  @Test func placesInTheFileAreKnown() throws {
    let first = Self.record("response", at: "https://b.example/", Self.answer(Self.page))
    let all = first + Self.record("response", Self.answer(Self.page))
    let article = try #require(Self.read(all).articles.last)
    let text = Array(article.string(article.body).utf8)
    let at = try #require(text.firstOffset(of: Array("The port".utf8)))
    let place = article.sourceMap.source(of: Int32(at))
    #expect(place > first.count && all[place...].starts(with: "The port".utf8))
  }

  @Test func theExamplesAreRead() {
    let folder = RepositoryFile.root + "/examples/formats/"
    let archive = RecordFile(file: folder + "gulf-courier.warc")
    #expect(archive.problems.isEmpty)
    #expect(
      archive.titles == [
        "Estonia and Finland agree on a winter ferry", "Storm keeps ships in the port of Malmö",
      ])
    #expect(archive.days == ["2024-05-13", "2024-05-11"])
    #expect(archive.articles.map(\.publishedVia) == [.byline, .address])
    #expect(archive.articles.map(\.source) == ["Gulf Courier", "gulf-courier.example"])
    #expect(archive.texts.allSatisfy { !$0.contains("Read next") && !$0.contains("Home") })
    #expect(archive.passedBy == "requests (5), copies (1), descriptions (1), other types (1), redirects (1)")
    let texts = RecordFile(file: folder + "amber-gazette.wet")
    #expect(texts.titles == ["Latvia's president visits the shipyard of Liepaja - Amber Gazette"])
    #expect(texts.days == ["2024-06-06"] && texts.articles.map(\.source) == ["amber-gazette.example"])
  }
}
