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
    var sequences: [dl_sequence] = []
    var cell: [Float] = []
    /// [row][unit forward and backward], scale 2^7.
    var top: [Int8] = []
    /// [row][kinds, padded].
    var kinds: [Float] = []
    /// [row][map, padded], nothing below 0.
    var fillers: [Float] = []
    /// [map of the filler][role, padded] of one event, and [word][role, padded].
    var roles: [Float] = []
    var roleScores: [Float] = []
    /// What words seen lately add to the gates.
    var kept = KeptWords<Float>(places: 4096)
    /// Of each token of the batch: the row of its word among the kept ones, or −1 − its number among the new ones.
    var words: [Int32] = []
    /// Vectors of the words of this batch that were not kept, [lexical, learned], scale 2^12, and what they add to the gates.
    var newInputs: [Int16] = []
    var newGates: [Float] = []
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
    _ parts: ArraySlice<ArcParser.Part>, states: [Int8], lead: [Float],
    in workspace: inout Workspace, of reading: inout Reading
  ) {
    let rows = parts.reduce(0) { $0 + $1.rows }
    workspace.prepare(rows: rows, model: self)
    self.states.apply(to: states, rows: rows, level: level, &workspace.gates)
    addWords(parts, of: reading, lead: lead, in: &workspace)
    workspace.sequences.removeAll(keepingCapacity: true)
    for part in parts where !part.tokens.isEmpty {
      workspace.sequences.append(
        dl_sequence(first: Int32(part.first + 1), count: Int32(part.tokens.count)))
    }
    workspace.sequences.sort { ($1.count, $0.first) < ($0.count, $1.first) }
    ParserModel.run(
      recurrent[...], hidden: hidden, level: level, gates: workspace.gates, &workspace.cell,
      workspace.sequences, &workspace.top)
    kind.apply(to: workspace.top, rows: rows, level: level, &workspace.kinds)
    filler.apply(to: workspace.top, rows: rows, level: level, &workspace.fillers)
    dl_rectify(level, &workspace.fillers, Int32(rows), Int32(16 * filler.tiles), Int32(mapWidth))
    for part in parts {
      for token in part.tokens {
        let row = part.first + 1 + token - part.tokens.lowerBound
        guard let kinds = kinds(of: row, in: workspace) else { continue }
        reading.events.append(score(token, row: row, kinds, part, &workspace))
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
    _ token: Int, row: Int, _ kinds: [Float], _ part: ArcParser.Part,
    _ workspace: inout Workspace
  ) -> EventScore {
    let width = 2 * hidden
    let state = (row * width..<(row + 1) * width).map { Float(workspace.top[$0]) / ParserModel.stateScale }
    var result = EventScore(
      token: Int32(token), kinds: kinds, statuses: Self.softmax(status(state)), fillers: [],
      mention: mention(state).map { max(0, $0) })
    result.fillers = fillers(of: result, trigger: trigger(state).map { max(0, $0) }, part, &workspace)
    return result
  }

  static func softmax(_ scores: [Float]) -> [Float] {
    var scores = scores
    scores.withUnsafeMutableBufferPointer { normalise($0) }
    return scores
  }

  /// The same in place.
  static func normalise(_ scores: UnsafeMutableBufferPointer<Float>) {
    var top = -Float.infinity
    for score in scores { top = max(top, score) }
    var all: Float = 0
    for place in scores.indices {
      scores[place] = exponential(scores[place] - top)
      all += scores[place]
    }
    for place in scores.indices { scores[place] /= all }
  }

  private static func tangent(_ x: Float) -> Float {
    let power = exponential(-2 * x.magnitude)
    let size = (1 - power) / (1 + power)
    return x < 0 ? -size : size
  }
}

extension EventModel {
  /// To the gates of every token those from its word and from the lead. The root has none: nothing reads its row.
  private func addWords(
    _ parts: ArraySlice<ArcParser.Part>, of reading: Reading, lead: [Float], in workspace: inout Workspace
  ) {
    find(parts, of: reading, in: &workspace)
    let width = 8 * hidden
    var place = 0
    for part in parts {
      for row in part.first + 1..<part.first + part.rows {
        let word = Int(workspace.words[place])
        let (numbers, number) = word < 0 ? (workspace.newGates, -1 - word) : (workspace.kept.numbers, word)
        dl_add(
          level, numbers, Int32(number * width), lead, Int32(width), &workspace.gates, Int32(row * width))
        place += 1
      }
    }
    workspace.kept.keep(workspace.newGates, width: width)
  }

  /// Finds the word of every token; what those add that are not kept is computed at once.
  private func find(
    _ parts: ArraySlice<ArcParser.Part>, of reading: Reading, in workspace: inout Workspace
  ) {
    workspace.words.removeAll(keepingCapacity: true)
    reading.article.text.withUnsafeBufferPointer { text in
      for part in parts {
        for token in part.tokens {
          let start = Int(reading.tokens.start[token])
          let form = text[start..<start + Int(reading.tokens.length[token])]
          let number = workspace.kept.newCount
          workspace.words.append(workspace.kept.find(WordHash(form).key))
          if workspace.kept.newCount > number { write(form, to: &workspace.newInputs, number: number) }
        }
      }
    }
    let count = workspace.kept.newCount
    workspace.newGates.reserve(count * 8 * hidden)
    words.apply(to: workspace.newInputs, rows: count, level: level, &workspace.newGates)
  }

  /// The vectors of a new word.
  private func write(_ form: Slice<UnsafeBufferPointer<UInt8>>, to inputs: inout [Int16], number: Int) {
    let start = number * wordWidth
    if inputs.count < start + wordWidth {
      inputs += [Int16](repeating: 0, count: (number + 16) * wordWidth)
    }
    let features = WordFeatures(form)
    let lexicalWidth = lexical.table.width
    if let row = lexical.find(features.lower) {
      lexical.table.write(row: row, to: &inputs, at: start)
    } else {
      for column in start..<start + lexicalWidth { inputs[column] = 0 }
    }
    learned.table.write(
      row: learned.find(features.normal).map { $0 + 1 } ?? 0, to: &inputs, at: start + lexicalWidth)
  }
}

extension EventModel.Workspace {
  mutating func prepare(rows: Int, model: EventModel) {
    let width = 8 * model.hidden
    gates.reserve(rows * width)
    cell.reserve(4 * model.hidden)
    top.reserve(rows * 2 * model.hidden)
    kinds.reserve(rows * 16 * model.kind.tiles)
    fillers.reserve(rows * 16 * model.filler.tiles)
  }
}
