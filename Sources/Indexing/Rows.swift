/// Lists of rows, one list a key, in one array: key `k` has `items[starts[k]..<starts[k + 1]]`.
///
/// Built by counting (two passes, O(keys + items)); the items of a key keep the order they were given in, so
/// rows given in rising order give sorted postings. 4 bytes a key and 4 an item.
public struct Rows: Sendable {
  public private(set) var starts: [Int32]
  public private(set) var items: [Int32]

  public init() {
    starts = [0]
    items = []
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

  public var keyCount: Int { starts.count - 1 }

  public func range(_ key: Int) -> Range<Int> {
    guard key >= 0, key < keyCount else { return 0..<0 }
    return Int(starts[key])..<Int(starts[key + 1])
  }

  public func count(_ key: Int) -> Int { range(key).count }

  public subscript(key: Int) -> ArraySlice<Int32> { items[range(key)] }

  /// Bytes held.
  public var byteCount: Int { 4 * (starts.capacity + items.capacity) }
}
