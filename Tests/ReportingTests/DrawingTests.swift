import Articles
import Atlas
import Facts
import Indexing
import Querying
import TestSupport
import Testing

@testable import Reporting

@Suite struct DrawingTests {
  private func period(_ year: Int, _ month: Int) -> Value {
    let first = CalendarDay(year: year, month: month, day: 1)
    return .time(TimeInterval(days: first, through: first.adding(months: 1).adding(days: -1)))
  }

  private func table(_ labels: [Value], _ numbers: [Int]) -> Answer {
    Answer(
      columns: [
        Column(name: "month", values: labels), Column(name: "n", values: numbers.map { .integer($0) }),
      ], subjects: labels.map { _ in .group([]) })
  }

  private func page(_ width: Int?) -> PageStyle { PageStyle(width: width, paint: Paint(isOn: false)) }

  private func lines(_ form: Drawing.Form, _ answer: Answer, width: Int) -> [String] {
    let text = Drawing(form: form).text(answer, page(width), rowLimit: 40)
    #expect(text.hasSuffix("\n"))
    return text.lines
  }

  @Test func barsAreAsLongAsTheirNumbers() {
    let answer = table([.text("Kyiv"), .text("東京"), .text("Oslo"), .missing], [8, 4, 1, 0])
    #expect(
      Drawing(form: .chart).text(answer, page(28), rowLimit: 40) == """
        #  month  n
        1  Kyiv   8  ███████████████
        2  東京   4  ███████▌
        3  Oslo   1  █▉
        4  –      0

        """)
  }

  @Test(arguments: [20, 24, 40, 80, 200])
  func nothingIsWiderThanThePage(width: Int) {
    let long = String(repeating: "Ministry of 外務省 👩‍👩‍👧 ", count: 12)
    let bars = table((0..<50).map { .text("\(long)\($0)") }, (0..<50).map { $0 * 1000 })
    let months = table((0..<50).map { period(2019 + $0 / 12, 1 + $0 % 12) }, (0..<50).map { $0 * $0 })
    let context = Answer(
      columns: ["left", "match", "right", "article"].map {
        Column(name: $0, values: [.text(long), .text("met")])
      },
      subjects: [.group([]), .group([])])
    let points = (0..<60).map { number in
      MapPoint(
        name: "\(long)\(number)",
        point: Coordinate(latitude: Float(number - 30), longitude: Float(number * 6 - 180)), count: 2)
    }
    for text in [
      lines(.chart, bars, width: width), lines(.chart, months, width: width),
      lines(.timeline, months, width: width), lines(.context, context, width: width),
      lines(.map(points: points, borders: { _ in [] }), bars, width: width),
    ] {
      for line in text { #expect(CellWidth.of(line) <= width, "\(line)") }
    }
  }

  @Test func columnsStandOverTheirMonths() throws {
    let answer = table([period(2023, 1), period(2023, 2), period(2023, 3)], [1, 0, 4])
    let text = lines(.chart, answer, width: 40)
    let axis = try #require(text.first { $0.contains("└") })
    #expect(axis == " 0└───────────────────────────")
    #expect(text.last == "   2023-01  2023-02  2023-03")
    #expect(text[0].contains("4") && !text[0].contains("1"))
    // A quarter of the height of the other.
    #expect(text.count { $0.hasSuffix("████████") } == 10)
  }

  @Test func manyPeriodsAreAddedUp() {
    let answer = table((0..<300).map { period(2000 + $0 / 12, 1 + $0 % 12) }, (0..<300).map { _ in 1 })
    let text = lines(.chart, answer, width: 60)
    #expect(text.last == "each column adds up 6 periods")
  }

  @Test func aTimelineTooLongForTheScreenBecomesColumns() {
    let answer = table((0..<60).map { period(2000 + $0 / 12, 1 + $0 % 12) }, (0..<60).map { $0 })
    #expect(lines(.timeline, answer, width: 80).contains { $0.contains("└") })
    // In a script nothing is left out.
    #expect(Drawing(form: .timeline).text(answer, page(nil), rowLimit: 40).lines.count == 61)
  }

  @Test func keywordsStandBelowEachOther() {
    let answer = Answer(
      columns: [
        Column(name: "left", values: [.text("the president"), .text("東京")]),
        Column(name: "match", values: [.text("met"), .text("\u{1B}[2Jmet")]),
        Column(name: "right", values: [.text("him on Monday"), .text("her")]),
        Column(name: "article", values: [.text("A"), .text("B")]),
      ], subjects: [.group([]), .group([])])
    #expect(
      Drawing(form: .context).text(answer, page(60), rowLimit: 40) == """
        1  the president  met      him on Monday
        2           東京  ␛[2Jmet  her

        """)
  }

  @Test func aMapMarksItsPlacesAndNamesThem() throws {
    let points = [
      MapPoint(name: "Warsaw (PL)", point: Coordinate(latitude: 52.2, longitude: 21), count: 3),
      MapPoint(name: "Kyiv (UA)", point: Coordinate(latitude: 50.4, longitude: 30.5), count: 1),
      MapPoint(name: "Warszawa", point: Coordinate(latitude: 52.2, longitude: 21), count: 1),
    ]
    let border = [Coordinate(latitude: 54, longitude: 24), Coordinate(latitude: 48, longitude: 24)]
    let text = lines(.map(points: points, borders: { _ in [border] }), answer(["x"]), width: 60)
    let west = try #require(text.first { $0.contains("1") })
    let east = try #require(text.first { $0.contains("2") })
    #expect(west.firstIndex(of: "1") ?? west.endIndex < east.firstIndex(of: "2") ?? east.endIndex)
    #expect(text.count { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } } > 5)
    #expect(text.contains { $0.hasPrefix("├") && $0.hasSuffix(" km") })
    #expect(text.last == "1 Warsaw (PL) 3, Warszawa 1  2 Kyiv (UA) 1")
  }

  @Test func aMapOverTheAntimeridianIsNarrow() {
    let view = MapView(
      holding: [Coordinate(latitude: -18, longitude: 178), Coordinate(latitude: -14, longitude: -172)],
      columns: 60, mostRows: 20)
    #expect(view.longitudeStep * Double(view.columns) * 2 < 40)
    #expect(view.boxes.count == 2)
    #expect(
      view.cell(Coordinate(latitude: -18, longitude: 178)).column
        < view.cell(
          Coordinate(latitude: -14, longitude: -172)
        ).column)
  }

  @Test(arguments: [
    [Coordinate(latitude: 90, longitude: 0)], [Coordinate(latitude: -90, longitude: 180)], [],
    [Coordinate(latitude: 0, longitude: -180), Coordinate(latitude: 0, longitude: 0.5)],
  ])
  func poleAndEdgesAreOnTheMap(points: [Coordinate]) {
    for width in [1, 20, 120] {
      let view = MapView(holding: points, columns: width, mostRows: 22)
      #expect(view.rows >= 1 && view.rows <= 22 && view.columns >= 1 && view.columns <= width)
      for point in points {
        let (column, row) = view.cell(point)
        #expect((0..<view.columns).contains(column) && (0..<view.rows).contains(row))
      }
    }
  }

  @Test func linesAreCutAtTheEdges() {
    var canvas = BrailleCanvas(columns: 2, rows: 1)
    canvas.line(from: (-1e12, 1), to: (1e12, 1))
    #expect((canvas.cell(column: 0, row: 0), canvas.cell(column: 1, row: 0)) == ("⠒", "⠒"))
    canvas.line(from: (0, -50), to: (0, -1))
    canvas.line(from: (.nan, .infinity), to: (0, 0))
    #expect(canvas.cell(column: 0, row: 0) == "⠒")
  }

  private func counts(_ first: [Value], _ second: [Value], _ numbers: [Int]) -> Answer {
    Answer(
      columns: [
        Column(name: "kind", values: first), Column(name: "month", values: second),
        Column(name: "n", values: numbers.map { .integer($0) }),
      ], subjects: numbers.map { _ in .group([]) })
  }

  @Test func countsOfTwoKeysAreShades() {
    let answer = counts(
      ["visit", "meeting", "meeting", "call"].map { .text($0) }, [2, 1, 2, 2].map { period(2023, $0) },
      [1, 4, 8, 0])
    #expect(
      Drawing(form: .chart).text(answer, page(40), rowLimit: 40) == """
        kind    2023-01 2023-02
        meeting      4▒      8█
        visit                1░
        call

        """)
  }

  @Test func periodsWithoutRoomAreSmallBars() {
    let months = (0..<24).map { period(2020 + $0 / 12, 1 + $0 % 12) }
    let answer = counts(
      (0..<48).map { .text($0 < 24 ? "meeting" : "visit") }, months + months,
      (0..<48).map { $0 < 24 ? $0 : 8 })
    let text = Drawing(form: .chart).text(answer, page(50), rowLimit: 40)
    #expect(
      text == """
        kind     2020-01 … 2021-12
        meeting   ▁▁▁▁▂▂▂▃▃▃▄▄▅▅▅▆▆▆▇▇▇██ 276
        visit    ▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃▃ 192

        """)
  }

  @Test func whoWithWhomIsATable() {
    let answer = Answer(
      columns: [
        Column(
          name: "participant",
          values: [["Lind", "Berg"], ["Berg", "Lind"], ["Lind", "外務省"]].map { .list($0.map { .text($0) }) },
          isMultiple: true)
      ], subjects: (0..<3).map { _ in .group([]) })
    #expect(
      Drawing(form: .graph([])).text(answer, page(40), rowLimit: 40) == """
                 1 2 3
        1 Lind   · 2 1
        2 Berg   2 ·
        3 外務省 1   ·

        """)
  }

  @Test func aPartOfTheEarthIsShownAlone() {
    let points = [
      MapPoint(name: "Kyiv (UA)", point: Coordinate(latitude: 50.4, longitude: 30.5), count: 4),
      MapPoint(name: "Oslo (NO)", point: Coordinate(latitude: 59.9, longitude: 10.7), count: 2),
    ]
    let area = PlaceBounds(south: 44, west: 22, north: 52, east: 40)
    let text = lines(.map(points: points, borders: { _ in [] }, area: area), table([], []), width: 60)
    #expect(text.contains { $0.contains("●●1●● Kyiv") })
    #expect(text.contains("1 place lies beyond the edges"))
    #expect(!text.contains { $0.contains("Oslo") })
  }

  @Test(
    "A part of the earth on both sides of the antimeridian is shown as one",
    arguments: [(-21.0, 176.5, -12.0, -178.0, 3.0), (41, 19.6, 82, -169, 90), (-90, -180, -60, 180, 300)])
  func areasCrossTheAntimeridian(
    south: Double, west: Double, north: Double, east: Double, least: Double
  ) {
    let area = PlaceBounds(south: Float(south), west: Float(west), north: Float(north), east: Float(east))
    let view = MapView(of: area, columns: 100, mostRows: 22)
    let width = east < west ? east + 360 - west : east - west
    let shown = Double(view.columns * 2) * view.longitudeStep
    #expect(shown >= min(width, 359) && shown >= least)
    #expect(shown <= 360.5 && (width > 60 || shown < 60), "\(shown)")
    for longitude in [west, east] {
      let turn = longitude < view.west ? 360.0 : 0
      let x = view.dot(Coordinate(latitude: Float(south), longitude: Float(longitude)), turn: turn).x
      #expect(x >= -1 && x <= Double(view.columns * 2) + 1, "\(longitude): \(x)")
    }
  }

  /// Names beside places are put where nothing is: no two share a cell, and no line is longer than the page.
  @Test(arguments: 0..<40) func namesOnAMapNeverCollide(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let points = (0..<25).map { number in
      MapPoint(
        name: "Place\(number)",
        point: Coordinate(
          latitude: Float.random(in: 40...52, using: &random),
          longitude: Float.random(in: 0...30, using: &random)),
        count: Double(25 - number))
    }
    let width = 60 + seed
    let text = lines(.map(points: points, borders: { _ in [] }), table([], []), width: width)
    let map = text.prefix { !$0.contains("├") }
    for line in text { #expect(CellWidth.of(line) <= width, "\(line)") }
    for line in map {
      for word in line.split(whereSeparator: { $0 == " " || $0 == "●" }) where word.contains("Pl") {
        #expect(points.contains { $0.name == word } || word.dropFirst().hasPrefix("Place"), "\(line)")
      }
    }
  }

  /// What is drawn is ASCII; what articles say is as it was.
  @Test func drawingsAreASCIIAndTextsStay() {
    let said = "“Ja” – sagt er… ● │"
    var style = page(60)
    style.paint.isASCII = true
    let answer = table([.text(said), .text("b")], [3, 1])
    for mode in [OutputFormat.table, .box, .line] {
      var printer = AnswerPrinter(mode: mode, width: 60, rowLimit: 1, paint: style.paint)
      printer.isNumbered = true
      let text = printer.text(answer)
      #expect(text.contains(said), "\(text)")
      #expect(text.split(separator: said).joined().utf8.allSatisfy { $0 < 0x80 }, "\(text)")
    }
    let points = [
      MapPoint(name: said, point: Coordinate(latitude: 50, longitude: 10), count: 4),
      MapPoint(name: "b", point: Coordinate(latitude: 40, longitude: 40), count: 1),
    ]
    let coast = [Coordinate(latitude: 30, longitude: 0), Coordinate(latitude: 60, longitude: 50)]
    for form in [
      Drawing.Form.chart, .timeline, .vertical, .map(points: points, borders: { _ in [coast] }),
    ] {
      let text = Drawing(form: form).text(answer, style, rowLimit: 40)
      #expect(text.contains("“Ja” – sagt er"), "\(text)")
      #expect(text.split(separator: said).joined().utf8.allSatisfy { $0 < 0x80 }, "\(text)")
    }
    #expect(PlainSigns.tree("└─ ├─\n│  └─ “x” ─\n") == "+- ├─\n|  +- “x” ─\n")
  }

  @Test func plainSignsAreASCIIAndAsWide() {
    let text = "├──┤ │ ▏▎▍▌▋▊▉█ ▁▂▃▄▅▆▇█ ░▒▓ ⠁⠿⣿ … · ● ⋮ “a” Nausėda\n"
    let plain = PlainSigns.text(text)
    #expect(plain.unicodeScalars.filter { $0.value >= 0x80 }.map { Character($0) } == ["ė"])
    #expect(plain.unicodeScalars.count == text.unicodeScalars.count)
    #expect(plain.hasPrefix("+--+ | ---====# _..ooOO# .+# .## ~ . * : \"a\" Naus"))
  }
}
