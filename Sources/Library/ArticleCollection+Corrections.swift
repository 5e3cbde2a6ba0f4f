public import Indexing

extension ArticleCollection {
  /// What persons know better than the program has read, in the order in which they said so.
  public var corrections: [Correction] { index.corrections }

  /// Puts these corrections in the place of those there are. They hold for articles to come, too; what is read changes with
  /// the next `finish`. O(corrections).
  public mutating func correct(_ corrections: [Correction]) {
    change { $0.correct(corrections) }
  }

  /// Adds corrections to those there are. O(new corrections).
  public mutating func addCorrections(_ new: [Correction]) {
    change { $0.addCorrections(new) }
  }
}
