import TestSupport
import Testing

@testable import Articles

/// Who wrote an article, and its day, as headers, records and pages say it.
@Suite struct AuthorTests {
  @Test(arguments: [
    ("By Ann Lee", "Ann Lee"), ("ANN LEE and Bob Ray", "ANN LEE, Bob Ray"),
    ("By Ann Lee, Staff Writer", "Ann Lee"), ("Analysis by Ann Lee, Harbour Wire Editor-at-large", "Ann Lee"),
    ("Ann Lee, Bob Ray & Cy Dow", "Ann Lee, Bob Ray, Cy Dow"), ("Ann Lee, MD", "Ann Lee"),
    ("Ann Lee, Jr.", "Ann Lee Jr."),
    ("ann@example.org (Ann Lee)", "Ann Lee"), ("https://example.org/ann", ""),
    ("Staff Reports", "Staff Reports"),
    ("Ann Lee; ann lee", "Ann Lee"), ("", ""), ("by", ""),
  ])
  func bylinesAreRead(text: String, names: String) { #expect(Byline.names(text) == names) }

  @Test(arguments: [
    ("By Ann Lee", "Ann Lee"), ("BY ANN LEE | Harbour Wire", "ANN LEE, Harbour Wire"),
    ("By Monday Oslo had fallen silent.", ""), ("By then nobody knew", ""), ("Bytes Are Counted Here", ""),
    ("By", ""),
  ])
  func linesThatAreBylines(line: String, names: String) { #expect(Byline.line(line) == names) }

  private static func article(_ text: String, _ path: String) throws -> Article {
    try ArticleLoader.article(from: ContiguousArray(text.utf8), path: path)
  }

  @Test func headersNameThem() throws {
    #expect(try Self.article("Title: Dues\nBy: Ann Lee\n\nThe port is full.", "a.txt").author == "Ann Lee")
    let text =
      "---\ntitle: Dues\nauthors:\n  - Ann Lee\n  - Bob Ray\ndate: 2024-03-04\nlanguage: en\n---\nThe port is full."
    let article = try Self.article(text, "a.md")
    #expect(article.authors == ["Ann Lee", "Bob Ray"])
    #expect(article.published?.description == "2024-03-04")
  }

  @Test(arguments: [
    #""author": "Ann Lee""#, #""byline": "By Ann Lee, Staff Writer""#, #""authors": ["Ann Lee"]"#,
    #""authors": [{"id": 4, "name": "Ann Lee"}]"#, #""creator": {"name": "Ann Lee"}"#,
  ])
  func recordsNameThem(member: String) throws {
    let record = #"{"title": "Dues", \#(member), "text": "The port of Riga is full, and nobody knows why."}"#
    #expect(try Self.article(record, "a.json").author == "Ann Lee")
  }

  private static func page(_ head: String, _ body: String = "") -> String {
    "<html lang=\"en\"><head>\(head)</head><body><article>\(body)<p>The ministers of Latvia and Estonia met in Riga on Monday, and agreed on a ceiling for harbour dues.</p><p>Their union warned on Tuesday that crews might strike if wages were not raised before the summer.</p></article></body></html>"
  }

  @Test(arguments: [
    page(
      #"<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ann Lee"},{"name":"Bob Ray"}]}</script>"#
    ),
    page(
      #"<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"p/a"}},{"@type":"Person","@id":"p/a","name":"Ann Lee and Bob Ray"}]}</script>"#
    ),
    page(#"<meta name="author" content="Ann Lee, Bob Ray">"#),
    page(
      #"<meta property="article:author" content="https://example.org/ann"><meta name="byl" content="By Ann Lee and Bob Ray">"#
    ),
    page(
      "", #"<div>By <a rel="author" href="/a">Ann Lee</a> and <a rel="author" href="/b">Bob Ray</a></div>"#),
    page("", #"<span itemprop="author"><span itemprop="name">Ann Lee, Bob Ray</span></span>"#),
    page("", "<div>By Ann Lee and Bob Ray</div>"),
  ])
  func pagesNameThem(page: String) throws {
    #expect(try Self.article(page, "a.html").author == "Ann Lee, Bob Ray")
  }

  @Test(arguments: [
    // The address, with the month by its name.
    (#"<link rel="canonical" href="https://example.org/2024/mar/04/dues">"#, "2024-03-04", DayOrigin.address),
    // A page of a graph without an article.
    (
      #"<script type="application/ld+json">{"@graph":[{"@type":"WebPage","datePublished":"2024-03-04T23:30:00-05:00"}]}</script>"#,
      "2024-03-04", .metadata
    ),
    // Behind the day of its last change: another's.
    (
      #"<meta property="article:published_time" content="2026-03-04"><meta property="article:modified_time" content="2024-03-05"><meta name="dc.date" content="2024-03-04">"#,
      "2024-03-04", .metadata
    ),
    (
      #"<meta name="date" content="2999-01-01"><meta name="pubdate" content="4 March 2024">"#, "2024-03-04",
      .metadata
    ),
  ])
  func pagesStateTheirDay(head: String, day: String, origin: DayOrigin) throws {
    let article = try Self.article(Self.page(head), "a.html")
    #expect(article.published?.description == day)
    #expect(article.publishedVia == origin)
  }

  @Test(arguments: [
    ("Mon, 04 Mar 2024 16:07:38 -0600", "2024-03-04"), ("Mar 4 2024", "2024-03-04"),
    ("4th March 2024", "2024-03-04"),
    ("Posted: [2024-03-04 17:32]", "2024-03-04"), ("Mon Mar 4 10:00:00 UTC 2024", "2024-03-04"),
    ("2024 March 4", "2024-03-04"),
    ("Sept. 4, 2024", "2024-09-04"), ("By Ann Lee, 10:15 a.m., March 4, 2024", "2024-03-04"),
    ("From 12 to 13 September we meet at the fair of 2018", nil), ("March", nil), ("Marketing 12, 2019", nil),
    ("4 March", nil),
  ])
  func writtenDays(text: String, day: String?) {
    #expect(WrittenDay.read(ContiguousArray(text.utf8)[...])?.description == day)
  }

  @Test func aRecordReadBeforeItsDayHasAnother() throws {
    let text =
      #"{"title":"Dues","date":"2031-05-01","crawled":"2024-03-05","text":"The port of Riga is full, and nobody knows why."}"#
    let article = try Self.article(text, "a.json")
    #expect(article.published == nil)
    #expect(article.unreadDate == "2031-05-01")
  }
}
