internal import Atlas
internal import Facts
internal import Library
internal import Querying
internal import Reporting
internal import Saving

extension Session {
  /// `.alias`: alone the list, else a line, or a file of them.
  func alias(_ arguments: Arguments) throws(Failure) -> Shown? {
    if arguments.rest.isEmpty { return .report(Report(aliasTable)) }
    if arguments.rest.contains("=") {
      try addAlias(arguments.rest)
      keep(LogEntry(statement: ".alias " + arguments.rest, shown: nil, mode: settings.mode))
    } else {
      guard arguments.words.count == 1 else { throw .command("usage: .alias \"NAME\" = \"PLACE\"") }
      try defineAliases(file: ScriptPath.resolve(arguments.words[0], in: scriptFolder))
    }
    return nil
  }

  /// Adds a line `"NAME" = "PLACE"`.
  func addAlias(_ line: String) throws(Failure) {
    try alias(file: nil) { (aliases) throws(PlaceAliasError) in try aliases.add(line) }
  }

  /// Adds the aliases of a file; a fault names the file, the line and what is wrong.
  func defineAliases(file: String) throws(Failure) {
    let text = try contents(file, "\(file):")
    try alias(file: file) { (aliases) throws(PlaceAliasError) in try aliases.read(text.utf8) }
    keep(LogEntry(statement: ".alias", shown: nil, mode: settings.mode, paths: [file]))
  }

  private func alias(
    file: String?, _ add: (inout PlaceAliases) throws(PlaceAliasError) -> Void
  ) throws(Failure) {
    surroundings.clearInterrupt()
    let isDone: Bool
    do {
      isDone = try withProgress(Self.rereading) { (progress) throws(PlaceAliasError) in
        try workspace.alias(add, progress: progress, isCancelled: surroundings.isInterrupted)
      }
    } catch {
      throw .command(file.map { "\($0):\(error.line): \(error.message)" } ?? error.message)
    }
    try settle(isDone)
    guard workspace.summary.articles > 0 else { return }
    let count = workspace.collection.pipeline.aliases.entries.count
    let names = count == 1 ? "1 alias" : "\(Self.grouped(count)) aliases"
    remark("\(names): \(Self.count(workspace.summary.facts, "fact")) now")
  }

  private var aliasTable: Answer {
    let entries = workspace.collection.pipeline.aliases.entries
    return Answer(
      columns: [
        Column(name: "name", values: entries.map { .text($0.name) }),
        Column(name: "means", values: entries.map { .text($0.meaning) }),
      ], subjects: [])
  }
}
