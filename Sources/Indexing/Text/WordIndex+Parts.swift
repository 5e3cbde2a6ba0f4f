internal import Articles

/// Letters that stand within a word: a part of a text that is looked for with letters before and behind it.
public struct WordPart: Hashable, Sendable {
  /// Small letters and digits of ASCII, as words are folded; at least one.
  public var bytes: [UInt8]
  /// Nothing of ASCII that belongs to a word stands before them.
  public var beginsWord: Bool
  /// Nothing of ASCII that belongs to a word stands behind them.
  public var endsWord: Bool

  /// A part of a word, anywhere in it unless said.
  public init(bytes: [UInt8], beginsWord: Bool = false, endsWord: Bool = false) {
    self.bytes = bytes
    self.beginsWord = beginsWord
    self.endsWord = endsWord
  }

  /// Whether a folded word has it. O(length · length of the part), in practice O(length).
  func isHeld(by word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.count >= bytes.count, let first = bytes.first else { return bytes.isEmpty }
    starts: for start in 0...(word.count - bytes.count) where word[start] == first {
      for place in 1..<max(1, bytes.count) where word[start + place] != bytes[place] { continue starts }
      let end = start + bytes.count
      if beginsWord, start > 0, word[start - 1] < 0x80 { continue }
      if endsWord, end < word.count, word[end] < 0x80 { continue }
      return true
    }
    return false
  }
}

extension WordIndex {
  /// The articles in which some word, of the body or above it, has a part, ascending, each once, and those whose texts
  /// may hold other words than the index; nil where the words have more postings than `limit`. O(words + postings).
  public func articles(holding part: WordPart, limit: Int) -> [Int32]? {
    var ranks: [Int] = []
    var count = 0
    for rank in words.indices {
      let isHeld = words[rank].utf8.withContiguousStorageIfAvailable(part.isHeld)
      guard isHeld ?? Array(words[rank].utf8).withUnsafeBufferPointer(part.isHeld) else { continue }
      ranks.append(rank)
      count += articles.range(rank).count
      if count > limit { return nil }
    }
    var isFound = [Bool](repeating: false, count: bodyWords.count)
    for rank in ranks { for article in articles[rank] { isFound[Int(article)] = true } }
    for article in oddArticles { isFound[Int(article)] = true }
    return isFound.indices.filter { isFound[$0] }.map(Int32.init)
  }
}
