import Articles
import Atlas
import Facts
import Querying
import TestSupport
import Testing

@testable import Reporting

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("Pu\u{200B}tin", "Pu\u{FFFD}tin"), ("Pu\u{200D}tin", "Pu\u{FFFD}tin"),
    ("a\u{2060}b\u{FEFF}c", "a\u{FFFD}b\u{FFFD}c"),
    ("soft\u{AD}hyphen", "soft\u{FFFD}hyphen"), ("\u{200E}x\u{200F}\u{61C}", "\u{FFFD}x\u{FFFD}\u{FFFD}"),
    ("a\u{FE0F}", "a\u{FFFD}"), ("a\u{E0101}", "a\u{FFFD}"), ("\u{3164}", "\u{FFFD}"),
    // What scripts and emoji need stays.
    ("👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("❤\u{FE0F}", "❤\u{FE0F}"),
    ("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}"), ("caf\u{10FFE9}", "caf\\xE9"),
  ])
  func whatHasNoWidthIsSeen(raw: String, safe: String) { #expect(raw.neutralised() == safe) }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("東京", 4), ("e\u{301}", 1), ("👩‍👩‍👧", 2), ("🇵🇱", 2), ("한글", 4), ("\u{200B}", 0),
    ("ﬁ", 1), ("Ａ", 2), ("☎️", 2), ("ż", 1), ("1️⃣", 2), ("👍🏽", 2), ("\u{1B}", 0),
  ])
  func cells(text: String, width: Int) { #expect(CellWidth.of(text) == width) }

  @Test func cuttingNeverExceedsTheCells() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let text = randomText(&random, length: Int.random(in: 0..<30, using: &random))
      let cells = Int.random(in: 0..<20, using: &random)
      let cut = CellWidth.cut(text, to: cells)
      #expect(CellWidth.of(cut) <= cells)
      if CellWidth.of(text) <= cells { #expect(cut == text) }
      #expect(CellWidth.of(CellWidth.pad(cut, to: 20)) == 20)
    }
  }
}

@Suite struct NeutraliseTests {
  @Test(arguments: [
    ("a\u{1B}[31mb", "a␛[31mb"), ("a\tb\nc", "a b c"), ("a\r\nb", "a b"), ("\u{9B}31m", "\u{FFFD}31m"),
    ("\u{202E}abc", "\u{FFFD}abc"), ("żółć 東京", "żółć 東京"), ("\u{7F}", "␡"), ("\0", "␀"),
  ])
  func text(raw: String, safe: String) { #expect(raw.neutralised() == safe) }

  @Test func nothingThatSteersATerminalGetsThrough() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<300 {
      let text = randomText(&random, length: 40)
      for keepsLines in [false, true] {
        let safe = text.neutralised(keepingLines: keepsLines)
        #expect(safe.unicodeScalars.allSatisfy { isHarmless($0, keepsLines) })
        #expect(safe.neutralised(keepingLines: keepsLines) == safe)
      }
    }
  }

  private func isHarmless(_ scalar: Unicode.Scalar, _ keepsLines: Bool) -> Bool {
    if scalar == "\n" { return keepsLines }
    return switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: false
    default: true
    }
  }
}

@Suite struct AnswerPrinterTests {
  let mixed = Answer(
    columns: [
      Column(name: "who", values: [.list([.text("Ann"), .text("Bob, Jr.")]), .text("say \"hi\"|\nthere")]),
      Column(name: "n", values: [.integer(3), .missing]),
      Column(
        name: "where",
        values: [
          .place(
            text: "Oslo", country: CountryCode("NO"), point: Coordinate(latitude: 59.5, longitude: 10.75)),
          .missing,
        ]),
      Column(name: "date", values: [.time(TimeInterval(year: 2023, month: 1)), .missing]),
    ], subjects: [])

  @Test func markdown() {
    #expect(
      AnswerPrinter(mode: .markdown).text(answer(["a|b", "東京"]))
        == "| who  |\n|------|\n| a\\|b |\n| 東京 |\n")
  }

  @Test func longTextsGoOnBelowAndShortWordsStayWhole() {
    let long =
      "ministers of four countries who promised to stand together until the end of the war and after it"
    let table = AnswerPrinter(mode: .table, width: 50).text(
      Answer(
        columns: [
          Column(name: "kind", values: [.text("negotiation"), .text("visit")]),
          Column(name: "who", values: [.text(long), .text("Ann Lee")]),
          Column(name: "status", values: [.text("happened"), .text("planned")]),
        ], subjects: []))
    #expect(
      table.lines == [
        "#  kind         who                       status",
        "─  ───────────  ────────────────────────  ────────",
        "1  negotiation  ministers of four         happened",
        "                countries who promised",
        "                to stand together until…",
        "2  visit        Ann Lee                   planned",
      ])
  }

  @Test func frames() {
    #expect(
      AnswerPrinter(mode: .box).text(answer(["Ann", "東京"])).lines == [
        "┌───┬──────┐", "│ # │ who  │", "├───┼──────┤", "│ 1 │ Ann  │", "│ 2 │ 東京 │", "└───┴──────┘",
      ])
  }

  @Test func listsAndPages() {
    #expect(AnswerPrinter(mode: .list).text(mixed).lines[1].hasPrefix("Ann, Bob, Jr.|3|Oslo (NO)|2023-01"))
    let page = AnswerPrinter(mode: .html).text(answer(["<b>&\"\u{1B}[31m"]))
    #expect(page.contains("<tr><td>&lt;b&gt;&amp;&quot;␛[31m</td></tr>"))
    #expect(page.hasPrefix("<!DOCTYPE html>"))
  }

  @Test func whoHearsTheScreenGetsWordsInLines() {
    var printer = AnswerPrinter(mode: .table, width: 80)
    printer.isPlain = true
    #expect(
      printer.text(mixed)
        == """
        row 1
        who: Ann, Bob, Jr.
        n: 3
        where: Oslo (NO)
        date: 2023-01
        row 2
        who: say "hi"| there

        """)
  }

  @Test func coloursSayNothingThatWordsDoNot() {
    let columns = [
      Column(name: "status", values: [.text("denied"), .text("happened")]),
      Column(name: "participant", values: [.list([.text("Ann")]), .missing]),
    ]
    let answer = Answer(columns: columns, subjects: [])
    let coloured = AnswerPrinter(mode: .table, width: 80, paint: Paint(isOn: true)).text(answer)
    let plain = AnswerPrinter(mode: .table, width: 80).text(answer)
    #expect(coloured.contains("\u{1B}[31mdenied") && coloured.contains("\u{1B}[34mAnn"))
    let stripped = coloured.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(
      stripped.lines.map { $0.replacing(#/ +$/#, with: "") } == plain.lines)
  }

  @Test func tableFitsTheScreen() {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<200 {
      let columns = (0..<Int.random(in: 1..<7, using: &random)).map { number in
        Column(
          name: "c\(number)",
          values: (0..<4).map { _ in
            .text(randomText(&random, length: Int.random(in: 0..<60, using: &random)))
          })
      }
      let width = Int.random(in: 20..<120, using: &random)
      let mode = [OutputFormat.table, .box, .line].randomElement(using: &random) ?? .table
      let table = AnswerPrinter(mode: mode, width: width).text(Answer(columns: columns, subjects: []))
      for line in table.lines { #expect(CellWidth.of(line) <= width) }
    }
  }

  @Test func scriptsAreNeverCut() {
    let long = String(repeating: "x", count: 500)
    let many = answer([String](repeating: long, count: 300))
    let text = AnswerPrinter(mode: .table, width: nil, rowLimit: 40).text(many)
    #expect(text.lines.count == 302)
    #expect(!text.contains("…"))
    let screen = AnswerPrinter(mode: .table, width: 80, rowLimit: 40)
    // Each in three lines.
    #expect(screen.text(many).lines.count == 2 + 40 * 3 + 1)
    #expect(screen.hiddenRows(many) == 260)
  }

  @Test func widestColumnsGiveWay() {
    #expect(AnswerPrinter.fitted([4, 50, 10], into: 40, narrowest: 6) == [4, 26, 10])
    #expect(AnswerPrinter.fitted([4, 50, 50], into: 40, narrowest: 6) == [4, 18, 18])
    #expect(AnswerPrinter.fitted([4, 5], into: 40, narrowest: 6) == [4, 5])
  }

  @Test func datesAndNumbersKeepTheirWidth() {
    #expect(AnswerPrinter.fitted([22, 50, 50], into: 60, narrowest: 6, rigid: [0]) == [22, 19, 19])
    // There is no room for them.
    #expect(AnswerPrinter.fitted([22, 50, 50], into: 30, narrowest: 6, rigid: [0]) == [10, 10, 10])
    #expect(AnswerPrinter.fitted([22, 22], into: 30, narrowest: 6, rigid: [0, 1]) == [15, 15])
  }

  @Test(arguments: [
    ("1987-02-23", "1987-02-25", "1987-02-23..25"), ("1987-02-23", "1987-03-01", "1987-W09"),
    ("1987-02-23", "1987-03-02", "1987-02-23..03-02"), ("1986-06-01", "1986-08-31", "1986-06..08"),
    ("1986-12-21", "1987-01-02", "1986-12-21..1987-01-02"), ("1986-11-01", "1987-01-31", "1986-11..1987-01"),
    ("1986-01-01", "1986-12-31", "1986"), ("1986-01-01", "1987-12-31", "1986-01..1987-12"),
  ])
  func stretchesOfDaysAreShortOnScreen(first: String, last: String, expected: String) throws {
    let days = [first, last].compactMap { CalendarDay(iso: $0.utf8) }
    let value = Value.time(TimeInterval(days: days[0], through: days[1]))
    let answer = Answer(columns: [Column(name: "date", values: [value])], subjects: [])
    #expect(AnswerPrinter(mode: .table, width: 80).text(answer).lines.last?.hasSuffix(expected) == true)
    // A program reads the whole date.
    #expect(AnswerPrinter(mode: .table).text(answer).contains(value.text()))
  }

  @Test func wrappingKeepsEveryWord() {
    let text = "the chairman of the Joint Chiefs of Staff met 東京東京東京東京東京 there"
    for cells in 1..<30 {
      let lines = AnswerPrinter.wrap(text, to: max(2, cells))
      #expect(lines.allSatisfy { CellWidth.of($0) <= max(2, cells) })
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }

  @Test func wrappingKeepsNumbersWithTheirUnits() {
    #expect(AnswerPrinter.wrap("loaded in 0.139 s", to: 16) == ["loaded in", "0.139 s"])
    #expect(AnswerPrinter.wrap("less than 50 % sure", to: 12) == ["less than", "50 % sure"])
    #expect(AnswerPrinter.wrap("he has 50 km", to: 10) == ["he has", "50 km"])
    #expect(AnswerPrinter.wrap("0.139 s", to: 6) == ["0.139", "s"], "where a line has no room for both")
    #expect(AnswerPrinter.wrap("it is what he s", to: 14) == ["it is what he", "s"], "no number")
  }
}
