internal import English

/// The turns of a printed conversation: paragraphs or lines that open with a name and a colon ("BERG: Thank you.") or with
/// "Q:" and "A:".
struct Transcript {
  struct Turn {
    /// The last word of the name; nil for "Q" and "A".
    var speaker: Int?
    var colon: Int
    var content: Range<Int>
  }

  let article: ParsedArticle

  private var reading: Reading { article.reading }

  /// Words in a name before the colon, and in a turn, at most.
  private static let name = 6
  private static let longest = 600

  /// The turns in the order of the text; none where there are fewer than three or nobody speaks twice, which is a list
  /// rather. O(tokens).
  func turns() -> [Turn] {
    var found: [Turn] = []
    var isOpen = false
    for index in reading.sentences.indices {
      let sentence = reading.sentences[index]
      let opensParagraph = index == 0 || reading.sentences[index - 1].paragraph != sentence.paragraph
      let opensLine =
        opensParagraph || reading.tokens.shape[sentence.tokens.lowerBound].contains(.lineBefore)
      if opensLine, let turn = turn(sentence.tokens) {
        found.append(turn)
        isOpen = true
      } else if opensParagraph {
        isOpen = false
      } else if isOpen, let last = found.last, sentence.tokens.upperBound - last.colon < Self.longest {
        found[found.count - 1].content = last.content.lowerBound..<sentence.tokens.upperBound
      }
    }
    let names = found.prefix(400).map { $0.speaker.map { article.word($0).rawValue } ?? -1 }
    guard found.count >= 3, Set(names).count < names.count else { return [] }
    return found.filter { !$0.content.isEmpty }
  }

  private func turn(_ sentence: Range<Int>) -> Turn? {
    var start = sentence.lowerBound
    if Self.marks.contains(article.word(start), in: reading) { start += 1 }
    let reach = start..<min(sentence.upperBound, start + Self.name + 1)
    guard let colon = reach.first(where: { Self.colon.contains(article.word($0), in: reading) }),
      colon > start, colon + 1 < sentence.upperBound
    else { return nil }
    let name = start..<colon
    if name.count == 1, Self.sides.contains(article.word(start), in: reading) {
      return Turn(speaker: nil, colon: colon, content: (colon + 1)..<sentence.upperBound)
    }
    guard name.allSatisfy({ isPartOfName($0) }),
      let last = name.last(where: { reading.tokens.shape[$0].contains(.hasLetter) })
    else { return nil }
    return Turn(speaker: last, colon: colon, content: (colon + 1)..<sentence.upperBound)
  }

  private func isPartOfName(_ token: Int) -> Bool {
    let shape = reading.tokens.shape[token]
    guard shape.contains(.hasLetter) else { return shape.contains(.punctuation) }
    return shape.contains(.capitalised) || shape.contains(.allCapitals)
  }

  private static let colon: WordSet = ":"
  private static let sides: WordSet = "q a"
  private static let marks: WordSet = "\" “"
}
