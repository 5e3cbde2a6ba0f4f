internal import Articles
internal import Atlas
internal import Facts
internal import Querying

/// Answers as JSON. The type of a member never depends on the data, only on its field:
///
/// - a field that may have several values is an array, empty where there is none;
/// - any other is null where it has no value;
/// - a date is `{"start", "end", "precision"}`, a place `{"text", "country", "latitude", "longitude"}` with null for what is
///   not known, yes or no a boolean, two that occur together an array of two.
///
/// `examples/answers.schema.json` says the same as JSON Schema.
extension AnswerPrinter {
  func json(_ answer: Answer) -> String { Self.array(objects(answer)) }
  func ndjson(_ answer: Answer) -> String { objects(answer).map { $0 + "\n" }.joined() }

  /// One array, an object a line.
  static func array(_ objects: [String]) -> String {
    objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private func objects(_ answer: Answer) -> [String] {
    var names: Set<String> = []
    // An object has a member once, however often its column is shown.
    let columns = answer.columns.filter { names.insert($0.name).inserted }
      .map { (key: JSONText.quoted($0.name) + ": ", column: $0) }
    return (0..<answer.rowCount).map { row in
      var text = "{"
      for (index, (key, column)) in columns.enumerated() {
        if index > 0 { text += ", " }
        text += key
        text += JSONText.value(column.values[row], isMultiple: column.isMultiple)
      }
      return text + "}"
    }
  }
}

/// Values and strings of JSON (RFC 8259).
enum JSONText {
  /// A value of a column; `isMultiple`: a row may have several.
  static func value(_ value: Value, isMultiple: Bool = false) -> String {
    guard isMultiple else { return one(value) }
    switch value {
    case .missing: return "[]"
    case .list(let values): return "[" + values.map(one).joined(separator: ", ") + "]"
    default: return "[" + one(value) + "]"
    }
  }

  private static func one(_ value: Value) -> String {
    switch value {
    case .missing: return "null"
    case .text(let text): return quoted(text)
    case .integer(let number): return String(number)
    case .number(let number): return number.isFinite ? Value.number(number).text() : "null"
    case .flag(let flag): return flag ? "true" : "false"
    case .time(let interval): return date(interval)
    case .place(let text, let country, let point): return place(text, country, point)
    case .pair(let first, let second): return "[\(quoted(first)), \(quoted(second))]"
    case .list(let values): return "[" + values.map(one).joined(separator: ", ") + "]"
    }
  }

  private static func place(_ text: String, _ country: CountryCode?, _ point: Coordinate?) -> String {
    let point = point.flatMap { $0.latitude.isFinite && $0.longitude.isFinite ? $0 : nil }
    let latitude = point.map { degrees($0.latitude) } ?? "null"
    let longitude = point.map { degrees($0.longitude) } ?? "null"
    return "{\"text\": \(quoted(text)), \"country\": \(country.map { quoted($0.description) } ?? "null"), "
      + "\"latitude\": \(latitude), \"longitude\": \(longitude)}"
  }

  /// Four decimals, about ten metres, as everywhere.
  static func degrees(_ value: Float) -> String {
    Value.number((Double(value) * 10_000).rounded() / 10_000).text()
  }

  /// The first and the last day; of a stretch within days the minute it starts at, and the one it ends before.
  static func date(_ time: TimeInterval) -> String {
    let precision = Precision(time)
    let start = precision == .minute ? instant(time.start) : time.firstDay.description
    let end = precision == .minute ? instant(time.end) : time.lastDay.description
    return "{\"start\": \"\(start)\", \"end\": \"\(end)\", \"precision\": \"\(precision.rawValue)\"}"
  }

  static func instant(_ minutes: Int64) -> String {
    let day = TimeInterval(start: minutes, end: minutes).firstDay
    let inDay = Int(minutes) - Int(day.number) * Int(TimeInterval.minutesPerDay)
    return "\(day.description)T\(twoDigits(inDay / 60)):\(twoDigits(inDay % 60))"
  }

  private static func twoDigits(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }

  /// A JSON string. What a screen would not show as it stands is escaped, so that nothing in it steers a terminal and
  /// nothing is lost.
  static func quoted(_ text: String) -> String {
    // Most texts have nothing that the screen would change.
    let isSafe = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 < 0x7F }
    if isSafe { return "\"" + text + "\"" }
    let isHarmless = text.neutralised(keepingLines: true).utf8.elementsEqual(text.utf8)
    var result = String.UnicodeScalarView()
    result.append("\"")
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: result.append(contentsOf: "\\\"".unicodeScalars)
      case 0x5C: result.append(contentsOf: "\\\\".unicodeScalars)
      case 10: result.append(contentsOf: "\\n".unicodeScalars)
      case 13: result.append(contentsOf: "\\r".unicodeScalars)
      case 9: result.append(contentsOf: "\\t".unicodeScalars)
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: append(scalar, to: &result)
      default:
        if !isHarmless, scalar.value >= 0x80,
          !String(scalar).neutralised().unicodeScalars.elementsEqual([scalar])
        {
          append(scalar, to: &result)
        } else {
          result.append(scalar)
        }
      }
    }
    result.append("\"")
    return String(result)
  }

  /// `\u202e`, beyond the basic plane two of them.
  private static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    for unit in String(scalar).utf16 {
      let hex = String(unit, radix: 16)
      text.append(
        contentsOf: ("\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex).unicodeScalars)
    }
  }
}

/// How exactly a date is known, by the calendar.
enum Precision: String, CaseIterable {
  case minute, day, week, month, quarter, year, decade
  /// Any other stretch of days.
  case days

  init(_ time: TimeInterval) {
    let perDay = TimeInterval.minutesPerDay
    guard time.start % perDay == 0, time.end % perDay == 0, time.end > time.start else {
      self = .minute
      return
    }
    let (first, last) = (time.firstDay, time.lastDay)
    let (year, month, day) = first.civil
    if first == last {
      self = .day
    } else if day == 1, time == TimeInterval(year: year, month: month) {
      self = .month
    } else if day == 1, month % 3 == 1, last == first.adding(months: 3).adding(days: -1) {
      self = .quarter
    } else if day == 1, month == 1, time == TimeInterval(year: year) {
      self = .year
    } else if day == 1, month == 1, year % 10 == 0, last == CalendarDay(year: year + 9, month: 12, day: 31) {
      self = .decade
    } else if first.weekday == 0, last.number - first.number == 6 {
      self = .week
    } else {
      self = .days
    }
  }
}
