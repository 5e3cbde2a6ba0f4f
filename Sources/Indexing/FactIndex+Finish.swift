internal import Articles
internal import Facts

extension FactIndex {
  /// Links entities, merges facts and builds the postings over everything inserted so far. Does nothing when
  /// nothing was inserted since the last time. O(n log n).
  public mutating func finish() {
    guard !isFinished else { return }
    orderArticles()
    let linked = linkEntities()
    let order = reportOrder()
    let merger = FactMerger(
      reports: reports, cluster: linked.cluster, isNamed: linked.isNamed, places: places, kinds: kinds,
      order: order, articles: inserted)
    let roots = merger.merge()
    let groups = Rows(keyCount: order.count) { emit in
      for position in order.indices { emit(Int(roots[position]), order[position]) }
    }
    facts = mergedFacts(groups, cluster: linked.cluster)
    numberEntities(linked)
    postings = Postings()
    buildPostings()
    names = nameTable()
    finishedAt = inserted.count
  }

  /// Articles by date (undated last), path, text.
  private mutating func orderArticles() {
    let articles = inserted
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
      let x = articles[Int(a)]
      let y = articles[Int(b)]
      let left = x.published?.start ?? Int32.max
      let right = y.published?.start ?? Int32.max
      if left != right { return left < right }
      if x.path != y.path { return x.path < y.path }
      if x.source != y.source { return x.source < y.source }
      if x.text != y.text { return x.text.lexicographicallyPrecedes(y.text) }
      return a < b
    }
    articleOrder = articles.indices.map(Int32.init).sorted(by: precedes)
    articleRank = [Int32](repeating: 0, count: articles.count)
    sentenceNumber = [0]
    for (rank, article) in articleOrder.enumerated() {
      articleRank[Int(article)] = Int32(rank)
      let count = sentenceStart[Int(article) + 1] - sentenceStart[Int(article)]
      sentenceNumber.append(sentenceNumber[rank] + count)
    }
  }

  private func reportOrder() -> [Int32] {
    var order: [Int32] = []
    order.reserveCapacity(reports.count)
    for article in articleOrder {
      order.append(contentsOf: reportStart[Int(article)]..<reportStart[Int(article) + 1])
    }
    return order
  }

  private mutating func buildPostings() {
    let facts = self.facts
    let count = facts.count
    postings.byKind = Rows(keyCount: kinds.rows.count) { emit in
      for fact in 0..<count { emit(Int(facts.kind[fact]), Int32(fact)) }
    }
    var entityOfPlace: [Int32: Int32] = [:]
    for (id, entity) in entities.enumerated().reversed() where entity.kind == .place {
      if let row = entity.place { entityOfPlace[row.rawValue] = Int32(id) }
    }
    postings.byEntity = Rows(keyCount: entities.count) { emit in
      for fact in 0..<count {
        let happenedAt = facts.place[fact] < 0 ? nil : entityOfPlace[facts.place[fact]]
        if let happenedAt { emit(Int(happenedAt), Int32(fact)) }
        let fillers = facts.fillers(fact)
        for filler in fillers {
          // A fact stands once in an entity's list, whatever parts it plays.
          let entity = facts.fillerEntity[filler]
          if entity != happenedAt, !facts.fillerEntity[fillers.lowerBound..<filler].contains(entity) {
            emit(Int(entity), Int32(fact))
          }
        }
      }
    }
    let placeRows = Set(facts.place).subtracting([-2]).sorted()
    var position: [Int32: Int] = [:]
    for (i, row) in placeRows.enumerated() { position[row] = i }
    postings.placeRows = placeRows
    postings.byPlace = Rows(keyCount: placeRows.count) { emit in
      for fact in 0..<count { emit(position[facts.place[fact]] ?? -1, Int32(fact)) }
    }
    postings.byCell = Rows(keyCount: Postings.cells) { emit in
      for fact in 0..<count {
        emit(Postings.cell(latitude: facts.latitude[fact], longitude: facts.longitude[fact]), Int32(fact))
      }
    }
    var factOfReport = [Int32](repeating: 0, count: reports.count)
    for fact in 0..<count {
      for report in facts.reports(fact) { factOfReport[Int(report)] = Int32(fact) }
    }
    postings.factOfReport = factOfReport
    postings.byArticle = Rows(keyCount: articleOrder.count) { emit in
      // By fact, so that each article's list is sorted.
      for fact in 0..<count {
        for report in facts.reports(fact) {
          emit(Int(articleRank[Int(reports.article[Int(report)])]), Int32(fact))
        }
      }
    }
    postings.articlesByEntity = articlesByEntity()
  }

  private func articlesByEntity() -> Rows {
    Rows(keyCount: entities.count) { emit in
      // The last article that named an entity: each article once.
      var latest = [Int32](repeating: -1, count: entities.count)
      for rank in articleOrder.indices {
        let article = Int(articleOrder[rank])
        for use in Int(usesStart[article])..<Int(usesStart[article + 1]) {
          let entity = Int(entityOfForm[Int(usesForm[use])])
          if latest[entity] == Int32(rank) { continue }
          latest[entity] = Int32(rank)
          emit(entity, Int32(rank))
        }
      }
    }
  }
}
