internal import Articles
internal import Facts
internal import Indexing

/// Calculates with the values of rows. What has no value (a missing field, a division by nought, a day before the year 1 or
/// after 9999, a number beyond those of 64 bits) gives none.
extension Evaluator {
  /// From the values of its fields the value of an expression, a number or a time; nil where it has none.
  private typealias Calculation = ([Datum]) -> Datum?

  /// Combinations of the values of a row's fields at most.
  private static let combinationLimit = 1024

  /// The values of an expression of a row: of fields that have several every combination, where a field has the same value
  /// wherever it stands in the expression.
  func calculation(_ expression: ResolvedExpression, of result: ResultSet) -> Getter {
    var fields: [ResolvedField] = []
    let calculate = compiled(expression, &fields)
    let combine = combinations(fields, of: result)
    return { row in combine(row).compactMap(calculate) }
  }

  /// From a value of its only field the value of an expression; nil where it has none.
  func calculation(_ expression: ResolvedExpression) -> (Datum) -> Datum? {
    var fields: [ResolvedField] = []
    let calculate = compiled(expression, &fields)
    return { calculate([$0]) }
  }

  /// As a test of a field: some value passes, or with `!=` there is one and none is equal.
  func calculationTest(_ test: ResolvedCalculation, of result: ResultSet) throws(QueryError) -> RowTest {
    switch test.form {
    case .test(let relation):
      let get = calculation(test.expression, of: result)
      let passes = try datumTest(relation, at: test.range)
      if case .compare(.notEqual, _) = relation {
        return { row in
          let values = get(row)
          return !values.isEmpty && !values.contains(where: passes)
        }
      }
      return { row in get(row).contains(where: passes) }
    case .against(let sign, let other):
      var fields: [ResolvedField] = []
      let left = compiled(test.expression, &fields)
      let right = compiled(other, &fields)
      let combine = combinations(fields, of: result)
      return { row in
        var hasValue = false
        var holds = false
        for values in combine(row) {
          guard let a = left(values), let b = right(values) else { continue }
          hasValue = true
          holds = holds || Self.holds(sign, a, b)
        }
        return sign == .notEqual ? hasValue && !holds : holds
      }
    }
  }

  private static func holds(_ sign: Comparison, _ left: Datum, _ right: Datum) -> Bool {
    switch (left, right) {
    case (.number(let a), .number(let b)): compare(a, b, sign)
    case (.time(let a), .time(let b)): compare(a, b, sign)
    default: false
    }
  }

  /// Every combination of the values of some fields; none where one has none.
  private func combinations(_ fields: [ResolvedField], of result: ResultSet) -> (Int32) -> [[Datum]] {
    let getters = fields.map { getter($0, of: result) }
    return { row in
      var found: [[Datum]] = [[]]
      for get in getters {
        let values = get(row)
        if values.count == 1 {
          for number in found.indices { found[number].append(values[0]) }
          continue
        }
        if found.count * values.count > Self.combinationLimit {
          self.note("only the first \(Self.combinationLimit) combinations of a row's values are calculated")
        }
        var next: [[Datum]] = []
        for tuple in found {
          for value in values where next.count < Self.combinationLimit { next.append(tuple + [value]) }
        }
        found = next
      }
      return found
    }
  }

  /// `fields`: those whose values it takes, in their order; new ones are added.
  private func compiled(_ expression: ResolvedExpression, _ fields: inout [ResolvedField]) -> Calculation {
    switch expression {
    case .number(let number): return { _ in .number(number) }
    case .period(let period): return { _ in .time(period.interval) }
    case .duration(let duration):
      let days = duration.days.map { Datum.number(Double($0)) }
      return { _ in days }
    case .field(let field):
      let slot: Int
      if let known = fields.firstIndex(of: field) {
        slot = known
      } else {
        slot = fields.count
        fields.append(field)
      }
      return { $0[slot] }
    case .edge(let edge, let inner):
      let calculate = compiled(inner, &fields)
      return { values in
        guard case .time(let time) = calculate(values) else { return nil }
        return .time(TimeInterval(day: edge == .start ? time.firstDay : time.lastDay))
      }
    case .negated(let inner):
      let calculate = compiled(inner, &fields)
      return { values in
        guard case .number(let number) = calculate(values) else { return nil }
        return .number(-number)
      }
    case .binary(let operation, let left, .duration(let duration)) where duration.days == nil:
      return moved(compiled(left, &fields), duration, operation == .minus ? -1 : 1)
    case .binary(_, .duration(let duration), let right) where duration.days == nil:
      return moved(compiled(right, &fields), duration, 1)
    case .binary(let operation, let left, let right):
      let (a, b) = (compiled(left, &fields), compiled(right, &fields))
      return { values in
        guard let left = a(values), let right = b(values) else { return nil }
        return Self.joined(left, operation, right)
      }
    }
  }

  /// A time so many months, quarters, halves or years later, or with `sign` −1 earlier.
  private func moved(_ calculate: @escaping Calculation, _ duration: FactSequence.Reach, _ sign: Int)
    -> Calculation
  {
    let months =
      switch duration.unit {
      case .day, .week, .month: duration.count
      case .quarter: duration.count.multipliedReportingOverflow(by: 3).partialValue
      case .half: duration.count.multipliedReportingOverflow(by: 6).partialValue
      case .year: duration.count.multipliedReportingOverflow(by: 12).partialValue
      }
    return { values in
      guard case .time(let time) = calculate(values) else { return nil }
      return time.moved(months: months * sign).map { .time($0) }
    }
  }

  private static func joined(_ left: Datum, _ operation: ArithmeticOperator, _ right: Datum) -> Datum? {
    switch (left, operation, right) {
    case (.number(let a), _, .number(let b)):
      let value =
        switch operation {
        case .plus: a + b
        case .minus: a - b
        case .times: a * b
        case .dividedBy: b == 0 ? Double.nan : a / b
        }
      return value.isFinite ? .number(value) : nil
    case (.time(let a), .minus, .time(let b)):
      return .number(Double(a.firstDay.number) - Double(b.firstDay.number))
    case (.time(let time), .plus, .number(let days)), (.number(let days), .plus, .time(let time)):
      return time.moved(days: days).map { .time($0) }
    case (.time(let time), .minus, .number(let days)): return time.moved(days: -days).map { .time($0) }
    default: return nil
    }
  }
}

extension TimeInterval {
  /// Whole days later, earlier ones of less than 0, parts of a day rounded; nil beyond the years 1 to 9999.
  fileprivate func moved(days: Double) -> TimeInterval? {
    let days = days.rounded()
    // More than all the days that can be written.
    guard abs(days) < 4_000_000 else { return nil }
    let minutes = Int64(days) * Self.minutesPerDay
    let moved = TimeInterval(start: start + minutes, end: end + minutes)
    return moved.isWritten ? moved : nil
  }

  /// So many months later: whole months become whole months, a day that the month does not have its last one; nil beyond
  /// the years 1 to 9999.
  fileprivate func moved(months: Int) -> TimeInterval? {
    guard abs(months) < 120_000 else { return nil }
    func shift(_ day: CalendarDay) -> Int64 {
      Int64(day.adding(months: months).number - day.number) * Self.minutesPerDay
    }
    let next = CalendarDay(number: lastDay.number + 1)
    let isWhole = firstDay.civil.day == 1 && next.civil.day == 1 && end % Self.minutesPerDay == 0
    let moved = TimeInterval(
      start: start + shift(firstDay), end: end + shift(isWhole ? next : lastDay))
    return moved.isWritten ? moved : nil
  }
}
