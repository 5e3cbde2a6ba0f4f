internal import Articles
internal import English

extension ParsedArticle {
  /// The token of a name that the rest of the name hangs on.
  func nameHead(_ tokens: Range<Int>) -> Int {
    tokens.last { head($0) < tokens.lowerBound || head($0) >= tokens.upperBound } ?? tokens.upperBound - 1
  }

  /// Whether a noun phrase is a subject, its coordination included.
  func isSubject(_ token: Int) -> Bool {
    let relation = relation(firstConjunct(token))
    return relation == .nsubj || relation == .nsubjPass
  }

  /// The name directly before an interposed verb of saying ("Milley, Butler said, will …"), which the arcs may have taken
  /// for an apposition.
  func nameBefore(_ verb: Int) -> Int? {
    let before = verb - 1
    guard before >= 0, sentenceOf[before] == sentenceOf[verb], upos(before) == .propn || upos(before) == .pron
    else {
      return nil
    }
    return before
  }

  /// The token on which the tokens of a byte range hang; −1 if it holds none.
  func head(of text: TextRange) -> Int {
    let start = firstToken(at: text.start)
    var end = start
    while end < count, reading.tokens.start[end] < text.end { end += 1 }
    return start < end ? nameHead(start..<end) : -1
  }

  /// The first token that begins at or behind a byte. O(log tokens).
  func firstToken(at byte: Int32) -> Int {
    reading.firstToken(at: byte)
  }

  /// "the meeting", "this summit", "their talks".
  func pointsBack(_ noun: Int) -> Bool {
    for child in children(noun) {
      switch relation(child) {
      case .det where vocabulary.definites.contains(word(child), in: reading): return true
      case .nmodPoss: return true
      default: break
      }
    }
    // "this is the first meeting between …" points back as well.
    if child(noun, .cop) != nil, let subject = child(noun, .nsubj) {
      return vocabulary.demonstratives.contains(word(subject), in: reading)
    }
    return false
  }
}
