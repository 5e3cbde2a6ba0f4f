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
    ParserModel.run(
      model.recurrent[0..<2], hidden: model.hidden, level: model.level, gates: workspace.gates,
      &workspace.cell, workspace.sequences, &workspace.lower)
    model.second.apply(to: workspace.lower, rows: rows, level: model.level, &workspace.gates)
    ParserModel.run(
      model.recurrent[2..<4], hidden: model.hidden, level: model.level, gates: workspace.gates,
      &workspace.cell, workspace.sequences, &workspace.upper)
    model.maps.apply(to: workspace.upper, rows: rows, level: model.level, &workspace.maps)
    dl_rectify(
      model.level, &workspace.maps, Int32(rows), Int32(4 * ParserModel.mapWidth),
      Int32(2 * ParserModel.mapWidth))
  }
}
