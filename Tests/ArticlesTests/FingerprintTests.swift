import Testing

@testable import Articles

/// What tells copies from other articles: runs of words, the dateline, the agency, marks of a version.
@Suite struct FingerprintTests {
  private func article(_ text: String, title: String? = nil, source: String = "", author: String = "")
    -> Article
  {
    let whole = title.map { $0 + "\n" + text } ?? text
    var article = Article(text: ContiguousArray(whole.utf8), source: source)
    article.title = title.map { TextRange(0..<$0.utf8.count) }
    article.author = author
    return article
  }

  private let text =
    "The harbour of Lomna was closed on Friday after a crane had fallen across two ships, the port office said, "
    + "and about forty workers were brought ashore in boats while the fire brigade looked for a missing driver."

  @Test func marksCaseAndTitleDoNotCount() {
    let plain = ArticleFingerprint(article(text, title: "Crane falls in Lomna"))
    let other = ArticleFingerprint(
      article(
        "LOMNA, Jan 17 (Norda) — "
          + text.replacing(" on Friday", with: "\u{A0}on  FRIDAY").replacing(",", with: ";"),
        title: "Port closed: café crane"))
    #expect(plain.words == other.words && plain.sketch == other.sketch && plain.wordCount == other.wordCount)
    #expect(plain.text != other.text)
    #expect(plain.words != ArticleFingerprint(article(text.replacing("forty", with: "fifty"))).words)
    #expect(
      ArticleFingerprint(article("Café Ångström")).words == ArticleFingerprint(article("cafe angstrom")).words
    )
  }

  @Test func containmentIsOfTheShorter() {
    let more =
      text + " The driver was found on Saturday in a warehouse near the old quay, unhurt but very cold."
    #expect(ArticleFingerprint.containment(article(text), article(more)) == 1)
    #expect(ArticleFingerprint.containment(article(more), article(text)) == 1)
    #expect(
      ArticleFingerprint.containment(
        article(text), article("Nothing of the sort was said by anybody at all.")) == 0)
    #expect(ArticleFingerprint.containment(article(""), article("")) == 0)
  }

  @Test(
    "The agency of an article",
    arguments: [
      ("LOMNA, Jan 17 (AP) — A crane fell.", "AP"), ("LOMNA (Reuters) - A crane fell.", "Reuters"),
      ("(Reuters) - A crane fell.", "Reuters"), ("Lomna (dpa) – A crane fell.", "dpa"),
      ("LOMNA, Norda, Jan. 17 (Norda News) -- A crane fell.", "Norda News"),
      ("LOMNA, AFP – A crane fell.", "AFP"), ("Lomna, Jan 17 (Norda) - A crane fell.", "Norda"),
      ("A crane fell.\n\n— AFP", "AFP"), ("A crane fell. (Reuters)", "Reuters"),
      ("A crane fell.\nSource: PAP\n", "PAP"),
      ("A crane fell.\n(Reporting by A Lee; Editing by B Ray)", "Reuters"),
      ("A crane fell.", ""), ("The Port Office (PO) - which is new - was closed.", ""),
      ("LOMNA - A crane fell.", ""), ("A crane fell, the AP said.", ""), ("", ""),
      ("Lomna (2023) - A crane fell.", ""), ("KYIV (Ukraine) - A crane fell.", ""),
      ("SPRINGFIELD (New York) - A crane fell.", ""), ("LOMNA (Monday) - A crane fell.", ""),
      ("LOMNA, 2023 (Jan.) - A crane fell.", ""), ("LOMNA (U.S.) - A crane fell.", ""),
      ("NATO (North Atlantic Treaty Organization) - the alliance - met.", ""),
      ("NATO (North Atlantic Council) - the body that decides - met.", ""),
      ("WHO (World Health Organization) - A crane fell.", ""),
      ("PORTO ALTO (Norda) - A crane fell.", "Norda"),
      ("KYIV, Ukraine (Norda) - A crane fell.", "Norda"), ("AMMAN (Petra) - A crane fell.", "Petra"),
      ("He asked: \"Why? (Norda)", ""),
    ])
  func agencies(text: String, agency: String) {
    #expect(ArticleFingerprint(article(text)).agency == agency)
  }

  @Test func authorAndOutletMayBeAgencies() {
    #expect(ArticleFingerprint(article("A crane fell.", author: "By The Associated Press")).agency == "AP")
    #expect(
      ArticleFingerprint(article("A crane fell.", author: "Ann Lee, Reuters Staff")).agency == "Reuters")
    #expect(ArticleFingerprint(article("A crane fell.", author: "Ann Lee")).agency == "")
    for author in ["Novak, Petra", "Lee, Ria", "Ray, Sana", "Mott, Hina", "Oser, Ani", "Leta; Bob Ray"] {
      #expect(ArticleFingerprint(article("A crane fell.", author: author)).agency == "", "\(author)")
    }
    for author in ["Ann Lee, AP", "Ann Lee, Reuters", "Novak, Petra; AP", "Bob Ray / Associated Press", "AP"]
    {
      #expect(ArticleFingerprint(article("A crane fell.", author: author)).agency != "", "\(author)")
    }
    #expect(ArticleFingerprint(article("A crane fell.", source: "Thomson Reuters")).agency == "Reuters")
    #expect(ArticleFingerprint(article("A crane fell.", source: "Lomna Herald")).agency == "")
  }

  @Test(
    "Marks of versions",
    arguments: [
      ("UPDATE 2-Crane falls in Lomna", 2), ("UPDATE-Crane falls in Lomna", 1),
      ("Updated: Crane falls in Lomna", 1),
      ("CORRECTED-Crane falls in Lomna", 100), ("Correction: Crane falls in Lomna", 100),
      ("RPT-Crane falls in Lomna", 0), ("Crane falls in Lomna", 0),
      ("Crane falls in Lomna (adds details)", 1),
      ("Update on the crane", 0), ("Corrected figures show a fall", 0),
    ] as [(String, Int16)])
  func editions(title: String, rank: Int16) {
    #expect(ArticleFingerprint(article("A crane fell.", title: title)).edition.rank == rank)
  }

  @Test func aMarkIsNoPartOfTheTitle() {
    let plain = ArticleFingerprint(article("A crane fell.", title: "Crane falls in Lomna")).edition
    for mark in ["UPDATE 2-", "CORRECTED - ", "Correction: ", "RPT-"] {
      let marked = ArticleFingerprint(article("A crane fell.", title: mark + "Crane falls in Lomna")).edition
      #expect(marked.title == plain.title)
    }
    #expect(
      ArticleFingerprint(article("A crane fell.\nAn earlier version of this story misspelt Lomna.")).edition
        .isMarked)
  }

  @Test("Any bytes have a fingerprint", arguments: 0..<200) func anyBytes(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let signs: [UInt8] = Array("ABab (-)\u{2014}é,.\n:ⅷ".utf8) + [0xC2, 0xE2, 0x80, 0xFF, 0xE1]
    var article = Article(text: ContiguousArray((0..<next(80)).map { _ in signs[next(signs.count)] }))
    let count = article.text.count
    article.body = TextRange(start: Int32(next(count + 9)) - 4, end: Int32(next(count + 9)) - 4)
    if next(2) == 0 { article.title = TextRange(start: 0, end: Int32(next(count + 1))) }
    let print = ArticleFingerprint(article)
    #expect(print == ArticleFingerprint(article) && print.sketch == print.sketch.sorted())
  }
}
