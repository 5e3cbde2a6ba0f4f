import Articles
import Glibc
import TestSupport
import Testing

@testable import Reporting
@testable import Shell

/// What a person is told of what loading has left out.
@Suite struct LeftOutTests {
  private func load(_ paths: [String], _ workspace: Workspace = TestPipeline.workspace) -> String {
    let errors = StringSink()
    let session = Session(
      workspace: workspace, reader: TextLineReader(events: [], isInteractive: false), output: errors,
      errors: errors, surroundings: Surroundings())
    _ = session.load(paths)
    return errors.text
  }

  @Test func filesOfFoldersAreCounted() {
    let folder = TemporaryFolder()
    for name in ["a.txt", "b.pdf", ".c"] { folder.write(name, "Date: 10000-01-01\n\nAnn met Bob in Oslo.") }
    let text = load([folder.path])
    #expect(
      text.contains(
        "note: left out of the folders: 1 .pdf, 1 hidden (only text, web pages, data and feeds are loaded)\n"),
      "\(text)")
    #expect(
      text.contains("note: 1 article states a day that cannot be read or be its own (“10000-01-01” in "),
      "\(text)")
  }

  @Test func aPipeIsWaitedFor() {
    let folder = TemporaryFolder()
    folder.pipe("p.txt")
    let path = folder.path + "/p.txt"
    #expect(Session.waiting([path, folder.path]) == ["waiting for somebody to write to the pipe \(path)"])
  }

  @Test func partsOfArticlesAreTold() {
    var cuts = ReadingCuts()
    cuts.unread = 57 << 20
    let long = (article: ArticleKey(path: "a\u{1B}.txt"), cuts: cuts)
    #expect(
      CutsText([long]).lines == [
        "a␛.txt is longer than is read of one article (3 MiB or 750,000 words): the last 57 MiB of it were not read; "
          + "split it into articles"
      ])
    cuts.sentences = 2
    let both = (article: ArticleKey(path: "b.txt", number: 1), cuts: cuts)
    #expect(
      CutsText([long, both]).lines == [
        "2 articles (the first: a␛.txt) are longer than is read of one article (3 MiB or 750,000 words): "
          + "the last 114 MiB were not read; split them into articles",
        "b.txt#2 has 2 sentences of more than 1,000 words: read in parts",
      ])
    #expect(CutsText([]).lines.isEmpty)
  }
}
