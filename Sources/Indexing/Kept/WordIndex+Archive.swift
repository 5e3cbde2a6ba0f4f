package import Articles
internal import Facts

/// The words of an index that lie somewhere until they are first wanted.
package struct KeptWords: Sendable {
  /// The words of the index; nil where they are not there any more, or not those of it.
  package let read: @Sendable (FactIndex) -> WordIndex?

  /// Words that `read` fetches.
  package init(read: @escaping @Sendable (FactIndex) -> WordIndex?) { self.read = read }
}

extension WordIndex {
  /// Grows whenever texts are cut into words in another way, words are folded in another way, or columns are others.
  private static let version: UInt64 = 1

  /// The words of a finished index: those that are kept, where they can be had and are sound, else made of its texts. Nil once
  /// cancelled. O(words), or O(bytes of the texts).
  public static func words(of index: FactIndex, isCancelled: () -> Bool = { false }) -> WordIndex? {
    index.keptWords?.read(index) ?? WordIndex(index, isCancelled: isCancelled)
  }

  /// Writes the words of an index with what tells which they are. O(their size).
  package func write(_ archive: inout ColumnArchive, of index: FactIndex) {
    precondition(!archive.isReading)
    var copy = self
    copy.archive(&archive, of: index)
  }

  /// The words that were written of an index; nil where these are of another one, or damaged. O(their size), some gigabytes a second.
  package init?(reading archive: ColumnArchive, of index: FactIndex) {
    self.init()
    var archive = archive
    self.archive(&archive, of: index)
    guard archive.isWhole else { return nil }
  }

  private mutating func archive(_ archive: inout ColumnArchive, of index: FactIndex) {
    let (own, articleCount) = (Self.stamp(of: index), index.articleCount)
    var stamp = own
    archive.value(&stamp)
    // Of other texts nothing is read.
    archive.require(stamp == own)
    guard archive.isSound else { return }
    archive.texts(&words)
    archive.rows(&articles.items, in: 0..<articleCount)
    archive.starts(&articles.starts, count: words.count, items: articles.items.count)
    let postings = articles.items.count
    archive.column(&frequency)
    archive.column(&positions)
    archive.column(&bounds)
    archive.column(&positionStart)
    archive.require(frequency.count == postings && bounds.count == (postings + Self.block - 1) / Self.block)
    archive.require(positionStart.count == bounds.count)
    archive.require(positionStart.allSatisfy { (0...positions.count).contains($0) })
    archive.require(isInOrder && bounds.allSatisfy { $0 >= 0 && $0.isFinite })
    archive.column(&bodyCount)
    archive.require(
      bodyCount.count == words.count
        && words.indices.allSatisfy { (0...articles.range($0).count).contains(Int(bodyCount[$0])) })
    archive.column(&bodyBytes)
    archive.column(&bodyWords)
    archive.require(bodyBytes.count == articleCount && bodyWords.count == articleCount)
    archive.require(bodyBytes.allSatisfy { $0 >= 0 } && bodyWords.allSatisfy { $0 >= 0 })
    archive.value(&averageBodyBytes)
    archive.require(averageBodyBytes >= 1 && averageBodyBytes.isFinite)
    archive.column(&sentencePosition)
    archive.column(&sentenceLength)
    let isShort: (Int32) -> Bool = { (0...Int32.max / 2).contains($0) }
    archive.require(
      sentencePosition.count == index.sentenceCount && sentenceLength.count == index.sentenceCount)
    archive.require(sentencePosition.allSatisfy(isShort) && sentenceLength.allSatisfy(isShort))
    archive.rows(&oddArticles, in: 0..<articleCount)
    archive.value(&occurrenceCount)
    archive.require(occurrenceCount >= 0)
    // What is damaged would be found in the wrong places.
    let sum = archive.isSound ? checksum : 0
    var written = sum
    archive.value(&written)
    archive.require(written == sum)
  }

  /// Whether words ascend, the articles of each do, none of them twice, and the positions of blocks. What searches count and cut by
  /// these orders would end the program else, whoever made the file.
  private var isInOrder: Bool {
    guard zip(words, words.dropFirst()).allSatisfy({ !($1 < $0) }),
      zip(positionStart, positionStart.dropFirst()).allSatisfy(<=)
    else { return false }
    return words.indices.allSatisfy { rank in
      let range = articles.range(rank)
      return range.dropFirst().allSatisfy { articles.items[$0 - 1] < articles.items[$0] }
    }
  }

  /// Of all that words, sentences and articles are numbered by.
  private static func stamp(of index: FactIndex) -> UInt64 {
    var sum = ColumnSum(version)
    sum.add(index.articleOrder)
    sum.add(index.prints.text)
    sum.add(index.inserted.map(\.body))
    sum.add(index.sentenceStart)
    sum.add(index.sentenceText)
    return sum.value
  }

  private var checksum: UInt64 {
    var sum = ColumnSum(Self.version)
    sum.add(Array(words.joined(separator: " ").utf8))
    sum.add([occurrenceCount])
    sum.add([averageBodyBytes])
    sum.add(articles.starts)
    sum.add(articles.items)
    sum.add(frequency)
    sum.add(positions)
    sum.add(bounds)
    sum.add(positionStart)
    sum.add(bodyCount)
    sum.add(bodyBytes)
    sum.add(bodyWords)
    sum.add(sentencePosition)
    sum.add(sentenceLength)
    sum.add(oddArticles)
    return sum.value
  }
}

/// A sum of columns that tells whether any of their bytes is another one: for damage, not against whoever wants it to be the same.
private struct ColumnSum {
  private(set) var value: UInt64
  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(_ start: UInt64) { value = start }

  /// O(bytes), some gigabytes a second: four sums that do not wait for each other.
  mutating func add<Value: PlainData>(_ column: [Value]) {
    column.withUnsafeBytes { bytes in
      var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (1, 2, 3, 4)
      var place = 0
      func word(_ offset: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: place + offset, as: UInt64.self)
      }
      while place + 32 <= bytes.count {
        a = Self.mixed(a, word(0))
        b = Self.mixed(b, word(8))
        c = Self.mixed(c, word(16))
        d = Self.mixed(d, word(24))
        place += 32
      }
      for lane in [a, b, c, d] { value = Self.mixed(value, lane) }
      while place < bytes.count {
        value = Self.mixed(value, UInt64(bytes[place]))
        place += 1
      }
      value = Self.mixed(value, UInt64(bytes.count))
    }
  }

  @inline(__always)
  private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
    let product = (sum ^ word) &* factor
    return product ^ product >> 32
  }
}
