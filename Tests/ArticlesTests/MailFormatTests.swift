import TestSupport
import Testing

@testable import Articles

/// Messages and mailboxes: what of them is the text, and what their header says of it.
@Suite struct MailFormatTests {
  static let body =
    "The port council of Nordhavn raised its dues on Tuesday, and the ferry lines said that fares would follow."

  /// A message with some fields, of which those here count unless they are given.
  static func message(_ fields: [String] = [], _ body: String = body) -> String {
    let standard = [
      "From: Ann Lind <ann@fjordpost.example>", "Subject: Dues rise",
      "Date: Tue, 17 Jan 2023 23:30:00 -0500",
    ]
    let given = Set(fields.map { $0.prefix { $0 != ":" }.lowercased() })
    let kept = standard.filter { !given.contains($0.prefix { $0 != ":" }.lowercased()) }
    return (["Message-ID: <1@fjordpost.example>"] + kept + fields).joined(separator: "\n") + "\n\n" + body
      + "\n"
  }

  static func read(_ text: String, path: String = "a.eml") -> RecordFile { RecordFile(text, path: path) }

  private static func first(_ fields: [String] = [], _ body: String = body) throws -> Article {
    let file = read(message(fields, body))
    #expect(file.problems.isEmpty)
    return try #require(file.articles.first)
  }

  /// The text below the title.
  private static func text(_ fields: [String] = [], _ body: String) throws -> String {
    let article = try first(fields, body)
    let title = article.title.map { $0.count + 2 } ?? 0
    return article.string(TextRange(title..<article.text.count))
  }

  // MARK: The header

  @Test func aMessageIsAnArticle() throws {
    let article = try Self.first()
    #expect(article.string(article.body) == "Dues rise\n\n" + Self.body)
    #expect(article.title.map(article.string) == "Dues rise")
    // In the zone of whoever wrote it: in Greenwich it was the 18th.
    #expect((article.published?.description, article.publishedVia) == ("2023-01-17", .header))
    #expect((article.author, article.source) == ("Ann Lind", "fjordpost.example"))
  }

  @Test(arguments: [
    ("Tue, 17 Jan 2023 23:30:00 -0500 (EST)", "2023-01-17"), ("17 Jan 2023 01:00 +0900", "2023-01-17"),
    ("Tue, 17 Jan 99 10:00:00 GMT", "1999-01-17"), ("Tue, 17 Jan 03 10:00:00 GMT", "2003-01-17"),
    ("Tue, 17 Jan 103 10:00:00 GMT", "2003-01-17"), ("Tue Jan 17 10:00:00 2023", "2023-01-17"),
    ("Tue Jan 17 10:00:00 EST 2023", "2023-01-17"), ("Tue, 17-Jan-2023 10:00:00 GMT", "2023-01-17"),
    ("2023-01-17T10:00:00Z", "2023-01-17"), ("Tuesday, January 17, 2023 10:00 AM", "2023-01-17"),
    ("Tue,17 Jan 2023 10:00:00 +0000", "2023-01-17"),
  ])
  func daysAsMailWritesThem(_ written: String, _ day: String) throws {
    #expect(try Self.first(["Date: " + written]).published?.description == day)
  }

  @Test(arguments: [
    "Thu, 01 Jan 1970 00:00:00 +0000", "Tue, 17 Jan 2193 00:00:00 +0000", "soon", "Tue, 37 Jan 2023",
  ])
  func daysThatCannotBe(_ written: String) throws {
    let article = try Self.first(["Date: " + written])
    #expect(article.published == nil && article.unreadDate == written)
    // The first of the machines that passed it on is the last in the header.
    let hops = [
      "Received: from b by c; Thu, 19 Jan 2023 10:00:00 +0000",
      "Received: from a by b (x; y);\n Wed, 18 Jan 2023 10:00:00 +0000",
    ]
    let passed = try Self.first(["Date: " + written] + hops)
    #expect(passed.published?.description == "2023-01-18" && passed.unreadDate == nil)
  }

  @Test(arguments: [
    ("=?utf-8?Q?Caf=C3=A9_in_Malm=C3=B6?=", "Café in Malmö"),
    ("=?ISO-8859-1?B?Q2Fm6Q==?= opens", "Café opens"),
    // A character parted between two words, and white space that only parts them.
    ("=?utf-8?B?4oA=?=\n =?utf-8?B?nGg=?=", "“h"), ("=?utf-8?Q?a?= =?utf-8?Q?b?=  c", "ab c"),
    ("=?utf-8?q?a=E2=82?= =?UTF-8?q?=AC?=", "a€"), ("=?utf-8*en?Q?Dues?=", "Dues"),
    ("=?utf-8?Q?Dues rise?=", "Dues rise"), ("=?utf-8?X?Dues?=", "=?utf-8?X?Dues?="),
    ("=?windows-1251?B?0OjjYQ==?=", "Ригa"), ("50 =? 40 ?=", "50 =? 40 ?="), ("Caf\u{E9}", "Café"),
    ("Fwd: Fw: Dues", "Dues"), ("Re: Dues", "Re: Dues"),
  ])
  func subjects(_ written: String, _ title: String) throws {
    let article = try Self.first(["Subject: " + written])
    #expect(article.title.map(article.string) == title)
  }

  @Test(arguments: [
    ("ann@fjordpost.example", ""), ("\"Lind, Ann\" <ann@a.example>", "Lind, Ann"),
    ("ann@a.example (Ann Lind)", "Ann Lind"), ("Ann Lind via harbour-news <x@a.example>", "Ann Lind"),
    ("\"'Ann Lind' via List\" <x@a.example>", "Ann Lind"),
    ("=?utf-8?Q?=C3=85se_Lind?= <x@a.example>", "Åse Lind"),
    ("\"ann@a.example\" <ann@a.example>", ""), ("Ann \\\"A\\\" Lind <x@a.example>", "Ann \"A\" Lind"),
  ])
  func authors(_ from: String, _ author: String) throws {
    #expect(try Self.first(["From: " + from]).author == author)
  }

  @Test func outlets() throws {
    func outlet(_ fields: String...) throws -> String { try Self.first(fields).source }
    #expect(try outlet("List-Id: Fjord Post Daily <daily.fjordpost.example>") == "Fjord Post Daily")
    #expect(
      try outlet("List-Id: <daily.fjordpost.example>", "Organization: =?utf-8?Q?Fj=C3=B8rd?=") == "Fjørd")
    #expect(try outlet("List-Id: 0f9e8d7c6b5a43210f9e8d7cmc list <1.list-id.example>") == "fjordpost.example")
    #expect(try outlet("From: a@newsletter.news.fjordpost.example") == "fjordpost.example")
    #expect(try outlet("From: a@mail.example") == "mail.example")
    let listed = try Self.first(["Subject: [daily] Dues rise", "List-Id: <daily.a.example>"])
    #expect(listed.title.map(listed.string) == "Dues rise")
  }

  // MARK: The text

  @Test(arguments: [
    (
      "format=flowed", "The port council \nraised its dues.\n\n Indented",
      "The port council raised its dues.\n\nIndented"
    ),
    ("format=flowed; delsp=yes", "The por \nt council", "The port council"),
    ("format=flowed", "One \n> quoted \n> on\nTwo", "One \nquoted on\nTwo"),
    ("charset=us-ascii", "One line \nand another", "One line \nand another"),
  ])
  func linesThatFlow(_ parameters: String, _ body: String, _ wanted: String) throws {
    #expect(try Self.text(["Content-Type: text/plain; " + parameters], body) == wanted)
  }

  @Test(arguments: [
    "%\n\n-- \nAnn Lind\nFjord Post\n", "%\n\n--\nAnn Lind\n",
    "%\n\nOn Mon, 16 Jan 2023, Bo Berg wrote:\n> What of the dues?\n>\n> Bo\n",
    "%\n\nOn Mon, 16 Jan 2023 at 10:00, Bo Berg\n<bo@a.example> wrote:\n\n> What of the dues?\n",
    "%\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\n\nWhat of the dues?\n",
    "%\n\n_______________________________________________\nharbour-news mailing list\nhttps://a.example/list\n",
    "%\n\nYou are receiving this because you signed up at our site.\n\nFjord Post, 1 Quay Street\n\nUnsubscribe\n",
    "View this email in your browser <https://a.example/1>\n\n%\n", "%\n\nRead more: https://a.example/abc\n",
    "https://a.example/abc\n\n%\n", "%\n\nTo unsubscribe, write to leave@a.example.\n\n© Fjord Post\n",
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n%\n-----BEGIN PGP SIGNATURE-----\n\niQEz\n-----END PGP SIGNATURE-----\n",
  ])
  func whatStandsAroundTheText(_ form: String) throws {
    #expect(try Self.text([], form.replacing("%", with: Self.body)) == Self.body)
  }

  /// What looks like it and is none.
  @Test(arguments: [
    "> All of it is quoted, and there is nothing else to read in it.", "A.\n\n> Quoted in the middle.\n\nB.",
    "They said -- \nand went.", "A mailing list helped them: \(body)\n\n\(body)",
    "He told the council: unsubscribe.\n\n" + body, "-- \nOnly this.",
    "https://a.example/abc shows it.", "He (the mayor) said [sic] it <loudly>.",
  ])
  func textThatStays(_ body: String) throws {
    #expect(try Self.text([], body) == body)
  }

  @Test(arguments: [
    (
      "quoted-printable", "utf-8", "Caf=C3=A9 in M=\nalm=C3=B6 =  \nand 1=2 =zz=", "Café in Malmö and 1=2 =zz"
    ),
    ("QUOTED-PRINTABLE", "iso-8859-1", "Caf=e9", "Café"),
    ("base64", "utf-8", "Q2Fm\nw6kg!aW4g\nTWFsbcO2", "Café in Malmö"),
    ("base64", "utf-8", "Q2Fmw6k=\nLCBvcGVu", "Café, open"), ("8bit", "windows-1252", "“Café”", "“Café”"),
    ("7bit", "iso-2022-jp", "\u{1B}$B%j%,\u{1B}(B and Riga", "リガ and Riga"),
    ("base64", "utf-16le", "UgBpAGcAYQA=", "Riga"), ("x-none", "x-unknown", "Riga", "Riga"),
  ])
  func bytesAsMailWritesThem(_ encoding: String, _ charset: String, _ body: String, _ wanted: String) throws {
    let fields = [
      "Content-Type: text/plain; charset=\"\(charset)\"", "Content-Transfer-Encoding: \(encoding)",
    ]
    #expect(try Self.text(fields, body) == wanted)
  }

  // MARK: Parts

  private static func parts(_ type: String, _ parts: String...) -> String {
    "Content-Type: multipart/\(type); boundary=\"=_b\"\n\n" + parts.map { "--=_b\n" + $0 + "\n" }.joined()
      + "--=_b--\n"
  }

  /// Of a message whose header ends with those of `part`.
  private static func whole(_ part: String) -> RecordFile {
    read(
      message().prefix { $0 != "\n" }
        + "\nFrom: a@a.example\nSubject: Dues rise\nDate: 17 Jan 2023 10:00 GMT\n" + part)
  }

  private static let plain = "Content-Type: text/plain\n\n" + body
  private static let other = body.replacing("Tuesday", with: "Friday")
  private static let html =
    "Content-Type: text/html\n\n<html><body><table><tr><td><p>\(other)</p></td></tr></table></body></html>"

  @Test func theTextAsItWasWrittenIsReadUnlessItIsAStub() {
    #expect(
      Self.whole(Self.parts("alternative", Self.plain, Self.html)).texts == ["Dues rise\n\n" + Self.body])
    for stub in [
      "Your mail program shows no HTML.", "", "View this email in your browser: https://a.example/1",
    ] {
      let file = Self.whole(
        Self.parts("alternative", "Content-Type: text/plain\n\n" + stub, Self.html + Self.html))
      #expect(file.texts.first?.contains("on Friday") ?? false, "\(stub)")
      #expect(file.texts.count == 1)
    }
  }

  @Test func partsWithinParts() {
    let inner = Self.parts("alternative", Self.plain, Self.html).replacing("=_b", with: "=_b2")
    let related = Self.parts("related", Self.html, "Content-Type: image/png\n\nabc").replacing(
      "=_b", with: "=_c")
    for nested in [inner, related] {
      let file = Self.whole(Self.parts("mixed", nested, "Content-Type: application/pdf\n\n%PDF"))
      #expect(file.texts.count == 1 && file.passedBy == "attachments (1)")
    }
    let both = Self.whole(Self.parts("mixed", Self.plain, "\nAnd that was all of it.\n"))
    #expect(both.texts == ["Dues rise\n\n" + Self.body + "\n\nAnd that was all of it."])
    let signed = Self.whole(
      Self.parts("signed; micalg=pgp-sha1", Self.plain, "Content-Type: application/pgp-signature\n\nx"))
    #expect(signed.texts.count == 1 && signed.passedBy.isEmpty)
    let report = Self.whole(Self.parts("report; report-type=delivery-status", Self.plain))
    #expect(report.articles.isEmpty && report.messages == ["a.eml: holds no text of an article"])
  }

  @Test func pagesOfNewsletters() throws {
    let page =
      "<div style='display:none'>Dues rise, fares follow</div><table><tr><td><a href=1>View in browser</a></td></tr><tr><td><a href=1>Home</a></td><td><a href=1>Sea</a></td></tr><tr><td><h1>Dues rise</h1><p>\(Self.body)</p><p>\(Self.other)</p></td></tr><tr><td><a href=1>Mail</a></td></tr><tr><td>You received this email because you signed up.</td></tr><tr><td>Fjord Post<br>1 Quay Street</td></tr></table>"
    let text = try Self.text(["Content-Type: text/html; charset=utf-8"], page)
    #expect(text == "Dues rise\n\n\(Self.body)\n\n\(Self.other)")
  }

  @Test func boundariesThatAreMissing() {
    let cut = Self.whole(Self.parts("mixed", Self.plain).replacing("--=_b--\n", with: ""))
    #expect(cut.texts == ["Dues rise\n\n" + Self.body])
    let unsaid = Self.whole(Self.parts("mixed", Self.plain).replacing("; boundary=\"=_b\"", with: ""))
    #expect(unsaid.texts == ["Dues rise\n\n" + Self.body])
    let none = Self.whole("Content-Type: multipart/mixed; boundary=x\n\n" + Self.body)
    #expect(none.texts == ["Dues rise\n\n" + Self.body])
  }

  @Test func messagesInMessages() {
    let one = Self.message(["Subject: First"]),
      two = Self.message(["Subject: Second", "Date: Mon, 16 Jan 2023 10:00:00 GMT"])
    let digest = Self.parts("digest", "\n" + one, "\n" + two).replacing("=_b", with: "=_d")
    let file = Self.whole(Self.parts("mixed", "\nTwo messages today, about the dues of the harbour.", digest))
    #expect(file.titles == ["Dues rise", "First", "Second"])
    #expect(file.days == ["2023-01-17", "2023-01-17", "2023-01-16"])
    #expect(file.names == ["a", "a#2", "a#3"])
    let attached = Self.whole(Self.parts("mixed", Self.plain, "Content-Type: message/rfc822\n\n" + two))
    #expect(attached.titles == ["Dues rise", "Second"])
  }

  @Test func digestsOfMailingLists() {
    let rule = String(repeating: "-", count: 30)
    let one =
      "Message: 1\nDate: Mon, 16 Jan 2023 10:00:00 GMT\nFrom: Bo <bo@a.example>\nSubject: Strike\n\n\(Self.body)\n\n-- \nBo\n"
    let two =
      "Message: 2\nDate: Sun, 15 Jan 2023 10:00:00 GMT\nFrom: Li <li@a.example>\nSubject: Fares\n\n\(Self.other)\n\(rule)\nNo message, a table.\n"
    let digest =
      "Today's Topics:\n\n  1. Strike\n\n\(rule)\(rule)\n\n\(one)\n\n\(rule)\n\n\(two)\n\(rule)\n\nEnd of news Digest\n"
    let file = Self.read(Self.message([], digest))
    #expect(file.titles == ["Strike", "Fares"] && file.days == ["2023-01-16", "2023-01-15"])
    #expect(file.texts.first == "Strike\n\n" + Self.body && file.articles.first?.author == "Bo")
    // A line of dashes in a text parts nothing.
    #expect(Self.read(Self.message([], "\(Self.body)\n\(rule)\n\(Self.other)")).articles.count == 1)
  }

  @Test func attachedTextIsAnArticleOfItsOwn() {
    let text =
      "Content-Type: text/plain; name=b.txt\nContent-Disposition: attachment;\n filename*0*=utf-8''b%20; filename*1=\"c.txt\"\n\ndate 2022-05-06 Ministers met in Riga.\n"
    let file = Self.whole(
      Self.parts(
        "mixed", Self.plain, text,
        "Content-Type: text/plain\nContent-Disposition: attachment\n\nhttps://a.example/list\n"))
    #expect(file.days == ["2023-01-17", "2022-05-06"] && file.passedBy == "attachments (1)")
    let disposition = MediaType("attachment; filename*1=\"c.txt\"; filename*0*=utf-8''b%20%C3%A9".utf8)
    #expect(disposition["filename"] == "b éc.txt" && disposition.name == "attachment")
  }

  @Test func whatWasForwardedIsOfItsOwnDay() throws {
    let inner =
      "For your file.\n\n---------- Forwarded message ---------\nFrom: Bo Berg <bo@ledger.example>\nDate: Mon, Jan 9, 2023 at 10:00 AM\nSubject: Strike in Riga\nTo: <ann@a.example>\n\n"
    let article = try Self.first(["Subject: Fwd: Strike in Riga"], inner + Self.body)
    #expect(article.string(article.body) == "Strike in Riga\n\nFor your file.\n\n" + Self.body)
    #expect(article.published?.description == "2023-01-09")
    #expect((article.author, article.source) == ("Bo Berg", "ledger.example"))
  }

  @Test func pagesThatABrowserHasSaved() throws {
    let html = WARCFormatTests.page.replacing("=", with: "=3D")
    let text =
      "From: <Saved by Blink>\nSnapshot-Content-Location: https://fjordpost.example/2023/01/16/dues\nSubject: Dues\nDate: Tue, 17 Jan 2023 10:00:00 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----b\"\n\n------b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\(html)\n------b\nContent-Type: text/css\n\np{}\n------b--\n"
    let file = Self.read(text, path: "a.mhtml")
    #expect(file.titles == ["Harbour dues rise"] && file.days == ["2023-01-16"])
    #expect(file.articles.first?.source == "fjordpost.example")
  }

  // MARK: Mailboxes

  private static func mailbox(_ messages: [String]) -> String {
    messages.map { "From ann@fjordpost.example Tue Jan 17 10:00:00 2023\n" + $0 + "\n" }.joined()
  }

  @Test func aMailboxHoldsSeveral() {
    let text = Self.mailbox([
      Self.message(
        ["Subject: One"], "Text one.\n>From Riga they went on.\n>>From there, too.\n\nFrom Riga to Oslo."),
      Self.message(["Subject: Two", "Content-Type: application/pdf"], "%PDF"),
      Self.message(["Subject: Three", "Date: soon"], "Text three.\n\nFrom Monday on, at 10:00, it is open."),
    ])
    for form in [text, text.replacing("\n", with: "\r\n")] {
      let file = Self.read(form, path: "in.mbox")
      #expect(file.titles == ["One", "Three"] && file.problems.isEmpty)
      #expect(file.names == ["in", "in#3"])
      #expect(
        file.texts.first
          == "One\n\nText one.\nFrom Riga they went on.\n>From there, too.\n\nFrom Riga to Oslo.")
      // The line above the message says when it came.
      #expect(file.days == ["2023-01-17", "2023-01-17"])
      #expect(file.passedBy == "attachments (1), messages without text (1)")
    }
  }

  @Test func statedLengthsAreHintsOnly() {
    let quoted = "Text one.\n\nFrom bo@a.example Mon Jan 16 10:00:00 2023\nSubject: no message\n\nMore of it."
    for (length, count) in [(quoted.utf8.count + 1, 2), (7, 3), (1_000_000, 3), (99_999_999_999, 3)] {
      let file = Self.read(
        Self.mailbox([Self.message(["Content-Length: \(length)"], quoted), Self.message(["Subject: Two"])]),
        path: "in.mbox")
      #expect(file.articles.count == count, "\(length)")
      #expect(file.titles.last == "Two")
    }
  }

  @Test func aMessageThatIsTooLongIsPassedBy() throws {
    let folder = TemporaryFolder()
    let long = Self.message(
      ["Subject: Long"], String(repeating: String(repeating: "x", count: 1023) + "\n", count: 66 << 10))
    let path = folder.write(
      "in.mbox", Self.mailbox([Self.message(), long, Self.message(["Subject: Three"])]))
    var stream = try ByteStream(path: path)
    var format = MailFormat(path: path)
    var titles: [String] = []
    var problems: [LoadProblem] = []
    while true {
      do throws(LoadProblem) {
        guard let article = try format.next(&stream)?.make().articles.first else { break }
        titles.append(article.title.map(article.string) ?? "")
      } catch { problems.append(error) }
    }
    #expect(titles == ["Dues rise", "Three"])
    #expect(problems.count == 1 && problems[0].message.contains("larger than 64 MiB"))
  }

  // MARK: Which files are mail

  @Test func mailIsKnownByItsHeader() {
    func name(_ text: String, _ path: String = "a") -> String? {
      let start = ContiguousArray(text.utf8).prefix(4096)
      return ArticleFormats.all.first { $0.recognises(path: path, start: start) }?.name
    }
    #expect(name(Self.message()) == "mail")
    #expect(name("From: a@b.example\nSubject: x\nDate: y\n\ntext") == "mail")
    #expect(name("Return-Path: <a@b.example>\r\n") == "mail")
    #expect(name("From ann Tue Jan 17 10:00:00 2023\nX: y\n") == "mail")
    #expect(name("From - Tue Jan 17 10:00:00 2023\r\n") == "mail")
    #expect(name("Title: x\nDate: 2023-01-17\nSource: Post\n\ntext", "a.txt") == "plain text")
    #expect(name("Title: x\nReceived: 2023-01-17\n\ntext", "a.txt") == "plain text")
    #expect(name("From Riga they went on Tue at 10:00.\n") == "plain text")
    #expect(name("Title: x\nFrom Riga they went on.\n", "a.eml") == "plain text")
    #expect(name("WARC/1.0\r\nWARC-Type: warcinfo\r\n") == "WARC")
    #expect(name("WARC/1.0 is a standard.\n") == "plain text")
  }

  @Test func placesInTheFileAreKnown() throws {
    let text = Self.message([], "First line.\n\nSecond line.")
    let article = try #require(Self.read(text).articles.first)
    let at = try #require(Array(article.text).firstOffset(of: Array("Second".utf8)))
    let place = article.sourceMap.source(of: Int32(at))
    #expect(Array(text.utf8)[place...].starts(with: "Second line.".utf8))
  }

  @Test func theExamplesAreRead() {
    let folder = RepositoryFile.root + "/examples/formats/"
    let letter = RecordFile(file: folder + "rail-line.eml")
    #expect(letter.titles == ["A rail line from Białystok to Kaunas"] && letter.days == ["2024-06-12"])
    #expect(
      letter.articles.map(\.author) == ["Jonas Vaitkus"] && letter.articles.map(\.source) == ["Baltic Brief"])
    #expect(letter.texts.allSatisfy { $0.hasSuffix("the price of milk.") && !$0.contains("http") })
    #expect(letter.passedBy == "attachments (1)")
    let list = RecordFile(file: folder + "harbour-news.mbox")
    #expect(
      list.titles == [
        "Dock workers in Tallinn end their strike", "Re: Dock workers in Tallinn end their strike",
      ])
    #expect(list.days == ["2024-05-16", "2024-05-17"])
    #expect(list.articles.map(\.author) == ["Maarja Tamm", "Olli Niemi"])
    #expect(list.texts.last?.hasSuffix("Hämeenlinna is calm.") ?? false)
    #expect(list.passedBy == "attachments (1), messages without text (1)")
  }
}
