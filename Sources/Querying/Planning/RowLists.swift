internal import Articles

/// Ascending lists of row numbers.
enum RowLists {
  /// The rows of ascending lists, each once, ascending. O(n log n), or O(n + highest row) where that is less.
  static func union(_ lists: [ArraySlice<Int32>]) -> [Int32] {
    if lists.count == 1 { return Array(lists[0]) }
    let count = lists.reduce(0) { $0 + $1.count }
    let highest = Int(lists.map { $0.last ?? -1 }.max() ?? -1)
    guard count > highest / 64 else {
      var all: [Int32] = []
      all.reserveCapacity(count)
      for list in lists { all.append(contentsOf: list) }
      all.sort()
      var unique: [Int32] = []
      unique.reserveCapacity(all.count)
      for row in all where row != unique.last { unique.append(row) }
      return unique
    }
    var all = RowSet()
    for list in lists { all.insert(list) }
    return all.rows
  }

  /// What ascending lists have in common: each row of the shorter is looked up in the longer by steps that double
  /// (J. Bentley, A. Yao, "An Almost Optimal Algorithm for Unbounded Searching", 1976). O(shorter × log).
  static func intersection(_ a: [Int32], _ b: ArraySlice<Int32>) -> [Int32] {
    let (short, long) = a.count <= b.count ? (a[...], b) : (b, a[...])
    var common: [Int32] = []
    var position = long.startIndex
    for row in short {
      var step = 1
      while position + step < long.endIndex, long[position + step] <= row { step *= 2 }
      position = (position..<min(position + step, long.endIndex)).partitionPoint { long[$0] < row }
      if position == long.endIndex { break }
      if long[position] == row { common.append(row) }
    }
    return common
  }

  /// The rows of an ascending list within bounds. O(log rows + rows within).
  static func clamped(_ rows: [Int32], to bounds: Range<Int32>) -> [Int32] {
    func first(_ bound: Int32) -> Int { rows.indices.partitionPoint { rows[$0] < bound } }
    return Array(rows[first(bounds.lowerBound)..<first(bounds.upperBound)])
  }
}
