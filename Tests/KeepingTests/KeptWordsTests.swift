import Articles
import Facts
import TestSupport
import Testing

@testable import Indexing
@testable import Keeping
@testable import Library

/// The words of texts that are kept are those that would be made anew, or none.
@Suite struct KeptWordsTests {
  let folder = TemporaryFolder()
  var path: String { folder.path + "/facts.dateline" }

  private func collection(seed: Int, _ numbers: Range<Int>) -> ArticleCollection {
    var facts = RandomFacts(seed: UInt64(seed) &+ 60)
    let harvests = numbers.map { facts.article($0).harvest() }
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: harvests)
    index.finish()
    let known = harvests.map { ($0.article.key, $0.article.contentHash) }
    return ArticleCollection(KeptFileTests.pipeline, index: index, known: Dictionary(known) { $1 })
  }

  private func load(_ path: String) throws -> FactIndex {
    try #require(try KeptFile.open(path, writing: false).load(KeptFileTests.pipeline)).collection.index
  }

  private func kept(_ index: FactIndex) -> WordIndex? { index.keptWords?.read { _ in true } }

  private func expectSame(_ one: WordIndex, _ other: WordIndex) {
    #expect(one.words == other.words && one.occurrenceCount == other.occurrenceCount)
    for word in one.words {
      let (a, b) = (one.occurrences(of: .word(word)), other.occurrences(of: .word(word)))
      #expect(a.articles == b.articles && a.starts == b.starts && a.positions == b.positions)
      #expect(one.bodies(with: .word(word)) == other.bodies(with: .word(word)))
    }
    for article in 0..<Int32(one.articleCount) {
      #expect(one.bodyLength(article) == other.bodyLength(article))
      #expect(one.bodyWordCount(article) == other.bodyWordCount(article))
    }
    #expect(one.averageBodyBytes == other.averageBodyBytes)
  }

  @Test(arguments: 0..<6) func wordsAreKept(seed: Int) throws {
    let all = collection(seed: seed, 0..<40)
    let file = try KeptFile.create(at: path)
    try file.keep(all, KeptFile.Context(), isWhole: true)
    let index = try load(path)
    expectSame(try #require(kept(index)), try #require(WordIndex(all.index)))
    // Where articles stay, so do they; of other articles they are not.
    try file.keep(all, KeptFile.Context())
    let words = try #require(kept(load(path)))
    let other = collection(seed: seed &+ 1, 0..<40).index
    #expect(WordIndex(other, from: words) { false } == nil)
    #expect(index.keptWords?.read { WordIndex.isWorthJoining($0, WordIndex.articleKeys(of: other)) } == nil)
  }

  /// Words stay when articles come: the next search takes them from there, as far as they are the same.
  @Test(arguments: [21, 24, 60]) func wordsStayWhenArticlesCome(count: Int) throws {
    let file = try KeptFile.create(at: path)
    try file.keep(collection(seed: 2, 0..<20), KeptFile.Context(), isWhole: true)
    let before = try load(path)
    let more = collection(seed: 2, 0..<count)
    try file.keep(more, KeptFile.Context())
    let now = try load(path)
    #expect(try #require(kept(now)).articleCount == 20)
    #expect((WordIndex(now, from: try #require(kept(now))) { false } != nil) == (count <= 24))
    expectSame(try #require(WordIndex.words(of: now)), try #require(WordIndex(more.index)))
    // Whoever has read the file before finds them, too.
    #expect(kept(before) != nil)
    // Kept as a whole they are those of all.
    try file.keep(more, KeptFile.Context(), isWhole: true)
    #expect(try #require(kept(load(path))).articleCount == count)
  }

  /// One bit in all of them is enough to be seen, and none is made of bytes that end early.
  @Test(arguments: 0..<20) func whatIsDamagedIsMadeAnew(seed: Int) throws {
    let index = collection(seed: seed, 0..<10).index
    let words = try #require(WordIndex(index))
    var archive = ColumnArchive()
    words.write(&archive)
    var random = SeededGenerator(seed: UInt64(seed))
    func read(_ bytes: ContiguousArray<UInt8>) -> WordIndex? {
      bytes.withUnsafeBytes { WordIndex(reading: ColumnArchive(reading: $0)) }
    }
    expectSame(try #require(read(archive.bytes)), words)
    for _ in 0..<40 {
      var bytes = archive.bytes
      if random.chance(0.2) {
        bytes.removeLast(1 + random.below(bytes.count))
      } else {
        bytes[random.below(bytes.count)] ^= UInt8(1 << random.below(8))
      }
      #expect(read(bytes) == nil)
    }
  }

  /// Whoever makes a file may make its sum, too: positions that are no ones are read, and do no harm.
  @Test(arguments: 0..<20) func wrongPositionsAreRead(seed: Int) throws {
    var words = try #require(WordIndex(collection(seed: seed, 0..<10).index))
    var random = SeededGenerator(seed: UInt64(seed))
    for place in words.positions.indices where random.chance(0.3) {
      words.positions[place] = UInt8(random.below(256))
    }
    words.positions.removeLast(random.below(words.positions.count))
    for block in words.positionStart.indices {
      words.positionStart[block] = min(words.positionStart[block], words.positions.count)
    }
    for word in words.words {
      let found = words.occurrences(of: .word(word))
      #expect(found.positions.allSatisfy { (0..<(1 << 30)).contains($0) })
      #expect(found.positions.count <= words.positions.count)
    }
  }

  /// Nor is an order believed that is none: searches cut lists by it.
  @Test(arguments: 0..<4) func wrongOrdersAreRefused(change: Int) throws {
    let index = collection(seed: 7, 0..<10).index
    var words = try #require(WordIndex(index))
    let rank = try #require(words.words.indices.first { words.articles.range($0).count > 1 })
    let range = words.articles.range(rank)
    switch change {
    case 0: words.articles.items[range] = ArraySlice(words.articles.items[range].reversed())
    case 1: words.articles.items[range.lowerBound + 1] = words.articles.items[range.lowerBound]
    case 2: words.bodyCount[rank] = Int32(range.count + 1)
    default: words.words.swapAt(0, 1)
    }
    var archive = ColumnArchive()
    words.write(&archive)
    #expect(
      archive.bytes.withUnsafeBytes { WordIndex(reading: ColumnArchive(reading: $0)) } == nil)
  }

  /// Columns of more bytes than a row takes lie in several.
  @Test(arguments: [97, 4096]) func columnsLieInSeveralRows(size: Int) throws {
    let all = collection(seed: 5, 0..<15)
    do {
      let file = try KeptFile.create(at: path)
      try file.keep(all, KeptFile.Context(), isWhole: true)
    }
    do {
      let database = try Database(path: path, .writing)
      // All at once: each row by itself would wait for the disk.
      try database.run("BEGIN")
      for (part, rows) in try database.columnParts() {
        let select = try database.statement("SELECT articles, data FROM columns WHERE id = ?")
        select.bind(rows[0])
        #expect(try rows.count == 1 && select.next())
        let articles = select.withBytes(0) { Array($0.assumingMemoryBound(to: Int64.self)) }
        let data = select.withBytes(1) { ContiguousArray($0) }
        select.reset()
        let pieces = ColumnPieces(database, part, articles: articles, size: size)
        data.withUnsafeBytes(pieces.add)
        try pieces.end()
        try database.run("DELETE FROM columns WHERE id = \(rows[0])")
      }
      try database.run("COMMIT")
      #expect(try database.columnParts().map(\.part) == ["told", "made", "words"])
      #expect(try database.number("SELECT max(length(data)) FROM columns") ?? 0 <= size)
    }
    let contents = try #require(try KeptFile.open(path, writing: false).load(KeptFileTests.pipeline))
    #expect(contents.readAgain == nil)
    let index = contents.collection.index
    #expect(
      index.isFinished && index.facts.start == all.index.facts.start && index.entities == all.index.entities)
    expectSame(try #require(kept(index)), try #require(WordIndex(all.index)))
    // A row that is missing is damage, which is told.
    let behind = try Database(path: path, .reading).number(
      "SELECT count(*) FROM columns WHERE part = 'told+'")
    try Database(path: path, .writing).run(
      "DELETE FROM columns WHERE id = (SELECT max(id) FROM columns WHERE part = 'told+')")
    let without = try #require(try KeptFile.open(path, writing: false).load(KeptFileTests.pipeline))
    #expect((without.readAgain != nil) == ((behind ?? 0) > 0))
  }
}
