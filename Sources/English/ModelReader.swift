/// Takes the parts of a model file in order and checks that they lie in it.
struct ModelReader {
  let file: ModelBytes
  var offset: Int

  func damaged(_ part: String) -> ModelError { .damaged(model: file.model, part: part) }

  mutating func take(_ count: Int) throws(ModelError) -> UnsafeRawBufferPointer {
    let section = try file.section("it is cut short", at: offset, count: count, as: UInt8.self)
    offset += count
    return UnsafeRawBufferPointer(section)
  }

  mutating func number() throws(ModelError) -> Int {
    defer { offset += 4 }
    return try file.number(at: offset)
  }

  mutating func floats(_ count: Int) throws(ModelError) -> [Float] {
    let part = try take(4 * count)
    var values = [Float](repeating: 0, count: count)
    for index in 0..<count {
      let value = part.loadUnaligned(fromByteOffset: 4 * index, as: Float.self)
      guard value.magnitude < 1e6 else { throw damaged("its weights") }
      values[index] = value
    }
    return values
  }

  mutating func table(rows: Int, width: Int) throws(ModelError) -> VectorTable {
    let part = try take((rows * (4 + width) + 3) / 4 * 4)
    return VectorTable(width: width, count: rows, bytes: part)
  }

  mutating func matrix(rows: Int, width: Int) throws(ModelError) -> Matrix {
    let scale = try floats(rows)
    let part = try take((rows * width + 3) / 4 * 4)
    return Matrix(width: width, scale: scale, rows: part)
  }

  /// One direction of a layer whose input has `width` numbers, in each of which 1 is `unit`.
  mutating func direction<Number: FixedWidthInteger>(
    width: Int, unit: Float, hidden: Int
  ) throws(ModelError) -> (input: ParserModel.Affine<Number>, recurrent: ParserModel.Recurrent) {
    let input = try matrix(rows: 4 * hidden, width: width)
    let recurrent = try matrix(rows: 4 * hidden, width: hidden)
    let bias = try floats(4 * hidden)
    let order = Self.gateOrder(hidden: hidden)
    return (
      input.affine(order: order, bias: bias, scale: unit),
      ParserModel.Recurrent(
        weights: recurrent.tiled(order: order, tile: 32),
        scale: order.map { recurrent.scale[$0] / ParserModel.stateScale })
    )
  }

  /// File rows are [gate][unit]; the kernels want [block of 8 units][gate][unit in block].
  static func gateOrder(hidden: Int) -> [Int] {
    (0..<4 * hidden).map { place in place % 32 / 8 * hidden + place / 32 * 8 + place % 8 }
  }

  /// The four maps as one.
  mutating func maps(inputs: Int) throws(ModelError) -> ParserModel.Affine<Int8> {
    var all: ParserModel.Affine<Int8>?
    for _ in 0..<4 {
      let matrix = try matrix(rows: ParserModel.mapWidth, width: inputs)
      let part: ParserModel.Affine<Int8> = matrix.affine(
        order: Array(0..<ParserModel.mapWidth), bias: try floats(ParserModel.mapWidth),
        scale: ParserModel.stateScale)
      all = all.map { $0 + part } ?? part
    }
    guard let all else { throw damaged("its maps") }
    return all
  }
}

/// Rows of int8 with their scales.
struct Matrix {
  let width: Int
  let scale: [Float]
  let rows: UnsafeRawBufferPointer

  var values: [Float] {
    var values = [Float](repeating: 0, count: scale.count * width)
    for row in scale.indices {
      for place in row * width..<(row + 1) * width {
        values[place] = Float(Int8(bitPattern: rows[place])) * scale[row]
      }
    }
    return values
  }

  /// Weights as [tile of outputs][group of inputs][output in tile][input in group]; a group is 4 bytes of input, and no weight is
  /// -128.
  func tiled<Number: FixedWidthInteger>(order: [Int], tile: Int) -> [Number] {
    let group = 4 / MemoryLayout<Number>.size
    var result = [Number](repeating: 0, count: order.count * width)
    result.withUnsafeMutableBufferPointer { result in
      for (output, row) in order.enumerated() {
        // The row's first group; each next one is a tile further.
        var place = output / tile * tile * width + output % tile * group
        for column in stride(from: row * width, to: (row + 1) * width, by: group) {
          for input in 0..<group {
            result[place + input] = Number(max(-127, Int8(bitPattern: rows[column + input])))
          }
          place += group * tile
        }
      }
    }
    return result
  }

  /// `scale` is what 1 is in the map's input.
  func affine<Number: FixedWidthInteger>(
    order: [Int], bias: [Float], scale unit: Float
  ) -> ParserModel.Affine<Number> {
    ParserModel.Affine(
      groups: width * MemoryLayout<Number>.size / 4, tiles: order.count / 16,
      weights: tiled(order: order, tile: 16),
      scale: order.map { scale[$0] / unit }, bias: order.map { bias[$0] })
  }
}
