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
      FactIndex(
        kinds: .standard, places: SmallWorld.knowledge, articleCount: articles.count,
        told: ColumnArchive(reading: $0))
    }
    let gone = Set(articles.indices.filter { articles[$0] == nil }.map { Int32($0) })
    guard var index, index.take(articles.map { $0 ?? Article(text: []) }, gone: gone) else { return nil }
    return index
  }

  private func told(_ index: FactIndex) -> ContiguousArray<UInt8> {
    var archive = ColumnArchive()
    index.writeTold(&archive)
    return archive.bytes
  }

  private func made(_ index: FactIndex) -> ContiguousArray<UInt8>? {
    var archive = ColumnArchive()
    return index.writeMade(&archive) ? archive.bytes : nil
  }

  private func takeMade(_ bytes: ContiguousArray<UInt8>, _ index: inout FactIndex) -> Bool {
    bytes.withUnsafeBytes { index.takeMade(ColumnArchive(reading: $0)) }
  }

  @Test(arguments: 0..<12) func whatIsWrittenIsRead(seed: Int) throws {
    let index = index(seed: seed)
    var told = try #require(read(told(index), index.inserted))
    let bytes = try #require(made(index))
    #expect(!told.isFinished)
    var remade = told
    remade.finish()
    expectSame(remade, index)
    #expect(takeMade(bytes, &told))
    #expect(told.isFinished)
    expectSame(told, index)
    #expect(self.told(told) == self.told(index) && made(told) == bytes)
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

  /// Handed on and fetched a few bytes at a time, whatever the sizes: the same bytes, the same index; and where they end early, or
  /// cannot be fetched, none.
  @Test(arguments: 0..<8) func columnsComeAndGoInPieces(seed: Int) throws {
    let index = index(seed: seed)
    let whole = told(index)
    var pieces: [[UInt8]] = []
    var archive = ColumnArchive(writing: { pieces.append(Array($0)) })
    index.writeTold(&archive)
    archive.flush()
    #expect(archive.bytes.isEmpty && pieces.joined().elementsEqual(whole))
    func read(_ count: Int, failsAt: Int = .max) -> FactIndex? {
      var offset = 0
      let supply = ColumnSupply(count: count) { target in
        if offset + target.count > min(failsAt, whole.count) { return false }
        target.copyBytes(from: whole[offset..<offset + target.count])
        offset += target.count
        return true
      }
      let index = FactIndex(
        kinds: .standard, places: SmallWorld.knowledge, articleCount: index.inserted.count,
        told: ColumnArchive(reading: supply))
      guard var index, index.take(self.index(seed: seed).inserted) else { return nil }
      return index
    }
    var same = try #require(read(whole.count))
    same.finish()
    expectSame(same, index)
    #expect(read(whole.count - 1) == nil && read(whole.count + 1) == nil && read(0) == nil)
    #expect(read(whole.count, failsAt: whole.count / 2) == nil)
  }

  @Test(arguments: 0..<8) func aPartOfTheArticlesIsRead(seed: Int) throws {
    var index = index(seed: seed)
    var random = SeededGenerator(seed: UInt64(seed))
    let articles = index.inserted.map { random.chance(0.7) ? $0 : nil }
    var part = try #require(read(told(index), articles))
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
    let told = self.told(index)
    let made = try #require(self.made(index))
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
      let isTaken = takeMade(damagesMade ? bytes : made, &copy)
      if !isTaken { copy.finish() }
      readAll(copy)
    }
  }

  /// Sentences are numbered as articles have them, or texts would be read behind their ends.
  @Test func wrongNumbersOfSentencesAreRefused() throws {
    let index = index(seed: 3, articles: 12)
    var wrong = index
    let last = try #require(wrong.sentenceNumber.last)
    for rank in 1..<wrong.sentenceNumber.count { wrong.sentenceNumber[rank] = last }
    var copy = try #require(read(told(index), index.inserted))
    #expect(takeMade(try #require(made(index)), &copy))
    copy = try #require(read(told(index), index.inserted))
    #expect(!takeMade(try #require(made(wrong)), &copy))
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
