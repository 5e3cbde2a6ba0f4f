import Articles
import Atlas
import Facts
import Indexing
import Querying
import TestSupport
import Testing

@testable import Reporting

/// Pictures for terminals, decoded again: what is drawn stands where its numbers say.
@Suite struct PictureTests {
  private let style = PageStyle(width: 60, paint: Paint(isOn: false))

  private func graphics(_ form: TerminalGraphics.Form, _ background: Ink? = Ink(0, 0, 0), rows: Int = 40)
    -> TerminalGraphics
  {
    TerminalGraphics(form: form, cellWidth: 8, cellHeight: 16, rows: rows, background: background)
  }

  private func table(_ labels: [Value], _ numbers: [Int]) -> Answer {
    Answer(
      columns: [
        Column(name: "month", values: labels), Column(name: "n", values: numbers.map { .integer($0) }),
      ], subjects: labels.map { _ in .group([]) })
  }

  private func decoded(_ text: String?) throws -> DecodedPicture {
    let text = try #require(text)
    return try #require(DecodedPicture(text.utf8))
  }

  private func month(_ number: Int) -> Value {
    let first = CalendarDay(year: 2020 + number / 12, month: 1 + number % 12, day: 1)
    return .time(TimeInterval(days: first, through: first.adding(months: 1).adding(days: -1)))
  }

  private func isRed(_ pixel: DecodedPicture.Pixel) -> Bool {
    pixel.w > 100 && Int(pixel.x) > Int(pixel.y) + 60 && Int(pixel.x) > Int(pixel.z) + 60
  }

  private func isBar(_ pixel: DecodedPicture.Pixel) -> Bool {
    pixel.w > 200 && Int(pixel.y) > Int(pixel.x) + 60 && Int(pixel.z) > Int(pixel.x) + 60
  }

  @Test(
    "A place's disc is where its coordinates say, as large as its count",
    arguments: [TerminalGraphics.Form.sixel, .kitty])
  func places(form: TerminalGraphics.Form) throws {
    let points = [
      MapPoint(name: "Many", point: Coordinate(latitude: 50, longitude: 20), count: 16),
      MapPoint(name: "One", point: Coordinate(latitude: 40, longitude: 0), count: 1),
    ]
    let graphics = graphics(form)
    let map = MapPicture(points: points, borders: { _ in [] }, width: 60, paint: style.paint)
    let text = try #require(map.text(graphics))
    let picture = try #require(DecodedPicture(text.utf8))
    let columns = picture.width / 8
    let view = MapView(
      holding: points.map(\.point), columns: 60, mostRows: picture.height / 16,
      dots: MapView.Dots(across: 8, down: 16))
    #expect(view.columns == columns && view.rows * 16 == picture.height)
    var sizes: [Int] = []
    for point in points {
      let place = view.place(point.point)
      let reds = (0..<picture.pixels.count).filter { isRed(picture.pixels[$0]) }.filter {
        abs(Double($0 % picture.width) - place.x) < 20 && abs(Double($0 / picture.width) - place.y) < 20
      }
      let x = Double(reds.reduce(0) { $0 + $1 % picture.width }) / Double(max(1, reds.count)) + 0.5
      let y = Double(reds.reduce(0) { $0 + $1 / picture.width }) / Double(max(1, reds.count)) + 0.5
      #expect(abs(x - place.x) < 0.6 && abs(y - place.y) < 0.6, "\(point.name): \(x), \(y), not \(place)")
      sizes.append(reds.count)
    }
    let total = picture.pixels.count { isRed($0) }
    #expect(sizes.reduce(0, +) == total, "nothing else is red")
    // A disc of four fifths of a cell's height; the small one would be a sixteenth of it.
    #expect(abs(Double(sizes[0]) - 12.8 * 12.8 * .pi) < 40)
    #expect(sizes[1] < sizes[0] / 10 && sizes[1] > 8)
  }

  @Test("Both forms show the same pixels")
  func formsAgree() throws {
    let borders = [
      [(40, 10), (52, 14), (49, 28), (40, 10)].map {
        Coordinate(latitude: Float($0.0), longitude: Float($0.1))
      }
    ]
    let points = [MapPoint(name: "A", point: Coordinate(latitude: 46, longitude: 16), count: 3)]
    let map = MapPicture(points: points, borders: { _ in borders }, width: 40, paint: style.paint)
    let sixel = try decoded(map.text(graphics(.sixel)))
    let kitty = try decoded(map.text(graphics(.kitty)))
    #expect(sixel.width == kitty.width && sixel.height == kitty.height)
    var land = 0
    for (a, b) in zip(sixel.pixels, kitty.pixels) where b.w > 0 || a.w > 0 {
      // Over black, as the sixels were mixed.
      for part in 0..<3 {
        let mixed = Int(b[part]) * Int(b.w) / 255
        #expect(abs(Int(a[part]) - mixed) <= 9, "\(a) \(b)")
      }
      land += 1
    }
    #expect(land > 2000, "land is filled")
    #expect(
      kitty.keys.isSuperset(of: [
        "a=T", "C=1", "q=2", "z=-1", "c=\(kitty.width / 8)", "r=\(kitty.height / 16)",
      ]))
    #expect(kitty.pieces.allSatisfy { $0 <= 4096 } && kitty.pieces.dropLast().allSatisfy { $0 == 4096 })
  }

  @Test("Bars are as long as their numbers", arguments: [TerminalGraphics.Form.sixel, .kitty])
  func bars(form: TerminalGraphics.Form) throws {
    let answer = table([.text("Kyiv"), .text("東京"), .text("Oslo"), .missing], [8, 4, 1, 0])
    let text = try #require(Drawing(form: .chart).picture(answer, graphics(form), style, rowLimit: 40))
    let picture = try #require(DecodedPicture(text.utf8))
    let lengths = (1...4).map { row in
      (0..<picture.width).count { isBar(picture[$0, row * 16 + 8]) }
    }
    #expect(abs(lengths[0] - lengths[1] * 2) <= 1 && abs(lengths[0] - lengths[2] * 8) <= 4)
    #expect(lengths[0] > 300 && lengths[3] == 0)
    let words = String(decoding: picture.rest, as: UTF8.self)
    #expect(words.contains("Kyiv") && words.contains("東京"), "words are text of the terminal")
  }

  @Test("Columns are as high as their numbers, on an axis of round numbers")
  func columns() throws {
    let numbers = [12, 6, 3, 0, 9]
    let answer = table(numbers.indices.map { month($0) }, numbers)
    let text = try #require(Drawing(form: .chart).picture(answer, graphics(.sixel), style, rowLimit: 40))
    let picture = try #require(DecodedPicture(text.utf8))
    var heights: [Int] = []
    for x in 0..<picture.width {
      let height = (0..<picture.height).count { isBar(picture[x, $0]) }
      if height > 0, x == 0 || !(0..<picture.height).contains(where: { isBar(picture[x - 1, $0]) }) {
        heights.append(height)
      }
    }
    #expect(heights.count == 4)
    for (height, number) in zip(heights, [12, 6, 3, 9]) {
      #expect(abs(height * 12 - heights[0] * number) <= 24, "\(heights)")
    }
    for largest in [0.3, 1, 2, 7, 10, 35, 49, 50, 51, 999, 123_456, 1e12] {
      let ticks = ColumnChart.ticks(upTo: largest)
      #expect(
        (2...6).contains(ticks.count) && (ticks.last ?? 0) >= largest && ticks[ticks.count - 2] < largest)
    }
  }

  @Test("Many periods are as many columns as pixels show")
  func manyPeriods() throws {
    let answer = table((0..<110).map { month($0) }, (0..<110).map { $0 % 2 == 0 ? 4 : 1 })
    let text = try #require(Drawing(form: .timeline).picture(answer, graphics(.sixel), style, rowLimit: 40))
    #expect(!text.contains("adds up"))
    let picture = try #require(DecodedPicture(text.utf8))
    let top = (0..<picture.height).first { y in (0..<picture.width).contains { isBar(picture[$0, y]) } } ?? 0
    let runs = (1..<picture.width).count { isBar(picture[$0, top]) && !isBar(picture[$0 - 1, top]) }
    #expect(runs == 55)
  }

  @Test("Squares of a table of two keys are as large as their numbers")
  func squares() throws {
    let answer = Answer(
      columns: [
        Column(name: "kind", values: ["visit", "visit", "call", "call"].map { .text($0) }),
        Column(name: "status", values: ["planned", "happened", "planned", "happened"].map { .text($0) }),
        Column(name: "n", values: [16, 4, 1, 0].map { .integer($0) }),
      ], subjects: (0..<4).map { _ in .group([]) })
    let text = try #require(Drawing(form: .chart).picture(answer, graphics(.kitty), style, rowLimit: 40))
    let picture = try #require(DecodedPicture(text.utf8))
    func area(_ row: Int, _ columns: Range<Int>) -> Int {
      (row * 16..<(row + 1) * 16).reduce(0) { sum, y in
        sum + columns.count { picture[$0, y].w > 60 }
      }
    }
    let (first, second) = (0..<picture.width * 5 / 8, picture.width * 5 / 8..<picture.width)
    #expect((200...256).contains(area(1, first)), "16")
    #expect((45...75).contains(area(1, second)), "4")
    #expect((9...25).contains(area(2, first)), "1")
    #expect(area(2, second) == 0)
    #expect(picture[0, 0].w == 0, "what is not drawn is transparent")
  }

  @Test("No byte of an article is in the sequences, and none moves the cursor")
  func hostile() throws {
    let name = "Ky\u{1B}\\iv\u{9B}2J\u{1B}[31m\u{7}\n"
    let points = [MapPoint(name: name, point: Coordinate(latitude: 50, longitude: 30), count: 2)]
    for form in TerminalGraphics.Form.allCases {
      let texts = [
        MapPicture(points: points, borders: { _ in [] }, width: 60, paint: style.paint).text(graphics(form)),
        Drawing(form: .chart).picture(
          table([.text(name), .text("b")], [2, 1]), graphics(form), style, rowLimit: 9),
      ]
      for text in texts {
        let rest = try decoded(text).rest
        let escapes = rest.indices.filter { rest[$0] == 0x1B }.map { rest[$0 + 1] }
        #expect(
          escapes.allSatisfy { [UInt8(ascii: "7"), UInt8(ascii: "8"), UInt8(ascii: "[")].contains($0) })
        let words = String(decoding: rest, as: UTF8.self)
        #expect(!words.contains("\u{1B}[31m") && !words.contains("\u{9B}") && !words.contains("\u{7}"))
        #expect(words.contains("Ky␛\\iv"))
      }
    }
  }

  @Test("What has no room on the screen, or is too large, is no picture")
  func bounds() {
    let answer = table((0..<30).map { .text("\($0)") }, (0..<30).map { $0 })
    #expect(Drawing(form: .chart).picture(answer, graphics(.sixel, rows: 30), style, rowLimit: 0) == nil)
    #expect(Drawing(form: .chart).picture(answer, graphics(.sixel, rows: 31), style, rowLimit: 0) != nil)
    #expect(Drawing(form: .context).picture(answer, graphics(.sixel), style, rowLimit: 0) == nil)
    let points = [MapPoint(name: "A", point: Coordinate(latitude: 46, longitude: 16), count: 3)]
    let map = MapPicture(points: points, borders: { _ in [] }, width: 60, paint: style.paint)
    for rows in [1, 5, 7, 8, 12, 30] {
      guard let text = map.text(graphics(.kitty, rows: rows)) else {
        #expect(rows < 8)
        continue
      }
      // Rows are made before those of the picture are written.
      let picture = DecodedPicture(text.utf8)
      let made = (picture?.height ?? 0) / 16 + 1
      #expect((picture?.rest.count { $0 == 10 } ?? 0) - made <= rows && rows >= 8)
    }
    #expect(CellPicture(columns: 500, rows: 100, graphics: graphics(.sixel, rows: 200)) == nil)
    let large = TerminalGraphics(form: .kitty, cellWidth: 50, cellHeight: 100, rows: 50)
    #expect(large.cellWidth <= 16 && abs(large.cellHeight - large.cellWidth * 2) <= 1)
  }

  @Test("Cells of a few pixels are drawn, too", arguments: [(2, 4), (3, 5), (2, 30), (40, 4)])
  func smallCells(width: Int, height: Int) throws {
    let points = [
      MapPoint(name: "Many", point: Coordinate(latitude: 50, longitude: 20), count: 36),
      MapPoint(name: "One", point: Coordinate(latitude: 52, longitude: 21), count: 1),
    ]
    let map = MapPicture(points: points, borders: { _ in [] }, width: 80, paint: style.paint)
    for form in [TerminalGraphics.Form.sixel, .kitty] {
      let graphics = TerminalGraphics(
        form: form, cellWidth: width, cellHeight: height, rows: 20, background: nil)
      if let text = map.text(graphics) { #expect(DecodedPicture(text.utf8) != nil) }
    }
  }

  @Test("More colours than a terminal has are drawn in those that are near")
  func manyColours() throws {
    var canvas = PixelCanvas(width: 64, height: 64)
    for y in 0..<64 {
      for x in 0..<64 {
        canvas.fill(
          from: (Double(x), Double(y)), to: (Double(x + 1), Double(y + 1)),
          Ink(UInt8(x * 4), UInt8(y * 4), UInt8((x + y) * 2)))
      }
    }
    let picture = try #require(DecodedPicture(SixelEncoder.text(canvas, background: nil).utf8))
    #expect((64...256).contains(picture.colours))
    let furthest = (0..<4096).map { at in
      let (ink, pixel) = (canvas[at % 64, at / 64], picture[at % 64, at / 64])
      return max(abs(Int(ink.red) - Int(pixel.x)), abs(Int(ink.green) - Int(pixel.y)))
    }
    #expect((furthest.max() ?? 0) <= 48)
    let few = try #require(DecodedPicture(SixelEncoder.text(canvas, background: nil, registers: 16).utf8))
    #expect((4...16).contains(few.colours) && few.pixels.allSatisfy { $0.w == 255 })
  }

  @Test("Edges are smooth, and shapes beyond the edge are cut")
  func shapes() {
    var canvas = PixelCanvas(width: 40, height: 40)
    canvas.fill(from: (2.5, 3), to: (10, 5.25), Ink(255, 0, 0))
    #expect(canvas[2, 3].alpha == 128 && canvas[3, 3].alpha == 255 && canvas[3, 5].alpha == 64)
    #expect(canvas[1, 3].alpha == 0 && canvas[10, 3].alpha == 0)
    canvas.fill(
      [[(-30, -30), (70, -30), (70, 70), (-30, 70)], [(10, 10), (30, 10), (30, 30), (10, 30)]], Ink(0, 0, 9))
    #expect(canvas[5, 35] == Ink(0, 0, 9) && canvas[20, 20].alpha == 0, "a ring in a ring is a hole")
    var lines = PixelCanvas(width: 40, height: 40)
    lines.stroke(
      [[(-100, 20.5), (200, 20.5)], [(20.5, 1e9), (20.5, -1e9)], [(.nan, 1), (2, 2)]], width: 1, Ink(1, 2, 3))
    #expect((0..<40).allSatisfy { lines[$0, 20] == Ink(1, 2, 3) && lines[20, $0] == Ink(1, 2, 3) })
    #expect(lines[20, 20] == Ink(1, 2, 3) && lines[10, 10].alpha == 0)
    lines.disc(at: (-500, 3), radius: 20, Ink(9, 9, 9))
    lines.disc(at: (39, 39), radius: 1000, inner: 999, Ink(9, 9, 9))
    #expect(lines[30, 30].alpha == 0)
  }

  @Test("A person without colours gets grey, and who has not said what is behind gets no half covered pixels")
  func inks() throws {
    let answer = table([.text("a"), .text("b")], [3, 1])
    var grey = graphics(.sixel)
    grey.isColoured = false
    let text = try #require(Drawing(form: .chart).picture(answer, grey, style, rowLimit: 9))
    let picture = try #require(DecodedPicture(text.utf8))
    #expect(picture.pixels.contains { $0.w > 0 })
    #expect(picture.pixels.allSatisfy { $0.x == $0.y && $0.y == $0.z })
    let points = [MapPoint(name: "A", point: Coordinate(latitude: 46, longitude: 16), count: 3)]
    let map = MapPicture(points: points, borders: { _ in [] }, width: 40, paint: style.paint)
    let unknown = try decoded(map.text(graphics(.sixel, nil)))
    #expect(unknown.colours <= 8)
  }
}
