/// A digest as mailing lists write it in plain text (RFC 1153): messages with a few header lines each, apart by lines of dashes.
enum PlainDigest {
  /// Dashes of a line that parts messages: 30, and 70 before the first.
  private static let dashes = 27

  /// Where the messages of a text stand, from their header lines on; nil where it is no digest. O(bytes).
  static func messages(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> [Range<Int>]? {
    var found: [Range<Int>] = []
    var start: Int?
    // Lines of dashes in the last message, and whether what the list says of itself follows each.
    var rules: [(at: Int, isFooter: Bool)] = []
    var isFirst = false
    var at = range.lowerBound
    while at < range.upperBound {
      let end = bytes[at..<range.upperBound].firstIndex(of: 10) ?? range.upperBound
      let next = min(end + 1, range.upperBound)
      if bytes[at] == UInt8(ascii: "-"), isRule(bytes[at..<end]) {
        if let begin = message(bytes, next..<range.upperBound) {
          if let start { found.append(start..<at) }
          start = begin
          rules = []
          isFirst = false
        } else if start != nil {
          rules.append((at, false))
          isFirst = true
        }
      } else if isFirst, !HeaderFields.trimmed(bytes[at..<end]).isEmpty {
        isFirst = false
        let line = bytes[at..<end]
        rules[rules.count - 1].isFooter =
          line.starts(with: "End of ".utf8) || line.starts(with: "Subject: ".utf8)
      }
      at = next
    }
    guard let start, !found.isEmpty else { return nil }
    var end = range.upperBound
    while let rule = rules.popLast(), rule.isFooter { end = rule.at }
    return found + [start..<end]
  }

  private static func isRule(_ line: ContiguousArray<UInt8>.SubSequence) -> Bool {
    let line = HeaderFields.trimmed(line)
    return line.count >= dashes && line.allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// Bytes that the header lines of a message may have.
  private static let mostHead = 4096

  /// Where a message begins behind blank lines; nil where none does that says from whom it is and of what.
  private static func message(_ bytes: ContiguousArray<UInt8>, _ range: Range<Int>) -> Int? {
    var start = range.lowerBound
    while start < range.upperBound, bytes[start] == 10 || bytes[start] == 13 { start += 1 }
    let head = MailPart(bytes, start..<min(range.upperBound, start + mostHead)).fields
    guard head.has("from"), head.has("subject") || head.has("date") else { return nil }
    return start
  }
}
