/// Rows as bits: sets of many of them, in order without sorting.
struct RowSet {
  private var words: [UInt64] = []

  init() {}

  init(_ rows: [Int32]) { insert(rows) }

  /// O(rows + highest row / 64).
  mutating func insert(_ rows: some Sequence<Int32>) {
    for row in rows { insert(row) }
  }

  mutating func insert(_ row: Int32) {
    let word = Int(row) >> 6
    if word >= words.count {
      words += [UInt64](repeating: 0, count: max(word + 1, words.count * 2) - words.count)
    }
    words[word] |= 1 << UInt64(row & 63)
  }

  /// The rows of an ascending list that are not in another, which is a part of it. O(rows).
  mutating func insert(_ rows: [Int32], without others: [Int32]) {
    guard others.count < rows.count else { return }
    var rest = others[...]
    for row in rows {
      if rest.first == row { rest.removeFirst() } else { insert(row) }
    }
  }

  func contains(_ row: Int32) -> Bool {
    let word = Int(row) >> 6
    return word < words.count && words[word] & 1 << UInt64(row & 63) != 0
  }

  var isEmpty: Bool { words.allSatisfy { $0 == 0 } }
  var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Ascending, each once. O(rows + highest row / 64).
  var rows: [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(count)
    for (word, bits) in words.enumerated() {
      var rest = bits
      while rest != 0 {
        rows.append(Int32(word * 64 + rest.trailingZeroBitCount))
        rest &= rest - 1
      }
    }
    return rows
  }
}
