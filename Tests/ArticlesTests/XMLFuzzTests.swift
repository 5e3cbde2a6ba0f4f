internal import Articles
import TestSupport
import Testing

/// Documents of XML with whatever is wrong in them, made of the examples and of pieces. The same ones always, and more of them
/// for as many seconds as `DATELINE_FUZZ_SECONDS` says. None may crash or hang; what comes out is sound text that knows its
/// place, and the same each time.
@Suite struct XMLFuzzTests {
  private static let pieces = [
    "<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "]>", "<?xml", "?>", "\"", "'",
    "=", "&", ";",
    "&amp;", "&lt;p&gt;", "&#", "&#x0;", "&#xD800;", "&#128;", "\0", "\u{FEFF}", "\u{A0}", "<item>",
    "</item>", "<entry>",
    "</channel>", "</rss>", "<title>", "</title>", "<p>", "<nitf>", "<newsItem>", "<NewsItem>", "</NewsItem>",
    "<DOC>",
    "<REUTERS>", "<TEXT>", "xmlns='x'", "xmlns:a=\"http://www.w3.org/2005/Atom\"", "a:", "\n", "<b/>",
    "<description>",
    "<!ENTITY lol \"&lol;&lol;\">", "&lol;", "<body.content>", "<dateline>",
  ]
  private static let examples: [ContiguousArray<UInt8>] = [
    "baltic-ledger.rss", "harbour-wire.atom", "nitf-river.xml", "newsml-g2.xml", "newsml-1.xml",
    "brno-school.docx",
    "graz-trams.odt", "island-review.epub",
  ].map { RepositoryFile.bytes(RepositoryFile.root + "/examples/formats/" + $0) }

  private func bytes(_ seed: UInt64) -> ContiguousArray<UInt8> {
    var random = SeededGenerator(seed: seed)
    if random.chance(0.3) {
      var text = "<rss><channel>"
      for _ in 0..<random.below(80) { text += random.pick(Self.pieces) }
      return ContiguousArray(text.utf8)
    }
    var bytes = random.pick(Self.examples)
    for _ in 0..<(1 + random.below(8)) where !bytes.isEmpty {
      let at = random.below(bytes.count)
      switch random.below(6) {
      case 0: bytes.remove(at: at)
      case 1: bytes[at] = UInt8(random.below(256))
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + random.below(400)))
      case 3:
        bytes.insert(
          contentsOf: bytes[at..<min(bytes.count, at + random.below(400))], at: random.below(bytes.count))
      case 4 where random.chance(0.2): bytes = ContiguousArray(bytes[..<at])
      default: bytes.insert(contentsOf: Array(random.pick(Self.pieces).utf8), at: at)
      }
    }
    return bytes
  }

  private func check(_ seed: UInt64) {
    let bytes = bytes(seed)
    let file = RecordFile(bytes: bytes, path: "a.xml")
    for article in file.articles {
      let isSound = String(validating: article.text, as: UTF8.self) != nil && !article.text.contains(0)
      #expect(isSound, "seed \(seed)")
      #expect(article.text.contains { $0 > 32 }, "seed \(seed)")
      for offset in 0..<article.text.count {
        let place = article.sourceMap.source(of: Int32(offset))
        #expect(place >= 0 && place <= bytes.count + article.text.count, "seed \(seed)")
      }
      if let title = article.title { #expect(Int(title.end) <= article.text.count, "seed \(seed)") }
    }
    #expect(file.problems.count <= 102, "seed \(seed)")
    let again = RecordFile(bytes: bytes, path: "a.xml")
    #expect(again.texts == file.texts && again.problems == file.problems, "seed \(seed)")
  }

  @Test func brokenFilesDoNoHarm() {
    for seed in 0..<1500 as Range<UInt64> { check(seed) }
    let clock = ContinuousClock()
    let end = clock.now + .seconds(RecordFuzzTests.seconds)
    var seed: UInt64 = 1500
    while clock.now < end {
      check(seed)
      seed += 1
    }
  }

  /// Bytes that look like another charset, in which a record has no tag.
  @Test func aRecordWithoutATagIsEmpty() {
    let bytes =
      Array("<?xml".utf8) + [0xD2] + Array(">\n\"?>\n<rss>\n<item> y9".utf8) + [0x83, 0xEE]
      + Array("< </item>\n ".utf8)
    let file = RecordFile(bytes: ContiguousArray(bytes), path: "a.xml")
    #expect(file.articles.isEmpty && !file.problems.isEmpty)
  }

  /// What nests, repeats or goes on without end is read in time that grows with its length only.
  @Test(arguments: [
    "<rss><channel><item><description>" + String(repeating: "<a>", count: 1 << 18),
    "<rss><channel><item><description>" + String(repeating: "<a>", count: 1 << 18)
      + String(repeating: "</b>", count: 1 << 18)
      + "</description></item></channel></rss>",
    String(repeating: "<a>", count: 1 << 18) + String(repeating: "</b>", count: 1 << 20),
    String(repeating: "<NewsItem>", count: 1 << 16), String(repeating: "<NewsML><NewsItem>", count: 1 << 16),
    "<rss><channel>" + String(repeating: "<item>", count: 1 << 16), String(repeating: "<", count: 1 << 20),
    "<a b=\"" + String(repeating: ">", count: 1 << 20),
    "<a b=\"" + String(repeating: "\"'>< b=", count: 1 << 17),
    "<!DOCTYPE " + String(repeating: "[\"'<!--", count: 1 << 17),
    String(repeating: "<![CDATA[", count: 1 << 17),
    "<rss" + (0..<(1 << 14)).map { " xmlns:a\($0)='x'" }.joined()
      + "><channel><item><title>T</title><description>"
      + String(repeating: "<a:b>x</a:b>", count: 1 << 14) + "</description></item></channel></rss>",
    "<rss><channel><item><title>T</title><description>" + String(repeating: "&amp;amp;", count: 1 << 17)
      + "</description></item></channel></rss>",
    "<rss><channel><item><title>T</title><description>" + String(repeating: "&", count: 1 << 20)
      + "</description></item></channel></rss>",
    "<rss><channel><item><title>T</title>" + String(repeating: "<description>x</description>", count: 1 << 15)
      + "</item></channel></rss>",
    "<rss><channel><item><title>T</title><description><![CDATA[" + String(repeating: "<p>x", count: 1 << 19)
      + "]]></description></item></channel></rss>",
    "<rss><channel><item><title>T</title><description>" + String(repeating: "&lt;p>x&quot;", count: 1 << 18)
      + "</description></item></channel></rss>",
    "<nitf><body><body.content>" + String(repeating: "<p>x</p>", count: 1 << 16)
      + "</body.content></body></nitf>",
    "<nitf><body><body.content>" + String(repeating: "<block>x", count: 1 << 16),
    "<!DOCTYPE l [<!ENTITY a0 \"lol\">"
      + (1..<40).map { "<!ENTITY a\($0) \"&a\($0 - 1);&a\($0 - 1);&a\($0 - 1);\">" }.joined()
      + "]><rss><channel><item><title>T</title><description>&a39;</description></item></channel></rss>",
  ])
  func lengthAndDepthTakeNoTimeWorthTelling(text: String) {
    let time = ThreadTime.measure { _ = RecordFile(text, path: "a.xml") }
    #expect(time < .seconds(20), "\(text.prefix(40))")
  }

  /// An item of nothing but tags is not held either.
  @Test func whatHasTooManyElementsIsPassedBy() {
    let many = "<item><description>" + String(repeating: "<a/>", count: 5 << 20) + "</description></item>"
    let file = RecordFile(
      XMLFeedTests.rss(many + "<item><description>Next</description></item>"), path: "a.xml")
    #expect(file.texts == ["Next"])
    #expect(
      file.problems.map(\.message) == [
        "the record at byte 86 cannot be read: it has more than 4194304 elements and texts"
      ])
  }

  /// An item larger than an article may be is not held, and the next one is read.
  @Test func whatIsTooLargeIsPassedBy() {
    let folder = TemporaryFolder()
    let long =
      "<item><description>" + String(repeating: "0123456789abcdef", count: 5 << 20) + "</description></item>"
    let path = folder.write("a.xml", XMLFeedTests.rss(long + "<item><description>Next</description></item>"))
    let file = RecordFile(file: path)
    #expect(file.texts == ["Next"])
    #expect(
      file.problems.map(\.message) == ["the record at byte 86 cannot be read: it is larger than 64 MiB"])
  }
}
