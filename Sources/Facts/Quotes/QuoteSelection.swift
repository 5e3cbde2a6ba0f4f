internal import Glibc

/// Chooses among overlapping candidates.
enum QuoteSelection {
  /// The indices of the chosen candidates, in the order of the text: the surest first, each beside all chosen before.
  /// O(n log n + tokens).
  static func choose(
    _ candidates: [QuoteCandidate], _ scores: [Float], threshold: Float, tokens: Int
  ) -> [Int] {
    let order = candidates.indices.filter { scores[$0] > threshold }
      .sorted { (scores[$1], $0) < (scores[$0], $1) }
    var taken = [Bool](repeating: false, count: tokens)
    var chosen: [Int] = []
    for index in order {
      let range = candidates[index].tokens
      guard !taken[range.lowerBound], !taken[range.upperBound - 1],
        !range.contains(where: { taken[$0] })
      else { continue }
      for token in range { taken[token] = true }
      chosen.append(index)
    }
    return chosen.sorted { candidates[$0].tokens.lowerBound < candidates[$1].tokens.lowerBound }
  }
}

/// e to the power of `x`.
func exponential(_ x: Float) -> Float { expf(x) }
