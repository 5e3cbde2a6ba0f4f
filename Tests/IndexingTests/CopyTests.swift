import Articles
import Atlas
import Facts
import TestSupport
import Testing

@testable import Indexing

/// One text printed by several outlets: which article is the original, and what its facts are.
@Suite struct CopyTests {
  private static let sentences = [
    "The harbour of Lomna was closed on Friday after a crane had fallen across two ships",
    "About forty workers were brought ashore in boats while the fire brigade looked for a driver",
    "The port office said that the crane had been built in the spring and tested in the summer",
    "Grain for three mills in the valley lies in the ships that cannot leave before next week",
    "A second crane of the same make stands idle until engineers have looked at every bolt of it",
  ]

  private static let ann = Entity(name: "Ann Lee", kind: .person)
  private static let bob = Entity(name: "Bob Ray", kind: .person)

  /// An article of these sentences, with a meeting told in each of `meetings`, dated by the day of the article.
  private func article(
    _ path: String, _ sentences: [String] = CopyTests.sentences, day: String? = "2023-01-20",
    source: String = "Wire",
    meeting: Int? = 0, killed: Int32 = -1, title: String? = nil
  ) -> Harvest {
    var builder = HarvestBuilder(path: path, published: day, source: source)
    if let title { builder.sentence(title) }
    for (number, sentence) in sentences.enumerated() {
      if number == meeting {
        builder.fact(
          "meeting", [("participant", Self.ann), ("participant", Self.bob)],
          date: day.flatMap { CalendarDay(iso: $0.utf8) }.map(TimeInterval.init(day:)), dateVia: .relative,
          content: sentence, killed: killed)
      } else {
        builder.sentence(sentence)
      }
    }
    var harvest = builder.harvest()
    harvest.article.title = title == nil ? nil : harvest.sentences.first
    return harvest
  }

  private func index(_ harvests: [Harvest]) -> FactIndex {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: harvests)
    index.finish()
    return index
  }

  /// The path of each article with that of its original.
  private func originals(_ index: FactIndex) -> [String: String] {
    var found: [String: String] = [:]
    for number in 0..<Int32(index.articleCount) {
      let id = ArticleID(rawValue: number)
      if let original = index.original(of: id) {
        found[index.article(id).path] = index.article(original).path
      }
    }
    return found
  }

  /// Where its facts happened.
  private func places(_ index: FactIndex) -> Set<PlaceID> {
    Set(facts(index).compactMap { index.fact($0).place?.place })
  }

  private func facts(_ index: FactIndex) -> [FactID] { (0..<Int32(index.factCount)).map(FactID.init) }

  @Test func aCopyPrintedADayLaterTellsTheFactOfTheOriginal() throws {
    let index = index([
      article("b.txt", day: "2023-01-21", source: "Herald", title: "What the Herald calls it"),
      article("a.txt"), article("c.txt", Array(Self.sentences.prefix(4)), day: "2023-01-21", source: "Post"),
    ])
    #expect(originals(index) == ["b.txt": "a.txt", "c.txt": "a.txt"])
    let fact = try #require(facts(index).first)
    #expect(index.factCount == 1)
    // Not the day of the copy.
    #expect(index.fact(fact).time?.interval.description == "2023-01-20")
    #expect(index.sourceCount(of: fact) == 1 && index.mentionCount(of: fact) == 1)
    #expect(index.articles(of: fact).map { index.article($0).path } == ["a.txt", "b.txt", "c.txt"])
    #expect(index.copies(of: fact).map { $0.map { index.article($0).path } } == [["b.txt", "c.txt"]])
    for article in 0..<3 { #expect(index.facts(of: ArticleID(rawValue: Int32(article))) == [fact]) }
    #expect(index.copies(of: ArticleID(rawValue: 0)).count == 2 && index.copyCount == 2)
  }

  @Test func whenTheOriginalGoesACopyTakesItsPlace() throws {
    var index = index([article("a.txt"), article("b.txt", day: "2023-01-21", source: "Herald")])
    let key = index.key(of: FactID(rawValue: 0))
    index.remove([ArticleKey(path: "a.txt")])
    index.finish()
    #expect(index.factCount == 1 && originals(index).isEmpty)
    #expect(index.fact(FactID(rawValue: 0)).time?.interval.description == "2023-01-21")
    // The texts are the same, so the key is.
    #expect(index.key(of: FactID(rawValue: 0)) == key)
  }

  @Test func whatACopyAddsIsItsOwn() {
    let added =
      Self.sentences + ["The mayor of Lomna met the owner of the crane in the town hall in the evening"]
    let index = index([
      article("a.txt", meeting: nil), article("b.txt", added, source: "Herald", meeting: 5),
      article("c.txt", added, source: "Post", meeting: 5),
    ])
    #expect(originals(index) == ["b.txt": "a.txt", "c.txt": "a.txt"])
    #expect(index.factCount == 1 && index.sourceCount(of: FactID(rawValue: 0)) == 1)
  }

  @Test func otherReportsOfOneEventAreNoCopies() {
    let other = [
      "A crane fell on two ships in the port of Lomna on Friday and a driver is missing",
      "Forty people who worked there were taken to the shore by boat",
      "It is not known why the crane, which is less than a year old, fell",
      "Mills that wait for grain said they had enough for ten days",
    ]
    let index = index([article("a.txt"), article("b.txt", other, source: "Herald")])
    #expect(originals(index).isEmpty && index.sourceCount(of: FactID(rawValue: 0)) == 2)
  }

  @Test func aReportByTheSamePatternOnAnotherDayIsNoCopy() {
    let text = Self.sentences.dropLast()
    let next = text.map { $0.replacing("three mills", with: "nine mills") }
    let index = index([
      article("a.txt", Array(text)), article("b.txt", Array(next), day: "2023-02-20"),
      article("c.txt", Array(next), day: "2023-01-20", source: "Herald"),
    ])
    #expect(originals(index) == ["c.txt": "a.txt"])
  }

  @Test func shortTextsAreCopiesOnlyWhereEveryWordIsTheSame() {
    let index = index([
      article("a.txt", ["There was no news of the missing driver on Friday night"], meeting: nil),
      article(
        "b.txt", ["There was no news of the missing driver on Friday night"], source: "Herald", meeting: nil),
      article(
        "c.txt", ["There was no news of the missing driver on Monday night"], source: "Post", meeting: nil),
      article("d.txt", ["Nothing new"], meeting: nil), article("e.txt", ["Nothing new"], meeting: nil),
    ])
    #expect(originals(index) == ["b.txt": "a.txt"])
  }

  @Test func oneAgencyIsOneSourceADay() {
    func told(_ path: String, _ opening: String, _ source: String, day: String = "2023-01-20") -> Harvest {
      article(path, [opening, "They spoke of the crane, \(path) says"], day: day, source: source, meeting: 1)
    }
    let wired = index([
      told("a.txt", "LOMNA (Norda) - Two people met at the port on Friday", "Wire"),
      told("b.txt", "LOMNA, Jan 20 (Norda) - It was in the harbour that they met", "Herald"),
      told("c.txt", "LOMNA (Norda) - After the fall of a crane the two met again", "Post", day: "2023-01-21"),
    ])
    #expect(wired.copyCount == 0 && wired.agency(of: ArticleID(rawValue: 0)) == "Norda")
    #expect(wired.factCount == 1 && wired.articles(of: FactID(rawValue: 0)).count == 3)
    #expect(wired.sourceCount(of: FactID(rawValue: 0)) == 1)
    let others = index([
      told("a.txt", "LOMNA (Norda) - Two people met at the port on Friday", "Wire"),
      told("b.txt", "LOMNA, Jan 20 (Estra) - It was in the harbour that they met", "Herald"),
      told("c.txt", "After the fall of a crane the two met again", "Post", day: "2023-01-21"),
    ])
    #expect(others.sourceCount(of: FactID(rawValue: 0)) == 3)
    #expect(others.agencies(of: FactID(rawValue: 0)) == ["Norda", "Estra"])
  }

  @Test func aLaterVersionStandsForTheEarlierOne() throws {
    let corrected = Self.sentences.map { $0.replacing("forty workers", with: "sixty workers") }
    let index = index([
      article("a.txt", meeting: 1, title: "Crane falls in Lomna"),
      article("b.txt", corrected, meeting: 1, title: "CORRECTED-Crane falls in Lomna"),
      article("c.txt", day: "2023-01-21", source: "Herald", meeting: 1),
    ])
    #expect(index.supersededCount == 1)
    #expect(index.successor(of: ArticleID(rawValue: 0)).map { index.article($0).path } == "b.txt")
    // What the first version said and the copy of it repeats is not told any more.
    #expect(index.factCount == 1)
    let fact = try #require(facts(index).first)
    #expect(index.articles(of: fact).map { index.article($0).path } == ["b.txt"])
    #expect(index.facts(of: ArticleID(rawValue: 0)).isEmpty)
    // The copy is one of what counts now.
    #expect(originals(index) == ["c.txt": "b.txt"] && index.copyCount == 1)
  }

  private static let boilerplate =
    "The office measures tremors all over the world and writes a notice of each of them at once. "
    + "Its numbers are first ones and may change when more stations have sent what they have written down. "
    + "Whoever lives near the coast should stay away from the beach until the office says that there is no danger. "
    + "Tremors of this strength are felt by nearly everybody and may break windows, chimneys and old walls, and "
    + "others may follow in the hours and days that come. The office was founded ninety years ago and keeps three "
    + "hundred stations on land and forty on the floor of the sea."

  /// A notice of a disaster by a pattern, with what the office adds to all of them.
  private func quake(
    _ path: String, _ place: String, killed: Int32, title: String, source: String = "Wire", mark: String = "",
    isTitleOnly: Bool = false
  ) -> Harvest {
    var builder = HarvestBuilder(path: path, published: "2023-01-20", source: source)
    let date = CalendarDay(year: 2023, month: 1, day: 20)
    let lead = "Earthquake hits \(place), killing \(killed)"
    if !isTitleOnly { builder.sentence(mark + title) }
    builder.fact(
      "disaster", [], place: SmallWorld.id(place), date: TimeInterval(day: date),
      content: isTitleOnly ? mark + title : lead, killed: killed)
    for sentence in Self.boilerplate.split(separator: ". ") {
      if sentence.hasPrefix("Tremors") {
        // It tells of the event by the place of the paragraph before.
        builder.fact(
          "disaster", [], place: SmallWorld.id(place), placeVia: .inherited, date: TimeInterval(day: date),
          content: String(sentence), killed: killed)
      } else {
        builder.sentence(String(sentence))
      }
    }
    return builder.harvest()
  }

  @Test("Events told by one pattern are all kept", arguments: ["Wire", "Herald"])
  func eventsOfOnePattern(source: String) {
    for mark in ["", "UPDATE 1-", "CORRECTED-"] {
      let index = index([
        quake("a.txt", "Warsaw", killed: 12, title: "Earthquake hits Warsaw"),
        quake("b.txt", "Brussels", killed: 31, title: "Earthquake hits Brussels", source: source, mark: mark),
      ])
      #expect(index.copies.text(0) == index.copies.text(1))
      #expect(places(index) == [SmallWorld.id("Warsaw"), SmallWorld.id("Brussels")], "\(source) \(mark)")
    }
  }

  @Test func anEventThatOnlyATitleTellsIsKept() {
    let index = index([
      quake("a.txt", "Warsaw", killed: 12, title: "Earthquake hits Warsaw"),
      quake(
        "b.txt", "Brussels", killed: 31, title: "Earthquake hits Brussels", source: "Herald",
        isTitleOnly: true),
    ])
    #expect(places(index) == [SmallWorld.id("Warsaw"), SmallWorld.id("Brussels")])
  }

  @Test func whatSaysNothingOfItselfReplacesNothing() {
    let longer = Self.sentences + ["A third crane was taken down on the same evening by the fire brigade"]
    let index = index([
      article("a.txt", longer, meeting: 5, title: "Crane falls in Lomna"),
      article("b.txt", meeting: 0, title: "Crane falls in Lomna"),
    ])
    #expect(index.supersededCount == 0 && index.copyCount == 1 && index.factCount == 1)
    #expect(index.facts(of: ArticleID(rawValue: 0)).count == 1)
  }

  @Test func aMarkedVersionReplacesThatOfItsTitle() {
    let index = index([
      quake("a.txt", "Warsaw", killed: 12, title: "Earthquake hits Warsaw"),
      quake("b.txt", "Brussels", killed: 31, title: "Earthquake hits Brussels"),
      quake("c.txt", "Brussels", killed: 33, title: "Earthquake hits Brussels", mark: "UPDATE 1-"),
    ])
    #expect(index.supersededCount == 1 && index.successor(of: ArticleID(rawValue: 1))?.rawValue == 2)
    #expect(places(index) == [SmallWorld.id("Warsaw"), SmallWorld.id("Brussels")])
    #expect(
      index.facts(of: ArticleID(rawValue: 1)).allSatisfy {
        index.facts(of: ArticleID(rawValue: 2)).contains($0)
      })
  }

  @Test func aLaterVersionIsDatedByTheEarlierOne() throws {
    func told(_ path: String, _ day: String, monday: String, mark: String, via: Via) -> Harvest {
      var builder = HarvestBuilder(path: path, published: day)
      builder.sentence(mark + "Crane falls in Lomna")
      builder.fact(
        "meeting", [("participant", Self.ann), ("participant", Self.bob)],
        date: CalendarDay(iso: monday.utf8).map(TimeInterval.init(day:)), dateVia: via,
        content: "about the crane on Monday")
      for sentence in Self.sentences {
        builder.sentence(mark.isEmpty ? sentence : sentence.replacing("forty", with: "sixty"))
      }
      return builder.harvest()
    }
    for via in [Via.relative, .publication, .inherited] {
      let index = index([
        told("a.txt", "2023-01-17", monday: "2023-01-16", mark: "", via: via),
        told("b.txt", "2023-01-24", monday: "2023-01-23", mark: "CORRECTED-", via: via),
      ])
      #expect(index.supersededCount == 1 && index.factCount == 1)
      let fact = try #require(facts(index).first)
      #expect(index.articles(of: fact).map { index.article($0).path } == ["a.txt", "b.txt"])
      #expect(index.fact(fact).time?.interval.description == "2023-01-16")
      #expect(index.facts.start[0] == index.fact(fact).time?.interval.start)
      #expect(index.text(of: "date", in: fact, asRead: true) == "2023-01-16")
    }
    // A day that is written out is what it is.
    let written = index([
      told("a.txt", "2023-01-17", monday: "2023-01-16", mark: "", via: .clause),
      told("b.txt", "2023-01-24", monday: "2023-01-15", mark: "CORRECTED-", via: .clause),
    ])
    #expect(facts(written).map { written.fact($0).time?.interval.description } == ["2023-01-15"])
  }

  @Test func anAgencyIsSpelledAsTheFirstArticleHasIt() {
    func told(_ path: String, _ agency: String) -> Harvest {
      article(path, ["LOMNA (\(agency)) - Of this \(path) told"], source: path, meeting: nil)
    }
    let all = [told("a.txt", "NORDA"), told("b.txt", "Norda"), told("c.txt", "Nórda")]
    for order in [all, all.reversed(), [all[1], all[2], all[0]]] {
      let index = index(order)
      #expect((0..<3).map { index.agency(of: ArticleID(rawValue: $0)) } == ["NORDA", "NORDA", "NORDA"])
    }
    var index = index(all)
    index.remove([ArticleKey(path: "a.txt")])
    index.finish()
    #expect((0..<2).map { index.agency(of: ArticleID(rawValue: $0)) } == ["Norda", "Norda"])
  }

  @Test func aRowStaysWhenAnEarlierOriginalComesOrGoes() {
    let copy = article("b.txt", Array(Self.sentences.prefix(4)), day: "2023-01-21", source: "Herald")
    let few = index([copy])
    var more = few
    more.insert(article("a.txt"))
    more.finish()
    #expect(more.factCount == 1 && more.copyCount == 1)
    #expect(more.renumbering(from: few).fact(FactID(rawValue: 0)) == FactID(rawValue: 0))
    #expect(few.renumbering(from: more).fact(FactID(rawValue: 0)) == FactID(rawValue: 0))
  }

  @Test func keysOfCopiesFindTheFactOfTheOriginal() throws {
    let alone = index([article("b.txt", Array(Self.sentences.prefix(4)), source: "Herald")])
    let key = alone.key(of: FactID(rawValue: 0))
    var both = index([article("a.txt"), article("b.txt", Array(Self.sentences.prefix(4)), source: "Herald")])
    #expect(both.factCount == 1 && both.facts(keyed: key.description) == [FactID(rawValue: 0)])
    both.correct([.wrong(key)])
    both.finish()
    #expect(both.factCount == 0 && both.wrongKeys(key.description) == [key])
  }

  /// Everything that copies change, by what does not depend on numbers.
  private func summary(_ index: FactIndex) -> [String] {
    var lines: [String] = []
    for number in 0..<Int32(index.articleCount) {
      let id = ArticleID(rawValue: number)
      lines.append(
        "\(index.article(id).path) \(index.original(of: id)?.rawValue ?? -1) \(index.successor(of: id)?.rawValue ?? -1) "
          + "\(index.copies(of: id).map(\.rawValue)) \(index.agency(of: id)) \(index.facts(of: id).map(\.rawValue))"
      )
    }
    for id in facts(index) {
      let fact = index.fact(id)
      lines.append(
        "\(fact.kind) \(fact.status) \(fact.time?.interval.description ?? "") \(index.sourceCount(of: id)) "
          + "\(index.articles(of: id).map(\.rawValue)) \(index.copies(of: id).map { $0.map(\.rawValue) }) \(index.key(of: id))"
      )
    }
    return lines
  }

  @Test("The same copies whatever the order of loading", arguments: 0..<12)
  func orderDoesNotMatter(seed: Int) {
    var texts = RandomCopies(seed: UInt64(seed))
    let harvests = (0..<30).map { texts.article($0) }
    let atOnce = index(harvests)
    let wanted = summary(atOnce)
    #expect(atOnce.copyCount > 0)
    #expect(summary(index(harvests.reversed())) == wanted)
    // In steps, with others that go again.
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    let others = (100..<110).map { texts.article($0) }
    index.insert(contentsOf: others)
    for harvest in harvests.shuffled(using: &texts.random) {
      index.insert(harvest)
      if texts.random.chance(0.2) { index.finish() }
    }
    index.remove(Set(others.map(\.article.key)))
    index.finish()
    #expect(summary(index) == wanted)
  }

  @Test("A copy is one of its original, never of another copy only", arguments: 0..<6)
  func thereAreNoChains(seed: Int) {
    var texts = RandomCopies(seed: UInt64(seed) &+ 70, families: 3)
    let index = index((0..<24).map { texts.article($0) })
    for number in 0..<Int32(index.articleCount) {
      let id = ArticleID(rawValue: number)
      let text = index.copies.text(index.articleOrder[Int(number)])
      let first = ArticleID(rawValue: index.articleRank[Int(text)])
      #expect(first.rawValue <= number && index.copies.text(text) == text)
      #expect(
        ArticleFingerprint.containment(index.article(id), index.article(first)) >= CopyRule.editedOverlap)
      guard let original = index.original(of: id) else { continue }
      #expect(index.original(of: original) == nil && index.successor(of: original) == nil)
      #expect(index.copies(of: original).contains(id) && index.successor(of: id) == nil)
    }
  }
}
