extension ArcParser.Workspace {
  /// Turns `scores` into log probabilities and `heads` into a single-rooted tree.
  mutating func decode(count: Int) {
    for row in 1..<count {
      let start = row * scoreWidth
      var best = row == 1 ? 0 : 1
      for head in 0..<count where scores[start + head] > scores[start + best] { best = head }
      let top = scores[start + best]
      var sum: Float = 0
      for head in 0..<count { sum += exponential(scores[start + head] - top) }
      let logarithm = top + naturalLogarithm(sum)
      for head in 0..<count { scores[start + head] -= logarithm }
      heads[row] = Int32(best)
    }
    if !isTree(count: count) {
      eisner.decode(scores, width: scoreWidth, count: count, into: &heads)
    }
  }

  /// Exactly one row's head is the root, and all rows reach it. O(count · depth).
  func isTree(count: Int) -> Bool {
    var children = 0
    for row in 1..<count where heads[row] == 0 { children += 1 }
    guard children == 1 else { return false }
    for first in 1..<count {
      // Two walkers, one twice as fast, meet in a cycle and nowhere else.
      var slow = first
      var fast = first
      while fast != 0 {
        fast = Int(heads[fast])
        if fast == 0 { break }
        fast = Int(heads[fast])
        slow = Int(heads[slow])
        if fast != 0, fast == slow { return false }
      }
    }
    return true
  }
}

/// ln x for x ≥ 1, with an error under 0.0001.
func naturalLogarithm(_ x: Float) -> Float {
  let exponent = Float(x.exponent)
  let mantissa = x.significand
  // 2 artanh((m − 1) / (m + 1)) for m in 1 ..< 2.
  let part = (mantissa - 1) / (mantissa + 1)
  let square = part * part
  return exponent * 0.693_147_18
    + 2 * part * (1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square / 9))))
}
