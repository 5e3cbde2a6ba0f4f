internal import Articles

/// The fingerprints of articles as columns, in order of insertion: about 170 bytes an article.
struct Fingerprints: Sendable {
  var text: [ContentHash] = []
  var words: [UInt64] = []
  var wordCount: [Int32] = []
  var runCount: [Int32] = []
  var edition: [EditionMark] = []
  /// Row of `agencyNames`; −1 none.
  var agency: [Int32] = []
  /// Each spelling has a row, so that none is kept because it came first; see `agencies(by:)`.
  private(set) var agencyNames: [String] = []
  private var agencyRows: [String: Int32] = [:]
  /// Article `a` has hashes `sketch[sketchStart[a]..<sketchStart[a + 1]]`, ascending.
  var sketchStart: [Int32] = [0]
  var sketch: [UInt32] = []

  /// Articles.
  var count: Int { words.count }

  /// The least hashes of an article's runs, ascending. O(1).
  func sketch(_ article: Int) -> ArraySlice<UInt32> {
    sketch[Int(sketchStart[article])..<Int(sketchStart[article + 1])]
  }

  mutating func append(_ print: ArticleFingerprint) {
    text.append(print.text)
    words.append(print.words)
    wordCount.append(print.wordCount)
    runCount.append(print.runCount)
    edition.append(print.edition)
    agency.append(row(ofAgency: print.agency))
    sketch.append(contentsOf: print.sketch)
    sketchStart.append(Int32(sketch.count))
  }

  mutating func row(ofAgency name: String) -> Int32 {
    if name.isEmpty { return -1 }
    if let known = agencyRows[name] { return known }
    let row = Int32(agencyNames.count)
    agencyNames.append(name)
    agencyRows[name] = row
    return row
  }

  /// Takes over the rows of agencies, which are different names.
  mutating func setAgencyNames(_ names: [String]) {
    agencyNames = names
    agencyRows = Dictionary(zip(names, 0...)) { first, _ in first }
  }

  /// The agency of each article, those of one name by one row: the spelling that the first of them has in this order.
  /// O(articles).
  func agencies(by order: [Int32]) -> [Int32] {
    let folded = agencyNames.map(Folding.name)
    var first: [String: Int32] = [:]
    for article in order where agency[Int(article)] >= 0 {
      let row = agency[Int(article)]
      if first[folded[Int(row)]] == nil { first[folded[Int(row)]] = row }
    }
    let rows = folded.map { first[$0] ?? -1 }
    return agency.map { $0 < 0 ? -1 : rows[Int($0)] }
  }

  /// Keeps those of some articles. Agencies keep their rows.
  mutating func keep(_ articles: KeptRows) {
    text = articles.kept(text)
    words = articles.kept(words)
    wordCount = articles.kept(wordCount)
    runCount = articles.kept(runCount)
    edition = articles.kept(edition)
    agency = articles.kept(agency)
    sketch = articles.items(sketchStart).kept(sketch)
    sketchStart = articles.starts(sketchStart)
  }

  /// How much of the shorter of two articles stands in the other, estimated: of the hashes that both sketches reach, how
  /// many of those of the one that has fewer are shared. 0 for articles without runs. O(`ArticleFingerprint.most`).
  func estimate(_ a: Int, _ b: Int) -> Double {
    let (x, y) = (sketch(a), sketch(b))
    guard let lastX = x.last, let lastY = y.last else { return 0 }
    // A sketch that is not full holds all there is.
    let limit = min(
      x.count < ArticleFingerprint.most ? .max : lastX, y.count < ArticleFingerprint.most ? .max : lastY)
    let (left, right) = (x.prefix { $0 <= limit }, y.prefix { $0 <= limit })
    let least = min(left.count, right.count)
    return least == 0 ? 0 : Double(SharedHashes.count(left, right)) / Double(least)
  }
}
