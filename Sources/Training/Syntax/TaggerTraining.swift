internal import Articles
internal import English

/// Trains the averaged perceptron.
struct TaggerTraining {
  let bits: Int
  private(set) var classes: [(UPOS, XPOS)] = []
  private var numbers: [Int: Int] = [:]
  private var weights: [Float]
  private var sums: [Float]
  private var step: Float = 1

  init(bits: Int) {
    self.bits = bits
    weights = Array(repeating: 0, count: 1 << bits + Tagger.lanes)
    sums = weights
  }

  /// The class of a treebank's tags, −1 for tags that the program does not know.
  mutating func number(_ upos: String, _ xpos: String, adding: Bool) -> Int {
    guard let first = UPOS.allCases.first(where: { $0.name == upos }),
      let second = XPOS.allCases.first(where: { $0.name == xpos })
    else { return -1 }
    let key = Int(first.rawValue) << 8 | Int(second.rawValue)
    if let known = numbers[key] { return known }
    guard adding, classes.count < Tagger.lanes else { return -1 }
    numbers[key] = classes.count
    classes.append((first, second))
    return classes.count - 1
  }

  /// Trains on the sentences for so many rounds; the same input gives the same weights.
  mutating func train(_ sentences: [Treebank.Sentence], rounds: Int, report: (Int, Double) -> Void) {
    let gold = GoldText(sentences)
    let reading = Reader(tagger: nil).tokens(gold.article, sentences: gold.ranges)
    let attributes = TagAttributes.all(of: reading, lexicon: .standard)
    var targets: [Int] = []
    for sentence in sentences {
      for token in sentence.tokens { targets.append(number(token.upos, token.xpos, adding: true)) }
    }
    var order = Array(reading.sentences.indices)
    var generator = SplitMix(seed: 1)
    for round in 0..<rounds {
      order.shuffle(using: &generator)
      var right = 0
      for index in order { right += learn(reading.sentences[index].tokens, attributes, targets) }
      report(round, Double(right) / Double(max(targets.count, 1)))
    }
    for index in weights.indices { weights[index] -= sums[index] / step }
  }

  private mutating func learn(_ sentence: Range<Int>, _ attributes: [TagAttributes], _ targets: [Int]) -> Int
  {
    var rows = TagRows()
    var before = TagRows.boundary
    var beforeThat = TagRows.boundary
    var right = 0
    for token in sentence {
      rows.fill(attributes, token, sentence, before, beforeThat, shift: UInt64(64 - bits))
      let best = best(rows.places)
      let target = targets[token]
      step += 1
      if best == target {
        right += 1
      } else if target >= 0 {
        for place in rows.places {
          weights[Int(place) + target] += 1
          sums[Int(place) + target] += step
          weights[Int(place) + best] -= 1
          sums[Int(place) + best] -= step
        }
      }
      beforeThat = before
      before = UInt64(best)
    }
    return right
  }

  private func best(_ places: [UInt32]) -> Int {
    weights.withUnsafeBytes { raw in
      withUnsafeTemporaryAllocation(of: SIMD16<Float>.self, capacity: Tagger.lanes / 16) { totals in
        for part in totals.indices { totals[part] = .zero }
        let parts = (classes.count + 15) / 16
        for place in places {
          let row = Int(place) * 4
          for part in 0..<parts {
            totals[part] += raw.loadUnaligned(fromByteOffset: row + part * 64, as: SIMD16<Float>.self)
          }
        }
        var best = 0
        var highest = -Float.infinity
        for index in classes.indices {
          let total = totals[index / 16][index % 16]
          if total > highest {
            highest = total
            best = index
          }
        }
        return best
      }
    }
  }

  /// The file, weights in 8 bits: the 99.997th percentile of their sizes becomes 127.
  func file() -> [UInt8] {
    let sizes = weights.lazy.map { abs($0) }.filter { $0 > 1e-6 }.sorted()
    let top = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, Int(Double(sizes.count) * 0.99997))]
    let table = weights.map { Int8(max(-127, min(127, ($0 / top * 127).rounded()))) }
    return Tagger.file(bits: bits, classes: classes, table: table)
  }
}

/// A small seeded generator (Steele, Lea & Flood 2014).
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
