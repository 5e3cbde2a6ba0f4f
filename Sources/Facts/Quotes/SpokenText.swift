public import Articles

extension Article {
  /// What is said in a range that begins behind a quotation mark, without the words that come between its marks: of
  /// `We will win," Karl Weber said. "We must.` it is "We will win, … We must." Other ranges are given as they stand.
  /// O(length).
  public func spoken(_ range: TextRange) -> String {
    let whole = string(range)
    let before = TextRange(start: max(0, range.start - 3), end: range.start)
    guard let open = string(before).last, let close = Self.closing[open] else { return whole }
    var spoken = ""
    var rest = whole[...]
    while let end = rest.firstIndex(of: close) {
      let behind = rest[rest.index(after: end)...]
      // What follows a mark that closes is apart from it.
      guard let next = behind.firstIndex(of: open), behind[..<next].utf8.count <= Self.longest,
        behind.first?.isWhitespace == true || behind.first?.isPunctuation == true,
        // Of a pair within it, both marks stand in it.
        open == close || !rest[..<end].contains(open),
        !behind[..<next].contains("\n")
      else { break }
      spoken += rest[..<end] + " … "
      rest = behind[behind.index(after: next)...]
    }
    return spoken.isEmpty ? whole : spoken + rest
  }

  /// Bytes between two parts of one speech at most.
  private static let longest = 400
  private static let closing: [Character: Character] = ["\"": "\"", "“": "”", "«": "»", "„": "“"]
}
