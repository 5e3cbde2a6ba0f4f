@testable import Articles
import TestSupport
import Testing

@Suite struct PDFTests {
  private let pdf = ContiguousArray("%PDF-1.4\n%\u{E2}\u{E3}\nbinary".utf8)

  /// With programs of the test's own in the place of Poppler's.
  private func read(_ folders: [String]) -> (articles: [Article], messages: [String]) {
    var options = ReadingOptions()
    options.programFolders = folders
    do {
      var stream = try ArticleStream(pdf, path: "a.pdf", options: options)
      guard let article = try stream.next() else { return ([], []) }
      return ([article], [])
    } catch { return ([], ["\(error.path): \(error.message)"]) }
  }

  @Test func theTextIsThatOfPdftotext() {
    let folder = TemporaryFolder()
    let script = """
      #!/bin/sh
      case "$*" in "-enc UTF-8 - -") ;; *) exit 1 ;; esac
      read -r first
      test "$first" = "%PDF-1.4" || exit 2
      printf 'Lind in Oslo\\n\\nLind met Berg in Os-\\nlo on Monday.\\n\\f'
      """
    folder.writeProgram("pdftotext", script)
    folder.writeProgram(
      "pdfinfo", "#!/bin/sh\necho 'CreationDate:    2023-05-02T10:00:00+02'\necho 'Author: Ann Lee'")
    let found = read([folder.path])
    #expect(found.messages.isEmpty)
    #expect(found.articles.map { $0.string($0.body) } == ["Lind in Oslo\n\nLind met Berg in Oslo on Monday."])
    #expect(found.articles.first?.published?.description == "2023-05-02")
    #expect(found.articles.first?.publishedVia == .metadata)
    #expect(found.articles.first?.author == "Ann Lee")
  }

  @Test func aProgramThatIsMissingRefusedOrBrokenIsTold() {
    let folder = TemporaryFolder()
    #expect(
      read([folder.path]).messages == [
        "a.pdf: is a PDF, which pdftotext reads: it is not installed (Debian's poppler-utils)"
      ])
    #expect(read([]).messages == ["a.pdf: is a PDF, which pdftotext reads: --safe runs no program"])
    folder.writeProgram("pdftotext", "#!/bin/sh\nexit 1\n")
    #expect(read([folder.path]).messages == ["a.pdf: is damaged: pdftotext cannot read it"])
    folder.writeProgram("pdftotext", "#!/bin/sh\nyes 'Lind met Berg.'\n")
    #expect(read([folder.path]).messages == ["a.pdf: is damaged: its text is larger than 64 MiB"])
    folder.writeProgram("pdftotext", "#!/bin/sh\nprintf '\\f\\f'\n")
    #expect(read([folder.path]).messages == ["a.pdf: holds no text of an article"])
  }

  @Test(arguments: [
    ("a.txt", "%PDF-1.4", true), ("a.txt", "\n %PDF-1.4", true), ("a.pdf", "noise\n%PDF-1.4", true),
    ("a.txt", "A file that begins with \u{201C}%PDF-\u{201D} is one.", false),
    ("a.warc", "WARC/1.0\r\n\r\n%PDF-1.4\u{E9}", false),
  ])
  func whatIsAPDF(path: String, start: String, isOne: Bool) {
    #expect(PDFFormat.recognises(path: path, start: ContiguousArray(start.utf8)[...]) == isOne)
  }

  @Test func pagesBecomeParagraphs() {
    let page = { (number: Int, text: String) in "The Harbour Wire\n\n\(text)\n\nPage \(number) of 3\n\u{C}" }
    let text = PrintedText(
      pages: ContiguousArray(
        (page(1, "Lind met Berg in\nOslo. She spoke of war-\nships and of well-\nKnown ports.\n\nRain")
          + page(2, "fell in Bergen.") + page(3, "Nobody came.")).utf8))
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == "Lind met Berg in Oslo. She spoke of warships and of well-Known ports.\n\nRain fell in Bergen.\n\nNobody came."
    )
  }
}
