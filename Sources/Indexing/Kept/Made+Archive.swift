internal import Articles
internal import Facts

extension MergedFacts {
  mutating func archive(_ archive: inout ColumnArchive, index: FactIndex) {
    archive.column(&kind)
    let count = kind.count
    archive.require(kind.allSatisfy { Int($0) < index.kinds.rows.count })
    archive.column(&status)
    archive.require(status.allSatisfy { Status(rawValue: $0) != nil })
    archive.column(&confidence)
    archive.column(&start)
    archive.column(&end)
    archive.rows(&spot, in: -1..<index.spots.count)
    archive.column(&placeMember)
    archive.column(&timeMember)
    for length in [
      status.count, confidence.count, start.count, end.count, spot.count, placeMember.count, timeMember.count,
    ] { archive.require(length == count) }
    archive.rows(&members, in: 0..<index.reports.count)
    archive.starts(&memberStart, count: count, items: members.count)
    archive.column(&fillerRole)
    archive.require(fillerRole.allSatisfy { Int($0) < index.kinds.roleNames.count })
    archive.rows(&fillerEntity, in: 0..<index.entities.count)
    archive.require(fillerRole.count == fillerEntity.count)
    archive.starts(&fillerStart, count: count, items: fillerEntity.count)
    archive.value(&datedCount)
    archive.require((0...count).contains(datedCount))
    archive.column(&latestEnd)
    archive.require(latestEnd.count >= (datedCount + Self.block - 1) / Self.block)
    archive.require(areMembersThere(count))
  }

  /// Whether every fact has the reports that it says its place and date are of, and at least one.
  private func areMembersThere(_ count: Int) -> Bool {
    for fact in 0..<count {
      let all = memberStart[fact + 1] - memberStart[fact]
      if all < 1 { return false }
      if placeMember[fact] != Self.none, Int32(placeMember[fact]) >= all { return false }
      if timeMember[fact] != Self.none, Int32(timeMember[fact]) >= all { return false }
      if spot[fact] >= 0, placeMember[fact] == Self.none { return false }
    }
    return true
  }
}

extension Postings {
  mutating func archive(_ archive: inout ColumnArchive, index: FactIndex) {
    let facts = 0..<index.facts.count
    let kinds = index.kinds.rows.count
    byKind.archive(&archive, keys: kinds, rows: facts)
    byStatus.archive(&archive, keys: 256, rows: facts)
    byEntity.archive(&archive, keys: index.entities.count, rows: facts)
    bySpot.archive(&archive, keys: index.spots.count, rows: facts)
    archive.rows(&unplaced, in: facts)
    spotsByCell.archive(&archive, keys: Self.cells, rows: 0..<index.spots.count)
    byArticle.archive(&archive, keys: index.articleOrder.count, rows: facts)
    articlesByEntity.archive(&archive, keys: index.entities.count, rows: 0..<index.articleOrder.count)
    archive.column(&sureByKind)
    archive.column(&sureByEntity)
    archive.column(&sureBySpot)
    archive.require(sureByKind.count == kinds)
    archive.require(sureByEntity.count == index.entities.count && sureBySpot.count == index.spots.count)
  }
}

extension ArticleCopies {
  mutating func archive(_ archive: inout ColumnArchive, articles: Int, reports: Int, agencies: Int) {
    archive.rows(&original, in: 0..<articles)
    archive.rows(&successor, in: -1..<articles)
    archive.require(original.isEmpty || original.count == articles)
    archive.require(successor.count == original.count)
    var gone = withdrawn.sorted()
    archive.rows(&gone, in: 0..<articles)
    if archive.isReading { withdrawn = Set(gone) }
    members.archive(&archive, keys: original.count, rows: 0..<articles)
    archive.rows(&agency, in: -1..<agencies)
    archive.require(agency.isEmpty || agency.count == articles)
    var pairs = overlaps.keys.sorted()
    var shares = pairs.map { overlaps[$0] ?? 0 }
    archive.column(&pairs)
    archive.column(&shares)
    archive.require(pairs.count == shares.count)
    if archive.isReading, archive.isSound {
      overlaps = Dictionary(zip(pairs, shares)) { first, _ in first }
    }
    twins.archive(&archive, reports: reports)
  }
}

extension ReportTwins {
  mutating func archive(_ archive: inout ColumnArchive, reports: Int) {
    archive.rows(&of, in: Int(Self.dropped)..<reports)
    archive.require(of.isEmpty || of.count == reports)
    rows.archive(&archive, keys: of.count, rows: 0..<reports)
    var later = dated.keys.sorted()
    var earlier = later.map { dated[$0] ?? 0 }
    archive.rows(&later, in: 0..<reports)
    archive.rows(&earlier, in: 0..<reports)
    archive.require(later.count == earlier.count)
    if archive.isReading, archive.isSound { dated = Dictionary(zip(later, earlier)) { first, _ in first } }
  }
}
