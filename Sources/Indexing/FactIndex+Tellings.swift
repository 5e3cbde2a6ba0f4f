public import Articles
public import Facts

/// What one article says of a fact, as it was read.
public struct FactTelling: Sendable, Equatable {
  /// The article that says so.
  public var article: ArticleID
  /// Whether it took place, by this article.
  public var status: Status
  /// When, by this article; nil where it does not say.
  public var time: TimeInterval?
  /// Numbers that it gives, in order.
  public var figures: [Figure]
}

extension FactIndex {
  /// What each article says of a fact, by article; copies say nothing of their own. O(its reports).
  public func tellings(of id: FactID) -> [FactTelling] {
    facts.reports(Int(id.rawValue)).map { report in
      let row = Int(report)
      return FactTelling(
        article: ArticleID(rawValue: articleRank[Int(reports.article[row])]),
        status: Status(rawValue: reports.status[row]) ?? .happened,
        time: reports.hasTime(row) ? reports.time[row] : nil,
        figures: reports.quantity[row] < 0 ? [] : reports.quantities[Int(reports.quantity[row])].figures)
    }
  }
}
