internal import Articles
internal import Atlas
public import Facts
public import Indexing

/// Collections by chance, over the small world: few people and days, so that reports meet and merge.
public struct RandomFacts {
  public var random: SeededGenerator
  private let kinds: KindTable

  static let people = [
    ("Mark Milley", "US"), ("Valerii Zaluzhnyi", "UA"), ("Joe Biden", "US"), ("Volodymyr Zelenskyy", "UA"),
    ("Jill Biden", "US"), ("Andrzej Duda", "PL"), ("Milley", ""), ("Biden", ""),
  ]

  public init(seed: UInt64, kinds: KindTable = .standard) {
    random = SeededGenerator(seed: seed)
    self.kinds = kinds
  }

  private mutating func entity() -> Entity {
    if random.chance(0.15) { return Entity(name: "NATO", kind: .organisation) }
    if random.chance(0.1) {
      return Entity(
        name: "Ukraine", kind: .place, country: CountryCode("UA"), place: SmallWorld.id("Ukraine"))
    }
    if random.chance(0.05) { return Entity(name: "protesters", kind: .other, isNamed: false) }
    let (name, country) = random.pick(Self.people)
    return Entity(
      name: name, kind: .person, title: random.chance(0.3) ? "President" : "",
      country: random.chance(0.7) ? CountryCode(country) : nil)
  }

  private mutating func date() -> TimeInterval {
    let day = CalendarDay(year: 2022, month: 12, day: 1).adding(days: random.below(60))
    let (year, month, _) = day.civil
    if random.chance(0.1) { return TimeInterval(year: year, month: month) }
    if random.chance(0.05) { return TimeInterval(year: year) }
    if random.chance(0.1) { return TimeInterval(days: day, through: day.adding(days: random.below(5))) }
    return TimeInterval(day: day)
  }

  public mutating func article(_ number: Int) -> HarvestBuilder {
    let published = CalendarDay(year: 2022, month: 12, day: 1).adding(days: random.below(70)).description
    var builder = HarvestBuilder(
      path: "article-\(number).txt", published: random.chance(0.9) ? published : nil,
      source: random.pick(["Wire", "Herald", ""]), kinds: kinds)
    for _ in 0..<random.below(6) {
      let row = random.pick(kinds.rows)
      let roles = row.roles.map(kinds.name)
      var fillers: [(String, Entity)] = []
      for _ in 0..<(1 + random.below(3)) {
        fillers.append((random.chance(0.8) ? roles[0] : random.pick(roles), entity()))
      }
      let via: [Via] = [.clause, .clause, .relative, .inherited, .publication]
      builder.fact(
        row.name, fillers,
        place: random.chance(0.7) ? PlaceID(rawValue: Int32(random.below(SmallWorld.placeCount))) : nil,
        placeVia: random.chance(0.8) ? .clause : .dateline, date: random.chance(0.8) ? date() : nil,
        dateVia: random.pick(via), status: random.chance(0.6) ? .happened : random.pick(Status.allCases),
        source: random.chance(0.3) ? entity() : nil,
        content: roles.contains("content") || random.chance(0.2)
          ? random.pick(["air defence talks near the border", "talks on aid", "the border is a worry"]) : nil,
        killed: random.chance(0.2) ? Int32(random.below(50)) : -1,
        confidence: Float(random.below(101)) / 100)
    }
    return builder
  }

  public mutating func index(articles: Int) -> FactIndex {
    var index = FactIndex(kinds: kinds, places: SmallWorld.knowledge)
    for number in 0..<articles { index.insert(article(number).harvest()) }
    index.finish()
    return index
  }
}
