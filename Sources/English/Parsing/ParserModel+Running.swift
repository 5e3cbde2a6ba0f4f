internal import CKernels

extension ParserModel {
  /// Both directions of an LSTM layer of `hidden` units over `sequences`, the longest first, from what the input adds
  /// to the gates of each row to the `states` of the row: forward units, then backward ones, scale 2^7.
  static func run(
    _ directions: ArraySlice<Recurrent>, hidden: Int, level: Int32, gates: [Float], _ cell: inout [Float],
    _ sequences: [dl_sequence], _ states: inout [Int8]
  ) {
    let hidden = Int32(hidden)
    for (direction, recurrent) in directions.enumerated() {
      let direction = Int32(direction)
      dl_lstm(
        level, gates, direction * 4 * hidden, 8 * hidden, sequences, Int32(sequences.count), direction,
        hidden,
        recurrent.weights, recurrent.scale, &cell, &states, direction * hidden, 2 * hidden)
    }
  }
}

extension ParserModel.Affine<Int16> {
  /// The map's outputs for the first `rows` rows of `inputs`.
  func apply(to inputs: [Int16], rows: Int, level: Int32, _ result: inout [Float]) {
    dl_affine(level, inputs, Int32(rows), Int32(groups), weights, Int32(tiles), scale, bias, &result)
  }
}

extension ParserModel.Affine<Int8> {
  /// The map's outputs for the first `rows` rows of `inputs`.
  func apply(to inputs: [Int8], rows: Int, level: Int32, _ result: inout [Float]) {
    dl_affine_bytes(level, inputs, Int32(rows), Int32(groups), weights, Int32(tiles), scale, bias, &result)
  }
}

extension Array where Element: Numeric {
  /// Room for `count` numbers; what stands there is lost when it grows.
  mutating func reserve(_ count: Int) {
    if self.count < count { self = Array(repeating: 0, count: count + count / 2) }
  }
}
