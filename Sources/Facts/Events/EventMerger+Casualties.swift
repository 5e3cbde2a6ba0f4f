internal import Articles

/// Deaths belong to the attack or disaster that caused them: "five people died in the blast" is no fact beside the
/// blast.
extension EventMerger {
  /// Joins deaths, and attacks that only say who was killed, to the event in whose clause they stand, to the event
  /// with the same named victim, or, if they only count victims, to the nearest event before them. O(events · window).
  func joinCasualties(_ events: inout [FoundEvent]) {
    func isCause(_ event: FoundEvent) -> Bool {
      event.fact.status.isReal && kinds[event.fact.kind].traits.contains(.cause)
    }
    func isToll(_ event: FoundEvent) -> Bool { kinds[event.fact.kind].traits.contains(.toll) }
    var isJoined = [Bool](repeating: false, count: events.count)
    for index in events.indices.reversed()
    where isCause(events[index]) || isToll(events[index]) && events[index].fact.status.isReal {
      let near = max(0, index - Self.window)..<min(events.count, index + Self.window)
      let causes = near.filter { $0 != index && !isJoined[$0] && isCause(events[$0]) }
      guard
        let target = cause(of: index, among: causes, in: events, isToll: isToll(events[index]))
      else { continue }
      join(&events[target], events[index])
      isJoined[index] = true
    }
    events = events.indices.filter { !isJoined[$0] }.map { events[$0] }
  }

  private func cause(of index: Int, among causes: [Int], in events: [FoundEvent], isToll: Bool) -> Int? {
    let event = events[index]
    let candidates = causes.filter {
      datesAgree(events[$0].fact.time, event.fact.time)
        && placesAgree(events[$0].fact.place, event.fact.place)
    }
    if let within = candidates.first(where: { events[$0].triggers.contains(where: event.within.contains) }) {
      return within
    }
    guard isToll else { return nil }
    if !event.principals.isEmpty {
      return candidates.first { events[$0].principals.contains(where: event.principals.contains) }
    }
    return candidates.last { $0 < index && event.sentence - events[$0].sentence <= 4 }
      ?? candidates.first { $0 > index && events[$0].sentence - event.sentence <= 3 }
  }
}
