internal import Articles
public import Facts

extension FactIndex {
  /// Appends what an article yields; it can be queried after the next `finish`. O(size of the harvest).
  ///
  /// Ids that point outside the harvest (a damaged file) are dropped rather than trusted.
  public mutating func insert(_ harvest: Harvest) {
    let first = inserted.count
    naming.append(harvest, places: places)
    insertTold(harvest)
    nameFillers(from: first)
  }

  /// Appends what several articles yield, as `insert` would one after another, but on two threads: one appends
  /// the names, the other the rest. Worth it from some twenty articles on.
  public mutating func insert(contentsOf harvests: [Harvest]) {
    // Taken out, so that each thread has its own.
    var naming = ArticleNames()
    swap(&naming, &self.naming)
    let first = inserted.count
    let places = self.places
    Parallel.run {
      for harvest in harvests { naming.append(harvest, places: places) }
    } _: {
      for harvest in harvests { insertTold(harvest) }
    }
    swap(&naming, &self.naming)
    nameFillers(from: first)
  }

  /// Puts the forms of an article's entities in the place of their numbers there. O(fillers).
  private mutating func nameFillers(from first: Int) {
    for article in first..<inserted.count {
      let uses = naming.usesStart[article]
      for report in Int(reportStart[article])..<Int(reportStart[article + 1]) {
        let source = reports.fillings.source[report]
        if source >= 0 { reports.fillings.source[report] = naming.usesForm[Int(uses + source)] }
        for filler in reports.fillers(report) {
          let entity = reports.fillings.fillerForm[filler]
          if entity >= 0 { reports.fillings.fillerForm[filler] = naming.usesForm[Int(uses + entity)] }
        }
      }
    }
  }

  /// All but the names; fillers by their numbers in the article.
  private mutating func insertTold(_ harvest: Harvest) {
    let article = Int32(inserted.count)
    inserted.append(harvest.article)
    inserted[inserted.count - 1].text = texts.keep(harvest.article.text)
    prints.append(harvest.fingerprint ?? ArticleFingerprint(harvest.article))
    let length = harvest.article.text.count
    for range in harvest.sentences
    where range.start >= 0 && range.start <= range.end && Int(range.end) <= length {
      sentenceText.append(range)
    }
    sentenceStart.append(Int32(sentenceText.count))
    let kindCount = kinds.rows.count
    let entityCount = harvest.entities.count
    harvest.facts.withUnsafeBufferPointer { facts in
      guard let first = facts.baseAddress else { return }
      for fact in facts.indices where Reports.isWhole(first + fact, kindCount: kindCount) {
        reports.append(first + fact, article: article, places: places)
        reports.fillings.append(first + fact, entityCount: entityCount)
      }
    }
    reportStart.append(Int32(reports.count))
  }
}
