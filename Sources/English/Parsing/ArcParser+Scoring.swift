internal import CKernels

extension ArcParser {
  /// From `maps` the arcs of the part whose first row in the batch is `first`: `scores` as log probabilities and
  /// `heads`, a tree with one root.
  func score(first: Int, count: Int, in workspace: inout Workspace) {
    workspace.prepare(part: count)
    let width = ParserModel.mapWidth
    dl_product(
      model.level, workspace.maps, Int32(width * (4 * first + 1)), Int32(4 * width), Int32(count),
      Int32(width),
      model.biaffine, Int32(width), model.zeros, &workspace.dependents)
    // Heads as [map][row], and what each row scores as a head by itself.
    dl_turn(
      model.level, workspace.maps, Int32(width * 4 * first), Int32(4 * width), Int32(count), Int32(width),
      model.headBias, Int32(workspace.scoreWidth), &workspace.heads2, &workspace.bias)
    dl_product(
      model.level, workspace.dependents, 0, Int32(width), Int32(count), Int32(width), workspace.heads2,
      Int32(workspace.scoreWidth), workspace.bias, &workspace.scores)
    dl_choose(
      model.level, &workspace.scores, Int32(workspace.scoreWidth), Int32(count), model.distance,
      Int32(ParserModel.farthest), &workspace.heads)
    workspace.makeTree(count: count, level: model.level)
  }

  /// The best relation of each row's arc.
  func label(first: Int, count: Int, in workspace: inout Workspace) {
    let width = ParserModel.mapWidth
    dl_join(
      model.level, workspace.maps, Int32(width * (4 * first + 2)), Int32(width * (4 * first + 3)),
      Int32(4 * width), Int32(count), Int32(width), workspace.heads, &workspace.labelInputs)
    dl_product(
      model.level, workspace.labelInputs, 0, Int32(width), Int32(count), Int32(width), model.labels,
      Int32(ParserModel.labelWidth), model.labelBias, &workspace.labelScores)
    // 0 is the label of the root.
    dl_best_labels(
      model.level, &workspace.labelScores, Int32(ParserModel.labelWidth), Int32(count), &workspace.labels)
    for row in 1..<count {
      workspace.relations[row] =
        workspace.heads[row] == 0 ? .root : Relation(rawValue: workspace.labels[row] + 1) ?? .dep
    }
  }
}
