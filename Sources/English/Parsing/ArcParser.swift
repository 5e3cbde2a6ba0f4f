/// Finds the dependency arcs of sentences whose tokens have tags: each token's head, relation and the arc's
/// probability.
///
/// A two-layer BiLSTM scores every pair of tokens (biaffine, Dozat and Manning 2017); each token takes its best
/// head, and where that is no single-rooted tree Eisner's algorithm (1996) finds the best projective one. Time is
/// linear in the sentence but for the scores of pairs, which `longest` bounds.
public struct ArcParser: Sendable {
  /// Tokens of a sentence that are parsed as one; longer ones are cut at clause punctuation.
  public static let longest = 160

  /// The parser with the embedded model, read at first use.
  public static let loaded: Result<ArcParser, ModelError> = Result {
    () throws(ModelError) in ArcParser(model: try .embedded())
  }

  /// The parser with the embedded model; nil where that model is damaged (`loaded` says how).
  public static var standard: ArcParser? { try? loaded.get() }

  /// Throws where the embedded model is missing, another version's or cut short; `loaded` finds every other fault,
  /// which takes longer.
  public static func checkEmbedded() throws(ModelError) { try ParserModel.checkEmbedded() }

  private(set) var model: ParserModel

  init(model: ParserModel) { self.model = model }

  /// The same parser, restricted to kernels of at most this level (0 plain, 1 AVX2, 2 AVX-512 VNNI).
  func limited(to level: Int32) -> ArcParser {
    var limited = self
    limited.model.level = min(level, model.level)
    return limited
  }

  /// The parser of a model file. O(size of its matrices).
  public init(_ file: ModelBytes) throws(ModelError) {
    model = try ParserModel(file)
  }

  /// Sets `head`, `relation` and `arcConfidence` of the tokens of the given sentences and marks these parsed. Exactly
  /// one token of a sentence is its root, and every other reaches it. What a sentence gets does not depend on the
  /// others; several at once take less time.
  ///
  /// `encoded` gets every batch of parts with the states of all its rows (forward and backward units, scale 2^7), on
  /// which other models may stand.
  func parse(
    _ reading: inout Reading, sentences: some Sequence<Int>, using workspace: inout Workspace,
    encoded: (ArraySlice<Part>, [Int8], inout Reading) -> Void
  ) {
    var parts: [Part] = []
    for sentence in sentences {
      reading.sentences[sentence].isParsed = true
      for tokens in Self.parts(of: reading.sentences[sentence].tokens, in: reading.tokens) {
        parts.append(Part(tokens: tokens, sentence: sentence))
      }
    }
    var root: (sentence: Int, token: Int)?
    var rest = parts[...]
    while !rest.isEmpty {
      var rows = 0
      var batch = rest.prefix { part in
        rows += part.rows
        return rows <= Self.batchRows || rows == part.rows
      }
      rest = rest.dropFirst(batch.count)
      encode(&batch, of: reading, in: &workspace)
      encoded(batch, workspace.upper, &reading)
      for part in batch {
        score(first: part.first, count: part.rows, in: &workspace)
        label(first: part.first, count: part.rows, in: &workspace)
        let partRoot = store(part.tokens, from: workspace, in: &reading)
        if let root, root.sentence == part.sentence {
          reading.tokens.head[partRoot] = Int32(root.token)
          reading.tokens.relation[partRoot] = .parataxis
          reading.tokens.arcConfidence[partRoot] = 0
        } else {
          root = (part.sentence, partRoot)
        }
      }
    }
  }

  /// The same with nothing that stands on its states.
  public func parse(_ reading: inout Reading, sentences: some Sequence<Int>, using workspace: inout Workspace)
  {
    parse(&reading, sentences: sentences, using: &workspace) { _, _, _ in }
  }

  /// Tokens and roots that are encoded together; their numbers fit in a core's cache.
  private static let batchRows = 320

  /// `parse` with a workspace of its own.
  public func parse(_ reading: inout Reading, sentence: Int) {
    var workspace = Workspace()
    parse(&reading, sentences: [sentence], using: &workspace)
  }

  /// Parses the sentences that are needed and not parsed yet.
  public func addArcs(to reading: inout Reading, where needed: (Int) -> Bool = { _ in true }) {
    var workspace = Workspace()
    addArcs(to: &reading, using: &workspace, where: needed)
  }

  /// The same with a workspace that serves many readings.
  public func addArcs(
    to reading: inout Reading, using workspace: inout Workspace, where needed: (Int) -> Bool
  ) {
    let wanted = reading.sentences.indices.filter { !reading.sentences[$0].isParsed && needed($0) }
    parse(&reading, sentences: wanted, using: &workspace)
  }

  /// The heads that a token may have with their probabilities, the likeliest first; −1 is the root. Heads outside
  /// its part of an overlong sentence are left out. Costs as much as parsing the sentence.
  public func candidateHeads(
    of token: Int, in reading: Reading, atLeast least: Float = 0.05
  ) -> [(head: Int32, probability: Float)] {
    let tokens = reading.sentences[reading.sentence(of: token)].tokens
    guard let part = Self.parts(of: tokens, in: reading.tokens).first(where: { $0.contains(token) }) else {
      return []
    }
    var workspace = Workspace()
    var batch = [Part(tokens: part, sentence: 0)][...]
    encode(&batch, of: reading, in: &workspace)
    score(first: 0, count: part.count + 1, in: &workspace)
    let row = token - part.lowerBound + 1
    return (0...part.count).compactMap { head in
      let probability = workspace.probability(of: head, for: row)
      guard probability >= least else { return nil }
      return (head == 0 ? -1 : Int32(part.lowerBound + head - 1), probability)
    }.sorted { $0.probability > $1.probability }
  }

  /// A sentence in parts of at most `longest` tokens, cut after clause punctuation where there is some.
  static func parts(of tokens: Range<Int>, in columns: Tokens) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var first = tokens.lowerBound
    while tokens.upperBound - first > longest {
      let window = first + longest / 2..<first + longest
      let cut =
        window.last { columns.xpos[$0] == .colon || columns.xpos[$0] == .period }
        ?? window.last { columns.xpos[$0] == .comma } ?? first + longest - 1
      parts.append(first..<cut + 1)
      first = cut + 1
    }
    if first < tokens.upperBound { parts.append(first..<tokens.upperBound) }
    return parts
  }

  /// Writes what was found for `part` and returns the part's root.
  private func store(_ part: Range<Int>, from workspace: Workspace, in reading: inout Reading) -> Int {
    var root = part.lowerBound
    for token in part {
      let row = token - part.lowerBound + 1
      let head = Int(workspace.heads[row])
      if head == 0 { root = token }
      reading.tokens.head[token] = head == 0 ? -1 : Int32(part.lowerBound + head - 1)
      reading.tokens.relation[token] = workspace.relations[row]
      reading.tokens.arcConfidence[token] = workspace.confidence(row)
    }
    return root
  }
}
