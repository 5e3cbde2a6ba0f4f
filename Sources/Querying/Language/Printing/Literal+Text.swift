internal import Articles

extension Literal {
  /// As it is written in a query.
  public var text: String {
    switch self {
    case .text(let text): quoted(text)
    case .number(let number): numberText(number)
    case .word(let word): word
    case .period(let period): period.text
    case .distance(let distance): distance.text
    }
  }
}

extension Distance {
  /// "200 km"
  public var text: String { "\(numberText(amount)) \(unit.rawValue)" }
}

extension Period {
  /// As it is written in a query: "2023-01", "last 7 days".
  public var text: String {
    switch self {
    case .day(let day): day.description
    case .week(let year, let week): "\(padded(year, 4))-W\(padded(week, 2))"
    case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
    case .quarter(let year, let quarter): "\(padded(year, 4))-Q\(quarter)"
    case .half(let year, let half): "\(padded(year, 4))-H\(half)"
    case .year(let year): padded(year, 4)
    case .season(let season, let year): "\(season.rawValue) \(padded(year, 4))"
    case .part(let part, let whole): "\(part.rawValue) \(whole.text)"
    case .span(let from, let to): "\(from.text)..\(to.text)"
    case .today: "today"
    case .yesterday: "yesterday"
    case .relative(let direction, let count, let unit, let whole):
      direction.rawValue + " " + (count.map { "\($0) \(unit.text($0))" } ?? unit.rawValue)
        + (whole.map { " of \($0.text)" } ?? "")
    case .ago(let count, let unit): "\(count) \(unit.text(count)) ago"
    }
  }
}

extension FactSequence.Reach {
  /// "30 days"
  var text: String { "\(count) \(unit.text(count))" }
}

extension PeriodUnit {
  /// "day", "2 days": with its number.
  func text(_ count: Int) -> String {
    if count == 1 { return rawValue }
    return self == .half ? "halves" : rawValue + "s"
  }
}

/// Whole numbers without a fraction, others as short as they read back.
func numberText(_ number: Double) -> String {
  if let whole = Int(exactly: number), abs(number) < 1e18 { return String(whole) }
  return number.description
}

private func padded(_ value: Int, _ width: Int) -> String {
  let text = String(value)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
