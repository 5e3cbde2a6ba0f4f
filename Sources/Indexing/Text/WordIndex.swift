internal import Articles
internal import Facts

/// Which articles hold a word, how often, and where: an inverted file with positions (J. Zobel, A. Moffat,
/// "Inverted Files for Text Search Engines", ACM Computing Surveys 38(2), 2006).
///
/// A posting is an article (4 bytes), how often its body has the word (2 bytes), and the positions as
/// differences of 7 bits a byte. Positions count words: first those of the body in order, then those of
/// sentences that lie outside it (a title above), so that a phrase of the body never runs into the rest.
public struct WordIndex: Sendable {
  /// Folded (`Folding.words`), ascending.
  public internal(set) var words: [String] = []
  /// Articles that hold a word, by rank of the word.
  var articles = Rows()
  /// Of each posting: occurrences in the article's body, 65,535 at most; 0 where only a title has the word.
  var frequency: [UInt16] = []
  /// Of each posting: number of positions, then their differences.
  var positions: [UInt8] = []
  /// Of each 64 postings: the greatest `saturation`, rounded up, for searches that want only the best articles.
  var bounds: [Float] = []
  /// Articles whose bodies hold a word, by rank of the word.
  var bodyCount: [Int32] = []
  /// Bytes of each article's body, by article id, and on average.
  var bodyBytes: [Int32] = []
  /// Bytes of a body, on average.
  public internal(set) var averageBodyBytes = 1.0
  /// Where the positions of every 64th posting begin.
  var positionStart: [Int] = []
  /// Words of an article's body, by article id.
  var bodyWords: [Int32] = []
  /// First position and number of words of each sentence, by number.
  var sentencePosition: [Int32] = []
  var sentenceLength: [Int32] = []

  /// Articles whose texts may hold words that are none of these, ascending: a sentence ends within a word there.
  var oddArticles: [Int32] = []

  /// What tells whose words an article's are (`articleKeys(of:)`), by article id.
  var articleKeys: [UInt64] = []
  /// The number of each article's first sentence, and behind the last.
  var sentenceStart: [Int32] = [0]

  static let block = 64

  /// Over no article.
  public init() {}

  /// Bytes held but for the words' own.
  public var byteCount: Int {
    articles.byteCount + 2 * frequency.capacity + positions.capacity + 8 * positionStart.capacity
      + 4 * (bodyWords.capacity + bodyBytes.capacity + bodyCount.capacity + bounds.capacity)
      + 4 * (sentencePosition.capacity + sentenceLength.capacity + sentenceStart.capacity)
      + 8 * articleKeys.capacity
  }

  /// Words that stand in the texts, each occurrence counted.
  public internal(set) var occurrenceCount = 0

  /// The words that are wanted, by rank, ascending. O(log words) each.
  func ranks(_ wanted: WantedWord) -> [Int] {
    switch wanted {
    case .word(let word): return Array(ranks(of: word))
    case .beginning(let start):
      let low = lowerBound(start)
      var high = low
      while high < words.count, words[high].utf8.starts(with: start.utf8) { high += 1 }
      return Array(low..<high)
    case .anyOf(let words): return words.flatMap { Array(ranks(of: $0)) }
    }
  }

  /// Where a word stands among all; nil where none is it.
  func rank(_ word: String) -> Int? {
    let low = lowerBound(word)
    return low < words.count && words[low] == word ? low : nil
  }

  /// The same of all its spellings: Unicode has more than one for some letters, which stand side by side.
  private func ranks(of word: String) -> Range<Int> {
    let low = lowerBound(word)
    return low..<(words[low...].firstIndex { $0 != word } ?? words.count)
  }

  private func lowerBound(_ word: String) -> Int {
    words.indices.partitionPoint { words[$0] < word }
  }

  /// The articles of whose bodies a wanted word is a part, ascending, and how often. O(postings).
  public func bodies(with wanted: WantedWord) -> (articles: [Int32], counts: [Int32]) {
    let ranks = ranks(wanted)
    var found: [Int32] = []
    var counts: [Int32] = []
    if ranks.count == 1 {
      let range = articles.range(ranks[0])
      found.reserveCapacity(range.count)
      counts.reserveCapacity(range.count)
      for posting in range where frequency[posting] > 0 {
        found.append(articles.items[posting])
        counts.append(Int32(frequency[posting]))
      }
      return (found, counts)
    }
    var total: [Int32: Int32] = [:]
    for rank in ranks {
      for posting in articles.range(rank) where frequency[posting] > 0 {
        total[articles.items[posting], default: 0] += Int32(frequency[posting])
      }
    }
    for (article, count) in total.sorted(by: { $0.key < $1.key }) {
      found.append(article)
      counts.append(count)
    }
    return (found, counts)
  }

  /// The articles that hold a wanted word, in the body or above it, ascending.
  public func articles(with wanted: WantedWord) -> [Int32] {
    let ranks = ranks(wanted)
    if ranks.count == 1 { return Array(articles[ranks[0]]) }
    var all: Set<Int32> = []
    for rank in ranks { all.formUnion(articles[rank]) }
    return all.sorted()
  }

  /// How many articles hold a wanted word, at most. O(log words + words that are wanted).
  public func articleCount(with wanted: WantedWord) -> Int {
    min(bodyWords.count, ranks(wanted).reduce(0) { $0 + articles.range($1).count })
  }

  /// Every place of a wanted word: articles ascending, each with its positions ascending. `held` (ascending): only
  /// these articles. O(occurrences).
  public func occurrences(of wanted: WantedWord, in held: [Int32]? = nil) -> Occurrences {
    let ranks = ranks(wanted)
    var found = Occurrences()
    for rank in ranks { append(rank, held, to: &found) }
    if ranks.count > 1 { found.sort() }
    return found
  }

  private func append(_ rank: Int, _ wanted: [Int32]?, to found: inout Occurrences) {
    let range = articles.range(rank)
    guard !range.isEmpty else { return }
    var cursor = PositionCursor(self, at: range.lowerBound)
    guard let wanted else {
      for posting in range {
        cursor.read(into: &found.positions)
        found.articles.append(articles.items[posting])
        found.starts.append(Int32(found.positions.count))
      }
      return
    }
    var posting = range.lowerBound
    for article in wanted {
      posting = gallop(to: article, in: posting..<range.upperBound)
      guard posting < range.upperBound else { return }
      guard articles.items[posting] == article else { continue }
      cursor.move(to: posting)
      cursor.read(into: &found.positions)
      posting += 1
      found.articles.append(article)
      found.starts.append(Int32(found.positions.count))
    }
  }

  /// The first posting of an article not below `article`. O(log distance).
  private func gallop(to article: Int32, in range: Range<Int>) -> Int {
    var step = 1
    var low = range.lowerBound
    while low + step < range.upperBound, articles.items[low + step] < article {
      low += step
      step *= 2
    }
    return (low..<min(low + step, range.upperBound)).partitionPoint { articles.items[$0] < article }
  }

  /// Bytes of an article's body.
  public func bodyLength(_ article: Int32) -> Int { Int(bodyBytes[Int(article)]) }

  /// Articles.
  public var articleCount: Int { bodyWords.count }

  /// Words of an article's body.
  public func bodyWordCount(_ article: Int32) -> Int32 { bodyWords[Int(article)] }

  /// The positions of a sentence's words.
  public func range(ofSentence number: Int32) -> Range<Int32> {
    let first = sentencePosition[Int(number)]
    return first..<(first + sentenceLength[Int(number)])
  }
}

/// Where a word stands: articles ascending, each with its positions ascending.
public struct Occurrences: Sendable {
  /// Articles by id, ascending.
  public internal(set) var articles: [Int32] = []
  /// The article at `i` has `positions[starts[i]..<starts[i + 1]]`.
  public internal(set) var starts: [Int32] = [0]
  /// Words before each occurrence in its article.
  public internal(set) var positions: [Int32] = []

  /// Where the positions of the article at `entry` stand.
  public func range(_ entry: Int) -> Range<Int> { Int(starts[entry])..<Int(starts[entry + 1]) }

  /// Joins the lists of several words.
  mutating func sort() {
    var pairs: [UInt64] = []
    pairs.reserveCapacity(positions.count)
    for entry in articles.indices {
      for place in range(entry) {
        pairs.append(UInt64(UInt32(articles[entry])) << 32 | UInt64(UInt32(positions[place])))
      }
    }
    pairs.sort()
    self = Occurrences()
    for pair in pairs {
      let article = Int32(truncatingIfNeeded: pair >> 32)
      if articles.last != article {
        articles.append(article)
        starts.append(starts[starts.count - 1])
      }
      positions.append(Int32(truncatingIfNeeded: pair))
      starts[starts.count - 1] = Int32(positions.count)
    }
  }
}

/// Reads positions, posting after posting. Those of an index that was kept may be damaged: where the bytes end there are no more, no
/// block goes on into the next one, and none is out of the reach of `Int32`.
struct PositionCursor {
  private let positions: [UInt8]
  private let positionStart: [Int]
  private var posting: Int
  private var offset = 0
  /// Where the positions of the block end.
  private var end = 0
  /// More words than any article has.
  private static let most: Int32 = 1 << 29

  init(_ index: WordIndex, at posting: Int) {
    (positions, positionStart) = (index.positions, index.positionStart)
    self.posting = posting / WordIndex.block * WordIndex.block
    enter()
    move(to: posting)
  }

  /// Goes to where the positions of the block that `posting` begins lie.
  private mutating func enter() {
    let block = posting / WordIndex.block
    offset = positionStart[block]
    end = block + 1 < positionStart.count ? positionStart[block + 1] : positions.count
  }

  mutating func move(to wanted: Int) {
    if wanted / WordIndex.block > posting / WordIndex.block {
      posting = wanted / WordIndex.block * WordIndex.block
      enter()
    }
    while posting < wanted {
      if posting % WordIndex.block == 0 { enter() }
      for _ in 0..<count() { _ = number() }
      posting += 1
    }
  }

  mutating func read(into positions: inout [Int32]) {
    if posting % WordIndex.block == 0 { enter() }
    var position: Int32 = 0
    for _ in 0..<count() {
      position = min(position + number(), Self.most)
      positions.append(position)
    }
    posting += 1
  }

  /// Each takes a byte at least.
  private mutating func count() -> Int {
    let count = Int(number())
    return min(count, max(0, end - offset))
  }

  /// 0 to `most`.
  private mutating func number() -> Int32 {
    var value: UInt32 = 0
    var shift: UInt32 = 0
    while offset < end {
      let byte = positions[offset]
      offset += 1
      value |= UInt32(byte & 127) << shift
      if byte < 128 || shift > 28 { break }
      shift += 7
    }
    return Int32(min(value, UInt32(Self.most)))
  }
}
