internal import Articles
internal import English

/// Arcs in raw text: right where both tokens are the treebank's and, labelled, where the universal part of the
/// relation is too (as in the CoNLL 2018 shared task).
struct RawArcs {
  private(set) var heads = Counts()
  private(set) var labelled = Counts()

  /// `gold` are the byte ranges of the tokens of `sentences`, in order.
  mutating func add(_ sentences: [Treebank.Sentence], gold: [Range<Int>], _ reading: Reading) {
    var expected: [Range<Int>: (head: Range<Int>?, relation: Substring)] = [:]
    var first = 0
    for sentence in sentences {
      for (index, token) in sentence.tokens.enumerated() where first + index < gold.count {
        let head = token.head == 0 ? nil : gold[first + token.head - 1]
        expected[gold[first + index]] = (head, ParserScore.universal(token.relation))
      }
      first += sentence.tokens.count
    }
    let tokens = reading.tokens
    var right = 0
    var rightLabelled = 0
    for token in 0..<tokens.count {
      guard let arc = expected[tokens.range(token).range] else { continue }
      let head = tokens.head[token] < 0 ? nil : tokens.range(Int(tokens.head[token])).range
      guard head == arc.head else { continue }
      right += 1
      if ParserScore.universal(tokens.relation[token].name) == arc.relation { rightLabelled += 1 }
    }
    heads.add(Counts(right: right, found: tokens.count, expected: gold.count))
    labelled.add(Counts(right: rightLabelled, found: tokens.count, expected: gold.count))
  }
}
