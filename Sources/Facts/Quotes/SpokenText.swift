public import Articles

extension Article {
  /// What is said in a range that begins behind a quotation mark, without the words that come between its marks: of
  /// `We will win," Karl Weber said. "We must.` it is "We will win, … We must." Other ranges are given as they stand.
  /// O(length).
  public func spoken(_ range: TextRange) -> String {
    let low = max(0, min(Int(range.start), text.count))
    let high = max(low, min(Int(range.end), text.count))
    guard let (open, close) = Self.marks.first(where: { holds($0.open, before: low) }) else {
      return string(range)
    }
    var spoken: [UInt8] = []
    var rest = low
    while let end = first(close, in: rest..<high) {
      let behind = end + close.count
      guard isApart(behind..<high),
        let next = first(open, in: behind..<min(high, behind + Self.longest + open.count)),
        !text[behind..<next].contains(UInt8(ascii: "\n")),
        // Of a pair within it, both marks stand in it.
        open == close || first(open, in: rest..<end) == nil
      else { break }
      spoken += text[rest..<end]
      spoken += " … ".utf8
      rest = next + open.count
    }
    if spoken.isEmpty { return string(range) }
    spoken += text[rest..<high]
    return String(decoding: spoken, as: UTF8.self)
  }

  /// What follows a mark that closes is apart from it.
  private func isApart(_ range: Range<Int>) -> Bool {
    String(decoding: text[range].prefix(4), as: UTF8.self).first.map { $0.isWhitespace || $0.isPunctuation }
      ?? false
  }

  private func holds(_ mark: [UInt8], before end: Int) -> Bool {
    end >= mark.count && text[(end - mark.count)..<end].elementsEqual(mark)
  }

  /// Where a mark stands first in a range of bytes. O(length).
  private func first(_ mark: [UInt8], in range: Range<Int>) -> Int? {
    guard range.count >= mark.count else { return nil }
    return (range.lowerBound...(range.upperBound - mark.count)).first {
      text[$0] == mark[0] && text[$0..<($0 + mark.count)].elementsEqual(mark)
    }
  }

  /// Bytes between two parts of one speech at most.
  private static let longest = 400
  private static let marks: [(open: [UInt8], close: [UInt8])] = [
    ("\"", "\""), ("“", "”"), ("«", "»"), ("„", "“"),
  ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
