internal import Facts
internal import Glibc

/// Sums over all labellings of one stretch (forward–backward, scaled a token).
struct NamesLattice {
  private static let labels = NameLabel.count
  private static let width = NamesTrainer.width
  private static let pairs: [(previous: Int, next: Int, index: Int)] = NameLabel.transitions.map {
    ($0.previous, $0.next, $0.previous * labels + $0.next)
  }

  private var length = 0
  private var opens = true
  private var closes = true
  private var emission: [Float] = []
  private var forward: [Float] = []
  private var backward: [Float] = []
  private var scale: [Float] = []
  private var gradients: [Float] = []
  private var pairFactor = [Float](repeating: 0, count: NamesLattice.pairs.count)
  private var start = [Float](repeating: 0, count: NamesLattice.labels)
  private var end = [Float](repeating: 0, count: NamesLattice.labels)
  /// Of every pair of labels and, in the last row, of first labels; expected less observed.
  private(set) var transitionGradient = [Float](
    repeating: 0, count: (NamesLattice.labels + 1) * NamesLattice.labels)

  mutating func start(_ length: Int, opens: Bool, closes: Bool, _ transitions: [Float]) {
    self.length = length
    self.opens = opens
    self.closes = closes
    let size = length * Self.width
    if emission.count < size {
      emission = [Float](repeating: 0, count: size)
      forward = emission
      backward = emission
      gradients = emission
      scale = [Float](repeating: 0, count: length)
    }
    for (number, pair) in Self.pairs.enumerated() { pairFactor[number] = expf(transitions[pair.index]) }
    let row = (opens ? Self.labels : NameLabel.outside) * Self.labels
    for label in 0..<Self.labels {
      start[label] = NameLabel.needsBeginning(label) ? 0 : expf(transitions[row + label])
      end[label] = NameLabel.isOpen(label) ? 0 : closes ? 1 : expf(transitions[label * Self.labels])
    }
  }

  mutating func set(_ token: Int, _ low: SIMD8<Float>, _ middle: SIMD8<Float>, _ high: SIMD8<Float>) {
    var largest = -Float.infinity
    let at = token * Self.width
    for lane in 0..<8 {
      emission[at + lane] = low[lane]
      emission[at + 8 + lane] = middle[lane]
      emission[at + 16 + lane] = high[lane]
    }
    for label in 0..<Self.labels { largest = max(largest, emission[at + label]) }
    for label in 0..<Self.labels { emission[at + label] = expf(emission[at + label] - largest) }
  }

  /// Computes the gradients of the negative log-likelihood of the labels that `allowed` has bits for. Returns
  /// the negative log of their marginals, summed over tokens.
  mutating func gradient(_ allowed: ArraySlice<UInt32>) -> Double {
    for index in transitionGradient.indices { transitionGradient[index] = 0 }
    for index in 0..<(length * Self.width) { gradients[index] = 0 }
    sum(nil, sign: 1)
    var loss = 0.0
    for (token, mask) in allowed.enumerated() {
      var right: Float = 0
      for label in 0..<Self.labels where mask >> UInt32(label) & 1 == 1 {
        right += gradients[token * Self.width + label]
      }
      loss -= Double(logf(max(right, 1e-20)))
    }
    if allowed.allSatisfy({ $0.nonzeroBitCount == 1 }) {
      var previous = opens ? Self.labels : NameLabel.outside
      for (token, mask) in allowed.enumerated() {
        let label = mask.trailingZeroBitCount
        gradients[token * Self.width + label] -= 1
        transitionGradient[previous * Self.labels + label] -= 1
        previous = label
      }
      if !closes { transitionGradient[previous * Self.labels] -= 1 }
    } else {
      sum(allowed, sign: -1)
    }
    return loss
  }

  func tokenGradient(_ token: Int) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
    gradients.withUnsafeBytes { bytes in
      let at = token * Self.width * 4
      return (
        bytes.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self),
        bytes.loadUnaligned(fromByteOffset: at + 32, as: SIMD8<Float>.self),
        bytes.loadUnaligned(fromByteOffset: at + 64, as: SIMD8<Float>.self)
      )
    }
  }

  /// Adds the expected counts, over the labellings that `allowed` admits, times `sign`.
  private mutating func sum(_ allowed: ArraySlice<UInt32>?, sign: Float) {
    let labels = Self.labels
    let width = Self.width
    let base = allowed?.startIndex ?? 0
    func admits(_ token: Int, _ label: Int) -> Bool {
      guard let allowed else { return true }
      return allowed[base + token] >> UInt32(label) & 1 == 1
    }
    for token in 0..<length {
      let at = token * width
      for label in 0..<labels { forward[at + label] = token == 0 ? start[label] : 0 }
      if token > 0 {
        for (number, pair) in Self.pairs.enumerated() {
          forward[at + pair.next] += forward[at - width + pair.previous] * pairFactor[number]
        }
      }
      var total: Float = 0
      for label in 0..<labels {
        var value = admits(token, label) ? forward[at + label] * emission[at + label] : 0
        if token == length - 1, end[label] == 0 { value = 0 }
        forward[at + label] = value
        total += value
      }
      scale[token] = max(total, 1e-30)
      for label in 0..<labels { forward[at + label] /= scale[token] }
    }
    // Divided by the sum over final labels, so that marginals add up to one with the closing factor.
    let last = (length - 1) * width
    var closing: Float = 0
    for label in 0..<labels { closing += forward[last + label] * end[label] }
    closing = max(closing, 1e-30)
    for label in 0..<labels { backward[last + label] = end[label] / closing }
    for token in stride(from: length - 1, to: 0, by: -1) {
      let at = token * width
      for label in 0..<labels { backward[at - width + label] = 0 }
      for (number, pair) in Self.pairs.enumerated() {
        guard admits(token, pair.next) else { continue }
        let ahead = emission[at + pair.next] * backward[at + pair.next] / scale[token]
        backward[at - width + pair.previous] += pairFactor[number] * ahead
        transitionGradient[pair.index] +=
          sign * forward[at - width + pair.previous] * pairFactor[number] * ahead
      }
    }
    let row = (opens ? labels : NameLabel.outside) * labels
    for label in 0..<labels {
      transitionGradient[row + label] += sign * forward[label] * backward[label]
      if !closes {
        transitionGradient[label * labels] += sign * forward[last + label] * backward[last + label]
      }
    }
    for token in 0..<length {
      for label in 0..<labels {
        gradients[token * width + label] +=
          sign * forward[token * width + label] * backward[token * width + label]
      }
    }
  }
}
