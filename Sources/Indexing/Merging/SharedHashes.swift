/// What two sets of hashes have in common.
enum SharedHashes {
  /// How many stand in both, which ascend and hold each once. O(x + y).
  static func count<Hash: Comparable>(_ x: ArraySlice<Hash>, _ y: ArraySlice<Hash>) -> Int {
    var (i, j, shared) = (x.startIndex, y.startIndex, 0)
    while i < x.endIndex, j < y.endIndex {
      if x[i] == y[j] {
        shared += 1
        i += 1
        j += 1
      } else if x[i] < y[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return shared
  }
}
