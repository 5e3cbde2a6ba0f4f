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

  /// Headings stand right above the first line of what they head, and paragraphs may be told by their short last lines only.
  @Test(arguments: [
    (
      "Harbour strike ends in Oslo\nDockers in Oslo ended a strike of nine days on Tuesday after their union had reached an\n"
        + "agreement with the owners of the port.\nShips will be unloaded from noon.",
      [
        "Harbour strike ends in Oslo",
        "Dockers in Oslo ended a strike of nine days on Tuesday after their union had reached an agreement with the owners of "
          + "the port.", "Ships will be unloaded from noon.",
      ]
    ),
    // A line that the next word would not have fitted goes on, whatever that begins with.
    (
      "Dockers in Oslo ended a strike of nine days on Tuesday after a talk with\nLindholm, who owns the port. It was the third "
        + "strike within a year, and\nBerg said that it would be the last one that the town has to go through\nfor long.",
      [
        "Dockers in Oslo ended a strike of nine days on Tuesday after a talk with Lindholm, who owns the port. It was the third "
          + "strike within a year, and Berg said that it would be the last one that the town has to go through for long."
      ]
    ),
    // Small words and commas hold lines together, as do words in small letters.
    (
      "The mayor of\nOslo met his\nfriends, Ann,\nBea and Carl.",
      ["The mayor of Oslo met his friends, Ann, Bea and Carl."]
    ),
    ("One two.", ["One two."]),
  ])
  func headingsAreParagraphsOfTheirOwn(page: String, paragraphs: [String]) {
    let text = PrintedText(pages: ContiguousArray("\(page)\n\u{C}".utf8))
    #expect(String(decoding: text.bytes, as: UTF8.self) == paragraphs.joined(separator: "\n\n"))
  }

  private static let base64 = "JVBERi0xLjQKJSBiaW5hcnk="

  private func read(_ text: String, path: String, _ folders: [String]) throws -> (
    texts: [String], passedBy: String
  ) {
    var options = ReadingOptions()
    options.programFolders = folders
    var stream = try ArticleStream(ContiguousArray(text.utf8), path: path, options: options)
    var texts: [String] = []
    while let article = try stream.next() {
      texts.append("\(article.source): \(article.string(article.body))")
    }
    return (texts, stream.passedBy.description)
  }

  /// In web archives and in mail.
  @Test func pdfsWithinOtherFilesAreReadOrTold() throws {
    let folder = TemporaryFolder()
    folder.writeProgram("pdftotext", "#!/bin/sh\ncat >/dev/null\nprintf 'Lind met Berg in Oslo.\\n\\f'\n")
    let empty = TemporaryFolder()
    let mail =
      "From: a@wire.example\nSubject: Talks\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSee below.\n"
      + "--b\nContent-Type: application/octet-stream; name=talks.PDF\nContent-Transfer-Encoding: base64\n\n\(Self.base64)\n--b--\n"
    func archive(_ type: String) -> String {
      let answer = "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\n\r\n%PDF-1.4\n% binary"
      return
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://wire.example/talks.pdf\r\nContent-Length: "
        + "\(answer.utf8.count)\r\n\r\n\(answer)\r\n\r\n"
    }
    let told = ["PDFs (pdftotext is not installed) (1)", "PDFs (--safe runs no program) (1)"]
    let article = "wire.example: Lind met Berg in Oslo."
    for type in ["application/pdf", "text/html", "application/octet-stream"] {
      let found = try read(archive(type), path: "a.warc", [folder.path])
      #expect(found.texts == [article] && found.passedBy == "", "\(type)")
      #expect(
        try [[empty.path], []].map { try read(archive(type), path: "a.warc", $0).passedBy } == told, "\(type)"
      )
    }
    let found = try read(mail, path: "a.eml", [folder.path])
    #expect(found.texts == ["wire.example: Talks\n\nSee below.", article] && found.passedBy == "")
    #expect(try [[empty.path], []].map { try read(mail, path: "a.eml", $0).passedBy } == told)
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
