import Articles
import Facts
import Indexing
import TestSupport
import Testing

@testable import Library

/// What a collection says of two of its states.
@Suite struct FactChangesTests {
  private static let ann = Entity(name: "Ann Lee", kind: .person)
  private static let bob = Entity(name: "Bob Ray", kind: .person)
  private static let day = CalendarDay(year: 2023, month: 1, day: 17)

  private func index(_ articles: [HarvestBuilder]) -> FactIndex {
    var index = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    index.insert(contentsOf: articles.map { $0.harvest() })
    index.finish()
    return index
  }

  /// An article with a meeting in it, and what else `build` adds.
  private func article(
    _ path: String, place: String? = "Warsaw", status: Status = .happened, killed: Int32 = -1,
    first: String? = nil, confidence: Float = 0.9
  ) -> HarvestBuilder {
    var builder = HarvestBuilder(path: path, published: "2023-01-17")
    if let first { builder.sentence(first) }
    builder.fact(
      "meeting", [("participant", Self.ann), ("participant", Self.bob)],
      place: place.map { SmallWorld.id($0) },
      date: TimeInterval(day: Self.day), status: status, killed: killed, confidence: confidence)
    if killed >= 0 {
      builder.facts[0].figures = [
        Figure(quantity: .killed, value: Double(killed), text: TextRange(start: 0, end: 0))
      ]
    }
    return builder
  }

  private func visit(_ path: String) -> HarvestBuilder {
    var builder = HarvestBuilder(path: path, published: "2023-01-19")
    builder.fact("visit", [("visitor", Self.ann)], date: TimeInterval(day: Self.day))
    return builder
  }

  @Test func nothingIsChangedByWhatStays() {
    let before = index([article("a.txt"), visit("b.txt")])
    #expect(FactChanges(from: before, to: before).isEmpty)
    // The same articles in another order, and under other names.
    #expect(FactChanges(from: before, to: index([visit("b.txt"), article("a.txt")])).isEmpty)
    #expect(FactChanges(from: before, to: index([visit("c.txt"), article("d.txt")])).isEmpty)
  }

  @Test func whatComesAndGoesIsTold() {
    let few = index([article("a.txt")])
    let more = index([article("a.txt"), visit("b.txt")])
    let came = FactChanges(from: few, to: more)
    #expect(came.new.map(\.summary) == ["visit · happened · 2023-01-17 · Ann Lee"])
    #expect(came.new.map(\.articles) == [["b"]] && came.gone.isEmpty && came.changed.isEmpty)
    let went = FactChanges(from: more, to: few)
    #expect(went.gone == came.new && went.new.isEmpty && went.changed.isEmpty)
  }

  @Test func anotherReportOfAFactIsNoChange() {
    let changes = FactChanges(
      from: index([article("a.txt")]), to: index([article("a.txt"), article("b.txt")]))
    #expect(changes.isEmpty)
  }

  @Test func aReplacedArticleTellsTheSameFactElsewhere() {
    let changes = FactChanges(
      from: index([article("a.txt")]), to: index([article("a.txt", first: "What came before it.")]))
    #expect(changes.isEmpty)
  }

  @Test func aReplacedArticleTellsItOtherwise() throws {
    let before = index([article("a.txt", killed: 3), visit("b.txt")])
    let after = index([
      article("a.txt", place: nil, status: .planned, killed: 5, first: "It was corrected."), visit("b.txt"),
    ])
    let changes = FactChanges(from: before, to: after)
    #expect(changes.new.isEmpty && changes.gone.isEmpty)
    let changed = try #require(changes.changed.first)
    #expect(changes.changed.count == 1)
    #expect(changed.fields.map(\.name) == ["status", "location", "killed"])
    #expect(changed.fields.last == FactChanges.Field(name: "killed", before: "3", after: "5"))
    #expect(changed.fields.first == FactChanges.Field(name: "status", before: "happened", after: "planned"))
  }

  @Test func aVersionInAnotherFileIsComparedWithTheOneBefore() {
    let story =
      "The harbour was closed on Tuesday after a crane had fallen across two ships, and about forty workers were brought "
      + "ashore in boats while the fire brigade looked for a driver who is still missing."
    func told(_ path: String, _ title: String, place: String, _ story: String) -> Harvest {
      var builder = article(path, place: place, first: title)
      builder.sentence(story)
      var harvest = builder.harvest()
      harvest.article.title = harvest.sentences.first
      return harvest
    }
    var before = FactIndex(kinds: .standard, places: SmallWorld.knowledge)
    before.insert(told("a.txt", "Crane falls", place: "Warsaw", story))
    before.finish()
    var after = before
    after.insert(
      told("b.txt", "CORRECTED-Crane falls", place: "Rzeszów", story.replacing("forty", with: "sixty")))
    after.finish()
    #expect(after.supersededCount == 1 && after.copyCount == 0)
    let changes = FactChanges(from: before, to: after)
    #expect(changes.new.isEmpty && changes.gone.isEmpty)
    #expect(
      changes.changed.map(\.fields)
        == [[FactChanges.Field(name: "location", before: "Warsaw", after: "Rzeszów")]])
  }

  @Test func whatIsNoLongerSureIsGone() {
    let changes = FactChanges(
      from: index([article("a.txt")]), to: index([article("a.txt", confidence: 0.2)]))
    #expect(changes.gone.count == 1 && changes.new.isEmpty && changes.changed.isEmpty)
  }

  @Test("Changes forth and back are each other's mirror", arguments: 0..<8)
  func changesHaveAMirror(seed: Int) {
    var facts = RandomFacts(seed: UInt64(seed) &+ 40)
    let articles = (0..<24).map { facts.article($0) }
    let before = index(Array(articles[..<16]))
    let after = index(Array(articles[8...]) + (0..<4).map { facts.article($0) })
    let forth = FactChanges(from: before, to: after)
    let back = FactChanges(from: after, to: before)
    let sure = (before.sureFactCount, after.sureFactCount)
    // What went and what came is the difference of the numbers.
    #expect(sure.0 - forth.gone.count == sure.1 - forth.new.count)
    #expect(sure.1 - back.gone.count == sure.0 - back.new.count)
    #expect(!forth.isEmpty && !back.isEmpty)
    for change in forth.changed { #expect(!change.fields.isEmpty) }
  }
}
