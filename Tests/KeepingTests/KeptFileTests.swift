import Articles
import Facts
import Glibc
import TestSupport
import Testing

@testable import Indexing
@testable import Keeping
@testable import Library

/// What is kept is what is loaded, however it came there.
@Suite struct KeptFileTests {
  static let pipeline = Pipeline(kinds: .standard, places: SmallWorld.knowledge) { article in
    Harvest(article: article)
  }

  let folder = TemporaryFolder()
  var path: String { folder.path + "/facts.dateline" }

  private func collection(_ harvests: [Harvest]) -> ArticleCollection {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: harvests)
    index.finish()
    let known = harvests.map { ($0.article.key, $0.article.contentHash) }
    return ArticleCollection(Self.pipeline, index: index, known: Dictionary(known) { $1 })
  }

  private func harvests(seed: Int, _ numbers: Range<Int>) -> [Harvest] {
    var facts = RandomFacts(seed: UInt64(seed) &+ 40)
    return numbers.map { facts.article($0).harvest() }
  }

  private func load(_ path: String) throws -> ArticleCollection {
    let contents = try #require(try KeptFile.open(path, writing: false).load(Self.pipeline))
    #expect(contents.readAgain == nil && !contents.isOutdated)
    return contents.collection
  }

  /// What the tables say of each fact, by its key.
  private func rows(_ path: String) throws -> [String] {
    let database = try Database(path: path, .reading)
    let select = try database.statement(
      """
      SELECT key || '|' || kind || '|' || status || '|' || confidence || '|' || coalesce(date, '') || '|'
        || coalesce(location, '') || '|' || coalesce(content, '') || '|' || coalesce(killed, '') || '|'
        || coalesce((SELECT name FROM entity e WHERE e.id = source), '') || '|' || sources || '|' || mentions || '|'
        || coalesce((SELECT group_concat(role || '=' || name, ',') FROM (SELECT r.role, e.name FROM role r
          JOIN entity e ON e.id = r.entity WHERE r.fact = fact.id ORDER BY r.position)), '')
      FROM fact ORDER BY key
      """)
    var rows: [String] = []
    while try select.next() { rows.append(select.text(0)) }
    return rows
  }

  private func rows(_ index: FactIndex) -> [String] {
    (0..<Int32(index.factCount)).map { number in
      let id = FactID(rawValue: number)
      let fact = index.fact(id)
      let confidence = (Double(fact.confidence) * 1000).rounded() / 1000
      let fillers = fact.roles.map { "\(index.kinds.name($0.role))=\(index.entity($0.entity).name)" }
      let parts: [String] = [
        index.key(of: id).description, index.kinds.name(fact.kind), fact.status.name, "\(confidence)",
        fact.time?.interval.description ?? "", index.placeText(of: id), index.content(of: id),
        fact.killed < 0 ? "" : "\(fact.killed)", fact.source.map { index.entity($0.entity).name } ?? "",
        "\(index.sourceCount(of: id))", "\(index.mentionCount(of: id))", fillers.joined(separator: ","),
      ]
      return parts.joined(separator: "|")
    }.sorted()
  }

  private func check(_ path: String, _ collection: ArticleCollection) throws {
    expectSame(try load(path), collection)
    #expect(try rows(path) == rows(collection.index))
    let database = try Database(path: path, .reading)
    #expect(try database.number("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    #expect(
      try database.number("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") == 1)
    #expect(try database.number("SELECT count(*) FROM entity") == collection.index.entityCount)
    #expect(try database.number("SELECT count(*) FROM sentence") == collection.index.sentenceCount)
    let points = collection.index.facts.spot.count { $0 >= 0 && collection.index.spots.point(Int($0)) != nil }
    #expect(try database.number("SELECT count(*) FROM fact_box") == points)
  }

  private func expectSame(_ one: ArticleCollection, _ other: ArticleCollection) {
    let (a, b) = (one.index, other.index)
    #expect(one.hashes == other.hashes && a.articleCount == b.articleCount && a.factCount == b.factCount)
    #expect(a.entities == b.entities && a.isFinished)
    #expect(rows(a) == rows(b))
    #expect(a.postings.byEntity.items == b.postings.byEntity.items && a.facts.start == b.facts.start)
  }

  @Test(arguments: 0..<8) func whatIsKeptIsLoaded(seed: Int) throws {
    let all = collection(harvests(seed: seed, 0..<40))
    let file = try KeptFile.create(at: path)
    let changes = try file.keep(all, KeptFile.Context())
    #expect(changes.articles == 40 && changes.facts == all.index.factCount && changes.gone == 0)
    try check(path, all)
    // Nothing is new: nothing is written.
    let again = try file.keep(all, KeptFile.Context())
    #expect(again.isEmpty)
  }

  @Test("However articles come and go, the file holds those that are there", arguments: 0..<6)
  func changesAreKept(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var facts = RandomFacts(seed: UInt64(seed) &+ 77)
    let file = try KeptFile.create(at: path)
    var all: [Int: Harvest] = [:]
    for _ in 0..<6 {
      for _ in 0..<(1 + random.below(12)) {
        let number = random.below(25)
        if random.chance(0.3) { all[number] = nil } else { all[number] = facts.article(number).harvest() }
      }
      let now = collection(all.keys.sorted().compactMap { all[$0] })
      try file.keep(now, KeptFile.Context())
      try check(path, now)
    }
  }

  @Test func contextIsKept() throws {
    var context = KeptFile.Context()
    context.kinds = [
      KeptFile.Definition(isFile: false, text: "rescue rescues : verb rescue"),
      KeptFile.Definition(isFile: true, text: "kind a b\n\nroles ünder\n"),
    ]
    context.aliases = ["Kyjiw = Kyiv"]
    context.corrections = [".wrong 0123456789abcdef", ".note 0123456789abcdef \"it's \\\"so\\\"\""]
    let file = try KeptFile.create(at: path)
    try file.keep(collection(harvests(seed: 1, 0..<3)), context)
    let read = try KeptFile.open(path).context()
    #expect(read == context)
    try file.keep(collection(harvests(seed: 1, 0..<3)), KeptFile.Context())
    #expect(try KeptFile.open(path).context() == KeptFile.Context())
  }

  @Test func textsAndNamesAreFound() throws {
    let file = try KeptFile.create(at: path)
    var facts = RandomFacts(seed: 3)
    let harvests = (0..<30).map { facts.article($0).harvest() }
    let all = collection(harvests)
    try file.keep(all, KeptFile.Context())
    let database = try Database(path: path, .reading)
    let found = try database.number("SELECT count(*) FROM article_text WHERE article_text MATCH 'border'")
    #expect(found == harvests.count { String(decoding: $0.article.text, as: UTF8.self).contains("border") })
    let shown = (0..<Int32(all.index.factCount)).filter {
      all.index.confidence(of: FactID(rawValue: $0)) >= 0.4995
        && all.index.fact(FactID(rawValue: $0)).status.isShownByDefault
    }
    #expect(try database.number("SELECT count(*) FROM facts") == shown.count)
    for row in all.index.kinds.rows {
      let own = shown.count { all.index.fact(FactID(rawValue: $0)).kind == row.kind }
      #expect(try database.number("SELECT count(*) FROM \(row.plural)") == own, "\(row.plural)")
    }
    // Every mention stands where it says.
    let mentions = try database.statement(
      """
      SELECT substr(a.text, m.trigger_start + 1, m.trigger_end - m.trigger_start), substr(a.text, m.start + 1, m."end" - m.start)
      FROM mention m JOIN article a ON a.id = m.article
      """)
    var count = 0
    while try mentions.next() {
      count += 1
      #expect(mentions.text(1).hasSuffix(mentions.text(0)) && !mentions.text(0).isEmpty)
    }
    #expect(count > 20)
    for view in ["articles", "sentences", "entities", "people", "organisations", "places"] {
      #expect(try database.number("SELECT count(*) FROM \(view)") ?? 0 > 0, "\(view)")
    }
  }

  // MARK: Several processes

  @Test func whoReadsSeesOneState() throws {
    let file = try KeptFile.create(at: path)
    let first = collection(harvests(seed: 5, 0..<10))
    try file.keep(first, KeptFile.Context())
    let reader = try KeptFile.open(path, writing: false)
    let second = collection(harvests(seed: 5, 0..<20))
    try file.keep(second, KeptFile.Context())
    let seen = try #require(try reader.load(Self.pipeline))
    expectSame(seen.collection, second)
  }

  @Test func whatAnotherHasKeptIsNotWrittenOver() throws {
    let file = try KeptFile.create(at: path)
    try file.keep(collection(harvests(seed: 5, 0..<10)), KeptFile.Context())
    let other = try KeptFile.open(path)
    _ = try other.load(Self.pipeline)
    let more = collection(harvests(seed: 5, 0..<12))
    try file.keep(more, KeptFile.Context())
    let problem = #expect(throws: KeepingProblem.self) {
      try other.keep(collection(harvests(seed: 5, 0..<5)), KeptFile.Context())
    }
    #expect(problem?.reason == .changed)
    try check(path, more)
    _ = try other.load(Self.pipeline)
    try other.keep(collection(harvests(seed: 5, 0..<5)), KeptFile.Context())
    try check(path, collection(harvests(seed: 5, 0..<5)))
  }

  @Test func whoIsWritingIsWaitedForAndTold() throws {
    let all = collection(harvests(seed: 5, 0..<10))
    try KeptFile.create(at: path).keep(all, KeptFile.Context())
    let file = try KeptFile.open(path, writing: true, patience: 50)
    _ = try file.load(Self.pipeline)
    let other = try Database(path: path, .writing)
    try other.run("BEGIN IMMEDIATE; DELETE FROM correction;")
    let more = collection(harvests(seed: 5, 0..<12))
    #expect(throws: KeepingProblem(path: path, reason: .busy)) { try file.keep(more, KeptFile.Context()) }
    // It can be read meanwhile.
    expectSame(try load(path), all)
    try other.run("ROLLBACK")
    try file.keep(more, KeptFile.Context())
    try check(path, more)
  }

  @Test func whatCannotBeWrittenIsRead() throws {
    let all = collection(harvests(seed: 6, 0..<5))
    func keep() throws { try KeptFile.create(at: path).keep(all, KeptFile.Context()) }
    try keep()
    let file = try KeptFile.open(path, writing: false)
    #expect(!file.isWritable)
    #expect(throws: KeepingProblem(path: path, reason: .readOnly)) { try file.keep(all, KeptFile.Context()) }
    // As on a disk that is read only; names are no addresses.
    let odd = folder.path + "/a?b#c%41 d.dateline"
    #expect(rename(path, odd) == 0)
    let frozen = try Database(path: odd, .frozen)
    #expect(try frozen.number("SELECT count(*) FROM article") == 5)
  }

  /// A disk of some hundred kilobytes; only where one can be made, by a superuser.
  @Test func aFullDiskLosesNothing() throws {
    let disk = folder.path + "/disk"
    mkdir(disk, 0o755)
    guard mount("tmpfs", disk, "tmpfs", 0, "size=2400k") == 0 else { return }
    defer { umount(disk) }
    let path = disk + "/facts.dateline"
    let file = try KeptFile.create(at: path)
    let all = collection(harvests(seed: 6, 0..<40))
    try file.keep(all, KeptFile.Context())
    let more = collection(harvests(seed: 6, 0..<2000))
    #expect(throws: KeepingProblem(path: path, reason: .full)) { try file.keep(more, KeptFile.Context()) }
    try check(path, all)
    // What fits is kept afterwards.
    let fewer = collection(harvests(seed: 6, 0..<41))
    try file.keep(fewer, KeptFile.Context())
    try check(path, fewer)
  }

  // MARK: Other files

  @Test func otherFilesAreRefused() throws {
    let text = folder.write("a.txt", "Some text.")
    #expect(
      !KeptFile.isKept(text) && !KeptFile.isKept(folder.path) && !KeptFile.isKept(folder.path + "/none"))
    #expect(throws: KeepingProblem(path: text, reason: .foreign)) { try KeptFile.open(text) }
    #expect(throws: KeepingProblem(path: text, reason: .exists)) { try KeptFile.create(at: text) }
    #expect(folder.read("a.txt") == "Some text.")
    let other = folder.path + "/other.db"
    try Database(path: other, .creating).run("CREATE TABLE t (a); PRAGMA user_version = 1;")
    #expect(!KeptFile.isKept(other))
    #expect(throws: KeepingProblem(path: other, reason: .foreign)) { try KeptFile.open(other) }
    let newer = folder.path + "/newer.dateline"
    _ = try KeptFile.create(at: newer)
    try Database(path: newer, .writing).run("PRAGMA user_version = 99")
    #expect(throws: KeepingProblem(path: newer, reason: .newer)) { try KeptFile.open(newer) }
    #expect(throws: (any Error).self) { try KeptFile.create(at: folder.path + "/no/such/folder/x") }
  }

  @Test func emptyFilesAreEmptyCollections() throws {
    _ = try KeptFile.create(at: path)
    let contents = try KeptFile.open(path).load(Self.pipeline)
    #expect(contents?.collection.hashes == [:])
  }

  @Test(arguments: 0..<24) func whatIsDamagedIsToldOrWhole(seed: Int) throws {
    let all = collection(harvests(seed: seed, 0..<15))
    do {
      let file = try KeptFile.create(at: path)
      try file.keep(all, KeptFile.Context())
    }
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes = [UInt8]()
    let stream = try #require(fopen(path, "r"))
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 { bytes += buffer[..<count] }
    fclose(stream)
    if seed % 3 == 0 { bytes.removeLast(random.below(bytes.count - 200)) }
    for _ in 0..<(seed % 3 == 0 ? 0 : 1 + random.below(20)) {
      let at = 100 + random.below(bytes.count - 110)
      for place in at..<at + 4 { bytes[place] = UInt8(random.below(256)) }
    }
    let damaged = folder.write("damaged.dateline", bytes)
    guard KeptFile.isKept(damaged) else { return }
    do {
      let file = try KeptFile.open(damaged)
      let contents = try file.load(Self.pipeline)
      _ = contents.map { rows($0.collection.index) }
      try contents.map { _ = try file.keep($0.collection, file.context(), isWhole: true) }
    } catch let problem as KeepingProblem {
      #expect(!problem.message.isEmpty)
    }
  }
}
