internal import Articles

/// Which articles of one index stand in another one, and which were replaced there; numbers are those of insertion.
struct ArticleCounterparts {
  /// The same text, day and outlet, under the same path or another.
  private(set) var same: [(old: Int32, new: Int32)] = []
  /// The same place in the same file, but another text; or the later version that counts in its place.
  private(set) var replaced: [(old: Int32, new: Int32)] = []

  /// O(articles); texts are compared only where they are not one in memory.
  init(from old: FactIndex, to new: FactIndex) {
    // Whoever loads and removes keeps the order of what stays: nearly all is found side by side.
    var left: [Int32] = []
    var next = 0
    let current = new.articleOrder.sorted()
    for article in old.articleOrder.sorted() {
      if next < current.count, Self.isSame(old, article, new, current[next]) {
        same.append((article, current[next]))
        next += 1
      } else {
        left.append(article)
      }
    }
    let came = current[next...]
    if !left.isEmpty, !came.isEmpty { match(left, came, old, new) }
    takeSuperseded(old, new)
  }

  /// An article in the place of which another one counts now is replaced by it.
  private mutating func takeSuperseded(_ old: FactIndex, _ new: FactIndex) {
    if new.copies.isEmpty { return }
    for (article, other) in same where new.copies.successor[Int(other)] >= 0 {
      let isOld = !old.copies.isEmpty && old.copies.successor[Int(article)] >= 0
      if !isOld { replaced.append((article, new.copies.successor[Int(other)])) }
    }
  }

  /// Pairs what is not found side by side.
  private mutating func match(_ left: [Int32], _ came: ArraySlice<Int32>, _ old: FactIndex, _ new: FactIndex)
  {
    var byKey: [ArticleKey: Int32] = [:]
    var byText: [ContentHash: Int32] = [:]
    for article in came {
      byKey[new.inserted[Int(article)].key] = article
      byText[new.inserted[Int(article)].contentHash] = article
    }
    for article in left {
      let before = old.inserted[Int(article)]
      if let moved = byText[before.contentHash], Self.isSame(old, article, new, moved, anywhere: true) {
        byText[before.contentHash] = nil
        byKey[new.inserted[Int(moved)].key] = nil
        same.append((article, moved))
      } else if let after = byKey[before.key] {
        byKey[before.key] = nil
        replaced.append((article, after))
      }
    }
  }

  private static func isSame(
    _ old: FactIndex, _ article: Int32, _ new: FactIndex, _ other: Int32, anywhere: Bool = false
  ) -> Bool {
    let (a, b) = (old.inserted[Int(article)], new.inserted[Int(other)])
    return (anywhere || a.key == b.key) && a.published == b.published && a.source == b.source
      && a.text == b.text && old.reportCount(Int(article)) == new.reportCount(Int(other))
  }

  /// The new number of each report of the old index; −1 where its article is gone or another.
  func newReports(_ old: FactIndex, _ new: FactIndex) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: old.reports.count)
    for (article, other) in same {
      let offset = new.reportStart[Int(other)] - old.reportStart[Int(article)]
      for report in old.reportStart[Int(article)]..<old.reportStart[Int(article) + 1] {
        numbers[Int(report)] = report + offset
      }
    }
    return numbers
  }
}

extension FactIndex {
  /// Reports of an article by insertion. O(1).
  fileprivate func reportCount(_ article: Int) -> Int32 { reportStart[article + 1] - reportStart[article] }
}
