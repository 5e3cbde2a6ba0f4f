internal import Articles
internal import English
internal import Facts

/// Lists of what is asked for, and what is said beside it.
extension QuestionReader {
  /// Keeps which tokens say the condition that was added since there were `before`.
  mutating func note(_ tokens: Range<Int>, from before: Int) {
    for condition in conditions.dropFirst(before) where said[condition] == nil { said[condition] = tokens }
  }

  mutating func note(_ phrase: Phrase, from before: Int) {
    note(beginning(phrase)..<phrase.tokens.upperBound, from: before)
  }

  /// Where a phrase begins, with the preposition that stands at it: "Warsaw" of "in Kyiv or Warsaw" shares Kyiv's.
  func beginning(_ phrase: Phrase) -> Int {
    let first = phrase.tokens.lowerBound
    guard let preposition = phrase.preposition, preposition < first,
      (preposition + 1..<first).allSatisfy({ [.det, .adj, .num].contains(words[$0].category) })
    else { return first }
    return preposition
  }

  // MARK: Lists

  private static let joints: Set<String> = ["and", "or", ",", "either", "both", "&"]

  /// How what stands between two phrases joins them; nil where it does not.
  func joint(_ first: Range<Int>, _ second: Range<Int>) -> String? {
    guard first.upperBound < second.lowerBound else { return nil }
    var found: String?
    for token in first.upperBound..<second.lowerBound {
      let word = lower(token)
      guard Self.joints.contains(word) || words[token].category == .det else { return nil }
      if word == "or" || word == "and" || word == "&" || word == "," && found == nil {
        found = word == "&" ? "and" : word
      }
    }
    return found
  }

  /// Makes one condition of each list: "A, B or C" is any of them, "A and B" both. Nothing is in two towns or years: of those
  /// any is meant, and where one lies in the other ("Warsaw, Poland") that one.
  mutating func joinLists() {
    let placed = conditions.compactMap { condition in said[condition].map { (condition, $0) } }
      .sorted { $0.1.lowerBound < $1.1.lowerBound }
    var list: [Condition] = []
    var joints: [String] = []
    var end: Range<Int>?
    for (condition, tokens) in placed {
      if let last = list.last, let end, isLike(condition, last), let joint = joint(end, tokens) {
        used.formUnion(end.upperBound..<tokens.lowerBound)
        joints.append(joint)
      } else {
        join(list, joints)
        (list, joints) = ([], [])
      }
      list.append(condition)
      end = tokens
    }
    join(list, joints)
    useEither()
  }

  private enum Aspect { case time, place, party }

  private func aspect(_ condition: Condition) -> Aspect? {
    switch condition {
    case .predicate(let predicate):
      switch predicate.test {
      case .temporal(let relation, _): return relation == .during || relation == .on ? .time : nil
      case .inside, .near: return .place
      default: return predicate.field.path[0] == "status" ? nil : .party
      }
    // What is at a place, or hits it.
    case .or: return .party
    default: return nil
    }
  }

  private func isLike(_ a: Condition, _ b: Condition) -> Bool { aspect(a) != nil && aspect(a) == aspect(b) }

  private mutating func join(_ list: [Condition], _ joints: [String]) {
    guard list.count > 1, let first = conditions.firstIndex(where: list.contains) else { return }
    // Without "and" or "or" commas say more of the same, "in 2023, in April", or list what nothing is both of.
    let isList = joints.contains { $0 != "," }
    let isEither = aspect(list[0]) != .party
    // A comma says what the next word does.
    var words = joints
    for at in words.indices.reversed() where words[at] == "," {
      words[at] = at + 1 < words.count ? words[at + 1] : "and"
    }
    var groups = [[list[0]]]
    for (at, condition) in list.enumerated().dropFirst() {
      if joints[at - 1] == ",", let last = groups[groups.count - 1].last,
        let narrower = narrower(last, condition, isList: isList)
      {
        groups[groups.count - 1].removeLast()
        groups[groups.count - 1] += narrower
      } else if words[at - 1] == "or"
        || isEither && (isList || groups[groups.count - 1].last.map { areApart($0, condition) } ?? false)
      {
        groups.append([condition])
      } else {
        groups[groups.count - 1].append(condition)
      }
    }
    let kept: [Condition]
    if groups.count > 1 {
      guard let joined = Condition.joined(groups.compactMap { Condition.all($0) }, isAnd: false) else {
        return
      }
      kept = [joined]
    } else {
      kept = groups[0]
    }
    conditions.removeAll(where: list.contains)
    conditions.insert(contentsOf: kept, at: min(first, conditions.count))
  }

  /// Of two conditions of which a comma makes one the one that says more: "Warsaw, Poland", "in 2023, in April". Both where the
  /// inner name alone would mean a place elsewhere ("Paris, Texas"); nil where neither time or place lies in the other.
  private func narrower(_ first: Condition, _ second: Condition, isList: Bool) -> [Condition]? {
    guard case .predicate(let a) = first, case .predicate(let b) = second else { return nil }
    switch (a.test, b.test) {
    case (.temporal(_, let a), .temporal(_, let b)):
      guard let a = a.literal, let b = b.literal else { return nil }
      if Self.lies(a, in: b) { return [first] }
      return Self.lies(b, in: a) ? [second] : nil
    case (.inside(let a), .inside(let b)):
      guard let a = a.literal, let b = b.literal else { return nil }
      if lies(a, in: b) { return lies(a, in: b, bestOnly: true) ? [first] : [first, second] }
      // "Poland, Kyiv or Warsaw" may well be three, "in Poland, in Kyiv or in Warsaw" less so.
      let isApart = said[second].map { words[$0.lowerBound].category == .adp } ?? false
      guard !isList || isApart, lies(b, in: a) else { return nil }
      return lies(b, in: a, bestOnly: true) ? [second] : [first, second]
    default: return nil
    }
  }

  /// Whether nothing is both: in two places of which neither lies in the other, on two days, in two months or years.
  private func areApart(_ first: Condition, _ second: Condition) -> Bool {
    guard case .predicate(let a) = first, case .predicate(let b) = second else { return false }
    switch (a.test, b.test) {
    case (.inside(let a), .inside(let b)):
      guard let a = a.literal, let b = b.literal else { return false }
      return !lies(a, in: b) && !lies(b, in: a)
    case (.near, .near): return true
    case (.temporal(_, let a), .temporal(_, let b)):
      // "In 2023, on Monday" may well be one of its Mondays.
      switch (a.literal, b.literal) {
      case (.year(let a), .year(let b)): return a != b
      case (.month(let a, let first), .month(let b, let second)): return (a, first) != (b, second)
      case (.day(let a), .day(let b)): return a != b
      case (.day(let day), .span(.day(let first), .day(let last))),
        (.span(.day(let first), .day(let last)), .day(let day)):
        return day < first || last < day
      default: return false
      }
    default: return false
    }
  }

  /// Whether a shorter stretch of the calendar lies in a longer one; of what counts from today none does.
  private static func lies(_ inner: Period, in outer: Period) -> Bool {
    guard !inner.isRelative, !outer.isRelative else { return false }
    let (inner, outer) = (inner.resolved(now: .earliest), outer.resolved(now: .earliest))
    return outer.firstDay <= inner.firstDay && inner.lastDay <= outer.lastDay
  }

  /// "either" before what is used.
  private mutating func useEither() {
    for token in words.indices where lower(token) == "either" && used.contains(token + 1) {
      used.insert(token)
    }
  }

  // MARK: What is said beside the event

  private static let otherTimes: Set<String> = ["after", "before", "since", "until", "till", "following"]
  private static let aside: Set<String> = otherTimes.union([
    "during", "despite", "because", "like", "unlike", "than", "amid",
  ])

  /// Behind a word that says that something else was before or after.
  func isOfOtherTime(_ token: Int) -> Bool {
    isBehind(Self.otherTimes, token)
  }

  /// Whether a token stands behind a word that says when or why something else was ("after Truss", "during the war"), or in a
  /// clause of its own: no part of the event, and nothing that a condition could say.
  func isAside(_ token: Int, _ event: WrittenSentence.Event?) -> Bool {
    isBehind(Self.aside, token) || isOfOtherClause(token, event)
  }

  /// Whether one of some words stands before a token's noun phrase, or before a noun that it belongs to: "before the visit to
  /// Kyiv".
  private func isBehind(_ marks: Set<String>, _ token: Int) -> Bool {
    var at = token
    for _ in 0..<8 where words.indices.contains(at) {
      if let preposition = governing(at), marks.contains(lower(preposition)) { return true }
      guard [.nmod, .appos, .compound, .flat, .nmodPoss].contains(words[at].relation) else { return false }
      at = words[at].head
    }
    return false
  }

  /// The preposition before the noun phrase that a token stands in.
  private func governing(_ token: Int) -> Int? {
    var at = token - 1
    while at >= 0, [.det, .adj, .num, .noun, .propn].contains(words[at].category) { at -= 1 }
    guard at >= 0, [.adp, .sconj, .adv].contains(words[at].category) else { return nil }
    return at
  }

  func precedingPreposition(_ token: Int) -> Int? {
    var at = token - 1
    while at >= 0, words[at].category == .det || words[at].category == .adj || words[at].category == .num {
      at -= 1
    }
    return at >= 0 && words[at].category == .adp ? at : nil
  }

  /// Whether a token hangs on another verb than the event's: "visiting" of "after visiting Kyiv".
  private func isOfOtherClause(_ token: Int, _ event: WrittenSentence.Event?) -> Bool {
    guard let event else { return false }
    var above: Set<Int> = [event.trigger]
    var at = event.trigger
    while words.indices.contains(at), words[at].head >= 0, above.count < 64 {
      at = words[at].head
      above.insert(at)
    }
    let isSpeech = kinds[event.kind].traits.contains(.speech)
    at = token
    for _ in 0..<64 where words.indices.contains(at) && !above.contains(at) {
      switch words[at].relation {
      case .advcl: return true
      case .acl, .aclRelcl, .ccomp, .xcomp, .csubj, .parataxis:
        if !isSpeech, words[at].category == .verb, !event.words.contains(at) { return true }
      default: break
      }
      at = words[at].head
    }
    return false
  }

  // MARK: What lies ahead

  /// It asks for what is to take place: "will", "is going to".
  var isAhead: Bool { words.contains { Self.ahead.contains($0.text.lowercased()) } || goingTo != nil }

  private static let ahead: Set<String> = ["will", "shall", "'ll", "’ll"]

  private var goingTo: Int? {
    words.indices.first {
      lower($0) == "going" && lower($0 + 1) == "to" && !isHole($0) && words.indices.contains($0 + 2)
        && words[$0 + 2].tag == .vb
    }
  }

  /// Of what lies ahead only plans are asked for.
  mutating func readOutlook() {
    if let goingTo { used.insert(goingTo) }
    let status = FieldReference("status")
    let isSaid = conditions.contains { condition in
      if case .predicate(let predicate) = condition { predicate.field == status } else { false }
    }
    guard isAhead, form.wanted != .truth, !isSaid else { return }
    add(status, .compare(.equal, Operand(.word(Status.planned.name))))
  }
}
