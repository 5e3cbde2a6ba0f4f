internal import Facts
internal import Indexing
internal import Querying

extension ArticleCollection {
  func run(
    _ statement: String, settings: SessionSettings, parameters: [String: String],
    isCancelled: @escaping @Sendable () -> Bool
  ) throws(QueryError) -> Reply {
    switch try Statement.parse(statement, with: vocabulary).form {
    case .definition(let definition):
      vocabulary.definitions[definition.name] = definition
      return .defined(definition.name)
    case .command(let command): throw QueryError(.unknownCommand(command.name), at: 0..<statement.utf8.count)
    case .query:
      throw QueryError(.unsupported("running queries"), at: 0..<statement.utf8.count)
    }
  }

  func explain(
    _ statement: String, settings: SessionSettings, parameters: [String: String]
  ) throws(QueryError) -> Answer {
    throw QueryError(.unsupported("plans"), at: 0..<statement.utf8.count)
  }

  /// Rows of a source; nil where they are not counted.
  func count(of source: String) -> Int? {
    switch source {
    case "articles": index.articleCount
    case "facts": index.factCount
    default: nil
    }
  }

  /// Values of the data that completion offers.
  var values: Completion.Values { .none }
}
