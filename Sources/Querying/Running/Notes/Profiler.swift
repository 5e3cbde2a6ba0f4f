internal import Articles
internal import Atlas
internal import Facts
internal import Indexing

/// What the data hold under each field of a source, for `.describe`.
public struct SourceProfile: Sendable {
  /// What the data hold under one field.
  public struct FieldProfile: Sendable {
    /// The field itself.
    public var field: Schema.Field
    /// Rows that have a value.
    public var rows: Int
    /// A condition on the field that some row meets: `location near "Warsaw"`; the schema's own example where
    /// no row has a value.
    public var example: String
  }

  /// What the rows are.
  public var schema: Schema
  /// How many rows the source has.
  public var rows: Int
  /// Rows looked at: fewer than `rows` where numbers are estimated.
  public var sampled: Int
  /// Without aliases, in the schema's order.
  public var fields: [FieldProfile]
}

extension Engine {
  /// Looks at `limit` rows of a query at most, evenly spread. O(limit × fields).
  public func profile(
    _ query: Query, bindings: Bindings = Bindings(), settings: Settings = Settings(), limit: Int = 5000,
    isCancelled: () -> Bool = { false }
  ) throws(QueryError) -> SourceProfile {
    try stoppably(isCancelled) { stop throws(QueryError) in
      try profile(query, bindings, settings, limit, stop)
    }
  }

  private func profile(
    _ query: Query, _ bindings: Bindings, _ settings: Settings, _ limit: Int, _ stop: StopFlag
  ) throws(QueryError) -> SourceProfile {
    let (evaluator, plan) = try planned(query, bindings, settings, isCancelled: { stop.isSet })
    var run = Run(evaluator: evaluator, bindings: bindings)
    let result = try run.result(plan.root)
    let profiler = Profiler(evaluator)
    let step = max(1, (result.ids.count + limit - 1) / limit)
    let rows = stride(from: 0, to: result.ids.count, by: step).map { result.ids[$0] }
    var fields: [SourceProfile.FieldProfile] = []
    for field in result.schema.fields where !field.isAlias {
      var (count, example) = try profiler.profile(field, rows, of: result)
      if step > 1 { count = min(result.ids.count, count * result.ids.count / max(1, rows.count)) }
      fields.append(.init(field: field, rows: count, example: example ?? field.example))
    }
    return SourceProfile(
      schema: result.schema, rows: result.ids.count, sampled: rows.count, fields: fields)
  }
}

/// Learns by some rows what a field holds.
private struct Profiler {
  let evaluator: Evaluator
  let index: FactIndex

  init(_ evaluator: Evaluator) {
    self.evaluator = evaluator
    index = evaluator.index
  }

  func profile(_ field: Schema.Field, _ rows: [Int32], of result: ResultSet)
    throws(QueryError) -> (rows: Int, example: String?)
  {
    let get = evaluator.getter(ResolvedField(field), of: result)
    var with = 0
    var counts: [Datum: Int] = [:]
    var order: [Datum] = []
    for row in rows {
      try evaluator.tick()
      let values = get(row)
      if values.isEmpty { continue }
      with += 1
      // Long texts are all different: a few will do.
      if field.meaning == .text, order.count >= 50 { continue }
      for value in values {
        if let known = counts[value] {
          counts[value] = known + 1
        } else {
          counts[value] = 1
          order.append(value)
        }
      }
    }
    return (with, example(field, order, counts))
  }

  /// The commonest value in a condition; of numbers the middle one.
  private func example(_ field: Schema.Field, _ order: [Datum], _ counts: [Datum: Int]) -> String? {
    let name = QueryPrinter.fieldName(field.name)
    if field.type == .number {
      let numbers = order.compactMap { if case .number(let number) = $0 { number } else { nil } }.sorted()
      return numbers.isEmpty
        ? nil : "\(name) >= \(numberText((numbers[numbers.count / 2] * 100).rounded(.down) / 100))"
    }
    if field.meaning == .text || isProse(field, order) {
      return words(order).map { "\(name) contains \(quoted($0))" }
    }
    var best: (datum: Datum, count: Int)?
    for datum in order where counts[datum] ?? 0 > best?.count ?? 0 { best = (datum, counts[datum] ?? 0) }
    guard let best else { return nil }
    switch best.datum {
    case .word(let word): return "\(name) = \(word)"
    case .flag(let flag): return "\(name) = \(flag ? "yes" : "no")"
    case .time(let time):
      let (first, last) = PeriodUnit.month.whole(holding: time.firstDay)
      guard time.lies(within: TimeInterval(days: first, through: last)) else {
        return "\(name) during \(first.description.prefix(4))"
      }
      return "\(name) during \(first.description.prefix(7))"
    case .place(let text, let row, _, _):
      guard let place = evaluator.placeName(row) ?? (index.places.named(text).isEmpty ? nil : text),
        index.places.named(place).first?.rawValue == row || row < 0
      else { return nil }
      return "\(name) near \(quoted(place))"
    default: return evaluator.texts(of: best.datum).first.map { "\(name) = \(quoted($0))" }
    }
  }

  /// Texts to look into rather than to compare: most of them are sentences or titles.
  private func isProse(_ field: Schema.Field, _ order: [Datum]) -> Bool {
    guard field.type == .text || field.type == .article else { return false }
    let sample = order.prefix(50)
    return sample.count { (evaluator.texts(of: $0).first?.utf8.count ?? 0) > 30 } * 2 > sample.count
  }

  /// The commonest long word of some texts.
  private func words(_ order: [Datum]) -> String? {
    var counts: [String: Int] = [:]
    var best: String?
    for datum in order.prefix(200) {
      guard let text = evaluator.texts(of: datum).first else { continue }
      for word in Set(Folding.words(text)).sorted() where word.utf8.count >= 6 {
        let count = (counts[word] ?? 0) + 1
        counts[word] = count
        if count > best.flatMap({ counts[$0] }) ?? 0 { best = word }
      }
    }
    return best
  }
}
