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
        guard style == .settled else { return [stage.stage] }
        let written = stage.settledStage
        var parts: [Condition] = []
        if stage.leavesOutDenied { parts.append(.notDenied) }
        if stage.leastPercent > 0 { parts.append(Condition(leastPercent: stage.leastPercent)) }
        guard let condition = Condition.all(parts) else { return [written] }
        return [written, Stage(.filter(condition), range: stage.stage.range)]
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
    case .test(let test):
      .predicate(
        Predicate(test.field.reference, test.relation.syntax(style), range: test.range))
    case .calculation(let test):
      .calculation(
        ExpressionTest(test.expression.syntax(style), test.syntax(style), range: test.range))
    case .mentions(let name): .mentions(Operand(name.text))
    case .hasField(let field): .hasField(field.reference)
    case .hasFact(let clause): .hasFact(clause.syntax(style))
    case .sequence(let sequence):
      .sequence(
        FactSequence(
          sequence.order, sequence.clause.syntax(style), same: sequence.same.map(\.written),
          within: sequence.within))
    }
  }

  /// In the words of the query.
  func text(_ vocabulary: Vocabulary) -> String { syntax(.written).text(vocabulary) }
}

extension ResolvedCalculation {
  fileprivate func syntax(_ style: ResolvedStyle) -> ExpressionTest.Form {
    switch form {
    case .test(let relation): .test(relation.syntax(style))
    case .against(let sign, let other): .against(sign, other.syntax(style))
    }
  }
}

extension ResolvedStage {
  /// With what relative periods in its keys stand for.
  fileprivate var settledStage: Stage {
    guard stage.form.hasExpressions, stage.form.keys.count == keys.count else { return stage }
    var settled = stage
    var number = 0
    let form = try? stage.form.mapKeys { key throws(QueryError) in
      defer { number += 1 }
      guard case .expression(let expression) = keys[number].meaning,
        expression.periods.contains(where: \.written.isRelative)
      else { return key }
      return Key(.expression(expression.syntax(.settled)), as: key.name, range: key.range)
    }
    settled.form = form ?? stage.form
    return settled
  }
}

extension ResolvedTest.Relation {
  fileprivate func syntax(_ style: ResolvedStyle) -> Test {
    switch self {
    case .near(let place, let distance, let isWritten):
      .near(Operand(place.name), within: isWritten || style == .settled ? Operand(distance) : nil)
    case .inside(let place): .inside(Operand(place.name))
    case .temporal(let relation, let period): .temporal(relation, Operand(period.syntax(style)))
    case .span(let first, let last): .span(Operand(first.syntax(style)), Operand(last.syntax(style)))
    case .compare(let comparison, let value): .compare(comparison, Operand(value.syntax(style)))
    case .oneOf(let values): .oneOf(values.map { Operand($0.syntax(style)) })
    case .members(let query): .members(query.syntax(style))
    case .contains(let text): .contains(Operand(text))
    case .startsWith(let text): .startsWith(Operand(text))
    case .exactly(let text): .exactly(Operand(text))
    case .pattern(let body, let ignoresCase): .matches(.regex(body, ignoresCase: ignoresCase))
    case .search(let text): .matches(.search(Operand(text)))
    case .tokens(let pattern): .matches(.tokens(pattern))
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
  func syntax(_ style: ResolvedStyle) -> Period {
    style == .settled && written.isRelative ? Period(interval) : written
  }
}

extension Period {
  /// The fixed period of so many whole days: a day, month, quarter or year where it is one, else from the first to the
  /// last.
  init(_ interval: TimeInterval) {
    let (first, last) = (interval.firstDay, interval.lastDay)
    let (year, month, _) = first.civil
    func isWhole(_ unit: PeriodUnit) -> Bool { unit.isWhole(interval) }
    if first == last {
      self = .day(first)
    } else if isWhole(.month) {
      self = .month(year: year, month: month)
    } else if isWhole(.quarter) {
      self = .quarter(year: year, quarter: (month + 2) / 3)
    } else if isWhole(.year) {
      self = .year(year)
    } else {
      self = .span(.day(first), .day(last))
    }
  }
}

extension PeriodUnit {
  /// The whole one that a day lies in.
  func interval(holding day: CalendarDay) -> TimeInterval {
    let (first, last) = whole(holding: day)
    return TimeInterval(days: first, through: last)
  }

  /// Whether some days are one of this unit, from its first day to its last.
  func isWhole(_ interval: TimeInterval) -> Bool {
    whole(holding: interval.firstDay) == (interval.firstDay, interval.lastDay)
  }
}
