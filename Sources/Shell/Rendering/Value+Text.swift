internal import Articles
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
    case .time(let interval): return interval.description
    case .place(let text, let country, _):
      guard let country else { return text }
      return text.isEmpty ? country.description : "\(text) (\(country.description))"
    case .list(let values): return values.map { $0.text(separator: separator) }.joined(separator: separator)
    }
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
