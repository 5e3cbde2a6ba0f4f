internal import Querying

/// Why a statement could not be run: data; the text is made by `Session.report`.
enum Failure: Error {
  case query(QueryError, statement: String)
  /// A command's fault, with what to do about it.
  case command(String, hint: String? = nil)
  /// No article could be loaded.
  case nothingLoaded(String)
  case cancelled
  /// A statement of a script that was read failed and has been reported.
  case reported
}

extension Failure {
  /// Of a script that ends with it.
  var exitCode: Int32 {
    switch self {
    case .nothingLoaded: Invocation.Exit.nothingLoaded
    case .cancelled: Invocation.Exit.interrupted
    case .query, .command, .reported: Invocation.Exit.failed
    }
  }

  static func usage(_ command: ShellCommand) -> Failure {
    .command("usage: .\(command.name) \(command.arguments)", hint: "see .help \(command.name)")
  }
}
