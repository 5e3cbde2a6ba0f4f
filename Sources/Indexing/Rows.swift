/// Lists of rows, one list a key, in one array: key `k` has `items[starts[k]..<starts[k + 1]]`.
///
/// Built by counting (two passes, O(keys + items)); the items of a key keep the order they were given in, so
/// rows given in rising order give sorted postings. 4 bytes a key and 4 an item.
public struct Rows: Sendable {
  /// Where each key's list starts in `items`, and behind the last where it ends.
  public internal(set) var starts: [Int32]
  /// All lists, one after another.
  public internal(set) var items: [Int32]

  /// No keys.
  public init() {
    starts = [0]
    items = []
  }

  /// `starts` has one entry more than there are keys.
  init(starts: [Int32], items: [Int32]) {
    self.starts = starts
    self.items = items
  }

  /// `pairs` is called twice and must emit the same (key, item) pairs both times; keys outside
  /// `0..<keyCount` are left out.
  public init(keyCount: Int, pairs: ((_ emit: (Int, Int32) -> Void) -> Void)) {
    var counts = [Int32](repeating: 0, count: keyCount + 1)
    pairs { key, _ in
      if key >= 0, key < keyCount { counts[key + 1] += 1 }
    }
    for key in 0..<keyCount { counts[key + 1] += counts[key] }
    var next = counts
    var items = [Int32](repeating: 0, count: Int(counts[keyCount]))
    pairs { key, item in
      guard key >= 0, key < keyCount else { return }
      items[Int(next[key])] = item
      next[key] += 1
    }
    starts = counts
    self.items = items
  }

  /// Items by key, in their order; keys below 0 are left out.
  init(keys: [Int32], items given: [Int32], keyCount: Int? = nil) {
    let keyCount = keyCount ?? keys.count
    precondition(given.count >= keys.count)
    var counts = [Int32](repeating: 0, count: keyCount + 1)
    for key in keys where key >= 0 { counts[Int(key) + 1] += 1 }
    for key in 0..<keyCount { counts[key + 1] += counts[key] }
    var next = counts
    let total = Int(counts[keyCount])
    items = [Int32](unsafeUninitializedCapacity: total) { sorted, count in
      next.withUnsafeMutableBufferPointer { next in
        // Counting has looked at every key: none is out of range here.
        for position in keys.indices where keys[position] >= 0 {
          let key = Int(keys[position])
          sorted[Int(next[key])] = given[position]
          next[key] += 1
        }
      }
      count = total
    }
    starts = counts
  }

  /// Rows `0..<keys.count` by their key, ascending; keys below 0 are left out.
  init(ofRows keys: [Int32], keyCount: Int) {
    self.init(keys: keys, items: Array(0..<Int32(keys.count)), keyCount: keyCount)
  }

  /// Keys, those with empty lists too.
  public var keyCount: Int { starts.count - 1 }

  /// Where a key's list stands in `items`; empty for what is no key. O(1).
  public func range(_ key: Int) -> Range<Int> {
    guard key >= 0, key < keyCount else { return 0..<0 }
    return Int(starts[key])..<Int(starts[key + 1])
  }

  /// The length of a key's list. O(1).
  public func count(_ key: Int) -> Int { range(key).count }

  /// A key's list. O(1).
  public subscript(key: Int) -> ArraySlice<Int32> { items[range(key)] }

  /// Bytes held.
  public var byteCount: Int { 4 * (starts.capacity + items.capacity) }
}
