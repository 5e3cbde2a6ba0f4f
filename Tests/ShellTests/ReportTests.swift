import Glibc
import TestSupport
import Testing

@testable import Reporting
@testable import Shell

/// `.report`, and pages of one answer.
@Suite struct ReportTests {
  let folder = TemporaryFolder()
  let output = StringSink()
  let errors = StringSink()

  init() {
    folder.write("news/a.txt", "Date: 2023-01-17\n\nAnn Lee met Bob Ray in Poland.\n")
    folder.write("news/b.txt", "Date: 2023-01-18\n\nAnn Lee met <b>Carl</b> Moe in Ukraine.\n")
  }

  private func run(_ lines: [String], _ change: (inout Invocation) -> Void = { _ in }) -> Int32 {
    var invocation = Invocation()
    change(&invocation)
    let input = TextLineReader(events: lines.map { .line($0) }, isInteractive: false)
    return invocation.run(
      Streams(input: input, output: output, errors: errors), Surroundings(), workspace: TestPipeline.workspace
    )
  }

  private func path(_ name: String) -> String { folder.path + "/" + name }
  private var load: String { ".load \(path("news"))" }

  @Test func aReportHasAllThatWasAsked() throws {
    let code = run([
      load, "meetings | show date, participant", ".note 1 \"ask the ministry\"", "meetings | count",
      ".set near 50 km",
      ".why 1", "let p = meetings in \"Poland\"", ".place \"Poland\"",
      ".report \(path("r.html")) --title \"Talks of January\"", ".report \(path("r.md"))",
    ])
    #expect(code == 0, "\(errors.text)")
    let html = try #require(folder.read("r.html"), "\(errors.text)")
    let markdown = try #require(folder.read("r.md"))
    for text in [
      "<h1>Talks of January</h1>", "2 articles · 2 facts", "ask the ministry",
      "<code>meetings | count</code>",
      "&lt;b&gt;Carl&lt;/b&gt; Moe", "href=\"#f-",
      "<mark class=\"trigger\">met <small>trigger</small></mark>",
      "50 km", "let p = meetings in &quot;Poland&quot;", "GeoNames", "<code>\(path("news"))</code>",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(!html.contains("<b>") && !html.contains("r.html"))
    for text in [
      "# Answers from the news", "ask the ministry", "## 3. `meetings | count`", "&lt;b&gt;Carl&lt;/b&gt;",
    ] {
      #expect(markdown.contains(text), "\(text)")
    }
    // Its script asks all of it again.
    #expect(markdown.contains(".load news\nmeetings | show date, participant\n"))
  }

  @Test func theSameSessionIsTheSameReport() throws {
    let lines = [load, "meetings", "meetings | map", "meetings | timeline by day", "articles", "| why"]
    #expect(run(lines + [".report \(path("a.html"))"]) == 0, "\(errors.text)")
    #expect(run(lines + [".report \(path("b.html"))"]) == 0, "\(errors.text)")
    #expect(folder.read("a.html") == folder.read("b.html"))
  }

  @Test("Rows keep their evidence when articles come and facts are numbered anew") func rowsKeepTheirFacts()
    throws
  {
    folder.write("more/0.txt", "Date: 2023-01-01\n\nDan Poe met Eve Fay in Ukraine.\n")
    #expect(
      run([
        load, "meetings in \"Poland\" | show participant", ".load \(path("more"))", ".report \(path("r.md"))",
      ]) == 0, "\(errors.text)")
    let markdown = try #require(folder.read("r.md"))
    let evidence = try #require(markdown.range(of: "## Evidence")).lowerBound
    #expect(markdown[evidence...].contains("Bob Ray") && !markdown[evidence...].contains("Eve Fay"))
  }

  // MARK: What may be written

  @Test func aReportReplacesOnlyWhatTheSessionWrote() {
    folder.write("mine.html", "mine")
    folder.link("link.html", to: path("mine.html"))
    #expect(run([load, ".report \(path("mine.html"))"]) == 1)
    #expect(errors.take().contains("mine.html exists already\n  help: --force replaces it"))
    #expect(run([load, ".report \(path("link.html"))"]) == 1)
    #expect(errors.take().contains("link.html is a symbolic link to"))
    #expect(run([load, ".report \(path("r.html"))"]) { $0.isSafe = true } == 1)
    #expect(errors.take().contains("this writes \(path("r.html")), which --safe forbids"))
    #expect(folder.read("mine.html") == "mine" && folder.read("r.html") == nil)
    // Its own it brings up to date.
    #expect(
      run([load, ".report \(path("r.html"))", "meetings", ".report \(path("r.html"))"]) == 0, "\(errors.text)"
    )
    #expect(folder.read("r.html")?.contains("<code>meetings</code>") == true)
    #expect(run([load, ".report \(path("mine.html")) --force"]) == 0, "\(errors.text)")
    #expect(folder.read("mine.html")?.hasPrefix("<!DOCTYPE html>") == true)
  }

  @Test func whatCannotBeReadAsACommandIsSaid() {
    for (line, message) in [
      (".report", "usage: .report FILE"), (".report a.html b.html", "usage: .report FILE"),
      (".report a.pdf", "a.pdf is neither .html nor .md\n  help: the ending says what is written"),
      (".report a.html --title", "--title says nothing"), (".report a.html --titel x", "no option --titel"),
    ] {
      #expect(run([line]) == 1)
      #expect(errors.take().contains(message), "\(line)")
    }
  }

  @Test func aScriptSaysThatItWritesAReport() {
    folder.write("s.dateline", "meetings\n.report r.html\n")
    #expect(run([load, ".read \(path("s.dateline"))"]) == 0, "\(errors.text)")
    #expect(errors.text.contains("s.dateline writes r.html"))
    #expect(folder.read("r.html") != nil)
    // A check writes none.
    _ = unlink(path("r.html"))
    #expect(run([load, ".check \(path("s.dateline"))"]) == 0, "\(errors.text)")
    #expect(folder.read("r.html") == nil)
  }

  // MARK: One answer

  @Test func anAnswerIsAPageByItsEnding() throws {
    #expect(
      run([
        load, "meetings | to \"\(path("to.html"))\"", ".once \(path("once.HTML"))", "meetings",
        ".once \(path("why.htm"))", ".why 1",
      ]) == 0, "\(errors.text)")
    #expect(run([load, ".output \(path("output.html"))", "meetings"]) == 0, "\(errors.text)")
    for name in ["to.html", "once.HTML", "why.htm", "output.html"] {
      let page = try #require(folder.read(name), "\(name)")
      #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.contains("<mark class=\"trigger\">met"), "\(name)")
    }
    #expect(folder.read("output.html") == folder.read("once.HTML"))
    #expect(run([load, ".output \(path("two.html"))", "meetings", "meetings"]) == 1)
    #expect(
      errors.take().contains("two.html would be no html any more: a file of that form holds one answer"))
    #expect(folder.read("two.html") == folder.read("once.HTML"))
    #expect(
      run([load, ".output \(path("three.html"))", ".print hello", "meetings"]) { $0.keepsGoing = true } == 1)
    #expect(errors.take().contains("three.html would be no html any more"))
    #expect(folder.read("three.html") == folder.read("once.HTML"))
    #expect(run([load, "meetings | to >> \"\(path("to.html"))\""]) == 1)
    #expect(errors.take().contains("a page holds one answer"))
    #expect(run([load, "meetings | to \"\(path("new.html"))\""]) { $0.isSafe = true } == 1)
    #expect(errors.take().contains("which --safe forbids"))
  }

  /// A copy is named as its reader knows it: by its outlet, else by its title.
  @Test func copiesAreNamedByTheirTitles() throws {
    let text =
      "Ann Lee met Bob Ray in Poland. " + String(repeating: "They spoke of coal and of steel. ", count: 30)
    folder.write("copies/first.txt", "Title: Coal talks\nDate: 2023-01-17\n\n\(text)\n")
    folder.write("copies/second.txt", "Title: Talks of coal\nDate: 2023-01-18\n\n\(text)\n")
    #expect(
      run([".load \(path("copies"))", "meetings", ".why 1", ".report \(path("c.md"))"]) == 0, "\(errors.text)"
    )
    #expect(output.text.contains("also in second"))
    let report = try #require(folder.read("c.md"))
    #expect(report.contains("also in Talks of coal\n"), "\(report)")
  }

  /// In a browser, at the width of a telephone, of a screen and on paper. It has to be installed, so this is run only where it
  /// is asked for: `DATELINE_BROWSER=1`.
  @Test(.enabled(if: getenv("DATELINE_BROWSER") != nil, "DATELINE_BROWSER=1 asks for it"))
  func browsersShowIt() throws {
    try ReaderScript.run("Pages/check_pages.py", [RepositoryFile.root + "/examples/articles"])
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
