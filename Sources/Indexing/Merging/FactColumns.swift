internal import Articles
internal import Atlas
internal import Facts

/// Makes the columns of merged facts out of groups of reports.
struct FactColumns {
  let reports: Reports
  let places: PlaceKnowledge
  /// Cluster of each form: what fillers hold until entities are numbered.
  let cluster: [Int32]
  let kinds: KindTable
  /// What a person says of a group, by its root.
  let corrections: [Int32: CorrectedFact]
  var facts = MergedFacts()

  init(
    reports: Reports, places: PlaceKnowledge, cluster: [Int32], kinds: KindTable,
    corrections: [Int32: CorrectedFact]
  ) {
    self.reports = reports
    self.places = places
    self.cluster = cluster
    self.kinds = kinds
    self.corrections = corrections
  }

  /// What of a group must be known before facts are put in order.
  private struct Heads {
    var start: [Int64] = []
    var end: [Int64] = []
    /// Position of the group's first report.
    var key: [Int32] = []
    var time: [UInt16] = []
    var kind: [UInt8] = []

    /// Says of the last group what a person says of it. Which report its date was read from stays.
    mutating func correctLast(_ correction: CorrectedFact) {
      let last = key.count - 1
      if let time = correction.time {
        start[last] = time.value?.start ?? MergedFacts.undated
        end[last] = time.value?.end ?? MergedFacts.undated
      }
      if let corrected = correction.kind { kind[last] = corrected.rawValue }
    }

    mutating func append(_ other: Heads) {
      start += other.start
      end += other.end
      key += other.key
      time += other.time
      kind += other.kind
    }
  }

  /// The facts in their order. `order` has the reports by article, `roots` for each the position of the first
  /// report of its event. O(reports).
  mutating func make(order: [Int32], roots: [Int32]) -> MergedFacts {
    let groups = Rows(keys: roots, items: order)
    let (early, late) = Parallel.halves(groups.keyCount)
    var heads = Heads()
    var lateHeads = Heads()
    let maker = self
    Parallel.run {
      heads = maker.heads(groups, early)
    } _: {
      lateHeads = maker.heads(groups, late)
    }
    heads.append(lateHeads)
    let sorted = sorted(heads)
    facts.kind = sorted.map { heads.kind[Int($0)] }
    facts.start = sorted.map { heads.start[Int($0)] }
    facts.end = sorted.map { heads.end[Int($0)] }
    facts.timeMember = sorted.map { heads.time[Int($0)] }
    measureDates()
    let (first, second) = Parallel.halves(sorted.count)
    var other = FactColumns(
      reports: reports, places: places, cluster: cluster, kinds: kinds, corrections: corrections)
    Parallel.run {
      append(sorted[first], heads, groups)
    } _: {
      other.append(sorted[second], heads, groups)
    }
    join(other.facts)
    return facts
  }

  private mutating func append(_ sorted: ArraySlice<Int32>, _ heads: Heads, _ groups: Rows) {
    reserve(sorted.count, members: sorted.count)
    let items = groups.items
    for head in sorted {
      let key = heads.key[Int(head)]
      append(items, groups.range(Int(key)))
      if let correction = corrections.isEmpty ? nil : corrections[key] { correct(key, correction) }
    }
  }

  /// Appends the columns of later facts.
  private mutating func join(_ other: MergedFacts) {
    let members = Int32(facts.members.count)
    let fillers = Int32(facts.fillerRole.count)
    facts.status += other.status
    facts.confidence += other.confidence
    facts.spot += other.spot
    facts.placeMember += other.placeMember
    facts.members += other.members
    facts.memberStart += other.memberStart.dropFirst().map { $0 + members }
    facts.fillerRole += other.fillerRole
    facts.fillerEntity += other.fillerEntity
    facts.fillerStart += other.fillerStart.dropFirst().map { $0 + fillers }
    facts.read.merge(other.read) { $1 }
  }

  private mutating func measureDates() {
    var latest = Int64.min
    for fact in facts.start.indices {
      if facts.start[fact] != MergedFacts.undated {
        facts.datedCount += 1
        latest = max(latest, facts.end[fact])
      }
      if fact % MergedFacts.block == MergedFacts.block - 1 { facts.latestEnd.append(latest) }
    }
    if facts.count % MergedFacts.block != 0 { facts.latestEnd.append(latest) }
  }

  private func heads(_ groups: Rows, _ keys: Range<Int>) -> Heads {
    var heads = Heads()
    heads.start.reserveCapacity(keys.count)
    heads.end.reserveCapacity(keys.count)
    heads.key.reserveCapacity(keys.count)
    heads.time.reserveCapacity(keys.count)
    heads.kind.reserveCapacity(keys.count)
    let items = groups.items
    for key in keys {
      let range = groups.range(key)
      if range.isEmpty { continue }
      let correction = corrections.isEmpty ? nil : corrections[Int32(key)]
      if correction?.isWrong ?? false { continue }
      let member = timeMember(items, range)
      if member == MergedFacts.none {
        heads.start.append(MergedFacts.undated)
        heads.end.append(MergedFacts.undated)
      } else {
        let interval = reports.time[Int(items[range.lowerBound + Int(member)])]
        heads.start.append(interval.start)
        heads.end.append(interval.end)
      }
      heads.key.append(Int32(key))
      heads.time.append(member)
      heads.kind.append(reports.kind[Int(items[range.lowerBound])])
      if let correction { heads.correctLast(correction) }
    }
    return heads
  }

  /// By start, end, kind, first report.
  private func sorted(_ heads: Heads) -> [Int32] {
    let count = heads.key.count
    var keys = [UInt64](repeating: 0, count: count)
    var order = [Int32](repeating: 0, count: count)
    for head in 0..<count {
      keys[head] = Ordering.biased(minute: heads.end[head]) << 8 | UInt64(heads.kind[head])
      order[head] = Int32(head)
    }
    order = Ordering.byKey(keys, order)
    for position in 0..<count { keys[position] = Ordering.biased(minute: heads.start[Int(order[position])]) }
    return Ordering.byKey(keys, order)
  }

  private mutating func append(_ items: [Int32], _ members: Range<Int>) {
    if members.count == 1 {
      let report = items[members.lowerBound]
      let spot = reports.spot[Int(report)]
      facts.status.append(reports.status[Int(report)])
      facts.confidence.append(reports.confidence[Int(report)])
      facts.placeMember.append(spot < 0 ? MergedFacts.none : 0)
      facts.spot.append(spot)
      facts.members.append(report)
      appendFillers(of: Int(report), after: facts.fillerRole.count)
    } else {
      let member = placeMember(items, members)
      facts.status.append(status(items[members]))
      facts.confidence.append(items[members].reduce(0) { max($0, reports.confidence[Int($1)]) })
      facts.placeMember.append(member)
      facts.spot.append(
        member == MergedFacts.none ? -1 : reports.spot[Int(items[members.lowerBound + Int(member)])])
      facts.members.append(contentsOf: items[members])
      let first = facts.fillerRole.count
      for member in members { appendFillers(of: Int(items[member]), after: first) }
    }
    facts.memberStart.append(Int32(facts.members.count))
    facts.fillerStart.append(Int32(facts.fillerRole.count))
  }

  /// Every (role, entity) of any report once, in order of first report; `first` is the fact's first filler.
  private mutating func appendFillers(of report: Int, after first: Int) {
    for filler in reports.fillers(report) {
      let form = reports.fillings.fillerForm[filler]
      guard form >= 0 else { continue }
      let role = reports.fillings.fillerRole[filler]
      let entity = cluster[Int(form)]
      // Only the first 256 are compared: a hostile list must not cost a square.
      var known = first
      let end = min(facts.fillerRole.count, first + 256)
      while known < end, facts.fillerEntity[known] != entity || facts.fillerRole[known] != role { known += 1 }
      if known < end { continue }
      facts.fillerRole.append(role)
      facts.fillerEntity.append(entity)
    }
  }

  private func status(_ members: ArraySlice<Int32>) -> UInt8 {
    var best = UInt8.max
    var strongest = Int.max
    for report in members {
      let status = reports.status[Int(report)]
      let strength = Status(rawValue: status).map(Self.strength) ?? Int.max - 1
      if strength < strongest {
        strongest = strength
        best = status
      }
    }
    return best
  }

  private static func strength(_ status: Status) -> Int {
    switch status {
    case .happened: 0
    case .ongoing: 1
    case .failed: 2
    case .cancelled: 3
    case .denied: 4
    case .planned: 5
    case .requested: 6
    case .possible: 7
    }
  }

  private func timeMember(_ items: [Int32], _ members: Range<Int>) -> UInt16 {
    if members.count == 1 {
      return reports.hasTime(Int(items[members.lowerBound])) ? 0 : MergedFacts.none
    }
    func rank(_ report: Int) -> (Int, Int64, Int) {
      let via: Int
      switch reports.timeVia(report) {
      case .clause, .relative, .corrected: via = 0
      case .inherited: via = 1
      case .dateline: via = 2
      case .publication: via = 3
      }
      return (via, reports.time[report].width, -Int(reports.confidence[report]))
    }
    var best: Int?
    for member in members where reports.hasTime(Int(items[member])) {
      if best.map({ rank(Int(items[member])) < rank(Int(items[$0])) }) ?? true { best = member }
    }
    return best.map { UInt16(clamping: $0 - members.lowerBound) } ?? MergedFacts.none
  }

  private func placeMember(_ items: [Int32], _ members: Range<Int>) -> UInt16 {
    func rank(_ report: Int) -> (Int, Int, Int, Int) {
      let via: Int
      switch reports.placeVia(report) {
      case .clause, .corrected: via = 0
      case .relative, .inherited: via = 1
      case .dateline, .publication: via = 2
      }
      let row = reports.place(report)
      let kind = row >= 0 ? places.place(PlaceID(rawValue: row))?.kind : nil
      return (via, row >= 0 ? 0 : 1, size(kind), -Int(reports.confidence[report]))
    }
    var best: Int?
    for member in members where reports.hasPlace(Int(items[member])) {
      if best.map({ rank(Int(items[member])) < rank(Int(items[$0])) }) ?? true { best = member }
    }
    return best.map { UInt16(clamping: $0 - members.lowerBound) } ?? MergedFacts.none
  }

  private func size(_ kind: PlaceKind?) -> Int {
    switch kind {
    case .seat: 0
    case .city: 1
    case .island, .mountain: 2
    case .district: 3
    case .region: 4
    case .water, .area: 5
    case .country: 6
    case .continent: 7
    case nil: 8
    }
  }

  private mutating func reserve(_ count: Int, members memberCount: Int) {
    let fillers = count * 2
    facts.status.reserveCapacity(count)
    facts.confidence.reserveCapacity(count)
    facts.spot.reserveCapacity(count)
    facts.placeMember.reserveCapacity(count)
    facts.memberStart.reserveCapacity(count + 1)
    facts.members.reserveCapacity(memberCount)
    facts.fillerStart.reserveCapacity(count + 1)
    facts.fillerRole.reserveCapacity(fillers)
    facts.fillerEntity.reserveCapacity(fillers)
  }
}
