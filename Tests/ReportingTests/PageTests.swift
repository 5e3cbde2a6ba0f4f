import Articles
import Atlas
import Facts
import Querying
import TestSupport
import Testing

@testable import Indexing
@testable import Library
@testable import Reporting

/// Documents of what was asked, as pages of HTML and as Markdown.
@Suite struct PageTests {
  /// What somebody might write into an article to get out of the text.
  static let hostile = [
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "\"><svg/onload=alert(1)>",
    "]]><!-- \u{1B}[31mred\u{1B}[0m \u{202E}txet", "&lt;b&gt; & 'q'", "a|b `c` *d* [e](http://f.example) \\",
    "javascript:alert(1)", "www.f.example WWW.f.example ann.lee@f.example", "line\nbreak\ttab", "1. first",
    "# head", "- item",
  ]

  /// An article of one sentence, and a fact that it tells.
  private static func evidence(_ text: String, id: UInt64 = 7) -> (FactEvidence, Article) {
    var article = Article(text: "Title \(text)\nHere \(text) met.".utf8, path: "news/\(text).txt")
    let title = "Title \(text)".utf8.count
    article.title = TextRange(0..<title)
    let body = TextRange((title + 1)..<article.text.count)
    let named = TextRange((title + 6)..<(title + 6 + text.utf8.count))
    let met = TextRange((Int(named.end) + 1)..<(Int(named.end) + 4))
    let mention = FactEvidence.Mention(
      article: ArticleID(rawValue: 0), articleKey: ContentHash(rawValue: 1), articleName: text, title: text,
      published: "2023-01-17", sentence: body, trigger: met,
      marks: [
        FactEvidence.Mark(range: met, label: "trigger", style: .trigger),
        FactEvidence.Mark(range: named, label: "participant", style: .participant),
      ], rule: text)
    let record = FactEvidence.Record(
      key: FactKey(rawValue: id), kind: "meeting", status: .happened, time: nil, place: nil, fillers: [],
      source: nil, content: nil, figures: [], isMain: true)
    let fact = FactEvidence(
      summary: "meeting · \(text)", record: record, confidence: 0.98, origins: ["place: \(text)"],
      pro: [text], contra: [text], notes: [text], mentions: [mention])
    return (fact, article)
  }

  static func document(_ text: String, title: String? = nil) -> PageDocument {
    var document = PageDocument(title: title ?? text)
    document.summary = text
    document.loaded = [text]
    let (fact, article) = evidence(text)
    let link = document.evidence.add(fact) { _ in article }
    var answer = ExportAnswers.answer
    answer.columns[2].name = text
    answer.columns[2].values[0] = .text(text)
    answer.notes = [text]
    document.entries = [
      PageDocument.Entry(text, .step),
      PageDocument.Entry(text, .answer(answer, nil), links: [link, "", ""]),
      PageDocument.Entry(text, .facts([fact.record.key.description])),
      PageDocument.Entry(text, .text(text + "\n")),
    ]
    document.settings = [(text, text)]
    document.corrections = Answer(columns: [Column(name: text, values: [.text(text)])], subjects: [])
    document.script = text
    document.credits = [text]
    return document
  }

  /// The page as strict XML, which an unescaped sign anywhere would break.
  private func page(_ document: PageDocument) throws -> StrictXML {
    let html = document.html
    let start = "<!DOCTYPE html>\n"
    #expect(html.hasPrefix(start))
    return try StrictXML(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + html.dropFirst(start.utf8.count), isMixed: true)
  }

  @Test("Whatever an article says stays text on a page", arguments: hostile)
  func textStaysText(text: String) throws {
    let document = Self.document(text)
    let page = try page(document)
    #expect(page.all("script").count == 1 && page.all("style").count == 1 && page.all("img").isEmpty)
    #expect(page.all("script")[0].text == "\(PageSheet.script)")
    let shown = text.neutralised(keepingLines: true)
    #expect(page.all("h1").map(\.text) == [shown] && page.all("title").first?.text == shown)
    #expect(page.all("td").contains { $0.text == shown })
    #expect(page.all("small").map(\.text).contains("participant"))
    // No attribute runs anything or leads out of the page.
    for element in Self.all(page) {
      #expect(element.attributes.keys.allSatisfy { !$0.hasPrefix("on") && $0 != "style" && $0 != "src" })
      if let href = element.attributes["href"] { #expect(href.hasPrefix("#"), "\(href)") }
    }
    #expect(!document.html.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
  }

  private static func all(_ element: StrictXML) -> [StrictXML] {
    [element] + element.children.flatMap { all($0) }
  }

  @Test func whatLinksLeadToIsThere() throws {
    let page = try page(Self.document("plain"))
    let ids = Self.all(page).compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for element in Self.all(page) {
      if let href = element.attributes["href"] { #expect(ids.contains(String(href.dropFirst())), "\(href)") }
      if let id = element.attributes["aria-labelledby"] { #expect(ids.contains(id), "\(id)") }
    }
    // Heads of columns and rows, captions, one heading after the other.
    for table in page.all("table") {
      #expect(table.children.first?.name == "caption")
      #expect(table.all("th").allSatisfy { ["col", "row"].contains($0.attributes["scope"]) })
    }
    var level = 0
    for element in Self.all(page) where ["h1", "h2", "h3"].contains(element.name) {
      let next = Int(element.name.dropFirst()) ?? 0
      #expect(next <= level + 1)
      level = next
    }
    #expect(page.attributes["lang"] == "en" && page.all("main").count == 1)
  }

  @Test func theScriptAndTheStyleAreNamedByTheirHashes() throws {
    let page = try page(Self.document("plain"))
    let policy = try #require(
      page.all("meta").first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?
        .attributes["content"])
    #expect(policy.hasPrefix("default-src 'none'; ") && !policy.contains("unsafe"))
    for name in ["script", "style"] {
      let text = try #require(page.all(name).first?.text)
      #expect(policy.contains("\(name)-src 'sha256-\(SHA256.base64(SHA256.hash(text)))'"))
    }
  }

  /// Of FIPS 180-4's examples, and of lengths around a block's end (as `sha256sum` gives them).
  @Test func hashesAreThoseOfTheStandard() {
    func hex(_ text: String) -> String {
      SHA256.hash(text).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
    #expect(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      hex(String(repeating: "a", count: 1000))
        == "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3")
    #expect(SHA256.base64(Array("".utf8)).isEmpty && SHA256.base64(Array("f".utf8)) == "Zg==")
    #expect(SHA256.base64(Array("fo".utf8)) == "Zm8=" && SHA256.base64(Array("foo".utf8)) == "Zm9v")
  }

  @Test("Whatever an article says stays text in Markdown", arguments: hostile)
  func textStaysTextInMarkdown(text: String) {
    let markdown = Self.document(text).markdown
    var isFenced = false
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") { isFenced.toggle() }
      if isFenced { continue }
      // Outside of code nothing begins markup of the text's own.
      let plain = Self.withoutCode(String(line)).split(separator: "<!-- -->").joined()
      #expect(!plain.contains("<") && !plain.contains("](") && !plain.contains("http:"), "\(line)")
    }
    #expect(!isFenced)
    #expect(!markdown.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    // Each row of a table has as many bars as its head.
    for table in markdown.paragraphs where table.hasPrefix("| #") {
      let bars = table.split(separator: "\n").filter { $0.hasPrefix("|") }.map(Self.bars)
      #expect(Set(bars).count == 1, "\(table)")
    }
  }

  @Test(
    "Nothing that articles say becomes a link by itself",
    arguments: [
      ("see www.f.example", #"see www\.f.example"#), ("Www.f.example", #"Www\.f.example"#),
      ("_www.f.example_", #"\_www\.f.example\_"#), ("ann@f.example", "ann<!-- -->@f.example"),
      ("mailto:a.b+c@f.example.", "mailto:a.b+c<!-- -->@f.example."),
      ("xmpp:é@f.example/x", "xmpp:é<!-- -->@f.example/x"), ("ftp://f.example", "ftp&#58;//f.example"),
      ("@ann said @", "@ann said @"), ("a_@f.example", #"a\_<!-- -->@f.example"#),
    ])
  func addressesAreNoLinks(text: String, escaped: String) {
    #expect(PageDocument.escaped(text) == escaped)
  }

  private static func bars(_ line: Substring) -> Int {
    var (count, isEscaped) = (0, false)
    for character in line {
      if character == "|", !isEscaped { count += 1 }
      isEscaped = character == "\\" && !isEscaped
    }
    return count
  }

  /// A line without its code spans, whose text needs no escapes.
  private static func withoutCode(_ line: String) -> String {
    var (result, rest, isEscaped) = ("", Substring(line), false)
    while let character = rest.first {
      if character == "`", !isEscaped {
        let fence = rest.prefix { $0 == "`" }
        rest = rest.dropFirst(fence.count)
        while !rest.isEmpty {
          let run = rest.prefix { $0 == "`" }
          rest = rest.dropFirst(max(1, run.count))
          if run.count == fence.count { break }
        }
        continue
      }
      isEscaped = character == "\\" && !isEscaped
      result.append(character)
      rest.removeFirst()
    }
    return result
  }

  @Test func theSameDocumentIsTheSameBytes() {
    #expect(Self.document("x").html == Self.document("x").html)
    #expect(Self.document("x").markdown == Self.document("x").markdown)
  }

  // MARK: Drawings

  @Test func rowsWithPlacesAndDatesAreDrawn() throws {
    var document = PageDocument(title: "drawn")
    document.borders = { _ in
      [
        [
          Coordinate(latitude: 50, longitude: 0), Coordinate(latitude: 70, longitude: 0),
          Coordinate(latitude: 70, longitude: 30),
        ]
      ]
    }
    document.entries = [PageDocument.Entry("meetings", .answer(ExportAnswers.answer, nil))]
    let page = try page(document)
    let map = try #require(page.all("svg").first { $0.attributes["class"] == "map" })
    #expect(map.all("title").first?.text == "Map of 2 places: Oslo (NO) 2, Bergen (NO) 1")
    #expect(map.all("circle").count == 2)
    let box = try #require(map.attributes["viewBox"]).split(separator: " ").compactMap { Int($0) }
    for circle in map.all("circle") {
      let (x, y) = (Int(circle.attributes["cx"] ?? "") ?? -1, Int(circle.attributes["cy"] ?? "") ?? -1)
      #expect((0...box[2]).contains(x) && (0...box[3]).contains(y))
    }
    // Bergen lies west of Oslo, and north.
    let (oslo, bergen) = (map.all("circle")[0].attributes, map.all("circle")[1].attributes)
    #expect((Int(bergen["cx"] ?? "") ?? 0) < (Int(oslo["cx"] ?? "") ?? 0))
    #expect((Int(bergen["cy"] ?? "") ?? 0) < (Int(oslo["cy"] ?? "") ?? 0))
    let timeline = try #require(page.all("svg").first { $0.attributes["class"] == "timeline" })
    #expect(timeline.all("title").first?.text == "Timeline: 2 rows by the day of date, 1 without")
    #expect(timeline.all("rect").count == 2)
  }

  @Test func landIsDrawnInFewPoints() throws {
    // A coast of many points far finer than a page shows.
    let coast = (0..<20_000).map { step in
      let wave = Float(step / 100 % 7) + Float(step % 7) / 10_000
      return Coordinate(latitude: 55 + wave, longitude: Float(step) / 1000)
    }
    var html = HTMLWriter()
    PageMap(
      points: [
        MapPoint(name: "A", point: Coordinate(latitude: 50, longitude: 0), count: 3),
        MapPoint(name: "B", point: Coordinate(latitude: 60, longitude: 20), count: 1),
      ], borders: { _ in [coast] }
    ).write(&html, number: "1")
    #expect(html.text.contains("class=\"land\"") && html.text.utf8.count < 20_000)
  }

  @Test func longAnswersAreCutAndSaySo() throws {
    var document = PageDocument(title: "long")
    document.mostRows = 10
    let rows = Answer(
      columns: [Column(name: "n", values: (0..<1500).map { .integer($0) })],
      subjects: (0..<1500).map { _ in .group([]) })
    document.entries = [PageDocument.Entry("facts", .answer(rows, nil))]
    let page = try page(document)
    #expect(page.all("tbody")[0].all("tr").count == 10)
    #expect(page.all("caption")[0].text == "1,500 rows, of which the first 10 are shown")
    #expect(document.markdown.contains("1,500 rows, of which the first 10 are shown."))
  }

  @Test func numbersAreGroupedByThousands() {
    #expect(PageDocument.count(1) == "1 row" && PageDocument.count(999) == "999 rows")
    #expect(PageDocument.count(1000) == "1,000 rows" && PageDocument.count(1_234_567) == "1,234,567 rows")
  }

  @Test func randomTextBreaksNoPage() throws {
    var random = SeededGenerator(seed: 11)
    let signs = Array("<>&\"'`|\\[]()#*_-/=! \n\t\u{1B}\u{0}\u{202E}\u{FFFE}é東👩‍👧ab1")
    for _ in 0..<60 {
      let text = String(
        (0..<Int.random(in: 1...30, using: &random)).map { _ in
          signs[Int.random(in: signs.indices, using: &random)]
        })
      let page = try page(Self.document(text, title: "random"))
      #expect(page.all("script").count == 1)
      textStaysTextInMarkdown(text: text)
    }
  }
}

extension String {
  /// Parts between blank lines.
  fileprivate var paragraphs: [String] {
    var parts: [String] = [""]
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { parts.append("") } else { parts[parts.count - 1] += line + "\n" }
    }
    return parts
  }
}
