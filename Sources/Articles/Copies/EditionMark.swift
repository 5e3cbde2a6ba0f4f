/// What an article says of itself as a version: "UPDATE 2-", "CORRECTED-", "(adds details)". The higher, the later.
public struct EditionMark: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// 0 says nothing; 1 to 99 is the number of an update; above is a correction.
  public var rank: Int16
  /// A hash of the words of the title without the mark; 0 where there is no title.
  public var title: UInt64

  /// Whether it says that there was an earlier version.
  public var isMarked: Bool { rank > 0 }

  /// By rank.
  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private static let correction: Int16 = 100

  /// A mark that was kept.
  package init(rank: Int16, title: UInt64) {
    self.rank = rank
    self.title = title
  }

  init(_ article: Article, _ told: ToldText) {
    var rank: Int16 = 0
    var words: UInt64 = 0
    if let range = article.title {
      let title = Array(article.string(range).utf8.prefix(300))
      let (found, length) = Self.prefix(title)
      rank = max(found, Self.inBrackets(title))
      let start = min(Int(range.start) + length, Int(range.end))
      words = ArticleFingerprint.words(article.text, TextRange(start..<max(start, Int(range.end))))
    }
    // The first line of the text and the last two may say so, too.
    let end = min(told.range.upperBound, told.range.lowerBound + 200)
    let start = max(Int(article.body.start), min(told.dateline.lowerBound, end) - 120)
    if start < end {
      let opening = Array(article.text[max(0, start)..<end])
      rank = max(rank, Self.inBrackets(opening), Self.prefix(Array(opening.drop { $0 <= 32 })).rank)
    }
    let closing = Array(
      article.text[max(told.range.lowerBound, told.range.upperBound - 500)..<told.range.upperBound])
    if rank < Self.correction, Self.tells(closing) { rank = Self.correction }
    self.rank = rank
    title = words
  }

  /// A mark at the start of a title, and how many bytes it takes: "UPDATE 2-", "CORRECTED:".
  private static func prefix(_ title: [UInt8]) -> (rank: Int16, length: Int) {
    let folded = title.map(\.asciiLowered)
    for (word, rank) in marks where folded.starts(with: word) {
      var at = word.count
      var number: Int16 = 0
      while at < folded.count, folded[at] == 32 || folded[at].isASCIIDigit {
        if folded[at].isASCIIDigit { number = min(99, number * 10 + Int16(folded[at] - 48)) }
        at += 1
      }
      guard at < folded.count, folded[at] == UInt8(ascii: "-") || folded[at] == UInt8(ascii: ":") else {
        continue
      }
      return (rank == 1 ? max(1, number) : rank, at + 1)
    }
    return (0, 0)
  }

  private static let marks: [([UInt8], Int16)] = [
    ("update", 1), ("updated", 1), ("corrected", correction), ("correction", correction),
    ("corrects", correction), ("refile", 0), ("rpt", 0), ("repeat", 0),
  ].map { (Array($0.0.utf8), $0.1) }

  /// "(adds details)", "(Corrects name in second paragraph)", "[UPDATED]"
  private static func inBrackets(_ text: [UInt8]) -> Int16 {
    var best: Int16 = 0
    for (at, byte) in text.enumerated() where byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") {
      let word = text[(at + 1)...].prefix(12).prefix { $0.isASCIILetter }.map(\.asciiLowered)
      if ["adds", "updates", "updated", "recasts", "update"].contains(where: { word.elementsEqual($0.utf8) })
      {
        best = max(best, 1)
      }
      if ["corrects", "corrected", "correction"].contains(where: { word.elementsEqual($0.utf8) }) {
        best = correction
      }
    }
    return best
  }

  /// What editors put below an article that they have corrected.
  private static func tells(_ closing: [UInt8]) -> Bool {
    let folded = closing.map(\.asciiLowered)
    return phrases.contains { folded.holds($0) }
  }

  private static let phrases = [
    "an earlier version of this", "a previous version of this", "this article was corrected",
    "this story was corrected",
    "this article has been corrected", "this story has been corrected",
    "this article has been updated to correct",
    "this story has been updated to correct", "\ncorrection:",
  ].map { Array($0.utf8) }
}
