internal import Articles

extension WordIndex {
  /// What `count` occurrences of a word in a text of so many bytes add to its score, but for the word's rarity: the
  /// saturation of BM25 (S. Robertson et al., "Okapi at TREC-3", 1994) with k1 = 1.2 and b = 0.75. Bytes stand for
  /// words, because only the ratio of lengths counts.
  @inline(__always)
  public static func saturation(count: Int32, bytes: Int, average: Double) -> Double {
    let frequency = Double(count)
    return frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * (Double(bytes) / average)))
  }

  /// Articles whose bodies hold a word; nil where none has it. O(log words).
  public func bodyCount(of word: String) -> Int? {
    rank(word).map { Int(bodyCount[$0]) }
  }

  /// The `limit` articles with the highest scores among those whose bodies hold every word, highest first, of equal
  /// ones the lower id; and their scores: sums of `rarity` times saturation in the order of `terms`, rounded.
  ///
  /// Blocks of 64 postings whose greatest saturations cannot add up to more than the scores already found are left
  /// out unread (block-max indexes: S. Ding, T. Suel, "Faster Top-k Document Retrieval Using Block-Max Indexes", SIGIR
  /// 2011), which changes nothing in what is found. `rounded` must not put a lesser score above a greater. O(postings)
  /// at worst.
  public func best(
    _ terms: [String], rarity: [Double], limit: Int, rounded: (Double) -> Double, isCancelled: () -> Bool
  ) -> [(article: Int32, score: Double)] {
    let lists = terms.map { word -> PostingBlocks in
      PostingBlocks(rank(word).map(articles.range) ?? 0..<0)
    }
    guard limit > 0, !lists.isEmpty, lists.allSatisfy({ !$0.range.isEmpty }) else { return [] }
    var search = BestSearch(words: self, rarity: rarity, limit: limit, lists: lists)
    search.run(rounded, isCancelled)
    return search.best
  }
}

/// A place in the postings of a word.
private struct PostingBlocks {
  let range: Range<Int>
  /// The first posting that is not passed.
  var place: Int

  init(_ range: Range<Int>) {
    self.range = range
    place = range.lowerBound
  }

  /// The last posting of the block that holds `place`.
  var last: Int { min((place / WordIndex.block + 1) * WordIndex.block, range.upperBound) - 1 }
}

private struct BestSearch {
  let words: WordIndex
  let rarity: [Double]
  let limit: Int
  var lists: [PostingBlocks]
  var best: [(article: Int32, score: Double)] = []

  mutating func run(_ rounded: (Double) -> Double, _ isCancelled: () -> Bool) {
    words.articles.items.withUnsafeBufferPointer { articles in
      var article: Int32 = 0
      var looks = 0
      while true {
        looks &+= 1
        if looks & 1023 == 0, isCancelled() { return }
        // The blocks that hold `article`, how far all of them reach, and the most they can add up to.
        var end = Int32.max
        var bound = 0.0
        for list in lists.indices {
          while articles[lists[list].last] < article {
            lists[list].place = lists[list].last + 1
            if lists[list].place == lists[list].range.upperBound { return }
          }
          end = min(end, articles[lists[list].last])
          bound += rarity[list] * Double(words.bounds[lists[list].place / WordIndex.block])
        }
        // Articles come by rising id: an equal score later does not count.
        if best.count < limit || rounded(bound) > best[best.count - 1].score {
          read(articles, article...max(article, end), rounded)
        }
        if end == .max { return }
        article = end + 1
      }
    }
  }

  /// Scores the articles of a stretch that hold every word.
  private mutating func read(
    _ articles: UnsafeBufferPointer<Int32>, _ stretch: ClosedRange<Int32>, _ rounded: (Double) -> Double
  ) {
    while lists[0].place <= lists[0].last, articles[lists[0].place] < stretch.lowerBound {
      lists[0].place += 1
    }
    var leading = lists[0].place
    let last = lists[0].last
    articles: while leading <= last, articles[leading] <= stretch.upperBound {
      let article = articles[leading]
      defer { leading += 1 }
      var score = 0.0
      for list in lists.indices {
        var place = list == 0 ? leading : lists[list].place
        if list > 0 {
          let last = lists[list].last
          while place < last, articles[place] < article { place += 1 }
          lists[list].place = place
        }
        guard articles[place] == article, words.frequency[place] > 0 else { continue articles }
        score +=
          rarity[list]
          * WordIndex.saturation(
            count: Int32(words.frequency[place]), bytes: words.bodyLength(article),
            average: words.averageBodyBytes)
      }
      add(article, rounded(score))
    }
  }

  private mutating func add(_ article: Int32, _ score: Double) {
    if best.count == limit, score <= best[best.count - 1].score { return }
    let low = best.indices.partitionPoint { best[$0].score >= score }
    best.insert((article, score), at: low)
    if best.count > limit { best.removeLast() }
  }
}
