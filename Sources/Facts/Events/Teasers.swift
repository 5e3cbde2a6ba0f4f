internal import Articles
internal import English

/// Finds the text of other articles' teasers: a headline and a few lines that break off in an ellipsis, above a link
/// line ("see more"). What they tell belongs to another article.
enum Teasers {
  /// Sentences back from a link line that may belong to its teaser.
  private static let longest = 8

  /// Indices of the sentences.
  static func find(in reading: Reading) -> Set<Int> {
    var found: Set<Int> = []
    for (index, sentence) in reading.sentences.enumerated() where sentence.kind == .aside {
      found.insert(index)
      guard index > 0 else { continue }
      var at = index - 1
      if !isHeadline(at, reading) {
        guard isBrokenOff(at, reading) else { continue }
        let paragraph = reading.sentences[at].paragraph
        while at >= 0, reading.sentences[at].paragraph == paragraph, index - at <= longest {
          found.insert(at)
          at -= 1
        }
      }
      if at >= 0, isHeadline(at, reading), index - at <= longest { found.insert(at) }
    }
    return found
  }

  private static func isHeadline(_ sentence: Int, _ reading: Reading) -> Bool {
    reading.sentences[sentence].kind == .headline && sentence > 0
  }

  private static func isBrokenOff(_ sentence: Int, _ reading: Reading) -> Bool {
    guard let last = reading.sentences[sentence].tokens.last else { return false }
    return ellipses.contains(reading.tokens.word[last], in: reading)
  }

  private static let ellipses: WordSet = "… ... .... [...]"
}
