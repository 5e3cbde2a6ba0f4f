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
      times.contains { !Self.contains(first, $0) && !Self.contains($0, first) }
    }
    if differ { columns.append(("date", tellings.map { $0.time?.description ?? "" })) }
    // What was planned at first, and then took place or was called off, is told by nobody otherwise.
    if tellings.contains(where: \.status.isReal), tellings.contains(where: \.status.isNegative) {
      columns.append(("status", tellings.map(\.status.name)))
    }
    for quantity in Figure.Quantity.allCases {
      let said = tellings.map { telling in
        telling.figures.filter { $0.quantity == quantity }.map(\.phrase).joined(separator: ", ")
      }
      if Set(said.filter { !$0.isEmpty }).count > 1 { columns.append((quantity.name, said)) }
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

  private static func contains(_ outer: TimeInterval, _ inner: TimeInterval) -> Bool {
    outer.start <= inner.start && inner.end <= outer.end
  }
}
