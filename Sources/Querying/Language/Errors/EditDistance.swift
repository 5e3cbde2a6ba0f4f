/// How far one word is from another, for "did you mean".
enum EditDistance {
  /// Insertions, deletions, substitutions and swaps of neighbours, each one (optimal string alignment: F. J.
  /// Damerau, "A technique for computer detection and correction of spelling errors", 1964). O(nm).
  static func between(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [Int](repeating: 0, count: b.count + 1)
      row[0] = i
      for j in 1...b.count {
        row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          row[j] = min(row[j], beforeLast[j - 2] + 1)
        }
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }

  /// At most three candidates within max(1, length / 3) of `word`, nearest first, ties in the order given.
  /// Empty when nothing is close, or the word is longer than 64. `completing`: those that begin with the word
  /// follow.
  static func suggestions(
    for word: String, from candidates: some Sequence<String>, completing: Bool
  ) -> [String] {
    let scalars = Array(word.lowercased().unicodeScalars)
    guard !scalars.isEmpty, scalars.count <= 64 else { return [] }
    let limit = max(1, scalars.count / 3)
    var near: [(distance: Int, order: Int, text: String)] = []
    for (order, candidate) in candidates.enumerated() {
      let other = Array(candidate.lowercased().unicodeScalars)
      let isBegun = completing && scalars.count > 1 && other.starts(with: scalars)
      guard isBegun || abs(other.count - scalars.count) <= limit else { continue }
      let distance = isBegun ? min(limit + 1, other.count - scalars.count) : between(scalars, other)
      // One letter turned into another is no misspelling of it.
      guard isBegun || distance <= limit && distance < scalars.count else { continue }
      if !near.contains(where: { $0.text == candidate }) { near.append((distance, order, candidate)) }
    }
    near.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
    return near.prefix(3).map(\.text)
  }
}

/// Words within a small edit distance of one that is not known, for "did you mean": at most three, nearest first,
/// empty when nothing is close (within max(1, length / 3) edits, a swap of neighbours counted as one). Where words
/// may be left unfinished, as names of commands, `completing` adds those that begin with it.
public func nearWords(
  to word: String, among candidates: some Sequence<String>, completing: Bool = false
) -> [String] {
  EditDistance.suggestions(for: word, from: candidates, completing: completing)
}
