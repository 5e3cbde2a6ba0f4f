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
    let context = TimeContext(atoms: atoms, text: text, tokens: reading.tokens, vocabulary: rules.vocabulary)
    var resolver = TimeResolver(reference: reading.article.published?.firstDay)
    var mentions: [TimeMention] = []
    let span = atoms.span
    var at = 0
    while at < span.count {
      guard let candidates = candidates(span[at]), let (rule, match) = longest(candidates, matcher, span, at)
      else {
        at += 1
        continue
      }
      let found = at..<match.end
      if rules.rules[rule].action == .none {
        at = match.end
        continue
      }
      guard context.accepts(rules.rules[rule], match.slots, found),
        let value = resolver.value(
          rules.rules[rule], match.slots,
          direction: { context.direction(of: found, action: rules.rules[rule].action) })
      else {
        at += 1
        continue
      }
      if let period = value.period {
        resolver.anchor = period
        if period.unit == .quarter { resolver.quarter = period }
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

  private func candidates(_ atom: TimeAtom) -> [Int32]? {
    switch atom.kind {
    case .word: atom.word < 0 || rules.starts[Int(atom.word)].isEmpty ? nil : rules.starts[Int(atom.word)]
    case .number: rules.digitStarts
    case .sign: atom.value == 39 ? rules.quoteStarts : nil
    }
  }

  private func longest(
    _ candidates: [Int32], _ matcher: TimeMatcher, _ atoms: Span<TimeAtom>, _ at: Int
  ) -> (Int, TimeMatcher.Match)? {
    var best: (Int, TimeMatcher.Match)?
    for rule in candidates {
      guard let match = matcher.match(rules.rules[Int(rule)].firstStep, atoms, at: at) else { continue }
      if best.map({ match.end > $0.1.end }) ?? true { best = (Int(rule), match) }
    }
    return best
  }
}
