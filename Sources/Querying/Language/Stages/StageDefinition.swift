internal import Facts

/// All that the language knows of a stage but how it runs: one row of the table. A new stage is a case of
/// `Stage.Form`, a row and its run (`Run+Stages`); help, completion, messages and colours follow from the row.
struct StageDefinition: Sendable {
  /// The word that begins it.
  var word: String
  /// How it goes through the rows, as `.explain` says it.
  var method: String
  /// Rows expected after it, of so many before.
  var estimate: @Sendable (Stage.Form, Int) -> Int = { _, count in count }
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
  /// Every word that begins a stage, in the order of the table.
  static let words = all.map(\.word)

  private static let byWord = [String: StageDefinition](
    all.map { ($0.word, $0) }, uniquingKeysWith: { first, _ in first })

  static func named(_ word: String) -> StageDefinition? { byWord[word] }
}
