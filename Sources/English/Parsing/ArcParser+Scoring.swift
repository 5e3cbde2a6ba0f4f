internal import CEnglishData

extension ArcParser {
  /// Arc `scores` of the part whose first row in the batch is `first`, from `maps`.
  func score(first: Int, count: Int, in workspace: inout Workspace) {
    workspace.prepare(part: count)
    let width = ParserModel.mapWidth
    dl_product(
      model.level, workspace.maps, Int32(width * (4 * first + 1)), Int32(4 * width), Int32(count),
      Int32(width),
      model.biaffine, Int32(width), model.zeros, &workspace.dependents)
    workspace.turnHeads(first: first, count: count, bias: model.headBias)
    dl_product(
      model.level, workspace.dependents, 0, Int32(width), Int32(count), Int32(width), workspace.heads2,
      Int32(workspace.scoreWidth), workspace.bias, &workspace.scores)
    workspace.addDistances(model.distance, count: count)
  }

  /// The best relation of each row's arc.
  func label(first: Int, count: Int, in workspace: inout Workspace) {
    let width = ParserModel.mapWidth
    for row in 1..<count {
      let head = (first + Int(workspace.heads[row])) * 4 * width + 2 * width
      let dependent = (first + row) * 4 * width + 3 * width
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
  /// Heads as [map][row] for the product with the dependents, and what each row scores as a head by itself.
  mutating func turnHeads(first: Int, count: Int, bias weights: [Float]) {
    let width = ParserModel.mapWidth
    for row in 0..<scoreWidth {
      var sum: Float = 0
      for map in 0..<width {
        let value = row < count ? maps[(first + row) * 4 * width + map] : 0
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
