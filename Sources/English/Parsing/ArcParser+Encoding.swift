internal import Articles
internal import CKernels

extension ArcParser {
  /// A sentence, or a piece of an overlong one, with the place of its root among the rows of its batch.
  struct Part {
    let tokens: Range<Int>
    let sentence: Int
    var first = 0

    var rows: Int { tokens.count + 1 }
  }

  /// From words and tags to `maps` of all parts, which run side by side so that every weight is read once for
  /// several of them.
  func encode(_ parts: inout ArraySlice<Part>, of reading: Reading, in workspace: inout Workspace) {
    var rows = 0
    workspace.sequences.removeAll(keepingCapacity: true)
    for part in parts.indices {
      parts[part].first = rows
      workspace.sequences.append(dl_sequence(first: Int32(rows), count: Int32(parts[part].rows)))
      rows += parts[part].rows
    }
    workspace.sequences.sort { ($1.count, $0.first) < ($0.count, $1.first) }
    workspace.prepare(rows: rows, model: model)
    find(parts, of: reading, in: &workspace)
    addGates(in: &workspace)
    run(layer: 0, gates: workspace.gates, &workspace.cell, workspace.sequences, &workspace.lower)
    apply(model.second, to: workspace.lower, rows: rows, result: &workspace.gates)
    run(layer: 1, gates: workspace.gates, &workspace.cell, workspace.sequences, &workspace.upper)
    apply(model.maps, to: workspace.upper, rows: rows, result: &workspace.maps)
    dl_rectify(
      model.level, &workspace.maps, Int32(rows), Int32(4 * ParserModel.mapWidth),
      Int32(2 * ParserModel.mapWidth))
  }

  private func run(
    layer: Int, gates: [Float], _ cell: inout [Float], _ sequences: [dl_sequence], _ states: inout [Int16]
  ) {
    let hidden = Int32(model.hidden)
    for direction in 0..<2 {
      let recurrent = model.recurrent[2 * layer + direction]
      dl_lstm(
        model.level, gates, Int32(direction) * 4 * hidden, 8 * hidden, sequences, Int32(sequences.count),
        Int32(direction), hidden, recurrent.weights, recurrent.scale, &cell, &states,
        Int32(direction) * hidden, 2 * hidden)
    }
  }

  private func apply(
    _ map: ParserModel.Affine, to inputs: [Int16], rows: Int, result: inout [Float]
  ) {
    dl_affine(
      model.level, inputs, Int32(rows), Int32(map.pairs), map.weights, Int32(map.tiles), map.scale, map.bias,
      &result)
  }
}
