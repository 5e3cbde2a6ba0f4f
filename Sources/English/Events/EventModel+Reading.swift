internal import Articles
internal import CKernels

extension EventModel {
  /// Probability of any event below which a word is not kept.
  static let least: Float = 0.1
  /// Probability of a role below which a word is no filler.
  static let leastFiller: Float = 0.15
  /// Tokens that tell what an article is about.
  static let leadTokens = 60

  /// Room for the numbers of one batch, kept between batches; one for each thread.
  struct Workspace: Sendable {
    /// [row][forward, backward][gates].
    var gates: [Float] = []
    var wordGates: [Float] = []
    /// [row][lexical, learned], scale 2^12.
    var inputs: [Int16] = []
    var sequences: [dl_sequence] = []
    var cell: [Float] = []
    /// [row][unit forward and backward], scale 2^14.
    var top: [Int16] = []
    /// [row][kinds, padded].
    var kinds: [Float] = []
    /// [row][map].
    var fillers: [Float] = []
    /// Of words seen lately, each at a place given by a hash of its form (0: none).
    var keptKeys: [UInt64] = []
    var keptInputs: [Int16] = []
  }

  /// What the first words of an article add to the gates of every word.
  func leadGates(of reading: Reading) -> [Float] {
    let count = min(Self.leadTokens, reading.tokens.count)
    var mean = [Float](repeating: 0, count: lexical.table.width)
    guard count > 0 else { return leadGates(lead(mean).map(Self.tangent)) }
    reading.article.text.withUnsafeBufferPointer { text in
      for token in 0..<count {
        let start = Int(reading.tokens.start[token])
        let form = text[start..<start + Int(reading.tokens.length[token])]
        if let row = lexical.find(WordFeatures(form).lower) { lexical.table.add(row: row, to: &mean) }
      }
    }
    return leadGates(lead(mean.map { $0 / Float(count) }).map(Self.tangent))
  }

  /// Adds the words of the parts that may tell of events to `reading.events`. `states` are the parser's of all rows.
  func read(
    _ parts: ArraySlice<ArcParser.Part>, states: [Int16], lead: [Float],
    in workspace: inout Workspace, of reading: inout Reading
  ) {
    let rows = parts.reduce(0) { $0 + $1.rows }
    workspace.prepare(rows: rows, model: self)
    findWords(parts, of: reading, in: &workspace)
    let width = 8 * hidden
    apply(self.states, to: states, rows: rows, result: &workspace.gates)
    apply(words, to: workspace.inputs, rows: rows, result: &workspace.wordGates)
    workspace.addGates(lead: lead, rows: rows, width: width)
    workspace.sequences.removeAll(keepingCapacity: true)
    for part in parts where !part.tokens.isEmpty {
      workspace.sequences.append(
        dl_sequence(first: Int32(part.first + 1), count: Int32(part.tokens.count)))
    }
    workspace.sequences.sort { ($1.count, $0.first) < ($0.count, $1.first) }
    for direction in 0..<2 {
      dl_lstm(
        level, workspace.gates, Int32(direction * 4 * hidden), Int32(width), workspace.sequences,
        Int32(workspace.sequences.count), Int32(direction), Int32(hidden), recurrent[direction].weights,
        recurrent[direction].scale, &workspace.cell, &workspace.top, Int32(direction * hidden),
        Int32(2 * hidden))
    }
    apply(kind, to: workspace.top, rows: rows, result: &workspace.kinds)
    apply(filler, to: workspace.top, rows: rows, result: &workspace.fillers)
    for part in parts {
      for token in part.tokens {
        let row = part.first + 1 + token - part.tokens.lowerBound
        guard let kinds = kinds(of: row, in: workspace) else { continue }
        reading.events.append(score(token, row: row, kinds, part, workspace))
      }
    }
  }

  /// Probabilities of the kinds at a row; nil where no event is likely.
  private func kinds(of row: Int, in workspace: Workspace) -> [Float]? {
    let count = labels.kinds.count + 1
    let first = row * 16 * kind.tiles
    let none = workspace.kinds[first]
    var top = -Float.infinity
    for place in first + 1..<first + count { top = max(top, workspace.kinds[place]) }
    // Even if all kinds were as likely as the best one.
    guard top > none - Self.farthest else { return nil }
    let highest = max(top, none)
    var values = (first + 1..<first + count).map { exponential(workspace.kinds[$0] - highest) }
    let all = values.reduce(exponential(none - highest), +)
    for place in values.indices { values[place] /= all }
    return values.reduce(0, +) >= Self.least ? values : nil
  }

  /// ln(32 · (1 − `least`) / `least`), rounded up.
  private static let farthest: Float = 6

  private func score(
    _ token: Int, row: Int, _ kinds: [Float], _ part: ArcParser.Part, _ workspace: Workspace
  ) -> EventScore {
    let width = 2 * hidden
    let state = (row * width..<(row + 1) * width).map { Float(workspace.top[$0]) / ParserModel.stateScale }
    var result = EventScore(
      token: Int32(token), kinds: kinds, statuses: Self.softmax(status(state)), fillers: [],
      mention: mention(state).map { max(0, $0) })
    result.fillers = fillers(of: result, trigger: trigger(state).map { max(0, $0) }, part, workspace)
    return result
  }

  /// The words of the part that may fill a role of the event's likeliest kind. O(words · roles of the kind).
  private func fillers(
    of event: EventScore, trigger: [Float], _ part: ArcParser.Part, _ workspace: Workspace
  ) -> [EventScore.Filler] {
    let kind = event.kind
    let roles = (0..<labels.roles.count).filter { rolesOfKind[kind] >> $0 & 1 == 1 }.map { $0 + 1 }
    let wanted = [0] + roles
    let inputs = mapWidth + 1
    // [role][map and 1 of the filler].
    let left = wanted.map { row in
      Self.product(trigger + [1], with: role, from: row * inputs * inputs, columns: inputs)
    }
    var found: [EventScore.Filler] = []
    var scores = [Float](repeating: 0, count: wanted.count)
    for token in part.tokens where token != Int(event.token) {
      let first = (part.first + 1 + token - part.tokens.lowerBound) * 16 * filler.tiles
      let distance = max(-reach, min(reach, token - Int(event.token))) + reach
      for (place, row) in wanted.enumerated() {
        var sum = left[place][mapWidth] + roleKind[(kind + 1) * roleCount + row]
        sum += roleDistance[distance * roleCount + row]
        for column in 0..<mapWidth { sum += left[place][column] * max(0, workspace.fillers[first + column]) }
        scores[place] = sum
      }
      let probabilities = Self.softmax(scores)
      for place in 1..<wanted.count where probabilities[place] >= Self.leastFiller {
        found.append(
          EventScore.Filler(
            token: Int32(token), role: UInt8(wanted[place] - 1), probability: probabilities[place]))
      }
    }
    return found
  }

  /// `left` times a matrix of `columns` columns that starts at `first`.
  private static func product(_ left: [Float], with matrix: [Float], from first: Int, columns: Int) -> [Float]
  {
    var result = [Float](repeating: 0, count: columns)
    for (row, value) in left.enumerated() where value != 0 {
      for column in 0..<columns { result[column] += value * matrix[first + row * columns + column] }
    }
    return result
  }

  static func softmax(_ scores: [Float]) -> [Float] {
    let top = scores.max() ?? 0
    let values = scores.map { exponential($0 - top) }
    let all = values.reduce(0, +)
    return values.map { $0 / all }
  }

  private static func tangent(_ x: Float) -> Float {
    let power = exponential(-2 * x.magnitude)
    let size = (1 - power) / (1 + power)
    return x < 0 ? -size : size
  }

  private func apply(_ map: ParserModel.Affine, to inputs: [Int16], rows: Int, result: inout [Float]) {
    dl_affine(
      level, inputs, Int32(rows), Int32(map.pairs), map.weights, Int32(map.tiles), map.scale, map.bias,
      &result)
  }
}

extension EventModel {
  /// The vectors of every row's word; those of the root stay empty.
  private func findWords(
    _ parts: ArraySlice<ArcParser.Part>, of reading: Reading, in workspace: inout Workspace
  ) {
    let width = wordWidth
    reading.article.text.withUnsafeBufferPointer { text in
      for part in parts {
        for column in 0..<width { workspace.inputs[part.first * width + column] = 0 }
        for token in part.tokens {
          let start = Int(reading.tokens.start[token])
          let form = text[start..<start + Int(reading.tokens.length[token])]
          let row = part.first + 1 + token - part.tokens.lowerBound
          write(form, to: &workspace, at: row * width)
        }
      }
    }
  }

  private func write(
    _ form: Slice<UnsafeBufferPointer<UInt8>>, to workspace: inout Workspace, at place: Int
  ) {
    let width = wordWidth
    let key = WordHash(form).value
    let kept = Int(truncatingIfNeeded: key) & (Workspace.keptWords - 1)
    if workspace.keptKeys[kept] != key {
      workspace.keptKeys[kept] = key
      let features = WordFeatures(form)
      let first = kept * width
      if let row = lexical.find(features.lower) {
        lexical.table.write(row: row, to: &workspace.keptInputs, at: first)
      } else {
        for column in first..<first + lexical.table.width { workspace.keptInputs[column] = 0 }
      }
      learned.table.write(
        row: learned.find(features.normal).map { $0 + 1 } ?? 0, to: &workspace.keptInputs,
        at: first + lexical.table.width)
    }
    workspace.inputs.withUnsafeMutableBufferPointer { inputs in
      workspace.keptInputs.withUnsafeBufferPointer { known in
        for column in 0..<width { inputs[place + column] = known[kept * width + column] }
      }
    }
  }
}

extension EventModel.Workspace {
  /// A power of two.
  static let keptWords = 4096

  mutating func prepare(rows: Int, model: EventModel) {
    if keptKeys.isEmpty {
      keptKeys = [UInt64](repeating: 0, count: Self.keptWords)
      keptInputs = [Int16](repeating: 0, count: Self.keptWords * model.wordWidth)
    }
    func reserve<Number: Numeric>(_ numbers: inout [Number], _ count: Int) {
      if numbers.count < count { numbers = [Number](repeating: 0, count: count + count / 2) }
    }
    reserve(&gates, rows * 8 * model.hidden)
    reserve(&wordGates, rows * 8 * model.hidden)
    reserve(&inputs, rows * model.wordWidth)
    reserve(&cell, 4 * model.hidden)
    reserve(&top, rows * 2 * model.hidden)
    reserve(&kinds, rows * 16 * model.kind.tiles)
    reserve(&fillers, rows * 16 * model.filler.tiles)
  }

  /// To the gates from the states those from the words and from the lead.
  mutating func addGates(lead: [Float], rows: Int, width: Int) {
    gates.withUnsafeMutableBufferPointer { gates in
      wordGates.withUnsafeBufferPointer { words in
        lead.withUnsafeBufferPointer { lead in
          for row in 0..<rows {
            for column in 0..<width {
              gates[row * width + column] += words[row * width + column] + lead[column]
            }
          }
        }
      }
    }
  }
}
