import TestSupport
import Testing

@testable import Articles

/// Pages of nothing but tags: what is kept of them is bounded, and the rest is told as not read.
@Suite struct PageSizeTests {
  @Test(arguments: ["<p>x", "a.<br>", "<div></div>", "<li>x</li>", "&amp;x", "<b>x</b>"])
  func whatIsKeptIsBounded(_ piece: String) {
    let count = PageParser.sizeLimit + 1000
    var bytes = ContiguousArray("<html><body><p>Lind met Berg in Oslo.</p>".utf8)
    for _ in 0..<count { bytes.append(contentsOf: piece.utf8) }
    let page = PageParser.page(bytes)
    #expect(page.elements.count <= PageParser.sizeLimit && page.blocks.count <= PageParser.sizeLimit + 1)
    #expect(page.sources.count <= PageParser.sizeLimit)
    let isCut = page.elements.count + page.blocks.count > PageParser.sizeLimit
    #expect((page.unread > 0) == isCut && page.unread < bytes.count)
    #expect(page.blocks.first.map(page.string) == "Lind met Berg in Oslo.")
  }

  /// In a feed, too, and the next item is read.
  @Test func itemsOfFeeds() {
    let many = String(repeating: "<p>x", count: PageParser.sizeLimit + 1000)
    let file = RecordFile(
      XMLFeedTests.rss(
        "<item><description><![CDATA[\(many)]]></description></item><item><description>Next</description></item>"
      ),
      path: "a.xml")
    #expect(file.texts.last == "Next" && file.texts.count == 2)
    #expect((file.texts.first?.utf8.count ?? 0) < 4 * PageParser.sizeLimit)
  }
}
