import Articles
import Facts
import TestSupport
import Testing

@testable import Indexing

/// What is joined in blocks is what one index of all articles holds.
@Suite struct BlockTests {
  /// A fact with all that a row of a table shows of it, by names and keys alone.
  private struct Row: Hashable, Comparable {
    var key: UInt64
    var text: String
    static func < (a: Row, b: Row) -> Bool { (a.key, a.text) < (b.key, b.text) }
  }

  private func row(
    _ id: FactID, _ index: FactIndex, article: (ArticleID) -> Int32, entity: (EntityID) -> String
  )
    -> Row
  {
    let fact = index.fact(id)
    let roles = fact.roles.map { "\(index.kinds.name($0.role)) \(entity($0.entity))" }
    let mentions = fact.mentions.map { "\(article($0.article)) \($0.sentence) \($0.trigger)" }
    let first = index.firstReport(of: id)
    return Row(
      key: index.key(of: id).rawValue,
      text: """
        \(index.kinds.name(fact.kind)) \(fact.status.name) \(fact.confidence) \(fact.isMain) \(roles) \
        \(fact.time.map { "\($0.interval) \($0.via)" } ?? "") \(index.placeText(of: id)) \
        \(fact.place.map { "\(String(describing: $0.place)) \($0.via)" } ?? "") \(mentions) \
        \(fact.source.map { entity($0.entity) } ?? "") \(index.content(of: id)) \(fact.killed) \(fact.injured) \
        \(index.sourceCount(of: id)) \(index.articles(of: id).map(article)) \(article(first.article)) \(first.ordinal) \
        \(index.figures(of: id).map { "\(article($0.article)) \($0.figure)" })
        """)
  }

  /// As machines do it that share nothing but what is written down.
  private func joined(_ harvests: [Harvest], blocks count: Int) throws -> (rows: [Row], entities: [Row]) {
    let (kinds, places) = (KindTable.standard, SmallWorld.knowledge)
    let units = harvests.map { harvest in
      var index = FactIndex(kinds: kinds, places: places)
      index.insert(harvest)
      return index.archiveUnit()
    }
    func unit(_ number: Int) throws -> FactIndex {
      try #require(units[number].withUnsafeBytes { FactIndex(kinds: kinds, places: places, unit: $0) })
    }
    var names = FactIndex(kinds: kinds, places: places)
    for number in units.indices { names.insertNames(of: try unit(number)) }
    names.finish()
    let placings = names.placings()
    let directory = try #require(
      EntityDirectory(names).archived().withUnsafeBytes { EntityDirectory($0) })
    let empty = IndexBlock(kinds: kinds, places: places, directory)
    let members = Dictionary(grouping: units.indices) { placings[$0].group }
    func block(_ numbers: some Sequence<Int>) throws -> IndexBlock {
      var block = empty
      for number in Set(numbers.flatMap { members[placings[$0].group] ?? [] }) {
        let isTaken = block.append(try unit(number), placings[number])
        #expect(isTaken)
      }
      return block
    }
    var cards = [ReportCards](repeating: ReportCards(), count: count)
    // Each group is on one of three machines.
    for machine in 0..<3 {
      var block = try block(units.indices.filter { Int(placings[$0].group) % 3 == machine })
      for (number, own) in block.cards(of: count) {
        let read = own.archived().withUnsafeBytes { ReportCards($0, kinds: kinds) }
        cards[number].append(try #require(read))
      }
    }
    var pairs: Set<ReportPair> = []
    for number in 0..<count {
      pairs.formUnion(cards[number].pairs(block: number, of: count, kinds: kinds, places: places))
    }
    // Reports that pairs connect, called by the earliest of them.
    var root: [ReportPlace: ReportPlace] = [:]
    func top(_ place: ReportPlace) -> ReportPlace {
      var top = place
      while let next = root[top], next != top { top = next }
      return top
    }
    for pair in pairs {
      let (a, b) = (top(pair.first), top(pair.second))
      (root[pair.first], root[pair.second]) = (
        root[pair.first] ?? pair.first, root[pair.second] ?? pair.second
      )
      if a != b {
        let isFirst = (a.rank, a.ordinal) < (b.rank, b.ordinal)
        root[isFirst ? b : a] = isFirst ? a : b
        root[isFirst ? a : b] = isFirst ? a : b
      }
    }
    let numberOfRank = Dictionary(uniqueKeysWithValues: placings.enumerated().map { ($1.rank, $0) })
    func home(_ place: ReportPlace) -> Int {
      Int(placings[numberOfRank[top(place).rank] ?? 0].group) % count
    }
    let names2 = EntityKeys(names)
    var rows: [Row] = []
    for number in 0..<count {
      let mine = pairs.filter { home($0.first) == number }
      var articles = Set(units.indices.filter { Int(placings[$0].group) % count == number })
      for pair in mine {
        for place in [pair.first, pair.second] { articles.insert(numberOfRank[place.rank] ?? 0) }
      }
      var block = try block(articles)
      let isJoined = block.join(Array(mine))
      #expect(isJoined)
      for fact in 0..<Int32(block.index.factCount) {
        let id = FactID(rawValue: fact)
        guard home(block.place(of: id)) == number else { continue }
        rows.append(
          row(id, block.index, article: { block.placing(of: $0).rank }) {
            "\(names2.ofEntity[Int($0.rawValue)])"
          })
      }
    }
    return (rows.sorted(), entities(names))
  }

  private func entities(_ index: FactIndex) -> [Row] {
    (0..<Int32(index.entityCount)).map { number in
      let id = EntityID(rawValue: number)
      return Row(
        key: index.key(of: id).rawValue, text: "\(index.entity(id)) \(index.articles(of: id).map(\.rawValue))"
      )
    }
    .sorted()
  }

  private func expectSameRows(_ harvests: [Harvest], blocks count: Int) throws {
    var whole = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    whole.insert(contentsOf: harvests)
    whole.finish()
    let wanted = (0..<Int32(whole.factCount)).map { number in
      row(FactID(rawValue: number), whole, article: { $0.rawValue }) { "\(whole.key(of: $0).rawValue)" }
    }
    .sorted()
    let found = try joined(harvests, blocks: count)
    #expect(found.rows.count == wanted.count)
    for (a, b) in zip(found.rows, wanted) where a != b {
      Issue.record("\(a.text)\nfor\n\(b.text)")
      break
    }
    #expect(found.entities == entities(whole))
  }

  @Test(arguments: 0..<12) func factsAreThoseOfTheWhole(seed: Int) throws {
    var facts = RandomFacts(seed: UInt64(seed) &+ 4000)
    let harvests = (0..<60).map { facts.article($0).harvest() }
    try expectSameRows(harvests, blocks: 1 + seed % 5)
  }

  @Test(arguments: 0..<12) func copiesStayTogether(seed: Int) throws {
    var copies = RandomCopies(seed: UInt64(seed) &+ 5000, families: 5)
    var facts = RandomFacts(seed: UInt64(seed) &+ 6000)
    let harvests =
      (0..<30).map { copies.article($0) } + (100..<120).map { facts.article($0).harvest() }
    try expectSameRows(harvests.shuffled(using: &copies.random), blocks: 2 + seed % 4)
  }

  @Test func whatIsDamagedIsRefused() throws {
    var facts = RandomFacts(seed: 77)
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(facts.article(0).harvest())
    let unit = index.archiveUnit()
    func read(_ bytes: ContiguousArray<UInt8>) -> FactIndex? {
      bytes.withUnsafeBytes { FactIndex(kinds: .standard, places: SmallWorld.knowledge, unit: $0) }
    }
    #expect(read(unit) != nil && read(ContiguousArray(unit.dropLast())) == nil && read([]) == nil)
    index.finish()
    let directory = EntityDirectory(index)
    let bytes = directory.archived()
    #expect(ContiguousArray(bytes.dropLast()).withUnsafeBytes { EntityDirectory($0) } == nil)
    // An article of another collection.
    var block = IndexBlock(kinds: .standard, places: SmallWorld.knowledge, directory)
    var builder = HarvestBuilder(path: "other.txt", published: nil, source: "", kinds: .standard)
    builder.fact("meeting", [("participant", Entity(name: "Nobody Known", kind: .person))])
    var other = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    other.insert(builder.harvest())
    let placing = ArticlePlacing(
      rank: 0, group: 0, original: 0, successor: -1, isWithdrawn: false, agency: "")
    var isTaken = block.append(other, placing)
    #expect(!isTaken)
    // A pair of reports that are not there.
    block = IndexBlock(kinds: .standard, places: SmallWorld.knowledge, directory)
    isTaken = block.append(index, placing)
    #expect(isTaken)
    let absent = ReportPlace(rank: 9, ordinal: 0)
    let found = block.join([ReportPair(score: 1, first: absent, second: absent)])
    #expect(!found)
    let isJoined = block.join([])
    #expect(isJoined)
  }
}
