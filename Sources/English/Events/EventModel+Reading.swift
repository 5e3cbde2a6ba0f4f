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
    /// [row][unit forward and backward], scale 2^14.
    var top: [Int16] = []
    /// [row][kinds, padded].
    var kinds: [Float] = []
    /// [row][map].
    var fillers: [Float] = []
    /// Of words seen lately, each at a place given by a hash of its form (0: none): its row in `keptGates`, -1 for none.
    var keptKeys: [UInt64] = []
    var keptRows: [Int32] = []
    /// [row][gates]: what a word adds. It grows with the words, so that one article does not pay for many.
    var keptGates: [Float] = []
    /// The vectors of a new word, [lexical, learned], scale 2^12, and what it adds to the gates.
    var inputs: [Int16] = []
    var wordGates: [Float] = []
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
}

extension EventModel {
  /// To the gates of every token those from its word and from the lead. The root has none: nothing reads its row.
  private func addWords(
    _ parts: ArraySlice<ArcParser.Part>, of reading: Reading, lead: [Float], in workspace: inout Workspace
  ) {
    let width = 8 * hidden
    reading.article.text.withUnsafeBufferPointer { text in
      for part in parts {
        for token in part.tokens {
          let start = Int(reading.tokens.start[token])
          let word = keep(text[start..<start + Int(reading.tokens.length[token])], in: &workspace)
          let row = part.first + 1 + token - part.tokens.lowerBound
          workspace.addGates(to: row * width, word: word * width, lead: lead)
        }
      }
    }
  }

  /// The row of a word among the kept ones. What a word adds is the same wherever it stands, so it is computed once
  /// for as long as no other word takes its place.
  private func keep(_ form: Slice<UnsafeBufferPointer<UInt8>>, in workspace: inout Workspace) -> Int {
    let key = WordHash(form).key
    let place = Int(truncatingIfNeeded: key) & (Workspace.keptWords - 1)
    guard workspace.keptKeys[place] != key else { return Int(workspace.keptRows[place]) }
    workspace.keptKeys[place] = key
    let features = WordFeatures(form)
    let lexicalWidth = lexical.table.width
    if let row = lexical.find(features.lower) {
      lexical.table.write(row: row, to: &workspace.inputs, at: 0)
    } else {
      for column in 0..<lexicalWidth { workspace.inputs[column] = 0 }
    }
    learned.table.write(
      row: learned.find(features.normal).map { $0 + 1 } ?? 0, to: &workspace.inputs, at: lexicalWidth)
    words.apply(to: workspace.inputs, rows: 1, level: level, &workspace.wordGates)
    let width = 8 * hidden
    var row = Int(workspace.keptRows[place])
    if row < 0 {
      row = workspace.keptGates.count / width
      workspace.keptRows[place] = Int32(row)
      workspace.keptGates += workspace.wordGates
    } else {
      workspace.keptGates.replaceSubrange(row * width..<(row + 1) * width, with: workspace.wordGates)
    }
    return row
  }
}

extension EventModel.Workspace {
  /// A power of two.
  static let keptWords = 4096

  mutating func prepare(rows: Int, model: EventModel) {
    let width = 8 * model.hidden
    if keptKeys.isEmpty {
      keptKeys = [UInt64](repeating: 0, count: Self.keptWords)
      keptRows = [Int32](repeating: -1, count: Self.keptWords)
      inputs = [Int16](repeating: 0, count: model.wordWidth)
      wordGates = [Float](repeating: 0, count: width)
    }
    gates.reserve(rows * width)
    cell.reserve(4 * model.hidden)
    top.reserve(rows * 2 * model.hidden)
    kinds.reserve(rows * 16 * model.kind.tiles)
    fillers.reserve(rows * 16 * model.filler.tiles)
  }

  /// To the gates that start at `start` those of the kept word that start at `word`, and those from the lead.
  mutating func addGates(to start: Int, word: Int, lead: [Float]) {
    gates.withUnsafeMutableBufferPointer { gates in
      keptGates.withUnsafeBufferPointer { kept in
        lead.withUnsafeBufferPointer { lead in
          for column in lead.indices { gates[start + column] += kept[word + column] + lead[column] }
        }
      }
    }
  }
}
