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
    guard try reader.number() == Int(Self.fingerprint) else { throw .otherFeatures(model: file.model) }
    stamp = UInt32(try reader.number())
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
    var lower: [(input: Affine<Int16>, recurrent: Recurrent)] = []
    var upper: [(input: Affine<Int8>, recurrent: Recurrent)] = []
    for _ in 0..<2 {
      lower.append(try reader.direction(width: Self.inputWidth, unit: Self.inputScale, hidden: hidden))
    }
    for _ in 0..<2 {
      upper.append(try reader.direction(width: 2 * hidden, unit: Self.stateScale, hidden: hidden))
    }
    first = lower[0].input + lower[1].input
    second = upper[0].input + upper[1].input
    recurrent = lower.map(\.recurrent) + upper.map(\.recurrent)
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
  private static func tagSums(_ first: Affine<Int16>, tags: VectorTable, root: [Int16]) -> [Int32] {
    var inputs = [Int16](repeating: 0, count: (tags.count + 2) * inputWidth)
    for tag in 0..<tags.count { tags.write(row: tag, to: &inputs, at: tag * inputWidth + wordWidth) }
    inputs.replaceSubrange(tags.count * inputWidth..<(tags.count + 1) * inputWidth, with: root)
    var sums = [Int32](repeating: 0, count: (tags.count + 2) * first.tiles * 16)
    dl_sums(
      dl_kernel_level(), inputs, Int32(tags.count + 2), Int32(first.groups), first.weights,
      Int32(first.tiles),
      &sums)
    return sums
  }

  /// Throws where the model embedded in the program is missing, another version's or cut short. Reads its head only.
  static func checkEmbedded() throws(ModelError) {
    let file = try embeddedFile()
    try file.check(magic: "DLAP", version: Self.version)
    guard try file.number(at: 8) == file.count else {
      throw .damaged(model: "parser", part: "it is cut short")
    }
    guard try file.number(at: 40) == Int(Self.fingerprint) else { throw .otherFeatures(model: file.model) }
  }

  /// `stamp` of the model embedded in the program.
  static func embeddedStamp() throws(ModelError) -> UInt32 {
    UInt32(try embeddedFile().number(at: 44))
  }

  /// The model embedded in the program.
  static func embedded() throws(ModelError) -> ParserModel { try ParserModel(embeddedFile()) }

  private static func embeddedFile() throws(ModelError) -> ModelBytes {
    var size = 0
    guard let start = dl_parser(&size) else { throw .missing(model: "parser") }
    return ModelBytes(model: "parser", embedded: start, count: size)
  }
}
