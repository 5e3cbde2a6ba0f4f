import ArgumentParser
import Querying
import Shell

/// `dateline sql`: a query as a statement of SQL.
struct SQLStatement: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dateline sql",
    abstract: "Print a query as a statement of SQL over the tables of a kept file.",
    discussion: "The statement gives the rows of the query; `.help sql` in the shell tells more.")

  @Argument(help: "A kept file or articles, and behind them the query.", completion: .file())
  var words: [String]

  @Option(
    help: "Whose SQL: \(SQLDialect.all.map(\.name).joined(separator: ", ")).",
    transform: { text in
      guard let dialect = SQLDialect(named: text) else {
        throw ValidationError(
          "\"\(text)\" is no dialect: \(SQLDialect.all.map(\.name).joined(separator: ", "))")
      }
      return dialect
    })
  var dialect: SQLDialect = .sqlite

  @Option(help: "A file of kinds of facts beside the program's own; repeatable.")
  var kinds: [String] = []

  @Option(help: "A file of names of places beside the gazetteer's; repeatable.")
  var aliases: [String] = []

  @OptionGroup(title: "Reading") var reading: Reading

  func validate() throws {
    if words.count < 2 {
      throw ValidationError("a kept file or articles are wanted, and behind them a query")
    }
  }

  /// The shell's own command, run over the paths.
  var invocation: Invocation {
    var invocation = Invocation()
    invocation.paths = words.dropLast()
    invocation.kinds = kinds
    invocation.aliases = aliases
    invocation.reading = reading.options
    invocation.isQuiet = true
    invocation.isSafe = true
    // A command is one line.
    let query = words.last.map { String($0.map { $0.isNewline ? " " : $0 }) } ?? ""
    invocation.queries = [".sql --dialect \(dialect.name) \(query)"]
    return invocation
  }

  func run() throws { throw ExitCode(invocation.runProcess()) }
}
