/// Postings of a stretch of words, made beside those of others.
struct PostingBatch: Sendable {
  private(set) var articles: [Int32] = []
  private(set) var frequency: [UInt16] = []
  var positions: [UInt8] = []
  var bodyCount: [Int32] = []
  /// Of each block that begins in the batch, where its positions begin.
  private(set) var positionStart: [Int] = []
  /// Of each block that has a posting in the batch.
  private(set) var bounds: [Float] = []
  /// The number of the next posting among those of all words.
  private var next: Int

  /// Room for `count` postings, the first of which is number `first`.
  init(at first: Int, count: Int) {
    next = first
    articles.reserveCapacity(count)
    frequency.reserveCapacity(count)
    positions.reserveCapacity(2 * count)
  }

  /// Begins a posting; its positions follow.
  mutating func begin() {
    if next % WordIndex.block == 0 {
      positionStart.append(positions.count)
      bounds.append(0)
    } else if bounds.isEmpty {
      bounds.append(0)
    }
  }

  /// Ends it. `inBody`: how often the word stands in the article's body, which has `bytes`.
  mutating func end(_ article: Int32, inBody: Int, bytes: Int32, average: Double) {
    let count = UInt16(clamping: inBody)
    articles.append(article)
    frequency.append(count)
    let weight = WordIndex.saturation(count: Int32(count), bytes: Int(bytes), average: average)
    bounds[bounds.count - 1] = max(bounds[bounds.count - 1], Float(weight).nextUp)
    next += 1
  }
}

extension WordIndex {
  /// Puts a batch behind those that are there; `items` are their articles.
  mutating func take(_ batch: PostingBatch, _ items: inout [Int32]) {
    // A block may go on in the next batch.
    var bounds = batch.bounds[...]
    if items.count % Self.block != 0, let first = bounds.popFirst() {
      self.bounds[self.bounds.count - 1] = max(self.bounds[self.bounds.count - 1], first)
    }
    self.bounds += bounds
    positionStart += batch.positionStart.map { $0 + positions.count }
    items += batch.articles
    frequency += batch.frequency
    positions += batch.positions
    bodyCount += batch.bodyCount
  }
}

/// Makes the postings of stretches of words.
struct PostingEncoder {
  let readers: [WordReader]
  /// The rank of each reader's words.
  let ranks: [[Int32]]
  /// Where the postings of each word begin.
  let starts: [Int32]
  let bodyWords: [Int32]
  let bodyBytes: [Int32]
  let averageBodyBytes: Double
  /// Of each reader the article that holds each 64th place of its stream.
  let articleAt: [[Int32]]

  /// The occurrences of some words that one reader has seen, word after word.
  private struct Places {
    /// Of each word, and behind the last.
    var starts: [Int32]
    /// Places in the reader's stream, ascending for each word.
    var places: [UInt32]
  }

  func encode(_ words: Range<Int>) -> PostingBatch {
    let lists = readers.indices.map { places(of: words, $0) }
    let count = Int(starts[words.upperBound] - starts[words.lowerBound])
    var batch = PostingBatch(at: Int(starts[words.lowerBound]), count: count)
    for word in words {
      var bodies: Int32 = 0
      var first: Int32 = 0
      for reader in lists.indices {
        let starts = lists[reader].starts
        let range = Int(starts[word - words.lowerBound])..<Int(starts[word - words.lowerBound + 1])
        append(reader, lists[reader].places, range, after: first, &bodies, to: &batch)
        first += Int32(readers[reader].bodyWords.count)
      }
      batch.bodyCount.append(bodies)
    }
    return batch
  }

  private func places(of words: Range<Int>, _ number: Int) -> Places {
    let (stream, ranks) = (readers[number].stream, ranks[number])
    let first = Int32(words.lowerBound)
    let count = UInt32(words.count)
    // Of each word of the reader whether it is one of them is asked once.
    var starts = [Int32](repeating: 0, count: words.count + 1)
    for (word, rank) in ranks.enumerated() where UInt32(bitPattern: rank &- first) < count {
      starts[Int(rank - first) + 1] += readers[number].words[word].occurrences
    }
    for word in 0..<words.count { starts[word + 1] += starts[word] }
    var next = starts
    let total = Int(starts[words.count])
    let places = [UInt32](unsafeUninitializedCapacity: total) { places, filled in
      next.withUnsafeMutableBufferPointer { next in
        stream.withUnsafeBufferPointer { stream in
          ranks.withUnsafeBufferPointer { ranks in
            for place in 0..<stream.count {
              let word = ranks[Int(stream[place])] &- first
              if UInt32(bitPattern: word) < count {
                places[Int(next[Int(word)])] = UInt32(place)
                next[Int(word)] += 1
              }
            }
          }
        }
      }
      filled = total
    }
    return Places(starts: starts, places: places)
  }

  /// The postings of one word in the articles of one reader, the first of which is `firstArticle`.
  private func append(
    _ reader: Int, _ places: [UInt32], _ range: Range<Int>, after firstArticle: Int32,
    _ bodies: inout Int32, to batch: inout PostingBatch
  ) {
    readers[reader].streamStart.withUnsafeBufferPointer { streamStart in
      var place = range.lowerBound
      while place < range.upperBound {
        var article = Int(articleAt[reader][Int(places[place]) >> 6])
        while streamStart[article + 1] <= Int(places[place]) { article += 1 }
        let (start, end) = (streamStart[article], streamStart[article + 1])
        var behind = place + 1
        while behind < range.upperBound, Int(places[behind]) < end { behind += 1 }
        batch.begin()
        let id = firstArticle + Int32(article)
        Self.append(UInt64(behind - place), to: &batch.positions)
        var previous = start
        var inBody = 0
        let bodyEnd = start + Int(bodyWords[Int(id)])
        for position in place..<behind {
          let position = Int(places[position])
          Self.append(UInt64(position - previous), to: &batch.positions)
          previous = position
          if position < bodyEnd { inBody += 1 }
        }
        if inBody > 0 { bodies += 1 }
        batch.end(id, inBody: inBody, bytes: bodyBytes[Int(id)], average: averageBodyBytes)
        place = behind
      }
    }
  }

  @inline(__always)
  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
