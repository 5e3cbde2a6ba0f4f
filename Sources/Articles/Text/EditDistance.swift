/// How far words are from one word, for "did you mean": insertions, deletions, substitutions and swaps of neighbours,
/// each one, and no substring edited twice (optimal string alignment: F. J. Damerau, "A technique for computer detection
/// and correction of spelling errors", 1964). Its rows are kept between words.
public struct EditDistance<Letter: Equatable> {
  @usableFromInline let word: [Letter]
  @usableFromInline var beforeLast: [Int]
  @usableFromInline var last: [Int]
  @usableFromInline var current: [Int]

  /// Ready to compare with `word`.
  @inlinable public init(_ word: [Letter]) {
    self.word = word
    beforeLast = [Int](repeating: 0, count: word.count + 1)
    last = beforeLast
    current = beforeLast
  }

  /// The most edits that still look like a misspelling of the word: a third of its length, at least one.
  @inlinable public var tolerance: Int { Swift.max(1, word.count / 3) }

  /// The number of edits to `other`; nil above `limit`. O(product of the lengths).
  @inlinable public mutating func to(_ other: some RandomAccessCollection<Letter>, atMost limit: Int) -> Int?
  {
    guard abs(other.count - word.count) <= limit else { return nil }
    for j in 0...word.count { last[j] = j }
    var previous: Letter?
    var i = 0
    for letter in other {
      i += 1
      current[0] = i
      var least = i
      for j in 1..<(word.count + 1) {
        let cost = word[j - 1] == letter ? 0 : 1
        var value = min(last[j] + 1, current[j - 1] + 1, last[j - 1] + cost)
        if i > 1, j > 1, word[j - 1] == previous, word[j - 2] == letter {
          value = min(value, beforeLast[j - 2] + 1)
        }
        current[j] = value
        least = min(least, value)
      }
      if least > limit { return nil }
      (beforeLast, last, current) = (last, current, beforeLast)
      previous = letter
    }
    return last[word.count] <= limit ? last[word.count] : nil
  }
}
