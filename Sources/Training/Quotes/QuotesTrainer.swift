internal import Facts
internal import Glibc

/// Logistic regression over hashed binary features by AdaGrad (Duchi, Hazan and Singer 2011), the weights averaged
/// over the second half of training.
struct QuotesTrainer {
  var bits: Int
  var rate: Float = 0.15
  var penalty: Float = 2e-6
  var epochs = 8
  /// Share of each example's features that are left out, anew in every pass.
  var dropout = 0.0
  private(set) var weights: [Float]

  init(bits: Int) {
    self.bits = bits
    weights = [Float](repeating: 0, count: 1 << bits)
  }

  func score(_ rows: [UInt32]) -> Float {
    let shift = UInt32(32 - bits)
    return rows.reduce(0) { $0 + weights[Int($1 >> shift)] }
  }

  /// `targets` are probabilities; examples are taken in an order that the seed decides.
  mutating func train(_ examples: [[UInt32]], _ targets: [Float], seed: UInt64 = 1) {
    var random = SplitMix(seed: seed)
    let shift = UInt32(32 - bits)
    var squares = [Float](repeating: 1e-4, count: weights.count)
    var sums = [Float](repeating: 0, count: weights.count)
    var averaged = 0
    var order = Array(examples.indices)
    for epoch in 0..<epochs {
      order.shuffle(using: &random)
      for index in order {
        var rows = examples[index]
        if dropout > 0 {
          rows.removeAll { _ in Double(random.next() >> 11) * 0x1p-53 < dropout }
        }
        let error = 1 / (1 + expf(-score(rows))) - targets[index]
        for row in rows {
          let at = Int(row >> shift)
          let slope = error + penalty * weights[at] * 100
          squares[at] += slope * slope
          weights[at] -= rate * slope / squares[at].squareRoot()
        }
      }
      guard epoch * 2 >= epochs else { continue }
      averaged += 1
      for at in weights.indices { sums[at] += weights[at] }
    }
    for at in weights.indices { weights[at] = sums[at] / Float(max(averaged, 1)) }
  }

  /// The file that `QuoteModel` reads.
  func file() -> [UInt8] {
    let sizes = weights.map { abs($0) }.filter { $0 > 1e-6 }.sorted()
    let top = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9999 / 10000)]
    let unit = top / 127
    return QuoteModel.file(
      bits: bits, unit: unit, table: weights.map { Int8(max(-127, min(127, ($0 / unit).rounded()))) })
  }
}
