/// Word indices of different articles that become one.
struct WordJoiner: Sendable {
  /// Each with where its articles stand among all, ascending; −1: nowhere.
  let parts: [(words: WordIndex, places: [Int32])]

  /// A word by its rank in each part; −1 where it is none of its words.
  typealias Word = (first: Int32, second: Int32)

  func texts(of words: [Word]) -> [String] {
    let (left, right) = (parts[0].words.words, parts[1].words.words)
    return words.map { $0.first >= 0 ? left[Int($0.first)] : right[Int($0.second)] }
  }

  private func rank(_ word: Word, _ part: Int) -> Int { Int(part == 0 ? word.first : word.second) }

  /// The words of both, in order. O(words).
  func words() -> [Word] {
    let (left, right) = (parts[0].words.words, parts[1].words.words)
    var all: [Word] = []
    all.reserveCapacity(left.count + right.count)
    var (one, other) = (0, 0)
    while one < left.count || other < right.count {
      if other == right.count || one < left.count && WordIndex.precedes(left[one], right[other]) {
        all.append((Int32(one), -1))
        one += 1
      } else if one == left.count || WordIndex.precedes(right[other], left[one]) {
        all.append((-1, Int32(other)))
        other += 1
      } else {
        all.append((Int32(one), Int32(other)))
        one += 1
        other += 1
      }
    }
    return all
  }

  /// How many of the articles that stay have each word. O(postings).
  func counts(of words: [Word]) -> [Int32] {
    let areAll = parts.map { $0.places.allSatisfy { $0 >= 0 } }
    let (articles, places) = (parts.map(\.words.articles), parts.map(\.places))
    return words.map { word in
      var count = 0
      for part in parts.indices where rank(word, part) >= 0 {
        let range = articles[part].range(rank(word, part))
        count +=
          areAll[part]
          ? range.count
          : articles[part].items[range].reduce(0) { places[part][Int($1)] >= 0 ? $0 + 1 : $0 }
      }
      return Int32(count)
    }
  }

  /// Some words' postings, behind those of the batch; and how many positions they have.
  func encode(_ words: ArraySlice<Word>, into batch: PostingBatch, _ bodyBytes: [Int32], _ average: Double)
    -> (batch: PostingBatch, positions: Int)
  {
    var made = (batch: batch, positions: 0)
    withHeads { heads in
      for word in words {
        var bodies: Int32 = 0
        for part in parts.indices { heads[part].enter(rank(word, part)) }
        while true {
          var least: Int?
          for head in heads.indices where !heads[head].isAtEnd {
            if least.map({ heads[head].article < heads[$0].article }) ?? true { least = head }
          }
          guard let least else { break }
          let (article, inBody) = (heads[least].article, heads[least].inBody)
          made.batch.begin()
          made.positions += heads[least].pass(into: &made.batch.positions)
          made.batch.end(article, inBody: inBody, bytes: bodyBytes[Int(article)], average: average)
          if inBody > 0 { bodies += 1 }
        }
        made.batch.bodyCount.append(bodies)
      }
    }
    return made
  }

  /// Heads over all parts, by the addresses of their columns: each posting takes a step, and counting owners of arrays is most of one.
  private func withHeads(_ heads: [Head] = [], _ body: (inout [Head]) -> Void) {
    guard heads.count < parts.count else {
      var heads = heads
      body(&heads)
      return
    }
    let (words, places) = parts[heads.count]
    words.articles.starts.withUnsafeBufferPointer { starts in
      words.articles.items.withUnsafeBufferPointer { items in
        words.frequency.withUnsafeBufferPointer { frequency in
          words.positions.withUnsafeBufferPointer { positions in
            words.positionStart.withUnsafeBufferPointer { positionStart in
              places.withUnsafeBufferPointer { places in
                let head = Head(
                  starts: starts, items: items, frequency: frequency, positions: positions,
                  positionStart: positionStart, places: places)
                withHeads(heads + [head], body)
              }
            }
          }
        }
      }
    }
  }

  /// Goes over the postings of a part, word after word, but for those whose articles are gone. As `PositionCursor` it reads no more than
  /// there is, whatever the bytes are.
  private struct Head {
    let starts: UnsafeBufferPointer<Int32>
    let items: UnsafeBufferPointer<Int32>
    let frequency: UnsafeBufferPointer<UInt16>
    let positions: UnsafeBufferPointer<UInt8>
    let positionStart: UnsafeBufferPointer<Int>
    let places: UnsafeBufferPointer<Int32>
    private var posting = 0
    private var last = 0
    /// Where the bytes of the posting begin, and where those of its block end.
    private var offset = 0
    private var end = 0

    init(
      starts: UnsafeBufferPointer<Int32>, items: UnsafeBufferPointer<Int32>,
      frequency: UnsafeBufferPointer<UInt16>, positions: UnsafeBufferPointer<UInt8>,
      positionStart: UnsafeBufferPointer<Int>, places: UnsafeBufferPointer<Int32>
    ) {
      (self.starts, self.items, self.frequency) = (starts, items, frequency)
      (self.positions, self.positionStart, self.places) = (positions, positionStart, places)
      if !items.isEmpty { enterBlock() }
    }

    /// Goes on to a word; below 0: to none.
    mutating func enter(_ rank: Int) {
      if rank < 0 {
        last = posting
        return
      }
      let first = Int(starts[rank])
      last = Int(starts[rank + 1])
      if first >= last { return last = posting }
      if first / WordIndex.block > posting / WordIndex.block {
        posting = first / WordIndex.block * WordIndex.block
        enterBlock()
      }
      while posting < first { skip() }
      goOn()
    }

    var isAtEnd: Bool { posting >= last }
    var article: Int32 { places[Int(items[posting])] }
    var inBody: Int { Int(frequency[posting]) }

    /// Copies the bytes of a posting and goes on; how many positions they are.
    mutating func pass(into bytes: inout [UInt8]) -> Int {
      let start = offset
      let (behind, count) = measured()
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: positions[start..<behind]))
      next(behind)
      goOn()
      return count
    }

    /// Where a posting's bytes end, and how many positions they are.
    private func measured() -> (end: Int, count: Int) {
      var place = offset
      var count: UInt32 = 0
      var shift: UInt32 = 0
      while place < end {
        let byte = positions[place]
        place += 1
        count |= UInt32(byte & 127) << shift
        if byte < 128 || shift > 28 { break }
        shift += 7
      }
      // Each takes a byte at least.
      let held = min(Int(count), end - place)
      var left = held
      while left > 0, place < end {
        if positions[place] < 128 { left -= 1 }
        place += 1
      }
      return (place, held)
    }

    private mutating func skip() { next(measured().end) }

    private mutating func next(_ place: Int) {
      offset = place
      posting += 1
      if posting % WordIndex.block == 0, posting < items.count { enterBlock() }
    }

    private mutating func enterBlock() {
      let block = posting / WordIndex.block
      offset = positionStart[block]
      end = block + 1 < positionStart.count ? positionStart[block + 1] : positions.count
    }

    /// Leaves out articles that are gone.
    private mutating func goOn() {
      while posting < last, places[Int(items[posting])] < 0 { skip() }
    }
  }
}
