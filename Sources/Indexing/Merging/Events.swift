/// Disjoint sets of reports while they are merged (R. Tarjan, "Efficiency of a Good But Not Linear Set Union
/// Algorithm", JACM 22(2), 1975), with the members of each. The first member stands for its set.
struct Events {
  private var parent: [Int32]
  /// The next member of the set; −1 after the last.
  private var next: [Int32]
  private var last: [Int32]
  /// Members of the set that a first member stands for.
  private(set) var size: [Int32]

  init(count: Int) {
    parent = Array(0..<Int32(count))
    next = [Int32](repeating: -1, count: count)
    last = parent
    size = [Int32](repeating: 1, count: count)
  }

  mutating func root(_ member: Int32) -> Int32 {
    var top = member
    while parent[Int(top)] != top {
      parent[Int(top)] = parent[Int(parent[Int(top)])]
      top = parent[Int(top)]
    }
    return top
  }

  /// Both stand for their sets; `low` < `high`. O(1).
  mutating func unite(_ low: Int32, with high: Int32) {
    parent[Int(high)] = low
    next[Int(last[Int(low)])] = high
    last[Int(low)] = last[Int(high)]
    size[Int(low)] += size[Int(high)]
  }

  /// The members of a set, ascending. O(n log n).
  func members(_ root: Int32) -> [Int32] {
    var members: [Int32] = []
    var member = root
    while member >= 0 {
      members.append(member)
      member = next[Int(member)]
    }
    members.sort()
    return members
  }
}
