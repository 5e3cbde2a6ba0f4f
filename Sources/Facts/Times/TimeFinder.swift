internal import Articles
public import English

/// Finds expressions of time and resolves them against the article's day.
///
/// The text is cut into atoms finer than tokens; a word that can begin an expression picks the few patterns
/// to try (times.txt), the longest match is made a value. Linear in the text.
public struct TimeFinder: Sendable {
  let rules: TimeRules

  public static let standard = TimeFinder(rules: .standard)

  /// The expressions of a reading, in order, none overlapping.
  public func find(in reading: Reading) -> [TimeMention] {
    let text = reading.article.text
    let body = reading.article.body.range.clamped(to: 0..<text.count)
    let atoms = rules.vocabulary.atoms(of: text, in: body)
    let matcher = TimeMatcher(vocabulary: rules.vocabulary, steps: rules.steps)
    let context = TimeContext(atoms: atoms, text: text, reading: reading, vocabulary: rules.vocabulary)
    var resolver = TimeResolver(reference: reading.article.published?.firstDay)
    var mentions: [TimeMention] = []
    let span = atoms.span
    var at = 0
    while at < span.count {
      guard let (number, match) = longest(rules.starts.candidates(span[at]), matcher, context, span, at)
      else {
        at += 1
        continue
      }
      let rule = rules.rules[number]
      let found = match.begin..<match.end
      if rule.action == .none {
        at = match.end
        continue
      }
      guard
        var value = resolver.value(
          rule, match.slots, direction: { context.direction(of: found, action: rule.action) })
      else {
        at += 1
        continue
      }
      // Days that no date can be written of: "12,000 years ago".
      if let interval = value.interval, !interval.isWritten { value.interval = nil }
      if let period = value.period {
        resolver.anchor = period
        // "A year earlier" moves from the quarter that is reported, which it does not change.
        if period.unit == .quarter, rule.action == .period || rule.action == .quarterEnd {
          resolver.quarter = period
          resolver.isLongSpan = false
        }
      }
      if value.type == .duration, match.slots.unit == TimeUnit.month.rawValue, match.slots.count >= 6 {
        resolver.isLongSpan = true
      }
      let range = context.textRange(found)
      mentions.append(
        TimeMention(
          tokens: context.tokens(range), text: range, type: value.type, value: value.value,
          interval: value.interval, isRelative: value.isRelative))
      at = match.end
    }
    return mentions
  }

  /// The longest match that its surroundings allow, context included; of equal ones the first rule's.
  private func longest(
    _ candidates: [Int32], _ matcher: TimeMatcher, _ context: TimeContext, _ atoms: Span<TimeAtom>, _ at: Int
  ) -> (rule: Int, TimeMatcher.Match)? {
    var best: (rule: Int, TimeMatcher.Match)?
    var length = at
    if candidates.isEmpty { return nil }
    let second = rules.starts.number(atoms, at: at + 1)
    for number in candidates where rules.starts.allows(number, first: atoms[at], second: second) {
      guard let match = matcher.match(rules.starts.firstSteps[Int(number)], atoms, at: at),
        match.read > length,
        match.begin < match.end,
        context.accepts(rules.rules[Int(number)], match.slots, match.begin..<match.end)
      else { continue }
      best = (Int(number), match)
      length = match.read
    }
    return best
  }
}
