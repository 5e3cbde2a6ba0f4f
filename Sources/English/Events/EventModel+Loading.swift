internal import CEnglishData

extension EventModel {
  /// Opens a model file. O(size of the matrices); the tables of words are not touched.
  public init(_ file: ModelBytes) throws(ModelError) {
    self.file = file
    try file.check(magic: "DLEV", version: Self.version)
    var reader = ModelReader(file: file, offset: 8)
    guard try reader.number() == file.count else { throw reader.damaged("it is cut short") }
    parser = UInt32(try reader.number())
    hidden = try reader.number()
    let stateWidth = try reader.number()
    let lexicalWidth = try reader.number()
    let learnedWidth = try reader.number()
    let leadWidth = try reader.number()
    mapWidth = try reader.number()
    let mentionWidth = try reader.number()
    let pairWidth = try reader.number()
    reach = try reader.number()
    let sizes = [
      hidden, stateWidth, lexicalWidth, learnedWidth, leadWidth, mapWidth, mentionWidth, pairWidth,
    ]
    guard sizes.allSatisfy({ $0 > 0 && $0 <= 1024 && $0 % 8 == 0 }), hidden <= 512, reach > 0, reach < 1000
    else {
      throw reader.damaged("its sizes")
    }
    let lexicalCount = try reader.number()
    let learnedCount = try reader.number()
    guard max(lexicalCount, learnedCount) < 1 << 24 else { throw reader.damaged("its words") }
    labels = EventLabels(
      kinds: try reader.names(), statuses: try reader.names(), roles: try reader.names())
    let kindCount = labels.kinds.count
    guard kindCount > 0, kindCount < 256, labels.statuses.count > 0, labels.roles.count < 32 else {
      throw reader.damaged("its labels")
    }
    var rolesOfKind: [UInt32] = []
    for _ in 0..<kindCount { rolesOfKind.append(UInt32(truncatingIfNeeded: try reader.number())) }
    self.rolesOfKind = rolesOfKind
    let lexicalKeys = try reader.take(4 * lexicalCount)
    lexical = KeyedTable(
      keys: lexicalKeys, table: try reader.table(rows: lexicalCount, width: lexicalWidth))
    let learnedKeys = try reader.take(4 * learnedCount)
    learned = KeyedTable(
      keys: learnedKeys, table: try reader.table(rows: learnedCount + 1, width: learnedWidth))
    lead = try reader.dense(inputs: lexicalWidth, outputs: leadWidth)
    let order = ModelReader.gateOrder(hidden: hidden)
    var parts: [(states: ParserModel.Affine<Int8>, words: ParserModel.Affine<Int16>)] = []
    var leads: [Dense] = []
    var recurrent: [ParserModel.Recurrent] = []
    for _ in 0..<2 {
      let fromStates = try reader.matrix(rows: 4 * hidden, width: stateWidth)
      let fromWords = try reader.matrix(rows: 4 * hidden, width: lexicalWidth + learnedWidth)
      let fromLead = try reader.matrix(rows: 4 * hidden, width: leadWidth)
      let own = try reader.matrix(rows: 4 * hidden, width: hidden)
      let bias = try reader.floats(4 * hidden)
      let none = [Float](repeating: 0, count: bias.count)
      parts.append(
        (
          fromStates.affine(order: order, bias: bias, scale: ParserModel.stateScale),
          fromWords.affine(order: order, bias: none, scale: ParserModel.inputScale)
        ))
      let values = fromLead.values
      leads.append(
        Dense(
          inputs: leadWidth, outputs: 4 * hidden,
          weights: order.flatMap { values[$0 * leadWidth..<($0 + 1) * leadWidth] }, bias: none))
      recurrent.append(
        ParserModel.Recurrent(
          weights: own.tiled(order: order, tile: 32),
          scale: order.map { own.scale[$0] / ParserModel.stateScale }))
    }
    states = parts[0].states + parts[1].states
    words = parts[0].words + parts[1].words
    leadGates = Dense(
      inputs: leadWidth, outputs: 8 * hidden, weights: leads[0].weights + leads[1].weights,
      bias: leads[0].bias + leads[1].bias)
    self.recurrent = recurrent
    let top = 2 * hidden
    kind = try reader.padded(rows: kindCount + 1, width: top)
    filler = try reader.padded(rows: mapWidth, width: top)
    status = try reader.dense(inputs: top, outputs: labels.statuses.count)
    trigger = try reader.dense(inputs: top, outputs: mapWidth)
    mention = try reader.dense(inputs: top, outputs: mentionWidth)
    let roleCount = labels.roles.count + 1
    role = try reader.floats(roleCount * (mapWidth + 1) * (mapWidth + 1))
    roleKind = try reader.floats((kindCount + 1) * roleCount)
    roleDistance = try reader.floats((2 * reach + 1) * roleCount)
    pairHidden = try reader.dense(inputs: 2 * mentionWidth + 3, outputs: pairWidth)
    pair = try reader.dense(inputs: pairWidth, outputs: 1)
    guard reader.offset == file.count else { throw reader.damaged("its size") }
  }

  /// Throws where the model was trained on the states of another parser.
  func check(parser stamp: UInt32) throws(ModelError) {
    guard parser == stamp else { throw .otherFeatures(model: file.model) }
  }

  /// The model embedded in the program.
  static func embedded() throws(ModelError) -> EventModel {
    var size = 0
    guard let start = dl_events(&size) else { throw .missing(model: "reader of events") }
    let model = try EventModel(ModelBytes(model: "reader of events", embedded: start, count: size))
    try model.check(parser: ParserModel.embeddedStamp())
    return model
  }
}

extension ModelReader {
  /// A count of bytes, then names that spaces part, padded to 4 bytes.
  fileprivate mutating func names() throws(ModelError) -> [String] {
    let count = try number()
    guard count < 1 << 16 else { throw damaged("its labels") }
    let bytes = try take((count + 3) / 4 * 4)
    return bytes.prefix(count).split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Rows with their scales, then a bias for each.
  fileprivate mutating func dense(inputs: Int, outputs: Int) throws(ModelError) -> EventModel.Dense {
    let matrix = try matrix(rows: outputs, width: inputs)
    return EventModel.Dense(
      inputs: inputs, outputs: outputs, weights: matrix.values, bias: try floats(outputs))
  }

  /// A map from int8 states, its outputs filled up to whole tiles.
  fileprivate mutating func padded(rows: Int, width: Int) throws(ModelError) -> ParserModel.Affine<Int8> {
    let matrix = try matrix(rows: rows, width: width)
    let bias = try floats(rows)
    // Outputs beyond the last row repeat it and are not read.
    let order = (0..<(rows + 15) / 16 * 16).map { min($0, rows - 1) }
    return matrix.affine(order: order, bias: order.map { bias[$0] }, scale: ParserModel.stateScale)
  }
}
