internal import Articles
internal import English

/// A treebank's sentences as one text, with the treebank's own tokens.
struct GoldText {
  var article: Article
  var ranges: [[TextRange]] = []

  init(_ sentences: some Sequence<Treebank.Sentence>) {
    var text = ContiguousArray<UInt8>()
    for sentence in sentences {
      var tokens: [TextRange] = []
      for token in sentence.tokens {
        tokens.append(TextRange(text.count..<text.count + token.form.count))
        text.append(contentsOf: token.form)
        if token.spaceAfter { text.append(32) }
      }
      text.append(10)
      ranges.append(tokens)
    }
    article = Article(text: text)
  }
}
