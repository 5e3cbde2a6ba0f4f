internal import Articles

/// Words within a small edit distance of one that is not known, for "did you mean": at most three, nearest first,
/// ties in the order given; empty when nothing is close (within max(1, length / 3) edits, a swap of neighbours counted
/// as one) or the word is longer than 64. Where words may be left unfinished, as names of commands, `completing` adds
/// those that begin with it.
public func nearWords(
  to word: String, among candidates: some Sequence<String>, completing: Bool = false
) -> [String] {
  let scalars = Array(word.lowercased().unicodeScalars)
  guard !scalars.isEmpty, scalars.count <= 64 else { return [] }
  var distance = EditDistance(scalars)
  let limit = distance.tolerance
  var near: [(distance: Int, order: Int, text: String)] = []
  for (order, candidate) in candidates.enumerated() {
    let other = Array(candidate.lowercased().unicodeScalars)
    if completing, scalars.count > 1, other.starts(with: scalars) {
      near.append((min(limit + 1, other.count - scalars.count), order, candidate))
    } else if let edits = distance.to(other, atMost: min(limit, scalars.count - 1)) {
      // One letter turned into another is no misspelling of it: hence fewer edits than letters.
      near.append((edits, order, candidate))
    }
  }
  near.sort { ($0.distance, $0.order) < ($1.distance, $1.order) }
  var words: [String] = []
  for entry in near where words.count < 3 && !words.contains(entry.text) { words.append(entry.text) }
  return words
}
