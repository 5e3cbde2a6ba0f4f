internal import Querying

/// Why a statement could not be run: data; the text is made by `Session.report`.
enum Failure: Error {
  case query(QueryError, statement: String)
  /// A command's fault, with what to do about it.
  case command(String, hint: String? = nil)
  case cancelled
  /// A statement of a script that was read failed and has been reported.
  case reported
}

extension Failure {
  static func usage(_ command: ShellCommand) -> Failure {
    .command("usage: .\(command.name) \(command.arguments)", hint: "see .help \(command.name)")
  }
}
