extension ArcParser.Workspace {
  /// Makes `heads`, each row's likeliest, a single-rooted tree.
  mutating func makeTree(count: Int, level: Int32) {
    if isTree(count: count) { return }
    if count <= Self.longestExact {
      eisner.decode(scores, width: scoreWidth, count: count, level: level, into: &heads)
    } else {
      mend(count: count)
    }
  }

  /// Rows up to which the best tree is found exactly, in cubic time; longer "sentences" are lists and markup.
  private static let longestExact = 96

  /// Makes a tree of the best heads: one root, and every cycle hung, where that costs least, on what reaches the root.
  /// O(count² · cycles).
  private mutating func mend(count: Int) {
    var root = 1
    for row in 1..<count where scores[row * scoreWidth] > scores[root * scoreWidth] { root = row }
    for row in 1..<count where heads[row] == 0 && row != root {
      heads[row] = Int32(bestHead(row, count: count) { _ in true })
    }
    heads[root] = 0
    while true {
      let reached = reaching(count: count)
      var best: (row: Int, head: Int, loss: Float)?
      for row in 1..<count where !reached[row] {
        let head = bestHead(row, count: count) { reached[$0] }
        let start = row * scoreWidth
        let loss = scores[start + Int(heads[row])] - scores[start + head]
        if best.map({ loss < $0.loss }) ?? true { best = (row, head, loss) }
      }
      guard let best else { return }
      heads[best.row] = Int32(best.head)
    }
  }

  private func bestHead(_ row: Int, count: Int, where allowed: (Int) -> Bool) -> Int {
    var best = 0
    var top = -Float.infinity
    let start = row * scoreWidth
    for head in 1..<count where head != row && allowed(head) && scores[start + head] > top {
      top = scores[start + head]
      best = head
    }
    return best
  }

  /// The rows from which the heads lead to the root.
  private func reaching(count: Int) -> [Bool] {
    // 0 not seen, 1 on the way, 2 reaches, 3 does not.
    var state = [UInt8](repeating: 0, count: count)
    state[0] = 2
    for first in 1..<count where state[first] == 0 {
      var path: [Int] = []
      var at = first
      while state[at] == 0 {
        state[at] = 1
        path.append(at)
        at = Int(heads[at])
      }
      let end: UInt8 = state[at] == 2 ? 2 : 3
      for row in path { state[row] = end }
    }
    return state.map { $0 == 2 }
  }

  /// Exactly one row's head is the root, and all rows reach it. O(count · depth).
  func isTree(count: Int) -> Bool {
    var children = 0
    for row in 1..<count where heads[row] == 0 { children += 1 }
    guard children == 1 else { return false }
    for first in 1..<count {
      // Two walkers, one twice as fast, meet in a cycle and nowhere else.
      var slow = first
      var fast = first
      while fast != 0 {
        fast = Int(heads[fast])
        if fast == 0 { break }
        fast = Int(heads[fast])
        slow = Int(heads[slow])
        if fast != 0, fast == slow { return false }
      }
    }
    return true
  }
}
