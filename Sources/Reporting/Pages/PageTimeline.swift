internal import Articles
internal import Querying

/// Numbers over time as columns of a drawing (SVG).
struct PageTimeline {
  /// Periods in their order, each with its number.
  var periods: [(label: String, number: Double)]
  /// What is counted.
  var title: String

  private static let width = 800
  private static let height = 200
  private static let foot = 34
  private static let head = 26
  /// Periods that are drawn one by one.
  private static let most = 400

  /// Of an answer of two columns, periods in their order and numbers; nil for others.
  init?(table answer: Answer) {
    guard answer.columns.count == 2, answer.numberColumn == 1, answer.rowCount > 1 else { return nil }
    var last: Int64?
    periods = []
    title = answer.columns[1].name
    for (value, number) in zip(answer.columns[0].values, answer.columns[1].values) {
      guard case .time(let time) = value, last.map({ $0 < time.start }) ?? true else { return nil }
      last = time.start
      periods.append((time.description, max(0, number.double ?? 0)))
    }
    guard periods.count <= Self.most else { return nil }
  }

  /// Of rows with a date: how many begin in each day, month or year, whichever gives a drawing that can be read. Nil where
  /// fewer than two such periods would be there.
  init?(rowsOf answer: Answer, shown: Int) {
    guard let column = answer.columns.first(where: { $0.values.contains(where: \.isTime) }) else {
      return nil
    }
    var days: [CalendarDay] = []
    for value in column.values.prefix(shown) {
      guard case .time(let time) = value, time.firstDay >= .earliest, time.lastDay <= .latest else {
        continue
      }
      days.append(time.firstDay)
    }
    guard let first = days.min(), let last = days.max() else { return nil }
    let span = Int(last.number) - Int(first.number)
    let unit: Unit = span <= 60 ? .day : span <= 2200 ? .month : .year
    var counts: [Int: Double] = [:]
    for day in days { counts[unit.number(day), default: 0] += 1 }
    let range = unit.number(first)...unit.number(last)
    guard counts.count > 1, range.count <= Self.most else { return nil }
    periods = range.map { (unit.label($0), counts[$0] ?? 0) }
    let undated = min(shown, answer.rowCount) - days.count
    title =
      "\(PageDocument.count(days.count)) by the \(unit.rawValue) of \(column.name)"
      + (undated > 0 ? ", \(undated) without" : "")
  }

  private enum Unit: String {
    case day, month, year

    func number(_ day: CalendarDay) -> Int {
      let civil = day.civil
      return switch self {
      case .day: Int(day.number)
      case .month: civil.year * 12 + civil.month - 1
      case .year: civil.year
      }
    }

    func label(_ number: Int) -> String {
      switch self {
      case .day: CalendarDay(number: Int32(clamping: number)).description
      case .month:
        CalendarDay(year: number / 12, month: number % 12 + 1, day: 1).description.dropLast(3).description
      case .year: String(CalendarDay(year: number, month: 1, day: 1).description.dropLast(6))
      }
    }
  }

  /// `number` tells the drawings of a page apart.
  func write(_ html: inout HTMLWriter, number: String) {
    let most = periods.reduce(0) { max($0, $1.number) }
    guard most > 0 else { return }
    let step = Double(Self.width) / Double(periods.count)
    let room = Double(Self.height - Self.foot - Self.head)
    let widest = periods.reduce(1) { max($0, $1.label.utf8.count) }
    // A label a 110 units: they can be read on a telephone, too.
    let every = max(1, Int((Double(widest) * 15 / step).rounded(.up)))
    html.element(
      "svg",
      [
        "class": "timeline", "role": "img", "viewBox": "0 0 \(Self.width) \(Self.height)",
        "aria-labelledby": "t-\(number)",
      ]
    ) { html in
      html.element("title", ["id": "t-\(number)"], text: "Timeline: " + title)
      html.void("path", ["class": "axis", "d": "M0 \(Self.height - Self.foot)h\(Self.width)"])
      for (index, period) in periods.enumerated() {
        let x = Self.fixed(Double(index) * step)
        if index % every == 0 {
          let isLast = Double(index) * step > Double(Self.width) - Double(widest) * 15
          html.element(
            "text",
            [
              "x": isLast && index > 0 ? "\(Self.width)" : x, "y": "\(Self.height - 8)",
              "text-anchor": isLast && index > 0 ? "end" : "",
            ], text: period.label)
        }
        guard period.number > 0 else { continue }
        let tall = max(2, period.number / most * room)
        let top = Double(Self.height - Self.foot) - tall
        html.element(
          "rect",
          [
            "class": "bar", "x": x, "y": Self.fixed(top),
            "width": Self.fixed(max(1, step - min(3, step / 5))),
            "height": Self.fixed(tall),
          ]
        ) { $0.element("title", text: "\(period.label): \(Value.number(period.number).text())") }
        if step >= 24 {
          html.element(
            "text",
            [
              "class": "count", "x": Self.fixed(Double(index) * step + step / 2),
              "y": Self.fixed(top - 6), "text-anchor": "middle",
            ], text: Value.number(period.number).text())
        }
      }
    }
    html.line()
  }

  private static func fixed(_ number: Double) -> String { Value.fixed(number, 1) }
}
