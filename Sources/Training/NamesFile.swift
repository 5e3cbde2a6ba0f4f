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
    var bytes: [UInt8] = NameModel.magic
    func append(_ value: UInt32) { withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) } }
    append(UInt32(NameModel.version))
    append(UInt32(labels))
    append(UInt32(trainer.bits))
    append((calibration.slope * unit).bitPattern)
    append(calibration.offset.bitPattern)
    for value in trainer.transitions { append(UInt32(bitPattern: Int32((value / unit).rounded()))) }
    for row in 0..<rows {
      for label in 0..<labels {
        let weight = trainer.weights[row * NamesTrainer.width + label] / unit
        bytes.append(UInt8(bitPattern: Int8(max(-127, min(127, weight.rounded())))))
      }
    }
    bytes += [UInt8](repeating: 0, count: NameModel.padding)
    return bytes
  }

  /// The unit of a file that was written with a slope of 1.
  static func scale(of file: [UInt8]) -> Float {
    file.withUnsafeBytes {
      Float(bitPattern: UInt32(littleEndian: $0.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
    }
  }
}
