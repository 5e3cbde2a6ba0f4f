internal import Articles
package import Facts

/// Of reports that stand in one block what their pairs are found by: kind, status, days, place, who fills which role and what is said.
/// Some 100 bytes a report, and what statements say.
package struct ReportCards: Sendable {
  /// Their fillers are numbers of entities that have a name, −1 for others. They hold no mentions.
  private var reports = Reports()
  /// By report.
  private var ordinals: [Int32] = []
  /// By article.
  private var ranks: [Int32] = []
  private var published: [TimeInterval] = []
  /// What the reports of an article say, as its text.
  private var said: [UInt8] = []
  private var saidStart: [Int32] = [0]
  private var clusterCount: Int32 = 0

  /// None.
  package init() {}

  /// Some reports of a merger, those of one article side by side.
  init(_ chosen: [Int32], at places: [ReportPlace], of merger: FactMerger) {
    clusterCount = Int32(merger.clusterCount)
    for (report, place) in zip(chosen, places) { append(Int(report), place, merger) }
  }

  private mutating func append(_ report: Int, _ place: ReportPlace, _ merger: FactMerger) {
    let from = merger.reports
    if ranks.last != place.rank {
      ranks.append(place.rank)
      published.append(merger.articles[Int(from.article[report])].published ?? Reports.noTime)
      saidStart.append(Int32(said.count))
    }
    ordinals.append(place.ordinal)
    reports.kind.append(from.kind[report])
    reports.status.append(from.status[report])
    reports.flags.append(from.flags[report])
    reports.confidence.append(from.confidence[report])
    reports.article.append(Int32(ranks.count - 1))
    if from.hasPlace(report) {
      let spot = Int(from.spot[report])
      let spots = from.spots
      reports.spot.append(
        reports.spots.intern(
          row: spots.place[spot], latitude: spots.latitude[spot], longitude: spots.longitude[spot],
          radius: spots.radius[spot], country: spots.country[spot]))
    } else {
      reports.spot.append(-1)
    }
    reports.time.append(from.time[report])
    appendSaid(report, merger)
    for filler in merger.boundedFillers(report) {
      reports.fillings.fillerRole.append(from.fillings.fillerRole[filler])
      reports.fillings.fillerForm.append(merger.named[filler])
    }
    reports.fillings.fillerStart.append(Int32(reports.fillings.fillerForm.count))
  }

  private mutating func appendSaid(_ report: Int, _ merger: FactMerger) {
    guard merger.reports.content[report] >= 0 else {
      reports.content.append(-1)
      return
    }
    let text = merger.articles[Int(merger.reports.article[report])].text
    let range = merger.reports.contents[Int(merger.reports.content[report])]
    let low = max(0, min(Int(range.start), text.count))
    let high = max(low, min(Int(range.end), text.count))
    let start = Int32(said.count) - saidStart[ranks.count - 1]
    said.append(contentsOf: text[low..<high])
    saidStart[ranks.count] = Int32(said.count)
    reports.content.append(Int32(reports.contents.count))
    reports.contents.append(TextRange(start: start, end: start + Int32(high - low)))
  }

  /// Adds those of other articles. O(their size).
  package mutating func append(_ other: ReportCards) {
    let (articles, contents) = (Int32(ranks.count), Int32(reports.contents.count))
    let (fillers, bytes) = (Int32(reports.fillings.fillerForm.count), Int32(said.count))
    clusterCount = max(clusterCount, other.clusterCount)
    ordinals += other.ordinals
    ranks += other.ranks
    published += other.published
    said += other.said
    saidStart += other.saidStart.dropFirst().map { $0 + bytes }
    let from = other.reports
    reports.kind += from.kind
    reports.status += from.status
    reports.flags += from.flags
    reports.confidence += from.confidence
    reports.article += from.article.map { $0 + articles }
    let spots = (0..<from.spots.count).map { spot in
      reports.spots.intern(
        row: from.spots.place[spot], latitude: from.spots.latitude[spot],
        longitude: from.spots.longitude[spot],
        radius: from.spots.radius[spot], country: from.spots.country[spot])
    }
    reports.spot += from.spot.map { $0 < 0 ? -1 : spots[Int($0)] }
    reports.time += from.time
    reports.content += from.content.map { $0 < 0 ? -1 : $0 + contents }
    reports.contents += from.contents
    reports.fillings.fillerStart += from.fillings.fillerStart.dropFirst().map { $0 + fillers }
    reports.fillings.fillerRole += from.fillings.fillerRole
    reports.fillings.fillerForm += from.fillings.fillerForm
  }

  /// The pairs of a block of `count`, each once: all that any article has in it is there. O(reports · log reports), but for many
  /// reports of one entity within days.
  package func pairs(
    block: Int, of count: Int, kinds: KindTable, places: PlaceKnowledge
  ) -> [ReportPair] {
    let order = (0..<Int32(reports.count)).sorted { a, b in
      let (x, y) = (place(Int(a)), place(Int(b)))
      return x.rank != y.rank ? x.rank < y.rank : x.ordinal < y.ordinal
    }
    let articles = ranks.indices.map { article in
      Article(
        text: said[Int(saidStart[article])..<Int(saidStart[article + 1])],
        published: published[article].start > published[article].end ? nil : published[article])
    }
    let merger = FactMerger(
      reports: reports, named: reports.fillings.fillerForm, clusterCount: Int(clusterCount), places: places,
      kinds: kinds, order: order, days: ReportDays(reports, articles: articles, order: order),
      articles: articles)
    var found: Set<ReportPair> = []
    for candidate in merger.candidates(part: block, of: count) {
      found.insert(
        ReportPair(
          score: candidate.score, first: place(Int(order[Int(candidate.first)])),
          second: place(Int(order[Int(candidate.second)]))))
    }
    return Array(found)
  }

  private func place(_ report: Int) -> ReportPlace {
    ReportPlace(rank: ranks[Int(reports.article[report])], ordinal: ordinals[report])
  }

  // MARK: Bytes

  /// As bytes, for programs with the same kinds and gazetteer. O(reports).
  package func archived() -> ContiguousArray<UInt8> {
    var archive = ColumnArchive()
    var copy = self
    copy.archive(&archive, .standard)
    return archive.bytes
  }

  /// What was written; nil where the bytes are not whole. O(bytes).
  package init?(_ bytes: UnsafeRawBufferPointer, kinds: KindTable) {
    var archive = ColumnArchive(reading: bytes)
    self.archive(&archive, kinds)
    guard archive.isWhole else { return nil }
  }

  private mutating func archive(_ archive: inout ColumnArchive, _ kinds: KindTable) {
    archive.value(&clusterCount)
    archive.column(&ranks)
    archive.column(&published)
    archive.column(&said)
    archive.starts(&saidStart, count: ranks.count, items: said.count)
    archive.require(published.count == ranks.count)
    archive.column(&ordinals)
    reports.archivePaired(
      &archive, articles: ranks.count, clusters: Int(max(0, clusterCount)), kinds: kinds)
    archive.require(ordinals.count == reports.count)
  }
}

extension Reports {
  /// The columns that pairs are found by.
  fileprivate mutating func archivePaired(
    _ archive: inout ColumnArchive, articles: Int, clusters: Int, kinds: KindTable
  ) {
    archive.column(&kind)
    let count = kind.count
    archive.require(kind.allSatisfy { Int($0) < kinds.rows.count })
    archive.column(&status)
    archive.column(&flags)
    archive.column(&confidence)
    archive.rows(&article, in: 0..<articles)
    spots.archive(&archive)
    archive.rows(&spot, in: -1..<spots.count)
    archive.column(&time)
    archive.column(&contents)
    archive.rows(&content, in: -1..<contents.count)
    for length in [
      status.count, flags.count, confidence.count, article.count, spot.count, time.count, content.count,
    ] { archive.require(length == count) }
    archive.column(&fillings.fillerRole)
    archive.rows(&fillings.fillerForm, in: -1..<clusters)
    archive.require(fillings.fillerForm.count == fillings.fillerRole.count)
    archive.starts(&fillings.fillerStart, count: count, items: fillings.fillerForm.count)
  }
}
