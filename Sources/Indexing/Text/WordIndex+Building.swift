internal import Articles
internal import Facts

extension WordIndex {
  /// Reads all bodies and sentences, on all cores. O(bytes); `isCancelled` is asked between some thousand articles, and
  /// a cancelled index is nil. While it is built, some 6 bytes a word of the texts are held beside it.
  public init?(_ index: FactIndex, isCancelled: () -> Bool = { false }) {
    self.init(
      index, articles: Array(0..<Int32(index.articleCount)), keys: Self.articleKeys(of: index),
      isCancelled: isCancelled)
  }

  /// Of some articles only (ids, ascending), which are numbered by where they stand among these; `keys` are those of all.
  init?(_ index: FactIndex, articles: [Int32], keys: [UInt64], isCancelled: () -> Bool) {
    // What is held only meanwhile is as large as what stays, and goes back.
    UnusedMemory.returnAtOnce()
    defer { UnusedMemory.returnMost() }
    var readers = [WordReader](repeating: WordReader(), count: Parallel.workers)
    bodyBytes = Self.bodyBytes(of: index, articles)
    measureBodies()
    guard Self.read(index, articles, bodyBytes, &readers, isCancelled) else { return nil }
    bodyWords = readers.flatMap(\.bodyWords)
    sentencePosition = readers.flatMap(\.sentencePosition)
    sentenceLength = readers.flatMap(\.sentenceLength)
    articleKeys = articles.map { keys[Int($0)] }
    sentenceStart = Self.sentenceStarts(of: index, articles)
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
  private static func read(
    _ index: FactIndex, _ articles: [Int32], _ bodyBytes: [Int32], _ readers: inout [WordReader],
    _ isCancelled: () -> Bool
  ) -> Bool {
    let inserted = articles.map { Int(index.articleOrder[Int($0)]) }
    let total = bodyBytes.reduce(0) { $0 + Int($1) }
    var edges = edges(of: bodyBytes.map(Int.init), parts: readers.count)
    while edges.count <= readers.count { edges.append(inserted.count) }
    for number in readers.indices { readers[number].reserve(bytes: total / readers.count) }
    var done = 0
    while readers.indices.contains(where: { edges[$0] + done < edges[$0 + 1] }) {
      if isCancelled() { return false }
      readers.withUnsafeMutableBufferPointer { readers in
        _ = Parallel.map(readers.count) { number in
          let last = min(edges[number] + done + round, edges[number + 1])
          for article in inserted[min(edges[number] + done, last)..<last] {
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

  mutating func measureBodies() {
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
  static func precedes(_ left: String, _ right: String) -> Bool {
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
    // What is put in order at once is a part of all.
    let edges = Self.edges(of: occurrences, parts: Self.batches)
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
      for batch in made { take(batch, &items) }
    }
    articles = Rows(starts: starts, items: items)
    return true
  }

  static let batches = 8

  /// Where stretches, as many as `parts` or fewer, begin whose `weights` are about the same, and where the last one ends.
  static func edges(of weights: [Int], parts: Int) -> [Int] {
    let total = weights.reduce(0, +)
    var edges = [0]
    var sum = 0
    for place in weights.indices {
      if sum * parts >= total * edges.count, edges.count < parts { edges.append(place) }
      sum += weights[place]
    }
    edges.append(weights.count)
    return edges
  }
}
