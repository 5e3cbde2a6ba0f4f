internal import Articles
internal import English

/// Where and when a candidate took place.
extension CandidateFinder {
  /// A bare weekday follows the clause that it dates: what is planned lies ahead, what happened behind. A present tense with
  /// a weekday tells of the days to come ("begins a visit on Tuesday").
  func fitted(_ time: FactTime?, _ status: inout Status, _ predicate: Predicate) -> FactTime? {
    guard var time, time.via == .relative, let published = reading.article.published,
      let isBare = setting.bareWeekday(in: time.text)
    else { return time }
    let tense = article.xpos(predicate.anchor)
    let kind = reading.sentences[Int(article.sentenceOf[predicate.anchor])].kind
    if status.isReal, tense == .vbz || tense == .vbp, kind != .headline { status = .planned }
    let isPastPlan = article.children(predicate.anchor).contains {
      article.relation($0) == .auxPass && Self.wasWere.contains(article.word($0), in: reading)
    }
    if status == .planned, predicate.isNoun, isPastPlan, time.interval.end <= published.end {
      // "the visit on Monday was planned for months": it took place.
      status = .happened
      return time
    }
    let week = 7 * TimeInterval.minutesPerDay
    if status == .planned || status == .requested, time.interval.end <= published.start, isBare {
      time.interval = TimeInterval(start: time.interval.start + week, end: time.interval.end + week)
    } else if status == .happened, tense == .vbd || predicate.isPassive, time.interval.start >= published.end,
      isBare
    {
      time.interval = TimeInterval(start: time.interval.start - week, end: time.interval.end - week)
    }
    return time
  }

  private static let wasWere: WordSet = "was were been"

  func destination(_ roles: [(role: Role, filler: FoundFiller)]) -> (
    place: FactPlace, text: TextRange
  )? {
    guard let goal = roles.first(where: { $0.role == frames.destination }),
      let head = goal.filler.tokens.last
    else { return nil }
    let place = setting.place(below: article.nameHead(goal.filler.tokens)) ?? setting.place(below: head)
    if let site = setting.site(in: goal.filler.tokens) { return (FactPlace.site(site, in: place), site) }
    return place.map { ($0, $0.text) }
  }

  /// Tokens of those who take part; a government is no place.
  func principalTokens(
    _ roles: [(role: Role, filler: FoundFiller)], _ kind: Kind
  ) -> Set<Int> {
    var tokens: Set<Int> = []
    for (role, filler) in roles where ![.place, .text].contains(kinds.filler(of: role, in: kind)) {
      tokens.formUnion(filler.tokens.count <= 4 ? Array(filler.tokens) : [article.nameHead(filler.tokens)])
    }
    return tokens
  }
}
