package import Articles

extension Reader {
  /// Tokens and sentences alone.
  package func tokens(_ article: Article) -> Reading {
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

  /// The given tokens and sentences. Ranges outside the text are cut to it.
  package func tokens(_ article: Article, sentences: [[TextRange]]) -> Reading {
    article.text.withUnsafeBufferPointer { text in
      var tokeniser = Tokeniser(text, lexicon: lexicon, rules: rules)
      tokeniser.limit = text.count
      var found: [Sentence] = []
      for (number, ranges) in sentences.enumerated() {
        let first = tokeniser.tokens.count
        for range in ranges {
          let start = max(0, min(Int(range.start), text.count))
          tokeniser.emit(start, max(start, min(Int(range.end), text.count)))
        }
        let tokens = first..<tokeniser.tokens.count
        if !tokens.isEmpty { found.append(Sentence(tokens: tokens, paragraph: number)) }
      }
      return Reading(
        article: article, tokens: tokeniser.tokens, sentences: found, ownWords: tokeniser.ownWords)
    }
  }
}
