import TestSupport
import Testing

@testable import Articles

/// What pages hold beside text - scripts, styles, comments, attributes - is passed by, and changes nothing of what is read.
@Suite struct ThinPageTests {
  private static func page(_ html: String) -> PageDocument { PageParser.page(ContiguousArray(html.utf8)) }

  private static func blocks(_ html: String) -> [String] {
    let page = page(html)
    return page.blocks.map(page.string)
  }

  @Test(arguments: [
    ("<p>one</p><script>a = '<p>no</p>';</script><p>two</p>", ["one", "two"]),
    ("<p>one</p><SCRIPT src=x>no</SCRIPT ><p>two</p>", ["one", "two"]),
    ("<p>one</p><script src=x /><p>two</p>", ["one", "two"]),
    ("<p>one</p><script>no</scripts><p>no</p></script><p>two</p>", ["one", "two"]),
    ("<p>one</p><script>no<p>no</p>", ["one"]),
    ("<p>one</p><style>p > a { content: '</p>' }</style><p>two</p>", ["one", "two"]),
    ("<div><p>one</p><style></div><p>two</p>", ["one", "two"]),
    ("<p>one</p><!-- <p>no</p> <script> --><p>two</p>", ["one", "two"]),
    ("<p>one</p><!-- no --!><p>two</p>", ["one", "two"]),
    ("<p>one</p><!----><p>two</p>", ["one", "two"]),
    ("<p>one</p><!-- <p>no</p>", ["one"]),
    ("<p>one</p><p title='a > b' data-x=\"<p>no</p>\" alt=>two</p>", ["one", "two"]),
    ("<p>one</p><p onclick=a('b')>two</p>", ["one", "two"]),
    ("<p>one</p><a href=/x/>two</a><br/>three", ["one", "two three"]),
    ("<p>one</p><p title='a", ["one"]),
    ("<p>one</p><p hidden title=a>no</p><p title=a hidden>no</p>", ["one", "no", "no"]),
    ("<p>one</p><![CDATA[<p>two</p>", ["one", "<![CDATA[", "two"]),
    ("<p>one</p><?php echo '<p>' ?><p>two</p>", ["one", "' ?>", "two"]),
    ("<!DOCTYPE html PUBLIC \"a>b\" 'c>d'><p>one</p>", ["one"]),
    ("<p>1 < 2 and 3 <4 </ p></p>", ["1 < 2 and 3 <4 p>"]),
    ("<p>on\0e</p><p>\0two</p>", ["on e", "two"]),
  ])
  func whatIsNoTextIsPassedBy(_ html: String, _ wanted: [String]) {
    #expect(Self.blocks("<body>" + html) == wanted)
  }

  @Test func dataAndHintsStay() {
    let page = Self.page(
      """
      <html xml:lang=en data-a=1><head><meta data-b=2 property="og:title" content="Dues rise"><link href=/x rel=canonical>
      <script id=a TYPE="application/LD+json">{"@type": "NewsArticle", "headline": "Dues"}</script></head>
      <body><div style="display: none" title=a><p>no</p></div><p id=b class='x caption' href=y>one</p>
      <time title=a datetime=2023-01-17 pubdate>a day</time><span rel=author title=b>Ann Lind</span></body></html>
      """)
    #expect(page.metadata.pageLanguage == "en" && page.metadata.canonical == "/x")
    #expect(page.metadata.named["og:title"] == "Dues rise" && page.metadata.title == "Dues")
    #expect(page.metadata.markedTimes == ["2023-01-17"] && page.metadata.authorTexts == ["Ann Lind"])
    #expect(page.elements.contains { $0.hints == .hidden } && page.elements.contains { $0.hints == .caption })
  }

  /// More attributes than libxml2 can compare in time end nothing.
  @Test func manyAttributes() {
    let many = (0..<100_000).map { " a\($0)=b class=c" }.joined()
    #expect(Self.blocks("<p>one</p><p\(many)>two</p><p>three</p>") == ["one", "two", "three"])
  }

  private static let pieces = [
    "<p[]>", "</p>", "<div[]>", "</div>", "<a[]>", "</a>", "<b[]>bold</b>", "<br[]/>", "<h1[]>", "</h1>",
    "<li[]>", "word ", "and words ", "a < b ", "&amp;", "é", ".\n", "<em>", "</em>", "<table[]><tr><td[]>",
    "</table>", "<title[]>", "</title>", "<x-y[]>", "<!doctype html>x",
  ]
  private static let around = [
    "", "", "", "<!-- <p> -->", "<!---->", "<!-- - -- > --!>", "<!--->-->",
  ]
  private static let between = [
    "", "", " ", " title='a > b'", " href=/x?a=b&c", " data-a=\"<p>\"", " onclick='a(\"b\")'",
    "\n src\n=\n'x'",
    " @click=a", " \"", " alt", " width=1 / height=2",
  ]

  /// A page with comments, attributes and what scripts hold, and without.
  private static func pair(_ random: inout SeededGenerator) -> (with: String, without: String) {
    var (with, without) = ("<body>", "<body>")
    for _ in 0..<random.below(40) {
      let parts = random.pick(pieces).split(separator: "[]", omittingEmptySubsequences: false)
      // A comment parts text, and so there is one in both.
      let comment = random.pick(around)
      with += comment
      without += comment.isEmpty ? "" : "<!-- -->"
      if random.chance(0.2) {
        let name = random.pick(["script", "style", "SCRIPT"])
        with += "<\(name) src='</b>'>a('<p>', \"</div>\") <!-- b</\(name)>"
        without += "<\(name)></\(name)>"
      }
      with += parts[0]
      without += parts[0]
      for part in parts.dropFirst() {
        let attribute = random.pick(between)
        with += attribute + (attribute.isEmpty ? "" : " ") + part
        without += part
      }
    }
    return (with, without)
  }

  @Test(arguments: 0..<200 as Range<UInt64>) func theySayNothing(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let (with, without) = Self.pair(&random)
    #expect(Self.blocks(with) == Self.blocks(without), "\(with)")
    let (page, bytes) = (Self.page(with), Array(with.utf8))
    for source in page.sources where Int(source.text) < page.text.count {
      let byte = page.text[Int(source.text)]
      guard byte.isASCIILetter, bytes[min(source.source, bytes.count - 1)] != UInt8(ascii: "&") else {
        continue
      }
      #expect(bytes[source.source] == byte, "\(source) in \(with)")
    }
  }

  @Test(arguments: [
    "<script>", "<script ", "<style>", "<!--", "<!-- --", "<a b=\"", "<a b='c' ", "<a b ", "</a",
    "<!doctype '",
    "<?a", "<", "<p class=", "</script", "<script></", "\0", "<a href=x>", "<!---->",
  ])
  func hostilePagesEnd(_ piece: String) {
    let page = "<p>one</p>" + String(repeating: piece, count: (2 << 20) / piece.utf8.count)
    var found = PageDocument()
    let time = ThreadTime.measure { found = Self.page(page) }
    #expect(found.blocks.first.map(found.string)?.hasPrefix("one") ?? false)
    #expect(time < .seconds(10))
  }
}
