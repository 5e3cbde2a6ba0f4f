internal import CKernels

/// The best projective tree with one child of the root (Eisner 1996). O(n³) time, O(n²) memory.
struct Eisner: Sendable {
  /// By [left][right] and by [right][left], of the four kinds of span.
  private var scores: [[Float]] = [[], [], [], []]
  private var turned: [[Float]] = [[], [], [], []]
  private var splits: [[Int16]] = [[], [], [], []]
  private var width = 0
  private var level: Int32 = 0

  /// A span whose head is at its left or right end; an open one lacks the dependent's further side.
  private enum Kind: Int { case openLeft, openRight, closedLeft, closedRight }

  /// `arcs[dependent · stride + head]` are log probabilities; row 0 is the root. Sets `heads[1 ..< count]`.
  mutating func decode(
    _ arcs: [Float], width stride: Int, count: Int, level: Int32, into heads: inout [Int32]
  ) {
    self.level = level
    width = count
    let size = count * count
    // The kernel reads to the next multiple of 8.
    for kind in 0..<4 where scores[kind].count < size + 8 {
      scores[kind] = [Float](repeating: 0, count: 2 * size + 8)
      turned[kind] = [Float](repeating: 0, count: 2 * size + 8)
      splits[kind] = [Int16](repeating: 0, count: 2 * size + 8)
    }
    for row in 1..<count {
      set(.closedLeft, row, row, (0, row))
      set(.closedRight, row, row, (0, row))
    }
    for length in 1..<max(2, count - 1) {
      guard length < count - 1 else { break }
      for left in 1..<count - length {
        let right = left + length
        let inner = best(left..<right, .closedRight, left, .closedLeft, right, shift: 1)
        set(.openLeft, left, right, (inner.0 + arcs[left * stride + right], inner.1))
        set(.openRight, left, right, (inner.0 + arcs[right * stride + left], inner.1))
        set(.closedLeft, left, right, best(left..<right, .closedLeft, left, .openLeft, right, shift: 0))
        set(
          .closedRight, left, right,
          best(left + 1..<right + 1, .openRight, left, .closedRight, right, shift: 0))
      }
    }
    var root = 1
    var top = -Float.infinity
    for row in 1..<count {
      let total =
        arcs[row * stride] + scores[Kind.closedLeft.rawValue][width + row]
        + scores[Kind.closedRight.rawValue][row * width + count - 1]
      if total > top {
        top = total
        root = row
      }
    }
    heads[root] = 0
    restore(root: root, last: count - 1, into: &heads)
  }

  private mutating func set(_ kind: Kind, _ left: Int, _ right: Int, _ value: (Float, Int)) {
    scores[kind.rawValue][left * width + right] = value.0
    turned[kind.rawValue][right * width + left] = value.0
    splits[kind.rawValue][left * width + right] = Int16(value.1)
  }

  /// The best place to join two spans that meet (or, shifted by 1, stand side by side).
  private func best(
    _ middles: Range<Int>, _ first: Kind, _ left: Int, _ second: Kind, _ right: Int, shift: Int
  ) -> (Float, Int) {
    var top: Float = 0
    let place = dl_best_split(
      level, scores[first.rawValue], Int32(left * width + middles.lowerBound), turned[second.rawValue],
      Int32(right * width + middles.lowerBound + shift), Int32(middles.count), &top)
    return (top, middles.lowerBound + Int(place))
  }

  /// Follows the splits from the root's two spans down.
  private func restore(root: Int, last: Int, into heads: inout [Int32]) {
    var spans: [(kind: Kind, left: Int, right: Int)] = [
      (.closedLeft, 1, root), (.closedRight, root, last),
    ]
    while let (kind, left, right) = spans.popLast() {
      if left == right { continue }
      let middle = Int(splits[kind.rawValue][left * width + right])
      switch kind {
      case .openLeft, .openRight:
        if kind == .openLeft { heads[left] = Int32(right) } else { heads[right] = Int32(left) }
        spans.append((.closedRight, left, middle))
        spans.append((.closedLeft, middle + 1, right))
      case .closedLeft:
        spans.append((.closedLeft, left, middle))
        spans.append((.openLeft, middle, right))
      case .closedRight:
        spans.append((.openRight, left, middle))
        spans.append((.closedRight, middle, right))
      }
    }
  }
}
