internal import Articles
public import Facts

extension FactIndex {
  /// Appends what an article yields; it can be queried after the next `finish`. O(size of the harvest).
  ///
  /// Ids that point outside the harvest (a damaged file) are dropped rather than trusted.
  public mutating func insert(_ harvest: Harvest) {
    naming.append(harvest, to: &reports.fillings, kindCount: kinds.rows.count, places: places)
    insertTold(harvest)
  }

  /// Appends what several articles yield, as `insert` would one after another, but on two threads: one appends
  /// names and fillers, the other the rest. Worth it from some twenty articles on.
  public mutating func insert(contentsOf harvests: [Harvest]) {
    // Taken out, so that each thread has its own.
    var naming = ArticleNames()
    var fillings = Reports.Fillings()
    swap(&naming, &self.naming)
    swap(&fillings, &reports.fillings)
    let kindCount = kinds.rows.count
    let places = self.places
    Parallel.run {
      for harvest in harvests {
        naming.append(harvest, to: &fillings, kindCount: kindCount, places: places)
      }
    } _: {
      for harvest in harvests { insertTold(harvest) }
    }
    swap(&naming, &self.naming)
    swap(&fillings, &reports.fillings)
  }

  /// All but the names and fillers.
  private mutating func insertTold(_ harvest: Harvest) {
    let article = Int32(inserted.count)
    inserted.append(harvest.article)
    let length = harvest.article.text.count
    for range in harvest.sentences
    where range.start >= 0 && range.start <= range.end && Int(range.end) <= length {
      sentenceText.append(range)
    }
    sentenceStart.append(Int32(sentenceText.count))
    let kindCount = kinds.rows.count
    harvest.facts.withUnsafeBufferPointer { facts in
      guard let first = facts.baseAddress else { return }
      for fact in facts.indices where Reports.isWhole(first + fact, kindCount: kindCount) {
        reports.append(first + fact, article: article, places: places)
      }
    }
    reportStart.append(Int32(reports.count))
  }
}
