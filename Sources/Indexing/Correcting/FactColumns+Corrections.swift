internal import Facts

extension FactColumns {
  /// Says of the last fact, of the group of `root`, what a person says of it.
  mutating func correct(_ root: Int32, _ correction: CorrectedFact) {
    let last = facts.status.count - 1
    let first = Int(facts.fillerStart[last])
    let fillers = (first..<facts.fillerRole.count).map {
      (role: Role(rawValue: facts.fillerRole[$0]), entity: facts.fillerEntity[$0])
    }
    let report = Int(facts.members[Int(facts.memberStart[last])])
    facts.read[root] = CorrectedFact.Read(
      kind: reports.kind[report], status: facts.status[last], fillers: fillers)
    if correction.isRight || correction.isChanged { facts.confidence[last] = .max }
    if let status = correction.status { facts.status[last] = status.rawValue }
    if let place = correction.place { facts.spot[last] = place.value?.spot ?? -1 }
    var changed = fillers
    for (role, entities) in correction.fillers {
      // In the place of those who filled it, or behind all.
      let position = changed.firstIndex { $0.role == role } ?? changed.count
      let before = changed[..<position]
      let after = changed[position...].filter { $0.role != role }
      changed = before + entities.map { (role, $0) } + after
    }
    if let kind = correction.kind {
      let roles = kinds.rows[Int(kind.rawValue)].roles
      changed.removeAll { !roles.contains($0.role) }
    }
    facts.fillerRole.removeSubrange(first...)
    facts.fillerEntity.removeSubrange(first...)
    facts.fillerRole += changed.map(\.role.rawValue)
    facts.fillerEntity += changed.map(\.entity)
    facts.fillerStart[last + 1] = Int32(facts.fillerRole.count)
  }
}
