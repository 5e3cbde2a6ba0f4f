internal import English
internal import Facts

/// Writes trained weights as the program reads them (`NameModel`).
enum NamesFile {
  /// Weights are divided by the largest's 99.99th percentile, times 127.
  static func bytes(of trainer: NamesTrainer, _ calibration: (slope: Float, offset: Float)) -> [UInt8] {
    let labels = NameLabel.count
    let rows = 1 << trainer.bits
    var sizes: [Float] = []
    for row in 0..<rows {
      for label in 0..<labels {
        let size = abs(trainer.weights[row * NamesTrainer.width + label])
        if size > 1e-6 { sizes.append(size) }
      }
    }
    sizes.sort()
    let top = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9999 / 10000)]
    let unit = top / 127
    var table: [Int8] = []
    table.reserveCapacity(rows * labels)
    for row in 0..<rows {
      for label in 0..<labels {
        let weight = trainer.weights[row * NamesTrainer.width + label] / unit
        table.append(Int8(max(-127, min(127, weight.rounded()))))
      }
    }
    return NameModel.file(
      bits: trainer.bits, slope: calibration.slope * unit, offset: calibration.offset,
      transitions: trainer.transitions.map { Int32(($0 / unit).rounded()) }, table: table)
  }

  /// The unit of a file that was written with a slope of 1.
  static func scale(of file: [UInt8]) throws -> Float {
    try NameModel(ModelBytes(model: "name tagger", file)).slope
  }
}
