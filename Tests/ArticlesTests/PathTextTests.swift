import Articles
import TestSupport
import Testing

/// Names of files that are no UTF-8, and what folders hold besides articles.
@Suite struct PathTextTests {
  @Test func anyBytesComeBack() {
    var random = SeededGenerator(seed: 8)
    for _ in 0..<2000 {
      let bytes = (0..<random.below(12)).map { _ in UInt8(1 + random.below(255)) }
      #expect(PathText.bytes(PathText.text(bytes)) == bytes)
    }
    // A name that holds such a scalar itself is another name.
    let own = Array("a\u{10FFE9}b".utf8)
    #expect(PathText.bytes(PathText.text(own)) == own)
    #expect(PathText.text(own) != PathText.text([0x61, 0xE9, 0x62]))
  }

  @Test func statementsStayWhatTheyAre() {
    var random = SeededGenerator(seed: 9)
    for _ in 0..<2000 {
      let bytes = (0..<random.below(12)).map { _ in UInt8(1 + random.below(255)) }
      let text = PathText.statements(bytes)
      // Written down and read again it is the same; its bytes are those of the name.
      #expect(PathText.statements(Array(text.utf8)) == text)
      if String(validating: bytes, as: UTF8.self) == nil { #expect(PathText.bytes(text) == bytes) }
    }
    #expect(PathText.statements("a\u{10FFE9}b".utf8) == "a\u{10FFE9}b")
    #expect(PathText.scalar(hexadecimal: "E9".utf8) == "\u{10FFE9}")
    for text in ["7F", "E", "E99", "+9", "-1", "G0", ""] {
      #expect(PathText.scalar(hexadecimal: text.utf8) == nil)
    }
  }

  @Test func textIsItsOwnName() {
    for name in ["a.txt", "žluťoučký.md", "東京/📰.txt", ""] {
      #expect(PathText.text(Array(name.utf8)) == name)
      #expect(PathText.shown(name) == name)
    }
    #expect(PathText.shown(PathText.text([0x63, 0xE9, 0x2E])) == "c\\xE9.")
  }

  @Test func filesWithOtherNamesAreLoaded() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/" + PathText.text([0x63, 0x61, 0x66, 0xE9, 0x2E, 0x74, 0x78, 0x74])
    folder.write(rawName: [0x63, 0x61, 0x66, 0xE9, 0x2E, 0x74, 0x78, 0x74], "A text.")
    let found = ArticleFiles.list([folder.path])
    #expect(found.files == [path])
    let article = try ArticleLoader.load(path)
    #expect(article.string(article.body) == "A text.")
    #expect(article.name == "caf\\xE9")
    #expect(article.key.description.hasSuffix("/caf\\xE9.txt"))
  }

  @Test func whatAFolderSkipsIsCounted() {
    let folder = TemporaryFolder()
    for name in ["a.txt", "sub/b.md", "c.doc", "sub/d.DOC", "e.xls", "README", ".git/x.txt", ".hidden"] {
      folder.write(name, "Text.")
    }
    folder.link("gone", to: "/nowhere/at/all")
    let skipped = ArticleFiles.list([folder.path]).skipped
    #expect(skipped.count == 7)
    #expect(
      skipped.message?.hasPrefix(
        "2 .doc, 1 without an ending, 1 .xls, 2 hidden, 1 that is no regular file (only text, ") == true
    )
    #expect(ArticleFiles.list([folder.path + "/a.txt"]).skipped.message == nil)
  }

  @Test func pipesAreToldApart() {
    let folder = TemporaryFolder()
    folder.pipe("p.txt")
    #expect(ArticleFiles.pipes([folder.path, folder.path + "/p.txt", "-"]) == [folder.path + "/p.txt"])
  }
}
