import Articles
import Atlas
import Facts
import Querying
import TestSupport
import Testing

@testable import Reporting

/// Answers as data: JSON whose types never depend on the data, and values apart by commas or tabs.
@Suite struct JSONAnswerTests {
  private let mixed = Answer(
    columns: [
      Column(
        name: "who", values: [.list([.text("Ann"), .text("Bob")]), .text("Carl"), .missing], isMultiple: true),
      Column(name: "n", values: [.integer(3), .number(0.5), .missing]),
      Column(
        name: "where",
        values: [
          .place(
            text: "Oslo", country: CountryCode("NO"), point: Coordinate(latitude: 59.5, longitude: 10.75)),
          .place(text: "Nowhere", country: nil, point: nil), .missing,
        ]),
      Column(
        name: "date",
        values: [.time(TimeInterval(year: 2023, month: 1)), .time(TimeInterval(year: 2024)), .missing]),
      Column(name: "main", values: [.flag(true), .flag(false), .missing]),
      Column(name: "pair", values: [.pair("Ann", "Bob"), .pair("Ann", "Carl"), .missing]),
    ], subjects: [])

  private func rows(_ answer: Answer) throws -> [JSON] {
    try AnswerPrinter(mode: .ndjson).text(answer).lines.map { try JSON($0) }
  }

  @Test func aFieldHasOneType() throws {
    let rows = try rows(mixed)
    #expect(
      AnswerPrinter(mode: .ndjson).text(mixed).lines[0]
        == #"{"who": ["Ann", "Bob"], "n": 3, "where": {"text": "Oslo", "country": "NO", "latitude": 59.5, "#
        + #""longitude": 10.75}, "date": {"start": "2023-01-01", "end": "2023-01-31", "precision": "month"}, "#
        + #""main": true, "pair": ["Ann", "Bob"]}"#)
    #expect(rows[1]["who"] == .array([.string("Carl")]))
    #expect(rows[2]["who"] == .array([]))
    #expect(rows[1]["where"]?["country"] == .null && rows[1]["where"]?["latitude"] == .null)
    for name in ["n", "where", "date", "main", "pair"] { #expect(rows[2][name] == .null, "\(name)") }
    #expect(rows[1]["main"] == .boolean(false))
  }

  @Test func anArrayHoldsTheSameObjects() throws {
    let text = AnswerPrinter(mode: .json).text(mixed)
    #expect(try JSON(text).elements == rows(mixed))
    #expect(AnswerPrinter(mode: .json).text(answer([])) == "[]\n")
    #expect(AnswerPrinter(mode: .ndjson).text(answer([])) == "")
  }

  /// RFC 8259: the names of an object's members should be unique.
  @Test func aColumnShownTwiceIsOneMember() throws {
    let twice = Answer(columns: answer(["a"]).columns + answer(["a"]).columns, subjects: [])
    #expect(try rows(twice) == [JSON(#"{"who": "a"}"#)])
  }

  @Test(arguments: [
    ("2023-01-17", "2023-01-17", "day"), ("2023-01-16", "2023-01-22", "week"),
    ("2023-02-01", "2023-02-28", "month"),
    ("2023-04-01", "2023-06-30", "quarter"), ("2023-01-01", "2023-12-31", "year"),
    ("1990-01-01", "1999-12-31", "decade"),
    ("2023-02-19", "2023-02-22", "days"), ("2023-12-30", "2024-01-02", "days"),
    ("2023-01-01", "2023-03-31", "quarter"),
    ("2023-02-01", "2023-04-30", "days"), ("1991-01-01", "2000-12-31", "days"),
  ])
  func aDateSaysHowExactItIs(first: String, last: String, precision: String) throws {
    let days = [first, last].compactMap { CalendarDay(iso: $0.utf8) }
    let date = JSONText.date(TimeInterval(days: days[0], through: days[1]))
    #expect(date == #"{"start": "\#(first)", "end": "\#(last)", "precision": "\#(precision)"}"#)
  }

  @Test(arguments: [
    (17 * 60, 24 * 60, "T17:00", "2023-02-22T00:00"), (9 * 60 + 5, 9 * 60 + 6, "T09:05", "2023-02-21T09:06"),
  ])
  func hoursAreKept(start: Int, end: Int, first: String, last: String) throws {
    let day = try #require(CalendarDay(iso: "2023-02-21".utf8))
    let midnight = TimeInterval(day: day).start
    let date = try JSON(
      JSONText.date(TimeInterval(start: midnight + Int64(start), end: midnight + Int64(end))))
    #expect(date["start"]?.string == "2023-02-21" + first && date["end"]?.string == last)
    #expect(date["precision"]?.string == "minute")
  }

  @Test func stringsReadBackAndSteerNoTerminal() throws {
    #expect(JSONText.quoted("\u{1B}\u{202E}") == #""\u001b\u202e""#)
    #expect(JSONText.quoted("\u{E0041}") == #""\udb40\udc41""#)
    var random = SeededGenerator(seed: 5)
    for _ in 0..<500 {
      let text = randomText(&random, length: Int.random(in: 0..<40, using: &random))
      let written = JSONText.quoted(text)
      #expect(try JSON(written) == .string(text))
      #expect(written.neutralised(keepingLines: true).utf8.elementsEqual(written.utf8))
    }
  }
}

/// What a reader of comma-separated values makes of a text by RFC 4180; nil where it is none.
private func records(_ text: String, separator: Character = ",") -> [[String]]? {
  var records: [[String]] = []
  var fields: [String] = []
  var field = ""
  var isQuoted = false
  var wasQuoted = false
  var characters = Array(text.unicodeScalars)[...]
  while let scalar = characters.popFirst() {
    if isQuoted {
      if scalar == "\"", characters.first == "\"" {
        characters.removeFirst()
        field.append("\"")
      } else if scalar == "\"" {
        isQuoted = false
      } else {
        field.unicodeScalars.append(scalar)
      }
      continue
    }
    switch Character(scalar) {
    case "\"" where field.isEmpty && !wasQuoted:
      isQuoted = true
      wasQuoted = true
    case "\"", "\r": return nil
    case separator, "\n":
      fields.append(field)
      field = ""
      wasQuoted = false
      guard scalar == "\n" else { break }
      records.append(fields)
      fields = []
    default: field.unicodeScalars.append(scalar)
    }
  }
  return isQuoted || !field.isEmpty || !fields.isEmpty ? nil : records
}

@Suite struct DelimitedTests {
  private let mixed = Answer(
    columns: [
      Column(
        name: "who", values: [.list([.text("Ann"), .text("Bob, Jr.")]), .text("say \"hi\"|\nthere")],
        isMultiple: true),
      Column(name: "n", values: [.integer(-3), .missing]),
      Column(
        name: "where", values: [.place(text: "Oslo", country: CountryCode("NO"), point: nil), .missing]),
      Column(name: "date", values: [.time(TimeInterval(year: 2023, month: 1)), .missing]),
      Column(name: "main", values: [.flag(true), .missing]),
      Column(name: "pair", values: [.pair("A", "B"), .missing]),
    ], subjects: [])

  private func csv(_ text: String, _ change: (inout AnswerPrinter) -> Void = { _ in }) -> String {
    var printer = AnswerPrinter(mode: .csv)
    change(&printer)
    return printer.text(
      Answer(
        columns: [Column(name: "a", values: [.text(text)]), Column(name: "b", values: [.integer(1)])],
        subjects: []))
  }

  @Test func csv() {
    #expect(
      AnswerPrinter(mode: .csv).text(mixed)
        == "who,n,where,date,main,pair\n\"Ann; Bob, Jr.\",-3,Oslo (NO),2023-01,yes,A – B\n"
        + "\"say \"\"hi\"\"|\nthere\",,,,,\n")
  }

  @Test func tsv() {
    #expect(AnswerPrinter(mode: .tsv).text(mixed).contains("say \"hi\"|\\nthere\t\t\t\t\t\n"))
  }

  @Test func whatIsWrittenIsRead() throws {
    var random = SeededGenerator(seed: 9)
    for round in 0..<300 {
      let cells = (0..<6).map { _ in randomText(&random, length: Int.random(in: 0..<12, using: &random)) }
      let separator: Character = round % 2 == 0 ? "," : ";"
      var printer = AnswerPrinter(mode: .csv)
      printer.separator = String(separator)
      printer.guardsFormulas = false
      let columns = (0..<2).map { column in
        Column(name: "c\(column)", values: (0..<3).map { .text(cells[column * 3 + $0]) })
      }
      let text = printer.text(Answer(columns: columns, subjects: []))
      let read = try #require(records(text, separator: separator), "\(text.debugDescription)")
      #expect(read.count == 4 && read.allSatisfy { $0.count == 2 })
      for row in 0..<3 {
        for column in 0..<2 {
          // But for what could steer a terminal it is the text.
          let cell = cells[column * 3 + row]
          #expect(read[row + 1][column].neutralised() == cell.neutralised() || cell.utf8.contains(13))
        }
      }
      let harmless = text.utf8.split(separator: 9, omittingEmptySubsequences: false).map {
        String(decoding: $0, as: UTF8.self)
      }
      #expect(harmless.allSatisfy { $0.neutralised(keepingLines: true).utf8.elementsEqual($0.utf8) })
    }
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""), ("@SUM(A1)", "'@SUM(A1)"),
    ("+1 (555) 010", "'+1 (555) 010"),
    ("-2+3", "'-2+3"), ("- we agree", "'- we agree"), ("\t=1", "'\t=1"), ("\n=1", "\"'\n=1\""),
    ("\r=1", "'␍=1"), ("＝1", "'＝1"),
    ("-5", "-5"), ("+3.25", "+3.25"), ("-1e6", "-1e6"), ("-.5", "-.5"), ("-", "'-"), ("+", "'+"),
    ("-1e", "'-1e"), ("--5", "'--5"),
    ("-5-3", "'-5-3"), ("a=1", "a=1"), ("'=1", "'=1"), ("", ""), ("2023", "2023"),
  ])
  func noCellIsAFormula(text: String, cell: String) {
    #expect(csv(text) == "a,b\n\(cell),1\n")
    // Tabs and line breaks are escaped there: they begin no cell.
    let tsv = AnswerPrinter(mode: .tsv).text(answer([text])).lines.dropFirst().joined()
    #expect(
      !["=", "@", "＝"].contains { tsv.hasPrefix($0) } && (!tsv.hasPrefix("-") || AnswerPrinter.isNumber(tsv)))
  }

  @Test func theGuardCanBeLeftOut() {
    #expect(csv("=1+1") { $0.guardsFormulas = false } == "a,b\n=1+1,1\n")
  }

  /// The name of a column may come from a user's kind.
  @Test func headsAreGuardedToo() {
    #expect(AnswerPrinter(mode: .csv).text(answer(["x"], column: "=1")).hasPrefix("'=1\n"))
  }

  @Test(arguments: [OutputFormat.csv, .tsv])
  func controlCharactersAreVisibleInFilesAndOnScreens(mode: OutputFormat) {
    for width in [nil, 80] {
      let text = AnswerPrinter(mode: mode, width: width).text(answer(["a\u{1B}[31mb\u{202E}c\u{7}\u{9B}d"]))
      #expect(text == "who\na␛[31mb\u{FFFD}c␇\u{FFFD}d\n")
    }
  }

  @Test func aLoneEmptyValueIsARecord() {
    #expect(AnswerPrinter(mode: .csv).text(answer(["", "a"])) == "who\n\"\"\na\n")
  }

  @Test func headsCanBeLeftOut() {
    func text(_ mode: OutputFormat) -> String {
      var printer = AnswerPrinter(mode: mode)
      printer.showsHeader = false
      return printer.text(answer(["a", "b"]))
    }
    #expect(text(.csv) == "a\nb\n")
    #expect(text(.tsv) == "a\nb\n")
    #expect(text(.table) == "1  a\n2  b\n")
  }

  @Test func anySeparatorIsQuoted() {
    #expect(csv("a;b,c") { $0.separator = ";" } == "a;b\n\"a;b,c\";1\n")
    #expect(csv("a\tb") { $0.separator = "\t" } == "a\tb\n\"a\tb\"\t1\n")
  }
}

/// Rows that a screen has no room for stand one below the other.
@Suite struct WideRowTests {
  @Test func rowsWithoutRoomAreVertical() {
    let many = Answer(
      columns: (0..<30).map { Column(name: "column\($0)", values: [.text("some text"), .text("more")]) },
      subjects: [])
    let printer = AnswerPrinter(mode: .table, width: 80)
    #expect(printer.text(many) == AnswerPrinter(mode: .line, width: 80).text(many))
    #expect(AnswerPrinter(mode: .box, width: 80).text(many) == printer.text(many))
    #expect(AnswerPrinter(mode: .table).text(many).lines.count == 4)
    #expect(printer.text(answer(["a"])).lines.count == 3)
  }
}
