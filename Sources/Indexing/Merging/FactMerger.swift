internal import Articles
internal import Atlas
internal import Facts

/// Finds the reports of different articles that tell of one event.
///
/// Two reports are one event when their kinds agree, their dates are compatible (overlapping within a day;
/// within three where one is inherited or the article's own), their places are the same or one contains the
/// other or one is missing, and they share a principal participant: two, or all, where both name several.
/// Statements need the same speaker and nearly the same content. Explicit differences forbid it: of date, of
/// place, of who else took part, and between what happened and what was denied. Two facts of one article are
/// never one: the extraction has already decided that. What is hardly sure is not joined to what is sure: a collection
/// says of its sure facts what it would say without its candidates.
///
/// Candidates come from blocks (same entity and kind, days near each other), best first; a union is made when no member
/// of one side contradicts one of the other. Reports are visited by article rank, so the outcome does not
/// depend on the order of insertion.
struct FactMerger {
  let reports: Reports
  /// Behind their numbers stand those of towns, where reports are put into blocks.
  let clusterCount: Int
  let places: PlaceKnowledge
  /// First role of each kind; 255 where it has none.
  let principal: [UInt8]
  /// The kind says what somebody said.
  let hasContent: [Bool]
  /// The kind of whatever else was done: two such acts of one person on one day are two.
  let isCatchAll: [Bool]
  /// Kinds with a goal: the same person goes to many places.
  let needsPlace: [Bool]
  /// Attacks, disasters, deaths: one town has seldom two on one day.
  let isHarm: [Bool]
  /// Reports by article rank, then position in the article.
  let order: [Int32]
  let articles: [Article]

  let firstDay: [Int32]
  let lastDay: [Int32]
  let slack: [UInt8]
  /// `ReportDays.dated`
  let dated: [Int32]
  /// Cluster of each filler of a report; −1 where it has no name of its own.
  let named: [Int32]

  /// Gazetteer row of each spot that is a town; −1 for other places.
  private let townOfSpot: [Int32]

  /// Comparisons a report takes part in at most within one block.
  static let window = 1024
  /// A longer interval says too little to merge by, but for the same one.
  static let widest: Int32 = 31
  /// Members looked at when two clusters meet; fillers looked at in a report.
  static let bound = 64

  struct Candidate {
    var score: Int32
    /// Positions in `order`.
    var first: Int32
    var second: Int32
  }

  /// `isNamed`: the cluster has a name of its own, so that sharing it is evidence.
  init(
    reports: Reports, cluster: [Int32], isNamed: [Bool], places: PlaceKnowledge, kinds: KindTable,
    order: [Int32], days: ReportDays, articles: [Article]
  ) {
    let named = reports.fillings.fillerForm.map { form in
      form >= 0 && isNamed[Int(cluster[Int(form)])] ? cluster[Int(form)] : -1
    }
    self.init(
      reports: reports, named: named, clusterCount: isNamed.count, places: places, kinds: kinds, order: order,
      days: days, articles: articles)
  }

  /// `named` as the member.
  init(
    reports: Reports, named: [Int32], clusterCount: Int, places: PlaceKnowledge, kinds: KindTable,
    order: [Int32], days: ReportDays, articles: [Article]
  ) {
    firstDay = days.first
    lastDay = days.last
    slack = days.slack
    dated = days.dated
    self.reports = reports
    self.named = named
    self.clusterCount = clusterCount
    self.places = places
    self.order = order
    self.articles = articles
    principal = kinds.rows.map { $0.roles.first?.rawValue ?? 255 }
    let content = kinds.role(named: "content")
    let goal = kinds.role(named: "destination")
    needsPlace = kinds.rows.map { row in goal.map { row.roles.contains($0) } ?? false }
    hasContent = kinds.rows.map { row in content.map { row.roles.contains($0) } ?? false }
    isCatchAll = kinds.rows.map { $0.kind == kinds.catchAll }
    isHarm = kinds.rows.map { $0.traits.contains(.harm) }
    townOfSpot = reports.spots.place.map { row in
      let kind = row < 0 ? nil : places.place(PlaceID(rawValue: row))?.kind
      return kind == .city || kind == .seat ? row : -1
    }
  }

  /// Reports grouped into events: for each report of `order`, the position in `order` of the first report of
  /// its event. O(n log n) but for blocks of many reports of one entity within days, which `window` bounds.
  func merge() -> [Int32] {
    var found = candidates()
    return merge(&found)
  }

  /// The same by these candidates, of which one may be there twice; they are put in order.
  func merge(_ candidates: inout [Candidate]) -> [Int32] {
    candidates.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      return a.first != b.first ? a.first < b.first : a.second < b.second
    }
    var events = Events(count: order.count)
    for candidate in candidates {
      let a = events.root(candidate.first)
      let b = events.root(candidate.second)
      if a == b { continue }
      let (low, high) = (min(a, b), max(a, b))
      if events.size[Int(low)] == 1, events.size[Int(high)] == 1 {
        if contradict(Int(order[Int(low)]), Int(order[Int(high)])) { continue }
      } else {
        guard events.size[Int(low)] + events.size[Int(high)] <= 4096,
          canUnite(events.members(low), events.members(high))
        else { continue }
      }
      events.unite(low, with: high)
    }
    return order.indices.map { events.root(Int32($0)) }
  }

  private func canUnite(_ left: [Int32], _ right: [Int32]) -> Bool {
    if left.count + right.count <= 16 {
      for a in left {
        for b in right where article(a) == article(b) { return false }
      }
    } else {
      let articlesOfLeft = Set(left.map(article))
      for position in right where articlesOfLeft.contains(article(position)) { return false }
    }
    for a in left.prefix(Self.bound) {
      for b in right.prefix(Self.bound) where contradict(Int(order[Int(a)]), Int(order[Int(b)])) {
        return false
      }
    }
    return true
  }

  private func article(_ position: Int32) -> Int32 { reports.article[Int(order[Int(position)])] }

  /// Of every `parts`th block only. One that two blocks have may be there twice.
  func candidates(part: Int, of parts: Int) -> [Candidate] {
    candidates(blocks(part: part, of: parts), kindOfPosition)
  }

  /// The kind of the report at each position of `order`, doubled, odd where it is sure.
  private var kindOfPosition: [UInt16] {
    order.map { UInt16(reports.kind[Int($0)]) * 2 + (reports.isSure(Int($0)) ? 1 : 0) }
  }

  private func candidates() -> [Candidate] {
    let kinds = kindOfPosition
    if named.count < 10_000 { return candidates(blocks(part: 0, of: 1), kinds) }
    var even: [Candidate] = []
    var odd: [Candidate] = []
    Parallel.run {
      even = candidates(blocks(part: 0, of: 2), kinds)
    } _: {
      odd = candidates(blocks(part: 1, of: 2), kinds)
    }
    even += odd
    return even
  }

  /// `kindAt` as `kindOfPosition`.
  private func candidates(_ blocks: Rows, _ kindAt: [UInt16]) -> [Candidate] {
    var found: [Candidate] = []
    var words = ContentWords()
    var ofKind: [[Int32]] = Array(repeating: [], count: 2 * principal.count)
    var kinds: [Int] = []
    for block in 0..<blocks.keyCount where blocks.count(block) > 1 {
      // Only reports of one kind can be one event, and only sure ones with sure ones.
      for item in blocks.range(block) {
        let position = blocks.items[item]
        let kind = Int(kindAt[Int(position)])
        if ofKind[kind].isEmpty { kinds.append(kind) }
        ofKind[kind].append(position)
      }
      for kind in kinds {
        if ofKind[kind].count > 1 { compare(ofKind[kind], &words, &found) }
        ofKind[kind].removeAll(keepingCapacity: true)
      }
      kinds.removeAll(keepingCapacity: true)
    }
    return found
  }

  /// The dated reports (by position in `order`) in which a named entity fills a role, by entity, and behind the
  /// entities those of harm by town; each list as in `dated`. Of every `parts`th entity and town only.
  private func blocks(part: Int, of parts: Int) -> Rows {
    var keys: [Int32] = []
    var positions: [Int32] = []
    keys.reserveCapacity(named.count / parts)
    positions.reserveCapacity(named.count / parts)
    let (part, step) = (Int32(part), Int32(parts))
    // A few of all the towns there are: lists are made for those alone.
    var towns: [Int32: Int32] = [:]
    let firstTown = clusterCount / parts + 1
    for position in dated {
      forEachKey(of: Int(order[Int(position)])) { key in
        guard key % step == part else { return }
        if key < clusterCount {
          keys.append(key / step)
        } else {
          let next = Int32(firstTown + towns.count)
          keys.append(towns[key] ?? next)
          if keys[keys.count - 1] == next { towns[key] = next }
        }
        positions.append(position)
      }
    }
    return Rows(keys: keys, items: positions, keyCount: firstTown + towns.count)
  }

  /// The keys of the blocks in which a report stands: numbers of entities, and behind those of all entities the rows of towns. One
  /// may come twice.
  func forEachKey(of report: Int, _ body: (Int32) -> Void) {
    for filler in boundedFillers(report) where named[filler] >= 0 { body(named[filler]) }
    if let town = town(ofHarm: report) { body(Int32(clusterCount) + town) }
  }

  /// The town in which an attack or a disaster happened, if its own sentence or the dateline says so; nil for other kinds and
  /// for what did not happen.
  func town(ofHarm report: Int) -> Int32? {
    guard isHarm[Int(reports.kind[report])], reports.hasPlace(report),
      reports.placeVia(report) == .clause || reports.placeVia(report) == .dateline,
      Status(rawValue: reports.status[report])?.isReal == true
    else { return nil }
    let row = townOfSpot[Int(reports.spot[report])]
    return row < 0 ? nil : row
  }

  func boundedFillers(_ report: Int) -> Range<Int> {
    let all = reports.fillers(report)
    return all.lowerBound..<min(all.upperBound, all.lowerBound + Self.bound)
  }

  private func compare(_ block: [Int32], _ words: inout ContentWords, _ found: inout [Candidate]) {
    for i in block.indices {
      let a = Int(order[Int(block[i])])
      let isWide = lastDay[a] &- firstDay[a] > Self.widest
      let limit = isWide ? firstDay[a] : lastDay[a] &+ 3
      var j = i + 1
      while j < block.endIndex, j - i <= Self.window {
        let b = Int(order[Int(block[j])])
        if firstDay[b] > limit { break }
        if block[i] != block[j], let score = score(a, b, words: &words) {
          found.append(
            Candidate(score: score, first: min(block[i], block[j]), second: max(block[i], block[j])))
        }
        j += 1
      }
    }
  }
}
