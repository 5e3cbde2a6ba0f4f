import Articles
import Facts
import TestSupport
import Testing

@testable import Indexing

/// An index that is written as columns and read again is the same; what is damaged is refused or does no harm.
@Suite struct KeptIndexTests {
  private func index(seed: Int, articles: Int = 30) -> FactIndex {
    var facts = RandomFacts(seed: UInt64(seed) &+ 900)
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: (0..<articles).map { facts.article($0).harvest() })
    index.finish()
    return index
  }

  private func read(_ told: ContiguousArray<UInt8>, _ articles: [Article?]) -> FactIndex? {
    let index = told.withUnsafeBytes {
      FactIndex(kinds: .standard, places: SmallWorld.knowledge, articleCount: articles.count, told: $0)
    }
    guard var index, index.take(articles) else { return nil }
    return index
  }

  @Test(arguments: 0..<12) func whatIsWrittenIsRead(seed: Int) throws {
    let index = index(seed: seed)
    var told = try #require(read(index.archiveTold(), index.inserted))
    let made = try #require(index.archiveMade())
    #expect(!told.isFinished)
    var remade = told
    remade.finish()
    expectSame(remade, index)
    #expect(made.withUnsafeBytes { told.takeMade($0) })
    #expect(told.isFinished)
    expectSame(told, index)
    #expect(told.archiveTold() == index.archiveTold() && told.archiveMade() == made)
    // It goes on as the other does.
    var facts = RandomFacts(seed: UInt64(seed))
    let more = (40..<50).map { facts.article($0).harvest() }
    var other = index
    for harvest in more {
      told.insert(harvest)
      other.insert(harvest)
    }
    told.finish()
    other.finish()
    expectSame(told, other)
  }

  @Test(arguments: 0..<8) func aPartOfTheArticlesIsRead(seed: Int) throws {
    var index = index(seed: seed)
    var random = SeededGenerator(seed: UInt64(seed))
    let articles = index.inserted.map { random.chance(0.7) ? $0 : nil }
    var part = try #require(read(index.archiveTold(), articles))
    part.finish()
    let keys = Set(articles.compactMap { $0?.key })
    var same = index.part(keys)
    same.finish()
    index.remove(Set(index.inserted.map(\.key)).subtracting(keys))
    index.finish()
    expectSame(part, index)
    expectSame(same, index)
  }

  @Test(arguments: 0..<8) func indicesAreJoined(seed: Int) {
    let whole = index(seed: seed)
    var random = SeededGenerator(seed: UInt64(seed))
    var keys: [Set<ArticleKey>] = [[], [], []]
    for article in whole.inserted { keys[random.below(3)].insert(article.key) }
    var joined = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    for part in keys {
      joined.append(whole.part(part))
    }
    joined.finish()
    expectSame(joined, whole, numbersSpots: false)
  }

  @Test(arguments: 0..<40) func whatIsDamagedDoesNoHarm(seed: Int) throws {
    let index = index(seed: seed, articles: 12)
    let told = index.archiveTold()
    let made = try #require(index.archiveMade())
    var random = SeededGenerator(seed: UInt64(seed))
    for _ in 0..<30 {
      let damagesMade = random.chance(0.5)
      var bytes = damagesMade ? made : told
      switch random.below(3) {
      case 0: bytes.removeLast(1 + random.below(bytes.count))
      case 1: bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
      default:
        let at = random.below(bytes.count)
        for place in at..<min(bytes.count, at + 4) { bytes[place] = UInt8(random.below(256)) }
      }
      guard var copy = read(damagesMade ? told : bytes, index.inserted) else { continue }
      let isTaken = (damagesMade ? bytes : made).withUnsafeBytes { copy.takeMade($0) }
      if !isTaken { copy.finish() }
      readAll(copy)
    }
  }

  /// Reads whatever can be read: it must be there.
  private func readAll(_ index: FactIndex) {
    var length = 0
    for number in 0..<Int32(index.factCount) {
      let id = FactID(rawValue: number)
      let fact = index.fact(id)
      length += fact.mentions.count + index.content(of: id).utf8.count + index.placeText(of: id).utf8.count
      length += index.sentences(of: id).count + index.sourceCount(of: id) + index.articles(of: id).count
      length += index.copies(of: id).count
    }
    for number in 0..<Int32(index.entityCount) {
      length += index.facts(of: EntityID(rawValue: number)).count
    }
    for number in 0..<Int32(index.articleCount) {
      let id = ArticleID(rawValue: number)
      length += index.facts(of: id).count + index.entities(of: id).count + index.copies(of: id).count
      length += index.agency(of: id).utf8.count
    }
    #expect(length >= 0)
  }
}
