internal import Articles
import TestSupport
import Testing

@Suite struct XMLFeedTests {
  static let example = RepositoryFile.root + "/examples/formats/"

  /// A feed of RSS 2.0 with these items.
  static func rss(_ items: String, root: String = "version=\"2.0\"") -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss \(root)><channel><title>Post</title>\(items)</channel></rss>"
  }

  private func item(_ inner: String, root: String = "version=\"2.0\"") -> RecordFile {
    RecordFile(Self.rss("<item>\(inner)</item>", root: root), path: "a.xml")
  }

  @Test func theExamplesAreRead() {
    let ledger = RecordFile(file: Self.example + "baltic-ledger.rss")
    #expect(ledger.messages.isEmpty && ledger.passedBy == "items without text (1)")
    #expect(
      ledger.texts == [
        "Ozola and Kask agree on harbour dues\n\nTransport Minister Inga Ozola met her Estonian counterpart Peeter "
          + "Kask in Riga on Tuesday.\n\n“We agreed on a ceiling for two years,” Ozola said.",
        "Crews strike in Ventspils\n\nFerry crews went on strike in Ventspils on Wednesday over wages. Their union "
          + "will meet the shipowners on Friday.",
      ])
    #expect(ledger.days == ["2024-03-13", "2024-03-14"])
    #expect(ledger.articles.map(\.author) == ["Marta Vilks", "Janis Roze"])
    #expect(ledger.articles.map(\.source) == ["The Baltic Ledger", "The Baltic Ledger"])
    #expect(ledger.articles.allSatisfy { $0.publishedVia == .header })
    let wire = RecordFile(file: Self.example + "harbour-wire.atom")
    #expect(wire.titles == ["Berg & Holm open a shipyard in Turku", "Storm closes the port of Gdynia"])
    #expect(wire.texts.first?.hasSuffix("\n\nThe yard will build four ferries.") == true)
    #expect(wire.days == ["2024-03-15", "2024-03-15"])
    #expect(wire.articles.map(\.source) == ["Harbour Wire", "Gdynia Courier"])
    #expect(wire.articles.map(\.author) == ["Ann Keller", ""])
  }

  /// Files that are feeds, whatever their names.
  @Test(arguments: [
    "<rss><channel><item><title>T</title><description>Text</description></item></channel></rss>",
    "\n \u{FEFF}<?xml version='1.0'?>\n<!-- a > b -->\n<?style x?><rss version='0.92'><channel><item><title>T</title>"
      + "<description>Text</description></item></channel></rss>",
    "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
      + "<channel><title>Post</title></channel><item rdf:about='x'><title>T</title><description>Text</description></item></rdf:RDF>",
    "<!DOCTYPE rss SYSTEM 'http://x.example/rss.dtd' [<!ENTITY a 'b'> <!-- don't --> <!ENTITY c \"]>\">]><rss><channel><item>"
      + "<title>T</title><description>Text</description></item></channel></rss>",
    "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><content>Text</content></entry></feed>",
    "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title>T</title><content type='text/html' "
      + "mode='escaped'>&lt;p>Text&lt;/p></content></entry></feed>",
    "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title><a:summary>Text</a:summary></a:entry></a:feed>",
    "<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title><summary>Text</summary></entry>",
  ])
  func feedsAreKnownByTheirContent(text: String) {
    for path in ["a.xml", "a.txt", "-", "feed.html", "feed"] {
      #expect(RecordFile(text, path: path).texts == ["T\n\nText"], "\(path)")
    }
    var wide: ContiguousArray<UInt8> = []
    for unit in text.utf16 where unit != 0xFEFF {
      wide += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    }
    #expect(RecordFile(bytes: wide, path: "a.xml").texts == ["T\n\nText"])
  }

  @Test func pagesGoOnBeingPages() {
    let page =
      "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head>"
      + "<body><p>Lind met Berg in Oslo on Monday, and they spoke about the price of fish for a long time.</p></body></html>"
    #expect(RecordFile(page, path: "a.xml").texts.first?.contains("price of fish") == true)
    #expect(RecordFile(page, path: "a.xhtml").texts.first?.contains("price of fish") == true)
  }

  @Test(arguments: [
    (
      "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>x</loc></url></urlset>",
      "holds no articles: <urlset> is no feed (RSS, Atom) and no news (NITF, NewsML)"
    ),
    ("<rss><channel><title>T</title></channel></rss>", "holds no articles: <rss> has no item"),
    (rss("<item><title>T</title></item>"), "holds no articles: of its one item none has a text"),
    ("Text without tags.", "holds no articles: no element of XML is in it"),
    ("<!-- remark", "holds no articles: no element of XML is in it"),
  ])
  func whatHoldsNoArticlesSaysSo(text: String, message: String) {
    #expect(
      RecordFile(text, path: "a.xml").problems == [LoadProblem(path: "a.xml", reason: .noRecords(message))])
  }

  @Test(arguments: [
    (
      "<title>T</title><description>Short</description><content:encoded><![CDATA[<p>Long text</p>]]></content:encoded>",
      "Long text"
    ),
    (
      "<title>T</title><content:encoded>Mark</content:encoded><description>The whole of the text</description>",
      "The whole of the text"
    ),
    (
      "<title>T</title><description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;</description>",
      "One\n\nTwo & three"
    ),
    ("<title>T</title><description><p>One <b>bold</b></p><p>Two</p></description>", "One bold\n\nTwo"),
    ("<title>T</title><description>One\nline.\n\nTwo.</description>", "One line.\n\nTwo."),
    ("<title>T</title><description>A &amp;amp; B &amp;nbsp;&#8211; C</description>", "A & B – C"),
    ("<title>T</title><description>T</description><itunes:summary>What it is</itunes:summary>", "What it is"),
    ("<title>T</title><description/><body xmlns='http://www.w3.org/1999/xhtml'><p>Text</p></body>", "Text"),
    (
      "<title>T</title><media:group><media:title>X</media:title></media:group><description>Text</description>",
      "Text"
    ),
    ("<title>T</title><description><![CDATA[a ]]]]><![CDATA[> b]]></description>", "a ]]> b"),
    (
      "<title>T</title><description><![CDATA[<p>Text of it.</p><p><a href='x'>Read more</a></p>]]></description>",
      "Text of it."
    ),
    (
      "<title>T</title><description><![CDATA[<a href='x'>Berg visits Oslo</a>]]></description>",
      "Berg visits Oslo"
    ),
  ])
  func theTextOfAnItem(inner: String, text: String) {
    let file = item(inner)
    #expect(file.messages.isEmpty)
    #expect(file.texts == ["T\n\n" + text])
  }

  @Test(arguments: [
    ("<pubDate>Wed, 13 Mar 2024 08:10:00 +0200</pubDate>", "2024-03-13"),
    ("<pubDate>13 Mar 24 08:10 EST</pubDate>", "2024-03-13"),
    ("<dc:date>2024-03-13T23:30:00-05:00</dc:date>", "2024-03-13"),
    (
      "<dcterms:issued>2024-03-13</dcterms:issued><dcterms:modified>2024-03-15</dcterms:modified>",
      "2024-03-13"
    ),
    ("<a10:updated>2024-03-13T10:00:00Z</a10:updated>", "2024-03-13"),
    ("<pubDate>soon</pubDate><dc:date>2024-03-13</dc:date>", "2024-03-13"),
    ("<pubDate></pubDate>", nil), ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", nil),
    ("<pubDate>Fri, 31 Dec 9999 00:00:00 GMT</pubDate>", nil),
  ])
  func theDayOfAnItem(inner: String, day: String?) {
    #expect(item("<title>T</title><description>Text</description>" + inner).days == [day])
  }

  @Test func whoseItemItIs() {
    let copy = item(
      "<title>Berg visits Oslo - Oslo Herald</title><description>Text</description><source url='x'>Oslo Herald</source>"
    )
    #expect(copy.titles == ["Berg visits Oslo"])
    #expect(copy.articles.first?.source == "Oslo Herald")
    let nameless = RecordFile(
      "<rss><channel><item><title>T</title><link>https://www.post.example/a</link><description>Text</description></item>"
        + "</channel></rss>", path: "a.xml")
    #expect(nameless.articles.first?.source == "post.example")
  }

  /// What readers of XML stop at, and feeds are full of.
  @Test(arguments: [
    ("AT&T & others", "AT&T & others"), ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
    ("a&nbsp;b&eacute;&unknown;&lt", "a bé&unknown;&lt"), ("bell \u{8}here", "bell here"),
    ("&#8;x&#0;y&#xD800;z&#146;s", "x y\u{FFFD}z’s"), ("<x:y>undeclared</x:y>", "undeclared"),
    ("stray </b> end", "stray end"), ("<b>open", "open"), ("<a href=\"x>unclosed</a>", "unclosed"),
    ("&lol; of a bomb", "&lol; of a bomb"),
  ])
  func faultsWithinAnItemCostNothing(written: String, text: String) {
    let bomb = "<!DOCTYPE rss [<!ENTITY lol \"lol\"><!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
    let next = "<item><title>U</title><description>Next</description></item>"
    let file = RecordFile(
      bomb
        + "<rss><channel><item><title>T</title><description>\(written)</description></item>\(next)</channel></rss>",
      path: "a.xml")
    #expect(file.messages.isEmpty)
    #expect(file.texts == ["T\n\n" + text, "U\n\nNext"])
  }

  /// A broken item costs itself only, and is told with its place.
  @Test(arguments: [
    ("<item><title>T</titel><description>x</description></item>%", "<title> in it does not end"),
    ("<item><title>T</title><description>x%", "it does not end before byte 122"),
    ("%<item><title>T</title>", "it does not end before byte 178"),
  ])
  func whatIsBrokenIsTold(items: String, message: String) {
    let good = "<item><title>U</title><description>Next</description></item>"
    let file = RecordFile(Self.rss(items.replacing("%", with: good)), path: "a.xml")
    #expect(file.texts == ["U\n\nNext"])
    let offset = items.hasPrefix("%") ? 146 : 86
    #expect(file.problems.map(\.message) == ["the record at byte \(offset) cannot be read: \(message)"])
  }

  @Test func aFileMayEndAnywhere() {
    let whole = Self.rss("<item><title>T</title><description>Text</description></item>")
    let bytes = ContiguousArray(whole.utf8)
    for count in 0..<bytes.count {
      let file = RecordFile(bytes: ContiguousArray(bytes[..<count]), path: "a.xml")
      let isWhole = count >= bytes.count - "</channel></rss>".utf8.count
      #expect(file.texts == (isWhole ? ["T\n\nText"] : []), "\(count)")
      #expect(file.problems.count == (isWhole ? 0 : 1), "\(count)")
    }
  }

  @Test func manyBrokenItemsAreTogether() {
    let file = RecordFile(
      Self.rss(
        String(repeating: "<item><title>", count: 150) + "<item><description>Text</description></item>"),
      path: "a.xml")
    #expect(file.texts == ["Text"])
    #expect(file.problems.count == 101)
    #expect(file.problems.last?.message == "50 more records cannot be read")
  }

  @Test(arguments: ["iso-8859-2", "windows-1250"]) func encodingsAreNamedByTheDeclaration(encoding: String) {
    var bytes = ContiguousArray(
      "<?xml version='1.0' encoding='\(encoding)'?><rss><channel><title>Gazeta ".utf8)
    bytes += [0xA3]
    bytes += ContiguousArray("</title><item><title>T</title><description>".utf8)
    bytes += [0xA3, 0xF3, 0x64, encoding == "iso-8859-2" ? 0xBC : 0x9F]
    bytes += ContiguousArray(" is a town.</description></item></channel></rss>".utf8)
    let file = RecordFile(bytes: bytes, path: "a.xml")
    #expect(file.texts == ["T\n\nŁódź is a town."])
    #expect(file.articles.first?.source == "Gazeta Ł")
  }

  @Test func textsKnowWhereTheyStand() throws {
    let text = Self.rss(
      "<item><title>Title &amp; more</title><description>First of all\nwords &lt;here&gt;.</description></item>"
        + "<item><title>U</title><description><![CDATA[<p>Some <b>bold</b> words</p><p>And &quot;more&quot;</p>]]></description></item>"
    )
    let source = Array(text.utf8)
    let file = RecordFile(text, path: "a.xml")
    #expect(file.articles.count == 2)
    for article in file.articles {
      for (offset, byte) in article.text.enumerated() where byte.isASCIILetter {
        #expect(source[article.sourceMap.source(of: Int32(offset))] == byte, "\(offset)")
      }
    }
  }

  /// Pieces of a file end anywhere: within tags, names, marks and characters.
  @Test func itemsAcrossPieces() {
    let one =
      "<item><title>Tïtle</title><!-- -- --><description><![CDATA[Some text ]] of it]]></description></item>"
    let whole = Self.rss(String(repeating: one, count: 40))
    let folder = TemporaryFolder()
    for more in stride(from: 0, to: one.utf8.count, by: 1) {
      let fill = "<!-- " + String(repeating: "x", count: (1 << 16) - 2000 + more) + "-->"
      let path = folder.write("a.xml", fill + whole)
      let file = RecordFile(file: path)
      #expect(file.texts == Array(repeating: "Tïtle\n\nSome text ]] of it", count: 40), "\(more)")
    }
  }
}
