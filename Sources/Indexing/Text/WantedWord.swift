internal import Articles

/// What one place of a text may hold for a search to find it there. All words are folded (`Folding.words`).
public enum WantedWord: Hashable, Sendable {
  case word(String)
  /// Any word that begins so.
  case beginning(String)
  /// Any of these words: the forms of a lemma. Ascending, none twice.
  case anyOf([String])

  /// Whether a folded word is one of them. O(length), of many O(log count · length).
  public func matches(_ word: String) -> Bool {
    switch self {
    case .word(let wanted): return word == wanted
    case .beginning(let start): return word.utf8.starts(with: start.utf8)
    case .anyOf(let words):
      let place = words.indices.partitionPoint { words[$0] < word }
      return place < words.count && words[place] == word
    }
  }
}
