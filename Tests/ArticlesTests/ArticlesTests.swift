internal import Articles
import Glibc
import TestSupport
import Testing

@Suite struct ArticlesTests {
  private func article(_ text: String, path: String = "a.txt") throws -> Article {
    try ArticleLoader.article(from: ContiguousArray(text.utf8), path: path)
  }

  @Test func dateMarkStandsBeforeTextOnTheSameLine() throws {
    let it = try article(" date 2023-01-17 The generals met. They spoke.\n\nMore.")
    #expect(it.published?.description == "2023-01-17")
    #expect(it.string(it.body) == "The generals met. They spoke.\n\nMore.")
    #expect(it.title == nil)
  }

  @Test func dateMarkStandsBeforeATitle() throws {
    let it = try article("date 2019-08-19 Protests continue through rainstorms\n\nYesterday, people marched.")
    #expect(it.title.map(it.string) == "Protests continue through rainstorms")
    #expect(it.string(it.body).hasPrefix("Protests continue"))
  }

  @Test func headersGiveTitleDateAndSource() throws {
    let it = try article(
      "Title: Two ministers meet\nDate: January 17, 2023\nSource: Example Wire\nAuthor: none\n\nWARSAW - They met.\n"
    )
    #expect(it.title.map(it.string) == "Two ministers meet")
    #expect(it.published?.description == "2023-01-17")
    #expect(it.source == "Example Wire")
    #expect(it.string(it.body) == "WARSAW - They met.\n")
  }

  @Test(arguments: [
    ("2023-01-17", "2023-01-17"), ("2023-01-17T10:20:00Z", "2023-01-17"), ("17 January 2023", "2023-01-17"),
    ("Tue, 17 Jan 2023 10:00:00 GMT", "2023-01-17"), ("Jan. 17th, 2023", "2023-01-17"),
    ("2023/01/17", "2023-01-17"), ("2023-1-7", "2023-01-07"), ("2023.01.17", "2023-01-17"),
    ("Tue, 17 Jan 23 10:00:00 GMT", "2023-01-17"), ("17 Jan 96 10:00 EST", "1996-01-17"),
    ("17-JAN-1987 15:01:01.01", "1987-01-17"), ("Tue Jan 17 10:00:00 UTC 2023", "2023-01-17"),
    ("Tue Jan 17 10:00:00 +0000 2023", "2023-01-17"), ("Tuesday, January 17, 2023 - 10:00", "2023-01-17"),
    ("Tue, 17 Jan 2023 10:00:00 -0500", "2023-01-17"), ("Jan, 17 2023 10:00 GMT", "2023-01-17"),
    ("Tue,17 Jan 2023 1:05 PM", "2023-01-17"), ("Di, 17 Jan 2023 10:00:00 +0100", "2023-01-17"),
  ])
  func datesOfHeaders(written: String, day: String) throws {
    #expect(try article("Date: \(written)\n\nText is here.").published?.description == day)
  }

  @Test(arguments: [
    "2023-02-30", "07/01/2023", "yesterday", "", "May", "99999999999999999999", "2023-1", "2023-1/7",
    "mar, 17 gen 2023", "12 May 24 people", "May 12 24", "2023-13-1", "1 Feb 10:20:30",
  ])
  func noGuessFromAnUnclearDate(written: String) throws {
    #expect(try article("Date: \(written)\n\nText is here.").published == nil)
  }

  @Test func frontMatterOfMarkdown() throws {
    let it = try article(
      "---\ntitle: \"Flood hits town\"\nlayout: post\ndate: 2023-07-03\n---\n# Flood\n\nIt rained.")
    #expect(it.title.map(it.string) == "Flood hits town")
    #expect(it.published?.description == "2023-07-03")
    #expect(it.string(it.body) == "# Flood\n\nIt rained.")
  }

  @Test(arguments: [
    ("news/2023-01-17-milley.txt", "2023-01-17"), ("a_2023_01_17.md", "2023-01-17"), ("12023-01-17.txt", nil),
    ("2023-13-17.txt", nil), ("milley.txt", nil), ("2023-01-171.txt", nil),
  ])
  func dayInTheFileName(path: String, day: String?) throws {
    #expect(try article("Some text here.", path: path).published?.description == day)
  }

  @Test func headerBeatsFileName() throws {
    let it = try article("Date: 2023-02-01\n\nText.", path: "2023-01-17-x.txt")
    #expect(it.published?.description == "2023-02-01")
  }

  @Test func textThatOnlyLooksLikeAHeaderStays() throws {
    let it = try article("Warning: rain is coming to the whole country tonight.\n\nStay home.")
    #expect(it.body == TextRange(0..<it.text.count))
  }

  @Test func hostileBytesAreRefusedWithTheirReason() {
    func reason(_ bytes: [UInt8]) -> LoadProblem.Reason? {
      do {
        _ = try ArticleLoader.article(from: ContiguousArray(bytes), path: "x")
        return nil
      } catch { return error.reason }
    }
    #expect(reason([]) == .empty)
    #expect(reason(Array(" \n\t ".utf8)) == .empty)
    #expect(reason([65, 0, 66]) == .binary)
    #expect(reason(Array("one\ntwo ".utf8) + [0x8D, 65]) == .invalidUTF8(offset: 8, line: 2))
    #expect(reason([0xEF, 0xBB, 0xBF] + Array("date 2023-01-17 Hi there.".utf8)) == nil)
  }

  @Test func foldersAreReadInAStableOrder() {
    let folder = TemporaryFolder()
    for name in ["b.txt", "a/z.TXT", "a/c.md", ".hidden.txt", "a/picture.png", "Z.txt"] {
      folder.write(name, "Text.")
    }
    let found = ArticleFiles.list([folder.path, folder.path + "/b.txt", "-"])
    #expect(
      found.files.map { $0.replacing(folder.path, with: "") } == [
        "/Z.txt", "/a/c.md", "/a/z.TXT", "/b.txt", "-",
      ])
    #expect(found.problems.isEmpty)
  }

  @Test func aListEndsWhenItIsCancelled() {
    let folder = TemporaryFolder()
    for number in 0..<50 { folder.write("deep/a\(number).txt", "x") }
    var looks = 0
    let found = ArticleFiles.list([folder.path, folder.path, folder.path + "/none"]) {
      looks += 1
      return looks > 70
    }
    #expect(looks < 80, "no name is read after it")
    #expect(!found.files.isEmpty && found.files.count < 50)
    #expect(found.problems.isEmpty, "what was not looked at is no fault")
    #expect(ArticleFiles.list([folder.path]) { true }.files.isEmpty)
  }

  @Test func loopsMissingFilesAndEmptyFoldersAreSaid() {
    let folder = TemporaryFolder()
    folder.write("sub/one.txt", "Text.")
    folder.link("sub/again", to: folder.path)
    folder.link("self.txt", to: folder.path + "/self.txt")
    folder.write("none/picture.png", "x")
    let found = ArticleFiles.list([folder.path, folder.path + "/none", folder.path + "/gone.txt"])
    #expect(found.files == [folder.path + "/sub/one.txt"])
    #expect(
      found.problems.map(\.reason) == [.linkLoop, .linkLoop, .noArticles, .missing])
  }

  @Test func unreadableFilesAreSaid() {
    let folder = TemporaryFolder()
    let path = folder.write("a.txt", "Text.")
    chmod(path, 0)
    if getuid() != 0 {
      #expect(throws: LoadProblem.self) { try ArticleLoader.load(path) }
    }
    #expect(throws: LoadProblem(path: folder.path, reason: .notAFile)) { try ArticleLoader.load(folder.path) }
    #expect(throws: LoadProblem(path: "/nowhere", reason: .missing)) { try ArticleLoader.load("/nowhere") }
  }
}
