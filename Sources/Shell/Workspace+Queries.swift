internal import Articles
internal import Atlas
internal import Facts
internal import Indexing
internal import Querying
internal import Reporting

/// Queries over the articles loaded.
extension Workspace {
  func run(
    _ statement: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Reply {
    switch try Statement.parse(statement, with: vocabulary).form {
    case .definition(let definition):
      vocabulary.definitions[definition.name] = definition
      return .defined(definition.name)
    case .parameter(let name, let value): return .parameter(name, value.text)
    case .command(let command): throw QueryError(.unknownCommand(command.name), at: 0..<statement.utf8.count)
    case .query(let query):
      let outcome = try outcome(query, settings, parameters, isCancelled)
      forgetMade(outcome.named.map(\.name))
      bindings.last = outcome.result
      vocabulary.last = outcome.result.schema
      for (name, result) in outcome.named {
        bindings.results[name] = result
        vocabulary.results[name] = result.schema
      }
      keepDrawn(outcome.answer)
      return .answer(outcome.answer, exports: outcome.exports, drawing: presentation(outcome))
    }
  }

  /// Makes rows that no query gave the last result, which `_` and a leading `|` mean; nil: there is none.
  func goOn(from rows: ResultSet?) {
    forgetMade([])
    bindings.last = rows
    vocabulary.last = rows?.schema
  }

  /// Whether a statement gives something a name, and asks nothing.
  func isDefinition(_ statement: String) -> Bool {
    switch try? Statement.parse(statement, with: vocabulary).form {
    case .definition, .parameter: true
    case .command, .query, nil: false
    }
  }

  private func presentation(_ outcome: Outcome) -> Presentation? {
    switch outcome.result.drawing {
    case nil: nil
    case .why?: .why
    case .chart?: .drawing(Drawing(form: .chart))
    case .timeline?: .drawing(Drawing(form: .timeline))
    case .context?: .drawing(Drawing(form: .context))
    case .vertical?: .drawing(Drawing(form: .vertical))
    case .map(let area)?:
      .drawing(Drawing(form: .map(points: outcome.points, borders: index.places.borders, area: area)))
    case .graph?:
      .drawing(Drawing(form: .graph(RowDetail.details(of: outcome.answer, in: index, tells: false))))
    }
  }

  func explain(
    _ statement: String, runs: Bool, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Answer {
    let query = try Query.parse(
      queryText(of: statement, settings, parameters, isCancelled), with: vocabulary)
    if runs {
      let outcome = try outcome(query, settings, parameters, isCancelled)
      return outcome.plan.answer(with: outcome.trace, in: vocabulary)
    }
    let (bindings, settings) = try prepared(settings, parameters, isCancelled)
    return try engine.plan(query, bindings: bindings, settings: settings, isCancelled: isCancelled)
      .answer(in: vocabulary)
  }

  /// A query as a statement of SQL.
  func sql(
    _ statement: String, _ dialect: SQLDialect, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> SQLQuery {
    let query = try Query.parse(
      queryText(of: statement, settings, parameters, isCancelled), with: vocabulary)
    let (bindings, settings) = try prepared(settings, parameters, isCancelled)
    return try SQLCompiler.compile(
      query, over: engine, dialect: dialect, bindings: bindings, settings: settings)
  }

  /// What a query says, without becoming the last result.
  func ask(
    _ statement: String, _ settings: SessionSettings, _ parameters: [String: String],
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Outcome {
    try outcome(Query.parse(statement, with: vocabulary), settings, parameters, isCancelled)
  }

  private func outcome(
    _ query: Query, _ settings: SessionSettings, _ parameters: [String: String],
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Outcome {
    let (bindings, settings) = try prepared(settings, parameters, isCancelled)
    return try engine.runStoppably(query, bindings: bindings, settings: settings, isCancelled: isCancelled)
  }

  /// What a query is run with; finishes the index first.
  private func prepared(
    _ settings: SessionSettings, _ parameters: [String: String],
    _ isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> (Bindings, Settings) {
    var bindings = bindings
    bindings.parameters = parameters.mapValues { Literal(parameter: $0) }
    let now = settings.now.flatMap { CalendarDay(iso: Array($0.utf8)) }
    guard index.isFinished || finishIndex(isCancelled) else { throw QueryError(.cancelled, at: 0..<0) }
    return (bindings, Settings(now: now, nearKilometres: settings.near, leastPercent: settings.leastPercent))
  }

  /// Rows of a source; nil where they are not counted.
  func count(of source: String) -> Int? {
    func entities(_ kind: NameKind) -> Int {
      (0..<Int32(index.entityCount)).count { index.entity(EntityID(rawValue: $0)).kind == kind }
    }
    if let kept = bindings.results[source] { return kept.rowCount }
    if vocabulary.definitions[source] != nil { return nil }
    switch source {
    case "articles": return index.articleCount
    case "facts": return index.sureFactCount
    case "sentences": return index.sentenceCount
    case "entities": return index.entityCount
    case "people": return entities(.person)
    case "organisations": return entities(.organisation)
    case "places": return entities(.place)
    default:
      guard index.isFinished else { return 0 }
      return index.kinds.kind(plural: source).map { index.sureFactCount(of: $0) }
    }
  }

  func places(named name: String) -> Answer {
    let knowledge = index.places
    let places = knowledge.named(name).compactMap(knowledge.place)
    let similar = places.isEmpty ? knowledge.similar(name) : []
    func column(_ name: String, _ value: (Place) -> Value) -> Column {
      Column(name: name, values: places.map(value))
    }
    let uses = index.uses(of: places.map(\.id))
    /// "Henry County, Tennessee": what tells it from others of its name.
    func containers(_ place: Place) -> Value {
      var names: [String] = []
      var next = place.parent
      while let id = next, let container = knowledge.place(id), container.kind != .country, names.count < 3 {
        names.append(container.name)
        next = container.parent
      }
      return names.isEmpty ? .missing : .list(names.map { .text($0) })
    }
    return Answer(
      columns: [
        column("name") { .text($0.name) }, column("kind") { .text($0.kind.name) },
        Column(name: "in", values: places.map(containers), isMultiple: true),
        column("country") { $0.country.map { .text($0.description) } ?? .missing },
        column("population") { $0.population > 0 ? .integer(Int($0.population)) : .missing },
        column("latitude") { .number(Self.rounded($0.point.latitude)) },
        column("longitude") { .number(Self.rounded($0.point.longitude)) },
        Column(name: "articles", values: uses.map { .integer($0.articles) }),
        Column(name: "mentions", values: uses.map { .integer($0.mentions) }),
      ], subjects: [],
      notes: similar.isEmpty ? [] : ["did you mean " + similar.prefix(3).joined(separator: ", ") + "?"])
  }

  /// Degrees with four decimals (11 m).
  private static func rounded(_ degrees: Float) -> Double { (Double(degrees) * 10_000).rounded() / 10_000 }
}
