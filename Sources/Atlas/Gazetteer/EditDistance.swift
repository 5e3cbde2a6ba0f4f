/// Damerau–Levenshtein distance to one word (restricted: no substring is edited twice), with rows reused.
struct EditDistance {
  private let word: [UInt8]
  private var beforeLast: [Int]
  private var last: [Int]
  private var current: [Int]

  init(_ word: [UInt8]) {
    self.word = word
    beforeLast = [Int](repeating: 0, count: word.count + 1)
    last = beforeLast
    current = beforeLast
  }

  /// Nil if the distance is above `limit`. O(product of the lengths).
  mutating func to(_ other: some RandomAccessCollection<UInt8>, atMost limit: Int) -> Int? {
    guard abs(other.count - word.count) <= limit else { return nil }
    for j in 0...word.count { last[j] = j }
    var previous: UInt8 = 0
    var i = 0
    for byte in other {
      i += 1
      current[0] = i
      var least = i
      for j in 1..<(word.count + 1) {
        let cost = word[j - 1] == byte ? 0 : 1
        var value = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, word[j - 1] == previous, word[j - 2] == byte {
          value = min(value, beforeLast[j - 2] + 1)
        }
        current[j] = value
        least = min(least, value)
      }
      if least > limit { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
      previous = byte
    }
    return last[word.count] <= limit ? last[word.count] : nil
  }
}
