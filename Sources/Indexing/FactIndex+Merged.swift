internal import Articles
internal import Facts

extension FactIndex {
  /// The columns of merged facts; fillers hold clusters until entities are numbered.
  func mergedFacts(_ groups: Rows, cluster: [Int32]) -> MergedFacts {
    var heads: [Head] = []
    for key in 0..<groups.keyCount where groups.count(key) > 0 {
      let time = timeReport(groups[key])
      let interval = time >= 0 ? reports.time[Int(time)] : nil
      heads.append(
        Head(
          start: interval?.start ?? MergedFacts.undated, end: interval?.end ?? MergedFacts.undated,
          kind: reports.kind[Int(groups[key][groups.range(key).lowerBound])], time: time, key: Int32(key)))
    }
    heads.sort { $0.precedes($1) }
    var facts = MergedFacts()
    facts.reserve(heads.count, members: groups.items.count, fillers: reports.fillerRole.count)
    for head in heads {
      let members = groups[Int(head.key)]
      facts.kind.append(head.kind)
      facts.status.append(status(members))
      facts.start.append(head.start)
      facts.end.append(head.end)
      if head.start != MergedFacts.undated { facts.datedCount += 1 }
      let block = (facts.kind.count - 1) / MergedFacts.block
      let end = head.start == MergedFacts.undated ? Int32.min : head.end
      if facts.latestEnd.count <= block { facts.latestEnd.append(facts.latestEnd.last ?? Int32.min) }
      facts.latestEnd[block] = max(facts.latestEnd[block], end)
      let place = placeReport(members)
      facts.placeReport.append(place)
      facts.timeReport.append(head.time)
      facts.place.append(place < 0 ? -2 : reports.place[Int(place)])
      facts.country.append(place < 0 ? 0 : country(Int(place)))
      facts.latitude.append(place < 0 ? .nan : reports.latitude[Int(place)])
      facts.longitude.append(place < 0 ? .nan : reports.longitude[Int(place)])
      facts.members.append(contentsOf: members)
      facts.memberStart.append(Int32(facts.members.count))
      appendFillers(members, cluster: cluster, to: &facts)
    }
    return facts
  }

  /// What the report says, else the country of the gazetteer row; 0 where neither is known.
  private func country(_ report: Int) -> UInt16 {
    if reports.country[report] != 0 || reports.place[report] < 0 { return reports.country[report] }
    return places.place(PlaceID(rawValue: reports.place[report]))?.country?.rawValue ?? 0
  }

  private struct Head {
    var start: Int32
    var end: Int32
    var kind: UInt8
    var time: Int32
    var key: Int32

    func precedes(_ other: Self) -> Bool {
      if start != other.start { return start < other.start }
      if end != other.end { return end < other.end }
      return kind != other.kind ? kind < other.kind : key < other.key
    }
  }

  /// Every (role, entity) of any report once, in order of first report.
  private func appendFillers(_ members: ArraySlice<Int32>, cluster: [Int32], to facts: inout MergedFacts) {
    let first = facts.fillerRole.count
    for report in members {
      for filler in reports.fillers(Int(report)) {
        let form = reports.fillerForm[filler]
        guard form >= 0 else { continue }
        let role = reports.fillerRole[filler]
        let entity = cluster[Int(form)]
        // Only the first 256 are compared: a hostile list must not cost a square.
        var isKnown = false
        for known in first..<min(facts.fillerRole.count, first + 256)
        where facts.fillerEntity[known] == entity && facts.fillerRole[known] == role {
          isKnown = true
        }
        if isKnown { continue }
        facts.fillerRole.append(role)
        facts.fillerEntity.append(entity)
      }
    }
    facts.fillerStart.append(Int32(facts.fillerRole.count))
  }

  private func status(_ members: ArraySlice<Int32>) -> UInt8 {
    var best = UInt8.max
    var strongest = Int.max
    for report in members {
      let status = reports.status[Int(report)]
      let strength = Status(rawValue: status).map(strength) ?? Int.max - 1
      if strength < strongest {
        strongest = strength
        best = status
      }
    }
    return best
  }

  private func strength(_ status: Status) -> Int {
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

  private func timeReport(_ members: ArraySlice<Int32>) -> Int32 {
    func rank(_ report: Int) -> (Int, Int32, Int) {
      let via: Int
      switch reports.timeVia(report) {
      case .clause, .relative: via = 0
      case .inherited: via = 1
      case .dateline: via = 2
      case .publication: via = 3
      }
      return (via, reports.time[report].width, -Int(reports.confidence[report]))
    }
    var best: Int32 = -1
    for report in members where reports.hasTime(Int(report)) {
      if best < 0 || rank(Int(report)) < rank(Int(best)) { best = report }
    }
    return best
  }

  private func placeReport(_ members: ArraySlice<Int32>) -> Int32 {
    func rank(_ report: Int) -> (Int, Int, Int, Int) {
      let via: Int
      switch reports.placeVia(report) {
      case .clause: via = 0
      case .relative, .inherited: via = 1
      case .dateline, .publication: via = 2
      }
      let row = reports.place[report]
      let kind = row >= 0 ? places.place(PlaceID(rawValue: row))?.kind : nil
      return (via, row >= 0 ? 0 : 1, size(kind), -Int(reports.confidence[report]))
    }
    var best: Int32 = -1
    for report in members where reports.hasPlace(Int(report)) {
      if members.count == 1 { return report }
      if best < 0 || rank(Int(report)) < rank(Int(best)) { best = report }
    }
    return best
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
}

extension MergedFacts {
  mutating func reserve(_ count: Int, members memberCount: Int, fillers: Int) {
    kind.reserveCapacity(count)
    status.reserveCapacity(count)
    start.reserveCapacity(count)
    end.reserveCapacity(count)
    place.reserveCapacity(count)
    country.reserveCapacity(count)
    latitude.reserveCapacity(count)
    longitude.reserveCapacity(count)
    placeReport.reserveCapacity(count)
    timeReport.reserveCapacity(count)
    memberStart.reserveCapacity(count + 1)
    members.reserveCapacity(memberCount)
    fillerStart.reserveCapacity(count + 1)
    fillerRole.reserveCapacity(fillers)
    fillerEntity.reserveCapacity(fillers)
  }
}
