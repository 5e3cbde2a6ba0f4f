internal import Articles
public import Facts

/// Collections in which outlets print one another's texts, whole, cut or with a paragraph of their own.
public struct RandomCopies {
  public var random: SeededGenerator
  /// Articles are of `families` texts.
  private let families: Int

  public init(seed: UInt64, families: Int = 6) {
    random = SeededGenerator(seed: seed)
    self.families = families
  }

  private static let words = [
    "harbour", "crane", "minister", "bridge", "harvest", "council", "river", "market", "school", "engine",
    "valley", "winter",
    "letter", "garden", "soldier", "doctor", "tunnel", "island", "paper", "window", "farmer", "railway",
    "budget", "storm",
  ]

  private static let people = ["Ann Lee", "Bob Ray", "Cleo Mott", "Dan Oser"]

  /// One of the texts of a family, whose sentences are always the same.
  public mutating func article(_ number: Int) -> Harvest {
    let family = random.below(families)
    var told = SeededGenerator(seed: UInt64(family) &+ 9000)
    let sentences = (0..<(6 + family % 4)).map { _ in
      (0..<9).map { _ in told.pick(Self.words) }.joined(separator: " ")
    }
    let first = CalendarDay(year: 2023, month: 1, day: 10).adding(days: family * 9)
    let published = random.chance(0.9) ? first.adding(days: random.below(3)).description : nil
    var builder = HarvestBuilder(
      path: "article-\(number).txt", published: published,
      source: random.pick(["Wire", "Herald", "Post", "Mail", ""]), kinds: .standard)
    let kept = random.chance(0.3) ? sentences.count - 2 : sentences.count
    if family % 2 == 0 {
      builder.sentence(
        "LOMNA (\(random.pick(["Norda", "NORDA", "Nórda"]))) - This is what was said in the town")
    }
    for (position, sentence) in sentences.prefix(kept).enumerated() {
      let who = Self.people[(family + position) % Self.people.count]
      let other = Self.people[(family + position + 1) % Self.people.count]
      builder.fact(
        "meeting",
        [
          ("participant", Entity(name: who, kind: .person)),
          ("participant", Entity(name: other, kind: .person)),
        ],
        date: TimeInterval(day: first.adding(days: position)), dateVia: .relative,
        content: sentence, confidence: 0.9)
    }
    if random.chance(0.3) {
      builder.fact(
        "visit", [("visitor", Entity(name: random.pick(Self.people), kind: .person))],
        date: TimeInterval(day: first),
        content: "to the \(random.pick(Self.words)) of the \(random.pick(Self.words))")
    }
    var harvest = builder.harvest()
    harvest.article.title = nil
    return harvest
  }
}
