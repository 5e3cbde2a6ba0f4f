internal import Articles
internal import English

/// A time that a fact may have, with what speaks for it in the order of `DateFeature`.
package struct DateOption: Sendable {
  /// nil: none.
  package var time: FactTime?
  package var features = [Float](repeating: 0, count: DateFeature.allCases.count)

  /// Of the article's days, without words.
  package var isUnsaid: Bool { time?.via == .publication }

  init(_ time: FactTime?) { self.time = time }

  mutating func set(_ feature: DateFeature, _ value: Float = 1) { features[feature.rawValue] = value }

  func has(_ feature: DateFeature) -> Bool { features[feature.rawValue] > 0 }
}

/// What chooses the times of facts.
package struct DateSetting {
  /// nil: facts keep the times that rules give them.
  package var weights = DateWeights.standard
  /// Told of each fact and what it may choose from, before it chooses.
  package var observe: ((Fact, [DateOption]) -> Void)?

  package init() {}
}

/// When a fact took place: a multinomial logistic regression over all times that the article tells, its own days, and none.
///
/// The time that rules found in the fact's own words is one of them, and being it a feature. Fitted by `dateline-train date-weights` on
/// annotated articles.
struct DateChoice {
  /// A stretch of the calendar that the article tells once or more.
  private struct Candidate {
    var interval: TimeInterval
    /// As rows of `setting.times`, in order.
    var mentions: [Int]
    /// The sentences that tell it.
    var sentences: Set<Int> = []
    var paragraphs: Set<Int32> = []
    /// Features that are the same for all facts of the article.
    var constant: DateOption

    /// More than a week before the article.
    var isOld: Bool { [.twoMonths, .thisYear, .old].contains { constant.has($0) } }

    /// Of its last days: "this year" reaches the article's day, too.
    var isRecent: Bool {
      (constant.has(.published) || constant.has(.threeDays)) && (constant.has(.day) || constant.has(.week))
    }
  }

  private struct Telling {
    var sentence: Int
    var trigger: Int
    var start: Int32
  }

  private let article: ParsedArticle
  private let setting: SettingFinder
  private let finisher: FactFinisher
  private var candidates: [Candidate] = []
  /// How many facts have an interval in their own words, and of which sentences they are.
  private var owned: [TimeInterval: Int] = [:]
  private var ownedIn: [Int: Set<TimeInterval>] = [:]
  /// A time that is told lies in the three days before the article.
  private var tellsRecent = false

  /// Times that are looked at, those of the title and behind it first: a chronicle tells more.
  private static let most = 60

  /// `facts` have the times of their own words and of their neighbours. O(times · log times).
  init(_ finisher: FactFinisher, _ facts: [Fact]) {
    (article, setting, self.finisher) = (finisher.article, finisher.setting, finisher)
    var rows: [TimeInterval: Int] = [:]
    for (index, time) in setting.times.enumerated() {
      guard let interval = time.interval, time.type == .date || time.type == .time,
        setting.timeHeads[index] >= 0,
        !isInName(setting.timeHeads[index])
      else { continue }
      if let row = rows[interval] {
        candidates[row].mentions.append(index)
      } else if candidates.count < Self.most {
        rows[interval] = candidates.count
        candidates.append(
          Candidate(interval: interval, mentions: [index], constant: DateOption(nil)))
      }
    }
    for fact in facts {
      guard let time = fact.time, time.via == .clause || time.via == .relative else { continue }
      owned[time.interval, default: 0] += 1
      for mention in fact.mentions {
        ownedIn[finisher.sentence(of: mention), default: []].insert(time.interval)
      }
    }
    for row in candidates.indices {
      candidates[row].sentences = Set(candidates[row].mentions.map { sentence(of: $0) })
      candidates[row].paragraphs = Set(
        candidates[row].sentences.map { article.reading.sentences[$0].paragraph })
      candidates[row].constant = constant(of: candidates[row])
    }
  }

  /// "the 1922 Committee", "the 2014 Olympics": a year that names something.
  private func isInName(_ head: Int) -> Bool {
    let upper = article.head(head)
    return setting.isModifier(head) && upper > head && article.upos(upper) == .propn
  }

  private var published: TimeInterval? { article.reading.article.published }

  private func sentence(of time: Int) -> Int { Int(article.sentenceOf[setting.timeHeads[time]]) }

  private mutating func constant(of candidate: Candidate) -> DateOption {
    var option = DateOption(nil)
    let days = Double(candidate.interval.width) / Double(TimeInterval.minutesPerDay)
    func set(_ feature: DateFeature, _ value: Float = 1) { option.set(feature, value) }
    set(days <= 1 ? .day : days <= 8 ? .week : days <= 31 ? .month : days <= 366 ? .year : .long)
    let sentences = candidate.mentions.map { sentence(of: $0) }
    if sentences[0] == 0 { set(.inTitle) }
    if sentences.contains(where: { (1...2).contains($0) }) { set(.inLead) }
    set(.count, min(3, Float(candidate.mentions.count - 1)) / 3)
    guard let published else { return option }
    let day = TimeInterval.minutesPerDay
    let back = published.start - candidate.interval.end
    if candidate.interval.start >= published.end {
      set(.later)
    } else if back < 0 {
      set(.published)
    } else if back < 3 * day {
      set(.threeDays)
    } else if back < 7 * day {
      set(.thisWeek)
    } else {
      set(back < 60 * day ? .twoMonths : back < 366 * day ? .thisYear : .old)
    }
    if back < 3 * day, candidate.interval.start < published.end, days <= 8 { tellsRecent = true }
    return option
  }

  /// The times that a fact may have: its own and those that are told, the article's days, none.
  /// O(times told · tellings of the fact · log mentions of a time).
  func options(of fact: Fact) -> [DateOption] {
    let tellings = fact.mentions.map { mention in
      let trigger = min(article.firstToken(at: mention.trigger.start), article.count - 1)
      return Telling(
        sentence: Int(article.sentenceOf[trigger]), trigger: trigger, start: mention.trigger.start)
    }
    let own = fact.time.flatMap { $0.via == .clause || $0.via == .relative ? $0 : nil }
    let neighbour = fact.time.flatMap { $0.via == .inherited ? $0 : nil }
    let (had, isBackground) = (finisher.isPastPerfect(fact), finisher.isBackground(fact))
    var options: [DateOption] = []
    // "since June": what rules made of its words, too.
    if let own, !candidates.contains(where: { $0.interval == own.interval }) {
      var option = DateOption(own)
      option.set(own.via == .clause ? .own : .ownRelative)
      option.set(.sameSentence)
      options.append(option)
    }
    let nearest = candidates.map { self.nearest($0, tellings) }
    for (row, candidate) in candidates.enumerated() {
      options.append(
        told(candidate, nearest, row, tellings: tellings, of: fact, own: own, neighbour: neighbour, had: had))
    }
    let beside = nearest.filter { $0.sentences == 0 }
    let tellsBeside = !beside.isEmpty
    let tellsElsewhere =
      tellsBeside
      && beside.allSatisfy {
        setting.attachment(of: setting.timeHeads[$0.mention], to: $0.telling.trigger) == .other
      }
    // What the fact's own words say within those days says more.
    if let unsaid = finisher.publicationTime,
      !(own.map { $0.interval.lies(within: unsaid.interval) } ?? false)
    {
      var option = DateOption(unsaid)
      option.set(.unsaid)
      if fact.status == .planned || fact.status == .requested { option.set(.unsaidPlanned) }
      if fact.status == .possible || fact.status.isNegative { option.set(.unsaidUnsure) }
      if had { option.set(.unsaidHad) }
      if isBackground { option.set(.unsaidBackground) }
      let first = tellings.map(\.sentence).min() ?? 0
      if first == 0 { option.set(.unsaidTitle) }
      if (1...2).contains(first) { option.set(.unsaidLead) }
      switch article.xpos(tellings[0].trigger) {
      case .vbd: option.set(.unsaidPast)
      case .vbz, .vbp, .vbg: option.set(.unsaidPresent)
      case .nn, .nns, .nnp, .nnps: option.set(.unsaidNoun)
      default: break
      }
      if own != nil { option.set(.unsaidOwn) }
      if neighbour != nil { option.set(.unsaidNeighbour) }
      if tellsBeside { option.set(.unsaidBeside) }
      if tellsElsewhere { option.set(.unsaidOtherClause) }
      if tellsRecent { option.set(.unsaidRecentTold) }
      if candidates.isEmpty { option.set(.unsaidNothingTold) }
      if fact.mentions.count > 1 { option.set(.unsaidNominal) }
      setDepth(&option, first)
      setForm(&option, tellings[0].trigger)
      setTold(&option, tellings[0])
      options.append(option)
    }
    var none = DateOption(nil)
    none.set(.none)
    if fact.status == .planned || fact.status == .requested { none.set(.nonePlanned) }
    if fact.status == .possible || fact.status.isNegative { none.set(.noneUnsure) }
    if had { none.set(.noneHad) }
    if isBackground { none.set(.noneBackground) }
    if own != nil { none.set(.noneOwn) }
    if neighbour != nil { none.set(.noneNeighbour) }
    if tellsBeside { none.set(.noneBeside) }
    if candidates.isEmpty { none.set(.noneNothingTold) }
    if published == nil { none.set(.noneUndated) }
    options.append(none)
    return options
  }

  /// How far down the article a fact is first told.
  private func setDepth(_ option: inout DateOption, _ sentence: Int) {
    switch sentence {
    case ...2: break
    case ...6: option.set(.unsaidMiddle)
    case ...12: option.set(.unsaidLate)
    default: option.set(.unsaidDeep)
    }
  }

  /// The form of a fact's word and the place of its clause.
  private func setForm(_ option: inout DateOption, _ trigger: Int) {
    var clause = article.firstConjunct(trigger)
    if [.noun, .propn].contains(article.upos(trigger)) {
      let isDefinite = article.children(trigger).contains {
        article.relation($0) == .nmodPoss || Self.definite.contains(article.word($0), in: article.reading)
      }
      if isDefinite { option.set(.unsaidDefinite) }
      if article.xpos(trigger) == .nns { option.set(.unsaidPlural) }
      let verb = article.head(clause)
      guard verb >= 0 else { return }
      clause = article.firstConjunct(verb)
    } else if article.upos(trigger) == .verb {
      var (has, auxiliary) = (false, false)
      for child in article.children(trigger) where [.aux, .auxPass].contains(article.relation(child)) {
        auxiliary = true
        if Self.has.contains(article.word(child), in: article.reading) { has = true }
      }
      if has { option.set(.unsaidPerfect) }
      switch article.xpos(trigger) {
      case .vb: option.set(.unsaidInfinitive)
      case .vbn, .vbg: if !auxiliary { option.set(.unsaidParticiple) }
      default: break
      }
    }
    switch article.relation(clause) {
    case .root: option.set(.unsaidRoot)
    case .ccomp, .parataxis: option.set(.unsaidReported)
    case .acl, .aclRelcl: option.set(.unsaidOfNoun)
    case .advcl: option.set(.unsaidAdverbial)
    default: break
    }
  }

  /// What other times are told beside a fact.
  private func setTold(_ option: inout DateOption, _ telling: Telling) {
    let sentences = article.reading.sentences
    let paragraph = sentences[telling.sentence].paragraph
    for candidate in candidates {
      let isHere = candidate.sentences.contains(telling.sentence)
      guard isHere || candidate.paragraphs.contains(paragraph) else { continue }
      if candidate.isOld { option.set(isHere ? .unsaidOldHere : .unsaidOldInParagraph) }
      if candidate.isRecent { option.set(isHere ? .unsaidRecentHere : .unsaidRecentInParagraph) }
    }
    if sentences[telling.sentence].tokens.contains(where: {
      Self.earlier.contains(article.word($0), in: article.reading)
    }) {
      option.set(.unsaidEarlier)
    }
  }

  private static let definite: WordSet = "the this these those"
  private static let has: WordSet = "has have 've"
  private static let earlier: WordSet =
    "earlier previously previous already since former formerly once ever ago history last"

  private typealias Nearness = (sentences: Int, bytes: Int32, mention: Int, telling: Telling)

  private func nearest(_ candidate: Candidate, _ tellings: [Telling]) -> Nearness {
    var best: Nearness?
    for telling in tellings {
      let next = candidate.mentions.indices.partitionPoint {
        setting.times[candidate.mentions[$0]].text.start < telling.start
      }
      for place in [next - 1, next] where candidate.mentions.indices.contains(place) {
        let mention = candidate.mentions[place]
        let found = (
          abs(sentence(of: mention) - telling.sentence),
          abs(setting.times[mention].text.start - telling.start), mention, telling
        )
        if best.map({ (found.0, found.1) < ($0.sentences, $0.bytes) }) ?? true { best = found }
      }
    }
    return best!
  }

  private func told(
    _ candidate: Candidate, _ all: [Nearness], _ row: Int, tellings: [Telling], of fact: Fact, own: FactTime?,
    neighbour: FactTime?, had: Bool
  ) -> DateOption {
    let near = all[row]
    let (time, head) = (setting.times[near.mention], setting.timeHeads[near.mention])
    let isSame = near.sentences == 0
    var option = candidate.constant
    let via: Via = !isSame ? .inherited : time.isRelative ? .relative : .clause
    option.time = FactTime(text: time.text, interval: candidate.interval, via: via)
    if let own {
      if own.interval == candidate.interval {
        option.set(own.via == .clause ? .own : .ownRelative)
        option.time = own
      } else {
        option.set(.notOwn)
        if candidate.interval.lies(within: own.interval) { option.set(.insideOwn) }
        if own.interval.lies(within: candidate.interval) { option.set(.aroundOwn) }
      }
    }
    if let neighbour { option.set(neighbour.interval == candidate.interval ? .neighbour : .notNeighbour) }
    let isBefore = sentence(of: near.mention) < near.telling.sentence
    switch near.sentences {
    case 0: option.set(near.bytes < 60 ? .beside : .sameSentence)
    case 1: option.set(isBefore ? .oneBefore : .oneBehind)
    case 2: option.set(isBefore ? .twoBefore : .twoBehind)
    case 3...5: option.set(isBefore ? .fewBefore : .fewBehind)
    default: option.set(isBefore ? .manyBefore : .manyBehind)
    }
    if isSame {
      if head < near.telling.trigger { option.set(.precedes) }
      switch setting.attachment(of: head, to: near.telling.trigger) {
      case .own: option.set(.hangs)
      case .verb: option.set(.hangsOnVerb)
      case .other: option.set(.otherClause)
      case .none: break
      }
      if setting.isModifier(head) { option.set(.modifier) }
      if own?.interval != candidate.interval,
        ownedIn[near.telling.sentence]?.contains(candidate.interval) ?? false
      {
        option.set(.taken)
      }
    } else if article.reading.sentences[sentence(of: near.mention)].paragraph
      == article.reading.sentences[near.telling.sentence].paragraph
    {
      option.set(.sameParagraph)
    }
    if time.isRelative { option.set(.relative) }
    if setting.isClock(time) { option.set(.clock) }
    if setting.isOpen(time) { option.set(.open) }
    compare(&option, candidate.interval, fact.status, had)
    let rivals = all.count { ($0.sentences, $0.bytes) < (near.sentences, near.bytes) }
    option.set(.rivals, Float(min(3, rivals)) / 3)
    let others = (owned[candidate.interval] ?? 0) - (own?.interval == candidate.interval ? 1 : 0)
    option.set(.othersOwn, Float(min(3, others)) / 3)
    if Set(tellings.map(\.sentence)).intersection(candidate.sentences).count > 1 {
      option.set(.severalMentions)
    }
    return option
  }

  /// What is planned lies ahead, what happened behind.
  private func compare(_ option: inout DateOption, _ interval: TimeInterval, _ status: Status, _ had: Bool) {
    guard let published else { return }
    let week = 7 * TimeInterval.minutesPerDay
    let (isAhead, isRecent) = (interval.end > published.end, interval.end > published.start - week)
    switch status {
    case .planned, .requested: option.set(isAhead ? .plannedAhead : .plannedBehind)
    case .happened, .ongoing: option.set(isAhead ? .realAhead : isRecent ? .realRecent : .realOld)
    default: break
    }
    if had { option.set(isRecent ? .hadRecent : .hadOld) }
  }
}
