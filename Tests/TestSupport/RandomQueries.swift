public import Querying
internal import Articles
internal import Facts

/// Queries by chance, in canonical form (no `and` within an `and`, field and operator fitting each other), so
/// that they can be printed and read back, and run.
public struct RandomQueries: Sendable {
  public var vocabulary: Vocabulary
  public var names = ["Mark Milley", "NATO", "Valerii Zaluzhnyi", "Joe Biden", "Ukraine"]
  public var places = ["Poland", "Ukraine", "Warsaw", "Kyiv", "Brussels", "Europe"]
  public var texts = ["border", "talks", "air defence", "a"]
  public var years = 2019...2024
  /// Only queries that read: no `as`, `to`, parameters or `let`, nothing that draws.
  public var onlyRunnable = false
  /// Set operators and brackets around queries.
  public var usesSetOperators = true
  public var random: SeededGenerator
  /// How many columns have been given names: each has one of its own.
  var namedColumns = 0

  public init(seed: UInt64, vocabulary: Vocabulary = .testing) {
    random = SeededGenerator(seed: seed)
    self.vocabulary = vocabulary
  }

  public mutating func query() -> Query { query(depth: 0) }

  private mutating func query(depth: Int) -> Query {
    var (primary, schema) = self.primary(depth: depth)
    var stages: [Stage] = []
    for _ in 0..<random.below(depth == 0 ? 4 : 2) {
      let form = stage(schema)
      schema = schema.after(form, kinds: vocabulary.kinds)
      stages.append(Stage(form))
    }
    return Query(primary, stages: stages)
  }

  private mutating func primary(depth: Int) -> (Primary, Schema) {
    if usesSetOperators, depth < 2, random.chance(0.15) {
      let query = query(depth: depth + 1)
      return (.nested(query), vocabulary.schema(of: query) ?? .articles)
    }
    let (left, schema) = clausePrimary()
    guard usesSetOperators, depth < 2, random.chance(0.15) else { return (left, schema) }
    let (right, other) = clausePrimary()
    guard let both = schema.combined(with: other, kinds: vocabulary.kinds) else { return (left, schema) }
    let operation = random.pick(SetOperator.allCases)
    return (.combined(left, operation, right), operation == .except ? schema : both)
  }

  private mutating func clausePrimary() -> (Primary, Schema) {
    var sources = vocabulary.sources
    if vocabulary.last != nil, !onlyRunnable { sources.append(.last) }
    let source = random.pick(sources)
    let schema = vocabulary.schema(of: source) ?? .articles
    var clause = SourceClause(source)
    if case .facts = schema.rows {
      clause.includesEveryStatus = random.chance(0.2)
      clause.includesEveryConfidence = random.chance(0.2)
    }
    if random.chance(0.75) { clause.condition = condition(schema) }
    return (.clause(clause), schema)
  }

  /// A condition on rows with this schema.
  public mutating func condition(_ schema: Schema) -> Condition { condition(schema, depth: 0) }

  private mutating func condition(_ schema: Schema, depth: Int) -> Condition {
    if depth < 3, random.chance(0.4) {
      if random.chance(0.3) { return .not(condition(schema, depth: depth + 1)) }
      let isAnd = random.chance(0.6)
      let parts = (0..<2 + random.below(2)).map { _ in condition(schema, depth: depth + 1) }
      // Flat, as the parser makes them.
      let flat = parts.flatMap { part -> [Condition] in
        switch part {
        case .and(let inner) where isAnd: inner
        case .or(let inner) where !isAnd: inner
        default: [part]
        }
      }
      return isAnd ? .and(flat) : .or(flat)
    }
    let isTable = schema.rows == .table
    if !isTable, random.chance(0.1) {
      return .hasField(FieldReference(random.pick(schema.fields).name.split(separator: ".").map(String.init)))
    }
    if [.facts(nil), .articles, .sentences].contains(schema.rows), random.chance(0.1) {
      return .mentions(Operand(random.pick(names)))
    }
    if schema.rows == .articles || schema.rows == .entities(.person), random.chance(0.15) {
      let kind = random.pick(vocabulary.kinds.rows).kind
      var clause = SourceClause(
        .kind(kind), includesEveryStatus: random.chance(0.2), includesEveryConfidence: random.chance(0.2))
      if random.chance(0.6) {
        clause.condition = condition(.facts(kind, in: vocabulary.kinds), depth: depth + 2)
      }
      return .hasFact(clause)
    }
    if schema.isOfFacts, depth < 3, random.chance(0.06) { return .sequence(sequence(depth)) }
    if random.chance(0.12), let calculation = calculation(schema) { return .calculation(calculation) }
    return .predicate(predicate(schema))
  }

  private mutating func sequence(_ depth: Int) -> FactSequence {
    let kind = random.pick(vocabulary.kinds.rows).kind
    var clause = SourceClause(
      random.chance(0.5) ? .facts : .kind(kind), includesEveryStatus: random.chance(0.2))
    let schema = vocabulary.schema(of: clause.source) ?? .articles
    if random.chance(0.3) { clause.condition = condition(schema, depth: depth + 3) }
    let same = ["participant", "location.country", "location", "outlet"].filter { _ in random.chance(0.3) }
    let reach = FactSequence.Reach(1 + random.below(60), random.pick(PeriodUnit.allCases))
    return FactSequence(
      random.pick(FactSequence.Order.allCases), clause,
      same: same.map { FieldReference($0.split(separator: ".").map(String.init)) },
      within: random.chance(0.6) ? reach : nil)
  }

  private mutating func members(_ type: FieldType) -> Test {
    var clause = SourceClause(type == .place ? .places : random.pick([.people, .organisations, .entities]))
    clause.condition = .predicate(
      Predicate(
        FieldReference("country"), .compare(.equal, Operand(.text(random.pick(["Ukraine", "Poland"]))))))
    return .members(Query(.clause(clause), stages: random.chance(0.5) ? [Stage(.limit(3))] : []))
  }

  private mutating func predicate(_ schema: Schema) -> Predicate {
    let field = random.pick(schema.fields)
    let nested = Schema.nestedFields(of: field)
    if schema.rows != .table, !nested.isEmpty, random.chance(0.3) {
      let inner = random.pick(nested)
      return Predicate(FieldReference([field.name, inner.name]), test(inner))
    }
    let path =
      field.name.contains { $0 == "(" || $0 == " " }
      ? [field.name] : field.name.split(separator: ".").map(String.init)
    return Predicate(FieldReference(path), test(field))
  }

  private mutating func test(_ field: Schema.Field) -> Test {
    switch field.type {
    case .time: return timeTest()
    case .number:
      let whole = Double(random.below(20))
      let value = random.chance(0.2) ? whole / 8 : whole
      return .compare(random.pick(Comparison.allCases), Operand(.number(value)))
    case .word, .flag:
      let words = field.words.isEmpty ? ["x"] : field.words
      if random.chance(0.3) {
        return .oneOf((0..<1 + random.below(3)).map { _ in Operand(.word(random.pick(words))) })
      }
      return .compare(random.chance(0.7) ? .equal : .notEqual, Operand(.word(random.pick(words))))
    case .place where random.chance(0.1), .entity where random.chance(0.1): return members(field.type)
    case .place where random.chance(0.7):
      if random.chance(0.5) { return .inside(Operand(random.pick(places))) }
      let distance = Distance(Double(1 + random.below(400)), random.pick(Distance.Unit.allCases))
      return .near(Operand(random.pick(places)), within: random.chance(0.6) ? Operand(distance) : nil)
    case .text, .entity, .article, .place: return textTest(field.type == .place ? places : names + texts)
    }
  }

  private mutating func textTest(_ values: [String]) -> Test {
    let value = random.pick(values)
    switch random.below(9) {
    case 0: return .contains(Operand(value))
    case 8: return .matches(.tokens(tokens()))
    case 1: return .startsWith(Operand(value))
    case 2: return .exactly(Operand(value))
    case 3:
      return .matches(.regex(random.pick(["cease-?fire", "a.b", #"\/x"#]), ignoresCase: random.chance(0.5)))
    case 4: return .matches(.search(Operand(value)))
    case 5: return .oneOf((0..<1 + random.below(3)).map { _ in Operand(.text(random.pick(values))) })
    case 6: return .compare(.notEqual, Operand(.text(value)))
    default:
      if !onlyRunnable, random.chance(0.1) { return .compare(.equal, Operand(parameter: "who")) }
      return .compare(.equal, Operand(.text(value)))
    }
  }

  private mutating func timeTest() -> Test {
    switch random.below(10) {
    case 0: .span(Operand(period()), Operand(period()))
    case 1: .compare(random.pick(Comparison.allCases), Operand(.period(period())))
    default: .temporal(random.pick(TemporalRelation.allCases), Operand(period()))
    }
  }

  /// A period that is no span: within others a span would need brackets.
  private mutating func plainPeriod() -> Period {
    while true {
      let period = period()
      if case .span = period { continue }
      return period
    }
  }

  /// A period of any form, mostly fixed ones.
  public mutating func period() -> Period {
    let year = years.lowerBound + random.below(years.count)
    let month = 1 + random.below(12)
    switch random.below(10) {
    case 0, 1: return .year(year)
    case 2, 3: return .month(year: year, month: month)
    case 4: return .day(CalendarDay(year: year, month: month, day: 1 + random.below(28)))
    case 5: return .quarter(year: year, quarter: 1 + random.below(4))
    case 6: return .week(year: year, week: 1 + random.below(52))
    case 7: return random.chance(0.5) ? .today : .yesterday
    case 8:
      switch random.below(5) {
      case 0: return .ago(random.below(9), random.pick(PeriodUnit.allCases))
      case 1: return .half(year: year, half: 1 + random.below(2))
      case 2: return .season(random.pick(Period.Season.allCases), year: year)
      case 3: return .part(random.pick(Period.Part.allCases), of: plainPeriod())
      default: return .span(plainPeriod(), plainPeriod())
      }
    default:
      let direction = random.pick(Period.Direction.allCases)
      let count = random.chance(0.5) ? 1 + random.below(9) : nil
      let isPart = direction == .first || random.chance(0.3)
      return .relative(
        direction, count: count, random.pick(PeriodUnit.allCases), of: isPart ? plainPeriod() : nil)
    }
  }
}
