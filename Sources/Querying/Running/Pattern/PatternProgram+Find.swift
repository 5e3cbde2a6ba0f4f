extension PatternProgram {
  /// Where the pattern matches first, and there as far as it goes; nil where it does not. Every thread carries
  /// where it began, older ones go before younger ones. O(scalars × instructions).
  func firstMatch(in scalars: [UInt32], from start: Int) -> Range<Int>? {
    guard start <= scalars.count else { return nil }
    func value(_ at: Int) -> UInt32 { ignoresCase ? Self.lower(scalars[at]) : scalars[at] }
    var best: Range<Int>?
    /// Instructions to go on from, with where their thread began, oldest first.
    var waiting: [(at: Int, start: Int)] = []
    var visited = [Bool](repeating: false, count: instructions.count)
    var place = start
    while true {
      if best == nil { waiting.append((0, place)) }
      if waiting.isEmpty { return best }
      let before = place > 0 ? value(place - 1) : nil
      let after = place < scalars.count ? value(place) : nil
      for at in visited.indices { visited[at] = false }
      var reading: [(at: Int, start: Int)] = []
      for thread in waiting where best.map({ thread.start <= $0.lowerBound }) ?? true {
        var stack = [thread.at]
        while let at = stack.popLast() {
          if visited[at] { continue }
          visited[at] = true
          switch instructions[at] {
          case .scalars: reading.append((at, thread.start))
          case .accept:
            if best.map({ thread.start <= $0.lowerBound }) ?? true { best = thread.start..<place }
          default: follow(at, between: before, after, onto: &stack)
          }
        }
      }
      guard let after else { return best }
      waiting = reading.compactMap { thread in
        guard best.map({ thread.start <= $0.lowerBound }) ?? true,
          case .scalars(let set) = instructions[thread.at], set.contains(after)
        else { return nil }
        return (thread.at + 1, thread.start)
      }
      place += 1
    }
  }
}
