internal import CKernels

extension EventModel {
  /// The words of the part that may fill a role of the event's likeliest kind. O(words · roles of the kind).
  func fillers(
    of event: EventScore, trigger: [Float], _ part: ArcParser.Part, _ workspace: inout Workspace
  ) -> [EventScore.Filler] {
    let wanted = [0] + labels.roles.indices.filter { rolesOfKind[event.kind] >> $0 & 1 == 1 }.map { $0 + 1 }
    let count = wanted.count
    let padded = (count + 7) / 8 * 8
    let bias = layRoles(wanted, of: event.kind, trigger: trigger, padded: padded, in: &workspace)
    let first = part.first + 1
    workspace.roleScores.reserve(part.tokens.count * padded)
    dl_product(
      level, workspace.fillers, Int32(first * 16 * filler.tiles), Int32(16 * filler.tiles),
      Int32(part.tokens.count), Int32(mapWidth), workspace.roles, Int32(padded), bias, &workspace.roleScores)
    var found: [EventScore.Filler] = []
    for (number, token) in part.tokens.enumerated() where token != Int(event.token) {
      let distance = max(-reach, min(reach, token - Int(event.token))) + reach
      let start = number * padded
      workspace.roleScores.withUnsafeMutableBufferPointer { scores in
        let scores = UnsafeMutableBufferPointer(rebasing: scores[start..<start + count])
        var top = -Float.infinity
        for place in 0..<count {
          scores[place] += roleDistance[distance * roleCount + wanted[place]]
          if place > 0 { top = max(top, scores[place]) }
        }
        guard top > scores[0] - Self.farthestFiller else { return }
        Self.normalise(scores)
        for place in 1..<count where scores[place] >= Self.leastFiller {
          found.append(
            EventScore.Filler(
              token: Int32(token), role: UInt8(wanted[place] - 1), probability: scores[place]))
        }
      }
    }
    return found
  }

  /// ln((1 − `leastFiller`) / `leastFiller`), rounded up: what lies further below "no role" cannot be likely enough.
  private static let farthestFiller: Float = 1.8

  /// Lays `workspace.roles` for an event: what each number of a filler's map adds to each of the `wanted` roles. Returns what the
  /// roles start from.
  private func layRoles(
    _ wanted: [Int], of kind: Int, trigger: [Float], padded: Int, in workspace: inout Workspace
  ) -> [Float] {
    let inputs = mapWidth + 1
    workspace.roles.reserve(mapWidth * padded)
    for place in 0..<mapWidth * padded { workspace.roles[place] = 0 }
    var bias = [Float](repeating: 0, count: padded)
    for (place, row) in wanted.enumerated() {
      let numbers = product(trigger, with: row * inputs * inputs, columns: inputs)
      for column in 0..<mapWidth { workspace.roles[column * padded + place] = numbers[column] }
      bias[place] = numbers[mapWidth] + roleKind[(kind + 1) * roleCount + row]
    }
    return bias
  }

  /// `trigger`, and 1 behind it, times the matrix of `role` that starts at `first` and has `columns` columns.
  private func product(_ trigger: [Float], with first: Int, columns: Int) -> [Float] {
    var result = [Float](repeating: 0, count: columns)
    for row in 0...trigger.count {
      let value = row < trigger.count ? trigger[row] : 1
      guard value != 0 else { continue }
      for column in 0..<columns { result[column] += value * role[first + row * columns + column] }
    }
    return result
  }
}
