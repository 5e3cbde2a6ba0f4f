internal import CEnglishData

/// Why the bytes are no model of the parser.
public enum ParserModelError: Error, Equatable, Sendable {
  /// The bytes do not start with the parser's magic.
  case noModel
  /// Written for another version of the program.
  case version(UInt32)
  /// The file is shorter or longer than its header says.
  case size(expected: Int, actual: Int)
  /// The named part does not fit the program or is not finite.
  case damaged(String)
}

extension ParserModel {
  /// Reads a model in place: `bytes` must stay as long as the model is used. O(size of the matrices); the word
  /// tables are not touched.
  init(_ bytes: UnsafeRawBufferPointer) throws(ParserModelError) {
    var reader = ModelReader(bytes: bytes)
    guard bytes.count >= 40, bytes.prefix(4).elementsEqual("DLAP".utf8) else { throw .noModel }
    reader.offset = 4
    let header = try (0..<9).map { _ throws(ParserModelError) in try reader.word() }
    guard header[0] == 1 else { throw .version(header[0]) }
    guard Int(header[1]) == bytes.count else {
      throw .size(expected: Int(header[1]), actual: bytes.count)
    }
    hidden = Int(header[2])
    guard hidden > 0, hidden <= 512, hidden % 8 == 0 else { throw .damaged("hidden units") }
    let (wordCount, vectorCount) = (Int(header[3]), Int(header[4]))
    guard Int(header[5]) == XPOS.allCases.count else { throw .damaged("tags") }
    guard Int(header[6]) == Relation.allCases.count - 1 else { throw .damaged("relations") }
    guard header[7] == WordFeatures.suffixRows, header[8] == WordFeatures.shapeRows else {
      throw .damaged("hashed tables")
    }
    // The first row is that of unknown words.
    let wordKeys = try reader.take(4 * wordCount)
    words = KeyedTable(keys: wordKeys, table: try reader.table(rows: wordCount + 1, width: Self.wordWidth))
    let vectorKeys = try reader.take(4 * vectorCount)
    vectors = KeyedTable(
      keys: vectorKeys, table: try reader.table(rows: vectorCount, width: Self.vectorWidth))
    tags = try reader.table(rows: Int(header[5]), width: Self.tagWidth)
    suffixes = try reader.table(rows: Int(header[7]), width: Self.suffixWidth)
    shapes = try reader.table(rows: Int(header[8]), width: Self.shapeWidth)
    root = try reader.floats(Self.inputWidth).map { Self.fixed($0 * Self.inputScale) }
    var directions: [Direction] = []
    for layer in 0..<2 {
      for _ in 0..<2 { directions.append(try reader.direction(layer: layer, hidden: hidden)) }
    }
    self.directions = directions
    maps = try reader.maps(inputs: 2 * hidden)
    biaffine = try reader.matrix(rows: Self.mapWidth, width: Self.mapWidth).values
    headBias = try reader.floats(Self.mapWidth)
    distance = try reader.floats(2 * Self.reach + 1)
    let labelRows = Int(header[6])
    let label = try reader.matrix(rows: labelRows, width: Self.mapWidth)
    var transposed = [Float](repeating: 0, count: Self.mapWidth * Self.labelWidth)
    for row in 0..<labelRows {
      for column in 0..<Self.mapWidth {
        transposed[column * Self.labelWidth + row] = label.values[row * Self.mapWidth + column]
      }
    }
    labels = transposed
    labelBias =
      try reader.floats(labelRows) + [Float](repeating: -1e9, count: Self.labelWidth - labelRows)
    guard reader.offset == bytes.count else { throw .size(expected: reader.offset, actual: bytes.count) }
  }

  /// The model embedded in the program.
  static func embedded() throws(ParserModelError) -> ParserModel {
    var size = 0
    let start = dl_parser(&size)
    return try ParserModel(UnsafeRawBufferPointer(start: start, count: size))
  }
}

/// Takes the parts of a model file in order and checks that they lie in it.
private struct ModelReader {
  let bytes: UnsafeRawBufferPointer
  var offset = 0

  mutating func take(_ count: Int) throws(ParserModelError) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - offset else {
      throw .size(expected: offset + count, actual: bytes.count)
    }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  mutating func word() throws(ParserModelError) -> UInt32 {
    UInt32(littleEndian: try take(4).loadUnaligned(as: UInt32.self))
  }

  mutating func floats(_ count: Int) throws(ParserModelError) -> [Float] {
    let part = try take(4 * count)
    let values = (0..<count).map { part.loadUnaligned(fromByteOffset: 4 * $0, as: Float.self) }
    guard values.allSatisfy({ $0.magnitude < 1e6 }) else { throw .damaged("weights") }
    return values
  }

  mutating func table(rows: Int, width: Int) throws(ParserModelError) -> VectorTable {
    let part = try take((rows * (4 + width) + 3) / 4 * 4)
    return VectorTable(width: width, count: rows, bytes: part)
  }

  mutating func matrix(rows: Int, width: Int) throws(ParserModelError) -> Matrix {
    let scale = try floats(rows)
    let part = try take((rows * width + 3) / 4 * 4)
    return Matrix(width: width, scale: scale, rows: part)
  }

  mutating func direction(layer: Int, hidden: Int) throws(ParserModelError) -> ParserModel.Direction {
    let inputs = layer == 0 ? ParserModel.inputWidth : 2 * hidden
    let input = try matrix(rows: 4 * hidden, width: inputs)
    let recurrent = try matrix(rows: 4 * hidden, width: hidden)
    let bias = try floats(4 * hidden)
    // File rows are [gate][unit]; the kernels want [block of 8 units][gate][unit in block].
    let order = (0..<4 * hidden).map { place in
      place % 32 / 8 * hidden + place / 32 * 8 + place % 8
    }
    return ParserModel.Direction(
      input: input.affine(
        order: order, bias: bias, scale: layer == 0 ? ParserModel.inputScale : ParserModel.stateScale),
      recurrent: recurrent.tiled(order: order, tile: 32),
      recurrentScale: order.map { recurrent.scale[$0] / ParserModel.stateScale })
  }

  /// The four maps as one.
  mutating func maps(inputs: Int) throws(ParserModelError) -> ParserModel.Affine {
    var weights: [Int16] = []
    var scale: [Float] = []
    var bias: [Float] = []
    var last: ParserModel.Affine?
    for _ in 0..<4 {
      let matrix = try matrix(rows: ParserModel.mapWidth, width: inputs)
      let part = matrix.affine(
        order: Array(0..<ParserModel.mapWidth), bias: try floats(ParserModel.mapWidth),
        scale: ParserModel.stateScale)
      weights += part.weights
      scale += part.scale
      bias += part.bias
      last = part
    }
    return ParserModel.Affine(
      pairs: last?.pairs ?? 0, tiles: 4 * (last?.tiles ?? 0), weights: weights, scale: scale, bias: bias)
  }
}

/// Rows of int8 with their scales.
private struct Matrix {
  let width: Int
  let scale: [Float]
  let rows: UnsafeRawBufferPointer

  func weight(_ row: Int, _ column: Int) -> Int8 { Int8(bitPattern: rows[row * width + column]) }

  var values: [Float] {
    scale.indices.flatMap { row in (0..<width).map { Float(weight(row, $0)) * scale[row] } }
  }

  /// Weights as [tile of outputs][pair of inputs][output in tile][input in pair].
  func tiled(order: [Int], tile: Int) -> [Int16] {
    var result = [Int16](repeating: 0, count: order.count * width)
    var place = 0
    for first in stride(from: 0, to: order.count, by: tile) {
      for pair in 0..<width / 2 {
        for output in first..<first + tile {
          result[place] = Int16(weight(order[output], 2 * pair))
          result[place + 1] = Int16(weight(order[output], 2 * pair + 1))
          place += 2
        }
      }
    }
    return result
  }

  /// `scale` is what 1 is in the map's input.
  func affine(order: [Int], bias: [Float], scale unit: Float) -> ParserModel.Affine {
    ParserModel.Affine(
      pairs: width / 2, tiles: order.count / 16, weights: tiled(order: order, tile: 16),
      scale: order.map { scale[$0] / unit }, bias: order.map { bias[$0] })
  }
}
