internal import Articles
internal import Atlas

/// Makes one fact of the mentions of one event in an article.
///
/// Events are taken in the order of the text. Two are one if kind, status, date and place agree or one of them does
/// not say, and they share participants; a mention that names nobody ("the meeting") joins the last event that it
/// does not contradict. An explicit difference of date or place forbids it.
struct EventMerger {
  let gazetteer: Gazetteer
  let kinds: KindTable
  let register: EntityRegister
  /// nil: rules alone decide.
  let learned: LearnedEvents?

  /// Kilometres between two places that may still be one event's.
  private static let nearby = 80.0
  /// Events back that a mention may join.
  static let window = 64

  /// One event for each that is told, in the order of their first mentions.
  func merge(_ events: [FoundEvent]) -> [FoundEvent] {
    var merged = joined(events)
    joinCasualties(&merged)
    return merged
  }

  /// The doubtful events that none of the others tells: of those, by their first mentions, the last before it and the
  /// first behind it are asked. O(doubtful · window).
  func candidates(_ doubtful: [FoundEvent], beside events: [FoundEvent]) -> [FoundEvent] {
    joined(
      doubtful.filter { event in
        let next = events.indices.partitionPoint { events[$0].trigger <= event.trigger }
        return !events[..<next].suffix(Self.window).contains { isSame($0, event) }
          && !events[next...].prefix(Self.window).contains { isSame(event, $0) }
      })
  }

  private func joined(_ events: [FoundEvent]) -> [FoundEvent] {
    var merged: [FoundEvent] = []
    for event in events {
      let start = max(0, merged.count - Self.window)
      var target: Int?
      var best = -Double.infinity
      for index in (start..<merged.count).reversed() where isSame(merged[index], event) {
        // "The meeting" is the one told last, unless the article is about another.
        let weight = event.principals.isEmpty ? Double(merged[index].fact.mentions.count) : 0
        let score = weight - 0.6 * Double(merged.count - index)
        if score > best { (best, target) = (score, index) }
      }
      if let target {
        join(&merged[target], event)
      } else if isWhole(event) {
        merged.append(event)
      }
    }
    return merged
  }

  /// An event that joins no other stands alone only if it says who, or where and when.
  private func isWhole(_ event: FoundEvent) -> Bool {
    let hasPrincipal = event.fact.roles.contains { kinds.isPrincipal($0.role, in: event.fact.kind) }
    if hasPrincipal { return true }
    if event.fact.mentions[0].rule == KindTable.learnedRule {
      return event.fact.confidence >= Self.leastAlone
    }
    return event.fact.place?.place != nil && event.fact.time != nil
  }

  private func isSame(_ a: FoundEvent, _ b: FoundEvent) -> Bool {
    guard a.fact.kind == b.fact.kind, a.isTeaser == b.isTeaser || sharesNames(a, b) >= 2 else { return false }
    // "imposed restrictions": the verb and its noun tell of one act.
    if a.sentence == b.sentence, a.fact.kind != kinds.catchAll, a.triggers.contains(b.head),
      a.lemma != b.lemma
    {
      return true
    }
    if a.fact.kind == kinds.catchAll, a.lemma != b.lemma { return false }
    if rolesDiffer(a.fact, b.fact) { return false }
    guard datesAgree(a.fact.time, b.fact.time), placesAgree(a.fact.place, b.fact.place) else { return false }
    let shared = sharesNames(a, b)
    if isLead(b, of: a, shared) { return true }
    // "a summit in Rome. During the summit, …"
    if b.isDefinite, a.lemma == b.lemma, b.sentence - a.sentence <= 2,
      a.principals.isEmpty || b.principals.isEmpty || shared > 0
    {
      return true
    }
    if isTold(a, again: b) { return true }
    let names = min(a.principals.count, b.principals.count)
    if names == 0 {
      guard b.principals.isEmpty else { return false }
      // An indefinite mention without names needs a place or date that it shares.
      return b.isAnaphoric || sharesSetting(a.fact, b.fact)
    }
    if a.fact.status >= .denied, b.fact.status < .denied { return false }
    return shared >= 2 || shared == names || (shared == 1 && sharesSetting(a.fact, b.fact))
  }

  /// The learned reader finds the same event in a mention as in one of those that were joined.
  private func isTold(_ a: FoundEvent, again b: FoundEvent) -> Bool {
    guard let learned, learned.kinds.row(of: a.fact.kind) != nil, isAlike(a, b) else { return false }
    // "met Berg", "met Lind": others, whatever the words around them.
    let names = min(a.principals.count, b.principals.count)
    let shared = sharesNames(a, b)
    let isMutual = kinds[a.fact.kind].traits.contains(.mutual)
    guard names == 0 || shared >= names || shared > 0 && !isMutual else { return false }
    return a.triggers.suffix(Self.lastTriggers).contains {
      (learned.sameEvent($0, b.trigger) ?? 0) >= Self.leastSame
    }
  }

  /// Mentions of an event that a new one is compared with.
  private static let lastTriggers = 6
  /// Probability from which on two mentions are one event. Chosen on the mixed development set.
  private static let leastSame: Float = 0.5
  /// Probability of an event that names nobody, from which on it stands alone.
  private static let leastAlone: Float = 0.6

  /// The first sentences tell again what the headline told.
  private func isLead(_ event: FoundEvent, of headline: FoundEvent, _ shared: Int) -> Bool {
    guard headline.isHeadline, !event.isHeadline, event.sentence <= headline.sentence + Self.leadLength,
      isAlike(headline, event)
    else { return false }
    if headline.lemma == event.lemma, shared > 0 || headline.principals.isEmpty { return true }
    // "Hotel fire kills nine": the lead says which hotel.
    return kinds[event.fact.kind].traits.contains(.harm)
      && (headline.principals.isEmpty || event.principals.isEmpty)
  }

  private static let leadLength = 3

  /// Both took place, as far as they are told, or are of one other status.
  private func isAlike(_ a: FoundEvent, _ b: FoundEvent) -> Bool {
    a.fact.status == b.fact.status || a.fact.status.isReal && b.fact.status.isReal
  }

  /// Both name who acts, or who is acted on, and name others: "X praised Y" and "Z praised X" are two events. Not of
  /// kinds whose roles are one group, nor of whom an attack or a disaster hurt.
  private func rolesDiffer(_ a: Fact, _ b: Fact) -> Bool {
    let principals = kinds[a.kind].principals
    guard principals.count > 1, !kinds[a.kind].traits.contains(.mutual) else { return false }
    for role in kinds[a.kind].traits.contains(.harm) ? principals.prefix(1) : principals[...] {
      let mine = a.roles.filter { $0.role == role && register[$0.entity].isNamed }.map(\.entity)
      let theirs = b.roles.filter { $0.role == role && register[$0.entity].isNamed }.map(\.entity)
      if !mine.isEmpty, !theirs.isEmpty, Set(mine).isDisjoint(with: theirs) { return true }
    }
    return false
  }

  private func sharesNames(_ a: FoundEvent, _ b: FoundEvent) -> Int {
    let others = b.principals + b.related
    return (a.principals + a.related).count { others.contains($0) }
  }

  private func sharesSetting(_ a: Fact, _ b: Fact) -> Bool {
    let date = a.time != nil && b.time != nil
    let place = a.place?.place != nil && b.place?.place != nil
    return date || place
  }

  /// Dates of a clause agree if they touch, give or take a day.
  func datesAgree(_ a: FactTime?, _ b: FactTime?) -> Bool {
    guard let a, let b else { return true }
    let day = TimeInterval.minutesPerDay
    return a.interval.start - day < b.interval.end && b.interval.start < a.interval.end + day
  }

  func placesAgree(_ a: FactPlace?, _ b: FactPlace?) -> Bool {
    guard let a, let b else { return true }
    if let x = a.place, let y = b.place {
      if x == y || gazetteer.contains(x, y) || gazetteer.contains(y, x) { return true }
    }
    if let country = a.country, let other = b.country, country == other {
      // A part of a country and a place in it.
      if a.radius > 50 || b.radius > 50 { return true }
    }
    guard let x = a.point, let y = b.point else { return true }
    return Geometry.distance(x, y) <= Self.nearby
  }

  /// Adds a mention to a fact and lets it fill what the fact lacks.
  func join(_ target: inout FoundEvent, _ event: FoundEvent) {
    let mention = Int32(target.fact.mentions.count)
    target.fact.mentions += event.fact.mentions
    for filler in event.fact.fillers {
      target.fact.fillers.append(
        FillerMention(
          mention: mention + filler.mention, text: filler.text, role: filler.role, entity: filler.entity))
    }
    for role in event.fact.roles where !target.fact.roles.contains(role) {
      // A described group adds nothing to named participants ("top brass"), nor another word to the blaze.
      let isPrincipal = kinds.isPrincipal(role.role, in: target.fact.kind)
      let others = target.fact.roles.filter { $0.role == role.role }
      if isPrincipal, !register[role.entity].isNamed,
        !target.principals.isEmpty || (!others.isEmpty && event.principals.isEmpty)
      {
        continue
      }
      // A name takes the place of the words that stood for it.
      if isPrincipal, register[role.entity].isNamed, !others.isEmpty,
        others.allSatisfy({ !register[$0.entity].isNamed })
      {
        target.fact.roles.removeAll { $0.role == role.role }
      }
      target.fact.roles.append(role)
    }
    target.fact.place = joined(target.fact.place, event.fact.place)
    if let time = event.fact.time,
      target.fact.time.map({ time.interval.width < $0.interval.width }) ?? true
    {
      target.fact.time = time
    }
    target.triggers += event.triggers
    for principal in event.principals where !target.principals.contains(principal) {
      target.principals.append(principal)
    }
    // Whoever is the first in the text to say so.
    if isAlike(event, target), let source = event.fact.source,
      target.fact.source.map({ source.cue.start < $0.cue.start }) ?? true
    {
      target.fact.source = source
    }
    if target.fact.content == nil { target.fact.content = event.fact.content }
    // "was to meet him, but the meeting did not take place".
    if event.isDefinite, event.sentence == target.sentence,
      [.planned, .requested, .possible].contains(target.fact.status),
      event.fact.status.isNegative
    {
      target.fact.status = .cancelled
    }
    // An event that is told twice was hardly misread twice.
    let gain: Float = mention == 1 ? 0.07 : 0.02
    target.fact.confidence = min(0.98, max(target.fact.confidence, event.fact.confidence) + gain)
  }

  /// The more exact of two places of one event; a site that one of them names stands in what the other says.
  private func joined(_ old: FactPlace?, _ new: FactPlace?) -> FactPlace? {
    guard let old, let new, let site = old.site ?? new.site else {
      return isBetter(new, than: old) ? new : old
    }
    let (own, other) = old.site == nil ? (new, old) : (old, new)
    return isBetter(other, than: own) ? FactPlace.site(site, in: other) : own
  }

  /// A described part is better than the whole country, a city better than a region.
  private func isBetter(_ new: FactPlace?, than old: FactPlace?) -> Bool {
    guard let new else { return false }
    guard let old else { return true }
    if old.place == nil { return new.place != nil }
    guard let a = old.place, let b = new.place, a != b else {
      return new.radius > 0 && new.radius < old.radius
    }
    // A band or part that the first mention described stays.
    guard old.radius == 0 || old.radius > 200 else { return false }
    return gazetteer.contains(a, b)
  }
}
