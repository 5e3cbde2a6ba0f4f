import Articles
import Atlas
import Facts
import TestSupport
import Testing

@testable import Indexing

/// What names an entity outside of the program is the same whatever was loaded first, and is nobody else's.
@Suite struct EntityKeyTests {
  private func harvests(_ count: Int, seed: UInt64) -> [Harvest] {
    var facts = RandomFacts(seed: seed)
    return (0..<count).map { number in
      var harvest = facts.article(number).harvest()
      harvest.article.text = ArticleText(Array(harvest.article.text) + " \(number)".utf8)
      return harvest
    }
  }

  private func index(_ harvests: [Harvest], _ corrections: [Correction] = []) -> FactIndex {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    for harvest in harvests { index.insert(harvest) }
    index.correct(corrections)
    index.finish()
    return index
  }

  private func harvest(of entities: [Entity], _ number: Int) -> Harvest {
    Harvest(
      article: Article(text: ContiguousArray("Text \(number).".utf8), path: "\(number).txt"),
      entities: entities)
  }

  /// An index of articles that each name some entities.
  private func index(naming articles: [[Entity]], _ corrections: [Correction] = []) -> FactIndex {
    index(
      articles.enumerated().map { number, entities in
        harvest(of: entities, number)
      }, corrections)
  }

  private func keys(_ index: FactIndex) -> [EntityKey] {
    (0..<Int32(index.entityCount)).map { index.key(of: EntityID(rawValue: $0)) }
  }

  /// The key of the only entity that `isWanted`.
  private func key(_ index: FactIndex, _ isWanted: (Entity) -> Bool) throws -> EntityKey {
    let found = index.entities.indices.filter { isWanted(index.entities[$0]) }
    try #require(found.count == 1)
    return index.key(of: EntityID(rawValue: Int32(found[0])))
  }

  @Test(arguments: 0..<8) func everyEntityHasAKeyOfItsOwn(seed: UInt64) {
    let harvests = harvests(40, seed: seed)
    let index = index(harvests)
    let keys = keys(index)
    #expect(keys.count > 10 && Set(keys).count == keys.count)
    for (entity, key) in keys.enumerated() {
      #expect(index.entities(keyed: key.description).map(\.rawValue) == [Int32(entity)])
      #expect(index.entities(keyed: key.description.uppercased()).map(\.rawValue) == [Int32(entity)])
      #expect(index.entities(keyed: key.description.prefix(5)).map(\.rawValue).contains(Int32(entity)))
    }
    // In another order of loading, and loaded anew after some were gone, it is the same.
    #expect(self.keys(self.index(harvests.reversed())) == keys)
    var fewer = index
    fewer.remove([harvests[3].article.key, harvests[7].article.key])
    fewer.finish()
    for number in [7, 3] { fewer.insert(harvests[number]) }
    fewer.finish()
    #expect(self.keys(fewer) == keys)
  }

  /// Whoever is called the same has the same key in more articles as in few, unless there are namesakes.
  @Test(arguments: 0..<8) func whatIsLoadedBesideChangesNoKey(seed: UInt64) {
    let harvests = harvests(40, seed: seed)
    let (some, all) = (index(Array(harvests.prefix(12))), index(harvests))
    func byName(_ index: FactIndex) -> [String: Set<EntityKey>] {
      var found: [String: Set<EntityKey>] = [:]
      for (number, key) in keys(index).enumerated() {
        let entity = index.entities[number]
        let name =
          "\(entity.kind) \(entity.isNamed) \(Folding.name(entity.name)) \(entity.place?.rawValue ?? -1)"
        found[name, default: []].insert(key)
      }
      return found
    }
    let (before, after) = (byName(some), byName(all))
    var same = 0
    for (name, keys) in before where keys.count == 1 && after[name]?.count == 1 {
      // A place's key is made of the gazetteer alone.
      same += keys == after[name] ? 1 : 0
      #expect(keys == after[name], "\(name)")
    }
    #expect(same > 5)
  }

  private let american = Entity(name: "John Smith", kind: .person, country: CountryCode("US"))
  private let british = Entity(name: "John Smith", kind: .person, country: CountryCode("GB"))

  @Test func namesakesAreToldApartByCountryFirst() throws {
    let alone = try key(index(naming: [[american]])) { _ in true }
    // Initials, a title and another country's namesake of another kind are no other name.
    var titled = american
    titled.title = "Gen."
    titled.name = "John Q. Smith"
    #expect(try key(index(naming: [[titled]])) { _ in true } == alone)
    let band = Entity(name: "John Smith", kind: .organisation)
    #expect(try key(index(naming: [[american], [band]])) { $0.kind == .person } == alone)
    let two = index(naming: [[american], [british], [american]])
    let one = try key(two) { $0.country == CountryCode("US") }
    let other = try key(two) { $0.country == CountryCode("GB") }
    // Neither has the plain one, which would come to mean somebody else.
    #expect(Set([one, other, alone]).count == 3)
    // How often each is named, and which came first, does not matter.
    let more = index(naming: [[british], [british], [british], [american]])
    #expect(try key(more) { $0.country == CountryCode("US") } == one)
    #expect(try key(more) { $0.country == CountryCode("GB") } == other)
  }

  /// Organisations part namesakes where no country is known.
  @Test func thenByOffice() throws {
    func smith(_ role: String, _ organisation: String) -> Entity {
      Entity(name: "John Smith", kind: .person, role: role, organisation: organisation)
    }
    let (coach, judge) = (smith("coach", "Chicago Bulls"), smith("judge", "Supreme Court"))
    let all = index(naming: [[coach], [judge]])
    try #require(all.entityCount == 2)
    let more = index(naming: [[judge], [judge], [coach], [judge]])
    for role in ["coach", "judge"] {
      #expect(try key(all) { $0.role == role } == key(more) { $0.role == role })
    }
    #expect(Set(keys(all)).count == 2)
  }

  /// Places that the gazetteer does not know are told apart by nothing but what names them, and still are.
  @Test func whatNothingTellsApartHasKeysAllTheSame() throws {
    var moved = SmallWorld.knowledge
    let known = moved.place
    // Three rows of one city.
    moved.place = { id in known(PlaceID(rawValue: min(id.rawValue, 5))) }
    func index(_ rows: [Int32]) -> FactIndex {
      var index = FactIndex(kinds: .standard, places: moved)
      for (number, row) in rows.enumerated() {
        let entity = Entity(name: "Warsaw", kind: .place, place: PlaceID(rawValue: row))
        index.insert(harvest(of: [entity], number))
      }
      index.finish()
      return index
    }
    let both = index([5, 6, 7])
    try #require(both.entityCount == 3)
    #expect(Set(keys(both)).count == 3)
    // The first article that names each does.
    var turned = both
    turned.remove([both.article(ArticleID(rawValue: 2)).key])
    turned.finish()
    try #require(turned.entityCount == 2)
    #expect(Set(keys(turned)).isSubset(of: keys(both)))
  }

  @Test func placesHaveKeysOfTheGazetteer() throws {
    func place(_ row: Int32, _ name: String) -> Entity {
      Entity(name: name, kind: .place, place: PlaceID(rawValue: row))
    }
    let (polish, american) = (place(5, "Warsaw"), place(11, "Warsaw"))
    let both = index(naming: [[polish], [american]])
    #expect(Set(keys(both)).count == 2)
    // By another name, and without the other, it has the same.
    let other = index(naming: [[place(7, "Kiev"), place(5, "WARSAW")]])
    #expect(
      try key(other) { $0.place == polish.place } == key(both) { $0.place == polish.place })
    #expect(
      try key(other) { $0.place?.rawValue == 7 } == key(index(naming: [[place(7, "Kyiv")]])) { _ in true })
    // It is no number of a row: the same world in another order has the same keys.
    var moved = SmallWorld.knowledge
    let known = moved.place
    @Sendable func shifted(_ row: PlaceID?, by rows: Int32) -> PlaceID? {
      row.map { PlaceID(rawValue: $0.rawValue + rows) }
    }
    moved.place = { id in
      shifted(id, by: -100).flatMap(known).map { place in
        var place = place
        place.id = id
        place.parent = shifted(place.parent, by: 100)
        return place
      }
    }
    var index = FactIndex(kinds: .standard, places: moved)
    index.insert(harvest(of: [place(105, "Warsaw"), place(111, "Warsaw")], 1))
    index.finish()
    #expect(Set(keys(index)) == Set(keys(both)))
  }

  @Test func correctedEntitiesHaveKeysOfWhatTheyAreThen() throws {
    let milley = Entity(name: "Mark Milley", kind: .person)
    let general = Entity(name: "Marc Mylley", kind: .person)
    let alone = try key(index(naming: [[milley]])) { _ in true }
    let joined = index(
      naming: [[milley], [general]], [.same(["Mark Milley", "Marc Mylley"], called: "Mark Milley")])
    try #require(joined.entityCount == 1)
    #expect(keys(joined) == [alone])
    let parted = index(naming: [[milley], [general]])
    #expect(try key(parted) { $0.name == "Mark Milley" } == alone)
    // Taken back in the same index, it is told anew.
    var again = joined
    again.correct([])
    again.finish()
    #expect(keys(again) == keys(parted))
  }
}
