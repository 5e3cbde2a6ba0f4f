internal import Articles
internal import Atlas
internal import Facts

extension FactIndex {
  mutating func buildPostings() {
    postings = Postings()
    let count = facts.count
    postings.byKind = Rows(ofRows: facts.kind.map(Int32.init), keyCount: kinds.rows.count)
    postings.byStatus = Rows(ofRows: facts.status.map(Int32.init), keyCount: 256)
    postings.bySpot = Rows(ofRows: facts.spot, keyCount: reports.spots.count)
    postings.unplaced.reserveCapacity(count - postings.bySpot.items.count)
    for fact in 0..<count where facts.spot[fact] < 0 { postings.unplaced.append(Int32(fact)) }
    postings.spotsByCell = spotsByCell()
    let fillers = distinctFillers()
    postings.byEntity = Rows(keys: fillers.entity, items: fillers.fact, keyCount: entities.count)
    postings.sureByKind = sureCounts(postings.byKind)
    postings.sureByEntity = sureCounts(postings.byEntity)
    postings.sureBySpot = sureCounts(postings.bySpot)
    var article: [Int32] = []
    var fact: [Int32] = []
    article.reserveCapacity(facts.members.count)
    fact.reserveCapacity(facts.members.count)
    // By fact, so that each article's list is sorted; by article within a fact, so that doubles are neighbours.
    for row in 0..<count {
      guard copies.isEmpty else {
        for rank in articleRanks(of: row) {
          article.append(rank)
          fact.append(Int32(row))
        }
        continue
      }
      var latest: Int32 = -1
      for member in Int(facts.memberStart[row])..<Int(facts.memberStart[row + 1]) {
        let rank = articleRank[Int(reports.article[Int(facts.members[member])])]
        if rank == latest { continue }
        latest = rank
        article.append(rank)
        fact.append(Int32(row))
      }
    }
    postings.byArticle = Rows(keys: article, items: fact, keyCount: articleOrder.count)
  }

  private func sureCounts(_ lists: Rows) -> [Int32] {
    (0..<lists.keyCount).map { key in Int32(lists[key].count { isSure(FactID(rawValue: $0)) }) }
  }

  private func spotsByCell() -> Rows {
    let spots = reports.spots
    var cells: [Int32] = []
    cells.reserveCapacity(spots.count)
    for spot in 0..<spots.count {
      cells.append(Int32(Postings.cell(latitude: spots.latitude[spot], longitude: spots.longitude[spot])))
    }
    return Rows(ofRows: cells, keyCount: Postings.cells)
  }

  private struct DistinctFillers {
    var entity: [Int32] = []
    var fact: [Int32] = []
  }

  /// A fact stands once in an entity's list, whatever parts it plays. The entity of the place where it happened
  /// counts as well.
  private func distinctFillers() -> DistinctFillers {
    let entityOfSpot = entityOfSpot()
    var pairs = DistinctFillers()
    let count = facts.count
    pairs.entity.reserveCapacity(facts.fillerEntity.count + count)
    pairs.fact.reserveCapacity(facts.fillerEntity.count + count)
    // The last fact that stands in a list.
    var latest = [Int32](repeating: -1, count: entities.count)
    for fact in 0..<Int32(count) {
      let spot = facts.spot[Int(fact)]
      if spot >= 0, entityOfSpot[Int(spot)] >= 0 {
        let entity = entityOfSpot[Int(spot)]
        latest[Int(entity)] = fact
        pairs.entity.append(entity)
        pairs.fact.append(fact)
      }
      for filler in facts.fillers(Int(fact)) {
        let entity = facts.fillerEntity[filler]
        if latest[Int(entity)] != fact {
          latest[Int(entity)] = fact
          pairs.entity.append(entity)
          pairs.fact.append(fact)
        }
      }
    }
    return pairs
  }

  /// The entity of each spot's gazetteer row; −1 where there is none.
  private func entityOfSpot() -> [Int32] {
    var entityOfPlace: [Int32: Int32] = [:]
    for (id, entity) in entities.enumerated().reversed() where entity.kind == .place {
      if let row = entity.place { entityOfPlace[row.rawValue] = Int32(id) }
    }
    return reports.spots.place.map { $0 < 0 ? -1 : entityOfPlace[$0] ?? -1 }
  }

  /// The articles that name each entity, ascending.
  func articlesByEntity() -> Rows {
    var entity: [Int32] = []
    var article: [Int32] = []
    entity.reserveCapacity(naming.usesForm.count)
    article.reserveCapacity(naming.usesForm.count)
    // The last article that named an entity: each article once.
    var latest = [Int32](repeating: -1, count: entities.count)
    for rank in articleOrder.indices {
      let inserted = Int(articleOrder[rank])
      for use in Int(naming.usesStart[inserted])..<Int(naming.usesStart[inserted + 1]) {
        let named = entityOfForm[Int(naming.usesForm[use])]
        if latest[Int(named)] == Int32(rank) { continue }
        latest[Int(named)] = Int32(rank)
        entity.append(named)
        article.append(Int32(rank))
      }
    }
    return Rows(keys: entity, items: article, keyCount: entities.count)
  }
}
