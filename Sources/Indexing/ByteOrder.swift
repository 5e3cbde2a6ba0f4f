/// Sorting texts by their UTF-8 bytes.
enum ByteOrder {
  private struct Entry: BitwiseCopyable {
    /// Seven bytes, then how many of them there are; 8 where more follow.
    var key: UInt64
    var text: Int32
  }

  /// The positions of texts by their bytes, ascending; equal texts in their given order.
  ///
  /// Seven bytes at a time are compared as one number, and only texts that agree in them go on to the next
  /// (multikey quicksort with cached characters: J. Bentley, R. Sedgewick, "Fast Algorithms for Sorting and
  /// Searching Strings", SODA 1997). O(n log n + bytes that agree).
  static func positions(_ texts: [String]) -> [Int32] {
    var bytes: [UInt8] = []
    var starts: [Int] = [0]
    starts.reserveCapacity(texts.count + 1)
    bytes.reserveCapacity(texts.count * 16)
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      starts.append(bytes.count)
    }
    var entries = texts.indices.map { Entry(key: 0, text: Int32($0)) }
    /// Entries that agree in their first `depth` bytes.
    var open: [(range: Range<Int>, depth: Int)] = [(entries.indices, 0)]
    while let (range, depth) = open.popLast() {
      for place in range {
        let text = Int(entries[place].text)
        entries[place].key = key(bytes, from: starts[text] + depth, to: starts[text + 1])
      }
      entries[range].sort { $0.key != $1.key ? $0.key < $1.key : $0.text < $1.text }
      var first = range.lowerBound
      while first < range.upperBound {
        var last = first + 1
        while last < range.upperBound, entries[last].key == entries[first].key { last += 1 }
        if last - first > 1, entries[first].key & 0xFF == 8 { open.append((first..<last, depth + 7)) }
        first = last
      }
    }
    return entries.map(\.text)
  }

  @inline(__always)
  private static func key(_ bytes: [UInt8], from start: Int, to end: Int) -> UInt64 {
    let count = end - start
    var key: UInt64 = 0
    for offset in 0..<7 { key = key << 8 | (offset < count ? UInt64(bytes[start + offset]) : 0) }
    return key << 8 | UInt64(min(count, 8))
  }

  /// Whether `a` comes before `b` in this order.
  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
