extension Reading {
  /// The folded bytes of a token's word, lexicon or own. O(length).
  public func word(_ token: Int, lexicon: Lexicon = .standard) -> [UInt8] {
    bytes(of: tokens.word[token], lexicon: lexicon)
  }

  /// The bytes of a token's lemma. O(length).
  public func lemmaBytes(_ token: Int, lexicon: Lexicon = .standard) -> [UInt8] {
    bytes(of: tokens.lemma[token], lexicon: lexicon)
  }

  /// The bytes of a word of the lexicon or of this article; none for other symbols. O(length).
  public func bytes(of symbol: Symbol, lexicon: Lexicon = .standard) -> [UInt8] {
    if let word = ownWord(symbol) { return Array(word) }
    return Array(lexicon.bytes(of: symbol))
  }

  /// The bytes of one of the article's own words, nil for words of the lexicon. O(1).
  public func ownWord(_ symbol: Symbol) -> ArraySlice<UInt8>? {
    let index = Int(symbol.rawValue) - Int(ownWords.base)
    return index >= 0 && index < ownWords.count ? ownWords[index] : nil
  }

  /// The symbol that stands for `word` in this article, if the lexicon or the article has it.
  public func symbol(_ word: String, lexicon: Lexicon = .standard) -> Symbol? {
    let folded = WordFolding.folded(Array(word.utf8))
    return lexicon.symbol(folded) ?? ownWords.symbol(folded)
  }
}
