internal import Querying

extension Session {
  private static let option = "--dialect"

  /// The statement for what stands behind `.sql`, which no letter of the data can make drive a terminal.
  func sql(_ text: String) throws(Failure) -> String {
    var query = text
    var dialect = SQLDialect.sqlite
    let words = text.split(maxSplits: 2, omittingEmptySubsequences: true, whereSeparator: \.isWhitespace)
    if words.first == Self.option[...] {
      let names = SQLDialect.all.map(\.name).joined(separator: ", ")
      guard words.count > 1, let named = SQLDialect(named: String(words[1])) else {
        throw .command(
          words.count > 1 ? "no dialect called `\(words[1])`" : "a dialect is missing",
          hint: "dialects: \(names)")
      }
      dialect = named
      query = words.count > 2 ? words[2].trimmed : ""
    }
    guard !query.isEmpty else { throw .command("usage: .sql [--dialect NAME] QUERY") }
    return try compiled(query, dialect).text
  }

  /// A query as a statement of a dialect.
  func compiled(_ query: String, _ dialect: SQLDialect) throws(Failure) -> SQLQuery {
    do throws(QueryError) {
      return try workspace.sql(
        query, dialect, settings: settings, parameters: parameters, isCancelled: surroundings.isInterrupted)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .query(error, statement: query)
    }
  }

  /// The bytes of `--dialect NAME ` at the start of what is typed behind `.sql`; 0 where it does not stand there whole.
  static func dialectOption(_ bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.starts(with: (option + " ").utf8) else { return 0 }
    let name = bytes.dropFirst(option.utf8.count + 1)
    guard let end = name.firstIndex(of: 0x20) else { return 0 }
    return end + 1 - bytes.startIndex
  }
}
