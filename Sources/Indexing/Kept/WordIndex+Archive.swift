package import Articles
internal import Facts

/// The words of an index, or of an earlier state of it, that lie somewhere until they are first wanted.
package struct KeptWords: Sendable {
  /// The words; nil where they are not there any more, not sound, or of articles of whose keys it is said that they do not serve.
  package let read: @Sendable (_ serve: ([UInt64]) -> Bool) -> WordIndex?

  /// Words that `read` fetches.
  package init(read: @escaping @Sendable (_ serve: ([UInt64]) -> Bool) -> WordIndex?) { self.read = read }
}

extension WordIndex {
  /// Grows whenever texts are cut into words in another way, words are folded in another way, or columns are others.
  private static let version: UInt64 = 2

  /// The words of a finished index: as far as they are kept from there, else of its texts. Nil once cancelled. O(words), or O(bytes of the
  /// texts).
  public static func words(of index: FactIndex, isCancelled: () -> Bool = { false }) -> WordIndex? {
    if let kept = index.keptWords {
      let keys = articleKeys(of: index)
      if let words = kept.read({ isWorthJoining($0, keys) }),
        let now = WordIndex(index, keys: keys, from: words, isCancelled: isCancelled)
      {
        return now
      }
    }
    return isCancelled() ? nil : WordIndex(index, isCancelled: isCancelled)
  }

  /// Writes the words with what tells whose they are. O(their size).
  package func write(_ archive: inout ColumnArchive) {
    precondition(!archive.isReading)
    var copy = self
    copy.archive(&archive) { _ in true }
  }

  /// The words that were written; nil where they are damaged, or of articles whose keys do not `serve`: then no more of them is read.
  /// O(their size), some gigabytes a second.
  package init?(reading archive: ColumnArchive, serve: ([UInt64]) -> Bool = { _ in true }) {
    self.init()
    var archive = archive
    self.archive(&archive, serve)
    guard archive.isWhole else { return nil }
  }

  private mutating func archive(_ archive: inout ColumnArchive, _ serve: ([UInt64]) -> Bool) {
    var version = Self.version
    archive.value(&version)
    archive.require(version == Self.version)
    guard archive.isSound else { return }
    archive.column(&articleKeys)
    archive.require(serve(articleKeys))
    guard archive.isSound else { return }
    let articleCount = articleKeys.count
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
    archive.require(sentencePosition.count == sentenceLength.count)
    archive.starts(&sentenceStart, count: articleCount, items: sentencePosition.count)
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
    sum.add(articleKeys)
    sum.add(sentenceStart)
    sum.add(sentencePosition)
    sum.add(sentenceLength)
    sum.add(oddArticles)
    return sum.value
  }
}
