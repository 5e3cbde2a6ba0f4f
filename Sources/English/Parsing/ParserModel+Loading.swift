internal import CEnglishData
internal import CKernels

extension ParserModel {
  /// Opens a model file. O(size of the matrices); the word tables are not touched.
  init(_ file: ModelBytes) throws(ModelError) {
    self.file = file
    try file.check(magic: "DLAP", version: Self.version)
    var reader = ModelReader(file: file, offset: 8)
    guard try reader.number() == file.count else { throw reader.damaged("it is cut short") }
    hidden = try reader.number()
    guard hidden > 0, hidden <= 512, hidden % 8 == 0 else { throw reader.damaged("its hidden units") }
    let wordCount = try reader.number()
    let vectorCount = try reader.number()
    guard max(wordCount, vectorCount) < 1 << 24 else { throw reader.damaged("its words") }
    let tagCount = XPOS.allCases.count
    guard try reader.number() == tagCount else { throw reader.damaged("its tags") }
    let labelRows = Relation.allCases.count - 1
    guard try reader.number() == labelRows else { throw reader.damaged("its relations") }
    let suffixRows = Int(WordFeatures.suffixRows)
    let shapeRows = Int(WordFeatures.shapeRows)
    guard try reader.number() == suffixRows, try reader.number() == shapeRows else {
      throw reader.damaged("its hashed tables")
    }
    // The first row is that of unknown words.
    let wordKeys = try reader.take(4 * wordCount)
    words = KeyedTable(keys: wordKeys, table: try reader.table(rows: wordCount + 1, width: Self.wordWidth))
    let vectorKeys = try reader.take(4 * vectorCount)
    vectors = KeyedTable(
      keys: vectorKeys, table: try reader.table(rows: vectorCount, width: Self.vectorWidth))
    let tags = try reader.table(rows: tagCount, width: Self.tagWidth)
    suffixes = try reader.table(rows: suffixRows, width: Self.suffixWidth)
    shapes = try reader.table(rows: shapeRows, width: Self.shapeWidth)
    let root = try reader.floats(Self.inputWidth).map { Self.fixed($0 * Self.inputScale) }
    let forward = try reader.direction(layer: 0, hidden: hidden)
    let backward = try reader.direction(layer: 0, hidden: hidden)
    let upperForward = try reader.direction(layer: 1, hidden: hidden)
    let upperBackward = try reader.direction(layer: 1, hidden: hidden)
    first = forward.input + backward.input
    second = upperForward.input + upperBackward.input
    recurrent = [forward, backward, upperForward, upperBackward].map(\.recurrent)
    tagSums = Self.tagSums(first, tags: tags, root: root)
    maps = try reader.maps(inputs: 2 * hidden)
    biaffine = try reader.matrix(rows: Self.mapWidth, width: Self.mapWidth).values
    headBias = try reader.floats(Self.mapWidth)
    let near = try reader.floats(2 * Self.reach + 1)
    distance = (-Self.farthest...Self.farthest).map {
      near[max(-Self.reach, min(Self.reach, $0)) + Self.reach]
    }
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
    guard reader.offset == file.count else { throw reader.damaged("its size") }
  }

  /// The rows of `ParserModel.tagSums`.
  private static func tagSums(_ first: Affine, tags: VectorTable, root: [Int16]) -> [Int32] {
    var inputs = [Int16](repeating: 0, count: (tags.count + 2) * inputWidth)
    for tag in 0..<tags.count { tags.write(row: tag, to: &inputs, at: tag * inputWidth + wordWidth) }
    inputs.replaceSubrange(tags.count * inputWidth..<(tags.count + 1) * inputWidth, with: root)
    var sums = [Int32](repeating: 0, count: (tags.count + 2) * first.tiles * 16)
    dl_sums(
      dl_kernel_level(), inputs, Int32(tags.count + 2), Int32(first.pairs), first.weights, Int32(first.tiles),
      &sums)
    return sums
  }

  /// The model embedded in the program.
  static func embedded() throws(ModelError) -> ParserModel {
    var size = 0
    guard let start = dl_parser(&size) else { throw .missing(model: "parser") }
    return try ParserModel(ModelBytes(model: "parser", embedded: start, count: size))
  }
}

/// Takes the parts of a model file in order and checks that they lie in it.
private struct ModelReader {
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

  mutating func direction(
    layer: Int, hidden: Int
  ) throws(ModelError) -> (input: ParserModel.Affine, recurrent: ParserModel.Recurrent) {
    let inputs = layer == 0 ? ParserModel.inputWidth : 2 * hidden
    let input = try matrix(rows: 4 * hidden, width: inputs)
    let recurrent = try matrix(rows: 4 * hidden, width: hidden)
    let bias = try floats(4 * hidden)
    // File rows are [gate][unit]; the kernels want [block of 8 units][gate][unit in block].
    let order = (0..<4 * hidden).map { place in
      place % 32 / 8 * hidden + place / 32 * 8 + place % 8
    }
    let map = input.affine(
      order: order, bias: bias, scale: layer == 0 ? ParserModel.inputScale : ParserModel.stateScale)
    return (
      map,
      ParserModel.Recurrent(
        weights: recurrent.tiled(order: order, tile: 32),
        scale: order.map { recurrent.scale[$0] / ParserModel.stateScale })
    )
  }

  /// The four maps as one.
  mutating func maps(inputs: Int) throws(ModelError) -> ParserModel.Affine {
    var all: ParserModel.Affine?
    for _ in 0..<4 {
      let matrix = try matrix(rows: ParserModel.mapWidth, width: inputs)
      let part = matrix.affine(
        order: Array(0..<ParserModel.mapWidth), bias: try floats(ParserModel.mapWidth),
        scale: ParserModel.stateScale)
      all = all.map { $0 + part } ?? part
    }
    guard let all else { throw damaged("its maps") }
    return all
  }
}

/// Rows of int8 with their scales.
private struct Matrix {
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

  /// Weights as [tile of outputs][pair of inputs][output in tile][input in pair].
  func tiled(order: [Int], tile: Int) -> [Int16] {
    var result = [Int16](repeating: 0, count: order.count * width)
    result.withUnsafeMutableBufferPointer { result in
      for (output, row) in order.enumerated() {
        // The row's first pair; each next one is a tile further.
        var place = output / tile * tile * width + output % tile * 2
        for column in stride(from: row * width, to: (row + 1) * width, by: 2) {
          result[place] = Int16(Int8(bitPattern: rows[column]))
          result[place + 1] = Int16(Int8(bitPattern: rows[column + 1]))
          place += 2 * tile
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
