internal import Articles
import TestSupport
import Testing

@Suite struct DocumentTests {
  private typealias Member = PackedFiles.Member

  private let example = RepositoryFile.root + "/examples/formats/"

  @Test func theExamplesAreRead() throws {
    let school = RecordFile(file: example + "brno-school.docx")
    #expect(
      school.texts == [
        "Lang opens a school in Brno\n\nMayor Petr Lang opened a school in Brno on Tuesday & spoke to its pupils.\n\n"
          + "It has room for 300 pupils, Lang said.\n\nPupils\n\n300"
      ])
    #expect(school.titles == ["Lang opens a school in Brno"] && school.days == ["2024-04-09"])
    #expect(school.articles.map(\.author) == ["City of Brno"])
    #expect(school.articles.map(\.publishedVia) == [.metadata])
    let trams = RecordFile(file: example + "graz-trams.odt")
    #expect(
      trams.texts == [
        "Tram drivers strike in Graz\n\nTram drivers went on strike in Graz on Friday.\n\nTheir union will meet Mayor Eva "
          + "Moser on Monday."
      ])
    #expect(trams.titles == ["Tram drivers strike in Graz"] && trams.days == ["2024-04-12"])
    let review = RecordFile(file: example + "island-review.epub")
    #expect(review.titles == ["The ferry", "The well"] && review.passedBy == "parts without text (1)")
    #expect(
      review.texts.first?.hasSuffix("\n\n“We waited nine years,” said Dan Ward, who runs the shop.") == true)
    #expect(review.days == ["2024-05-01", "2024-05-01"])
    #expect(review.articles.map(\.source) == ["Island Review Press", "Island Review Press"])
    #expect(review.names == ["island-review#2", "island-review#3"])
  }

  /// A document of Word with a text.
  private func word(_ body: String, _ more: [Member] = []) -> ContiguousArray<UInt8> {
    let text = "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>\(body)</w:body></w:document>"
    return PackedFiles.zip(
      [Member("[Content_Types].xml", "<Types/>"), Member("word/document.xml", text)] + more)
  }

  @Test func documentsAreKnownByTheirContent() {
    let bytes = word("<w:p><w:r><w:t>Lind met Berg.</w:t></w:r></w:p>")
    for path in ["a.docx", "a.bin", "-", "a.zip"] {
      #expect(RecordFile(bytes: bytes, path: path).texts == ["Lind met Berg."], "\(path)")
    }
    // Any other zip is an archive.
    let archive = PackedFiles.zip([Member("a.txt", "Lind met Berg.")])
    #expect(RecordFile(bytes: archive, path: "a.zip").names == ["a"])
  }

  @Test func documentsInArchives() {
    let inner = word("<w:p><w:r><w:t>Lind met Berg.</w:t></w:r></w:p>")
    let archive = PackedFiles.zip([
      Member(Array("2024-03-01-talks.docx".utf8), Array(inner)), Member("b.txt", "Rain fell."),
    ])
    let file = RecordFile(bytes: archive, path: "news.zip")
    #expect(file.texts == ["Lind met Berg.", "Rain fell."] && file.days == ["2024-03-01", nil])
    #expect(file.articles.first?.path == "news.zip/2024-03-01-talks.docx")
  }

  @Test(arguments: [
    ("<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>", "One two three"),
    ("<w:p><w:r><w:t>One.</w:t><w:br/><w:t>Two</w:t></w:r></w:p>", "One.\n\nTwo"),
    (
      "<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:instrText>PAGE</w:instrText></w:r></w:p>",
      "co-op"
    ),
    ("<w:p><w:del><w:r><w:t>not</w:t></w:r></w:del><w:ins><w:r><w:t>but</w:t></w:r></w:ins></w:p>", "but"),
    ("<w:p/><w:p><w:r><w:t> </w:t></w:r></w:p><w:p><w:r><w:t>Text</w:t></w:r></w:p>", "Text"),
    ("<w:p>\n<w:r>x<w:t>Text</w:t></w:r>y</w:p>", "Text"),
    ("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", "A"),
  ])
  func theTextOfADocument(body: String, text: String) {
    #expect(RecordFile(bytes: word(body), path: "a.docx").texts == [text])
  }

  @Test func whatADocumentSaysOfItself() {
    let facts = Member(
      "docProps/core.xml",
      "<c:coreProperties xmlns:c='c' xmlns:dc='d'><dc:creator>Ann Lee</dc:creator><dcterms:created>2024-03-02T10:00:00Z"
        + "</dcterms:created></c:coreProperties>")
    let body =
      "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Talks.</w:t></w:r></w:p><w:p><w:r><w:t>They met.</w:t></w:r></w:p>"
    let file = RecordFile(bytes: word(body, [facts]), path: "a.docx")
    #expect(file.titles == ["Talks."] && file.days == ["2024-03-02"])
    #expect(file.articles.first?.author == "Ann Lee")
    // What people have written counts more.
    let dated = "<w:p><w:r><w:t>date 2023-01-17 They met.</w:t></w:r></w:p>"
    #expect(RecordFile(bytes: word(dated, [facts]), path: "a.docx").days == ["2023-01-17"])
  }

  @Test func brokenDocumentsAreTold() {
    #expect(RecordFile(bytes: word(""), path: "a.docx").messages == ["a.docx: holds no text of an article"])
    let empty = PackedFiles.zip([Member("[Content_Types].xml", "<Types/>")])
    #expect(
      RecordFile(bytes: empty, path: "a.docx").messages == [
        "a.docx: is damaged: no text of a document is in it"
      ])
    #expect(
      RecordFile(bytes: empty, path: "a.epub").messages == [
        "a.epub: is damaged: no list of the book's parts is in it"
      ])
    // Where its end is missing, the text is there or it is told.
    let whole = word("<w:p><w:r><w:t>Lind met Berg.</w:t></w:r></w:p>")
    let end = whole.indices.first { whole[$0...].starts(with: "</w:document>".utf8) } ?? 0
    for count in stride(from: 30, to: whole.count, by: 7) {
      let file = RecordFile(bytes: ContiguousArray(whole[..<count]), path: "a.docx")
      #expect(file.texts == ["Lind met Berg."] || file.problems.count == 1, "\(count): \(file.texts)")
      #expect(count > end || file.articles.isEmpty, "\(count)")
    }
  }

  /// Links of a book that lead nowhere, or out of it.
  @Test func addressesWithinABook() {
    func book(_ address: String) -> RecordFile {
      let page =
        "<html><body><p>The ferry sailed from Bunbeg to Tory Island on Monday, and nearly everybody came.</p></body></html>"
      let list =
        "<package><manifest><item id='a' href='\(address)' media-type='application/xhtml+xml'/></manifest><spine>"
        + "<itemref idref='a'/><itemref idref='a'/><itemref idref='b'/></spine></package>"
      let container = "<container><rootfiles><rootfile full-path='O/b.opf'/></rootfiles></container>"
      return RecordFile(
        bytes: PackedFiles.zip([
          Member("mimetype", "application/epub+zip"), Member("META-INF/container.xml", container),
          Member("O/b.opf", list), Member("O/t/c d.xhtml", page),
        ]), path: "x")
    }
    for address in ["t/c%20d.xhtml", "./t/../t/c d.xhtml#top", "../O/t/c%20d.xhtml", "../../O/t/c%20d.xhtml"]
    {
      #expect(book(address).articles.count == 1, "\(address)")
    }
    for address in ["t/e.xhtml", "/etc/passwd", "http://x.example/c", "%", ""] {
      #expect(book(address).messages == ["x: holds no text of an article"], "\(address)")
    }
  }
}
