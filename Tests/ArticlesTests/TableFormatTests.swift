internal import Articles
import TestSupport
import Testing

@Suite struct TableFormatTests {
  private let rows = [
    ["title", "text", "date"], ["Lind meets Berg", "They met, and spoke; in Oslo.", "2023-01-17"],
    ["A \"quoted\" title", "One\nline | two", "18 January 2023"],
  ]

  private func table(_ separator: String, _ end: String = "\n") -> String {
    rows.map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: separator)
    }.joined(separator: end)
  }

  @Test(arguments: [",", ";", "\t", "|"]) func separatorsAreGuessed(separator: String) {
    for (start, end) in [("", "\n"), ("\u{FEFF}", "\r\n"), ("\n\n", "\n\n")] {
      let file = RecordFile(start + table(separator, end), path: "a.csv")
      #expect(file.messages.isEmpty)
      #expect(
        file.texts == [
          "Lind meets Berg\n\nThey met, and spoke; in Oslo.", "A \"quoted\" title\n\nOne\nline | two",
        ])
      #expect(file.days == ["2023-01-17", "2023-01-18"])
    }
  }

  @Test func cellsWithoutQuotationMarksAreTaken() {
    let file = RecordFile(
      "sep=;\nheadline;body;paper\nT;Lind said \"no\" to 5\" nails.;\nU;;P\n;Berg met Lind.\n", path: "a.csv")
    #expect(file.texts == ["T\n\nLind said \"no\" to 5\" nails.", "Berg met Lind."])
    #expect(file.names == ["a", "a#3"])
    #expect(file.leftOut == 1)
    #expect(file.read?.description == "text from `body`, title from `headline`, outlet from `paper`")
  }

  /// A text that begins with a quotation is no quoted cell, and other separators than the file's end none.
  @Test func quotationsAreTextWhereTheyCloseWithinACell() {
    let tab = RecordFile(
      "title\ttext\n\"Peace\" says Lind\t\"We will win,\" Lind told Berg.\nT\t\"Whole\"\n", path: "a.tsv")
    #expect(tab.texts == ["\"Peace\" says Lind\n\n\"We will win,\" Lind told Berg.", "T\n\nWhole"])
    let comma = RecordFile("title,text\nT,It was so on Monday;\"so it was.\nU,Berg left.\n", path: "a.csv")
    #expect(
      comma.messages.isEmpty && comma.texts == ["T\n\nIt was so on Monday;\"so it was.", "U\n\nBerg left."])
  }

  @Test func itIsKnownByItsFirstLine() {
    #expect(RecordFile("title,text\nT,Lind met Berg.\n", path: "-").texts == ["T\n\nLind met Berg."])
    #expect(RecordFile("Lind, text and title\nmet Berg.\n", path: "-").titles == ["Lind, text and title"])
  }

  @Test(arguments: [
    (
      "id,when\n1,2023-01-17\n",
      "holds no text of articles in `id`, `when`: say where with --fields text=NAME"
    ),
    ("", "holds no articles: a first line with names of columns is missing"),
    ("title,text\n", "holds no articles: it has no row below the names of its columns"),
  ])
  func whatHoldsNoArticlesSaysWhatIsMissing(text: String, message: String) {
    let file = RecordFile(text, path: "a.csv")
    #expect(file.problems == [LoadProblem(path: "a.csv", reason: .noRecords(message))])
  }

  @Test func columnsThatAreSaidCount() {
    let text = "a,b\nLind met Berg.,T\n"
    #expect(RecordFile(text, path: "a.csv", fields: "text=a,title=b").texts == ["T\n\nLind met Berg."])
    #expect(
      RecordFile(text, path: "a.csv", fields: "text=c").messages == [
        "a.csv: has no `c` for --fields: it has `a`, `b`"
      ])
  }

  @Test(arguments: [
    ("1,2,3\n", "the record at byte 20 cannot be read: it has 3 values for 2 columns"),
    ("\"open,U\n", "the record at byte 20 cannot be read: a quotation mark in it is not closed"),
  ])
  func whatIsBrokenIsTold(row: String, message: String) {
    let file = RecordFile("title,text\nT,first\n\(row)T,second\n", path: "a.csv")
    #expect(file.texts == ["T\n\nfirst", "T\n\nsecond"], "\(file.messages)")
    #expect(file.problems.map(\.message) == [message.replacing("20", with: "19")])
    #expect(file.names == ["a", "a#3"])
  }

  @Test func textsKnowWhereTheyStand() throws {
    let text = table(",")
    let file = RecordFile(text, path: "a.csv")
    let source = Array(text.utf8)
    let second = try #require(file.articles.last)
    let body = try #require(second.string(second.body).firstRange(of: "One"))
    let start = second.string(second.body).utf8.distance(
      from: second.string(second.body).startIndex, to: body.lowerBound)
    for offset in start..<second.text.count {
      #expect(source[second.sourceMap.source(of: Int32(offset))] == second.text[offset])
    }
  }

  @Test func theExampleIsRead() {
    let file = RecordFile(file: JSONFormatTests.example + "ledger.csv")
    #expect(file.days == ["2024-04-02", "2024-04-03"])
    #expect(file.texts.first?.hasSuffix("Tuesday.\n\n\"No drop will be lost,\" Saleh said.") == true)
  }
}
