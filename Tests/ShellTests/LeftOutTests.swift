import Articles
import Glibc
import Library
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
    for name in ["a.txt", "b.doc", ".c"] { folder.write(name, "Date: 10000-01-01\n\nAnn met Bob in Oslo.") }
    let text = load([folder.path])
    #expect(
      text.contains(
        "note: left out: 1 .doc, 1 hidden (only text, web pages, mail and data are loaded)\n"),
      "\(text)")
    #expect(
      text.contains("note: 1 article states a day that cannot be read or be its own (“10000-01-01” in "),
      "\(text)")
  }

  /// Data without articles is no fault in a folder, and one where it is named; what was read where is told and saved.
  @Test func recordsAreToldOf() throws {
    let folder = TemporaryFolder()
    folder.write("package.json", "{\"name\": \"x\", \"version\": \"1\"}")
    folder.write("news.csv", "a,b\nAnn met Bob in Oslo.,T\n")
    let path = folder.path + "/news.csv"
    let errors = StringSink()
    let session = Session(
      workspace: TestPipeline.workspace, reader: TextLineReader(events: [], isInteractive: false),
      output: errors, errors: errors, surroundings: Surroundings())
    let report = session.load(
      [folder.path], options: ReadingOptions(fields: try RecordFields("text=a,title=b")))
    #expect((report.loaded, report.problems.isEmpty) == (1, true), "\(errors.text)")
    #expect(errors.text.contains("note: \(path): text from `a`, title from `b`\n"), "\(errors.text)")
    #expect(
      errors.text.contains("note: left out: 1 .json without articles\n"), "\(errors.text)")
    let entry = try #require(session.log.last)
    #expect(
      session.text(of: entry, in: nil, current: "/") == ".load \(folder.path) --fields text=a,title=b")
    let named = session.load([folder.path + "/package.json"])
    #expect(named.problems.count == 1)
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
