public import Articles

/// Reads articles: tokens, sentences, tags, lemmas. A value without mutable state: one reader serves all tasks.
public struct Reader: Sendable {
  public let lexicon: Lexicon
  let rules: TokenRules

  public init(lexicon: Lexicon = .standard) {
    self.lexicon = lexicon
    rules = .standard
  }

  /// The reader of the embedded models.
  public static let standard = Reader()

  /// The reading of the article's body, in time linear in its length. Any bytes give a reading.
  public func read(_ article: Article) -> Reading {
    var reading = tokens(article)
    tag(&reading)
    return reading
  }

  /// The sentences of `reading` that are not yet parsed and that `needsArcs` picks get arcs by `parse`.
  public func read(
    _ article: Article, needsArcs: (Reading, Sentence) -> Bool, parse: (inout Reading, Int) -> Void
  ) -> Reading {
    var reading = read(article)
    for index in reading.sentences.indices where needsArcs(reading, reading.sentences[index]) {
      parse(&reading, index)
    }
    return reading
  }

  /// Tokens and sentences alone.
  func tokens(_ article: Article) -> Reading {
    article.text.withUnsafeBufferPointer { text in
      let low = max(0, min(Int(article.body.start), text.count))
      let high = max(low, min(Int(article.body.end), text.count))
      var tokeniser = Tokeniser(text, lexicon: lexicon, rules: rules)
      var paragraphs: [Range<Int>] = []
      for paragraph in ParagraphLayout(text, low..<high).paragraphs {
        let first = tokeniser.tokens.count
        tokeniser.read(paragraph)
        if tokeniser.tokens.count > first { paragraphs.append(first..<tokeniser.tokens.count) }
      }
      let kinds = SentenceKinds(
        SentenceSplitter(
          text: text, rules: rules, tokens: tokeniser.tokens, abbreviations: tokeniser.abbreviations))
      var sentences: [Sentence] = []
      for (number, paragraph) in paragraphs.enumerated() {
        sentences.append(contentsOf: kinds.sentences(paragraph, number: number))
      }
      return Reading(
        article: article, tokens: tokeniser.tokens, sentences: sentences, ownWords: tokeniser.ownWords)
    }
  }

  private func tag(_ reading: inout Reading) {
    let count = reading.tokens.count
    reading.tokens.upos = Array(repeating: .x, count: count)
    reading.tokens.xpos = Array(repeating: .xx, count: count)
    reading.tokens.head = Array(repeating: -1, count: count)
    reading.tokens.relation = Array(repeating: .none, count: count)
    reading.tokens.arcConfidence = Array(repeating: 0, count: count)
    reading.tokens.lemma = reading.tokens.word
  }
}
