/// The rows of a table that are kept, as ascending ranges, and what of other tables goes with them.
struct KeptRows: Sendable {
  private let ranges: [Range<Int>]
  /// Rows there were.
  private let count: Int

  private init(ranges: [Range<Int>], count: Int) {
    self.ranges = ranges
    self.count = count
  }

  /// All of `0..<count` but `removed`. O(count).
  init(count: Int, without removed: Set<Int32>) {
    var ranges: [Range<Int>] = []
    var first = 0
    for row in removed.sorted() {
      if first < Int(row) { ranges.append(first..<Int(row)) }
      first = Int(row) + 1
    }
    if first < count { ranges.append(first..<count) }
    self.init(ranges: ranges, count: count)
  }

  /// A column without the other rows. O(kept).
  func kept<Element>(_ column: [Element]) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
    for range in ranges { result.append(contentsOf: column[range]) }
    return result
  }

  /// The items of the kept rows, where row `r` has items `starts[r]..<starts[r + 1]`.
  func items(_ starts: [Int32]) -> KeptRows {
    KeptRows(
      ranges: ranges.map { Int(starts[$0.lowerBound])..<Int(starts[$0.upperBound]) },
      count: Int(starts[starts.count - 1]))
  }

  /// Where the items of the kept rows start once the others are gone. O(kept).
  func starts(_ old: [Int32]) -> [Int32] {
    var starts: [Int32] = [0]
    var total: Int32 = 0
    for range in ranges {
      for row in range {
        total += old[row + 1] - old[row]
        starts.append(total)
      }
    }
    return starts
  }

  /// A column of positions in `values` (−1 none), each position in one row and in rising order, without the other rows
  /// and their values. O(kept).
  func references<Value>(_ column: [Int32], _ values: [Value]) -> ([Int32], [Value]) {
    var left: [Value] = []
    let positions = kept(column).map { position -> Int32 in
      guard position >= 0 else { return -1 }
      left.append(values[Int(position)])
      return Int32(left.count - 1)
    }
    return (positions, left)
  }

  /// The new number of each row; −1 of those that are gone. O(rows).
  var numbers: [Int32] {
    var numbers = [Int32](repeating: -1, count: count)
    var next: Int32 = 0
    for range in ranges {
      for row in range {
        numbers[row] = next
        next += 1
      }
    }
    return numbers
  }
}
