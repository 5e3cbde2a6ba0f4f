/// What of an article tells whether another one is a copy of it, or a later version: small enough to keep for each of a
/// million, about 160 bytes.
///
/// `sketch` are the least of the hashes of its runs of five words (bottom-k: A. Broder, "On the resemblance and containment of
/// documents", 1997): texts that have much in common have some of them in common, however much longer one is.
public struct ArticleFingerprint: Sendable, Equatable {
  /// A hash of the whole text, which names it.
  public var text: ContentHash
  /// A hash of the words in their order, without title and dateline: the same of texts that differ in marks and spaces only.
  public var words: UInt64
  /// Words without title and dateline.
  public var wordCount: Int32
  /// Different runs of five words.
  public var runCount: Int32
  /// The upper halves of the least hashes of runs, ascending; `most` of them at most.
  public var sketch: [UInt32]
  /// The news agency that it is from; "" where it names none.
  public var agency: String
  /// What it says of itself as a version of an article.
  public var edition: EditionMark

  /// Hashes in a sketch.
  public static let most = 32

  /// The fingerprint of an article. O(bytes): beside reading and extracting it hardly counts (`dateline-bench copies`).
  public init(_ article: Article) {
    let told = ToldText(article)
    text = ContentHash(article.text)
    let runs = WordRuns(article.text, told.range)
    words = runs.words
    wordCount = Int32(clamping: runs.wordCount)
    runCount = Int32(clamping: runs.hashes.count)
    sketch = runs.hashes.prefix(Self.most).map { UInt32(truncatingIfNeeded: $0 >> 32) }
    agency = AgencyCredit(article, told).agency
    edition = EditionMark(article, told)
  }

  /// How much of the shorter of two articles stands in the other one, 0 to 1, by all of their runs. O(bytes of both).
  public static func containment(_ article: Article, _ other: Article) -> Double {
    WordRuns(article.text, ToldText(article).range)
      .containment(WordRuns(other.text, ToldText(other).range))
  }

  /// A hash of the words of a stretch of text, in their order. O(bytes).
  public static func words(_ text: ArticleText, _ range: TextRange) -> UInt64 {
    var hash = FNV64()
    WordHashes.each(of: text, range.range) { word in
      hash.value = (hash.value ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash.value ^= hash.value >> 29
    }
    return hash.value
  }
}

/// Where in an article its own text stands: behind the title and the dateline.
struct ToldText {
  /// Bytes of the text.
  let range: Range<Int>
  /// The dateline, "WARSAW, Jan 17 (AP) —"; empty where there is none.
  let dateline: Range<Int>

  init(_ article: Article) {
    let text = article.text
    let end = max(0, min(Int(article.body.end), text.count))
    var start = max(0, min(Int(article.body.start), end))
    if let title = article.title, Int(title.start) - start <= 8, title.start >= article.body.start {
      start = min(end, max(start, Int(title.end)))
    }
    while start < end, text[start] <= 32 { start += 1 }
    dateline = Dateline.range(in: text, from: start, to: end)
    range = max(start, dateline.upperBound)..<end
  }
}
