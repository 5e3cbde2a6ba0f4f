import Articles
import Atlas
import Facts
import TestSupport
import Testing

@testable import Indexing

/// What persons know better than the program has read.
@Suite struct CorrectionTests {
  private static let only = FactID(rawValue: 0)

  /// Two articles of one meeting, one of a call with a man of almost the same name.
  private static var news: [HarvestBuilder] {
    var call = HarvestBuilder(path: "c", published: "2023-02-01", source: "c")
    call.fact(
      "call", [("participant", person("Biden")), ("participant", person("Volodymyr Zelenskyy"))],
      date: day("2023-02-01"), status: .planned)
    return [
      meeting("a", ["Mark Milley", "Valerii Zaluzhnyi"]),
      meeting("b", ["Mark Milley", "Valerii Zaluzhnyi"], place: "Poland", on: "2023-01-18"), call,
    ]
  }

  private func names(_ index: FactIndex, _ id: FactID) -> [String] {
    index.fact(id).roles.map { index.entity($0.entity).name }
  }

  @Test func aWrongFactIsNowhere() {
    var index = indexed(Self.news)
    let key = index.key(of: Self.only)
    #expect(index.factCount == 2 && index.articles(of: Self.only).count == 2)
    index.correct([.wrong(key)])
    index.finish()
    #expect(index.factCount == 1 && index.sureFactCount == 1)
    #expect(index.facts(keyed: key.description).isEmpty && index.wrongKeys(key.description) == [key])
    #expect(index.facts(of: ArticleID(rawValue: 0)).isEmpty)
    // Who took part is still named by the articles.
    let milley = index.entities(named: "Mark Milley").first
    #expect(milley.map { index.facts(of: $0).isEmpty } == true)
    // By the key of any report.
    let other = indexed([Self.news[1]]).key(of: Self.only)
    index.correct([.wrong(other)])
    index.finish()
    #expect(index.factCount == 1)
    index.correct([.wrong(key), .right(key)])
    index.finish()
    #expect(index.factCount == 2 && index.isConfirmed(Self.only) && index.confidence(of: Self.only) == 1)
  }

  struct Changed {
    var change: FactChange
    var isSo: @Sendable (FactIndex, FactID) -> Bool
    /// What the articles say.
    var read: String
  }

  static let changes: [Changed] = [
    Changed(
      change: .date(day("2022-11-05")),
      isSo: {
        $0.fact($1).time
          == FactTime(text: .init(start: 0, end: 0), interval: day("2022-11-05"), via: .corrected)
          && $0.dateText(of: $1) == "2022-11-05"
      }, read: "2023-01-17"),
    Changed(
      change: .date(nil), isSo: { $0.fact($1).time == nil && $0.facts.datedCount == 1 }, read: "2023-01-17"),
    Changed(
      change: .location("Brussels"),
      isSo: {
        $0.placeText(of: $1) == "Brussels" && $0.fact($1).place?.place == SmallWorld.id("Brussels")
          && $0.fact($1).place?.via == .corrected
      }, read: ""),
    Changed(
      change: .location(nil), isSo: { $0.fact($1).place == nil && $0.placeText(of: $1).isEmpty }, read: ""),
    Changed(
      change: .status(.cancelled),
      isSo: { $0.fact($1).status == .cancelled && !$0.postings.isEmpty(.cancelled, $1) },
      read: "happened"),
    Changed(
      change: .kind("call"), isSo: { $0.kinds.name($0.fact($1).kind) == "call" }, read: "meeting"),
    Changed(
      change: .source("Mark Milley"),
      isSo: { i, f in i.source(of: f).map { i.entity($0).name } == "Mark Milley" },
      read: ""),
    Changed(
      change: .role("participant", ["Volodymyr Zelenskyy", "Ann Lee"]),
      isSo: { i, f in
        i.fact(f).roles.map { i.entity($0.entity).name } == ["Volodymyr Zelenskyy", "Ann Lee"]
          && i.entities(named: "Volodymyr Zelenskyy").first.map { i.facts(of: $0).count } == 2
          && i.entities(named: "Ann Lee").first.map { i.facts(of: $0) } == [f]
          && i.entities(named: "Mark Milley").first.map { i.facts(of: $0).isEmpty } == true
      }, read: "Mark Milley, Valerii Zaluzhnyi"),
    Changed(
      change: .content("topic", "grain"),
      isSo: { $0.content(of: $1) == "grain" && $0.fact($1).content == nil },
      read: ""),
    Changed(
      change: .figure(.killed, 7, Currency("")),
      isSo: { $0.quantities(of: $1).killed == 7 && $0.figure(.killed, of: $1) == 7 }, read: ""),
    Changed(
      change: .figure(.amount, 2.5e6, Currency("EUR")),
      isSo: { $0.quantities(of: $1).amount == 2.5e6 && $0.quantities(of: $1).currency == "EUR" }, read: ""),
  ]

  @Test(arguments: changes) func aFieldSaysWhatAPersonSays(_ changed: Changed) throws {
    var index = indexed(Self.news)
    let key = index.key(of: Self.only)
    let before = Self.dump(index)
    index.correct([.change(key, changed.change), .note(key, "seen"), .note(key, "twice")])
    #expect(!index.isFinished && Self.dump(index) == before, "as of the last finish")
    index.finish()
    let id = try #require(index.facts(keyed: key.description).first)
    #expect(changed.isSo(index, id), "\(Self.dump(index))")
    #expect(index.correctedFields(of: id) == [changed.change.field])
    #expect(index.notes(on: id) == ["seen", "twice"] && index.confidence(of: id) == 1)
    let field = changed.change.field
    if !changed.read.isEmpty {
      #expect(index.text(of: field, in: id, asRead: true) == changed.read)
      #expect(index.text(of: field, in: id) != changed.read)
    }
    index.correct([])
    index.finish()
    #expect(Self.dump(index) == before)
  }

  @Test func namesAreJoinedAndParted() throws {
    var news = Self.news
    news.append(meeting("d", ["Joe Biden", "Lloyd Austin"], on: "2023-03-01"))
    var index = indexed(news)
    // The linker takes the surname for the only man of it.
    #expect(index.entities(named: "Joe Biden") == index.entities(named: "Biden"))
    #expect(index.canPart("Joe Biden", "Biden") && !index.canPart("Joe Biden", "Lloyd Austin"))
    let joined = Self.dump(index)
    index.correct([.different("Joe Biden", "Biden")])
    index.finish()
    let joe = try #require(index.entities(named: "Joe Biden").first)
    #expect(index.facts(of: joe).count == 1 && index.entities(named: "Biden").count == 2)
    index.correct([.different("Joe Biden", "Biden"), .same(["Joe Biden", "Biden"], called: "Joe Biden")])
    index.finish()
    #expect(Self.dump(index) == joined)
    // Called by the first name, known by all.
    index.correct([.same(["Valerii Zaluzhnyi", "Mark Milley"], called: "Valeri Z.")])
    index.finish()
    let one = try #require(index.entities(named: "Mark Milley").first)
    #expect(index.entity(one).name == "Valeri Z." && index.entities(named: "Valerii Zaluzhnyi") == [one])
    #expect(index.fact(Self.only).roles.count == 1)
  }

  @Test func thingsStayWhereverTheyGo() throws {
    var index = indexed(Self.news)
    let old = index
    let key = index.key(of: Self.only)
    let call = FactID(rawValue: 1)
    // The meeting moves behind the call; the call is wrong then.
    index.correct([.change(key, .date(day("2023-12-01")))])
    index.finish()
    let numbers = index.renumbering(from: old.rowAnchors)
    #expect(numbers.fact(Self.only) == call && numbers.fact(call) == Self.only)
    let milley = try #require(old.entities(named: "Mark Milley").first)
    #expect(numbers.entity(milley).map { index.entity($0).name } == "Mark Milley")
    index.correct([.wrong(old.key(of: call))])
    index.finish()
    #expect(index.renumbering(from: old.rowAnchors).fact(call) == nil)
  }

  // MARK: Laws

  /// All that is read of an index, by keys and names.
  static func dump(_ index: FactIndex) -> [String] {
    (0..<Int32(index.factCount)).map { number in
      let id = FactID(rawValue: number)
      let fact = index.fact(id)
      let roles = fact.roles.map { "\(index.kinds.name($0.role))=\(index.entity($0.entity).name)" }
      return [
        index.key(of: id).description, index.kinds.name(fact.kind), fact.status.name,
        fact.time?.interval.description ?? "–", index.placeText(of: id), roles.joined(separator: ","),
        index.source(of: id).map { index.entity($0).name } ?? "–", index.content(of: id),
        "\(index.quantities(of: id))", "\(index.percent(of: id))", "\(index.notes(on: id))",
        "\(index.correctedFields(of: id))",
      ].joined(separator: " · ")
    } + index.entities.map { "\($0.name) \($0.kind) \($0.mentionCount) \($0.aliases)" }
  }

  private func corrections(_ index: FactIndex, _ random: inout SeededGenerator) -> [Correction] {
    guard index.factCount > 0 else { return [] }
    return (0..<6).map { _ in
      let key = index.key(of: FactID(rawValue: Int32(random.below(index.factCount))))
      func name() -> String {
        random.pick(["Mark Milley", "Milley", "Joe Biden", "Jill Biden", "NATO", "Ann Lee"])
      }
      return switch random.below(12) {
      case 0, 1: .wrong(key)
      case 2: .right(key)
      case 3: .note(key, "a remark")
      case 4: .change(key, .date(random.chance(0.8) ? day("2022-12-0\(1 + random.below(9))") : nil))
      case 5: .change(key, .location(random.chance(0.8) ? random.pick(["Warsaw", "Kyiv", "Poland"]) : nil))
      case 6: .change(key, .status(random.pick(Status.allCases)))
      case 7: .change(key, .kind(random.pick(["call", "attack", "statement"])))
      case 8: .change(key, .role("participant", [name(), name()]))
      case 9: .change(key, .figure(.killed, 3, Currency("")))
      case 10: .same([name(), name()], called: name())
      default: .different(name(), name())
      }
    }
  }

  @Test(arguments: 0..<60 as Range<UInt64>)
  func theyDependOnNothingButThemselves(_ seed: UInt64) {
    var facts = RandomFacts(seed: seed)
    let harvests = (0..<12).map { facts.article($0).harvest() }
    func index(_ order: [Harvest], _ corrections: [Correction]) -> FactIndex {
      var index = FactIndex(places: SmallWorld.knowledge)
      index.correct(corrections)
      for harvest in order { index.insert(harvest) }
      index.finish()
      return index
    }
    let plain = index(harvests, [])
    let all = corrections(plain, &facts.random)
    let corrected = Self.dump(index(harvests, all))
    // Neither on the order of the articles, nor on when they were made,
    #expect(Self.dump(index(harvests.reversed(), all)) == corrected)
    var later = plain
    for count in 1...max(1, all.count) {
      later.correct(Array(all.prefix(count)))
      let before = later
      later.finish()
      let numbers = later.renumbering(from: before.rowAnchors)
      for fact in 0..<Int32(before.factCount) {
        guard let moved = numbers.fact(FactID(rawValue: fact)) else { continue }
        #expect(later.key(of: moved) == before.key(of: FactID(rawValue: fact)))
      }
    }
    #expect(Self.dump(later) == corrected)
    // nor on articles that came and went.
    later.insert(facts.article(99).harvest())
    later.finish()
    later.remove([ArticleKey(path: "article-99.txt", number: 0)])
    later.finish()
    #expect(Self.dump(later) == corrected)
    // Taken back they leave nothing.
    later.correct([])
    later.finish()
    #expect(Self.dump(later) == Self.dump(plain))
  }
}

extension Postings {
  fileprivate func isEmpty(_ status: Status, _ fact: FactID) -> Bool {
    !byStatus[Int(status.rawValue)].contains(fact.rawValue)
  }
}
