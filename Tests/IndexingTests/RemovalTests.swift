import Articles
import Facts
import TestSupport
import Testing

@testable import Indexing

/// The law of removal: an index from which articles were removed, or in which they were replaced, is the one that the
/// articles left would have made.
@Suite struct RemovalTests {
  @Test(arguments: 0..<12) func anIndexIsTheOneOfItsArticles(seed: Int) {
    var facts = RandomFacts(seed: UInt64(seed))
    var random = SeededGenerator(seed: UInt64(seed) &+ 100)
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    /// In the order in which an index built afresh is given them.
    var articles: [Harvest] = []
    for step in 0..<25 {
      let number = random.below(20)
      let harvest = facts.article(number).harvest()
      let isKnown = articles.contains { $0.article.key == harvest.article.key }
      articles.removeAll { $0.article.key == harvest.article.key }
      if isKnown, random.chance(0.4) {
        let count = index.remove([harvest.article.key])
        #expect(count == 1)
      } else {
        index.replace([harvest])
        articles.append(harvest)
      }
      // Sometimes several changes are settled at once.
      guard step % 3 != 1 else { continue }
      index.finish()
      var fresh = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
      fresh.insert(contentsOf: articles)
      fresh.finish()
      expectSame(index, fresh)
    }
  }

  @Test("What is hardly sure changes nothing of what is sure", arguments: 0..<8)
  func candidatesStandBeside(seed: Int) {
    var facts = RandomFacts(seed: UInt64(seed) &+ 500)
    var whole = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    var sure = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    for number in 0..<60 {
      var harvest = facts.article(number).harvest()
      whole.insert(harvest)
      harvest.facts.removeAll { !Reports.isSure($0.confidence) }
      sure.insert(harvest)
    }
    whole.finish()
    sure.finish()
    #expect(whole.factCount > sure.factCount && sure.factCount == whole.sureFactCount)
    #expect(whole.entities == sure.entities && whole.placeCounts() == sure.placeCounts())
    #expect(
      whole.entityNames(prefix: "", kinds: [.person], limit: 99)
        == sure.entityNames(prefix: "", kinds: [.person], limit: 99))
    let shown = (0..<Int32(whole.factCount)).map { FactID(rawValue: $0) }.filter(whole.isSure)
    guard shown.count == sure.factCount else { return }
    for (number, id) in shown.enumerated() {
      expectSame(whole.fact(id), sure.fact(FactID(rawValue: Int32(number))))
    }
  }

  @Test func removalWaitsForTheFinish() {
    var facts = RandomFacts(seed: 1)
    var index = facts.index(articles: 4)
    let key = index.article(ArticleID(rawValue: 0)).key
    let unknown = index.remove([ArticleKey(path: "none")])
    #expect(unknown == 0 && index.isFinished)
    let counts = [index.remove([key]), index.remove([key])]
    #expect(counts == [1, 0])
    #expect(!index.isFinished && index.articleCount == 4)
    let before = index
    let isDone = index.finish(isCancelled: { true })
    #expect(!isDone)
    #expect(index.articleCount == before.articleCount)
    index.finish()
    #expect(index.articleCount == 3 && index.isFinished)
  }

  @Test func allMayGo() {
    var facts = RandomFacts(seed: 2)
    var index = facts.index(articles: 5)
    index.remove(Set((0..<5).map { index.article(ArticleID(rawValue: $0)).key }))
    index.finish()
    #expect(index.articleCount == 0 && index.factCount == 0 && index.entityCount == 0)
  }
}
