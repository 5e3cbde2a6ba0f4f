/// Rows by the values of keys.
struct Groups {
  /// One column a key, one value a group.
  var keys: [[Datum]]
  var counts: [Int32] = []
  /// Group of each (row, group) pair, and the row.
  var pairGroup: [Int32] = []
  var pairRow: [Int32] = []

  var count: Int { counts.count }
  /// Order among equals, where the keys are numbers of entities; else empty.
  var ranks: [UInt64] = []

  var firstSeen: [Int] { Array(0..<count) }

  /// The groups among which the `limit` largest are: all that have at least the count of the last of them.
  /// O(groups + largest count).
  func candidates(limit: Int?) -> [Int] {
    guard let limit, limit < count else { return firstSeen }
    guard limit > 0 else { return [] }
    var groupsOfSize = [Int32](repeating: 0, count: Int(counts.max() ?? 0) + 1)
    for size in counts { groupsOfSize[Int(size)] += 1 }
    var left = limit
    var least = groupsOfSize.count - 1
    while least > 0, left > Int(groupsOfSize[least]) {
      left -= Int(groupsOfSize[least])
      least -= 1
    }
    return counts.indices.filter { Int(counts[$0]) >= least }
  }
}
