/// Exact decoding of a stretch of tokens: the best labels (Viterbi) and, by the same sums from the right, how
/// much every other label would cost (max-marginals). Integers only; O(tokens).
struct NameChain {
  static let count = NameLabel.count

  /// Labels that may stand before each label: those of label j are at `starts[j]..<starts[j + 1]`.
  private static let predecessors: (labels: [Int], starts: [Int]) = {
    var labels: [Int] = []
    var starts = [0]
    for next in 0..<count {
      labels += (0..<count).filter { NameLabel.allows(next, after: $0) }
      starts.append(labels.count)
    }
    return (labels, starts)
  }()
  private static let impossible = Int32.min / 4

  let transitions: [Int32]
  /// `[token * count + label]`: first the token's scores, then the best path through the label.
  private(set) var marginal: [Int32] = []
  private(set) var labels: [Int] = []
  private(set) var best: Int32 = 0

  init(_ model: NameModel) { transitions = model.transitions }

  /// Labels tokens whose `scores` are `[token * count + label]`.
  /// - Parameters:
  ///   - opens: the first token is a sentence's first; otherwise an outside token stands before it.
  ///   - closes: the last token is a sentence's last; otherwise an outside token follows.
  mutating func decode(_ scores: [Int32], opens: Bool, closes: Bool) {
    let count = Self.count
    let length = scores.count / count
    guard length > 0 else { return }
    marginal = [Int32](repeating: Self.impossible, count: scores.count)
    labels = [Int](repeating: 0, count: length)
    var forward = marginal
    var backward = marginal
    let (predecessors, starts) = Self.predecessors
    let start = (opens ? count : NameLabel.outside) * count
    for label in 0..<count where !NameLabel.needsBeginning(label) {
      forward[label] = transitions[start + label] + scores[label]
    }
    // Labels as places in the buffers, whose bounds are checked once here, not at each of 97 steps a token.
    transitions.withUnsafeBufferPointer { transitions in
      scores.withUnsafeBufferPointer { scores in
        predecessors.withUnsafeBufferPointer { predecessors in
          forward.withUnsafeMutableBufferPointer { forward in
            for token in stride(from: 1, to: length, by: 1) {
              let here = token * count
              for label in 0..<count {
                var best = Self.impossible
                for index in starts[label]..<starts[label + 1] {
                  let previous = predecessors[index]
                  best = max(best, forward[here - count + previous] + transitions[previous * count + label])
                }
                forward[here + label] = max(Self.impossible, best + scores[here + label])
              }
            }
          }
          let last = (length - 1) * count
          backward.withUnsafeMutableBufferPointer { backward in
            for label in 0..<count where !NameLabel.isOpen(label) {
              backward[last + label] = closes ? 0 : transitions[label * count]
            }
            for token in stride(from: length - 2, through: 0, by: -1) {
              let here = token * count
              for label in 0..<count {
                let ahead = backward[here + count + label] + scores[here + count + label]
                for index in starts[label]..<starts[label + 1] {
                  let place = here + predecessors[index]
                  let value = ahead + transitions[predecessors[index] * count + label]
                  backward[place] = max(backward[place], value)
                }
              }
            }
          }
        }
      }
    }
    let last = (length - 1) * count
    for index in marginal.indices {
      marginal[index] = max(Self.impossible, forward[index] + backward[index])
    }
    best = marginal[last..<(last + count)].max() ?? 0
    follow(length)
  }

  /// Follows the best path; equal ones go to the lower label, which the transitions must allow.
  private mutating func follow(_ length: Int) {
    var previous = NameLabel.outside
    for token in 0..<length {
      let here = token * Self.count
      let label =
        (0..<Self.count).first { marginal[here + $0] == best && NameLabel.allows($0, after: previous) } ?? 0
      labels[token] = label
      previous = label
    }
  }

  /// How much the best path loses if `token` has another label than its own.
  func margin(_ token: Int) -> Int32 {
    var second = Self.impossible
    for label in 0..<Self.count where label != labels[token] {
      second = max(second, marginal[token * Self.count + label])
    }
    return best - second
  }

  /// How much the best path gains (0 or less) if `token` must be part of a name of `kind`.
  func score(_ token: Int, of kind: NameKind) -> Int32 {
    let base = token * Self.count + NameLabel.begin(kind)
    return max(max(marginal[base], marginal[base + 1]), max(marginal[base + 2], marginal[base + 3])) - best
  }
}
