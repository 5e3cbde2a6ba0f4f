internal import Articles
internal import English

/// Tags, lemmas and arcs in raw text: right where the token is the treebank's and, of arcs, its head and the universal
/// part of the relation are too (as in the CoNLL 2018 shared task). F1 over the tokens of both sides.
struct RawArcs {
  private(set) var upos = Counts()
  private(set) var xpos = Counts()
  private(set) var lemmas = Counts()
  private(set) var heads = Counts()
  private(set) var labelled = Counts()
  /// `labelled` where neither side has punctuation.
  private(set) var labelledWords = Counts()

  /// `gold` are the byte ranges of the tokens of `sentences`, in order.
  mutating func add(_ sentences: [Treebank.Sentence], gold: [Range<Int>], _ reading: Reading) {
    var expected: [Range<Int>: (token: Treebank.Token, head: Range<Int>?)] = [:]
    var first = 0
    var goldWords = 0
    for sentence in sentences {
      for (index, token) in sentence.tokens.enumerated() where first + index < gold.count {
        expected[gold[first + index]] = (token, token.head == 0 ? nil : gold[first + token.head - 1])
        if token.upos != "PUNCT" { goldWords += 1 }
      }
      first += sentence.tokens.count
    }
    let tokens = reading.tokens
    var right = (upos: 0, xpos: 0, lemma: 0, head: 0, labelled: 0, words: 0)
    var words = 0
    for token in 0..<tokens.count {
      let isWord = tokens.upos[token] != .punct
      if isWord { words += 1 }
      guard let (gold, goldHead) = expected[tokens.range(token).range] else { continue }
      if tokens.upos[token].name == gold.upos { right.upos += 1 }
      if tokens.xpos[token].name == gold.xpos { right.xpos += 1 }
      if reading.lemmaBytes(token) == WordFolding.folded(gold.lemma) { right.lemma += 1 }
      let head = tokens.head[token] < 0 ? nil : tokens.range(Int(tokens.head[token])).range
      guard head == goldHead else { continue }
      right.head += 1
      guard ParserScore.universal(tokens.relation[token].name) == ParserScore.universal(gold.relation) else {
        continue
      }
      right.labelled += 1
      if isWord, gold.upos != "PUNCT" { right.words += 1 }
    }
    func counts(_ right: Int) -> Counts { Counts(right: right, found: tokens.count, expected: gold.count) }
    upos.add(counts(right.upos))
    xpos.add(counts(right.xpos))
    lemmas.add(counts(right.lemma))
    heads.add(counts(right.head))
    labelled.add(counts(right.labelled))
    labelledWords.add(Counts(right: right.words, found: words, expected: goldWords))
  }

  var report: String {
    "UPOS \(decimals(upos.f1)) XPOS \(decimals(xpos.f1)) lemmas \(decimals(lemmas.f1)) UAS \(decimals(heads.f1)) "
      + "LAS \(decimals(labelled.f1)), without punctuation \(decimals(labelledWords.f1))"
  }
}
