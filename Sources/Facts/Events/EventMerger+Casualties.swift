internal import Articles

/// Deaths belong to the attack or disaster that caused them: "five people died in the blast" is no fact beside the
/// blast.
extension EventMerger {
  /// Joins deaths, and attacks that only say who was killed, to the event in whose clause they stand, to the event
  /// with the same named victim, or, if they only count victims, to the nearest event before them.
  func joinCasualties(_ events: inout [FoundEvent]) {
    guard let death = kinds.kind(named: "death"), let attack = kinds.kind(named: "attack"),
      let disaster = kinds.kind(named: "disaster")
    else { return }
    let kinds = [death, attack, disaster]
    var index = events.count - 1
    while index >= 0 {
      let event = events[index]
      if kinds.contains(event.fact.kind), event.fact.status.isReal,
        let target = cause(of: index, in: events, death: death, [attack, disaster])
      {
        join(&events[target], event)
        events.remove(at: index)
      }
      index -= 1
    }
  }

  private func cause(of index: Int, in events: [FoundEvent], death: Kind, _ causes: [Kind]) -> Int? {
    let event = events[index]
    let candidates = events.indices.filter {
      $0 != index && causes.contains(events[$0].fact.kind) && events[$0].fact.status.isReal
        && datesAgree(events[$0].fact.time, event.fact.time)
        && placesAgree(events[$0].fact.place, event.fact.place)
    }
    if let within = candidates.first(where: { !Set(events[$0].triggers).isDisjoint(with: event.within) }) {
      return within
    }
    guard event.fact.kind == death else { return nil }
    if !event.principals.isEmpty {
      return candidates.first { !Set(events[$0].principals).isDisjoint(with: event.principals) }
    }
    return candidates.last { $0 < index && event.sentence - events[$0].sentence <= 4 }
      ?? candidates.first { $0 > index && events[$0].sentence - event.sentence <= 3 }
  }
}
