internal import Articles
internal import Facts

extension WordIndex {
  /// Reads all bodies and sentences, on all cores. O(bytes); `isCancelled` is asked between some thousand articles, and
  /// a cancelled index is nil. While it is built, some 6 bytes a word of the texts are held beside it.
  public init?(_ index: FactIndex, isCancelled: () -> Bool = { false }) {
    // What is held only meanwhile is as large as what stays, and goes back.
    UnusedMemory.returnAtOnce()
    defer { UnusedMemory.returnMost() }
    var readers = [WordReader](repeating: WordReader(), count: Parallel.workers)
    guard Self.read(index, &readers, isCancelled) else { return nil }
    bodyWords = readers.flatMap(\.bodyWords)
    sentencePosition = readers.flatMap(\.sentencePosition)
    sentenceLength = readers.flatMap(\.sentenceLength)
    measureBodies(index)
    var first: Int32 = 0
    for reader in readers {
      oddArticles += reader.oddArticles.map { $0 + first }
      first += Int32(reader.bodyWords.count)
    }
    occurrenceCount = readers.reduce(0) { $0 + $1.stream.count }
    let ranks = merge(readers)
    if isCancelled() { return nil }
    guard encode(readers, ranks, isCancelled) else { return nil }
  }

  /// Articles that a reader reads between two looks at whether the index is still wanted.
  private static let round = 1024

  /// Each reader reads a stretch of the articles, in order.
  private static func read(_ index: FactIndex, _ readers: inout [WordReader], _ isCancelled: () -> Bool)
    -> Bool
  {
    // Stretches with as many bytes each.
    let total = index.inserted.reduce(0) { $0 + $1.body.count }
    var edges = [0]
    var bytes = 0
    for rank in 0..<index.articleCount {
      if bytes * readers.count >= total * edges.count, edges.count < readers.count { edges.append(rank) }
      bytes += index.inserted[Int(index.articleOrder[rank])].body.count
    }
    while edges.count <= readers.count { edges.append(index.articleCount) }
    for number in readers.indices { readers[number].reserve(bytes: total / readers.count) }
    var done = 0
    while readers.indices.contains(where: { edges[$0] + done < edges[$0 + 1] }) {
      if isCancelled() { return false }
      readers.withUnsafeMutableBufferPointer { readers in
        _ = Parallel.map(readers.count) { number in
          let last = min(edges[number] + done + round, edges[number + 1])
          for rank in min(edges[number] + done, last)..<last {
            let article = Int(index.articleOrder[rank])
            let sentences = Int(index.sentenceStart[article])..<Int(index.sentenceStart[article + 1])
            readers[number].read(
              index.inserted[article].text, body: index.inserted[article].body,
              sentences: index.sentenceText[sentences])
          }
        }
      }
      done += round
    }
    return !isCancelled()
  }

  private mutating func measureBodies(_ index: FactIndex) {
    bodyBytes = index.articleOrder.map { Int32(clamping: index.inserted[Int($0)].body.count) }
    let total = bodyBytes.reduce(0.0) { $0 + Double($1) }
    averageBodyBytes = max(1, total / Double(max(1, bodyBytes.count)))
  }

  /// Puts the words of all readers in order, and says the rank of each reader's.
  private mutating func merge(_ readers: [WordReader]) -> [[Int32]] {
    let sorted = Parallel.map(readers.count) { number in
      let words = readers[number].words.indices.map(readers[number].word)
      return words.indices.map { (word: words[$0], number: Int32($0)) }.sorted {
        Self.precedes($0.word, $1.word)
      }
    }
    var ranks = readers.map { [Int32](repeating: 0, count: $0.words.count) }
    var next = [Int](repeating: 0, count: readers.count)
    while true {
      var least: String?
      for (list, place) in zip(sorted, next) where place < list.count {
        if least.map({ Self.precedes(list[place].word, $0) }) ?? true { least = list[place].word }
      }
      guard let least else { return ranks }
      for reader in sorted.indices {
        guard next[reader] < sorted[reader].count else { continue }
        let own = sorted[reader][next[reader]]
        guard own.word.utf8.elementsEqual(least.utf8) else { continue }
        ranks[reader][Int(own.number)] = Int32(words.count)
        next[reader] += 1
      }
      words.append(least)
    }
  }

  /// The order of `words`. Two spellings of one letter, which are the same to `String`, are two words, as they were read: what
  /// is counted of words must be of the same ones.
  private static func precedes(_ left: String, _ right: String) -> Bool {
    left == right ? left.utf8.lexicographicallyPrecedes(right.utf8) : left < right
  }

  /// Makes the postings, some words after another, those side by side on all cores. False once cancelled.
  private mutating func encode(_ readers: [WordReader], _ ranks: [[Int32]], _ isCancelled: () -> Bool) -> Bool
  {
    var occurrences = [Int](repeating: 0, count: words.count)
    var starts = [Int32](repeating: 0, count: words.count + 1)
    for (reader, ranks) in zip(readers, ranks) {
      for word in ranks.indices {
        occurrences[Int(ranks[word])] += Int(reader.words[word].occurrences)
        starts[Int(ranks[word]) + 1] += reader.words[word].articles
      }
    }
    for word in words.indices { starts[word + 1] += starts[word] }
    // Batches with as many occurrences each: what is put in order at once is a part of all.
    var edges = [0]
    var sum = 0
    for word in words.indices {
      if sum * Self.batches >= occurrenceCount * edges.count, edges.count < Self.batches {
        edges.append(word)
      }
      sum += occurrences[word]
    }
    edges.append(words.count)
    let encoder = PostingEncoder(
      readers: readers, ranks: ranks, starts: starts, bodyWords: bodyWords, bodyBytes: bodyBytes,
      averageBodyBytes: averageBodyBytes, articleAt: Parallel.map(readers.count) { readers[$0].articleAt })
    var items: [Int32] = []
    items.reserveCapacity(Int(starts[words.count]))
    frequency.reserveCapacity(Int(starts[words.count]))
    // A byte of most numbers; what is not used costs no memory.
    positions.reserveCapacity(Int(starts[words.count]) + occurrenceCount * 5 / 4)
    bodyCount.reserveCapacity(words.count)
    for first in stride(from: 0, to: edges.count - 1, by: readers.count) {
      if isCancelled() { return false }
      let last = min(first + readers.count, edges.count - 1)
      let made = Parallel.map(last - first) { number in
        encoder.encode(edges[first + number]..<edges[first + number + 1])
      }
      for batch in made {
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
    articles = Rows(starts: starts, items: items)
    return true
  }

  private static let batches = 8
}

/// Makes the postings of stretches of words.
private struct PostingEncoder {
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

  struct Batch: Sendable {
    var articles: [Int32] = []
    var frequency: [UInt16] = []
    var positions: [UInt8] = []
    var bodyCount: [Int32] = []
    /// Of each block that begins in the batch, where its positions begin.
    var positionStart: [Int] = []
    /// Of each block that has a posting in the batch.
    var bounds: [Float] = []
  }

  /// The occurrences of some words that one reader has seen, word after word.
  private struct Places {
    /// Of each word, and behind the last.
    var starts: [Int32]
    /// Places in the reader's stream, ascending for each word.
    var places: [UInt32]
  }

  func encode(_ words: Range<Int>) -> Batch {
    let lists = readers.indices.map { places(of: words, $0) }
    let count = Int(starts[words.upperBound] - starts[words.lowerBound])
    var batch = Batch()
    batch.articles.reserveCapacity(count)
    batch.frequency.reserveCapacity(count)
    batch.positions.reserveCapacity(2 * count)
    var posting = Int(starts[words.lowerBound])
    for word in words {
      var bodies: Int32 = 0
      var first: Int32 = 0
      for reader in lists.indices {
        let starts = lists[reader].starts
        let range = Int(starts[word - words.lowerBound])..<Int(starts[word - words.lowerBound + 1])
        append(reader, lists[reader].places, range, after: first, &posting, &bodies, to: &batch)
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
    _ posting: inout Int, _ bodies: inout Int32, to batch: inout Batch
  ) {
    readers[reader].streamStart.withUnsafeBufferPointer { streamStart in
      var place = range.lowerBound
      while place < range.upperBound {
        var article = Int(articleAt[reader][Int(places[place]) >> 6])
        while streamStart[article + 1] <= Int(places[place]) { article += 1 }
        let (start, end) = (streamStart[article], streamStart[article + 1])
        var behind = place + 1
        while behind < range.upperBound, Int(places[behind]) < end { behind += 1 }
        if posting % WordIndex.block == 0 {
          batch.positionStart.append(batch.positions.count)
          batch.bounds.append(0)
        } else if batch.bounds.isEmpty {
          batch.bounds.append(0)
        }
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
        batch.articles.append(id)
        batch.frequency.append(UInt16(clamping: inBody))
        if inBody > 0 { bodies += 1 }
        let weight = WordIndex.saturation(
          count: Int32(UInt16(clamping: inBody)), bytes: Int(bodyBytes[Int(id)]), average: averageBodyBytes)
        let last = batch.bounds.count - 1
        batch.bounds[last] = max(batch.bounds[last], Float(weight).nextUp)
        posting += 1
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
