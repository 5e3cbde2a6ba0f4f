internal import Articles
internal import CEnglishData

extension ArcParser {
  /// The inputs of a part of a sentence and of the root before it.
  func read(_ part: Range<Int>, of reading: Reading, into workspace: inout Workspace) {
    workspace.prepare(rows: part.count + 1, hidden: model.hidden)
    let width = ParserModel.inputWidth
    for column in 0..<width { workspace.inputs[column] = model.root[column] }
    reading.article.text.withUnsafeBufferPointer { text in
      for token in part {
        let start = Int(reading.tokens.start[token])
        let form = text[start..<start + Int(reading.tokens.length[token])]
        let place = (token - part.lowerBound + 1) * width
        write(form, to: &workspace, at: place)
        model.tags.write(
          row: Int(reading.tokens.xpos[token].rawValue), to: &workspace.inputs,
          at: place + ParserModel.wordWidth)
      }
    }
  }

  /// What a word's form gives to its input; kept for words that come again.
  private func write(_ form: Slice<UnsafeBufferPointer<UInt8>>, to workspace: inout Workspace, at place: Int)
  {
    let key = WordHash(form).value
    if workspace.copyKept(key, to: place) { return }
    let features = WordFeatures(form)
    let rest = place + ParserModel.wordWidth + ParserModel.tagWidth
    model.words.table.write(
      row: model.words.find(features.normal).map { $0 + 1 } ?? 0, to: &workspace.inputs, at: place)
    model.suffixes.write(row: features.suffix, to: &workspace.inputs, at: rest)
    model.shapes.write(row: features.shape, to: &workspace.inputs, at: rest + ParserModel.suffixWidth)
    let vector = rest + ParserModel.suffixWidth + ParserModel.shapeWidth
    if let row = model.vectors.find(features.lower) {
      model.vectors.table.write(row: row, to: &workspace.inputs, at: vector)
    } else {
      for column in vector..<vector + ParserModel.vectorWidth { workspace.inputs[column] = 0 }
    }
    workspace.keep(key, from: place)
  }

  /// From inputs to `maps` and arc `scores`.
  func encode(count: Int, in workspace: inout Workspace) {
    let rows = Int32(count)
    let hidden = Int32(model.hidden)
    for direction in 0..<2 {
      let first = model.directions[direction]
      apply(first.input, to: workspace.inputs, rows: rows, result: &workspace.gates)
      dl_lstm(
        model.level, workspace.gates, rows, Int32(direction), hidden, first.recurrent, first.recurrentScale,
        &workspace.cell, &workspace.lower, Int32(direction) * hidden, 2 * hidden)
    }
    for direction in 0..<2 {
      let second = model.directions[2 + direction]
      apply(second.input, to: workspace.lower, rows: rows, result: &workspace.gates)
      dl_lstm(
        model.level, workspace.gates, rows, Int32(direction), hidden, second.recurrent, second.recurrentScale,
        &workspace.cell, &workspace.upper, Int32(direction) * hidden, 2 * hidden)
    }
    apply(model.maps, to: workspace.upper, rows: rows, result: &workspace.maps)
    let width = ParserModel.mapWidth
    for row in 0..<count {
      for column in 4 * width * row..<4 * width * row + 2 * width {
        workspace.maps[column] = max(0, workspace.maps[column])
      }
    }
    dl_product(
      model.level, workspace.maps, Int32(width), Int32(4 * width), rows, Int32(width), model.biaffine,
      Int32(width),
      model.zeros,
      &workspace.dependents)
    workspace.turnHeads(count: count, bias: model.headBias)
    dl_product(
      model.level, workspace.dependents, 0, Int32(width), rows, Int32(width), workspace.heads2,
      Int32(workspace.scoreWidth), workspace.bias, &workspace.scores)
    workspace.addDistances(model.distance, count: count)
  }

  private func apply(
    _ map: ParserModel.Affine, to inputs: [Int16], rows: Int32, result: inout [Float]
  ) {
    dl_affine(
      model.level, inputs, rows, Int32(map.pairs), map.weights, Int32(map.tiles), map.scale, map.bias, &result
    )
  }

  /// The best relation of each row's arc.
  func label(count: Int, in workspace: inout Workspace) {
    let width = ParserModel.mapWidth
    for row in 1..<count {
      let head = Int(workspace.heads[row]) * 4 * width + 2 * width
      let dependent = row * 4 * width + 3 * width
      for column in 0..<width {
        workspace.labelInputs[row * width + column] = max(
          0, workspace.maps[head + column] + workspace.maps[dependent + column])
      }
    }
    dl_product(
      model.level, workspace.labelInputs, 0, Int32(width), Int32(count), Int32(width), model.labels,
      Int32(ParserModel.labelWidth), model.labelBias, &workspace.labelScores)
    for row in 1..<count {
      let start = row * ParserModel.labelWidth
      // 0 is the label of the root.
      var best = 1
      for label in 2..<Relation.allCases.count - 1
      where workspace.labelScores[start + label] > workspace.labelScores[start + best] {
        best = label
      }
      workspace.relations[row] =
        workspace.heads[row] == 0 ? .root : Relation(rawValue: UInt8(best + 1)) ?? .dep
    }
  }
}

extension ArcParser.Workspace {
  /// A power of two; a newer word takes the place of an older one.
  static let keptWords = 2048

  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (keptWords - 1) }

  /// Keeps the input row at `place` for the word with this hash.
  mutating func keep(_ key: UInt64, from place: Int) {
    let start = Self.slot(key) * ParserModel.inputWidth
    for column in 0..<ParserModel.inputWidth { keptRows[start + column] = inputs[place + column] }
    keptKeys[Self.slot(key)] = key
  }

  /// Copies the row of a word to `place`; false if it isn't kept. The tag's part is that of an earlier token.
  mutating func copyKept(_ key: UInt64, to place: Int) -> Bool {
    guard keptKeys[Self.slot(key)] == key else { return false }
    let start = Self.slot(key) * ParserModel.inputWidth
    inputs.withUnsafeMutableBufferPointer { inputs in
      keptRows.withUnsafeBufferPointer { kept in
        for column in 0..<ParserModel.inputWidth { inputs[place + column] = kept[start + column] }
      }
    }
    return true
  }

  /// Heads as [map][row] for the product with the dependents, and what each row scores as a head by itself.
  mutating func turnHeads(count: Int, bias weights: [Float]) {
    let width = ParserModel.mapWidth
    for row in 0..<scoreWidth {
      var sum: Float = 0
      for map in 0..<width {
        let value = row < count ? maps[row * 4 * width + map] : 0
        heads2[map * scoreWidth + row] = value
        sum += value * weights[map]
      }
      bias[row] = sum
    }
  }

  mutating func addDistances(_ distance: [Float], count: Int) {
    let reach = ParserModel.reach
    for row in 1..<count {
      let start = row * scoreWidth
      for head in 0..<count {
        scores[start + head] += distance[max(-reach, min(reach, head - row)) + reach]
      }
      scores[start + row] = -1e9
    }
  }
}
