internal import Facts
internal import Glibc

/// Trains a linear-chain conditional random field by stochastic gradient descent over stretches, with a
/// step size a coordinate (AdaGrad, Duchi et al. 2011), features dropped at random, and an L1 penalty that is
/// applied when a row is next used. Deterministic: one thread, one generator.
struct NamesTrainer {
  struct Options {
    var epochs = 12
    var rate: Float = 0.05
    var penalty: Float = 0.1
    var dropout = 0.3
    var seed: UInt64 = 1
  }

  static let labels = NameLabel.count
  /// Floats a row, a multiple of eight.
  static let width = 24
  private static let epsilon: Float = 1e-6

  let options: Options
  let bits: Int
  let weights: UnsafeMutablePointer<Float>
  private let squares: UnsafeMutablePointer<Float>
  private let used: UnsafeMutablePointer<Int32>
  var transitions = [Float](repeating: 0, count: (labels + 1) * labels)
  private var transitionSquares = [Float](repeating: 0, count: (labels + 1) * labels)
  private var random: SplitMix
  private var step: Int32 = 0

  init(bits: Int, options: Options) {
    self.options = options
    self.bits = bits
    random = SplitMix(seed: options.seed)
    let count = (1 << bits) * Self.width
    weights = .allocate(capacity: count)
    squares = .allocate(capacity: count)
    used = .allocate(capacity: 1 << bits)
    weights.initialize(repeating: 0, count: count)
    squares.initialize(repeating: 0, count: count)
    used.initialize(repeating: 0, count: 1 << bits)
  }

  func deallocate() {
    weights.deallocate()
    squares.deallocate()
    used.deallocate()
  }

  /// Trains on all examples; `report` is told the epoch and the mean negative log of the right labels'
  /// marginals.
  mutating func train(_ examples: NamesExamples, report: (Int, Double) -> Void) {
    let count = examples.stretches.count - 1
    var order = Array(0..<count)
    let penalty = options.penalty / Float(max(count, 1)) * options.rate
    var lattice = NamesLattice()
    for epoch in 1...options.epochs {
      for index in stride(from: count - 1, to: 0, by: -1) {
        order.swapAt(index, Int(random.next() % UInt64(index + 1)))
      }
      var loss = 0.0
      for stretch in order {
        step += 1
        loss += learn(stretch, examples, penalty, &lattice)
      }
      report(epoch, loss / Double(max(examples.labels.count, 1)))
    }
    for row in 0..<(1 << bits) { shrink(Int32(row), penalty) }
  }

  /// Applies the penalty of the steps in which a row was not used.
  @inline(__always)
  private func shrink(_ row: Int32, _ penalty: Float) {
    let missed = step - 1 - used[Int(row)]
    guard missed > 0 else { return }
    used[Int(row)] = step - 1
    let amount = SIMD8<Float>(repeating: penalty * Float(missed))
    let start = Int(row) * Self.width
    for part in stride(from: start, to: start + Self.width, by: 8) {
      let weight = Self.load(weights + part)
      let size = amount / (Self.load(squares + part) + Self.epsilon).squareRoot()
      let zero = SIMD8<Float>.zero
      let shrunk = (weight - size).replacing(with: zero, where: weight .<= size)
      let raised = (weight + size).replacing(with: zero, where: weight .>= -size)
      Self.store(shrunk.replacing(with: raised, where: weight .< zero), weights + part)
    }
  }

  private mutating func learn(
    _ stretch: Int, _ examples: NamesExamples, _ penalty: Float, _ lattice: inout NamesLattice
  ) -> Double {
    let first = examples.stretches[stretch]
    let length = examples.stretches[stretch + 1] - first
    guard length > 0 else { return 0 }
    lattice.start(length, opens: examples.opens[stretch], closes: examples.closes[stretch], transitions)
    let threshold = UInt64(options.dropout * 0x1p32)
    var kept: [[Int32]] = []
    kept.reserveCapacity(length)
    for token in 0..<length {
      var rows: [Int32] = []
      rows.reserveCapacity(96)
      var low = SIMD8<Float>.zero
      var middle = SIMD8<Float>.zero
      var high = SIMD8<Float>.zero
      for index in examples.starts[first + token]..<examples.starts[first + token + 1] {
        if random.next() >> 32 < threshold { continue }
        let row = examples.rows[index]
        rows.append(row)
        if penalty > 0 { shrink(row, penalty) }
        let weight = weights + Int(row) * Self.width
        low += Self.load(weight)
        middle += Self.load(weight + 8)
        high += Self.load(weight + 16)
      }
      kept.append(rows)
      lattice.set(token, low, middle, high)
    }
    let loss = lattice.gradient(examples.labels[first..<(first + length)])
    for index in transitions.indices {
      let gradient = lattice.transitionGradient[index]
      guard gradient != 0 else { continue }
      transitionSquares[index] += gradient * gradient
      transitions[index] -= options.rate * gradient / (transitionSquares[index] + Self.epsilon).squareRoot()
    }
    for token in 0..<length {
      let (low, middle, high) = lattice.tokenGradient(token)
      let largest = max(max(abs(low).max(), abs(middle).max()), abs(high).max())
      guard largest >= 1e-3 else { continue }
      for row in kept[token] {
        let start = Int(row) * Self.width
        descend(start, low)
        descend(start + 8, middle)
        descend(start + 16, high)
      }
    }
    return loss
  }

  @inline(__always)
  private func descend(_ at: Int, _ gradient: SIMD8<Float>) {
    let sum = Self.load(squares + at) + gradient * gradient
    Self.store(sum, squares + at)
    Self.store(
      Self.load(weights + at) - options.rate * gradient / (sum + Self.epsilon).squareRoot(), weights + at)
  }

  @inline(__always)
  private static func load(_ pointer: UnsafeMutablePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always)
  private static func store(_ value: SIMD8<Float>, _ pointer: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(pointer).storeBytes(of: value, as: SIMD8<Float>.self)
  }

  private func abs(_ value: SIMD8<Float>) -> SIMD8<Float> {
    value.replacing(with: -value, where: value .< 0)
  }
}
