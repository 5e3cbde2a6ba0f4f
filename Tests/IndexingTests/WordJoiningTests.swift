import Articles
import Facts
import TestSupport
import Testing

@testable import Indexing

/// The words of an index that are taken from an earlier state of it are those that reading all of its texts makes.
@Suite struct WordJoiningTests {
  /// Texts of few words, some of them spelled in two ways, some articles twice.
  private struct News {
    var random: SeededGenerator
    static let words = [
      "oil", "platform", "\u{AC00}", "\u{1100}\u{1161}", "the", "of", "ministry", "rose", "Reagan's", "x-ray",
      "12", "Warsaw",
      "Straße", "STRASSE", "price",
    ]

    mutating func article(_ number: Int) -> Harvest {
      var text = ""
      var sentences: [TextRange] = []
      for _ in 0..<random.below(5) {
        let start = Int32(text.utf8.count)
        text += (0..<(1 + random.below(9))).map { _ in random.pick(Self.words) }.joined(separator: " ")
        if random.chance(0.1) { text += " rare\(random.below(500))" }
        sentences.append(TextRange(start: start, end: Int32(text.utf8.count)))
        text += random.pick([". ", "\n\n"])
      }
      let day = CalendarDay(year: 2022, month: 12, day: 1).adding(days: random.below(9))
      var harvest = Harvest(
        article: Article(
          text: ContiguousArray(text.utf8), published: random.chance(0.9) ? TimeInterval(day: day) : nil,
          path: "a\(number).txt"))
      harvest.sentences = sentences
      return harvest
    }
  }

  private func expectSame(_ one: WordIndex, _ other: WordIndex) {
    #expect(one.words.map { Array($0.utf8) } == other.words.map { Array($0.utf8) })
    #expect(one.articles.starts == other.articles.starts && one.articles.items == other.articles.items)
    #expect(one.frequency == other.frequency && one.positions == other.positions)
    #expect(one.bounds == other.bounds && one.positionStart == other.positionStart)
    #expect(one.bodyCount == other.bodyCount && one.bodyBytes == other.bodyBytes)
    #expect(one.bodyWords == other.bodyWords && one.averageBodyBytes == other.averageBodyBytes)
    #expect(one.sentencePosition == other.sentencePosition && one.sentenceLength == other.sentenceLength)
    #expect(one.sentenceStart == other.sentenceStart && one.articleKeys == other.articleKeys)
    #expect(one.oddArticles == other.oddArticles && one.occurrenceCount == other.occurrenceCount)
  }

  @Test(arguments: 0..<24) func joinedWordsAreThoseOfAllTexts(seed: Int) throws {
    var news = News(random: SeededGenerator(seed: UInt64(seed)))
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    let harvests = (0..<(40 + 60 * (seed % 4))).map { news.article($0) }
    index.insert(contentsOf: harvests)
    index.finish()
    var words = try #require(WordIndex(index))
    var joined = 0
    for round in 0..<6 {
      var changed: [Harvest] = []
      for _ in 0..<news.random.below(8) {
        let number =
          news.random.chance(0.5) ? 1000 + 10 * round + changed.count : news.random.below(harvests.count)
        // What is there already under another name is there twice.
        var harvest = news.random.chance(0.2) ? news.random.pick(harvests) : news.article(number)
        harvest.article.path = "a\(number).txt"
        changed.append(harvest)
      }
      let gone = (0..<news.random.below(5)).map { _ in
        ArticleID(rawValue: Int32(news.random.below(index.articleCount)))
      }
      index.remove(Set(gone.map { index.article($0).key }))
      index.replace(changed)
      index.finish()
      let anew = try #require(WordIndex(index))
      if let now = WordIndex(index, from: words, isCancelled: { false }) {
        expectSame(now, anew)
        joined += 1
      }
      words = anew
    }
    #expect(joined > 0)
    #expect(WordIndex(index, from: words, isCancelled: { true }) != nil, "nothing is to be done")
    index.replace([news.article(0)])
    index.finish()
    #expect(WordIndex(index, from: words, isCancelled: { true }) == nil)
  }

  @Test func oneThatMovesIsOneThatIsNew() {
    #expect(WordIndex.places(of: [1, 2, 3, 4], in: [2, 3, 4, 1]).new == [3])
    #expect(WordIndex.places(of: [1, 2, 3, 4], in: [4, 1, 2, 3]).new == [0])
    // Of two with one text the first goes.
    #expect(WordIndex.places(of: [1, 2, 3, 1, 4], in: [2, 3, 1, 4, 5]).new == [4])
  }

  /// Keys of a file that fit are not enough: sentences are counted, too.
  @Test func whatDoesNotFitIsNotTaken() throws {
    var news = News(random: SeededGenerator(seed: 5))
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: (0..<40).map { news.article($0) })
    index.finish()
    let words = try #require(WordIndex(index))
    var wrong = words
    for article in 20..<wrong.sentenceStart.count { wrong.sentenceStart[article] -= 1 }
    #expect(WordIndex(index, from: wrong, isCancelled: { false }) == nil)
    wrong = words
    wrong.bodyBytes[3] += 1
    #expect(WordIndex(index, from: wrong, isCancelled: { false }) == nil)
    var more = index
    more.insert(news.article(77))
    more.finish()
    #expect(WordIndex(more, from: words, isCancelled: { false }) != nil)
    wrong = words
    for article in 20..<wrong.sentenceStart.count { wrong.sentenceStart[article] -= 1 }
    #expect(WordIndex(more, from: wrong, isCancelled: { false }) == nil)
    // Nor is a part of them worth it, or too many new ones.
    #expect(!WordIndex.isWorthJoining(Array(0..<100), Array(0..<20)))
    #expect(!WordIndex.isWorthJoining(Array(0..<60), Array(0..<100)))
    #expect(WordIndex.isWorthJoining(Array(0..<90), Array(10..<100)))
  }

  /// Where order is another one than it was, or articles are there several times, what stays ascends.
  @Test(arguments: 0..<50) func placesAscend(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let some = { (0..<random.below(30)).map { _ in UInt64(random.below(12)) } }
    let (earlier, keys) = (some(), some())
    let (places, new) = WordIndex.places(of: earlier, in: keys)
    let kept = places.filter { $0 >= 0 }
    #expect(zip(kept, kept.dropFirst()).allSatisfy(<))
    #expect((kept + new).sorted() == keys.indices.map(Int32.init))
    #expect(WordIndex.places(of: keys, in: keys).new.isEmpty)
    for (old, place) in places.enumerated() where place >= 0 { #expect(earlier[old] == keys[Int(place)]) }
  }
}
