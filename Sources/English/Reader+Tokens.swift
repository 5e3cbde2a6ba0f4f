package import Articles

extension Reader {
  /// Tokens and sentences alone.
  package func tokens(_ article: Article) -> Reading {
    article.text.withUnsafeBufferPointer { text in
      let low = max(0, min(Int(article.body.start), text.count))
      let whole = max(low, min(Int(article.body.end), text.count))
      var high = Self.end(of: text, low..<whole)
      var tokeniser = Tokeniser(text, lexicon: lexicon, rules: rules)
      var paragraphs: [Range<Int>] = []
      for paragraph in ParagraphLayout(text, low..<high).paragraphs {
        let first = tokeniser.tokens.count
        let end = tokeniser.read(paragraph)
        if tokeniser.tokens.count > first { paragraphs.append(first..<tokeniser.tokens.count) }
        if end < paragraph.upperBound || tokeniser.isFull {
          high = end
          break
        }
      }
      let kinds = SentenceKinds(
        SentenceSplitter(
          text: text, rules: rules, tokens: tokeniser.tokens, abbreviations: tokeniser.abbreviations))
      var article = article
      article.cuts.sentences = 0
      var sentences: [Sentence] = []
      for (number, paragraph) in paragraphs.enumerated() {
        for sentence in kinds.sentences(paragraph, number: number) {
          let parts = kinds.splitter.parts(of: sentence)
          if parts.count > 1 { article.cuts.sentences += 1 }
          sentences.append(contentsOf: parts)
        }
      }
      if text[high..<whole].contains(where: { $0 > 32 }) {
        article.cuts.unread = whole - high
        article.body.end = Int32(high)
      }
      return Reading(
        article: article, tokens: tokeniser.tokens, sentences: sentences, ownWords: tokeniser.ownWords)
    }
  }

  /// Where reading ends: at the end of the body, or of the last word within as much as is read of one article.
  private static func end(of text: UnsafeBufferPointer<UInt8>, _ body: Range<Int>) -> Int {
    guard body.count > ReadingLimits.bytes else { return body.upperBound }
    let limit = body.lowerBound + ReadingLimits.bytes
    var end = limit
    while end > limit - ReadingLimits.token, text[end] > 32 { end -= 1 }
    if text[end] <= 32 { return end }
    end = limit
    while end > body.lowerBound, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
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
