internal import Articles

/// When one article is a copy of another one.
///
/// Measured on 19,043 articles of Reuters-21578 by reading what it finds: of pairs within a day that have four fifths of the shorter
/// one's runs of words in common nearly all are one story told again, cut or corrected. What has as much in common on other days is a report that is
/// written anew by the same pattern (prices, tenders, ships in port) unless all but a few words are the same.
enum CopyRule {
  /// Runs of five words that the shorter has at least, where not all words are the same.
  static let leastRuns: Int32 = 16
  /// How much of the shorter is in the other, within a day.
  static let overlap = 0.8
  /// The same of long texts of different papers, which edit what they print. An outlet's own reports of one day, from the opening of a
  /// market and from its close, may have as much in common.
  static let editedOverlap = 0.7
  static let longRuns: Int32 = 64
  /// The same between papers that print it later.
  static let lateOverlap = 0.95
  static let lateDays: Int32 = 31
  /// Days within which an article that says so corrects another.
  static let correctionDays: Int32 = 7
  /// The longer one has so many times the runs of the other at most.
  static let proportion: Int32 = 4
  /// Words of a text that is the same on any day; a shorter one may be a phrase that is used again.
  static let leastWords: Int32 = 50
  /// Words of a text that is the same within a day.
  static let fewestWords: Int32 = 8
  /// Below it nobody looks at the true overlap.
  static let leastEstimate = 0.5
  private static let unknown = Int32.max

  /// The first day of each article, `unknown` where it has none.
  static func days(_ articles: [Article]) -> [Int32] {
    // By address: to read a member of an element would copy and count all of it.
    articles.withUnsafeBufferPointer { articles in
      articles.indices.map { article in
        articles.baseAddress.flatMap { ($0 + article).pointee.published?.firstDay.number } ?? unknown
      }
    }
  }

  /// Days from the earlier to the later; 0 where one has no day.
  static func gap(_ a: Int, _ b: Int, _ day: [Int32]) -> Int32 {
    day[a] == unknown || day[b] == unknown ? 0 : abs(day[a] &- day[b])
  }

  /// Of two articles that have all words in common.
  static func isCopy(_ a: Int, of b: Int, _ prints: Fingerprints, _ day: [Int32]) -> Bool {
    prints.words[a] == prints.words[b] && prints.wordCount[a] == prints.wordCount[b]
      && prints.wordCount[a] >= (gap(a, b, day) <= 1 ? fewestWords : leastWords)
  }

  /// Whether the overlap of two articles is worth looking at.
  static func mayBeCopy(_ a: Int, of b: Int, _ prints: Fingerprints, _ day: [Int32], _ articles: [Article])
    -> Bool
  {
    let (x, y) = (prints.runCount[a], prints.runCount[b])
    let days = gap(a, b, day)
    return min(x, y) >= leastRuns && max(x, y) / proportion <= min(x, y) && days <= lateDays
      && (days <= 1 || isLateCopy(a, b, prints, articles) || isCorrection(a, b, days, prints, articles))
  }

  /// Of two articles with that overlap.
  static func isCopy(
    _ a: Int, of b: Int, _ found: Double, _ prints: Fingerprints, _ day: [Int32], _ articles: [Article]
  ) -> Bool {
    let days = gap(a, b, day)
    if days <= 1 || isCorrection(a, b, days, prints, articles) {
      let isLong = min(prints.runCount[a], prints.runCount[b]) >= longRuns
      return found >= (isLong && articles[a].source != articles[b].source ? editedOverlap : overlap)
    }
    return found >= lateOverlap && isLateCopy(a, b, prints, articles)
  }

  /// Another paper prints it later.
  private static func isLateCopy(_ a: Int, _ b: Int, _ prints: Fingerprints, _ articles: [Article]) -> Bool {
    min(prints.runCount[a], prints.runCount[b]) >= longRuns
      && (articles[a].source != articles[b].source || articles[a].source.isEmpty)
  }

  private static func isCorrection(
    _ a: Int, _ b: Int, _ days: Int32, _ prints: Fingerprints, _ articles: [Article]
  ) -> Bool {
    days <= correctionDays && articles[a].source == articles[b].source
      && (prints.edition[a].isMarked || prints.edition[b].isMarked)
  }
}
