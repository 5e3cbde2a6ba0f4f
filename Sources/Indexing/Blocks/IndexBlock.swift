internal import Articles
package import Facts

/// A fact as one article tells it, by where it stands in a collection that is joined in blocks.
package struct ReportPlace: Hashable, Sendable {
  /// The article's (`ArticlePlacing.rank`).
  package var rank: Int32
  /// The how manieth of what the article tells, from 0.
  package var ordinal: Int32

  /// The report at a place.
  package init(rank: Int32, ordinal: Int32) {
    self.rank = rank
    self.ordinal = ordinal
  }
}

/// Two reports that may tell of one event: whether they do depends on what else is joined with them.
package struct ReportPair: Hashable, Sendable {
  /// How well they agree.
  package var score: Int32
  /// The earlier one.
  package var first: ReportPlace
  /// The later one.
  package var second: ReportPlace

  /// As another program found it.
  package init(score: Int32, first: ReportPlace, second: ReportPlace) {
    self.score = score
    self.first = first
    self.second = second
  }
}

/// Some articles of a collection that is joined in blocks, each block by itself, on one machine or many.
///
/// What joins facts across articles is of two sorts. Who is who, and which articles are copies, all articles decide together; that
/// takes what they name and a fingerprint of each: an `EntityDirectory` and the `ArticlePlacing`s. Which reports tell of one event
/// is decided in blocks of reports that have an entity or a town in common (`FactMerger`). So, given the directory:
///
/// 1. `cards(of:)` says what of its articles' reports each block of reports has to know.
/// 2. `ReportCards.pairs(block:of:)` finds in one such block the pairs of reports that may be one event.
/// 3. Reports that such pairs connect are joined by `join(_:)`, with all their pairs and nothing else: what becomes of them depends on
///    no other report.
///
/// Articles of one group (`ArticlePlacing.group`) are always in a block together. Then the facts are those of a `FactIndex` of all
/// articles: the same rules run over the same reports in the same order.
package struct IndexBlock: Sendable {
  /// The articles with what they tell, and once they are joined their facts. Articles are numbered as they stand in the block, entities
  /// as in the directory.
  package private(set) var index: FactIndex
  private let directory: EntityDirectory
  private let isNamed: [Bool]
  /// By insertion.
  private var placings: [ArticlePlacing] = []

  /// A block without articles.
  package init(kinds: KindTable, places: PlaceKnowledge, _ directory: EntityDirectory) {
    index = FactIndex(kinds: kinds, places: places)
    index.naming.forms = directory.forms
    isNamed = directory.entities.map(\.isNamed)
    self.directory = directory
  }

  /// Adds an article. False where it names what the directory does not know: then it is not of the collection that the directory is of.
  /// O(its size).
  package mutating func append(_ unit: FactIndex, _ placing: ArticlePlacing) -> Bool {
    precondition(unit.inserted.count == 1)
    index.append(unit)
    placings.append(placing)
    return index.naming.forms.count == directory.forms.count
  }

  /// What each block of `count` is to know of these articles' reports; nothing for one in which none stands. The articles are there with
  /// those of their groups. O(blocks + reports · log reports).
  package mutating func cards(of count: Int) -> [(block: Int, cards: ReportCards)] {
    let (order, merger) = ordered()
    var inBlock: [[Int32]] = Array(repeating: [], count: count)
    for report in order where merger.firstDay[Int(report)] <= merger.lastDay[Int(report)] {
      merger.forEachKey(of: Int(report)) { key in
        let block = Int(key) % count
        if inBlock[block].last != report { inBlock[block].append(report) }
      }
    }
    return inBlock.enumerated().lazy.filter { !$0.element.isEmpty }.map { block, reports in
      let places = reports.map { place(ofReport: $0) }
      return (block, ReportCards(reports, at: places, of: merger))
    }
  }

  /// Joins the reports by these pairs. False where a pair names a report that is not there. O(reports · log reports).
  package mutating func join(_ pairs: [ReportPair]) -> Bool {
    let (order, merger) = ordered()
    var position = [Int32](repeating: -1, count: index.reports.count)
    for (number, report) in order.enumerated() { position[Int(report)] = Int32(number) }
    let articles = articleOfRank
    func find(_ place: ReportPlace) -> Int32? {
      guard let article = articles[place.rank] else { return nil }
      let report = Int64(index.reportStart[Int(article)]) + Int64(place.ordinal)
      guard place.ordinal >= 0, report < Int64(index.reportStart[Int(article) + 1]) else { return nil }
      return position[Int(report)] < 0 ? nil : position[Int(report)]
    }
    var candidates: [FactMerger.Candidate] = []
    for pair in pairs {
      guard let first = find(pair.first), let second = find(pair.second), first != second else {
        return false
      }
      candidates.append(
        FactMerger.Candidate(score: pair.score, first: min(first, second), second: max(first, second)))
    }
    index.takeBlock(order: order, roots: merger.merge(&candidates), directory)
    return true
  }

  /// The report that a fact is called by: the first of those that tell it. O(1).
  package func place(of fact: FactID) -> ReportPlace {
    place(
      ofReport: index.facts.reports(Int(fact.rawValue))[index.facts.reports(Int(fact.rawValue)).startIndex])
  }

  /// Where an article of the block stands in the collection. O(1).
  package func placing(of id: ArticleID) -> ArticlePlacing {
    placings[Int(index.articleOrder[Int(id.rawValue)])]
  }

  private func place(ofReport report: Int32) -> ReportPlace {
    let article = Int(index.reports.article[Int(report)])
    return ReportPlace(rank: placings[article].rank, ordinal: report - index.reportStart[article])
  }

  private var articleOfRank: [Int32: Int32] {
    Dictionary(placings.enumerated().map { ($1.rank, Int32($0)) }) { first, _ in first }
  }

  /// Puts the articles in order. The reports that count, and what joins them.
  private mutating func ordered() -> ([Int32], FactMerger) {
    index.orderArticles()
    index.takeCopies(placings, articleOfRank)
    let order = index.reportOrder()
    return (order, merger(index.copies.twins.dating(index.reports), order: order))
  }

  private func merger(_ reports: Reports, order: [Int32]) -> FactMerger {
    FactMerger(
      reports: reports, cluster: directory.entityOfForm, isNamed: isNamed, places: index.places,
      kinds: index.kinds, order: order,
      days: ReportDays(reports, articles: index.inserted, order: order), articles: index.inserted)
  }
}

extension FactIndex {
  /// Takes over which articles are copies, of a block that has whole groups. O(articles), and the sentences of copies.
  fileprivate mutating func takeCopies(_ placings: [ArticlePlacing], _ article: [Int32: Int32]) {
    var found = ArticleCopies()
    let original = placings.enumerated().map { article[$1.original] ?? Int32($0) }
    if original.indices.contains(where: { original[$0] != Int32($0) }) {
      found.original = original
      found.members = Rows(keys: articleOrder.map { original[Int($0)] }, items: articleOrder)
      found.successor = placings.map { $0.successor < 0 ? -1 : article[$0.successor] ?? -1 }
      found.withdrawn = Set(placings.indices.lazy.filter { placings[$0].isWithdrawn }.map { Int32($0) })
      copies = found
      found.twins = ReportTwins(self, found)
    }
    if placings.contains(where: { !$0.agency.isEmpty }) {
      found.agency = placings.map { prints.row(ofAgency: $0.agency) }
    }
    copies = found
  }

  /// Makes the facts of groups of reports, with the entities of a directory. O(reports).
  fileprivate mutating func takeBlock(order: [Int32], roots: [Int32], _ directory: EntityDirectory) {
    keyCache = FactKeyCache()
    entities = directory.entities
    entityCountry = directory.countries
    entityOfForm = directory.entityOfForm
    var columns = FactColumns(
      reports: copies.twins.dating(reports), places: places, cluster: directory.entityOfForm, kinds: kinds,
      corrections: [:])
    facts = columns.make(order: order, roots: roots)
    finishedAt = inserted.count
    takesCorrections = false
  }
}
