import Articles
import Atlas
import Facts
import Indexing
import TestSupport
import Testing

func day(_ text: String) -> TimeInterval {
  CalendarDay(iso: text.utf8).map(TimeInterval.init(day:)) ?? TimeInterval(start: 0, end: 0)
}

func person(_ name: String, country: String? = nil, title: String = "", organisation: String = "") -> Entity {
  Entity(
    name: name, kind: .person, title: title, organisation: organisation,
    country: country.flatMap { CountryCode($0) })
}

func indexed(_ builders: [HarvestBuilder]) -> FactIndex {
  var index = FactIndex(places: SmallWorld.knowledge)
  for builder in builders { index.insert(builder.harvest()) }
  index.finish()
  return index
}

/// One article that tells of one meeting.
func meeting(
  _ path: String, _ people: [String], place: String? = "Warsaw", on date: String = "2023-01-17",
  via: Via = .clause, placeVia: Via = .clause, status: Status = .happened
) -> HarvestBuilder {
  var builder = HarvestBuilder(path: path, published: "2023-01-18", source: path)
  builder.fact(
    "meeting", people.map { ("participant", person($0)) }, place: place.map { SmallWorld.id($0) },
    placeVia: placeVia, date: day(date), dateVia: via, status: status)
  return builder
}

@Suite struct MergingTests {
  @Test func reportsOfOneMeetingBecomeOneFact() {
    let index = indexed([
      meeting("a", ["Mark Milley", "Valerii Zaluzhnyi"]),
      meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], place: "Poland", on: "2023-01-18"),
      meeting("c", ["Valerii Zaluzhnyi", "Mark Milley"], place: nil),
    ])
    #expect(index.factCount == 1)
    #expect(index.articles(of: FactID(rawValue: 0)).count == 3)
    #expect(index.fact(FactID(rawValue: 0)).place?.place == SmallWorld.id("Warsaw"))
    #expect(index.fact(FactID(rawValue: 0)).mentions.count == 3)
  }

  @Test(arguments: [
    meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], place: "Brussels"),
    meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], on: "2023-01-20"),
    meeting("b", ["Mark Milley", "Lloyd Austin"]),
    meeting("b", ["Joe Biden", "Lloyd Austin"]),
    meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], status: .denied),
  ])
  func explicitDifferencesForbid(_ other: HarvestBuilder) {
    #expect(indexed([meeting("a", ["Mark Milley", "Valerii Zaluzhnyi"]), other]).factCount == 2)
  }

  @Test func inheritedDatesAndPlacesAreLessStrict() {
    let near = meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], on: "2023-01-20", via: .publication)
    let elsewhere = meeting(
      "b", ["Mark Milley", "Valerii Zaluzhnyi"], place: "Brussels", placeVia: .dateline)
    let first = meeting("a", ["Mark Milley", "Valerii Zaluzhnyi"])
    #expect(indexed([first, near]).factCount == 1)
    #expect(indexed([first, elsewhere]).factCount == 1)
    #expect(indexed([first, near]).fact(FactID(rawValue: 0)).time?.interval == day("2023-01-17"))
  }

  @Test func aChainDoesNotBridgeADifference() {
    // b could join a or c by date, but a and c are two days apart.
    let index = indexed([
      meeting("a", ["Mark Milley", "Valerii Zaluzhnyi"], on: "2023-01-16"),
      meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], on: "2023-01-17"),
      meeting("c", ["Mark Milley", "Valerii Zaluzhnyi"], on: "2023-01-18"),
    ])
    #expect(index.factCount == 2)
  }

  @Test func factsOfOneArticleStayApart() {
    var builder = meeting("a", ["Mark Milley", "Valerii Zaluzhnyi"])
    builder.fact(
      "meeting", [("participant", person("Mark Milley")), ("participant", person("Valerii Zaluzhnyi"))],
      place: SmallWorld.id("Warsaw"), date: day("2023-01-17"))
    #expect(indexed([builder, meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"])]).factCount == 2)
  }

  /// A blast of which nobody says who was hit: the town and the day tell that it is one.
  @Test(arguments: [
    (kind: "attack", town: "Warsaw", date: "2023-01-17", facts: 1),
    (kind: "attack", town: "Brussels", date: "2023-01-17", facts: 2),
    (kind: "attack", town: "Warsaw", date: "2023-01-19", facts: 2),
    (kind: "disaster", town: "Warsaw", date: "2023-01-17", facts: 2),
  ])
  func oneTownHasOneAttackADay(_ other: (kind: String, town: String, date: String, facts: Int)) {
    func blow(_ path: String, _ kind: String, _ town: String, _ date: String) -> HarvestBuilder {
      var builder = HarvestBuilder(path: path, published: "2023-01-20", source: path)
      builder.fact(kind, [], place: SmallWorld.id(town), date: day(date))
      return builder
    }
    let first = blow("a", "attack", "Warsaw", "2023-01-17")
    let index = indexed([first, blow("b", other.kind, other.town, other.date)])
    #expect(index.factCount == other.facts)
    var country = HarvestBuilder(path: "c", published: "2023-01-20", source: "c")
    country.fact("attack", [], place: SmallWorld.id("Poland"), date: day("2023-01-17"))
    #expect(indexed([country, first]).factCount == 2)
  }

  @Test func statementsNeedTheSameWords() {
    func said(_ path: String, _ words: String, by speaker: String = "Dave Butler") -> HarvestBuilder {
      var builder = HarvestBuilder(path: path, published: "2023-01-17")
      builder.fact("statement", [("speaker", person(speaker))], date: day("2023-01-17"), content: words)
      return builder
    }
    let words = "the two generals felt it was important to meet in person"
    let first = said("a", words)
    #expect(
      indexed([first, said("b", "The two generals felt it was important to meet in person.")]).factCount == 1)
    #expect(indexed([first, said("b", "the talks went well")]).factCount == 2)
    #expect(indexed([first, said("b", words, by: "Mark Milley")]).factCount == 2)
  }
}

@Suite struct InsertingTests {
  @Test func severalArticlesAtOnceAreAsOneAfterAnother() {
    var random = RandomFacts(seed: 3)
    let harvests = (0..<50).map { random.article($0).harvest() }
    var single = FactIndex(places: SmallWorld.knowledge)
    for harvest in harvests { single.insert(harvest) }
    single.finish()
    var together = FactIndex(places: SmallWorld.knowledge)
    together.insert(harvests[0])
    together.insert(contentsOf: Array(harvests[1..<30]))
    together.finish()
    together.insert(contentsOf: [])
    together.insert(contentsOf: Array(harvests[30...]))
    together.finish()
    #expect(single.entities == together.entities)
    #expect(single.factCount == together.factCount)
    for id in (0..<Int32(single.factCount)).map(FactID.init) {
      #expect(String(describing: single.fact(id)) == String(describing: together.fact(id)))
      #expect(single.placeText(of: id) == together.placeText(of: id))
    }
    for id in (0..<Int32(single.articleCount)).map(ArticleID.init) {
      #expect(single.article(id).path == together.article(id).path)
      #expect(single.entities(of: id) == together.entities(of: id))
    }
  }
}

@Suite struct FinishingTests {
  @Test func aStoppedFinishLeavesWhatWasThere() {
    var random = RandomFacts(seed: 5)
    var index = FactIndex(places: SmallWorld.knowledge)
    for article in 0..<20 { index.insert(random.article(article).harvest()) }
    let finished = index.finish(isCancelled: { false })
    #expect(finished)
    let (facts, articles) = (index.factCount, index.articleCount)
    for article in 20..<40 { index.insert(random.article(article).harvest()) }
    let stopped = index.finish(isCancelled: { true })
    #expect(!stopped)
    #expect(!index.isFinished)
    #expect(index.factCount == facts)
    #expect(index.articleCount == articles)
    for id in (0..<Int32(facts)).map(FactID.init) { #expect(!index.fact(id).mentions.isEmpty) }
    index.finish()
    #expect(index.articleCount == 40)
  }
}

@Suite struct LinkingTests {
  func entityNames(_ entities: [Entity]) -> [String] {
    var index = FactIndex(places: SmallWorld.knowledge)
    for (i, entity) in entities.enumerated() {
      var builder = HarvestBuilder(path: "\(i)")
      _ = builder.entity(entity)
      index.insert(builder.harvest())
    }
    index.finish()
    return (0..<index.entityCount).map { index.entity(EntityID(rawValue: Int32($0))).name }.sorted()
  }

  @Test func peopleAreLinkedByFullName() {
    #expect(entityNames([person("Mark Milley"), person("Mark A. Milley", country: "US")]).count == 1)
    #expect(
      entityNames([person("John Smith", country: "GB"), person("John Smith", country: "US")]).count == 2)
    #expect(
      entityNames([
        person("John Smith", organisation: "Acme Steel"),
        person("John Smith", organisation: "Police Federation"),
      ]).count == 2)
  }

  @Test func aSurnameJoinsTheOnlyFullName() {
    #expect(entityNames([person("Mark Milley"), person("Milley", title: "Gen.")]) == ["Mark Milley"])
    #expect(entityNames([person("Joe Biden"), person("Jill Biden"), person("Biden")]).count == 3)
    #expect(
      entityNames([
        person("Joe Biden", title: "President"), person("Jill Biden"), person("Biden", title: "President"),
      ])
        == ["Jill Biden", "Joe Biden"])
    #expect(entityNames([person("Mark Milley", country: "US"), person("Milley", country: "GB")]).count == 2)
  }

  @Test func organisationsAreLinkedByNameAndAcronym() {
    func organisation(_ name: String, _ aliases: [String] = []) -> Entity {
      Entity(name: name, kind: .organisation, aliases: aliases)
    }
    #expect(entityNames([organisation("the Acme Corp."), organisation("Acme")]).count == 1)
    #expect(entityNames([organisation("Joint Chiefs of Staff", ["JCS"]), organisation("JCS")]).count == 1)
    #expect(
      entityNames([organisation("North Atlantic Treaty Organization"), organisation("NATO")]).count == 1)
    #expect(
      entityNames([
        organisation("American Bar Association"), organisation("Asian Boxing Association"),
        organisation("ABA"),
      ]).count == 3)
  }

  @Test func placesAreLinkedByRow() {
    let kyiv = Entity(name: "Kyiv", kind: .place, place: SmallWorld.id("Kyiv"))
    let kiev = Entity(name: "Kiev", kind: .place, place: SmallWorld.id("Kyiv"))
    #expect(entityNames([kyiv, kiev]).count == 1)
    #expect(entityNames([Entity(name: "Kiev", kind: .place), kyiv]).count == 2)
  }

  @Test func namesAreFoundByAliasCaseAndAccentBlind() {
    let index = indexed([
      {
        var builder = HarvestBuilder(path: "a")
        _ = builder.entity(
          Entity(name: "Recep Tayyip Erdoğan", kind: .person, title: "President", aliases: ["Erdoğan"]))
        return builder
      }()
    ])
    for name in ["erdogan", "ERDOĞAN", "President Erdogan", "recep  tayyip erdoğan"] {
      #expect(index.entities(named: name).count == 1, "\(name)")
    }
    #expect(index.entities(named: "Erdoga").isEmpty)
    #expect(
      index.entityNames(prefix: "Erdog", kinds: [.person], limit: 5).map(\.text) == ["Recep Tayyip Erdoğan"])
  }
}
