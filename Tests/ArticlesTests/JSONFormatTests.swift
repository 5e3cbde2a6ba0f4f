internal import Articles
import TestSupport
import Testing

@Suite struct JSONFormatTests {
  static let example = RepositoryFile.root + "/examples/formats/"
  private let one =
    #"{"title": "Lind meets Berg", "text": "They met in Oslo.", "date": "2023-01-17", "source": "Post"}"#

  /// Forms in which the same articles stand.
  @Test(arguments: [
    "%\n%\n%\n", "%\r\n%\r\n%", "\u{FEFF}%\n\n\n%\n%", "[%, %,\n%]", "[\n  %,\n  %,\n  %\n]\n", "% % %",
    "\u{1E}%\n\u{1E}%\n\u{1E}%\n", #"{"articles": [%,%,%]}"#,
    #"{"status": "ok", "n": [3], "items": [%,%,%], "x": {"y": []}}"#,
    #"{"response": {"docs": [%,%,%], "start": 0}, "z": 1}"#,
    #"{"a": {"b": {"whatever": [%, 7, "x]", null, [{"text": "no"}], %,%]}}}"#,
    #"{"hits": {"total": 3, "hits": [{"_id": "1", "_source": %}, {"_id": "2", "_source": %}, {"_source": %}]}}"#,
    "{\"_index\": \"a\", \"_source\": %}\n{\"_source\": %}\n{\"_source\": %}",
    "{\"data\": [%,%]}\n{\"data\": [%]}\n",
  ])
  func recordsWhereverTheyStand(form: String) {
    let file = RecordFile(form.replacing("%", with: one))
    #expect(file.messages.isEmpty)
    #expect(file.texts == Array(repeating: "Lind meets Berg\n\nThey met in Oslo.", count: 3))
    #expect(file.titles == Array(repeating: "Lind meets Berg", count: 3))
    #expect(file.days == Array(repeating: "2023-01-17", count: 3))
    #expect(file.articles.allSatisfy { $0.source == "Post" })
    #expect(file.names == ["a", "a#2", "a#3"])
  }

  /// Replies to replies nest deeper than brackets are told apart; what stands behind is sound.
  @Test func deepRecordsDoNoHarmToOthers() {
    let replies = String(repeating: "[{\"r\":", count: 60) + "0" + String(repeating: "}]", count: 60)
    let deep = one.dropLast() + ", \"replies\": \(replies)}"
    let file = RecordFile("[\(one), \(deep), \(one)]")
    #expect(file.messages.isEmpty && file.texts.count == 3)
  }

  /// Wherever a piece of the file ends.
  @Test(arguments: [1 << 16, 1 << 20]) func wordsBetweenRecordsEndAtPieces(size: Int) {
    for more in 0..<3 {
      let start = "[\(one),"
      let spaces = String(repeating: " ", count: size - start.utf8.count - 4 + more)
      let file = RecordFile(start + spaces + "null,\(one)]")
      #expect(file.messages.isEmpty && file.texts.count == 2, "\(more)")
    }
  }

  @Test func aFileOfOneObjectIsOneArticle() {
    let record =
      #"{"authors": [{"name": "A", "text": "x"}], "title": "T", "content": "Lind met Berg.", "items": [{"a": 1}]}"#
    #expect(RecordFile(record).texts == ["T\n\nLind met Berg."])
  }

  /// Members by their names: what is read, and of which.
  @Test(arguments: [
    (
      #"{"date_publish": "2023-01-17 10:00:00", "maintext": "M", "title": "T", "source_domain": "a.example", "text": null}"#,
      "text from `maintext`, title from `title`, date from `date_publish`, outlet from `source_domain`"
    ),
    (
      #"{"versioncreated": "2023-01-17T23:30:00-05:00", "headline": "T", "body_text": "M", "provider": "P"}"#,
      "text from `body_text`, title from `headline`, date from `versioncreated`, outlet from `provider`"
    ),
    (
      #"{"source": {"id": 1, "name": "P"}, "title": "T", "publishedAt": "2023-01-17T10:00:00Z", "content": "M", "description": "D"}"#,
      "text from `content`, title from `title`, date from `publishedAt`, outlet from `source.name`"
    ),
    (
      #"{"webTitle": "T", "webUrl": "https://www.p.example/x", "fields": {"bodyText": "M"}, "webPublicationDate": "2023-01-17T10:00:00Z"}"#,
      "text from `bodyText`, title from `webTitle`, date from `webPublicationDate`, outlet from `webUrl`"
    ),
    (
      #"{"url": "https://p.example/a", "title": "M", "seendate": "20230117T101500Z", "domain": "p.example", "language": "English"}"#,
      "text from `title`, title from `title`, date from `seendate`, outlet from `domain`"
    ),
    (
      #"{"headline": {"main": "T"}, "pub_date": "2023-01-17T10:00:00+0000", "abstract": "M", "_id": "x"}"#,
      "text from `abstract`, title from `headline.main`, date from `pub_date`"
    ),
    (
      #"{"kind": "text", "datePublished": "Tue, 17 Jan 2023 10:00:00 GMT", "articleBody": ["M", "N"], "name": "x"}"#,
      "text from `articleBody`, date from `datePublished`"
    ),
  ])
  func membersAreGuessedByTheirNames(record: String, read: String) {
    let file = RecordFile(record + "\n" + record)
    #expect(file.read?.description == read)
    #expect(file.days == ["2023-01-17", "2023-01-17"])
    #expect(file.texts.first?.contains("M") == true)
  }

  @Test func theTextIsGuessedByItsLengthWhereNamesSayNothing() {
    let long = String(repeating: "Lind met Berg in Oslo again. ", count: 12)
    let file = RecordFile(
      #"{"text": "news", "headline": "T", "payload": "\#(long)", "hash": "\#(String(repeating: "ab", count: 300))"}"#
    )
    #expect(file.read?.names[.text] == "payload")
    #expect(RecordFile(#"{"payload": "short", "headline": "T", "id": 3}"#).articles.isEmpty)
  }

  @Test func fieldsThatAreSaidCount() {
    let record =
      #"{"body": "B", "text": "Lind met Berg.", "d1": "2023-01-17", "date": "2022-01-01", "h": "H", "o": "O"}"#
    let file = RecordFile(record, fields: "text=text, published=d1,title=h,outlet=o")
    #expect(file.texts == ["H\n\nLind met Berg."])
    #expect(file.days == ["2023-01-17"])
    #expect(file.articles.first?.source == "O")
    #expect(
      RecordFile(record, fields: "text=none").messages == [
        "a.json: has no `none` for --fields: it has `body`, `text`, `d1`, `date`, `h`, `o`"
      ])
  }

  @Test(arguments: [
    ("text=a,title=b", "text=a,title=b"), (" Text = a b ,outlet=c", "text=a b,outlet=c"),
    ("texts=a", "no field `texts`: there are text, title, published, outlet and author"),
    (
      "text",
      "`text` says no field: write text=NAME, with a field of text, title, published, outlet and author"
    ),
    (
      "text=",
      "`text=` says no field: write text=NAME, with a field of text, title, published, outlet and author"
    ),
    ("text=a,text=b", "the field text is said twice"),
    ("", "`` says no field: write text=NAME, with a field of text, title, published, outlet and author"),
  ])
  func fieldsAreRead(text: String, expected: String) {
    do { #expect(try RecordFields(text).description == expected) } catch {
      #expect(error.message == expected)
    }
  }

  @Test func textsAreWhatTheyStandFor() {
    let file = RecordFile(
      #"{"title": "A &amp; B", "text": "\u0141ód\u017a \ud83d\ude00 \"q\" \\ \/ \ud83d x \udc00\u0000\tL.\nNext & more; AT&T"}"#
    )
    #expect(file.titles == ["A & B"])
    #expect(file.texts == ["A & B\n\nŁódź 😀 \"q\" \\ / \u{FFFD} x \u{FFFD} \tL.\nNext & more; AT&T"])
    let page = RecordFile(
      #"{"title": "T", "body_html": "<p>Lind met <b>Berg</b>&nbsp;in&nbsp;Oslo.</p>\n<p>They spoke.</p><script>x()</script>"}"#
    )
    #expect(page.texts == ["T\n\nLind met Berg in Oslo.\n\nThey spoke."])
  }

  @Test func encodingsAreKnown() {
    var latin = ContiguousArray(#"{"title": "T", "text": "Lind met Caf"#.utf8)
    latin += [0xE9] + ContiguousArray(#" owners."}"#.utf8)
    #expect(RecordFile(bytes: latin).texts == ["T\n\nLind met Café owners."])
    var wide: ContiguousArray<UInt8> = [0xFF, 0xFE]
    for unit in one.utf16 { wide += [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)] }
    #expect(RecordFile(bytes: wide).texts == ["Lind meets Berg\n\nThey met in Oslo."])
  }

  @Test func textsKnowWhereTheyStand() throws {
    let text = "\n" + one + "\n" + #"{"title": "T", "text": "  One \u00e9 two\nthree"}"# + "\n"
    let file = RecordFile(text)
    let second = try #require(file.articles.last)
    let source = Array(text.utf8)
    for (offset, byte) in second.text.enumerated() where offset > 2 && byte > 32 && byte < 0x80 {
      #expect(source[second.sourceMap.source(of: Int32(offset))] == byte, "\(offset)")
    }
    #expect(second.sourceMap.source(of: 0) == 2 + one.utf8.count)
  }

  /// A broken record costs itself only, and is told with its place.
  @Test(arguments: [
    ("%\n{\"text\": \"x\"\n%\n", 2, "the record at byte 98 cannot be read: it does not end before byte 111"),
    ("%\n{\"text\": \"x\n%\n", 2, "the record at byte 98 cannot be read: it does not end before byte 110"),
    (
      "%\n{\"text\": x}\n%\n", 2,
      "the record at byte 98 cannot be read: a value that is no text, number, list, object, true, false or null at byte 107"
    ),
    (
      "%\n{\"text\" \"x\"}\n%\n", 2, "the record at byte 98 cannot be read: no `:` behind a name at byte 106"
    ),
    ("%\n<html>\n%\n", 2, "the record at byte 98 cannot be read: no object of JSON begins here"),
    ("%\n%\n{\"text\": \"x", 2, "the record at byte 196 cannot be read: the file ends within it"),
    ("[%,\n%,\n", 2, "the record at byte 199 cannot be read: the file ends within its list of records"),
    (
      "[%,\n{\"a\": [1}, %\n,\n%]", 3,
      "the record at byte 100 cannot be read: it does not end before byte 109"
    ),
    ("{\"a\": {\"b\":\n%\n%\n", 1, "the record at byte 0 cannot be read: it does not end before byte 110"),
  ])
  func whatIsBrokenIsTold(form: String, count: Int, message: String) {
    let file = RecordFile(form.replacing("%", with: one))
    #expect(file.articles.count == count, "\(file.messages)")
    #expect(file.problems.map(\.message) == [message])
  }

  @Test func brokenRecordsCountWhereArticlesAreNumbered() {
    let file = RecordFile("\(one)\n{\"text\"}\n{\"text\": \"\", \"title\": \"\"}\n\(one)\n")
    #expect(file.names == ["a", "a#4"])
    #expect(file.problems.map(\.path) == ["a.json#2"])
    #expect(file.leftOut == 1)
  }

  @Test func manyBrokenRecordsAreTogether() {
    let file = RecordFile(one + String(repeating: "\n{\"text\"}", count: 150) + "\n" + one)
    #expect(file.articles.count == 2)
    #expect(file.problems.count == 101)
    #expect(file.problems.last?.message == "50 more records cannot be read")
  }

  @Test(arguments: [
    ("", "holds no articles: no list of records, or record, is in it"),
    ("[]", "holds no articles: no list of records, or record, is in it"),
    ("[1, 2]", "holds no articles: no list of records, or record, is in it"),
    (
      #"{"name": "tool", "version": "1.0", "description": "A tool", "scripts": {"test": "x"}}"#,
      "holds no text of articles in `name`, `version`, `description`, `scripts.test`: say where with --fields text=NAME"
    ),
    ("// remark\n", "holds no articles: the record at byte 0 cannot be read: no object of JSON begins here"),
  ])
  func whatHoldsNoArticlesSaysWhatIsMissing(text: String, message: String) {
    let file = RecordFile(text)
    #expect(file.articles.isEmpty)
    #expect(file.problems == [LoadProblem(path: "a.json", reason: .noRecords(message))])
  }

  @Test(arguments: [
    ("2023-01-17T23:30:00+02:00", "2023-01-17"), ("20230117T235959Z", "2023-01-17"),
    ("20230117", "2023-01-17"),
    ("Tue, 17 Jan 2023 10:00:00 GMT", "2023-01-17"), ("17 January 2023", "2023-01-17"),
    ("17/01/2023", "2023-01-17"), ("07/01/2023", nil),
    ("01/02/2023", nil), ("1970-01-01T00:00:00Z", nil), ("9999-12-31", nil), ("2023-02-30", nil),
    ("yesterday", nil),
    ("", nil),
  ])
  func daysOfRecords(written: String, day: String?) {
    let file = RecordFile(#"{"title": "T", "text": "x", "date": "\#(written)"}"#)
    #expect(file.days == [day])
    #expect(file.articles.first?.unreadDate == (day == nil && !written.isEmpty ? written : nil))
  }

  @Test(arguments: [
    ("1673949600", "2023-01-17"), ("1673949600123", "2023-01-17"), ("1673949600.5", "2023-01-17"), ("0", nil),
    ("1e999", nil), ("null", nil), ("true", nil),
  ])
  func daysThatAreNumbers(written: String, day: String?) {
    #expect(RecordFile(#"{"title": "T", "text": "x", "date": \#(written)}"#).days == [day])
  }

  @Test func theExamplesAreRead() {
    let news = RecordFile(file: Self.example + "fjordpost.ndjson")
    #expect(news.days == ["2024-03-04", "2024-03-05", "2024-03-07"] && news.messages.isEmpty)
    let wire = RecordFile(file: Self.example + "harbour-wire.json")
    #expect(wire.articles.map(\.source) == ["Harbour Wire", "Harbour Wire"])
    #expect(wire.read?.names[.text] == "content")
    #expect(
      RecordFile(file: Self.example + "ninjs.json").texts.first?.hasSuffix(
        "\n\nThe first train will leave for Prague in June, Lang said.") == true)
  }
}
