internal import Articles

/// How what is resolved is written again.
enum ResolvedStyle {
  /// With the words of the query: for messages.
  case written
  /// With what they stand for, so that neither a setting nor the day changes what it means.
  case settled
}

extension ResolvedQuery {
  /// The query in which nothing depends on the session or the day: relative periods are dates, `near` has its
  /// distance, definitions are written out. It finds the same rows.
  public var settled: Query { syntax(.settled) }

  /// The text of `settled`: reading it gives a query that finds the same rows.
  public func text(_ vocabulary: Vocabulary = Vocabulary()) -> String { settled.text(vocabulary) }

  func syntax(_ style: ResolvedStyle) -> Query {
    Query(
      primary.syntax(style),
      stages: stages.flatMap { stage in
        if let condition = stage.condition {
          return [Stage(.filter(condition.syntax(style)), range: stage.stage.range)]
        }
        guard stage.leastPercent > 0, style == .settled else { return [stage.stage] }
        let least = Stage(.filter(Condition(leastPercent: stage.leastPercent)), range: stage.stage.range)
        return [stage.stage, least]
      })
  }
}

extension ResolvedPrimary {
  fileprivate func syntax(_ style: ResolvedStyle) -> Primary {
    switch self {
    case .clause(let clause): .clause(clause.syntax(style))
    case .nested(let query): .nested(query.syntax(style))
    case .combined(let left, let operation, let right, _):
      .combined(left.syntax(style), operation, right.syntax(style))
    }
  }
}

extension ResolvedClause {
  fileprivate func syntax(_ style: ResolvedStyle) -> SourceClause {
    var parts = condition.map { [$0.syntax(style)] } ?? []
    let isOfFacts = isSource && schema.isOfFacts
    if isOfFacts, style == .settled, leastPercent > 0 { parts.append(Condition(leastPercent: leastPercent)) }
    return SourceClause(
      source, where: Condition.all(parts), includesEveryStatus: keepsEveryStatus && isOfFacts,
      includesEveryConfidence: isOfFacts && (leastPercent == 0 || style == .settled))
  }
}

extension ResolvedCondition {
  func syntax(_ style: ResolvedStyle) -> Condition {
    switch self {
    case .and(let parts): .and(parts.map { $0.syntax(style) })
    case .or(let parts): .or(parts.map { $0.syntax(style) })
    case .not(let inner): .not(inner.syntax(style))
    case .test(let test): .predicate(Predicate(test.field.reference, test.syntax(style), range: test.range))
    case .mentions(let name): .mentions(Operand(name.text))
    case .hasField(let field): .hasField(field.reference)
    case .hasFact(let clause): .hasFact(clause.syntax(style))
    }
  }

  /// In the words of the query.
  func text(_ vocabulary: Vocabulary) -> String { syntax(.written).text(vocabulary) }
}

extension ResolvedTest {
  fileprivate func syntax(_ style: ResolvedStyle) -> Test {
    switch relation {
    case .near(let place, let distance, let isWritten):
      .near(Operand(place.name), within: isWritten || style == .settled ? Operand(distance) : nil)
    case .inside(let place): .inside(Operand(place.name))
    case .temporal(let relation, let period): .temporal(relation, Operand(period.syntax(style)))
    case .span(let first, let last): .span(Operand(first.syntax(style)), Operand(last.syntax(style)))
    case .compare(let comparison, let value): .compare(comparison, Operand(value.syntax(style)))
    case .oneOf(let values): .oneOf(values.map { Operand($0.syntax(style)) })
    case .contains(let text): .contains(Operand(text))
    case .startsWith(let text): .startsWith(Operand(text))
    case .exactly(let text): .exactly(Operand(text))
    case .pattern(let body, let ignoresCase): .matches(.regex(body, ignoresCase: ignoresCase))
    case .search(let text): .matches(.search(Operand(text)))
    }
  }
}

extension ResolvedValue {
  fileprivate func syntax(_ style: ResolvedStyle) -> Literal {
    switch self {
    case .number(let number): .number(number)
    case .word(let word): .word(word)
    case .period(let period): .period(period.syntax(style))
    case .distance(let distance): .distance(distance)
    case .name(let name): .text(name.text)
    }
  }
}

extension ResolvedPeriod {
  fileprivate func syntax(_ style: ResolvedStyle) -> Period {
    style == .settled && written.isRelative ? Period(interval) ?? written : written
  }
}

extension Period {
  /// The fixed period of so many whole days: a day, week, month, quarter or year where it is one, else the days
  /// that follow the one before. Nil where it begins with the calendar.
  init?(_ interval: TimeInterval) {
    let (first, last) = (interval.firstDay, interval.lastDay)
    let (year, month, _) = first.civil
    func isWhole(_ unit: PeriodUnit) -> Bool { unit.whole(holding: first) == (first, last) }
    if first == last {
      self = .day(first)
    } else if isWhole(.month) {
      self = .month(year: year, month: month)
    } else if isWhole(.quarter) {
      self = .quarter(year: year, quarter: (month + 2) / 3)
    } else if isWhole(.year) {
      self = .year(year)
    } else {
      guard first > CalendarDay(year: 1, month: 1, day: 1) else { return nil }
      let count = Int(last.number - first.number) + 1
      self = .relative(.next, count: count, .day, of: .day(first.adding(days: -1)))
    }
  }
}
