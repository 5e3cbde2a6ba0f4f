import Articles
import Facts
import TestSupport
import Testing

@testable import Indexing

/// What names a fact outside of the program is the same in every session that has its article.
@Suite struct FactKeyTests {
  /// Harvests of different texts.
  private func harvests(_ count: Int, seed: UInt64) -> [Harvest] {
    var facts = RandomFacts(seed: seed)
    return (0..<count).map { number in
      var harvest = facts.article(number).harvest()
      harvest.article.text = ArticleText(Array(harvest.article.text) + " \(number)".utf8)
      return harvest
    }
  }

  private func index(_ harvests: [Harvest]) -> FactIndex {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    for harvest in harvests { index.insert(harvest) }
    index.finish()
    return index
  }

  private func keys(_ index: FactIndex) -> [FactKey] {
    (0..<Int32(index.factCount)).map { index.key(of: FactID(rawValue: $0)) }
  }

  @Test(arguments: 0..<8) func everyFactHasAKeyOfItsOwn(seed: UInt64) {
    let harvests = harvests(40, seed: seed)
    let index = index(harvests)
    let keys = keys(index)
    #expect(!keys.isEmpty && Set(keys).count == keys.count)
    for (fact, key) in keys.enumerated() {
      #expect(index.facts(keyed: key.description).map(\.rawValue) == [Int32(fact)])
      #expect(index.facts(keyed: key.description.uppercased()).map(\.rawValue) == [Int32(fact)])
      #expect(index.facts(keyed: key.description.prefix(6)).map(\.rawValue).contains(Int32(fact)))
    }
    // In another order of loading it is the same.
    #expect(self.keys(self.index(harvests.reversed())) == keys)
  }

  @Test(arguments: 0..<8) func whatIsLoadedBesideChangesNoKey(seed: UInt64) {
    let harvests = harvests(30, seed: seed)
    let all = index(harvests)
    var found = 0
    for harvest in harvests {
      let alone = index([harvest])
      for key in keys(alone) {
        // Told by others too, it may be shown under another key; it is found by this one all the same.
        #expect(all.facts(keyed: key.description).count == 1)
        found += 1
      }
    }
    #expect(found > 20)
    var fewer = all
    fewer.remove([harvests[3].article.key, harvests[7].article.key])
    fewer.finish()
    #expect(
      keys(fewer) == keys(index(harvests.enumerated().filter { ![3, 7].contains($0.offset) }.map(\.element))))
  }

  @Test(arguments: 0..<4) func anArticleTellsItsKeysItself(seed: UInt64) {
    let harvests = harvests(20, seed: seed)
    let all = index(harvests)
    for harvest in harvests {
      let keys = FactKey.keys(of: harvest, kinds: .standard)
      #expect(keys.count == harvest.facts.count)
      for key in keys { #expect(key.map { all.facts(keyed: $0.description).count } == 1) }
    }
  }

  @Test func twoFilesOfOneTextTellOfDifferentFacts() {
    var harvest = harvests(6, seed: 5).first { !$0.facts.isEmpty } ?? harvests(1, seed: 5)[0]
    let one = harvest
    harvest.article.path = "copy.txt"
    let index = index([one, harvest])
    let keys = keys(index)
    #expect(Set(keys).count == keys.count)
    #expect(index.key(of: ArticleID(rawValue: 0)) == index.key(of: ArticleID(rawValue: 1)))
    let digits = index.key(of: ArticleID(rawValue: 0)).description
    #expect(index.articles(keyed: digits).count == 2)
  }

  @Test(
    arguments: [
      ("3f2", nil), ("3f2a", 0x3F2A_0000_0000_0000...0x3F2A_FFFF_FFFF_FFFF),
      ("3F2A", 0x3F2A_0000_0000_0000...0x3F2A_FFFF_FFFF_FFFF),
      ("0123456789abcdef", 0x0123_4567_89AB_CDEF...0x0123_4567_89AB_CDEF), ("0123456789abcdef0", nil),
      ("-123", nil),
      ("+123", nil), ("12 4", nil), ("wxyz", nil), ("", nil),
    ] as [(String, ClosedRange<UInt64>?)])
  func digitsMeanKeys(digits: String, range: ClosedRange<UInt64>?) {
    let found = FactKey.range(digits)
    #expect(
      found?.lowerBound.rawValue == range?.lowerBound && found?.upperBound.rawValue == range?.upperBound)
  }
}
