internal import Articles

/// Finds the articles that are copies of another one.
///
/// Articles are visited in the order of the index (by day, then path). Each is a copy of the earlier article that is no copy
/// itself and of which it has most, if that is enough (`CopyRule`); else it is an original. So a copy has much in common with
/// its original, never only with another copy of it, and the outcome depends on the articles alone, not on the order in which
/// they came.
///
/// Whom to compare with is found by the least hashes of an article's runs of words (see `ArticleFingerprint`): originals that
/// share one of the `probes` least. Of a run of words that many originals have, a phrase that every page of a site bears, the
/// `window` latest are looked at only, so the whole takes O(articles · log articles).
struct CopyFinder {
  private let articles: [Article]
  private let prints: Fingerprints
  private let day: [Int32]
  /// Insertion by rank.
  private let order: [Int32]

  /// Hashes of an article by which it is found. Of copies about as long as their original none is missed, of those that keep two
  /// fifths of it one in a hundred, of those that keep a sixth one in ten.
  static let probes = 12
  /// Originals compared for one hash.
  static let window = 32
  /// Originals of which the true overlap is looked at.
  static let verified = 6

  /// The overlaps that were looked at, by `pair`: they need not be looked at again while both articles stay.
  private(set) var overlaps: [UInt64: Double] = [:]
  private let known: [UInt64: Double]

  /// `known` are the overlaps that another finder has looked at.
  init(_ articles: [Article], _ prints: Fingerprints, order: [Int32], known: [UInt64: Double] = [:]) {
    self.known = known
    self.articles = articles
    self.prints = prints
    self.order = order
    day = CopyRule.days(articles)
  }

  /// The original of each article, both by insertion; an original is its own. O(articles · log articles), and the texts of
  /// those that have much in common.
  mutating func originals() -> [Int32] {
    var original = Array(0..<Int32(order.count))
    if order.count < 2 { return original }
    let buckets = buckets()
    var sameWords: [UInt64: Int32] = [:]
    sameWords.reserveCapacity(order.count)
    // The originals so far of each bucket, by rank.
    var found: [[Int32]] = Array(repeating: [], count: buckets.count)
    for rank in order.indices {
      let article = order[rank]
      if let known = sameWords[prints.words[Int(article)]],
        CopyRule.isCopy(Int(article), of: Int(known), prints, day)
      {
        original[Int(article)] = known
        continue
      }
      let mine = buckets.of(Int32(rank))
      if let known = best(article, mine, found) {
        original[Int(article)] = known
        continue
      }
      for bucket in mine { found[Int(bucket)].append(Int32(rank)) }
      if prints.wordCount[Int(article)] > 0 { sameWords[prints.words[Int(article)]] = article }
    }
    return original
  }

  /// The earlier original of which an article has most, if it is a copy of it.
  private mutating func best(_ article: Int32, _ buckets: ArraySlice<Int32>, _ found: [[Int32]]) -> Int32? {
    var hits: Set<Int32> = []
    for bucket in buckets { hits.formUnion(found[Int(bucket)].suffix(Self.window)) }
    if hits.isEmpty { return nil }
    var likely: [(rank: Int32, estimate: Double)] = []
    for rank in hits {
      let other = Int(order[Int(rank)])
      guard CopyRule.mayBeCopy(Int(article), of: other, prints, day, articles) else { continue }
      let estimate = prints.estimate(Int(article), other)
      if estimate >= CopyRule.leastEstimate { likely.append((rank, estimate)) }
    }
    likely.sort { a, b in a.estimate != b.estimate ? a.estimate > b.estimate : a.rank < b.rank }
    var best: (original: Int32, overlap: Double)?
    for (rank, _) in likely.prefix(Self.verified) {
      let other = order[Int(rank)]
      let overlap = overlap(Int(article), Int(other))
      guard CopyRule.isCopy(Int(article), of: Int(other), overlap, prints, day, articles) else { continue }
      if best.map({ overlap > $0.overlap }) ?? true { best = (other, overlap) }
    }
    return best?.original
  }

  private mutating func overlap(_ article: Int, _ other: Int) -> Double {
    let pair = (prints.words[article] &* 0x9E37_79B9_7F4A_7C15) ^ prints.words[other]
    let found = known[pair] ?? ArticleFingerprint.containment(articles[article], articles[other])
    overlaps[pair] = found
    return found
  }

  /// For each article, by rank, the hashes among its least that another one has among its own, as numbers.
  private struct Buckets {
    var count = 0
    var starts: [Int32] = [0]
    var items: [Int32] = []

    func of(_ rank: Int32) -> ArraySlice<Int32> {
      items[Int(starts[Int(rank)])..<Int(starts[Int(rank) + 1])]
    }
  }

  private func buckets() -> Buckets {
    var entries: [UInt64] = []
    entries.reserveCapacity(order.count * Self.probes)
    for (rank, article) in order.enumerated() {
      for hash in prints.sketch(Int(article)).prefix(Self.probes) {
        entries.append(UInt64(hash) << 32 | UInt64(UInt32(rank)))
      }
    }
    entries.sort()
    var ranks: [Int32] = []
    var numbers: [Int32] = []
    var count: Int32 = 0
    var first = 0
    while first < entries.count {
      var last = first + 1
      while last < entries.count, entries[last] >> 32 == entries[first] >> 32 { last += 1 }
      if last - first > 1 {
        for entry in entries[first..<last] {
          ranks.append(Int32(truncatingIfNeeded: entry & 0xFFFF_FFFF))
          numbers.append(count)
        }
        count += 1
      }
      first = last
    }
    let rows = Rows(keys: ranks, items: numbers, keyCount: order.count)
    return Buckets(count: Int(count), starts: rows.starts, items: rows.items)
  }
}
