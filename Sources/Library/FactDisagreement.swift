internal import Articles
internal import Facts
internal import Indexing

/// Where the articles that tell a fact do not say the same of it, side by side.
public struct FactDisagreement: Sendable, Equatable {
  /// What an article says.
  public struct Side: Sendable, Equatable {
    /// The article's name.
    public var article: String
    /// Its day as text; "" where it has none.
    public var published: String
    /// One for each of `fields`, as text; "" where it says nothing.
    public var values: [String]
  }

  /// What they do not agree on: "date", "status", "killed".
  public var fields: [String]
  /// By article; what an article says twice stands there twice.
  public var sides: [Side]

  /// Nil where the articles agree, or one alone tells it. O(reports²).
  init?(_ tellings: [FactTelling], in index: FactIndex) {
    guard tellings.count > 1 else { return nil }
    var columns: [(name: String, values: [String])] = []
    let times = tellings.compactMap(\.time)
    // A day within a month is no other date than the month.
    let differ = times.contains { first in
      times.contains { !$0.lies(within: first) && !first.lies(within: $0) }
    }
    if differ { columns.append(("date", tellings.map { $0.time?.description ?? "" })) }
    if Self.disagreeOnStatus(tellings, in: index) {
      columns.append(("status", tellings.map(\.status.name)))
    }
    for quantity in Figure.Quantity.allCases {
      let said = tellings.map { telling in telling.figures.filter { $0.quantity == quantity } }
      if Self.disagree(said) { columns.append((quantity.name, said.map(Self.phrases))) }
    }
    guard !columns.isEmpty else { return nil }
    fields = columns.map(\.name)
    sides = tellings.enumerated().compactMap { number, telling in
      let values = columns.map { $0.values[number] }
      guard values.contains(where: { !$0.isEmpty }) else { return nil }
      let article = index.article(telling.article)
      return Side(
        article: article.name, published: article.published?.description ?? "", values: values)
    }
  }

  /// Whether one says that it took place and another that it did not, or one still announces it after another has told how it
  /// ended: what was planned first and then took place is told by nobody otherwise.
  private static func disagreeOnStatus(_ tellings: [FactTelling], in index: FactIndex) -> Bool {
    func day(_ telling: FactTelling) -> TimeInterval? { index.article(telling.article).published }
    if tellings.contains(where: \.status.isReal), tellings.contains(where: \.status.isNegative) {
      return true
    }
    return tellings.contains { ended in
      guard ended.status.isReal || ended.status.isNegative, let told = day(ended) else { return false }
      return tellings.contains { later in
        !later.status.isReal && !later.status.isNegative && day(later).map { $0.start >= told.end } ?? false
      }
    }
  }

  /// Whether two give figures of which none can be the other's: "2" and "at least 2" can, "2" and "5" cannot.
  private static func disagree(_ said: [[Figure]]) -> Bool {
    let told = said.filter { !$0.isEmpty }
    return told.contains { mine in
      told.contains { theirs in !mine.contains { figure in theirs.contains { figure.mayBe($0) } } }
    }
  }

  /// Each once, in order.
  private static func phrases(_ figures: [Figure]) -> String {
    var phrases: [String] = []
    for phrase in figures.map(\.phrase) where !phrases.contains(phrase) { phrases.append(phrase) }
    return phrases.joined(separator: ", ")
  }
}

extension Figure {
  /// Whether both can be meant of one number; "about" leaves a tenth on either side.
  fileprivate func mayBe(_ other: Figure) -> Bool {
    guard currency == other.currency, value.isFinite, other.value.isFinite else { return false }
    let (mine, theirs) = (range, other.range)
    return mine.lowerBound <= theirs.upperBound && theirs.lowerBound <= mine.upperBound
  }

  private var range: ClosedRange<Double> {
    switch bound {
    case .exactly: value...value
    case .about: min(value * 0.9, value * 1.1)...max(value * 0.9, value * 1.1)
    case .moreThan, .atLeast: value...Double.infinity
    case .lessThan, .atMost: -Double.infinity...value
    }
  }
}
