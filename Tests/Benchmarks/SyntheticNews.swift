internal import Articles
internal import Atlas
internal import Facts
internal import TestSupport

/// Articles of five facts each with a realistic spread: few people, places and kinds are named often, most
/// rarely; ten years of days; some facts undated or without a place. Every tenth fact is reported again by the
/// next article.
struct SyntheticNews {
  static let people = 50_000
  static let description =
    "generated: 5 facts an article, each of a sentence of 12 words (of 20,000, by Zipf's law), with 1 to 3 of "
    + "50,000 people, 80 % with one of 6,120 places, 90 % with a day in ten years; every tenth told twice. "
    + "Real agency articles have some 130 words and 3 facts, so full text is a fifth of what they would have a fact."
  private var random: SeededGenerator
  private let kinds: KindTable
  private var repeated: (place: Int, day: CalendarDay, people: [Int])?

  init(seed: UInt64, kinds: KindTable) {
    random = SeededGenerator(seed: seed)
    self.kinds = kinds
  }

  static func person(_ number: Int) -> Entity {
    Entity(
      name: "First\(number % 997) Family\(number)", kind: .person,
      country: CountryCode(rawValue: SyntheticWorld.code(number % SyntheticWorld.countries)))
  }

  static func word(_ number: Int) -> String {
    let syllables = [
      "ka", "mi", "to", "su", "re", "no", "va", "lu", "pe", "di", "go", "ha", "se", "bo", "ri", "ta",
    ]
    var word = ""
    var rest = number
    repeat {
      word += syllables[rest % 16]
      rest /= 16
    } while rest > 0
    return word
  }

  mutating func harvest(_ number: Int) -> Harvest {
    let published = CalendarDay(year: 2014, month: 1, day: 1).adding(days: random.below(3650))
    var text: ContiguousArray<UInt8> = []
    var harvest = Harvest(article: Article(text: []))
    var rows: [Int: EntityID] = [:]
    for fact in 0..<5 {
      let start = Int32(text.count)
      for _ in 0..<12 {
        text.append(contentsOf: Self.word(random.zipf(20_000)).utf8)
        text.append(0x20)
      }
      let sentence = TextRange(start: start, end: Int32(text.count))
      var who = (0..<(1 + random.below(3))).map { _ in random.zipf(Self.people) }
      var place = random.zipf(SyntheticWorld.count)
      var day = published.adding(days: -random.below(3))
      if fact == 0, let repeated, random.chance(0.5) {
        (place, day, who) = (repeated.place, repeated.day, repeated.people)
      }
      if fact == 4 { repeated = (place, day, who) }
      let kind = kinds.rows[random.zipf(kinds.rows.count)]
      var fillers: [RoleFiller] = []
      for (i, person) in who.enumerated() {
        let id = rows[person] ?? EntityID(rawValue: Int32(harvest.entities.count))
        if rows[person] == nil {
          rows[person] = id
          harvest.entities.append(Self.person(person))
        }
        harvest.names.append(
          EntityMention(
            text: TextRange(start: start, end: start + 2), kind: .person, entity: id, confidence: 1))
        fillers.append(
          RoleFiller(
            role: kind.roles[i == 0 || kind.name == "meeting" ? 0 : min(1, kind.roles.count - 1)], entity: id)
        )
      }
      let point = SyntheticWorld.point(place)
      let span = TextRange(start: start, end: start + 2)
      harvest.facts.append(
        Fact(
          kind: kind.kind, status: random.chance(0.85) ? .happened : random.pick(Status.allCases),
          roles: fillers,
          place: random.chance(0.8)
            ? FactPlace(
              text: span, place: PlaceID(rawValue: Int32(place)), point: point,
              country: CountryCode(rawValue: SyntheticWorld.code(SyntheticWorld.country(of: place)))) : nil,
          time: random.chance(0.9)
            ? FactTime(text: span, interval: TimeInterval(day: day), via: .relative) : nil,
          mentions: [FactMention(sentence: sentence, trigger: span, place: span, date: span, rule: 0)],
          fillers: fillers.map { FillerMention(mention: 0, text: span, role: $0.role, entity: $0.entity) },
          confidence: 0.9))
      harvest.sentences.append(sentence)
    }
    harvest.article = Article(
      text: text, published: TimeInterval(day: published), source: "Outlet \(number % 40)",
      path: "synthetic/\(number).txt")
    return harvest
  }
}
