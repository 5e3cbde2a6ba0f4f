internal import Articles
internal import Atlas
internal import Facts
internal import Querying

extension Value {
  /// As tables and comma-separated files print it; "" where it is missing. Elements of a list are set apart
  /// by `separator`.
  func text(separator: String = ", ") -> String {
    switch self {
    case .missing: return ""
    case .text(let text): return text
    case .integer(let value): return String(value)
    case .number(let value): return Self.text(value)
    case .flag(let flag): return flag ? "yes" : "no"
    case .time(let interval): return interval.description
    case .place(let text, let country, _):
      guard let country else { return text }
      return text.isEmpty ? country.description : "\(text) (\(country.description))"
    case .pair(let first, let second): return "\(first) – \(second)"
    case .list(let values): return values.map { $0.text(separator: separator) }.joined(separator: separator)
    }
  }

  /// As a table on screen has room for it: the end of a stretch of days without what its start has said, as
  /// ISO 8601 shortens it ("1987-02-23..25", "1986-06..08" for whole months).
  var screenText: String {
    guard case .time(let interval) = self else { return text(separator: ", ") }
    let text = interval.description
    let (first, last) = (interval.firstDay, interval.lastDay)
    guard text == "\(first.description)..\(last.description)" else { return text }
    let isWhole = first.civil.day == 1 && last.adding(days: 1).civil.day == 1
    let start = isWhole ? String(first.description.dropLast(3)) : first.description
    let end = isWhole ? String(last.description.dropLast(3)) : last.description
    guard first.civil.year == last.civil.year else { return "\(start)..\(end)" }
    let isInMonth = !isWhole && first.civil.month == last.civil.month
    return "\(start)..\(end.dropFirst(isInMonth ? 8 : 5))"
  }

  var asNumber: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number) where number.isFinite: number
    default: nil
    }
  }

  /// With so many decimal places; `number` below 10¹².
  static func fixed(_ number: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let digits = String(Int((abs(number) * scale).rounded()))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    let isNegative = number < 0 && digits.contains { $0 != "0" }
    return (isNegative ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }

  var isTime: Bool {
    if case .time = self { true } else { false }
  }

  var isNumber: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }

  /// The shortest decimal text that reads back as the same number, without a trailing ".0".
  private static func text(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    if value == value.rounded(), value.magnitude < 1e15 { return String(Int(value)) }
    return String(value)
  }
}

extension Column {
  /// Whether it holds numbers and nothing else.
  var isNumeric: Bool {
    values.contains(where: \.isNumber) && values.allSatisfy { $0.isNumber || $0 == .missing }
  }
}
