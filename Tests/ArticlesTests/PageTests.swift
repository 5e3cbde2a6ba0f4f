import TestSupport
import Testing

@testable import Articles

/// Web pages: which of their text is the article's, and what they say of it.
@Suite struct PageTests {
  private static func article(_ html: String, path: String = "page.html") throws -> Article {
    try ArticleLoader.article(from: ContiguousArray(html.utf8), path: path)
  }

  /// The paragraphs behind the title.
  private static func paragraphs(_ article: Article) -> [String] {
    var text = article.string(article.body)
    if let title = article.title { text.removeFirst(article.string(title).count) }
    return text.split(separator: "\n").map(String.init)
  }

  private static let first =
    "The ministers of Latvia and Estonia met in Riga on Monday, and agreed on a ceiling for harbour dues."
  private static let second =
    "Their union warned on Tuesday that crews might strike if wages were not raised before the summer."

  struct Page: CustomTestStringConvertible {
    var testDescription: String
    /// Between `<body>` and `</body>`, with 1 and 2 for the two paragraphs.
    var body: String
    var wanted: [String] = [first, second]
  }

  static let pages: [Page] = [
    Page(testDescription: "paragraphs", body: "<p>[1]</p><p>[2]</p>"),
    Page(testDescription: "without end tags", body: "<p>[1]<p>[2]"),
    Page(testDescription: "divisions as paragraphs", body: "<div><div>[1]</div><div>[2]</div></div>"),
    Page(testDescription: "line breaks as paragraphs", body: "<div>[1]<br><br>[2]</div>"),
    Page(testDescription: "a line break behind a sentence", body: "<div>[1]<br/>[2]</div>"),
    Page(
      testDescription: "words over elements",
      body:
        "<p>The <b>minis</b>ters of <a href=/l>Latvia</a>\n\t and Estonia met in <i>Riga</i> on Monday, and agreed on a ceiling for harbour dues.</p><p>[2]</p>"
    ),
    Page(
      testDescription: "navigation, forms, footers",
      body:
        "<nav><ul><li>Home<li>Trade</ul></nav><form>Search the archive of the paper</form><p>[1]</p><p>[2]</p><footer><p>All that stands here is ours, and nobody may print it anew without our leave.</p></footer>"
    ),
    Page(testDescription: "a form around the page", body: "<form><div><p>[1]</p><p>[2]</p></div></form>"),
    Page(
      testDescription: "teasers between paragraphs",
      body:
        "<div><p>[1]</p><p><a href=/1>Read also: ferry line cuts its fares for the third time</a></p><div class='related-stories'><p>A ferry line cuts its fares for the third time in a year, and nobody knows why.</p></div><p>[2]</p></div>"
    ),
    Page(
      testDescription: "captions",
      body:
        "<p>[1]</p><figure><img><figcaption>The old quay of Riga on a Monday in March, seen from the fish market.</figcaption></figure><p class='image-caption'>Another picture of the quay, taken by a reader in the evening.</p><p>[2]</p>"
    ),
    Page(
      testDescription: "comments longer than the article",
      body: "<div id=story><h1>Harbour dues</h1><p>[1]</p><p>[2]</p></div><div id=comments><p>"
        + String(repeating: "I have sailed these waters for forty years and never paid as much. ", count: 20)
        + "</p></div>"),
    Page(
      testDescription: "hidden doubles",
      body:
        "<p>[1]</p><p>[2]</p><div style='display: none'><p>[1]</p></div><div class='visually-hidden'><p>Opens in a new window, where you can read all the rest of it.</p></div>"
    ),
    Page(testDescription: "the lead twice", body: "<p>[1]</p><div class=text><p>[1]</p><p>[2]</p></div>"),
    Page(
      testDescription: "a class that says nothing",
      body:
        "<div class='left-sidebar-hidden content-with-sidebar-wrp'><div class='field-label-hidden'><p>[1]</p><p>[2]</p></div></div>"
    ),
    Page(
      testDescription: "a theme's classes on the article",
      body: "<article class='post tag-social category-related'><p>[1]</p><p>[2]</p></article>"),
    Page(
      testDescription: "scripts and styles",
      body:
        "<p>[1]</p><script>document.write('<p>No text at all, but quite long enough to be some</p>')</script><style>p{}</style><noscript>Please switch on scripts to read this page as it was meant.</noscript><p>[2]</p>"
    ),
    Page(
      testDescription: "entities",
      body:
        "<p>The ministers of Latvia and Estonia met in&nbsp;Riga on Monday&#44; and ag&shy;reed on a ceiling for harbour dues.</p><p>[2]</p>"
    ),
    Page(
      testDescription: "numbers of Windows",
      body:
        "<p>It is the crew&#146;s word, said Ann Lee&#151;&#147;and nobody else&#148; &#150; in Riga on Monday.</p><p>[2]</p>",
      wanted: ["It is the crew’s word, said Ann Lee—“and nobody else” – in Riga on Monday.", second]),
    Page(
      testDescription: "sentences that begin as labels do",
      body:
        "<p>Published figures show that 12 people were killed in Kabul on 4 March 2021.</p><p>Published 4 March 2021</p><p>[1]</p><p>Comments by the minister angered the crews of all three ports.</p><p>Officials in the city urged people to sign up for vaccines.</p><p>Sign up for our letter.</p>",
      wanted: [
        "Published figures show that 12 people were killed in Kabul on 4 March 2021.", first,
        "Comments by the minister angered the crews of all three ports.",
        "Officials in the city urged people to sign up for vaccines.",
      ]),
    Page(
      testDescription: "headings within",
      body: "<p>[1]</p><h2>What crews say</h2><p>[2]</p><h2>Most read</h2>",
      wanted: [first, "What crews say", second]),
    Page(
      testDescription: "articles below",
      body:
        "<article><h1>Harbour dues rise</h1><p>[1]</p><p>[2]</p><p>[1] Once more, in other words.</p></article><article><p>"
        + String(repeating: "Another story of another day. ", count: 8) + "</p></article>",
      wanted: [first, second, first + " Once more, in other words."]),
    Page(
      testDescription: "data with the same text",
      body:
        #"<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "[1] [2]"}</script><div><p>[1]</p><p>Somebody else's story that nothing marks as such stands between.</p><p>[2]</p></div>"#
    ),
    Page(
      testDescription: "text in data only",
      body:
        #"<script type="application/ld+json">{"@type": ["Article"], "articleBody": "<p>[1]</p><p>[2]</p><p>[1] So they said.</p><p>[2] So it went.</p><p>[1] And so on.</p>"}</script><p>Loading the story, please wait.</p>"#,
      wanted: [first, second, first + " So they said.", second + " So it went.", first + " And so on."]),
  ]

  @Test(arguments: pages) func theTextIsTheArticles(_ page: Page) throws {
    let body = page.body.replacing("[1]", with: Self.first).replacing("[2]", with: Self.second)
    let article = try Self.article(
      "<!DOCTYPE html><html><head><title>Dues</title></head><body>\(body)</body></html>")
    #expect(Self.paragraphs(article) == page.wanted)
  }

  struct Head: CustomTestStringConvertible {
    var testDescription: String
    var head: String
    var body = ""
    var title = "Ministers meet in Riga"
    var day: String? = "2024-03-12"
    var outlet = ""
  }

  static let heads: [Head] = [
    Head(
      testDescription: "JSON-LD in a graph",
      head:
        #"<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Ministers meet in Riga","datePublished":"2024-03-12T23:40:00-05:00","dateModified":"2024-03-14","publisher":{"name":"The Ledger"}}]}</script>"#,
      outlet: "The Ledger"),
    Head(
      testDescription: "JSON-LD in a list, with line breaks in a text",
      head:
        "<script type='application/ld+json'>[{\"@type\":\"Report\",\"headline\":\"Ministers meet\n in Riga\",\"datePublished\":\"2024-03-12\"}]</script>"
    ),
    Head(
      testDescription: "OpenGraph",
      head:
        "<meta property=og:title content='Ministers meet in Riga'><meta property='article:published_time' content='2024-03-12T07:40:00Z'><meta property=og:site_name content='The Ledger'>",
      outlet: "The Ledger"),
    Head(
      testDescription: "Dublin Core",
      head:
        "<meta name=DC.title content='Ministers meet in Riga'><meta name='DC.date.issued' content='12 March 2024'>"
    ),
    Head(
      testDescription: "time and heading", head: "<title>Ministers meet in Riga - The Ledger</title>",
      body: "<h1>Ministers meet in Riga</h1><time datetime='2024-03-12T07:40' pubdate>yesterday</time>"),
    Head(
      testDescription: "microdata", head: "<title>Ministers meet in Riga | Trade | The Ledger</title>",
      body: "<h1>Ministers meet in Riga</h1><meta itemprop=datePublished content='2024-03-12'>"),
    Head(
      testDescription: "the address",
      head:
        "<title>Ministers meet in Riga | The Ledger</title><link rel=canonical href='https://www.ledger.example/trade/2024/03/12/dues.html'>",
      outlet: "ledger.example"),
    Head(
      testDescription: "words near the headline", head: "<title>Ministers meet in Riga</title>",
      body: "<h1>Ministers meet in Riga</h1><p>By Ann Lee, 12 March 2024, 7.40 am</p>"),
    Head(
      testDescription: "a dash within the headline",
      head: "<title>Ministers meet in Riga - harbour talks go on</title><meta name=date content=2024-03-12>",
      title: "Ministers meet in Riga - harbour talks go on"),
    Head(
      testDescription: "no day of a machine's calendar",
      head:
        "<title>Ministers meet in Riga</title><meta name=date content='1970-01-01'><meta name=pubdate content='0001-01-01'>",
      day: nil),
    Head(
      testDescription: "nothing but data that is none",
      head:
        "<title>Ministers meet in Riga</title><script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": </script>",
      day: nil),
  ]

  @Test(arguments: heads) func thePageSaysWhatItIs(_ head: Head) throws {
    let article = try Self.article(
      "<html><head>\(head.head)</head><body>\(head.body)<p>\(Self.first)</p><p>\(Self.second)</p></body></html>"
    )
    #expect(article.title.map { article.string($0) } == head.title)
    #expect(article.published?.description == head.day)
    #expect(article.source == head.outlet)
  }

  /// Pages in other encodings, with the first letter of "Ångström" in each.
  @Test(arguments: [
    ("windows-1252, as it says", "<meta charset=iso-8859-1>", [0xC5] as [UInt8]),
    ("windows-1252, as it does not say", "", [0xC5]),
    ("UTF-8, whatever it says", "<meta charset=iso-8859-1>", [0xC3, 0x85]),
    (
      "windows-1252, whatever a script says",
      "<script charset=utf-8 src=x></script><meta charset=windows-1252>", [0xC5]
    ),
    ("UTF-8 with a broken letter", "<!-- é \u{E9}\u{E8} -->", [0xC3, 0x85]),
    ("koi8-r", "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>", [0xE1]),
  ])
  func encodings(_ name: String, _ meta: String, _ letter: [UInt8]) throws {
    // One letter that is none of UTF-8's.
    let broken: [UInt8] = name.contains("broken") ? [0xFF] : []
    let html =
      broken + Array("<html><head>\(meta)</head><body><p>".utf8) + letter
      + Array("ngstrom lived in Uppsala, where he measured the light of the sun for years.</p>".utf8)
    let article = try ArticleLoader.article(from: ContiguousArray(html), path: "a")
    let wanted = name.hasPrefix("koi8") ? "Аngstrom" : "Ångstrom"
    #expect(article.string(article.body).hasPrefix(wanted))
  }

  @Test func utf16() throws {
    let text = "<html><body><p>\(Self.first)</p></body></html>"
    for (isLittle, isMarked) in [(true, true), (false, true), (true, false), (false, false)] {
      var bytes: [UInt8] = !isMarked ? [] : isLittle ? [0xFF, 0xFE] : [0xFE, 0xFF]
      for unit in text.utf16 {
        let (high, low) = (UInt8(unit >> 8), UInt8(truncatingIfNeeded: unit))
        bytes += isLittle ? [low, high] : [high, low]
      }
      let article = try ArticleLoader.article(from: ContiguousArray(bytes), path: "a")
      #expect(article.string(article.body) == Self.first)
    }
  }

  @Test func pagesAreKnownByTheirBytes() {
    func isPage(_ text: String, _ path: String = "-") -> Bool {
      PageFormat.recognises(path: path, start: ContiguousArray(text.utf8)[...])
    }
    #expect(
      isPage("<!DOCTYPE html>") && isPage("\u{FEFF}\n <!-- a > b --> <HTML lang=en>")
        && isPage("<?xml version='1.0'?><html>"))
    #expect(
      isPage("<div>", "a.htm") && !isPage("<div>") && !isPage("A <html> text", "a.html")
        && !isPage("<rss>", "a.xml"))
  }

  @Test func theMapLeadsIntoThePage() throws {
    let html =
      "<html><body><div><p>\(Self.first)</p>\n<p>Their <b>union</b> warned on Tuesday &amp; later that crews might strike in summer.</p></div></body></html>"
    let bytes = Array(html.utf8)
    let article = try Self.article(html)
    let text = article.string(article.body)
    for word in ["Latvia", "dues", "union", "strike"] {
      let offset = try #require(Array(text.utf8).firstOffset(of: Array(word.utf8)))
      let source = article.sourceMap.source(of: article.body.start + Int32(offset))
      #expect(bytes[source..<source + word.utf8.count].elementsEqual(word.utf8), "\(word)")
    }
  }

  // MARK: Hostile pages

  @Test(arguments: [
    String(repeating: "<div>", count: 200_000), String(repeating: "<b>", count: 100_000) + "text",
    String(repeating: "<p><a href=x>", count: 50_000),
    "<p class='" + String(repeating: "related ", count: 200_000) + "'>text",
    String(repeating: "<table><tr><td>", count: 20_000),
    "<script>" + String(repeating: "<p>", count: 100_000),
    String(repeating: "&amp", count: 200_000), String(repeating: "<!--", count: 100_000),
    "<script type='application/ld+json'>" + String(repeating: "[", count: 500_000),
    "<script type='application/ld+json'>" + String(repeating: "{\"@graph\":", count: 100_000),
    "<!DOCTYPE html [<!ENTITY a \"" + String(repeating: "b", count: 1000)
      + "\"><!ENTITY c \"&a;&a;&a;\">]><p>&c;&c;</p>",
    String(repeating: "<nav><h1>x</h1></nav>", count: 40_000),
    "<p" + String(repeating: " a", count: 200_000) + ">text</p>",
    "<script" + (0..<200_000).map { " a\($0)" }.joined() + "></script>",
    "<script>a<b '</script><p" + (0..<200_000).map { " a\($0)" }.joined() + ">text</p>",
    String(repeating: "<nav>", count: 900) + String(repeating: "<p>text", count: 50_000),
    String(repeating: "</p>", count: 200_000), "<title>" + String(repeating: "x", count: 1_000_000),
  ])
  func hostilePagesEnd(_ body: String) {
    let time = ThreadTime.measure {
      _ = try? Self.article("<html><body>" + body + "<p>\(Self.first)</p>")
    }
    #expect(time < .seconds(60), "\(body.prefix(20))")
  }

  /// Whatever stands in a page, what comes of it is an article of sound text or a reason.
  @Test(arguments: 0..<40 as Range<UInt64>) func pagesByChance(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let parts = [
      "<p>", "</p>", "<div class=related>", "</div>", "<br>", "<a href='x'>", "</a>", "<script>", "</script>",
      "<h1>", "<table>",
      "<td>", "<article>", "<!--", "-->", "&amp;", "&#x110000;", "&#0;", "<meta charset=utf-16>", "<title>",
      "\u{0}", "\u{202E}", "<",
      ">", "\"", "text of a sentence that is long enough to be one, in Riga. ", "\n", "é", "<svg><title>",
      "<style>", "<![CDATA[",
      "<script type='application/ld+json'>{\"@type\":\"Article\"", "}", "<time datetime='2024-13-45'>",
      "<pre>", "\r\n",
    ]
    var bytes: [UInt8] = Array("<html>".utf8)
    for _ in 0..<300 { bytes += Array(random.pick(parts).utf8) }
    for _ in 0..<random.below(30) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
    bytes[0] = UInt8(ascii: "<")
    guard let article = try? ArticleLoader.article(from: ContiguousArray(bytes), path: "a.html") else {
      return
    }
    #expect(String(validating: article.text, as: UTF8.self) != nil)
    #expect(
      Int(article.body.end) == article.text.count && article.title.map { $0.end <= article.body.end } ?? true)
  }
}
