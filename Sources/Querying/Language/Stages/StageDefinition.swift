internal import Facts

/// All that the language knows of a stage but how it runs: one row of the table. A new stage is a case of
/// `Stage.Form`, a row here and its run (`Run+Stages`); help, completion, messages and colours follow from the row.
struct StageDefinition: Sendable {
  /// The word that begins it.
  var word: String
  /// Its forms as `.help` lists them, the plain one first, each with a query that runs.
  var help: [HelpEntry]
  /// Why it makes no sense of rows of a schema; nil where it does.
  var misfit: @Sendable (Schema) -> QueryError.Reason? = { _ in nil }
  /// Reads what follows its word, which is given: one form, or those that it is short for.
  var parse: @Sendable (inout Parser, Token) throws(QueryError) -> [Stage.Form]
  /// Writes a form of it as it is read.
  var print: @Sendable (Stage.Form, inout QueryPrinter) -> Void
  /// What the rows are after it.
  var schema: @Sendable (Stage.Form, Schema, KindTable) -> Schema = { _, schema, _ in schema }
}

extension StageDefinition {
  /// In the order in which help lists them.
  static let all: [StageDefinition] = [
    .filter, .sort, .limit, .skip, .sample, .count, .percent, .sum, .average, .min, .max, .distinct, .show,
    .top, .timeline, .chart, .map, .context, .facts, .articles, .sentences, .entities, .why, .name, .export,
  ]

  /// Every word that begins a stage, in the order of the table.
  static let words = all.map(\.word)

  private static let byWord = [String: StageDefinition](
    all.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ word: String) -> StageDefinition? { byWord[word] }
}

extension Stage.Form {
  /// Its row of the table.
  var definition: StageDefinition {
    switch self {
    case .filter: .filter
    case .sort: .sort
    case .limit: .limit
    case .skip: .skip
    case .sample: .sample
    case .count, .aggregate(.distinct, _, _): .count
    case .aggregate(.sum, _, _): .sum
    case .aggregate(.average, _, _): .average
    case .aggregate(.min, _, _): .min
    case .aggregate(.max, _, _): .max
    case .percent: .percent
    case .distinct: .distinct
    case .show: .show
    case .top: .top
    case .timeline: .timeline
    case .chart: .chart
    case .map: .map
    case .context: .context
    case .drill(.facts): .facts
    case .drill(.articles): .articles
    case .drill(.sentences): .sentences
    case .drill(.entities): .entities
    case .why: .why
    case .name: .name
    case .export: .export
    }
  }
}
