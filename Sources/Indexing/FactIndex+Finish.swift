internal import Articles
internal import Facts

extension FactIndex {
  /// Links entities, merges facts and builds the postings over all articles there are. Does nothing when nothing has
  /// changed since the last time. O(n log n).
  public mutating func finish() { build(StopFlag()) }

  /// The same on a thread beside, until `isCancelled` says so. False where it did: everything that is read is
  /// then as of the last `finish`.
  public mutating func finish(isCancelled: () -> Bool) -> Bool {
    guard !isFinished else { return true }
    let unfinished = self
    let finished = Interruptible.run(isCancelled) { stop in
      var index = unfinished
      index.build(stop)
      return index
    }
    guard let finished else { return false }
    self = finished
    return true
  }

  /// What is made while `stop` is set is not whole.
  private mutating func build(_ stop: StopFlag) {
    guard !isFinished else { return }
    // While no article comes or goes, reports keep their keys.
    let isSame = finishedAt == inserted.count && removed.isEmpty
    let keys = isSame ? keyCache.kept : nil
    compact()
    keyCache = FactKeyCache(keys)
    let unordered = self
    var linked = LinkedEntities()
    var order: [Int32] = []
    var days = ReportDays()
    var dated = Reports()
    Parallel.run {
      linked = unordered.linkEntities()
    } _: {
      orderArticles()
      copies = ArticleCopies(self)
      order = reportOrder()
      dated = copies.twins.dating(reports)
      days = ReportDays(dated, articles: inserted, order: order)
    }
    if stop.isSet { return }
    let roots = FactMerger(
      reports: dated, cluster: linked.cluster, isNamed: linked.isNamed, places: places, kinds: kinds,
      order: order, days: days, articles: inserted
    ).merge()
    if stop.isSet { return }
    // Not two owners of the columns when corrections add to them.
    dated = Reports()
    let corrections = makeFacts(order, roots, &linked)
    if stop.isSet { return }
    days = ReportDays()
    let number = numberEntities(&linked)
    take(corrections, number)
    let counted = self
    var names = NameTable()
    var articles = Rows()
    Parallel.run {
      articles = counted.articlesByEntity()
      names = counted.nameTable()
    } _: {
      buildPostings()
    }
    self.names = names
    postings.articlesByEntity = articles
    finishedAt = inserted.count
    takesCorrections = false
  }

  /// Makes the columns of the groups of reports, but for those that were found wrong, with what corrections say of them.
  private mutating func makeFacts(_ order: [Int32], _ roots: [Int32], _ linked: inout LinkedEntities)
    -> FactCorrections
  {
    var found = FactCorrections(kinds: kinds, places: places)
    if corrections.contains(where: { $0.fact != nil }) {
      found.collect(
        corrections, keys: reportKeys, order: order, roots: roots, twins: copies.twins, entities: &linked,
        spots: &reports.spots)
    }
    var columns = FactColumns(
      reports: copies.twins.dating(reports), places: places, cluster: linked.cluster, kinds: kinds,
      corrections: found.byRoot)
    facts = columns.make(order: order, roots: roots)
    return found
  }

  /// Puts down which rows are corrected. O(reports), or O(1) without corrections.
  private mutating func take(_ found: FactCorrections, _ number: [Int32]) {
    corrected = [:]
    if found.byRoot.isEmpty { return }
    var rootOfReport: [Int32: Int32] = [:]
    for (report, root) in found.reports { rootOfReport[report] = root }
    for row in 0..<facts.count {
      for report in facts.reports(row) {
        guard let root = rootOfReport[report], var fact = found.byRoot[root] else { continue }
        fact.read = facts.read[root]
        fact.renumber(number)
        corrected[Int32(row)] = fact
      }
    }
    facts.read = [:]
  }

  /// Articles by date (undated last), path, outlet, text.
  mutating func orderArticles() {
    let count = inserted.count
    var keys = [UInt64](repeating: 0, count: count)
    var span: TimeInterval?
    inserted.withUnsafeBufferPointer { articles in
      // By address: to read a member of an element would copy and count all of it.
      guard let first = articles.baseAddress else { return }
      for article in 0..<count {
        let published = (first + article).pointee.published
        keys[article] = Ordering.biased(minute: published?.start ?? MergedFacts.undated)
        guard let published else { continue }
        span = TimeInterval(
          start: min(span?.start ?? published.start, published.start),
          end: max(span?.end ?? published.end, published.end))
      }
    }
    articleSpan = span
    articleOrder = Ordering.byKey(keys, Array(0..<Int32(count)))
    // Those of one day by the rest.
    var first = 0
    while first < count {
      var last = first + 1
      while last < count, keys[Int(articleOrder[last])] == keys[Int(articleOrder[first])] { last += 1 }
      if last - first > 1 { sortByPath(first..<last) }
      first = last
    }
    articleRank = [Int32](repeating: 0, count: count)
    sentenceNumber = [0]
    sentenceNumber.reserveCapacity(count + 1)
    for (rank, article) in articleOrder.enumerated() {
      articleRank[Int(article)] = Int32(rank)
      let sentences = sentenceStart[Int(article) + 1] - sentenceStart[Int(article)]
      sentenceNumber.append(sentenceNumber[rank] + sentences)
    }
  }

  private mutating func sortByPath(_ range: Range<Int>) {
    var named = range.map { (path: inserted[Int(articleOrder[$0])].path, article: articleOrder[$0]) }
    named.sort { a, b in
      if a.path != b.path { return a.path < b.path }
      let (x, y) = (inserted[Int(a.article)], inserted[Int(b.article)])
      if x.number != y.number { return x.number < y.number }
      if x.source != y.source { return x.source < y.source }
      if x.text != y.text { return x.text.lexicographicallyPrecedes(y.text) }
      return a.article < b.article
    }
    for (offset, entry) in named.enumerated() { articleOrder[range.lowerBound + offset] = entry.article }
  }

  /// The reports that count, by article.
  func reportOrder() -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(reports.count)
    for article in articleOrder {
      let said = reportStart[Int(article)]..<reportStart[Int(article) + 1]
      if copies.isEmpty {
        order.append(contentsOf: said)
      } else {
        for report in said where copies.twins.isOwn(report) { order.append(report) }
      }
    }
    return order
  }

}
