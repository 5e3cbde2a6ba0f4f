import TestSupport
import Testing

@testable import Articles

/// Pages, archives, documents, the text of PDFs and text that was read wrongly, with whatever is wrong in them. The same ones always,
/// and more of them for as many seconds as `DATELINE_FUZZ_SECONDS` says. None may crash or hang, what comes out is sound, and the same
/// bytes come to the same.
@Suite struct FormatFuzzTests {
  private typealias Member = PackedFiles.Member

  private static let folder = RepositoryFile.root + "/examples/formats/"

  /// Calls `check` with the first seeds, and then with others until the time is over.
  private func each(_ count: UInt64, _ check: (UInt64) throws -> Void) rethrows {
    for seed in 0..<count { try check(seed) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(RecordFuzzTests.seconds)
    var seed: UInt64 = 1_000_000
    while clock.now < end {
      try check(seed)
      seed += 1
    }
  }

  /// Some bytes with a few of them lost, changed, doubled, or pieces of the format put in.
  private func changed(
    _ bytes: ContiguousArray<UInt8>, _ pieces: [String], _ random: inout SeededGenerator
  ) -> ContiguousArray<UInt8> {
    var bytes = bytes
    for _ in 0..<(1 + random.below(8)) where !bytes.isEmpty {
      let at = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes.remove(at: at)
      case 1: bytes[at] = UInt8(random.below(256))
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.below(400)))
      case 3:
        let piece = Array(bytes[at..<min(bytes.count, at + random.below(600))])
        bytes.insert(contentsOf: piece, at: random.below(bytes.count))
      case 4: bytes.removeSubrange(at...)
      default: bytes.insert(contentsOf: Array(random.pick(pieces).utf8), at: at)
      }
    }
    return bytes
  }

  private func check(_ bytes: ContiguousArray<UInt8>, path: String, _ seed: UInt64) {
    let file = RecordFile(bytes: bytes, path: path)
    let again = RecordFile(bytes: bytes, path: path)
    #expect(file.texts == again.texts && file.problems == again.problems, "seed \(seed)")
    for article in file.articles {
      let isSound = String(validating: article.text, as: UTF8.self) != nil && !article.text.contains(0)
      #expect(isSound && article.text.contains { $0 > 32 }, "seed \(seed)")
      #expect(article.body.start >= 0 && article.body.end <= article.text.count, "seed \(seed)")
      #expect(
        article.title.map { $0.start >= 0 && $0.start <= $0.end && $0.end <= article.text.count } ?? true,
        "seed \(seed)")
      #expect(!article.source.utf8.contains(0) && !article.author.utf8.contains(0), "seed \(seed)")
      for offset in stride(from: 0, to: article.text.count, by: 7) {
        #expect(article.sourceMap.source(of: Int32(offset)) >= 0, "seed \(seed)")
      }
    }
    #expect(Set(file.articles.map { $0.key.description }).count == file.articles.count, "seed \(seed)")
  }

  private static let pagePieces = [
    "<p>", "</p>", "<div class=related>", "</div>", "<br>", "<a href='x'>", "</a>", "<script>", "</script>",
    "<h1>", "<table>",
    "<tr>", "<td>", "</table>", "<ul>", "<li>", "</ul>", "<article>", "<!--", "-->", "&amp;", "&#x110000;",
    "&#0;",
    "<meta charset=utf-16>", "<meta property='article:published_time' content='2023-13-45'>", "<title>", "\0",
    "\u{202E}",
    "Ministers met in Riga on Monday, and spoke of ferries. ", "<svg><title>", "<style>", "<![CDATA[",
    "<pre>", "\r\n", "<span>By ",
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"articleBody\":\"", "\"}",
    "<time datetime='2024-02-30'>",
    "<p class='byline'>By Ann Lee</p>", "<nav>", "<figure>", "<blockquote>",
  ]

  @Test func pages() throws {
    var stream = try ByteStream(path: Self.folder + "harbour-talks.html")
    let page = try stream.rest()
    each(150) { seed in
      var random = SeededGenerator(seed: seed)
      var bytes = changed(page, Self.pagePieces, &random)
      if random.chance(0.3) {
        bytes = ContiguousArray("<html>".utf8)
        for _ in 0..<random.below(200) { bytes += ContiguousArray(random.pick(Self.pagePieces).utf8) }
      }
      check(bytes, path: "a.html", seed)
    }
  }

  @Test func archives() {
    let table = "title,text,date\nT,Lind met Berg.,2023-01-17\n"
    let mail = "From: a@b.example\nSubject: x\nDate: Tue, 17 Jan 2023 10:00:00 +0000\n\nLind met Berg.\n"
    let inner = PackedFiles.zip([
      Member("m.eml", mail), Member("x.json", "{\"title\":\"T\",\"text\":\"Lind met Berg.\"}"),
    ])
    let members = [
      Member("a.txt", "Lind met Berg."), Member("c.csv", table), Member(Array("i.zip".utf8), Array(inner)),
    ]
    let seeds = [
      PackedFiles.gzip(table), PackedFiles.zip(members), PackedFiles.tar(members), PackedFiles.bomb(10_000),
      PackedFiles.gzip(PackedFiles.tar(members)),
    ]
    each(200) { seed in
      var random = SeededGenerator(seed: seed)
      check(
        changed(random.pick(seeds), ["PK\u{3}\u{4}", "ustar", "\u{1F}", "../../a", "\0"], &random), path: "a",
        seed)
    }
  }

  private static let documentPieces = [
    "<w:p>", "</w:p>", "<w:t>Lind met Berg.</w:t>", "<w:br/>", "<w:tab/>", "<w:del>", "</w:del>", "<text:p>",
    "</text:p>",
    "<text:h>", "<office:body>", "<office:text>", "<w:pStyle w:val='Title'/>", "&#x0;", "&amp;", "<![CDATA[",
    "]]>", "<!--", "\0",
    "<item id='a' href='../c.xhtml'/>", "<itemref idref='a'/>", "<dc:date>2023-02-30</dc:date>",
    "<dc:creator>Ann Lee</dc:creator>",
    "<enc:EncryptedData>",
    "<p>The ferry sailed from Bunbeg to Tory Island on Monday, and nearly everybody came to see it.</p>",
  ]

  /// Documents whose parts are changed and packed anew, so that what reads them is reached, and documents whose bytes are.
  @Test func documents() throws {
    let container = "<container><rootfiles><rootfile full-path='b.opf'/></rootfiles></container>"
    let list =
      "<package><metadata><dc:creator>Ann Lee</dc:creator><dc:date>2024-05-01</dc:date></metadata><manifest><item id='a' "
      + "href='c.xhtml' media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>"
    let chapter = "<html><body><h1>T</h1>\(Self.documentPieces.last ?? "")</body></html>"
    let word =
      "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>Lind met Berg.</w:t></w:r></w:p></w:body></w:document>"
    let open =
      "<o:document-content><office:body><office:text><text:p>Lind met Berg.</text:p></office:text></office:body></o:document-content>"
    let kinds: [[(name: String, text: String)]] = [
      [
        ("[Content_Types].xml", "<Types/>"), ("word/document.xml", word),
        ("docProps/core.xml", "<c><dcterms:created>2024-03-02</dcterms:created></c>"),
      ],
      [
        ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", open),
        ("meta.xml", "<m><creator>Ann Lee</creator></m>"),
        ("META-INF/manifest.xml", "<m><file-entry full-path='content.xml'></file-entry></m>"),
      ],
      [
        ("mimetype", "application/epub+zip"), ("META-INF/container.xml", container), ("b.opf", list),
        ("c.xhtml", chapter),
        ("META-INF/encryption.xml", "<encryption></encryption>"),
      ],
    ]
    each(150) { seed in
      var random = SeededGenerator(seed: seed)
      let whole = random.pick(kinds)
      let at = random.below(whole.count)
      let members = whole.enumerated().map { number, part in
        let bytes = ContiguousArray(part.text.utf8)
        let isChanged = number == at && number > 0 || random.chance(0.2)
        return Member(
          Array(part.name.utf8), Array(isChanged ? changed(bytes, Self.documentPieces, &random) : bytes))
      }
      var bytes = PackedFiles.zip(members)
      if random.chance(0.2) { bytes = changed(bytes, ["PK\u{3}\u{4}", "\0"], &random) }
      check(bytes, path: random.pick(["a.docx", "a.odt", "a.epub", "a"]), seed)
    }
  }

  /// Pages as `pdftotext` writes them.
  @Test func printedPages() {
    let pieces = [
      "Lind met Berg in Oslo on Mon-", "day.", "HARBOUR NEWS", "Page 3 of 9",
      "and then some more words in a line of usual length", "",
      "\u{C}", " ", "-", "a", "Á", "\u{FEFF}", "1.2", "\u{2022}", "The mayor of the town,", "\0",
    ]
    each(500) { seed in
      var random = SeededGenerator(seed: seed)
      var bytes: ContiguousArray<UInt8> = []
      for _ in 0..<random.below(120) {
        bytes += ContiguousArray((random.pick(pieces) + (random.chance(0.8) ? "\n" : "")).utf8)
      }
      if random.chance(0.3), !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      let text = PrintedText(pages: bytes).bytes
      #expect((try? UTF8Span(validating: text.span)) != nil, "seed \(seed)")
      #expect(text.first.map { $0 > 32 } ?? true && text.last.map { $0 > 32 } ?? true, "seed \(seed)")
      // Nothing is made up, and words are lost with the edges of pages only.
      func words(_ bytes: ContiguousArray<UInt8>) -> [UInt8] {
        bytes.filter { $0 > 32 && $0 != UInt8(ascii: "-") }
      }
      #expect(
        words(text).count <= words(ContiguousArray(String(decoding: bytes, as: UTF8.self).utf8)).count,
        "seed \(seed)")
    }
  }

  /// Text that was read in a wrong charset, some of it, cut anywhere.
  @Test func mending() {
    let pieces = [
      "Ã©", "â€™", "Ã", "Â", "â€", "Ð¿Ñ€", "é", "\u{2028}", "e\u{301}", "ﬁ", "\u{AD}", "Lind met Berg. ",
      "\n", "\u{FFFD}", "â\u{80}\u{99}",
    ]
    each(1000) { seed in
      var random = SeededGenerator(seed: seed)
      var text = ""
      for _ in 0..<random.below(60) { text += random.pick(pieces) }
      if random.chance(0.3) { text += randomText(&random, length: random.below(40)) }
      let bytes = ContiguousArray(text.utf8.map { $0 == 0 ? 32 : $0 })
      var article = Article(text: bytes, path: "a.txt")
      article.title = TextRange(0..<min(bytes.count, Int(bytes.firstIndex(of: 10) ?? 0)))
      article.mend()
      #expect(String(validating: article.text, as: UTF8.self) != nil, "seed \(seed)")
      #expect(article.body.start >= 0 && article.body.end <= article.text.count, "seed \(seed)")
      #expect(article.title.map { $0.start >= 0 && $0.end <= article.text.count } ?? true, "seed \(seed)")
      var again = Article(text: bytes, path: "a.txt")
      again.mend()
      #expect(again.text == article.text, "seed \(seed)")
      for offset in 0..<article.text.count {
        #expect(article.sourceMap.source(of: Int32(offset)) >= 0, "seed \(seed)")
      }
    }
  }
}
